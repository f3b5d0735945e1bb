//! References from record to record, once all records are there.

use crate::formats::ReportLine;
use crate::model::{self, Content, Id, Journey, Record, Transition};
use indexmap::IndexSet;
use serde_json::Value;

/// A reference to what does not exist.
struct Dangling {
    /// The place of the record that refers.
    at: usize,
    field: &'static str,
    target: Id,
    /// How it stands with the target, as a clause.
    what: &'static str,
}

/// Clears every reference to what does not exist. A transition without both ends is left out,
/// and so is what then refers to it.
pub(super) fn settle(journey: &mut Journey, lines: &mut Vec<ReportLine>) {
    let transitions = journey.tables().iter().position(|table| table.plural() == Transition::PLURAL);
    for kind in transitions.into_iter().chain(0..journey.tables().len()) {
        settle_kind(journey, kind, lines);
    }
}

fn settle_kind(journey: &mut Journey, kind: usize, lines: &mut Vec<ReportLine>) {
    let dangling = dangling(journey, kind);
    let Some(table) = journey.tables_mut().into_iter().nth(kind).filter(|_| !dangling.is_empty()) else {
        return;
    };
    let mut kept = vec![true; table.places().len()];
    for gone in dangling.chunk_by(|one, other| one.at == other.at) {
        let Some(at) = gone.first().map(|dangling| dangling.at) else { continue };
        let Some(record) = table.content_mut(at) else { continue };
        let done = match clear(record, gone) {
            true => "left out".to_owned(),
            false => {
                kept.iter_mut().skip(at).take(1).for_each(|kept| *kept = false);
                format!("the whole {} is left out", table.kind())
            }
        };
        let name = table.places().get_index(at).map(Id::to_string).unwrap_or_default();
        lines.extend(gone.iter().map(|Dangling { field, target, what, .. }| ReportLine {
            kind: table.kind(),
            name: name.clone(),
            field: (*field).to_owned(),
            reason: format!("refers to {target}, which {what}; {done}"),
        }));
    }
    table.retain(&|at| kept.get(at) != Some(&false));
}

/// The references of records of a kind to what does not exist, in the order of the records.
fn dangling(journey: &Journey, kind: usize) -> Vec<Dangling> {
    let mut found = Vec::new();
    let Some(table) = journey.tables().into_iter().nth(kind) else {
        return found;
    };
    for at in 0..table.places().len() {
        let Some(record) = table.content(at) else { continue };
        record.refers_to(&mut |field, table, target| {
            if !journey.has(table, target) {
                let what = match journey.has("places", target) {
                    true => "is no touchpoint",
                    false => "does not exist",
                };
                let target = target.clone();
                found.push(Dangling { at, field, target, what });
            }
        });
    }
    found
}

/// Takes these references out of a record; `false` if it can't be without.
fn clear(record: &mut dyn Content, gone: &[Dangling]) -> bool {
    let mut object = model::written(record);
    for (field, _) in record.names() {
        let ids = gone.iter().filter(|dangling| dangling.field == *field);
        let ids: IndexSet<Id> = ids.map(|dangling| dangling.target.clone()).collect();
        if ids.is_empty() {
            continue;
        }
        match object.get_mut(*field) {
            Some(Value::String(_)) => _ = object.shift_remove(*field),
            Some(Value::Object(entries)) if *field == "entry" => {
                entries.retain(|key, _| !ids.contains(key.as_str()));
            }
            Some(value) => strip(value, &|id| ids.contains(id)),
            None => {}
        }
    }
    let extra = std::mem::take(record.extra_mut());
    let whole = model::take(record, &Value::Object(object)).is_ok();
    *record.extra_mut() = extra;
    whole
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
