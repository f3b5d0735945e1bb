//! What the analysis promises: worked answers, laws, independent oracles.

#[path = "../support/mod.rs"]
mod support;

mod budget;
mod findings;
mod independent;
mod laws;
mod lifetime;
mod logs;
mod model_case;
mod oracle;
#[cfg(not(target_arch = "wasm32"))]
mod origins;
mod oracle_agrees;
mod ranges;
mod reference;
mod report;
mod size;
mod sure;
mod toys;
mod walks;
mod worth;

use desire_path::analysis::{Network, Readings};
use desire_path::model::{Journey, Perspective};

/// The network and readings of a journey.
fn read(journey: &Journey) -> (Network, Readings) {
    let network = Network::of(journey, Perspective::Evidence);
    let readings = Readings::of(&network);
    (network, readings)
}

#[track_caller]
fn assert_close(found: f64, expected: f64, within: f64, what: &str) {
    assert!(
        (found - expected).abs() <= within,
        "{what}: {found} instead of {expected}, {:e} off",
        found - expected
    );
}
