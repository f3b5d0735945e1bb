//! A stage's column.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::card::shown_name;
use crate::layout::Column;
use crate::model::{Id, Phase};
use leptos::prelude::*;

/// How far a column reaches below the lowest card, in canvas units.
const FOOT: f64 = 40.0;
/// How tall a column is at least.
const LEAST_HEIGHT: f64 = 520.0;

/// The columns of all stages, behind the cards.
#[component]
pub fn Columns(desk: Desk) -> impl IntoView {
    let columns = Memo::new(move |_| desk.editor.read(crate::layout::columns));
    let height = Memo::new(move |_| {
        let content = desk.editor.read(super::view::content);
        content.map_or(LEAST_HEIGHT, |rect| (rect.bottom() + FOOT).max(LEAST_HEIGHT))
    });
    view! {
        <For each=move || columns.get() key=|column| column.stage.clone() let:column>
            <ColumnView stage=column.stage columns height desk />
        </For>
    }
}

#[component]
fn ColumnView(stage: Id, columns: Memo<Vec<Column>>, height: Memo<f64>, desk: Desk) -> impl IntoView {
    let key = stage.clone();
    let at = Memo::new(move |_| {
        columns.with(|columns| columns.iter().find(|column| column.stage == key).map(|c| (c.x, c.width)))
    });
    let key = stage.clone();
    let record = Memo::new(move |_| desk.editor.read(|journey| journey.stages.shared(&key).cloned()));
    let selected = desk.is_selected(&stage);
    let target = {
        let stage = stage.clone();
        move || desk.drop_stage.with(|target| target.as_ref() == Some(&stage)).then_some("true")
    };
    let phase = move || record.with(|r| r.as_ref().and_then(|r| r.phase)).map(phase_word);
    let name = move || record.with(|r| r.as_ref().map(|r| shown_name(&r.name)));
    let click = stage.clone();
    view! {
        <div
            class="column"
            data-stage=stage.to_string()
            data-selected=move || selected.get().to_string()
            data-target=target
            style:left=move || format!("{}px", at.get().unwrap_or_default().0)
            style:width=move || format!("{}px", at.get().unwrap_or_default().1)
            style:height=move || format!("{}px", height.get())
        >
            <button
                class="head"
                aria-pressed=move || selected.get().to_string()
                on:click=move |_| desk.session.select(click.clone())
            >
                <b>{name}</b>
                <small>{phase}</small>
            </button>
        </div>
    }
}

/// A phase in words.
pub fn phase_word(phase: Phase) -> &'static str {
    match phase {
        Phase::Before => text::BEFORE_PURCHASE,
        Phase::At => text::AT_PURCHASE,
        Phase::After => text::AFTER_PURCHASE,
    }
}
