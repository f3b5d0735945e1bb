//! The same model again, naively: dense matrices and an LU solve, straight from the journey.

use desire_path::model::*;
use nalgebra::{DMatrix, DVector};

/// What the naive computation says of one segment.
pub struct Oracle {
    /// Whether each touchpoint lies in a loop without a way out.
    pub trapped: Vec<bool>,
    pub exit: DVector<f64>,
    pub visits: DVector<f64>,
    pub reach: DVector<f64>,
    pub success: DVector<f64>,
    pub outcomes: Vec<f64>,
    pub steps: f64,
    pub steps_variance: f64,
    /// In both books.
    pub to_go: [DVector<f64>; 2],
    pub value: [f64; 2],
    pub variance: [f64; 2],
    pub entry: DVector<f64>,
}

struct Arrow {
    from: usize,
    to: Result<usize, usize>,
    share: f64,
    days: f64,
    reward: f64,
}

fn arrows(journey: &Journey) -> (Vec<Arrow>, Vec<f64>) {
    let mut all = Vec::new();
    let mut rests = Vec::new();
    for (from, id) in journey.touchpoints.ids().enumerate() {
        let row: Vec<&Transition> = journey.transitions.records().filter(|t| t.from == *id).collect();
        let typed: f64 = row.iter().filter_map(|t| t.probability).sum();
        let amount = |t: &Transition| t.count.or(t.weight).unwrap_or(1.0);
        let untyped = row.iter().filter(|t| t.probability.is_none());
        let weights: f64 = untyped.map(|t| amount(t)).sum();
        let left = (1.0 - typed).max(0.0);
        for transition in &row {
            let share = match transition.probability {
                Some(p) => p / typed.max(1.0),
                None if weights > 0.0 => left * amount(transition) / weights,
                None => 0.0,
            };
            let place = journey.touchpoints.place_of(&transition.to);
            let to = place.ok_or_else(|| journey.outcomes.place_of(&transition.to).unwrap());
            let days = transition.delay_days.unwrap_or(0.0);
            all.push(Arrow { from, to, share, days, reward: transition.reward.unwrap_or(0.0) });
        }
        rests.push(if weights > 0.0 { 0.0 } else { left });
    }
    (all, rests)
}

fn reference(journey: &Journey) -> &Segment {
    let mut largest = journey.segments.records().next().unwrap();
    for segment in journey.segments.records() {
        if segment.volume > largest.volume {
            largest = segment;
        }
    }
    largest
}

fn friction(touchpoint: &Touchpoint, segment: &Segment) -> f64 {
    let score = |b| touchpoint.burden(b, Perspective::Evidence).unwrap_or(0.0);
    Burden::ALL.iter().map(|b| segment.burden_weight(*b) * score(*b)).sum()
}

fn mean_value(touchpoint: &Touchpoint, segment: &Segment) -> f64 {
    let (mut sum, mut worth) = (0.0, 0.0);
    for value in Value::ALL {
        if let Some(score) = touchpoint.value(value, Perspective::Evidence) {
            sum += segment.value_worth(value) * score;
            worth += segment.value_worth(value);
        }
    }
    if worth > 0.0 { sum / worth } else { 0.0 }
}

fn drop_off(journey: &Journey, touchpoint: &Touchpoint, segment: &Segment) -> f64 {
    let base = match touchpoint.drop_off.known() {
        Some(1.0) => return 1.0,
        Some(known) => {
            let today = reference(journey);
            let pull = (today.pull() * mean_value(touchpoint, today)).exp();
            (-(1.0 - known).ln() * pull - friction(touchpoint, today)).max(0.0)
        }
        None => journey.about.base_hazard,
    };
    let pull = (-segment.pull() * mean_value(touchpoint, segment)).exp();
    1.0 - (-(base + friction(touchpoint, segment)) * pull).exp()
}

/// Whether each lies in a class that is never left.
fn trapped(count: usize, q: &DMatrix<f64>, away: &DVector<f64>) -> Vec<bool> {
    let mut leads = DMatrix::from_fn(count, count, |i, j| i == j || q[(i, j)] > 0.0);
    for k in 0..count {
        for i in 0..count {
            for j in 0..count {
                leads[(i, j)] |= leads[(i, k)] && leads[(k, j)];
            }
        }
    }
    let is_closed = |i: usize| (0..count).filter(|j| leads[(i, *j)]).all(|j| leads[(j, i)] && away[j] == 0.0);
    (0..count).map(is_closed).collect()
}

fn entry(journey: &Journey, segment: &Segment, count: usize) -> DVector<f64> {
    let mut entry = DVector::zeros(count);
    for (id, share) in &segment.entry {
        entry[journey.touchpoints.place_of(id).unwrap()] += share;
    }
    if entry.sum() == 0.0 {
        for (at, id) in journey.touchpoints.ids().enumerate() {
            let leads = |t: &Transition| t.to == *id && t.from != *id;
            entry[at] = if journey.transitions.records().any(leads) { 0.0 } else { 1.0 };
        }
    }
    if entry.sum() == 0.0 {
        entry[0] = 1.0;
    }
    let sum = entry.sum();
    entry / sum
}

/// Solves a segment.
pub fn solve(journey: &Journey, segment: usize) -> Oracle {
    let segment = journey.segments.records().nth(segment).unwrap();
    let touchpoints: Vec<&Touchpoint> = journey.touchpoints.records().collect();
    let count = touchpoints.len();
    let (arrows, rests) = arrows(journey);
    let leave = touchpoints.iter().map(|t| drop_off(journey, t, segment));
    let leave: Vec<f64> = leave.collect();
    let exit =
        DVector::from_fn(
            count,
            |i, _| {
                if rests[i] == 1.0 { 1.0 } else { leave[i] + (1.0 - leave[i]) * rests[i] }
            },
        );
    let mut q = DMatrix::zeros(count, count);
    let mut away = exit.clone();
    for arrow in &arrows {
        let p = (1.0 - leave[arrow.from]) * arrow.share;
        match arrow.to {
            Ok(to) => q[(arrow.from, to)] += p,
            Err(_) => away[arrow.from] += p,
        }
    }
    let trapped = trapped(count, &q, &away);
    let free = |i: usize| !trapped[i];
    let gamma = |arrow: &Arrow| (1.0 + segment.discount_rate()).powf(-arrow.days / 365.0);
    let (mut q1, mut q2) = (DMatrix::zeros(count, count), DMatrix::zeros(count, count));
    q.fill(0.0);
    let mut success = DVector::zeros(count);
    let mut outcome = DMatrix::zeros(count, journey.outcomes.len());
    let ids: Vec<&Outcome> = journey.outcomes.records().collect();
    let mut gain = [DVector::zeros(count), DVector::zeros(count)];
    for (i, touchpoint) in touchpoints.iter().enumerate() {
        let burden = |b: Burden| touchpoint.burden(b, Perspective::Evidence).unwrap_or(0.0);
        let value = |v: Value| touchpoint.value(v, Perspective::Evidence).unwrap_or(0.0);
        gain[0][i] = touchpoint.margin.unwrap_or(0.0) - touchpoint.cost_to_serve.unwrap_or(0.0);
        gain[1][i] = Value::ALL.iter().map(|v| segment.value_worth(*v) * value(*v)).sum::<f64>()
            - Burden::ALL.iter().map(|b| segment.burden_cost(*b) * burden(*b)).sum::<f64>();
    }
    let own = gain.clone();
    for arrow in &arrows {
        let p = (1.0 - leave[arrow.from]) * arrow.share;
        let g = gamma(arrow);
        gain[0][arrow.from] += p * g * arrow.reward;
        match arrow.to {
            Ok(to) if free(arrow.from) && free(to) => {
                q[(arrow.from, to)] += p;
                q1[(arrow.from, to)] += p * g;
                q2[(arrow.from, to)] += p * g * g;
            }
            Ok(_) => {}
            Err(to) => {
                outcome[(arrow.from, to)] += p;
                gain[0][arrow.from] += p * g * ids[to].value.unwrap_or(0.0);
                if ids[to].kind == OutcomeKind::Success {
                    success[arrow.from] += p;
                }
            }
        }
    }
    let inverse = |q: &DMatrix<f64>| (DMatrix::identity(count, count) - q).try_inverse().unwrap();
    let mask = DVector::from_fn(count, |i, _| f64::from(u8::from(free(i))));
    let entry = entry(journey, segment, count);
    let inside = entry.component_mul(&mask);
    let n = inverse(&q);
    let visits = n.transpose() * &inside;
    let n1 = inverse(&q1);
    let to_go = [0, 1].map(|k| &n1 * gain[k].component_mul(&mask));
    let value = [0, 1].map(|k| entry.dot(&to_go[k]));
    let n2 = inverse(&q2);
    let variance = [0, 1].map(|k| {
        let mut second = DVector::zeros(count);
        for i in 0..count {
            second[i] = own[k][i].powi(2) + 2.0 * own[k][i] * (to_go[k][i] - own[k][i]);
        }
        for arrow in &arrows {
            let p = (1.0 - leave[arrow.from]) * arrow.share;
            let reward = if k == 0 { arrow.reward } else { 0.0 };
            let (first, rest) = match arrow.to {
                Ok(to) => (to_go[k][to], 0.0),
                Err(to) if k == 0 => {
                    let value = ids[to].value.unwrap_or(0.0);
                    (value, value * value)
                }
                Err(_) => (0.0, 0.0),
            };
            let square = reward * reward + 2.0 * reward * first + rest;
            second[arrow.from] += p * gamma(arrow).powi(2) * square;
        }
        entry.dot(&(&n2 * second.component_mul(&mask))) - value[k] * value[k]
    });
    let steps_to_go = &n * &mask;
    let steps = entry.dot(&steps_to_go);
    let steps_variance = 2.0 * visits.dot(&steps_to_go) - steps - steps * steps;
    Oracle {
        reach: DVector::from_fn(count, |i, _| visits[i] / n[(i, i)]),
        success: &n * success.component_mul(&mask),
        outcomes: (0..ids.len()).map(|o| visits.dot(&outcome.column(o))).collect(),
        trapped,
        exit,
        visits,
        steps,
        steps_variance,
        to_go,
        value,
        variance,
        entry,
    }
}
