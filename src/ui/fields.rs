//! The fields of records as cells: their titles, and what becomes of a text that is put into one.

use super::catalogue as text;
use super::commands;
use super::desk::Desk;
use super::prelude::*;
use crate::formats::cells::{Field, TouchpointField, TransitionField};
use crate::model::{Burden, Id, Journey, Perspective, Value};
use indexmap::IndexSet;

/// A field that is shown in a cell.
pub trait Shown: Field + PartialEq {
    /// What stands over its column.
    fn title(self) -> &'static str;

    /// The class of its colour.
    fn tone(self) -> &'static str {
        ""
    }

    /// Where its scale ends, if it is one.
    fn top(self) -> Option<f64> {
        None
    }

    /// The id of the list of names that are offered for it.
    fn list(self) -> Option<&'static str> {
        None
    }
}

impl TouchpointField {
    /// Its title with its unit, where it has one: "Time, min".
    pub fn heading(self, desk: Desk) -> String {
        let unit = match self {
            Self::Burden(burden) => text::burden_unit(burden, &desk.derived.numbers().currency_sign()),
            _ => String::new(),
        };
        if unit.is_empty() { self.title().to_owned() } else { [self.title(), ", ", &unit].concat() }
    }
}

impl Shown for TouchpointField {
    fn title(self) -> &'static str {
        match self {
            Self::Name => text::TOUCHPOINT,
            Self::Stage => text::STAGE,
            Self::Channel => text::CHANNEL,
            Self::Owner => text::OWNER,
            Self::Backstage => text::BACKSTAGE,
            Self::MomentOfTruth => text::MOMENT_OF_TRUTH,
            Self::Burden(burden) => text::burden_name(burden),
            Self::Value(value) => text::value_name(value),
            Self::Margin => text::MARGIN,
            Self::CostToServe => text::COST_TO_SERVE,
            Self::DropOff => text::KNOWN_DROP_OFF,
            Self::PainPoints => text::PAIN_POINTS,
            Self::Opportunities => text::OPPORTUNITIES,
            Self::Notes => text::NOTES,
        }
    }

    fn tone(self) -> &'static str {
        match self {
            Self::Burden(Burden::Time) => "tone-time",
            Self::Burden(Burden::Effort) => "tone-effort",
            Self::Burden(Burden::Worry) => "tone-worry",
            Self::Burden(Burden::Money) => "tone-money",
            Self::Value(_) => "tone-value",
            _ => "",
        }
    }

    fn top(self) -> Option<f64> {
        match self {
            Self::Burden(burden) => burden.top(),
            Self::Value(_) => Some(Value::TOP),
            _ => None,
        }
    }

    fn list(self) -> Option<&'static str> {
        match self {
            Self::Channel => Some("channels"),
            Self::Owner => Some("owners"),
            Self::Stage => Some("stages"),
            _ => None,
        }
    }
}

impl Shown for TransitionField {
    fn title(self) -> &'static str {
        match self {
            Self::From => text::FROM,
            Self::To => text::TO,
            Self::Kind => text::KIND,
            Self::Weight => text::WEIGHT,
            Self::Probability => text::PROBABILITY,
            Self::Count => text::COUNT,
            Self::Delay => text::DELAY_DAYS,
            Self::Reward => text::REWARD,
            Self::Label => text::LABEL,
        }
    }

    fn list(self) -> Option<&'static str> {
        matches!(self, Self::From | Self::To).then_some("places")
    }
}

/// What stands in a cell, as the perspective that is shown has it.
pub fn read<F: Field>(desk: Desk, id: &Id, field: F) -> String {
    let perspective = desk.session.perspective.get();
    desk.editor.read(|journey| field.read(journey, id, perspective))
}

/// Puts a text into a cell: one edit. Whether it was taken; where not, a notice says why.
pub fn write<F: Field>(desk: Desk, id: &Id, field: F, text: &str) -> bool {
    let perspective: Perspective = desk.session.perspective.get_untracked();
    let text = text.trim();
    let known = desk.editor.peek(|journey| field.read(journey, id, perspective) == text);
    known
        || desk.editor.edit(|draft| field.write(draft, id, perspective, text, &mut commands::fresh)).is_some()
}

/// The lists of names that are offered while one is typed; each is on the page once.
pub fn name_lists(desk: Desk) -> [El; 4] {
    let list = |id: &'static str, names: fn(&Journey) -> Vec<String>| {
        let offer = |name: &String| option().attr("value", name.clone());
        let distinct =
            move || desk.editor.read(names).into_iter().collect::<IndexSet<_>>().into_iter().collect();
        el("datalist").attr("id", id).child(each(distinct, String::clone, offer))
    };
    [
        list("channels", known_channels),
        list("owners", |journey| journey.owners.records().map(|owner| owner.name.clone()).collect()),
        list("stages", |journey| journey.stages.records().map(|stage| stage.name.clone()).collect()),
        list("places", known_places),
    ]
}

fn known_channels(journey: &Journey) -> Vec<String> {
    let mut names: Vec<String> = journey.channels.records().map(|channel| channel.name.clone()).collect();
    for usual in text::USUAL_CHANNELS {
        if !names.iter().any(|known| known == usual) {
            names.push(usual.to_owned());
        }
    }
    names
}

fn known_places(journey: &Journey) -> Vec<String> {
    let touchpoints = journey.touchpoints.records().map(|touchpoint| touchpoint.name.clone());
    touchpoints.chain(journey.outcomes.records().map(|outcome| outcome.name.clone())).collect()
}
