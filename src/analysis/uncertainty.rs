//! How sure the numbers are, at once: the delta method (`model.md` §11).
//!
//! Each row is a Dirichlet sample, so `Var V = Σ v_i² Var_i(W) / (n_i + 1)`, with `n_i` observations
//! at touchpoint `i`. Segments share their rows, so what a row does to all of them is added up
//! before it is squared; a counted drop-off is the reference segment's and moves the others through
//! the base hazard. A typed number with a range adds `(slope · σ)²` by itself ([`super::TypedRange`]); one
//! without is taken as it stands. Lifetime value follows from the same derivatives over all journeys.

use super::{
    Network,
    counted::{Sample, Trust},
    delta::{Case, Counted, Delta, LIFETIME, Numbers, WIDTH, add},
    drop_off,
    ranges::{Typed, TypedRange},
    solver::Plan,
};

/// How many standard errors an interval of 95 % reaches to either side.
pub const REACH: f64 = 1.959_963_984_540_054;

/// A number with its interval of 95 %.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// The number itself.
    pub estimate: f64,
    /// Its standard error.
    pub error: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The headline numbers of a segment or of all together, per entrant, each with its interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Intervals {
    /// The probability of success; its ends are kept within 0 and 1.
    pub success: Interval,
    /// The share who leave at a touchpoint; its ends are kept within 0 and 1.
    pub dropped: Interval,
    /// Expected visits; `None` where some are trapped.
    pub steps: Option<Interval>,
    /// Value in the organisation's book, in currency.
    pub organisation: Interval,
    /// Value in the customer's book, in currency.
    pub customer: Interval,
    /// Lifetime value in both books, in currency; `None` where it is refused.
    pub lifetime: Option<[Interval; 2]>,
}

/// How sure the numbers of a network are.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertainty {
    /// One entry a segment, by its place in the network.
    pub segments: Vec<Intervals>,
    /// All segments together.
    pub together: Intervals,
    /// What each touchpoint's row adds, by place.
    pub rows: Vec<RowVariance>,
    /// How many of the rows that anybody visits rest on no observation.
    pub uncounted: usize,
}

/// What the uncertainty of one row adds to the variance of the numbers together: where to measure next.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RowVariance {
    /// How many observations the row rests on (the fewer of drop-off and ways, where both are).
    pub observations: f64,
    /// Its part of the variance of success.
    pub success: f64,
    /// Its part of the variance of value in the organisation's book.
    pub organisation: f64,
    /// Its part of the variance of value in the customer's book.
    pub customer: f64,
}

impl Uncertainty {
    /// The intervals of a network; `None` where nothing was counted, nothing is trusted and no typed
    /// number carries a range, so that there is nothing to be said.
    pub fn of(network: &Network, trust: Trust) -> Option<Self> {
        let plan = Plan::of(network);
        let bases = drop_off::bases(network);
        let case = |segment: usize| Case::of(network, &plan, &bases, segment);
        let cases: Vec<Case> = (0..network.segments.len()).map(case).collect();
        let delta = Delta { network, bases: &bases, cases };
        // All together, then each segment.
        let mut spreads = vec![Spreads::default(); delta.cases.len() + 1];
        let mut rows = Vec::with_capacity(network.touchpoints.len());
        let (mut uncounted, mut any) = (0, false);
        for at in 0..network.touchpoints.len() {
            let sample = Sample::of(network, at, trust);
            let is_visited = delta.cases.iter().any(|case| case.solution.visits[at] > 0.0);
            any |= !sample.is_empty() && is_visited;
            uncounted += usize::from(sample.is_empty() && is_visited && !network.row(at).is_empty());
            let together = delta.row(at, &sample, None);
            let mut row = RowVariance { observations: sample.observations(), ..RowVariance::default() };
            row.add(&together);
            rows.push(row);
            add(&mut spreads[0].variances, together);
            for segment in 0..delta.cases.len() {
                add(&mut spreads[segment + 1].variances, delta.row(at, &sample, Some(segment)));
            }
        }
        for counts in Counted::of(network) {
            any = true;
            add(&mut spreads[0].variances, delta.repeats(&counts, None));
            for segment in 0..delta.cases.len() {
                add(&mut spreads[segment + 1].variances, delta.repeats(&counts, Some(segment)));
            }
        }
        for range in network.ranges.iter().filter_map(|range| range.in_network(network)) {
            any = true;
            let together = off(&delta, &range, &mut spreads);
            if let Some(row) = range.what.touchpoint(network).and_then(|at| rows.get_mut(at)) {
                row.add(&together);
            }
        }
        any.then(|| delta.found(&spreads, rows, uncounted))
    }
}

/// Adds what a range does to all numbers; gives what it adds to their variance together.
fn off(delta: &Delta<'_>, range: &TypedRange, spreads: &mut [Spreads]) -> Numbers {
    let slopes = delta.slopes(range);
    let mut together = [0.0; WIDTH];
    for (case, slopes) in delta.cases.iter().zip(&slopes) {
        add(&mut together, slopes.map(|slope| case.share * slope));
    }
    let (deviation, shift) = (range.deviation(), range.mean() - range.number);
    for (spread, slopes) in spreads.iter_mut().zip(std::iter::once(&together).chain(&slopes)) {
        add(&mut spread.variances, slopes.map(|slope| (slope * deviation).powi(2)));
        add(&mut spread.shifts, slopes.map(|slope| slope * shift));
    }
    together.map(|slope| (slope * deviation).powi(2))
}

/// What is known of the spread of each number.
#[derive(Clone, Default)]
struct Spreads {
    variances: Numbers,
    /// How far the mean lies from the number itself: ranges need not be symmetrical.
    shifts: Numbers,
}

impl RowVariance {
    fn add(&mut self, variances: &Numbers) {
        self.success += variances[0];
        self.organisation += variances[3];
        self.customer += variances[4];
    }
}

impl Typed {
    /// The touchpoint whose row it is of, where it is of one.
    fn touchpoint(self, network: &Network) -> Option<usize> {
        match self {
            Self::Burden(at, _)
            | Self::Value(at, _)
            | Self::Margin(at)
            | Self::CostToServe(at)
            | Self::DropOff(at) => Some(at),
            Self::Amount(place) | Self::Reward(place) => Some(network.transitions[place].from),
            Self::Outcome(_) | Self::Passages(_) | Self::ReturnReward(_) => None,
        }
    }
}

impl Delta<'_> {
    fn found(&self, spreads: &[Spreads], rows: Vec<RowVariance>, uncounted: usize) -> Uncertainty {
        let own = |(case, spread): (&Case, &Spreads)| {
            intervals(&case.numbers(), spread, case.is_trapping, case.prospects.is_some())
        };
        let counts = |case: &&Case| case.share > 0.0;
        let is_trapping = self.cases.iter().any(|case| case.is_trapping);
        let lives = self.cases.iter().filter(counts).all(|case| case.prospects.is_some());
        Uncertainty {
            segments: self.cases.iter().zip(&spreads[1..]).map(own).collect(),
            together: intervals(&self.numbers(), &spreads[0], is_trapping, lives),
            rows,
            uncounted,
        }
    }
}

fn intervals(numbers: &Numbers, spread: &Spreads, is_trapping: bool, lives: bool) -> Intervals {
    let interval = |at: usize, least: f64, most: f64| {
        let (estimate, error) = (numbers[at], spread.variances[at].max(0.0).sqrt());
        let mean = estimate + spread.shifts[at];
        let (low, high) = (mean - REACH * error, mean + REACH * error);
        Interval { estimate, error, low: low.clamp(least, most), high: high.clamp(least, most) }
    };
    let anything = f64::MAX;
    let amount = |at: usize| interval(at, -anything, anything);
    Intervals {
        success: interval(0, 0.0, 1.0),
        dropped: interval(1, 0.0, 1.0),
        steps: (!is_trapping).then(|| interval(2, 0.0, anything)),
        organisation: amount(3),
        customer: amount(4),
        lifetime: lives.then(|| [amount(LIFETIME), amount(LIFETIME + 1)]),
    }
}

impl Interval {
    /// The same of so many.
    #[must_use]
    pub fn times(self, many: f64) -> Self {
        let [estimate, error, low, high] =
            [self.estimate, self.error, self.low, self.high].map(|number| number * many);
        Self { estimate, error, low, high }
    }
}

impl Sample {
    fn observations(&self) -> f64 {
        match (self.drop_off, self.ways) {
            (0.0, ways) => ways,
            (drop_off, 0.0) => drop_off,
            (drop_off, _) if self.is_joint => drop_off,
            (drop_off, ways) => drop_off.min(ways),
        }
    }
}
