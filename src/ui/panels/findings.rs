//! What wants looking at.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::prelude::*;
use super::super::sentence::{Of, Sentence};
use super::parts::{hint, panel, places};
use super::stated::{said, stated};
use crate::analysis::{Finding, Severity};
use crate::model::Id;
use std::rc::Rc;

/// A finding as it is shown, and where it leads: to a segment, or else to a touchpoint.
#[derive(Clone, PartialEq)]
struct Row {
    /// Its place among the findings.
    at: usize,
    sentence: Sentence,
    grave: &'static str,
    segment: Option<Id>,
    touchpoint: Option<Id>,
}

/// All findings, the severest first; each leads to its place.
pub fn findings_panel(desk: Desk) -> El {
    let found = Memo::new(move |_| {
        desk.derived.findings.with(|findings| {
            desk.editor.read(|journey| {
                let row = |(at, finding)| shown(at, finding, said(finding, journey));
                findings.all.iter().enumerate().map(row).collect::<Vec<_>>()
            })
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

fn shown(at: usize, finding: &Finding, sentence: Sentence) -> Row {
    let grave = match finding.severity() {
        Severity::Error => "true",
        Severity::Warning => "false",
        Severity::Note => "note",
    };
    let segment = match finding {
        Finding::EntrySupplied { segment, .. } => segment.clone(),
        _ => None,
    };
    let touchpoint = finding.touchpoints().first().cloned();
    Row { at, sentence, grave, segment, touchpoint }
}

/// The whole row leads to the place, but for the numbers in its sentence.
fn finding(row: Memo<Option<Row>>, desk: Desk) -> El {
    let go = move |_| {
        let Some(row) = row.get_untracked() else { return };
        match (row.segment, row.touchpoint) {
            (Some(segment), _) => desk.session.select(segment),
            (None, Some(touchpoint)) => commands::show(desk, &touchpoint),
            (None, None) => {}
        }
    };
    let words = move || row.with(|row| row.as_ref().map(|row| row.sentence.words()).unwrap_or_default());
    let leads = move || {
        row.with(|row| row.as_ref().is_some_and(|row| row.segment.is_some() || row.touchpoint.is_some()))
    };
    let of: Of = Rc::new(move |desk, number| {
        row.with(|row| row.as_ref().map(|row| stated(desk, row.at, number)).unwrap_or_default())
    });
    let sentence = by(
        move || (leads(), row.with(|row| row.as_ref().map(|row| row.sentence.clone()).unwrap_or_default())),
        move |(leads, sentence)| {
            // What the button over it says is not said twice.
            let hidden = leads.then_some("true");
            sentence.drawn(desk, &of, &|words| {
                span().attr("aria-hidden", hidden).child(words.to_owned()).into_child()
            })
        },
    );
    let choose = move || button().class("choose").attr("aria-label", words).on(ev::click, go);
    div()
        .class("finding")
        .attr("data-grave", move || row.with(|row| row.as_ref().map(|row| row.grave)))
        .child(icon(Icon::Warning))
        .child(when(leads, choose))
        .child(span().child(sentence))
}
