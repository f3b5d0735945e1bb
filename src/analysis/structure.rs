//! What the graph says by itself (`model.md` §8).

use super::{
    End, Network,
    solver::{NONE, by_key, components},
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

    /// Loops in the order of their first touchpoints.
    fn find_loops(&mut self, network: &Network) {
        let starts: Vec<u32> = network.rows.iter().map(|at| *at as u32).collect();
        let to = |t: &super::TransitionPart| match t.to {
            End::Touchpoint(to) if t.share > 0.0 => to as u32,
            _ => NONE,
        };
        let to: Vec<u32> = network.transitions.iter().map(to).collect();
        let (group_of, count) = components(&starts, &to);
        let (bounds, members) = by_key(count, &group_of);
        let mut is_seen = vec![false; count];
        for group in group_of.iter().map(|group| *group as usize) {
            if std::mem::replace(&mut is_seen[group], true) {
                continue;
            }
            let members = &members[bounds[group] as usize..bounds[group + 1] as usize];
            let stays = |t: usize| match network.transitions[t].to {
                End::Touchpoint(to) => group_of[to] as usize == group,
                End::Outcome(_) => false,
            };
            let is_closed = |at: &u32| {
                let mut row = network.row(*at as usize).filter(|t| network.transitions[*t].share > 0.0);
                network.touchpoints[*at as usize].rest == 0.0 && row.all(stays)
            };
            let places = || members.iter().map(|at| *at as usize).collect();
            if members.iter().all(is_closed) {
                self.closed_loops.push(places());
            }
            if members.len() > 1 {
                self.knots.push(places());
            }
        }
    }
}

/// Must-pass touchpoints, and those of them that nobody comes back from.
///
/// Along one way to a success: a touchpoint on it is a gate where nothing seen from before it leads
/// past it. Every touchpoint is looked at once, where a tree of all dominators would take the square
/// of their number on long journeys.
fn gates(network: &Network) -> (Vec<usize>, Vec<usize>) {
    let Some(way) = a_way(network) else {
        return Default::default();
    };
    let count = network.touchpoints.len();
    let mut on_way = vec![None; count];
    way.iter().enumerate().for_each(|(at, touchpoint)| on_way[*touchpoint] = Some(at));
    let mut level: Vec<Option<usize>> = vec![None; count];
    let mut gates = Vec::new();
    let mut farthest = 0;
    let look = |from: &mut Vec<usize>, farthest: &mut usize, seen: &mut [Option<usize>], gates: usize| {
        while let Some(at) = from.pop() {
            for to in onward(network, at) {
                match to.map(|to| (to, on_way[to])) {
                    None => *farthest = way.len(),
                    Some((_, Some(place))) => *farthest = place.max(*farthest),
                    Some((to, None)) if seen[to].is_none() => {
                        seen[to] = Some(gates);
                        from.push(to);
                    }
                    Some(_) => {}
                }
            }
        }
    };
    let mut open: Vec<usize> = Vec::new();
    for entry in entries(network) {
        match on_way[entry] {
            Some(place) => farthest = place.max(farthest),
            None if level[entry].is_none() => {
                level[entry] = Some(0);
                open.push(entry);
            }
            None => {}
        }
    }
    look(&mut open, &mut farthest, &mut level, 0);
    for (place, touchpoint) in way.iter().enumerate() {
        if farthest == place {
            gates.push(*touchpoint);
        }
        level[*touchpoint] = Some(gates.len());
        open.push(*touchpoint);
        look(&mut open, &mut farthest, &mut level, gates.len());
    }
    let no_return = uncrossed(network, &gates, &level);
    (gates, no_return)
}

/// Where customers enter; nobody does who is of a segment that nobody belongs to.
fn entries(network: &Network) -> impl Iterator<Item = usize> + '_ {
    let peopled = network.segments.iter().filter(|segment| segment.share > 0.0);
    peopled.flat_map(|segment| &segment.entry).map(|(at, _)| *at)
}

/// Where one who goes on from a touchpoint can be next; `None` is a success.
fn onward(network: &Network, at: usize) -> impl Iterator<Item = Option<usize>> + '_ {
    let all_leave = network.touchpoints[at].known_drop_off.is_some_and(|d| d >= 1.0);
    let row = if all_leave { 0..0 } else { network.row(at) };
    row.filter_map(|place| {
        let transition = &network.transitions[place];
        match transition.to {
            _ if transition.share <= 0.0 => None,
            End::Touchpoint(to) => Some(Some(to)),
            end => network.is_success(end).then_some(None),
        }
    })
}

/// The touchpoints of one shortest way from an entry to a success; `None` where there is none.
fn a_way(network: &Network) -> Option<Vec<usize>> {
    let mut before: Vec<Option<usize>> = vec![None; network.touchpoints.len()];
    let mut queue = Vec::new();
    for entry in entries(network) {
        if before[entry].replace(entry).is_none() {
            queue.push(entry);
        }
    }
    let mut next = 0;
    while let Some(at) = queue.get(next).copied() {
        next += 1;
        for to in onward(network, at) {
            let Some(to) = to else {
                let step = |at: &usize| before[*at].filter(|before| before != at);
                let mut way: Vec<usize> = std::iter::successors(Some(at), step).collect();
                way.reverse();
                return Some(way);
            };
            if before[to].is_none() {
                before[to] = Some(at);
                queue.push(to);
            }
        }
    }
    None
}

/// The gates that no transition leads back over. `level`: how many gates every way to a touchpoint
/// passes, its own included; `None` where none leads.
fn uncrossed(network: &Network, gates: &[usize], level: &[Option<usize>]) -> Vec<usize> {
    let mut crossings = vec![0_i64; gates.len() + 2];
    for at in (0..level.len()).filter(|at| level[*at].is_some()) {
        for to in onward(network, at).flatten() {
            if let (Some(after), Some(before)) = (level[at], level[to])
                && before < after
            {
                crossings[before + 1] += 1;
                crossings[after + 1] -= 1;
            }
        }
    }
    let mut open = 0;
    let mut found = Vec::new();
    for (gate, crossing) in gates.iter().zip(&crossings[1..]) {
        open += crossing;
        if open == 0 {
            found.push(*gate);
        }
    }
    found
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
