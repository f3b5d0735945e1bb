//! What one unit less of a burden would be worth, the most first: a tornado.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::receipt;
use super::super::widgets::{Bar, Plot, PlotRow, choice, first};
use super::around::book_choice;
use super::differences::show;
use super::insights::{Insight, cell};
use super::parts::hint;
use crate::analysis::origin::Question;
use crate::geometry::largest_first;
use crate::model::{Burden, Id};
use std::rc::Rc;

/// What one unit less of a burden would be worth.
pub const INSIGHT: Insight = Insight { name: text::SENSITIVITY, about: text::SENSITIVITY_ABOUT, view, cells };

/// How many bars are shown.
const SHOWN: usize = 20;

/// A burden of a touchpoint and what one unit less is worth in a period.
#[derive(Clone, PartialEq)]
struct Row {
    id: Id,
    name: String,
    burden: Burden,
    owner: Option<Id>,
    stage: Option<Id>,
    worth: f64,
}

fn rows(desk: Desk) -> Vec<Row> {
    let (reading, book, entrants) =
        (desk.derived.reading(), desk.session.book.get(), desk.derived.entrants());
    let perspective = desk.session.perspective.get();
    let rows: Vec<Row> = desk.editor.read(|journey| {
        let pairs = journey.touchpoints.iter().zip(&reading.touchpoints);
        let scored = pairs.flat_map(|((id, touchpoint), reading)| {
            Burden::ALL.into_iter().filter_map(move |burden| {
                let score = touchpoint.burden(burden, perspective)?;
                let row = || Row {
                    id: id.clone(),
                    name: place_name(journey, id),
                    burden,
                    owner: touchpoint.owner.clone(),
                    stage: touchpoint.stage.clone(),
                    worth: reading.burden_worth[burden][book] * entrants,
                };
                (score > 0.0).then(row)
            })
        });
        scored.collect()
    });
    largest_first(rows, |row| row.worth.abs())
}

/// Which bars are shown: only those of an owner, a stage, a burden; each empty for every one.
#[derive(Clone, Copy, Default)]
struct Filters {
    owner: RwSignal<String>,
    stage: RwSignal<String>,
    burden: RwSignal<String>,
}

impl Filters {
    fn keep(self, row: &Row) -> bool {
        let fits = |wanted: RwSignal<String>, own: Option<&str>| {
            wanted.with(|wanted| wanted.is_empty() || own == Some(wanted.as_str()))
        };
        fits(self.owner, row.owner.as_ref().map(Id::as_str))
            && fits(self.stage, row.stage.as_ref().map(Id::as_str))
            && fits(self.burden, Some(row.burden.key()))
    }

    fn draw(self, desk: Desk) -> El {
        let owners = move || {
            let named = desk.editor.read(|journey| {
                journey.owners.iter().map(|(id, owner)| (id.to_string(), owner.name.clone())).collect()
            });
            every(text::ANY_OWNER, named)
        };
        let stages = move || {
            let named = desk.editor.read(|journey| {
                journey.stages.iter().map(|(id, stage)| (id.to_string(), stage.name.clone())).collect()
            });
            every(text::ANY_STAGE, named)
        };
        let burdens = || {
            let named = Burden::ALL.map(|burden| (burden.key().into(), text::burden_name(burden).into()));
            every(text::ANY_BURDEN, named.to_vec())
        };
        let pick = |label: &'static str,
                    options: Box<dyn Fn() -> Vec<(String, String)>>,
                    chosen: RwSignal<String>| {
            choice(label, true, options, move || chosen.get(), move |wanted| chosen.set(wanted))
        };
        div()
            .class("filters")
            .child(pick(text::OWNER, Box::new(owners), self.owner))
            .child(pick(text::STAGE, Box::new(stages), self.stage))
            .child(pick(text::BURDEN, Box::new(burdens), self.burden))
    }
}

fn every(all: &str, mut named: Vec<(String, String)>) -> Vec<(String, String)> {
    named.insert(0, (String::new(), all.to_owned()));
    named
}

fn view(desk: Desk) -> Child {
    let all = Memo::new(move |_| rows(desk));
    let filters = Filters::default();
    let rows = Memo::new(move |_| {
        all.with(|rows| rows.iter().filter(|row| filters.keep(row)).cloned().collect::<Vec<_>>())
    });
    let bars = move |most| {
        let numbers = desk.derived.numbers();
        let sign = numbers.currency_sign();
        let bar = |row: Row| PlotRow {
            name: row.name,
            aside: text::one_less(row.burden, &sign),
            bars: vec![Bar::of(row.worth, numbers.money_signed(row.worth), tone(row.burden))],
            is_sum: false,
        };
        first(rows, most, bar)
    };
    let ask = Rc::new(move |at: usize, _: usize| {
        let row = rows.with_untracked(|rows| rows.get(at).map(|row| (row.id.clone(), row.burden)));
        let asked = row.and_then(|(id, burden)| Some((untrack(|| desk.derived.place(&id))?, burden)));
        if let Some((place, burden)) = asked {
            receipt::ask(desk, Question::BurdenWorth(place, burden, untrack(|| desk.session.book.get())));
        }
    });
    let nothing = move || match (all.with(Vec::is_empty), rows.with(Vec::is_empty)) {
        (true, _) => text::NOTHING_SCORED,
        (_, true) => text::NONE_LEFT,
        _ => "",
    };
    Child::Several(vec![
        book_choice(desk).into_child(),
        filters.draw(desk).into_child(),
        Plot { choose: Some(show(desk, rows, |row| row.id.clone())), ask: Some(ask), ..Plot::default() }
            .draw_first(SHOWN, bars)
            .into_child(),
        by(nothing, |words| (!words.is_empty()).then(|| hint(*words))),
        hint(text::AT_THE_MARGIN).into_child(),
    ])
}

/// The class that colours a burden.
fn tone(burden: Burden) -> &'static str {
    match burden {
        Burden::Time => "tone-time",
        Burden::Effort => "tone-effort",
        Burden::Worry => "tone-worry",
        Burden::Money => "tone-money",
    }
}

fn cells(desk: Desk) -> Vec<Vec<String>> {
    let head = [text::TOUCHPOINT, text::OWNER, text::STAGE, text::BURDEN, text::WORTH_OF_ONE_LESS]
        .map(str::to_owned);
    let row = |row: Row| {
        let (owner, stage) = desk.editor.read(|journey| {
            let owner =
                row.owner.as_ref().and_then(|id| journey.owners.get(id)).map(|owner| owner.name.clone());
            let stage =
                row.stage.as_ref().and_then(|id| journey.stages.get(id)).map(|stage| stage.name.clone());
            (owner.unwrap_or_default(), stage.unwrap_or_default())
        });
        vec![row.name, owner, stage, text::burden_name(row.burden).to_owned(), cell(row.worth)]
    };
    std::iter::once(head.to_vec()).chain(rows(desk).into_iter().map(row)).collect()
}
