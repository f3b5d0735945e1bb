//! The amounts that the flow view draws, and how they are said.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::names::place_name;
use crate::analysis::{Book, Reading, TouchpointReading};
use crate::layout::{Amount, Flows};
use crate::model::{Id, Journey, OutcomeKind};

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
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Which touchpoint or outcome.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its amount, short.
    pub short: String,
    /// All of it in words.
    pub spoken: String,
    /// The share of what arrives that leaves for good, 0 to 1.
    pub gone: f64,
    /// How it ends; `None` for a touchpoint.
    pub kind: Option<OutcomeKind>,
    /// Whether the amount is below zero.
    pub negative: bool,
}

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// The amounts.
    pub flows: Flows,
    /// The cards by place.
    pub cards: Vec<Named>,
    /// The ways in words.
    pub ways: Vec<(String, bool)>,
    /// That the parts sum, in a sentence.
    pub sum: String,
    /// All of it as a table, the titles first.
    pub rows: Vec<Vec<String>>,
}

/// The amounts of what flows, for the segment that is shown.
pub fn drawn(desk: Desk, what: What) -> Drawn {
    let reading = desk.derived.reading();
    let entrants = desk.derived.entrants();
    let mut out = Drawn::default();
    desk.editor.read(|journey| {
        cards(desk, journey, &reading, what, entrants, &mut out);
        ways(desk, journey, &reading, what, entrants, &mut out);
    });
    out.sum = sum(desk, &reading, what, entrants);
    out
}

fn amount_words(desk: Desk, what: What, amount: f64) -> String {
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

fn cards(desk: Desk, journey: &Journey, reading: &Reading, what: What, entrants: f64, out: &mut Drawn) {
    let numbers = desk.derived.numbers();
    let short = |amount: f64| {
        if what.book().is_none() { numbers.people(amount) } else { numbers.money_short(amount) }
    };
    for (id, own) in journey.touchpoints.ids().zip(&reading.touchpoints) {
        let amount = entrants
            * match what.book() {
                None => own.visits.unwrap_or(0.0),
                Some(book) => own.arriving[book],
            };
        let name = place_name(journey, id);
        let mut spoken = [name.as_str(), ": ", &amount_words(desk, what, amount)].concat();
        let mut gone = 0.0;
        match what.book() {
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
        out.flows.cards.push(Amount { total: amount.abs(), first: amount.abs() * first_share(own) });
        out.cards.push(Named {
            id: id.clone(),
            name,
            short: short(amount),
            spoken,
            gone,
            kind: None,
            negative: amount < 0.0,
        });
    }
    for ((id, outcome), share) in journey.outcomes.iter().zip(&reading.outcomes) {
        let amount = entrants
            * match what.book() {
                None => *share,
                Some(Book::Organisation) => share * outcome.value.unwrap_or(0.0),
                Some(Book::Customer) => 0.0,
            };
        let name = place_name(journey, id);
        let spoken = [name.as_str(), ": ", &amount_words(desk, what, amount)].concat();
        out.flows.cards.push(Amount { total: amount.abs(), first: amount.abs() });
        out.cards.push(Named {
            id: id.clone(),
            name,
            short: short(amount),
            spoken,
            gone: 0.0,
            kind: Some(outcome.kind),
            negative: amount < 0.0,
        });
    }
}

fn ways(desk: Desk, journey: &Journey, reading: &Reading, what: What, entrants: f64, out: &mut Drawn) {
    out.rows.push([text::FROM, text::TO, text::AMOUNT, text::FIRST_PASSES].map(str::to_owned).to_vec());
    let place = |id: &Id| {
        let outcome = || Some(journey.touchpoints.len() + journey.outcomes.place_of(id)?);
        journey.touchpoints.place_of(id).or_else(outcome)
    };
    for (at, transition) in journey.transitions.records().enumerate() {
        let way = desk.derived.network.with(|network| network.transition_places.get(at).copied().flatten());
        let Some(way) = way.and_then(|way| reading.transitions.get(way)) else { continue };
        let (Some(from), Some(to)) = (place(&transition.from), place(&transition.to)) else { continue };
        let amount = entrants
            * match what.book() {
                None => way.flow.unwrap_or(0.0),
                Some(book) => way.carried[book],
            };
        if amount == 0.0 || !amount.is_finite() {
            continue;
        }
        let first = reading.touchpoints.get(from).map_or(1.0, first_share);
        let ends = [place_name(journey, &transition.from), place_name(journey, &transition.to)];
        let words = amount_words(desk, what, amount);
        out.ways.push((text::goes_from_to(&ends[0], &ends[1], &words), amount < 0.0));
        out.flows.ways.push((from, to, Amount { total: amount.abs(), first: amount.abs() * first }));
        let [from, to] = ends;
        out.rows.push(vec![from, to, format!("{amount}"), format!("{}", amount * first)]);
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
