//! How a journey is written down: one file per format, our own with one upgrader per version.
//! This room is the border: what comes in is checked record by record, what goes out is inert.

mod report;
mod decode;
mod foreign;
mod canonical;
mod number;
pub mod journey_json;
pub mod patch_json;
pub mod counts_csv;
pub mod table_csv;
pub mod cells;
pub mod svg;
#[cfg(feature = "schema")]
pub mod schema;

pub use number::{NoNumber, number, typed};
pub use report::{Opened, ReadReport, ReportLine, Unreadable};

use crate::model::limits;

/// Opens a file as a journey, whatever of our formats it is in: told by its content.
///
/// What opens is sound ([`crate::model::Journey::violations`] is empty); the report names every
/// record or row that could not be read as it stood, and why. `file_name` only names what the
/// file itself leaves unnamed.
///
/// # Errors
/// Nothing of it can be read as a journey; the sentence says what it is instead, as far as known.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Opened, Unreadable> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(Unreadable::TooLarge(bytes.len().div_ceil(1024 * 1024)));
    }
    if let Some(what) = foreign::by_magic(bytes) {
        return Err(Unreadable::Foreign(what));
    }
    let text = decode::text(bytes);
    let start = text.content.trim_start();
    if start.is_empty() {
        return Err(Unreadable::Empty);
    }
    if let Some(what) = foreign::by_text(start) {
        return Err(Unreadable::Foreign(what));
    }
    let mut opened = if start.starts_with(['{', '[']) {
        let values = start.bytes().filter(|byte| matches!(byte, b',' | b'{' | b'[')).count();
        if values > limits::VALUES {
            return Err(Unreadable::TooDense(values));
        }
        journey_json::open(&text.content, text.replaced > 0)?
    } else if has_rows(start) {
        counts_csv::read(&text.content, file_name)?
    } else {
        return Err(Unreadable::Unknown);
    };
    if text.is_western {
        let reason =
            "is not UTF-8; it was read as Windows-1252, in which spreadsheets of Western Europe save";
        opened.report.lines.insert(0, ReportLine::file(reason));
    }
    if text.replaced > 0 {
        let reason = format!("{} places were not readable text; they show as \u{fffd}", text.replaced);
        opened.report.lines.insert(0, ReportLine::file(reason));
    }
    Ok(opened)
}

/// Whether a text could be a table: its first lines hold a separator.
fn has_rows(text: &str) -> bool {
    let mut lines = text.lines().take(5);
    lines.any(|line| line.contains([',', ';', '\t', '|']))
}
