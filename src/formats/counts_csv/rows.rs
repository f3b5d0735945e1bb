//! The table itself: separators, quotes, headers, numbers.

use super::journey::refused;
use crate::formats::journey_json::mended;
use crate::formats::{self, ReportLine};
use crate::model::limits;
use indexmap::IndexMap;
use std::borrow::Cow;

/// The most lines that one quoted name may run over.
const QUOTED_LINES: usize = 16;

/// Where a row leads from and to.
pub(super) type Way = (String, String);

/// What was read of a table.
#[derive(Default)]
pub(super) struct Rows {
    /// How many went each way, in the order of their first rows.
    pub counts: IndexMap<Way, Counted>,
    /// What could not be read as it stood.
    pub lines: Vec<ReportLine>,
    /// How many of the ways somebody can go.
    passable: usize,
    /// The sum of all counts.
    total: f64,
}

/// A count and where it was read.
pub(super) struct Counted {
    /// How many.
    pub count: f64,
    /// The line of its first row, from 1.
    pub row: u64,
    /// Whether other rows were added to it.
    pub again: bool,
}

/// The places of the three columns.
type Columns = [usize; 3];

/// Reads every row that can be read; each other is reported by its line and the reason. Of a table that
/// leads more ways than a journey can hold, no more is read than shows it.
pub(super) fn read(text: &str) -> Rows {
    // Copies of the whole text are made only where it takes one.
    let text = match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    };
    let (text, separator, skipped) = separator(&text);
    let mut rows = Rows::default();
    let sound = match text.contains('"') {
        true => Cow::Owned(without_open_quotes(text, separator, skipped, &mut rows.lines)),
        false => Cow::Borrowed(text),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(sound.as_bytes());
    let mut columns: Option<Columns> = None;
    let mut record = csv::StringRecord::new();
    while !rows.too_many() && matches!(reader.read_record(&mut record), Ok(true)) {
        let row = skipped + record.position().map_or(0, csv::Position::line);
        let blank = record.iter().all(|cell| cell.trim().is_empty());
        match columns {
            _ if blank => {}
            Some(columns) => rows.add(row, &record, columns, separator),
            None => {
                if let Some(column) = of_a_log(&record) {
                    let reason = format!(
                        "has the column {column}, so it looks like a log of events; a table of counts has the columns from, to and count"
                    );
                    rows.note(row, reason);
                    break;
                }
                let header = header(&record);
                columns = Some(header.unwrap_or([0, 1, 2]));
                if header.is_none() {
                    rows.add(row, &record, [0, 1, 2], separator);
                }
            }
        }
    }
    rows
}

impl Rows {
    /// Whether these are more ways than a journey can hold.
    pub fn too_many(&self) -> bool {
        self.passable > limits::RECORDS
    }

    fn add(&mut self, row: u64, record: &csv::StringRecord, columns: Columns, separator: u8) {
        let (way, count) = match self.parsed(row, record, columns, separator) {
            Ok(read) => read,
            Err(reason) => return self.note(row, format!("{reason}; left out")),
        };
        self.total += count;
        let Some(known) = self.counts.get_mut(&way) else {
            let again = false;
            self.passable += usize::from(refused(&way).is_none());
            self.counts.insert(way, Counted { count, row, again });
            return;
        };
        known.count += count;
        if !std::mem::replace(&mut known.again, true) {
            let (first, (from, to)) = (known.row, way);
            let like = format!("leads from {from} to {to} like row {first}");
            self.note(row, format!("{like}; such counts are added up"));
        }
    }

    fn note(&mut self, row: u64, reason: String) {
        self.lines.push(ReportLine::about("row", row.to_string(), reason));
    }

    fn parsed(
        &mut self,
        row: u64,
        record: &csv::StringRecord,
        columns: Columns,
        separator: u8,
    ) -> Result<(Way, f64), String> {
        let [from, to, count] = columns.map(|at| record.get(at).map(str::trim));
        let (Some(from), Some(to), Some(count)) = (from, to, count) else {
            return Err(format!("has {} of 3 cells", record.len()));
        };
        if from.is_empty() || to.is_empty() {
            return Err("lacks a name".into());
        }
        let count = number(count, separator)?;
        if self.total + count > limits::AMOUNT {
            return Err(format!("brings the sum of all counts above {}", limits::AMOUNT));
        }
        Ok(((self.name(row, from), self.name(row, to)), count))
    }

    /// A name without control characters and no longer than a name may be.
    fn name(&mut self, row: u64, cell: &str) -> String {
        let (name, rest) = mended(cell);
        if name.len() < cell.len() {
            let why = match rest.is_empty() {
                true => "holds control characters; they were left out".to_owned(),
                false => format!("has a name of more than {} characters; cut there", limits::TEXT_CHARS),
            };
            self.note(row, why);
        }
        let reserved = name.to_ascii_lowercase();
        match reserved.as_str() {
            "(start)" | "(success)" | "(drop)" => reserved,
            _ => name,
        }
    }
}

/// The text after a `sep=` line, the separator, and how many lines that line is.
fn separator(text: &str) -> (&str, u8, u64) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let [separator @ (b',' | b';' | b'\t' | b'|'), b'\n', ..] = rest.as_bytes()
    {
        return (&rest[2..], *separator, 1);
    }
    let head: Vec<&str> = text.lines().take(20).collect();
    let rows = |separator: &u8| {
        let cells = |line: &&&str| line.matches(char::from(*separator)).count() >= 2;
        head.iter().filter(cells).count()
    };
    // Of equals the last is taken.
    let best = [b'|', b'\t', b';', b','].into_iter().max_by_key(rows);
    (text, best.unwrap_or(b','), 0)
}

/// The places of the columns, if this row names them.
fn header(record: &csv::StringRecord) -> Option<Columns> {
    let names: Vec<String> = record.iter().map(|cell| cell.trim().to_ascii_lowercase()).collect();
    let place = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    Some([place(&["from", "source"])?, place(&["to", "target"])?, place(&["count", "counts", "value", "n"])?])
}

/// The column that only a log of events or of paths has, if this row names one.
fn of_a_log(record: &csv::StringRecord) -> Option<&str> {
    const WORDS: [&str; 16] = [
        "case",
        "caseid",
        "caseconceptname",
        "conceptname",
        "activity",
        "event",
        "eventtype",
        "eventtime",
        "timestamp",
        "timetimestamp",
        "time",
        "path",
        "sessionid",
        "userid",
        "visitorid",
        "customerid",
    ];
    let bare =
        |cell: &str| cell.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_ascii_lowercase();
    // A row with a number is no row of names: "Event" may be a touchpoint.
    if header(record).is_some() || record.iter().any(|cell| formats::number(cell.trim()).is_some()) {
        return None;
    }
    record.iter().map(str::trim).find(|cell| WORDS.contains(&bare(cell).as_str()))
}

/// A count, 0 or more. A point or comma that could part thousands as well as decimals is refused.
fn number(cell: &str, separator: u8) -> Result<f64, String> {
    let bare = cell.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = |mark: char| {
        let mut parts = cell.split(mark);
        let first = parts.next().unwrap_or_default();
        let groups: Vec<&str> = parts.collect();
        !groups.is_empty()
            && (1..=3).contains(&first.len())
            && !first.starts_with('0')
            && groups.iter().all(|group| group.len() == 3)
            && cell.chars().all(|c| c.is_ascii_digit() || c == mark)
    };
    // Marks that part nothing but thousands; and what stands twice parts no decimals.
    let marks = [' ', '\u{a0}', '\u{2009}', '\u{202f}', '\'', '\u{2019}', ',', '.'];
    let plainly =
        |mark: &char| grouped(*mark) && (!matches!(mark, ',' | '.') || cell.matches(*mark).count() > 1);
    // Most counts have no marks, and a table may have a million of them.
    if let Some(mark) = marks.into_iter().filter(|_| !bare).find(plainly) {
        return number(&cell.replace(mark, ""), separator);
    }
    if grouped(',') || (grouped('.') && separator != b',') {
        return Err(format!("has the count {cell}, which can be read with thousands or with decimals"));
    }
    let plain = match separator {
        b',' => cell.to_owned(),
        _ => cell.replacen(',', ".", 1),
    };
    match formats::number(&plain) {
        Some(count) if count < 0.0 => Err(format!("has the count {cell}, below 0")),
        Some(count) if count > limits::AMOUNT => {
            Err(format!("has the count {cell}, above {}", limits::AMOUNT))
        }
        // Adding 0 turns -0 into 0.
        Some(count) => Ok(count + 0.0),
        _ => {
            let short: String = cell.chars().take(40).collect();
            Err(format!("has a count that is not a number ({short:?})"))
        }
    }
}

/// The text with every line blanked whose quote is never closed, so that it costs itself alone.
fn without_open_quotes(text: &str, separator: u8, skipped: u64, lines: &mut Vec<ReportLine>) -> String {
    let mut sound = String::with_capacity(text.len());
    let all: Vec<&str> = text.split_inclusive('\n').collect();
    let mut at = 0;
    while let Some(line) = all.get(at) {
        let mut open = leaves_open(line, separator, false);
        let mut end = at + 1;
        while open && end < all.len().min(at + QUOTED_LINES) {
            open = leaves_open(all.get(end).unwrap_or(&""), separator, true);
            end += 1;
        }
        if open {
            let row = (at as u64 + 1 + skipped).to_string();
            lines.push(ReportLine::about("row", row, "opens a quote that is never closed; left out"));
            sound.push('\n');
            at += 1;
        } else {
            sound.extend(all.get(at..end).unwrap_or_default().iter().copied());
            at = end;
        }
    }
    sound
}

/// Whether a line ends inside a quoted cell.
fn leaves_open(line: &str, separator: u8, mut quoted: bool) -> bool {
    let mut may_open = !quoted;
    for byte in line.bytes() {
        let turns = byte == b'"' && (quoted || may_open);
        quoted ^= turns;
        // Right after a closing quote another one opens again: it was a doubled quote.
        may_open = !quoted && (turns || byte == separator);
    }
    quoted
}
