//! The numbers that can be asked where they come from.

use super::super::{Book, End, Network, Reading, Readings, TransitionReading, segments::Churn};
use super::Said;
use crate::model::Burden;

/// A number of a map. Touchpoints, outcomes and transitions by their place in the network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Question {
    /// Those who enter in a period.
    Entrants,
    /// Visits to a touchpoint in a period.
    Visits(usize),
    /// The share of visits to a touchpoint that are the last.
    DropOff(usize),
    /// What the burdens of a touchpoint add to the hazard of leaving, in hundredths.
    Friction(usize),
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
    /// How far entrants differ in their value: its standard deviation.
    Spread(Book),
    /// The share of visits that are not the customer's first to that touchpoint.
    Rework,
    /// The share of entrants who come into a loop that nobody can leave.
    Trapped,
    /// Those who leave at a touchpoint in a period, wherever.
    DroppedInAll,
    /// Those who reach an outcome in a period.
    Reached(usize),
    /// The value that reaches an outcome in a period.
    Brought(usize, Book),
    /// What those who leave at a touchpoint in a period were still worth when they came there.
    LeavingAt(usize, Book),
    /// The same of all touchpoints.
    Leaving(Book),
    /// What one who enters is worth over all journeys.
    Lifetime(Book),
    /// What all who enter in a period are worth over all journeys.
    Equity(Book),
    /// How many later journeys of the same customer follow one journey.
    ComesBack,
}

impl Question {
    /// The number in a reading of the network: per entrant for what adds up over entrants, per visit for
    /// what is a mean over visits. Over all journeys there is none, and what leaves is that of a segment.
    pub fn each(self, network: &Network, reading: &Reading) -> Option<f64> {
        let at = |place: usize| reading.touchpoints.get(place);
        let way = |place: usize| reading.transitions.get(place);
        match self {
            Self::Entrants => Some(1.0),
            Self::Visits(i) => at(i)?.visits,
            Self::DropOff(i) => at(i)?.drop_off,
            Self::Friction(i) => at(i).filter(|own| own.drop_off.is_some()).map(|own| own.friction * 100.0),
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
            Self::Spread(book) => Some(reading.value_variance[book].max(0.0).sqrt()),
            Self::Rework => reading.rework_share,
            Self::Trapped => Some(reading.trapped),
            Self::DroppedInAll => Some(reading.dropped),
            Self::Reached(o) => reading.outcomes.get(o).copied(),
            Self::Brought(o, book) => {
                let ways = network.transitions.iter().zip(&reading.transitions);
                let here = ways.filter(|(part, _)| part.to == End::Outcome(o));
                Some(here.map(|(_, own)| own.carried[book]).sum())
            }
            Self::LeavingAt(i, book) => Some(Churn::at(at(i)?).valuable[book]),
            Self::Leaving(book) => Some(Churn::of(reading).valuable[book]),
            Self::Lifetime(_) | Self::Equity(_) | Self::ComesBack => None,
        }
    }

    /// The number itself, of a segment by its place or of all together: in a period for what is of a period.
    /// `None` where there is none.
    pub fn number(self, network: &Network, readings: &Readings, segment: Option<usize>) -> Option<f64> {
        let (reading, entrants) = match segment {
            Some(at) => (readings.segments.get(at)?, network.segments.get(at)?.volume),
            None => (&readings.together, readings.entrants),
        };
        let each = self.each(network, reading)?;
        Some(if self.is_in_all() { each * entrants } else { each })
    }

    /// The touchpoint whose visits weigh the segments in a mean; `None` for what adds up.
    pub(super) fn is_mean_at(self, network: &Network) -> Option<usize> {
        match self {
            Self::DropOff(i) | Self::Friction(i) | Self::ValueToGo(i, _) => Some(i),
            Self::Share(t) => network.transitions.get(t).map(|way| way.from),
            _ => None,
        }
    }

    /// Whether the number is of the whole period, not of one entrant.
    pub(super) fn is_in_all(self) -> bool {
        !matches!(
            self,
            Self::DropOff(_)
                | Self::Friction(_)
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
                | Self::Spread(_)
                | Self::Rework
                | Self::Trapped
                | Self::Lifetime(_)
                | Self::ComesBack
        )
    }

    /// What one segment's part of it is.
    pub(super) fn part(self) -> Said {
        match self {
            Self::Visits(_) | Self::Flow(_) | Self::Steps => Said::VisitsEach,
            Self::DropOff(_) => Said::DropOff,
            Self::Share(_) => Said::Share,
            Self::Friction(_) => Said::Friction,
            Self::Leavers(_)
            | Self::Removal(_)
            | Self::Outcome(_)
            | Self::Reached(_)
            | Self::Success
            | Self::Dropped
            | Self::DroppedInAll
            | Self::Trapped => Said::ShareOfEntrants,
            Self::ValueToGo(..) => Said::WorthThere,
            Self::Minutes | Self::HandOffs => Said::Each,
            _ => Said::AmountEach,
        }
    }
}
