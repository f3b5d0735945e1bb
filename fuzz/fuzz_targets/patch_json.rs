//! A line of the journal: whatever comes in, what is read is written and read as the same edit.
#![no_main]

use desire_path::formats::patch_json;
use desire_path::model::Journey;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|line: &str| {
    let Ok(patch) = patch_json::read(line) else { return };
    let written = patch_json::write(&patch);
    assert_eq!(patch_json::read(&written).as_ref(), Ok(&patch));
    assert_eq!(patch.inverse().inverse(), patch);
    patch.apply(&mut Journey::default());
});
