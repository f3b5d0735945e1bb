//! What one unit less of a burden would be worth, the most first: a tornado.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::widgets::{BarRow, chosen_rows};
use super::around::book_choice;
use super::insights::{Insight, cell};
use super::parts::hint;
use crate::geometry::largest_first;
use crate::model::{Burden, Id};

/// What one unit less of a burden would be worth.
pub const INSIGHT: Insight = Insight { name: text::SENSITIVITY, about: text::SENSITIVITY_ABOUT, view, cells };

/// How many bars are shown.
const SHOWN: usize = 20;

/// A touchpoint, a burden and what one unit less is worth in a period.
type Row = (Id, String, Burden, f64);

fn rows(desk: Desk) -> Vec<Row> {
    let (reading, book, entrants) =
        (desk.derived.reading(), desk.session.book.get(), desk.derived.entrants());
    let perspective = desk.session.perspective.get();
    let rows: Vec<Row> = desk.editor.read(|journey| {
        let pairs = journey.touchpoints.iter().zip(&reading.touchpoints);
        let scored = pairs.flat_map(|((id, touchpoint), reading)| {
            Burden::ALL.into_iter().filter_map(move |burden| {
                let score = touchpoint.burden(burden, perspective)?;
                let worth = reading.burden_worth[burden][book] * entrants;
                (score > 0.0).then(|| (id.clone(), place_name(journey, id), burden, worth))
            })
        });
        scored.collect()
    });
    largest_first(rows, |row| row.3.abs())
}

fn view(desk: Desk) -> Child {
    let rows = Memo::new(move |_| rows(desk));
    let bars = move || {
        let numbers = desk.derived.numbers();
        let sign = numbers.currency_sign();
        let most = rows.with(|rows| rows.first().map_or(0.0, |row| row.3.abs()));
        let bar = |(_, name, burden, worth): Row| BarRow {
            name,
            share: if most > 0.0 { worth.abs() / most } else { 0.0 },
            number: numbers.money_signed(worth),
            aside: text::one_less(burden, &sign),
            tone: format!("tone-{}", burden.key()),
            colour: None,
        };
        rows.get().into_iter().take(SHOWN).map(bar).collect::<Vec<_>>()
    };
    let choose = move |at: usize| {
        if let Some(id) = rows.with_untracked(|rows| rows.get(at).map(|row| row.0.clone())) {
            commands::show(desk, &id);
        }
    };
    Child::Several(vec![
        book_choice(desk).into_child(),
        chosen_rows(bars, choose).into_child(),
        when(move || rows.with(Vec::is_empty), || hint(text::NOTHING_SCORED)),
        hint(text::AT_THE_MARGIN).into_child(),
    ])
}

fn cells(desk: Desk) -> Vec<Vec<String>> {
    let head = [text::TOUCHPOINT, text::BURDEN, text::WORTH_OF_ONE_LESS].map(str::to_owned).to_vec();
    let row = |(_, name, burden, worth): Row| vec![name, text::burden_name(burden).to_owned(), cell(worth)];
    std::iter::once(head).chain(rows(desk).into_iter().map(row)).collect()
}
