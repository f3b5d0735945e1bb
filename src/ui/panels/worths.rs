//! What segments are worth: the tables, and where each of their numbers comes from.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::pair::segment_names;
use super::super::prelude::*;
use super::super::receipt::Receipt;
use super::parts::{number_with_receipt, places};
use super::sure;
use crate::analysis::origin::Question;
use crate::analysis::segments::{self, Churn, SegmentWorth};
use crate::analysis::uncertainty::Uncertainty;
use crate::analysis::{Book, ByBook, Lifetime, Lifetimes, Refusal};

/// What segments are worth, each and all together.
#[derive(Clone, PartialEq)]
pub struct Worths {
    /// Segment by segment, by place.
    pub each: Vec<SegmentWorth>,
    /// All of them.
    pub together: Result<Lifetime, Refusal>,
    /// What all who enter in a period are worth.
    pub equity: Option<ByBook>,
    /// What is lost by leaving, of all together.
    pub churn: Churn,
    /// The intervals of it.
    pub sure: Option<Uncertainty>,
}

/// What they are worth now.
pub fn worths(desk: Desk) -> Worths {
    let (network, readings) = (desk.derived.network.get(), desk.derived.readings.get());
    let lifetimes = Lifetimes::of(&network);
    Worths {
        each: segments::each(&network, &readings, &lifetimes),
        churn: Churn::together(&network, &readings),
        equity: lifetimes.equity.ok(),
        together: lifetimes.together,
        sure: sure::found(desk),
    }
}

/// The receipt of a number of all segments together, in the book that is shown.
pub fn of_all(question: fn(Book) -> Question) -> impl Fn(Desk) -> Receipt {
    move |desk| worth_receipt(desk, None, question(desk.session.book.get()))
}

/// The receipt of a number of the segment at a place, or of all; where it is refused it says why.
fn worth_receipt(desk: Desk, place: Option<usize>, question: Question) -> Receipt {
    let mut receipt = Receipt::of_segment(desk, place, question);
    let network = desk.derived.network.get();
    // Without segments, everyone is one.
    let place = place.or((network.segments.len() == 1).then_some(0));
    let of = |lifetimes: Lifetimes| match place {
        Some(place) => lifetimes.segments.into_iter().nth(place),
        None => Some(lifetimes.together),
    };
    if let Question::Lifetime(_) | Question::Equity(_) | Question::ComesBack = question {
        let numbers = desk.derived.numbers();
        let count = |count: Option<f64>| {
            count.map_or_else(|| text::ENDLESS.to_owned(), |count| numbers.decimal(count, 3))
        };
        match of(Lifetimes::of(&network)) {
            Some(Err(refusal)) => receipt.sentence = desk.editor.read(|journey| refusal.sentence(journey)),
            Some(Ok(own)) if matches!(question, Question::Lifetime(_)) => {
                receipt.sentence = text::lifetime_sentence(&numbers.share(own.comes_back));
                receipt.terms.push((text::JOURNEYS_EACH.into(), count(own.journeys)));
                receipt.terms.push((text::NEWCOMERS_EACH.into(), count(own.newcomers)));
            }
            _ => {}
        }
    }
    receipt
}

/// Who they are and how many come back; below it, what they are worth.
pub fn worth_tables(desk: Desk, worths: Memo<Worths>) -> Child {
    let who: Columns = |desk, own| {
        let numbers = desk.derived.numbers();
        let back = own
            .lifetime
            .as_ref()
            .map_or_else(|_| text::NO_NUMBER.to_owned(), |own| numbers.share(own.comes_back));
        [numbers.people(own.volume), numbers.share(own.success), back]
    };
    let worth: Columns = |desk, own| {
        let (numbers, book) = (desk.derived.numbers(), desk.session.book.get());
        let none = || text::NO_NUMBER.to_owned();
        let lifetime = own.lifetime.as_ref().map_or_else(|_| none(), |own| numbers.money(own.total[book]));
        let equity = own.equity.map_or_else(none, |equity| numbers.money(equity[book]));
        [numbers.money(own.value[book]), lifetime, equity]
    };
    let asks_who: Asks = |_| [Question::Entrants, Question::Success, Question::ComesBack];
    let asks_worth: Asks = |book| [Question::Value(book), Question::Lifetime(book), Question::Equity(book)];
    let (who_heads, worth_heads) = (
        [text::ENTRANTS_SHORT, text::SUCCEED, text::COME_BACK],
        [text::VALUE_EACH, text::LIFETIME, text::EQUITY_SHORT],
    );
    [
        worth_table(desk, worths, who_heads, who, asks_who),
        worth_table(desk, worths, worth_heads, worth, asks_worth),
    ]
    .into_child()
}

/// What is asked of the numbers of a row.
type Asks = fn(Book) -> [Question; 3];
/// The numbers of a row.
type Columns = fn(Desk, &SegmentWorth) -> [String; 3];

fn worth_table(
    desk: Desk,
    worths: Memo<Worths>,
    heads: [&'static str; 3],
    columns: Columns,
    asks: Asks,
) -> El {
    let rows = Memo::new(move |_| {
        let row = |(at, (name, own)): (usize, (String, &SegmentWorth))| {
            let [a, b, c] = columns(desk, own);
            (at, [name, a, b, c])
        };
        let rows = |worths: &Worths| {
            segment_names(desk).into_iter().zip(&worths.each).enumerate().map(row).collect()
        };
        worths.with(rows)
    });
    let row = move |row: Memo<Option<(usize, [String; 4])>>| {
        let words = move |column: usize| {
            move || {
                row.with(|row| row.as_ref().and_then(|row| row.1.get(column).cloned()).unwrap_or_default())
            }
        };
        let number = |column: usize| {
            let open = move |desk: Desk| {
                let question = asks(desk.session.book.get()).get(column).copied();
                let place = row.with(|row| row.as_ref().map(|row| row.0));
                question
                    .zip(place)
                    .map(|(of, place)| worth_receipt(desk, Some(place), of))
                    .unwrap_or_default()
            };
            td().child(number_with_receipt(desk, words(column + 1).into(), Box::new(open)))
        };
        tr().child(td().child(words(0))).child([0, 1, 2].map(number))
    };
    let heads = heads.map(|head| th().child(head));
    let head = thead().child(tr().child(th().child(text::SEGMENT)).child(heads));
    table().class("table").child(head).child(tbody().child(places(rows, row)))
}
