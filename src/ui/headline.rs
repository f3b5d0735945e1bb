//! One plain sentence over the map that answers "so what?"; its numbers lead to their receipts.

use super::catalogue as text;
use super::desk::Desk;
use super::names::place_name;
use super::numbers::Numbers;
use super::prelude::*;
use super::receipt::{self, Receipt};
use super::sentence::{Of, Sentence};
use crate::analysis::origin::Question;
use crate::model::{Id, Journey, OutcomeKind, Period};
use std::rc::Rc;

/// What the sentence says.
#[derive(Clone, PartialEq)]
struct Said {
    numbers: Numbers,
    period: Period,
    share: f64,
    entrants: f64,
    success: String,
    worst: Option<(Id, String, f64)>,
    leaver: Option<(Id, String, f64)>,
}

/// The names of the outcomes that are a success.
fn success_names(journey: &Journey) -> String {
    let successes = journey.outcomes.iter().filter(|(_, outcome)| outcome.kind == OutcomeKind::Success);
    let names: Vec<String> = successes.map(|(id, _)| place_name(journey, id)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => text::either(one, two),
        _ => text::A_SUCCESS.into(),
    }
}

fn said(desk: Desk) -> Option<Said> {
    let (reading, numbers) = (desk.derived.reading(), desk.derived.numbers());
    let (book, entrants) = (desk.session.book.get(), desk.derived.entrants());
    desk.editor.read(|journey| {
        if journey.touchpoints.is_empty() {
            return None;
        }
        let pairs = || journey.touchpoints.ids().zip(&reading.touchpoints);
        let most = |of: &dyn Fn(&crate::analysis::TouchpointReading) -> f64| {
            let best = pairs().max_by(|a, b| of(a.1).total_cmp(&of(b.1)))?;
            let amount = of(best.1);
            (amount > 1e-9).then(|| (best.0.clone(), place_name(journey, best.0), amount))
        };
        Some(Said {
            numbers,
            period: journey.about.period,
            share: reading.success,
            entrants,
            success: success_names(journey),
            worst: most(&|reading| reading.leak[book] * entrants),
            leaver: most(&|reading| reading.leavers * entrants),
        })
    })
}

/// The same in words, with what is asked where each of its numbers comes from.
pub fn sentence(desk: Desk) -> Option<(Sentence, Vec<Question>)> {
    let said = said(desk)?;
    let numbers = said.numbers;
    let (mut sentence, mut questions) = if said.success.is_empty() {
        (Sentence::of(text::NO_SUCCESS_YET.to_owned(), &[]), Vec::new())
    } else {
        let share = Sentence::default().number(&numbers.share(said.share));
        (reached(share, &said), vec![Question::Success, Question::Entrants])
    };
    let worst = match (&said.worst, &said.leaver) {
        (Some((id, name, amount)), _) => {
            Some((text::MOST_VALUE_LEAKS_AT, id, name, numbers.money_short(*amount)))
        }
        (None, Some((id, name, amount))) => Some((text::MOST_LEAVE_AT, id, name, numbers.people(*amount))),
        _ => None,
    };
    if let Some((what, id, name, amount)) = worst {
        sentence = sentence.then(&[" ", what, " ", name, ": "].concat());
        sentence = match worst_question(desk, id, said.worst.is_some()) {
            Some(question) => {
                questions.push(question);
                sentence.number(&amount)
            }
            None => sentence.then(&amount),
        };
        sentence = sentence.then(&[text::a_period(said.period).as_str(), "."].concat());
    }
    Some((sentence, questions))
}

/// How many enter, and what those reach who succeed.
fn reached(sentence: Sentence, said: &Said) -> Sentence {
    let [before, after] = text::of_entrants_reach(said.period, &said.success);
    sentence.then(&before).number(&said.numbers.people(said.entrants)).then(&after)
}

/// What is asked of the place where most is lost: value, or else people.
fn worst_question(desk: Desk, id: &Id, leak: bool) -> Option<Question> {
    let place = desk.derived.place(id)?;
    Some(if leak { Question::Leak(place, desk.session.book.get()) } else { Question::Leavers(place) })
}

/// The sentence over the map.
pub fn headline(desk: Desk) -> Child {
    let said = Memo::new(move |_| said(desk));
    let sentence = move || said.with(|said| said.as_ref().map(|said| (fact(desk, said), worst(desk, said))));
    when(move || said.with(Option::is_some), move || p().class("headline").child(sentence))
}

/// A number that leads to its receipt.
fn number(name: &'static str, words: String, desk: Desk, receipt: impl Fn() -> Receipt + 'static) -> El {
    let receipt: Box<dyn Fn() -> Receipt> = Box::new(receipt);
    button()
        .attr("data-number", name)
        .attr("title", text::RECEIPT_TIP)
        .on(ev::click, move |_| receipt::show(desk, untrack(&receipt)))
        .child(words)
}

/// How many succeed.
fn fact(desk: Desk, said: &Said) -> El {
    if said.success.is_empty() {
        return b().child(text::NO_SUCCESS_YET);
    }
    let share = said.numbers.share(said.share);
    let of: Of = Rc::new(|desk, _| Receipt::of(desk, Question::Entrants));
    b().child(number("success", share, desk, move || Receipt::of_success(desk)))
        .child(reached(Sentence::default(), said).asked(desk, &of))
}

/// Where most is lost.
fn worst(desk: Desk, said: &Said) -> Option<Vec<Child>> {
    let (id, name, amount, leak) = match (&said.worst, &said.leaver) {
        (Some((id, name, amount)), _) => (id, name, said.numbers.money_short(*amount), true),
        (None, Some((id, name, amount))) => (id, name, said.numbers.people(*amount), false),
        _ => return None,
    };
    let (shown, receipt_of) = (id.clone(), id.clone());
    let show = button()
        .attr("title", text::SHOW_TIP)
        .on(ev::click, move |_| super::commands::show(desk, &shown))
        .child(name.clone());
    let receipt = move || {
        worst_question(desk, &receipt_of, leak)
            .map(|question| Receipt::of(desk, question))
            .unwrap_or_default()
    };
    Some(vec![
        " ".into_child(),
        (if leak { text::MOST_VALUE_LEAKS_AT } else { text::MOST_LEAVE_AT }).into_child(),
        " ".into_child(),
        show.into_child(),
        ": ".into_child(),
        number("worst", amount, desk, receipt).into_child(),
        text::a_period(said.period).into_child(),
        ".".into_child(),
    ])
}
