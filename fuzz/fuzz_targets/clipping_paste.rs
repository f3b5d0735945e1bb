//! A clipping from the clipboard, pasted twice: all of it is taken soundly, or nothing changes.
#![no_main]

use desire_path::edit::{self, edit};
use desire_path::formats::journey_json;
use desire_path::geometry::Point;
use desire_path::model::{Id, Journey};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(opened) = journey_json::read(text) else { return };
    assert_eq!(opened.journey.violations(), vec![]);
    let mut journey = Journey::default();
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        Id::new(&format!("new-{next}")).expect("an id")
    };
    let by = Point::new(text.len() as f64 - 100.0, 40.5);
    for _ in 0..2 {
        let before = journey.clone();
        let done = edit(&mut journey, |draft| edit::paste(draft, &opened.journey, by, &mut fresh));
        assert_eq!(journey.violations(), vec![]);
        let Ok((added, patch)) = done else {
            assert!(journey == before, "a refused paste changes nothing");
            continue;
        };
        let places = opened.journey.touchpoints.len() + opened.journey.outcomes.len();
        assert_eq!(added.len(), places);
        // What was pasted is copied and written as it was read.
        let clipping = edit::clipping(&journey, &added);
        assert_eq!(clipping.violations(), vec![]);
        let again = journey_json::read(&journey_json::write(&clipping)).expect("what was copied opens");
        assert!(again.journey == clipping);
        let mut back = journey.clone();
        patch.inverse().apply(&mut back);
        assert!(back == before, "undo is exact");
    }
});
