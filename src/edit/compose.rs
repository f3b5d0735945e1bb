//! What leads from one journey to another, and such a patch over a journey that went on without it:
//! what a scenario needs.

use crate::each_kind;
use crate::model::{
    AboutChange, Change, Content, Field, Id, Journey, Patch, Placed, Record, Table, Tracked, take, written,
};
use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Where a journey went on so that not all of a patch over it can hold as well.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The {kind}{} {reason}.", id.as_ref().map(|id| format!(" {id}")).unwrap_or_default())]
pub struct Clash {
    /// What kind of record, or the journey itself.
    pub kind: &'static str,
    /// Which; of the journey itself, none.
    pub id: Option<Id>,
    /// What is wrong with it, as a clause.
    pub reason: String,
}

impl Patch {
    /// What leads from one journey to another; scenarios are no part of it.
    ///
    /// Laws: applied to the one it gives the other, and its inverse applied to the other the one. It
    /// says nothing of a record that is the same in both: what was done and taken back is not in it.
    pub fn between(one: &Journey, other: &Journey) -> Self {
        let mut patch = Self::default();
        if one.about != other.about {
            patch.about = Some(AboutChange { before: one.about.clone(), after: other.about.clone() });
        }
        each_kind!(T => *T::changes_mut(&mut patch) = changes_between(T::table(one), T::table(other)));
        patch.scenarios.clear();
        patch
    }

    /// A journey with this patch over it, be it the one that the patch was made for or not.
    ///
    /// Where the journey went on, what the patch changes of a record is joined to what the journey
    /// changed, field by field. Where both changed a field, it is the patch's; what then refers to what
    /// does not exist is what it is without the patch. Either is told as a clash.
    pub fn over(&self, journey: &Journey) -> (Journey, Vec<Clash>) {
        let (mut joined, mut clashes) = (journey.clone(), Vec::new());
        if self.fits(journey) {
            self.apply(&mut joined);
        } else {
            if let Some(AboutChange { before, after }) = &self.about {
                let (fields, field) = join(&written(before), &written(after), &written(&joined.about));
                if joined.about.take(&Value::Object(fields)).is_err() {
                    joined.about = after.clone();
                }
                clashes.extend(field.map(|field| Clash {
                    kind: "journey",
                    id: None,
                    reason: changed_as_well(&field),
                }));
            }
            each_kind!(T => join_all(T::changes(self), T::table_mut(&mut joined), &mut clashes));
        }
        settle(&mut joined, journey, &mut clashes);
        (joined, clashes)
    }

    /// Whether every record that this patch changes is the one that it was made from.
    fn fits(&self, journey: &Journey) -> bool {
        let mut fit = self.about.as_ref().is_none_or(|change| change.before == journey.about);
        each_kind!(T => fit = fit && all_fit(T::changes(self), T::table(journey)));
        fit
    }
}

fn changes_between<T: Record>(one: &Table<T>, other: &Table<T>) -> Vec<Change<T>> {
    let same = |id: &Id| match (one.shared(id), other.shared(id)) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other) || one == other,
        _ => false,
    };
    let placed = |table: &Table<T>, id: &Id, at: Option<usize>| {
        Some(Placed { at: at?, record: table.shared(id)?.clone() })
    };
    let steps = steps(one.ids().collect(), other.ids().collect(), &same).into_iter();
    let change = |(id, [before, after]): (&Id, [Option<usize>; 2])| Change {
        id: id.clone(),
        before: placed(one, id, before),
        after: placed(other, id, after),
    };
    steps.map(change).collect()
}

/// A record, and its places before and after.
type Stepped<'a> = (&'a Id, [Option<usize>; 2]);

/// The changes, one after the other, that lead from one order of ids to another.
fn steps<'a>(one: IndexSet<&'a Id>, other: IndexSet<&'a Id>, same: &dyn Fn(&Id) -> bool) -> Vec<Stepped<'a>> {
    let gone = one.iter().enumerate().rev().filter(|(_, id)| !other.contains(*id));
    let mut steps: Vec<Stepped<'a>> = gone.map(|(at, id)| (*id, [Some(at), None])).collect();
    let mut now: Vec<&Id> = one.iter().filter(|id| other.contains(*id)).copied().collect();
    for (at, id) in other.into_iter().enumerate() {
        // One that stands in the way is put where it belongs when its turn comes.
        if now.get(at) != Some(&id) && now.get(at + 1) == Some(&id) {
            let early = now.remove(at);
            steps.push((early, [Some(at), None]));
        }
        if now.get(at) == Some(&id) {
            if !same(id) {
                steps.push((id, [Some(at); 2]));
            }
            continue;
        }
        let stands = now.iter().skip(at).position(|known| *known == id);
        if let Some(ahead) = stands {
            now.remove(at + ahead);
            steps.push((id, [Some(at + ahead), None]));
        }
        now.insert(at.min(now.len()), id);
        steps.push((id, [None, Some(at)]));
    }
    steps
}

/// The first state and the last of each record that changes tell of.
fn nets<T>(changes: &[Change<T>]) -> IndexMap<&Id, [&Option<Placed<T>>; 2]> {
    let mut nets: IndexMap<&Id, [&Option<Placed<T>>; 2]> = IndexMap::new();
    for change in changes {
        let [_, last] = nets.entry(&change.id).or_insert([&change.before, &change.after]);
        *last = &change.after;
    }
    nets
}

fn all_fit<T: Record>(changes: &[Change<T>], table: &Table<T>) -> bool {
    nets(changes).into_iter().all(|(id, [before, _])| match (before, table.shared(id)) {
        (None, None) => true,
        (Some(before), Some(now)) => Arc::ptr_eq(&before.record, now) || before.record == *now,
        _ => false,
    })
}

fn join_all<T: Record>(changes: &[Change<T>], table: &mut Table<T>, clashes: &mut Vec<Clash>) {
    for (id, [before, after]) in nets(changes) {
        let reason = match (before, after, table.get(id)) {
            (_, None, _) => {
                table.remove(id);
                continue;
            }
            (None, Some(after), None) => {
                table.put_at(after.at, id.clone(), after.record.clone());
                continue;
            }
            (None, Some(after), Some(now)) => {
                if after.record.as_ref() == now {
                    continue;
                }
                table.put(id.clone(), after.record.clone());
                "was added without it as well".to_owned()
            }
            (Some(_), Some(_), None) => "is no longer there".to_owned(),
            (Some(before), Some(after), Some(now)) => {
                let mut record = now.clone();
                let field = join_record(before.record.as_ref(), after.record.as_ref(), &mut record);
                table.put(id.clone(), record);
                let Some(field) = field else { continue };
                changed_as_well(&field)
            }
        };
        clashes.push(Clash { kind: T::KIND, id: Some(id.clone()), reason });
    }
}

fn changed_as_well(field: &str) -> String {
    format!("was changed without it as well: {field}")
}

/// Joins what was changed of a record to what it is now. `Some`: the field that both changed.
fn join_record(before: &dyn Content, after: &dyn Content, now: &mut dyn Content) -> Option<String> {
    let (fields, field) = join(&written(before), &written(after), &written(now));
    let extra = if before.extra() == after.extra() { now.extra() } else { after.extra() };
    let extra = extra.clone();
    if take(now, &Value::Object(fields)).is_err() {
        drop(take(now, &Value::Object(written(after))));
    }
    *now.extra_mut() = extra;
    field
}

/// Joins what was changed of an object to what it is now. `Some`: the first field that both changed.
/// It goes as deep as records do, not as a file.
fn join(
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    now: &Map<String, Value>,
) -> (Map<String, Value>, Option<String>) {
    let (mut joined, mut clash) = (now.clone(), None);
    let keys: IndexSet<&String> = before.keys().chain(after.keys()).collect();
    for key in keys.into_iter().filter(|key| before.get(*key) != after.get(*key)) {
        let states = [before, after, now].map(|state| state.get(key));
        // A field that says nothing is left out: of an object, it is one without fields.
        let is_object = |state: &Option<&Value>| state.is_none_or(Value::is_object);
        if states.iter().all(is_object) {
            let [before, after, now] =
                states.map(|state| state.and_then(Value::as_object).cloned().unwrap_or_default());
            let (fields, field) = join(&before, &after, &now);
            clash = clash.or(field.map(|field| [key, ".", &field].concat()));
            match fields.is_empty() {
                true => _ = joined.shift_remove(key),
                false => _ = joined.insert(key.clone(), Value::Object(fields)),
            }
            continue;
        }
        let [before, after, now] = states;
        if now != before && now != after {
            clash = clash.or_else(|| Some(key.clone()));
        }
        match after {
            Some(after) => _ = joined.insert(key.clone(), after.clone()),
            None => _ = joined.shift_remove(key),
        }
    }
    (joined, clash)
}

/// Makes each record that breaks an invariant what it is in the journey itself, and takes it out where
/// that does not help. Every round brings a record nearer to being out, so it ends.
fn settle(joined: &mut Journey, journey: &Journey, clashes: &mut Vec<Clash>) {
    loop {
        let violations = joined.violations();
        if violations.is_empty() {
            return;
        }
        let mut settled = IndexSet::new();
        for violation in violations {
            if settled.insert((violation.kind, violation.id.clone())) {
                each_kind!(T => if T::KIND == violation.kind { settle_one::<T>(joined, journey, &violation.id) });
                let reason = format!("{} {}", violation.problem.path, violation.problem.reason);
                clashes.push(Clash { kind: violation.kind, id: Some(violation.id), reason });
            }
        }
    }
}

fn settle_one<T: Record>(joined: &mut Journey, journey: &Journey, id: &Id) {
    let table = T::table_mut(joined);
    match T::table(journey).shared(id) {
        Some(own) if table.get(id) != Some(own) => _ = table.put(id.clone(), own.clone()),
        _ => _ = table.remove(id),
    }
}
