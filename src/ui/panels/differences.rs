//! Two readings of one journey side by side, touchpoint by touchpoint.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::receipt::{self, Receipt};
use super::super::widgets::{Bar, Plot, PlotRow, first};
use super::insights::cell;
use super::parts::segmented;
use crate::analysis::origin::Question;
use crate::analysis::{Reading, TouchpointReading};
use crate::geometry::largest_first;
use crate::model::Id;
use std::rc::Rc;
use std::sync::Arc;

/// What is compared at each touchpoint.
#[derive(Clone, Copy, PartialEq)]
pub enum Compared {
    /// The share of visits that end there.
    DropOff,
    /// The value still to come for one who is there.
    ToGo,
}

/// How many bars are shown.
const SHOWN: usize = 14;

/// A touchpoint with what the one reading says and what the other does.
type Row = (Id, String, f64, f64);

/// Two readings of one journey, where there are two.
pub type Sides = Option<(Arc<Reading>, Arc<Reading>)>;
/// Such readings, followed.
pub type Pair = Memo<Sides>;

fn rows(desk: Desk, pair: Pair, compared: Compared) -> Vec<Row> {
    let book = desk.session.book.get();
    let of = |reading: &TouchpointReading| match compared {
        Compared::DropOff => reading.drop_off,
        Compared::ToGo => reading.value_to_go.map(|value| value[book]),
    };
    // What would be written as no difference is none.
    let least = if compared == Compared::DropOff { 5e-4 } else { 5e-3 };
    let rows: Vec<Row> = pair.with(|pair| {
        let Some((one, other)) = pair else { return Vec::new() };
        desk.editor.read(|journey| {
            let ids = journey.touchpoints.ids().zip(&one.touchpoints).zip(&other.touchpoints);
            let row = |((id, one), other): ((&Id, &TouchpointReading), &TouchpointReading)| {
                Some((id.clone(), place_name(journey, id), of(one)?, of(other)?))
            };
            ids.filter_map(row).filter(|row| (row.2 - row.3).abs() >= least).collect()
        })
    });
    largest_first(rows, |row| (row.2 - row.3).abs())
}

/// Bars of how much more the one says than the other, and the choice of what is compared.
/// `sides` says what the two are called.
/// `seen` opens a number of one side.
pub fn difference_plot(
    desk: Desk,
    pair: Pair,
    sides: Rc<dyn Fn() -> [String; 2]>,
    seen: fn(Desk, usize, Question) -> Receipt,
) -> Child {
    let compared = RwSignal::new(Compared::DropOff);
    let rows = Memo::new(move |_| rows(desk, pair, compared.get()));
    let row = move |(_, name, one, other): Row| {
        let numbers = desk.derived.numbers();
        let more = one - other;
        let (number, sides, is_bad) = match compared.get() {
            Compared::DropOff => {
                (numbers.points(more, 1), [one, other].map(|share| numbers.share(share)), more > 0.0)
            }
            Compared::ToGo => {
                (numbers.money_signed(more), [one, other].map(|amount| numbers.money(amount)), more < 0.0)
            }
        };
        let tone = if is_bad { "tone-bad" } else { "tone-here" };
        let [one, other] = &sides;
        PlotRow {
            name,
            aside: text::against(one, other),
            bars: vec![Bar::of(more, number, tone)],
            is_sum: false,
        }
    };
    let bars = move |most| first(rows, most, row);
    let ask = Rc::new(move |at: usize, _: usize| {
        let row = rows.with_untracked(|rows| rows.get(at).cloned());
        if let Some(row) = row {
            receipt::show(desk, untrack(|| difference(desk, compared.get(), &row, sides())));
        }
    });
    let ask_aside = Rc::new(move |at: usize| {
        let place = rows.with_untracked(|rows| rows.get(at).map(|row| row.0.clone()));
        if let Some(place) = place.and_then(|id| untrack(|| desk.derived.place(&id))) {
            let question = match compared.get_untracked() {
                Compared::DropOff => Question::DropOff(place),
                Compared::ToGo => Question::ValueToGo(place, desk.session.book.get_untracked()),
            };
            receipt::show_all(desk, untrack(|| [0, 1].map(|side| seen(desk, side, question)).to_vec()));
        }
    });
    let choices = [(Compared::DropOff, text::DROP_OFF), (Compared::ToGo, text::VALUE_TO_GO)];
    Child::Several(vec![
        segmented(text::WHAT_IS_COMPARED, compared, choices).into_child(),
        Plot {
            choose: Some(show(desk, rows, |row| row.0.clone())),
            ask: Some(ask),
            ask_aside: Some(ask_aside),
            ..Plot::default()
        }
        .draw_first(SHOWN, bars)
        .into_child(),
        when(move || rows.with(Vec::is_empty), || super::parts::hint(text::NO_DIFFERENCE)),
    ])
}

/// Where a difference comes from: what the one side says, less what the other does.
fn difference(
    desk: Desk,
    compared: Compared,
    (_, name, one, other): &Row,
    [first, second]: [String; 2],
) -> Receipt {
    let numbers = desk.derived.numbers();
    let what = if compared == Compared::DropOff { text::DROP_OFF } else { text::VALUE_TO_GO };
    let words = [what, text::DIFFERENCE_SENTENCE, text::DIFFERENCE_FORMULA];
    let mut receipt =
        Receipt::of_sum(desk, words, vec![(first, *one), (second, -other)], &|amount| match compared {
            Compared::DropOff => numbers.share_exact(amount),
            Compared::ToGo => numbers.money(amount),
        });
    receipt.title = text::question_at(what, name);
    receipt
}

/// What both say of drop-off and value to go, to be copied.
pub fn difference_cells(desk: Desk, sides: &Sides, one: &str, other: &str) -> Vec<Vec<String>> {
    let mut head = vec![text::TOUCHPOINT.to_owned()];
    for what in [text::DROP_OFF, text::VALUE_TO_GO] {
        head.extend([one, other].map(|side| format!("{what}, {side}")));
    }
    let book = desk.session.book.get();
    let side = |reading: &TouchpointReading| {
        let numbers = [reading.drop_off, reading.value_to_go.map(|value| value[book])];
        numbers.map(|number| number.map(cell).unwrap_or_default())
    };
    let rows = sides.iter().flat_map(|(one, other)| {
        desk.editor.read(|journey| {
            let all = journey.touchpoints.ids().zip(&one.touchpoints).zip(&other.touchpoints);
            let row = |((id, one), other): ((&Id, &TouchpointReading), &TouchpointReading)| {
                let ([a, b], [c, d]) = (side(one), side(other));
                vec![place_name(journey, id), a, c, b, d]
            };
            all.map(row).collect::<Vec<_>>()
        })
    });
    std::iter::once(head).chain(rows).collect()
}

/// Shows the touchpoint of the row at a place.
pub fn show<T: 'static>(desk: Desk, rows: Memo<Vec<T>>, id: fn(&T) -> Id) -> Rc<dyn Fn(usize)> {
    Rc::new(move |at| {
        if let Some(id) = rows.with_untracked(|rows| rows.get(at).map(id)) {
            commands::show(desk, &id);
        }
    })
}
