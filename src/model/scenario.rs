//! A variant of the journey: how it would be, as what differs from how it is.

use super::{
    Content, Extra, Id, Patch, Problems,
    field::fields,
    record::{content, record},
};

/// A variant of the journey.
///
/// Invariant: its changes are none of scenarios, and each record in them is in its ranges. Whether
/// they still fit the journey is another question: the journey goes on without them.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Scenario {
    /// What it is called.
    pub name: String,
    /// What it is for, in free text.
    pub notes: String,
    /// What differs from the journey.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    pub changes: Patch,
    /// Fields of newer versions.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

fields! { Scenario, new Scenario::default(), { name: Always, notes: Said, changes: Required } }

record! { Scenario, "scenario", scenarios }

impl Content for Scenario {
    content!();
    fn check(&self, problems: &mut Problems) {
        problems.text("name", &self.name);
        problems.text("notes", &self.notes);
        if !self.changes.scenarios.is_empty() {
            problems.add("changes", "hold a scenario");
        } else if let Some((what, problem)) = self.changes.problem() {
            problems.add("changes", format!("hold a {what} whose {} {}", problem.path, problem.reason));
        }
    }
    fn refers_to(&self, _: &mut dyn FnMut(&'static str, &'static str, &Id)) {}
}
