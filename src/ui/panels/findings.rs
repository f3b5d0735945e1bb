//! What wants looking at.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::prelude::*;
use super::parts::{hint, panel, places};
use crate::analysis::{Finding, Severity};
use crate::model::Id;

/// A finding as it is shown, and where it leads: to a segment, or else to a touchpoint.
#[derive(Clone, PartialEq)]
struct Row {
    sentence: String,
    grave: &'static str,
    segment: Option<Id>,
    touchpoint: Option<Id>,
}

/// All findings, the severest first; each leads to its place.
pub fn findings_panel(desk: Desk) -> El {
    let found = Memo::new(move |_| {
        desk.derived.findings.with(|findings| {
            desk.editor.read(|j| findings.all.iter().map(|f| shown(f, f.sentence(j))).collect::<Vec<_>>())
        })
    });
    let none = move || p().class("checks").child(icon(Icon::Tick)).child(text::NO_FINDINGS);
    let list = section()
        .child(h2().child(text::FINDINGS))
        .child(hint(text::FINDINGS_ABOUT))
        .child(when(move || found.with(Vec::is_empty), none))
        .child(div().child(places(found, move |row| finding(row, desk))));
    panel("findings").child(list)
}

fn shown(finding: &Finding, sentence: String) -> Row {
    let grave = match finding.severity() {
        Severity::Error => "true",
        Severity::Warning => "false",
        Severity::Note => "note",
    };
    let segment = match finding {
        Finding::EntrySupplied { segment, .. } => segment.clone(),
        _ => None,
    };
    Row { sentence, grave, segment, touchpoint: finding.touchpoints().first().cloned() }
}

fn finding(row: Memo<Option<Row>>, desk: Desk) -> El {
    let go = move |_| {
        let Some(row) = row.get_untracked() else { return };
        match (row.segment, row.touchpoint) {
            (Some(segment), _) => desk.session.select(segment),
            (None, Some(touchpoint)) => commands::show(desk, &touchpoint),
            (None, None) => {}
        }
    };
    let sentence = move || row.with(|row| row.as_ref().map(|row| row.sentence.clone()).unwrap_or_default());
    button()
        .class("finding")
        .attr("data-grave", move || row.with(|row| row.as_ref().map(|row| row.grave)))
        .on(ev::click, go)
        .child(icon(Icon::Warning))
        .child(span().child(sentence))
}
