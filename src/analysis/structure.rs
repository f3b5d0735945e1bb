//! What the graph says by itself (`model.md` §8).

use super::{End, Network};
use petgraph::{
    algo::{dominators, kosaraju_scc},
    graph::{DiGraph, NodeIndex},
};

/// What the graph says by itself: which transitions can be taken, not how often.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Structure {
    /// Touchpoints that every success passes, in the order they are passed (dominators of success
    /// over the entries of all segments). Without them there is no success: their removal effect is 1.
    pub must_pass: Vec<usize>,
    /// Those of `must_pass` from which no way leads back to anything before them.
    pub no_return: Vec<usize>,
    /// Rework knots: groups of two or more touchpoints that all lead to each other.
    pub knots: Vec<Vec<usize>>,
    /// Touchpoints without a way on.
    pub dead_ends: Vec<usize>,
    /// Loops without an end: were it not for drop-off, nobody could leave them.
    pub closed_loops: Vec<Vec<usize>>,
    /// Transitions that lead back, by place: without them there is no loop; drawn backwards.
    pub feedback: Vec<usize>,
    /// Each touchpoint's column, counted from 0: the length of the longest way to it
    /// without `feedback`. Layout may start from it.
    pub columns: Vec<usize>,
}

impl Structure {
    /// What the graph of a network says.
    pub fn of(network: &Network) -> Self {
        let (must_pass, no_return) = gates(network);
        let (feedback, columns) = unfold(network);
        let mut structure = Self {
            must_pass,
            no_return,
            dead_ends: (0..network.touchpoints.len()).filter(|at| network.row(*at).is_empty()).collect(),
            feedback,
            columns,
            ..Self::default()
        };
        structure.find_loops(network);
        structure
    }

    fn find_loops(&mut self, network: &Network) {
        let mut graph = DiGraph::<(), ()>::new();
        network.touchpoints.iter().for_each(|_| {
            graph.add_node(());
        });
        let arrows = network.transitions.iter().filter(|t| t.share > 0.0);
        graph.extend_with_edges(arrows.filter_map(|t| match t.to {
            End::Touchpoint(to) => Some((t.from as u32, to as u32)),
            End::Outcome(_) => None,
        }));
        let mut group_of = vec![0; network.touchpoints.len()];
        let groups = kosaraju_scc(&graph);
        for (group, members) in groups.iter().enumerate() {
            members.iter().for_each(|at| group_of[at.index()] = group);
        }
        for (group, members) in groups.iter().enumerate() {
            let mut members: Vec<usize> = members.iter().map(|at| at.index()).collect();
            members.sort_unstable();
            let stays = |t: usize| match network.transitions[t].to {
                End::Touchpoint(to) => group_of[to] == group,
                End::Outcome(_) => false,
            };
            let is_closed = |at: &usize| {
                let mut row = network.row(*at).filter(|t| network.transitions[*t].share > 0.0);
                network.touchpoints[*at].rest == 0.0 && row.all(stays)
            };
            if members.iter().all(is_closed) {
                self.closed_loops.push(members.clone());
            }
            if members.len() > 1 {
                self.knots.push(members);
            }
        }
        self.knots.sort_unstable();
        self.closed_loops.sort_unstable();
    }
}

/// Must-pass touchpoints, and those of them that nobody comes back from.
fn gates(network: &Network) -> (Vec<usize>, Vec<usize>) {
    let count = network.touchpoints.len();
    let (start, end) = (NodeIndex::new(count), NodeIndex::new(count + 1));
    let mut graph = DiGraph::<(), ()>::with_capacity(count + 2, network.transitions.len());
    (0..count + 2).for_each(|_| {
        graph.add_node(());
    });
    let goes_on = |at: usize| network.touchpoints[at].known_drop_off.is_none_or(|d| d < 1.0);
    for transition in network.transitions.iter().filter(|t| t.share > 0.0) {
        let to = match transition.to {
            End::Touchpoint(to) => NodeIndex::new(to),
            outcome if network.is_success(outcome) => end,
            End::Outcome(_) => continue,
        };
        if goes_on(transition.from) {
            graph.add_edge(NodeIndex::new(transition.from), to, ());
        }
    }
    for (entry, _) in network.segments.iter().flat_map(|segment| &segment.entry) {
        graph.update_edge(start, NodeIndex::new(*entry), ());
    }
    let tree = dominators::simple_fast(&graph, start);
    let Some(above) = tree.strict_dominators(end) else {
        return Default::default();
    };
    let mut gates: Vec<usize> = above.map(NodeIndex::index).filter(|at| *at < count).collect();
    gates.reverse();
    let levels = levels(&tree, &gates, count);
    let mut crossed_back = vec![0_i64; gates.len() + 2];
    for edge in graph.raw_edges() {
        let (from, to) = (edge.source().index(), edge.target().index());
        if let (Some(after), Some(before)) = (level(&levels, from), level(&levels, to))
            && before < after
        {
            crossed_back[before + 1] += 1;
            crossed_back[after + 1] -= 1;
        }
    }
    let mut open = 0;
    let mut no_return = Vec::new();
    for (at, gate) in gates.iter().enumerate() {
        open += crossed_back[at + 1];
        if open == 0 {
            no_return.push(*gate);
        }
    }
    (gates, no_return)
}

fn level(levels: &[Option<usize>], at: usize) -> Option<usize> {
    levels.get(at).copied().flatten()
}

/// How many gates every way to a touchpoint passes, its own included; `None` where none leads.
fn levels(tree: &dominators::Dominators<NodeIndex>, gates: &[usize], count: usize) -> Vec<Option<usize>> {
    let mut levels = vec![None; count];
    for (at, gate) in gates.iter().enumerate() {
        levels[*gate] = Some(at + 1);
    }
    let mut way = Vec::new();
    for touchpoint in 0..count {
        let mut at = NodeIndex::new(touchpoint);
        let found = loop {
            if let Some(level) = level(&levels, at.index()) {
                break Some(level);
            }
            if at.index() < count {
                way.push(at.index());
            }
            match tree.immediate_dominator(at) {
                Some(above) => at = above,
                None => break (at == tree.root()).then_some(0),
            }
        };
        way.drain(..).for_each(|passed| levels[passed] = found);
    }
    levels
}

/// Walks the graph in depth, from the entries: what leads to a touchpoint that is still open leads
/// back. The longest way over the others is the column.
fn unfold(network: &Network) -> (Vec<usize>, Vec<usize>) {
    let count = network.touchpoints.len();
    let mut state = vec![State::New; count];
    let mut feedback = Vec::new();
    let mut finished = Vec::with_capacity(count);
    let entries = network.segments.iter().flat_map(|segment| &segment.entry);
    for start in entries.map(|(at, _)| *at).chain(0..count) {
        let mut stack = Vec::new();
        if state[start] == State::New {
            state[start] = State::Open;
            stack.push((start, network.row(start)));
        }
        while let Some((at, row)) = stack.last_mut() {
            let Some(place) = row.next() else {
                state[*at] = State::Done;
                finished.push(*at);
                stack.pop();
                continue;
            };
            let End::Touchpoint(to) = network.transitions[place].to else {
                continue;
            };
            match state[to] {
                State::New => {
                    state[to] = State::Open;
                    stack.push((to, network.row(to)));
                }
                State::Open => feedback.push(place),
                State::Done => {}
            }
        }
    }
    feedback.sort_unstable();
    let mut columns = vec![0; count];
    for at in finished.into_iter().rev() {
        for place in network.row(at) {
            if let End::Touchpoint(to) = network.transitions[place].to
                && feedback.binary_search(&place).is_err()
            {
                columns[to] = columns[to].max(columns[at] + 1);
            }
        }
    }
    (feedback, columns)
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}
