//! Where a touchpoint stands: its stage, its channel and the team that answers for it.

use super::{
    Content, Extra, Id, Problems,
    field::{fields, words},
    record::{content, record},
};

/// Where a stage lies, seen from the purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Phase {
    /// Before the purchase.
    Before,
    /// At the purchase.
    At,
    /// After the purchase.
    After,
}

words! { Phase, new Before, { Before: "before", At: "at", After: "after" } }

/// An ordered column of the journey.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stage {
    /// What it is called.
    pub name: String,
    /// Where it lies, seen from the purchase.
    pub phase: Option<Phase>,
    /// The width of its column in canvas units, where it is not the usual one.
    pub width: Option<f64>,
    /// Fields of newer versions.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

fields! { Stage, new Stage::default(), { name: Always, phase: Said, width: Said } }

record! { Stage, "stage", stages }

impl Content for Stage {
    content!();
    fn check(&self, problems: &mut Problems) {
        problems.text("name", &self.name);
        problems.range("width", self.width, 1.0, super::limits::COORDINATE);
    }
    fn refers_to(&self, _: &mut dyn FnMut(&'static str, &'static str, &Id)) {}
}

/// What a channel is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum ChannelKind {
    /// A screen.
    #[default]
    Digital,
    /// A thing or a place.
    Physical,
    /// A person.
    Human,
}

words! { ChannelKind, new Digital, { Digital: "digital", Physical: "physical", Human: "human" } }

/// A way of meeting the customer: web, direct mail, contact centre, store …
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Channel {
    /// What it is called.
    pub name: String,
    /// What it is made of.
    pub kind: ChannelKind,
    /// The name of its picture; one is chosen by its kind where there is none.
    pub icon: Option<String>,
    /// Fields of newer versions.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

fields! { Channel, new Channel::default(), { name: Always, kind: Always, icon: Said } }

record! { Channel, "channel", channels }

impl Content for Channel {
    content!();
    fn check(&self, problems: &mut Problems) {
        problems.text("name", &self.name);
        if let Some(icon) = &self.icon {
            problems.text("icon", icon);
        }
    }
    fn refers_to(&self, _: &mut dyn FnMut(&'static str, &'static str, &Id)) {}
}

/// The team that answers for a touchpoint. A transition between two owners is a hand-off.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Owner {
    /// What it is called.
    pub name: String,
    /// Fields of newer versions.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

fields! { Owner, new Owner::default(), { name: Always } }

record! { Owner, "owner", owners }

impl Content for Owner {
    content!();
    fn check(&self, problems: &mut Problems) {
        problems.text("name", &self.name);
    }
    fn refers_to(&self, _: &mut dyn FnMut(&'static str, &'static str, &Id)) {}
}
