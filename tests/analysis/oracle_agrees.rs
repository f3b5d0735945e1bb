//! Random journeys of every shape, against the naive computation.

use crate::support::{count, graphs, journey_of_counts};
use crate::{oracle, read};
use desire_path::analysis::{Reading, Readings};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// The longest that a small journey may take, on a slow machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(2);

fn near(found: f64, expected: f64, what: &str) -> Result<(), TestCaseError> {
    let within = 1e-9 * expected.abs().max(1.0);
    prop_assert!((found - expected).abs() <= within, "{what}: {found} instead of {expected}");
    Ok(())
}

fn agrees(reading: &Reading, naive: &oracle::Oracle) -> Result<(), TestCaseError> {
    near(reading.success, naive.entry.dot(&naive.success), "success")?;
    for (at, share) in naive.outcomes.iter().enumerate() {
        near(reading.outcomes[at], *share, "outcome")?;
    }
    near(reading.value.organisation, naive.value[0], "value")?;
    near(reading.value.customer, naive.value[1], "value for the customer")?;
    let any_trap = reading.trapped > 0.0;
    if !any_trap {
        near(reading.steps.unwrap(), naive.steps, "steps")?;
        near(reading.steps_variance.unwrap(), naive.steps_variance, "steps' variance")?;
    }
    near(reading.value_variance.organisation, naive.variance[0], "variance")?;
    near(reading.value_variance.customer, naive.variance[1], "variance for the customer")?;
    for (at, touchpoint) in reading.touchpoints.iter().enumerate() {
        if let Some(drop_off) = touchpoint.drop_off {
            near(drop_off, naive.exit[at], "drop-off")?;
        }
        if naive.trapped[at] {
            prop_assert_eq!(touchpoint.success_from, Some(0.0));
            continue;
        }
        near(touchpoint.visits.unwrap(), naive.visits[at], "visits")?;
        near(touchpoint.reach.unwrap(), naive.reach[at], "reach")?;
        near(touchpoint.success_from.unwrap(), naive.success[at], "success from")?;
        let to_go = touchpoint.value_to_go.unwrap();
        near(to_go.organisation, naive.to_go[0][at], "value to go")?;
        near(to_go.customer, naive.to_go[1][at], "value to go for the customer")?;
    }
    Ok(())
}

/// Every number there is, by a walk over the debug text: none may be infinite or no number.
fn all_finite(readings: &Readings) -> bool {
    let text = format!("{readings:?}");
    !text.contains("NaN") && !text.contains("inf")
}

fn check(seed: u64) -> Result<usize, TestCaseError> {
    let journey = graphs::random(seed);
    let started = Instant::now();
    let (network, readings) = read(&journey);
    prop_assert!(started.elapsed() < PATIENCE, "it takes {:?}", started.elapsed());
    prop_assert!(all_finite(&readings), "not every number is finite");
    prop_assert!(readings.checks.hold(), "{:?}", readings.checks);
    for at in 0..network.segments.len() {
        let reading = &readings.segments[at];
        for touchpoint in &reading.touchpoints {
            prop_assert!(touchpoint.drop_off.is_none_or(|drop_off| (0.0..=1.0).contains(&drop_off)));
        }
        agrees(reading, &oracle::solve(&journey, at))?;
    }
    Ok(network.segments.len())
}

/// P16. `GRAPHS=` says how many, `SEED=` looks at one again.
#[test]
fn readings_are_those_of_a_dense_solve() {
    let graphs = count("GRAPHS", 10_000);
    let only = std::env::var("SEED").ok().and_then(|seed| seed.parse::<u64>().ok());
    let mut solved = 0;
    for seed in only.map_or(0..graphs, |seed| seed..seed + 1) {
        solved += check(seed).unwrap_or_else(|why| panic!("SEED={seed}: {why}"));
    }
    println!(
        "P16 reached: {graphs} graphs, {solved} solves against the oracle, not finite 0, mismatches 0, late 0"
    );
}

/// In each, as many are counted in as out, and yet no log was counted: burdens let people leave whom nobody
/// counted, and nobody comes to the circle.
#[test]
fn counts_that_balance_without_being_a_log_are_no_error_of_the_numbers() {
    check(398_697).expect("SEED=398697");
    let counts = [("(start)", "a", 10.0), ("a", "(success)", 10.0), ("b", "c", 5.0), ("c", "b", 5.0)];
    let counts = counts.map(|(from, to, count)| (from.to_owned(), to.to_owned(), count));
    let (_, readings) = read(&journey_of_counts(&counts));
    assert!(readings.checks.hold(), "{:?}", readings.checks);
}

#[test]
fn large_local_journeys_agree_with_a_dense_solve() {
    for (shape, count) in
        [(graphs::Shape::Local, 300), (graphs::Shape::Anywhere, 200), (graphs::Shape::Star, 60)]
    {
        let journey = graphs::large(shape, count, 7);
        let (_, readings) = read(&journey);
        agrees(&readings.together, &oracle::solve(&journey, 0)).expect("agreement");
    }
}
