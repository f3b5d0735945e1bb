//! The two real logs, from their counts.

use crate::{assert_close, read, reference, support};
use desire_path::analysis::{Network, Readings};
use desire_path::model::{Journey, OutcomeKind};
use serde_json::Value;

const EXACT: f64 = 1e-12;
const LOGS: [&str; 2] = ["ecom_sessions", "traffic_fines"];

/// The journey that the counts tell of.
pub fn journey(answer: &Value) -> Journey {
    let counts = answer["counts"].as_array().expect("counts");
    let row = |row: &Value| {
        let text = |at: usize| row[at].as_str().expect("a name").to_owned();
        (text(0), text(1), row[2].as_f64().expect("a count"))
    };
    let counts: Vec<_> = counts.iter().map(row).collect();
    support::journey_of_counts(&counts)
}

fn each(mut test: impl FnMut(&Value, &Network, &Readings)) {
    for name in LOGS {
        let answer = reference::open(name);
        let (network, readings) = read(&journey(&answer));
        test(&answer, &network, &readings);
    }
}

#[test]
fn success_and_outcomes_are_the_logs() {
    each(|answer, network, readings| {
        let all = &readings.together;
        assert_close(all.success, reference::number(answer, "p_success"), EXACT, "success");
        assert_close(readings.entrants, reference::number(answer, "n_cases"), 0.0, "entrants");
        for (name, share) in answer["p_outcome"].as_object().expect("outcomes") {
            let share = share.as_f64().expect("a share");
            let found = match network.outcomes.iter().position(|o| o.id.as_str() == name) {
                Some(at) => all.outcomes[at],
                None => all.dropped,
            };
            assert_close(found, share, EXACT, name);
        }
    });
}

#[test]
fn steps_and_their_variance_are_the_answers() {
    each(|answer, _, readings| {
        let all = &readings.together;
        let steps = all.steps.expect("an end to the steps");
        let variance = all.steps_variance.expect("a variance");
        assert_close(steps, reference::number(answer, "expected_steps"), EXACT, "steps");
        let expected = reference::number(answer, "steps_variance");
        assert_close(variance, expected, 1e-12 * expected.max(1.0), "variance");
    });
}

#[test]
fn every_touchpoint_is_the_answers() {
    each(|answer, network, readings| {
        for (part, found) in network.touchpoints.iter().zip(&readings.together.touchpoints) {
            let expected = &answer["touchpoints"][part.id.as_str()];
            let check = |key: &str, found: Option<f64>| {
                let what = format!("{} {key}", part.id);
                let found = found.unwrap_or_else(|| panic!("no {what}"));
                assert_close(found, reference::number(expected, key), EXACT, &what);
            };
            let going = answer["success_outcomes"].as_array().expect("successes").len();
            assert_eq!(going, 1);
            check("expected_visits", found.visits);
            check("visits_empirical", found.visits);
            check("p_ever_visited", found.reach);
            check("p_success_from", found.success_from);
            check("removal_effect", found.removal_effect);
            check("visits_if_visited", found.visits.zip(found.reach).map(|(v, h)| v / h));
            let exits = &expected["p_exit_by_outcome"];
            let drop_off = exits["(drop)"].as_f64().unwrap_or(0.0);
            assert_close(found.drop_off.expect("data"), drop_off, EXACT, "drop-off");
            if let Some(left) = exits["(drop)"].as_f64() {
                check("expected_drops_per_entrant", Some(found.leavers));
                assert!(left > 0.0);
            }
        }
    });
}

#[test]
fn flow_is_what_was_counted() {
    each(|_, network, readings| {
        for (part, found) in network.transitions.iter().zip(&readings.together.transitions) {
            let people = found.flow.expect("a flow") * readings.entrants;
            assert_close(people, part.amount, 1e-9, part.id.as_str());
        }
    });
}

/// The economics that the worked answers make up: serving touchpoint k costs 0.10 (k + 1).
fn with_economics(answer: &Value) -> Journey {
    let mut journey = journey(answer);
    let mut ids: Vec<_> = journey.touchpoints.ids().cloned().collect();
    ids.sort();
    for (k, id) in ids.iter().enumerate() {
        let mut touchpoint = journey.touchpoints.get(id).cloned().expect("a touchpoint");
        touchpoint.cost_to_serve = Some(0.10 * (k + 1) as f64);
        journey.touchpoints.put(id.clone(), touchpoint);
    }
    let outcomes: Vec<_> = journey.outcomes.iter().map(|(id, o)| (id.clone(), o.clone())).collect();
    for (id, mut outcome) in outcomes {
        outcome.value = (outcome.kind == OutcomeKind::Success).then_some(100.0);
        journey.outcomes.put(id, outcome);
    }
    journey
}

#[test]
fn value_to_go_is_the_answers() {
    for name in LOGS {
        let answer = reference::open(name);
        let (network, readings) = read(&with_economics(&answer));
        let economics = &answer["synthetic_economics"];
        let all = &readings.together;
        let net = reference::number(economics, "expected_net_value_per_entrant");
        assert_close(all.value.organisation, net, 1e-12, "value");
        let costs: f64 = all.touchpoints.iter().map(|t| -t.realised.organisation).sum();
        let expected = reference::number(economics, "expected_cost_per_entrant");
        assert_close(costs, expected, EXACT, "cost");
        for (part, found) in network.touchpoints.iter().zip(&all.touchpoints) {
            let expected = reference::number(&economics["net_value_to_go"], part.id.as_str());
            let found = found.value_to_go.expect("a value").organisation;
            assert_close(found, expected, 1e-12 * expected.abs().max(1.0), part.id.as_str());
        }
    }
}

#[test]
fn value_discounted_by_step_is_the_answers() {
    for name in LOGS {
        let answer = reference::open(name);
        let mut journey = with_economics(&answer);
        let transitions: Vec<_> = journey.transitions.iter().map(|(id, t)| (id.clone(), t.clone())).collect();
        for (id, mut transition) in transitions {
            transition.delay_days = Some(365.0);
            journey.transitions.put(id, transition);
        }
        let everyone = support::id("everyone");
        let mut segment = journey.segments.get(&everyone).cloned().expect("everyone");
        segment.discount_rate = Some(1.0 / 0.99 - 1.0);
        journey.segments.put(everyone, segment);
        let (_, readings) = read(&journey);
        let expected = reference::number(&answer, "synthetic_economics/net_value_discount_0.99_per_step");
        // The answer discounts the step from the start to the first touchpoint as well.
        let found = 0.99 * readings.together.value.organisation;
        assert_close(found, expected, 1e-12 * expected, name);
        assert!(readings.checks.hold(), "{:?}", readings.checks);
    }
}

#[test]
fn every_check_holds() {
    each(|_, _, readings| {
        assert!(readings.checks.hold(), "{:?}", readings.checks);
        let log = readings.checks.all.iter().find(|c| c.name == "visits_equal_the_log");
        assert!(log.expect("the check").residual > 0.0, "the log was not recognised");
    });
}
