//! Our own file: every record by its id, read record by record, written in one way only.
//! This room is the one place that knows the history of our file.
//!
//! ```json
//! {
//!   "format": "desire-path",
//!   "version": 1,
//!   "title": "Opening a current account",
//!   "touchpoints": [
//!     {"id": "ad", "name": "Social ad", "position": {"x": 0, "y": 0}}
//!   ]
//! }
//! ```
//!
//! What a newer version wrote and this one does not know is kept and written back where it stood:
//! unknown fields, unknown tables, and words of lists of choices (those until the field is set to
//! another choice than the one that was put in their place).

mod leftovers;
mod mend;
mod path;
mod reading;
mod references;
mod salvage;
mod upgrade;

pub use upgrade::VERSION;

pub(super) use leftovers::leftovers;
pub(super) use reading::open;
pub(super) use salvage::{in_words, mended};

use super::{Opened, Unreadable, canonical};
use crate::model::{self, Content, Id, Journey, Records};
use serde_json::{Map, Value};

/// What the file says it is.
pub const FORMAT: &str = "desire-path";

/// Opens a journey from the text of our file.
///
/// # Errors
/// It is no JSON, or not ours, or of a version that can't be read, or too large.
pub fn read(text: &str) -> Result<Opened, Unreadable> {
    open(text, false)
}

/// Writes a journey in the one canonical way: equal journeys are equal texts, and what
/// [`read`] gives for the text is the journey again.
pub fn write(journey: &Journey) -> String {
    let mut top = Map::new();
    top.insert("format".into(), FORMAT.into());
    top.insert("version".into(), VERSION.into());
    top.extend(model::written(&journey.about));
    let mut unknown = Map::new();
    for (key, value) in &journey.extra {
        match top.contains_key(key) {
            true => leftovers::restore_field(&mut top, key, value),
            false => _ = unknown.insert(key.clone(), value.clone()),
        }
    }
    let mut out = String::from("{");
    let mut entries = 0;
    for (key, value) in &top {
        entry(&mut out, &mut entries, key);
        canonical::write(&mut out, value, 1);
    }
    for records in journey.tables().into_iter().filter(|table| !table.places().is_empty()) {
        entry(&mut out, &mut entries, records.plural());
        table(&mut out, records);
    }
    for (key, value) in &unknown {
        entry(&mut out, &mut entries, key);
        canonical::write(&mut out, value, 1);
    }
    canonical::last_line(&mut out, 0);
    out.push_str("}\n");
    out
}

/// Starts an entry of the file's object.
fn entry(out: &mut String, entries: &mut usize, key: &str) {
    canonical::next_line(out, *entries, 1);
    canonical::string(out, key);
    out.push_str(": ");
    *entries += 1;
}

fn table(out: &mut String, table: &dyn Records) {
    out.push('[');
    for (at, id) in table.places().iter().enumerate() {
        if let Some(record) = table.content(at) {
            canonical::next_line(out, at, 2);
            canonical::write(out, &Value::Object(object(id, record)), 2);
        }
    }
    canonical::last_line(out, 1);
    out.push(']');
}

/// A record as an object of the file: its id, its fields, what was kept of a newer version's.
fn object(id: &Id, record: &dyn Content) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("id".into(), id.as_str().into());
    object.extend(model::written(record));
    leftovers::restore(&mut object, record.extra(), record.names());
    object
}
