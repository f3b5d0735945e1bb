//! Where customers leave, the most first.

use super::super::canvas::{DROP_OFF_TOP, heat_colour};
use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::receipt;
use super::super::session::Overlay;
use super::super::widgets::{BarRow, Rows};
use super::insights::{Insight, cell};
use super::parts::asked;
use crate::analysis::origin::Question;
use crate::geometry::largest_first;
use crate::model::Id;
use std::rc::Rc;

/// Where customers leave.
pub const INSIGHT: Insight = Insight { name: text::DROP_OFF, about: text::RANKING_ABOUT, view, cells };

/// A touchpoint with the people who leave there and the share of visits that is.
type Row = (Id, String, f64, f64);

fn rows(desk: Desk) -> Vec<Row> {
    let reading = desk.derived.reading();
    let entrants = desk.derived.entrants();
    let mut rows: Vec<Row> = desk.editor.read(|journey| {
        let of = |(id, reading): (&Id, &crate::analysis::TouchpointReading)| {
            Some((id.clone(), place_name(journey, id), reading.leavers * entrants, reading.drop_off?))
        };
        journey.touchpoints.ids().zip(&reading.touchpoints).filter_map(of).collect()
    });
    rows.retain(|row| row.2 > 0.0);
    largest_first(rows, |row| row.2)
}

fn view(desk: Desk) -> Child {
    let rows = Memo::new(move |_| rows(desk));
    let bars = move || {
        let numbers = desk.derived.numbers();
        let most = rows.with(|rows| rows.first().map_or(0.0, |row| row.2));
        let bar = |(_, name, people, share): Row| BarRow {
            name,
            share: if most > 0.0 { people / most } else { 0.0 },
            number: numbers.people(people),
            aside: text::of_visits(&numbers.share(share)),
            tone: String::new(),
            colour: Some(heat_colour(Overlay::DropOff, share / DROP_OFF_TOP)),
        };
        rows.get().into_iter().map(bar).collect()
    };
    let choose = move |at: usize| {
        if let Some(id) = rows.with_untracked(|rows| rows.get(at).map(|row| row.0.clone())) {
            commands::show(desk, &id);
        }
    };
    let total = move || {
        let total: f64 = rows.with(|rows| rows.iter().map(|row| row.2).sum());
        text::leave_in_all(&desk.derived.numbers().people(total), total <= 0.0)
    };
    let place = move |at: usize| {
        let id = rows.with_untracked(|rows| rows.get(at).map(|row| row.0.clone()))?;
        untrack(|| desk.derived.place(&id))
    };
    let ask = move |at: usize| {
        if let Some(place) = place(at) {
            receipt::ask(desk, Question::Leavers(place));
        }
    };
    let ask_aside = move |at: usize| {
        if let Some(place) = place(at) {
            receipt::ask(desk, Question::DropOff(place));
        }
    };
    let does =
        Rows { choose: Some(Rc::new(choose)), ask: Some(Rc::new(ask)), ask_aside: Some(Rc::new(ask_aside)) };
    let bars = does.draw(bars);
    let total = asked(desk, total, || Some(Question::DroppedInAll));
    [summary(desk), p().class("small").child(total), bars].into_child()
}

/// A total: what it is, its number, and what is asked where it comes from.
type Total = (String, String, Question);

/// The totals: entrants, success, outcomes, steps, value, in full.
fn summary(desk: Desk) -> El {
    let row = move |(what, number, question): &Total| {
        let question = *question;
        let number = asked(desk, number.clone(), move || Some(question));
        tr().child(td().child(what.clone())).child(td().child(number))
    };
    let rows = by(move || totals(desk), move |totals| totals.iter().map(row).collect::<Vec<_>>());
    table().class("table").child(tbody().child(rows))
}

fn totals(desk: Desk) -> Vec<Total> {
    let (reading, numbers) = (desk.derived.reading(), desk.derived.numbers());
    let row = |what: &str, number: String, question: Question| (what.to_owned(), number, question);
    let mut rows = vec![
        row(text::ENTRANTS, numbers.people(desk.derived.entrants()), Question::Entrants),
        row(text::REACH_SUCCESS, numbers.share_exact(reading.success), Question::Success),
    ];
    let outcomes = desk.editor.read(|journey| {
        let named = |(at, (id, share)): (usize, (&Id, &f64))| {
            row(&place_name(journey, id), numbers.share_exact(*share), Question::Outcome(at))
        };
        journey.outcomes.ids().zip(&reading.outcomes).enumerate().map(named).collect::<Vec<_>>()
    });
    if outcomes.len() > 1 {
        rows.extend(outcomes);
    }
    rows.push(row(text::THEY_LEAVE, numbers.share_exact(reading.dropped), Question::Dropped));
    if reading.trapped > 0.0 {
        rows.push(row(text::NEVER_LEAVE, numbers.share_exact(reading.trapped), Question::Trapped));
    }
    if let Some(steps) = reading.steps {
        rows.push(row(text::STEPS_EACH, numbers.decimal(steps, 3), Question::Steps));
    }
    if let Some(rework) = reading.rework_share {
        rows.push(row(text::REWORK, numbers.share(rework), Question::Rework));
    }
    if let Some(all) = &reading.all {
        rows.push(row(text::MINUTES_EACH, numbers.decimal(all.burdens.time, 1), Question::Minutes));
        rows.push(row(text::HAND_OFFS_EACH, numbers.decimal(all.hand_offs, 2), Question::HandOffs));
    }
    rows
}

fn cells(desk: Desk) -> Vec<Vec<String>> {
    let head = vec![text::TOUCHPOINT.to_owned(), text::THEY_LEAVE.to_owned(), text::DROP_OFF.to_owned()];
    let row = |(_, name, people, share): Row| vec![name, cell(people), cell(share)];
    std::iter::once(head).chain(rows(desk).into_iter().map(row)).collect()
}
