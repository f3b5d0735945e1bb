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
    starts: Box<[u32]>,
    ends: Box<[Near]>,
}

impl Adjacency {
    /// The neighbours in the layer before, or (`right`) in the next.
    fn of(count: usize, segments: &[Segment], right: bool) -> Self {
        let item = |segment: &Segment| if right { segment.left } else { segment.right } as usize;
        let mut starts: Box<[u32]> = vec![0; count + 1].into();
        for segment in segments {
            starts[item(segment) + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut ends: Box<[Near]> = vec![Near::default(); segments.len()].into();
        for segment in segments {
            let slot = &mut next[item(segment)];
            let other = if right { segment.right } else { segment.left };
            ends[*slot as usize] = Near { item: other, weight: segment.weight, flow: segment.flow };
            *slot += 1;
        }
        Self { starts, ends }
    }

    /// The neighbours of an item.
    // Inlined whatever the opt-level: this is what a layout does most.
    #[inline(always)]
    pub fn of_item(&self, item: u32) -> &[Near] {
        &self.ends[self.range(item)]
    }

    /// The places of an item's neighbours among all.
    #[inline(always)]
    pub fn range(&self, item: u32) -> std::ops::Range<usize> {
        let at = item as usize;
        self.starts[at] as usize..self.starts[at + 1] as usize
    }

    /// All neighbours, item by item.
    pub fn all(&self) -> &[Near] {
        &self.ends
    }
}

impl Grid {
    /// What stands in the layers of a layering, not [joined](Self::join) yet. Edges within a layer
    /// join no two layers; in a dense graph the thin ones neither.
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
        grid
    }

    /// Finds the neighbours of each item, and what joins cards of the same layer.
    pub fn join(&mut self, graph: &Graph, layering: &Layering) {
        let count = self.items.len();
        self.sides = [false, true].map(|right| Adjacency::of(count, &self.segments, right));
        self.inner = Inner::of(graph, layering);
        if !self.inner.is_empty() {
            let near = |item: u32| self.sides.iter().flat_map(move |side| side.of_item(item));
            let sum = |item: u32| near(item).map(|near| f64::from(near.weight)).sum();
            let of = |item: usize| mass(sum(item as u32), matches!(self.items[item], Item::Card(_)));
            self.mass = (0..count).map(of).collect();
        }
    }

    fn stand(&mut self, item: Item, layer: usize) -> u32 {
        let at = self.items.len() as u32;
        self.items.push(item);
        self.layer.push(layer as u32);
        self.layers[layer].push(at);
        at
    }
}
