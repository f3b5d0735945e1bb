//! The journal's form of an edit: one line of JSON, exact in both directions.
//!
//! It is the form that a scenario's changes have in our file, on one line. Unlike our file the journal
//! salvages nothing: damaged input is refused whole.

use super::canonical;
use super::journey_json::{in_words, leftovers};
use crate::edit::Patch;
use crate::model::{Content, Field, Id, written};
use serde_json::Value;

/// Why a line is not a patch.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This edit can't be read: {0}.")]
pub struct Damaged(String);

/// Writes a patch as one line, without a line end.
pub fn write(patch: &Patch) -> String {
    canonical::compact(&patch.value())
}

/// Reads a patch: applying it does exactly what the patch that was written does.
///
/// # Errors
/// The line is not, in every part, what [`write()`] gives for some patch of sound records.
pub fn read(line: &str) -> Result<Patch, Damaged> {
    let value: Value = serde_json::from_str(line).map_err(|error| Damaged(error.to_string()))?;
    let mut patch = Patch::default();
    patch.take(&value).map_err(|misfit| {
        let (path, why) = in_words(misfit);
        Damaged(if path.is_empty() { format!("it {why}") } else { format!("{path} {why}") })
    })?;
    if let Some((what, problem)) = patch.problem() {
        return Err(Damaged(format!("{what}: {} {}", problem.path, problem.reason)));
    }
    if let (Some(change), Some(given)) = (&patch.about, value.get("about")) {
        exactly("about", given.clone(), &change.value())?;
    }
    for changes in patch.kinds() {
        let given = value.get(changes.plural()).and_then(Value::as_array);
        for (at, given) in given.into_iter().flatten().enumerate() {
            let Some((id, [before, after])) = changes.change(at) else { continue };
            for (side, stood) in [("before", before), ("after", after)] {
                let given = given.get(side).and_then(|side| side.get("record"));
                if let (Some(given), Some((_, record))) = (given, stood) {
                    record_exactly(changes.kind(), id, given, record)?;
                }
            }
        }
    }
    // What is left beside the records.
    exactly("it", value, &patch.value())?;
    Ok(patch)
}

fn record_exactly(kind: &str, id: &Id, given: &Value, record: &dyn Content) -> Result<(), Damaged> {
    exactly(&format!("{kind} {id}"), given.clone(), &Value::Object(written(record)))
}

/// What was given must hold nothing that is not said again.
fn exactly(what: &str, given: Value, said: &Value) -> Result<(), Damaged> {
    let (Value::Object(given), Value::Object(said)) = (given, said) else {
        return Err(Damaged(format!("{what} is no object")));
    };
    match leftovers(given, said, &[]).keys().next() {
        None => Ok(()),
        Some(key) if what == "it" => Err(Damaged(format!("{key} is not known here"))),
        Some(key) => Err(Damaged(format!("{what}: {key} is not known here"))),
    }
}
