//! What could be done, what it costs and what it changes.

use super::{
    ByBurden, Extra, Id, Problems, Record,
    record::{is_default, record},
};
use serde::{Deserialize, Serialize};

/// How far a fix has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FixStatus {
    /// Somebody thought of it.
    #[default]
    Idea,
    /// It is decided.
    Planned,
    /// It is being done.
    Doing,
    /// It is done.
    Done,
    /// It will not be done.
    Dropped,
}

/// What a fix changes at one touchpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Effect {
    /// Where.
    pub touchpoint: Id,
    /// What each burden is multiplied by.
    #[serde(default, skip_serializing_if = "is_default")]
    pub burdens: ByBurden<Option<f64>>,
    /// The drop-off it leads to, 0 to 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub drop_off: Option<f64>,
    /// The cost to serve it leads to, in currency per visit.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cost_to_serve: Option<f64>,
}

/// The weight that a fix gives to a transition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WeightChange {
    /// Which transition.
    pub transition: Id,
    /// Its new relative weight.
    pub weight: f64,
}

/// What could be done about a friction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Fix {
    /// What it is called.
    pub name: String,
    /// What it costs once, in currency.
    #[serde(skip_serializing_if = "is_default")]
    pub cost_once: f64,
    /// What it costs each period, in currency.
    #[serde(skip_serializing_if = "is_default")]
    pub cost_per_period: f64,
    /// The team that answers for it.
    #[serde(skip_serializing_if = "is_default")]
    pub owner: Option<Id>,
    /// How far it has come.
    #[serde(skip_serializing_if = "is_default")]
    pub status: FixStatus,
    /// What it changes at touchpoints.
    #[serde(skip_serializing_if = "is_default")]
    pub effects: Vec<Effect>,
    /// What it changes at transitions.
    #[serde(skip_serializing_if = "is_default")]
    pub weights: Vec<WeightChange>,
    /// Fixes that can't go together with it.
    #[serde(skip_serializing_if = "is_default")]
    pub excludes: Vec<Id>,
    /// Fixes that it needs.
    #[serde(skip_serializing_if = "is_default")]
    pub requires: Vec<Id>,
    /// Fields of newer versions.
    #[serde(skip)]
    pub extra: Extra,
}

impl Record for Fix {
    record!(Fix, "fix", fixes);
    fn check(&self, problems: &mut Problems) {
        problems.text("name", &self.name);
        problems.amount("cost_once", self.cost_once);
        problems.amount("cost_per_period", self.cost_per_period);
        for (at, effect) in self.effects.iter().enumerate() {
            for (burden, factor) in effect.burdens.iter() {
                problems.amount(&format!("effects.{at}.burdens.{}", burden.key()), *factor);
            }
            problems.share(&format!("effects.{at}.drop_off"), effect.drop_off);
            problems.signed(&format!("effects.{at}.cost_to_serve"), effect.cost_to_serve);
        }
        for (at, change) in self.weights.iter().enumerate() {
            problems.amount(&format!("weights.{at}.weight"), change.weight);
        }
    }
    fn refers_to(&self, visit: &mut dyn FnMut(&'static str, &'static str, &Id)) {
        if let Some(owner) = &self.owner {
            visit("owner", "owners", owner);
        }
        for effect in &self.effects {
            visit("effects", "touchpoints", &effect.touchpoint);
        }
        for change in &self.weights {
            visit("weights", "transitions", &change.transition);
        }
        for (field, ids) in [("excludes", &self.excludes), ("requires", &self.requires)] {
            for id in ids {
                visit(field, "fixes", id);
            }
        }
    }
}
