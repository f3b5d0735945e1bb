//! The invented service: burdens → drop-off → flow → value → sensitivities.

use crate::{assert_close, read, reference, support::id, support::touchpoint};
use desire_path::analysis::{End, Network, Reading, Readings, what_if::WhatIf};
use desire_path::model::*;
use serde_json::Value as Json;

const EXACT: f64 = 1e-12;
const SEGMENTS: [&str; 2] = ["mainstream", "anxious"];
const BURDENS: [(&str, Burden); 4] = [
    ("time_min", Burden::Time),
    ("effort", Burden::Effort),
    ("worry", Burden::Worry),
    ("money", Burden::Money),
];

/// The journey of the worked answer.
pub fn journey(answer: &Json) -> Journey {
    let mut journey = Journey::default();
    for name in reference::texts(&answer["touchpoints"]) {
        let mut own = touchpoint(name);
        for (at, (_, burden)) in BURDENS.iter().enumerate() {
            own.burdens[*burden].assumed = answer["burden_values"][name][at].as_f64();
        }
        own.drop_off.share = answer["base_exit"][name].as_f64();
        own.margin = answer["margin"][name].as_f64();
        own.cost_to_serve = answer["cost"][name].as_f64();
        journey.touchpoints.put(id(name), own);
    }
    journey.outcomes.put(id("SUCCESS"), Outcome::default());
    for (from, row) in answer["transition_shares"].as_object().expect("rows") {
        for (to, share) in row.as_object().expect("a row") {
            let mut transition = Transition::between(id(from), id(to));
            transition.weight = share.as_f64();
            journey.transitions.put(id(&format!("{from}->{to}")), transition);
        }
    }
    for name in SEGMENTS {
        let given = &answer["segments"][name];
        let mut segment = Segment {
            volume: reference::number(given, "n"),
            pull: Some(0.0),
            burden_costs: ByBurden::from_fn(|_| Some(0.0)),
            value_worths: ByValue::from_fn(|_| Some(0.0)),
            ..Segment::default()
        };
        for (at, (_, burden)) in BURDENS.iter().enumerate() {
            segment.burden_weights[*burden] = given["w"][at].as_f64();
        }
        for (touchpoint, share) in given["entry"].as_object().expect("an entry") {
            segment.entry.insert(id(touchpoint), share.as_f64().expect("a share"));
        }
        journey.segments.put(id(name), segment);
    }
    journey
}

fn each(mut test: impl FnMut(&Json, &Network, &Reading)) {
    let answer = reference::open("model_case");
    let (network, readings) = read(&journey(&answer));
    assert!(readings.checks.hold(), "{:?}", readings.checks);
    for (at, name) in SEGMENTS.iter().enumerate() {
        test(&answer["results"][name], &network, &readings.segments[at]);
    }
}

/// Compares one number of every touchpoint.
fn each_touchpoint(key: &str, of: impl Fn(&desire_path::analysis::TouchpointReading) -> f64) {
    each(|answer, network, reading| {
        for (part, found) in network.touchpoints.iter().zip(&reading.touchpoints) {
            let expected = reference::number(&answer[key], part.id.as_str());
            let within = EXACT * expected.abs().max(1.0);
            assert_close(of(found), expected, within, &format!("{key} of {}", part.id));
        }
    });
}

#[test]
fn drop_off_follows_from_friction() {
    each_touchpoint("exit", |t| t.drop_off.expect("data"));
}

#[test]
fn visits_and_reach_are_the_answers() {
    each_touchpoint("visits", |t| t.visits.expect("an end"));
    each_touchpoint("p_ever", |t| t.reach.expect("a reach"));
}

#[test]
fn success_and_value_to_go_are_the_answers() {
    each_touchpoint("b", |t| t.success_from.expect("a success"));
    each_touchpoint("W", |t| t.value_to_go.expect("a value").organisation);
}

#[test]
fn removal_is_the_answers() {
    each_touchpoint("removal_effect_success", |t| t.removal_effect.expect("a success"));
    each_touchpoint("removal_effect_value_abs", |t| t.removal_value.expect("a value").organisation);
}

#[test]
fn leak_is_the_answers() {
    each_touchpoint("value_leak_at_exit", |t| t.leak.organisation);
}

#[test]
fn totals_are_the_answers() {
    each(|answer, _, reading| {
        assert_close(reading.success, reference::number(answer, "p_success"), EXACT, "success");
        let value = reading.value.organisation;
        assert_close(value, reference::number(answer, "value_per_entrant"), EXACT, "value");
        let variance = reference::number(answer, "value_variance");
        assert_close(reading.value_variance.organisation, variance, EXACT * variance, "variance");
    });
}

#[test]
fn sensitivities_are_the_adjoint() {
    each(|answer, network, reading| {
        for (part, found) in network.touchpoints.iter().zip(&reading.touchpoints) {
            for (key, burden) in BURDENS {
                let expected = &answer["sensitivity_value"][format!("{}.{key}", part.id)];
                let worth = found.burden_worth[burden];
                let adjoint = reference::number(expected, "adjoint");
                assert_close(-worth.organisation, adjoint, EXACT, part.id.as_str());
            }
            let hazard = &answer["sensitivity_value"][format!("{}.hazard", part.id)];
            let worth = -found.hazard_worth.organisation;
            assert_close(worth, reference::number(hazard, "adjoint_V"), EXACT, "hazard");
            let success = found.visits.zip(found.success_from).map(|(v, b)| -v * b);
            let adjoint = reference::number(hazard, "adjoint_p");
            assert_close(success.expect("a success"), adjoint, EXACT, "hazard");
        }
    });
}

#[test]
fn flow_and_value_flow_are_the_answers() {
    each(|answer, network, reading| {
        for (part, found) in network.transitions.iter().zip(&reading.transitions) {
            let End::Touchpoint(_) = part.to else {
                continue;
            };
            let flow = reference::number(&answer["edge_flow"], part.id.as_str());
            assert_close(found.flow.expect("a flow"), flow, EXACT, part.id.as_str());
            let carried = reference::number(&answer["edge_value_flow"], part.id.as_str());
            assert_close(found.carried.organisation, carried, EXACT, part.id.as_str());
        }
    });
}

#[test]
fn together_is_the_volume_weighted_mean() {
    let answer = reference::open("model_case");
    let (_, readings) = read(&journey(&answer));
    let mean =
        |of: &dyn Fn(&Reading) -> f64| 0.8 * of(&readings.segments[0]) + 0.2 * of(&readings.segments[1]);
    let together = &readings.together;
    assert_close(together.success, mean(&|r| r.success), EXACT, "success");
    let variance = {
        let between = readings.segments[0].value.organisation - readings.segments[1].value.organisation;
        mean(&|r| r.value_variance.organisation) + 0.8 * 0.2 * between * between
    };
    assert_close(together.value_variance.organisation, variance, 1e-9, "variance");
    for (at, touchpoint) in together.touchpoints.iter().enumerate() {
        let visits = mean(&|r| r.touchpoints[at].visits.unwrap_or(0.0));
        assert_close(touchpoint.visits.expect("visits"), visits, EXACT, "visits");
        let lost = mean(&|r| r.touchpoints[at].removal_effect.unwrap_or(0.0) * r.success);
        let effect = touchpoint.removal_effect.expect("an effect");
        assert_close(effect, lost / together.success, EXACT, "removal");
    }
}

#[test]
fn value_with_delays_is_the_answer() {
    let answer = reference::open("model_case");
    let mut journey = journey(&answer);
    let transitions: Vec<_> = journey.transitions.iter().map(|(id, t)| (id.clone(), t.clone())).collect();
    for (id, mut transition) in transitions {
        transition.delay_days = Some(3.0);
        journey.transitions.put(id, transition);
    }
    let segments: Vec<_> = journey.segments.iter().map(|(id, s)| (id.clone(), s.clone())).collect();
    for (id, mut segment) in segments {
        segment.discount_rate = Some(0.1);
        journey.segments.put(id, segment);
    }
    let (_, readings): (_, Readings) = read(&journey);
    for (at, name) in SEGMENTS.iter().enumerate() {
        let expected = reference::number(&answer["results"][name], "ltv_discounted_repeat/no_repeat");
        assert_close(readings.segments[at].value.organisation, expected, EXACT, name);
    }
    assert!(readings.checks.hold(), "{:?}", readings.checks);
}

#[test]
fn a_what_if_is_the_answers() {
    let answer = reference::open("model_case");
    let whole = journey(&answer);
    for (at, name) in SEGMENTS.iter().enumerate() {
        // The other segment enters no more, yet the reference segment stays the reference.
        let (mut network, _) = read(&whole);
        let touchpoint = network.touchpoints.iter().position(|t| t.id.as_str() == "verify_id").expect("it");
        network.segments[at].share = 1.0;
        network.segments[1 - at].share = 0.0;
        let what_if = WhatIf::at(&network, touchpoint);
        let mut change = what_if.unchanged();
        for (burden, score) in Burden::ALL.into_iter().zip([4.0, 6.0, 2.0, 0.0]) {
            change.burdens[burden] = Some(score);
        }
        let found = what_if.with(&change);
        let expected = &answer["results"][name]["what_if_verify_id_4_6_2_0"];
        let value = reference::number(expected, "V_resolve");
        assert_close(found.value.organisation, value, EXACT, name);
        assert_close(found.success, reference::number(expected, "p"), EXACT, name);
    }
}

/// The journey as it is after changes of burdens: today's known drop-offs become what is left of
/// them without friction, so that the base hazard stays what it is.
fn edited(network: &Network, segment: usize, changes: &[(&str, [f64; 4])]) -> Network {
    let bases: Vec<f64> = network
        .touchpoints
        .iter()
        .map(|part| {
            let known = -(-part.known_drop_off.expect("known")).ln_1p();
            let weights = &network.segments[network.reference].burden_weights;
            let friction = |b: Burden| weights[b] * part.burdens[b].unwrap_or(0.0);
            (known - Burden::ALL.into_iter().map(friction).sum::<f64>()).max(0.0)
        })
        .collect();
    let mut edited = network.clone();
    edited.segments = vec![network.segments[segment].clone()];
    edited.segments[0].share = 1.0;
    edited.reference = 0;
    for (part, base) in edited.touchpoints.iter_mut().zip(bases) {
        if let Some((_, scores)) = changes.iter().find(|(name, _)| *name == part.id.as_str()) {
            for (burden, score) in Burden::ALL.into_iter().zip(scores) {
                part.burdens[burden] = Some(*score);
            }
        }
        let weights = &network.segments[segment].burden_weights;
        let friction = |b: Burden| weights[b] * part.burdens[b].unwrap_or(0.0);
        let total = base + Burden::ALL.into_iter().map(friction).sum::<f64>();
        part.known_drop_off = Some(-(-total).exp_m1());
    }
    edited
}

#[test]
fn two_changed_rows_are_the_answers() {
    let answer = reference::open("model_case");
    let (network, _) = read(&journey(&answer));
    for (at, name) in SEGMENTS.iter().enumerate() {
        let changes = [("verify_id", [4.0, 6.0, 2.0, 0.0]), ("support", [6.0, 3.0, 2.0, 0.0])];
        let found = Readings::of(&edited(&network, at, &changes)).together.value.organisation;
        for key in ["V_resolve", "V_woodbury"] {
            let expected = reference::number(&answer["results"][name]["what_if_two_rows"], key);
            assert_close(found, expected, 1e-10, name);
        }
    }
}

#[test]
fn the_first_order_of_a_what_if_is_the_gradient() {
    let answer = reference::open("model_case");
    let (network, readings) = read(&journey(&answer));
    let at = network.touchpoints.iter().position(|t| t.id.as_str() == "verify_id").expect("it");
    for (segment, name) in SEGMENTS.iter().enumerate() {
        let reading = &readings.segments[segment];
        let mut less = 0.0;
        for (burden, score) in Burden::ALL.into_iter().zip([4.0, 6.0, 2.0, 0.0]) {
            let by = network.touchpoints[at].burdens[burden].expect("a score") - score;
            less += network.segments[segment].burden_weights[burden] * by;
        }
        // First order in the row, which changes by a factor: `V + v Δ·W`.
        let worth = reading.touchpoints[at].hazard_worth.organisation;
        let value = reading.value.organisation + worth * less.exp_m1();
        let expected = reference::number(&answer["results"][name], "what_if_verify_id_4_6_2_0/first_order");
        assert_close(value, expected, 1e-10, name);
    }
}

#[test]
fn friction_at_the_end_and_at_its_peak_are_the_answers() {
    let answer = reference::open("model_case");
    let (network, readings) = read(&journey(&answer));
    for (at, name) in SEGMENTS.iter().enumerate() {
        let (reading, expected) = (&readings.segments[at], &answer["results"][name]);
        let mut end = 0.0;
        for (place, own) in reading.touchpoints.iter().enumerate() {
            let ends = network.row(place).filter(|t| matches!(network.transitions[*t].to, End::Outcome(_)));
            let flow: f64 = ends.map(|t| reading.transitions[t].flow.expect("a flow")).sum();
            end += (own.leavers + flow) * own.friction;
        }
        assert_close(end, reference::number(expected, "end_friction_mean"), EXACT, name);
        let peak = &expected["peak_friction"];
        let levels = peak["levels"].as_array().expect("levels").iter().map(|x| x.as_f64().expect("a level"));
        let (mut mean, mut before) = (0.0, 0.0);
        for (level, cdf) in levels.zip(peak["cdf"].as_array().expect("a cdf")) {
            let below = never_above(&network, reading, at, level);
            assert_close(below, cdf.as_f64().expect("a share"), EXACT, "peak");
            mean += level * (below - before);
            before = below;
        }
        assert_close(mean, reference::number(peak, "mean"), EXACT, "mean peak");
    }
}

/// The share of a segment who never meet more friction than this: everyone who does is led away.
fn never_above(network: &Network, reading: &Reading, segment: usize, level: f64) -> f64 {
    let mut fenced = edited(network, segment, &[]);
    let above = |at: usize| reading.touchpoints[at].friction > level + 1e-12;
    for at in 0..fenced.touchpoints.len() {
        if above(at) {
            fenced.touchpoints[at].known_drop_off = Some(1.0);
        }
    }
    let found = Readings::of(&fenced).together;
    let caught = (0..fenced.touchpoints.len()).filter(|at| above(*at));
    1.0 - caught.map(|at| found.touchpoints[at].leavers).sum::<f64>()
}
