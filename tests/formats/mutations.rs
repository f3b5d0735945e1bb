//! Files damaged at random: whatever comes in, what comes out is sound.

use crate::round_trip::{cases, count};
use crate::support::mutations::mutated;
use crate::support::seeds;
use desire_path::formats::{self, journey_json};
use std::sync::atomic::{AtomicU64, Ordering};

/// What became of the files.
#[derive(Default)]
struct Tally {
    clean: AtomicU64,
    reported: AtomicU64,
    refused: AtomicU64,
}

fn check(bytes: &[u8], seed: u64, tally: &Tally) {
    let opened = match formats::read(bytes, "mutated.json") {
        Ok(opened) => opened,
        Err(why) => {
            assert!(why.to_string().ends_with('.'));
            tally.refused.fetch_add(1, Ordering::Relaxed);
            return;
        }
    };
    assert_eq!(opened.journey.violations(), vec![], "seed {seed}");
    for line in &opened.report.lines {
        let sentence = line.to_string();
        assert!(sentence.len() < 30_000 && sentence.ends_with('.'), "seed {seed}: {sentence}");
    }
    let count = match opened.report.is_clean() {
        true => &tally.clean,
        false => &tally.reported,
    };
    count.fetch_add(1, Ordering::Relaxed);
    let saved = journey_json::write(&opened.journey);
    let again = formats::read(saved.as_bytes(), "again.json").unwrap();
    let words = again.report.lines.iter().filter(|line| !line.reason.contains("a word not known"));
    assert_eq!(words.count(), 0, "seed {seed}: {:?}", again.report.lines);
    assert!(journey_json::write(&again.journey) == saved, "seed {seed} saves otherwise");
}

#[test]
fn a_mutated_file_is_opened_soundly_or_refused_and_never_panics() {
    let (count, tally) = (count("MUTATIONS", 20_000), Tally::default());
    seeds(count, |seed| check(&mutated(seed), seed, &tally));
    let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
    let (clean, reported, refused) = (of(&tally.clean), of(&tally.reported), of(&tally.refused));
    println!(
        "P10 reached: {count} files, panics 0: {clean} clean, {reported} with a report, {refused} refused"
    );
    // The mutations must reach the reader of the records, not only the parser of the text.
    assert!(reported > count / 2 && refused > count / 100 && clean > count / 100);
}

#[test]
fn bytes_at_random_are_refused() {
    let mut dice = crate::support::dice::Dice::new(1);
    for _ in 0..cases(20_000) {
        let bytes = dice.several(200, |dice| dice.bits() as u8);
        if let Ok(opened) = formats::read(&bytes, "noise") {
            assert_eq!(opened.journey.violations(), vec![]);
        }
    }
}
