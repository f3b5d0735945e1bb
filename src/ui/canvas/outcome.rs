//! An outcome's card.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::prelude::*;
use super::card::placed;
use crate::browser::locale::capital_letters;
use crate::model::{Id, OutcomeKind};

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
    let first = bare.chars().next().map_or(0, char::len_utf8);
    match bare.split_at_checked(first) {
        Some((first, rest)) if bare.len() < trimmed.len() => capital_letters(first) + rest,
        _ => super::card::shown_name(bare),
    }
}

/// An end of the journey: its name and the share of entrants that reach it.
pub fn outcome_card(id: &Id, desk: Desk) -> El {
    let (key, reached) = (id.clone(), id.clone());
    let record = Memo::new(move |_| desk.editor.read(|journey| journey.outcomes.shared(&key).cloned()));
    let reached = Memo::new(move |_| {
        let share = desk.derived.outcome_share(&reached).unwrap_or(0.0);
        text::of_entrants(&desk.derived.numbers().share(share))
    });
    let name = move || record.with(|r| r.as_ref().map(|r| outcome_name(&r.name)).unwrap_or_default());
    let whole = div()
        .class("pill")
        .attr("data-outcome", id.to_string())
        .attr("data-kind", move || record.with(|r| r.as_ref().map(|r| kind_key(r.kind))));
    let position = move || record.with(|record| record.as_ref().map(|r| r.position)).unwrap_or_default();
    placed(whole, id, desk, position)
        .child(b().attr("aria-hidden", "true").child(name))
        .child(" ")
        .child(small().attr("aria-hidden", "true").child(reached))
}
