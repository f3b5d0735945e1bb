//! Cards below one another within their stage: how many sub-columns a stage gets, and which card
//! stands in which.

use super::graph::Graph;
use super::layering::{Grouping, Layering};
use crate::geometry::ordered;

/// What it costs that a sub-column has one card more or less than it would have were all alike.
const UNEVEN: f64 = 0.15;
/// What it costs that a way stays within a sub-column, beside its weight: it has less room there.
const WITHIN: f64 = 0.2;
/// A stage with more cards than this is cut evenly.
const MANY: usize = 400;

/// The cards of every stage in the order of their ways, to be cut into sub-columns.
pub struct Stacks<'a> {
    graph: &'a Graph,
    grouping: Grouping,
    stacks: Vec<Stack>,
}

/// The cards of one stage, or the outcomes.
struct Stack {
    cards: Vec<usize>,
    /// What joins each card to later ones of the same stack: their places, and the weight.
    later: Vec<Vec<(usize, f64)>>,
    outcomes: bool,
}

impl<'a> Stacks<'a> {
    /// The stacks of a graph with this many stages.
    pub fn of(graph: &'a Graph, stages: usize) -> Self {
        let mut grouping = Grouping::of(graph, stages);
        let mut stacks = Vec::new();
        let mut place = vec![None; graph.nodes.len()];
        for group in 0..grouping.members.len() {
            let (ranks, dense) = grouping.ranks(graph, group);
            grouping.dense |= dense;
            let members = &grouping.members[group];
            let order = |at: usize| (ranks[at], grouping.order[members[at]]);
            let sorted = ordered(members.len(), &|a, b| order(a).cmp(&order(b)));
            let cards: Vec<usize> = sorted.into_iter().map(|at| members[at]).collect();
            cards.iter().enumerate().for_each(|(at, card)| place[*card] = Some(at));
            let outcomes = group == grouping.first + stages;
            stacks.push(Stack { later: vec![Vec::new(); cards.len()], cards, outcomes });
        }
        for edge in &graph.edges {
            let group = grouping.group[edge.from];
            if let (true, Some(a), Some(b)) =
                (group == grouping.group[edge.to], place[edge.from], place[edge.to])
            {
                stacks[group].later[a.min(b)].push((a.max(b), edge.weight + WITHIN));
            }
        }
        Self { graph, grouping, stacks }
    }

    /// How many touchpoints the fullest stage has.
    pub fn fullest(&self) -> usize {
        let stages = self.stacks.iter().filter(|stack| !stack.outcomes);
        stages.map(|stack| stack.cards.len()).max().unwrap_or(0)
    }

    /// The layers with at most so many cards below one another, as far as each stage may have as
    /// many sub-columns as that takes (`most`; any number where that is silent).
    pub fn cut(&self, rows: usize, most: &[usize]) -> Layering {
        let columns = |(group, stack): (usize, &Stack)| {
            let count = stack.cards.len().div_ceil(rows.max(1));
            let stage = group.checked_sub(self.grouping.first);
            let most = stage.and_then(|stage| most.get(stage)).copied().unwrap_or(usize::MAX);
            stack.cut(if stack.outcomes { 1 } else { count.min(most).max(1) })
        };
        self.layering(self.stacks.iter().enumerate().map(columns).collect())
    }

    /// The layers in which the cards stand today: where each stage's stand in sub-columns, but for
    /// a few that are new, and about as well as they could.
    pub fn today(&self) -> Option<Layering> {
        let columns = |stack: &Stack| {
            if stack.outcomes || stack.cards.is_empty() {
                return Some(vec![0; stack.cards.len()]);
            }
            let slots: Vec<Option<usize>> =
                stack.cards.iter().map(|card| self.graph.nodes[*card].slot).collect();
            let known = slots.iter().flatten().count();
            let count = slots.iter().flatten().max()? + 1;
            if known * 4 < slots.len() * 3 || count > known {
                return None;
            }
            let mut today: Vec<usize> = Vec::new();
            for slot in slots {
                // What is new comes to the card before it.
                today.push(slot.or(today.last().copied()).unwrap_or(0));
            }
            let fresh = stack.cut(count);
            let kept = stack.cost(&today, count) <= 2.0 * stack.cost(&fresh, count) + 4.0;
            Some(if kept { today } else { fresh })
        };
        Some(self.layering(self.stacks.iter().map(columns).collect::<Option<_>>()?))
    }

    fn layering(&self, columns: Vec<Vec<usize>>) -> Layering {
        let mut layering = Layering {
            group: self.grouping.group.clone(),
            layer: vec![0; self.graph.nodes.len()],
            first: self.grouping.first,
            dense: self.grouping.dense,
            stacked: true,
            starts: Vec::new(),
        };
        let mut start = 0;
        for (stack, columns) in self.stacks.iter().zip(columns) {
            layering.starts.push(start);
            for (card, column) in stack.cards.iter().zip(&columns) {
                layering.layer[*card] = start + column;
            }
            // A stage without touchpoints keeps its column.
            start += columns.iter().max().map_or(1, |last| last + 1);
        }
        layering.starts.push(start);
        layering
    }
}

impl Stack {
    /// Cuts the cards into so many sub-columns: about evenly, and where little stays within one.
    /// Gives the sub-column of each.
    fn cut(&self, columns: usize) -> Vec<usize> {
        let count = self.cards.len();
        if columns < 2 {
            return vec![0; count];
        }
        if count > MANY || columns >= count {
            return (0..count).map(|at| at * columns / count).collect();
        }
        let even = count as f64 / columns as f64;
        let most = count.div_ceil(columns) + usize::from(even > 3.0);
        // The least cost of the first so many cards in so many sub-columns, and where the last begins.
        let mut best = vec![vec![(f64::INFINITY, 0); count + 1]; columns + 1];
        best[0][0].0 = 0.0;
        for end in 1..=count {
            let mut within = 0.0;
            for start in (end.saturating_sub(most)..end).rev() {
                within += self.later[start].iter().filter(|(at, _)| *at < end).map(|(_, w)| w).sum::<f64>();
                let cost = within + UNEVEN * ((end - start) as f64 - even).powi(2);
                for column in 1..=columns {
                    let total = best[column - 1][start].0 + cost;
                    if total < best[column][end].0 {
                        best[column][end] = (total, start);
                    }
                }
            }
        }
        let mut found = vec![0; count];
        let mut end = count;
        for column in (1..=columns).rev() {
            let start = best[column][end].1;
            found[start..end].iter_mut().for_each(|own| *own = column - 1);
            end = start;
        }
        found
    }

    /// What a distribution over so many sub-columns costs.
    fn cost(&self, columns: &[usize], count: usize) -> f64 {
        let mut sizes = vec![0.0; count];
        columns.iter().for_each(|column| sizes[*column] += 1.0);
        let even = columns.len() as f64 / count as f64;
        let uneven: f64 = sizes.iter().map(|size: &f64| UNEVEN * (size - even).powi(2)).sum();
        let mut ways = 0.0;
        for (at, later) in self.later.iter().enumerate() {
            for (other, weight) in later {
                // Against the order is worse than within.
                ways += match columns[at].cmp(&columns[*other]) {
                    std::cmp::Ordering::Less => 0.0,
                    std::cmp::Ordering::Equal => *weight,
                    std::cmp::Ordering::Greater => 1.5 * weight,
                };
            }
        }
        uneven + ways
    }
}
