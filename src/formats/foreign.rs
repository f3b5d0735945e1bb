//! Files of others, known by their name so that the person learns what they have in hand.

use serde_json::{Map, Value};

/// The first bytes of formats that are no text.
const MAGIC: [(&[u8], &str); 9] = [
    (b"PK\x03\x04", "a zip archive (or an office document)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\0asm", "a WebAssembly module"),
];

/// What stands near the beginning of formats that are text; the first that fits names the file.
const MARKS: [(&str, &str); 12] = [
    ("<mxfile", "a draw.io drawing"),
    ("<mxgraphmodel", "a draw.io drawing"),
    ("spec/bpmn/", "a BPMN process"),
    ("bpmn:definitions", "a BPMN process"),
    ("<graphml", "a GraphML graph"),
    ("<cjml", "a CJML journey"),
    ("xes-standard", "an XES event log"),
    ("<!doctype html", "a web page"),
    ("<html", "a web page"),
    ("<svg", "an SVG picture"),
    ("<?xml", "an XML document"),
    ("<log", "an XES event log"),
];

/// What a file is by its first bytes, if it is one of those we know and can't read.
pub(super) fn by_magic(bytes: &[u8]) -> Option<&'static str> {
    let mut known = MAGIC.iter();
    known.find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}

/// What a text is by its beginning, if it is one of those we know and can't read.
pub(super) fn by_text(start: &str) -> Option<&'static str> {
    if start.starts_with("digraph") || start.starts_with("strict digraph") {
        return Some("a Graphviz graph");
    }
    if !start.starts_with('<') {
        return None;
    }
    let head: String = start.chars().take(2_000).collect();
    let head = head.to_ascii_lowercase();
    let mut known = MARKS.iter();
    let found = known.find(|(mark, _)| head.contains(mark));
    Some(found.map_or("an XML document", |(_, what)| *what))
}

/// What a JSON object is, if it is one of those we know and can't read.
pub(super) fn by_keys(object: &Map<String, Value>) -> Option<&'static str> {
    let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
    let list = |key: &str| object.get(key).is_some_and(Value::is_array);
    if text("type") == "excalidraw" {
        Some("an Excalidraw drawing")
    } else if object.contains_key("tldrawFileFormatVersion") {
        Some("a tldraw drawing")
    } else if text("@type") == "UJGDocument" {
        Some("a User Journey Graph")
    } else if object.contains_key("objectTypes") && list("events") {
        Some("an OCEL event log")
    } else if list("swimlanes") && list("stages") {
        Some("an OpenJourney map")
    } else if list("nodes") && list("edges") {
        Some("a JSON Canvas")
    } else if list("elements") && list("connections") {
        Some("a Kumu map")
    } else {
        None
    }
}
