//! The words of evidence and of ranges.

use crate::model::{EvidenceKind, MeasureKind};

words! {
    EVIDENCE = "Evidence";
    ADD_EVIDENCE = "Add evidence";
    NO_EVIDENCE = "Nothing says yet what customers make of this touchpoint. Add a survey, an interview, a log, and what was measured in it.";
    WHAT_TO_FIND_OUT = "What to find out next";
    SOURCE = "Source";
    SOURCE_PLACEHOLDER = "For example: survey after the branch visit";
    HOW_IT_WAS_FOUND = "How it was found";
    DATE = "Date";
    DATE_PLACEHOLDER = "2026-09 or 2026-09-30";
    SAMPLE_SIZE = "Sample size (n)";
    CONFIDENCE = "How far it is trusted";
    LINK = "Where to read it";
    LINK_PLACEHOLDER = "https://…";
    MEASURE = "Measure";
    NO_MEASURE = "none";
    MEASURE_NAME = "Name of the measure";
    MEASURE_UNIT = "Unit";
    MEASURE_LOWEST = "Lowest it can be";
    MEASURE_HIGHEST = "Highest it can be";
    RESTS_ON_IT = "Scores that rest on it";
    REMOVE_EVIDENCE = "Remove evidence";
    BOTH_VIEWS = "Both views side by side, with ranges";
    BOTH_VIEWS_HINT = "The lowest and the highest it could be make the intervals under “How sure”. Empty: it is taken as typed.";
    RANGES = "How far these may be off";
    RANGE_HINT = "The lowest and the highest it could be; the number itself is the most likely.";
    NUMBER_TYPED = "Score";
    LOWEST = "lowest";
    HIGHEST = "highest";
    HOW_MANY_SAID = "n";
    SHARE_RANGE = "Share";
}

/// How evidence was come by, in the order of the list.
pub const EVIDENCE_KINDS: [(EvidenceKind, &str); 5] = [
    (EvidenceKind::Survey, "Survey"),
    (EvidenceKind::Interview, "Interviews"),
    (EvidenceKind::Log, "Log of a system"),
    (EvidenceKind::Analytics, "Analytics"),
    (EvidenceKind::Opinion, "Opinion"),
];

/// The measures, in the order of the list.
pub const MEASURE_KINDS: [(MeasureKind, &str); 5] = [
    (MeasureKind::Nps, "NPS, −100 to 100"),
    (MeasureKind::Csat, "CSAT, 0 to 100%"),
    (MeasureKind::Ces, "CES, 1 to 7"),
    (MeasureKind::Fcr, "First-contact resolution, 0 to 100%"),
    (MeasureKind::Own, "One of your own"),
];

/// How evidence was come by.
pub fn evidence_kind(kind: EvidenceKind) -> &'static str {
    let known = EVIDENCE_KINDS.into_iter().find(|(known, _)| *known == kind);
    known.map_or("", |(_, words)| words)
}

/// The short name of a measure; one of their own has its own.
pub fn measure_short(kind: MeasureKind, name: &str) -> String {
    match kind {
        MeasureKind::Nps => "NPS".into(),
        MeasureKind::Csat => "CSAT".into(),
        MeasureKind::Ces => "CES".into(),
        MeasureKind::Fcr => "FCR".into(),
        MeasureKind::Own if name.is_empty() => MEASURE.into(),
        MeasureKind::Own => name.to_owned(),
    }
}

/// The unit of a measure; one of their own has its own.
pub fn measure_unit(kind: MeasureKind, unit: &str) -> &str {
    match kind {
        MeasureKind::Csat | MeasureKind::Fcr => "%",
        MeasureKind::Own => unit,
        MeasureKind::Nps | MeasureKind::Ces => "",
    }
}

/// "NPS −12".
pub fn measured(name: &str, value: &str, unit: &str) -> String {
    let words = format!("{name} {value} {unit}");
    words.trim_end().to_owned()
}

/// "n 240".
pub fn sample_of(count: &str) -> String {
    format!("n {count}")
}

/// "trusted 80%".
pub fn trusted(share: &str) -> String {
    format!("trusted {share}")
}

/// "NPS −12, n 240, Survey 2026".
pub fn measured_where(measured: &str, rest: &str) -> String {
    if rest.is_empty() { measured.to_owned() } else { format!("{measured} ({rest})") }
}

/// "NPS −12 +1": how many more measures there are.
pub fn and_more(first: &str, more: usize) -> String {
    if more == 0 { first.to_owned() } else { format!("{first} +{more}") }
}

/// What a field of a table holds, as a screen reader hears it: "Time, company assumes, lowest".
pub fn field_of(parts: &[&str]) -> String {
    parts.join(", ")
}
