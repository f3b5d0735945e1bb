//! References from record to record, once all records are there.

use super::leftovers::fields;
use super::salvage::typed;
use crate::each_kind;
use crate::formats::ReportLine;
use crate::model::{Id, Journey, Record, Table, Transition};
use serde_json::Value;
use std::collections::HashMap;

/// A field of a record, and an id in it that stands for nothing.
type Dangling = Vec<(&'static str, Id)>;

/// Clears every reference to what does not exist. A transition without both ends is left out,
/// and so is what then refers to it.
pub(super) fn settle(journey: &mut Journey, lines: &mut Vec<ReportLine>) {
    settle_kind::<Transition>(journey, lines);
    each_kind!(T => settle_kind::<T>(journey, lines));
}

fn settle_kind<T: Record>(journey: &mut Journey, lines: &mut Vec<ReportLine>) {
    let mut dangling: HashMap<Id, Dangling> = HashMap::new();
    for (id, record) in T::table(journey).iter() {
        record.refers_to(&mut |field, table, target| {
            if !journey.has(table, target) {
                dangling.entry(id.clone()).or_default().push((field, target.clone()));
            }
        });
    }
    if dangling.is_empty() {
        return;
    }
    let mut table = Table::default();
    for (id, record) in T::table(journey).iter_shared() {
        let Some(gone) = dangling.get(id) else {
            table.put(id.clone(), record.clone());
            continue;
        };
        let cleared = without(record.as_ref(), gone);
        let done = match cleared {
            Some(_) => "left out".to_owned(),
            None => format!("the whole {} is left out", T::KIND),
        };
        for (field, target) in gone {
            let what = match journey.has("places", target) {
                true => "is no touchpoint",
                false => "does not exist",
            };
            lines.push(ReportLine {
                kind: T::KIND,
                name: id.to_string(),
                field: (*field).to_owned(),
                reason: format!("refers to {target}, which {what}; {done}"),
            });
        }
        if let Some(cleared) = cleared {
            table.put(id.clone(), cleared);
        }
    }
    *T::table_mut(journey) = table;
}

/// The record without these references; `None` if it can't be without.
fn without<T: Record>(record: &T, gone: &Dangling) -> Option<T> {
    let mut object = fields(record);
    for field in object.keys().cloned().collect::<Vec<_>>() {
        let ids = gone.iter().filter(|(name, _)| *name == field);
        let ids: std::collections::HashSet<&str> = ids.map(|(_, id)| id.as_str()).collect();
        if ids.is_empty() {
            continue;
        }
        match object.get_mut(&field) {
            Some(Value::String(_)) => _ = object.shift_remove(&field),
            Some(Value::Object(entries)) if field == "entry" => {
                entries.retain(|key, _| !ids.contains(key.as_str()));
            }
            Some(value) => strip(value, &|id| ids.contains(id)),
            None => {}
        }
    }
    let mut cleared: T = typed(&Value::Object(object)).ok()?;
    *cleared.extra_mut() = record.extra().clone();
    Some(cleared)
}

/// Takes out of every list the ids that are gone, and the objects that are about them.
fn strip(value: &mut Value, gone: &dyn Fn(&str) -> bool) {
    match value {
        Value::Object(fields) => fields.values_mut().for_each(|value| strip(value, gone)),
        Value::Array(items) => items.retain(|item| {
            let about = match item {
                Value::Object(fields) => fields.values().next().and_then(Value::as_str),
                item => item.as_str(),
            };
            !about.is_some_and(gone)
        }),
        _ => {}
    }
}
