//! The answer beside others: what sorting buys, what each fix contributes, what the blind spot costs.

use super::super::super::advisor::Told;
use super::super::super::catalogue as text;
use super::super::super::desk::Desk;
use super::super::super::icons::Icon;
use super::super::super::numbers::Numbers;
use super::super::super::prelude::*;
use super::super::super::receipt::Receipt;
use super::super::super::sentence::{Sentence, sentence};
use super::super::insights::cell;
use super::super::parts::{copy_rows, hint, number_with_receipt, picture_button, places, section_head};
use super::budget::Known;
use super::fix_name;
use super::receipts::{choice_receipt, fix_receipt, regret_receipt};
use crate::analysis::budget::Choice;
use crate::model::Perspective;
use std::rc::Rc;
use std::sync::Arc;

/// How a number of a table is written: for people, or for a spreadsheet.
type Write<'a> = &'a dyn Fn(f64) -> String;

/// A table's rows, the first one the head.
pub type Rows = Vec<Vec<String>>;

/// What a table says of an answer.
pub type Say = fn(Desk, &Told, Write<'_>) -> Rows;

/// Where the numbers of rows come from: the column of the first of them, and the receipt by the places of its
/// row and its number.
pub type Ask = (usize, fn(Desk, &Told, usize, usize) -> Option<Receipt>);

/// A section with a heading, a copy button and what is shown.
pub fn answer(desk: Desk, known: Known, title: &'static str, about: &'static str, say: Say) -> El {
    let copy = picture_button("button small", Icon::Copy, text::COPY_TABLE, move || {
        let told = known.get_untracked();
        copy_rows(desk, told.map(|told| untrack(|| say(desk, &told, &cell))).unwrap_or_default());
    });
    let copy = copy.attr("title", text::COPY_TABLE_TIP);
    section().child(section_head(h3().child(title), copy)).child(hint(about))
}

/// A table that follows the answer. What it buys, the last column where there is one, is a line of its own
/// under each row.
pub fn table_of(desk: Desk, known: Known, say: Say, (first, ask): Ask) -> El {
    let rows = Memo::new(move |_| {
        let numbers: Numbers = desk.derived.numbers();
        let write = move |amount: f64| numbers.money_short(amount);
        known.with(|known| known.as_ref().map(|told| say(desk, told, &write)).unwrap_or_default())
    });
    let width = move || {
        let of =
            |head: &Vec<String>| head.len() - usize::from(head.last().is_some_and(|last| last == text::BUYS));
        rows.with(|rows| rows.first().map_or(0, of))
    };
    let names = move || rows.with(|rows| rows.first().cloned().unwrap_or_default());
    let head = by(names, move |names| {
        let name = |name: &String| th().attr("scope", "col").child(name.clone());
        tr().child(names.iter().take(width()).map(name).collect::<Vec<_>>())
    });
    let body = Memo::new(move |_| {
        rows.with(|rows| rows.iter().skip(1).cloned().enumerate().collect::<Vec<(usize, Vec<String>)>>())
    });
    let row = move |row: Memo<Option<(usize, Vec<String>)>>| {
        let cells = move || row.with(|row| row.clone().unwrap_or_default());
        let shown = move |(at, cells): &(usize, Vec<String>)| {
            let (width, at) = (untrack(width), *at);
            let cell = |(column, words): (usize, &String)| {
                // Before the numbers stands a name; where there is no number, nothing.
                let Some(number) = column.checked_sub(first).filter(|_| !words.is_empty()) else {
                    return td().child(words.clone());
                };
                let open = move |desk| {
                    let of = |told: &Arc<Told>| ask(desk, told, at, number);
                    known.with(|known| known.as_ref().and_then(of).unwrap_or_default())
                };
                td().child(number_with_receipt(desk, words.clone().into(), Box::new(open)))
            };
            let own = tr().child(cells.iter().take(width).enumerate().map(cell).collect::<Vec<_>>());
            let under = cells.get(width).filter(|words| !words.is_empty());
            let under = under.map(|words| {
                tr().class("under").child(td().attr("colspan", width.to_string()).child(words.clone()))
            });
            (own, under)
        };
        tbody().child(by(cells, shown))
    };
    table().class("table").child(thead().child(head)).child(places(body, row))
}

fn head(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn name_at(desk: Desk, told: &Told, at: usize) -> String {
    told.advice.fixes.get(at).map(|id| fix_name(desk, id)).unwrap_or_default()
}

/// What sorting would have bought.
pub fn beside(desk: Desk, known: Known) -> El {
    answer(desk, known, text::BESIDE_SORTING, text::BESIDE_ABOUT, compared).child(table_of(
        desk,
        known,
        contrasted,
        (1, |desk, told, row, number| choice_receipt(desk, told, choices(told).get(row)?.1, number)),
    ))
}

/// The choices that are compared, with their names.
fn choices(told: &Told) -> Vec<(&'static str, &Choice)> {
    let answer = &told.advice.answer;
    let mut all = vec![
        (text::BEST_SET, &answer.chosen),
        (text::SORTED_BY_GAIN, &answer.by_gain),
        (text::SORTED_BY_RATIO, &answer.by_ratio),
    ];
    if told.view() == Perspective::Evidence {
        all.push((text::COMPANY_CHOICE, &told.advice.company));
    }
    all
}

fn compared(desk: Desk, told: &Told, write: Write<'_>) -> Rows {
    let row = |(name, choice): (&str, &Choice)| {
        let amounts = [choice.cost, choice.gain, choice.value - told.advice.answer.today].map(write);
        let mut row = vec![name.to_owned()];
        row.extend(amounts);
        row.push(names(desk, told, choice.fixes.iter()));
        row
    };
    let head = head(&["", text::COST, text::GAIN_SHORT, text::NET, text::BUYS]);
    std::iter::once(head).chain(choices(told).into_iter().map(row)).collect()
}

/// The same, but each says only how it differs from the best set.
fn contrasted(desk: Desk, told: &Told, write: Write<'_>) -> Rows {
    let mut rows = compared(desk, told, write);
    for (row, (_, choice)) in rows.iter_mut().skip(1).zip(choices(told)) {
        if let Some(last) = row.last_mut() {
            *last = differs(desk, told, choice);
        }
    }
    rows
}

/// How a choice differs from the best set, in words.
fn differs(desk: Desk, told: &Told, choice: &Choice) -> String {
    let chosen = &told.advice.answer.chosen;
    let only = |one: &Choice, other: &Choice| {
        names(desk, told, one.fixes.iter().filter(|at| !other.fixes.contains(at)))
    };
    text::differs(&only(chosen, choice), &only(choice, chosen))
}

/// The names of fixes, one after another.
pub fn names<'a>(desk: Desk, told: &Told, places: impl Iterator<Item = &'a usize>) -> String {
    places.map(|at| name_at(desk, told, *at)).collect::<Vec<_>>().join("; ")
}

/// What each fix contributes: alone, last in, by Shapley.
pub fn each_fix(desk: Desk, known: Known) -> El {
    answer(desk, known, text::EACH_FIX, text::EACH_FIX_ABOUT, contributions).child(table_of(
        desk,
        known,
        contributions,
        (1, fix_receipt),
    ))
}

fn contributions(desk: Desk, told: &Told, write: Write<'_>) -> Rows {
    let advice = &told.advice;
    let mut rows = vec![head(&[text::FIX, text::COST, text::ALONE, text::LAST_IN, text::SHAPLEY])];
    for (at, (cost, alone)) in advice.costs.iter().zip(&advice.shares.alone).enumerate() {
        let place = advice.answer.chosen.fixes.iter().position(|chosen| *chosen == at);
        let last = place.and_then(|place| advice.shares.last_in.get(place).copied());
        let shapley = place.and_then(|place| advice.shares.shapley.get(place));
        let mut row = vec![name_at(desk, told, at), write(*cost), write(*alone)];
        row.push(last.map(write).unwrap_or_default());
        row.push(shapley.map(|share| write(share.gain)).unwrap_or_default());
        rows.push(row);
    }
    rows
}

/// What choosing by the company's own view would cost.
pub fn regret(desk: Desk, known: Known) -> El {
    let words =
        move || known.with(|known| known.as_ref().map(|told| regret_words(desk, told)).unwrap_or_default());
    let of = move |desk, _| {
        known.with(|known| known.as_ref().map(|told| regret_receipt(desk, told)).unwrap_or_default())
    };
    let words = sentence(desk, Rc::new(words), Rc::new(of));
    section().child(h3().child(text::BLIND_SPOT_FIXES)).child(p().attr("data-number", "regret").child(words))
}

fn regret_words(desk: Desk, told: &Told) -> Sentence {
    if told.view() == Perspective::Company {
        return Sentence::of(text::COMPANY_VIEW_SHOWN.into(), &[]);
    }
    let (chosen, company) = (&told.advice.answer.chosen, &told.advice.company);
    let regret = chosen.value - company.value;
    if regret < 0.005 {
        return Sentence::of(text::SAME_CHOICE.into(), &[]);
    }
    let amount = desk.derived.numbers().money(regret);
    let costs = text::regret_costs(&amount);
    // Names of fixes, which may hold the same digits, come after it.
    Sentence::of(costs, &[&amount]).then(&[" ", &differs(desk, told, company)].concat())
}
