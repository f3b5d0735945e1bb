//! Tables as CSV, for spreadsheets.

use super::number;

/// Rows as CSV that no spreadsheet takes for formulas: a text that begins like one gets an apostrophe
/// in front, and tabs, which would begin another cell when they are pasted, become spaces.
pub fn write(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Written to memory, which takes everything.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn harmless(cell: &str) -> String {
    let cell = cell.replace(['\t', '\r'], " ");
    let begins_like_one =
        cell.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    if begins_like_one && number(&cell).is_none() { format!("'{cell}") } else { cell }
}
