//! Evidence: entered where it was taken, with scores that rest on it.

use desire_path::edit::{self, Refusal, edit};
use desire_path::model::*;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn measured(kind: MeasureKind, value: f64) -> Evidence {
    let measure = Some(Measure { kind, value, ..Measure::default() });
    Evidence { source: "Survey".into(), kind: EvidenceKind::Survey, measure, ..Evidence::default() }
}

fn effort(touchpoint: &mut Touchpoint) -> &mut Score {
    &mut touchpoint.burdens.effort
}

fn journey() -> Journey {
    let mut journey = Journey::default();
    edit(&mut journey, |draft| edit::add_touchpoint(draft, id("a"), Touchpoint::default())).unwrap();
    journey
}

#[test]
fn evidence_is_added_where_it_was_taken_and_scores_rest_on_it_once() {
    let mut now = journey();
    let before = now.clone();
    let nps = measured(MeasureKind::Nps, -12.0);
    let (_, added) = edit(&mut now, |draft| edit::add_evidence(draft, id("e"), &id("a"), nps)).unwrap();
    assert_eq!(now.evidence.get(&id("e")).unwrap().touchpoint, Some(id("a")));
    let with_evidence = now.clone();
    let mut rest = |rests| {
        let (_, patch) =
            edit(&mut now, |draft| edit::rest_on(draft, &id("a"), &effort, &id("e"), rests)).unwrap();
        (now.touchpoints.get(&id("a")).unwrap().burdens.effort.evidence.clone(), patch)
    };
    let (first, rested) = rest(true);
    assert_eq!((first, rest(true).0), (vec![id("e")], vec![id("e")]));
    rested.inverse().apply(&mut now);
    assert_eq!(now, with_evidence);
    added.inverse().apply(&mut now);
    assert_eq!(now, before);
}

#[test]
fn a_measure_beyond_its_scale_is_refused_in_words() {
    let top = [
        (MeasureKind::Nps, -100.0, 100.0),
        (MeasureKind::Csat, 0.0, 100.0),
        (MeasureKind::Ces, 1.0, 7.0),
        (MeasureKind::Fcr, 0.0, 100.0),
    ];
    for (kind, low, high) in top {
        let mut now = journey();
        let mut add = |value| {
            edit(&mut now, |draft| edit::add_evidence(draft, id("e"), &id("a"), measured(kind, value)))
                .map(drop)
        };
        let below = add(low - 0.5).unwrap_err().to_string();
        assert_eq!(below, format!("This can't be: measure.value is {}, below {low}.", low - 0.5));
        let above = add(high + 0.5).unwrap_err().to_string();
        assert_eq!(above, format!("This can't be: measure.value is {}, above {high}.", high + 0.5));
        add(high).unwrap();
        add(low).expect_err("the id is taken");
    }
}

#[test]
fn evidence_of_no_touchpoint_and_scores_on_no_evidence_are_refused() {
    let mut now = journey();
    let before = now.clone();
    let nowhere =
        edit(&mut now, |draft| edit::add_evidence(draft, id("e"), &id("gone"), Evidence::default()));
    assert_eq!(nowhere.unwrap_err(), Refusal::Missing { kind: "touchpoint", id: id("gone") });
    let on_nothing = edit(&mut now, |draft| edit::rest_on(draft, &id("a"), &effort, &id("gone"), true));
    assert_eq!(on_nothing.unwrap_err(), Refusal::Missing { kind: "evidence", id: id("gone") });
    assert_eq!(now, before);
}

#[test]
fn a_range_beyond_its_field_is_refused() {
    let mut now = journey();
    let mut put = |range: Range| {
        edit(&mut now, |draft| {
            draft.change::<Touchpoint>(&id("a"), |a| a.burdens.effort.assumed_range = range)
        })
        .map(drop)
    };
    let beyond = put(Range { low: Some(2.0), high: Some(11.0) }).unwrap_err().to_string();
    assert_eq!(beyond, "This can't be: burdens.effort.assumed_range.high is 11, above 10.");
    put(Range { low: Some(8.0), high: Some(3.0) }).expect("its ends may come in any order");
}

#[test]
fn the_mean_of_values_is_of_those_that_are_scored_in_a_perspective() {
    let mut touchpoint = Touchpoint::default();
    assert_eq!(touchpoint.mean_value(Perspective::Evidence), None);
    touchpoint.values.economic = Score { assumed: Some(4.0), evidenced: Some(1.0), ..Score::default() };
    touchpoint.values.hedonic.assumed = Some(8.0);
    touchpoint.values.emotional.evidenced = Some(0.0);
    assert_eq!(touchpoint.mean_value(Perspective::Company), Some(6.0));
    assert_eq!(touchpoint.mean_value(Perspective::Evidence), Some(3.0));
}
