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
    let placement = layout::layered(journey, &Options { flows: flows.collect() });
    for (id, position) in placement.touchpoints {
        if let Some(mut touchpoint) = journey.touchpoints.get(&id).cloned() {
            touchpoint.position = position;
            journey.touchpoints.put(id, touchpoint);
        }
    }
    for (id, position) in placement.outcomes {
        if let Some(mut outcome) = journey.outcomes.get(&id).cloned() {
            outcome.position = position;
            journey.outcomes.put(id, outcome);
        }
    }
    for (id, width) in placement.stage_widths {
        if let Some(mut stage) = journey.stages.get(&id).cloned() {
            stage.width = width;
            journey.stages.put(id, stage);
        }
    }
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
