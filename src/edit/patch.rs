//! What an edit changed, taken back or made again.

use crate::each_kind;
use crate::model::{Change, Journey, Patch, Record, Table, Tracked};

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
        // A record that only changed stays where it is, even where the others stand otherwise by now.
        let in_place =
            self.before.as_ref().map(|before| before.at) == self.after.as_ref().map(|after| after.at);
        match &self.after {
            None => {
                table.remove(&self.id);
            }
            Some(after) if in_place && table.contains(&self.id) => {
                table.put(self.id.clone(), after.record.clone());
            }
            Some(after) => table.put_at(after.at, self.id.clone(), after.record.clone()),
        }
    }
}
