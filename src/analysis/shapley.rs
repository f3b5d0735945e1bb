//! Shapley values: what each of a group is worth when all orders of adding them are as likely.

use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};

/// The largest group that is computed exactly: 1,024 coalitions.
pub(super) const EXACT: usize = 10;

/// What each member adds, one row a member, and the standard error of each number (0 where exact).
/// The rows sum to what all together add.
pub(super) struct Shares {
    pub values: Vec<Vec<f64>>,
    pub errors: Vec<Vec<f64>>,
    /// How many orders were drawn; `None` where all were counted.
    pub orders: Option<usize>,
}

/// What a coalition is worth, in so many books at once; `None` to stop.
pub(super) type Worth<'a> = &'a mut dyn FnMut(&[bool]) -> Option<Vec<f64>>;

/// How orders of more than ten members are drawn.
pub(super) struct Orders<'a> {
    /// How many; at least two pairs.
    pub count: usize,
    /// Equal seeds draw equal orders.
    pub seed: u64,
    /// In how many steps all members join; those who join in one step share what it adds.
    pub steps: usize,
    /// What each member adds at the margin, one row a member: how a step is shared.
    /// Not looked at where there are as many steps as members.
    pub slopes: &'a [Vec<f64>],
}

/// The Shapley values: exact to ten members, sampled beyond, by orders and their reverse
/// (which takes away what is linear in the order).
pub(super) fn shares(members: usize, orders: &Orders<'_>, worth: Worth<'_>) -> Option<Shares> {
    if members <= EXACT { exact(members, worth) } else { sampled(members, orders, worth) }
}

/// `Σ_S |S|! (m−|S|−1)! / m! · (v(S ∪ i) − v(S))` (Shapley 1953).
fn exact(members: usize, worth: Worth<'_>) -> Option<Shares> {
    let inside = |mask: usize| (0..members).map(|at| mask >> at & 1 == 1).collect::<Vec<bool>>();
    let mut all = Vec::with_capacity(1 << members);
    for mask in 0..1usize << members {
        all.push(worth(&inside(mask))?);
    }
    let books = all[0].len();
    let mut weight = vec![1.0 / members.max(1) as f64; members.max(1)];
    for size in 1..members {
        weight[size] = weight[size - 1] * size as f64 / (members - size) as f64;
    }
    let mut values = vec![vec![0.0; books]; members];
    for (mask, without) in all.iter().enumerate() {
        for (at, value) in values.iter_mut().enumerate().filter(|(at, _)| mask >> at & 1 == 0) {
            let (with, weight) = (&all[mask | 1 << at], weight[mask.count_ones() as usize]);
            for (book, sum) in value.iter_mut().enumerate() {
                *sum += weight * (with[book] - without[book]);
            }
        }
    }
    Some(Shares { errors: vec![vec![0.0; books]; members], values, orders: None })
}

fn sampled(members: usize, orders: &Orders<'_>, worth: Worth<'_>) -> Option<Shares> {
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(orders.seed);
    let mut order: Vec<usize> = (0..members).collect();
    let nobody = worth(&vec![false; members])?;
    let everybody = worth(&vec![true; members])?;
    let books = nobody.len();
    let (mut sums, mut squares) = (vec![vec![0.0; books]; members], vec![vec![0.0; books]; members]);
    let pairs = orders.count.div_ceil(2).max(2);
    let together = members.div_ceil(orders.steps.max(1));
    for _ in 0..pairs {
        shuffle(&mut order, &mut dice);
        let mut pair = vec![vec![0.0; books]; members];
        for _ in 0..2 {
            let mut coalition = vec![false; members];
            let mut before = nobody.clone();
            for (place, step) in order.chunks(together).enumerate() {
                step.iter().for_each(|member| coalition[*member] = true);
                let last = (place + 1) * together >= members;
                let after = if last { everybody.clone() } else { worth(&coalition)? };
                for book in 0..books {
                    let added = (after[book] - before[book]) / 2.0;
                    share_step(step, added, book, orders.slopes, &mut pair);
                }
                before = after;
            }
            order.reverse();
        }
        for (member, pair) in pair.iter().enumerate() {
            for (book, value) in pair.iter().enumerate() {
                sums[member][book] += value;
                squares[member][book] += value * value;
            }
        }
    }
    let count = pairs as f64;
    let error = |sum: f64, square: f64| {
        let variance = (square - sum * sum / count).max(0.0) / (count - 1.0);
        (variance / count).sqrt()
    };
    let errors = sums.iter().zip(&squares);
    let errors = errors.map(|(sums, squares)| sums.iter().zip(squares).map(|(a, b)| error(*a, *b)).collect());
    let errors = errors.collect();
    sums.iter_mut().flatten().for_each(|sum| *sum /= count);
    Some(Shares { values: sums, errors, orders: Some(2 * pairs) })
}

/// Shares out what a step adds: to each what they add at the margin, and of what is then left over or
/// missing in the same proportion.
fn share_step(step: &[usize], added: f64, book: usize, slopes: &[Vec<f64>], to: &mut [Vec<f64>]) {
    if let [member] = step {
        to[*member][book] += added;
        return;
    }
    let slope = |member: usize| slopes.get(member).map_or(1.0, |row| row[book]) / 2.0;
    let sum: f64 = step.iter().map(|member| slope(*member)).sum();
    let size: f64 = step.iter().map(|member| slope(*member).abs()).sum();
    for member in step {
        let own = slope(*member);
        let part = if size > 0.0 { own.abs() / size } else { 1.0 / step.len() as f64 };
        to[*member][book] += own + (added - sum) * part;
    }
}

/// Fisher and Yates' shuffle; the bias of the remainder is below one in 2³².
fn shuffle(order: &mut [usize], dice: &mut Xoshiro256PlusPlus) {
    for last in (1..order.len()).rev() {
        let other = (u128::from(dice.next_u64()) * (last as u128 + 1)) >> 64;
        order.swap(last, other as usize);
    }
}
