//! The order within each layer: as few crossings as can be had by sweeping and swapping.

use super::grid::{Grid, Item, Near};
use crate::geometry::ordered;

/// How many sweeps are made, times items and segments: a limit by work, not by time, so that the
/// same journey looks the same on every machine.
const WORK: usize = 1_600_000;
/// The fewest and the most sweeps from one start.
const SWEEPS: (usize, usize) = (10, 28);
/// The most starts.
const STARTS: usize = 4;

/// An order of each layer, with the place of each item in it.
#[derive(Clone, Debug, Default)]
struct Order {
    layers: Vec<Vec<u32>>,
    place: Vec<u32>,
}

/// Sorts each layer so that few segments cross: means of the neighbours' places, sweep by sweep, then
/// swaps of neighbours wherever that helps (Gansner et al. 1993). Items whose number in `fixed` isn't
/// 0 keep the order of their numbers among themselves. Gives the weight of the crossings.
pub fn sort(grid: &mut Grid, fixed: &[u32]) -> f64 {
    let mut search = Search { grid, fixed, sums: Vec::new(), keys: Vec::new() };
    let sweeps = WORK / (search.grid.items.len() + search.grid.segments.len() + 1);
    let mut best: Option<(Order, f64)> = None;
    for start in 0..(sweeps / SWEEPS.1).clamp(1, STARTS) {
        let order = search.by_walk(start);
        let found = search.improve(order, sweeps, start % 2 == 1);
        if best.as_ref().is_none_or(|best| found.1 < best.1) {
            best = Some(found);
        }
    }
    let (order, crossings) = best.unwrap_or_default();
    grid.layers = order.layers;
    crossings
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
    let order = Order::of(grid.layers.clone(), grid.items.len());
    let mut search = Search { grid, fixed: &standing, sums: Vec::new(), keys: Vec::new() };
    let (mut order, _) = search.improve(order, SWEEPS.1, false);
    search.fixed = fixed;
    (0..order.layers.len()).for_each(|layer| search.keep_fixed(&mut order, layer));
    let standing = (order.clone(), search.crossings(&order));
    search.swap(&mut order, 24);
    let crossings = search.crossings(&order);
    // Cards change their places for a real gain only.
    let (order, crossings) = if crossings < standing.1 * 0.95 { (order, crossings) } else { standing };
    grid.layers = order.layers;
    crossings
}

impl Order {
    fn of(layers: Vec<Vec<u32>>, count: usize) -> Self {
        let mut order = Self { layers, place: vec![0; count] };
        (0..order.layers.len()).for_each(|layer| order.number(layer));
        order
    }

    fn number(&mut self, layer: usize) {
        for (at, item) in self.layers[layer].iter().enumerate() {
            self.place[*item as usize] = at as u32;
        }
    }
}

struct Search<'a> {
    grid: &'a Grid,
    fixed: &'a [u32],
    sums: Vec<f64>,
    keys: Vec<f64>,
}

impl Search<'_> {
    /// The order in which a walk along the segments meets the items: what hangs together stays so.
    /// Each `start` walks another way. What nothing leads to comes last.
    fn by_walk(&self, start: usize) -> Order {
        let count = self.grid.items.len();
        let mut layers = vec![Vec::new(); self.grid.layers.len()];
        let mut met = vec![false; count];
        let mut stack = Vec::new();
        let mut firsts: Vec<u32> = self.grid.layers.iter().flatten().copied().collect();
        if start % 2 == 1 {
            firsts.reverse();
        }
        let near = |item: u32, side: usize| self.grid.sides[side].of_item(item);
        let alone = |item: &u32| near(*item, 0).is_empty() && near(*item, 1).is_empty();
        let joined = firsts.iter().filter(|item| !alone(item));
        for first in joined.chain(firsts.iter().filter(|item| alone(item))) {
            stack.push(*first);
            while let Some(item) = stack.pop() {
                if std::mem::replace(&mut met[item as usize], true) {
                    continue;
                }
                layers[self.grid.layer[item as usize] as usize].push(item);
                for side in [start % 2, 1 - start % 2] {
                    let others = near(item, side).iter().map(|near| near.item);
                    if start & 2 == 0 {
                        stack.extend(others.rev());
                    } else {
                        stack.extend(others);
                    }
                }
            }
        }
        let mut order = Order::of(layers, count);
        (0..order.layers.len()).for_each(|layer| self.keep_fixed(&mut order, layer));
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
                best = (order.clone(), crossings);
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

    /// Sorts layer after layer by where its neighbours in the one before (or, `back`, after) are.
    fn sweep(&mut self, order: &mut Order, back: bool, biased: bool) {
        let count = order.layers.len();
        for step in 0..count {
            let layer = if back { count - 1 - step } else { step };
            let side = &self.grid.sides[usize::from(back)];
            let mut keys = std::mem::take(&mut self.keys);
            keys.clear();
            for item in &order.layers[layer] {
                let neighbours = side.of_item(*item);
                let (sum, total) = neighbours.iter().fold((0.0, 0.0), |(sum, total), near| {
                    let weight = f64::from(near.weight);
                    (sum + weight * f64::from(order.place[near.item as usize]), total + weight)
                });
                keys.push(if total > 0.0 { sum / total } else { f64::NAN });
            }
            let items = std::mem::take(&mut order.layers[layer]);
            order.layers[layer] = arrange(&items, &keys, biased);
            self.keys = keys;
            self.keep_fixed(order, layer);
            order.number(layer);
        }
    }

    /// Swaps neighbours in a layer while that saves crossings.
    fn swap(&mut self, order: &mut Order, passes: usize) {
        let mut open = vec![true; order.layers.len()];
        for _ in 0..passes {
            let mut better = false;
            for layer in 0..order.layers.len() {
                if !std::mem::replace(&mut open[layer], false) {
                    continue;
                }
                if self.swap_layer(order, layer) {
                    better = true;
                    for near in [layer.saturating_sub(1), layer, layer + 1] {
                        if let Some(open) = open.get_mut(near) {
                            *open = true;
                        }
                    }
                }
            }
            if !better {
                break;
            }
        }
    }

    fn swap_layer(&mut self, order: &mut Order, layer: usize) -> bool {
        let mut better = false;
        for at in 1..order.layers[layer].len() {
            let (above, below) = (order.layers[layer][at - 1], order.layers[layer][at]);
            let (first, second) = (self.fixed[above as usize], self.fixed[below as usize]);
            if first > 0 && first < second {
                continue;
            }
            let mut saved = 0.0;
            for side in &self.grid.sides {
                let (a, b) = (side.of_item(above), side.of_item(below));
                saved += crossed(a, b, &order.place) - crossed(b, a, &order.place);
            }
            if !self.grid.inner.is_empty() {
                saved += self.grid.inner.saved(above, below, &order.place, &self.grid.mass);
            }
            if saved > 1e-9 {
                order.layers[layer].swap(at - 1, at);
                order.place[below as usize] = (at - 1) as u32;
                order.place[above as usize] = at as u32;
                better = true;
            }
        }
        better
    }

    /// Puts a layer's fixed items in their order, in the places that they have together.
    fn keep_fixed(&self, order: &mut Order, layer: usize) {
        let number = |item: &u32| self.fixed[*item as usize];
        let items = &mut order.layers[layer];
        let own: Vec<u32> = items.iter().copied().filter(|item| number(item) > 0).collect();
        if own.len() > 1 {
            let sorted = ordered(own.len(), &|a, b| number(&own[a]).cmp(&number(&own[b])));
            let slots = items.iter_mut().filter(|item| number(item) > 0);
            slots.zip(sorted).for_each(|(slot, at)| *slot = own[at]);
        }
        order.number(layer);
    }

    /// The weight of all crossings: for each pair that crosses, the product of the two.
    fn crossings(&mut self, order: &Order) -> f64 {
        let right = &self.grid.sides[1];
        let mut total = 0.0;
        let mut ends: Vec<(u32, f32)> = Vec::new();
        for (layer, items) in order.layers.iter().enumerate() {
            let next = order.layers.get(layer + 1).map_or(0, Vec::len);
            self.sums.clear();
            self.sums.resize(next + 1, 0.0);
            let mut all = 0.0;
            total += self.grid.inner.cost(items, &order.place, &self.grid.mass);
            for item in items {
                ends.clear();
                let neighbours = right.of_item(*item).iter();
                ends.extend(neighbours.map(|near| (order.place[near.item as usize], near.weight)));
                // What came before and ends below is crossed; ends of one item never cross.
                for (place, weight) in &ends {
                    total += f64::from(*weight) * (all - self.up_to(*place as usize));
                }
                for (place, weight) in &ends {
                    all += f64::from(*weight);
                    self.add(*place as usize, f64::from(*weight));
                }
            }
        }
        total
    }

    /// The sum of what was added at places up to this one (a Fenwick tree).
    fn up_to(&self, place: usize) -> f64 {
        let (mut at, mut sum) = (place + 1, 0.0);
        while at > 0 {
            sum += self.sums[at];
            at &= at - 1;
        }
        sum
    }

    fn add(&mut self, place: usize, weight: f64) {
        let mut at = place + 1;
        while let Some(sum) = self.sums.get_mut(at) {
            *sum += weight;
            at += at & at.wrapping_neg();
        }
    }
}

/// The items sorted by their keys, of equals the later first where that is asked for (`biased`);
/// those without a key keep their places.
fn arrange(items: &[u32], keys: &[f64], biased: bool) -> Vec<u32> {
    let by = |a: usize, b: usize| keys[a].total_cmp(&keys[b]);
    let sorted = ordered(keys.len(), &|a, b| by(a, b).then(if biased { b.cmp(&a) } else { a.cmp(&b) }));
    let mut sorted = sorted.into_iter().filter(|at| !keys[*at].is_nan());
    let mut next = || sorted.next().map(|at| items[at]);
    let place = |(item, key): (&u32, &f64)| {
        if key.is_nan() { *item } else { next().unwrap_or(*item) }
    };
    items.iter().zip(keys).map(place).collect()
}

/// The weight of crossings between the neighbours of one item and those of another below it.
fn crossed(above: &[Near], below: &[Near], place: &[u32]) -> f64 {
    let mut total = 0.0;
    for a in above {
        for b in below {
            if place[b.item as usize] < place[a.item as usize] {
                total += f64::from(a.weight * b.weight);
            }
        }
    }
    total
}
