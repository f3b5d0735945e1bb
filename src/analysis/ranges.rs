//! Typed numbers that carry a range (`model.md` §1): what they are, and how they are spread.
//!
//! The typed number is the most likely, its ends are the least and the most it could be: a beta
//! distribution after PERT (Malcolm, Roseboom, Clark & Fazar 1959) with mean `(a + 4m + b) / 6` and
//! variance `(μ − a)(b − μ) / 7`. It never leaves its ends, so no score leaves its scale.

use super::{End, Network, TouchpointPart, shares};
use crate::model::{Burden, Journey, Perspective, Range, TransitionKind, Value};

/// A typed number of a network, by place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Typed {
    /// A burden of a touchpoint.
    Burden(usize, Burden),
    /// A value of a touchpoint.
    Value(usize, Value),
    /// The margin of a touchpoint.
    Margin(usize),
    /// The cost to serve of a touchpoint.
    CostToServe(usize),
    /// The typed drop-off of a touchpoint.
    DropOff(usize),
    /// The probability or weight of a transition.
    Amount(usize),
    /// The reward of a transition.
    Reward(usize),
    /// What an outcome is worth.
    Outcome(usize),
    /// How many take a return for each passage.
    Passages(usize),
    /// The reward of a return.
    ReturnReward(usize),
}

/// A typed number with its range. Invariant: `low <= number <= high`, `low < high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypedRange {
    /// Which number.
    pub what: Typed,
    /// What was typed: the most likely.
    pub number: f64,
    /// The least it could be.
    pub low: f64,
    /// The most it could be.
    pub high: f64,
}

impl TypedRange {
    fn of(what: Typed, number: Option<f64>, range: Range) -> Option<Self> {
        // Most numbers carry none.
        if range.low.is_none() && range.high.is_none() {
            return None;
        }
        let number = number?;
        let (low, high) = range.around(number)?;
        Some(Self { what, number, low, high })
    }

    /// Its mean.
    pub fn mean(&self) -> f64 {
        (self.low + 4.0 * self.number + self.high) / 6.0
    }

    /// Its standard deviation.
    pub fn deviation(&self) -> f64 {
        let mean = self.mean();
        ((mean - self.low) * (self.high - mean) / 7.0).max(0.0).sqrt()
    }

    /// The shapes of its beta distribution.
    pub(super) fn shapes(&self) -> [f64; 2] {
        let width = self.high - self.low;
        [1.0 + 4.0 * (self.number - self.low) / width, 1.0 + 4.0 * (self.high - self.number) / width]
    }

    /// The same in a network whose number may be another one by now (fixes are tried on it): the range
    /// goes along in proportion. `None` where it says nothing any more.
    pub(super) fn in_network(&self, network: &Network) -> Option<Self> {
        let now = network.typed(self.what)?;
        if now == self.number {
            return Some(*self);
        }
        let scale = now / self.number;
        let is_sound = scale.is_finite() && scale > 0.0;
        let own = Self { number: now, low: self.low * scale, high: self.high * scale, ..*self };
        is_sound.then_some(own)
    }
}

/// The ranges of a journey's typed numbers, by place in its network.
pub(super) fn of(journey: &Journey, network: &Network, perspective: Perspective) -> Vec<TypedRange> {
    let mut all = Vec::new();
    for (at, record) in journey.touchpoints.records().enumerate() {
        let mut add = |what, number, range| all.extend(TypedRange::of(what, number, range));
        for (burden, score) in record.burdens.iter().filter(|(_, score)| score.is_ranged()) {
            add(Typed::Burden(at, burden), score.seen_by(perspective), score.range_seen_by(perspective));
        }
        for (value, score) in record.values.iter().filter(|(_, score)| score.is_ranged()) {
            add(Typed::Value(at, value), score.seen_by(perspective), score.range_seen_by(perspective));
        }
        add(Typed::Margin(at), record.margin, record.margin_range);
        add(Typed::CostToServe(at), record.cost_to_serve, record.cost_to_serve_range);
        if !record.drop_off.is_counted() {
            add(Typed::DropOff(at), record.drop_off.share, record.drop_off.range);
        }
    }
    of_transitions(journey, network, &mut all);
    for (at, record) in journey.outcomes.records().enumerate() {
        all.extend(TypedRange::of(Typed::Outcome(at), record.value, record.value_range));
    }
    all
}

fn of_transitions(journey: &Journey, network: &Network, all: &mut Vec<TypedRange>) {
    let mut returns = network.returns.iter().enumerate();
    for ((id, record), place) in journey.transitions.iter().zip(&network.transition_places) {
        if record.range.is_unsaid() && record.reward_range.is_unsaid() {
            continue;
        }
        let (given, amount) = shares::measure(record);
        let mut range = record.range;
        if record.probability.is_some() {
            range.high = range.high.map(|high| high.min(1.0));
        }
        let is_typed = given != super::Given::Count;
        if let (Some(place), TransitionKind::Normal) = (place, record.kind) {
            all.extend(TypedRange::of(Typed::Amount(*place), is_typed.then_some(amount), range));
            all.extend(TypedRange::of(Typed::Reward(*place), record.reward, record.reward_range));
        } else if record.kind != TransitionKind::Normal
            && let Some((at, part)) = returns.find(|(_, part)| part.id == *id)
        {
            let passages = part.passages.filter(|_| is_typed || part.is_referral);
            all.extend(TypedRange::of(Typed::Passages(at), passages, range));
            all.extend(TypedRange::of(Typed::ReturnReward(at), record.reward, record.reward_range));
        }
    }
}

impl TouchpointPart {
    /// Puts another number in the place of a typed one of its own.
    pub(super) fn put_typed(&mut self, what: Typed, number: f64) {
        match what {
            Typed::Burden(_, burden) => self.burdens[burden] = Some(number),
            Typed::Value(_, value) => self.values[value] = Some(number),
            Typed::Margin(_) => self.margin = number,
            Typed::CostToServe(_) => self.cost_to_serve = number,
            Typed::DropOff(_) => self.known_drop_off = Some(number),
            _ => {}
        }
    }
}

impl Network {
    /// A typed number as it is here; `None` where it is not known or has no say.
    pub(super) fn typed(&self, what: Typed) -> Option<f64> {
        match what {
            Typed::Burden(at, burden) => self.touchpoints.get(at)?.burdens[burden],
            Typed::Value(at, value) => self.touchpoints.get(at)?.values[value],
            Typed::Margin(at) => Some(self.touchpoints.get(at)?.margin),
            Typed::CostToServe(at) => Some(self.touchpoints.get(at)?.cost_to_serve),
            // Where a fix changed the touchpoint, leaving rests on what it was before.
            Typed::DropOff(at) => {
                self.touchpoints.get(at)?.known_drop_off.filter(|_| self.touchpoints[at].fixed.is_none())
            }
            Typed::Amount(at) => Some(self.transitions.get(at)?.amount),
            Typed::Reward(at) => Some(self.transitions.get(at)?.reward),
            Typed::Outcome(at) => Some(self.outcomes.get(at)?.value),
            Typed::Passages(at) => self.returns.get(at)?.passages,
            Typed::ReturnReward(at) => Some(self.returns.get(at)?.reward),
        }
    }

    /// Puts another number in the place of a typed one.
    pub(super) fn put_typed(&mut self, what: Typed, number: f64) {
        match what {
            Typed::Burden(at, _)
            | Typed::Value(at, _)
            | Typed::Margin(at)
            | Typed::CostToServe(at)
            | Typed::DropOff(at) => self.touchpoints[at].put_typed(what, number),
            Typed::Amount(place) => {
                self.transitions[place].amount = number;
                let from = self.transitions[place].from;
                let row = self.row(from);
                self.touchpoints[from].rest = shares::share_out(&mut self.transitions[row]).rest;
            }
            Typed::Reward(place) => self.transitions[place].reward = number,
            Typed::Outcome(at) => self.outcomes[at].value = number,
            Typed::Passages(at) => self.returns[at].passages = Some(number),
            Typed::ReturnReward(at) => self.returns[at].reward = number,
        }
    }

    /// The transitions that end at a place, with the touchpoints they leave.
    pub(super) fn ways_into(&self, end: End) -> impl Iterator<Item = (usize, usize)> {
        let all = self.transitions.iter().enumerate();
        all.filter(move |(_, part)| part.to == end).map(|(place, part)| (place, part.from))
    }
}
