//! Opens any file that Desire Path reads, lays it out, and writes it as our JSON.
//!
//! `cargo run --no-default-features --example tidy -- counts.csv > journey.json`

use desire_path::analysis::{Network, Readings};
use desire_path::formats::{self, journey_json};
use desire_path::layout::{self, Options};
use desire_path::model::{Journey, Perspective};
use std::process::ExitCode;

fn lay_out(journey: &mut Journey) {
    let network = Network::of(journey, Perspective::Evidence);
    let readings = Readings::of(&network);
    let flows = network.transitions.iter().zip(&readings.together.transitions);
    let flows = flows.filter_map(|(part, reading)| Some((part.id.clone(), reading.flow?)));
    layout::layered(journey, &Options { flows: flows.collect() }).put(journey);
}

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else {
        eprintln!("Say which file to open.");
        return ExitCode::from(2);
    };
    let read = std::fs::read(&file).map_err(|fault| fault.to_string());
    match read.and_then(|bytes| formats::read(&bytes, &file).map_err(|why| why.to_string())) {
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
        Ok(mut opened) => {
            for line in &opened.report.lines {
                eprintln!("{line}");
            }
            lay_out(&mut opened.journey);
            print!("{}", journey_json::write(&opened.journey));
            ExitCode::SUCCESS
        }
    }
}
