//! Repeat and referral transitions: who comes back for a later purchase, and who is brought in.

use super::{End, Given, Network, network::ReturnPart, shares};
use crate::model::{Id, Journey, Transition, TransitionKind};

/// The repeat and referral transitions of a journey, in its order.
pub(super) fn of(journey: &Journey, network: &Network) -> Vec<ReturnPart> {
    if journey.transitions.records().all(|t| t.kind == TransitionKind::Normal) {
        return Vec::new();
    }
    let counted = counted(network);
    let returns = journey.transitions.iter().filter(|(_, t)| t.kind != TransitionKind::Normal);
    let part = |(id, transition): (&Id, &Transition)| part(journey, network, &counted, id, transition);
    let mut parts: Vec<ReturnPart> = returns.filter_map(part).collect();
    // Repeats that leave one place are ways of one customer: as in a row, what is above 1 is scaled.
    let typed = network.by_origin(&parts, |part| part.passages.unwrap_or(0.0));
    for part in parts.iter_mut().filter(|part| !part.is_referral) {
        let sum = typed[network.origin(part.from)];
        if let (Some(passages), true) = (part.passages.as_mut(), sum > 1.0) {
            *passages /= sum;
        }
    }
    parts
}

fn part(
    journey: &Journey,
    network: &Network,
    counted: &[f64],
    id: &Id,
    transition: &Transition,
) -> Option<ReturnPart> {
    let end = |id: &Id| match journey.touchpoints.place_of(id) {
        Some(place) => Some(End::Touchpoint(place)),
        None => journey.outcomes.place_of(id).map(End::Outcome),
    };
    let from = end(&transition.from)?;
    let all = counted[network.origin(from)];
    let is_referral = transition.kind == TransitionKind::Referral;
    let (given, amount) = shares::measure(transition);
    let passages = match given {
        _ if is_referral => transition.newcomers.or(transition.probability),
        Given::Probability => Some(amount),
        Given::Count => (all > 0.0).then(|| (amount / all).min(1.0)),
        Given::Weight => None,
    };
    Some(ReturnPart {
        id: id.clone(),
        is_referral,
        from,
        to: end(&transition.to)?,
        passages,
        observed: (given == Given::Count && !is_referral).then_some(all),
        weight: if given == Given::Weight { amount } else { 0.0 },
        days: transition.delay_days.unwrap_or(0.0),
        reward: transition.reward.unwrap_or(0.0),
    })
}

/// How many were counted to go on from each touchpoint and to reach each outcome, by origin.
fn counted(network: &Network) -> Vec<f64> {
    let mut counted = vec![0.0; network.touchpoints.len() + network.outcomes.len()];
    for transition in network.transitions.iter().filter(|t| t.given == Given::Count) {
        counted[transition.from] += transition.amount;
        if let End::Outcome(_) = transition.to {
            counted[network.origin(transition.to)] += transition.amount;
        }
    }
    counted
}

/// How many take each return of one segment for each passage, and whether the successful come back
/// to the entry, since no repeat is drawn that leaves a success.
pub(super) struct Passages {
    /// By place in [`Network::returns`]; 0 where it is not known.
    pub each: Vec<f64>,
    /// The share of the successful who enter anew, at once.
    pub to_entry: f64,
}

impl Network {
    /// The returns of a segment. A share who come back is shared out, at each success that repeats
    /// leave, among those repeats of it that say no probability, by weight.
    pub(super) fn passages(&self, segment: usize) -> Passages {
        let comes_back = self.segments[segment].comes_back.unwrap_or(0.0);
        let typed = self.by_origin(&self.returns, |part| part.passages.unwrap_or(0.0));
        let weights = self.by_origin(&self.returns, |part| part.weight);
        let leaves_success = |part: &ReturnPart| !part.is_referral && self.is_success(part.from);
        let share = |part: &ReturnPart| {
            let (typed, weights) = (typed[self.origin(part.from)], weights[self.origin(part.from)]);
            let is_known = leaves_success(part) && weights > 0.0;
            if is_known { (comes_back - typed).max(0.0) * part.weight / weights } else { 0.0 }
        };
        Passages {
            each: self.returns.iter().map(|part| part.passages.unwrap_or_else(|| share(part))).collect(),
            to_entry: if self.returns.iter().any(leaves_success) { 0.0 } else { comes_back },
        }
    }

    /// A place for each touchpoint, then for each outcome.
    pub(super) fn origin(&self, end: End) -> usize {
        match end {
            End::Touchpoint(at) => at,
            End::Outcome(at) => self.touchpoints.len() + at,
        }
    }

    /// The sum over the repeats that leave each place.
    fn by_origin(&self, parts: &[ReturnPart], of: impl Fn(&ReturnPart) -> f64) -> Vec<f64> {
        let mut sums = vec![0.0; self.touchpoints.len() + self.outcomes.len()];
        for part in parts.iter().filter(|part| !part.is_referral) {
            sums[self.origin(part.from)] += of(part);
        }
        sums
    }
}
