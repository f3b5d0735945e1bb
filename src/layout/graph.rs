//! A journey as the layout sees it: cards to place, and what leads from card to card.

use super::layered::Options;
use crate::geometry::{Point, Rect, sizes};
use crate::model::{Id, Journey, OutcomeKind, Transition};
use indexmap::IndexMap;

/// A card to place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Which touchpoint or outcome.
    pub id: Id,
    /// The place of its stage in the journey's order; `None` for outcomes too.
    pub stage: Option<usize>,
    /// What kind of end it is; `None` for a touchpoint.
    pub outcome: Option<OutcomeKind>,
    /// Where it stands today.
    pub position: Point,
}

impl Node {
    /// Its card at a place.
    pub fn card(&self, position: Point) -> Rect {
        if self.outcome.is_some() { sizes::outcome_at(position) } else { sizes::card_at(position) }
    }
}

/// What leads from one card to another: all transitions between the two, added up.
///
/// Invariant: the ends differ; the weight is finite and above 0, the heaviest of a graph is 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The card it leaves, by place in the nodes.
    pub from: usize,
    /// The card it reaches.
    pub to: usize,
    /// How many go this way, seen from the most that go any way.
    pub weight: f64,
}

/// The cards of a journey, touchpoints first, and what leads between them.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// The cards.
    pub nodes: Vec<Node>,
    /// What leads between them; at most one for each ordered pair.
    pub edges: Vec<Edge>,
}

impl Graph {
    /// The graph of a journey. Loops from a card to itself say nothing about places and are left out.
    pub fn of(journey: &Journey, options: &Options) -> Self {
        let mut nodes = Vec::new();
        for (id, touchpoint) in journey.touchpoints.iter() {
            let stage = touchpoint.stage.as_ref();
            nodes.push(Node {
                id: id.clone(),
                stage: stage.and_then(|stage| journey.stages.place_of(stage)),
                outcome: None,
                position: touchpoint.position,
            });
        }
        for (id, outcome) in journey.outcomes.iter() {
            nodes.push(Node {
                id: id.clone(),
                stage: None,
                outcome: Some(outcome.kind),
                position: outcome.position,
            });
        }
        let edges = edges(journey, options);
        Self { nodes, edges }
    }
}

/// The place of a card among the nodes.
fn node_of(journey: &Journey, id: &Id) -> Option<usize> {
    let touchpoints = &journey.touchpoints;
    let outcome = || Some(touchpoints.len() + journey.outcomes.place_of(id)?);
    touchpoints.place_of(id).or_else(outcome)
}

fn edges(journey: &Journey, options: &Options) -> Vec<Edge> {
    let mut sums: IndexMap<(usize, usize), f64> = IndexMap::new();
    for (id, transition) in journey.transitions.iter() {
        let (from, to) = (node_of(journey, &transition.from), node_of(journey, &transition.to));
        let (Some(from), Some(to)) = (from, to) else {
            continue;
        };
        if from != to {
            let known = options.flows.get(id).copied();
            *sums.entry((from, to)).or_default() += known.unwrap_or_else(|| said(transition));
        }
    }
    let most = sums.values().copied().fold(0.0, f64::max);
    let scale = if most > 0.0 { most.recip() } else { 1.0 };
    let weigh = |flow: f64| (flow * scale).clamp(1e-6, 1.0);
    sums.into_iter().map(|((from, to), flow)| Edge { from, to, weight: weigh(flow) }).collect()
}

/// What a transition itself says about how many go this way.
fn said(transition: &Transition) -> f64 {
    let said = transition.probability.or(transition.count);
    let said = said.or(transition.weight).unwrap_or(1.0);
    if said.is_finite() { said.max(0.0) } else { 0.0 }
}
