//! A table of counts: whatever comes in, what is read is sound and can be saved and opened.
#![no_main]

use desire_path::formats::{self, counts_csv, journey_json};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(opened) = counts_csv::read(text, "fuzzed.csv") else { return };
    assert_eq!(opened.journey.violations(), vec![]);
    let saved = journey_json::write(&opened.journey);
    let again = formats::read(saved.as_bytes(), "again.json").expect("what was saved opens");
    assert!(again.report.is_clean());
    assert!(again.journey == opened.journey);
});
