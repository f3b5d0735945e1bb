//! What each fix contributes: alone, as the last one in, and by Shapley.

use super::{Ledger, Terms};
use crate::analysis::{Network, fixes::Fixes};

/// Up to so many chosen fixes every order counts; beyond, orders are drawn.
const EXACT: usize = 12;
/// How many orders are drawn.
const ORDERS: usize = 400;

/// What each fix contributes to the gain of a set, in currency over all the periods, before cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shares {
    /// What each fix that can be chosen gains by itself, by place in [`Fixes::all`], whatever it needs.
    pub alone: Vec<f64>,
    /// What is lost when each of the set is taken out last, in the order of the set.
    pub last_in: Vec<f64>,
    /// What each of the set gains on average over all orders of doing them; these sum to the set's gain.
    pub shapley: Vec<Share>,
}

/// A Shapley value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// The value, in currency.
    pub gain: f64,
    /// Its standard error; 0 where it is exact.
    pub error: f64,
}

impl Shares {
    /// The contributions of the fixes of a set. Equal seeds draw equal orders.
    pub fn of(network: &Network, fixes: &Fixes, terms: &Terms, set: &[usize], seed: u64) -> Self {
        let mut ledger = Ledger::of(network, fixes, terms);
        let mut gain = |members: &mut dyn Iterator<Item = usize>| {
            let mut chosen = vec![false; fixes.all.len()];
            members.for_each(|at| chosen[at] = true);
            ledger.total(&chosen) - ledger.today
        };
        let alone = (0..fixes.all.len()).map(|at| gain(&mut std::iter::once(at))).collect();
        let whole = gain(&mut set.iter().copied());
        let without = |out: &usize| whole - gain(&mut set.iter().copied().filter(|at| at != out));
        let last_in = set.iter().map(without).collect();
        let shapley = match set.len() <= EXACT {
            true => exact(set.len(), |mask| gain(&mut members(set, mask))),
            false => drawn(set.len(), seed, |order| gain(&mut order.iter().map(|at| set[*at]))),
        };
        Self { alone, last_in, shapley }
    }
}

fn members(set: &[usize], mask: usize) -> impl Iterator<Item = usize> {
    set.iter().enumerate().filter(move |(at, _)| mask >> at & 1 == 1).map(|(_, fix)| *fix)
}

/// Every subset is looked at once.
fn exact(count: usize, gain: impl FnMut(usize) -> f64) -> Vec<Share> {
    let gains: Vec<f64> = (0..1_usize << count).map(gain).collect();
    // How much of all orders have `size` others before one.
    let mut weights = vec![1.0 / count as f64; count];
    for size in 1..count {
        weights[size] = weights[size - 1] * size as f64 / (count - size) as f64;
    }
    let share = |at: usize| {
        let without = (0..gains.len()).filter(|mask| mask >> at & 1 == 0);
        let step = |mask: usize| weights[mask.count_ones() as usize] * (gains[mask | 1 << at] - gains[mask]);
        Share { gain: without.map(step).sum(), error: 0.0 }
    };
    (0..count).map(share).collect()
}

/// Orders are drawn; each gives every fix what it adds in it, so the sum is the set's gain all the same.
fn drawn(count: usize, seed: u64, mut gain: impl FnMut(&[usize]) -> f64) -> Vec<Share> {
    let mut state = seed;
    let mut sums = vec![[0.0; 2]; count];
    let mut order: Vec<usize> = (0..count).collect();
    for _ in 0..ORDERS {
        for at in (1..count).rev() {
            order.swap(at, (splitmix(&mut state) % (at as u64 + 1)) as usize);
        }
        let mut before = 0.0;
        for upto in 1..=count {
            let now = gain(&order[..upto]);
            let sum = &mut sums[order[upto - 1]];
            sum[0] += now - before;
            sum[1] += (now - before).powi(2);
            before = now;
        }
    }
    let orders = ORDERS as f64;
    let share = |[sum, squares]: &[f64; 2]| {
        let gain = sum / orders;
        let variance = (squares / orders - gain * gain).max(0.0);
        Share { gain, error: (variance / (orders - 1.0)).sqrt() }
    };
    sums.iter().map(share).collect()
}

/// Steele, Lea & Flood 2014.
fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
