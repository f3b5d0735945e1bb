//! What could not be read, in sentences.

use crate::model::{Id, Journey, limits};
use std::fmt;

/// A journey that was opened, and what of its file could not be read as it stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The journey; it is sound.
    pub journey: Journey,
    /// What was left out or changed in order to make it so.
    pub report: ReadReport,
    /// The touchpoints and outcomes that the file says no place for, in the order of the tables.
    pub unplaced: Vec<Id>,
}

/// What of a file could not be read as it stood, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadReport {
    /// One line for each thing; empty where all was well.
    pub lines: Vec<ReportLine>,
}

impl ReadReport {
    /// Whether everything was read as it stood.
    pub fn is_clean(&self) -> bool {
        self.lines.is_empty()
    }
}

/// One thing that could not be read as it stood. Its `Display` is a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// What kind of thing: `touchpoint`, `row`, `file` …
    pub kind: &'static str,
    /// Which: an id, `no. 3` where it has none, a line number; empty for the file itself.
    pub name: String,
    /// The field's path in the record; empty where it is about the whole.
    pub field: String,
    /// What is wrong and what was done, as clauses: `is below 0; left out`.
    pub reason: String,
}

impl ReportLine {
    /// A line about the file as a whole.
    pub fn file(reason: impl Into<String>) -> Self {
        Self::about("file", "", reason)
    }

    /// A line about a whole record or row.
    pub fn about(kind: &'static str, name: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { kind, name: name.into(), field: String::new(), reason: reason.into() }
    }
}

impl fmt::Display for ReportLine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.kind)?;
        if !self.name.is_empty() {
            write!(out, " {}", self.name)?;
        }
        out.write_str(": ")?;
        if !self.field.is_empty() {
            write!(out, "{} ", self.field)?;
        }
        write!(out, "{}.", self.reason)
    }
}

/// Why nothing of a file can be read as a journey, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is nothing in it.
    #[error("The file is empty.")]
    Empty,
    /// It is larger than what is read; in MB, rounded up.
    #[error("The file has {0} MB; at most {max} MB are read.", max = limits::FILE_BYTES >> 20)]
    TooLarge(usize),
    /// It is something else that we know by name.
    #[error("This is {0}, not a journey that Desire Path can read.")]
    Foreign(&'static str),
    /// It is something that we don't know.
    #[error("This is neither a Desire Path journey nor a table of transition counts (from,to,count).")]
    Unknown,
    /// It looks like JSON and isn't; why and where.
    #[error("This JSON can't be read: {0}.")]
    NotJson(String),
    /// It says no version, or one that there never was.
    #[error("This journey says no version that there ever was ({0}); the first is 1.")]
    NoVersion(String),
    /// A newer version wrote it.
    #[error(
        "This journey was written by a newer Desire Path (version {version}); this one reads up to {known}."
    )]
    Newer {
        /// The file's version.
        version: u64,
        /// The newest version that is read.
        known: u64,
    },
    /// It holds so many values, more than are read.
    #[error("This file holds about {0} values; at most {max} are read.", max = limits::VALUES)]
    TooDense(usize),
    /// It holds more records than a journey may.
    #[error("This file holds {0} records; a map holds at most {max}.", max = limits::RECORDS)]
    TooMany(usize),
    /// It is a table with more ways than a journey may hold records; it was not read to its end.
    #[error("This table leads more than {max} ways; a map holds at most {max} records.", max = limits::RECORDS)]
    TooManyWays,
    /// It is a table, and none of its rows is a transition count; what is wrong with the first.
    #[error("This table holds no transition counts (from,to,count): {0}.")]
    NoCounts(String),
}
