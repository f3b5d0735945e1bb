//! A stage's column.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::prelude::*;
use super::card::shown_name;
use crate::layout::Column;
use crate::model::{Id, Phase};

/// How far a column reaches below the lowest card, in canvas units.
const FOOT: f64 = 40.0;
/// How tall a column is at least.
const LEAST_HEIGHT: f64 = 520.0;

/// The columns of all stages, behind the cards.
pub fn columns(desk: Desk) -> Child {
    let columns = Memo::new(move |_| desk.editor.read(crate::layout::columns));
    let height = Memo::new(move |_| {
        let content = desk.editor.read(super::view::content);
        content.map_or(LEAST_HEIGHT, |rect| (rect.bottom() + FOOT).max(LEAST_HEIGHT))
    });
    let stages = move || columns.with(|columns| columns.iter().map(|column| column.stage.clone()).collect());
    each(stages, Id::to_string, move |stage| column(stage, columns, height, desk))
}

fn column(stage: &Id, columns: Memo<Vec<Column>>, height: Memo<f64>, desk: Desk) -> El {
    let key = stage.clone();
    let at = Memo::new(move |_| {
        let at = |columns: &Vec<Column>| columns.iter().find(|c| c.stage == key).map(|c| (c.x, c.width));
        columns.with(at).unwrap_or_default()
    });
    let key = stage.clone();
    let record = Memo::new(move |_| desk.editor.read(|journey| journey.stages.shared(&key).cloned()));
    let selected = desk.selected.ask(stage);
    let (dropped, chosen) = (stage.clone(), stage.clone());
    let dropped = move || desk.drop_stage.with(|target| target.as_ref() == Some(&dropped)).then_some("true");
    let phase = move || record.with(|r| r.as_ref().and_then(|r| r.phase)).map_or("", phase_word);
    let name = move || record.with(|r| r.as_ref().map(|r| shown_name(&r.name))).unwrap_or_default();
    let head = button()
        .class("head")
        .attr("aria-pressed", move || selected.get().to_string())
        .on(ev::click, move |_| desk.session.select(chosen.clone()))
        .child(span().class("unseen").child(text::STAGE_BEFORE_NAME))
        .child(b().child(name))
        .child(small().child(phase));
    div()
        .class("column")
        .attr("data-stage", stage.to_string())
        .attr("data-selected", move || selected.get().to_string())
        .attr("data-target", dropped)
        .style("left", move || pixels(at.get().0))
        .style("width", move || pixels(at.get().1))
        .style("height", move || pixels(height.get()))
        .child(head)
}

/// A length in CSS.
pub fn pixels(length: f64) -> String {
    format!("{length}px")
}

/// A phase in words.
pub fn phase_word(phase: Phase) -> &'static str {
    match phase {
        Phase::Before => text::BEFORE_PURCHASE,
        Phase::At => text::AT_PURCHASE,
        Phase::After => text::AFTER_PURCHASE,
    }
}
