//! The delta method row by row: how far the headline numbers move with what was counted at a touchpoint.

use super::{
    End, Network,
    chain::Chain,
    counted::{Sample, Trust},
    drop_off::Base,
    prospects::Prospects,
    solution::{DROP, STEPS, SUCCESS, Solution, VALUE},
    solver::Plan,
};

/// Success, leaving, steps, value in both books; then lifetime value in both books.
const COLUMNS: [usize; 5] = [SUCCESS, DROP, STEPS, VALUE[0], VALUE[1]];
/// How many numbers have an interval.
pub(super) const WIDTH: usize = COLUMNS.len() + 2;
/// Where lifetime value begins among them.
pub(super) const LIFETIME: usize = COLUMNS.len();
/// One of each number.
pub(super) type Numbers = [f64; WIDTH];

/// A segment, solved.
pub(super) struct Case {
    /// Its share of the entrants.
    pub share: f64,
    pub chain: Chain,
    pub solution: Solution,
    /// Over all journeys; `None` where lifetime value is refused.
    pub prospects: Option<Prospects>,
    pub is_trapping: bool,
}

/// What the derivatives are made of.
pub(super) struct Delta<'a> {
    pub network: &'a Network,
    pub bases: &'a [Base],
    pub cases: Vec<Case>,
}

impl Case {
    /// The segment at this place.
    pub fn of(network: &Network, plan: &Plan, bases: &[Base], segment: usize) -> Self {
        let chain = Chain::of(network, bases, segment);
        let solution = Solution::of(network, plan, &chain);
        let inside = |at: usize| solution.is_closed(plan, at) && solution.visits[at] > 0.0;
        let is_trapping = (0..network.touchpoints.len()).any(inside);
        let prospects = Prospects::of(network, plan, &chain, &solution, segment);
        Self { share: network.segments[segment].share, chain, solution, prospects, is_trapping }
    }

    /// The numbers themselves.
    pub fn numbers(&self) -> Numbers {
        let mut numbers = [0.0; WIDTH];
        for (number, column) in numbers.iter_mut().zip(COLUMNS) {
            let both = self.chain.entry.iter().zip(&self.solution.expected);
            *number = both.map(|(share, expected)| share * expected[column]).sum();
        }
        let total = self.prospects.as_ref().map_or([0.0; 2], |all| all.total);
        numbers[LIFETIME..].copy_from_slice(&total);
        numbers
    }

    /// Visits, as they count for a number.
    pub fn visits(&self, at: usize, k: usize) -> f64 {
        match k {
            0..3 => self.solution.visits[at],
            LIFETIME.. => self.prospects.as_ref().map_or(0.0, |all| all.visits[at]),
            _ => self.solution.discounted()[at],
        }
    }

    /// What one who takes a way can expect there.
    pub fn payoff(&self, network: &Network, place: usize, k: usize) -> f64 {
        let transition = &network.transitions[place];
        let solution = &self.solution;
        match (k, transition.to) {
            (0, to) => solution.success_at(network, to),
            (1 | 2, End::Touchpoint(to)) => solution.expected[to][COLUMNS[k]],
            (1 | 2, End::Outcome(_)) => 0.0,
            (3, to) => self.chain.gamma(place) * (solution.at_end(network, to)[0] + transition.reward),
            (4, to) => self.chain.gamma(place) * solution.at_end(network, to)[1],
            (_, to) => {
                let Some(all) = &self.prospects else { return 0.0 };
                let there = match to {
                    End::Touchpoint(to) => all.to_go[to],
                    End::Outcome(to) => all.at_outcome[to],
                };
                let reward = if k == LIFETIME { transition.reward } else { 0.0 };
                self.chain.gamma(place) * (there[k - LIFETIME] + reward)
            }
        }
    }

    /// What one who stays can expect.
    pub fn onward(&self, network: &Network, at: usize) -> Numbers {
        let mut sums = [0.0; WIDTH];
        for (k, sum) in sums.iter_mut().enumerate() {
            for place in network.row(at) {
                *sum += network.transitions[place].share * self.payoff(network, place, k);
            }
            *sum += network.touchpoints[at].rest * payoff_of_leaving(k);
            if let (LIFETIME.., Some(all)) = (k, &self.prospects) {
                *sum += all.repeating[at][k - LIFETIME];
            }
        }
        sums
    }
}

impl Delta<'_> {
    /// The numbers of all segments together.
    pub fn numbers(&self) -> Numbers {
        let mut numbers = [0.0; WIDTH];
        for case in &self.cases {
            add(&mut numbers, case.numbers().map(|number| case.share * number));
        }
        numbers
    }

    /// The segments, each with what it counts: one of them alone, or by their shares of the entrants.
    fn weighed(&self, alone: Option<usize>) -> impl Iterator<Item = (f64, &Case)> {
        self.cases.iter().enumerate().map(move |(place, case)| {
            (alone.map_or(case.share, |alone| f64::from(u8::from(alone == place))), case)
        })
    }

    /// What a row adds to the variance of each number, of one segment alone or of all together.
    pub fn row(&self, at: usize, sample: &Sample, alone: Option<usize>) -> Numbers {
        if sample.is_empty() {
            return [0.0; WIDTH];
        }
        // The derivative by each way's share of those who go on, by the rest's, and by the known drop-off.
        let mut ways = vec![[0.0; WIDTH]; sample.places.len()];
        let (mut rest, mut leaving) = ([0.0; WIDTH], [0.0; WIDTH]);
        for (weight, case) in self.weighed(alone) {
            if weight != 0.0 {
                let onward = case.onward(self.network, at);
                for k in 0..WIDTH {
                    let passing = weight * case.visits(at, k) * case.chain.hazards[at].stay;
                    for (way, place) in ways.iter_mut().zip(&sample.places) {
                        way[k] += passing * case.payoff(self.network, *place, k);
                    }
                    let left = payoff_of_leaving(k);
                    rest[k] += passing * left;
                    leaving[k] += passing * (left - onward[k]) * self.response(case, at);
                }
            }
        }
        let mut variances = [0.0; WIDTH];
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

    /// What the counts of repeats that leave one place add to the variance of lifetime value: who was
    /// counted there came back one way, another, or not. Of one segment alone or of all together.
    pub fn repeats(&self, counts: &Counted, alone: Option<usize>) -> Numbers {
        let mut variances = [0.0; WIDTH];
        for (k, variance) in variances.iter_mut().enumerate().skip(LIFETIME) {
            let mut spread = Spread::default();
            let mut rest = 1.0;
            for part in &counts.parts {
                let slope = |(weight, case): (f64, &Case)| {
                    let all = case.prospects.as_ref()?;
                    Some(weight * all.passing[*part] * all.taking[*part][k - LIFETIME])
                };
                let share = self.network.returns[*part].passages.unwrap_or(0.0);
                spread.add(share, self.weighed(alone).filter_map(slope).sum());
                rest -= share;
            }
            spread.add(rest.max(0.0), 0.0);
            *variance = spread.variance() / (counts.observations + 1.0);
        }
        variances
    }
}

/// The repeats that leave one place whose share of those counted there was counted.
pub(super) struct Counted {
    /// By place in [`Network::returns`].
    pub parts: Vec<usize>,
    /// How many were counted where they leave.
    pub observations: f64,
}

impl Counted {
    /// All of a network, by where they leave.
    pub fn of(network: &Network) -> Vec<Self> {
        let mut all: Vec<(End, Self)> = Vec::new();
        for (at, part) in network.returns.iter().enumerate() {
            let Some(observations) = part.observed.filter(|observed| *observed > 0.0) else { continue };
            match all.iter_mut().find(|(from, _)| *from == part.from) {
                Some((_, known)) => known.parts.push(at),
                None => all.push((part.from, Self { parts: vec![at], observations })),
            }
        }
        all.into_iter().map(|(_, own)| own).collect()
    }
}

/// Adds numbers one by one.
pub(super) fn add(sums: &mut Numbers, own: Numbers) {
    sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
}

/// Who leaves has left, and nothing more.
pub(super) fn payoff_of_leaving(k: usize) -> f64 {
    if k == 1 { 1.0 } else { 0.0 }
}

/// The samples of every touchpoint's row.
pub(super) fn samples(network: &Network, trust: Trust) -> Vec<Sample> {
    (0..network.touchpoints.len()).map(|at| Sample::of(network, at, trust)).collect()
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
