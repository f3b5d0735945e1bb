//! How a journey can end.

use super::{
    Content, Extra, Id, Problems, Range,
    field::{fields, words},
    record::{content, record},
};
use crate::geometry::Point;

/// What an end of the journey means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum OutcomeKind {
    /// The customer's goal is reached.
    #[default]
    Success,
    /// The customer is lost.
    Loss,
    /// Neither: open, declined …
    Other,
}

words! { OutcomeKind, new Success, { Success: "success", Loss: "loss", Other: "other" } }

/// An end of the journey that is drawn. It absorbs: nobody goes on from it.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outcome {
    /// What it is called.
    pub name: String,
    /// What it means.
    pub kind: OutcomeKind,
    /// What reaching it is worth to the organisation, in currency.
    pub value: Option<f64>,
    /// How far the value may be off.
    pub value_range: Range,
    /// Free text.
    pub notes: String,
    /// The card's top left corner on the canvas.
    pub position: Point,
    /// Fields of newer versions.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

fields! { Outcome, new Outcome::default(), {
    name: Always,
    kind: Always,
    value: Said,
    value_range: Said,
    notes: Said,
    position: Always,
}}

record! { Outcome, "outcome", outcomes }

impl Content for Outcome {
    content!();
    fn check(&self, problems: &mut Problems) {
        problems.text("name", &self.name);
        problems.text("notes", &self.notes);
        problems.signed("value", self.value);
        let most = super::limits::AMOUNT;
        self.value_range.check(problems, "value_range", -most, most);
        problems.point("position", self.position);
    }
    fn refers_to(&self, _: &mut dyn FnMut(&'static str, &'static str, &Id)) {}
}
