//! How high everything in a layer stands: cards level with what they lead to, nothing overlapping.

use super::grid::{Adjacency, Grid, Item, Near};
use crate::geometry::{Keyed, sort_keyed};

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
    let mut wishes = Wishes::of(grid);
    for round in 0..ROUNDS {
        let count = grid.layers.len();
        let sides = match round {
            0 | 2 => 0..1,
            1 | 3 => 1..2,
            _ => 0..2,
        };
        wishes.level = round + 4 >= ROUNDS;
        for step in 0..count {
            let layer = if round % 2 == 1 { count - 1 - step } else { step };
            let items = grid.layers[layer].as_slice();
            solver.targets.clear();
            solver.targets.extend(items.iter().map(|item| wishes.target(*item, sides.clone(), &middles)));
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

/// Where items would like to be.
struct Wishes<'a> {
    sides: &'a [Adjacency; 2],
    /// How hard each neighbour pulls, in the order of the sides' own.
    pulls: [Box<[f64]>; 2],
    /// Whether items want to be level with the middle one of their neighbours, not at their mean.
    level: bool,
    /// An item's neighbours: where they are, and how hard they pull.
    near: Vec<(f64, f64)>,
    keys: Vec<Keyed>,
}

impl<'a> Wishes<'a> {
    fn of(grid: &'a Grid) -> Self {
        let is_way: Box<[bool]> = grid.items.iter().map(|item| matches!(item, Item::Way(_))).collect();
        let pulls = |side: &Adjacency| {
            let mut pulls: Box<[f64]> = vec![0.0; side.all().len()].into();
            for item in 0..grid.items.len() as u32 {
                for at in side.range(item) {
                    pulls[at] = pull(&is_way, item, &side.all()[at]);
                }
            }
            pulls
        };
        let pulls = [pulls(&grid.sides[0]), pulls(&grid.sides[1])];
        Self { sides: &grid.sides, pulls, level: false, near: Vec::new(), keys: Vec::new() }
    }

    /// Where an item would like to be, and how much, given where its neighbours on these sides are: at
    /// their mean, or (`level`) at their median.
    fn target(&mut self, item: u32, sides: std::ops::Range<usize>, middles: &[f64]) -> (f64, f64) {
        let (mut sum, mut all) = (0.0, 0.0);
        self.near.clear();
        for side in sides {
            let range = self.sides[side].range(item);
            let pulls = &self.pulls[side][range.clone()];
            for (near, pull) in self.sides[side].all()[range].iter().zip(pulls) {
                let at = middles[near.item as usize];
                sum += at * pull;
                all += pull;
                if self.level {
                    self.near.push((at, *pull));
                }
            }
        }
        if all == 0.0 {
            (middles[item as usize], 0.05)
        } else if self.level {
            (self.median(all * 0.5, middles[item as usize]), all)
        } else {
            (sum / all, all)
        }
    }

    /// The weighted median, which has `half` of the pull on either side; between two that share it,
    /// the place nearest to where the item is.
    fn median(&mut self, half: f64, middle: f64) -> f64 {
        let near = self.near.as_slice();
        self.keys.clear();
        self.keys.extend(near.iter().zip(0..).map(|((at, _), item)| Keyed::new(*at, item)));
        sort_keyed(&mut self.keys, false);
        let mut sum = 0.0;
        let mut sorted = self.keys.iter().map(|key| near[key.item as usize]);
        while let Some((at, pull)) = sorted.next() {
            sum += pull;
            if sum > half + 1e-9 {
                return at;
            }
            if sum > half - 1e-9 {
                return middle.clamp(at, sorted.next().map_or(at, |next| next.0));
            }
        }
        middle
    }
}

/// How hard a neighbour pulls: passing ways want to be straight above all.
fn pull(is_way: &[bool], item: u32, near: &Near) -> f64 {
    let way = |item: u32| is_way[item as usize];
    let flow = f64::from(near.flow);
    match (way(item), way(near.item)) {
        (true, true) => 4.0 * (0.2 + flow),
        (false, false) => 0.5 + 4.0 * flow,
        _ => 0.3 + 2.0 * flow,
    }
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
        // What is looked into is a slice: of a `Vec`, each look is a call at the app's opt-level.
        let (room_above, room_below) = (room.above.as_slice(), room.below.as_slice());
        let nothing = Block { wish: 0.0, pull: 0.0, end: 0 };
        self.blocks.resize(items.len().max(self.blocks.len()), nothing);
        self.offsets.resize(items.len().max(self.offsets.len()), 0.0);
        let (blocks, offsets) = (self.blocks.as_mut_slice(), self.offsets.as_mut_slice());
        let (mut count, mut offset, mut below) = (0, 0.0, 0.0);
        for (at, (item, target)) in items.iter().zip(&self.targets).enumerate() {
            let own = *item as usize;
            if at > 0 {
                offset += below + room_above[own];
            }
            below = room_below[own];
            offsets[at] = offset;
            let mut block = Block { wish: target.0 - offset, pull: target.1, end: at + 1 };
            while count > 0 && blocks[count - 1].wish > block.wish {
                let last = blocks[count - 1];
                let pull = last.pull + block.pull;
                block.wish = (last.wish * last.pull + block.wish * block.pull) / pull;
                block.pull = pull;
                count -= 1;
            }
            blocks[count] = block;
            count += 1;
        }
        // How high and how low the first may stand for all to be on the map.
        let first = items.first().map_or(0.0, |item| room_above[*item as usize]) - room.half;
        let last = room.half - below - offset;
        let mut from = 0;
        for block in &blocks[..count] {
            let wish = if first <= last { block.wish.clamp(first, last) } else { block.wish };
            for at in from..block.end {
                middles[items[at] as usize] = wish + offsets[at];
            }
            from = block.end;
        }
    }
}
