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
pub(super) use salvage::{mended, typed};

use super::{Opened, Unreadable, canonical};
use crate::each_kind;
use crate::model::{Extra, Id, Journey, Record};
use serde_json::{Map, Value, json};

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
    top.insert("format".into(), json!(FORMAT));
    top.insert("version".into(), json!(VERSION));
    top.extend(leftovers::fields(&journey.about));
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
    each_kind!(T => if !T::table(journey).is_empty() {
        entry(&mut out, &mut entries, T::PLURAL);
        table::<T>(&mut out, journey);
    });
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

fn table<T: Record>(out: &mut String, journey: &Journey) {
    out.push('[');
    for (at, (id, record)) in T::table(journey).iter().enumerate() {
        canonical::next_line(out, at, 2);
        canonical::write(out, &Value::Object(object(id, record)), 2);
    }
    canonical::last_line(out, 1);
    out.push(']');
}

/// A record as an object of the file: its id, its fields, what was kept of a newer version's.
fn object<T: Record>(id: &Id, record: &T) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("id".into(), json!(id.as_str()));
    object.extend(leftovers::fields(record));
    let extra: &Extra = record.extra();
    if !extra.is_empty() {
        leftovers::restore(&mut object, extra, salvage::known_fields::<T>());
    }
    object
}
