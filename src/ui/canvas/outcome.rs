//! An outcome's card.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::widgets::NamingField;
use crate::model::{Id, OutcomeKind};
use leptos::prelude::*;

/// The word for a kind in the page's attributes.
pub fn kind_key(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::Success => "success",
        OutcomeKind::Loss => "loss",
        OutcomeKind::Other => "other",
    }
}

/// An outcome's name as it is shown: without the parentheses that counts files wear.
pub fn outcome_name(name: &str) -> String {
    let trimmed = name.trim();
    let bare = trimmed.strip_prefix('(').and_then(|name| name.strip_suffix(')')).unwrap_or(trimmed);
    let mut letters = bare.chars();
    match (bare.len() < trimmed.len(), letters.next()) {
        (true, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => super::card::shown_name(bare),
    }
}

/// An end of the journey: its name and the share of entrants that reach it.
#[component]
pub fn OutcomeCard(id: Id, desk: Desk) -> impl IntoView {
    let key = id.clone();
    let record = Memo::new(move |_| desk.editor.read(|journey| journey.outcomes.shared(&key).cloned()));
    let key = id.clone();
    let share = Memo::new(move |_| desk.derived.outcome_share(&key));
    let at = {
        let id = id.clone();
        Memo::new(move |_| {
            let position = record.with(|record| record.as_ref().map(|record| record.position));
            desk.scene.drawn_at(&id, position.unwrap_or_default())
        })
    };
    let selected = desk.is_selected(&id);
    let target = desk.is_link_target(&id);
    let reached = move || text::of_entrants(&desk.derived.numbers().share(share.get().unwrap_or(0.0)));
    let name = move || record.with(|r| r.as_ref().map(|r| outcome_name(&r.name)).unwrap_or_default());
    let naming = {
        let id = id.clone();
        move || desk.session.naming.with(|naming| naming.as_ref() == Some(&id))
    };
    let name_id = id.clone();
    view! {
        <div
            class="pill"
            role="button"
            tabindex="0"
            data-outcome=id.to_string()
            data-place=id.to_string()
            data-kind=move || record.with(|r| r.as_ref().map(|r| kind_key(r.kind)))
            data-selected=move || selected.get().to_string()
            data-target=move || target.get().then_some("true")
            aria-pressed=move || selected.get().to_string()
            aria-label=move || text::outcome_described(&name(), &reached())
            style:transform=move || {
                let at = at.get();
                format!("translate({}px,{}px)", at.x, at.y)
            }
        >
            <Show when=naming.clone()>
                <NamingField id=name_id.clone() desk />
            </Show>
            <b aria-hidden="true">{name}</b>
            <small aria-hidden="true">{reached}</small>
        </div>
    }
}
