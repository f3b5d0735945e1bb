//! How value flows: what arrives at each touchpoint is what is realised there and what goes on.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::receipt::Receipt;
use super::super::sentence::{Sentence, sentence};
use super::around::book_choice;
use super::insights::{Insight, cell};
use super::links::{Link, Linked, link_button, link_number, links};
use super::parts::{a_period, asked, fact_asked, facts};
use crate::analysis::origin::Question;
use crate::analysis::{Book, TouchpointReading, TransitionReading};
use crate::geometry::largest_first;
use crate::model::Id;
use std::rc::Rc;

/// How value flows.
pub const INSIGHT: Insight = Insight { name: text::VALUE_FLOW, about: text::FLOW_ABOUT, view, cells };

/// A touchpoint: value arriving, realised there, carried on by its transitions.
type Row = (Id, String, f64, f64, f64);

fn rows(desk: Desk) -> Vec<Row> {
    let (reading, book) = (desk.derived.reading(), desk.session.book.get());
    let entrants = desk.derived.entrants();
    let network = desk.derived.network.get();
    let carried = |place: usize| -> f64 {
        let leaving = reading.transitions.get(network.row(place)).unwrap_or_default();
        let of = |transition: &TransitionReading| {
            transition.carried[book] + if book == Book::Organisation { transition.realised } else { 0.0 }
        };
        leaving.iter().map(of).sum()
    };
    let rows: Vec<Row> = desk.editor.read(|journey| {
        let of = |(at, (id, reading)): (usize, (&Id, &TouchpointReading))| {
            let name = place_name(journey, id);
            (
                id.clone(),
                name,
                reading.arriving[book] * entrants,
                reading.realised[book] * entrants,
                carried(at) * entrants,
            )
        };
        journey.touchpoints.ids().zip(&reading.touchpoints).enumerate().map(of).collect()
    });
    largest_first(rows, |row| row.2.abs())
}

fn view(desk: Desk) -> Child {
    let rows = Memo::new(move |_| rows(desk));
    let worst = move || {
        let off = |(_, _, a, r, c): &Row| (a - r - c).abs();
        rows.with(|rows| rows.iter().max_by(|one, other| off(one).total_cmp(&off(other))).cloned())
    };
    let off = move || {
        let off = worst().map_or(0.0, |(_, _, a, r, c)| (a - r - c).abs());
        let off = desk.derived.numbers().money(off);
        Sentence::of(text::parts_sum(&off), &[&off])
    };
    let of = move |desk: Desk, _| worst().map(|row| off_receipt(desk, row)).unwrap_or_default();
    let list = move || {
        let numbers = desk.derived.numbers();
        let link = |(id, name, arriving, realised, carried): Row| Link {
            id,
            name,
            numbers: [arriving, realised, carried].map(|amount| numbers.money_short(amount)).to_vec(),
        };
        rows.get().into_iter().map(link).collect()
    };
    let heads = [text::TOUCHPOINT, text::ARRIVES, text::REALISED, text::CARRIED_ON];
    let head = thead().child(tr().child(heads.map(|head| th().child(head))));
    let body = tbody().child(links(list, move |link| line(link, desk)));
    let check = p().class("hint").child(sentence(desk, Rc::new(off), Rc::new(of)));
    [book_choice(desk), sums(desk), table().class("table").child(head).child(body), check].into_child()
}

/// By how much the parts of a touchpoint's value are off their sum.
fn off_receipt(desk: Desk, (_, name, arriving, realised, carried): Row) -> Receipt {
    let numbers = desk.derived.numbers();
    let terms = [(text::ARRIVES, arriving), (text::REALISED, -realised), (text::CARRIED_ON, -carried)];
    let terms = terms.map(|(what, amount)| (what.to_owned(), amount)).to_vec();
    let words = [text::VALUE_FLOW, text::OFF_SENTENCE, text::OFF_FORMULA];
    let mut receipt = Receipt::of_sum(desk, words, terms, &|amount| numbers.money(amount));
    receipt.number = numbers.money((arriving - realised - carried).abs());
    receipt.title = text::question_at(&receipt.title, &name);
    receipt
}

fn line(link: Linked, desk: Desk) -> El {
    let name = td().child(link_button("link", link, desk, commands::show));
    let questions: [fn(usize, Book) -> Question; 3] =
        [Question::Arriving, Question::Realised, Question::CarriedOn];
    let number = |(at, question): (usize, fn(usize, Book) -> Question)| {
        let place = move || link.with(|link| desk.derived.place(&link.as_ref()?.id));
        let question = move || Some(question(place()?, desk.session.book.get()));
        td().child(asked(desk, link_number(link, at), question))
    };
    tr().child(name).child(questions.into_iter().enumerate().map(number).collect::<Vec<_>>())
}

/// The value in a period, that of an entrant, and how far entrants differ in it.
fn sums(desk: Desk) -> El {
    let value = move || desk.derived.reading().value[desk.session.book.get()];
    let total = move || desk.derived.numbers().money(value() * desk.derived.entrants());
    let each = move || desk.derived.numbers().money(value());
    let spread = move || {
        let spread = desk.derived.reading().value_variance[desk.session.book.get()].max(0.0).sqrt();
        format!("± {}", desk.derived.numbers().money(spread))
    };
    facts([
        fact_asked(desk, total, a_period(desk, text::value_a), move || {
            Some(Question::ValueInAll(desk.session.book.get()))
        }),
        fact_asked(desk, each, text::PER_ENTRANT, move || Some(Question::Value(desk.session.book.get()))),
        fact_asked(desk, spread, text::SPREAD, move || Some(Question::Spread(desk.session.book.get()))),
    ])
}

fn cells(desk: Desk) -> Vec<Vec<String>> {
    let head =
        [text::TOUCHPOINT, text::ARRIVES, text::REALISED, text::CARRIED_ON].map(str::to_owned).to_vec();
    let row = |(_, name, a, r, c): Row| vec![name, cell(a), cell(r), cell(c)];
    std::iter::once(head).chain(rows(desk).into_iter().map(row)).collect()
}
