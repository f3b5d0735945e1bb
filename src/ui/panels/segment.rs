//! A segment: how many enter, where, and what a burden does to them.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::receipt::Receipt;
use super::super::widgets::{NumberField, choice, plain_number};
use super::curve::curve;
use super::parts::{a_period, fact_with_receipt, facts, foot, hint, panel, remove_button, sign};
use super::subject::Subject;
use crate::analysis::Book;
use crate::analysis::origin::Question;
use crate::edit;
use crate::model::{Burden, Id, Segment, Value};

/// The fields and numbers of a segment.
pub fn segment_panel(id: Id, desk: Desk) -> El {
    let segment = Subject::<Segment>::new(id, desk);
    let numbers = Memo::new(move |_| numbers(segment));
    let number =
        move |at: usize| move || numbers.with(|numbers| numbers.get(at).cloned().unwrap_or_default());
    let volume = segment.number(
        a_period(desk, text::enter_a),
        |s| Some(s.volume),
        |s, volume| s.volume = volume.unwrap_or(0.0),
    );
    // Its own numbers, whichever segment is shown elsewhere.
    let own = |at: usize, what: &'static str, question: Question| {
        let receipt = move |desk: Desk| Receipt::of_segment(desk, segment.place(), question);
        fact_with_receipt(desk, number(at), what, receipt)
    };
    let own = section().child(segment.name(|s| &s.name, |s| &mut s.name)).child(volume).child(facts([
        own(0, text::REACH_SUCCESS, Question::Success),
        own(1, text::WORTH_TO_US, Question::Value(Book::Organisation)),
        own(2, text::WORTH_TO_THEM, Question::Value(Book::Customer)),
    ]));
    let more = details().child(summary().child(text::WORTHS_AND_TIME)).child(worths(segment));
    panel("segment")
        .child(own)
        .child(entry(segment))
        .child(weights(segment))
        .child(section().child(more))
        .child(foot(desk, text::REMOVE_SEGMENT))
}

/// The share that succeeds, what an entrant is worth to us, and what the journey is to them.
fn numbers(segment: Subject<Segment>) -> Vec<String> {
    let desk = segment.desk();
    let numbers = desk.derived.numbers();
    let Some(place) = segment.place() else { return Vec::new() };
    desk.derived.readings.with(|readings| {
        readings.segments.get(place).map_or_else(Vec::new, |r| {
            vec![
                numbers.share(r.success),
                numbers.money(r.value.organisation),
                numbers.money(r.value.customer),
            ]
        })
    })
}

/// Where the segment enters.
fn entry(segment: Subject<Segment>) -> El {
    let desk = segment.desk();
    let entries = Memo::new(move |_| segment.with(|s| s.entry.keys().cloned().collect::<Vec<_>>()));
    let rest = move || {
        let mut options = vec![(String::new(), text::ADD_ENTRY.to_owned())];
        desk.editor.read(|journey| {
            entries.with(|entered| {
                let others = journey.touchpoints.ids().filter(|id| !entered.contains(id));
                options.extend(others.map(|id| (id.to_string(), place_name(journey, id))));
            });
        });
        options
    };
    let add = move |chosen: String| {
        let average = segment.with_untracked(|s| match s.entry.len() {
            0 => 1.0,
            count => s.entry.values().sum::<f64>() / count as f64,
        });
        if let Ok(touchpoint) = Id::new(&chosen) {
            set_entry(desk, &segment.id(), &touchpoint, Some(average));
        }
    };
    section()
        .child(h3().child(text::WHERE_THEY_ENTER))
        .child(when(move || entries.with(Vec::is_empty), || hint(text::ENTRY_HINT)))
        .child(each(move || entries.get(), Id::to_string, move |touchpoint| entry_row(segment, touchpoint)))
        .child(choice(text::ADD_ENTRY, true, rest, String::new, add))
}

/// One touchpoint where they enter, and how many do.
fn entry_row(segment: Subject<Segment>, touchpoint: &Id) -> El {
    let desk = segment.desk();
    let touchpoint = StoredValue::new(touchpoint.clone());
    let name = Memo::new(move |_| desk.editor.read(|journey| place_name(journey, &touchpoint.get_value())));
    let share = move || segment.with(|s| s.entry.get(&touchpoint.get_value()).copied());
    let percent = move || {
        let total = segment.with(|s| s.entry.values().sum::<f64>());
        desk.derived.numbers().share(share().unwrap_or(0.0) / total.max(f64::MIN_POSITIVE))
    };
    let keep = move |value: Option<f64>| set_entry(desk, &segment.id(), &touchpoint.get_value(), value);
    // The button goes away with its row: the row is removed after its own click.
    let remove = move || {
        let (id, gone) = (segment.id(), touchpoint.get_value());
        request_animation_frame(move || set_entry(desk, &id, &gone, None));
    };
    div()
        .class("list-row")
        .child(span().class("grow ellipsis").child(name))
        .child(NumberField::new(name, share, keep).label_hidden())
        .child(span().class("mute small").child(percent))
        .child(remove_button(remove))
}

fn set_entry(desk: Desk, segment: &Id, touchpoint: &Id, value: Option<f64>) {
    desk.editor.edit(|draft| edit::set_entry(draft, segment, touchpoint, value));
}

/// The share that one unit more of a burden loses.
fn lost(weight: f64) -> f64 {
    1.0 - (-weight).exp()
}

/// What a burden does to them, as sentences, and the curve that follows.
fn weights(segment: Subject<Segment>) -> El {
    let sign = sign(segment.desk());
    let row = move |burden: Burden| {
        let usual = plain_number((lost(burden.default_weight()) * 1e4).round() / 100.0);
        segment
            .number_of(
                burden,
                move || text::one_more_loses(burden, &sign()),
                |s, burden| s.burden_weights[burden].map(lost),
                |s, burden, share| {
                    s.burden_weights[burden] = share.map(|share| -(1.0 - share.clamp(0.0, 0.999)).ln());
                },
            )
            .percent()
            .placeholder(usual)
    };
    let pull = segment.number(text::PULL, |s| s.pull, |s, pull| s.pull = pull);
    section()
        .child(h3().child(text::WHAT_BURDENS_DO))
        .child(div().class("grid-2").child(Burden::ALL.map(row)))
        .child(pull.placeholder(Segment::DEFAULT_PULL.to_string()))
        .child(curve(segment))
        .child(hint(text::CURVE_HINT))
}

/// What burdens and values are worth to them in money, and what time is.
fn worths(segment: Subject<Segment>) -> El {
    let sign = sign(segment.desk());
    let cost = move |burden: Burden| {
        segment
            .number_of(
                burden,
                move || text::costs_them(burden, &sign()),
                |s, burden| s.burden_costs[burden],
                |s, burden, cost| s.burden_costs[burden] = cost,
            )
            .unit(sign)
            .placeholder(burden.default_cost().to_string())
    };
    let worth = move |value: Value| {
        segment
            .number_of(
                value,
                text::point_worth(value),
                |s, value| s.value_worths[value],
                |s, value, worth| s.value_worths[value] = worth,
            )
            .unit(sign)
            .placeholder(Value::DEFAULT_WORTH.to_string())
    };
    let discount = segment.number(text::DISCOUNT, |s| s.discount_rate, |s, rate| s.discount_rate = rate);
    let comes_back = segment.number(text::COMES_BACK, |s| s.comes_back, |s, share| s.comes_back = share);
    div()
        .class("grid-2")
        .child(Burden::ALL.map(cost))
        .child(Value::ALL.map(worth))
        .child(discount.percent().placeholder("0"))
        .child(comes_back.percent())
}
