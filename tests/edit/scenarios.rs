//! A scenario over a journey that goes on without it.

use crate::support::journeys::journey;
use desire_path::edit::{self, Draft, Refusal, edit};
use desire_path::model::*;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn base() -> Journey {
    let mut journey = Journey::default();
    edit(&mut journey, |draft| {
        for name in ["a", "b", "c"] {
            edit::add_touchpoint(draft, id(name), Touchpoint { name: name.into(), ..Touchpoint::default() })?;
        }
        edit::connect(draft, id("a-b"), &id("a"), &id("b"))?;
        edit::add_scenario(draft, id("to be"), "To be", None)
    })
    .unwrap();
    journey
}

/// An edit made in the scenario.
fn in_scenario(journey: &mut Journey, command: impl FnOnce(&mut Draft<'_>) -> Result<(), Refusal>) {
    let (mut shown, _) = edit::with_scenario(journey, &id("to be")).unwrap();
    edit(&mut shown, command).unwrap();
    edit(journey, |draft| edit::keep_in_scenario(draft, &id("to be"), &shown)).unwrap();
}

fn shown(journey: &Journey) -> (Journey, Vec<String>) {
    let (shown, clashes) = edit::with_scenario(journey, &id("to be")).unwrap();
    assert_eq!(shown.violations(), vec![]);
    (shown, clashes.iter().map(ToString::to_string).collect())
}

fn score(amount: f64) -> impl FnOnce(&mut Touchpoint) {
    move |touchpoint| touchpoint.burdens.effort.assumed = Some(amount)
}

#[test]
fn what_the_two_change_apart_of_one_card_is_both_there() {
    let mut journey = base();
    in_scenario(&mut journey, |draft| draft.change(&id("a"), score(3.0)));
    edit(&mut journey, |draft| {
        draft.change::<Touchpoint>(&id("a"), |a| {
            a.burdens.time.assumed = Some(5.0);
            a.position.x = 40.0;
        })
    })
    .unwrap();
    let (shown, clashes) = shown(&journey);
    let a = shown.touchpoints.get(&id("a")).unwrap();
    assert_eq!(
        (a.burdens.effort.assumed, a.burdens.time.assumed, a.position.x),
        (Some(3.0), Some(5.0), 40.0)
    );
    assert_eq!(clashes, Vec::<String>::new());
}

#[test]
fn where_both_change_a_field_it_is_the_scenarios_and_is_told() {
    let mut journey = base();
    in_scenario(&mut journey, |draft| draft.change(&id("a"), score(3.0)));
    edit(&mut journey, |draft| draft.change(&id("a"), score(7.0))).unwrap();
    let (shown, clashes) = shown(&journey);
    assert_eq!(shown.touchpoints.get(&id("a")).unwrap().burdens.effort.assumed, Some(3.0));
    assert_eq!(clashes, ["The touchpoint a was changed without it as well: burdens.effort.assumed."]);
}

#[test]
fn where_both_change_the_journeys_own_field_it_is_told_as_well() {
    let mut journey = base();
    let called = |title: &'static str| {
        move |draft: &mut Draft<'_>| draft.change_about(|about| about.title = title.into())
    };
    in_scenario(&mut journey, called("In the scenario"));
    edit(&mut journey, called("Without it")).unwrap();
    let (shown, clashes) = shown(&journey);
    assert_eq!(shown.about.title, "In the scenario");
    assert_eq!(clashes, ["The journey was changed without it as well: title."]);
}

#[test]
fn what_is_gone_from_the_journey_stays_gone_with_what_led_to_it() {
    let mut journey = base();
    in_scenario(&mut journey, |draft| {
        draft.change(&id("c"), score(3.0))?;
        edit::connect(draft, id("a-c"), &id("a"), &id("c"))
    });
    edit(&mut journey, |draft| edit::remove(draft, &[id("c")])).unwrap();
    let (shown, clashes) = shown(&journey);
    assert!(!shown.touchpoints.contains(&id("c")) && !shown.transitions.contains(&id("a-c")));
    assert_eq!(
        clashes,
        ["The touchpoint c is no longer there.", "The transition a-c to refers to c, which does not exist."]
    );
}

#[test]
fn merging_is_one_edit_that_is_taken_back_whole() {
    let mut journey = base();
    in_scenario(&mut journey, |draft| edit::remove(draft, &[id("b")]));
    let before = journey.clone();
    assert!(before.touchpoints.contains(&id("b")), "an edit in a scenario is none of the journey");
    let ((), patch) = edit(&mut journey, |draft| edit::merge_scenario(draft, &id("to be"))).unwrap();
    assert!(!journey.touchpoints.contains(&id("b")) && journey.scenarios.is_empty());
    patch.inverse().apply(&mut journey);
    assert!(journey == before);
}

#[test]
fn what_is_done_and_taken_back_leaves_nothing_in_a_scenario() {
    let mut journey = base();
    in_scenario(&mut journey, |draft| edit::remove(draft, &[id("a")]));
    let whole = base();
    in_scenario(&mut journey, |draft| {
        draft.add_at(0, id("a"), whole.touchpoints.get(&id("a")).unwrap().clone())?;
        draft.add(id("a-b"), whole.transitions.get(&id("a-b")).unwrap().clone())
    });
    assert!(journey.scenarios.get(&id("to be")).unwrap().changes.is_empty());
}

#[test]
fn a_scenario_holds_no_scenario_and_no_unsound_record() {
    for seed in 0..20 {
        let random = journey(seed, 4);
        let scenario = Scenario::default();
        let changes = Patch {
            scenarios: vec![Change {
                id: id("x"),
                before: None,
                after: Some(Placed { at: 0, record: scenario.clone().into() }),
            }],
            ..Patch::between(&Journey::default(), &random)
        };
        let refused = edit(&mut base(), |draft| draft.add(id("n"), Scenario { changes, ..scenario }));
        assert_eq!(refused.unwrap_err().to_string(), "This can't be: changes hold a scenario.");
    }
    let mut unsound = base();
    unsound.touchpoints.put(id("a"), Touchpoint { margin: Some(f64::NAN), ..Touchpoint::default() });
    let changes = Patch::between(&base(), &unsound);
    let refused = edit(&mut base(), |draft| draft.add(id("n"), Scenario { changes, ..Scenario::default() }));
    let said = refused.unwrap_err().to_string();
    assert_eq!(said, "This can't be: changes hold a touchpoint a whose margin is not a finite number.");
}
