//! The journey as customers evidence it beside the journey as the company sees it, what the
//! difference costs, and what to find out next.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::receipt::{self, Receipt};
use super::super::widgets::{Bar, BarRow, Plot, PlotRow, Rows, first};
use super::around::book_choice;
use super::differences::{Pair, Sides, difference_cells, difference_plot, show};
use super::insights::Insight;
use super::parts::{a_period, fact_with_receipt, facts, hint, number_with_receipt, places};
use super::sure;
use crate::analysis::origin::{Origin, Question};
use crate::analysis::perspectives::{Coverage, Perspectives, Stake};
use crate::analysis::{Book, Network, Reading, Readings};
use crate::geometry::largest_first;
use crate::model::{Burden, Id, Perspective, Value};
use std::rc::Rc;
use std::sync::Arc;

/// The journey seen twice.
pub const INSIGHT: Insight = Insight { name: text::TWO_VIEWS, about: text::TWO_VIEWS_ABOUT, view, cells };

/// How many touchpoints are shown that want evidence.
const SHOWN: usize = 8;

/// The readings of both perspectives, and what of the first rests on evidence.
#[derive(Clone, Copy)]
struct Views {
    pair: Pair,
    coverage: Memo<Coverage>,
}

impl Views {
    /// Both perspectives, followed; nothing is solved again where an edit changes no number.
    fn of(desk: Desk) -> Self {
        let seen = move |perspective: Perspective| {
            let network = Memo::new(move |_| desk.editor.read(|journey| Network::of(journey, perspective)));
            (network, Memo::new(move |_| network.with(Readings::of)))
        };
        let (network, evidence) = seen(Perspective::Evidence);
        let (_, company) = seen(Perspective::Company);
        let one_of = move |readings: Memo<Readings>| readings.with(|readings| side(desk, readings));
        let pair = Memo::new(move |_| one_of(evidence).zip(one_of(company)));
        let evidenced = Memo::new(move |_| desk.editor.read(evidenced));
        let coverage = Memo::new(move |_| {
            evidenced.track();
            network.with(|network| {
                evidence.with(|readings| desk.editor.peek(|journey| Coverage::of(journey, network, readings)))
            })
        });
        Self { pair, coverage }
    }
}

/// Which scores rest on evidence, in the order of the tables.
fn evidenced(journey: &crate::model::Journey) -> Vec<bool> {
    let mut all = Vec::new();
    for record in journey.touchpoints.records() {
        all.extend(Burden::ALL.map(|burden| record.burdens[burden].evidenced.is_some()));
        all.extend(Value::ALL.map(|value| record.values[value].evidenced.is_some()));
    }
    all
}

fn view(desk: Desk) -> Child {
    let Views { pair, coverage } = Views::of(desk);
    let price = move || {
        let price = pair.with(|pair| blind_spot(desk, pair));
        desk.derived.numbers().money_signed(price)
    };
    let covered = move || {
        let numbers = desk.derived.numbers();
        let [us, them] = coverage.with(|coverage| coverage.all.shares());
        let share = if desk.session.book.get() == Book::Organisation { us } else { them };
        let row = |share: f64| BarRow {
            name: text::RESTS_ON_EVIDENCE.into(),
            share,
            number: numbers.share(share),
            tone: "tone-value".into(),
            ..BarRow::default()
        };
        share.map(row).into_iter().collect()
    };
    let ask = move |_: usize| {
        receipt::show(desk, untrack(|| coverage.with(|coverage| covered_receipt(desk, coverage.all))));
    };
    Child::Several(vec![
        book_choice(desk).into_child(),
        facts([fact_with_receipt(desk, price, a_period(desk, text::blind_spot_a), blind_receipt)])
            .into_child(),
        hint(text::BLIND_SPOT_ABOUT).into_child(),
        totals(desk, pair).into_child(),
        h3().child(text::WHERE_VIEWS_DIFFER).into_child(),
        difference_plot(
            desk,
            pair,
            Rc::new(|| [text::BY_EVIDENCE, text::BY_COMPANY].map(str::to_owned)),
            |desk, side, question| seen(desk, VIEWS.get(side).copied().unwrap_or_default(), question).0,
        ),
        h3().child(text::FIND_OUT_NEXT).into_child(),
        hint(text::FIND_OUT_ABOUT).into_child(),
        Rows { ask: Some(Rc::new(ask)), ..Rows::default() }.draw(covered).into_child(),
        uncovered_plot(desk, coverage),
        sure::measure_next(desk),
    ])
}

/// What the company believes the journey to be worth in a period beyond what the evidence says.
fn blind_spot(desk: Desk, pair: &Sides) -> f64 {
    let (book, entrants) = (desk.session.book.get(), desk.derived.entrants());
    pair.as_ref().map_or(0.0, |(evidence, company)| (company.value[book] - evidence.value[book]) * entrants)
}

/// The readings of both perspectives, as they are now.
fn both(desk: Desk) -> Sides {
    let both = desk.editor.read(Perspectives::of);
    side(desk, &both.evidence).zip(side(desk, &both.company))
}

/// The reading of the segment that is shown, or of all.
fn side(desk: Desk, readings: &Readings) -> Option<Arc<Reading>> {
    match desk.derived.segment_place() {
        Some(place) => readings.segments.get(place).cloned(),
        None => Some(readings.together.clone()),
    }
}

/// Success, drop-off and value in both views, and how much more the evidence says.
fn totals(desk: Desk, pair: Pair) -> El {
    let rows = Memo::new(move |_| {
        let (numbers, book, entrants) =
            (desk.derived.numbers(), desk.session.book.get(), desk.derived.entrants());
        pair.with(|pair| {
            let Some((evidence, company)) = pair else { return Vec::new() };
            let share = |at: usize, name: &'static str, of: fn(&Reading) -> f64| {
                let (one, other) = (of(evidence), of(company));
                let points = numbers.points(one - other, 2);
                (at, [name.to_owned(), numbers.share_exact(one), numbers.share_exact(other), points])
            };
            let (one, other) = (evidence.value[book] * entrants, company.value[book] * entrants);
            vec![
                share(0, text::REACH_SUCCESS, |reading| reading.success),
                share(1, text::THEY_LEAVE, |reading| reading.dropped),
                (
                    2,
                    [
                        text::VALUE_IN_ALL.to_owned(),
                        numbers.money(one),
                        numbers.money(other),
                        numbers.money_signed(one - other),
                    ],
                ),
            ]
        })
    });
    let heads = [text::WHAT_IS_COMPARED, text::BY_EVIDENCE, text::BY_COMPANY, text::DIFFERENCE];
    let row = move |row: Memo<Option<(usize, [String; 4])>>| {
        let words = move |column: usize| {
            move || {
                row.with(|row| row.as_ref().and_then(|row| row.1.get(column).cloned()).unwrap_or_default())
            }
        };
        let number = |column: usize| {
            let open = move |desk| {
                let place = row.with(|row| row.as_ref().map_or(0, |row| row.0));
                total_receipt(desk, place, column)
            };
            td().child(number_with_receipt(desk, words(column).into(), Box::new(open)))
        };
        tr().child(td().child(words(0))).child([1, 2, 3].map(number))
    };
    let head = thead().child(tr().child(heads.map(|head| th().child(head))));
    table().class("table").child(head).child(tbody().child(places(rows, row)))
}

/// The two views, as they are compared.
const VIEWS: [Perspective; 2] = [Perspective::Evidence, Perspective::Company];

/// Where a number comes from in a view, and the number.
fn seen(desk: Desk, perspective: Perspective, question: Question) -> (Receipt, Option<f64>) {
    let network = desk.editor.read(|journey| Network::of(journey, perspective));
    let readings = Readings::of(&network);
    let number = question.number(&network, &readings, desk.derived.segment_place());
    let receipt = Receipt::in_view(desk, &network, &readings, perspective, question);
    (receipt, number)
}

/// Where a total comes from: by evidence, by the company, or the one less the other.
fn total_receipt(desk: Desk, row: usize, column: usize) -> Receipt {
    let question = match row {
        0 => Question::Success,
        1 => Question::Dropped,
        _ => Question::ValueInAll(desk.session.book.get()),
    };
    let side = |perspective: Perspective| seen(desk, perspective, question);
    match column {
        1 => side(Perspective::Evidence).0,
        2 => side(Perspective::Company).0,
        _ => {
            let (sides, numbers) = (VIEWS.map(side), desk.derived.numbers());
            less(desk, &sides, &|amount| match row {
                2 => numbers.money(amount),
                _ => numbers.share_exact(amount),
            })
            .unwrap_or_default()
        }
    }
}

/// The one view less the other, under what both were computed; `None` where one of them says nothing.
fn less(
    desk: Desk,
    [(first, one), (second, other)]: &[(Receipt, Option<f64>); 2],
    write: &dyn Fn(f64) -> String,
) -> Option<Receipt> {
    let (one, other) = one.zip(*other)?;
    let terms = vec![(text::BY_EVIDENCE.to_owned(), one), (text::BY_COMPANY.to_owned(), -other)];
    let words = [text::DIFFERENCE, text::DIFFERENCE_SENTENCE, text::DIFFERENCE_FORMULA];
    let mut receipt = Receipt::of_sum(desk, words, terms, write);
    receipt.title = text::question_at(text::DIFFERENCE, &first.title);
    receipt.under = [first.under.as_str(), second.under.as_str()].join(" ");
    Some(receipt)
}

/// How much more leave at a touchpoint by evidence than by the company's view, and where both come from.
pub fn gap_receipts(desk: Desk, at: usize) -> Vec<Receipt> {
    let sides = VIEWS.map(|view| seen(desk, view, Question::DropOff(at)));
    let numbers = desk.derived.numbers();
    let less = less(desk, &sides, &|share| numbers.points(share, 2));
    less.into_iter().chain(sides.map(|(receipt, _)| receipt)).collect()
}

/// What hangs on evidence, of all that hangs on anything.
fn covered_receipt(desk: Desk, Stake { all, evidenced }: Stake) -> Receipt {
    let (numbers, book, entrants) =
        (desk.derived.numbers(), desk.session.book.get(), desk.derived.entrants());
    let [with, open] = [evidenced[book], all[book] - evidenced[book]].map(|amount| amount * entrants);
    let words = [text::RESTS_ON_EVIDENCE, text::COVERED_STAKE_SENTENCE, text::COVERED_STAKE_FORMULA];
    let terms = vec![(text::STAKE_EVIDENCED.to_owned(), with), (text::STAKE_OPEN.to_owned(), open)];
    let mut receipt = Receipt::of_sum(desk, words, terms, &|amount| numbers.money(amount));
    let sum = (text::AS_A_SUM.to_owned(), receipt.number);
    receipt.terms.push(sum);
    receipt.number = numbers.share_exact(if all[book] > 0.0 { evidenced[book] / all[book] } else { 0.0 });
    receipt
}

/// What hangs on the numbers of a touchpoint that rest on no evidence.
fn stake_receipt(desk: Desk, (id, name, stake): &Staked) -> Receipt {
    let (numbers, book, entrants) =
        (desk.derived.numbers(), desk.session.book.get(), desk.derived.entrants());
    let words = [text::STAKE_OPEN, text::STAKE_SENTENCE, text::STAKE_FORMULA];
    let network = desk.editor.read(|journey| Network::of(journey, Perspective::Evidence));
    let readings = Readings::of(&network);
    let origin = desk.derived.place(id).and_then(|place| {
        desk.editor
            .read(|journey| Origin::of_stake(journey, &network, &readings, place, (book, false), entrants))
    });
    let mut receipt = match origin {
        Some(origin) => Receipt::of_origin(desk, words, Question::Value(book), &origin),
        None => Receipt::of_sum(desk, words, Vec::new(), &|_| String::new()),
    };
    receipt.number = numbers.money((stake.all[book] - stake.evidenced[book]) * entrants);
    receipt.title = text::question_at(text::STAKE_OPEN, name);
    receipt
}

/// A touchpoint and what hangs on its numbers.
type Staked = (Id, String, Stake);

/// The touchpoints by how much hangs on numbers that rest on no evidence.
fn uncovered_plot(desk: Desk, coverage: Memo<Coverage>) -> Child {
    let book = move || desk.session.book.get();
    let open = move |stake: &Stake| stake.all[book()] - stake.evidenced[book()];
    let rows = Memo::new(move |_| {
        let rows: Vec<Staked> = coverage.with(|coverage| {
            desk.editor.read(|journey| {
                let both = journey.touchpoints.ids().zip(&coverage.touchpoints);
                both.map(|(id, stake)| (id.clone(), place_name(journey, id), *stake)).collect()
            })
        });
        let rows = rows.into_iter().filter(|row| open(&row.2) > 0.0).collect();
        largest_first(rows, |row: &Staked| open(&row.2))
    });
    let row = move |(_, name, stake): Staked| {
        let (numbers, entrants) = (desk.derived.numbers(), desk.derived.entrants());
        let [all, open] = [stake.all[book()], open(&stake)].map(|amount| amount * entrants);
        let share = numbers.share(if all > 0.0 { (1.0 - open / all).clamp(0.0, 1.0) } else { 0.0 });
        PlotRow {
            name,
            aside: text::rests_on_evidence(&share),
            bars: vec![Bar::of(open, numbers.money_short(open), "tone-worry")],
            is_sum: false,
        }
    };
    let bars = move |most| first(rows, most, row);
    let ask = Rc::new(move |at: usize, _: usize| {
        if let Some(row) = rows.with_untracked(|rows| rows.get(at).cloned()) {
            receipt::show(desk, untrack(|| stake_receipt(desk, &row)));
        }
    });
    let ask_aside = Rc::new(move |at: usize| {
        if let Some((_, name, stake)) = rows.with_untracked(|rows| rows.get(at).cloned()) {
            let mut receipt = untrack(|| covered_receipt(desk, stake));
            receipt.title = text::question_at(&receipt.title, &name);
            receipt::show(desk, receipt);
        }
    });
    let plot = Plot {
        choose: Some(show(desk, rows, |row| row.0.clone())),
        ask: Some(ask),
        ask_aside: Some(ask_aside),
        ..Plot::default()
    };
    [p().class("small").child(text::UNCOVERED), plot.draw_first(SHOWN, bars)].into_child()
}

/// What the blind spot is made of.
fn blind_receipt(desk: Desk) -> Receipt {
    let pair = both(desk);
    let (numbers, book, entrants) =
        (desk.derived.numbers(), desk.session.book.get(), desk.derived.entrants());
    let side = |name: &str, reading: &Reading, times: f64| (name.to_owned(), reading.value[book] * times);
    let terms = pair.iter().flat_map(|(evidence, company)| {
        [side(text::BY_COMPANY, company, entrants), side(text::BY_EVIDENCE, evidence, -entrants)]
    });
    let words = [text::BLIND_SPOT, text::BLIND_SPOT_ABOUT, text::BLIND_SPOT_FORMULA];
    Receipt::of_sum(desk, words, terms.collect(), &|amount| numbers.money_signed(amount))
}

fn cells(desk: Desk) -> Vec<Vec<String>> {
    difference_cells(desk, &both(desk), text::BY_EVIDENCE, text::BY_COMPANY)
}
