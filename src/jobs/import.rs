//! A file is read, mended and, where it says no places, laid out.

use super::{Job, Progress};
use crate::formats::{self, Opened, journey_json};
use crate::layout;
use crate::model::Journey;

/// Reads a file. In: its name, its bytes. Out: why it can't be read or nothing, the report's first
/// lines, then the journey in parts.
pub const JOB: Job = Job { name: "import", run };

/// How many lines of a report are handed over.
const LINES: usize = 500;
/// How many bytes a part has, about: what is read in a moment.
const PART_BYTES: usize = 24_000;

fn run(input: Vec<Vec<u8>>, progress: Progress<'_>) -> Vec<Vec<u8>> {
    let [name, bytes] = input.as_slice() else { return Vec::new() };
    match formats::read(bytes, &String::from_utf8_lossy(name)) {
        Err(unreadable) => vec![unreadable.to_string().into_bytes()],
        Ok(Opened { mut journey, report, unplaced }) => {
            drop(input);
            progress(0.5);
            layout::placed(&journey, &unplaced).put(&mut journey);
            let lines = report.lines.iter().take(LINES);
            let lines: Vec<String> = lines.map(|line| line.to_string().replace('\n', " ")).collect();
            let parts = journey_json::write_parts(&journey, PART_BYTES).into_iter().map(String::into_bytes);
            [Vec::new(), lines.join("\n").into_bytes()].into_iter().chain(parts).collect()
        }
    }
}

/// A file that was read elsewhere, as far as its parts were put together.
#[derive(Debug, Default)]
pub struct Imported {
    /// What of the file could not be read as it stood, a sentence each; the first 500.
    pub lines: Vec<String>,
    /// The journey.
    pub journey: Journey,
    /// How many parts were taken over.
    pub taken: usize,
}

impl Imported {
    /// Takes the next part of a job's output over.
    ///
    /// # Errors
    /// Why the file can't be read, as a sentence.
    pub fn take(&mut self, part: &[u8]) -> Result<(), String> {
        let text = String::from_utf8_lossy(part);
        self.taken += 1;
        match self.taken {
            1 if !text.is_empty() => return Err(text.into_owned()),
            1 => {}
            2 => self.lines = text.lines().map(str::to_owned).collect(),
            _ => journey_json::join(&mut self.journey, &text).map_err(|fault| fault.to_string())?,
        }
        Ok(())
    }
}
