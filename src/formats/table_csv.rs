//! Tables as CSV, for spreadsheets.

use super::number;

/// Rows as CSV that no spreadsheet takes for formulas: a text that begins like one gets an apostrophe
/// in front, and tabs, which would begin another cell when they are pasted, become spaces.
pub fn write(rows: &[Vec<String>]) -> String {
    written(rows, b',')
}

/// The same with tabs between the cells, as spreadsheets take them from the clipboard.
pub fn write_tabbed(rows: &[Vec<String>]) -> String {
    written(rows, b'\t')
}

fn written(rows: &[Vec<String>], between: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(between).flexible(true).from_writer(Vec::new());
    for row in rows {
        // Written to memory, which takes everything.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The rows of a table as a spreadsheet puts it on the clipboard (tabs between cells) or as CSV writes it.
/// What an apostrophe keeps from being a formula has lost it.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let first = text.lines().next().unwrap_or_default();
    let between = ['\t', ';', ','].into_iter().find(|between| first.contains(*between)).unwrap_or('\t');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(between as u8)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let plain = |cell: &str| match cell.strip_prefix('\'') {
        Some(rest) if harmless(rest) != rest => rest.to_owned(),
        _ => cell.to_owned(),
    };
    reader.records().flatten().map(|row| row.iter().map(plain).collect()).collect()
}

fn harmless(cell: &str) -> String {
    let cell = cell.replace(['\t', '\r'], " ");
    let begins_like_one =
        cell.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    if begins_like_one && number(&cell).is_none() { format!("'{cell}") } else { cell }
}
