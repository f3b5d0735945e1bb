//! The delta method number by number: how far the headline numbers move with a typed number that
//! carries a range.
//!
//! The slope is the secant one standard deviation to either side, within the range: it is the
//! derivative where the range is small, and honest where the curve bends within it.

use super::{
    End, Network,
    chain::gain,
    delta::{Delta, LIFETIME, Numbers, WIDTH, payoff_of_leaving},
    drop_off::{base_of, hazard},
    ranges::{Typed, TypedRange},
    shares,
};

/// Value in the two books, among the numbers.
const VALUE: usize = LIFETIME - 2;

impl Delta<'_> {
    /// By segment, how far each number moves for one unit of a typed number.
    pub fn slopes(&self, range: &TypedRange) -> Vec<Numbers> {
        let off = range.deviation();
        let ends = [(range.number - off).max(range.low), (range.number + off).min(range.high)];
        let width = ends[1] - ends[0];
        let mut slopes = match range.what {
            Typed::Burden(at, _)
            | Typed::Value(at, _)
            | Typed::Margin(at)
            | Typed::CostToServe(at)
            | Typed::DropOff(at) => self.by_touchpoint(at, range.what, ends),
            Typed::Amount(place) => self.by_amount(place, ends),
            Typed::Reward(place) => self.by_gain(&[place], width),
            Typed::Outcome(at) => self.by_outcome(at, width),
            Typed::Passages(at) => self.by_passages(at, ends),
            Typed::ReturnReward(at) => self.by_return_gain(&[at], width),
        };
        // A range too narrow for its ends to differ in numbers moves nothing.
        let scale = if width > 0.0 { 1.0 / width } else { 0.0 };
        slopes.iter_mut().flatten().for_each(|slope| *slope *= scale);
        slopes
    }

    /// A touchpoint's own numbers: through its drop-off, and through what a visit is worth.
    fn by_touchpoint(&self, at: usize, what: Typed, ends: [f64; 2]) -> Vec<Numbers> {
        let network = self.network;
        let parts = ends.map(|end| {
            let mut part = network.touchpoints[at].clone();
            part.put_typed(what, end);
            part
        });
        let bases = [base_of(network, &parts[0]), base_of(network, &parts[1])];
        let both = self.cases.iter().zip(&network.segments);
        let change = both.map(|(case, segment)| {
            let stays = [0, 1].map(|end| hazard(bases[end], &parts[end], segment).stay);
            let gains = [0, 1].map(|end| gain(&parts[end], segment));
            let onward = case.onward(network, at);
            let mut change = [0.0; WIDTH];
            for (k, change) in change.iter_mut().enumerate() {
                let staying = (stays[1] - stays[0]) * (onward[k] - payoff_of_leaving(k));
                let book = k.checked_sub(VALUE).map(|at| at % 2);
                let gained = book.map_or(0.0, |book| gains[1][book] - gains[0][book]);
                *change = case.visits(at, k) * (staying + gained);
            }
            change
        });
        change.collect()
    }

    /// A transition's probability or weight: through the shares of its whole row.
    fn by_amount(&self, place: usize, ends: [f64; 2]) -> Vec<Numbers> {
        let network = self.network;
        let from = network.transitions[place].from;
        let row = network.row(from);
        let rows = ends.map(|end| {
            let mut parts = network.transitions[row.clone()].to_vec();
            parts[place - row.start].amount = end;
            let rest = shares::share_out(&mut parts).rest;
            (parts, rest)
        });
        let [(low, low_rest), (high, high_rest)] = &rows;
        let change = self.cases.iter().map(|case| {
            let stay = case.chain.hazards[from].stay;
            let mut change = [0.0; WIDTH];
            for (k, change) in change.iter_mut().enumerate() {
                let ways = row.clone().zip(low.iter().zip(high));
                let moved = ways
                    .map(|(place, (low, high))| (high.share - low.share) * case.payoff(network, place, k));
                let moved = moved.sum::<f64>() + (high_rest - low_rest) * payoff_of_leaving(k);
                *change = case.visits(from, k) * stay * moved;
            }
            change
        });
        change.collect()
    }

    /// What is earned where transitions end: the organisation's book alone.
    fn by_gain(&self, places: &[usize], width: f64) -> Vec<Numbers> {
        let change = self.cases.iter().map(|case| {
            let mut change = [0.0; WIDTH];
            for place in places {
                let passing = case.chain.p[*place] * case.chain.gamma(*place) * width;
                for k in [VALUE, LIFETIME] {
                    change[k] += case.visits(self.network.transitions[*place].from, k) * passing;
                }
            }
            change
        });
        change.collect()
    }

    /// What an outcome is worth: wherever transitions and returns lead to it.
    fn by_outcome(&self, at: usize, width: f64) -> Vec<Numbers> {
        let end = End::Outcome(at);
        let places: Vec<usize> = self.network.ways_into(end).map(|(place, _)| place).collect();
        let returns = self.network.returns.iter().enumerate().filter(|(_, part)| part.to == end);
        let returns: Vec<usize> = returns.map(|(at, _)| at).collect();
        let mut change = self.by_gain(&places, width);
        for (sum, more) in change.iter_mut().zip(self.by_return_gain(&returns, width)) {
            sum[LIFETIME] += more[LIFETIME];
        }
        change
    }

    /// How many take a return: lifetime value alone. Repeats that share out who comes back move too.
    fn by_passages(&self, at: usize, ends: [f64; 2]) -> Vec<Numbers> {
        let networks: [Network; 2] = ends.map(|end| {
            let mut network = self.network.clone();
            network.put_typed(Typed::Passages(at), end);
            network
        });
        let change = self.cases.iter().enumerate().map(|(segment, case)| {
            let mut change = [0.0; WIDTH];
            let Some(all) = &case.prospects else { return change };
            let [low, high] = [0, 1].map(|end| networks[end].passages(segment).each);
            for (part, (low, high)) in low.iter().zip(&high).enumerate() {
                for (book, number) in change[LIFETIME..].iter_mut().enumerate() {
                    *number += (high - low) * all.passing[part] * all.taking[part][book];
                }
            }
            change
        });
        change.collect()
    }

    /// What is earned by each who takes returns.
    fn by_return_gain(&self, parts: &[usize], width: f64) -> Vec<Numbers> {
        let network = self.network;
        let both = self.cases.iter().zip(&network.segments).enumerate();
        let change = both.map(|(at, (case, segment))| {
            let mut change = [0.0; WIDTH];
            let Some(all) = &case.prospects else { return change };
            let passages = network.passages(at).each;
            let rate = segment.discount_rate.ln_1p() / 365.0;
            for part in parts {
                let gamma = (-rate * network.returns[*part].days).exp();
                change[LIFETIME] += all.passing[*part] * passages[*part] * gamma * width;
            }
            change
        });
        change.collect()
    }
}
