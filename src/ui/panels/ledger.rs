//! The loss ledger: what friction costs in all, and whose part of it is whose.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::receipt::{self, Receipt};
use super::super::widgets::{Bar, Plot, PlotRow};
use super::around::book_choice;
use super::insights::{Insight, cell};
use super::parts::{a_period, chooser, fact_with_receipt, facts, hint};
use crate::analysis::origin::Question;
use crate::analysis::{Book, ByBook, ledger::Grouping};
use crate::geometry::largest_first;
use crate::jobs::ledger::{self, Answer, Part};
use crate::model::{Burden, Id, Journey};
use std::rc::Rc;

/// What friction costs, and whose part of it is whose.
pub const INSIGHT: Insight = Insight { name: text::LEDGER, about: text::LEDGER_ABOUT, view, cells };

/// How many parts have a row of their own.
const SHOWN: usize = 24;
/// What the two bars of a touchpoint say.
const PLACES: [(&str, &str); 2] = [(text::STARTS_HERE, "tone-bad"), (text::SHOWS_HERE, "tone-edge")];

/// By what a loss is split, and the parts, the largest in the shown book first; per entrant.
type Found = Option<(Grouping, Answer)>;

fn found(desk: Desk) -> Found {
    let (question, answer) = desk.ledger.answer(desk, ledger::answer)?;
    let mut answer = answer?;
    let book = desk.session.book.get();
    answer.parts = largest_first(answer.parts, |part| part.loss[book]);
    Some((Grouping::ALL.get(question.choice).copied()?, answer))
}

fn view(desk: Desk) -> Child {
    desk.ledger.attend(desk, |desk| desk.grouping.get());
    let found = Memo::new(move |_| found(desk));
    let amount = move |of: fn(&Answer) -> ByBook| {
        move || {
            let amount =
                found.with(|found| found.as_ref().map(|(_, answer)| of(answer)[desk.session.book.get()]));
            let money = |amount: f64| desk.derived.numbers().money_short(amount * desk.derived.entrants());
            amount.map_or_else(|| text::NO_NUMBER.to_owned(), money)
        }
    };
    let totals = facts([
        fact_with_receipt(desk, amount(lost), a_period(desk, text::lost_a), lost_receipt),
        fact_with_receipt(desk, amount(|answer| answer.now), text::VALUE_NOW, |desk| {
            Receipt::of(desk, Question::ValueInAll(desk.session.book.get()))
        }),
        fact_with_receipt(
            desk,
            amount(|answer| answer.without_friction),
            text::WITH_NO_FRICTION,
            move |desk| {
                let each = found.with(|found| found.as_ref().map(|(_, answer)| answer.without_friction));
                let each = each.unwrap_or_default();
                let words = [text::WITH_NO_FRICTION, text::LEDGER_FREE_SENTENCE, text::LEDGER_FREE_FORMULA];
                per_entrant(desk, words, each)
            },
        ),
    ]);
    let names = text::GROUPINGS.iter().enumerate();
    let nav =
        div().class("insight-nav").attr("role", "group").attr("aria-label", text::SPLIT_BY).child(
            names.map(|(at, name)| chooser(desk.grouping, at, name).class("chip")).collect::<Vec<_>>(),
        );
    let grouping = move || found.with(|found| found.as_ref().map(|(grouping, _)| *grouping));
    let parts = by(grouping, move |grouping| grouping.map(|grouping| parts(desk, found, grouping)));
    let sampled = move || {
        let orders = found.with(|found| found.as_ref().and_then(|(_, answer)| answer.orders));
        orders.map(|orders| hint(text::orders_drawn(orders)))
    };
    Child::Several(vec![
        book_choice(desk).into_child(),
        desk.ledger.framed(totals).into_child(),
        nav.into_child(),
        desk.ledger.line(desk, text::WORK_IT_OUT).into_child(),
        desk.ledger.framed([parts, sampled.into_child()]).into_child(),
        hint(text::LEDGER_MEANS).into_child(),
    ])
}

/// The whole loss.
fn lost(answer: &Answer) -> ByBook {
    answer.without_friction.plus(answer.now.times(-1.0))
}

/// Whose a part is, in words.
fn group_name(journey: &Journey, grouping: Grouping, group: &[String]) -> String {
    let owner = |id: &String| {
        let owner = Id::new(id).ok().and_then(|id| journey.owners.get(&id).map(|owner| owner.name.clone()));
        owner.unwrap_or_else(|| id.clone())
    };
    match (grouping, group) {
        (_, []) => text::nobodys(grouping).to_owned(),
        (Grouping::Burden, [key, ..]) => {
            let burden = Burden::ALL.into_iter().find(|burden| burden.key() == key);
            burden.map(text::burden_name).unwrap_or_default().to_owned()
        }
        (Grouping::HandOff, [from, to, ..]) => text::handed(&owner(from), &owner(to)),
        (Grouping::Stage, [id, ..]) => {
            let stage =
                Id::new(id).ok().and_then(|id| journey.stages.get(&id).map(|stage| stage.name.clone()));
            stage.unwrap_or_else(|| id.clone())
        }
        (Grouping::Touchpoint, [id, ..]) => {
            Id::new(id).map(|id| place_name(journey, &id)).unwrap_or_default()
        }
        (_, [id, ..]) => owner(id),
    }
}

/// The parts as bars, and their sum.
fn parts(desk: Desk, found: Memo<Found>, grouping: Grouping) -> Child {
    let rows = Memo::new(move |_| found.with(|found| shown(desk, found)));
    let go = move |at: usize| {
        let id = found.with_untracked(|found| {
            let (_, answer) = found.as_ref()?;
            Id::new(answer.parts.get(at)?.group.first()?).ok()
        });
        if let Some(id) = id {
            commands::show(desk, &id);
        }
    };
    let leads = matches!(grouping, Grouping::Touchpoint | Grouping::Stage);
    let choose: Option<Rc<dyn Fn(usize)>> = if leads { Some(Rc::new(go)) } else { None };
    let key: &[(&str, &str)] = if grouping == Grouping::Touchpoint { &PLACES } else { &[] };
    // A scale for all would show nothing but the few places where most of it shows.
    let open = move |at: usize, bar: usize| {
        if let Some((name, part, _)) = rows.with_untracked(|rows| rows.get(at).cloned()) {
            receipt::show(desk, untrack(|| part_receipt(desk, &part, bar, &name)));
        }
    };
    let by_place = grouping == Grouping::Touchpoint;
    let plot = Plot {
        key,
        choose,
        scales_apart: by_place,
        ask: Some(Rc::new(open)),
        ask_aside: Some(Rc::new(move |at| open(at, 0))),
    }
    .draw(move || rows.with(|rows| drawn(desk, rows, by_place)));
    let empty = when(move || rows.with(Vec::is_empty), || hint(text::NOTHING_SCORED));
    let about = if grouping == Grouping::Touchpoint { text::STARTS_AND_SHOWS } else { text::BARS_SUM };
    [plot.into_child(), empty, hint(about).into_child()].into_child()
}

/// A row: its name, the part of the loss that it is, and whether it is the sum of the others.
type Row = (String, Part, bool);

/// The largest parts, all the others as one, and the sum.
fn shown(desk: Desk, found: &Found) -> Vec<Row> {
    let Some((grouping, answer)) = found else { return Vec::new() };
    let (shown, rest) = answer.parts.split_at(answer.parts.len().min(SHOWN));
    let named = |part: &Part| {
        let name = desk.editor.read(|journey| group_name(journey, *grouping, &part.group));
        (name, part.clone(), false)
    };
    let mut rows: Vec<Row> = shown.iter().map(named).collect();
    if !rest.is_empty() {
        rows.push((text::others(rest.len()), rest.iter().fold(Part::default(), merged), false));
    }
    if !rows.is_empty() {
        let all = answer.parts.iter().fold(Part::default(), merged);
        rows.push((text::SUM.into(), Part { error: ByBook::default(), ..all }, true));
    }
    rows
}

fn drawn(desk: Desk, rows: &[Row], by_place: bool) -> Vec<PlotRow> {
    let mut sum = ByBook::default();
    let row = |(name, part, is_sum): &Row| {
        let before = if *is_sum { ByBook::default() } else { sum };
        sum = sum.plus(part.loss);
        let mut row = part_row(desk, name.clone(), part, before, by_place);
        row.is_sum = *is_sum;
        if *is_sum && by_place {
            without_bars(&mut row);
        }
        row
    };
    rows.iter().map(row).collect()
}

/// Leaves the numbers of a row: beside the bar of a sum, those of many parts can't be seen.
fn without_bars(row: &mut PlotRow) {
    for bar in &mut row.bars {
        (bar.to, bar.tone) = (0.0, "tone-none");
    }
}

/// Two parts as one; errors as if the parts were drawn apart.
fn merged(one: Part, other: &Part) -> Part {
    let error = |book: Book| one.error[book].hypot(other.error[book]);
    let shows = [one.shows, other.shows].into_iter().flatten().fold(ByBook::default(), ByBook::plus);
    Part {
        group: Vec::new(),
        loss: one.loss.plus(other.loss),
        error: ByBook { organisation: error(Book::Organisation), customer: error(Book::Customer) },
        shows: Some(shows),
    }
}

/// A part's row: its bar begins where the one before ended, so that the bars sum visibly; by
/// touchpoint there are two, which begin at zero.
fn part_row(desk: Desk, name: String, part: &Part, before: ByBook, by_place: bool) -> PlotRow {
    let (numbers, book, entrants) =
        (desk.derived.numbers(), desk.session.book.get(), desk.derived.entrants());
    let [loss, error, before] = [part.loss, part.error, before].map(|of| of[book] * entrants);
    let aside = if error > 0.0 { text::plus_minus(&numbers.money(error)) } else { String::new() };
    let number = numbers.money(loss);
    let bars = if by_place {
        let shows = part.shows.map(|shows| shows[book] * entrants);
        let number_of_shows = shows.map_or_else(|| text::NO_NUMBER.to_owned(), |shows| numbers.money(shows));
        let [(_, starts_tone), (_, shows_tone)] = PLACES;
        vec![
            Bar { to: loss, error, number, tone: starts_tone, ..Bar::default() },
            Bar::of(shows.unwrap_or(0.0), number_of_shows, shows_tone),
        ]
    } else {
        vec![Bar { from: before, to: before + loss, error, number, tone: "tone-bad" }]
    };
    PlotRow { name, aside, bars, is_sum: false }
}

/// Where a part of the loss comes from, or what of it shows at a touchpoint.
fn part_receipt(desk: Desk, part: &Part, bar: usize, name: &str) -> Receipt {
    let shows = [text::SHOWS_HERE, text::SHOWS_SENTENCE, text::SHOWS_FORMULA];
    let mut receipt = match (bar, part.shows) {
        (0, _) => {
            let mut receipt =
                per_entrant(desk, [text::LEDGER, text::PART_SENTENCE, text::PART_FORMULA], part.loss);
            let error = part.error[desk.session.book.get()] * desk.derived.entrants();
            if error > 0.0 {
                receipt.terms.push((text::STANDARD_ERROR.into(), desk.derived.numbers().money(error)));
            }
            receipt
        }
        (_, shown) => per_entrant(desk, shows, shown.unwrap_or_default()),
    };
    receipt.title = text::question_at(&receipt.title, name);
    receipt
}

/// An amount for each who enters, times how many do.
fn per_entrant(desk: Desk, words: [&'static str; 3], each: ByBook) -> Receipt {
    let (numbers, entrants) = (desk.derived.numbers(), desk.derived.entrants());
    let each = each[desk.session.book.get()];
    let mut receipt =
        Receipt::of_sum(desk, words, vec![(String::new(), each * entrants)], &|amount| numbers.money(amount));
    let product = format!("{} × {} = {}", numbers.people(entrants), numbers.money(each), receipt.number);
    receipt.terms = vec![(text::PER_ENTRANT_TERM.into(), product)];
    receipt
}

/// Where the whole loss comes from.
fn lost_receipt(desk: Desk) -> Receipt {
    let Some((_, answer)) = found(desk) else { return Receipt::default() };
    let (numbers, book, entrants) =
        (desk.derived.numbers(), desk.session.book.get(), desk.derived.entrants());
    let terms = vec![
        (text::WITH_NO_FRICTION.to_owned(), answer.without_friction[book] * entrants),
        (text::VALUE_NOW.to_owned(), -answer.now[book] * entrants),
    ];
    let words = [text::LEDGER, text::LEDGER_SENTENCE, text::LEDGER_FORMULA];
    Receipt::of_sum(desk, words, terms, &|amount| numbers.money(amount))
}

fn cells(desk: Desk) -> Vec<Vec<String>> {
    let heads = [
        text::LEDGER,
        text::LOST_TO_US,
        text::ERROR_TO_US,
        text::LOST_TO_THEM,
        text::ERROR_TO_THEM,
        text::SHOWS_TO_US,
        text::SHOWS_TO_THEM,
    ];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    let Some((grouping, answer)) = found(desk) else { return rows };
    let entrants = desk.derived.entrants();
    for part in &answer.parts {
        let name = desk.editor.read(|journey| group_name(journey, grouping, &part.group));
        let of = |of: ByBook, book: Book| cell(of[book] * entrants);
        let shows = |book: Book| part.shows.map(|shows| of(shows, book)).unwrap_or_default();
        let [us, them] = Book::ALL;
        let numbers = [
            of(part.loss, us),
            of(part.error, us),
            of(part.loss, them),
            of(part.error, them),
            shows(us),
            shows(them),
        ];
        rows.push(std::iter::once(name).chain(numbers).collect());
    }
    rows
}
