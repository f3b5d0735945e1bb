//! What was measured at touchpoints, as it stands on their cards.

use super::catalogue as text;
use super::editor::Editor;
use super::numbers::Numbers;
use super::prelude::*;
use crate::model::{Evidence, Id, Journey, Measure};
use indexmap::IndexMap;

/// A touchpoint's measures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// The first, and how many more there are: "NPS −12 +1".
    pub short: String,
    /// All of them, with where each is from.
    pub whole: String,
}

/// The measures of every touchpoint that has any.
pub type Marks = IndexMap<Id, Mark>;

/// The measures of the open journey; equal after an edit that concerns none.
pub fn marks(editor: Editor, numbers: Memo<Numbers>) -> Memo<Marks> {
    Memo::wide(move |_| {
        let numbers = numbers.get();
        editor.read(|journey| marks_of(journey, numbers))
    })
}

fn marks_of(journey: &Journey, numbers: Numbers) -> Marks {
    let mut all: IndexMap<Id, Vec<(String, String)>> = IndexMap::new();
    for evidence in journey.evidence.records() {
        if let (Some(at), Some(measure)) = (&evidence.touchpoint, &evidence.measure) {
            let words = measured(measure, numbers);
            let whole = text::measured_where(&words, &origin(evidence, numbers));
            all.entry(at.clone()).or_default().push((words, whole));
        }
    }
    let mark = |(id, all): (Id, Vec<(String, String)>)| {
        let short = all.first().map(|(short, _)| text::and_more(short, all.len() - 1)).unwrap_or_default();
        let whole: Vec<String> = all.into_iter().map(|(_, whole)| whole).collect();
        (id, Mark { short, whole: whole.join(", ") })
    };
    all.into_iter().map(mark).collect()
}

/// A measure with its name and unit: "NPS −12".
pub fn measured(measure: &Measure, numbers: Numbers) -> String {
    let name = text::measure_short(measure.kind, &measure.name);
    let unit = text::measure_unit(measure.kind, &measure.unit);
    text::measured(&name, &numbers.decimal(measure.value, 2), unit)
}

/// How evidence was come by, when, from how many, and how far it is trusted.
pub fn origin(evidence: &Evidence, numbers: Numbers) -> String {
    let mut parts = vec![text::evidence_kind(evidence.kind).to_owned()];
    if !evidence.date.is_empty() {
        parts.push(evidence.date.clone());
    }
    parts.extend(evidence.sample_size.map(|count| text::sample_of(&numbers.people(count))));
    parts.extend(evidence.confidence.map(|share| text::trusted(&numbers.share_short(share))));
    parts.join(" · ")
}
