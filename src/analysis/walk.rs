//! The search behind the most probable walks: best-first over prefixes.

use super::{
    End, Network,
    chain::Chain,
    drop_off,
    paths::{Limits, Path, Which},
    read::book,
    ways::{Way, Ways},
};
use std::{cmp::Reverse, collections::BinaryHeap};

/// No prefix before this one; no way on.
const NONE: u32 = u32::MAX;
/// How many prefixes may be kept for each that may be extended.
const KEPT: usize = 50;
/// Costs this close may be equal, but for rounding.
const TIE: f64 = 1e-9;

/// A prefix of a walk, or a complete one.
struct Prefix {
    before: u32,
    /// The way it took last; `NONE` for one that has just entered.
    way: u32,
    /// Where it is; `NONE` where it has ended.
    at: u32,
}

/// A prefix in the queue: the least cost first (as bits, which are in the order of numbers from 0
/// on), then complete ones, then the oldest.
type Candidate = (Reverse<u64>, bool, Reverse<usize>);

/// A search that is under way; each `next` is the next most probable walk.
pub(super) struct Search<'a> {
    network: &'a Network,
    /// The segments with the logarithm of their share.
    chains: Vec<(f64, usize, Chain)>,
    ways: Ways,
    prefixes: Vec<Prefix>,
    /// `ln p` of each prefix in each segment.
    logs: Vec<f64>,
    queue: BinaryHeap<Candidate>,
    /// What the best complete walks so far cost (`−ln p`, as bits), the worst of them first:
    /// what costs more is not kept.
    best: BinaryHeap<u64>,
    limits: Limits,
    extended: usize,
}

impl<'a> Search<'a> {
    pub fn of(network: &'a Network, segment: Option<usize>, which: Which, limits: Limits) -> Self {
        let bases = drop_off::bases(network);
        let places = segment.map_or(0..network.segments.len(), |at| at..at + 1);
        let share = |at: usize| match segment {
            Some(_) => 1.0,
            None => network.segments[at].share,
        };
        let chains: Vec<_> = places
            .filter(|at| share(*at) > 0.0)
            .map(|at| (share(at).ln(), at, Chain::of(network, &bases, at)))
            .collect();
        let ways = Ways::of(network, chains.iter().map(|(_, _, chain)| chain), which);
        let mut search = Self {
            network,
            chains,
            ways,
            prefixes: Vec::new(),
            logs: Vec::new(),
            queue: BinaryHeap::new(),
            best: BinaryHeap::new(),
            limits,
            extended: 0,
        };
        search.enter();
        search
    }

    /// Whether the search has ended at its limits.
    pub fn is_cut_short(&self) -> bool {
        self.extended >= self.limits.expansions
            || self.prefixes.len() >= self.limits.expansions.saturating_mul(KEPT)
    }

    /// The next most probable walk.
    pub fn next(&mut self) -> Option<Path> {
        while let Some((_, is_complete, Reverse(prefix))) = self.queue.pop() {
            if is_complete {
                return Some(self.path(prefix));
            }
            if self.is_cut_short() {
                return None;
            }
            self.extended += 1;
            self.extend(prefix);
        }
        None
    }

    fn enter(&mut self) {
        for at in 0..self.network.touchpoints.len() {
            let entries = self.chains.iter().map(|(_, _, chain)| chain.entry[at].ln());
            let logs: Vec<f64> = entries.collect();
            if logs.iter().any(|log| *log > f64::NEG_INFINITY) {
                self.offer(NONE, NONE, at as u32, &logs);
            }
        }
    }

    fn extend(&mut self, prefix: usize) {
        let at = self.prefixes[prefix].at as usize;
        let width = self.chains.len();
        let own = self.logs[prefix * width..(prefix + 1) * width].to_vec();
        let sum = log_sum(self.chains.iter().zip(&own).map(|((share, ..), log)| share + log));
        let mut logs = vec![0.0; width];
        for place in 0..self.ways.row(at).len() {
            let (way, most) = self.ways.row(at)[place];
            if self.is_beaten(sum + most) {
                break;
            }
            for (k, log) in logs.iter_mut().enumerate() {
                *log = own[k] + self.ways.logs[way * width + k];
            }
            let to = match self.ways.all[way].to {
                Some(End::Touchpoint(to)) => to as u32,
                _ => NONE,
            };
            self.offer(prefix as u32, way as u32, to, &logs);
        }
    }

    /// Whether enough complete walks are known that are more probable.
    fn is_beaten(&self, bound: f64) -> bool {
        let is_worst = |worst: &u64| 0.0 - bound > f64::from_bits(*worst) + TIE;
        bound == f64::NEG_INFINITY
            || self.best.len() >= self.limits.count && self.best.peek().is_none_or(is_worst)
    }

    /// Keeps a prefix, unless it is beaten.
    fn offer(&mut self, before: u32, way: u32, at: u32, logs: &[f64]) {
        let width = self.chains.len();
        let rest = |k: usize| match at {
            NONE => 0.0,
            at => self.ways.rest[at as usize * width + k],
        };
        let parts = self.chains.iter().zip(logs).enumerate();
        let bound = log_sum(parts.map(|(k, ((share, ..), log))| share + log + rest(k)));
        if self.is_beaten(bound) {
            return;
        }
        // Costs are 0 or more, so that their bits are in their order.
        let cost = (0.0 - bound).max(0.0).to_bits();
        let is_complete = at == NONE;
        if is_complete {
            self.best.push(cost);
            if self.best.len() > self.limits.count {
                self.best.pop();
            }
        }
        let age = Reverse(self.prefixes.len());
        self.prefixes.push(Prefix { before, way, at });
        self.logs.extend_from_slice(logs);
        self.queue.push((Reverse(cost), is_complete, age));
    }

    /// A complete prefix, told from its beginning.
    fn path(&self, prefix: usize) -> Path {
        let width = self.chains.len();
        let own = &self.logs[prefix * width..(prefix + 1) * width];
        let logs: Vec<f64> = self.chains.iter().zip(own).map(|((share, ..), l)| share + l).collect();
        let sum = log_sum(logs.iter().copied());
        let weights: Vec<f64> = logs.iter().map(|log| (log - sum).exp()).collect();
        let ways = self.ways_to(prefix);
        let mut path = Path {
            touchpoints: ways.iter().map(|(_, way)| way.from).collect(),
            outcome: match ways.last().and_then(|(_, way)| way.to) {
                Some(End::Outcome(at)) => Some(at),
                _ => None,
            },
            probability: self.probability(&ways),
            drop_off: ways.iter().map(|(prefix, way)| self.leave(*prefix, way)).collect(),
            friction: 0.0,
            value: Default::default(),
            days: 0.0,
            hand_offs: 0,
        };
        for ((_, _, chain), weight) in self.chains.iter().zip(&weights).filter(|(_, w)| **w > 0.0) {
            let told = self.tell(chain, &ways);
            path.friction += weight * told.friction;
            path.days += weight * told.days;
            path.value = path.value.plus(book(told.value).times(*weight));
        }
        let hands_off = |way: &Way| self.network.transitions[way.first as usize].hand_off;
        let taken = ways.iter().filter(|(_, way)| way.to.is_some());
        path.hand_offs = taken.filter(|(_, way)| hands_off(way)).count();
        path
    }

    /// The ways of a complete prefix, each with the prefix before it.
    fn ways_to(&self, prefix: usize) -> Vec<(usize, &Way)> {
        let mut ways = Vec::new();
        let mut at = &self.prefixes[prefix];
        while at.way != NONE {
            ways.push((at.before as usize, &self.ways.all[at.way as usize]));
            at = &self.prefixes[at.before as usize];
        }
        ways.reverse();
        ways
    }

    /// The product itself, rather than the exponential of a sum of logarithms.
    fn probability(&self, ways: &[(usize, &Way)]) -> f64 {
        let width = self.chains.len();
        let entry = ways.first().map_or(0, |(_, way)| way.from);
        let walk = |k: usize| {
            let (share, _, chain) = &self.chains[k];
            let steps = ways.iter().map(|(_, way)| self.ways.p[way.place * width + k]);
            share.exp() * chain.entry[entry] * steps.product::<f64>()
        };
        (0..width).map(walk).sum()
    }

    /// The probability of leaving for one who has come as far as a prefix.
    fn leave(&self, prefix: usize, way: &Way) -> f64 {
        let width = self.chains.len();
        let log = |k: usize| self.chains[k].0 + self.logs[prefix * width + k];
        let sum = log_sum((0..width).map(log));
        let part = |k: usize| (log(k) - sum).exp() * self.chains[k].2.exit[way.from];
        (0..width).map(part).sum()
    }

    /// What a walk comes to in one segment.
    fn tell(&self, chain: &Chain, ways: &[(usize, &Way)]) -> Told {
        let mut told = Told::default();
        let mut discount = 1.0;
        for (_, way) in ways {
            told.friction += chain.hazards[way.from].friction;
            let gain = chain.gain[way.from];
            told.value[0] += discount * gain[0];
            told.value[1] += discount * gain[1];
            let Some(to) = way.to else { continue };
            let (mut p, mut days, mut gamma, mut reward) = (0.0, 0.0, 0.0, 0.0);
            for at in self.network.row(way.from) {
                let part = &self.network.transitions[at];
                if part.to == to {
                    p += chain.p[at];
                    days += chain.p[at] * part.days;
                    gamma += chain.p[at] * chain.gamma(at);
                    reward += chain.p[at] * chain.gamma(at) * part.reward;
                }
            }
            if p > 0.0 {
                told.days += days / p;
                told.value[0] += discount * reward / p;
                discount *= gamma / p;
            }
            told.value[0] += discount * self.network.outcome_value(to);
        }
        told
    }
}

/// What a walk comes to.
#[derive(Default)]
struct Told {
    friction: f64,
    days: f64,
    value: [f64; 2],
}

/// `ln Σ exp`, without overflow.
fn log_sum(logs: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = logs.clone().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    most + logs.map(|log| (log - most).exp()).sum::<f64>().ln()
}
