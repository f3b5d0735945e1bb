//! The layered drawing: stages as columns, customers going from left to right.

use super::graph::{Graph, Node};
use super::grid::{Grid, Item};
use super::heights::{Room, heights};
use super::layering::Layering;
use super::order::{keep, sort};
use super::shape::Shape;
use crate::geometry::{Point, ordered_numbers, sizes};
use crate::model::{Id, Journey, OutcomeKind, Table};
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

impl Placement {
    /// Puts the cards of a journey that nobody edits (it was just read) where they are proposed to be, as
    /// far as they are there.
    pub fn put(self, journey: &mut Journey) {
        put(&mut journey.touchpoints, self.touchpoints, |touchpoint, at| touchpoint.position = at);
        put(&mut journey.outcomes, self.outcomes, |outcome, at| outcome.position = at);
        put(&mut journey.stages, self.stage_widths, |stage, width| stage.width = width);
    }
}

fn put<T: Clone, P>(table: &mut Table<T>, all: Vec<(Id, P)>, change: fn(&mut T, P)) {
    for (id, place) in all {
        if let Some(mut record) = table.get(&id).cloned() {
            change(&mut record, place);
            table.put(id, record);
        }
    }
}

/// The top of the highest card: below the columns' heads.
const TOP: f64 = sizes::STAGE_HEAD + 16.0;
/// Free room below a card, with its drop-off stub.
pub(super) const BELOW: f64 = sizes::STUB_HEIGHT + 36.0;
/// Above this many cards the order they stand in today is no starting point besides a fresh one.
const SECOND_START: usize = 1_500;

/// Places every card: stages as columns in the journey's order (wider where one needs several
/// sub-columns), few crossings, what belongs together level, outcomes at the right with successes
/// on top. Cards keep the order they stand in where that is about as good as a new one, so that
/// a small change moves little. The same journey always gives the same places.
pub fn layered(journey: &Journey, options: &Options) -> Placement {
    Plan::of(journey, options).placement(journey)
}

/// The lines that the layered drawing is planned with: for each pair of cards that a transition
/// joins, the places from card middle to card middle where it passes a layer.
pub fn planned_lines(journey: &Journey, options: &Options) -> Vec<Vec<Point>> {
    Plan::of(journey, options).lines()
}

/// A layered drawing before it is put on the canvas.
pub(super) struct Plan {
    pub graph: Graph,
    pub layering: Layering,
    grid: Grid,
    /// The middle of each item, cards first.
    pub middles: Vec<f64>,
}

/// Sorts the layers anew and from where the cards stand, and takes the former only if it is clearly
/// better.
fn arrange(graph: &Graph, grid: &mut Grid) {
    let number = |item: &Item| match item {
        Item::Card(card) => match graph.nodes[*card].outcome {
            None => 0,
            Some(OutcomeKind::Success) => 1,
            Some(OutcomeKind::Other) => 2,
            Some(OutcomeKind::Loss) => 3,
        },
        Item::Way(_) => 0,
    };
    let fixed: Vec<u32> = grid.items.iter().map(number).collect();
    let today = today(graph, grid);
    let fresh = sort(grid, &fixed);
    if let Some(today) = today {
        let sorted = std::mem::replace(&mut grid.layers, today);
        if keep(grid, &fixed) > fresh * 1.15 + 4.0 {
            grid.layers = sorted;
        }
    }
}

/// The order in which the cards stand today; `None` where they were never placed.
fn today(graph: &Graph, grid: &Grid) -> Option<Vec<Vec<u32>>> {
    if !graph.is_placed() || graph.nodes.len() > SECOND_START {
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
        let heights: Vec<f64> = layer.iter().map(height).collect();
        *layer = ordered_numbers(&heights).into_iter().map(|at| layer[at]).collect();
    }
    Some(layers)
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

impl Plan {
    fn of(journey: &Journey, options: &Options) -> Self {
        Self::for_graph(Graph::of(journey, options), journey.stages.len(), None)
    }

    /// The plan of a graph; `most` is how many sub-columns each stage has room for, where the
    /// columns keep their widths.
    pub fn for_graph(graph: Graph, stages: usize, most: Option<&[usize]>) -> Self {
        let Shape { layering, mut grid, room } = Shape::of(&graph, stages, most);
        arrange(&graph, &mut grid);
        let middles = heights(&grid, &room, &stacked(&grid, &room));
        Self { graph, layering, grid, middles }
    }

    /// Turns layers into columns and middles into corners.
    fn placement(&self, journey: &Journey) -> Placement {
        let mut placement = Placement::default();
        let (widths, lefts) = self.layering.columns();
        for (id, width) in journey.stages.ids().zip(&widths) {
            let wide = (*width > sizes::STAGE_WIDTH).then_some(*width);
            placement.stage_widths.push((id.clone(), wide));
        }
        let cards = self.graph.nodes.iter().zip(&self.middles);
        let corner = |node: &Node, middle: f64| middle - node.card(Point::default()).height / 2.0;
        let top = cards.clone().map(|(node, middle)| corner(node, *middle)).fold(f64::INFINITY, f64::min);
        for ((node, middle), layer) in cards.zip(&self.layering.layer) {
            let at = Point::new(lefts[*layer], corner(node, *middle) - top + TOP).rounded();
            let places =
                if node.outcome.is_some() { &mut placement.outcomes } else { &mut placement.touchpoints };
            places.push((node.id.clone(), at));
        }
        placement
    }

    fn lines(&self) -> Vec<Vec<Point>> {
        let (_, lefts) = self.layering.columns();
        let layer = |item: u32| self.grid.layer[item as usize] as usize;
        let place =
            |item: u32| Point::new(lefts[layer(item)] + sizes::CARD_WIDTH / 2.0, self.middles[item as usize]);
        let mut lines: Vec<Vec<Point>> = Vec::new();
        for segment in &self.grid.segments {
            let goes_on = matches!(self.grid.items[segment.left as usize], Item::Way(_));
            match lines.last_mut() {
                Some(line) if goes_on => line.push(place(segment.right)),
                _ => lines.push(vec![place(segment.left), place(segment.right)]),
            }
        }
        lines
    }
}
