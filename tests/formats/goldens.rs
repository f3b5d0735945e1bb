//! Files of every released version, never edited: `tests/journeys/golden/v<version>/`.

use desire_path::formats::{self, journey_json};
use std::path::{Path, PathBuf};

/// The golden files of a version.
pub fn files(version: u64) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/journeys/golden/v{version}"));
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|why| panic!("{folder:?}: {why}"));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn every_golden_file_of_every_version_opens_without_a_word() {
    for version in 1..=journey_json::VERSION {
        let files = files(version);
        assert!(files.len() >= 5, "version {version} has {} golden files", files.len());
        for file in files {
            let opened = formats::read(&std::fs::read(&file).unwrap(), "golden.json").unwrap();
            assert_eq!(opened.report.lines, vec![], "{file:?}");
            assert_eq!(opened.journey.violations(), vec![], "{file:?}");
            assert!(opened.journey.record_count() > 0 || file.ends_with("empty.json"), "{file:?}");
        }
    }
}

#[test]
fn a_golden_file_of_this_version_saves_to_the_same_bytes() {
    for file in files(journey_json::VERSION) {
        let bytes = std::fs::read(&file).unwrap();
        let opened = formats::read(&bytes, "golden.json").unwrap();
        assert!(journey_json::write(&opened.journey).as_bytes() == bytes, "{file:?}");
    }
}

#[test]
fn each_upgrader_is_exercised_by_a_golden_file() {
    // The golden files of version n go through upgraders n, n + 1 … : with five files of every
    // version (above) none is left out. This says that there is a folder for each, and no more.
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys/golden");
    let mut folders: Vec<String> = std::fs::read_dir(golden)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let expected: Vec<String> = (1..=journey_json::VERSION).map(|version| format!("v{version}")).collect();
    assert_eq!(folders, expected);
}
