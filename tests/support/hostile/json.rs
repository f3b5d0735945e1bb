//! J: what is no JSON, or nearly, or more than JSON.

use super::Outcome::{Opens, Refused, Reported, Survived};
use super::{Case, case, file};
use crate::support::journeys;
use serde_json::Value;

/// Every J case that is small.
pub fn cases() -> Vec<Case> {
    let mut cases = vec![case("J1 empty", "", Refused), case("J1 blank", " \n\t", Refused)];
    for text in ["null", "[]", "\"x\"", "0", "{}", "true", "-"] {
        cases.push(case(format!("J2 {text}"), text, Refused));
    }
    truncated(&mut cases);
    syntax(&mut cases);
    encodings(&mut cases);
    depths(&mut cases);
    numbers(&mut cases);
    versions(&mut cases);
    strangers(&mut cases);
    test_suite(&mut cases);
    cases
}

fn touchpoint(fields: &str) -> String {
    file(&format!("\"touchpoints\": [{{\"id\": \"t\", \"name\": \"T\"{fields}}}]"))
}

fn truncated(cases: &mut Vec<Case>) {
    let text = journeys::file(3, 6).to_string();
    for part in 1..50 {
        let bytes = text.as_bytes()[..text.len() * part / 50].to_vec();
        cases.push(case(format!("J3 cut at {part}/50"), bytes, Refused));
    }
}

fn syntax(cases: &mut Vec<Case>) {
    let sound = touchpoint("");
    cases.push(case("J4 two documents", format!("{sound}\n{sound}"), Refused));
    cases.push(case("J5 trailing comma", touchpoint(","), Refused));
    cases.push(case("J5 comment", touchpoint(" /* mine */"), Refused));
    cases.push(case("J5 line comment", touchpoint(" // mine\n"), Refused));
    cases.push(case("J5 single quotes", sound.replace('"', "'"), Refused));
    cases.push(case("J13 duplicate key", touchpoint(", \"name\": \"again\""), Opens));
    cases.push(case("J17 unknown field", touchpoint(", \"glow\": {\"a\": [1]}"), Opens));
    cases.push(case("J17 unknown table", file("\"moods\": [{\"id\": \"m\"}]"), Opens));
    let kind = file("\"outcomes\": [{\"id\": \"o\", \"kind\": \"unheard\"}]");
    cases.push(case("J17 unknown kind", kind, Reported));
    cases.push(case("J11 NUL in a name", touchpoint(", \"notes\": \"a\\u0000b\""), Reported));
    cases.push(case("J11 raw NUL in a name", touchpoint(", \"notes\": \"a\0b\""), Reported));
    cases.push(case("J11 raw line end in a name", touchpoint(", \"notes\": \"a\nb\""), Opens));
    let id = file("\"owners\": [{\"id\": \"a\\u0000b\"}]");
    cases.push(case("J11 NUL in an id", id, Reported));
    cases.push(case("J10 half a pair", touchpoint(", \"notes\": \"a\\ud800b\""), Reported));
    cases.push(case("J10 wrong pair", touchpoint(", \"notes\": \"\\udc00\\ud800\""), Reported));
    cases.push(case("J10 a pair", touchpoint(", \"notes\": \"\\ud83d\\ude00\""), Opens));
    cases.push(case("J10 bad escape", touchpoint(", \"notes\": \"\\x41\""), Refused));
}

fn encodings(cases: &mut Vec<Case>) {
    let sound = touchpoint(", \"notes\": \"Größe 日本\"");
    cases.push(case("J6 byte order mark", format!("\u{feff}{sound}"), Opens));
    let units: Vec<u16> = std::iter::once(0xfeff).chain(sound.encode_utf16()).collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    cases.push(case("J7 UTF-16LE", little.clone(), Opens));
    cases.push(case("J7 UTF-16BE", big, Opens));
    cases.push(case("J7 UTF-16LE, odd", [&little[..], b"x"].concat(), Refused));
    let latin: Vec<u8> = touchpoint(", \"notes\": \"Größe\"").chars().map(|c| c as u8).collect();
    cases.push(case("J8 Latin-1", latin, Reported));
    let mut bytes = touchpoint(", \"notes\": \"ab\"").into_bytes();
    let at = bytes.windows(2).position(|pair| pair == b"ab").unwrap();
    for (name, wrong) in [
        ("continuation", &b"\x80"[..]),
        ("overlong", b"\xc0\xaf"),
        ("surrogate", b"\xed\xa0\x80"),
        ("too large", b"\xf5\x80\x80\x80"),
        ("cut short", b"\xe2\x82"),
    ] {
        bytes.splice(at + 1..at + 1, wrong.iter().copied());
        cases.push(case(format!("J9 {name}"), bytes.clone(), Reported));
        bytes.drain(at + 1..at + 1 + wrong.len());
    }
}

fn depths(cases: &mut Vec<Case>) {
    for depth in [100, 123] {
        let inner = "[".repeat(depth) + &"]".repeat(depth);
        cases.push(case(format!("J12 {depth} lists"), file(&format!("\"x\": {inner}")), Opens));
    }
    for depth in [128, 1_000, 1_000_000] {
        let inner = "[".repeat(depth) + &"]".repeat(depth);
        cases.push(case(format!("J12 {depth} lists"), file(&format!("\"x\": {inner}")), Refused));
        cases.push(case(format!("J12 {depth} open lists"), "[".repeat(depth), Refused));
        cases.push(case(format!("J12 {depth} open objects"), "{\"a\":".repeat(depth), Refused));
    }
}

fn numbers(cases: &mut Vec<Case>) {
    for (number, outcome) in [
        ("NaN", Reported),
        ("Infinity", Reported),
        ("-Infinity", Reported),
        ("+Infinity", Reported),
        ("inf", Reported),
        ("1e999", Reported),
        ("-1e999", Reported),
        ("1e15", Opens),
        ("1.0000001e15", Reported),
        ("-0.0", Opens),
        ("1e-400", Opens),
        ("9007199254740993", Reported),
        ("0x10", Reported),
        ("010", Reported),
        ("1.", Reported),
        (".5", Reported),
        ("+1", Reported),
        ("1_000", Reported),
        ("undefined", Reported),
        ("\"3,5\"", Reported),
        ("\"3.5\"", Reported),
        ("\"NaN\"", Reported),
        ("[]", Reported),
        ("{}", Reported),
        ("true", Reported),
        ("null", Opens),
        ("-", Reported),
        ("", Refused),
        ("3,5", Refused),
        ("--1", Reported),
    ] {
        let text = touchpoint(&format!(", \"margin\": {number}"));
        cases.push(case(format!("J14 {number}"), text, outcome));
    }
}

fn versions(cases: &mut Vec<Case>) {
    for version in ["0", "-1", "\"1\"", "99", "1.5", "null", "[]", "18446744073709551616", "NaN"] {
        let text = format!("{{\"format\": \"desire-path\", \"version\": {version}}}");
        cases.push(case(format!("J18 version {version}"), text, Refused));
    }
    cases.push(case("J18 no version", "{\"format\": \"desire-path\"}", Refused));
    cases.push(case("J18 no format", "{\"version\": 1, \"title\": \"x\"}", Refused));
    cases.push(case("J18 other format", "{\"format\": \"other\", \"version\": 1}", Refused));
}

fn strangers(cases: &mut Vec<Case>) {
    for (name, bytes) in [
        ("gzip", &b"\x1f\x8b\x08\0\0\0\0\0"[..]),
        ("zip", b"PK\x03\x04\x14\0"),
        ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("JPEG", b"\xff\xd8\xff\xe0"),
        ("PDF", b"%PDF-1.7\n"),
        ("wasm", b"\0asm\x01\0\0\0"),
        ("HTML", b"<!doctype html><title>x</title>"),
        ("SVG", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("Excalidraw", b"{\"type\": \"excalidraw\", \"elements\": []}"),
        ("tldraw", b"{\"tldrawFileFormatVersion\": 1}"),
        ("JSON Canvas", b"{\"nodes\": [], \"edges\": []}"),
        ("draw.io", b"<mxfile><diagram/></mxfile>"),
        ("BPMN", b"<bpmn:definitions/>"),
        ("GraphML", b"<?xml version='1.0'?><graphml/>"),
        ("DOT", b"digraph { a -> b [label=\"1,2,3\"] }"),
        ("OCEL", b"{\"objectTypes\": [], \"events\": []}"),
        ("OpenJourney", b"{\"swimlanes\": [], \"stages\": []}"),
        ("Kumu", b"{\"elements\": [], \"connections\": []}"),
        ("UJG", b"{\"@type\": \"UJGDocument\", \"nodes\": []}"),
        ("package.json", b"{\"name\": \"x\", \"version\": \"1.0.0\"}"),
        ("prose", b"Dear all, please find the map attached."),
    ] {
        cases.push(case(format!("J20/J21 {name}"), bytes, Refused));
    }
}

/// J19: JSONTestSuite (Nicolas Seriot, MIT), each input once by itself and once as a field of ours.
fn test_suite(cases: &mut Vec<Case>) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/journeys/hostile/json-test-suite.json");
    let text = std::fs::read_to_string(path).unwrap();
    let suite: Vec<(String, String)> = serde_json::from_str(&text).unwrap();
    for (name, input) in suite {
        // Alone, the suite's inputs are no journeys, and none is a table.
        cases.push(case(format!("J19 {name}"), input.clone(), Refused));
        let sound = serde_json::from_str::<Value>(&input).is_ok();
        let outcome = if sound { Opens } else { Survived };
        cases.push(case(format!("J19 {name} inside"), file(&format!("\"x\": {input}")), outcome));
    }
}
