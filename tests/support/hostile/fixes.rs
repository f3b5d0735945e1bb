//! F: fixes and scenarios that nobody could have meant.

use super::Outcome::{Opens, Reported, Survived};
use super::{Case, case, file};

/// Two touchpoints, an outcome and the ways between them, before these tables.
fn journey(rest: &str) -> String {
    file(&format!(
        r#""segments": [{{"id": "all", "volume": 100, "entry": {{"a": 1}}}}],
        "touchpoints": [{{"id": "a", "burdens": {{"effort": {{"assumed": 5}}}}}}, {{"id": "b"}}],
        "outcomes": [{{"id": "done", "kind": "success"}}],
        "transitions": [{{"id": "ab", "from": "a", "to": "b", "weight": 1}},
            {{"id": "bd", "from": "b", "to": "done", "weight": 1}}],
        {rest}"#
    ))
}

fn fixes(fixes: &str) -> String {
    journey(&format!(r#""budget": 100, "fixes": [{fixes}]"#))
}

fn scenario(changes: &str) -> String {
    journey(&format!(r#""scenarios": [{{"id": "s", "name": "To be", "changes": {changes}}}]"#))
}

/// So many fixes; each needs what `needs` says of its number.
fn many(count: usize, needs: impl Fn(usize) -> String) -> String {
    let effect = r#""effects": [{"touchpoint": "a", "burdens": {"effort": 0.9}, "drop_off": 0.1}]"#;
    let one = |at| format!(r#"{{"id": "f{at}", "cost_once": {}, {effect}, {}}}"#, at % 90, needs(at));
    fixes(&(0..count).map(one).collect::<Vec<_>>().join(","))
}

/// Every F case.
pub fn cases() -> Vec<Case> {
    let mut cases = vec![
        case("F1 needs itself", fixes(r#"{"id": "f", "cost_once": 1, "requires": ["f"]}"#), Survived),
        case("F1 excludes itself", fixes(r#"{"id": "f", "cost_once": 1, "excludes": ["f"]}"#), Survived),
        case(
            "F1 needs what it excludes",
            many(2, |_| r#""requires": ["f1"], "excludes": ["f1"]"#.into()),
            Survived,
        ),
        case("F2 a circle of 2", many(2, |at| format!(r#""requires": ["f{}"]"#, 1 - at)), Survived),
        case(
            "F2 a circle of 300",
            many(300, |at| format!(r#""requires": ["f{}"]"#, (at + 1) % 300)),
            Survived,
        ),
        case("F2 a chain of 300", many(300, |at| format!(r#""requires": ["f{}"]"#, at.max(1) - 1)), Survived),
        case("F3 300 at one place", many(300, |_| r#""requires": []"#.into()), Opens),
        case("F3 300 that all exclude the first", many(300, |_| r#""excludes": ["f0"]"#.into()), Survived),
        case("F4 needs what is not there", fixes(r#"{"id": "f", "requires": ["x"]}"#), Reported),
        case(
            "F4 a place that is not there",
            fixes(r#"{"id": "f", "effects": [{"touchpoint": "x"}]}"#),
            Reported,
        ),
        case(
            "F4 a way that is not there",
            fixes(r#"{"id": "f", "weights": [{"transition": "x", "weight": 1}]}"#),
            Reported,
        ),
        case("F4 an effect without a place", fixes(r#"{"id": "f", "effects": [{}]}"#), Reported),
        case(
            "F5 a drop-off of 2",
            fixes(r#"{"id": "f", "effects": [{"touchpoint": "a", "drop_off": 2}]}"#),
            Reported,
        ),
        case("F5 costs below 0", fixes(r#"{"id": "f", "cost_once": -1}"#), Reported),
        case(
            "F5 costs 1e308",
            fixes(r#"{"id": "f", "cost_once": 1e308, "cost_per_period": 1e308}"#),
            Reported,
        ),
        case(
            "F5 a factor of 1e300",
            fixes(r#"{"id": "f", "effects": [{"touchpoint": "a", "burdens": {"effort": 1e300}}]}"#),
            Reported,
        ),
        case(
            "F5 all weights 0",
            fixes(
                r#"{"id": "f", "weights": [{"transition": "ab", "weight": 0}, {"transition": "bd", "weight": 0}]}"#,
            ),
            Opens,
        ),
        case(
            "F6 the same place twice",
            fixes(
                r#"{"id": "f", "effects": [{"touchpoint": "a", "drop_off": 0}, {"touchpoint": "a", "drop_off": 1}]}"#,
            ),
            Opens,
        ),
        case(
            "F7 a budget of 1e15",
            file(r#""budget": 1e15, "fixes": [{"id": "f", "cost_once": 1}]"#),
            Survived,
        ),
        case("F8 a list for a fix", fixes("[1]"), Reported),
        case("F9 a scenario without changes", journey(r#""scenarios": [{"id": "s"}]"#), Reported),
    ];
    for odd in ["null", "[]", "\"x\"", "0", "true"] {
        cases.push(case(format!("F10 changes are {odd}"), scenario(odd), Reported));
    }
    let touchpoints = |changes: &str| scenario(&format!(r#"{{"touchpoints": [{changes}]}}"#));
    let stood = r#"{"at": 0, "record": {"name": "", "position": {"x": 0, "y": 0}}}"#;
    let ways = r#"{"at": 9, "record": {"from": "a", "to": "x", "weight": 1}}"#;
    cases.extend([
        case("F11 nothing before and after", touchpoints(r#"{"id": "a", "before": null, "after": null}"#), Survived),
        case("F11 neither is said", touchpoints(r#"{"id": "a"}"#), Survived),
        case("F12 all of it goes", touchpoints(&format!(r#"{{"id": "a", "before": {stood}, "after": null}}, {{"id": "b", "before": {stood}, "after": null}}"#)), Survived),
        case("F13 what never was goes", touchpoints(&format!(r#"{{"id": "x", "before": {stood}, "after": null}}"#)), Survived),
        case("F13 the same twice", touchpoints(&format!(r#"{{"id": "n", "before": null, "after": {stood}}}, {{"id": "n", "before": null, "after": {stood}}}"#)), Survived),
        case("F13 added although it is there", touchpoints(&format!(r#"{{"id": "a", "before": null, "after": {stood}}}"#)), Survived),
        case("F14 a way to nowhere", scenario(&format!(r#"{{"transitions": [{{"id": "n", "before": null, "after": {ways}}}]}}"#)), Survived),
        case("F15 scenarios in a scenario", scenario(r#"{"scenarios": [{"id": "t", "before": null, "after": {"at": 0, "record": {"name": "deep", "changes": {}}}}]}"#), Reported),
        case("F16 about is null", scenario(r#"{"about": null}"#), Survived),
        case("F16 half of about", scenario(r#"{"about": {"before": {"title": "x"}}}"#), Survived),
        case("F17 a touchpoint that a fix and an entry need goes", journey(&format!(
            r#""fixes": [{{"id": "f", "effects": [{{"touchpoint": "a", "drop_off": 0}}]}}],
            "scenarios": [{{"id": "s", "changes": {{"touchpoints": [{{"id": "a", "before": {stood}, "after": null}}]}}}}]"#)), Survived),
        case("F18 an id of both kinds", scenario(&format!(r#"{{"outcomes": [{{"id": "a", "before": null, "after": {stood}}}]}}"#)), Survived),
        case("F19 unknown table", scenario(r#"{"moods": [{"id": "m"}]}"#), Survived),
    ]);
    for at in ["-1", "0.5", "1e300", "99999999999", "\"0\"", "null"] {
        let after = format!(r#"{{"at": {at}, "record": {{"name": "new"}}}}"#);
        let change = format!(r#"{{"id": "n", "before": null, "after": {after}}}"#);
        cases.push(case(format!("F20 at {at}"), touchpoints(&change), Survived));
    }
    for (what, fields) in [
        ("far away", r#""position": {"x": 1e300, "y": 0}"#),
        ("a share of 7", r#""drop_off": {"share": 7}"#),
        ("an endless name", &format!(r#""name": "{}""#, "x".repeat(20_000))),
    ] {
        let change =
            format!(r#"{{"id": "n", "before": null, "after": {{"at": 0, "record": {{{fields}}}}}}}"#);
        cases.push(case(format!("F21 {what}"), touchpoints(&change), Survived));
    }
    for id in ["__proto__", "constructor", "", "as is"] {
        let named = format!(r#""scenarios": [{{"id": "{id}", "name": "\u202eoT\u200b", "changes": {{}}}}]"#);
        cases.push(case(format!("F22 a scenario called “{id}”"), journey(&named), Survived));
    }
    let many: Vec<_> =
        (0..500).map(|at| format!(r#"{{"id": "s{at}", "name": "{at}", "changes": {{}}}}"#)).collect();
    cases.push(case("F23 500 scenarios", journey(&format!("\"scenarios\": [{}]", many.join(","))), Opens));
    cases
}
