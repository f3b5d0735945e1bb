//! Findings in plain English, for the report.

use super::{Finding, Refusal};
use crate::model::{Id, Journey, is_blank};

/// How many names a sentence spells out.
const NAMES: usize = 5;

impl Finding {
    /// The numbers that the sentence states, as it writes them and in its order.
    pub fn numbers(&self) -> Vec<String> {
        let percent = |share: f64| format!("{:.1} %", share * 100.0);
        match self {
            Self::Trap { share, .. } => vec![percent(*share)],
            Self::NearlyClosed { visits, .. } => vec![format!("{visits:.0}")],
            Self::OverExplained { known, computed, scale, .. } => {
                vec![percent(*computed), percent(*known), format!("{scale:.3}")]
            }
            Self::AboveOne { sum, .. } => vec![sum.to_string()],
            Self::BelowOne { sum, .. } => vec![sum.to_string(), percent(1.0 - sum)],
            Self::Inexact { residual, .. } => vec![format!("{residual:e}")],
            _ => Vec::new(),
        }
    }

    /// The finding as one English sentence, with the journey's names.
    pub fn sentence(&self, journey: &Journey) -> String {
        let names = names(journey, self.touchpoints());
        let numbers = self.numbers();
        let said = |at: usize| numbers.get(at).map_or("", String::as_str);
        match self {
            Self::DeadEnd { .. } => {
                format!("{names} has no way on: everyone who comes here leaves.")
            }
            Self::NoData { .. } => {
                format!("{names} has no data: the weights of its transitions sum to 0.")
            }
            Self::Trap { nearly, .. } => {
                let way = if *nearly { " in practice" } else { "" };
                let percent = said(0);
                format!(
                    "Nobody can leave the loop of {names}{way}: {percent} of customers enter and never leave."
                )
            }
            Self::NearlyClosed { .. } => {
                let visits = said(0);
                format!("The loop of {names} is nearly closed: one who enters it comes round {visits} times.")
            }
            Self::Tangled { .. } => {
                format!("The loops of {names} are too tangled to say exactly how many ever come there.")
            }
            Self::OverExplained { .. } => {
                let (computed, known, scale) = (said(0), said(1), said(2));
                format!(
                    "At {names} the weights explain more than was observed: {computed} computed, {known} known. Multiplied by {scale} they would agree."
                )
            }
            Self::AboveOne { .. } => {
                let sum = said(0);
                format!("The probabilities at {names} sum to {sum}, above 1: they are scaled to 1.")
            }
            Self::BelowOne { .. } => {
                let (sum, rest) = (said(0), said(1));
                format!(
                    "The probabilities at {names} sum to {sum}, below 1: the other {rest} of those who would go on leave."
                )
            }
            Self::Unreached { .. } => format!("No visits: nobody comes to {names}."),
            Self::EntrySupplied { segment, .. } => {
                let who = segment.as_ref().map_or("Everyone", |id| name_of_segment(journey, id));
                format!("{who}: no entry is given, so they are taken to enter at {names}.")
            }
            Self::NoSegment => "There is no segment: 1,000 customers who are all alike are assumed.".into(),
            Self::NoVolume => "Nobody enters: every segment has volume 0, so they weigh the same.".into(),
            Self::NoSuccess => "No outcome is a success, so nothing can be said of who succeeds.".into(),
            Self::Empty => "There is no touchpoint yet.".into(),
            Self::Inexact { check, .. } => {
                let residual = said(0);
                format!("The numbers are less exact than they should be: {check} is off by {residual}.")
            }
        }
    }
}

impl Refusal {
    /// Why there is no lifetime value, as one English sentence, with the journey's names.
    pub fn sentence(&self, journey: &Journey) -> String {
        match self {
            Self::Endless { segment, cycle, with_newcomers, growth } => {
                let who = segment.as_ref().map_or("Everyone", |id| name_of_segment(journey, id));
                let names = names(journey, cycle);
                let come = if *with_newcomers { "come back or are brought in" } else { "come back" };
                format!(
                    "{who}: there is no lifetime value, because the loop of {names} never ends: for each who goes through it {growth:.2} {come}, and it takes fewer than 1 for the sum to be finite."
                )
            }
            Self::TooMany { starts } => format!(
                "There is no lifetime value: repeats and referrals lead to {starts} places, more than are solved for."
            ),
        }
    }
}

fn name_of_segment<'a>(journey: &'a Journey, id: &Id) -> &'a str {
    said(journey.segments.get(id).map(|segment| segment.name.as_str()))
}

/// A name, also where there is none yet: an id says nothing to a person.
fn said(name: Option<&str>) -> &str {
    name.filter(|name| !is_blank(name)).unwrap_or("Unnamed")
}

/// The first few names, and how many more there are.
fn names(journey: &Journey, ids: &[Id]) -> String {
    let name = |id: &Id| {
        let outcome = || journey.outcomes.get(id).map(|outcome| outcome.name.as_str());
        said(journey.touchpoints.get(id).map(|t| t.name.as_str()).or_else(outcome)).to_owned()
    };
    let mut text = ids.iter().take(NAMES).map(name).collect::<Vec<_>>().join(", ");
    if ids.len() > NAMES {
        text.push_str(&format!(" and {} more", ids.len() - NAMES));
    }
    text
}
