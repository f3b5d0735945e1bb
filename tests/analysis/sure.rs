//! How sure the numbers are: the delta method against its formula and against draws.

use crate::{
    assert_close, model_case, read, reference,
    support::{id, journey_of_counts, sketch},
};
use desire_path::analysis::{
    Trust,
    posterior::{self, Draws, middle},
    uncertainty::Uncertainty,
};
use desire_path::model::*;

/// The counts of a worked log.
fn log(name: &str) -> (serde_json::Value, Journey) {
    let answer = reference::open(name);
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let rows = answer["counts"].as_array().unwrap().iter();
    let counts: Vec<_> = rows.map(|row| (text(&row[0]), text(&row[1]), row[2].as_f64().unwrap())).collect();
    let journey = journey_of_counts(&counts);
    (answer, journey)
}

#[test]
fn the_delta_method_is_its_formula_and_agrees_with_the_draws() {
    for name in ["ecom_sessions", "traffic_fines"] {
        let (_, journey) = log(name);
        let (network, readings) = read(&journey);
        let found = Uncertainty::of(&network, Trust::default()).expect("counts");
        // Σ v² Var_i(b) / (n_i + 1), straight from the readings.
        let mut variance = 0.0;
        for (at, own) in readings.together.touchpoints.iter().enumerate() {
            let b = own.success_from.unwrap();
            let mut square = 0.0;
            for place in network.row(at) {
                let p = readings.together.transitions[place].probability.unwrap();
                let after = match network.transitions[place].to {
                    desire_path::analysis::End::Touchpoint(to) => {
                        readings.together.touchpoints[to].success_from.unwrap()
                    }
                    desire_path::analysis::End::Outcome(to) => {
                        f64::from(u8::from(network.outcomes[to].kind == OutcomeKind::Success))
                    }
                };
                square += p * after * after;
            }
            let n: f64 = network.row(at).map(|place| network.transitions[place].amount).sum::<f64>()
                + network.touchpoints[at].left.unwrap_or(0.0);
            variance += own.visits.unwrap().powi(2) * (square - b * b) / (n + 1.0);
        }
        let interval = found.together.success;
        // A touchpoint that nobody left has no counted drop-off: its stayers are its row's own counts.
        assert_close(interval.error, variance.sqrt(), 1e-3 * variance.sqrt(), name);
        assert_close(
            found.rows.iter().map(|row| row.success).sum::<f64>(),
            interval.error.powi(2),
            1e-12,
            name,
        );
        let draws = Draws::of(&network, Trust::default(), 2000, 7, &mut |_| true).unwrap();
        let (low, high) = middle(&draws.together, 0, 0.95).unwrap();
        let width = interval.high - interval.low;
        assert!((low - interval.low).abs() < 0.1 * width, "{name}: {low} {}", interval.low);
        assert!((high - interval.high).abs() < 0.1 * width, "{name}: {high} {}", interval.high);
    }
}

#[test]
fn segments_share_the_uncertainty_of_their_rows() {
    // Counted rows, two segments of which only one is the reference: the draws say what is right.
    let (_, mut journey) = log("ecom_sessions");
    let everyone = journey.segments.records().next().unwrap().clone();
    let mut other = everyone.clone();
    (other.volume, other.burden_weights.time) = (everyone.volume / 2.0, Some(0.03));
    journey.segments.put(id("other"), other);
    let touchpoints: Vec<_> = journey.touchpoints.iter().map(|(id, t)| (id.clone(), t.clone())).collect();
    for (place, mut touchpoint) in touchpoints {
        touchpoint.burdens.time.assumed = Some(1.0);
        touchpoint.cost_to_serve = Some(0.5);
        journey.touchpoints.put(place, touchpoint);
    }
    let (network, _) = read(&journey);
    let found = Uncertainty::of(&network, Trust::default()).expect("counts");
    let draws = Draws::of(&network, Trust::default(), 2000, 3, &mut |_| true).unwrap();
    let series = [&draws.together, &draws.segments[0], &draws.segments[1]];
    for (intervals, draws) in
        [&found.together, &found.segments[0], &found.segments[1]].into_iter().zip(series)
    {
        for (number, interval) in [(0, intervals.success), (1, intervals.organisation)] {
            let mean = draws.iter().map(|draw| draw[number]).sum::<f64>() / 2000.0;
            let variance = draws.iter().map(|draw| (draw[number] - mean).powi(2)).sum::<f64>() / 1999.0;
            let ratio = interval.error / variance.sqrt();
            assert!((0.9..1.1).contains(&ratio), "{number}: {ratio}");
        }
    }
}

#[test]
fn draws_can_be_repeated_and_stopped() {
    let (_, journey) = log("ecom_sessions");
    let (network, _) = read(&journey);
    let of = |seed| Draws::of(&network, Trust::default(), 20, seed, &mut |_| true).unwrap();
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
    assert_eq!(Draws::of(&network, Trust::default(), 20, 1, &mut |done| done < 0.5), None);
    let mut seen = 0;
    posterior::each(&network, Trust::default(), 20, 1, &mut |_, drawn| {
        let all: f64 = drawn.row(0).map(|place| drawn.transitions[place].share).sum();
        assert_close(all, 1.0, 1e-12, "a drawn row");
        seen += 1;
        seen < 7
    });
    assert_eq!(seen, 7);
}

#[test]
fn what_was_not_counted_has_no_interval() {
    let (network, _) = read(&sketch(&["a>b 1", "a>!s 1", "b>!s 1", "b=0.3"]));
    assert_eq!(Uncertainty::of(&network, Trust::default()), None);
    let found = Uncertainty::of(&network, Trust { prior: 20.0 }).expect("a drawn map that is trusted");
    assert!(found.together.success.error > 0.0 && found.rows[1].observations == 20.0);
}

#[test]
fn a_simulation_of_the_invented_service_agrees() {
    let answer = reference::open("model_case");
    let (_, readings) = read(&model_case::journey(&answer));
    let simulated = &answer["monte_carlo_200k_seed1"];
    let own = &readings.segments[0];
    let error = (own.success * (1.0 - own.success) / 2e5).sqrt();
    assert_close(own.success, reference::number(simulated, "p"), 4.0 * error, "success");
    let error = (own.value_variance.organisation / 2e5).sqrt();
    assert_close(own.value.organisation, reference::number(simulated, "V"), 4.0 * error, "value");
    let variance = own.value_variance.organisation;
    assert_close(variance, reference::number(simulated, "var"), 0.02 * variance, "variance");
}
