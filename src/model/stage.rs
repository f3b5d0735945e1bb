//! Where a touchpoint stands: its stage, its channel and the team that answers for it.

use super::{
    Extra, Id, Problems, Record,
    record::{is_default, record},
};
use serde::{Deserialize, Serialize};

/// Where a stage lies, seen from the purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before the purchase.
    Before,
    /// At the purchase.
    At,
    /// After the purchase.
    After,
}

/// An ordered column of the journey.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Stage {
    /// What it is called.
    pub name: String,
    /// Where it lies, seen from the purchase.
    #[serde(skip_serializing_if = "is_default")]
    pub phase: Option<Phase>,
    /// The width of its column in canvas units, where it is not the usual one.
    #[serde(skip_serializing_if = "is_default")]
    pub width: Option<f64>,
    /// Fields of newer versions.
    #[serde(skip)]
    pub extra: Extra,
}

impl Record for Stage {
    record!(Stage, "stage", stages);
    fn check(&self, problems: &mut Problems) {
        problems.text("name", &self.name);
        problems.range("width", self.width, 1.0, super::limits::COORDINATE);
    }
    fn refers_to(&self, _: &mut dyn FnMut(&'static str, &'static str, &Id)) {}
}

/// What a channel is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// A screen.
    #[default]
    Digital,
    /// A thing or a place.
    Physical,
    /// A person.
    Human,
}

/// A way of meeting the customer: web, direct mail, contact centre, store …
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Channel {
    /// What it is called.
    pub name: String,
    /// What it is made of.
    pub kind: ChannelKind,
    /// The name of its picture; one is chosen by its kind where there is none.
    #[serde(skip_serializing_if = "is_default")]
    pub icon: Option<String>,
    /// Fields of newer versions.
    #[serde(skip)]
    pub extra: Extra,
}

impl Record for Channel {
    record!(Channel, "channel", channels);
    fn check(&self, problems: &mut Problems) {
        problems.text("name", &self.name);
        if let Some(icon) = &self.icon {
            problems.text("icon", icon);
        }
    }
    fn refers_to(&self, _: &mut dyn FnMut(&'static str, &'static str, &Id)) {}
}

/// The team that answers for a touchpoint. A transition between two owners is a hand-off.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Owner {
    /// What it is called.
    pub name: String,
    /// Fields of newer versions.
    #[serde(skip)]
    pub extra: Extra,
}

impl Record for Owner {
    record!(Owner, "owner", owners);
    fn check(&self, problems: &mut Problems) {
        problems.text("name", &self.name);
    }
    fn refers_to(&self, _: &mut dyn FnMut(&'static str, &'static str, &Id)) {}
}
