//! The layered drawing: stages as columns, customers going from left to right.

use super::columns::columns;
use super::graph::Graph;
use crate::geometry::{Point, sizes};
use crate::model::{Id, Journey};
use indexmap::IndexMap;

/// What the layout may know beyond the journey itself.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How many go each way, by transition, in any one unit. Where it is silent, a transition's
    /// own probability, count or weight speaks.
    pub flows: IndexMap<Id, f64>,
}

/// A proposal of places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// The top left corner of every touchpoint's card, on whole units, in the journey's order.
    pub touchpoints: Vec<(Id, Point)>,
    /// The same of every outcome.
    pub outcomes: Vec<(Id, Point)>,
    /// The width that each stage's column needs; `None` is the usual one.
    pub stage_widths: Vec<(Id, Option<f64>)>,
}

/// The top of the highest card: below the columns' heads.
pub(super) const TOP: f64 = sizes::STAGE_HEAD + 16.0;

/// Places every card: stages as columns in the journey's order, outcomes at the right.
pub fn layered(journey: &Journey, options: &Options) -> Placement {
    let graph = Graph::of(journey, options);
    let columns = columns(journey);
    let right = columns.last().map_or(0.0, |last| last.x + last.width);
    let mut taken: IndexMap<i64, f64> = IndexMap::new();
    let mut placement = Placement::default();
    for node in &graph.nodes {
        let column = node.stage.and_then(|stage| columns.get(stage));
        let x = match column {
            Some(column) => column.x + (column.width - sizes::CARD_WIDTH) / 2.0,
            None if node.outcome.is_some() => right + 400.0,
            None => right + 50.0,
        };
        let y = taken.entry(x as i64).or_insert(TOP);
        let at = Point::new(x, *y).rounded();
        *y += node.card(at).height + 72.0;
        if node.outcome.is_some() {
            placement.outcomes.push((node.id.clone(), at));
        } else {
            placement.touchpoints.push((node.id.clone(), at));
        }
    }
    placement.stage_widths = journey.stages.ids().map(|id| (id.clone(), None)).collect();
    placement
}

/// Places some cards only: the others stay where they are, and so do the columns. Touchpoints of
/// the selection come first, in the journey's order.
pub fn layered_selection(journey: &Journey, options: &Options, selection: &[Id]) -> Placement {
    let mut placement = layered(journey, options);
    placement
        .touchpoints
        .retain(|(id, _)| selection.contains(id));
    placement.outcomes.retain(|(id, _)| selection.contains(id));
    placement.stage_widths.clear();
    placement
}
