//! The open journey and its history: the only place that writes a journey.

use super::catalogue as text;
use super::notices::Notices;
use super::prelude::*;
use crate::edit::{Draft, History, Patch, Refusal, edit};
use crate::model::{Id, Journey};
use std::sync::Arc;

/// What changes a journey, or says why not.
type Command<'a> = &'a mut dyn FnMut(&mut Draft<'_>) -> Result<(), Refusal>;

/// Told of every committed patch.
type Listener = Arc<dyn Fn(&Patch) + Send + Sync>;

/// The open journey and its history.
///
/// Invariant: the journey changes by patches alone, and each committed one is in the history and
/// has been told to the listener; a preview is in neither until it is kept.
#[derive(Clone, Copy)]
pub struct Editor {
    journey: RwSignal<Journey>,
    history: RwSignal<History>,
    shown: StoredValue<Option<Patch>>,
    listener: StoredValue<Option<Listener>>,
    read_only: RwSignal<bool>,
    notices: Notices,
}

impl Editor {
    /// An editor of an empty journey.
    pub fn new(notices: Notices) -> Self {
        Self {
            journey: RwSignal::default(),
            history: RwSignal::default(),
            shown: StoredValue::new(None),
            listener: StoredValue::new(None),
            read_only: RwSignal::new(false),
            notices,
        }
    }

    /// Puts another journey in, with nothing to undo; `listener` is told of every committed patch.
    pub fn open(self, journey: Journey, listener: impl Fn(&Patch) + Send + Sync + 'static) {
        self.shown.set_value(None);
        self.history.set(History::default());
        self.listener.set_value(Some(Arc::new(listener)));
        self.journey.set(journey);
    }

    /// Whether edits are refused because another tab is the writer.
    pub fn read_only(self) -> RwSignal<bool> {
        self.read_only
    }

    /// Looks at the journey, and again whenever it changes.
    pub fn read<R>(self, look: impl FnOnce(&Journey) -> R) -> R {
        self.journey.with(look)
    }

    /// Looks at the journey once.
    pub fn peek<R>(self, look: impl FnOnce(&Journey) -> R) -> R {
        self.journey.with_untracked(look)
    }

    /// Runs a command; a refusal becomes a notice and changes nothing.
    pub fn edit<R>(self, command: impl FnOnce(&mut Draft<'_>) -> Result<R, Refusal>) -> Option<R> {
        let (mut command, mut value) = (Some(command), None);
        let done = self.run(&mut |draft| {
            if let Some(command) = command.take() {
                value = Some(command(draft)?);
            }
            Ok(())
        });
        value.filter(|_| done)
    }

    fn run(self, command: Command<'_>) -> bool {
        self.keep();
        if self.read_only.get_untracked() {
            self.notices.warn(text::READ_ONLY);
            return false;
        }
        let result = self.journey.maybe_update(|journey| {
            let result = edit(journey, command);
            (result.as_ref().is_ok_and(|(_, patch)| !patch.is_empty()), result)
        });
        match result {
            Ok(((), patch)) => {
                self.commit(patch);
                true
            }
            Err(refusal) => {
                self.notices.warn(refusal.to_string());
                false
            }
        }
    }

    /// Runs a command for show: the numbers follow, but it is no edit until [`Editor::keep`].
    /// A preview that was shown before is taken back first.
    pub fn preview(self, command: impl FnOnce(&mut Draft<'_>) -> Result<(), Refusal>) {
        let mut command = Some(command);
        self.show(&mut |draft| command.take().map_or(Ok(()), |command| command(draft)));
    }

    fn show(self, command: Command<'_>) {
        if self.read_only.get_untracked() {
            return;
        }
        let shown = self.shown.try_update_value(Option::take).flatten();
        let patch = self.journey.maybe_update(|journey| {
            if let Some(shown) = &shown {
                shown.inverse().apply(journey);
            }
            let result = edit(journey, command);
            (shown.is_some() || result.is_ok(), result)
        });
        if let Ok(((), patch)) = patch {
            self.shown.set_value(Some(patch));
        }
    }

    /// Makes what is shown an edit.
    pub fn keep(self) {
        if let Some(patch) = self.shown.try_update_value(Option::take).flatten() {
            self.commit(patch);
        }
    }

    /// Takes back what is only shown.
    pub fn put_back(self) {
        if let Some(patch) = self.shown.try_update_value(Option::take).flatten() {
            self.journey.update(|journey| patch.inverse().apply(journey));
        }
    }

    /// Takes the latest edit back; whether there was one.
    pub fn undo(self) -> bool {
        self.keep();
        self.step(History::undo)
    }

    /// Makes the latest undone edit again; whether there was one.
    pub fn redo(self) -> bool {
        self.keep();
        self.step(History::redo)
    }

    /// Whether there is something to take back.
    pub fn can_undo(self) -> bool {
        self.history.with(History::can_undo)
    }

    /// Whether there is something to make again.
    pub fn can_redo(self) -> bool {
        self.history.with(History::can_redo)
    }

    /// Makes a change that another tab committed.
    pub fn follow(self, patch: &Patch) {
        self.put_back();
        self.history.set(History::default());
        self.journey.update(|journey| patch.apply(journey));
    }

    fn step(self, pick: fn(&mut History) -> Option<Patch>) -> bool {
        if self.read_only.get_untracked() {
            return false;
        }
        let patch = self.history.maybe_update(|history| (true, pick(history)));
        let Some(patch) = patch else { return false };
        self.journey.update(|journey| patch.apply(journey));
        self.tell(&patch);
        true
    }

    fn commit(self, patch: Patch) {
        if patch.is_empty() {
            return;
        }
        let patch = Arc::new(patch);
        self.tell(&patch);
        // A command that has better words for it says them after this; only the last are heard.
        self.notices.announce(self.peek(|journey| sentence(&patch, journey)));
        self.history.update(|history| history.record(patch));
    }

    fn tell(self, patch: &Patch) {
        if let Some(listener) = self.listener.get_value() {
            listener(patch);
        }
    }
}

/// What an edit did, in words.
fn sentence(patch: &Patch, journey: &Journey) -> String {
    let changes = patch.touchpoints.iter().map(|change| (&change.id, change.before.is_none()));
    let outcomes = patch.outcomes.iter().map(|change| (&change.id, change.before.is_none()));
    let places: Vec<(&Id, bool)> = changes.chain(outcomes).collect();
    match places.as_slice() {
        [] => text::JOURNEY_CHANGED.to_owned(),
        [(id, added)] => {
            let name = super::names::place_name(journey, id);
            if *added { text::added(&name) } else { text::changed(&name) }
        }
        several => text::changed_many(several.len()),
    }
}
