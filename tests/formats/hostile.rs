//! The hostile files, each with what must come of it.

use crate::support::hostile::{Case, Outcome, all, graphs, tables, texts};
use desire_path::formats::{self, journey_json};
use desire_path::model::*;
use std::time::{Duration, Instant};

/// The longest that any of them may take, on a slow machine and hardly optimised.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a computation gives, which must not be slow twice: a machine may pause once.
fn in_time<T>(name: &str, compute: impl Fn() -> T) -> T {
    for _ in 0..2 {
        let start = Instant::now();
        let result = compute();
        if start.elapsed() < PATIENCE {
            println!("{name}: {:?}", start.elapsed());
            return result;
        }
    }
    panic!("{name} takes more than {PATIENCE:?}");
}

fn outcome(bytes: &[u8], name: &str) -> (Outcome, String) {
    match formats::read(bytes, "hostile.file") {
        Err(why) => {
            let sentence = why.to_string();
            assert!(sentence.ends_with('.') && sentence.chars().count() < 600, "{name}: {sentence}");
            (Outcome::Refused, sentence)
        }
        Ok(opened) => {
            assert_eq!(opened.journey.violations(), vec![], "{name}");
            let saved = journey_json::write(&opened.journey);
            let again = formats::read(saved.as_bytes(), "again.json").unwrap();
            assert!(journey_json::write(&again.journey) == saved, "{name} saves otherwise");
            let lines: Vec<String> = opened.report.lines.iter().map(ToString::to_string).collect();
            match lines.is_empty() {
                true => (Outcome::Opens, String::new()),
                false => (Outcome::Reported, lines.join(" ")),
            }
        }
    }
}

fn check(case: &Case) {
    let (found, said) = in_time(&case.name, || outcome(&case.bytes, &case.name));
    let short: String = said.chars().take(300).collect();
    let fits = found == case.outcome || case.outcome == Outcome::Survived;
    assert!(fits, "{} should be {:?} and is {found:?}: {short}", case.name, case.outcome);
}

#[test]
fn every_hostile_file_comes_to_what_it_should() {
    let cases = all();
    assert!(cases.len() > 1_000, "only {} files", cases.len());
    for case in &cases {
        check(case);
    }
}

#[test]
fn a_naughty_text_is_kept_byte_by_byte_in_every_field() {
    for text in naughty_strings::BLNS {
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            continue;
        }
        let opened = formats::read(texts::everywhere(text).as_bytes(), "x.json").unwrap();
        let journey =
            formats::read(journey_json::write(&opened.journey).as_bytes(), "x.json").unwrap().journey;
        assert_eq!(journey.about.title, *text);
        let touchpoint = journey.touchpoints.records().next().unwrap();
        assert_eq!((&touchpoint.name, &touchpoint.pain_points[0]), (&text.to_string(), &text.to_string()));
        assert_eq!(journey.transitions.records().next().unwrap().label, *text);
        assert_eq!(journey.extra["x_unknown"][*text], *text);
    }
}

#[test]
fn the_largest_journeys_open_whole() {
    for (name, text, touchpoints, transitions) in [
        ("G8 a chain", graphs::chain(50_000), 50_000, 49_999),
        ("P12 a circle", graphs::cycle(50_000), 50_000, 50_000),
        ("G9 a star", graphs::star(50_000), 50_000, 49_999),
        ("G6 complete", graphs::complete(200), 200, 40_000),
        ("G10 parallel", graphs::graph(2, (0..50_000).map(|_| (0, 1))), 2, 50_000),
        ("no transitions", graphs::chain(1).replace("{\"id\":\"t0\"}", &many_touchpoints()), 100_000, 0),
    ] {
        let opened = in_time(name, || formats::read(text.as_bytes(), "large.json").unwrap());
        assert!(opened.report.is_clean(), "{name}");
        assert_eq!(opened.journey.touchpoints.len(), touchpoints, "{name}");
        assert_eq!(opened.journey.transitions.len(), transitions, "{name}");
        let saved = in_time("written", || journey_json::write(&opened.journey));
        assert!(saved.len() > text.len() / 2);
    }
}

fn many_touchpoints() -> String {
    let all: Vec<String> = (0..100_000).map(|at| format!("{{\"id\":\"t{at}\"}}")).collect();
    all.join(",")
}

#[test]
fn a_journey_in_which_everything_is_wrong_is_read_in_linear_time() {
    let bad = |at: usize| {
        format!(
            "{{\"id\":\"t{at}\",\"margin\":\"x\",\"stage\":\"none\",\"name\":7,\"position\":3,\"kind\":[]}}"
        )
    };
    let touchpoints: Vec<String> = (0..20_000).map(bad).collect();
    let ways: Vec<String> = (0..20_000)
        .map(|at| format!("{{\"id\":\"w{at}\",\"from\":\"t{at}\",\"to\":\"gone{at}\"}}"))
        .collect();
    let entry: Vec<String> = (0..20_000).map(|at| format!("\"gone{at}\":-1")).collect();
    let wrong: Vec<String> = (0..20_000).map(|at| format!("\"t{at}\":\"x\"")).collect();
    let text = crate::support::hostile::file(&format!(
        "\"touchpoints\":[{}],\"transitions\":[{}],\"segments\":[{{\"id\":\"a\",\"entry\":{{{}}}}},{{\"id\":\"b\",\"entry\":{{{}}}}}]",
        touchpoints.join(","),
        ways.join(","),
        entry.join(","),
        wrong.join(",")
    ));
    let opened = in_time("all wrong", || formats::read(text.as_bytes(), "wrong.json").unwrap());
    assert_eq!(opened.journey.violations(), vec![]);
    assert_eq!(opened.journey.touchpoints.len(), 20_000);
}

#[test]
fn a_file_past_a_limit_is_refused_politely() {
    let large = vec![b' '; limits::FILE_BYTES + 1];
    let refused = formats::read(&large, "large.json").unwrap_err();
    assert_eq!(refused.to_string(), "The file has 51 MB; at most 50 MB are read.");
    let objects = vec!["{}"; 1_000_000].join(",");
    let text = crate::support::hostile::file(&format!("\"touchpoints\":[{objects}]"));
    let refused = formats::read(text.as_bytes(), "many.json").unwrap_err();
    assert_eq!(refused.to_string(), "This file holds 1000000 records; a map holds at most 100000.");
    let refused = formats::read(tables::many(60_000).as_bytes(), "many.csv").unwrap_err();
    assert_eq!(refused.to_string(), "This file holds 120001 records; a map holds at most 100000.");
    let rows = "A,B,1\n".repeat(1_000_000);
    let opened = in_time("1,000,000 rows", || formats::read(rows.as_bytes(), "long.csv").unwrap());
    assert_eq!(opened.report.lines.len(), 2);
    assert_eq!(opened.journey.transitions.records().next().unwrap().count, Some(1e6));
}

#[test]
fn a_file_of_too_many_values_is_refused_before_it_is_taken_apart() {
    let file = |count| format!(r#"{{"format":"desire-path","version":1,"x":[{}0]}}"#, "0,".repeat(count));
    let (came, sentence) = outcome(file(3_000_001).as_bytes(), "too many values");
    assert_eq!((came, sentence.contains("3000000 are read")), (Outcome::Refused, true), "{sentence}");
    assert_eq!(outcome(file(1_000).as_bytes(), "few values").0, Outcome::Opens);
}
