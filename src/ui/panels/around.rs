//! What the analysis says about a touchpoint: its numbers, what is odd, what a burden is worth,
//! where customers go next.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::receipt;
use super::super::sentence::{Sentence, sentence};
use super::super::widgets::{BarRow, Rows};
use super::parts::{a_period, fact_asked, facts, hint, places, section_head, segmented, word_button};
use super::stated::{said, stated};
use super::subject::Subject;
use crate::analysis::origin::Question;
use crate::analysis::{Book, Finding};
use crate::edit::Refusal;
use crate::geometry::largest_first;
use crate::model::{Burden, Id, Segment, Touchpoint};
use std::rc::Rc;

/// How many leave, how many visit, how much value is lost.
pub fn touchpoint_facts(touchpoint: Subject<Touchpoint>) -> El {
    let desk = touchpoint.desk();
    let reading = Memo::new(move |_| desk.derived.touchpoint_reading(&touchpoint.id()));
    let numbers = move || desk.derived.numbers();
    let leave = move || {
        let share = reading.with(|r| r.as_ref().and_then(|r| r.drop_off));
        share.map_or_else(|| text::NO_DATA.into(), |share| numbers().share(share))
    };
    let visits = move || {
        let visits = reading.with(|r| r.as_ref().and_then(|r| r.visits));
        visits
            .map_or_else(|| text::ENDLESS.into(), |visits| numbers().people(visits * desk.derived.entrants()))
    };
    let leaks = move || {
        let leak = reading.with(|r| r.as_ref().map_or(0.0, |r| r.leak[desk.session.book.get()]));
        numbers().money_short(leak * desk.derived.entrants())
    };
    let to_go = move || {
        let value = reading.with(|r| r.as_ref().and_then(|r| r.value_to_go));
        let value = value.map(|value| value[desk.session.book.get()]);
        value.map_or_else(|| text::NO_NUMBER.into(), |value| numbers().money_short(value))
    };
    let asks = move |question: fn(usize) -> Question| move || Some(question(touchpoint.place()?));
    section().child(facts([
        fact_asked(desk, leave, text::LEAVE_HERE, asks(Question::DropOff)),
        fact_asked(desk, visits, a_period(desk, text::visits_a), asks(Question::Visits)),
        fact_asked(desk, leaks, a_period(desk, text::leaks_a), move || {
            Some(Question::Leak(touchpoint.place()?, desk.session.book.get()))
        }),
        fact_asked(desk, to_go, text::VALUE_TO_GO_EACH, move || {
            Some(Question::ValueToGo(touchpoint.place()?, desk.session.book.get()))
        }),
    ]))
}

/// Something odd: its place among the findings, its sentence, and what weights would have to be multiplied by.
type Oddity = (usize, Sentence, Option<f64>);

/// What is odd here, with what can be done about it.
pub fn oddities(touchpoint: Subject<Touchpoint>) -> Child {
    let desk = touchpoint.desk();
    let found = Memo::new(move |_| {
        let id = touchpoint.id();
        let oddity = |(at, finding): (usize, &Finding)| {
            let scale = match finding {
                Finding::OverExplained { scale, .. } => Some(*scale),
                _ => None,
            };
            (at, desk.editor.read(|journey| said(finding, journey)), scale)
        };
        desk.derived.findings.with(|findings| {
            let here = findings.all.iter().enumerate();
            here.filter(|(_, finding)| finding.touchpoints().contains(&id)).map(oddity).collect::<Vec<_>>()
        })
    });
    places(found, move |oddity| callout(desk, oddity))
}

fn callout(desk: Desk, oddity: Memo<Option<Oddity>>) -> El {
    let words =
        move || oddity.with(|oddity| oddity.as_ref().map(|(_, words, _)| words.clone()).unwrap_or_default());
    let of = move |desk, number| {
        oddity.with(|oddity| oddity.as_ref().map(|(at, ..)| stated(desk, *at, number)).unwrap_or_default())
    };
    let offer = move |scale: f64| {
        let words = move || text::scale_weights(&desk.derived.numbers().decimal(scale, 3));
        word_button("button small", words, move || scale_weights(desk, scale))
    };
    let scale = move || oddity.with(|oddity| oddity.as_ref().and_then(|(_, _, scale)| *scale));
    let offered = by(scale, move |scale| scale.map(offer));
    let sentence = span().child(sentence(desk, Rc::new(words), Rc::new(of)));
    let stack = div().class("stack").child(sentence).child(offered);
    div().class("callout").child(icon(Icon::Warning)).child(stack)
}

/// Multiplies the burden weights of the reference segment (the largest).
fn scale_weights(desk: Desk, scale: f64) {
    let reference = desk.derived.network.with_untracked(|network| network.reference);
    desk.editor.edit(|draft| {
        let id = draft.journey().segments.id_at(reference).cloned();
        let id = id.ok_or(Refusal::Impossible(text::NEEDS_SEGMENT))?;
        draft.change::<Segment>(&id, |segment| {
            for burden in Burden::ALL {
                segment.burden_weights[burden] = Some(segment.burden_weight(burden) * scale);
            }
        })
    });
}

/// What one unit less of each burden would be worth in a period.
pub fn worth(touchpoint: Subject<Touchpoint>) -> El {
    let desk = touchpoint.desk();
    let rows = move || {
        let Some(reading) = desk.derived.touchpoint_reading(&touchpoint.id()) else { return Vec::new() };
        let (book, entrants) = (desk.session.book.get(), desk.derived.entrants());
        let amount = |burden: Burden| reading.burden_worth[burden][book] * entrants;
        let most = Burden::ALL.map(amount).iter().fold(0.0_f64, |most, amount| most.max(amount.abs()));
        let row = |burden: Burden| BarRow {
            name: text::one_less(burden, &desk.derived.numbers().currency_sign()),
            share: if most > 0.0 { amount(burden).abs() / most } else { 0.0 },
            number: desk.derived.numbers().money_signed(amount(burden)),
            tone: format!("tone-{}", burden.key()),
            ..BarRow::default()
        };
        Burden::ALL.map(row).to_vec()
    };
    let ask = move |at: usize| {
        let place = untrack(|| touchpoint.place());
        if let Some((place, burden)) = place.zip(Burden::ALL.get(at)) {
            receipt::ask(desk, Question::BurdenWorth(place, *burden, untrack(|| desk.session.book.get())));
        }
    };
    let title = h3().child(a_period(desk, text::worth_of_one_less));
    section()
        .child(section_head(title, book_choice(desk)))
        .child(Rows { ask: Some(Rc::new(ask)), ..Rows::default() }.draw(rows))
        .child(hint(text::AT_THE_MARGIN))
}

/// Whose book the amounts are of.
pub fn book_choice(desk: Desk) -> El {
    segmented(text::WHOSE_VALUE, desk.session.book, Book::ALL.map(|book| (book, text::book_name(book))))
}

/// A transition from here: its id, where it leads, and the share that takes it.
type Way = (Id, String, f64);

/// Where customers go from here.
pub fn next(touchpoint: Subject<Touchpoint>) -> El {
    let desk = touchpoint.desk();
    let ways = Memo::new(move |_| ways(touchpoint));
    let rows = move || {
        let numbers = desk.derived.numbers();
        let row = |name: String, share: f64, tone: &str| BarRow {
            name,
            share,
            number: numbers.share(share),
            tone: tone.into(),
            ..BarRow::default()
        };
        let mut rows: Vec<BarRow> =
            ways.get().into_iter().map(|(_, name, share)| row(name, share, "tone-edge")).collect();
        let leave = desk.derived.touchpoint_reading(&touchpoint.id()).and_then(|r| r.drop_off);
        rows.extend(leave.map(|share| row(text::THEY_LEAVE.into(), share, "tone-heat")));
        rows
    };
    let choose = move |at: usize| {
        let way = ways.with_untracked(|ways| ways.get(at).map(|(id, ..)| id.clone()));
        if let Some(transition) = way {
            desk.session.select(transition);
        }
    };
    let ask = move |at: usize| {
        let way = ways.with_untracked(|ways| ways.get(at).map(|(id, ..)| id.clone()));
        let question = untrack(|| match way {
            Some(way) => desk.derived.way_place(&way).map(Question::Share),
            None => touchpoint.place().map(Question::DropOff),
        });
        if let Some(question) = question {
            receipt::ask(desk, question);
        }
    };
    let rows = Rows { choose: Some(Rc::new(choose)), ask: Some(Rc::new(ask)), ..Rows::default() }.draw(rows);
    section().child(h3().child(text::WHERE_NEXT)).child(rows)
}

fn ways(touchpoint: Subject<Touchpoint>) -> Vec<Way> {
    let (desk, id) = (touchpoint.desk(), touchpoint.id());
    let ways: Vec<Way> = desk.editor.read(|journey| {
        let leaving = journey.transitions.iter().enumerate().filter(|(_, (_, t))| t.from == id);
        let way = |(at, (transition, t)): (usize, (&Id, &crate::model::Transition))| {
            let share = desk.derived.transition_reading(at)?.probability?;
            let name = if t.to == id { text::AGAIN_HERE.to_owned() } else { place_name(journey, &t.to) };
            Some((transition.clone(), name, share))
        };
        leaving.filter_map(way).collect()
    });
    largest_first(ways, |way| way.2)
}
