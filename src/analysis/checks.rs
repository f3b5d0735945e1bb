//! The self-checks of every solve (`model.md` §12).

use super::{
    Check, Checks, End, Given, Network, Reading,
    read::Solved,
    solution::{STEPS, SUCCESS},
};

/// Names and limits, in the order they are shown.
const ALL: [(&str, f64); 8] = [
    ("outcomes_sum_to_one", 1e-9),
    ("success_from_both_ends", 1e-9),
    ("value_from_both_ends", 1e-9),
    ("success_is_a_probability", 1e-12),
    ("flow_is_conserved", 1e-9),
    ("value_is_conserved", 1e-9),
    ("iteration_has_converged", 1e-9),
    ("visits_equal_the_log", 1e-9),
];

impl Checks {
    /// All checks, none of them run yet.
    pub(super) fn new() -> Self {
        let check = |(name, limit)| Check { name, residual: 0.0, limit, is_compared: false };
        Self { all: ALL.into_iter().map(check).collect() }
    }

    /// Runs all checks on one segment and keeps the worst.
    pub(super) fn run(&mut self, solved: &Solved<'_>, reading: &Reading) {
        if solved.network.touchpoints.is_empty() {
            return;
        }
        let outcomes: f64 = reading.outcomes.iter().sum();
        let total = outcomes + reading.dropped + reading.trapped;
        let (flow, value) = conservation(solved, reading);
        let residuals = [
            Some((total - 1.0).abs()),
            Some(success_gap(solved.network, reading)),
            Some(value_gap(reading)),
            Some(beyond(solved)),
            Some(flow),
            Some(value),
            Some(iteration_error(solved)),
            log_gap(solved.network, reading),
        ];
        for (check, residual) in self.all.iter_mut().zip(residuals) {
            if let Some(residual) = residual {
                check.residual = check.residual.max(residual);
                check.is_compared = true;
            }
        }
    }
}

/// `s·b = v·R_success`.
fn success_gap(network: &Network, reading: &Reading) -> f64 {
    let ends = network.outcomes.iter().zip(&reading.outcomes);
    let reached = ends.filter(|(o, _)| o.kind == crate::model::OutcomeKind::Success);
    (reading.success - reached.map(|(_, p)| p).sum::<f64>()).abs()
}

/// `v·r = s·W`, rewards and outcome values included.
fn value_gap(reading: &Reading) -> f64 {
    let mut sums = [0.0; 2];
    let mut size = f64::MIN_POSITIVE;
    for touchpoint in &reading.touchpoints {
        sums[0] += touchpoint.realised.organisation;
        sums[1] += touchpoint.realised.customer;
        size += touchpoint.realised.organisation.abs() + touchpoint.realised.customer.abs();
    }
    for transition in &reading.transitions {
        sums[0] += transition.realised;
        size += transition.realised.abs();
    }
    let ends = [reading.value.organisation, reading.value.customer];
    let gaps = [ends[0] - sums[0] - reading.at_outcomes, ends[1] - sums[1]];
    size += reading.at_outcomes.abs();
    gaps[0].abs().max(gaps[1].abs()) / size
}

/// How far any success probability lies outside 0 to 1.
fn beyond(solved: &Solved<'_>) -> f64 {
    let all = solved.solution.expected.iter().map(|x| x[SUCCESS]);
    all.fold(0.0, |most, b| most.max(-b).max(b - 1.0))
}

/// What comes in equals what is there: visits, and value with what is realised and carried on.
fn conservation(solved: &Solved<'_>, reading: &Reading) -> (f64, f64) {
    let network = solved.network;
    let mut inflow = solved.chain.entry.clone();
    let mut onward = vec![[0.0; 2]; inflow.len()];
    for (part, transition) in network.transitions.iter().zip(&reading.transitions) {
        if let (End::Touchpoint(to), Some(flow)) = (part.to, transition.flow) {
            inflow[to] += flow;
        }
        onward[part.from][0] += transition.carried.organisation + transition.realised;
        onward[part.from][1] += transition.carried.customer;
    }
    let (mut flow, mut value) = (0.0_f64, 0.0_f64);
    for (at, touchpoint) in reading.touchpoints.iter().enumerate() {
        let Some(visits) = touchpoint.visits.filter(|visits| *visits > 0.0) else {
            continue;
        };
        flow = flow.max((visits - inflow[at]).abs() / visits.max(1.0));
        let gap = |arriving: f64, realised: f64, onward: f64| {
            let size = arriving.abs().max(realised.abs()).max(onward.abs());
            (arriving - realised - onward).abs() / size.max(f64::MIN_POSITIVE)
        };
        let (arriving, realised) = (touchpoint.arriving, touchpoint.realised);
        value = value.max(gap(arriving.organisation, realised.organisation, onward[at][0])).max(gap(
            arriving.customer,
            realised.customer,
            onward[at][1],
        ));
    }
    (flow, value)
}

/// A bound on the error of success where it was found by iteration: the largest residual times the
/// most steps that are still to come.
fn iteration_error(solved: &Solved<'_>) -> f64 {
    if !solved.solution.is_iterated {
        return 0.0;
    }
    let (network, expected) = (solved.network, &solved.solution.expected);
    let (mut worst, mut steps) = (0.0_f64, 0.0_f64);
    for (at, own) in expected.iter().enumerate() {
        if solved.solution.is_closed(solved.plan, at) {
            continue;
        }
        let mut residual = own[SUCCESS];
        for place in network.row(at) {
            let after = solved.solution.success_at(network, network.transitions[place].to);
            residual -= solved.chain.p[place] * after;
        }
        worst = worst.max(residual.abs());
        steps = steps.max(own[STEPS]);
    }
    worst * steps
}

/// Where all is counted, also who leaves, one segment enters, and as many are counted in as out, visits
/// equal the log's totals; else there is nothing to compare. A circle that nobody comes to has as many in
/// as out, too; no log says so.
fn log_gap(network: &Network, reading: &Reading) -> Option<f64> {
    let ([segment], true) =
        (network.segments.as_slice(), network.transitions.iter().all(|t| t.given == Given::Count))
    else {
        return None;
    };
    let mut counted: Vec<[f64; 2]> =
        network.touchpoints.iter().map(|touchpoint| [0.0, touchpoint.left.unwrap_or(0.0)]).collect();
    for (at, share) in &segment.entry {
        counted[*at][0] += share * segment.volume;
    }
    for transition in &network.transitions {
        counted[transition.from][1] += transition.amount;
        if let End::Touchpoint(to) = transition.to {
            counted[to][0] += transition.amount;
        }
    }
    let is_log = |(at, [come, go]): (usize, &[f64; 2])| {
        let left = network.touchpoints[at].left.unwrap_or(0.0);
        let share = reading.touchpoints[at].drop_off.filter(|_| left < *go);
        let off = share.map_or(0.0, |share| share * go - left);
        (come - go).abs().max(off.abs()) <= 1e-12 * come.max(*go)
    };
    if segment.volume <= 0.0 || !counted.iter().enumerate().all(is_log) {
        return None;
    }
    let both = counted
        .iter()
        .zip(&reading.touchpoints)
        .filter(|(_, touchpoint)| touchpoint.visits.is_some_and(|visits| visits > 0.0));
    let gap = |([_, out], touchpoint): (&[f64; 2], &super::TouchpointReading)| {
        let visits = touchpoint.visits.unwrap_or(0.0) * segment.volume;
        (visits - out).abs() / out.max(1.0)
    };
    Some(both.map(gap).fold(0.0, f64::max))
}
