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
    write_parts(journey, usize::MAX).into_iter().next().unwrap_or_default()
}

/// Writes a journey as texts of about so many bytes; [`join`] puts them together again. The first is
/// like a file, the others hold only what comes after.
pub fn write_parts(journey: &Journey, bytes: usize) -> Vec<String> {
    let mut top = Map::new();
    top.insert("format".into(), FORMAT.into());
    top.insert("version".into(), VERSION.into());
    top.extend(model::written(&journey.about));
    let mut unknown = Vec::new();
    for (key, value) in &journey.extra {
        match top.contains_key(key) {
            true => leftovers::restore_field(&mut top, key, value),
            false => unknown.push((key, value)),
        }
    }
    let mut part = Part::default();
    let mut parts = Vec::new();
    for (key, value) in &top {
        part.entry(key);
        canonical::write(&mut part.text, value, 1);
    }
    for records in journey.tables().into_iter().filter(|table| !table.places().is_empty()) {
        part.table(records, bytes, &mut parts);
    }
    for (key, value) in unknown {
        part.entry(key);
        canonical::write(&mut part.text, value, 1);
    }
    part.end(&mut parts);
    parts
}

/// Takes the next of the texts over that [`write_parts`] made of a journey. What refers to a record
/// of a text to come is not looked at.
///
/// # Errors
/// It is no JSON, or no object.
pub fn join(journey: &mut Journey, text: &str) -> Result<(), Unreadable> {
    reading::join(journey, text)
}

/// A text in the middle of being written.
#[derive(Default)]
struct Part {
    text: String,
    entries: usize,
}

impl Part {
    /// Starts an entry of the text's object.
    fn entry(&mut self, key: &str) {
        if self.entries == 0 {
            self.text.push('{');
        }
        canonical::next_line(&mut self.text, self.entries, 1);
        canonical::string(&mut self.text, key);
        self.text.push_str(": ");
        self.entries += 1;
    }

    fn end(&mut self, parts: &mut Vec<String>) {
        canonical::last_line(&mut self.text, 0);
        self.text.push_str("}\n");
        self.entries = 0;
        parts.push(std::mem::take(&mut self.text));
    }

    /// Writes a table; whenever the text has so many bytes, the rest goes into another.
    fn table(&mut self, table: &dyn Records, bytes: usize, parts: &mut Vec<String>) {
        let mut rows = 0;
        for (at, id) in table.places().iter().enumerate() {
            let Some(record) = table.content(at) else { continue };
            if rows > 0 && self.text.len() >= bytes {
                self.end_list();
                self.end(parts);
                rows = 0;
            }
            if rows == 0 {
                self.entry(table.plural());
                self.text.push('[');
            }
            canonical::next_line(&mut self.text, rows, 2);
            canonical::write(&mut self.text, &Value::Object(object(id, record)), 2);
            rows += 1;
        }
        self.end_list();
    }

    fn end_list(&mut self) {
        canonical::last_line(&mut self.text, 1);
        self.text.push(']');
    }
}

/// A record as an object of the file: its id, its fields, what was kept of a newer version's.
fn object(id: &Id, record: &dyn Content) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("id".into(), id.as_str().into());
    object.extend(model::written(record));
    leftovers::restore(&mut object, record.extra(), record.names());
    object
}
