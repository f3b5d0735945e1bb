//! Work that may take long, as plain bytes in and plain bytes out, so that it can be done elsewhere.
//! This room is what the worker runs; where there is none, the page runs the same.
//!
//! To add a job: its file with a `JOB` and what packs its input and unpacks its output, its `mod`
//! line, its row in [`ALL`].

pub mod budget;
pub mod import;
pub mod tidy;
pub mod question;
pub mod ledger;
pub mod draws;

/// Hears what share of a job is done, from 0 to 1.
pub type Progress<'a> = &'a mut dyn FnMut(f64);

/// Something that may take long.
#[derive(Clone, Copy, Debug)]
pub struct Job {
    /// What it is called between page and worker.
    pub name: &'static str,
    /// Does it. What it is given and what it gives are lists of byte strings.
    pub run: fn(Vec<Vec<u8>>, Progress<'_>) -> Vec<Vec<u8>>,
}

/// All jobs.
pub const ALL: [Job; 5] = [import::JOB, tidy::JOB, ledger::JOB, draws::JOB, budget::JOB];

/// The job of this name.
pub fn named(name: &str) -> Option<Job> {
    ALL.into_iter().find(|job| job.name == name)
}

/// Numbers as bytes.
fn bytes(numbers: &[f64]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The numbers that bytes hold.
fn numbers(bytes: &[u8]) -> impl Iterator<Item = f64> {
    bytes.chunks_exact(8).filter_map(|chunk| Some(f64::from_le_bytes(chunk.try_into().ok()?)))
}
