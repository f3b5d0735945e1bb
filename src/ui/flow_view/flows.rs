//! The amounts that the flow view draws, and how they are said.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::names::place_name;
use crate::analysis::origin::Question;
use crate::analysis::{Book, Network, Reading, Readings, TouchpointReading};
use crate::layout::{Amount, Flows};
use crate::model::{Id, Journey, OutcomeKind};
use std::sync::Arc;

/// What flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// People.
    Customers,
    /// Value to the organisation.
    Organisation,
    /// Value to the customer.
    Customer,
}

impl What {
    /// The book whose value flows.
    pub fn book(self) -> Option<Book> {
        match self {
            Self::Customers => None,
            Self::Organisation => Some(Book::Organisation),
            Self::Customer => Some(Book::Customer),
        }
    }
}

/// A card as the drawing names it.
#[derive(PartialEq)]
pub struct Named {
    /// Which touchpoint or outcome.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its amount.
    pub amount: f64,
    /// The same, short.
    pub short: String,
    /// All of it in words.
    pub spoken: String,
    /// What is asked where the amount comes from.
    pub question: Question,
    /// The share of what arrives that leaves for good, 0 to 1.
    pub gone: f64,
    /// How it ends; `None` for a touchpoint.
    pub kind: Option<OutcomeKind>,
}

/// A way as the drawing names it.
#[derive(PartialEq)]
pub struct NamedWay {
    /// Where it begins and where it ends.
    pub ends: [String; 2],
    /// What goes this way, and what of it is of first passes.
    pub amount: (f64, f64),
    /// All of it in words.
    pub spoken: String,
    /// What is asked where the amount comes from.
    pub question: Question,
}

/// What is drawn of one segment, or of all.
#[derive(Default, PartialEq)]
pub struct Drawn {
    /// The place of the segment; `None` is all of them.
    pub place: Option<usize>,
    /// What it is called.
    pub name: String,
    /// The amounts; the ways are the same, at the same places, for each segment.
    pub flows: Flows,
    /// The cards by place.
    pub cards: Vec<Named>,
    /// The ways, as the amounts have them.
    pub ways: Vec<NamedWay>,
    /// That the parts sum, in a sentence.
    pub sum: String,
}

/// Whose amounts are being said.
struct Teller<'a> {
    desk: Desk,
    journey: &'a Journey,
    reading: &'a Reading,
    what: What,
    entrants: f64,
}

/// The amounts of what flows, for the segment at a place; `None` is all of them.
pub fn drawn(desk: Desk, what: What, place: Option<usize>) -> Drawn {
    let of = |readings: &Arc<Readings>| place.and_then(|at| readings.segments.get(at)).cloned();
    let reading = desk.derived.readings.with(of);
    let reading = reading.unwrap_or_else(|| desk.derived.readings.with(|all| all.together.clone()));
    let entrants = desk.derived.network.with(|network| match place.and_then(|at| network.segments.get(at)) {
        Some(segment) => segment.volume,
        None => network.segments.iter().map(|segment| segment.volume).sum(),
    });
    let mut out = Drawn { place, ..Drawn::default() };
    desk.editor.read(|journey| {
        let teller = Teller { desk, journey, reading: &reading, what, entrants };
        let name = place.and_then(|at| journey.segments.records().nth(at)).map(|s| s.name.clone());
        out.name = name.unwrap_or_else(|| text::ALL_SEGMENTS.to_owned());
        teller.touchpoints(&mut out);
        teller.outcomes(&mut out);
        teller.ways(&mut out);
    });
    out.sum = sum(desk, &reading, what, entrants);
    out
}

/// An amount of what flows, as it is written.
pub fn amount_words(desk: Desk, what: What, amount: f64) -> String {
    let numbers = desk.derived.numbers();
    if what.book().is_none() { numbers.people(amount) } else { numbers.money(amount) }
}

/// How much of a touchpoint's visits are first ones, 0 to 1.
fn first_share(reading: &TouchpointReading) -> f64 {
    match (reading.reach, reading.visits) {
        (Some(reach), Some(visits)) if visits > 0.0 => (reach / visits).min(1.0),
        _ => 1.0,
    }
}

impl Teller<'_> {
    fn short(&self, amount: f64) -> String {
        let numbers = self.desk.derived.numbers();
        if self.what.book().is_none() { numbers.people(amount) } else { numbers.money_short(amount) }
    }

    fn words(&self, amount: f64) -> String {
        amount_words(self.desk, self.what, amount)
    }

    fn touchpoints(&self, out: &mut Drawn) {
        let (numbers, entrants) = (self.desk.derived.numbers(), self.entrants);
        for (place, (id, own)) in self.journey.touchpoints.ids().zip(&self.reading.touchpoints).enumerate() {
            let (each, question) = match self.what.book() {
                None => (own.visits.unwrap_or(0.0), Question::Visits(place)),
                Some(book) => (own.arriving[book], Question::Arriving(place, book)),
            };
            let amount = entrants * each;
            let name = place_name(self.journey, id);
            let mut spoken = [name.as_str(), ": ", &self.words(amount)].concat();
            let mut gone = 0.0;
            match self.what.book() {
                None => {
                    let again = amount * (1.0 - first_share(own));
                    if again > 0.005 {
                        spoken += &text::of_them_again(&numbers.people(again));
                    }
                    gone = own.drop_off.unwrap_or(0.0);
                    spoken += &text::and_leave(&numbers.people(own.leavers * entrants), &numbers.share(gone));
                }
                Some(book) => spoken += &text::realised_here(&numbers.money(own.realised[book] * entrants)),
            }
            let first = amount.abs() * first_share(own);
            out.flows.cards.push(Amount { total: amount.abs(), first });
            let short = self.short(amount);
            out.cards.push(Named { id: id.clone(), name, amount, short, spoken, question, gone, kind: None });
        }
    }

    fn outcomes(&self, out: &mut Drawn) {
        for (place, (id, outcome)) in self.journey.outcomes.iter().enumerate() {
            let (question, each) = match self.what.book() {
                None => (Question::Reached(place), self.reading.outcomes.get(place).copied()),
                // What the ways that lead here carry: where money counts less later, that is less than
                // what the end is worth on the day it is reached.
                Some(book) => {
                    let question = Question::Brought(place, book);
                    let carried = |network: &Arc<Network>| question.each(network, self.reading);
                    (question, self.desk.derived.network.with(carried))
                }
            };
            let amount = self.entrants * each.unwrap_or(0.0);
            let name = place_name(self.journey, id);
            out.flows.cards.push(Amount { total: amount.abs(), first: amount.abs() });
            out.cards.push(Named {
                id: id.clone(),
                spoken: [name.as_str(), ": ", &self.words(amount)].concat(),
                name,
                amount,
                short: self.short(amount),
                question,
                gone: 0.0,
                kind: Some(outcome.kind),
            });
        }
    }

    fn ways(&self, out: &mut Drawn) {
        let journey = self.journey;
        let place = |id: &Id| {
            let outcome = || Some(journey.touchpoints.len() + journey.outcomes.place_of(id)?);
            journey.touchpoints.place_of(id).or_else(outcome)
        };
        for (at, transition) in journey.transitions.records().enumerate() {
            let way = |network: &Arc<Network>| network.transition_places.get(at).copied().flatten();
            let Some(way) = self.desk.derived.network.with(way) else { continue };
            let Some(own) = self.reading.transitions.get(way) else { continue };
            let (Some(from), Some(to)) = (place(&transition.from), place(&transition.to)) else { continue };
            let (each, question) = match self.what.book() {
                None => (own.flow.unwrap_or(0.0), Question::Flow(way)),
                Some(book) => (own.carried[book], Question::Carried(way, book)),
            };
            let amount = self.entrants * each;
            let first = amount * self.reading.touchpoints.get(from).map_or(1.0, first_share);
            let ends = [place_name(journey, &transition.from), place_name(journey, &transition.to)];
            let spoken = text::goes_from_to(&ends[0], &ends[1], &self.words(amount));
            out.flows.ways.push((from, to, Amount { total: amount.abs(), first: first.abs() }));
            out.ways.push(NamedWay { ends, amount: (amount, first), spoken, question });
        }
    }
}

/// That everything that comes in goes somewhere.
fn sum(desk: Desk, reading: &Reading, what: What, entrants: f64) -> String {
    let numbers = desk.derived.numbers();
    match what.book() {
        None => {
            let ends: f64 = reading.outcomes.iter().sum();
            let off = (1.0 - ends - reading.dropped - reading.trapped).abs() * entrants;
            let parts = [entrants, ends * entrants, (reading.dropped + reading.trapped) * entrants];
            let [all, ends, leave] = parts.map(|part| numbers.people(part));
            text::people_sum(&all, &ends, &leave, off < 1e-6 * entrants.max(1.0))
        }
        Some(book) => {
            let here: f64 = reading.touchpoints.iter().map(|own| own.realised[book]).sum();
            let on_ways: f64 = if book == Book::Organisation {
                reading.transitions.iter().map(|way| way.realised).sum::<f64>() + reading.at_outcomes
            } else {
                0.0
            };
            let off = (reading.value[book] - here - on_ways).abs();
            let most = reading.value[book].abs().max(here.abs()).max(1e-9);
            let parts = [reading.value[book], here, on_ways];
            let [all, here, rest] = parts.map(|part| numbers.money(part * entrants));
            text::value_sum(&all, &here, &rest, off < 1e-9 * most)
        }
    }
}
