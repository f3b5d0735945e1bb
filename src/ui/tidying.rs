//! *Tidy*: the layout places all cards, or the selected ones; many of them in the worker.

use super::catalogue as text;
use super::desk::Desk;
use super::prelude::*;
use super::task::Task;
use crate::browser::files::Content;
use crate::edit::{self, Draft, Refusal};
use crate::jobs::tidy;
use crate::layout::{self, Options, Placement};
use crate::model::{Id, Stage};
use leptos::task::spawn_local;

/// More cards than these are placed elsewhere.
const MANY: usize = 300;
/// How long that may take, in milliseconds.
const LIMIT_MS: f64 = 120_000.0;

/// Lets the layout place all cards, or only the selected ones where there are several.
pub fn tidy(desk: Desk) {
    let selection = desk.session.selection.get_untracked();
    let chosen = if selection.len() > 1 { selection } else { Vec::new() };
    let count = desk.editor.peek(|journey| journey.touchpoints.len() + journey.outcomes.len());
    if count > MANY {
        return spawn_local(tidy_elsewhere(desk, chosen));
    }
    let options = Options {
        flows: desk.editor.peek(|journey| {
            let flow = |(at, id): (usize, &Id)| Some((id.clone(), flow(desk, at)?));
            journey.transitions.ids().enumerate().filter_map(flow).collect()
        }),
    };
    let placement = desk.editor.peek(|journey| match chosen.is_empty() {
        true => layout::layered(journey, &options),
        false => layout::layered_selection(journey, &options, &chosen),
    });
    keep(desk, &placement, chosen.is_empty());
}

async fn tidy_elsewhere(desk: Desk, chosen: Vec<Id>) {
    let task = Task::begin(desk.notices, text::TIDYING.into());
    let map = desk.library.open_id();
    let input = desk.editor.peek(|journey| tidy::input(journey, |at| flow(desk, at), &chosen));
    let input = input.iter().map(|part| Content::of(part)).collect();
    let Some(output) = task.run(tidy::JOB, input, LIMIT_MS).await else { return };
    if desk.library.open_id() != map {
        return;
    }
    let output: Vec<Vec<u8>> = output.iter().map(Content::bytes).collect();
    let placement = desk.editor.peek(|journey| tidy::placement(journey, &output));
    drop(task);
    keep(desk, &placement, chosen.is_empty());
}

/// How many go along the transition at a place of the table, where that is known.
fn flow(desk: Desk, at: usize) -> Option<f64> {
    untrack(|| desk.derived.transition_reading(at)?.flow)
}

/// Makes a proposal an edit.
fn keep(desk: Desk, placement: &Placement, is_whole: bool) {
    let done = desk.editor.edit(|draft| put(draft, placement));
    if done.is_some() && is_whole {
        super::canvas::fit_all(desk);
    }
    desk.notices.announce(text::TIDIED);
}

fn put(draft: &mut Draft<'_>, placement: &Placement) -> Result<(), Refusal> {
    for (stage, width) in &placement.stage_widths {
        draft.change::<Stage>(stage, |stage| stage.width = *width)?;
    }
    edit::place(draft, &placement.touchpoints)?;
    edit::place(draft, &placement.outcomes)
}
