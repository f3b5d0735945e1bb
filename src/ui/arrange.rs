//! Where the selection stands: dropped by the hand, nudged, lined up, spaced evenly.

use super::catalogue as text;
use super::desk::Desk;
use crate::edit::{self, Draft, Line, Refusal};
use crate::geometry::{Point, sizes};
use crate::layout;
use crate::model::Id;

/// The actions that line up and space, in the order they are shown.
pub const ALL: [&str; 8] = [
    text::ALIGN_LEFT,
    text::ALIGN_CENTER,
    text::ALIGN_RIGHT,
    text::ALIGN_TOP,
    text::ALIGN_MIDDLE,
    text::ALIGN_BOTTOM,
    text::SPREAD_ACROSS,
    text::SPREAD_DOWN,
];

/// Moves the selection by a step; what is dropped into another stage's column is in that stage.
pub fn drop_by(desk: Desk, by: Point) {
    arrange(desk, &|draft, ids| edit::move_places(draft, ids, by));
}

/// Lines the selection up.
pub fn align(desk: Desk, line: Line) {
    arrange(desk, &|draft, ids| edit::align(draft, ids, line));
    desk.notices.announce(text::LINED_UP);
}

/// Spaces the selection evenly, from left to right (`across`) or from top to bottom.
pub fn distribute(desk: Desk, across: bool) {
    arrange(desk, &|draft, ids| edit::distribute(draft, ids, across));
    desk.notices.announce(text::SPACED);
}

/// A command on places.
type Command<'a> = &'a dyn Fn(&mut Draft<'_>, &[Id]) -> Result<(), Refusal>;

fn arrange(desk: Desk, command: Command<'_>) {
    let ids = desk.session.selection.get_untracked();
    desk.editor.edit(|draft| {
        command(draft, &ids)?;
        settle(draft, &ids)
    });
}

/// Puts each touchpoint into the stage in whose column it stands.
fn settle(draft: &mut Draft<'_>, ids: &[Id]) -> Result<(), Refusal> {
    let columns = layout::columns(draft.journey());
    for id in ids {
        let Some(touchpoint) = draft.journey().touchpoints.get(id) else { continue };
        let middle = sizes::card_at(touchpoint.position).center().x;
        let stage = layout::stage_at(&columns, middle).cloned();
        if stage != touchpoint.stage && !columns.is_empty() {
            edit::put_in_stage(draft, std::slice::from_ref(id), stage.as_ref())?;
        }
    }
    Ok(())
}
