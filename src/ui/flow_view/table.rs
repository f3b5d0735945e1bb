//! The same as a table: every bar and every way, each number with where it comes from; of two segments
//! both, and how much more the first has.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::panels::number_with_receipt;
use super::super::prelude::*;
use super::super::receipt::Receipt;
use super::flows::{Drawn, amount_words};
use super::{Shown, What};
use crate::analysis::origin::Question;
use crate::layout::Sankey;
use std::sync::Arc;

/// A line: what it is, what is asked, and the amount of each side.
struct Line {
    name: String,
    question: Question,
    amounts: Vec<f64>,
}

/// The bars, then the ways; without those that have nothing on any side.
fn lines(shown: &Shown) -> Vec<Line> {
    let Some((first, _)) = shown.sides.first() else { return Vec::new() };
    let sides = |of: &dyn Fn(&Drawn) -> Option<f64>| -> Vec<f64> {
        shown.sides.iter().map(|(side, _)| of(side).unwrap_or(0.0)).collect()
    };
    let card = |(at, card): (usize, &super::flows::Named)| Line {
        name: card.name.clone(),
        question: card.question,
        amounts: sides(&|side| Some(side.cards.get(at)?.amount)),
    };
    let way = |(at, way): (usize, &super::flows::NamedWay)| Line {
        name: way.ends.join(" → "),
        question: way.question,
        amounts: sides(&|side| Some(side.ways.get(at)?.amount.0)),
    };
    let cards = first.cards.iter().enumerate().map(card);
    let all = cards.chain(first.ways.iter().enumerate().map(way));
    all.filter(|line| line.amounts.iter().any(|amount| *amount != 0.0)).collect()
}

/// The table on the screen.
pub fn table_of(desk: Desk, shown: Memo<Arc<Shown>>) -> El {
    let made = by(
        move || shown.get(),
        move |shown| {
            let names = shown.sides.iter().map(|(side, _)| side.name.clone());
            let mut heads: Vec<String> = std::iter::once(text::WHAT.to_owned()).chain(names).collect();
            if shown.sides.len() > 1 {
                heads.push(text::DIFFERENCE.to_owned());
            }
            let heads = heads.into_iter().map(|head| th().attr("scope", "col").child(head));
            let head = thead().child(tr().child(heads.collect::<Vec<_>>()));
            let what = shown.what.unwrap_or(What::Customers);
            let rows = lines(shown).into_iter().map(|line| row(desk, what, &shown.sides, line));
            (head, tbody().child(rows.collect::<Vec<_>>()))
        },
    );
    table().class("table flow-table").attr("tabindex", "-1").attr("aria-label", text::FLOW_VIEW).child(made)
}

fn row(desk: Desk, what: What, sides: &[(Drawn, Sankey)], line: Line) -> El {
    let question = line.question;
    let number = |((side, _), amount): (&(Drawn, Sankey), &f64)| {
        let place = side.place;
        let open = move |desk| Receipt::of_segment(desk, place, question);
        let words = amount_words(desk, what, *amount);
        td().child(number_with_receipt(desk, words.into(), Box::new(open)))
    };
    let numbers = sides.iter().zip(&line.amounts).map(number).collect::<Vec<_>>();
    let more = match line.amounts.as_slice() {
        [one, other] => {
            let names = [sides.first(), sides.get(1)].map(|side| side.map(|(side, _)| side.name.clone()));
            Some(difference(desk, what, (line.name.clone(), names), [*one, *other]))
        }
        _ => None,
    };
    tr().child(th().attr("scope", "row").child(line.name)).child(numbers).child(more)
}

/// How much more the first side has, and where that comes from.
fn difference(
    desk: Desk,
    what: What,
    (name, sides): (String, [Option<String>; 2]),
    [one, other]: [f64; 2],
) -> El {
    let open = move |desk| {
        let [first, second] = sides.clone().map(Option::unwrap_or_default);
        let words = [text::DIFFERENCE, text::DIFFERENCE_SENTENCE, text::DIFFERENCE_FORMULA];
        let write = |amount: f64| amount_words(desk, what, amount);
        let mut receipt = Receipt::of_sum(desk, words, vec![(first, one), (second, -other)], &write);
        receipt.title = text::question_at(text::DIFFERENCE, &name);
        receipt
    };
    let words = amount_words(desk, what, one - other);
    let words = if one > other { ["+", &words].concat() } else { words };
    td().child(number_with_receipt(desk, words.into(), Box::new(open)))
}

/// Brings the table into sight.
pub fn reveal() {
    if let Ok(Some(table)) = document().query_selector(".flow-table") {
        table.scroll_into_view();
    }
}

/// The ways as a table to be copied, the titles first: of one side with what is of first passes, of two
/// each side and how much more the first has.
pub fn rows(shown: &Shown) -> Vec<Vec<String>> {
    let mut heads = vec![text::FROM.to_owned(), text::TO.to_owned()];
    if let [(one, _), (other, _)] = shown.sides.as_slice() {
        heads.extend([one.name.clone(), other.name.clone(), text::DIFFERENCE.to_owned()]);
        let row = |(one, other): (&super::flows::NamedWay, &super::flows::NamedWay)| {
            let (a, b) = (one.amount.0, other.amount.0);
            let numbers = [a, b, a - b].map(|amount| format!("{amount}"));
            (a != 0.0 || b != 0.0).then(|| one.ends.iter().cloned().chain(numbers).collect())
        };
        let rows = one.ways.iter().zip(&other.ways).filter_map(row);
        return std::iter::once(heads).chain(rows).collect();
    }
    heads.extend([text::AMOUNT, text::FIRST_PASSES].map(str::to_owned));
    let ways = shown.sides.iter().flat_map(|(side, _)| &side.ways);
    let row = |way: &super::flows::NamedWay| {
        let numbers = [way.amount.0, way.amount.1].map(|amount| format!("{amount}"));
        way.ends.iter().cloned().chain(numbers).collect()
    };
    std::iter::once(heads).chain(ways.filter(|way| way.amount.0 != 0.0).map(row)).collect()
}
