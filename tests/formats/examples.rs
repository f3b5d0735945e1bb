//! The examples that ship.

use desire_path::analysis::{Network, Readings};
use desire_path::formats::{self, journey_json};
use desire_path::model::*;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn files() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(root().join("examples/journeys")).unwrap();
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    files
}

fn example(name: &str) -> Journey {
    let bytes = std::fs::read(root().join("examples/journeys").join(name)).unwrap();
    formats::read(&bytes, name).unwrap().journey
}

fn readings(journey: &Journey) -> Readings {
    Readings::of(&Network::of(journey, Perspective::Evidence))
}

#[test]
fn every_example_opens_without_a_word_and_saves_to_the_same_bytes() {
    assert!(files().len() >= 4);
    for file in files() {
        let bytes = std::fs::read(&file).unwrap();
        let opened = formats::read(&bytes, "example.json").unwrap();
        assert_eq!(opened.report.lines, vec![], "{file:?}");
        assert!(journey_json::write(&opened.journey).as_bytes() == bytes, "{file:?}");
        let about = &opened.journey.about;
        assert!(!about.title.is_empty() && !about.goal.is_empty() && !about.notes.is_empty());
    }
}

#[test]
fn the_readme_names_every_example() {
    let readme = std::fs::read_to_string(root().join("examples/journeys/README.md")).unwrap();
    for file in files() {
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(readme.contains(&format!("`{name}` | {}", example(name).about.title)), "{name}");
    }
}

#[test]
fn all_examples_together_are_a_small_download() {
    // Brotli makes an eighth of them: 10 KB. This guards the size without a compressor.
    let size: u64 = files().iter().map(|file| file.metadata().unwrap().len()).sum();
    assert!(size < 90_000, "{size} bytes");
}

#[test]
fn the_web_shop_and_the_fines_give_the_shares_of_their_logs() {
    let shop = readings(&example("web-shop.json"));
    assert_eq!(shop.entrants, 3605.0);
    assert!((shop.together.success - 94.0 / 721.0).abs() < 1e-12, "{}", shop.together.success);
    let fines = readings(&example("traffic-fines.json"));
    assert_eq!(fines.entrants, 10_000.0);
    assert!((fines.together.success - 0.4535).abs() < 1e-12, "{}", fines.together.success);
}

/// The counts that a journey was made from, read back from the journey.
fn counts(journey: &Journey) -> Vec<(String, String, f64)> {
    let segment = journey.segments.records().next().unwrap();
    let entries = segment.entry.iter().map(|(id, count)| ("(start)".into(), id.to_string(), *count));
    let ways = journey.transitions.records();
    let ways = ways.map(|way| (way.from.to_string(), way.to.to_string(), way.count.unwrap()));
    let drops = journey.touchpoints.iter().filter_map(|(id, touchpoint)| {
        let left = touchpoint.drop_off.left.filter(|left| *left > 0.0)?;
        Some((id.to_string(), "(drop)".to_owned(), left))
    });
    let mut all: Vec<_> = entries.chain(ways).chain(drops).collect();
    all.sort_by(|a, b| a.partial_cmp(b).unwrap());
    all
}

#[test]
fn the_counts_of_the_examples_and_samples_are_those_of_the_reference() {
    for (reference, example_name, sample) in [
        ("ecom_sessions.json", "web-shop.json", "shop-counts.csv"),
        ("traffic_fines.json", "traffic-fines.json", "fines-counts.csv"),
    ] {
        let text = std::fs::read_to_string(root().join("tests/analysis/reference").join(reference)).unwrap();
        let reference: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut expected: Vec<(String, String, f64)> =
            serde_json::from_value(reference["counts"].clone()).unwrap();
        expected.sort_by(|a, b| a.partial_cmp(b).unwrap());
        assert_eq!(counts(&example(example_name)), expected, "{example_name}");
        let csv = std::fs::read(root().join("tests/journeys").join(sample)).unwrap();
        let opened = formats::read(&csv, sample).unwrap();
        assert_eq!(opened.report.lines, vec![], "{sample}");
        assert_eq!(counts(&opened.journey), expected, "{sample}");
    }
}

#[test]
fn the_bank_is_a_workshops_work() {
    let journey = example("current-account.json");
    assert!(journey.touchpoints.len() >= 32 && journey.segments.len() == 2);
    assert!(journey.stages.len() >= 6 && journey.owners.len() >= 6 && journey.channels.len() == 7);
    assert!(journey.fixes.len() >= 6 && journey.evidence.len() >= 6);
    let readings = readings(&journey);
    assert!(readings.checks.hold());
    // Its story: one step, known to hurt, costs the bank more than any other.
    let leaks = readings.together.touchpoints.iter().map(|touchpoint| touchpoint.leak.organisation);
    let worst = leaks.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap().0;
    assert_eq!(journey.touchpoints.id_at(worst).unwrap().as_str(), "verify");
    // Only where it says so itself do the scores explain more than was counted.
    let over: Vec<&Id> = (0..journey.touchpoints.len())
        .filter(|at| {
            let reading = &readings.segments[0].touchpoints[*at];
            reading.known_drop_off.zip(reading.drop_off).is_some_and(|(known, now)| now > known + 1e-9)
        })
        .filter_map(|at| journey.touchpoints.id_at(at))
        .collect();
    assert_eq!(over.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["move"]);
    assert!(readings.together.touchpoints.iter().all(|touchpoint| touchpoint.visits > Some(1e-3)));
}
