//! Where a number comes from: the terms that combine to it, with the map's own values.
//! This room answers for the numbers of readings; what is said of them stands in the catalogue.

mod question;
mod alone;
mod whole;
mod lifetime;
mod stake;
mod walk;

use super::{Network, Reading, Readings};
use crate::model::{Burden, Value};
use alone::Alone;
pub use question::Question;
pub use walk::{OfWalk, Walk};

/// What an amount of a term is; its unit follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// People who enter in a period.
    Entrants,
    /// The share of entrants that enter here.
    EnterHere,
    /// Visits in a period.
    Visits,
    /// Visits per entrant.
    VisitsEach,
    /// Those who leave, in a period.
    Leavers,
    /// The probability that a visit is the last.
    DropOff,
    /// The probability of a way on.
    Share,
    /// The share of those who go on.
    ShareOfStayers,
    /// The share of all visits that are this segment's.
    ShareOfVisits,
    /// A share of entrants.
    ShareOfEntrants,
    /// The probability of ever being here.
    Reach,
    /// The probability of success from here.
    SuccessFrom,
    /// Those who succeed, per entrant: what the others are divided by.
    PerSuccess,
    /// Money per visit.
    PerVisit,
    /// Money still to come there, with what is earned on the way.
    WorthThere,
    /// Money in a period.
    Amount,
    /// Money per entrant.
    AmountEach,
    /// What money later counts today, 0 to 1.
    Discount,
    /// A score, in its own unit.
    Score,
    /// Hazard per unit.
    PerUnit,
    /// Money per unit.
    MoneyPerUnit,
    /// What value leaves of a hazard, 0 to 1.
    Pull,
    /// A hazard.
    Hazard,
    /// What one unit of hazard costs in a period.
    HazardWorth,
    /// Visits that are not the first, per entrant.
    VisitsAgain,
    /// Visits in all, per entrant: what the others are divided by.
    PerSteps,
    /// How far amounts are apart: a mean square, in money times money.
    Apart,
    /// The share of those who take a walk that are this segment's.
    ShareOfWalkers,
    /// How many take a return, each time it could be taken.
    Returns,
    /// A hundredth of a hazard.
    Friction,
    /// What makes hundredths of a hazard.
    Hundred,
    /// A plain number per entrant.
    Each,
}

/// What a term is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum About {
    /// A touchpoint, by place.
    Touchpoint(usize),
    /// A transition, by place.
    Way(usize),
    /// A segment, by place.
    Segment(usize),
    /// A burden.
    Burden(Burden),
    /// A value.
    Value(Value),
    /// Those who enter.
    Entry,
    /// The touchpoint itself.
    Here,
    /// The hazard that is there without any burden.
    Base,
    /// The share that no way on takes.
    NoWay,
    /// The margin.
    Margin,
    /// The cost to serve.
    CostToServe,
    /// A return, by its place among those of the network.
    Return(usize),
    /// The end of a walk, by place.
    Outcome(usize),
    /// Where customers enter: what sets those apart who enter at one place or another.
    Entries,
    /// How far a segment, by place, is from all together.
    Between(usize),
    /// The first journey.
    FirstJourney,
    /// Later journeys of the same customer.
    LaterJourneys,
    /// Those whom customers bring in.
    Newcomers,
    /// Those who succeed enter anew.
    ToEntry,
    /// Everything that is not said by itself.
    Rest,
}

/// How the terms of a number combine to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// They sum to it.
    Sum,
    /// They sum to a hazard, and it is the drop-off `1 − exp(−H)` that this leads to.
    Hazard,
    /// They sum to its square.
    Root,
}

/// A term: the product of its factors.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What it is about.
    pub about: About,
    /// What is multiplied.
    pub factors: Vec<(Said, f64)>,
}

impl Term {
    /// The product.
    pub fn amount(&self) -> f64 {
        self.factors.iter().map(|(_, amount)| amount).product()
    }
}

/// Where a number comes from.
///
/// Invariant: [`Origin::combined`] is `number`, but for rounding.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The number.
    pub number: f64,
    /// The terms that sum to it, or to what it follows from.
    pub terms: Vec<Term>,
    /// How it follows from their sum.
    pub combine: Combine,
}

/// How many terms are said by themselves; the smaller ones are one.
const MOST: usize = 12;

impl Origin {
    /// What the terms combine to.
    pub fn combined(&self) -> f64 {
        let sum: f64 = self.terms.iter().map(Term::amount).sum();
        match self.combine {
            Combine::Sum => sum,
            Combine::Hazard => -(-sum).exp_m1(),
            Combine::Root => sum.max(0.0).sqrt(),
        }
    }

    /// A number that is the sum of its terms.
    fn sum(number: f64, terms: Vec<Term>) -> Self {
        Self { number, terms, combine: Combine::Sum }
    }

    /// Where a number of a segment, or of all together, comes from; `None` where there is no such
    /// number, or where it has no terms (a dead end, a trap).
    ///
    /// All together is the sum over the segments, never one pooled chain (`model.md` §3).
    pub fn of(network: &Network, readings: &Readings, segment: Option<usize>, of: Question) -> Option<Self> {
        let several = readings.segments.len() > 1;
        let origin = match (of, segment) {
            (Question::Lifetime(_) | Question::Equity(_) | Question::ComesBack, _) => {
                lifetime::origin(network, readings, segment, of)?
            }
            (_, None) if several => together(network, readings, of)?,
            (_, place) => Alone::at(network, readings, place.unwrap_or(0))?.origin(of)?,
        };
        origin.sound()
    }

    /// The same, made short; `None` where any amount is not finite.
    fn sound(mut self) -> Option<Self> {
        let origin = &mut self;
        if !origin.number.is_finite() || origin.terms.iter().any(|term| !term.amount().is_finite()) {
            return None;
        }
        origin.shorten();
        Some(self)
    }

    /// Leaves out what is nothing, and makes the smallest of many terms one.
    fn shorten(&mut self) {
        if self.terms.len() > 1 {
            self.terms.retain(|term| term.amount() != 0.0);
        }
        if self.terms.len() > MOST {
            let terms = std::mem::take(&mut self.terms);
            self.terms = crate::geometry::largest_first(terms, |term| term.amount().abs());
            let rest: f64 = self.terms.iter().skip(MOST - 1).map(Term::amount).sum();
            self.terms.truncate(MOST - 1);
            self.terms.push(Term { about: About::Rest, factors: vec![(Said::Each, rest)] });
        }
    }
}

impl Origin {
    /// Where the share of entrants comes from who come into the trap of these touchpoints and never leave it,
    /// of all segments together: what every way brings from outside, or each segment's part.
    pub fn of_trap(network: &Network, readings: &Readings, inside: &[usize], share: f64) -> Option<Self> {
        let own =
            |place: usize| Alone::at(network, readings, place)?.entering_trap(&|at| inside.contains(&at));
        let terms = match network.segments.len() {
            1 => own(0)?,
            _ => {
                let part = |(place, segment): (usize, &super::SegmentPart)| {
                    let enter: f64 = own(place)?.iter().map(Term::amount).sum();
                    let factors =
                        vec![(Said::ShareOfEntrants, segment.share), (Said::ShareOfEntrants, enter)];
                    Some(Term { about: About::Segment(place), factors })
                };
                network.segments.iter().enumerate().map(part).collect::<Option<Vec<_>>>()?
            }
        };
        // A loop that only some segments cannot leave holds fewer than come into it.
        Self::sum(share, terms).sound().filter(|origin| (origin.combined() - share).abs() <= 1e-9)
    }
}

/// The segments, each with what it counts.
fn together(network: &Network, readings: &Readings, of: Question) -> Option<Origin> {
    let all = &readings.together;
    let parts = || network.segments.iter().zip(&readings.segments).enumerate();
    let number = match of {
        Question::Spread(book) => return whole::spread_together(network, readings, book),
        // A product of means is no mean of products.
        Question::Leaving(_) | Question::LeavingAt(..) => {
            parts().map(|(_, (segment, reading))| Some(segment.share * of.each(network, reading)?)).sum()
        }
        _ => of.each(network, all),
    }?;
    if of == Question::Rework {
        return whole::rework_together(network, readings, number);
    }
    if let Some(at) = of.is_mean_at(network) {
        let visits = all.touchpoints.get(at)?.visits.filter(|visits| *visits > 0.0)?;
        let term = |(place, (segment, reading)): (usize, (&super::SegmentPart, &std::sync::Arc<Reading>))| {
            let weight = segment.share * reading.touchpoints.get(at)?.visits? / visits;
            let own = if weight > 0.0 { of.each(network, reading)? } else { 0.0 };
            Some(Term {
                about: About::Segment(place),
                factors: vec![(Said::ShareOfVisits, weight), (of.part(), own)],
            })
        };
        let terms = parts().map(term).collect::<Option<Vec<_>>>()?;
        return Some(Origin::sum(number, terms));
    }
    let term = |(place, (segment, reading)): (usize, (&super::SegmentPart, &std::sync::Arc<Reading>))| {
        let mut factors = match (of.is_in_all(), of) {
            (_, Question::Entrants) => {
                return Some(Term {
                    about: About::Segment(place),
                    factors: vec![(Said::Entrants, segment.volume)],
                });
            }
            (true, _) => vec![(Said::Entrants, segment.volume)],
            (false, Question::Removal(_)) if all.success > 0.0 => {
                vec![(Said::ShareOfEntrants, segment.share * reading.success / all.success)]
            }
            _ => vec![(Said::ShareOfEntrants, segment.share)],
        };
        let own = match of {
            Question::Removal(_) => of.each(network, reading).unwrap_or(0.0),
            _ => of.each(network, reading)?,
        };
        factors.push((of.part(), own));
        Some(Term { about: About::Segment(place), factors })
    };
    let terms = parts().map(term).collect::<Option<Vec<_>>>()?;
    let times = if of.is_in_all() { readings.entrants } else { 1.0 };
    Some(Origin::sum(number * times, terms))
}
