//! What wants looking at.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use crate::analysis::{Finding, Severity};
use leptos::prelude::*;

/// All findings, the severest first; each leads to its place.
#[component]
pub fn FindingsPanel(desk: Desk) -> impl IntoView {
    let found = Memo::new(move |_| desk.derived.findings.with(|findings| findings.all.clone()));
    let row = move |finding: Finding| {
        let sentence = desk.editor.read(|journey| finding.sentence(journey));
        let place = finding.touchpoints().first().cloned();
        let grave = match finding.severity() {
            Severity::Error => "true",
            Severity::Warning => "false",
            Severity::Note => "note",
        };
        let segment = match &finding {
            Finding::EntrySupplied { segment: Some(segment), .. } => Some(segment.clone()),
            _ => None,
        };
        let go = move |_| match (&segment, &place) {
            (Some(segment), _) => desk.session.select(segment.clone()),
            (None, Some(place)) => commands::show(desk, place),
            (None, None) => {}
        };
        view! {
            <button class="finding" data-grave=grave on:click=go>
                {icon(Icon::Warning)}
                <span>{sentence}</span>
            </button>
        }
    };
    view! {
        <div class="panel" data-panel="findings">
            <section>
                <h2>{text::FINDINGS}</h2>
                <p class="hint">{text::FINDINGS_ABOUT}</p>
                <Show when=move || found.with(Vec::is_empty)>
                    <p class="checks">{icon(Icon::Tick)} {text::NO_FINDINGS}</p>
                </Show>
                <div>{move || found.get().into_iter().map(row).collect_view()}</div>
            </section>
        </div>
    }
}
