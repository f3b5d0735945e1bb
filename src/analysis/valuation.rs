//! Success and value alone, for what is solved many times over: ledgers, draws, removals.

use super::{
    Network,
    chain::Chain,
    solver::{Factor, Plan},
};

/// Success, then value in both books, per entrant.
pub(super) type Totals = [f64; 3];

/// What one segment's chain comes to, without visits, variances and reaches.
pub(super) fn totals(network: &Network, plan: &Plan, chain: &Chain) -> Totals {
    let away = chain.away(network);
    let factor = Factor::of(plan, &chain.p, &away, None, false);
    let mut success: Box<[[f64; 1]]> = vec![[0.0]; chain.exit.len()].into();
    let mut value: Box<[[f64; 2]]> = chain.gain.clone();
    for (at, transition) in network.transitions.iter().enumerate() {
        if network.is_success(transition.to) {
            success[transition.from][0] += chain.p[at];
        }
        let gained = transition.reward + network.outcome_value(transition.to);
        value[transition.from][0] += chain.p[at] * chain.gamma(at) * gained;
    }
    factor.columns(&mut success);
    match chain.discounted(network, 1) {
        None => factor.columns(&mut value),
        Some((p, away)) => {
            Factor::of(plan, &p, &away, Some(&factor.closed), false).columns(&mut value);
        }
    }
    let mut totals = [0.0; 3];
    for (at, share) in chain.entry.iter().enumerate() {
        totals[0] += share * success[at][0];
        totals[1] += share * value[at][0];
        totals[2] += share * value[at][1];
    }
    totals
}
