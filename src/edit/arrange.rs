//! Arranging: lining touchpoints and outcomes up, spacing them evenly.

use super::{Draft, Refusal, place};
use crate::geometry::{Point, Rect, ordered, sizes};
use crate::model::{Id, Journey};

/// The line that places are brought to, of the rectangle around them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Its left edge.
    Left,
    /// Its middle from left to right.
    Center,
    /// Its right edge.
    Right,
    /// Its top edge.
    Top,
    /// Its middle from top to bottom.
    Middle,
    /// Its bottom edge.
    Bottom,
}

/// Lines touchpoints and outcomes up, onto whole units; ids of other records are passed over.
///
/// # Errors
/// There are fewer than two.
pub fn align(draft: &mut Draft<'_>, ids: &[Id], line: Line) -> Result<(), Refusal> {
    let cards = cards(draft.journey(), ids);
    let around = Rect::around(cards.iter().map(|(_, card)| *card)).unwrap_or_default();
    if cards.len() < 2 {
        return Err(Refusal::Impossible("Select at least two cards to line them up."));
    }
    let moved = |card: Rect| match line {
        Line::Left => Point::new(around.x, card.y),
        Line::Center => Point::new(around.center().x - card.width / 2.0, card.y),
        Line::Right => Point::new(around.right() - card.width, card.y),
        Line::Top => Point::new(card.x, around.y),
        Line::Middle => Point::new(card.x, around.center().y - card.height / 2.0),
        Line::Bottom => Point::new(card.x, around.bottom() - card.height),
    };
    let places: Vec<_> = cards.into_iter().map(|(id, card)| (id, moved(card).rounded())).collect();
    place(draft, &places)
}

/// Makes the gaps between touchpoints and outcomes equal, from left to right (`across`) or from top
/// to bottom; the outermost stay. Ids of other records are passed over.
///
/// # Errors
/// There are fewer than three.
pub fn distribute(draft: &mut Draft<'_>, ids: &[Id], across: bool) -> Result<(), Refusal> {
    let cards = cards(draft.journey(), ids);
    if cards.len() < 3 {
        return Err(Refusal::Impossible("Select at least three cards to space them evenly."));
    }
    // Start and length along the line they stand in.
    let extent = |at: usize| {
        let card = cards.get(at).map(|(_, card)| *card).unwrap_or_default();
        if across { (card.x, card.width) } else { (card.y, card.height) }
    };
    let order = ordered(cards.len(), &|a, b| {
        let middle = |(from, length): (f64, f64)| from + length / 2.0;
        middle(extent(a)).total_cmp(&middle(extent(b)))
    });
    let (first, last) = (order.first().copied().unwrap_or(0), order.last().copied().unwrap_or(0));
    let lengths: f64 = (0..cards.len()).map(|at| extent(at).1).sum();
    let room = extent(last).0 + extent(last).1 - extent(first).0 - lengths;
    let gap = room / (cards.len() as f64 - 1.0);
    let mut next = extent(first).0;
    let mut places = Vec::new();
    for at in order {
        if let Some((id, card)) = cards.get(at) {
            let to = if across { Point::new(next, card.y) } else { Point::new(card.x, next) };
            places.push((id.clone(), to.rounded()));
        }
        next += extent(at).1 + gap;
    }
    place(draft, &places)
}

/// The cards that the ids stand for.
fn cards(journey: &Journey, ids: &[Id]) -> Vec<(Id, Rect)> {
    let card = |id: &Id| {
        let touchpoint = journey.touchpoints.get(id).map(|known| sizes::card_at(known.position));
        touchpoint.or_else(|| journey.outcomes.get(id).map(|known| sizes::outcome_at(known.position)))
    };
    ids.iter().filter_map(|id| Some((id.clone(), card(id)?))).collect()
}
