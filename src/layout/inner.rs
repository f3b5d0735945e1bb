//! Ways between two cards of the same layer, which no order of the next layer can cross: what else
//! stands between the two, and which of them is above.

use super::graph::Graph;
use super::layering::Layering;

/// What it costs that a way within a layer leads up instead of down, seen from its weight.
const UP: f64 = 0.6;
/// What it costs that a card stands between the two, seen from the way's weight.
const BETWEEN: f64 = 0.6;

/// The other end of a way within a layer.
#[derive(Clone, Copy, Debug)]
struct End {
    other: u32,
    weight: f64,
    /// Whether the other should be below.
    down: bool,
}

/// The ways within layers, by card.
#[derive(Clone, Debug, Default)]
pub struct Inner {
    ends: Vec<Vec<End>>,
}

impl Inner {
    /// The ways within the layers of a stacked layering; no other has any.
    pub fn of(graph: &Graph, layering: &Layering) -> Self {
        let mut inner = Self::default();
        if !layering.stacked {
            return inner;
        }
        inner.ends.resize(graph.nodes.len(), Vec::new());
        for edge in &graph.edges {
            if layering.layer[edge.from] == layering.layer[edge.to] {
                let weight = if layering.dense { edge.weight } else { 1.0 };
                let (from, to) = (edge.from as u32, edge.to as u32);
                inner.ends[edge.from].push(End { other: to, weight, down: true });
                inner.ends[edge.to].push(End { other: from, weight, down: false });
            }
        }
        inner
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn at(&self, item: u32) -> &[End] {
        self.ends.get(item as usize).map_or(&[], Vec::as_slice)
    }

    /// What is saved when an item changes places with the one below it; `mass` says what it costs
    /// to pass an item.
    pub fn saved(&self, above: u32, below: u32, place: &[u32], mass: &[f64]) -> f64 {
        let mut saved = 0.0;
        let own = place[above as usize];
        for end in self.at(above) {
            if end.other == below {
                saved += if end.down { -UP * end.weight } else { UP * end.weight };
            } else {
                let gain = if place[end.other as usize] > own { 1.0 } else { -1.0 };
                saved += gain * end.weight * mass[below as usize];
            }
        }
        for end in self.at(below).iter().filter(|end| end.other != above) {
            let gain = if place[end.other as usize] < own { 1.0 } else { -1.0 };
            saved += gain * end.weight * mass[above as usize];
        }
        saved
    }

    /// What a layer's order costs.
    pub fn cost(&self, items: &[u32], place: &[u32], mass: &[f64]) -> f64 {
        if self.is_empty() {
            return 0.0;
        }
        let mut sum = 0.0;
        // What it costs to pass all items up to each one.
        let mut sums = Vec::with_capacity(items.len());
        for item in items {
            sums.push(sum);
            sum += mass[*item as usize];
        }
        let mut total = 0.0;
        for (at, item) in items.iter().enumerate() {
            for end in self.at(*item).iter().filter(|end| end.down) {
                let other = place[end.other as usize] as usize;
                let (first, last) = (at.min(other), at.max(other));
                let passed = sums[last] - sums[first] - mass[items[first] as usize];
                total += end.weight * (passed + if other < at { UP } else { 0.0 });
            }
        }
        total
    }
}

/// What it costs to pass an item: half of all that crosses what bows around it, and more for a card.
pub fn mass(near: f64, is_card: bool) -> f64 {
    near * 0.5 + if is_card { BETWEEN } else { 0.0 }
}
