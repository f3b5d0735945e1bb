//! Who comes round again: the returns of one segment, from each place they lead to, to the next.
//!
//! The journey itself is solved as ever, one factor for all. What is left is a small system over the
//! *starts*, the places where returns lead: `X = W + A X`, where `A` says how many returns to each
//! start one journey from another makes. A share above 1 is allowed there, as newcomers may be many;
//! the sum over all rounds exists while the spectral radius of `A` is below 1, which is the same as
//! that of the whole system being below 1.

use super::{
    End, Network,
    chain::Chain,
    growth::Square,
    lifetime::first_to_go,
    solution::Solution,
    solver::{Closed, Factor, Plan, components},
    sources::Sources,
};
use crate::model::Id;

/// Why there is no lifetime value.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// A cycle of returns makes one customer or more out of each who goes through it.
    Endless {
        /// The segment; `None` is everyone.
        segment: Option<Id>,
        /// The cycle: where its returns lead, then what they leave (touchpoints and outcomes).
        cycle: Vec<Id>,
        /// Whether newcomers are part of it.
        with_newcomers: bool,
        /// How many come round for each who does, discounted, 1 or more.
        growth: f64,
    },
    /// Returns lead to more places than are solved for.
    TooMany {
        /// How many places.
        starts: usize,
    },
}

/// Numbers for both kinds of return: repeats, referrals.
pub(super) type Pair = [f64; 2];

/// The returns of one segment, solved once from each start.
pub(super) struct Rounds<'a> {
    network: &'a Network,
    plan: &'a Plan,
    chain: &'a Chain,
    closed: &'a [Closed],
    segment: Option<Id>,
    /// Where each start begins: touchpoints with shares that sum to 1.
    starts: Vec<Vec<(usize, f64)>>,
    /// Start by start: from each touchpoint the expected returns to it, discounted and counted.
    discounted: Vec<Box<[Pair]>>,
    counted: Vec<Box<[Pair]>>,
    /// From each touchpoint what returns earn by themselves, in the organisation's book.
    earned: Box<[Pair]>,
}

/// Visits on later journeys, and what starts them.
pub(super) struct Flow {
    pub again: Option<Box<[f64]>>,
    pub newcomers: Option<Box<[f64]>>,
    /// How many later journeys one customer makes.
    pub repeats: Option<f64>,
    /// How many are brought in for each entrant.
    pub brought: Option<f64>,
}

impl<'a> Rounds<'a> {
    /// The returns of a segment that is solved. A trap counts as an end, so nobody comes back from it.
    pub fn of(
        network: &'a Network,
        plan: &'a Plan,
        chain: &'a Chain,
        solution: &'a Solution,
        segment: usize,
    ) -> Result<Self, Refusal> {
        let mut sources = Sources::of(network, chain, segment)?;
        let away = chain.away(network);
        let plain = Factor::of(plan, &chain.p, &away, Some(&solution.closed), false);
        for column in &mut sources.counted {
            plain.columns(column);
        }
        match chain.discounted(network, 1) {
            None => {
                sources.discounted.iter_mut().for_each(|column| plain.columns(column));
                plain.columns(&mut sources.earned);
            }
            Some((p, away)) => {
                let factor = Factor::of(plan, &p, &away, Some(&solution.closed), false);
                sources.discounted.iter_mut().for_each(|column| factor.columns(column));
                factor.columns(&mut sources.earned);
            }
        }
        Ok(Self {
            network,
            plan,
            chain,
            closed: &solution.closed,
            segment: network.segments[segment].id.clone(),
            starts: sources.starts,
            discounted: sources.discounted,
            counted: sources.counted,
            earned: sources.earned,
        })
    }

    /// `A`: from each start, the returns to each; one kind.
    fn matrix(&self, columns: &[Box<[Pair]>], kind: usize) -> Square {
        let mut matrix = Square::new(self.starts.len());
        for (row, start) in self.starts.iter().enumerate() {
            for (column, returns) in columns.iter().enumerate() {
                let all = start.iter().map(|(at, share)| share * returns[*at][kind]);
                matrix.values[row * self.starts.len() + column] = all.sum();
            }
        }
        matrix
    }

    /// Lifetime value at each start, in both books, with newcomers or without.
    pub fn worth(&self, solution: &Solution, with_newcomers: bool) -> Result<Vec<Pair>, Refusal> {
        let mut matrix = self.matrix(&self.discounted, 0);
        if with_newcomers {
            matrix = matrix.plus(&self.matrix(&self.discounted, 1));
        }
        let one = |start: &Vec<(usize, f64)>| {
            let mut sum = [0.0; 2];
            for (at, share) in start {
                let value = first_to_go(solution, *at);
                sum[0] += share * (value[0] + self.earned_at(*at, with_newcomers));
                sum[1] += share * value[1];
            }
            sum
        };
        let mut worth: Vec<Pair> = self.starts.iter().map(one).collect();
        match matrix.solve(&mut worth) {
            Some(()) => Ok(worth),
            None => Err(self.endless(&matrix, with_newcomers)),
        }
    }

    fn earned_at(&self, at: usize, with_newcomers: bool) -> f64 {
        let [repeats, referrals] = self.earned[at];
        if with_newcomers { repeats + referrals } else { repeats }
    }

    /// What returns add to the value of those who are spread over touchpoints like this.
    pub fn added(&self, worth: &[Pair], with_newcomers: bool, entry: &[f64]) -> Pair {
        let mut sum = [0.0; 2];
        for (at, share) in entry.iter().enumerate().filter(|(_, share)| **share != 0.0) {
            let own = self.added_at(worth, with_newcomers, at);
            sum[0] += share * own[0];
            sum[1] += share * own[1];
        }
        sum
    }

    fn added_at(&self, worth: &[Pair], with_newcomers: bool, at: usize) -> Pair {
        let mut sum = [self.earned_at(at, with_newcomers), 0.0];
        for (returns, worth) in self.discounted.iter().zip(worth) {
            let [repeats, referrals] = returns[at];
            let passages = if with_newcomers { repeats + referrals } else { repeats };
            sum[0] += passages * worth[0];
            sum[1] += passages * worth[1];
        }
        sum
    }

    /// Lifetime value to go of one who is at a touchpoint.
    pub fn to_go(&self, solution: &Solution, worth: &[Pair], at: usize) -> Pair {
        let (first, added) = (first_to_go(solution, at), self.added_at(worth, true, at));
        [first[0] + added[0], first[1] + added[1]]
    }

    /// How many later journeys of the same customer follow one journey.
    pub fn comes_back(&self, entry: &[f64]) -> f64 {
        self.counted.iter().map(|returns| from_entry(returns, entry, 0)).sum()
    }

    /// Later journeys and newcomers, counted and not discounted.
    pub fn flow(&self, solution: &Solution) -> Flow {
        let entry = &self.chain.entry;
        let [own, brought] = [0, 1].map(|kind| {
            let column = |returns| from_entry(returns, entry, kind);
            self.counted.iter().map(Box::as_ref).map(column).collect::<Vec<f64>>()
        });
        let [repeats, referrals] = [0, 1].map(|kind| self.matrix(&self.counted, kind));
        // How many journeys begin at each start: the same customer's, and all.
        let mut again: Vec<[f64; 1]> = own.iter().map(|x| [*x]).collect();
        let again = repeats.turned().solve(&mut again).map(|()| again);
        let mut all: Vec<[f64; 1]> = own.iter().zip(&brought).map(|(a, b)| [a + b]).collect();
        let all = repeats.plus(&referrals).turned().solve(&mut all).map(|()| all);
        let others = all.as_ref().zip(again.as_ref()).map(|(all, again)| {
            all.iter().zip(again).map(|(all, again)| [(all[0] - again[0]).max(0.0)]).collect::<Vec<_>>()
        });
        let counted = |all: &Vec<[f64; 1]>| {
            let count = self.starts.len();
            let next = |row: usize| (0..count).map(|column| referrals.at(row, column)).sum::<f64>();
            brought.iter().sum::<f64>() + all.iter().enumerate().map(|(at, x)| x[0] * next(at)).sum::<f64>()
        };
        Flow {
            repeats: again.as_ref().map(|again| again.iter().map(|x| x[0]).sum()),
            brought: all.as_ref().map(counted),
            again: again.map(|again| self.visits(solution, &again)),
            newcomers: others.map(|others| self.visits(solution, &others)),
        }
    }

    /// The visits of journeys that begin at the starts.
    fn visits(&self, solution: &Solution, journeys: &[[f64; 1]]) -> Box<[f64]> {
        let mut visits: Box<[f64]> = vec![0.0; solution.visits.len()].into();
        if self.starts.is_empty() {
            return visits;
        }
        for (start, [count]) in self.starts.iter().zip(journeys) {
            start.iter().for_each(|(at, share)| visits[*at] += count * share);
        }
        let away = self.chain.away(self.network);
        Factor::of(self.plan, &self.chain.p, &away, Some(self.closed), false).line(&mut visits);
        visits
    }

    /// Discounted visits of each touchpoint on all journeys that follow from one entry, newcomers' too.
    pub fn all_visits(&self) -> Option<Vec<f64>> {
        let entry = &self.chain.entry;
        let begin = |returns: &[Pair]| [from_entry(returns, entry, 0) + from_entry(returns, entry, 1)];
        let mut begun: Vec<[f64; 1]> = self.discounted.iter().map(|returns| begin(returns)).collect();
        let [repeats, referrals] = [0, 1].map(|kind| self.matrix(&self.discounted, kind));
        // How many journeys begin at each start: `y = y₀ + yA`.
        repeats.plus(&referrals).turned().solve(&mut begun)?;
        let mut visits = entry.clone();
        for (start, [count]) in self.starts.iter().zip(&begun) {
            start.iter().for_each(|(at, share)| visits[*at] += count * share);
        }
        let plain = || (self.chain.p.clone(), self.chain.away(self.network));
        let (p, away) = self.chain.discounted(self.network, 1).unwrap_or_else(plain);
        Factor::of(self.plan, &p, &away, Some(self.closed), false).line(&mut visits);
        Some(visits.into_vec())
    }

    /// Names a cycle that grows: the first knot of starts whose own returns have no sum.
    fn endless(&self, matrix: &Square, with_newcomers: bool) -> Refusal {
        let count = matrix.size;
        let leads = |row: usize| (0..count).filter(move |column| matrix.at(row, *column) > 0.0);
        let mut bounds = vec![0];
        let mut to = Vec::new();
        for row in 0..count {
            to.extend(leads(row).map(|column| column as u32));
            bounds.push(to.len() as u32);
        }
        let (knot_of, knots) = components(&bounds, &to);
        let members =
            |knot: usize| (0..count).filter(|at| knot_of[*at] as usize == knot).collect::<Vec<usize>>();
        let grows =
            |members: &Vec<usize>| matrix.among(members).solve(&mut vec![[0.0; 1]; members.len()]).is_none();
        let knot = (0..knots).map(members).find(grows).unwrap_or_default();
        Refusal::Endless {
            segment: self.segment.clone(),
            cycle: self.cycle(&knot, with_newcomers),
            with_newcomers,
            growth: matrix.among(&knot).radius().max(1.0),
        }
    }

    /// Where a knot's returns lead, then what they leave.
    fn cycle(&self, knot: &[usize], with_newcomers: bool) -> Vec<Id> {
        let network = self.network;
        let places = || knot.iter().flat_map(|at| &self.starts[*at]).map(|(at, _)| *at);
        let reached = reached(network, self.chain, places());
        let mut cycle: Vec<Id> = places().map(|at| network.touchpoints[at].id.clone()).collect();
        for part in network.returns.iter().filter(|part| with_newcomers || !part.is_referral) {
            let leads = matches!(part.to, End::Touchpoint(to) if places().any(|at| at == to));
            let leaves = match part.from {
                End::Touchpoint(at) => reached[at],
                end => network.transitions.iter().any(|t| t.to == end && reached[t.from]),
            };
            if leads && leaves {
                cycle.push(match part.from {
                    End::Touchpoint(at) => network.touchpoints[at].id.clone(),
                    End::Outcome(at) => network.outcomes[at].id.clone(),
                });
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        cycle.retain(|id| seen.insert(id.clone()));
        cycle
    }
}

fn from_entry(returns: &[Pair], entry: &[f64], kind: usize) -> f64 {
    entry.iter().zip(returns).map(|(share, returns)| share * returns[kind]).sum()
}

/// Touchpoints that can be reached.
fn reached(network: &Network, chain: &Chain, from: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut reached = vec![false; network.touchpoints.len()];
    let mut open: Vec<usize> = from.collect();
    while let Some(at) = open.pop() {
        if std::mem::replace(&mut reached[at], true) {
            continue;
        }
        open.extend(network.row(at).filter(|place| chain.p[*place] > 0.0).filter_map(|place| {
            match network.transitions[place].to {
                End::Touchpoint(to) => Some(to),
                End::Outcome(_) => None,
            }
        }));
    }
    reached
}
