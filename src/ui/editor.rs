//! The open journey and its history: the only place that writes a journey.

use super::catalogue as text;
use super::notices::Notices;
use super::prelude::*;
use crate::edit::{Clash, Draft, History, Patch, Refusal, edit, keep_in_scenario, with_scenario};
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
    /// What is shown: the journey, or the journey as it is in a scenario.
    journey: RwSignal<Journey>,
    /// The journey itself and the scenario that is shown of it; `None`: itself is what is shown.
    base: RwSignal<Option<(Journey, Id)>>,
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
            journey: RwSignal::wide(Journey::default()),
            base: RwSignal::wide(None),
            history: RwSignal::default(),
            shown: StoredValue::new(None),
            listener: StoredValue::new(None),
            read_only: RwSignal::new(false),
            notices,
        }
    }

    /// An editor of the journey as it is, which follows it while it is `wanted`, and edits nothing; else of an
    /// empty one.
    pub fn of_as_is(self, wanted: impl Fn() -> bool + 'static) -> Self {
        let editor = Self { journey: RwSignal::wide(Journey::default()), ..Self::new(self.notices) };
        editor.read_only.set(true);
        effect(move || {
            self.base.track();
            let now = if wanted() { self.peek_base(Journey::clone) } else { Journey::default() };
            editor.journey.maybe_update(|known| {
                let other = *known != now;
                *known = now;
                (other, ())
            });
        });
        editor
    }

    /// Puts another journey in, with nothing to undo; `listener` is told of every committed patch.
    pub fn open(self, journey: Journey, listener: impl Fn(&Patch) + Send + Sync + 'static) {
        self.shown.set_value(None);
        self.history.set(History::default());
        self.listener.set_value(Some(Arc::new(listener)));
        self.show_in(journey, None);
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

    /// Whether something is shown that is no edit yet; again when that is kept.
    pub fn is_tried(self) -> bool {
        self.history.track();
        self.shown.with_value(Option::is_some)
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
        let scenario = self.scenario_now();
        self.apply(patch, scenario.as_ref());
    }

    /// The scenario that is shown, and again whenever it is another.
    pub fn scenario(self) -> Option<Id> {
        self.base.with(|base| base.as_ref().map(|(_, id)| id.clone()))
    }

    fn scenario_now(self) -> Option<Id> {
        self.base.with_untracked(|base| base.as_ref().map(|(_, id)| id.clone()))
    }

    /// Looks once at the journey itself, whatever scenario of it is shown: what is saved.
    pub fn peek_base<R>(self, look: impl FnOnce(&Journey) -> R) -> R {
        self.base.with_untracked(|base| match base {
            Some((base, _)) => look(base),
            None => self.peek(look),
        })
    }

    /// Shows a scenario, or the journey itself. The outcome says where the two clash.
    pub fn enter(self, scenario: Option<&Id>) -> Vec<Clash> {
        self.keep();
        self.show_in(self.peek_base(Journey::clone), scenario)
    }

    /// Runs a command on the journey itself, then shows a scenario or that; whether it was done.
    pub fn edit_base(self, command: Command<'_>, then: Option<&Id>) -> bool {
        self.keep();
        if self.read_only.get_untracked() {
            self.notices.warn(text::READ_ONLY);
            return false;
        }
        let mut base = self.peek_base(Journey::clone);
        match edit(&mut base, command) {
            Ok(((), patch)) => {
                self.show_in(base, then);
                self.note(patch);
                true
            }
            Err(refusal) => {
                self.notices.warn(refusal.to_string());
                false
            }
        }
    }

    fn show_in(self, base: Journey, scenario: Option<&Id>) -> Vec<Clash> {
        match scenario.and_then(|id| Some((with_scenario(&base, id)?, id))) {
            Some(((shown, clashes), id)) => {
                self.base.set(Some((base, id.clone())));
                self.journey.set(shown);
                clashes
            }
            None => {
                self.base.set(None);
                self.journey.set(base);
                Vec::new()
            }
        }
    }

    /// Changes the journey itself, then shows a scenario or that.
    fn apply(self, patch: &Patch, then: Option<&Id>) {
        if then.is_none() && self.scenario_now().is_none() {
            return self.journey.update(|journey| patch.apply(journey));
        }
        let mut base = self.peek_base(Journey::clone);
        patch.apply(&mut base);
        self.show_in(base, then);
    }

    fn step(self, pick: fn(&mut History) -> Option<Patch>) -> bool {
        if self.read_only.get_untracked() {
            return false;
        }
        let patch = self.history.maybe_update(|history| (true, pick(history)));
        let Some(patch) = patch else { return false };
        // What changes is to be seen: where it is a scenario's, that one is shown.
        let touched =
            patch.scenarios.last().filter(|_| patch.kinds().iter().map(|c| c.count()).sum::<usize>() == 1);
        self.apply(&patch, touched.map(|change| change.id.clone()).as_ref());
        self.tell(&patch);
        true
    }

    /// What an edit of what is shown is to the journey itself. `None`: it can't be, and is taken back.
    fn in_base(self, patch: Patch) -> Option<Patch> {
        let kept = self.base.maybe_update(|base| {
            let Some((base, id)) = base else { return (false, None) };
            let kept = self.peek(|shown| edit(base, |draft| keep_in_scenario(draft, id, shown)));
            (false, Some(kept))
        });
        match kept {
            None => Some(patch),
            Some(Ok(((), kept))) => {
                self.journey.update(|shown| kept.apply(shown));
                Some(kept)
            }
            Some(Err(refusal)) => {
                self.journey.update(|shown| patch.inverse().apply(shown));
                self.notices.warn(refusal.to_string());
                None
            }
        }
    }

    fn commit(self, patch: Patch) {
        if patch.is_empty() {
            return;
        }
        let sentence = self.peek(|journey| sentence(&patch, journey));
        if let Some(patch) = self.in_base(patch) {
            self.note(patch);
            // A command that has better words for it says them after this; only the last are heard.
            self.notices.announce(sentence);
        }
    }

    /// Notes a change of the journey itself that was made.
    fn note(self, patch: Patch) {
        let patch = Arc::new(patch);
        self.tell(&patch);
        self.history.update(|history| history.record(patch));
    }

    fn tell(self, patch: &Patch) {
        self.notices.settle();
        if let Some(listener) = self.listener.get_value() {
            listener(patch);
        }
    }
}

/// What an edit did that changed no card, in words.
fn aside(patch: &Patch) -> String {
    let stages =
        patch.stages.iter().filter_map(|c| Some((c.before.is_none(), &c.after.as_ref()?.record.name)));
    let segments =
        patch.segments.iter().filter_map(|c| Some((c.before.is_none(), &c.after.as_ref()?.record.name)));
    let mut named = stages.chain(segments);
    match (named.next(), named.next()) {
        (Some((true, name)), None) => text::added(name),
        (Some((false, name)), None) => text::changed(name),
        _ => text::JOURNEY_CHANGED.to_owned(),
    }
}

/// What an edit did, in words.
fn sentence(patch: &Patch, journey: &Journey) -> String {
    let changes = patch.touchpoints.iter().map(|change| (&change.id, change.before.is_none()));
    let outcomes = patch.outcomes.iter().map(|change| (&change.id, change.before.is_none()));
    let places: Vec<(&Id, bool)> = changes.chain(outcomes).collect();
    match places.as_slice() {
        [] => aside(patch),
        [(id, added)] => {
            let name = super::names::place_name(journey, id);
            if *added { text::added(&name) } else { text::changed(&name) }
        }
        several => text::changed_many(several.len()),
    }
}
