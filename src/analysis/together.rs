//! All segments together: separate chains, added up, never pooled into one.

use super::{Book, ByBook, Experience, Network, Reading, TouchpointReading, TransitionReading};
use crate::model::{Burden, ByBurden, ByValue};
use std::sync::Arc;

/// The reading of all, each segment weighed by its share of the entrants.
pub(super) fn together(network: &Network, readings: &[Arc<Reading>]) -> Arc<Reading> {
    if let [only] = readings {
        return only.clone();
    }
    let shares = network.segments.iter().map(|segment| segment.share);
    let parts: Vec<(f64, &Reading)> = shares.zip(readings.iter().map(Arc::as_ref)).collect();
    let sum = |of: &dyn Fn(&Reading) -> f64| parts.iter().map(|(n, r)| n * of(r)).sum::<f64>();
    let value = sum_books(&parts, |r| r.value);
    let steps = sum_if_all(&parts, |r| r.steps);
    let mut all = Reading {
        success: sum(&|r| r.success),
        outcomes: (0..network.outcomes.len()).map(|at| sum(&|r| r.outcomes[at])).collect(),
        dropped: sum(&|r| r.dropped),
        trapped: sum(&|r| r.trapped),
        steps,
        steps_variance: steps
            .and_then(|mean| sum_if_all(&parts, |r| Some(r.steps_variance? + (r.steps? - mean).powi(2)))),
        rework_share: None,
        all: group(&parts, |r| (1.0, r.all.as_ref())),
        successful: group(&parts, |r| (r.success, r.successful.as_ref())),
        leavers: group(&parts, |r| (r.dropped, r.leavers.as_ref())),
        value,
        at_outcomes: sum(&|r| r.at_outcomes),
        value_variance: variance(&parts, value),
        touchpoints: Vec::with_capacity(network.touchpoints.len()),
        transitions: Vec::with_capacity(network.transitions.len()),
    };
    for at in 0..network.touchpoints.len() {
        let here: Vec<_> = parts.iter().map(|(n, r)| (*n, &r.touchpoints[at])).collect();
        let lost: f64 = parts.iter().map(|(n, r)| lost(*n, r, at)).sum();
        let mut own = touchpoint(&here);
        if own.reach.is_some() && all.success > 0.0 {
            own.removal_effect = Some((lost / all.success).min(1.0));
        }
        all.touchpoints.push(own);
    }
    for at in 0..network.transitions.len() {
        let from = network.transitions[at].from;
        all.transitions.push(transition(&parts, at, from));
    }
    all.rework_share = sum_if_all(&parts, |r| Some(r.rework_share.unwrap_or(0.0) * r.steps?))
        .zip(steps)
        .filter(|(_, steps)| *steps > 0.0 && parts.iter().all(|(_, r)| r.rework_share.is_some()))
        .map(|(again, steps)| again / steps);
    Arc::new(all)
}

/// `n h b`: the successes that are lost with a touchpoint.
fn lost(share: f64, reading: &Reading, at: usize) -> f64 {
    let effect = reading.touchpoints[at].removal_effect.unwrap_or(0.0);
    share * effect * reading.success
}

fn sum_if_all(parts: &[(f64, &Reading)], of: impl Fn(&Reading) -> Option<f64>) -> Option<f64> {
    parts.iter().map(|(n, r)| of(r).map(|v| n * v)).sum()
}

fn sum_books(parts: &[(f64, &Reading)], of: impl Fn(&Reading) -> ByBook) -> ByBook {
    let all = parts.iter().map(|(n, r)| of(r).times(*n));
    all.fold(ByBook::default(), ByBook::plus)
}

/// Within the segments and between them.
fn variance(parts: &[(f64, &Reading)], mean: ByBook) -> ByBook {
    sum_books(parts, |r| {
        let off = |book: Book| (r.value[book] - mean[book]).powi(2);
        r.value_variance.plus(ByBook { organisation: off(Book::Organisation), customer: off(Book::Customer) })
    })
}

/// The mean of a group over all segments that have it.
fn group<'a>(
    parts: &[(f64, &'a Reading)],
    of: impl Fn(&'a Reading) -> (f64, Option<&'a Experience>),
) -> Option<Experience> {
    let of = |(n, r): &(f64, &'a Reading)| (n * of(r).0, of(r).1);
    let weight: f64 = parts.iter().map(|part| of(part).0).sum();
    let mut mean = Experience::default();
    for (share, experience) in parts.iter().map(of).filter(|(share, _)| *share > 0.0) {
        let experience = experience?;
        for burden in Burden::ALL {
            mean.burdens[burden] += share / weight * experience.burdens[burden];
        }
        mean.hand_offs += share / weight * experience.hand_offs;
        mean.days += share / weight * experience.days;
    }
    (weight > 0.0).then_some(mean)
}

/// How much each segment counts at a touchpoint: by visits; where visits have no end by reach;
/// where nobody comes by share.
fn weights(here: &[(f64, &TouchpointReading)]) -> Vec<f64> {
    let has_visits = here.iter().all(|(_, t)| t.visits.is_some());
    let weight = |(share, t): &(f64, &TouchpointReading)| {
        share * if has_visits { t.visits } else { t.reach }.unwrap_or(0.0)
    };
    let weights: Vec<f64> = here.iter().map(weight).collect();
    let sum: f64 = weights.iter().sum();
    if sum > 0.0 {
        weights.into_iter().map(|weight| weight / sum).collect()
    } else {
        here.iter().map(|(share, _)| *share).collect()
    }
}

fn touchpoint(here: &[(f64, &TouchpointReading)]) -> TouchpointReading {
    let weights = weights(here);
    let mean = |of: &dyn Fn(&TouchpointReading) -> Option<f64>| {
        let counted = weights.iter().zip(here).filter(|(weight, _)| **weight > 0.0);
        counted.map(|(weight, (_, t))| of(t).map(|v| weight * v)).sum::<Option<f64>>()
    };
    let sum = |of: &dyn Fn(&TouchpointReading) -> Option<f64>| {
        here.iter().map(|(n, t)| of(t).map(|v| n * v)).sum::<Option<f64>>()
    };
    let books = |of: &dyn Fn(&TouchpointReading) -> ByBook| {
        let all = here.iter().map(|(n, t)| of(t).times(*n));
        all.fold(ByBook::default(), ByBook::plus)
    };
    let both = |organisation: Option<f64>, customer: Option<f64>| {
        Some(ByBook { organisation: organisation?, customer: customer? })
    };
    TouchpointReading {
        visits: sum(&|t| t.visits),
        reach: sum(&|t| t.reach),
        success_from: mean(&|t| t.success_from),
        drop_off: mean(&|t| t.drop_off),
        known_drop_off: here.first().and_then(|(_, t)| t.known_drop_off),
        hazard: mean(&|t| t.hazard),
        friction: mean(&|t| Some(t.friction)).unwrap_or(0.0),
        leavers: here.iter().map(|(n, t)| n * t.leavers).sum(),
        removal_effect: None,
        removal_value: both(
            sum(&|t| t.removal_value.map(|v| v.organisation)),
            sum(&|t| t.removal_value.map(|v| v.customer)),
        ),
        value_to_go: both(
            mean(&|t| t.value_to_go.map(|v| v.organisation)),
            mean(&|t| t.value_to_go.map(|v| v.customer)),
        ),
        realised: books(&|t| t.realised),
        arriving: books(&|t| t.arriving),
        leak: books(&|t| t.leak),
        burden_worth: ByBurden::from_fn(|burden| books(&|t| t.burden_worth[burden])),
        value_worth: ByValue::from_fn(|value| books(&|t| t.value_worth[value])),
        hazard_worth: books(&|t| t.hazard_worth),
    }
}

fn transition(parts: &[(f64, &Reading)], at: usize, from: usize) -> TransitionReading {
    let here: Vec<_> = parts.iter().map(|(n, r)| (*n, &r.touchpoints[from])).collect();
    let weights = weights(&here);
    let own = |reading: &Reading| reading.transitions[at];
    let mean = weights.iter().zip(parts).map(|(weight, (_, r))| Some(weight * own(r).probability?));
    let (mut successful, mut successes) = (0.0, 0.0);
    for (weight, (_, reading)) in weights.iter().zip(parts) {
        if let Some(share) = own(reading).successful {
            let weight = weight * reading.touchpoints[from].success_from.unwrap_or(0.0);
            successful += weight * share;
            successes += weight;
        }
    }
    TransitionReading {
        probability: mean.sum(),
        flow: sum_if_all(parts, |r| own(r).flow),
        successful: (successes > 0.0).then(|| successful / successes),
        carried: sum_books(parts, |r| own(r).carried),
        realised: parts.iter().map(|(n, r)| n * own(r).realised).sum(),
    }
}
