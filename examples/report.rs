//! Every number of a file as one JSON object: the app without a browser, for a team's git checks.
//!
//! `cargo run --release --no-default-features --example report -- FILE`
//!
//! FILE is a Desire Path journey or a CSV of transition counts. A file that can't be read gives
//! exit status 2 and a sentence on stderr.

#[path = "report/budget.rs"]
mod budget;

use desire_path::analysis::{
    End, Finding, Findings, Network, Reading, Readings, Severity, Structure, TouchpointReading,
    paths::{Limits, Path, Paths, Which, most_probable},
};
use desire_path::formats::{self, ReadReport};
use desire_path::model::{Id, Journey, Perspective};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::process::ExitCode;

#[path = "report/worth.rs"]
mod worth;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [file] = arguments.as_slice() else {
        return failed("Say which file to report on: report FILE.");
    };
    let name = std::path::Path::new(file).file_name().unwrap_or(file).to_string_lossy();
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(fault) => return failed(&format!("{} can't be opened: {fault}.", file.to_string_lossy())),
    };
    let opened = match formats::read(&bytes, &name) {
        Ok(opened) => opened,
        Err(unreadable) => return failed(&unreadable.to_string()),
    };
    let report = report(&opened.journey, &opened.report);
    let text = format!("{report:#}\n");
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => failed(&format!("The report can't be written: {fault}.")),
    }
}

fn failed(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::from(2)
}

/// Every number of a journey. Quantities are per entrant; values are in the journey's currency.
pub fn report(journey: &Journey, read: &ReadReport) -> Value {
    let network = Network::of(journey, Perspective::Evidence);
    let readings = Readings::of(&network);
    let all = &readings.together;
    let search = |which| most_probable(&network, &readings, None, which, Limits::default());
    let (successful, any) = (search(Which::Successful), search(Which::All));
    let structure = Structure::of(&network);
    let must_pass = structure.must_pass.iter().map(|at| network.touchpoints[*at].id.as_str());
    let mut report = json!({
        "entrants": readings.entrants,
        "success": all.success,
        "outcomes": outcomes(journey, all),
        "steps": all.steps,
        "value_per_entrant": {
            "organisation": all.value.organisation,
            "customer": all.value.customer,
        },
        "touchpoints": touchpoints(journey, &network, &readings),
        "transitions": transitions(journey, &network, all),
        "paths": {
            "successful": paths(journey, &network, &successful),
            "all": paths(journey, &network, &any),
        },
        "mass_covered": successful.mass_covered,
        "must_pass": must_pass.collect::<Vec<_>>(),
        "budget": budget::budget(journey, &network),
        "checks": checks(&readings),
        "findings": findings(journey, read, &Findings::of(&network, &readings)),
    });
    for (key, value) in worth::entries(journey, &network, &readings) {
        report[key] = value;
    }
    report
}

/// The name of an outcome, or its id where it has none.
fn outcome_name(journey: &Journey, at: usize) -> String {
    let Some(id) = journey.outcomes.id_at(at) else { return String::new() };
    let name = journey.outcomes.get(id).map(|outcome| outcome.name.as_str());
    name.filter(|name| !name.is_empty()).unwrap_or(id.as_str()).to_owned()
}

/// Outcomes by name; those of one name are added up.
fn outcomes(journey: &Journey, reading: &Reading) -> Value {
    let mut sums: Map<String, Value> = Map::new();
    let mut add = |name: String, share: f64| {
        let before = sums.get(&name).and_then(Value::as_f64).unwrap_or(0.0);
        sums.insert(name, json!(before + share));
    };
    for (at, share) in reading.outcomes.iter().enumerate() {
        add(outcome_name(journey, at), *share);
    }
    add("(drop)".into(), reading.dropped);
    if reading.trapped > 0.0 {
        add("(trapped)".into(), reading.trapped);
    }
    Value::Object(sums)
}

fn touchpoints(journey: &Journey, network: &Network, readings: &Readings) -> Vec<Value> {
    let names = journey.touchpoints.records().map(|touchpoint| &touchpoint.name);
    let both = network.touchpoints.iter().zip(names).zip(&readings.together.touchpoints);
    both.enumerate()
        .map(|(at, ((part, name), reading))| {
            let mut own = Map::new();
            own.insert("id".into(), json!(part.id.as_str()));
            own.insert("name".into(), json!(name));
            own.append(&mut numbers(reading));
            let by_segment = network.segments.iter().zip(&readings.segments);
            let by_segment = by_segment.map(|(segment, reading)| {
                let reading = &reading.touchpoints[at];
                let mut own = numbers(reading);
                let to_go = reading.value_to_go.map(|value| value.customer);
                own.insert("value_to_go_customer".into(), json!(to_go));
                own.insert("leak_customer".into(), json!(reading.leak.customer));
                let id = segment.id.as_ref().map_or("everyone", Id::as_str);
                (id.to_owned(), Value::Object(own))
            });
            own.insert("segments".into(), Value::Object(by_segment.collect()));
            Value::Object(own)
        })
        .collect()
}

/// The quantities of a touchpoint, value in the organisation's book.
fn numbers(reading: &TouchpointReading) -> Map<String, Value> {
    let to_go = reading.value_to_go.map(|value| value.organisation);
    [
        ("visits", reading.visits),
        ("reach", reading.reach),
        ("success_from", reading.success_from),
        ("drop_off", reading.drop_off),
        ("leavers", Some(reading.leavers)),
        ("removal_effect", reading.removal_effect),
        ("value_to_go", to_go),
        ("leak", Some(reading.leak.organisation)),
    ]
    .into_iter()
    .map(|(key, number)| (key.to_owned(), json!(number)))
    .collect()
}

fn transitions(journey: &Journey, network: &Network, reading: &Reading) -> Vec<Value> {
    let both = network.transitions.iter().zip(&reading.transitions);
    both.map(|(part, found)| {
        let to = match part.to {
            End::Touchpoint(to) => Some(&network.touchpoints[to].id),
            End::Outcome(to) => journey.outcomes.id_at(to),
        };
        json!({
            "from": network.touchpoints[part.from].id.as_str(),
            "to": to.map(Id::as_str),
            "probability": found.probability,
            "flow": found.flow,
        })
    })
    .collect()
}

fn paths(journey: &Journey, network: &Network, paths: &Paths) -> Vec<Value> {
    let path = |path: &Path| {
        let ids = path.touchpoints.iter().map(|at| network.touchpoints[*at].id.as_str());
        json!({
            "touchpoints": ids.collect::<Vec<_>>(),
            "outcome": path.outcome.map_or("(drop)".into(), |at| outcome_name(journey, at)),
            "probability": path.probability,
        })
    };
    paths.paths.iter().map(path).collect()
}

fn checks(readings: &Readings) -> Value {
    let mut all = Map::new();
    all.insert("hold".into(), json!(readings.checks.hold()));
    for check in &readings.checks.all {
        let mut entry = json!({ "holds": check.holds(), "residual": check.residual, "limit": check.limit });
        if !check.is_compared {
            entry["compared"] = json!(false); // There was nothing to compare.
        }
        all.insert(check.name.into(), entry);
    }
    Value::Object(all)
}

/// What could not be read, then what is odd about the numbers, each as a sentence.
fn findings(journey: &Journey, read: &ReadReport, findings: &Findings) -> Vec<Value> {
    let lines = read
        .lines
        .iter()
        .map(|line| json!({ "kind": "read", "severity": "warning", "touchpoints": [], "sentence": line.to_string() }));
    let found = findings.all.iter().map(|finding: &Finding| {
        let severity = match finding.severity() {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let ids: Vec<&str> = finding.touchpoints().iter().map(Id::as_str).collect();
        json!({
            "kind": finding.key(),
            "severity": severity,
            "touchpoints": ids,
            "sentence": finding.sentence(journey),
        })
    });
    lines.chain(found).collect()
}
