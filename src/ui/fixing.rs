//! What a person can do with fixes: add one, open it, take it out, look at the journey as if some were
//! done.

use super::commands::fresh;
use super::desk::Desk;
use super::focus;
use super::session::Side;
use crate::edit;
use crate::model::{ByBurden, Effect, Fix, Id};

/// A fix that changes nothing yet at a touchpoint.
pub fn effect_at(touchpoint: Id) -> Effect {
    Effect { touchpoint, burdens: ByBurden::default(), drop_off: None, cost_to_serve: None }
}

/// The selected touchpoint, where it is the only thing selected.
pub fn selected_touchpoint(desk: Desk) -> Option<Id> {
    desk.session.only().filter(|id| desk.editor.peek(|journey| journey.touchpoints.contains(id)))
}

/// Adds a fix, at a touchpoint or nowhere yet, and shows it.
pub fn add_fix(desk: Desk, touchpoint: Option<Id>) {
    let id = fresh();
    let effects = touchpoint.into_iter().map(effect_at).collect();
    let fix = Fix { effects, ..Fix::default() };
    if desk.editor.edit(|draft| edit::add_fix(draft, id.clone(), fix)).is_some() {
        open_fix(desk, id);
        focus::enter_top("[data-panel=fix] [data-name-field]".into());
    }
}

/// Shows a fix.
pub fn open_fix(desk: Desk, id: Id) {
    desk.session.fix.set(Some(id));
    desk.session.side.set(Side::Fixes);
    desk.session.side_open.set(true);
    focus::enter_top("[data-panel=fix] button".into());
}

/// Shows all fixes; the keyboard is at the one that was shown.
pub fn leave_fix(desk: Desk) {
    let shown = desk.session.fix.get_untracked();
    desk.session.fix.set(None);
    let row = shown.map(|id| format!(".side [data-fix={:?}]", id.as_str())).unwrap_or_default();
    focus::enter_row(row, ".side [data-panel=fixes] button");
}

/// Takes a fix out.
pub fn remove_fix(desk: Desk, id: &Id) {
    if desk.editor.edit(|draft| edit::remove_fix(draft, id)).is_some() {
        desk.session.tried.update(|tried| tried.retain(|known| known != id));
        leave_fix(desk);
    }
}

/// Looks at the journey as if these fixes were done; none is today.
pub fn try_fixes(desk: Desk, fixes: Vec<Id>) {
    desk.session.tried.set(fixes);
}
