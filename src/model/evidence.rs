//! What the scores and counts rest on.

use super::{
    Content, Extra, Id, Problems,
    field::{fields, words},
    record::{content, record},
};

/// How the evidence was come by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum EvidenceKind {
    /// Customers answered a survey.
    Survey,
    /// Customers were talked to.
    Interview,
    /// A system recorded it.
    Log,
    /// An analytics tool counted it.
    Analytics,
    /// Somebody thinks so.
    #[default]
    Opinion,
}

words! { EvidenceKind, new Opinion, { Survey: "survey", Interview: "interview", Log: "log", Analytics: "analytics", Opinion: "opinion" } }

/// A measure that customers' answers are summed up by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum MeasureKind {
    /// Net promoter score, −100 to 100.
    Nps,
    /// Customer satisfaction, a percentage.
    Csat,
    /// Customer effort score, 1 to 7.
    Ces,
    /// First-contact resolution, a percentage.
    Fcr,
    /// One of their own.
    #[default]
    Own,
}

words! { MeasureKind, new Own, { Nps: "nps", Csat: "csat", Ces: "ces", Fcr: "fcr", Own: "own" } }

/// A measured number, with its unit and range.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Measure {
    /// Which measure it is.
    pub kind: MeasureKind,
    /// What was measured.
    pub value: f64,
    /// The name of one of their own.
    pub name: String,
    /// The unit of one of their own.
    pub unit: String,
    /// The lowest value of one of their own.
    pub lowest: Option<f64>,
    /// The highest value of one of their own.
    pub highest: Option<f64>,
}

fields! { Measure, new Measure::default(), {
    kind: Always,
    value: Always,
    name: Said,
    unit: Said,
    lowest: Said,
    highest: Said,
}}

impl Measure {
    /// The lowest and the highest value it can have.
    pub fn range(&self) -> (f64, f64) {
        let top = super::limits::AMOUNT;
        match self.kind {
            MeasureKind::Nps => (-100.0, 100.0),
            MeasureKind::Csat | MeasureKind::Fcr => (0.0, 100.0),
            MeasureKind::Ces => (1.0, 7.0),
            MeasureKind::Own => (self.lowest.unwrap_or(-top), self.highest.unwrap_or(top)),
        }
    }
}

/// A source that scores and counts refer to.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// Where it comes from, in words.
    pub source: String,
    /// How it was come by.
    pub kind: EvidenceKind,
    /// When, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: String,
    /// How many customers it speaks for.
    pub sample_size: Option<f64>,
    /// How far it is trusted, 0 to 1.
    pub confidence: Option<f64>,
    /// Where to read it: an http, https or mailto address.
    pub link: String,
    /// Free text.
    pub note: String,
    /// The touchpoint it was taken at.
    pub touchpoint: Option<Id>,
    /// What was measured.
    pub measure: Option<Measure>,
    /// Fields of newer versions.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

fields! { Evidence, new Evidence::default(), {
    source: Always,
    kind: Always,
    date: Said,
    sample_size: Said,
    confidence: Said,
    link: Said,
    note: Said,
    touchpoint: Said,
    measure: Said,
}}

/// Whether an address may be opened: http, https or mailto, and nothing that a browser would trim.
fn is_link(text: &str) -> bool {
    let head = text.split(':').next().unwrap_or_default().to_ascii_lowercase();
    matches!(head.as_str(), "http" | "https" | "mailto")
        && text.contains(':')
        && !text.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// Whether a text is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits: usize, low: u32, high: u32| {
        part.len() == digits && part.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n))
    };
    match parts.as_slice() {
        [year] => number(year, 4, 0, 9999),
        [year, month] => number(year, 4, 0, 9999) && number(month, 2, 1, 12),
        [year, month, day] => number(year, 4, 0, 9999) && number(month, 2, 1, 12) && number(day, 2, 1, 31),
        _ => false,
    }
}

record! { Evidence, "evidence", evidence }

impl Content for Evidence {
    content!();
    fn check(&self, problems: &mut Problems) {
        problems.text("source", &self.source);
        problems.text("note", &self.note);
        problems.text("link", &self.link);
        if !self.link.is_empty() && !is_link(&self.link) {
            problems.add("link", "is not an http, https or mailto address");
        }
        if !self.date.is_empty() && !is_date(&self.date) {
            problems.add("date", "is not a date such as 2026-09 or 2026-09-30");
        }
        problems.amount("sample_size", self.sample_size);
        problems.share("confidence", self.confidence);
        if let Some(measure) = &self.measure {
            problems.text("measure.name", &measure.name);
            problems.text("measure.unit", &measure.unit);
            problems.signed("measure.lowest", measure.lowest);
            problems.signed("measure.highest", measure.highest);
            let (low, high) = measure.range();
            problems.range("measure.value", measure.value, low, high);
        }
    }
    fn refers_to(&self, visit: &mut dyn FnMut(&'static str, &'static str, &Id)) {
        if let Some(touchpoint) = &self.touchpoint {
            visit("touchpoint", "touchpoints", touchpoint);
        }
    }
}
