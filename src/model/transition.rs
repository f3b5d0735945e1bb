//! How customers go on.

use super::{
    Extra, Id, Problems, Record,
    record::{is_default, record},
};
use serde::{Deserialize, Serialize};

/// What kind of going on a transition is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransitionKind {
    /// The same customer goes on.
    #[default]
    Normal,
    /// The same customer comes back for a later purchase: counted and discounted apart.
    Repeat,
    /// Another customer is brought in: no part of this one's probabilities.
    Referral,
}

/// From a touchpoint to a touchpoint or an outcome.
///
/// Of weight, probability and count the first that is given counts, in the order
/// probability, count, weight; a transition with none has weight 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Transition {
    /// The touchpoint it leaves (a repeat or referral may also leave an outcome).
    pub from: Id,
    /// The touchpoint or outcome it reaches.
    pub to: Id,
    /// What kind of going on it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: TransitionKind,
    /// Its share relative to the others that leave the same touchpoint, 0 or more.
    #[serde(default, skip_serializing_if = "is_default")]
    pub weight: Option<f64>,
    /// The probability, 0 to 1, that one who goes on goes this way.
    #[serde(default, skip_serializing_if = "is_default")]
    pub probability: Option<f64>,
    /// How many were seen to go this way.
    #[serde(default, skip_serializing_if = "is_default")]
    pub count: Option<f64>,
    /// How long it takes, in days.
    #[serde(default, skip_serializing_if = "is_default")]
    pub delay_days: Option<f64>,
    /// What the organisation earns (or pays, below 0) by it, in currency.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reward: Option<f64>,
    /// `κ`: for a referral, the expected newcomers per passage.
    #[serde(default, skip_serializing_if = "is_default")]
    pub newcomers: Option<f64>,
    /// What is written on the arrow.
    #[serde(default, skip_serializing_if = "is_default")]
    pub label: String,
    /// Fields of newer versions.
    #[serde(skip)]
    pub extra: Extra,
}

impl Transition {
    /// A plain transition between two records.
    pub fn between(from: Id, to: Id) -> Self {
        Self {
            from,
            to,
            kind: TransitionKind::Normal,
            weight: None,
            probability: None,
            count: None,
            delay_days: None,
            reward: None,
            newcomers: None,
            label: String::new(),
            extra: Extra::default(),
        }
    }
}

impl Record for Transition {
    record!(Transition, "transition", transitions);
    fn check(&self, problems: &mut Problems) {
        problems.amount("weight", self.weight);
        problems.share("probability", self.probability);
        problems.amount("count", self.count);
        problems.amount("delay_days", self.delay_days);
        problems.signed("reward", self.reward);
        problems.amount("newcomers", self.newcomers);
        problems.text("label", &self.label);
    }
    fn refers_to(&self, visit: &mut dyn FnMut(&'static str, &'static str, &Id)) {
        let origin = if self.kind == TransitionKind::Normal { "touchpoints" } else { "places" };
        visit("from", origin, &self.from);
        visit("to", "places", &self.to);
    }
}
