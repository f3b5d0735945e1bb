//! Useless and essential touchpoints: what is lost if one is gone and its customers leave, and what
//! changes if they go straight on.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::receipt::{self, Receipt};
use super::super::widgets::{Bar, Plot, PlotRow, first};
use super::around::book_choice;
use super::differences::show;
use super::insights::{Insight, cell};
use super::parts::{a_period, hint};
use super::structure;
use crate::analysis::origin::Question;
use crate::analysis::rerouting::{self, Rerouted};
use crate::analysis::{ByBook, TouchpointReading};
use crate::geometry::largest_first;
use crate::model::Id;
use std::rc::Rc;

/// What a journey would be without a touchpoint.
pub const INSIGHT: Insight = Insight { name: text::WITHOUT, about: text::WITHOUT_ABOUT, view, cells };

/// How many touchpoints of each kind are shown.
const SHOWN: usize = 12;
/// What the two bars of a touchpoint say.
const WAYS: [(&str, &str); 2] = [(text::IF_THEY_LEAVE, "tone-bad"), (text::IF_STRAIGHT_ON, "tone-here")];

/// A touchpoint and what its removal does, per entrant.
#[derive(Clone, PartialEq)]
struct Row {
    id: Id,
    name: String,
    /// The share of successes that is lost if arrivals leave.
    successes: Option<f64>,
    /// The value that is lost then.
    lost: Option<ByBook>,
    /// What changes if they go straight on.
    straight: Rerouted,
}

fn rows(desk: Desk) -> Vec<Row> {
    let mut network = desk.derived.network.get().as_ref().clone();
    if let Some(place) = desk.derived.segment_place() {
        network.look_at_segment(place);
    }
    let reading = desk.derived.reading();
    desk.editor.read(|journey| {
        let both = journey.touchpoints.ids().zip(&reading.touchpoints).zip(rerouting::each(&network));
        let row = |((id, reading), straight): ((&Id, &TouchpointReading), Rerouted)| Row {
            id: id.clone(),
            name: place_name(journey, id),
            successes: reading.removal_effect,
            lost: reading.removal_value,
            straight,
        };
        both.map(row).collect()
    })
}

fn view(desk: Desk) -> Child {
    let all = Memo::new(move |_| rows(desk));
    let book = move || desk.session.book.get();
    let of = move |could_go: bool| {
        let wanted =
            all.with(|rows| rows.iter().filter(|r| r.straight.could_go == could_go).cloned().collect());
        largest_first(wanted, |row: &Row| match could_go {
            true => row.straight.more_value[book()],
            false => row.lost.map_or(0.0, |lost| lost[book()]),
        })
    };
    let could_go = Memo::new(move |_| of(true));
    let essential = Memo::new(move |_| of(false));
    let plot = move |rows: Memo<Vec<Row>>| {
        let bars = move |most| first(rows, most, |row| bars(desk, &row));
        let ask = Rc::new(move |at: usize, bar: usize| {
            let row = rows.with_untracked(|rows| rows.get(at).cloned());
            if let Some(row) = row {
                untrack(|| ask(desk, &row, bar));
            }
        });
        let ask_aside = Rc::new(move |at: usize| {
            let id = rows.with_untracked(|rows| rows.get(at).map(|row| row.id.clone()));
            if let Some(place) = id.and_then(|id| untrack(|| desk.derived.place(&id))) {
                receipt::ask(desk, Question::Removal(place));
            }
        });
        Plot {
            key: &WAYS,
            choose: Some(show(desk, rows, |row| row.id.clone())),
            ask: Some(ask),
            ask_aside: Some(ask_aside),
            ..Plot::default()
        }
        .draw_first(SHOWN, bars)
    };
    Child::Several(vec![
        book_choice(desk).into_child(),
        hint(a_period(desk, text::amounts_a)).into_child(),
        h3().child(text::COULD_GO).into_child(),
        hint(text::COULD_GO_ABOUT).into_child(),
        plot(could_go).into_child(),
        when(move || could_go.with(Vec::is_empty), || hint(text::NONE_COULD_GO)),
        h3().child(text::NEEDED).into_child(),
        hint(text::ESSENTIAL_ABOUT).into_child(),
        plot(essential).into_child(),
        structure::gates(desk),
        hint(text::NOT_A_CAUSE).into_child(),
    ])
}

/// Where a number of a row comes from: what is lost, or what changes.
fn ask(desk: Desk, row: &Row, bar: usize) {
    let (book, entrants) = (desk.session.book.get(), desk.derived.entrants());
    let Some(place) = desk.derived.place(&row.id) else { return };
    if bar == 0 {
        return receipt::ask(desk, Question::RemovalValue(place, book));
    }
    let without = row.straight.value[book];
    let terms = vec![
        (text::WITHOUT_IT_NOW.to_owned(), without * entrants),
        (text::AS_IT_IS_NOW.to_owned(), (row.straight.more_value[book] - without) * entrants),
    ];
    let words = [text::IF_STRAIGHT_ON, text::STRAIGHT_SENTENCE, text::STRAIGHT_FORMULA];
    let numbers = desk.derived.numbers();
    let mut receipt = Receipt::of_sum(desk, words, terms, &|amount| numbers.money(amount));
    receipt.title = text::question_at(&receipt.title, &row.name);
    receipt::show(desk, receipt);
}

fn bars(desk: Desk, row: &Row) -> PlotRow {
    let (numbers, book, entrants) =
        (desk.derived.numbers(), desk.session.book.get(), desk.derived.entrants());
    let lost = row.lost.map(|lost| -lost[book] * entrants);
    let straight = row.straight.more_value[book] * entrants;
    let money = |amount: f64| numbers.money_signed(amount);
    let [(_, lost_tone), (_, straight_tone)] = WAYS;
    PlotRow {
        name: row.name.clone(),
        aside: row.successes.map(|share| text::lost_without(&numbers.share(share))).unwrap_or_default(),
        bars: vec![
            Bar::of(lost.unwrap_or(0.0), lost.map_or_else(|| text::NO_NUMBER.into(), money), lost_tone),
            Bar::of(straight, money(straight), straight_tone),
        ],
        is_sum: false,
    }
}

fn cells(desk: Desk) -> Vec<Vec<String>> {
    let heads = [
        text::TOUCHPOINT,
        text::REMOVAL_EFFECT,
        text::LEAVING_TO_US,
        text::LEAVING_TO_THEM,
        text::STRAIGHT_SUCCESS,
        text::STRAIGHT_TO_US,
        text::STRAIGHT_TO_THEM,
        text::COULD_GO,
    ];
    let entrants = desk.derived.entrants();
    let row = |row: Row| {
        let more = &row.straight;
        let lost = row.lost.map(|lost| lost.times(-entrants));
        vec![
            row.name,
            row.successes.map(cell).unwrap_or_default(),
            lost.map(|lost| cell(lost.organisation)).unwrap_or_default(),
            lost.map(|lost| cell(lost.customer)).unwrap_or_default(),
            cell(more.more_success),
            cell(more.more_value.organisation * entrants),
            cell(more.more_value.customer * entrants),
            (if more.could_go { text::YES } else { text::NO }).to_owned(),
        ]
    };
    std::iter::once(heads.map(str::to_owned).to_vec()).chain(rows(desk).into_iter().map(row)).collect()
}
