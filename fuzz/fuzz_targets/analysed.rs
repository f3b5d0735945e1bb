//! A file that opens is worked out, laid out and seen in each of its scenarios: every number is finite.
#![no_main]

use desire_path::edit;
use desire_path::formats;
use desire_path::layout::{self, Options};
use desire_path::model::Journey;
use libfuzzer_sys::fuzz_target;

#[allow(dead_code)]
#[path = "../../examples/report.rs"]
mod report;

fn worked_out(journey: &Journey, read: &formats::ReadReport) {
    assert_eq!(journey.violations(), vec![]);
    report::report(journey, read);
    let placement = layout::layered(journey, &Options::default());
    let places = placement.touchpoints.iter().chain(&placement.outcomes);
    assert!(places.into_iter().all(|(_, at)| at.x.is_finite() && at.y.is_finite()));
    layout::Arrows::of(journey, |_, _| (1.0, 1.0));
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(opened) = formats::read(bytes, "fuzzed.json") else { return };
    if opened.journey.record_count() > 60 {
        return; // How long large ones take is measured elsewhere.
    }
    worked_out(&opened.journey, &opened.report);
    for id in opened.journey.scenarios.ids() {
        if let Some((seen, _)) = edit::with_scenario(&opened.journey, id) {
            worked_out(&seen, &opened.report);
        }
    }
});
