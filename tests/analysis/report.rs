//! The report: every number of a file as JSON.

#[path = "../../examples/report.rs"]
#[allow(dead_code)]
mod example;

use crate::{assert_close, reference, support::graphs};
use desire_path::formats::{self, ReadReport};
use serde_json::Value;

/// A counts file of a worked answer.
fn csv(answer: &Value) -> String {
    let rows = answer["counts"].as_array().expect("counts").iter();
    let row = |row: &Value| format!("{},{},{}\n", row[0].as_str().unwrap(), row[1].as_str().unwrap(), row[2]);
    rows.map(row).fold("from,to,count\n".to_owned(), |text, row| text + &row)
}

fn of_file(text: &str) -> Value {
    let opened = formats::read(text.as_bytes(), "counts.csv").expect("a readable file");
    example::report(&opened.journey, &opened.report)
}

#[test]
fn a_counts_file_gives_the_worked_answer() {
    for (name, success, entrants) in
        [("ecom_sessions", 0.130374, 3605.0), ("traffic_fines", 0.4535, 10_000.0)]
    {
        let answer = reference::open(name);
        let report = of_file(&csv(&answer));
        assert_close(report["success"].as_f64().unwrap(), success, 5e-7, name);
        assert_eq!(report["entrants"].as_f64(), Some(entrants));
        for (outcome, share) in answer["p_outcome"].as_object().unwrap() {
            assert_close(
                report["outcomes"][outcome].as_f64().unwrap(),
                share.as_f64().unwrap(),
                1e-12,
                outcome,
            );
        }
        for touchpoint in report["touchpoints"].as_array().unwrap() {
            let expected = &answer["touchpoints"][touchpoint["id"].as_str().unwrap()];
            for (key, of) in [
                ("visits", "expected_visits"),
                ("reach", "p_ever_visited"),
                ("success_from", "p_success_from"),
                ("removal_effect", "removal_effect"),
            ] {
                let expected = reference::number(expected, of);
                assert_close(touchpoint[key].as_f64().unwrap(), expected, 1e-12, key);
                let segments = touchpoint["segments"].as_object().unwrap();
                assert!(segments.values().all(|segment| segment[key].is_number()));
            }
        }
        let paths = report["paths"]["all"].as_array().unwrap();
        let expected = answer["most_probable_paths_any_outcome"].as_array().unwrap();
        assert_eq!(paths.len(), 20);
        for (path, expected) in paths.iter().zip(expected) {
            assert_eq!(path["touchpoints"], expected["path"]);
            assert_eq!(path["outcome"], expected["outcome"]);
            let p = reference::number(expected, "p");
            assert_close(path["probability"].as_f64().unwrap(), p, 1e-12, "path");
        }
        assert_eq!(report["checks"]["hold"], true);
        assert_eq!(report["findings"], Value::Array(Vec::new()));
    }
}

#[test]
fn the_keys_are_exactly_so() {
    let report = of_file("from,to,count\n(start),a,4\na,(success),3\na,(drop),1\n");
    let keys: Vec<&String> = report.as_object().unwrap().keys().collect();
    let expected = [
        "entrants",
        "success",
        "outcomes",
        "steps",
        "value_per_entrant",
        "touchpoints",
        "transitions",
        "paths",
        "mass_covered",
        "must_pass",
        "budget",
        "checks",
        "findings",
        "segments",
        "lifetime_value",
        "sensitivities",
        "ledger",
        "removal_rerouted",
        "perspectives",
        "intervals",
    ];
    assert_eq!(keys, expected);
    let keys: Vec<&String> = report["touchpoints"][0].as_object().unwrap().keys().collect();
    let expected = [
        "id",
        "name",
        "visits",
        "reach",
        "success_from",
        "drop_off",
        "leavers",
        "removal_effect",
        "value_to_go",
        "leak",
        "segments",
    ];
    assert_eq!(keys, expected);
    assert_eq!(report["must_pass"], serde_json::json!(["a"]));
    let outcomes: Vec<_> = report["outcomes"].as_object().unwrap().iter().collect();
    for ((name, share), (expected, exact)) in outcomes.iter().zip([("(success)", 0.75), ("(drop)", 0.25)]) {
        assert_eq!(name.as_str(), expected);
        assert!((share.as_f64().unwrap() - exact).abs() < 1e-15, "{name}: {share}");
    }
    assert_eq!(outcomes.len(), 2);
}

#[test]
fn what_could_not_be_read_is_a_finding() {
    let report = of_file("from,to,count\n(start),a,4\na,(success),3\na,(drop),1\na,b,many\n");
    let said: Vec<&str> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["sentence"].as_str().unwrap())
        .collect();
    assert!(said.iter().any(|sentence| sentence.contains("many")), "{said:?}");
}

#[test]
fn every_journey_has_a_report_of_finite_numbers() {
    for seed in 0..200 {
        let journey = graphs::random(seed);
        let report = example::report(&journey, &ReadReport::default());
        let text = report.to_string();
        // What is not finite would be written as null where a number must be.
        for key in ["entrants", "success"] {
            assert!(report[key].is_number(), "{key} of {seed}");
        }
        for touchpoint in report["touchpoints"].as_array().unwrap() {
            assert!(touchpoint["leavers"].is_number() && touchpoint["leak"].is_number());
        }
        assert!(!text.contains("NaN"));
    }
}

#[test]
fn the_budget_of_each_example_is_exact_and_its_frontier_ends_there() {
    for text in [
        include_str!("../../examples/journeys/current-account.json"),
        include_str!("../../examples/journeys/coffee-subscription.json"),
    ] {
        let budget = &of_file(text)["budget"];
        println!("{budget}");
        assert_eq!(budget["exact"], true);
        let chosen = &budget["chosen"];
        let last = budget["frontier"].as_array().unwrap().last().unwrap();
        assert_eq!(
            last["fixes"], chosen["fixes"],
            "where all can be bought, the frontier ends with the choice"
        );
        let sum: f64 =
            budget["shapley"].as_array().unwrap().iter().map(|share| share["gain"].as_f64().unwrap()).sum();
        assert_close(sum, chosen["gain"].as_f64().unwrap(), 1e-6, "shapley");
    }
}
