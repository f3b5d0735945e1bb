//! The layered drawing: stages as columns, customers going from left to right.

use super::graph::Graph;
use super::grid::{Grid, Item};
use super::heights::{Room, heights};
use super::layering::Layering;
use super::order::sort;
use crate::geometry::{Point, sizes};
use crate::model::{Id, Journey, OutcomeKind};
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
const TOP: f64 = sizes::STAGE_HEAD + 16.0;
/// Free room below a card, with its drop-off stub.
const BELOW: f64 = sizes::STUB_HEIGHT + 36.0;
/// From one layer's left edge to the next one's.
const PITCH: f64 = sizes::STAGE_WIDTH + sizes::STAGE_GAP;
/// Above this many cards the order they stand in today is no starting point besides a fresh one.
const SECOND_START: usize = 1_500;

/// Places every card: stages as columns in the journey's order (wider where one needs several
/// sub-columns), few crossings, what belongs together level, outcomes at the right with successes
/// on top. Cards keep the order they stand in where that is about as good as a new one, so that
/// a small change moves little. The same journey always gives the same places.
pub fn layered(journey: &Journey, options: &Options) -> Placement {
    let graph = Graph::of(journey, options);
    let layering = Layering::of(&graph, journey.stages.len());
    let mut grid = Grid::of(&graph, &layering);
    arrange(&graph, &mut grid);
    let room = room(&graph, &grid);
    let middles = heights(&grid, &room, &stacked(&grid, &room));
    place(journey, &graph, &layering, &middles)
}

/// Sorts the layers, from scratch and from where the cards stand, and takes the better one.
fn arrange(graph: &Graph, grid: &mut Grid) {
    let fixed: Vec<u8> = grid
        .items
        .iter()
        .map(|item| match item {
            Item::Card(card) => match graph.nodes[*card].outcome {
                None => 0,
                Some(OutcomeKind::Success) => 1,
                Some(OutcomeKind::Other) => 2,
                Some(OutcomeKind::Loss) => 3,
            },
            Item::Way(_) => 0,
        })
        .collect();
    let today = today(graph, grid);
    let fresh = sort(grid, &fixed, None);
    if let Some(today) = today {
        let layers = grid.layers.clone();
        let kept = sort(grid, &fixed, Some(today));
        if kept > fresh * 1.1 + 2.0 {
            grid.layers = layers;
        }
    }
}

/// The order in which the cards stand today; `None` where they were never placed.
fn today(graph: &Graph, grid: &Grid) -> Option<Vec<Vec<u32>>> {
    let first = graph.nodes.first()?.position;
    let placed = graph.nodes.iter().any(|node| node.position != first);
    if !placed || graph.nodes.len() > SECOND_START {
        return None;
    }
    let middle = |card: usize| {
        let node = &graph.nodes[card];
        node.card(node.position).center()
    };
    let height = |item: &u32| match grid.items[*item as usize] {
        Item::Card(card) => middle(card).y,
        Item::Way(edge) => {
            let edge = graph.edges[edge];
            let layer = |card: usize| f64::from(grid.layer[card]);
            let (from, to) = (layer(edge.from), layer(edge.to));
            let share = (f64::from(grid.layer[*item as usize]) - from) / (to - from);
            let (a, b) = (middle(edge.from), middle(edge.to));
            a.y + (b.y - a.y) * share
        }
    };
    let mut layers = grid.layers.clone();
    for layer in &mut layers {
        layer.sort_by(|a, b| height(a).total_cmp(&height(b)));
    }
    Some(layers)
}

/// The room that cards and passing ways need.
fn room(graph: &Graph, grid: &Grid) -> Room {
    let half = |item: &Item| match item {
        Item::Card(card) => {
            let node = &graph.nodes[*card];
            (node.card(node.position).height + BELOW) / 2.0
        }
        Item::Way(edge) => 3.0 + 10.0 * graph.edges[*edge].weight,
    };
    let above: Vec<f64> = grid.items.iter().map(half).collect();
    Room { below: above.clone(), above }
}

/// Everything below one another, to begin with: the middles of each layer.
fn stacked(grid: &Grid, room: &Room) -> Vec<f64> {
    let mut middles = vec![0.0; grid.items.len()];
    for items in &grid.layers {
        let all = items.iter().map(|item| *item as usize);
        let height: f64 = all.clone().map(|at| room.above[at] + room.below[at]).sum();
        let mut y = -height / 2.0;
        for at in all {
            middles[at] = y + room.above[at];
            y += room.above[at] + room.below[at];
        }
    }
    middles
}

/// Turns layers into columns and middles into corners.
fn place(journey: &Journey, graph: &Graph, layering: &Layering, middles: &[f64]) -> Placement {
    let mut placement = Placement::default();
    let mut lefts = vec![0.0; layering.starts.last().copied().unwrap_or_default()];
    let mut x = 0.0;
    for (group, range) in layering.starts.windows(2).enumerate() {
        let (first, count) = (range[0], range[1] - range[0]);
        let needs = sizes::STAGE_WIDTH + PITCH * (count.max(1) - 1) as f64;
        let stage = journey.stages.id_at(group);
        if let Some(id) = stage {
            let wide = (needs > sizes::STAGE_WIDTH).then_some(needs);
            placement.stage_widths.push((id.clone(), wide));
        }
        for at in 0..count {
            lefts[first + at] = x + (sizes::STAGE_WIDTH - sizes::CARD_WIDTH) / 2.0 + PITCH * at as f64;
        }
        x += needs + sizes::STAGE_GAP;
    }
    let corner = |card: usize| {
        let height = graph.nodes[card].card(Point::default()).height;
        middles[card] - height / 2.0
    };
    let top = (0..graph.nodes.len()).map(corner).fold(f64::INFINITY, f64::min);
    for (card, node) in graph.nodes.iter().enumerate() {
        let at = Point::new(lefts[layering.layer[card]], corner(card) - top + TOP).rounded();
        let places =
            if node.outcome.is_some() { &mut placement.outcomes } else { &mut placement.touchpoints };
        places.push((node.id.clone(), at));
    }
    placement
}

/// Places some cards only: the others stay where they are, and so do the columns. Touchpoints of
/// the selection come first, in the journey's order.
pub fn layered_selection(journey: &Journey, options: &Options, selection: &[Id]) -> Placement {
    let mut placement = layered(journey, options);
    placement.touchpoints.retain(|(id, _)| selection.contains(id));
    placement.outcomes.retain(|(id, _)| selection.contains(id));
    placement.stage_widths.clear();
    placement
}
