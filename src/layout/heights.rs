//! How high everything in a layer stands: cards level with what they lead to, nothing overlapping.

use super::grid::{Grid, Item, Near};
use crate::geometry::ordered;

/// Room that the items of a grid need, in canvas units.
#[derive(Clone, Debug)]
pub struct Room {
    /// From an item's middle to its upper edge, with half of what it keeps free.
    pub above: Vec<f64>,
    /// From an item's middle to its lower edge, with half of what it keeps free.
    pub below: Vec<f64>,
    /// How far above and below the middle of the map anything may stand, where it fits.
    pub half: f64,
}

/// How often the layers are gone through.
const ROUNDS: usize = 14;

/// The middle of each item: each layer's best compromise (least squares, by pooling neighbours
/// that would overlap) between where the items' neighbours are, gone through left to right and
/// back until it settles; medians last, so that what can be level is.
pub fn heights(grid: &Grid, room: &Room, start: &[f64]) -> Vec<f64> {
    let mut middles = start.to_vec();
    let mut solver = Solver::default();
    for items in &grid.layers {
        solver.targets.clear();
        solver.targets.extend(items.iter().map(|item| (middles[*item as usize], 1.0)));
        solver.settle(items, room, &mut middles);
    }
    let mut near = Vec::new();
    for round in 0..ROUNDS {
        let count = grid.layers.len();
        let sides = match round {
            0 | 2 => &grid.sides[..1],
            1 | 3 => &grid.sides[1..],
            _ => &grid.sides[..],
        };
        let level = round + 4 >= ROUNDS;
        for step in 0..count {
            let layer = if round % 2 == 1 { count - 1 - step } else { step };
            let items = &grid.layers[layer];
            solver.targets.clear();
            for item in items.iter().copied() {
                near.clear();
                for other in sides.iter().flat_map(|side| side.of_item(item)) {
                    near.push((middles[other.item as usize], pull(grid, item, other)));
                }
                solver.targets.push(target(&near, middles[item as usize], level));
            }
            solver.settle(items, room, &mut middles);
        }
    }
    gather(grid, room, &mut middles);
    middles
}

/// Closes up what nothing leads to at the end of each layer, which no neighbour holds anywhere.
fn gather(grid: &Grid, room: &Room, middles: &mut [f64]) {
    let loose = |item: u32| grid.sides.iter().all(|side| side.of_item(item).is_empty());
    for items in &grid.layers {
        let held = items.iter().rposition(|item| !loose(*item)).map_or(0, |last| last + 1);
        for (above, item) in items.iter().zip(items.iter().skip(1)).skip(held.saturating_sub(1)) {
            let (above, item) = (*above as usize, *item as usize);
            middles[item] = middles[above] + room.below[above] + room.above[item];
        }
    }
}

/// Where an item would like to be, and how much, given where its neighbours are: at their mean, or
/// (`level`) at their median.
fn target(near: &[(f64, f64)], middle: f64, level: bool) -> (f64, f64) {
    let pull: f64 = near.iter().map(|(_, pull)| pull).sum();
    if near.is_empty() {
        (middle, 0.05)
    } else if level {
        (median(near, middle), pull)
    } else {
        (near.iter().map(|(at, pull)| at * pull).sum::<f64>() / pull, pull)
    }
}

/// How hard a neighbour pulls: passing ways want to be straight above all.
fn pull(grid: &Grid, item: u32, near: &Near) -> f64 {
    let way = |item: u32| matches!(grid.items[item as usize], Item::Way(_));
    let flow = f64::from(near.flow);
    match (way(item), way(near.item)) {
        (true, true) => 4.0 * (0.2 + flow),
        (false, false) => 0.5 + 4.0 * flow,
        _ => 0.3 + 2.0 * flow,
    }
}

/// The weighted median; between two that share it, the place nearest to where the item is.
fn median(near: &[(f64, f64)], middle: f64) -> f64 {
    let order = ordered(near.len(), &|a, b| near[a].0.total_cmp(&near[b].0));
    let half: f64 = near.iter().map(|(_, pull)| pull).sum::<f64>() * 0.5;
    let mut sum = 0.0;
    for (step, (at, pull)) in order.iter().map(|at| &near[*at]).enumerate() {
        sum += pull;
        if sum > half + 1e-9 {
            return *at;
        }
        if sum > half - 1e-9 {
            let next = order.get(step + 1).map_or(*at, |next| near[*next].0);
            return middle.clamp(*at, next);
        }
    }
    middle
}

/// Items that stand edge to edge, as one: where the first would like to be, and how much.
#[derive(Clone, Copy, Debug)]
struct Block {
    wish: f64,
    pull: f64,
    end: usize,
}

#[derive(Default)]
struct Solver {
    targets: Vec<(f64, f64)>,
    blocks: Vec<Block>,
    offsets: Vec<f64>,
}

impl Solver {
    /// Puts a layer's items as near to their targets as their room allows: weighted isotonic
    /// regression by pooling adjacent violators, exact in linear time.
    fn settle(&mut self, items: &[u32], room: &Room, middles: &mut [f64]) {
        self.blocks.clear();
        self.offsets.clear();
        let mut offset = 0.0;
        for (at, item) in items.iter().copied().enumerate() {
            let own = item as usize;
            if let Some(above) = at.checked_sub(1).map(|at| items[at] as usize) {
                offset += room.below[above] + room.above[own];
            }
            self.offsets.push(offset);
            let (wish, pull) = self.targets[at];
            let mut block = Block { wish: wish - offset, pull, end: at + 1 };
            while let Some(last) = self.blocks.last() {
                if last.wish <= block.wish {
                    break;
                }
                let pull = last.pull + block.pull;
                block.wish = (last.wish * last.pull + block.wish * block.pull) / pull;
                block.pull = pull;
                self.blocks.pop();
            }
            self.blocks.push(block);
        }
        let (first, last) = self.reach(items, room);
        let mut from = 0;
        for block in &self.blocks {
            let wish = if first <= last { block.wish.clamp(first, last) } else { block.wish };
            for at in from..block.end {
                middles[items[at] as usize] = wish + self.offsets[at];
            }
            from = block.end;
        }
    }

    /// How high and how low the first of a layer's items may stand for all to be on the map.
    fn reach(&self, items: &[u32], room: &Room) -> (f64, f64) {
        let above = items.first().map_or(0.0, |item| room.above[*item as usize]);
        let below = items.last().map_or(0.0, |item| room.below[*item as usize]);
        let tall = self.offsets.last().copied().unwrap_or_default();
        (above - room.half, room.half - below - tall)
    }
}
