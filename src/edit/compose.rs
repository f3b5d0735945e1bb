//! One patch after another as one patch, and whether a patch still fits a journey: what a variant of a
//! journey needs that is kept as a patch over it.

use super::patch::{Change, Changes, Patch};
use crate::each_kind;
use crate::model::{Id, Journey, Record, Table};
use indexmap::{IndexMap, IndexSet};

/// A record that is not what a patch was made from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The {kind} {id} {reason}.")]
pub struct Clash {
    /// What kind of record.
    pub kind: &'static str,
    /// Which.
    pub id: Id,
    /// What is wrong with it, as a clause.
    pub reason: &'static str,
}

impl Patch {
    /// This patch and then the next one, as one.
    ///
    /// Laws: on the journey that this patch was made for, applying the outcome is applying both; taking
    /// it back takes both back. Changes of the same record in its place are joined, so that a
    /// patch which is worked on for long does not grow with every edit.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        let mut both = self.clone();
        match (&mut both.about, &next.about) {
            (Some(change), Some(next)) => change.after = next.after.clone(),
            (None, Some(next)) => both.about = Some(next.clone()),
            _ => {}
        }
        both.about = both.about.filter(|change| change.before != change.after);
        each_kind!(T => add(<T as super::Tracked>::changes_mut(&mut both), <T as super::Tracked>::changes(next)));
        both
    }

    /// Every record of a journey that is not what this patch was made from, in the order of the patch;
    /// empty where applying it and taking it back gives the journey again.
    pub fn clashes(&self, journey: &Journey) -> Vec<Clash> {
        let mut found = Vec::new();
        each_kind!(T => clashes_of(<T as super::Tracked>::changes(self), T::table(journey), &mut found));
        found
    }
}

fn add<T: Record>(changes: &mut Vec<Change<T>>, next: &[Change<T>]) {
    let places = changes.iter().enumerate().map(|(at, change)| (change.id.clone(), at));
    let mut last: IndexMap<Id, usize> = places.collect();
    for change in next {
        let in_place = match (&change.before, &change.after) {
            (Some(before), Some(after)) => before.at == after.at,
            _ => false,
        };
        let known = last.get(&change.id).filter(|_| in_place);
        let known = known.and_then(|at| changes.get_mut(*at)).and_then(|known| known.after.as_mut());
        match (known, &change.after) {
            (Some(after), Some(new)) => after.record = new.record.clone(),
            _ => {
                last.insert(change.id.clone(), changes.len());
                changes.push(change.clone());
            }
        }
    }
    changes.retain(|change| change.before != change.after);
}

/// Only the first change of a record says what it was before all of them.
fn clashes_of<T: Record>(changes: &Vec<Change<T>>, table: &Table<T>, found: &mut Vec<Clash>)
where
    Vec<Change<T>>: Changes,
{
    let mut known: IndexSet<&Id> = IndexSet::new();
    for change in changes {
        if !known.insert(&change.id) {
            continue;
        }
        let reason = match (&change.before, table.get(&change.id)) {
            (None, Some(_)) => "was added here as well",
            (Some(_), None) => "is no longer there",
            (Some(before), Some(now)) if before.record.as_ref() != now => "was changed since",
            _ => continue,
        };
        found.push(Clash { kind: changes.kind(), id: change.id.clone(), reason });
    }
}
