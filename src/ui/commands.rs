//! What a person can do to the open map, by key, menu or hand: each one edit, then what is looked at.

use super::canvas::{Tool, reveal};
use super::catalogue as text;
use super::desk::Desk;
use super::session::{Dialog, Side};
use crate::edit::{self, Draft, Refusal};
use crate::formats::journey_json;
use crate::geometry::{Point, Rect, sizes};
use crate::layout;
use crate::model::{Id, Journey, Outcome, OutcomeKind, Segment, Stage, Touchpoint};
use leptos::task::spawn_local;

pub use super::tidying::tidy;

/// Free space between a card and the one that is added after it.
const NEXT_GAP: f64 = 72.0;
/// A longer text, in bytes, is read elsewhere before it is pasted.
const LONG_TEXT: usize = 100_000;

/// A fresh id.
pub fn fresh() -> Id {
    loop {
        if let Ok(id) = Id::new(&crate::browser::identity::fresh()) {
            return id;
        }
    }
}

/// Adds a touchpoint around a place of the canvas and starts naming it.
pub fn add_touchpoint_at(desk: Desk, at: Point) {
    let id = fresh();
    let position = Point::new(at.x - sizes::CARD_WIDTH / 2.0, at.y - sizes::CARD_HEIGHT / 2.0).rounded();
    let added = desk.editor.edit(|draft| {
        let stage = stage_under(draft.journey(), position);
        let touchpoint = Touchpoint { stage, position, ..Touchpoint::default() };
        edit::add_touchpoint(draft, id.clone(), touchpoint)
    });
    if added.is_some() {
        start_naming(desk, id);
    }
}

/// Adds an outcome around a place of the canvas and starts naming it.
pub fn add_outcome_at(desk: Desk, at: Point) {
    let id = fresh();
    let position =
        Point::new(at.x - sizes::OUTCOME_WIDTH / 2.0, at.y - sizes::OUTCOME_HEIGHT / 2.0).rounded();
    let added = desk.editor.edit(|draft| {
        let kind = next_kind(draft.journey());
        edit::add_outcome(draft, id.clone(), Outcome { kind, position, ..Outcome::default() })
    });
    if added.is_some() {
        start_naming(desk, id);
    }
}

/// Adds a touchpoint that a card leads to, at a place or beside the card, and starts naming it.
pub fn add_touchpoint_after(desk: Desk, from: &Id, at: Option<Point>) {
    let (id, transition) = (fresh(), fresh());
    let added = desk.editor.edit(|draft| {
        let here = draft.record::<Touchpoint>(from)?.position;
        let position = match at {
            Some(at) => Point::new(at.x, at.y - sizes::CARD_HEIGHT / 2.0),
            None => free_place(draft.journey(), Point::new(here.x + sizes::CARD_WIDTH + NEXT_GAP, here.y)),
        };
        let stage =
            stage_under(draft.journey(), position).or(draft.record::<Touchpoint>(from)?.stage.clone());
        let stage = if layout::columns(draft.journey()).is_empty() { None } else { stage };
        let touchpoint = Touchpoint { stage, position: position.rounded(), ..Touchpoint::default() };
        edit::add_touchpoint(draft, id.clone(), touchpoint)?;
        edit::connect(draft, transition, from, &id)
    });
    if added.is_some() {
        start_naming(desk, id);
    }
}

/// Adds the next touchpoint in a direction (steps of −1, 0, 1), connected with the selected one.
pub fn add_next(desk: Desk, dx: f64, dy: f64) {
    let Some(from) = desk.session.only() else { return };
    let here = desk.editor.peek(|journey| journey.touchpoints.get(&from).map(|t| t.position));
    let Some(here) = here else { return };
    let step = Point::new(dx * (sizes::CARD_WIDTH + NEXT_GAP), dy * (sizes::CARD_HEIGHT + NEXT_GAP));
    let place = desk.editor.peek(|journey| free_place(journey, here + step));
    let middle_left = Point::new(place.x, place.y + sizes::CARD_HEIGHT / 2.0);
    add_touchpoint_after(desk, &from, Some(middle_left));
}

/// Connects a card with another.
pub fn connect(desk: Desk, from: &Id, to: &Id) {
    let id = fresh();
    if desk.editor.edit(|draft| edit::connect(draft, id.clone(), from, to)).is_some() {
        desk.session.select(id);
        announce_names(desk, from, to);
    }
}

/// Starts a connection: from the selected touchpoint by its target's name, else by the hand.
pub fn start_connecting(desk: Desk) {
    let only = desk.session.only();
    let is = |of: fn(&Journey, &Id) -> bool| only.as_ref().is_some_and(|id| desk.editor.peek(|j| of(j, id)));
    let is_end = is(|journey, id| journey.outcomes.contains(id));
    match only.clone().filter(|_| is(|journey, id| journey.touchpoints.contains(id))) {
        Some(from) => desk.session.dialog.set(Some(Dialog::Connect(from))),
        None => desk.session.tool.set(Tool::Connect),
    }
    if is_end {
        desk.notices.announce(text::OUTCOME_IS_LAST);
    }
}

/// Connects a touchpoint with a new one, or with a new outcome, beside it. Without a name it is named
/// on its card.
pub fn connect_with_new(desk: Desk, from: &Id, name: &str, outcome: bool) {
    let (id, transition) = (fresh(), fresh());
    let added = desk.editor.edit(|draft| {
        let here = draft.record::<Touchpoint>(from)?;
        let (stage, name) = (here.stage.clone(), name.to_owned());
        let beside = Point::new(here.position.x + sizes::CARD_WIDTH + NEXT_GAP, here.position.y);
        let position = free_place(draft.journey(), beside).rounded();
        if outcome {
            let kind = next_kind(draft.journey());
            let outcome = Outcome { name, kind, position, ..Outcome::default() };
            edit::add_outcome(draft, id.clone(), outcome)?;
        } else {
            let stage = stage_under(draft.journey(), position).or(stage);
            let touchpoint = Touchpoint { name, stage, position, ..Touchpoint::default() };
            edit::add_touchpoint(draft, id.clone(), touchpoint)?;
        }
        edit::connect(draft, transition, from, &id)
    });
    if added.is_none() {
        return;
    }
    if name.is_empty() {
        start_naming(desk, id);
    } else {
        show(desk, &id);
        super::focus::focus_place(&id);
        announce_names(desk, from, &id);
    }
}

/// The first outcome is the success; those after it are what its owner says.
fn next_kind(journey: &Journey) -> OutcomeKind {
    let has_success = journey.outcomes.records().any(|outcome| outcome.kind == OutcomeKind::Success);
    if has_success { OutcomeKind::Other } else { OutcomeKind::Success }
}

fn announce_names(desk: Desk, from: &Id, to: &Id) {
    let names = desk
        .editor
        .peek(|journey| (super::names::place_name(journey, from), super::names::place_name(journey, to)));
    desk.notices.announce(text::connected(&names.0, &names.1));
}

/// Removes what is selected.
pub fn remove_selection(desk: Desk) {
    let ids = desk.session.selection.get_untracked();
    if ids.is_empty() {
        return;
    }
    let removed = desk.editor.edit(|draft| remove_any(draft, &ids));
    if removed.is_some() {
        desk.session.selection.set(Vec::new());
        desk.notices.announce(text::removed(ids.len()));
        super::focus::focus_canvas();
    }
}

fn remove_any(draft: &mut Draft<'_>, ids: &[Id]) -> Result<(), Refusal> {
    let mut rest = Vec::new();
    for id in ids {
        if draft.journey().stages.contains(id) {
            keep_in_columns(draft, |draft| edit::remove_stage(draft, id))?;
        } else if draft.journey().segments.contains(id) {
            edit::remove_segment(draft, id)?;
        } else {
            rest.push(id.clone());
        }
    }
    if rest.is_empty() { Ok(()) } else { edit::remove(draft, &rest) }
}

/// Moves what is selected by a step.
pub fn nudge(desk: Desk, by: Point) {
    let ids = desk.session.selection.get_untracked();
    desk.editor.edit(|draft| edit::move_places(draft, &ids, by));
}

/// Starts naming the selected card where it stands; anything else is named at the side.
pub fn rename(desk: Desk) {
    let only = desk.session.only();
    let place = only.filter(|id| desk.editor.peek(|journey| journey.has("places", id)));
    match place {
        Some(id) => desk.session.naming.set(Some(id)),
        None => {
            desk.session.side.set(Side::Inspect);
            desk.session.side_open.set(true);
            super::focus::focus_later("[data-panel] input");
        }
    }
}

/// Selects every card.
pub fn select_all(desk: Desk) {
    let ids = desk
        .editor
        .peek(|journey| journey.touchpoints.ids().chain(journey.outcomes.ids()).cloned().collect());
    desk.session.selection.set(ids);
}

/// Copies the selection beside itself.
pub fn duplicate_by(desk: Desk, by: Point) {
    let clipping =
        desk.editor.peek(|journey| edit::clipping(journey, &desk.session.selection.get_untracked()));
    paste_clipping(desk, &clipping, by);
}

/// Puts the selection on the clipboard, as a journey in our own JSON.
pub fn copy(desk: Desk) {
    let clipping =
        desk.editor.peek(|journey| edit::clipping(journey, &desk.session.selection.get_untracked()));
    if clipping.record_count() == 0 {
        return;
    }
    let text = journey_json::write(&clipping);
    spawn_local(async move {
        if let Err(fault) = crate::browser::clipboard::write(&text).await {
            desk.notices.warn(fault.to_string());
        } else {
            desk.notices.announce(text::COPIED);
        }
    });
}

/// Puts a journey's text from the clipboard in, around the pointer.
pub fn paste_text(desk: Desk, text: &str) {
    if text.len() > LONG_TEXT {
        return super::filing::paste_long(desk, text.as_bytes());
    }
    match journey_json::read(text) {
        Ok(opened) => paste_journey(desk, &opened.journey),
        Err(_) => desk.notices.warn(text::NOTHING_TO_PASTE),
    }
}

/// Puts a journey in, around the pointer.
pub fn paste_journey(desk: Desk, clipping: &Journey) {
    let rects = super::canvas::rects(clipping).map(|(_, rect)| rect);
    let Some(around) = Rect::around(rects) else { return };
    paste_clipping(desk, clipping, super::shortcuts::middle(desk) - around.center());
}

/// Reads the clipboard and pastes.
pub fn paste(desk: Desk) {
    spawn_local(async move {
        match crate::browser::clipboard::read().await {
            Ok(text) => paste_text(desk, &text),
            Err(fault) => desk.notices.warn(fault.to_string()),
        }
    });
}

fn paste_clipping(desk: Desk, clipping: &Journey, by: Point) {
    if clipping.record_count() == 0 {
        return;
    }
    if let Some(ids) = desk.editor.edit(|draft| edit::paste(draft, clipping, by, fresh)) {
        desk.notices.announce(text::pasted(ids.len()));
        desk.session.selection.set(ids);
    }
}

/// Adds a stage at the right.
pub fn add_stage(desk: Desk) {
    let id = fresh();
    let added = desk.editor.edit(|draft| {
        let number = draft.journey().stages.len() + 1;
        draft.add(id.clone(), Stage { name: text::stage_numbered(number), ..Stage::default() })
    });
    if added.is_some() {
        show(desk, &id);
        desk.session.side_open.set(true);
        super::focus::type_over("[data-name-field]");
    }
}

/// Moves a stage left (−1) or right (1), its touchpoints with it.
pub fn move_stage(desk: Desk, id: &Id, by: isize) {
    desk.editor.edit(|draft| keep_in_columns(draft, |draft| edit::move_stage(draft, id, by)));
}

/// Runs a command that changes the columns; the cards of each stage go with their column.
pub fn keep_in_columns(
    draft: &mut Draft<'_>,
    command: impl FnOnce(&mut Draft<'_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let before = layout::columns(draft.journey());
    command(draft)?;
    let after = layout::columns(draft.journey());
    let x_of =
        |columns: &[layout::Column], stage: &Id| columns.iter().find(|c| c.stage == *stage).map(|c| c.x);
    let moves: Vec<(Id, Point)> = draft
        .journey()
        .touchpoints
        .iter()
        .filter_map(|(id, touchpoint)| {
            let stage = touchpoint.stage.as_ref()?;
            let by = x_of(&after, stage)? - x_of(&before, stage)?;
            (by != 0.0).then(|| (id.clone(), touchpoint.position + Point::new(by, 0.0)))
        })
        .collect();
    edit::place(draft, &moves)
}

/// Adds a segment and shows it.
pub fn add_segment(desk: Desk) {
    let id = fresh();
    let added = desk.editor.edit(|draft| {
        let number = draft.journey().segments.len() + 1;
        let segment = Segment { name: text::segment_numbered(number), volume: 1000.0, ..Segment::default() };
        draft.add(id.clone(), segment)
    });
    if added.is_some() {
        desk.session.select(id);
    }
}

/// Takes the latest edit back.
pub fn undo(desk: Desk) {
    let done = desk.editor.undo();
    desk.notices.announce(if done { text::UNDONE } else { text::NOTHING_TO_UNDO });
}

/// Makes the latest undone edit again.
pub fn redo(desk: Desk) {
    let done = desk.editor.redo();
    desk.notices.announce(if done { text::REDONE } else { text::NOTHING_TO_REDO });
}

/// Selects a record and brings it into view.
pub fn show(desk: Desk, id: &Id) {
    desk.session.select(id.clone());
    reveal(desk, id);
}

/// Opens a panel of the side and goes there with the keyboard.
pub fn enter_side(desk: Desk, side: Side) {
    desk.session.side.set(side);
    desk.session.side_open.set(true);
    super::focus::enter_side();
}

fn start_naming(desk: Desk, id: Id) {
    desk.session.select(id.clone());
    reveal(desk, &id);
    desk.session.naming.set(Some(id));
}

fn stage_under(journey: &Journey, position: Point) -> Option<Id> {
    let middle = sizes::card_at(position).center().x;
    layout::stage_at(&layout::columns(journey), middle).cloned()
}

/// The middle of the first card around or below a place that would overlap no other.
pub fn free_around(desk: Desk, middle: Point) -> Point {
    let half = Point::new(sizes::CARD_WIDTH, sizes::CARD_HEIGHT) * 0.5;
    desk.editor.peek(|journey| free_place(journey, middle + half * -1.0)) + half
}

/// The first place at or below a place where a card overlaps no other.
fn free_place(journey: &Journey, from: Point) -> Point {
    let mut at = from;
    for _ in 0..40 {
        let card = sizes::card_at(at).grown(12.0);
        if !super::canvas::rects(journey).any(|(_, rect)| rect.intersects(card)) {
            break;
        }
        at.y += sizes::CARD_HEIGHT + 40.0;
    }
    at
}
