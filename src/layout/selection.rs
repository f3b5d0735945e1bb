//! The layered drawing of some cards only, among others that stay.

use super::columns::{Column, columns};
use super::graph::{Graph, Node};
use super::layered::{BELOW, Options, Placement, Plan};
use super::layering::SUB_PITCH;
use crate::geometry::{Point, Rect, ordered, ordered_numbers, sizes};
use crate::model::{Id, Journey, Table};

/// From a column's left edge to its first sub-column's cards.
const FIRST: f64 = (sizes::STAGE_WIDTH - sizes::CARD_WIDTH) / 2.0;

/// Places some cards only. The others stay where they are and none is covered; columns keep their
/// widths, and cards with a stage stay in its column. The middle of the selection stays as high as
/// it was.
pub fn layered_selection(journey: &Journey, options: &Options, selection: &[Id]) -> Placement {
    let chosen: Table<()> = selection.iter().map(|id| (id.clone(), ())).collect();
    let all = Graph::of(journey, options);
    let mut taken: Vec<Rect> = all
        .nodes
        .iter()
        .filter(|node| !chosen.contains(&node.id))
        .map(|node| with_stub(node, node.position))
        .collect();
    let most: Vec<usize> = columns(journey).iter().map(room_for).collect();
    let plan = Plan::for_graph(all.only(|id| chosen.contains(id)), journey.stages.len(), Some(&most));
    let nodes = &plan.graph.nodes;
    let count = nodes.len().max(1) as f64;
    let now: f64 = nodes.iter().map(|node| node.card(node.position).center().y).sum();
    let planned: f64 = nodes.iter().zip(&plan.middles).map(|(_, middle)| middle).sum();
    let shift = (now - planned) / count;
    let lefts = lefts(journey, &plan);
    let mut places = vec![Point::default(); nodes.len()];
    for card in ordered_numbers(&plan.middles[..nodes.len()]) {
        let node = &nodes[card];
        let height = node.card(Point::default()).height;
        let wish = Point::new(lefts[card], plan.middles[card] + shift - height / 2.0).rounded();
        places[card] = free(node, wish, &taken);
        taken.push(with_stub(node, places[card]));
    }
    let mut placement = Placement::default();
    for (node, place) in nodes.iter().zip(places) {
        let list = if node.outcome.is_some() { &mut placement.outcomes } else { &mut placement.touchpoints };
        list.push((node.id.clone(), place));
    }
    placement
}

/// How many sub-columns a column has room for.
fn room_for(column: &Column) -> usize {
    let free = column.width - FIRST - sizes::CARD_WIDTH;
    (free.max(0.0) / SUB_PITCH) as usize + 1
}

/// A card with the room that it needs below.
fn with_stub(node: &Node, place: Point) -> Rect {
    let card = node.card(place);
    Rect { height: card.height + BELOW, ..card }
}

/// The first place at or below the wished one where a card covers no other.
fn free(node: &Node, wish: Point, taken: &[Rect]) -> Point {
    let mut place = wish;
    let in_column: Vec<&Rect> = taken
        .iter()
        .filter(|other| other.x < with_stub(node, wish).right() && wish.x < other.right())
        .collect();
    let tops = |at: usize| in_column[at].y;
    for other in ordered(in_column.len(), &|a, b| tops(a).total_cmp(&tops(b))) {
        let other = in_column[other];
        let card = with_stub(node, place);
        if card.y < other.bottom() && other.y < card.bottom() {
            place.y = other.bottom().ceil();
        }
    }
    place
}

/// The left edge of each card: within its stage's column, as far as that is wide enough; without
/// stages from where the selection begins, and outcomes where they are.
fn lefts(journey: &Journey, plan: &Plan) -> Vec<f64> {
    let columns = columns(journey);
    let nodes = &plan.graph.nodes;
    let most = plan.layering.pitch();
    let first = |outcome: bool| {
        let same = nodes.iter().filter(|node| node.outcome.is_some() == outcome);
        same.map(|node| node.position.x).fold(f64::INFINITY, f64::min)
    };
    let (touchpoints, outcomes) = (first(false), first(true));
    let left = |(card, node): (usize, &Node)| {
        let group = plan.layering.group[card];
        let start = plan.layering.starts[group];
        let at = (plan.layering.layer[card] - start) as f64;
        match group.checked_sub(plan.layering.first).and_then(|stage| columns.get(stage)) {
            _ if node.outcome.is_some() => outcomes,
            _ if node.stage.is_none() && !columns.is_empty() => node.position.x,
            None => touchpoints + most * at,
            Some(column) => {
                // As in a map that is tidied as a whole, as far as the column is wide enough.
                let last = (column.width - sizes::CARD_WIDTH).max(0.0);
                column.x + (FIRST + SUB_PITCH * at).min(last)
            }
        }
    };
    nodes.iter().enumerate().map(left).collect()
}
