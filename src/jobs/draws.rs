//! Journeys as they might be, drawn from what was counted: two thousand solves.

use super::{Job, Progress, bytes, numbers, question};
use crate::analysis::{
    Trust,
    posterior::{DRAWS, Draws},
};

/// Draws journeys. In: what [`question::input`] packs, told nothing. Out: what [`answer`] reads.
pub const JOB: Job = Job { name: "draws", run };

/// Equal seeds draw equal journeys: who asks again is told the same.
const SEED: u64 = 1;

fn run(input: Vec<Vec<u8>>, progress: Progress<'_>) -> Vec<Vec<u8>> {
    let Some((_, network, _)) = question::read(&input) else { return Vec::new() };
    let go_on = &mut question::in_hundredths(progress);
    let Some(draws) = Draws::of(&network, Trust::default(), DRAWS, SEED, go_on) else { return Vec::new() };
    vec![bytes(draws.together.as_flattened())]
}

/// The draws: success, then value in the organisation's and the customer's book, per entrant.
pub fn answer(output: &[Vec<u8>]) -> Vec<[f64; 3]> {
    let all: Vec<f64> = output.first().map(|bytes| numbers(bytes).collect()).unwrap_or_default();
    all.as_chunks().0.to_vec()
}
