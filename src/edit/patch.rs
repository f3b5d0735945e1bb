//! What an edit changed, record by record.

use crate::each_kind;
use crate::model::{
    About, Channel, Content, Evidence, Fix, Id, Journey, Outcome, Owner, Record, Segment, Stage, Table,
    Touchpoint, Transition, fields,
};
use std::sync::Arc;

/// A record and its place in its table.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed<T> {
    /// Counted from 0.
    pub at: usize,
    /// The record.
    pub record: Arc<T>,
}

/// One record before and after an edit; `None` is "did not exist".
#[derive(Clone, Debug, PartialEq)]
pub struct Change<T> {
    /// Which record.
    pub id: Id,
    /// As it was.
    pub before: Option<Placed<T>>,
    /// As it is.
    pub after: Option<Placed<T>>,
}

/// The journey's own fields before and after an edit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AboutChange {
    /// As they were.
    pub before: About,
    /// As they are.
    pub after: About,
}

fields! { AboutChange, new AboutChange::default(), { before: Required, after: Required } }

/// What one edit changed: the one currency of undo, of the journal and of other tabs.
///
/// Laws: applying a patch and then its inverse gives the same journey back; a patch of a patch's
/// inverse is the patch. The changes of a kind hold in their order, the kinds are independent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Patch {
    /// The journey's own fields.
    pub about: Option<AboutChange>,
    /// Changes of stages.
    pub stages: Vec<Change<Stage>>,
    /// Changes of channels.
    pub channels: Vec<Change<Channel>>,
    /// Changes of owners.
    pub owners: Vec<Change<Owner>>,
    /// Changes of segments.
    pub segments: Vec<Change<Segment>>,
    /// Changes of touchpoints.
    pub touchpoints: Vec<Change<Touchpoint>>,
    /// Changes of outcomes.
    pub outcomes: Vec<Change<Outcome>>,
    /// Changes of transitions.
    pub transitions: Vec<Change<Transition>>,
    /// Changes of evidence.
    pub evidence: Vec<Change<Evidence>>,
    /// Changes of fixes.
    pub fixes: Vec<Change<Fix>>,
}

/// A record whose changes a patch can hold.
pub trait Tracked: Record {
    /// The patch's changes of such records.
    fn changes(patch: &Patch) -> &Vec<Change<Self>>;
    /// The same, to add to.
    fn changes_mut(patch: &mut Patch) -> &mut Vec<Change<Self>>;
}

/// A place in a table, and what stood there.
pub type Stood<'a> = (usize, &'a dyn Content);

/// The changes of records of whatever kind.
pub trait Changes {
    /// What such a record is called in messages, in the singular.
    fn kind(&self) -> &'static str;
    /// The name of their table in the file.
    fn plural(&self) -> &'static str;
    /// How many there are.
    fn count(&self) -> usize;
    /// Which record the change at a place is of, and where and what it was before and after.
    fn change(&self, at: usize) -> Option<(&Id, [Option<Stood<'_>>; 2])>;
    /// Adds a change. Places are those before and after, of records of which nothing is said yet.
    fn put_blank(&mut self, id: Id, places: [Option<usize>; 2]) -> [Option<&mut dyn Content>; 2];
    /// Makes them what takes them back.
    fn invert(&mut self);
}

impl<T: Tracked> Changes for Vec<Change<T>> {
    fn kind(&self) -> &'static str {
        T::KIND
    }
    fn plural(&self) -> &'static str {
        T::PLURAL
    }
    fn count(&self) -> usize {
        self.len()
    }
    fn change(&self, at: usize) -> Option<(&Id, [Option<Stood<'_>>; 2])> {
        let change = self.get(at)?;
        let sides = [&change.before, &change.after];
        let stood =
            sides.map(|side| Some((side.as_ref()?.at, side.as_ref()?.record.as_ref() as &dyn Content)));
        Some((&change.id, stood))
    }
    fn put_blank(&mut self, id: Id, places: [Option<usize>; 2]) -> [Option<&mut dyn Content>; 2] {
        let blank = |at: usize| Placed { at, record: Arc::new(T::blank()) };
        let [before, after] = places.map(|place| place.map(blank));
        self.push(Change { id, before, after });
        let Some(Change { before, after, .. }) = self.last_mut() else { return [None, None] };
        [before, after].map(|placed| Some(Arc::get_mut(&mut placed.as_mut()?.record)? as &mut dyn Content))
    }
    fn invert(&mut self) {
        self.reverse();
        for change in self {
            std::mem::swap(&mut change.before, &mut change.after);
        }
    }
}

macro_rules! tracked {
    ($($type:ty: $field:ident),* $(,)?) => {$(
        impl Tracked for $type {
            fn changes(patch: &Patch) -> &Vec<Change<Self>> {
                &patch.$field
            }
            fn changes_mut(patch: &mut Patch) -> &mut Vec<Change<Self>> {
                &mut patch.$field
            }
        }
    )*

        impl Patch {
            /// The changes of every kind of record, in the order of the file.
            pub fn kinds(&self) -> [&dyn Changes; 9] {
                [$(&self.$field),*]
            }

            /// The same, to add to.
            pub fn kinds_mut(&mut self) -> [&mut dyn Changes; 9] {
                [$(&mut self.$field),*]
            }
        }
    };
}

tracked! {
    Stage: stages, Channel: channels, Owner: owners, Segment: segments, Touchpoint: touchpoints,
    Outcome: outcomes, Transition: transitions, Evidence: evidence, Fix: fixes,
}

impl Patch {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.about.is_none() && self.kinds().iter().all(|changes| changes.count() == 0)
    }

    /// The patch that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let mut inverse = self.clone();
        if let Some(change) = &mut inverse.about {
            std::mem::swap(&mut change.before, &mut change.after);
        }
        for changes in inverse.kinds_mut() {
            changes.invert();
        }
        inverse
    }

    /// Makes the journey what it is after this edit. Places past the end mean the end.
    pub fn apply(&self, journey: &mut Journey) {
        if let Some(change) = &self.about {
            journey.about = change.after.clone();
        }
        each_kind!(T => apply_all(T::changes(self), T::table_mut(journey)));
    }
}

fn apply_all<T: Record>(changes: &[Change<T>], table: &mut Table<T>) {
    for change in changes {
        change.apply(table);
    }
}

impl<T: Record> Change<T> {
    fn apply(&self, table: &mut Table<T>) {
        match &self.after {
            None => {
                table.remove(&self.id);
            }
            Some(after) if table.place_of(&self.id) == Some(after.at) => {
                table.put(self.id.clone(), after.record.clone());
            }
            Some(after) => table.put_at(after.at, self.id.clone(), after.record.clone()),
        }
    }
}
