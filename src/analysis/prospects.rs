//! What one who is somewhere is worth over all journeys, and how often anybody is there: the two sides
//! of every derivative of lifetime value (`model.md` §5, §6), by the adjoint of its own system.

use super::{
    End, Network,
    chain::Chain,
    lifetime::first_to_go,
    rounds::{Pair, Rounds},
    solution::Solution,
    solver::Plan,
};

/// A segment over all journeys, discounted, in both books.
pub(super) struct Prospects {
    /// Lifetime value per entrant.
    pub total: Pair,
    /// Lifetime value still to come at each touchpoint.
    pub to_go: Vec<Pair>,
    /// The same at each outcome, what it is worth itself included.
    pub at_outcome: Vec<Pair>,
    /// What the repeats of those who go on from a touchpoint are worth to one of them.
    pub repeating: Vec<Pair>,
    /// Visits of each touchpoint on all journeys, newcomers' too.
    pub visits: Vec<f64>,
    /// By return: how many pass where it leaves, seen from the entry and from where it leads.
    pub passing: Vec<f64>,
    /// By return: what one who takes it is worth there.
    pub taking: Vec<Pair>,
}

impl Prospects {
    /// The prospects of a segment; `None` where its lifetime value is refused.
    pub fn of(
        network: &Network,
        plan: &Plan,
        chain: &Chain,
        solution: &Solution,
        segment: usize,
    ) -> Option<Self> {
        let count = network.touchpoints.len();
        let passages = network.passages(segment);
        let none = vec![[0.0; 2]; count];
        let values = (0..network.outcomes.len()).map(|at| [network.outcomes[at].value, 0.0]);
        let mut found = Self {
            total: [0.0; 2],
            to_go: (0..count).map(|at| first_to_go(solution, at)).collect(),
            at_outcome: values.collect(),
            repeating: none,
            visits: solution.discounted().to_vec(),
            passing: vec![0.0; network.returns.len()],
            taking: vec![[0.0; 2]; network.returns.len()],
        };
        if !network.returns.is_empty() || passages.to_entry > 0.0 {
            let rounds = Rounds::of(network, plan, chain, solution, segment).ok()?;
            let worth = rounds.worth(solution, true).ok()?;
            found.to_go = (0..count).map(|at| rounds.to_go(solution, &worth, at)).collect();
            found.visits = rounds.all_visits()?;
        }
        found.total = sum(chain.entry.iter().copied().zip(found.to_go.iter().copied()));
        let rate = network.segments[segment].discount_rate.ln_1p() / 365.0;
        for (at, part) in network.returns.iter().enumerate() {
            let (gamma, each) = ((-rate * part.days).exp(), passages.each[at]);
            let there = match part.to {
                End::Touchpoint(to) => found.to_go[to],
                end => [network.outcome_value(end), 0.0],
            };
            found.taking[at] = [gamma * (part.reward + there[0]), gamma * there[1]];
            let add = |sum: &mut Pair| (0..2).for_each(|book| sum[book] += each * found.taking[at][book]);
            match part.from {
                End::Touchpoint(from) => {
                    let stay = if part.is_referral { 1.0 } else { chain.hazards[from].stay };
                    found.passing[at] = found.visits[from] * stay;
                    if !part.is_referral {
                        add(&mut found.repeating[from]);
                    }
                }
                End::Outcome(from) => {
                    let ways = network.ways_into(part.from);
                    let come =
                        ways.map(|(place, from)| found.visits[from] * chain.p[place] * chain.gamma(place));
                    found.passing[at] = come.sum();
                    add(&mut found.at_outcome[from]);
                }
            }
        }
        for at in (0..network.outcomes.len()).filter(|at| network.is_success(End::Outcome(*at))) {
            (0..2).for_each(|book| found.at_outcome[at][book] += passages.to_entry * found.total[book]);
        }
        Some(found)
    }
}

fn sum(parts: impl Iterator<Item = (f64, Pair)>) -> Pair {
    parts.fold([0.0; 2], |sum, (share, own)| [sum[0] + share * own[0], sum[1] + share * own[1]])
}
