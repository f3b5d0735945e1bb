//! The terms of what hangs on the numbers of a touchpoint (`model.md` §9).

use super::super::perspectives::{self, Staked};
use super::super::{Book, Network, Readings};
use super::{About, Origin, Said, Term, alone::term};
use crate::model::Journey;

impl Origin {
    /// What hangs on the numbers of a touchpoint that rest on evidence, or on those that rest on none, for
    /// so many entrants, with its network and readings in the perspective of evidence.
    pub fn of_stake(
        journey: &Journey,
        network: &Network,
        readings: &Readings,
        touchpoint: usize,
        (book, is_evidenced): (Book, bool),
        entrants: f64,
    ) -> Option<Self> {
        let part = |staked: Staked| {
            let worth = (Said::MoneyPerUnit, staked.worth[book].abs());
            let said = if staked.about == About::Base { Said::Hazard } else { Said::Score };
            let factors = [(Said::Entrants, entrants), (said, staked.amount), worth];
            (staked.is_evidenced == is_evidenced).then(|| term(staked.about, factors))
        };
        let all = perspectives::staked(journey, network, readings, touchpoint)?;
        let terms: Vec<Term> = all.into_iter().filter_map(part).collect();
        Self::sum(terms.iter().map(Term::amount).sum(), terms).sound()
    }
}
