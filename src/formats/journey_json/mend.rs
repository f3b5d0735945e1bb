//! JSON that is nearly JSON: what can be mended without guessing is, so that the reader of the
//! records can name the place.

use serde_json::Value;

/// Parses a text; says whether it had to be mended.
///
/// Where it is no JSON, three things are mended in one pass: bare words and numbers that JSON
/// lacks (NaN, Infinity, 1e999, 0x10 …) become texts; halves of surrogate pairs become `U+FFFD`;
/// raw control characters in texts are escaped.
///
/// # Errors
/// What is wrong, with line and column.
pub(super) fn parse(text: &str) -> Result<(Value, bool), String> {
    match serde_json::from_str(text) {
        Ok(value) => Ok((value, false)),
        Err(_) => match serde_json::from_str(&mended(text)) {
            Ok(value) => Ok((value, true)),
            Err(error) => Err(in_words(&error)),
        },
    }
}

fn in_words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if text.starts_with("recursion limit") {
        return "it is nested more than 127 levels deep".into();
    }
    if error.is_eof() {
        return format!("it ends too early, in line {} column {}", error.line(), error.column());
    }
    text
}

/// The text with what JSON lacks made into what it has.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let used = match first {
            '"' => quoted(rest, &mut out),
            c if is_bare(c) => bare(rest, &mut out),
            c => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[used..];
    }
    out
}

fn is_bare(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_')
}

/// Copies a bare token; one that JSON lacks becomes a text, unless it stands as a key.
fn bare(text: &str, out: &mut String) -> usize {
    let end = text.find(|c| !is_bare(c)).unwrap_or(text.len());
    let (token, rest) = text.split_at(end);
    let number = serde_json::from_str::<Value>(token).is_ok_and(|value| value.is_number());
    let known = number || matches!(token, "true" | "false" | "null");
    if known || rest.trim_start().starts_with(':') {
        out.push_str(token);
    } else {
        out.push('"');
        out.push_str(token);
        out.push('"');
    }
    end
}

/// Copies a text with its quotes.
fn quoted(text: &str, out: &mut String) -> usize {
    out.push('"');
    let mut at = 1;
    while let Some(c) = text[at..].chars().next() {
        let used = match c {
            '"' => {
                out.push('"');
                return at + 1;
            }
            '\\' => escape(&text[at..], out),
            c if u32::from(c) < 0x20 => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
                1
            }
            c => {
                out.push(c);
                c.len_utf8()
            }
        };
        at += used;
    }
    at
}

/// Copies an escape; half a surrogate pair becomes `U+FFFD`.
fn escape(text: &str, out: &mut String) -> usize {
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let used = match (unit(text), text.get(6..).and_then(unit)) {
        (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
        (Some(0xd800..=0xdfff), _) => {
            out.push_str("\\ufffd");
            return 6;
        }
        (Some(_), _) => 6,
        (None, _) => 1 + text[1..].chars().next().map_or(0, char::len_utf8),
    };
    out.push_str(&text[..used]);
    used
}

/// Tells every text of a record that has characters in it which could not be read.
pub(super) fn marks(value: &Value, note: &mut dyn FnMut(String, String)) {
    fn walk(value: &Value, path: &str, note: &mut dyn FnMut(String, String)) {
        let inner = |key: &str| match path {
            "" => key.to_owned(),
            path => format!("{path}.{key}"),
        };
        match value {
            Value::String(text) if text.contains('\u{fffd}') => note(
                path.to_owned(),
                "holds characters that could not be read; they show as \u{fffd}".to_owned(),
            ),
            Value::Object(fields) => {
                for (key, value) in fields {
                    walk(value, &inner(key), note);
                }
            }
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    walk(item, &inner(&at.to_string()), note);
                }
            }
            _ => {}
        }
    }
    walk(value, "", note);
}
