//! How wide and how tall the whole map gets: as many cards below one another as make it fit a screen.

use super::graph::Graph;
use super::grid::{Grid, Item};
use super::heights::Room;
use super::layered::BELOW;
use super::layering::Layering;
use super::stacks::Stacks;
use crate::geometry::{Point, sizes};

/// How many times as wide as tall a map in stages should be.
const ASPECT: f64 = 2.4;
/// How far from that, as a share, is near enough to look no further.
const NEAR: f64 = 0.06;
/// The shapes that a map may keep that was tidied before.
const KEPT: (f64, f64) = (1.5, 3.6);
/// The most room that a card gets beside what it needs, to fill a map that is wide.
const MOST_MORE: f64 = 80.0;
/// What an outcome keeps free above and below in a map in stages, beside the usual.
const AROUND_OUTCOME: f64 = 16.0;
/// The most room that loops and ways back take above a card, beside the usual.
const MOST_ABOVE: f64 = 72.0;

/// Layers with what stands in them and the room it needs.
pub struct Shape {
    /// The layer of each card.
    pub layering: Layering,
    /// What stands in each layer; joined.
    pub grid: Grid,
    /// The room that it needs.
    pub room: Room,
}

impl Shape {
    /// The layers of a graph: one for each step of the way where no touchpoint is in a stage; in stages,
    /// sub-columns as tall as suits the whole map.
    ///
    /// Columns that keep their widths have room for so many sub-columns each (`most`): then what
    /// stands in sub-columns stays in them.
    pub fn of(graph: &Graph, stages: usize, most: Option<&[usize]>) -> Self {
        let in_stage = graph.nodes.iter().any(|node| node.stage.is_some());
        let mut shape = if stages == 0 || !in_stage {
            Self::with(graph, Layering::of(graph, stages))
        } else {
            let stacks = Stacks::of(graph, stages);
            let kept = |shape: &Self| most.is_some() || (KEPT.0..=KEPT.1).contains(&shape.aspect());
            let today = stacks.today().map(|layering| Self::with(graph, layering));
            today.filter(kept).unwrap_or_else(|| Self::fresh(graph, &stacks, most.unwrap_or(&[]))).bounded()
        };
        shape.grid.join(graph, &shape.layering);
        shape
    }

    fn with(graph: &Graph, layering: Layering) -> Self {
        let grid = Grid::of(graph, &layering);
        let room = room(graph, &grid, &layering);
        Self { layering, grid, room }
    }

    /// The shape nearest to the one that a map should have: the fewer stand below one another, the
    /// wider it gets.
    fn fresh(graph: &Graph, stacks: &Stacks, most: &[usize]) -> Self {
        let (mut low, mut high) = (1, stacks.fullest());
        // What is too wide can be spread, what is too tall can't be squeezed.
        let far = |shape: &Self| {
            let far = (shape.aspect() / ASPECT).ln();
            if far < 0.0 { -far } else { 0.6 * far }
        };
        let mut best = Self::with(graph, stacks.cut(high, most));
        while low < high && far(&best) > NEAR {
            let rows = (low + high) / 2;
            let shape = Self::with(graph, stacks.cut(rows, most));
            if shape.aspect() < ASPECT {
                high = rows;
            } else {
                low = rows + 1;
            }
            if far(&shape) < far(&best) {
                best = shape;
            }
        }
        best
    }

    fn width(&self) -> f64 {
        let (_, lefts) = self.layering.columns();
        let first = lefts.first().map_or(0.0, |left| left.min(0.0));
        lefts.last().map_or(0.0, |left| left + sizes::CARD_WIDTH - first)
    }

    /// The height of the tallest layer, closely stacked, and how many cards stand in it.
    fn tallest(&self) -> (f64, usize) {
        let tall = |layer: &Vec<u32>| {
            let items = layer.iter().map(|item| *item as usize);
            let height: f64 = items.clone().map(|item| self.room.above[item] + self.room.below[item]).sum();
            (height, items.filter(|item| *item < self.layering.layer.len()).count())
        };
        let layers = self.grid.layers.iter().map(tall);
        layers.fold((0.0, 0), |most, layer| if layer.0 > most.0 { layer } else { most })
    }

    fn aspect(&self) -> f64 {
        self.width() / (self.tallest().0 + sizes::STAGE_HEAD).max(1.0)
    }

    /// The same, with everything held within a map of a good shape, and spread where that has room.
    fn bounded(mut self) -> Self {
        let good = self.width() / ASPECT - sizes::STAGE_HEAD;
        let (tall, cards) = self.tallest();
        let more = ((good - tall) / cards.max(1) as f64).clamp(0.0, MOST_MORE) / 2.0;
        for card in 0..self.layering.layer.len() {
            self.room.above[card] += more;
            self.room.below[card] += more;
        }
        self.room.half = good.max(self.tallest().0) / 2.0;
        self
    }
}

/// The room that cards and passing ways need: above a card also for its own loop and for the ways
/// back that turn there.
fn room(graph: &Graph, grid: &Grid, layering: &Layering) -> Room {
    let mut turning = vec![0.0; graph.nodes.len()];
    for edge in graph.edges.iter().filter(|edge| layering.layer[edge.from] > layering.layer[edge.to]) {
        turning[edge.from] += half_width(edge.weight);
        turning[edge.to] += half_width(edge.weight);
    }
    let mut room = Room { above: Vec::new(), below: Vec::new(), half: f64::INFINITY };
    for item in &grid.items {
        let (above, below) = match item {
            Item::Card(card) => {
                let node = &graph.nodes[*card];
                let half = (node.card(Point::default()).height + BELOW) / 2.0;
                let spread = layering.stacked && node.outcome.is_some();
                let half = half + if spread { AROUND_OUTCOME } else { 0.0 };
                let own = if node.repeats > 0.0 { 12.0 + 20.0 * node.repeats } else { 0.0 };
                (half + turning[*card].max(own).min(MOST_ABOVE), half)
            }
            Item::Way(edge) => {
                let half = half_width(graph.edges[*edge].weight);
                (half, half)
            }
        };
        room.above.push(above);
        room.below.push(below);
    }
    room
}

/// Half of what a way of this weight takes, with what it keeps free.
fn half_width(weight: f64) -> f64 {
    2.0 + 11.0 * weight
}
