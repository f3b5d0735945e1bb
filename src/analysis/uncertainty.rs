//! How sure the numbers are, at once: the delta method (`model.md` §11).
//!
//! Each row is a Dirichlet sample, so `Var V = Σ v_i² Var_i(W) / (n_i + 1)`, with `n_i` observations
//! at touchpoint `i`. Segments share their rows, so what a row does to all of them is added up
//! before it is squared; a counted drop-off is the reference segment's and moves the others through
//! the base hazard. What is typed and not counted is taken as it stands.

use super::{
    End, Network,
    chain::Chain,
    counted::{Sample, Trust},
    drop_off::{self, Base},
    solution::{DROP, STEPS, SUCCESS, Solution, VALUE},
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

/// Success, leaving, steps, value in both books.
const COLUMNS: [usize; 5] = [SUCCESS, DROP, STEPS, VALUE[0], VALUE[1]];
type Numbers = [f64; COLUMNS.len()];

struct Case {
    share: f64,
    chain: Chain,
    solution: Solution,
    is_trapping: bool,
}

struct Delta<'a> {
    network: &'a Network,
    bases: &'a [Base],
    cases: Vec<Case>,
}

impl Uncertainty {
    /// The intervals of a network; `None` where nothing was counted and nothing is trusted, so that
    /// there is nothing to be said.
    pub fn of(network: &Network, trust: Trust) -> Option<Self> {
        let plan = Plan::of(network);
        let bases = drop_off::bases(network);
        let case = |segment: usize| {
            let chain = Chain::of(network, &bases, segment);
            let solution = Solution::of(network, &plan, &chain);
            let inside = |at: usize| solution.is_closed(&plan, at) && solution.visits[at] > 0.0;
            let is_trapping = (0..network.touchpoints.len()).any(inside);
            Case { share: network.segments[segment].share, chain, solution, is_trapping }
        };
        let cases: Vec<Case> = (0..network.segments.len()).map(case).collect();
        let delta = Delta { network, bases: &bases, cases };
        let mut variances = vec![[0.0; 5]; delta.cases.len() + 1];
        let mut rows = Vec::with_capacity(network.touchpoints.len());
        let (mut uncounted, mut any) = (0, false);
        for at in 0..network.touchpoints.len() {
            let sample = Sample::of(network, at, trust);
            let is_visited = delta.cases.iter().any(|case| case.solution.visits[at] > 0.0);
            any |= !sample.is_empty() && is_visited;
            uncounted += usize::from(sample.is_empty() && is_visited && !network.row(at).is_empty());
            let together = delta.row(at, &sample, |case| case.share);
            rows.push(RowVariance {
                observations: sample.observations(),
                success: together[0],
                organisation: together[3],
                customer: together[4],
            });
            add(&mut variances[0], together);
            for segment in 0..delta.cases.len() {
                let own = delta.row_of(at, &sample, segment);
                add(&mut variances[segment + 1], own);
            }
        }
        let segments = delta.cases.iter().zip(&variances[1..]);
        let segments =
            segments.map(|(case, variance)| intervals(&case.numbers(), variance, case.is_trapping));
        any.then(|| Self {
            segments: segments.collect(),
            together: delta.together(&variances[0]),
            rows,
            uncounted,
        })
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

fn add(sums: &mut Numbers, own: Numbers) {
    sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
}

impl Case {
    /// The numbers themselves.
    fn numbers(&self) -> Numbers {
        let at_entry = |column: usize| {
            let both = self.chain.entry.iter().zip(&self.solution.expected);
            both.map(|(share, expected)| share * expected[column]).sum()
        };
        COLUMNS.map(at_entry)
    }
}

fn intervals(numbers: &Numbers, variances: &Numbers, is_trapping: bool) -> Intervals {
    let interval = |at: usize, least: f64, most: f64| {
        let (estimate, error) = (numbers[at], variances[at].max(0.0).sqrt());
        let (low, high) = (estimate - REACH * error, estimate + REACH * error);
        Interval { estimate, error, low: low.clamp(least, most), high: high.clamp(least, most) }
    };
    let anything = f64::MAX;
    Intervals {
        success: interval(0, 0.0, 1.0),
        dropped: interval(1, 0.0, 1.0),
        steps: (!is_trapping).then(|| interval(2, 0.0, anything)),
        organisation: interval(3, -anything, anything),
        customer: interval(4, -anything, anything),
    }
}

impl Delta<'_> {
    fn together(&self, variances: &Numbers) -> Intervals {
        let mut numbers = [0.0; 5];
        for case in &self.cases {
            add(&mut numbers, case.numbers().map(|number| case.share * number));
        }
        intervals(&numbers, variances, self.cases.iter().any(|case| case.is_trapping))
    }

    fn row_of(&self, at: usize, sample: &Sample, segment: usize) -> Numbers {
        let own: *const Case = &self.cases[segment];
        self.row(at, sample, |case| f64::from(u8::from(std::ptr::eq(case, own))))
    }

    /// What a row adds to the variance of each number, segments weighed like this.
    fn row(&self, at: usize, sample: &Sample, weight: impl Fn(&Case) -> f64) -> Numbers {
        if sample.is_empty() {
            return [0.0; 5];
        }
        // The derivative by each way's share of those who go on, by the rest's, and by the known drop-off.
        let mut ways = vec![[0.0; 5]; sample.places.len()];
        let (mut rest, mut leaving) = ([0.0; 5], [0.0; 5]);
        for case in &self.cases {
            let weight = weight(case);
            if weight != 0.0 {
                let onward = self.onward(case, at);
                for k in 0..5 {
                    let passing = weight * self.visits(case, at, k) * case.chain.hazards[at].stay;
                    for (way, place) in ways.iter_mut().zip(&sample.places) {
                        way[k] += passing * self.payoff(case, *place, k);
                    }
                    let left = payoff_of_leaving(k);
                    rest[k] += passing * left;
                    leaving[k] += passing * (left - onward[k]) * self.response(case, at);
                }
            }
        }
        let mut variances = [0.0; 5];
        for (k, variance) in variances.iter_mut().enumerate() {
            let mut spread = Spread::default();
            for (way, place) in ways.iter().zip(&sample.places) {
                spread.add(self.network.transitions[*place].share, way[k]);
            }
            spread.add(sample.rest, rest[k]);
            *variance = self.variance(at, sample, &spread, leaving[k]);
        }
        variances
    }

    /// The variance from the spread over the ways and the slope by the known drop-off.
    fn variance(&self, at: usize, sample: &Sample, ways: &Spread, slope: f64) -> f64 {
        let known = self.network.touchpoints[at].known_drop_off.unwrap_or(0.0);
        let binomial = slope * slope * known * (1.0 - known);
        if sample.is_joint && known < 1.0 {
            // One Dirichlet over leaving and all ways: of two stages with a common size.
            return (binomial + ways.variance() / (1.0 - known)) / (sample.drop_off + 1.0);
        }
        let of_drop_off = if sample.drop_off > 0.0 { binomial / (sample.drop_off + 1.0) } else { 0.0 };
        let of_ways =
            if sample.ways > 0.0 { sample.mass * ways.variance() / (sample.ways + 1.0) } else { 0.0 };
        of_drop_off + of_ways
    }

    fn visits(&self, case: &Case, at: usize, k: usize) -> f64 {
        if k < 3 { case.solution.visits[at] } else { case.solution.discounted()[at] }
    }

    /// What one who takes a way can expect there.
    fn payoff(&self, case: &Case, place: usize, k: usize) -> f64 {
        let (network, solution) = (self.network, &case.solution);
        let transition = &network.transitions[place];
        match (k, transition.to) {
            (0, to) => solution.success_at(network, to),
            (1 | 2, End::Touchpoint(to)) => solution.expected[to][COLUMNS[k]],
            (1 | 2, End::Outcome(_)) => 0.0,
            (3, to) => case.chain.gamma(place) * (solution.at_end(network, to)[0] + transition.reward),
            (_, to) => case.chain.gamma(place) * solution.at_end(network, to)[1],
        }
    }

    /// What one who stays can expect.
    fn onward(&self, case: &Case, at: usize) -> Numbers {
        let mut sums = [0.0; 5];
        for (k, sum) in sums.iter_mut().enumerate() {
            for place in self.network.row(at) {
                *sum += self.network.transitions[place].share * self.payoff(case, place, k);
            }
            *sum += self.network.touchpoints[at].rest * payoff_of_leaving(k);
        }
        sums
    }

    /// `∂H/∂d`: how a segment's hazard answers to the known drop-off, which is the reference
    /// segment's. It does not where the weights alone explain more than was observed.
    fn response(&self, case: &Case, at: usize) -> f64 {
        let known = self.network.touchpoints[at].known_drop_off;
        match (known, &self.bases[at]) {
            (Some(known), base)
                if !base.is_certain && base.stated.is_none() && base.scale.is_none() && known < 1.0 =>
            {
                let reference = self.cases[self.network.reference].chain.hazards[at].pull;
                case.chain.hazards[at].pull / reference / (1.0 - known)
            }
            _ => 0.0,
        }
    }
}

/// Who leaves has left, and nothing more.
fn payoff_of_leaving(k: usize) -> f64 {
    if k == 1 { 1.0 } else { 0.0 }
}

/// The variance of a number over shares that need not sum to 1: `Σ p x² − (Σ p x)² / Σ p`.
#[derive(Default)]
struct Spread {
    shares: Vec<f64>,
    numbers: Vec<f64>,
}

impl Spread {
    fn add(&mut self, share: f64, number: f64) {
        self.shares.push(share);
        self.numbers.push(number);
    }

    fn variance(&self) -> f64 {
        let all: f64 = self.shares.iter().sum();
        if all <= 0.0 {
            return 0.0;
        }
        let both = || self.shares.iter().zip(&self.numbers);
        let mean = both().map(|(share, number)| share * number).sum::<f64>() / all;
        both().map(|(share, number)| share * (number - mean).powi(2)).sum()
    }
}
