//! What happens when a touchpoint goes and its customers go straight on (`model.md` §6, §8).
//!
//! Straight on means: who comes here goes on at once, in the shares of today's row. Nobody leaves
//! here, nothing weighs, and the touchpoint earns, costs and gives nothing; what its transitions
//! take in days and earn stays. Who goes round from it to itself is shared out among the other ways;
//! where there is no other, and for the part that no transition takes, people leave as today.

use super::{
    ByBook, End, Network, TouchpointPart,
    chain::{Chain, exit_of},
    drop_off::{self, Base, Hazard},
    read::book,
    solution::{SUCCESS, Solution, VALUE},
    solver::Plan,
    valuation::{self, Totals},
};

/// Below this the short cut would lose digits and all is solved anew.
const ILL_CONDITIONED: f64 = 1e-4;

/// What a touchpoint's removal leads to, all segments together, per entrant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rerouted {
    /// The probability of success without it.
    pub success: f64,
    /// The value without it, in both books, discounted.
    pub value: ByBook,
    /// How much more success that is than with it.
    pub more_success: f64,
    /// How much more value that is than with it.
    pub more_value: ByBook,
    /// Whether it could go: somebody comes here, something is scored here (what is unknown is not
    /// nothing), and neither success nor a book of value is less without it. Association is not
    /// cause: what it does for others down the line is not in the map.
    pub could_go: bool,
}

/// One segment as it is.
struct Case<'a> {
    network: &'a Network,
    plan: &'a Plan,
    bases: &'a [Base],
    segment: usize,
    chain: Chain,
    solution: Solution,
}

/// Removes each touchpoint in turn, by one solve a segment (Sherman–Morrison); those for which that
/// would lose digits are solved anew.
pub fn each(network: &Network) -> Vec<Rerouted> {
    let plan = Plan::of(network);
    let bases = drop_off::bases(network);
    let mut before = [0.0; 3];
    let mut after = vec![[0.0; 3]; network.touchpoints.len()];
    let mut visited = vec![false; network.touchpoints.len()];
    for (segment, part) in network.segments.iter().enumerate() {
        let chain = Chain::of(network, &bases, segment);
        let solution = Solution::of(network, &plan, &chain);
        let totals = solution.totals(&chain);
        let case = Case { network, plan: &plan, bases: &bases, segment, chain, solution };
        before.iter_mut().zip(totals).for_each(|(sum, own)| *sum += part.share * own);
        for (at, after) in after.iter_mut().enumerate() {
            visited[at] |= part.share > 0.0 && case.solution.visits[at] > 0.0;
            let without = if case.solution.visits[at] > 0.0 { case.without(totals, at) } else { totals };
            after.iter_mut().zip(without).for_each(|(sum, own)| *sum += part.share * own);
        }
    }
    let rerouted = |((after, visited), part): ((&Totals, &bool), &TouchpointPart)| {
        let more = [0, 1, 2].map(|k| after[k] - before[k]);
        let least = |k: usize| -1e-9 * before[k].abs().max(1e-3);
        Rerouted {
            success: after[0].clamp(0.0, 1.0),
            value: book([after[1], after[2]]),
            more_success: more[0],
            more_value: book([more[1], more[2]]),
            could_go: *visited && is_scored(part) && (0..3).all(|k| more[k] >= least(k)),
        }
    };
    after.iter().zip(&visited).zip(&network.touchpoints).map(rerouted).collect()
}

/// Whether anything is said of what a touchpoint takes and gives.
fn is_scored(part: &TouchpointPart) -> bool {
    let burdens = part.burdens.iter().any(|(_, score)| score.is_some());
    let values = part.values.iter().any(|(_, score)| score.is_some());
    burdens || values || part.margin != 0.0 || part.cost_to_serve != 0.0
}

impl Case<'_> {
    /// The share of those who go on that comes round to the touchpoint itself, plain and discounted.
    fn to_itself(&self, at: usize) -> [f64; 2] {
        let mut own = [0.0; 2];
        for place in self.network.row(at) {
            let transition = &self.network.transitions[place];
            if transition.to == End::Touchpoint(at) {
                own[0] += transition.share;
                own[1] += transition.share * self.chain.gamma(place);
            }
        }
        own
    }

    fn without(&self, totals: Totals, at: usize) -> Totals {
        self.short_cut(totals, at).unwrap_or_else(|| self.solve_anew(at))
    }

    /// `V + h (onward − W) / (1 − a)`: `onward` is what one can expect who goes straight on, `a` the
    /// probability to be here again, found from `1/N_ii = 1 − stay (ω_ii + (1 − ω_ii) a)`.
    fn short_cut(&self, totals: Totals, at: usize) -> Option<Totals> {
        let (network, solution) = (self.network, &self.solution);
        let round = self.to_itself(at);
        let ways = 1.0 - round[0];
        let stay = self.chain.hazards[at].stay;
        if solution.is_closed(self.plan, at) || stay < ILL_CONDITIONED || ways < ILL_CONDITIONED {
            return None;
        }
        let mut onward = [0.0; 3];
        for place in network.row(at) {
            let transition = &network.transitions[place];
            if transition.to != End::Touchpoint(at) {
                let (share, gamma) = (transition.share / ways, self.chain.gamma(place));
                let value = solution.at_end(network, transition.to);
                onward[0] += share * solution.success_at(network, transition.to);
                onward[1] += share * gamma * (value[0] + transition.reward);
                onward[2] += share * gamma * value[1];
            }
        }
        let mut after = totals;
        let expected = [SUCCESS, VALUE[0], VALUE[1]].map(|column| solution.expected[at][column]);
        for (k, total) in after.iter_mut().enumerate() {
            let is_value = usize::from(k > 0);
            let own = if k == 0 { solution.own[at]? } else { solution.discounted_own()[at]? };
            let visits = if k == 0 { solution.visits[at] } else { solution.discounted()[at] };
            let again = ((1.0 - 1.0 / own) / stay - round[is_value]) / ways;
            if 1.0 - again < ILL_CONDITIONED {
                return None;
            }
            *total += visits / own * (onward[k] - expected[k]) / (1.0 - again);
        }
        Some(after)
    }

    fn solve_anew(&self, at: usize) -> Totals {
        let mut chain = Chain::of(self.network, self.bases, self.segment);
        let ways = 1.0 - self.to_itself(at)[0];
        let rest = if ways > 0.0 { (self.network.touchpoints[at].rest / ways).min(1.0) } else { 1.0 };
        let hazard = Hazard { stay: 1.0, ..Hazard::default() };
        chain.exit[at] = exit_of(&hazard, rest);
        chain.gain[at] = [0.0; 2];
        chain.hazards[at] = hazard;
        for place in self.network.row(at) {
            let transition = &self.network.transitions[place];
            let is_onward = transition.to != End::Touchpoint(at) && ways > 0.0;
            chain.p[place] = if is_onward { transition.share / ways } else { 0.0 };
        }
        valuation::totals(self.network, self.plan, &chain)
    }
}
