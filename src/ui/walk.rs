//! Going from card to card along transitions.

use super::commands;
use super::desk::Desk;
use super::focus;
use super::names::place_name;
use crate::geometry::Point;
use crate::model::Id;

/// Selects the neighbour along a transition that lies furthest in a direction: forward along
/// arrows to the right, back against them to the left, either way up and down.
pub fn walk(desk: Desk, direction: Point) {
    let Some(from) = desk.session.only() else { return };
    let next = desk.editor.peek(|journey| {
        let place = |id: &Id| {
            let touchpoint = journey.touchpoints.get(id).map(|t| t.position);
            touchpoint.or_else(|| journey.outcomes.get(id).map(|o| o.position))
        };
        let here = place(&from)?;
        let neighbours = journey.transitions.records().filter_map(|t| match (t.from == from, t.to == from) {
            (true, false) if direction.x >= 0.0 => Some(&t.to),
            (false, true) if direction.x <= 0.0 => Some(&t.from),
            _ => None,
        });
        let reach = |id: &&Id| {
            let step = place(id).unwrap_or(here) - here;
            let along = if direction.x != 0.0 { 0.0 } else { step.y * direction.y };
            let far = step.x.hypot(step.y);
            (direction.x != 0.0 || along > 0.0).then_some(far)
        };
        let nearest =
            neighbours.filter_map(|id| Some((reach(&id)?, id))).min_by(|a, b| a.0.total_cmp(&b.0))?;
        Some((nearest.1.clone(), place_name(journey, nearest.1)))
    });
    if let Some((id, name)) = next {
        commands::show(desk, &id);
        focus::focus_place(&id);
        desk.notices.announce(name);
    }
}
