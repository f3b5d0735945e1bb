//! G: graphs that are not what a journey expects.

use super::Outcome::{Opens, Refused, Reported};
use super::{Case, case, file};

/// Every G case that is small.
pub fn cases() -> Vec<Case> {
    let two = "{\"id\": \"a\"}, {\"id\": \"b\"}";
    let with = |touchpoints: &str, rest: &str| file(&format!("\"touchpoints\": [{touchpoints}]{rest}"));
    let way = |fields: &str| with(two, &format!(", \"transitions\": [{{\"id\": \"w\", {fields}}}]"));
    let placed = |place: &str| with(&format!("{{\"id\": \"a\", \"position\": {place}}}"), "");
    let mut cases = vec![
        case("G1 same id twice", with("{\"id\": \"a\"}, {\"id\": \"a\"}", ""), Reported),
        case("G3 id of both kinds", with(two, ", \"outcomes\": [{\"id\": \"a\"}]"), Reported),
        case("G3 id of a transition too", with(two, ", \"owners\": [{\"id\": \"a\"}]"), Opens),
        case("G4 from nowhere", way("\"from\": \"x\", \"to\": \"b\""), Reported),
        case("G4 to nowhere", way("\"from\": \"a\", \"to\": \"x\""), Reported),
        case("G4 no ends", way("\"weight\": 1"), Reported),
        case("G5 self-loop", way("\"from\": \"a\", \"to\": \"a\""), Opens),
        case("G11 weight 0", way("\"from\": \"a\", \"to\": \"b\", \"weight\": 0"), Opens),
        case("G12 250 %", way("\"from\": \"a\", \"to\": \"b\", \"probability\": 2.5"), Reported),
        case("G13 below 0", way("\"from\": \"a\", \"to\": \"b\", \"weight\": -1"), Reported),
        case("G13 1e308", way("\"from\": \"a\", \"to\": \"b\", \"weight\": 1e308"), Reported),
        case("G15 far away", placed("{\"x\": 8e14, \"y\": 0}"), Reported),
        case("G15 NaN", placed("{\"x\": NaN, \"y\": 0}"), Reported),
        case("G15 a half", placed("{\"x\": 1}"), Reported),
        case("G15 as a list", placed("[1, 2]"), Opens),
        case("G16 width -1", file("\"stages\": [{\"id\": \"s\", \"width\": -1}]"), Reported),
        case("G17 empty map", file("\"title\": \"\""), Opens),
        case("G18 long id", with(&format!("{{\"id\": \"{}\"}}", "x".repeat(1 << 20)), ""), Reported),
        case("G18 empty id", with("{\"id\": \"\"}", ""), Reported),
        case("G2 same transition twice", twice(), Reported),
        case("G6 a cycle of 1,000", cycle(1_000), Opens),
        case("G6 complete graph", complete(60), Opens),
        case("G14 all scores alike", scored("5"), Opens),
        case("G14 no scores", scored("null"), Opens),
        case("too many records", chain(50_001), Refused),
    ];
    for id in ["__proto__", "constructor", "hasOwnProperty", "toString", "id", "(start)", "a.b", "."] {
        let text = with(
            &format!("{{\"id\": \"{id}\"}}"),
            &format!(", \"segments\": [{{\"id\": \"s\", \"entry\": {{\"{id}\": 1}}}}]"),
        );
        cases.push(case(format!("G18 id {id}"), text, Opens));
    }
    cases
}

fn twice() -> String {
    let way = "{\"id\": \"w\", \"from\": \"a\", \"to\": \"a\"}";
    file(&format!("\"touchpoints\": [{{\"id\": \"a\"}}], \"transitions\": [{way}, {way}]"))
}

fn scored(score: &str) -> String {
    let score = format!("{{\"assumed\": {score}}}");
    let burdens = format!("{{\"effort\": {score}, \"worry\": {score}}}");
    let touchpoint = |at| format!("{{\"id\": \"t{at}\", \"burdens\": {burdens}}}");
    let touchpoints: Vec<String> = (0..50).map(touchpoint).collect();
    file(&format!("\"touchpoints\": [{}]", touchpoints.join(",")))
}

/// A journey of so many touchpoints and these ways between them, by place.
pub fn graph(touchpoints: usize, ways: impl Iterator<Item = (usize, usize)>) -> String {
    let touchpoints: Vec<String> = (0..touchpoints).map(|at| format!("{{\"id\":\"t{at}\"}}")).collect();
    let way = |(at, (from, to))| format!("{{\"id\":\"w{at}\",\"from\":\"t{from}\",\"to\":\"t{to}\"}}");
    let ways: Vec<String> = ways.enumerate().map(way).collect();
    let (touchpoints, ways) = (touchpoints.join(","), ways.join(","));
    file(&format!("\"touchpoints\":[{touchpoints}],\"transitions\":[{ways}]"))
}

/// Touchpoints one after the other.
pub fn chain(touchpoints: usize) -> String {
    graph(touchpoints, (1..touchpoints).map(|at| (at - 1, at)))
}

/// Touchpoints in a circle.
pub fn cycle(touchpoints: usize) -> String {
    graph(touchpoints, (0..touchpoints).map(|at| (at, (at + 1) % touchpoints)))
}

/// One touchpoint that leads to all others.
pub fn star(touchpoints: usize) -> String {
    graph(touchpoints, (1..touchpoints).map(|at| (0, at)))
}

/// Every touchpoint leads to every other and to itself.
pub fn complete(touchpoints: usize) -> String {
    graph(touchpoints, (0..touchpoints * touchpoints).map(|at| (at / touchpoints, at % touchpoints)))
}
