//! A transition: how many go this way.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::widgets::{NumberField, TextField, choice};
use super::parts::{a_period, fact_asked, facts, foot, hint, panel, sign, word_button};
use super::ranges::{Ranged, ranges};
use super::subject::Subject;
use crate::analysis::origin::Question;
use crate::model::{Id, Range, Transition};

/// The fields and numbers of a transition.
pub fn transition_panel(id: Id, desk: Desk) -> El {
    let blank = id.clone();
    let transition = Subject::or(id, desk, move || Transition::between(blank.clone(), blank.clone()));
    let way = div()
        .class("list-row")
        .child(end(transition, |t| &t.from))
        .child(icon(Icon::Right))
        .child(end(transition, |t| &t.to));
    let delay = transition.number(text::DELAY, |t| t.delay_days, |t, days| t.delay_days = days);
    let reward = transition.number(text::REWARD, |t| t.reward, |t, reward| t.reward = reward);
    let words = TextField::new(text::LABEL, transition.words(|t| &t.label), move |words| {
        transition.change(|t| t.label = words);
    });
    panel("transition")
        .child(section().child(h2().child(text::TRANSITION)).child(way).child(traffic(transition)))
        .child(measure(transition))
        .child(
            section()
                .child(div().class("grid-2").child(delay.unit(text::DAYS)).child(reward.unit(sign(desk))))
                .child(words)
                .child(by(move || range_kind(transition), move |kind| ranged(transition, *kind))),
        )
        .child(foot(desk, text::REMOVE_TRANSITION))
}

/// The card at an end, which a click leads to.
fn end(transition: Subject<Transition>, of: fn(&Transition) -> &Id) -> Child {
    let desk = transition.desk();
    let place = move || {
        let id = transition.with(|t| of(t).clone());
        let name = desk.editor.read(|journey| place_name(journey, &id));
        (id, name)
    };
    by(place, move |(id, name)| {
        let id = id.clone();
        word_button("link", name.clone(), move || commands::show(desk, &id))
    })
}

/// How many go this way, and what they carry.
fn traffic(transition: Subject<Transition>) -> El {
    let desk = transition.desk();
    let reading = Memo::new(move |_| desk.derived.transition_reading_of(&transition.id()));
    let share = move || {
        let share = reading.with(|r| r.and_then(|r| r.probability));
        share.map_or_else(|| text::NO_DATA.into(), |share| desk.derived.numbers().share(share))
    };
    let people = move || {
        let flow = reading.with(|r| r.and_then(|r| r.flow));
        flow.map_or_else(
            || text::ENDLESS.into(),
            |flow| desk.derived.numbers().people(flow * desk.derived.entrants()),
        )
    };
    let carried = move || {
        let carried = reading.with(|r| r.map_or(0.0, |r| r.carried[desk.session.book.get()]));
        desk.derived.numbers().money_short(carried * desk.derived.entrants())
    };
    let place = move || desk.derived.way_place(&transition.id());
    let asks = move |question: fn(usize) -> Question| move || Some(question(place()?));
    facts([
        fact_asked(desk, share, text::GO_THIS_WAY, asks(Question::Share)),
        fact_asked(desk, people, a_period(desk, text::passages_a), asks(Question::Flow)),
        fact_asked(desk, carried, text::VALUE_CARRIED, move || {
            Some(Question::Carried(place()?, desk.session.book.get()))
        }),
    ])
}

/// How the share is given: relative, as a probability, or as a count.
fn measure(transition: Subject<Transition>) -> El {
    let kind = Memo::new(move |_| {
        transition.with(|t| match t {
            Transition { probability: Some(_), .. } => "probability",
            Transition { count: Some(_), .. } => "count",
            _ => "weight",
        })
    });
    let options = || text::MEASURES.map(|(key, words)| (key.to_owned(), words.to_owned())).to_vec();
    let choose = move |key: String| {
        let reading = transition.desk().derived.transition_reading_of(&transition.id());
        let share = reading.and_then(|r| r.successful.and(r.probability));
        transition.change(|t| {
            let number = t.probability.or(t.count).or(t.weight).unwrap_or(1.0);
            t.range = Range::default();
            (t.weight, t.probability, t.count) = match key.as_str() {
                "probability" => (None, Some(share.unwrap_or(0.5).clamp(0.0, 1.0)), None),
                "count" => (None, None, Some(number.round())),
                _ => (Some(number), None, None),
            };
        });
    };
    let given = choice(text::GIVEN_AS, false, options, move || kind.get().to_owned(), choose);
    let number = by(move || kind.get(), move |kind| number(transition, kind));
    section()
        .child(div().class("grid-2").child(given).child(number))
        .child(hint(move || text::measure_hint(kind.get())))
}

/// Whether what may be off is a probability; `None` where the share was counted, which says so itself.
fn range_kind(transition: Subject<Transition>) -> Option<bool> {
    transition.with(|t| (t.probability.is_some() || t.count.is_none()).then_some(t.probability.is_some()))
}

/// What may be off of a transition's numbers.
fn ranged(transition: Subject<Transition>, is_share: Option<bool>) -> El {
    const fn share(name: &'static str, is_share: bool) -> Ranged<Transition> {
        Ranged { name, is_share, of: |t| &t.range, of_mut: |t| &mut t.range }
    }
    const REWARD: Ranged<Transition> = Ranged {
        name: text::REWARD,
        is_share: false,
        of: |t| &t.reward_range,
        of_mut: |t| &mut t.reward_range,
    };
    match is_share {
        None => ranges(transition, &[REWARD]),
        Some(true) => ranges(transition, &const { [share(text::SHARE_RANGE, true), REWARD] }),
        Some(false) => ranges(transition, &const { [share(text::SHARE_RANGE, false), REWARD] }),
    }
}

/// The share, as it is given.
fn number(transition: Subject<Transition>, kind: &'static str) -> NumberField {
    let value = move || transition.with(|t| t.probability.or(t.count).or(t.weight).or(Some(1.0)));
    let keep = move |value: Option<f64>| {
        transition.change(|t| match kind {
            "probability" => t.probability = value,
            "count" => t.count = value,
            _ => t.weight = value,
        });
    };
    let field = NumberField::new(text::measure_name(kind), value, keep);
    if kind == "probability" { field.percent() } else { field }
}
