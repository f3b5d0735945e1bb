//! One segment, solved: visits forwards, expectations backwards.

use super::{
    End, Network,
    chain::{Chain, Numbers},
    solver::{Closed, Factor, Plan},
};

/// What each touchpoint can expect, in the order of the columns of a solve.
pub(super) const SUCCESS: usize = 0;
pub(super) const DROP: usize = 1;
pub(super) const STEPS: usize = 2;
pub(super) const VALUE: [usize; 2] = [3, 4];
const WIDTH: usize = 5;

/// One number a touchpoint, where it is known.
type Known = Box<[Option<f64>]>;

/// A solved chain. In a trap, expectations are 0 and visits are what enters from outside.
pub(super) struct Solution {
    /// Success, drop-off, steps, and value to go in both books, by touchpoint.
    pub expected: Box<[[f64; WIDTH]]>,
    /// `v = s N`.
    pub visits: Numbers,
    /// `N_ii`.
    pub own: Known,
    /// `s (I − Γ∘Q)⁻¹` and its `N_ii`, where anything is discounted.
    discounted: Option<(Numbers, Known)>,
    /// `s (I − Γ²∘Q)⁻¹`, where anything is discounted.
    twice: Option<Box<[f64]>>,
    /// Whether each component is a trap.
    pub closed: Box<[Closed]>,
    /// Whether some component was solved by iteration.
    pub is_iterated: bool,
}

impl Solution {
    /// Solves a chain.
    pub fn of(network: &Network, plan: &Plan, chain: &Chain) -> Self {
        let away = chain.away(network);
        let factor = Factor::of(plan, &chain.p, &away, None, true);
        let mut expected = right_hand_sides(network, chain);
        let mut visits = chain.entry.clone();
        factor.line(&mut visits);
        let mut solution = Self {
            expected: Box::default(),
            visits,
            own: Box::default(),
            discounted: None,
            twice: None,
            closed: factor.closed.clone(),
            is_iterated: (0..plan.component_count()).any(|at| plan.is_tangled(at)),
        };
        match chain.discounted(network, 1) {
            None => factor.columns(&mut expected),
            Some((p, away)) => {
                let mut values = expected.clone();
                factor.columns(&mut expected);
                let factor = Factor::of(plan, &p, &away, Some(&solution.closed), true);
                factor.columns(&mut values);
                for (all, values) in expected.iter_mut().zip(&values) {
                    VALUE.iter().for_each(|at| all[*at] = values[*at]);
                }
                let mut visits = chain.entry.clone();
                factor.line(&mut visits);
                solution.discounted = Some((visits, factor.diagonal));
                solution.twice = twice(network, plan, chain, &solution.closed);
            }
        }
        solution.expected = expected;
        solution.own = factor.diagonal;
        solution
    }

    /// Discounted visits.
    pub fn discounted(&self) -> &[f64] {
        self.discounted.as_ref().map_or(&self.visits, |(v, _)| v)
    }

    /// `N_ii` of the discounted chain.
    pub fn discounted_own(&self) -> &[Option<f64>] {
        self.discounted.as_ref().map_or(&self.own, |(_, own)| own)
    }

    /// Visits, discounted twice.
    pub fn twice(&self) -> &[f64] {
        self.twice.as_ref().unwrap_or(&self.visits)
    }

    /// Whether a touchpoint lies in a trap.
    pub fn is_closed(&self, plan: &Plan, touchpoint: usize) -> bool {
        self.closed[plan.component[touchpoint] as usize] != Closed::No
    }

    /// Success, and value in both books, of all entrants.
    pub fn totals(&self, chain: &Chain) -> [f64; 3] {
        let mut totals = [0.0; 3];
        for (share, expected) in chain.entry.iter().zip(&self.expected) {
            for (total, column) in totals.iter_mut().zip([SUCCESS, VALUE[0], VALUE[1]]) {
                *total += share * expected[column];
            }
        }
        totals
    }

    /// The probability of success at a transition's end.
    pub fn success_at(&self, network: &Network, end: End) -> f64 {
        match end {
            End::Touchpoint(to) => self.expected[to][SUCCESS],
            End::Outcome(_) => f64::from(u8::from(network.is_success(end))),
        }
    }

    /// The probability that one who stays at a touchpoint is there again, plain and discounted.
    pub fn again(&self, network: &Network, plan: &Plan, chain: &Chain, at: usize) -> [f64; 2] {
        let back = |p: &[f64], away: &[f64], gamma: &dyn Fn(usize) -> f64, own: Option<f64>| {
            let factor = Factor::of(plan, p, away, Some(&self.closed), false);
            let mut visits: Box<[[f64; 1]]> = vec![[0.0]; network.touchpoints.len()].into();
            visits[at] = [1.0];
            factor.columns(&mut visits);
            let ahead = network.row(at).map(|place| match network.transitions[place].to {
                End::Touchpoint(to) => network.transitions[place].share * gamma(place) * visits[to][0],
                End::Outcome(_) => 0.0,
            });
            own.map_or(0.0, |own| ahead.sum::<f64>() / own)
        };
        let plain = back(&chain.p, &chain.away(network), &|_| 1.0, self.own[at]);
        match chain.discounted(network, 1) {
            None => [plain; 2],
            Some((p, away)) => {
                let gamma = |place: usize| chain.gamma(place);
                [plain, back(&p, &away, &gamma, self.discounted_own()[at])]
            }
        }
    }

    /// What is expected at a transition's end, in both books, before discounting.
    pub fn at_end(&self, network: &Network, end: End) -> [f64; 2] {
        match end {
            End::Touchpoint(to) => [self.expected[to][VALUE[0]], self.expected[to][VALUE[1]]],
            End::Outcome(_) => [network.outcome_value(end), 0.0],
        }
    }
}

fn twice(network: &Network, plan: &Plan, chain: &Chain, closed: &[Closed]) -> Option<Box<[f64]>> {
    let (p, away) = chain.discounted(network, 2)?;
    let factor = Factor::of(plan, &p, &away, Some(closed), false);
    let mut visits = chain.entry.clone();
    factor.line(&mut visits);
    Some(visits)
}

fn right_hand_sides(network: &Network, chain: &Chain) -> Box<[[f64; WIDTH]]> {
    let gains = chain.gain.iter().zip(&chain.exit);
    let mut sides: Box<[[f64; WIDTH]]> =
        gains.map(|(gain, exit)| [0.0, *exit, 1.0, gain[0], gain[1]]).collect();
    for (at, transition) in network.transitions.iter().enumerate() {
        let side = &mut sides[transition.from];
        if network.is_success(transition.to) {
            side[SUCCESS] += chain.p[at];
        }
        let gained = transition.reward + network.outcome_value(transition.to);
        side[VALUE[0]] += chain.p[at] * chain.gamma(at) * gained;
    }
    sides
}
