//! A stage: its name, its phase and its place.

use super::super::canvas::phase_word;
use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::widgets::{NumberField, choice};
use super::links::{Link, Linked, link_button, links};
use super::parts::{foot, panel};
use super::subject::Subject;
use crate::model::{Id, Phase, Stage};

const PHASES: [(&str, Phase); 3] = [("before", Phase::Before), ("at", Phase::At), ("after", Phase::After)];

/// The fields of a stage and its touchpoints.
pub fn stage_panel(id: Id, desk: Desk) -> El {
    let stage = Subject::<Stage>::new(id, desk);
    panel("stage")
        .child(
            section()
                .child(stage.name(|s| &s.name, |s| &mut s.name))
                .child(div().class("grid-2").child(phase(stage)).child(width(stage)))
                .child(steps(stage)),
        )
        .child(members(stage))
        .child(foot(desk, text::REMOVE_STAGE))
}

fn phase(stage: Subject<Stage>) -> El {
    let phases = || {
        let none = (String::new(), text::NO_PHASE.to_owned());
        let phases = PHASES.map(|(key, phase)| (key.to_owned(), phase_word(phase).to_owned()));
        std::iter::once(none).chain(phases).collect::<Vec<_>>()
    };
    let value = move || {
        let now = stage.with(|s| s.phase);
        PHASES.iter().find(|(_, phase)| Some(*phase) == now).map_or("", |(key, _)| key).to_owned()
    };
    let keep = move |key: String| {
        let phase = PHASES.iter().find(|(known, _)| *known == key).map(|(_, phase)| *phase);
        stage.change(|s| s.phase = phase);
    };
    choice(text::PHASE, false, phases, value, keep)
}

fn width(stage: Subject<Stage>) -> NumberField {
    let keep = move |width: Option<f64>| {
        stage.desk().editor.edit(|draft| {
            commands::keep_in_columns(draft, |draft| draft.change::<Stage>(&stage.id(), |s| s.width = width))
        });
    };
    NumberField::new(text::COLUMN_WIDTH, move || stage.with(|s| s.width), keep).placeholder(text::USUAL)
}

/// Moves the stage past its neighbours.
fn steps(stage: Subject<Stage>) -> El {
    let desk = stage.desk();
    let is_first = move || stage.place().unwrap_or(0) == 0;
    let is_last = move || stage.place().unwrap_or(0) + 1 >= desk.editor.read(|journey| journey.stages.len());
    let step = move |by: isize| {
        button().class("button").on(ev::click, move |_| commands::move_stage(desk, &stage.id(), by))
    };
    let left = step(-1).attr("disabled", is_first).child(icon(Icon::Left)).child(text::MOVE_LEFT);
    let right = step(1).attr("disabled", is_last).child(text::MOVE_RIGHT).child(icon(Icon::Right));
    div().class("row").child(left).child(right)
}

/// The touchpoints in the stage.
fn members(stage: Subject<Stage>) -> El {
    let desk = stage.desk();
    let list = move || {
        let id = stage.id();
        desk.editor.read(|journey| {
            let inside = journey.touchpoints.iter().filter(|(_, t)| t.stage.as_ref() == Some(&id));
            inside.map(|(id, _)| Link::plain((id.clone(), place_name(journey, id)))).collect()
        })
    };
    let row =
        move |link: Linked| div().class("list-row").child(link_button("link", link, desk, commands::show));
    section().child(h3().child(text::TOUCHPOINTS_HERE)).child(links(list, row))
}
