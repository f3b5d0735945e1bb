//! The journal's form of an edit: one line of JSON, exact in both directions.
//!
//! `{"touchpoints": [{"id": …, "before": {"at": 3, "record": {…}, "extra": {…}}, "after": null}]}`
//! Unlike our file it is no text for people and salvages nothing: damaged input is refused whole.

use super::canonical;
use super::journey_json::{in_words, leftovers};
use crate::edit::{AboutChange, Changes, Patch, Stood};
use crate::model::{self, Content, Field, Fields, Id, Problems};
use serde_json::{Map, Value};

/// Why a line is not a patch.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This edit can't be read: {0}.")]
pub struct Damaged(String);

/// Writes a patch as one line, without a line end.
pub fn write(patch: &Patch) -> String {
    let mut line = Map::new();
    if let Some(change) = &patch.about {
        line.insert("about".into(), change.value());
    }
    for changes in patch.kinds().into_iter().filter(|changes| changes.count() > 0) {
        let all = (0..changes.count()).filter_map(|at| changes.change(at));
        let all = all.map(|(id, sides)| change_value(id, sides)).collect();
        line.insert(changes.plural().into(), Value::Array(all));
    }
    canonical::compact(&Value::Object(line))
}

fn change_value(id: &Id, [before, after]: [Option<Stood<'_>>; 2]) -> Value {
    let side = |stood: Option<Stood<'_>>| stood.map_or(Value::Null, |(at, record)| stood_value(at, record));
    object([("id", id.as_str().into()), ("before", side(before)), ("after", side(after))])
}

fn stood_value(at: usize, record: &dyn Content) -> Value {
    let fields = Value::Object(model::written(record));
    let extra = record.extra();
    match extra.is_empty() {
        true => object([("at", at.into()), ("record", fields)]),
        false => object([("at", at.into()), ("record", fields), ("extra", Value::Object(extra.clone()))]),
    }
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
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
    if let Some(value) = line.shift_remove("about") {
        let mut change = AboutChange::default();
        exactly("about", &value, &mut change)?;
        for about in [&change.before, &change.after] {
            sound("about", |problems| about.check(problems))?;
        }
        patch.about = Some(change);
    }
    for changes in patch.kinds_mut() {
        if let Some(value) = line.shift_remove(changes.plural()) {
            read_changes(value, changes)?;
        }
    }
    match line.keys().next() {
        None => Ok(patch),
        Some(key) => Err(Damaged(format!("{key} is not known here"))),
    }
}

fn read_changes(value: Value, changes: &mut dyn Changes) -> Result<(), Damaged> {
    let Value::Array(values) = value else {
        return Err(Damaged(format!("{} is no list", changes.plural())));
    };
    values.into_iter().try_for_each(|value| read_change(value, changes))
}

fn read_change(change: Value, changes: &mut dyn Changes) -> Result<(), Damaged> {
    let kind = changes.kind();
    let Value::Object(mut fields) = change else {
        return Err(Damaged(format!("a change of a {kind} is no object")));
    };
    let id = fields.shift_remove("id");
    let id = id.as_ref().and_then(Value::as_str).and_then(|id| Id::new(id).ok());
    let id = id.ok_or_else(|| Damaged(format!("a change of a {kind} has no id")))?;
    let what = format!("{kind} {id}");
    let before = Side::of(&what, fields.shift_remove("before"))?;
    let after = Side::of(&what, fields.shift_remove("after"))?;
    if !fields.is_empty() || (before.is_none() && after.is_none()) {
        return Err(wrong(&what, "holds what is no change"));
    }
    let sides = [before, after];
    let [before, after] =
        changes.put_blank(id, sides.each_ref().map(|side| side.as_ref().map(|side| side.at)));
    for (side, record) in sides.into_iter().zip([before, after]) {
        if let (Some(side), Some(record)) = (side, record) {
            side.read(&what, record)?;
        }
    }
    Ok(())
}

/// A record on one side of a change, before it is read.
struct Side {
    at: usize,
    /// What else is said of it.
    fields: Map<String, Value>,
}

impl Side {
    fn of(what: &str, placed: Option<Value>) -> Result<Option<Self>, Damaged> {
        let mut fields = match placed {
            Some(Value::Null) => return Ok(None),
            Some(Value::Object(fields)) => fields,
            _ => return Err(wrong(what, "lacks before or after")),
        };
        let at = fields.shift_remove("at").as_ref().and_then(Value::as_u64);
        let at = at.and_then(|at| usize::try_from(at).ok());
        let at = at.ok_or_else(|| wrong(what, "lacks its place"))?;
        Ok(Some(Self { at, fields }))
    }

    fn read(mut self, what: &str, record: &mut dyn Content) -> Result<(), Damaged> {
        exactly(what, &self.fields.shift_remove("record").unwrap_or_default(), record)?;
        match self.fields.shift_remove("extra") {
            None => {}
            Some(Value::Object(extra)) => *record.extra_mut() = extra,
            Some(_) => return Err(wrong(what, "has extra fields that are no object")),
        }
        sound(what, |problems| record.check(problems))?;
        match self.fields.is_empty() {
            true => Ok(()),
            false => Err(wrong(what, "holds what is no place")),
        }
    }
}

fn wrong(what: &str, why: &str) -> Damaged {
    Damaged(format!("{what} {why}"))
}

/// Takes over a value that must hold nothing which the object does not say again.
fn exactly(what: &str, value: &Value, object: &mut dyn Fields) -> Result<(), Damaged> {
    model::take(object, value).map_err(|misfit| {
        let (path, why) = in_words(misfit);
        Damaged(format!("{what}: {path} {why}"))
    })?;
    let Value::Object(value) = value else {
        return Err(Damaged(format!("{what} is no object")));
    };
    match leftovers(value, &model::written(object), &[]).keys().next() {
        None => Ok(()),
        Some(key) => Err(Damaged(format!("{what}: {key} is not known here"))),
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
