//! What one changed touchpoint would do, exactly and within a frame (`model.md` §6).

use super::{
    ByBook, Network,
    chain::{Chain, exit_of, gain},
    drop_off::{self, Base, Hazard},
    read::book,
    solution::Solution,
    solver::Plan,
};
use crate::model::{ByBurden, ByValue};

/// Below this the short cut would lose digits and all is solved anew.
const ILL_CONDITIONED: f64 = 1e-6;

/// What could be different at one touchpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its burdens.
    pub burdens: ByBurden<Option<f64>>,
    /// Its values.
    pub values: ByValue<Option<f64>>,
    /// Its margin per visit, in currency.
    pub margin: f64,
    /// Its cost to serve per visit, in currency.
    pub cost_to_serve: f64,
    /// The drop-off that the change leads to, where that is known better than the curve, 0 to 1.
    pub drop_off: Option<f64>,
}

/// What a change leads to, all segments together, per entrant.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outlook {
    /// The probability of success.
    pub success: f64,
    /// The value in both books, discounted.
    pub value: ByBook,
}

/// All that is needed to try changes of one touchpoint while a slider is dragged.
pub struct WhatIf {
    network: Network,
    plan: Plan,
    bases: Vec<Base>,
    touchpoint: usize,
    cases: Vec<Case>,
}

/// One segment as it is, seen from the touchpoint. Each pair: success, and value in both books.
struct Case {
    /// The sum over all entrants, as it is.
    total: [f64; 3],
    /// The probability of ever being here, discounted for the values: `v / N_ii`.
    reach: [f64; 3],
    /// What one who stays can expect: `Σ ω γ (r + W)`.
    onward: [f64; 3],
    /// The probability, discounted for the values, that one who stays is here again.
    again: [f64; 3],
    stay: f64,
    gain: [f64; 2],
}

impl WhatIf {
    /// Prepares changes of the touchpoint at this place: two solves a segment.
    pub fn at(network: &Network, touchpoint: usize) -> Self {
        let mut what_if = Self {
            network: network.clone(),
            plan: Plan::of(network),
            bases: drop_off::bases(network),
            touchpoint,
            cases: Vec::new(),
        };
        let case = |segment| what_if.case(segment);
        what_if.cases = (0..network.segments.len()).map(case).collect();
        what_if
    }

    /// The touchpoint as it is: a change that changes nothing.
    pub fn unchanged(&self) -> Change {
        let part = &self.network.touchpoints[self.touchpoint];
        Change {
            burdens: part.burdens.clone(),
            values: part.values.clone(),
            margin: part.margin,
            cost_to_serve: part.cost_to_serve,
            drop_off: None,
        }
    }

    /// What a change leads to: Sherman–Morrison, or a new solve where that would lose digits.
    /// Today's base hazard stays what it is, also where the drop-off is known.
    pub fn with(&self, change: &Change) -> Outlook {
        let mut sums = [0.0; 3];
        for (segment, case) in self.cases.iter().enumerate() {
            let (hazard, gain) = self.changed(segment, change);
            let totals = case.with(&hazard, gain).unwrap_or_else(|| self.solve_anew(segment, hazard, gain));
            let share = self.network.segments[segment].share;
            sums.iter_mut().zip(totals).for_each(|(sum, total)| *sum += share * total);
        }
        Outlook { success: sums[0], value: book([sums[1], sums[2]]) }
    }

    /// The hazard and the gain that a change leads to in one segment.
    fn changed(&self, segment: usize, change: &Change) -> (Hazard, [f64; 2]) {
        let segment = &self.network.segments[segment];
        let mut part = self.network.touchpoints[self.touchpoint].clone();
        part.burdens = change.burdens.clone();
        part.values = change.values.clone();
        part.margin = change.margin;
        part.cost_to_serve = change.cost_to_serve;
        let mut hazard = drop_off::hazard(self.bases[self.touchpoint], &part, segment);
        if let Some(share) = change.drop_off {
            hazard.leave = share.clamp(0.0, 1.0);
            hazard.stay = 1.0 - hazard.leave;
        }
        (hazard, gain(&part, segment))
    }

    fn case(&self, segment: usize) -> Case {
        let chain = Chain::of(&self.network, &self.bases, segment);
        let solution = Solution::of(&self.network, &self.plan, &chain);
        let at = self.touchpoint;
        let visits = [solution.visits[at], solution.discounted()[at]];
        let own = [solution.own[at], solution.discounted_own()[at]];
        let again = solution.again(&self.network, &self.plan, &chain, at);
        let mut onward = [0.0; 3];
        for place in self.network.row(at) {
            let part = &self.network.transitions[place];
            let value = solution.at_end(&self.network, part.to);
            let gamma = chain.gamma(place);
            onward[0] += part.share * solution.success_at(&self.network, part.to);
            onward[1] += part.share * gamma * (value[0] + part.reward);
            onward[2] += part.share * gamma * value[1];
        }
        let ratio = |k: usize| own[k].map_or(f64::NAN, |own| visits[k] / own);
        Case {
            total: solution.totals(&chain),
            reach: [ratio(0), ratio(1), ratio(1)],
            onward,
            again: [again[0], again[1], again[1]],
            stay: chain.hazards[at].stay,
            gain: chain.gain[at],
        }
    }

    fn solve_anew(&self, segment: usize, hazard: Hazard, gain: [f64; 2]) -> [f64; 3] {
        let mut chain = Chain::of(&self.network, &self.bases, segment);
        let at = self.touchpoint;
        chain.exit[at] = exit_of(&hazard, self.network.touchpoints[at].rest);
        chain.gain[at] = gain;
        for place in self.network.row(at) {
            chain.p[place] = hazard.stay * self.network.transitions[place].share;
        }
        chain.hazards[at] = hazard;
        Solution::of(&self.network, &self.plan, &chain).totals(&chain)
    }
}

impl Case {
    /// `V + v (Δ·W + Δr) / (1 − Δ·N)`, where that is safe: with `f` the return of one who stays,
    /// `v / (1 − Δ·N)` is `reach / (1 − stay f)`.
    fn with(&self, hazard: &Hazard, gain: [f64; 2]) -> Option<[f64; 3]> {
        let gains = [0.0, gain[0] - self.gain[0], gain[1] - self.gain[1]];
        let mut totals = self.total;
        for (k, total) in totals.iter_mut().enumerate() {
            let left = 1.0 - hazard.stay * self.again[k];
            if !self.reach[k].is_finite() || left < ILL_CONDITIONED {
                return None;
            }
            let row = (hazard.stay - self.stay) * self.onward[k];
            *total += self.reach[k] * (row + gains[k]) / left;
        }
        Some(totals)
    }
}
