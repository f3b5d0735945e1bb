//! The order within each layer: as few crossings as can be had by sweeping and swapping.

use super::grid::{Adjacency, Grid, Item};
use crate::geometry::{Keyed, sort_keyed};

/// How many sweeps are made, times items and segments: a limit by work, not by time, so that the
/// same journey looks the same on every machine.
const WORK: usize = 1_600_000;
/// The fewest and the most sweeps from one start.
const SWEEPS: (usize, usize) = (10, 28);
/// The most starts.
const STARTS: usize = 4;

/// An order of each layer, with the place of each item in its own.
///
/// Slices, and all layers in one: at the app's opt-level a look into a `Vec` is a call.
#[derive(Clone, Debug)]
struct Order {
    /// The items, layer after layer.
    items: Box<[u32]>,
    place: Box<[u32]>,
}

/// Sorts each layer so that few segments cross: means of the neighbours' places, sweep by sweep, then
/// swaps of neighbours wherever that helps (Gansner et al. 1993). Items whose number in `fixed` isn't
/// 0 keep the order of their numbers among themselves. Gives the weight of the crossings.
pub fn sort(grid: &mut Grid, fixed: &[u32]) -> f64 {
    let mut search = Search::of(grid, fixed);
    let sweeps = WORK / (grid.items.len() + grid.segments.len() + 1);
    let mut best: Option<(Order, f64)> = None;
    for start in 0..(sweeps / SWEEPS.1).clamp(1, STARTS) {
        let order = search.by_walk(start);
        let found = search.improve(order, sweeps, start % 2 == 1);
        if best.as_ref().is_none_or(|best| found.1 < best.1) {
            best = Some(found);
        }
    }
    let layers = best.as_ref().map(|(order, _)| search.layers(order));
    grid.layers = layers.unwrap_or_default();
    best.map_or(0.0, |(_, crossings)| crossings)
}

/// Keeps the order in which the cards stand in `grid` unless swaps of neighbours clearly help; what
/// passes between them is sorted anew. Gives the weight of the crossings.
pub fn keep(grid: &mut Grid, fixed: &[u32]) -> f64 {
    let mut standing = fixed.to_vec();
    for layer in &grid.layers {
        let cards = layer.iter().filter(|item| matches!(grid.items[**item as usize], Item::Card(_)));
        for (at, card) in cards.enumerate() {
            standing[*card as usize] = at as u32 + 1;
        }
    }
    let mut search = Search::of(grid, &standing);
    let mut order = Order { items: grid.layers.concat().into(), place: vec![0; grid.items.len()].into() };
    (0..search.count()).for_each(|layer| search.number(&mut order, layer));
    let (mut order, _) = search.improve(order, SWEEPS.1, false);
    search.fixed = fixed;
    (0..search.count()).for_each(|layer| search.keep_fixed(&mut order, layer));
    let standing = (order.clone(), search.crossings(&order));
    search.swap(&mut order, 24);
    let crossings = search.crossings(&order);
    // Cards change their places for a real gain only.
    let (order, crossings) = if crossings < standing.1 * 0.95 { (order, crossings) } else { standing };
    let layers = search.layers(&order);
    grid.layers = layers;
    crossings
}

struct Search<'a> {
    grid: &'a Grid,
    fixed: &'a [u32],
    /// Where each layer begins in an order, and at the end how many items there are.
    starts: Box<[u32]>,
    /// The sums of a Fenwick tree.
    sums: Box<[f64]>,
    /// Whether each place of an order and the one before it are to be looked at (again).
    open: Box<[bool]>,
    keys: Vec<Keyed>,
}

impl<'a> Search<'a> {
    fn of(grid: &'a Grid, fixed: &'a [u32]) -> Self {
        let mut starts = vec![0];
        let mut longest = 0;
        for layer in &grid.layers {
            starts.push(starts.last().copied().unwrap_or(0) + layer.len() as u32);
            longest = longest.max(layer.len());
        }
        Self {
            grid,
            fixed,
            starts: starts.into(),
            sums: vec![0.0; longest + 1].into(),
            open: vec![true; grid.items.len()].into(),
            keys: Vec::new(),
        }
    }

    /// How many layers there are.
    fn count(&self) -> usize {
        self.starts.len() - 1
    }

    fn range(&self, layer: usize) -> std::ops::Range<usize> {
        self.starts[layer] as usize..self.starts[layer + 1] as usize
    }

    fn layers(&self, order: &Order) -> Vec<Vec<u32>> {
        (0..self.count()).map(|layer| order.items[self.range(layer)].to_vec()).collect()
    }

    fn number(&self, order: &mut Order, layer: usize) {
        for (at, item) in order.items[self.range(layer)].iter().enumerate() {
            order.place[*item as usize] = at as u32;
        }
    }

    /// The order in which a walk along the segments meets the items: what hangs together stays so.
    /// Each `start` walks another way. What nothing leads to comes last.
    fn by_walk(&mut self, start: usize) -> Order {
        let grid = self.grid;
        let count = grid.items.len();
        let mut order = Order { items: vec![0; count].into(), place: vec![0; count].into() };
        let mut next = self.starts.clone();
        let mut met: Box<[bool]> = vec![false; count].into();
        let mut stack = Vec::new();
        let mut firsts: Vec<u32> = grid.layers.concat();
        if start % 2 == 1 {
            firsts.reverse();
        }
        let [before, after] = &grid.sides;
        let alone = |item: u32| before.of_item(item).is_empty() && after.of_item(item).is_empty();
        let (first, second) = if start % 2 == 1 { (after, before) } else { (before, after) };
        for look_at_alone in [false, true] {
            for item in firsts.iter().copied().filter(|item| alone(*item) == look_at_alone) {
                stack.push(item);
                while let Some(item) = stack.pop() {
                    if std::mem::replace(&mut met[item as usize], true) {
                        continue;
                    }
                    let slot = &mut next[grid.layer[item as usize] as usize];
                    order.items[*slot as usize] = item;
                    *slot += 1;
                    for near in [first.of_item(item), second.of_item(item)] {
                        let from = stack.len();
                        stack.extend(near.iter().map(|near| near.item));
                        if start & 2 == 0 {
                            stack[from..].reverse();
                        }
                    }
                }
            }
        }
        (0..self.count()).for_each(|layer| self.keep_fixed(&mut order, layer));
        order
    }

    fn improve(&mut self, mut order: Order, sweeps: usize, back: bool) -> (Order, f64) {
        let mut best = (order.clone(), self.crossings(&order));
        let mut idle = 0;
        for round in 0..sweeps.clamp(SWEEPS.0, SWEEPS.1) {
            self.sweep(&mut order, (round % 2 == 1) != back, round % 4 >= 2);
            if round % 2 == 1 {
                self.swap(&mut order, 2);
            }
            let crossings = self.crossings(&order);
            idle += 1;
            if crossings < best.1 {
                best.0.clone_from(&order);
                best.1 = crossings;
                idle = 0;
            }
            if idle > 7 {
                break;
            }
        }
        let (mut order, _) = best;
        self.swap(&mut order, 24);
        let crossings = self.crossings(&order);
        (order, crossings)
    }

    /// Sorts layer after layer by where its neighbours in the one before (or, `back`, after) are;
    /// of equals the later comes first where that is asked for (`biased`), and what has no
    /// neighbours there keeps its place.
    fn sweep(&mut self, order: &mut Order, back: bool, biased: bool) {
        let count = self.count();
        let side = &self.grid.sides[usize::from(back)];
        for step in 0..count {
            let layer = if back { count - 1 - step } else { step };
            let items = &mut order.items[self.starts[layer] as usize..self.starts[layer + 1] as usize];
            self.keys.clear();
            for item in items.iter() {
                if let Some(mean) = mean(side, *item, &order.place) {
                    self.keys.push(Keyed::new(mean, *item));
                }
            }
            sort_keyed(&mut self.keys, biased);
            let mut sorted = self.keys.iter();
            for slot in items.iter_mut().filter(|item| !side.of_item(**item).is_empty()) {
                if let Some(next) = sorted.next() {
                    *slot = next.item;
                }
            }
            self.keep_fixed(order, layer);
        }
    }

    /// Swaps neighbours in a layer while that saves crossings. After the first pass it looks again
    /// only at those for whom a swap changed something.
    fn swap(&mut self, order: &mut Order, passes: usize) {
        self.open.fill(true);
        for _ in 0..passes {
            let mut better = false;
            for layer in 0..self.count() {
                better |= self.swap_layer(order, layer);
            }
            if !better {
                break;
            }
        }
    }

    fn swap_layer(&mut self, order: &mut Order, layer: usize) -> bool {
        let mut better = false;
        let range = self.range(layer);
        for at in range.start + 1..range.end {
            if !std::mem::replace(&mut self.open[at], false) {
                continue;
            }
            let (above, below) = (order.items[at - 1], order.items[at]);
            let (first, second) = (self.fixed[above as usize], self.fixed[below as usize]);
            if first > 0 && first < second {
                continue;
            }
            let mut saved = 0.0;
            for side in &self.grid.sides {
                saved += crossed(side, above, below, &order.place);
            }
            if !self.grid.inner.is_empty() {
                saved += self.grid.inner.saved(above, below, &order.place, &self.grid.mass);
            }
            if saved > 1e-9 {
                order.items.swap(at - 1, at);
                order.place[below as usize] -= 1;
                order.place[above as usize] += 1;
                better = true;
                self.reopen(order, layer, at);
            }
        }
        better
    }

    /// What a swap at a place of a layer may have made worth a swap: those who now have another
    /// neighbour, and around whatever the swapped lead to.
    fn reopen(&mut self, order: &Order, layer: usize, at: usize) {
        let mut open = |at: usize| {
            if let Some(open) = self.open.get_mut(at) {
                *open = true;
            }
        };
        open(at - 1);
        open(at + 1);
        let (a, b) = (order.items[at - 1], order.items[at]);
        for (side, other) in self.grid.sides.iter().zip([layer.wrapping_sub(1), layer + 1]) {
            // Two are concerned where one is joined to the first and one to the second.
            let (near, far) = (side.of_item(a), side.of_item(b));
            let fewer = if near.len() < far.len() { near } else { far };
            for near in fewer {
                let place = self.starts[other] as usize + order.place[near.item as usize] as usize;
                open(place);
                open(place + 1);
            }
        }
    }

    /// Puts a layer's fixed items in their order, in the places that they have together, and
    /// numbers the layer.
    fn keep_fixed(&mut self, order: &mut Order, layer: usize) {
        let items = &mut order.items[self.starts[layer] as usize..self.starts[layer + 1] as usize];
        self.keys.clear();
        for item in items.iter() {
            let number = self.fixed[*item as usize];
            if number > 0 {
                self.keys.push(Keyed::new(f64::from(number), *item));
            }
        }
        if self.keys.len() > 1 {
            sort_keyed(&mut self.keys, false);
            let slots = items.iter_mut().filter(|item| self.fixed[**item as usize] > 0);
            slots.zip(&self.keys).for_each(|(slot, next)| *slot = next.item);
        }
        self.number(order, layer);
    }

    /// The weight of all crossings: for each pair that crosses, the product of the two.
    fn crossings(&mut self, order: &Order) -> f64 {
        let right = &self.grid.sides[1];
        let mut total = 0.0;
        for layer in 0..self.count() {
            let items = &order.items[self.range(layer)];
            total += self.grid.inner.cost(items, &order.place, &self.grid.mass);
            let Some(end) = self.starts.get(layer + 2) else {
                continue;
            };
            let sums = &mut self.sums[..=(end - self.starts[layer + 1]) as usize];
            sums.fill(0.0);
            let mut all = 0.0;
            for item in items {
                let near = right.of_item(*item);
                // What came before and ends below is crossed; ends of one item never cross.
                for near in near {
                    let place = order.place[near.item as usize] as usize;
                    total += f64::from(near.weight) * (all - up_to(sums, place));
                }
                for near in near {
                    all += f64::from(near.weight);
                    add(sums, order.place[near.item as usize] as usize, f64::from(near.weight));
                }
            }
        }
        total
    }
}

/// The sum of what was added at places up to this one (a Fenwick tree).
fn up_to(sums: &[f64], place: usize) -> f64 {
    let (mut at, mut sum) = (place + 1, 0.0);
    while at > 0 {
        sum += sums[at];
        at &= at - 1;
    }
    sum
}

fn add(sums: &mut [f64], place: usize, weight: f64) {
    let mut at = place + 1;
    while at < sums.len() {
        sums[at] += weight;
        at += at & at.wrapping_neg();
    }
}

/// The mean place of an item's neighbours on a side, by weight; `None` where there is none. Where the
/// weights say nothing (all are 0, or one is no number), it is the item's own.
fn mean(side: &Adjacency, item: u32, place: &[u32]) -> Option<f64> {
    let (mut sum, mut total) = (0.0, 0.0);
    let near = side.of_item(item);
    for near in near {
        let weight = f64::from(near.weight);
        sum += weight * f64::from(place[near.item as usize]);
        total += weight;
    }
    let mean = if total > 0.0 { sum / total } else { f64::from(place[item as usize]) };
    (!near.is_empty()).then_some(mean)
}

/// The weight of crossings that are saved on a side when an item changes places with the one below it.
fn crossed(side: &Adjacency, above: u32, below: u32, place: &[u32]) -> f64 {
    let (above, below) = (side.of_item(above), side.of_item(below));
    let (mut now, mut then) = (0.0, 0.0);
    for a in above {
        let first = place[a.item as usize];
        for b in below {
            let second = place[b.item as usize];
            if second < first {
                now += f64::from(a.weight * b.weight);
            } else if first < second {
                then += f64::from(a.weight * b.weight);
            }
        }
    }
    now - then
}
