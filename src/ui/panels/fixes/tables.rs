//! The answer beside others: what sorting buys, what each fix contributes, what the blind spot costs.

use super::super::super::advisor::Told;
use super::super::super::catalogue as text;
use super::super::super::desk::Desk;
use super::super::super::icons::Icon;
use super::super::super::numbers::Numbers;
use super::super::super::prelude::*;
use super::super::insights::cell;
use super::super::parts::{copy_rows, hint, picture_button, places, section_head};
use super::budget::Known;
use super::fix_name;
use crate::analysis::budget::Choice;
use crate::model::Perspective;

/// How a number of a table is written: for people, or for a spreadsheet.
type Write<'a> = &'a dyn Fn(f64) -> String;

/// A table's rows, the first one the head.
pub type Rows = Vec<Vec<String>>;

/// What a table says of an answer.
pub type Say = fn(Desk, &Told, Write<'_>) -> Rows;

/// A section with a heading, a copy button and what is shown.
pub fn answer(desk: Desk, known: Known, title: &'static str, about: &'static str, say: Say) -> El {
    let copy = picture_button("button small", Icon::Copy, text::COPY_TABLE, move || {
        let told = known.get_untracked();
        copy_rows(desk, told.map(|told| untrack(|| say(desk, &told, &cell))).unwrap_or_default());
    });
    let copy = copy.attr("title", text::COPY_TABLE_TIP);
    section().child(section_head(h3().child(title), copy)).child(hint(about))
}

/// The rows of a table that follows the answer; the last column may be long.
pub fn table_of(desk: Desk, known: Known, say: Say) -> El {
    let rows = Memo::new(move |_| {
        let numbers: Numbers = desk.derived.numbers();
        let write = move |amount: f64| {
            if amount.is_nan() { text::NO_NUMBER.to_owned() } else { numbers.money(amount) }
        };
        known.with(|known| known.as_ref().map(|told| say(desk, told, &write)).unwrap_or_default())
    });
    let head = by(
        move || rows.with(|rows| rows.first().cloned().unwrap_or_default()),
        |head| {
            tr().child(
                head.iter().map(|name| th().attr("scope", "col").child(name.clone())).collect::<Vec<_>>(),
            )
        },
    );
    let body = Memo::new(move |_| rows.with(|rows| rows.iter().skip(1).cloned().collect::<Rows>()));
    let row = |row: Memo<Option<Vec<String>>>| {
        let cells = move || row.with(|row| row.clone().unwrap_or_default());
        tr().child(by(cells, |cells| cells.iter().map(|cell| td().child(cell.clone())).collect::<Vec<_>>()))
    };
    table().class("table").child(thead().child(head)).child(tbody().child(places(body, row)))
}

fn head(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn name_at(desk: Desk, told: &Told, at: usize) -> String {
    told.advice.fixes.get(at).map(|id| fix_name(desk, id)).unwrap_or_default()
}

/// What sorting would have bought.
pub fn beside(desk: Desk, known: Known) -> El {
    answer(desk, known, text::BESIDE_SORTING, text::BESIDE_ABOUT, compared)
        .child(table_of(desk, known, compared))
}

fn compared(desk: Desk, told: &Told, write: Write<'_>) -> Rows {
    let answer = &told.advice.answer;
    let row = |name: &str, choice: &Choice| {
        let fixes: Vec<String> = choice.fixes.iter().map(|at| name_at(desk, told, *at)).collect();
        let amounts = [choice.cost, choice.gain, choice.value - answer.today].map(write);
        let mut row = vec![name.to_owned()];
        row.extend(amounts);
        row.push(fixes.join("; "));
        row
    };
    let mut rows = vec![head(&["", text::COST, text::GAIN_SHORT, text::NET, text::BUYS])];
    rows.push(row(text::BEST_SET, &answer.chosen));
    rows.push(row(text::SORTED_BY_GAIN, &answer.by_gain));
    rows.push(row(text::SORTED_BY_RATIO, &answer.by_ratio));
    if told.view() == Perspective::Evidence {
        rows.push(row(text::COMPANY_CHOICE, &told.advice.company));
    }
    rows
}

/// What each fix contributes: alone, last in, by Shapley.
pub fn each_fix(desk: Desk, known: Known) -> El {
    answer(desk, known, text::EACH_FIX, text::EACH_FIX_ABOUT, contributions).child(table_of(
        desk,
        known,
        contributions,
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
    section().child(h3().child(text::BLIND_SPOT_FIXES)).child(p().attr("data-number", "regret").child(words))
}

fn regret_words(desk: Desk, told: &Told) -> String {
    if told.view() == Perspective::Company {
        return text::COMPANY_VIEW_SHOWN.into();
    }
    let (chosen, company) = (&told.advice.answer.chosen, &told.advice.company);
    let regret = chosen.value - company.value;
    if regret < 0.005 {
        return text::SAME_CHOICE.into();
    }
    let only = |one: &Choice, other: &Choice| {
        let names: Vec<String> = one
            .fixes
            .iter()
            .filter(|at| !other.fixes.contains(at))
            .map(|at| name_at(desk, told, *at))
            .collect();
        names.join("; ")
    };
    let amount = desk.derived.numbers().money(regret);
    let differs = text::regret_differs(&only(chosen, company), &only(company, chosen));
    [text::regret_costs(&amount), differs].join(" ")
}
