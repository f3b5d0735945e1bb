//! The selection's fields: which panel shows them.

use super::super::desk::Desk;
use super::super::prelude::*;
use super::{
    journey::journey_panel, outcome::outcome_panel, segment::segment_panel, several::several_panel,
    stage::stage_panel, touchpoint::touchpoint_panel, transition::transition_panel,
};
use crate::model::{Id, Journey};

/// Draws the panel of a record.
type Panel = fn(Id, Desk) -> El;

/// Whether a record is of a kind.
type Is = fn(&Journey, &Id) -> bool;

/// The panel that shows a kind of record, by its place in [`KINDS`].
type Kind = usize;

/// What is selected, by what kind of panel shows it.
#[derive(Clone, PartialEq)]
enum Shown {
    Journey,
    Record(Kind, Id),
    Several,
}

/// The kinds of record that can be selected, and what shows each.
const KINDS: [(Is, Panel); 5] = [
    (|journey, id| journey.touchpoints.contains(id), touchpoint_panel),
    (|journey, id| journey.transitions.contains(id), transition_panel),
    (|journey, id| journey.outcomes.contains(id), outcome_panel),
    (|journey, id| journey.stages.contains(id), stage_panel),
    (|journey, id| journey.segments.contains(id), segment_panel),
];

/// The fields of what is selected, or of the journey.
pub fn inspector(desk: Desk) -> Child {
    let panel = move |shown: &Shown| match shown {
        Shown::Journey => journey_panel(desk),
        Shown::Record(kind, id) => {
            KINDS.get(*kind).map_or_else(|| journey_panel(desk), |(_, panel)| panel(id.clone(), desk))
        }
        Shown::Several => several_panel(desk),
    };
    by(move || shown(desk), panel)
}

fn shown(desk: Desk) -> Shown {
    let selection = desk.session.selection.get();
    let [id] = selection.as_slice() else {
        return if selection.is_empty() { Shown::Journey } else { Shown::Several };
    };
    let kind = desk.editor.read(|journey| KINDS.iter().position(|(has, _)| has(journey, id)));
    kind.map_or(Shown::Journey, |kind| Shown::Record(kind, id.clone()))
}
