//! The terms of the numbers of one walk: step by step in one segment, else segment by segment.

use super::super::{Book, End, Network, Readings};
use super::alone::{Alone, term};
use super::{About, Origin, Said, Term};

/// A complete walk, by places of the network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Walk {
    /// The touchpoints it visits, in order, loops included.
    pub touchpoints: Vec<usize>,
    /// The outcome it ends in; `None` leaves at the last touchpoint.
    pub outcome: Option<usize>,
}

/// A number of a walk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OfWalk {
    /// The share of entrants that take exactly it.
    Probability,
    /// How many take it in a period.
    People,
    /// The hazard that its burdens add, in hundredths.
    Friction,
    /// What one who takes it is worth.
    Value(Book),
    /// How often it leads from one owner to another.
    HandOffs,
}

impl Walk {
    /// Where a number of the walk comes from: its steps where it is of one segment, else one product a
    /// segment, weighed by how many of those who take it are of that segment. `None` where nobody does.
    pub fn origin(
        &self,
        network: &Network,
        readings: &Readings,
        segment: Option<usize>,
        of: OfWalk,
    ) -> Option<Origin> {
        let segment = segment.or((network.segments.len() == 1).then_some(0));
        let alone = |place: usize| Alone::at(network, readings, place);
        let terms = match (of, segment) {
            (OfWalk::HandOffs, _) => self.hand_offs(network),
            (OfWalk::Probability | OfWalk::People, place) => {
                let places = 0..network.segments.len();
                let counted = places.filter(|at| place.is_none_or(|place| place == *at));
                counted.map(|at| self.taken(&alone(at)?, place.is_some(), of)).collect::<Option<_>>()?
            }
            (_, Some(place)) => self.steps(&alone(place)?, of)?,
            (_, None) => {
                let mut terms = Vec::new();
                let mut all = 0.0;
                for at in 0..network.segments.len() {
                    let own = alone(at)?;
                    let weight = self.taken(&own, false, OfWalk::Probability)?.amount();
                    if weight > 0.0 {
                        let number = self.steps(&own, of)?.iter().map(Term::amount).sum();
                        let said = if of == OfWalk::Friction { Said::Friction } else { Said::AmountEach };
                        terms
                            .push(term(About::Segment(at), [(Said::ShareOfWalkers, weight), (said, number)]));
                        all += weight;
                    }
                }
                for (_, weight) in terms.iter_mut().filter_map(|term| term.factors.first_mut()) {
                    *weight /= all;
                }
                terms
            }
        };
        Origin::sum(terms.iter().map(Term::amount).sum(), terms).sound()
    }

    /// Who takes it in a segment: where it begins, every way on, and how it ends.
    fn taken(&self, alone: &Alone<'_>, is_alone: bool, of: OfWalk) -> Option<Term> {
        let mut factors = match (of, is_alone) {
            (OfWalk::People, _) => vec![(Said::Entrants, alone.entrants)],
            (_, true) => Vec::new(),
            _ => vec![(Said::ShareOfEntrants, alone.segment()?.share)],
        };
        factors.push((Said::EnterHere, *alone.chain.entry.get(*self.touchpoints.first()?)?));
        let ends = self.ends().map(|(from, to)| match to {
            Some(to) => Some((Said::Share, alone.ways(from, to).0)),
            None => Some((Said::DropOff, *alone.chain.exit.get(from)?)),
        });
        factors.extend(ends.collect::<Option<Vec<_>>>()?);
        Some(Term { about: About::Segment(alone.place), factors })
    }

    /// Each touchpoint and where it is left to; `None` for the last one where the walk ends there.
    fn ends(&self) -> impl Iterator<Item = (usize, Option<End>)> {
        let next = self.touchpoints.iter().skip(1).map(|to| Some(End::Touchpoint(*to)));
        self.touchpoints.iter().copied().zip(next.chain([self.outcome.map(End::Outcome)]))
    }

    /// What each step is: its burdens' hazard, or what it is worth today.
    fn steps(&self, alone: &Alone<'_>, of: OfWalk) -> Option<Vec<Term>> {
        let OfWalk::Value(book) = of else {
            let step = |at: &usize| {
                let hazard = alone.chain.hazards.get(*at)?.friction;
                Some(term(About::Touchpoint(*at), [(Said::Friction, hazard * 100.0)]))
            };
            return self.touchpoints.iter().map(step).collect();
        };
        let mut terms = Vec::new();
        let mut gamma = 1.0;
        let mut put = |about: About, gamma: f64, amount: f64| {
            let mut factors = vec![(Said::AmountEach, amount)];
            if gamma != 1.0 {
                factors.insert(0, (Said::Discount, gamma));
            }
            terms.push(Term { about, factors });
        };
        for (from, to) in self.ends() {
            put(About::Touchpoint(from), gamma, alone.gain(from, book)?);
            let Some(to) = to else { continue };
            let (p, discounted, reward, first) = alone.ways(from, to);
            if p > 0.0 {
                if book == Book::Organisation {
                    put(About::Way(first?), gamma, reward / p);
                }
                gamma *= discounted / p;
            }
            if let (End::Outcome(at), Book::Organisation) = (to, book) {
                put(About::Outcome(at), gamma, alone.network.outcome_value(to));
            }
        }
        Some(terms)
    }

    fn hand_offs(&self, network: &Network) -> Vec<Term> {
        let way = |(from, to): (usize, Option<End>)| {
            let to = to?;
            let at = network.row(from).find(|at| network.transitions.get(*at).is_some_and(|w| w.to == to))?;
            let hands_off = network.transitions.get(at)?.hand_off;
            Some(term(About::Way(at), [(Said::Each, f64::from(u8::from(hands_off)))]))
        };
        self.ends().filter_map(way).collect()
    }
}

impl Alone<'_> {
    /// The ways from a touchpoint to an end: how likely they are, the same discounted and times what
    /// they earn, and the first of them. Parallel ways add up.
    fn ways(&self, from: usize, to: End) -> (f64, f64, f64, Option<usize>) {
        let mut all = (0.0, 0.0, 0.0, None);
        for at in self.network.row(from) {
            let Some(part) = self.network.transitions.get(at).filter(|part| part.to == to) else { continue };
            let p = self.chain.p.get(at).copied().unwrap_or(0.0);
            let discounted = p * self.chain.gamma(at);
            all.0 += p;
            all.1 += discounted;
            all.2 += discounted * part.reward;
            all.3 = all.3.or(Some(at));
        }
        all
    }
}
