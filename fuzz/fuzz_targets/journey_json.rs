//! Our own file: whatever comes in, what opens is sound and saves to a file that opens equal.
#![no_main]

use desire_path::formats::{self, journey_json};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(opened) = formats::read(bytes, "fuzzed.json") else { return };
    assert_eq!(opened.journey.violations(), vec![]);
    let saved = journey_json::write(&opened.journey);
    let Ok(again) = formats::read(saved.as_bytes(), "again.json") else {
        // A sound file can grow past what is read by being written with its spaces.
        assert!(bytes.len() > 1_000_000, "what was saved does not open");
        return;
    };
    assert!(journey_json::write(&again.journey) == saved, "it saves otherwise");
});
