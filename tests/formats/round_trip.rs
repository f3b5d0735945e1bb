//! Save, open, save.

pub use crate::support::count;
use crate::support::journeys::journey;
use desire_path::formats::{self, journey_json};

/// How many random cases a test runs: `CASES=…` in the environment, or the usual number.
pub fn cases(usual: u64) -> u64 {
    count("CASES", usual)
}

#[test]
fn a_generated_journey_is_sound_and_has_every_kind_of_record() {
    let journeys: Vec<_> = (0..200).map(|seed| journey(seed, 8)).collect();
    for journey in &journeys {
        assert_eq!(journey.violations(), vec![]);
    }
    let any = |count: fn(&desire_path::model::Journey) -> usize| journeys.iter().any(|j| count(j) > 0);
    desire_path::each_kind!(T => {
        use desire_path::model::Record;
        assert!(any(|journey| T::table(journey).len()), "no {}", T::KIND);
    });
}

#[test]
fn what_is_saved_opens_equal_and_saves_to_the_same_bytes() {
    for seed in 0..cases(10_000) {
        let journey = journey(seed, 6);
        let text = journey_json::write(&journey);
        let opened = formats::read(text.as_bytes(), "any.json").unwrap();
        assert_eq!(opened.report.lines, vec![], "seed {seed}");
        let again = journey_json::write(&opened.journey);
        assert!(again == text, "seed {seed} saves otherwise:\n{text}\n{again}");
        assert_eq!(opened.journey, journey, "seed {seed}");
    }
    println!("P13 reached: {} documents, differences 0", cases(10_000));
}
