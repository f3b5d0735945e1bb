//! An outcome's card.

use super::super::desk::Desk;
use super::super::prelude::*;
use super::card::placed;
use super::looks::EndLook;
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
    let look: Painted<Option<EndLook>> = Painted::new(None);
    desk.looks.ends.feed(id, &look, Clone::clone_from);
    let whole = div().class("pill").attr("data-outcome", id.to_string());
    let said = |part: El| part.attr("aria-hidden", "true");
    let (name, reached) = (said(b()), said(small()));
    look.attr(&whole, "data-kind", |look| Some(kind_key(look.as_ref()?.kind).into()));
    look.text(&name, |look| Some(look.as_ref()?.name.clone().into()));
    look.text(&reached, |look| Some(look.as_ref()?.reached.clone().into()));
    placed(whole, id, desk).child(name).child(" ").child(reached)
}
