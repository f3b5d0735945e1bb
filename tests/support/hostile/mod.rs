//! Files that a stranger, a broken program or bad luck may hand over, with what must come of each.

pub mod graphs;
pub mod fixes;
pub mod json;
pub mod tables;
pub mod texts;

/// What must come of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It opens as it stands.
    Opens,
    /// It opens, and the report says what did not.
    Reported,
    /// It is refused in a sentence.
    Refused,
    /// Any of these, but never a panic.
    Survived,
}

/// A file and what must come of it.
pub struct Case {
    /// What it is, after the list of hostile files (`J5` …).
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// What must come of it.
    pub outcome: Outcome,
}

/// A case of this name.
pub fn case(name: impl Into<String>, bytes: impl Into<Vec<u8>>, outcome: Outcome) -> Case {
    Case { name: name.into(), bytes: bytes.into(), outcome }
}

/// Every case that is small enough to be made at once.
pub fn all() -> Vec<Case> {
    let mut cases = json::cases();
    cases.extend(graphs::cases());
    cases.extend(texts::cases());
    cases.extend(tables::cases());
    cases.extend(fixes::cases());
    cases
}

/// A file of ours with these tables, written as JSON without the braces.
pub fn file(tables: &str) -> String {
    format!("{{\"format\": \"desire-path\", \"version\": 1, {tables}}}")
}
