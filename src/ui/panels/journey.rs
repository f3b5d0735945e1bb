//! The journey itself: its goal, its stages and its segments.

use super::super::canvas::shown_name;
use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::prelude::*;
use super::super::session::Session;
use super::super::widgets::{NumberField, TextField, choice, text_area};
use super::links::{Link, Linked, link_button, link_number, links};
use super::parts::{hint, name_field, notes, panel, picture_button};
use crate::model::{About, Id, Period};

/// The journey's own fields, its segments and its stages.
pub fn journey_panel(desk: Desk) -> El {
    // The fields look at the journey's own words alone: what else changes leaves what is typed.
    let about = Memo::new(move |_| desk.editor.read(|journey| journey.about.clone()));
    let words = move |of: fn(&About) -> &String| move || about.with(|about| of(about).clone());
    let keep =
        move |put: fn(&mut About, String)| move |typed: String| change(desk, |about| put(about, typed));
    let own = section()
        .child(name_field(text::TITLE, words(|about| &about.title), keep(|about, title| about.title = title)))
        .child(text_area(
            text::GOAL,
            false,
            2,
            words(|about| &about.goal),
            keep(|about, goal| about.goal = goal),
        ))
        .child(
            div()
                .class("grid-2")
                .child(TextField::new(
                    text::CURRENCY,
                    words(|about| &about.currency),
                    keep(|about, code| about.currency = code.trim().to_ascii_uppercase()),
                ))
                .child(period(about, desk))
                .child(base_drop_off(about, desk)),
        )
        .child(hint(text::BASE_DROP_OFF_HINT));
    panel("journey")
        .child(own)
        .child(records(desk, text::SEGMENTS, segments, text::ADD_SEGMENT, commands::add_segment))
        .child(records(desk, text::STAGES, stages, text::ADD_STAGE, commands::add_stage))
        .child(notes(words(|about| &about.notes), keep(|about, notes| about.notes = notes)))
}

fn change(desk: Desk, change: impl FnOnce(&mut About)) {
    desk.editor.edit(|draft| draft.change_about(change));
}

fn period(about: Memo<About>, desk: Desk) -> El {
    let key = |period: Period| format!("{period:?}");
    let options = move || {
        text::PERIODS.iter().map(|(period, words)| (key(*period), (*words).to_owned())).collect::<Vec<_>>()
    };
    let keep = move |chosen: String| {
        let period = text::PERIODS.iter().map(|(period, _)| *period).find(|period| key(*period) == chosen);
        change(desk, |about| about.period = period.unwrap_or(Period::Month));
    };
    choice(text::PERIOD, false, options, move || key(about.with(|about| about.period)), keep)
}

fn base_drop_off(about: Memo<About>, desk: Desk) -> NumberField {
    let value = move || {
        let hazard = about.with(|about| about.base_hazard);
        Some(1.0 - (-hazard).exp()).filter(|share| *share > 0.0)
    };
    let keep = move |share: Option<f64>| {
        let share = share.unwrap_or(0.0).clamp(0.0, 0.999);
        change(desk, |about| about.base_hazard = -(1.0 - share).ln() + 0.0);
    };
    NumberField::new(text::BASE_DROP_OFF, value, keep).percent().placeholder("0")
}

fn segments(desk: Desk) -> Vec<Link> {
    let numbers = desk.derived.numbers();
    desk.editor.read(|journey| {
        let segments = journey.segments.iter();
        segments.map(|(id, segment)| record(id, &segment.name, numbers.people(segment.volume))).collect()
    })
}

fn stages(desk: Desk) -> Vec<Link> {
    desk.editor.read(|journey| {
        let count =
            |stage: &Id| journey.touchpoints.records().filter(|t| t.stage.as_ref() == Some(stage)).count();
        journey.stages.iter().map(|(id, stage)| record(id, &stage.name, count(id).to_string())).collect()
    })
}

fn record(id: &Id, name: &str, number: String) -> Link {
    Link { id: id.clone(), name: shown_name(name), numbers: vec![number] }
}

/// Records that can be opened, with a number beside each, and the button that adds one.
fn records<R: 'static>(
    desk: Desk,
    title: &'static str,
    list: fn(Desk) -> Vec<Link>,
    words: &'static str,
    add: fn(Desk) -> R,
) -> El {
    let row = move |link: Linked| {
        let open = link_button("link", link, desk, |desk, id| Session::select(desk.session, id.clone()));
        let number = span().class("mute").child(link_number(link, 0));
        div().class("list-row").child(open).child(number).child(icon(Icon::Right))
    };
    let add = picture_button("button small", Icon::Plus, words, move || drop(add(desk)));
    section().child(h3().child(title)).child(links(move || list(desk), row)).child(add)
}
