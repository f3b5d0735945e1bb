//! The touchpoints that fields are about: one, or all that are selected.

use super::super::desk::Desk;
use super::super::prelude::*;
use crate::edit::{Draft, Refusal};
use crate::model::{Id, Journey, Touchpoint};

/// What changes one touchpoint.
type Command<'a> = &'a dyn Fn(&mut Draft<'_>, &Id) -> Result<(), Refusal>;

/// The touchpoints that fields are about; a field shows what they have in common.
#[derive(Clone, Copy)]
pub struct Chosen {
    /// The desk they lie on.
    pub desk: Desk,
    ids: Memo<Vec<Id>>,
}

impl Chosen {
    /// This one.
    pub fn one(desk: Desk, id: Id) -> Self {
        Self { desk, ids: Memo::new(move |_| vec![id.clone()]) }
    }

    /// All that are selected.
    pub fn selected(desk: Desk) -> Self {
        let ids = Memo::new(move |_| {
            let mut ids = desk.session.selection.get();
            desk.editor.read(|journey| ids.retain(|id| journey.touchpoints.contains(id)));
            ids
        });
        Self { desk, ids }
    }

    /// How many they are.
    pub fn count(self) -> usize {
        self.ids.with(Vec::len)
    }

    /// What all of them say; `None` where they differ.
    pub fn common<R: PartialEq>(self, of: impl Fn(&Journey, &Touchpoint) -> R) -> Option<R> {
        self.ids.with(|ids| {
            self.desk.editor.read(|journey| {
                let mut said = ids.iter().filter_map(|id| Some(of(journey, journey.touchpoints.get(id)?)));
                let first = said.next()?;
                said.all(|other| other == first).then_some(first)
            })
        })
    }

    /// The same of what is read by their ids.
    pub fn shared<R: PartialEq>(self, of: impl Fn(&Id) -> R) -> Option<R> {
        self.ids.with(|ids| {
            let mut said = ids.iter().map(of);
            let first = said.next()?;
            said.all(|other| other == first).then_some(first)
        })
    }

    /// Runs a command on each of them, as one edit.
    pub fn edit(self, command: Command<'_>) {
        self.desk.editor.edit(|draft| self.each(draft, command));
    }

    /// Shows what a command would do to each of them; `kept` makes it an edit.
    pub fn preview(self, command: Command<'_>, kept: bool) {
        self.desk.editor.preview(|draft| self.each(draft, command));
        if kept {
            self.desk.editor.keep();
        }
    }

    fn each(self, draft: &mut Draft<'_>, command: Command<'_>) -> Result<(), Refusal> {
        self.ids.with_untracked(|ids| ids.iter().try_for_each(|id| command(draft, id)))
    }
}
