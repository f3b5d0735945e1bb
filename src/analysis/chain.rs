//! One segment's absorbing Markov chain (`model.md` §3, §4), in numbers.

use super::{
    End, Network, SegmentPart, TouchpointPart,
    drop_off::{Base, Hazard, hazard},
};
use crate::model::OutcomeKind;

/// One number a touchpoint, or a transition.
pub(super) type Numbers = Box<[f64]>;

/// One segment's probabilities and gains.
#[derive(Clone)]
pub(super) struct Chain {
    /// `s`, by touchpoint.
    pub entry: Box<[f64]>,
    /// By touchpoint.
    pub hazards: Box<[Hazard]>,
    /// The probability that a visit is the last: leaving, and what no transition takes.
    pub exit: Box<[f64]>,
    /// `p`, by transition.
    pub p: Box<[f64]>,
    /// `r` in both books, by touchpoint.
    pub gain: Box<[[f64; 2]]>,
    /// `γ` and `1 − γ`, by transition; `None` where nothing is discounted.
    pub discount: Option<Box<[[f64; 2]]>>,
}

impl Chain {
    /// The chain of the segment at this place.
    pub fn of(network: &Network, bases: &[Base], segment: usize) -> Self {
        let segment = &network.segments[segment];
        let both = network.touchpoints.iter().zip(bases);
        let hazards: Box<[Hazard]> =
            both.map(|(touchpoint, base)| hazard(*base, touchpoint, segment)).collect();
        let rests = network.touchpoints.iter().map(|t| t.rest);
        let exit = hazards.iter().zip(rests);
        let step = |t: &super::TransitionPart| hazards[t.from].stay * t.share;
        let mut chain = Self {
            entry: vec![0.0; network.touchpoints.len()].into(),
            exit: exit.map(|(hazard, rest)| exit_of(hazard, rest)).collect(),
            p: network.transitions.iter().map(step).collect(),
            gain: network.touchpoints.iter().map(|t| gain(t, segment)).collect(),
            discount: discount(network, segment),
            hazards,
        };
        for (touchpoint, share) in &segment.entry {
            chain.entry[*touchpoint] += share;
        }
        chain
    }

    /// Computes one touchpoint's row anew, from what the network says of it now.
    pub fn renew(&mut self, network: &Network, base: Base, segment: usize, at: usize) {
        let (part, segment) = (&network.touchpoints[at], &network.segments[segment]);
        let hazard = hazard(base, part, segment);
        self.exit[at] = exit_of(&hazard, part.rest);
        self.gain[at] = gain(part, segment);
        for place in network.row(at) {
            self.p[place] = hazard.stay * network.transitions[place].share;
        }
        self.hazards[at] = hazard;
    }

    /// `γ` of a transition.
    pub fn gamma(&self, transition: usize) -> f64 {
        let discount = self.discount.as_ref();
        discount.map_or(1.0, |discount| discount[transition][0])
    }

    /// What leaves each touchpoint to no touchpoint.
    pub fn away(&self, network: &Network) -> Box<[f64]> {
        let mut away = self.exit.clone();
        for (transition, p) in network.transitions.iter().zip(&self.p) {
            if let End::Outcome(_) = transition.to {
                away[transition.from] += p;
            }
        }
        away
    }

    /// `p γ^power` and what then leaves each touchpoint: what discounting takes leaves as well.
    pub fn discounted(&self, network: &Network, power: i32) -> Option<(Numbers, Numbers)> {
        let discount = self.discount.as_ref()?;
        let mut away = self.away(network);
        let mut p = self.p.clone();
        for (at, transition) in network.transitions.iter().enumerate() {
            let [gamma, lost] = discount[at];
            if let End::Touchpoint(_) = transition.to {
                let lost = if power == 2 { lost * (1.0 + gamma) } else { lost };
                away[transition.from] += p[at] * lost;
                p[at] *= gamma.powi(power);
            }
        }
        Some((p, away))
    }
}

/// The probability that a visit is the last.
pub(super) fn exit_of(hazard: &Hazard, rest: f64) -> f64 {
    if rest >= 1.0 {
        return 1.0;
    }
    hazard.leave + hazard.stay * rest
}

/// `r`: margin minus cost to serve; worth of the values minus cost of the burdens.
pub(super) fn gain(touchpoint: &TouchpointPart, segment: &SegmentPart) -> [f64; 2] {
    let worth = segment.value_worths.weigh(&touchpoint.values);
    let cost = segment.burden_costs.weigh(&touchpoint.burdens);
    [touchpoint.margin - touchpoint.cost_to_serve, worth - cost]
}

fn discount(network: &Network, segment: &SegmentPart) -> Option<Box<[[f64; 2]]>> {
    let rate = segment.discount_rate.ln_1p() / 365.0;
    if rate == 0.0 || network.transitions.iter().all(|t| t.days == 0.0) {
        return None;
    }
    let factors = |t: &super::TransitionPart| {
        let exponent = -rate * t.days;
        [exponent.exp(), -exponent.exp_m1()]
    };
    Some(network.transitions.iter().map(factors).collect())
}

impl Network {
    /// Whether a transition ends in a success.
    pub(super) fn is_success(&self, end: End) -> bool {
        matches!(end, End::Outcome(at) if self.outcomes[at].kind == OutcomeKind::Success)
    }

    /// What is gained at a transition's end in the organisation's book, where that is an outcome.
    pub(super) fn outcome_value(&self, end: End) -> f64 {
        match end {
            End::Outcome(at) => self.outcomes[at].value,
            End::Touchpoint(_) => 0.0,
        }
    }
}
