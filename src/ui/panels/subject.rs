//! The record that a panel is about: how its fields show it and change it.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::prelude::*;
use super::super::widgets::NumberField;
use super::parts::{name_field, notes};
use crate::edit::Tracked;
use crate::model::Id;
use std::sync::Arc;

/// The record that a panel is about; what it was last is kept while the panel closes after it went.
pub struct Subject<T> {
    id: StoredValue<Id>,
    record: Memo<Arc<T>>,
    desk: Desk,
}

impl<T> Clone for Subject<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Subject<T> {}

impl<T: Tracked + Default + Send + Sync> Subject<T> {
    /// The record of that id.
    pub fn new(id: Id, desk: Desk) -> Self {
        Self::or(id, desk, T::default)
    }
}

impl<T: Tracked + Send + Sync> Subject<T> {
    /// The record of that id, or `blank` if there never was one.
    pub fn or(id: Id, desk: Desk, blank: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let stored = StoredValue::new(id.clone());
        let record = Memo::new(move |last: Option<&Arc<T>>| {
            let now = desk.editor.read(|journey| T::table(journey).shared(&id).cloned());
            now.or_else(|| last.cloned()).unwrap_or_else(|| Arc::new(blank()))
        });
        Self { id: stored, record, desk }
    }

    /// Its id.
    pub fn id(self) -> Id {
        self.id.get_value()
    }

    /// The desk it lies on.
    pub fn desk(self) -> Desk {
        self.desk
    }

    /// Its place in the journey.
    pub fn place(self) -> Option<usize> {
        self.desk.editor.read(|journey| T::table(journey).place_of(&self.id()))
    }

    /// Looks at it, and again whenever it changes.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        self.record.with(|record| look(record))
    }

    /// Looks at it once.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        self.record.with_untracked(|record| look(record))
    }

    /// Changes its own fields.
    pub fn change(self, change: impl FnOnce(&mut T)) {
        let mut change = Some(change);
        self.change_by(&mut |record| {
            if let Some(change) = change.take() {
                change(record);
            }
        });
    }

    fn change_by(self, change: &mut dyn FnMut(&mut T)) {
        self.desk.editor.edit(|draft| draft.change::<T>(&self.id(), change));
    }

    /// A text of it.
    pub fn words(self, of: fn(&T) -> &String) -> impl Fn() -> String + Copy {
        move || self.with(|record| of(record).clone())
    }

    /// The field at the head of its panel.
    pub fn name(self, of: fn(&T) -> &String, of_mut: fn(&mut T) -> &mut String) -> El {
        let keep = move |name: String| self.change(|record| name.trim().clone_into(of_mut(record)));
        name_field(text::NAME, self.words(of), keep)
    }

    /// Its notes.
    pub fn notes(self, of: fn(&T) -> &String, of_mut: fn(&mut T) -> &mut String) -> El {
        notes(self.words(of), move |notes| self.change(|record| *of_mut(record) = notes))
    }

    /// A field for a number of it.
    pub fn number(
        self,
        label: impl Into<Text>,
        of: fn(&T) -> Option<f64>,
        put: fn(&mut T, Option<f64>),
    ) -> NumberField {
        let keep = move |number| self.change(|record| put(record, number));
        NumberField::new(label, move || self.with(of), keep)
    }

    /// A field for one of its numbers of a kind.
    pub fn number_of<K: Copy + 'static>(
        self,
        kind: K,
        label: impl Into<Text>,
        of: fn(&T, K) -> Option<f64>,
        put: fn(&mut T, K, Option<f64>),
    ) -> NumberField {
        let keep = move |number| self.change(|record| put(record, kind, number));
        NumberField::new(label, move || self.with(|record| of(record, kind)), keep)
    }
}
