//! Where value is lost: what leavers would have been worth had they gone on like the stayers.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::receipt;
use super::super::widgets::{BarRow, Rows};
use super::around::book_choice;
use super::insights::{Insight, cell};
use super::parts::hint;
use crate::analysis::TouchpointReading;
use crate::analysis::origin::Question;
use crate::geometry::largest_first;
use crate::model::Id;
use std::rc::Rc;

/// Where value is lost.
pub const INSIGHT: Insight = Insight { name: text::LEAK, about: text::LEAK_ABOUT, view, cells };

/// A touchpoint, its leak in a period, and the share of successes lost without it.
type Row = (Id, String, f64, Option<f64>);

fn rows(desk: Desk) -> Vec<Row> {
    let (reading, book, entrants) =
        (desk.derived.reading(), desk.session.book.get(), desk.derived.entrants());
    let mut rows: Vec<Row> = desk.editor.read(|journey| {
        let of = |(id, reading): (&Id, &TouchpointReading)| {
            (id.clone(), place_name(journey, id), reading.leak[book] * entrants, reading.removal_effect)
        };
        journey.touchpoints.ids().zip(&reading.touchpoints).map(of).collect()
    });
    rows.retain(|row| row.2 != 0.0);
    largest_first(rows, |row| row.2)
}

fn view(desk: Desk) -> Child {
    let rows = Memo::new(move |_| rows(desk));
    let bars = move || {
        let numbers = desk.derived.numbers();
        let most = rows.with(|rows| rows.iter().fold(0.0_f64, |most, row| most.max(row.2.abs())));
        let bar = |(_, name, leak, removal): Row| BarRow {
            name,
            share: if most > 0.0 { leak.abs() / most } else { 0.0 },
            number: numbers.money_short(leak),
            aside: removal.map(|effect| text::lost_without(&numbers.share(effect))).unwrap_or_default(),
            tone: if leak < 0.0 { "tone-edge".into() } else { "tone-heat".into() },
            colour: None,
        };
        rows.get().into_iter().map(bar).collect()
    };
    let choose = move |at: usize| {
        if let Some(id) = rows.with_untracked(|rows| rows.get(at).map(|row| row.0.clone())) {
            commands::show(desk, &id);
        }
    };
    let place = move |at: usize| {
        let id = rows.with_untracked(|rows| rows.get(at).map(|row| row.0.clone()))?;
        untrack(|| desk.derived.place(&id))
    };
    let ask = move |at: usize| {
        if let Some(place) = place(at) {
            receipt::ask(desk, Question::Leak(place, untrack(|| desk.session.book.get())));
        }
    };
    let ask_aside = move |at: usize| {
        if let Some(place) = place(at) {
            receipt::ask(desk, Question::Removal(place));
        }
    };
    let does =
        Rows { choose: Some(Rc::new(choose)), ask: Some(Rc::new(ask)), ask_aside: Some(Rc::new(ask_aside)) };
    let bars = does.draw(bars);
    Child::Several(vec![
        book_choice(desk).into_child(),
        bars.into_child(),
        when(move || rows.with(Vec::is_empty), || hint(text::NO_LEAK)),
        hint(text::LEAKS_DO_NOT_SUM).into_child(),
    ])
}

fn cells(desk: Desk) -> Vec<Vec<String>> {
    let head = [text::TOUCHPOINT, text::LEAK, text::REMOVAL_EFFECT].map(str::to_owned).to_vec();
    let row = |(_, name, leak, removal): Row| vec![name, cell(leak), removal.map(cell).unwrap_or_default()];
    std::iter::once(head).chain(rows(desk).into_iter().map(row)).collect()
}
