//! Touchpoints and outcomes: adding, placing, removing.

use super::{Draft, Refusal};
use crate::geometry::Point;
use crate::model::{Effect, Evidence, Fix, Id, Outcome, Segment, Touchpoint, Transition, WeightChange};
use indexmap::IndexSet;

/// Adds a touchpoint.
///
/// # Errors
/// The id already stands for a touchpoint or an outcome, or a field is out of its range.
pub fn add_touchpoint(draft: &mut Draft<'_>, id: Id, touchpoint: Touchpoint) -> Result<(), Refusal> {
    if draft.journey().outcomes.contains(&id) {
        return Err(Refusal::Taken { kind: "outcome", id });
    }
    draft.add(id, touchpoint)
}

/// Adds an outcome.
///
/// # Errors
/// The id already stands for a touchpoint or an outcome, or a field is out of its range.
pub fn add_outcome(draft: &mut Draft<'_>, id: Id, outcome: Outcome) -> Result<(), Refusal> {
    if draft.journey().touchpoints.contains(&id) {
        return Err(Refusal::Taken { kind: "touchpoint", id });
    }
    draft.add(id, outcome)
}

/// Gives a touchpoint or an outcome another name.
///
/// # Errors
/// There is no such place, or the name is too long.
pub fn rename(draft: &mut Draft<'_>, id: &Id, name: &str) -> Result<(), Refusal> {
    if draft.journey().outcomes.contains(id) {
        return draft.change::<Outcome>(id, |outcome| outcome.name = name.into());
    }
    draft.change::<Touchpoint>(id, |touchpoint| touchpoint.name = name.into())
}

/// Puts touchpoints and outcomes at places (top left corners); ids of other records are passed over.
///
/// # Errors
/// A place is too far from the origin.
pub fn place(draft: &mut Draft<'_>, places: &[(Id, Point)]) -> Result<(), Refusal> {
    for (id, at) in places {
        if draft.journey().touchpoints.contains(id) {
            draft.change::<Touchpoint>(id, |touchpoint| touchpoint.position = *at)?;
        } else if draft.journey().outcomes.contains(id) {
            draft.change::<Outcome>(id, |outcome| outcome.position = *at)?;
        }
    }
    Ok(())
}

/// Moves touchpoints and outcomes by a step, onto whole units.
///
/// # Errors
/// A place would be too far from the origin.
pub fn move_places(draft: &mut Draft<'_>, ids: &[Id], by: Point) -> Result<(), Refusal> {
    let journey = draft.journey();
    let position = |id: &Id| {
        let touchpoint = journey.touchpoints.get(id).map(|touchpoint| touchpoint.position);
        touchpoint.or_else(|| journey.outcomes.get(id).map(|outcome| outcome.position))
    };
    let places: Vec<_> =
        ids.iter().filter_map(|id| Some((id.clone(), (position(id)? + by).rounded()))).collect();
    place(draft, &places)
}

/// Puts touchpoints into a stage, or into none. Outcomes among the ids are passed over.
///
/// # Errors
/// There is no such stage.
pub fn put_in_stage(draft: &mut Draft<'_>, ids: &[Id], stage: Option<&Id>) -> Result<(), Refusal> {
    if let Some(stage) = stage {
        draft.record::<crate::model::Stage>(stage)?;
    }
    for id in ids {
        if draft.journey().touchpoints.contains(id) {
            draft.change::<Touchpoint>(id, |touchpoint| touchpoint.stage = stage.cloned())?;
        }
    }
    Ok(())
}

/// Removes touchpoints, outcomes and transitions, and whatever can't be without them.
///
/// # Errors
/// None of the ids stands for such a record.
pub fn remove(draft: &mut Draft<'_>, ids: &[Id]) -> Result<(), Refusal> {
    let gone: IndexSet<Id> = ids.iter().cloned().collect();
    let journey = draft.journey();
    let known = |id: &&Id| journey.has("places", id) || journey.transitions.contains(id);
    if !ids.iter().any(|id| known(&id)) {
        return Err(Refusal::Impossible("There is nothing selected to remove."));
    }
    let transitions: Vec<Id> = journey
        .transitions
        .iter()
        .filter(|(id, t)| gone.contains(*id) || gone.contains(&t.from) || gone.contains(&t.to))
        .map(|(id, _)| id.clone())
        .collect();
    release_transitions(draft, &transitions)?;
    release_touchpoints(draft, &gone)?;
    for id in &transitions {
        draft.remove::<Transition>(id)?;
    }
    for id in &gone {
        if draft.journey().touchpoints.contains(id) {
            draft.remove::<Touchpoint>(id)?;
        } else if draft.journey().outcomes.contains(id) {
            draft.remove::<Outcome>(id)?;
        }
    }
    Ok(())
}

/// Takes transitions out of the fixes that change their weight.
pub(super) fn release_transitions(draft: &mut Draft<'_>, gone: &[Id]) -> Result<(), Refusal> {
    let gone: IndexSet<Id> = gone.iter().cloned().collect();
    let hit = |change: &WeightChange| gone.contains(&change.transition);
    let fixes: Vec<Id> = draft
        .journey()
        .fixes
        .iter()
        .filter(|(_, fix)| fix.weights.iter().any(hit))
        .map(|(id, _)| id.clone())
        .collect();
    for id in fixes {
        draft.change::<Fix>(&id, |fix| fix.weights.retain(|change| !hit(change)))?;
    }
    Ok(())
}

/// Takes touchpoints out of entry mixes, evidence and fixes.
fn release_touchpoints(draft: &mut Draft<'_>, gone: &IndexSet<Id>) -> Result<(), Refusal> {
    let journey = draft.journey();
    let ids_where = |found: &mut dyn Iterator<Item = &Id>| found.cloned().collect::<Vec<Id>>();
    let segments = ids_where(
        &mut journey
            .segments
            .iter()
            .filter(|(_, s)| s.entry.keys().any(|id| gone.contains(id)))
            .map(|(id, _)| id),
    );
    let is_gone = |id: &Option<Id>| id.as_ref().is_some_and(|id| gone.contains(id));
    let evidence =
        ids_where(&mut journey.evidence.iter().filter(|(_, e)| is_gone(&e.touchpoint)).map(|(id, _)| id));
    let hit = |effect: &Effect| gone.contains(&effect.touchpoint);
    let fixes =
        ids_where(&mut journey.fixes.iter().filter(|(_, f)| f.effects.iter().any(hit)).map(|(id, _)| id));
    for id in segments {
        draft.change::<Segment>(&id, |segment| segment.entry.retain(|id, _| !gone.contains(id)))?;
    }
    for id in evidence {
        draft.change::<Evidence>(&id, |evidence| evidence.touchpoint = None)?;
    }
    for id in fixes {
        draft.change::<Fix>(&id, |fix| fix.effects.retain(|effect| !hit(effect)))?;
    }
    Ok(())
}
