//! Where a number comes from: the terms that combine to it, with the map's own values.
//! This room answers for the numbers of readings; what is said of them stands in the catalogue.

mod alone;

use super::{Book, Network, Reading, Readings, TransitionReading};
use crate::model::{Burden, Value};
use alone::Alone;

/// A number of a map. Touchpoints, outcomes and transitions by their place in the network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Question {
    /// Those who enter in a period.
    Entrants,
    /// Visits to a touchpoint in a period.
    Visits(usize),
    /// The share of visits to a touchpoint that are the last.
    DropOff(usize),
    /// Those who leave at a touchpoint in a period.
    Leavers(usize),
    /// The value still to come for one who is at a touchpoint.
    ValueToGo(usize, Book),
    /// The value that arrives at a touchpoint in a period.
    Arriving(usize, Book),
    /// The value realised at a touchpoint in a period.
    Realised(usize, Book),
    /// The value that goes on from a touchpoint in a period.
    CarriedOn(usize, Book),
    /// The value that leaks at a touchpoint in a period.
    Leak(usize, Book),
    /// What one unit less of a burden is worth in a period.
    BurdenWorth(usize, Burden, Book),
    /// The share of successes that are lost when arrivals at a touchpoint leave.
    Removal(usize),
    /// The value that is lost in a period when arrivals at a touchpoint leave, as a loss: below zero.
    RemovalValue(usize, Book),
    /// The share of visits that go on by a transition.
    Share(usize),
    /// Those who go by a transition in a period.
    Flow(usize),
    /// The value that a transition carries to its end in a period.
    Carried(usize, Book),
    /// The share of entrants that reach an outcome.
    Outcome(usize),
    /// The share of entrants that reach a success.
    Success,
    /// The share of entrants that leave at a touchpoint.
    Dropped,
    /// Touchpoint visits per entrant.
    Steps,
    /// Minutes per entrant.
    Minutes,
    /// Passages from one owner to another per entrant.
    HandOffs,
    /// The value per entrant.
    Value(Book),
    /// The value in a period.
    ValueInAll(Book),
}

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
    /// Everything that is not said by itself.
    Rest,
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
    /// The terms that sum to it, or to the hazard that it follows from.
    pub terms: Vec<Term>,
    /// Whether the sum is a hazard, and the number the drop-off `1 − exp(−H)` it leads to.
    pub is_hazard: bool,
}

/// How many terms are said by themselves; the smaller ones are one.
const MOST: usize = 12;

impl Origin {
    /// What the terms combine to.
    pub fn combined(&self) -> f64 {
        let sum: f64 = self.terms.iter().map(Term::amount).sum();
        if self.is_hazard { -(-sum).exp_m1() } else { sum }
    }

    /// Where a number of a segment, or of all together, comes from; `None` where there is no such
    /// number, or where it has no terms (a dead end, a trap).
    ///
    /// All together is the sum over the segments, never one pooled chain (`model.md` §3).
    pub fn of(network: &Network, readings: &Readings, segment: Option<usize>, of: Question) -> Option<Self> {
        let several = readings.segments.len() > 1;
        let mut origin = match segment {
            None if several => together(network, readings, of)?,
            place => Alone::at(network, readings, place.unwrap_or(0))?.origin(of)?,
        };
        if !origin.number.is_finite() || origin.terms.iter().any(|term| !term.amount().is_finite()) {
            return None;
        }
        origin.shorten();
        Some(origin)
    }

    /// Where the probability of a walk comes from: one product a segment. The walk passes these
    /// touchpoints and ends at an outcome, or, where there is none, by leaving.
    pub fn of_path(
        network: &Network,
        readings: &Readings,
        segment: Option<usize>,
        walk: &[usize],
        outcome: Option<usize>,
    ) -> Self {
        let places: Vec<usize> = match segment {
            Some(place) => vec![place],
            None => (0..network.segments.len()).collect(),
        };
        let part = |place: &usize| {
            let share = if segment.is_some() { 1.0 } else { network.segments.get(*place)?.share };
            let mut factors = vec![(Said::ShareOfEntrants, share)];
            factors.retain(|(_, share)| *share != 1.0);
            factors.extend(Alone::at(network, readings, *place)?.walk(walk, outcome)?);
            Some(Term { about: About::Segment(*place), factors })
        };
        let terms: Vec<Term> = places.iter().filter_map(part).collect();
        let mut origin = Self { number: terms.iter().map(Term::amount).sum(), terms, is_hazard: false };
        origin.shorten();
        origin
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

impl Question {
    /// The number itself, and how much a segment counts in it: per entrant for what adds up over
    /// entrants, by visits for what is a mean over visits.
    fn read(self, network: &Network, reading: &Reading) -> Option<f64> {
        let at = |place: usize| reading.touchpoints.get(place);
        let way = |place: usize| reading.transitions.get(place);
        match self {
            Self::Entrants => Some(1.0),
            Self::Visits(i) => at(i)?.visits,
            Self::DropOff(i) => at(i)?.drop_off,
            Self::Leavers(i) => Some(at(i)?.leavers),
            Self::ValueToGo(i, book) => Some(at(i)?.value_to_go?[book]),
            Self::Arriving(i, book) => Some(at(i)?.arriving[book]),
            Self::Realised(i, book) => Some(at(i)?.realised[book]),
            Self::CarriedOn(i, book) => {
                let earned =
                    |own: &TransitionReading| if book == Book::Organisation { own.realised } else { 0.0 };
                let ways = network.row(i).filter_map(way);
                Some(ways.map(|own| own.carried[book] + earned(own)).sum())
            }
            Self::Leak(i, book) => Some(at(i)?.leak[book]),
            Self::BurdenWorth(i, burden, book) => Some(at(i)?.burden_worth[burden][book]),
            Self::Removal(i) => at(i)?.removal_effect,
            Self::RemovalValue(i, book) => Some(-at(i)?.removal_value?[book]),
            Self::Share(t) => way(t)?.probability,
            Self::Flow(t) => way(t)?.flow,
            Self::Carried(t, book) => Some(way(t)?.carried[book]),
            Self::Outcome(o) => reading.outcomes.get(o).copied(),
            Self::Success => Some(reading.success),
            Self::Dropped => Some(reading.dropped),
            Self::Steps => reading.steps,
            Self::HandOffs => Some(reading.all.as_ref()?.hand_offs),
            Self::Minutes => Some(reading.all.as_ref()?.burdens[Burden::Time]),
            Self::Value(book) | Self::ValueInAll(book) => Some(reading.value[book]),
        }
    }

    /// The touchpoint whose visits weigh the segments in a mean; `None` for what adds up.
    fn is_mean_at(self, network: &Network) -> Option<usize> {
        match self {
            Self::DropOff(i) | Self::ValueToGo(i, _) => Some(i),
            Self::Share(t) => network.transitions.get(t).map(|way| way.from),
            _ => None,
        }
    }

    /// Whether the number is of the whole period, not of one entrant.
    fn is_in_all(self) -> bool {
        !matches!(
            self,
            Self::DropOff(_)
                | Self::ValueToGo(..)
                | Self::Removal(_)
                | Self::Share(_)
                | Self::Outcome(_)
                | Self::Success
                | Self::Dropped
                | Self::Steps
                | Self::Minutes
                | Self::HandOffs
                | Self::Value(_)
        )
    }

    /// What one segment's part of it is.
    fn part(self) -> Said {
        match self {
            Self::Visits(_) | Self::Flow(_) | Self::Steps => Said::VisitsEach,
            Self::DropOff(_) => Said::DropOff,
            Self::Share(_) => Said::Share,
            Self::Leavers(_) | Self::Removal(_) | Self::Outcome(_) | Self::Success | Self::Dropped => {
                Said::ShareOfEntrants
            }
            Self::ValueToGo(..) => Said::WorthThere,
            Self::Minutes | Self::HandOffs => Said::Each,
            _ => Said::AmountEach,
        }
    }
}

/// The segments, each with what it counts.
fn together(network: &Network, readings: &Readings, of: Question) -> Option<Origin> {
    let all = &readings.together;
    let number = of.read(network, all)?;
    let parts = || network.segments.iter().zip(&readings.segments).enumerate();
    if let Some(at) = of.is_mean_at(network) {
        let visits = all.touchpoints.get(at)?.visits.filter(|visits| *visits > 0.0)?;
        let term = |(place, (segment, reading)): (usize, (&super::SegmentPart, &std::sync::Arc<Reading>))| {
            let weight = segment.share * reading.touchpoints.get(at)?.visits? / visits;
            let own = if weight > 0.0 { of.read(network, reading)? } else { 0.0 };
            Some(Term {
                about: About::Segment(place),
                factors: vec![(Said::ShareOfVisits, weight), (of.part(), own)],
            })
        };
        let terms = parts().map(term).collect::<Option<Vec<_>>>()?;
        return Some(Origin { number, terms, is_hazard: false });
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
            Question::Removal(_) => of.read(network, reading).unwrap_or(0.0),
            _ => of.read(network, reading)?,
        };
        factors.push((of.part(), own));
        Some(Term { about: About::Segment(place), factors })
    };
    let terms = parts().map(term).collect::<Option<Vec<_>>>()?;
    let times = if of.is_in_all() { readings.entrants } else { 1.0 };
    Some(Origin { number: number * times, terms, is_hazard: false })
}
