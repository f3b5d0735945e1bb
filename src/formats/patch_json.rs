//! The journal's form of an edit: one line of JSON, exact in both directions.
//!
//! `{"touchpoints": [{"id": …, "before": {"at": 3, "record": {…}, "extra": {…}}, "after": null}]}`
//! Unlike our file it is no text for people and salvages nothing: damaged input is refused whole.

use super::journey_json::{leftovers, typed};
use crate::each_kind;
use crate::edit::{Change, Patch, Placed, Tracked};
use crate::model::{About, Id, Problems, Record};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Why a line is not a patch.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This edit can't be read: {0}.")]
pub struct Damaged(String);

/// Writes a patch as one line, without a line end.
pub fn write(patch: &Patch) -> String {
    let mut line = Map::new();
    if let Some(change) = &patch.about {
        line.insert("about".into(), json!(change));
    }
    each_kind!(T => if !T::changes(patch).is_empty() {
        let changes = T::changes(patch).iter().map(change_value);
        line.insert(T::PLURAL.into(), Value::Array(changes.collect()));
    });
    Value::Object(line).to_string()
}

fn change_value<T: Tracked>(change: &Change<T>) -> Value {
    json!({
        "id": change.id.as_str(),
        "before": change.before.as_ref().map(placed_value),
        "after": change.after.as_ref().map(placed_value),
    })
}

fn placed_value<T: Tracked>(placed: &Placed<T>) -> Value {
    let mut value = Map::new();
    value.insert("at".into(), json!(placed.at));
    value.insert("record".into(), json!(placed.record.as_ref()));
    if !placed.record.extra().is_empty() {
        value.insert("extra".into(), Value::Object(placed.record.extra().clone()));
    }
    Value::Object(value)
}

/// Reads a patch: applying it does exactly what the patch that was written does.
///
/// # Errors
/// The line is not, in every part, what [`write()`] gives for some patch of sound records.
pub fn read(line: &str) -> Result<Patch, Damaged> {
    let value = serde_json::from_str(line).map_err(|error| Damaged(error.to_string()))?;
    let Value::Object(mut line) = value else {
        return Err(Damaged("it is no object".into()));
    };
    let mut patch = Patch::default();
    if let Some(change) = line.shift_remove("about") {
        let change: crate::edit::AboutChange = exactly("about", &change)?;
        let sound = |about: &About| sound("about", |problems| about.check(problems));
        sound(&change.before)?;
        sound(&change.after)?;
        patch.about = Some(change);
    }
    each_kind!(T => if let Some(changes) = line.shift_remove(T::PLURAL) {
        *T::changes_mut(&mut patch) = read_changes(changes)?;
    });
    match line.keys().next() {
        None => Ok(patch),
        Some(key) => Err(Damaged(format!("{key} is not known here"))),
    }
}

fn read_changes<T: Tracked>(changes: Value) -> Result<Vec<Change<T>>, Damaged> {
    let Value::Array(changes) = changes else {
        return Err(Damaged(format!("{} is no list", T::PLURAL)));
    };
    changes.into_iter().map(read_change).collect()
}

fn read_change<T: Tracked>(change: Value) -> Result<Change<T>, Damaged> {
    let Value::Object(mut fields) = change else {
        return Err(Damaged(format!("a change of a {} is no object", T::KIND)));
    };
    let id = fields.shift_remove("id");
    let id = id.as_ref().and_then(Value::as_str).and_then(|id| Id::new(id).ok());
    let id = id.ok_or_else(|| Damaged(format!("a change of a {} has no id", T::KIND)))?;
    let before = read_placed(&id, fields.shift_remove("before"))?;
    let after = read_placed(&id, fields.shift_remove("after"))?;
    if !fields.is_empty() || (before.is_none() && after.is_none()) {
        return Err(wrong::<T>(&id, "holds what is no change"));
    }
    Ok(Change { id, before, after })
}

fn read_placed<T: Tracked>(id: &Id, placed: Option<Value>) -> Result<Option<Placed<T>>, Damaged> {
    let mut fields = match placed {
        Some(Value::Null) => return Ok(None),
        Some(Value::Object(fields)) => fields,
        _ => return Err(wrong::<T>(id, "lacks before or after")),
    };
    let at = fields.shift_remove("at").as_ref().and_then(Value::as_u64);
    let at = at.and_then(|at| usize::try_from(at).ok());
    let at = at.ok_or_else(|| wrong::<T>(id, "lacks its place"))?;
    let what = format!("{} {id}", T::KIND);
    let mut record: T = exactly(&what, &fields.shift_remove("record").unwrap_or_default())?;
    match fields.shift_remove("extra") {
        None => {}
        Some(Value::Object(extra)) => *record.extra_mut() = extra,
        Some(_) => return Err(wrong::<T>(id, "has extra fields that are no object")),
    }
    sound(&what, |problems| record.check(problems))?;
    if !fields.is_empty() {
        return Err(wrong::<T>(id, "holds what is no place"));
    }
    let record = Arc::new(record);
    Ok(Some(Placed { at, record }))
}

fn wrong<T: Tracked>(id: &Id, why: &str) -> Damaged {
    Damaged(format!("{} {id} {why}", T::KIND))
}

/// Reads a value that must hold nothing which the record does not say again.
fn exactly<T: serde::de::DeserializeOwned + Serialize>(what: &str, value: &Value) -> Result<T, Damaged> {
    let read = typed::<T>(value).map_err(|(path, why)| Damaged(format!("{what}: {path} {why}")))?;
    let again = serde_json::to_value(&read).unwrap_or_default();
    match (value, &again) {
        (Value::Object(value), Value::Object(again)) => match leftovers(value, again, &[]).keys().next() {
            None => Ok(read),
            Some(key) => Err(Damaged(format!("{what}: {key} is not known here"))),
        },
        _ => Err(Damaged(format!("{what} is no object"))),
    }
}

fn sound(what: &str, check: impl FnOnce(&mut Problems)) -> Result<(), Damaged> {
    let mut problems = Problems::default();
    check(&mut problems);
    match problems.found.first() {
        None => Ok(()),
        Some(problem) => Err(Damaged(format!("{what}: {} {}", problem.path, problem.reason))),
    }
}
