//! Transition counts as a table: `from,to,count`, one row for each way that customers went.
//! This room is the second way in: what was counted becomes a journey with observed counts.
//!
//! Reserved names: `(start)` is where customers enter, `(success)` the successful end, `(drop)`
//! leaving; any other name in parentheses is an outcome of its own, every other name a touchpoint.
//! A touchpoint's observed drop-off is its count to `(drop)` (left) beside the sum of its other
//! counts (stayed). Rows of the same two names add up.

mod journey;
mod rows;

use super::{Opened, ReportLine, Unreadable};

/// Opens a journey from a table of transition counts. `file_name` gives it its title.
///
/// # Errors
/// No row is a transition count, or there are more names and ways than a map may hold.
pub fn read(text: &str, file_name: &str) -> Result<Opened, Unreadable> {
    let mut table = rows::read(text);
    if table.too_many() {
        return Err(Unreadable::TooManyWays);
    }
    if table.counts.is_empty() {
        return Err(nothing(&table.lines));
    }
    journey::journey(&mut table, title(file_name))
}

/// Why nothing of a table can be read: the first thing that was odd about it.
fn nothing(lines: &[ReportLine]) -> Unreadable {
    let first = lines.first();
    let why = first.map_or("it has no rows".into(), |line| line.to_string().trim_end_matches('.').to_owned());
    Unreadable::NoCounts(why)
}

/// A file's name without its folder and its ending.
fn title(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
