//! The numbers that a card or an arrow shows, each with where it comes from.

use super::canvas::evidenced;
use super::catalogue as text;
use super::desk::Desk;
use super::names::place_name;
use super::panels::gap_receipts;
use super::prelude::*;
use super::receipt::{self, Receipt};
use super::session::Overlay;
use crate::analysis::origin::Question;
use crate::model::Id;

/// Whether a card or an arrow is selected, by itself.
pub fn has_numbers(desk: Desk) -> bool {
    let is_place = |id: &Id| desk.editor.read(|journey| journey.has("places", id));
    desk.session.only().is_some_and(|id| is_place(&id) || desk.derived.way_place(&id).is_some())
}

/// Opens the receipts of what the selected card or arrow shows.
pub fn open(desk: Desk) {
    let receipts = untrack(|| desk.session.only().map(|id| receipts(desk, &id)).unwrap_or_default());
    if !receipts.is_empty() {
        receipt::show_all(desk, receipts);
    }
}

/// The number of the overlay, visits and people who leave; those who reach an end; those who go a way.
fn receipts(desk: Desk, id: &Id) -> Vec<Receipt> {
    let outcome = || desk.editor.read(|journey| journey.outcomes.place_of(id));
    let questions = if let Some(at) = desk.derived.place(id) {
        let mut questions = figure(desk, at);
        questions.extend([Question::Visits(at), Question::Leavers(at)]);
        questions
    } else if let Some(at) = outcome() {
        vec![Question::Outcome(at), Question::Reached(at)]
    } else if let Some(at) = desk.derived.way_place(id) {
        vec![Question::Share(at), Question::Flow(at)]
    } else {
        Vec::new()
    };
    let mut receipts: Vec<Receipt> =
        questions.into_iter().map(|question| Receipt::of(desk, question)).collect();
    if desk.session.overlay.get() == Overlay::Evidence {
        receipts.splice(0..0, evidence(desk, id));
    }
    if let Some(at) = desk.derived.place(id).filter(|_| desk.session.overlay.get() == Overlay::Views) {
        receipts.splice(0..0, gap_receipts(desk, at));
    }
    receipts
}

/// What the overlay says of a touchpoint; nothing where it is not computed.
fn figure(desk: Desk, at: usize) -> Vec<Question> {
    let book = desk.session.book.get();
    match desk.session.overlay.get() {
        Overlay::DropOff | Overlay::Owner => vec![Question::DropOff(at)],
        Overlay::Friction => vec![Question::Friction(at)],
        Overlay::Value => vec![Question::ValueToGo(at, book)],
        Overlay::Leak => vec![Question::Leak(at, book)],
        Overlay::Evidence | Overlay::Views => Vec::new(),
    }
}

/// How many of a touchpoint's scores customers have evidenced.
fn evidence(desk: Desk, id: &Id) -> Option<Receipt> {
    let (counts, name) = desk
        .editor
        .read(|journey| Some((evidenced(journey.touchpoints.get(id)?), place_name(journey, id))))?;
    let (numbers, [known, all]) = (desk.derived.numbers(), counts.map(|count| count as f64));
    let words = ["", text::EVIDENCED_SENTENCE, text::EVIDENCED_FORMULA];
    let terms = vec![(text::STAKE_EVIDENCED.into(), known), (text::STAKE_OPEN.into(), all - known)];
    let mut receipt = Receipt::of_sum(desk, words, terms, &|count| numbers.people(count));
    receipt.title = text::question_at(text::overlay_name(Overlay::Evidence), &name);
    receipt.number = if all > 0.0 { numbers.share_exact(known / all) } else { text::NOT_SCORED.to_owned() };
    Some(receipt)
}
