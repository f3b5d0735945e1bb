//! What an edit changed, record by record.

use crate::each_kind;
use crate::model::{
    About, Channel, Evidence, Fix, Id, Journey, Outcome, Owner, Record, Segment, Stage, Touchpoint,
    Transition,
};
use serde::{Deserialize, Serialize};
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AboutChange {
    /// As they were.
    pub before: About,
    /// As they are.
    pub after: About,
}

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
    )*};
}

tracked! {
    Stage: stages, Channel: channels, Owner: owners, Segment: segments, Touchpoint: touchpoints,
    Outcome: outcomes, Transition: transitions, Evidence: evidence, Fix: fixes,
}

impl Patch {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The patch that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let about = self.about.as_ref();
        let mut inverse = Self {
            about: about
                .map(|change| AboutChange { before: change.after.clone(), after: change.before.clone() }),
            ..Self::default()
        };
        each_kind!(T => {
            *T::changes_mut(&mut inverse) = T::changes(self).iter().rev().map(Change::inverse).collect();
        });
        inverse
    }

    /// Makes the journey what it is after this edit. Places past the end mean the end.
    pub fn apply(&self, journey: &mut Journey) {
        if let Some(change) = &self.about {
            journey.about = change.after.clone();
        }
        each_kind!(T => for change in T::changes(self) {
            change.apply(T::table_mut(journey));
        });
    }
}

impl<T: Record> Change<T> {
    fn inverse(&self) -> Self {
        Self { id: self.id.clone(), before: self.after.clone(), after: self.before.clone() }
    }

    fn apply(&self, table: &mut crate::model::Table<T>) {
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
