//! What could be done, and what of it to buy: the list, one fix, the answer of the search.
//! This room is the fixes' tab of the side; each part of it is one file.

mod list;
mod fix;
mod changes;
mod together;
mod receipts;
mod budget;
mod tables;
mod frontier;

use super::super::desk::Desk;
use super::super::prelude::*;
use crate::model::Id;

pub use list::fixes_here;

/// All fixes with what to buy of them, or the one that is open.
pub fn fixes_panel(desk: Desk) -> Child {
    let open = move || {
        let id: Id = desk.session.fix.get()?;
        desk.editor.read(|journey| journey.fixes.contains(&id)).then_some(id)
    };
    by(open, move |open| match open {
        Some(id) => fix::fix_panel(id.clone(), desk),
        None => list::list_panel(desk),
    })
}

/// The name of a fix as it is shown.
fn fix_name(desk: Desk, id: &Id) -> String {
    desk.editor.read(|journey| {
        journey.fixes.get(id).map(|fix| super::super::canvas::shown_name(&fix.name)).unwrap_or_default()
    })
}
