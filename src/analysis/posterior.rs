//! How sure the numbers are, by drawing: journeys as they might be, given what was counted
//! (`model.md` §11).
//!
//! Every counted row is drawn from its Dirichlet distribution, in two stages that are independent:
//! how many leave, and which way the others go. Every typed number that carries a range is drawn from
//! that (see [`TypedRange`]). The core knows no chance: a seed says which numbers are drawn, and equal
//! seeds draw equal journeys on every machine, so that two fixes can be tried on the same ones.

use super::{
    Network, Typed, TypedRange,
    chain::Chain,
    counted::{Sample, Trust},
    delta::{Counted, samples},
    drop_off,
    solver::Plan,
    valuation::{self, Totals},
};
use crate::geometry::ordered;
use rand_distr::{Distribution, Gamma};
use rand_xoshiro::{Xoshiro256PlusPlus, rand_core::SeedableRng};

/// How many draws make an interval.
pub const DRAWS: usize = 2000;

/// Success, then value in the organisation's and the customer's book, per entrant, draw by draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Draws {
    /// All segments together.
    pub together: Vec<[f64; 3]>,
    /// One entry a segment, by its place in the network.
    pub segments: Vec<Vec<[f64; 3]>>,
}

/// Calls `visit` with the share that is done and with a network as it might be, so many times, until
/// it says no. Where nothing was counted and nothing is trusted every network is the one of today.
pub fn each(
    network: &Network,
    trust: Trust,
    draws: usize,
    seed: u64,
    visit: &mut dyn FnMut(f64, &Network) -> bool,
) {
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(seed);
    // Dice of their own: a range more or less leaves the draws of the rows as they are.
    let mut others = Xoshiro256PlusPlus::seed_from_u64(!seed);
    let mut samples = samples(network, trust);
    let ranges: Vec<TypedRange> =
        network.ranges.iter().filter_map(|range| range.in_network(network)).collect();
    let counted = Counted::of(network);
    // What the typed numbers might be; rows are drawn around that.
    let mut typed = network.clone();
    let mut drawn = network.clone();
    for draw in 0..draws {
        for range in &ranges {
            let number = number_in(range, &mut others);
            typed.put_typed(range.what, number);
            drawn.put_typed(range.what, number);
            if let Typed::Amount(place) = range.what {
                let from = network.transitions[place].from;
                samples[from] = Sample::of(&typed, from, trust);
            }
        }
        for (at, sample) in samples.iter().enumerate() {
            row(&typed, &mut drawn, at, sample, &mut dice);
        }
        counted.iter().for_each(|counts| repeats(network, &mut drawn, counts, &mut others));
        if !visit(draw as f64 / draws as f64, &drawn) {
            return;
        }
    }
}

/// Draws one touchpoint's row.
fn row(network: &Network, drawn: &mut Network, at: usize, sample: &Sample, dice: &mut Xoshiro256PlusPlus) {
    let known = network.touchpoints[at].known_drop_off;
    if let (Some(known), true) = (known, sample.drop_off > 0.0) {
        let parts = [known, 1.0 - known].map(|share| gamma(share * sample.drop_off, dice));
        let all = parts[0] + parts[1];
        drawn.touchpoints[at].known_drop_off = Some(if all > 0.0 { parts[0] / all } else { known });
    }
    if sample.ways <= 0.0 || sample.mass <= 0.0 {
        return;
    }
    let size = match known {
        Some(known) if sample.is_joint => sample.drop_off * (1.0 - known),
        _ => sample.ways,
    };
    let mut all = 0.0;
    for place in &sample.places {
        let part = gamma(network.transitions[*place].share / sample.mass * size, dice);
        drawn.transitions[*place].share = part;
        all += part;
    }
    let rest = gamma(sample.rest / sample.mass * size, dice);
    let scale = sample.mass / (all + rest);
    for place in &sample.places {
        let share = &mut drawn.transitions[*place].share;
        *share = if scale.is_finite() { *share * scale } else { network.transitions[*place].share };
    }
    if sample.rest > 0.0 {
        drawn.touchpoints[at].rest = if scale.is_finite() { rest * scale } else { sample.rest };
    }
}

/// Draws a typed number from its range.
fn number_in(range: &TypedRange, dice: &mut Xoshiro256PlusPlus) -> f64 {
    let [low, high] = range.shapes().map(|shape| gamma(shape, dice));
    let all = low + high;
    if all > 0.0 { range.low + (range.high - range.low) * (low / all) } else { range.number }
}

/// Draws how many come back by the repeats that leave one place.
fn repeats(network: &Network, drawn: &mut Network, counts: &Counted, dice: &mut Xoshiro256PlusPlus) {
    let share = |part: &usize| network.returns[*part].passages.unwrap_or(0.0);
    let rest = (1.0 - counts.parts.iter().map(share).sum::<f64>()).max(0.0);
    let gammas: Vec<f64> =
        counts.parts.iter().map(|part| gamma(share(part) * counts.observations, dice)).collect();
    let all = gammas.iter().sum::<f64>() + gamma(rest * counts.observations, dice);
    for (part, own) in counts.parts.iter().zip(gammas).filter(|_| all > 0.0) {
        drawn.returns[*part].passages = Some(own / all);
    }
}

/// A gamma variate of scale 1 (Marsaglia & Tsang 2000); 0 for a shape of 0, which nothing was seen of.
fn gamma(shape: f64, dice: &mut Xoshiro256PlusPlus) -> f64 {
    match Gamma::new(shape, 1.0) {
        Ok(gamma) if shape > 0.0 => gamma.sample(dice),
        _ => 0.0,
    }
}

impl Draws {
    /// Draws so many journeys and takes their success and value. `go_on` is asked before each, with
    /// the share that is done; where it says no there are no draws.
    pub fn of(
        network: &Network,
        trust: Trust,
        draws: usize,
        seed: u64,
        go_on: &mut dyn FnMut(f64) -> bool,
    ) -> Option<Self> {
        let plan = Plan::of(network);
        let mut found = Self { together: Vec::new(), segments: vec![Vec::new(); network.segments.len()] };
        each(network, trust, draws, seed, &mut |done, drawn| {
            let is_wanted = go_on(done);
            if is_wanted {
                found.take(drawn, &plan);
            }
            is_wanted
        });
        (found.together.len() == draws).then_some(found)
    }

    fn take(&mut self, drawn: &Network, plan: &Plan) {
        let bases = drop_off::bases(drawn);
        let mut together: Totals = [0.0; 3];
        for (at, segment) in drawn.segments.iter().enumerate() {
            let own = valuation::totals(drawn, plan, &Chain::of(drawn, &bases, at));
            together.iter_mut().zip(own).for_each(|(sum, own)| *sum += segment.share * own);
            self.segments[at].push(own);
        }
        self.together.push(together);
    }
}

/// The middle part of the draws that holds a level of them (0 to 1), of one of the three numbers:
/// its lowest and its highest. `None` where nothing was drawn.
pub fn middle(draws: &[[f64; 3]], number: usize, level: f64) -> Option<(f64, f64)> {
    let order = ordered(draws.len(), &|a, b| draws[a][number].total_cmp(&draws[b][number]));
    let last = draws.len().checked_sub(1)? as f64;
    let at = |share: f64| {
        let place = share.clamp(0.0, 1.0) * last;
        let (low, high) = (order[place.floor() as usize], order[place.ceil() as usize]);
        let part = place - place.floor();
        draws[low][number] * (1.0 - part) + draws[high][number] * part
    };
    Some((at((1.0 - level) / 2.0), at((1.0 + level) / 2.0)))
}
