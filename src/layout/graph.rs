//! A journey as the layout sees it: cards to place, and what leads from card to card.

use super::columns::{Column, columns};
use super::layered::Options;
use super::layering::SUB_PITCH;
use crate::geometry::{Point, Rect, ordered, sizes};
use crate::model::{Id, Journey, OutcomeKind, Transition};

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
    /// The sub-column of its stage that it stands in today; `None` where it stands in none.
    pub slot: Option<usize>,
    /// How many come back to it at once, on the scale of the edges' weights.
    pub repeats: f64,
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
    /// The graph of a journey.
    pub fn of(journey: &Journey, options: &Options) -> Self {
        let mut flows: Vec<(usize, usize, f64)> = Vec::new();
        for (id, transition) in journey.transitions.iter() {
            let ends = (node_of(journey, &transition.from), node_of(journey, &transition.to));
            if let (Some(from), Some(to)) = ends {
                let known = options.flows.get(id).copied().filter(|flow| flow.is_finite());
                flows.push((from, to, known.unwrap_or_else(|| said(transition)).max(0.0)));
            }
        }
        Self::of_ways(journey, &flows)
    }

    /// The graph of a journey's cards, with so much from card to card; no amount is negative.
    pub fn of_ways(journey: &Journey, flows: &[(usize, usize, f64)]) -> Self {
        let mut nodes = Vec::new();
        let columns = columns(journey);
        for (id, touchpoint) in journey.touchpoints.iter() {
            let stage = touchpoint.stage.as_ref();
            let stage = stage.and_then(|stage| journey.stages.place_of(stage));
            let column = stage.and_then(|stage| columns.get(stage));
            nodes.push(Node {
                id: id.clone(),
                stage,
                slot: column.and_then(|column| slot(column, touchpoint.position.x)),
                outcome: None,
                position: touchpoint.position,
                repeats: 0.0,
            });
        }
        for (id, outcome) in journey.outcomes.iter() {
            nodes.push(Node {
                id: id.clone(),
                stage: None,
                slot: None,
                outcome: Some(outcome.kind),
                position: outcome.position,
                repeats: 0.0,
            });
        }
        let mut graph = Self { nodes, edges: Vec::new() };
        graph.join(flows);
        graph
    }

    /// Whether anybody has put the cards anywhere yet.
    pub fn is_placed(&self) -> bool {
        let mut nodes = self.nodes.iter();
        let first = nodes.next().map(|node| node.position);
        nodes.any(|node| Some(node.position) != first)
    }

    /// Only the cards that are chosen, and what leads between them.
    pub fn only(mut self, chosen: impl Fn(&Id) -> bool) -> Self {
        let mut count = 0;
        let mut place = |node: &Node| {
            let place = chosen(&node.id).then_some(count);
            count += usize::from(place.is_some());
            place
        };
        let places: Vec<Option<usize>> = self.nodes.iter().map(&mut place).collect();
        let moved = |edge: &Edge| Some(Edge { from: places[edge.from]?, to: places[edge.to]?, ..*edge });
        self.edges = self.edges.iter().filter_map(moved).collect();
        self.nodes.retain(|node| chosen(&node.id));
        self
    }

    /// Adds up what goes between each two cards.
    fn join(&mut self, flows: &[(usize, usize, f64)]) {
        let sums = added_up(flows);
        let most = sums.iter().map(|sum| sum.2).fold(0.0, f64::max);
        // Next to nothing at all, or more than a number holds, is no scale.
        let scale = Some(most.recip()).filter(|scale| scale.is_normal()).unwrap_or(1.0);
        for (from, to, flow) in sums {
            let weight = (flow * scale).clamp(1e-6, 1.0);
            if from == to {
                self.nodes[from].repeats = weight;
            } else {
                self.edges.push(Edge { from, to, weight });
            }
        }
    }
}

/// The sum of all that leads from one card to another, in the order in which each pair comes first.
fn added_up(flows: &[(usize, usize, f64)]) -> Vec<(usize, usize, f64)> {
    let ends = |at: usize| (flows[at].0, flows[at].1);
    let pairs = ordered(flows.len(), &|a, b| ends(a).cmp(&ends(b)));
    // The first of each pair gets the sum.
    let mut sums: Vec<Option<(usize, usize, f64)>> = vec![None; flows.len()];
    let mut first = None;
    for at in pairs {
        let own = *first.insert(first.filter(|first| ends(*first) == ends(at)).unwrap_or(at));
        sums[own].get_or_insert((flows[at].0, flows[at].1, 0.0)).2 += flows[at].2;
    }
    sums.into_iter().flatten().collect()
}

/// The sub-column of a column that a card at this left edge stands in.
fn slot(column: &Column, x: f64) -> Option<usize> {
    let first = column.x + (sizes::STAGE_WIDTH - sizes::CARD_WIDTH) / 2.0;
    let steps = (x - first) / SUB_PITCH;
    // About there is there: it was dragged a little, or put by hand.
    let is_in = steps > -0.3 && x + sizes::CARD_WIDTH < column.x + column.width && steps < 64.0;
    (is_in && (steps - steps.round()).abs() < 0.3).then_some(steps.round() as usize)
}

/// The place of a card among the nodes.
fn node_of(journey: &Journey, id: &Id) -> Option<usize> {
    let touchpoints = &journey.touchpoints;
    let outcome = || Some(touchpoints.len() + journey.outcomes.place_of(id)?);
    touchpoints.place_of(id).or_else(outcome)
}

/// What a transition itself says about how many go this way.
fn said(transition: &Transition) -> f64 {
    let said = transition.probability.or(transition.count);
    let said = said.or(transition.weight).unwrap_or(1.0);
    if said.is_finite() { said } else { 0.0 }
}
