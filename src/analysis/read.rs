//! From a solved chain to the reading of one segment.

use super::{
    ByBook, End, Experience, Network, Reading, SegmentPart, TouchpointReading, TransitionReading,
    chain::Chain,
    drop_off::scored_worth,
    solution::{DROP, STEPS, SUCCESS, Solution, VALUE},
    solver::Plan,
};
use crate::model::{ByBurden, ByValue};

/// One segment with all that was computed of it.
pub(super) struct Solved<'a> {
    pub network: &'a Network,
    pub plan: &'a Plan,
    pub segment: &'a SegmentPart,
    pub chain: &'a Chain,
    pub solution: &'a Solution,
}

/// What the transitions of a row bring to a touchpoint.
#[derive(Clone, Copy, Default)]
struct Ahead {
    /// `Σ ω γ (r + W)`: what a stayer can expect, in both books.
    by_share: ByBook,
    /// The same with `p`, and its variance.
    mean: ByBook,
    variance: ByBook,
    /// The variance of the steps still to come.
    steps_variance: f64,
}

pub(super) fn book(amounts: [f64; 2]) -> ByBook {
    ByBook { organisation: amounts[0], customer: amounts[1] }
}

impl Solved<'_> {
    /// The reading of the segment.
    pub fn read(&self) -> Reading {
        let count = self.network.touchpoints.len();
        let mut reading = Reading {
            success: self.at_entry(SUCCESS),
            outcomes: vec![0.0; self.network.outcomes.len()],
            value: book(VALUE.map(|at| self.at_entry(at))),
            touchpoints: Vec::with_capacity(count),
            transitions: Vec::with_capacity(self.network.transitions.len()),
            ..Reading::default()
        };
        let trapped = self.trapped();
        reading.trapped = trapped.iter().sum();
        let mut variance = book(VALUE.map(|at| self.entry_variance(at)));
        let mut steps_variance = self.entry_variance(STEPS);
        let has_success = self.network.has_success();
        for at in 0..count {
            let ahead = self.ahead(at);
            let inside = self.solution.is_closed(self.plan, at);
            if !inside {
                variance = variance.plus(ahead.variance.times(self.solution.twice()[at]));
                steps_variance += self.solution.visits[at] * ahead.steps_variance;
                reading.dropped += self.solution.visits[at] * self.chain.exit[at];
            }
            let mut own = self.touchpoint(at, &ahead, has_success);
            if inside {
                self.enclose(&mut own, trapped[self.plan.component[at] as usize]);
            }
            if let (Some(reach), true) = (own.reach, reading.success > 0.0) {
                let lost = reach * self.solution.expected[at][SUCCESS] / reading.success;
                own.removal_effect = Some(lost.min(1.0));
            }
            for place in self.network.row(at) {
                let passage = self.transition(place, &own);
                if let (End::Outcome(outcome), Some(flow)) =
                    (self.network.transitions[place].to, passage.flow)
                {
                    reading.outcomes[outcome] += flow;
                    reading.at_outcomes += passage.carried.organisation;
                }
                reading.transitions.push(passage);
            }
            reading.touchpoints.push(own);
        }
        reading.value_variance = variance;
        if reading.trapped == 0.0 {
            reading.steps = Some(self.solution.visits.iter().sum());
            reading.steps_variance = Some(steps_variance);
            reading.rework_share = rework(&reading.touchpoints);
        }
        let all = if reading.trapped == 0.0 { 1.0 } else { 0.0 };
        let groups = [(None, all), (Some(SUCCESS), reading.success), (Some(DROP), reading.dropped)];
        [reading.all, reading.successful, reading.leavers] = self.experiences(groups);
        reading
    }

    /// `s·x` of an expectation.
    fn at_entry(&self, column: usize) -> f64 {
        let entry = self.segment.entry.iter();
        entry.map(|(at, share)| share * self.solution.expected[*at][column]).sum()
    }

    /// The variance of an expectation between entries.
    fn entry_variance(&self, column: usize) -> f64 {
        let mean = self.at_entry(column);
        let square =
            |(at, share): &(usize, f64)| share * (self.solution.expected[*at][column] - mean).powi(2);
        self.segment.entry.iter().map(square).sum()
    }

    /// What enters each component that is a trap.
    fn trapped(&self) -> Vec<f64> {
        let mut trapped = vec![0.0; self.plan.component_count()];
        for (at, visits) in self.solution.visits.iter().enumerate() {
            if self.solution.is_closed(self.plan, at) {
                trapped[self.plan.component[at] as usize] += visits;
            }
        }
        trapped
    }

    fn ahead(&self, touchpoint: usize) -> Ahead {
        let row = self.network.row(touchpoint);
        let mut ahead = Ahead::default();
        let mut steps = 0.0;
        let parts = self.network.transitions.as_slice();
        let of = |at: usize| {
            let (part, gamma) = (&parts[at], self.chain.gamma(at));
            let [organisation, customer] = self.solution.at_end(self.network, part.to);
            ByBook { organisation: gamma * (organisation + part.reward), customer: gamma * customer }
        };
        for at in row.clone() {
            ahead.by_share = ahead.by_share.plus(of(at).times(parts[at].share));
            steps += self.chain.p[at] * self.steps_after(at);
        }
        ahead.mean = ahead.by_share.times(self.chain.hazards[touchpoint].stay);
        let exit = self.chain.exit[touchpoint];
        ahead.variance = ahead.mean.map(|mean| exit * mean * mean);
        ahead.steps_variance = exit * steps * steps;
        for at in row {
            let p = self.chain.p[at];
            let off = of(at).plus(ahead.mean.times(-1.0)).map(|off| off * off);
            ahead.variance = ahead.variance.plus(off.times(p));
            let off = self.steps_after(at) - steps;
            ahead.steps_variance += p * (off * off);
        }
        ahead
    }

    fn steps_after(&self, transition: usize) -> f64 {
        match self.network.transitions[transition].to {
            End::Touchpoint(to) => self.solution.expected[to][STEPS],
            End::Outcome(_) => 0.0,
        }
    }

    fn touchpoint(&self, at: usize, ahead: &Ahead, has_success: bool) -> TouchpointReading {
        let (part, solution) = (&self.network.touchpoints[at], self.solution);
        let hazard = &self.chain.hazards[at];
        let (visits, discounted) = (solution.visits[at], solution.discounted()[at]);
        let expected = &solution.expected[at];
        let value = book([expected[VALUE[0]], expected[VALUE[1]]]);
        let exit = self.chain.exit[at];
        let mut onward = ByBook::default();
        if part.rest < 1.0 {
            onward = ahead.by_share.map(|v| v / (1.0 - part.rest));
        }
        let removal = solution.discounted_own()[at].map(|own| discounted / own);
        TouchpointReading {
            visits: Some(visits),
            reach: solution.own[at].map(|own| (visits / own).min(1.0)),
            success_from: has_success.then_some(expected[SUCCESS]),
            drop_off: (!self.network.has_no_data(at)).then_some(exit),
            known_drop_off: part.known_drop_off,
            hazard: (hazard.leave < 1.0 || hazard.total > 0.0).then_some(hazard.total),
            friction: hazard.friction,
            leavers: visits * exit,
            removal_effect: None,
            removal_value: removal.map(|reach| value.times(reach)),
            value_to_go: Some(value),
            realised: book(self.chain.gain[at]).times(discounted),
            arriving: value.times(discounted),
            leak: onward.times(discounted * exit),
            burden_worth: self.burden_worth(at, ahead),
            value_worth: self.value_worth(at, ahead),
            hazard_worth: ahead.mean.times(discounted),
        }
    }

    /// `v (1−d) w e^{−ρq̄} W_stay`, and the burden's own cost in the customer's book.
    fn burden_worth(&self, at: usize, ahead: &Ahead) -> ByBurden<ByBook> {
        let (visits, pull) = (self.solution.discounted()[at], self.chain.hazards[at].pull);
        let ByBook { organisation, customer } = ahead.mean;
        self.segment.burden_weights.zip(&self.segment.burden_costs, |weight, cost| {
            let weight = weight * pull;
            book([visits * organisation * weight, visits * (customer * weight + cost)])
        })
    }

    /// `v (1−d) W_stay ρ H u/Σu`, and the value's own worth in the customer's book.
    fn value_worth(&self, at: usize, ahead: &Ahead) -> ByValue<ByBook> {
        let part = &self.network.touchpoints[at];
        let visits = self.solution.discounted()[at];
        let all = scored_worth(part, self.segment);
        let ByBook { organisation, customer } = ahead.mean;
        self.segment.value_worths.zip(&part.values, |worth, value| {
            let pull = match value {
                Some(_) if all > 0.0 => self.segment.pull * worth / all * self.chain.hazards[at].total,
                _ => 0.0,
            };
            book([visits * organisation * pull, visits * (customer * pull + worth)])
        })
    }

    /// A touchpoint inside a trap: it is an end that is worth nothing, and visits have none.
    fn enclose(&self, own: &mut TouchpointReading, entered: f64) {
        *own = TouchpointReading {
            visits: (entered == 0.0).then_some(0.0),
            reach: Some(entered.min(1.0)),
            success_from: own.success_from.map(|_| 0.0),
            drop_off: own.drop_off,
            known_drop_off: own.known_drop_off,
            hazard: own.hazard,
            friction: own.friction,
            removal_value: Some(ByBook::default()),
            ..TouchpointReading::default()
        };
    }

    fn transition(&self, at: usize, origin: &TouchpointReading) -> TransitionReading {
        let (part, solution) = (&self.network.transitions[at], self.solution);
        let p = self.chain.p[at];
        let from = solution.expected[part.from][SUCCESS];
        let after = solution.success_at(self.network, part.to);
        let mut reading = TransitionReading {
            // A row without data has no drop-off either.
            probability: origin.drop_off.map(|_| p),
            flow: origin.visits.map(|visits| visits * p),
            successful: (from > 0.0).then(|| (p * after / from).min(1.0)),
            ..TransitionReading::default()
        };
        if !solution.is_closed(self.plan, part.from) {
            let passing = solution.discounted()[part.from] * p * self.chain.gamma(at);
            reading.carried = book(solution.at_end(self.network, part.to)).times(passing);
            reading.realised = passing * part.reward;
        }
        reading
    }

    /// What those go through who end as each column says, of whom there are so many, and all where
    /// there is no column; `None` where there is nobody. One pass for all: reading what is known of
    /// the touchpoints takes longer than adding it up.
    fn experiences(&self, groups: [(Option<usize>, f64); 3]) -> [Option<Experience>; 3] {
        let solution = self.solution;
        let mut sums = groups.map(|(_, share)| (share > 0.0).then(Experience::default));
        for (at, touchpoint) in self.network.touchpoints.iter().enumerate() {
            let (visits, expected) = (solution.visits[at], &solution.expected[at]);
            let scores = &touchpoint.burdens;
            for ((column, share), sums) in groups.iter().zip(&mut sums) {
                let (Some(sums), ends) = (sums, column.map_or(1.0, |column| expected[column])) else {
                    continue;
                };
                let weight = visits * ends / share;
                sums.burdens.time += weight * scores.time.unwrap_or(0.0);
                sums.burdens.effort += weight * scores.effort.unwrap_or(0.0);
                sums.burdens.worry += weight * scores.worry.unwrap_or(0.0);
                sums.burdens.money += weight * scores.money.unwrap_or(0.0);
            }
        }
        for (at, transition) in self.network.transitions.iter().enumerate() {
            if !transition.hand_off && transition.days == 0.0 {
                continue;
            }
            let passages = solution.visits[transition.from] * self.chain.p[at];
            for ((column, share), sums) in groups.iter().zip(&mut sums) {
                let end = match (transition.to, column) {
                    (_, None) => 1.0,
                    (End::Touchpoint(to), Some(column)) => solution.expected[to][*column],
                    (end, Some(SUCCESS)) if self.network.is_success(end) => 1.0,
                    _ => 0.0,
                };
                if let Some(sums) = sums {
                    let weight = passages * end / share;
                    sums.days += weight * transition.days;
                    sums.hand_offs += if transition.hand_off { weight } else { 0.0 };
                }
            }
        }
        sums
    }
}

/// `Σ(v−h)/Σv`.
fn rework(touchpoints: &[TouchpointReading]) -> Option<f64> {
    let (mut visits, mut again) = (0.0, 0.0);
    for touchpoint in touchpoints {
        visits += touchpoint.visits?;
        again += (touchpoint.visits? - touchpoint.reach?).max(0.0);
    }
    (visits > 0.0).then(|| again / visits)
}

impl Network {
    /// Whether any outcome is a success.
    pub(super) fn has_success(&self) -> bool {
        let mut kinds = self.outcomes.iter().map(|outcome| outcome.kind);
        kinds.any(|kind| kind == crate::model::OutcomeKind::Success)
    }

    /// Whether a touchpoint has transitions, but nothing is known of where they go.
    pub(super) fn has_no_data(&self, touchpoint: usize) -> bool {
        let row = &self.transitions[self.row(touchpoint)];
        !row.is_empty() && self.touchpoints[touchpoint].typed.is_none() && {
            row.iter().all(|transition| transition.share == 0.0)
        }
    }
}
