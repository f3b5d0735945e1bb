//! The layers with everything that stands in them: cards, and the ways that pass between cards.

use super::graph::Graph;
use super::inner::{Inner, mass};
use super::layering::Layering;

/// Something that stands in a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A card, by place in the graph's nodes.
    Card(usize),
    /// A way that passes, by place in the graph's edges.
    Way(usize),
}

/// What joins an item to one of the next layer.
#[derive(Clone, Copy, Debug)]
pub struct Segment {
    /// The item in the earlier layer.
    pub left: u32,
    /// The item in the next layer.
    pub right: u32,
    /// How much its crossings count.
    pub weight: f32,
    /// How many go this way, seen from the most that go any way.
    pub flow: f32,
}

/// A neighbour of an item in the layer before or after.
#[derive(Clone, Copy, Debug, Default)]
pub struct Near {
    /// The neighbour.
    pub item: u32,
    /// How much crossings of what joins the two count.
    pub weight: f32,
    /// How many go this way, seen from the most that go any way.
    pub flow: f32,
}

/// All items, layer by layer, and what joins them.
///
/// Invariant: a segment joins items of two layers that follow one another.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// What each item is.
    pub items: Vec<Item>,
    /// The layer of each item.
    pub layer: Vec<u32>,
    /// The items of each layer, top to bottom.
    pub layers: Vec<Vec<u32>>,
    /// What joins them.
    pub segments: Vec<Segment>,
    /// Neighbours in the layer before, and in the next.
    pub sides: [Adjacency; 2],
    /// What joins cards of the same layer.
    pub inner: Inner,
    /// What it costs to pass each item.
    pub mass: Vec<f64>,
}

/// The neighbours of each item on one side, by item.
#[derive(Clone, Debug, Default)]
pub struct Adjacency {
    starts: Vec<u32>,
    ends: Vec<Near>,
}

impl Adjacency {
    fn of(count: usize, pairs: impl Iterator<Item = (u32, Near)> + Clone) -> Self {
        let mut starts = vec![0u32; count + 1];
        for (item, _) in pairs.clone() {
            starts[item as usize + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut ends = vec![Near::default(); starts.last().map_or(0, |end| *end as usize)];
        for (item, near) in pairs {
            let slot = &mut next[item as usize];
            ends[*slot as usize] = near;
            *slot += 1;
        }
        Self { starts, ends }
    }

    /// The neighbours of an item.
    pub fn of_item(&self, item: u32) -> &[Near] {
        let at = item as usize;
        &self.ends[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

impl Grid {
    /// The grid of a layering. Edges within a layer join no
    /// two layers; in a dense graph the thin ones
    /// neither.
    pub fn of(graph: &Graph, layering: &Layering) -> Self {
        let count = layering.starts.last().copied().unwrap_or_default();
        let mut grid = Self { layers: vec![Vec::new(); count], ..Self::default() };
        for card in 0..graph.nodes.len() {
            grid.stand(Item::Card(card), layering.layer[card]);
        }
        for (at, edge) in graph.edges.iter().enumerate() {
            let (a, b) = (layering.layer[edge.from], layering.layer[edge.to]);
            if a == b || (layering.dense && edge.weight < 0.02) {
                continue;
            }
            let (first, last) = if a < b { (edge.from, edge.to) } else { (edge.to, edge.from) };
            let mut left = first as u32;
            for layer in a.min(b) + 1..=a.max(b) {
                let right = if layer == a.max(b) { last as u32 } else { grid.stand(Item::Way(at), layer) };
                grid.segments.push(Segment {
                    left,
                    right,
                    weight: if layering.dense { edge.weight as f32 } else { 1.0 },
                    flow: edge.weight as f32,
                });
                left = right;
            }
        }
        let count = grid.items.len();
        let near = |item, s: &Segment| Near { item, weight: s.weight, flow: s.flow };
        let forth = grid.segments.iter().map(|s| (s.left, near(s.right, s)));
        let back = grid.segments.iter().map(|s| (s.right, near(s.left, s)));
        grid.sides = [Adjacency::of(count, back), Adjacency::of(count, forth)];
        grid.inner = Inner::of(graph, layering);
        if !grid.inner.is_empty() {
            let near = |item: u32| grid.sides.iter().flat_map(move |side| side.of_item(item));
            let sum = |item: u32| near(item).map(|near| f64::from(near.weight)).sum();
            let of = |item: usize| mass(sum(item as u32), matches!(grid.items[item], Item::Card(_)));
            grid.mass = (0..count).map(of).collect();
        }
        grid
    }

    fn stand(&mut self, item: Item, layer: usize) -> u32 {
        let at = self.items.len() as u32;
        self.items.push(item);
        self.layer.push(layer as u32);
        self.layers[layer].push(at);
        at
    }
}
