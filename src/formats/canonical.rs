//! JSON in one way only, so that equal journeys are equal bytes and one edit is a small diff.

use serde_json::{Map, Value};

/// How wide a line may get before its object or list is broken, in bytes.
const LINE: usize = 100;

/// Writes a value in canonical form, as it stands at an indent.
///
/// Two spaces an indent; an object or list stands on one line where that is short and it holds
/// nothing but scalars and containers of scalars; whole numbers have no point, and zero no sign.
pub(super) fn write(out: &mut String, value: &Value, indent: usize) {
    let start = out.len();
    let used = out.len() - out.rfind('\n').map_or(0, |at| at + 1);
    if depth_within(value, 2) && one_line(out, value, start + LINE.saturating_sub(used)) {
        return;
    }
    out.truncate(start);
    match value {
        Value::Object(fields) => {
            out.push('{');
            for (at, (key, value)) in fields.iter().enumerate() {
                next_line(out, at, indent + 1);
                string(out, key);
                out.push_str(": ");
                write(out, value, indent + 1);
            }
            last_line(out, indent);
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                next_line(out, at, indent + 1);
                write(out, item, indent + 1);
            }
            last_line(out, indent);
            out.push(']');
        }
        scalar => {
            one_line(out, scalar, usize::MAX);
        }
    }
}

/// Starts the line of an entry.
pub(super) fn next_line(out: &mut String, at: usize, indent: usize) {
    out.push_str(if at > 0 { ",\n" } else { "\n" });
    out.extend(std::iter::repeat_n("  ", indent));
}

/// Starts the line of a closing bracket.
pub(super) fn last_line(out: &mut String, indent: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", indent));
}

/// Whether containers are nested at most `levels` deep.
fn depth_within(value: &Value, levels: usize) -> bool {
    match value {
        Value::Object(fields) if levels > 0 => fields.values().all(|value| depth_within(value, levels - 1)),
        Value::Array(items) if levels > 0 => items.iter().all(|item| depth_within(item, levels - 1)),
        Value::Object(_) | Value::Array(_) => false,
        _ => true,
    }
}

/// Writes a value on the line; stops and says `false` once the text is longer than `end`.
fn one_line(out: &mut String, value: &Value, end: usize) -> bool {
    match value {
        Value::Object(fields) => return object_line(out, fields, end),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                if !one_line(out, item, end) {
                    return false;
                }
            }
            out.push(']');
        }
        Value::Number(number) => match number.as_f64() {
            // Whole numbers that a double holds exactly; -0 comes out as 0.
            Some(double) if number.is_f64() && double.trunc() == double && double.abs() < 9e15 => {
                out.push_str(&(double as i64).to_string());
            }
            _ => out.push_str(&number.to_string()),
        },
        Value::String(text) => string(out, text),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Null => out.push_str("null"),
    }
    out.len() <= end
}

fn object_line(out: &mut String, fields: &Map<String, Value>, end: usize) -> bool {
    out.push('{');
    for (at, (key, value)) in fields.iter().enumerate() {
        out.push_str(if at > 0 { ", " } else { "" });
        string(out, key);
        out.push_str(": ");
        if !one_line(out, value, end) {
            return false;
        }
    }
    out.push('}');
    out.len() <= end
}

/// A value on one line, without a space too many.
pub(super) fn compact(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Writes a text with its quotes.
pub(super) fn string(out: &mut String, text: &str) {
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}
