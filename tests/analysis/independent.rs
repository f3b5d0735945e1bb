//! Random journeys worked out a second time: dense, in long doubles, from the formulas alone.

use crate::{assert_close, read, reference};
use desire_path::analysis::{
    Book, ByBook, Fixes, Lifetimes,
    budget::{Terms, choose},
    ledger::{Group, Grouping, Ledger, Sampling},
    rerouting,
};
use desire_path::formats;
use desire_path::model::{Burden, Journey, Value};
use serde_json::Value as Json;

fn cases() -> Vec<(Journey, Json)> {
    let all = reference::open("independent");
    let case = |case: &Json| {
        let opened = formats::read(case["journey"].to_string().as_bytes(), "case.json").expect("a journey");
        assert!(opened.report.is_clean(), "{:?}", opened.report.lines);
        (opened.journey, case["want"].clone())
    };
    list(&all, 4).iter().map(case).collect()
}

/// A list with one answer for each of so many, so that none goes unasked.
fn list(json: &Json, count: usize) -> &[Json] {
    let list = json.as_array().expect("a list");
    assert_eq!(list.len(), count);
    list
}

fn numbers(json: &Json, count: usize) -> Vec<f64> {
    list(json, count).iter().map(|n| n.as_f64().expect("a number")).collect()
}

fn near(found: f64, expected: f64, within: f64, what: &str) {
    assert_close(found, expected, within * expected.abs().max(1.0), what);
}

fn near_both(found: ByBook, expected: &Json, within: f64, what: &str) {
    let expected = numbers(expected, 2);
    near(found.organisation, expected[0], within, what);
    near(found.customer, expected[1], within, what);
}

#[test]
fn flow_and_value_are_the_second_answers() {
    for (journey, want) in cases() {
        let (_, readings) = read(&journey);
        let all = &readings.together;
        near(all.success, reference::number(&want, "success"), 1e-12, "success");
        near(all.steps.expect("steps"), reference::number(&want, "steps"), 1e-12, "steps");
        near_both(all.value, &want["value"], 1e-12, "value");
        let count = all.touchpoints.len();
        let (visits, leavers) = (numbers(&want["visits"], count), numbers(&want["leavers"], count));
        for (at, found) in all.touchpoints.iter().enumerate() {
            near(found.visits.expect("visits"), visits[at], 1e-12, "visits");
            near(found.leavers, leavers[at], 1e-12, "leavers");
        }
        for (segment, to_go) in readings.segments.iter().zip(list(&want["to_go"], readings.segments.len())) {
            for (found, expected) in segment.touchpoints.iter().zip(numbers(to_go, count)) {
                near(found.value_to_go.expect("value").customer, expected, 1e-12, "value to go");
            }
        }
    }
}

#[test]
fn slopes_are_the_second_answers() {
    for (journey, want) in cases() {
        let (_, readings) = read(&journey);
        let touchpoints = &readings.together.touchpoints;
        for (found, expected) in touchpoints.iter().zip(list(&want["slopes"], touchpoints.len())) {
            for (at, burden) in Burden::ALL.into_iter().enumerate() {
                near_both(found.burden_worth[burden].times(-1.0), &expected[at], 1e-10, burden.key());
            }
            for (at, value) in Value::ALL.into_iter().enumerate() {
                near_both(found.value_worth[value], &expected[4 + at], 1e-10, value.key());
            }
            near_both(found.hazard_worth.times(-1.0), &expected[8], 1e-10, "hazard");
        }
    }
}

#[test]
fn lifetimes_ledgers_and_removals_are_the_second_answers() {
    for (journey, want) in cases() {
        let (network, _) = read(&journey);
        let lifetime = Lifetimes::of(&network).together.expect("a lifetime value");
        let expected = numbers(&want["lifetime"], 4);
        let found = [lifetime.total.organisation, lifetime.total.customer];
        let counts = [lifetime.journeys.expect("journeys"), lifetime.newcomers.expect("newcomers")];
        for (found, expected) in found.iter().chain(&counts).zip(&expected) {
            near(*found, *expected, 1e-11, "lifetime");
        }
        let ledger = Ledger::of(&network, Grouping::Burden, Sampling::default(), &mut |_| true);
        let parts = ledger.expect("a ledger").parts;
        let lost = |burden: Burden| parts.iter().find(|part| part.group == Group::Burden(burden));
        for (burden, expected) in Burden::ALL.into_iter().zip(list(&want["by_burden"], 4)) {
            // A burden that weighs nowhere has no part.
            let loss = lost(burden).map_or(ByBook::default(), |part| part.loss);
            near_both(loss, expected, 1e-11, "ledger");
        }
        let removed = rerouting::each(&network);
        for (found, expected) in removed.iter().zip(list(&want["rerouted"], removed.len())) {
            let expected = numbers(expected, 3);
            near(found.success, expected[0], 1e-11, "success without");
            near(found.value.organisation, expected[1], 1e-11, "value without");
            near(found.value.customer, expected[2], 1e-11, "value without");
        }
    }
}

#[test]
fn the_best_fixes_of_all_sets_are_chosen() {
    for (journey, want) in cases() {
        let (network, _) = read(&journey);
        let fixes = Fixes::of(&journey, &network);
        let all = fixes.cost(&vec![true; fixes.all.len()], journey.about.periods_counted());
        let terms = Terms {
            book: Book::Organisation,
            budget: journey.about.budget.unwrap_or(all),
            periods: journey.about.periods_counted(),
            effort: Terms::EFFORT,
        };
        let found = choose(&network, &fixes, &terms, &mut |_| true);
        assert!(found.is_exact());
        let mut chosen: Vec<&str> = found.chosen.fixes.iter().map(|at| fixes.all[*at].id.as_str()).collect();
        chosen.sort_unstable();
        assert_eq!(chosen, reference::texts(&want["fixes"]));
        near(found.chosen.value, reference::number(&want, "fixes_value"), 1e-11, "value of fixes");
    }
}
