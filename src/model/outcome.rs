//! How a journey can end.

use super::{
    Extra, Id, Problems, Record,
    record::{is_default, record},
};
use crate::geometry::Point;
use serde::{Deserialize, Serialize};

/// What an end of the journey means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// The customer's goal is reached.
    #[default]
    Success,
    /// The customer is lost.
    Loss,
    /// Neither: open, declined …
    Other,
}

/// An end of the journey that is drawn. It absorbs: nobody goes on from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Outcome {
    /// What it is called.
    pub name: String,
    /// What it means.
    pub kind: OutcomeKind,
    /// What reaching it is worth to the organisation, in currency.
    #[serde(skip_serializing_if = "is_default")]
    pub value: Option<f64>,
    /// Free text.
    #[serde(skip_serializing_if = "is_default")]
    pub notes: String,
    /// The card's top left corner on the canvas.
    pub position: Point,
    /// Fields of newer versions.
    #[serde(skip)]
    pub extra: Extra,
}

impl Record for Outcome {
    record!(Outcome, "outcome", outcomes);
    fn check(&self, problems: &mut Problems) {
        problems.text("name", &self.name);
        problems.text("notes", &self.notes);
        problems.signed("value", self.value);
        problems.point("position", self.position);
    }
    fn refers_to(&self, _: &mut dyn FnMut(&'static str, &'static str, &Id)) {}
}
