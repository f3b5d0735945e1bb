//! The worked answers, opened.

use serde_json::Value;

/// A worked answer by name.
pub fn open(name: &str) -> Value {
    let text = match name {
        "ecom_sessions" => include_str!("reference/ecom_sessions.json"),
        "traffic_fines" => include_str!("reference/traffic_fines.json"),
        "independent" => include_str!("reference/independent.json"),
        "model_case" => include_str!("reference/model_case.json"),
        _ => include_str!("reference/toy_cases.json"),
    };
    serde_json::from_str(text).expect("a worked answer is JSON")
}

/// A number of a worked answer, by keys joined with `/`.
#[track_caller]
pub fn number(answer: &Value, path: &str) -> f64 {
    let value = path.split('/').fold(answer, |value, key| &value[key]);
    value.as_f64().unwrap_or_else(|| panic!("no number at {path}"))
}

/// A list of texts of a worked answer.
#[track_caller]
pub fn texts(answer: &Value) -> Vec<&str> {
    let list = answer.as_array().expect("a list");
    list.iter().map(|text| text.as_str().expect("a text")).collect()
}
