//! Going along transitions: from a card onto an arrow, from the arrow to its neighbours or its card.

use super::canvas::place_at;
use super::commands;
use super::desk::Desk;
use super::focus;
use crate::geometry::{Point, ordered};
use crate::model::{Id, Journey, Transition};

/// Goes on from the selected card or arrow in a direction: right along the arrows, left against
/// them, up and down between the arrows that leave the same card or to the next card above or below.
pub fn walk(desk: Desk, direction: Point) {
    let Some(from) = desk.session.only() else { return };
    let next = desk.editor.peek(|journey| match journey.transitions.get(&from) {
        Some(way) => from_arrow(journey, &from, way, direction),
        None => from_card(journey, &from, direction),
    });
    if let Some(id) = next {
        commands::show(desk, &id);
        focus::focus_place(&id);
    }
}

fn from_arrow(journey: &Journey, id: &Id, way: &Transition, direction: Point) -> Option<Id> {
    if direction.x != 0.0 {
        return Some(if direction.x > 0.0 { way.to.clone() } else { way.from.clone() });
    }
    let beside: Vec<(&Id, f64)> = (journey.transitions.iter())
        .filter(|(_, other)| other.from == way.from)
        .filter_map(|(id, other)| Some((id, place_at(journey, &other.to)?.y)))
        .collect();
    let height = |at: usize| beside.get(at).map_or(0.0, |(_, y)| *y);
    let order = ordered(beside.len(), &|a, b| height(a).total_cmp(&height(b)));
    let now = order.iter().position(|at| beside.get(*at).is_some_and(|(known, _)| *known == id))?;
    let step = if direction.y > 0.0 { 1 } else { order.len() - 1 };
    let next = order.get((now + step) % order.len())?;
    beside.get(*next).map(|(id, _)| (*id).clone())
}

fn from_card(journey: &Journey, from: &Id, direction: Point) -> Option<Id> {
    let here = place_at(journey, from)?;
    let mut best: Option<(f64, &Id)> = None;
    for (id, way) in journey.transitions.iter() {
        let leaves = way.from == *from && direction.x >= 0.0;
        let other = match (leaves, way.to == *from && direction.x <= 0.0) {
            (true, false) => &way.to,
            (false, true) => &way.from,
            _ => continue,
        };
        let step = place_at(journey, other)? - here;
        let far = step.x.hypot(step.y);
        if (direction.x == 0.0 && step.y * direction.y <= 0.0) || best.is_some_and(|(known, _)| known <= far)
        {
            continue;
        }
        best = Some((far, if direction.x == 0.0 { other } else { id }));
    }
    best.map(|(_, id)| id.clone())
}
