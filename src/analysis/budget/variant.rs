//! One network, many sets of fixes: only the rows that they touch are computed anew.

use super::Terms;
use crate::analysis::{
    Book, End, Network,
    chain::Chain,
    drop_off::{self, Base},
    fixes::Fixes,
    solver::{Closed, Factor, Plan},
};

/// A network with a set of fixes on, which can be changed for another.
pub(super) struct Variant<'a> {
    pub today: &'a Network,
    pub fixes: &'a Fixes,
    pub terms: &'a Terms,
    pub bases: Vec<Base>,
    pub network: Network,
    pub plan: Plan,
    /// One entry a segment.
    pub chains: Vec<Chain>,
    chosen: Vec<bool>,
}

/// One segment, solved in the book that counts.
pub(super) struct Worth {
    /// `W`, by touchpoint; 0 in traps.
    pub to_go: Box<[[f64; 1]]>,
    /// `s·W`.
    pub value: f64,
}

impl<'a> Variant<'a> {
    /// The network of today.
    pub fn of(today: &'a Network, fixes: &'a Fixes, terms: &'a Terms) -> Self {
        let bases = drop_off::bases(today);
        let chains = (0..today.segments.len()).map(|at| Chain::of(today, &bases, at)).collect();
        let chosen = vec![false; fixes.all.len()];
        Self { today, fixes, terms, bases, network: today.clone(), plan: Plan::of(today), chains, chosen }
    }

    /// Puts another set of fixes on.
    pub fn put_on(&mut self, chosen: &[bool]) {
        let mut is_replanned = false;
        for touched in &self.fixes.touched {
            if !touched.by(|fix| self.chosen[fix] != chosen[fix]) {
                continue;
            }
            let at = touched.touchpoint;
            touched.dress(self.today, self.bases[at], chosen, &mut self.network);
            for (segment, chain) in self.chains.iter_mut().enumerate() {
                chain.renew(
                    &self.network,
                    self.network.touchpoints[at].fixed.unwrap_or(self.bases[at]),
                    segment,
                    at,
                );
            }
            // A way that nobody takes is no part of a plan.
            is_replanned |= !touched.weights.is_empty()
                && self.network.row(at).any(|place| {
                    let part = &self.network.transitions[place];
                    let is_planned = self.plan.to[place] as usize == self.end(place);
                    matches!(part.to, End::Touchpoint(_)) && is_planned != (part.share > 0.0)
                });
        }
        if is_replanned {
            self.plan = Plan::of(&self.network);
        }
        self.chosen.clear();
        self.chosen.extend_from_slice(chosen);
    }

    fn end(&self, transition: usize) -> usize {
        match self.network.transitions[transition].to {
            End::Touchpoint(to) => to,
            End::Outcome(_) => usize::MAX,
        }
    }

    /// `Σ n_g T V_g`, of the set that is on, without its cost.
    pub fn total(&self) -> f64 {
        (0..self.chains.len()).map(|segment| self.people(segment) * self.solve(segment).value).sum()
    }

    /// How many of a segment enter in all the periods.
    pub fn people(&self, segment: usize) -> f64 {
        self.network.segments[segment].volume * self.terms.periods
    }

    /// `γ (r + W)` at a transition's end.
    pub fn ahead(&self, segment: usize, place: usize, to_go: &[[f64; 1]]) -> f64 {
        let part = &self.network.transitions[place];
        let own = match self.terms.book {
            Book::Organisation => part.reward + self.network.outcome_value(part.to),
            Book::Customer => 0.0,
        };
        let after = match part.to {
            End::Touchpoint(to) => to_go[to][0],
            End::Outcome(_) => 0.0,
        };
        self.chains[segment].gamma(place) * (own + after)
    }

    /// What a visit to a touchpoint is worth by itself.
    pub fn gain(&self, segment: usize, touchpoint: usize) -> f64 {
        let both = self.chains[segment].gain[touchpoint];
        both[usize::from(self.terms.book == Book::Customer)]
    }

    /// Solves a segment backwards.
    pub fn solve(&self, segment: usize) -> Worth {
        let chain = &self.chains[segment];
        let nobody = vec![[0.0]; chain.exit.len()];
        let mut to_go: Box<[[f64; 1]]> =
            (0..nobody.len()).map(|touchpoint| [self.gain(segment, touchpoint)]).collect();
        for place in 0..chain.p.len() {
            let from = self.network.transitions[place].from;
            to_go[from][0] += chain.p[place] * self.ahead(segment, place, &nobody);
        }
        let away = chain.away(&self.network);
        let factor = Factor::of(&self.plan, &chain.p, &away, None, false);
        match chain.discounted(&self.network, 1) {
            None => factor.columns(&mut to_go),
            Some((p, away)) => {
                Factor::of(&self.plan, &p, &away, Some(&factor.closed), false).columns(&mut to_go);
            }
        }
        let value = chain.entry.iter().zip(&to_go).map(|(share, own)| share * own[0]).sum();
        Worth { to_go, value }
    }

    /// Discounted visits of a chain on this network, and which components are traps.
    pub fn visits(&self, chain: &Chain) -> (Box<[f64]>, Box<[Closed]>) {
        let away = chain.away(&self.network);
        let mut visits = chain.entry.clone();
        let factor = Factor::of(&self.plan, &chain.p, &away, None, false);
        match chain.discounted(&self.network, 1) {
            None => factor.line(&mut visits),
            Some((p, away)) => {
                Factor::of(&self.plan, &p, &away, Some(&factor.closed), false).line(&mut visits);
            }
        }
        (visits, factor.closed)
    }
}
