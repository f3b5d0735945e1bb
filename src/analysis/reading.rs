//! The numbers of a network: per segment and together.

use super::{
    ByBook, Network,
    chain::Chain,
    drop_off::{self, Base},
    loops::Loops,
    read::Solved,
    solution::Solution,
    solver::Plan,
    together::together,
};
use crate::model::{ByBurden, ByValue};
use std::sync::Arc;

/// Every number of a network (`model.md` §3, §4, §6, §12). Cloning shares the numbers.
///
/// Quantities are per entrant and per period; times [`Readings::entrants`] they are people and money.
#[derive(Clone, Debug, PartialEq)]
pub struct Readings {
    /// `Σ n`: how many enter in a period, all segments together.
    pub entrants: f64,
    /// One reading a segment, by its place in the network.
    pub segments: Vec<Arc<Reading>>,
    /// All segments together, each weighed by its share of the entrants: never one pooled chain.
    pub together: Arc<Reading>,
    /// Loops that need saying: traps, and those that are nearly closed or too tangled.
    pub loops: Vec<Loop>,
    /// What the numbers say about themselves.
    pub checks: Checks,
}

/// A loop that needs saying.
#[derive(Clone, Debug, PartialEq)]
pub struct Loop {
    /// Its members, by place, in ascending order.
    pub touchpoints: Vec<usize>,
    /// What is to be said.
    pub kind: LoopKind,
    /// The share of all entrants who ever enter it; for one too tangled 0, which is not known.
    pub entering: f64,
}

/// What is to be said of a loop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LoopKind {
    /// Nobody in some segment can leave it: those who enter are trapped.
    Trap,
    /// There is a way out of the trap, but less than one visit in 10³⁰ takes it.
    TrapInPractice,
    /// One who enters it is at its busiest touchpoint so many times, on average: 10,000 or more.
    NearlyClosed(f64),
    /// Too tangled for an exact reach; what else is computed is computed by iteration.
    Tangled,
}

/// The numbers of one segment, or of all together. Per entrant, where nothing else is said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// `P`: the probability of reaching an outcome that is a success.
    pub success: f64,
    /// The probability of each outcome, by its place in the network.
    pub outcomes: Vec<f64>,
    /// The probability of leaving at a touchpoint.
    pub dropped: f64,
    /// The probability of entering a loop that nobody can leave.
    pub trapped: f64,
    /// Expected touchpoint visits; `None` where some are trapped and their steps never end.
    pub steps: Option<f64>,
    /// The variance of the number of touchpoint visits; `None` as for `steps`.
    pub steps_variance: Option<f64>,
    /// `Σ(v−h)/Σv`: the share of visits that are not the customer's first to that touchpoint;
    /// `None` where there are no visits, some are trapped, or reach is not known.
    pub rework_share: Option<f64>,
    /// What all go through on the whole way; `None` where some are trapped.
    pub all: Option<Experience>,
    /// What those who succeed go through, per success; `None` where nobody succeeds.
    pub successful: Option<Experience>,
    /// What those who leave at a touchpoint go through, per leaver; `None` where nobody leaves.
    pub leavers: Option<Experience>,
    /// `V = s·W`: expected value, discounted. A trap counts as an end that is worth nothing.
    pub value: ByBook,
    /// What the values of the outcomes contribute to `V`, in the organisation's book.
    pub at_outcomes: f64,
    /// `Var V`: the variance of the value between entrants.
    pub value_variance: ByBook,
    /// By place in the network.
    pub touchpoints: Vec<TouchpointReading>,
    /// By place in the network.
    pub transitions: Vec<TransitionReading>,
}

/// What a group of customers goes through from entry to end, on average (`model.md` §3).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Experience {
    /// The sum of each burden, in its own unit; unknown scores count as nothing.
    pub burdens: ByBurden<f64>,
    /// Transitions between two owners.
    pub hand_offs: f64,
    /// Days spent on transitions.
    pub days: f64,
}

/// The numbers of a touchpoint. Per entrant, where nothing else is said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TouchpointReading {
    /// `v`: expected visits; `None` inside a trap that is entered: they never end.
    pub visits: Option<f64>,
    /// `h`: the probability of ever being here; inside a trap, of entering the trap.
    /// `None` where the loops are too tangled for an exact answer (see [`super::Finding::Tangled`]).
    pub reach: Option<f64>,
    /// `b`: the probability of success of a customer who is here, whether anybody is or not;
    /// together: of the visits of all segments. `None` for a journey without a success outcome.
    pub success_from: Option<f64>,
    /// The probability that a visit is the last: `d` and what no transition takes.
    /// 1 at a dead end; `None` where a row has no data.
    pub drop_off: Option<f64>,
    /// The drop-off that is known (typed or observed), beside the computed one.
    pub known_drop_off: Option<f64>,
    /// `H`: the hazard of leaving, after friction and pull; `None` where all leave (it is infinite).
    pub hazard: Option<f64>,
    /// `w·b`: how much of the hazard, before pull, the burdens explain.
    pub friction: f64,
    /// Expected number of customers who leave here.
    pub leavers: f64,
    /// `h b / P`: the share of successes lost when arrivals here leave;
    /// `None` where nobody succeeds or reach is not known.
    pub removal_effect: Option<f64>,
    /// `h W`, discounted: the value lost when arrivals here leave; `None` where reach is not known.
    pub removal_value: Option<ByBook>,
    /// `W`: the value still to come for a customer who is here, this visit's included;
    /// `None` inside a trap.
    pub value_to_go: Option<ByBook>,
    /// `v r`, discounted: the value of the visits themselves.
    pub realised: ByBook,
    /// `v W`, discounted: the value that arrives here; it equals `realised` and what the row's
    /// transitions carry and realise.
    pub arriving: ByBook,
    /// What leavers would have been worth had they gone on like the stayers, discounted.
    /// 0 where there is no way on. Leaks don't sum to the gain of fixing everything.
    pub leak: ByBook,
    /// `−∂V/∂b`: what one unit less of each burden would be worth, at the margin.
    pub burden_worth: ByBurden<ByBook>,
    /// `∂V/∂q`: what one point more of each scored value would be worth, at the margin;
    /// 0 for a value that is not scored, except for its own worth to the customer.
    pub value_worth: ByValue<ByBook>,
    /// `−∂V/∂H`: what one unit less of hazard would be worth, at the margin.
    pub hazard_worth: ByBook,
}

/// The numbers of a transition. Per entrant, where nothing else is said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TransitionReading {
    /// `p`: the probability that a visit goes on this way; `None` where a row has no data.
    pub probability: Option<f64>,
    /// `f = v p`: expected passages; `None` inside a trap that is entered.
    pub flow: Option<f64>,
    /// `p̂ = p b_j / b_i`: the same for those who succeed in the end; `None` where nobody does.
    pub successful: Option<f64>,
    /// `v p γ W_j`, discounted: the value carried to its end.
    pub carried: ByBook,
    /// `v p γ r_ij`, discounted: the reward realised on the way, in the organisation's book.
    pub realised: f64,
}

/// One self-check (`model.md` §12).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Check {
    /// Its name, as in the report.
    pub name: &'static str,
    /// How far off it is: absolute for probabilities, relative to the largest part for sums.
    pub residual: f64,
    /// The most it may be off.
    pub limit: f64,
    /// Whether there was something to compare: not every journey comes from a log.
    pub is_compared: bool,
}

impl Check {
    /// Whether it holds.
    pub fn holds(&self) -> bool {
        self.residual <= self.limit
    }
}

/// All self-checks of a solve, the worst segment of each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checks {
    /// One entry a check.
    pub all: Vec<Check>,
}

impl Checks {
    /// Whether every check holds.
    pub fn hold(&self) -> bool {
        self.all.iter().all(Check::holds)
    }
}

impl Readings {
    /// Every number of a network.
    pub fn of(network: &Network) -> Self {
        Self::with(network, &drop_off::bases(network))
    }

    /// The same, with base hazards that were found elsewhere.
    pub(super) fn with(network: &Network, bases: &[Base]) -> Self {
        let plan = Plan::of(network);
        let mut checks = Checks::new();
        let mut loops = Loops::new(&plan);
        let read = |segment: usize| {
            let chain = Chain::of(network, bases, segment);
            let solved = Solved {
                network,
                plan: &plan,
                segment: &network.segments[segment],
                chain: &chain,
                solution: &Solution::of(network, &plan, &chain),
            };
            let reading = solved.read();
            checks.run(&solved, &reading);
            loops.look(&solved);
            Arc::new(reading)
        };
        let segments: Vec<_> = (0..network.segments.len()).map(read).collect();
        Self {
            entrants: network.entrants(),
            together: together(network, &segments),
            segments,
            loops: loops.found(&plan),
            checks,
        }
    }
}
