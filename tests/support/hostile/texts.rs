//! T and X: texts that break programs, in every text field.

use super::Outcome::{Opens, Reported, Survived};
use super::{Case, case, file};
use serde_json::json;

/// A journey with this text in every field that holds text.
pub fn everywhere(text: &str) -> String {
    let tables = json!({
        "title": text, "goal": text, "notes": text,
        "stages": [{"id": "s", "name": text}],
        "channels": [{"id": "c", "name": text, "kind": "digital", "icon": text}],
        "owners": [{"id": "o", "name": text}],
        "segments": [{"id": "g", "name": text}],
        "touchpoints": [{"id": "t", "name": text, "pain_points": [text], "opportunities": [text], "notes": text}],
        "outcomes": [{"id": "e", "name": text, "kind": "success", "notes": text}],
        "transitions": [{"id": "w", "from": "t", "to": "e", "label": text}],
        "evidence": [{"id": "v", "source": text, "note": text,
            "measure": {"kind": "own", "value": 1, "name": text, "unit": text}}],
        "fixes": [{"id": "f", "name": text}],
        "x_unknown": {text: text},
    });
    let tables = tables.to_string();
    file(&tables[1..tables.len() - 1])
}

/// Every T and X case.
pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (at, text) in naughty_strings::BLNS.iter().enumerate() {
        let control = text.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
        let outcome = if control { Reported } else { Opens };
        cases.push(case(format!("T1 naughty string {at}"), everywhere(text), outcome));
    }
    for (name, text) in texts() {
        cases.push(case(name, everywhere(&text), Opens));
    }
    for text in ["a\u{b}b", "a\u{c}b", "a\u{85}b", "a\u{7f}b", "a\rb", "\u{1b}[31m"] {
        cases.push(case(format!("T6 control {}", text.escape_debug()), everywhere(text), Reported));
    }
    for link in LINKS {
        let text = file(&format!("\"evidence\": [{{\"id\": \"v\", \"link\": {}}}]", json!(link)));
        cases.push(case(format!("X3 {}", link.escape_debug()), text, Reported));
    }
    for link in ["https://example.org/a?b=c#d", "HTTP://EXAMPLE.ORG", "mailto:a@example.org"] {
        let text = file(&format!("\"evidence\": [{{\"id\": \"v\", \"link\": {}}}]", json!(link)));
        cases.push(case(format!("X3 {link}"), text, Opens));
    }
    cases.push(case("T5 10 MB label", everywhere_once(&"x".repeat(10 << 20)), Reported));
    cases.push(case("T5 100,000 lines", everywhere_once(&"x\n".repeat(100_000)), Reported));
    cases.push(case("J15 20 MB text", everywhere_once(&"ä".repeat(10 << 20)), Reported));
    cases.push(case("X1 raw markup", "<img src=x onerror=alert(1)>,a,1\n", Survived));
    cases
}

fn everywhere_once(text: &str) -> String {
    file(&format!("\"owners\": [{{\"id\": \"o\", \"name\": {}}}]", json!(text)))
}

fn texts() -> Vec<(String, String)> {
    let mut texts = vec![
        ("T2 zalgo".into(), format!("Z{}", "\u{0317}\u{0334}".repeat(500))),
        ("T3 override".into(), "\u{202e}desrever".into()),
        ("T3 unbalanced isolates".into(), "\u{2066}\u{2067}\u{2068}x".into()),
        ("T4 family".into(), "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿".into()),
        ("T4 joiners".into(), "👩\u{200d}".repeat(200)),
        ("T6 separators".into(), "a\u{2028}b\u{2029}c".into()),
        ("T7 combining only".into(), "\u{0301}".into()),
        ("T7 nothing to see".into(), "\u{200b}\u{feff}\u{2060}".into()),
        ("T8 Turkish".into(), "İstanbul ılık ß ẞ".into()),
        ("T9 no font".into(), "𓀀𓂀\u{e000}\u{10fffd}".into()),
        ("T5 the longest".into(), "w".repeat(10_000)),
    ];
    let markup = [
        "<script>window.__pwned=1</script>",
        "<img src=x onerror=\"window.__pwned=1\">",
        "<svg onload=\"window.__pwned=1\">",
        "<iframe srcdoc=\"<script>parent.__pwned=1</script>\"></iframe>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--><img src=1 onerror=__pwned=1>\">",
        "\"><script>__pwned=1</script>",
        "';window.__pwned=1;//",
        "red;}body{display:none",
        "x;a{b} :not(&){color:red}",
        "url(http://example.org/canary)",
        "expression(__pwned=1)",
        "{{constructor.constructor('__pwned=1')()}}",
        "${__pwned=1}",
        "=cmd|' /C calc'!A0",
        "+1+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "]]><script>__pwned=1</script>",
        "<!ENTITY x SYSTEM \"file:///etc/passwd\">",
        "[click](javascript:__pwned=1)",
        "../../../etc/passwd",
        "%00%0d%0aSet-Cookie:x=1",
    ];
    texts.extend(markup.iter().map(|text| (format!("X1 {text}"), (*text).to_owned())));
    texts
}

/// Addresses that may not be opened.
const LINKS: [&str; 20] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\u{1}javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "vbscript:msgbox(1)",
    "blob:https://example.org/x",
    "file:///etc/passwd",
    "//evil.example",
    "\\\\evil.example",
    "ftp://example.org",
    "about:blank",
    "view-source:https://example.org",
    "https",
    "https ://example.org",
    "https://example.org/a b",
    "\u{feff}javascript:alert(1)",
];
