//! What is odd is said, in words, where it is.

use crate::{
    read, reference,
    support::{id, sketch},
};
use desire_path::analysis::{Findings, Severity};
use desire_path::model::*;

fn sentences(journey: &Journey) -> Vec<String> {
    let (network, readings) = read(journey);
    let findings = Findings::of(&network, &readings);
    let severities: Vec<Severity> = findings.all.iter().map(|f| f.severity()).collect();
    assert!(severities.is_sorted_by(|a, b| a >= b));
    for finding in &findings.all {
        let mut rest = finding.sentence(journey);
        for number in finding.numbers() {
            let at = rest.find(&number);
            rest = rest.split_off(at.unwrap_or_else(|| panic!("{number} is not in {rest}")) + number.len());
        }
    }
    findings.all.iter().map(|finding| finding.sentence(journey)).collect()
}

#[test]
fn a_sound_journey_has_none() {
    assert_eq!(sentences(&sketch(&["a>b 1", "b>!s 1"])), Vec::<String>::new());
}

#[test]
fn a_dead_end_is_named() {
    assert_eq!(
        sentences(&sketch(&["a>b 1", "a>!s 1"])),
        ["b has no way on: everyone who comes here leaves."]
    );
}

#[test]
fn a_row_without_data_has_no_shares() {
    let journey = sketch(&["a>b 1", "b>!s 0", "b>a 0"]);
    let said = sentences(&journey);
    assert_eq!(said, ["b has no data: the weights of its transitions sum to 0."]);
    let (_, readings) = read(&journey);
    assert_eq!(readings.together.touchpoints[1].drop_off, None);
    assert_eq!(readings.together.transitions[1].probability, None);
}

#[test]
fn probabilities_above_one_are_scaled_and_said() {
    let journey = sketch(&["a>b 0.9p", "a>!s 0.6p", "b>!s 1"]);
    assert_eq!(sentences(&journey), ["The probabilities at a sum to 1.5, above 1: they are scaled to 1."]);
    let (_, readings) = read(&journey);
    assert_eq!(readings.together.transitions[0].probability, Some(0.6));
}

#[test]
fn probabilities_below_one_leave_the_rest() {
    let journey = sketch(&["a>b 0.5p", "a>!s 0.25p", "b>!s 1"]);
    assert_eq!(
        sentences(&journey),
        ["The probabilities at a sum to 0.75, below 1: the other 25.0 % of those who would go on leave."]
    );
    let (_, readings) = read(&journey);
    assert_eq!(readings.together.touchpoints[0].drop_off, Some(0.25));
}

#[test]
fn weights_share_what_probabilities_leave() {
    let journey = sketch(&["a>b 0.5p", "a>c 3", "a>!s 1", "b>!s 1", "c>!s 1"]);
    assert!(sentences(&journey).is_empty());
    let (_, readings) = read(&journey);
    let shares: Vec<_> = readings.together.transitions[..3].iter().map(|t| t.probability.unwrap()).collect();
    assert_eq!(shares, [0.5, 0.375, 0.125]);
}

#[test]
fn unreached_touchpoints_have_no_visits() {
    assert_eq!(sentences(&sketch(&["a>!s 1", "b>!s 1"])), ["No visits: nobody comes to b."]);
}

#[test]
fn what_is_not_given_is_supplied_and_said() {
    let mut journey = sketch(&["a>b 1", "b>!s 1"]);
    journey.segments = Table::default();
    assert_eq!(
        sentences(&journey),
        [
            "Everyone: no entry is given, so they are taken to enter at a.",
            "There is no segment: 1,000 customers who are all alike are assumed.",
        ]
    );
    journey.outcomes = Table::default();
    journey.transitions = Table::default();
    assert!(
        sentences(&journey)
            .contains(&"No outcome is a success, so nothing can be said of who succeeds.".into())
    );
}

#[test]
fn segments_without_volume_weigh_the_same() {
    let mut journey = sketch(&["a>b 1", "b>!s 1", "c>?l 1"]);
    for (name, entry) in [("all", "a"), ("other", "c")] {
        let entry = [(id(entry), 1.0)].into_iter().collect();
        journey.segments.put(id(name), Segment { entry, ..Segment::default() });
    }
    assert_eq!(sentences(&journey), ["Nobody enters: every segment has volume 0, so they weigh the same."]);
    assert_eq!(read(&journey).1.together.success, 0.5);
}

#[test]
fn weights_that_explain_more_than_observed_say_both_numbers() {
    let answer = reference::open("model_case");
    let said = sentences(&crate::model_case::journey(&answer));
    assert_eq!(
        said,
        [
            "At support the weights explain more than was observed: 21.3 % computed, 20.0 % known. Multiplied by 0.930 they would agree.",
            "At purchase the weights explain more than was observed: 15.5 % computed, 6.0 % known. Multiplied by 0.366 they would agree.",
        ]
    );
}

#[test]
fn a_known_drop_off_of_all_stays_all() {
    let mut journey = sketch(&["a>!s 1", "a=1"]);
    let mut touchpoint = journey.touchpoints.get(&id("a")).unwrap().clone();
    touchpoint.burdens.time.assumed = Some(30.0);
    touchpoint.values.economic.assumed = Some(10.0);
    journey.touchpoints.put(id("a"), touchpoint);
    let (_, readings) = read(&journey);
    let own = &readings.together.touchpoints[0];
    assert_eq!(own.drop_off, Some(1.0));
    assert_eq!(own.hazard, None);
    assert_eq!(readings.together.success, 0.0);
}

#[test]
fn what_has_no_name_yet_is_called_unnamed_and_not_by_its_id() {
    let mut journey = sketch(&["a>b 1", "a>!s 1"]);
    let nameless = Touchpoint { name: " \u{200b}\u{202e}".into(), ..Touchpoint::default() };
    journey.touchpoints.put(id("b"), nameless);
    assert_eq!(sentences(&journey), ["Unnamed has no way on: everyone who comes here leaves."]);
}
