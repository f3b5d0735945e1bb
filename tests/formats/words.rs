//! What the person is told, word for word.

use desire_path::formats::{self, Opened, journey_json};
use desire_path::model::*;

/// A small sound file in which each test breaks one thing.
pub const FILE: &str = r#"{
  "format": "desire-path",
  "version": 1,
  "title": "Shop",
  "currency": "EUR",
  "period": "month",
  "stages": [{"id": "buy", "name": "Buy"}],
  "channels": [{"id": "web", "name": "Web", "kind": "digital"}],
  "owners": [{"id": "team", "name": "Team"}],
  "segments": [{"id": "all", "name": "All", "volume": 100, "entry": {"ad": 1}}],
  "touchpoints": [
    {"id": "ad", "name": "Ad", "stage": "buy", "burdens": {"time": {"assumed": 2}}, "margin": 3, "position": {"x": 0, "y": 0}},
    {"id": "pay", "name": "Pay", "pain_points": ["slow", "dear"], "position": {"x": 240, "y": 0}}
  ],
  "outcomes": [{"id": "done", "name": "Done", "kind": "success", "position": {"x": 480, "y": 0}}],
  "transitions": [
    {"id": "go", "from": "ad", "to": "pay", "weight": 1},
    {"id": "end", "from": "pay", "to": "done"}
  ],
  "evidence": [{"id": "nps", "source": "Survey", "kind": "survey", "measure": {"kind": "nps", "value": 12}}],
  "fixes": [{"id": "fix", "name": "Faster", "cost_once": 10, "effects": [{"touchpoint": "pay"}], "weights": [{"transition": "go", "weight": 2}]}]
}
"#;

pub fn open(text: &str) -> Opened {
    let opened = formats::read(text.as_bytes(), "shop.json").unwrap();
    assert_eq!(opened.journey.violations(), vec![]);
    opened
}

/// The report's lines when `old` in the file is `new`.
fn told(old: &str, new: &str) -> Vec<String> {
    assert!(FILE.contains(old), "{old} is not in the file");
    let opened = open(&FILE.replacen(old, new, 1));
    opened.report.lines.iter().map(ToString::to_string).collect()
}

#[test]
fn the_sound_file_opens_without_a_word() {
    let opened = open(FILE);
    assert!(opened.report.is_clean());
    assert_eq!(opened.journey.record_count(), 11);
}

#[test]
fn each_bad_field_is_named_with_its_record_and_the_reason() {
    for (old, new, line) in [
        (
            "\"margin\": 3",
            "\"margin\": \"12a\"",
            "touchpoint ad: margin is not a number (\"12a\"); left out.",
        ),
        (
            "\"margin\": 3",
            "\"margin\": \"3,5\"",
            "touchpoint ad: margin is not a number (\"3,5\"); left out.",
        ),
        (
            "\"margin\": 3",
            "\"margin\": NaN",
            "touchpoint ad: margin is not a finite number (\"NaN\"); left out.",
        ),
        (
            "\"margin\": 3",
            "\"margin\": -Infinity",
            "touchpoint ad: margin is not a finite number (\"-Infinity\"); left out.",
        ),
        (
            "\"margin\": 3",
            "\"margin\": 1e999",
            "touchpoint ad: margin is not a finite number (\"1e999\"); left out.",
        ),
        ("\"margin\": 3", "\"margin\": 0x10", "touchpoint ad: margin is not a number (\"0x10\"); left out."),
        ("\"margin\": 3", "\"margin\": 1e300", "touchpoint ad: margin is 1e300, above 1e15; left out."),
        ("\"margin\": 3", "\"margin\": [3]", "touchpoint ad: margin is not a number; left out."),
        (
            "\"margin\": 3",
            "\"backstage\": \"yes\"",
            "touchpoint ad: backstage is not true or false (\"yes\"); left out.",
        ),
        (
            "\"assumed\": 2",
            "\"assumed\": -2",
            "touchpoint ad: burdens.time.assumed is -2, below 0; left out.",
        ),
        (
            "\"time\": {\"assumed\": 2}",
            "\"effort\": {\"assumed\": 11}",
            "touchpoint ad: burdens.effort.assumed is 11, above 10; left out.",
        ),
        (
            "{\"time\": {\"assumed\": 2}}",
            "7",
            "touchpoint ad: burdens is not what belongs here (7); left out.",
        ),
        (
            "[\"slow\", \"dear\"]",
            "[\"slow\", 7, \"dear\"]",
            "touchpoint pay: pain_points.1 is not a text (7); left out.",
        ),
        (
            "[\"slow\", \"dear\"]",
            "\"slow\"",
            "touchpoint pay: pain_points is not a list (\"slow\"); left out.",
        ),
        (
            "{\"x\": 240, \"y\": 0}",
            "{\"x\": 8e14, \"y\": 0}",
            "touchpoint pay: position.x is 800000000000000, above 1000000; left out.",
        ),
        ("{\"x\": 240, \"y\": 0}", "{\"x\": 240}", "touchpoint pay: position lacks y; left out."),
        ("\"name\": \"Pay\"", "\"name\": 7", "touchpoint pay: name is not a text (7); left out."),
        ("\"weight\": 1", "\"weight\": -1", "transition go: weight is -1, below 0; left out."),
        ("\"weight\": 1", "\"probability\": 1.5", "transition go: probability is 1.5, above 1; left out."),
        ("\"volume\": 100", "\"volume\": null", "segment all: volume is not a number (null); left out."),
        (
            "\"entry\": {\"ad\": 1}",
            "\"entry\": {\"ad\": 1, \"\": 1}",
            "segment all: entry.\"\" is no id: an id can't be empty; left out.",
        ),
        (
            "\"entry\": {\"ad\": 1}",
            "\"entry\": {\"ad\": 1, \"pay\": -1}",
            "segment all: entry.pay is -1, below 0; left out.",
        ),
        ("\"value\": 12", "\"value\": 101", "evidence nps: measure.value is 101, above 100; left out."),
        ("\"cost_once\": 10", "\"cost_once\": -10", "fix fix: cost_once is -10, below 0; left out."),
        (
            "\"currency\": \"EUR\"",
            "\"currency\": \"Euro\"",
            "journey: currency is not a three-letter currency code such as EUR; left out.",
        ),
        ("\"title\": \"Shop\"", "\"title\": 7", "journey: title is not a text (7); left out."),
        ("[{\"id\": \"buy\", \"name\": \"Buy\"}]", "7", "file: stages is not a list; left out."),
    ] {
        let lines = told(old, new);
        assert_eq!(lines.first().map(String::as_str), Some(line));
        let follows = |line: &&String| line.contains("refers to buy, which does not exist");
        assert!(lines.iter().skip(1).all(|line| follows(&line)), "{lines:?}");
    }
}

#[test]
fn a_record_that_lacks_what_it_needs_is_left_out_by_name() {
    for (old, new, line) in [
        (
            "{\"id\": \"go\", \"from\": \"ad\", ",
            "{\"id\": \"go\", ",
            "transition go: lacks from; the whole record is left out.",
        ),
        ("\"to\": \"done\"", "\"to\": 7", "transition end: lacks to; the whole record is left out."),
        (
            "\"to\": \"done\"",
            "\"to\": \"gone\"",
            "transition end: to refers to gone, which does not exist; the whole transition is left out.",
        ),
        (
            "\"from\": \"pay\", \"to\": \"done\"",
            "\"from\": \"done\", \"to\": \"pay\"",
            "transition end: from refers to done, which is no touchpoint; the whole transition is left out.",
        ),
        (
            "{\"id\": \"team\", \"name\": \"Team\"}",
            "{\"name\": \"Team\"}",
            "owner no. 1: has no id; left out.",
        ),
        (
            "{\"id\": \"team\", \"name\": \"Team\"}",
            "{\"id\": \"\", \"name\": \"Team\"}",
            "owner no. 1: an id can't be empty; left out.",
        ),
        (
            "{\"id\": \"team\", \"name\": \"Team\"}",
            "{\"id\": 7, \"name\": \"Team\"}",
            "owner no. 1: its id is not a text (7); left out.",
        ),
        (
            "{\"id\": \"team\", \"name\": \"Team\"}",
            "{\"id\": \"a\\u0000b\", \"name\": \"Team\"}",
            "owner no. 1: an id can't hold control characters; left out.",
        ),
        ("{\"id\": \"team\", \"name\": \"Team\"}", "[]", "owner no. 1: is not an object; left out."),
        (
            "{\"id\": \"team\", \"name\": \"Team\"}",
            "{\"id\": \"team\"}, {\"id\": \"team\"}",
            "owner team: its id stands for an earlier owner already; left out.",
        ),
        (
            "\"id\": \"done\"",
            "\"id\": \"pay\"",
            "outcome pay: its id stands for a touchpoint already; left out.",
        ),
    ] {
        let lines = told(old, new);
        assert!(lines.contains(&line.to_owned()), "{line}\n{lines:?}");
    }
}

#[test]
fn a_reference_to_what_does_not_exist_is_cleared_and_the_record_stays() {
    for (old, new, line) in [
        (
            "\"stage\": \"buy\"",
            "\"stage\": \"sell\"",
            "touchpoint ad: stage refers to sell, which does not exist; left out.",
        ),
        (
            "\"entry\": {\"ad\": 1}",
            "\"entry\": {\"add\": 1}",
            "segment all: entry refers to add, which does not exist; left out.",
        ),
        (
            "{\"assumed\": 2}",
            "{\"assumed\": 2, \"evidence\": [\"nps\", \"time\"]}",
            "touchpoint ad: burdens refers to time, which does not exist; left out.",
        ),
        (
            "{\"touchpoint\": \"pay\"}",
            "{\"touchpoint\": \"paid\"}",
            "fix fix: effects refers to paid, which does not exist; left out.",
        ),
        (
            "{\"transition\": \"go\", ",
            "{\"transition\": \"went\", ",
            "fix fix: weights refers to went, which does not exist; left out.",
        ),
        (
            "\"cost_once\": 10",
            "\"owner\": \"teams\"",
            "fix fix: owner refers to teams, which does not exist; left out.",
        ),
        (
            "\"cost_once\": 10",
            "\"requires\": [\"fix\", \"hope\"]",
            "fix fix: requires refers to hope, which does not exist; left out.",
        ),
    ] {
        assert_eq!(told(old, new), [line]);
    }
    let opened =
        open(&FILE.replacen("{\"assumed\": 2}", "{\"assumed\": 2, \"evidence\": [\"nps\", \"time\"]}", 1));
    let touchpoint = opened.journey.touchpoints.get(&Id::new("ad").unwrap()).unwrap();
    assert_eq!(touchpoint.burdens.time.assumed, Some(2.0));
    assert_eq!(touchpoint.burdens.time.evidence, [Id::new("nps").unwrap()]);
}

#[test]
fn what_refers_to_a_record_that_was_left_out_is_cleared_as_well() {
    let lines = told("{\"id\": \"go\", \"from\": \"ad\"", "{\"id\": \"go\", \"from\": \"add\"");
    assert_eq!(
        lines,
        [
            "transition go: from refers to add, which does not exist; the whole transition is left out.",
            "fix fix: weights refers to go, which does not exist; left out.",
        ]
    );
}

#[test]
fn a_text_that_is_too_long_is_cut_and_its_rest_kept_in_the_file() {
    let long = "ä".repeat(limits::TEXT_CHARS) + "the rest";
    let text = FILE.replacen("\"Pay\"", &format!("\"{long}\""), 1);
    let opened = open(&text);
    assert_eq!(
        opened.report.lines[0].to_string(),
        "touchpoint pay: name has more than 10000 characters; cut there, the rest is kept in the file."
    );
    let touchpoint = opened.journey.touchpoints.get(&Id::new("pay").unwrap()).unwrap();
    assert_eq!(touchpoint.name.chars().count(), limits::TEXT_CHARS);
    assert_eq!(touchpoint.extra["name (rest)"], "the rest");
    assert!(journey_json::write(&opened.journey).contains("\"name (rest)\": \"the rest\""));
    let endless = "x".repeat(200_000);
    let opened = open(&FILE.replacen("\"Pay\"", &format!("\"{endless}\""), 1));
    assert_eq!(
        opened.report.lines[0].to_string(),
        "touchpoint pay: name has more than 10000 characters; cut there."
    );
}

#[test]
fn control_characters_cost_themselves_alone() {
    let opened = open(&FILE.replacen("\"Pay\"", "\"P\\u0000a\\u0007y\\r\\nnow\"", 1));
    assert_eq!(
        opened.report.lines[0].to_string(),
        "touchpoint pay: name holds control characters; they were left out."
    );
    let touchpoint = opened.journey.touchpoints.get(&Id::new("pay").unwrap()).unwrap();
    assert_eq!(touchpoint.name, "Pay\nnow");
}

#[test]
fn a_word_of_a_newer_version_is_read_as_if_left_out_and_kept_until_the_field_is_set() {
    for (old, new, line) in [
        (
            "\"kind\": \"digital\"",
            "\"kind\": \"hologram\"",
            "channel web: kind is a word not known here (\"hologram\"); read as if it were left out, and kept in the file.",
        ),
        (
            "\"kind\": \"nps\"",
            "\"kind\": \"joy\"",
            "evidence nps: measure.kind is a word not known here (\"joy\"); read as if it were left out, and kept in the file.",
        ),
        (
            "\"period\": \"month\"",
            "\"period\": \"decade\"",
            "journey: period is a word not known here (\"decade\"); read as if it were left out, and kept in the file.",
        ),
        (
            "\"name\": \"Buy\"",
            "\"phase\": \"during\"",
            "stage buy: phase is a word not known here (\"during\"); read as if it were left out, and kept in the file.",
        ),
    ] {
        assert_eq!(told(old, new), [line]);
        let opened = open(&FILE.replacen(old, new, 1));
        let saved = journey_json::write(&opened.journey);
        assert!(saved.contains(new), "{new} is lost:\n{saved}");
    }
    let mut journey = open(&FILE.replacen("\"digital\"", "\"hologram\"", 1)).journey;
    let web = Id::new("web").unwrap();
    let mut channel = journey.channels.get(&web).unwrap().clone();
    channel.kind = ChannelKind::Human;
    journey.channels.put(web, channel);
    let saved = journey_json::write(&journey);
    assert!(saved.contains("\"human\"") && !saved.contains("hologram"), "{saved}");
}

#[test]
fn what_is_no_journey_is_refused_in_a_sentence() {
    for (bytes, sentence) in [
        (&b""[..], "The file is empty."),
        (b"  \n ", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        (b"null", "This is neither a Desire Path journey nor a table of transition counts (from,to,count)."),
        (b"[]", "This is neither a Desire Path journey nor a table of transition counts (from,to,count)."),
        (b"\"x\"", "This is neither a Desire Path journey nor a table of transition counts (from,to,count)."),
        (b"0", "This is neither a Desire Path journey nor a table of transition counts (from,to,count)."),
        (b"{}", "This is neither a Desire Path journey nor a table of transition counts (from,to,count)."),
        (b"Hello.", "This is neither a Desire Path journey nor a table of transition counts (from,to,count)."),
        (b"{\"format\": \"desire-path\",}", "This JSON can't be read: trailing comma at line 1 column 26."),
        (b"{\"format\": \"desire-path\"}\n{}", "This JSON can't be read: trailing characters at line 2 column 1."),
        (b"{\"format\": // ours\n\"desire-path\"}", "This JSON can't be read: expected value at line 1 column 12."),
        (b"{\"format\": \"desire", "This JSON can't be read: it ends too early, in line 1 column 18."),
        (b"{\"format\": \"desire-path\"}", "This journey says no version that there ever was (it says none); the first is 1."),
        (b"{\"format\": \"desire-path\", \"version\": 0}", "This journey says no version that there ever was (it says 0); the first is 1."),
        (b"{\"format\": \"desire-path\", \"version\": -1}", "This journey says no version that there ever was (it says -1); the first is 1."),
        (b"{\"format\": \"desire-path\", \"version\": \"1\"}", "This journey says no version that there ever was (it says \"1\"); the first is 1."),
        (b"{\"format\": \"desire-path\", \"version\": 7}", "This journey was written by a newer Desire Path (version 7); this one reads up to 1."),
        (b"{\"type\": \"excalidraw\", \"version\": 2, \"elements\": []}", "This is an Excalidraw drawing, not a journey that Desire Path can read."),
        (b"{\"tldrawFileFormatVersion\": 1, \"records\": []}", "This is a tldraw drawing, not a journey that Desire Path can read."),
        (b"{\"nodes\": [], \"edges\": []}", "This is a JSON Canvas, not a journey that Desire Path can read."),
        (b"<mxfile host=\"x\"></mxfile>", "This is a draw.io drawing, not a journey that Desire Path can read."),
        (b"<?xml version=\"1.0\"?>\n<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>", "This is a BPMN process, not a journey that Desire Path can read."),
        (b"<!DOCTYPE html><p>a,b,c", "This is a web page, not a journey that Desire Path can read."),
        (b"\x89PNG\r\n\x1a\n", "This is a PNG image, not a journey that Desire Path can read."),
        (b"PK\x03\x04", "This is a zip archive (or an office document), not a journey that Desire Path can read."),
        (b"\x1f\x8b\x08", "This is a gzip archive, not a journey that Desire Path can read."),
        (b"%PDF-1.7", "This is a PDF document, not a journey that Desire Path can read."),
    ] {
        let refused = formats::read(bytes, "some.file").unwrap_err();
        assert_eq!(refused.to_string(), sentence, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn depth_is_refused_in_a_sentence() {
    for depth in [128, 1_000, 1_000_000] {
        for text in ["[".repeat(depth), "{\"a\":".repeat(depth)] {
            let refused = formats::read(text.as_bytes(), "deep.json").unwrap_err();
            assert_eq!(
                refused.to_string(),
                "This JSON can't be read: it is nested more than 127 levels deep."
            );
        }
    }
}
