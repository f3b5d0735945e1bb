//! Copying a part of a journey into another one, or beside itself.

use super::{Draft, Refusal, Tracked, named};
use crate::geometry::Point;
use crate::model::{Channel, Id, Journey, Outcome, Owner, Score, Stage, Table, Touchpoint, Transition};
use indexmap::IndexSet;

/// The part of a journey that these places make up, with the transitions between them and the
/// stages, channels and owners they are sorted by. It is a journey of its own.
pub fn clipping(journey: &Journey, ids: &[Id]) -> Journey {
    let ids: IndexSet<Id> = ids.iter().cloned().collect();
    let chosen = |id: &Id| ids.contains(id);
    let touchpoints: Table<Touchpoint> = part(&journey.touchpoints, |id, _| chosen(id));
    let refers = |pick: fn(&Touchpoint) -> &Option<Id>, id: &Id| {
        touchpoints.records().any(|touchpoint| pick(touchpoint).as_ref() == Some(id))
    };
    Journey {
        about: crate::model::About { currency: journey.about.currency.clone(), ..Default::default() },
        stages: part(&journey.stages, |id, _| refers(|t| &t.stage, id)),
        channels: part(&journey.channels, |id, _| refers(|t| &t.channel, id)),
        owners: part(&journey.owners, |id, _| refers(|t| &t.owner, id)),
        outcomes: part(&journey.outcomes, |id, _| chosen(id)),
        transitions: part(&journey.transitions, |_, t| chosen(&t.from) && chosen(&t.to)),
        touchpoints: touchpoints.iter().map(|(id, t)| (id.clone(), without_evidence(t))).collect(),
        ..Journey::default()
    }
}

/// Puts a clipping into the journey, moved by a step, under fresh ids; stages, channels and owners
/// are found by their name or added. Returns the new places.
///
/// # Errors
/// The journey would be too large, or a place too far from the origin.
pub fn paste(
    draft: &mut Draft<'_>,
    clipping: &Journey,
    by: Point,
    mut fresh: impl FnMut() -> Id,
) -> Result<Vec<Id>, Refusal> {
    let stages = merged(draft, &clipping.stages, &mut fresh, |s: &Stage| &s.name)?;
    let channels = merged(draft, &clipping.channels, &mut fresh, |c: &Channel| &c.name)?;
    let owners = merged(draft, &clipping.owners, &mut fresh, |o: &Owner| &o.name)?;
    // The new ids stand in the order of the clipping's tables: first its touchpoints, then its outcomes.
    let mut added: Vec<Id> = Vec::new();
    for touchpoint in clipping.touchpoints.records() {
        let there = |place: Option<usize>, known: &[Id]| known.get(place?).cloned();
        let copy = Touchpoint {
            stage: there(place_of(&clipping.stages, &touchpoint.stage), &stages),
            channel: there(place_of(&clipping.channels, &touchpoint.channel), &channels),
            owner: there(place_of(&clipping.owners, &touchpoint.owner), &owners),
            position: (touchpoint.position + by).rounded(),
            ..without_evidence(touchpoint)
        };
        let new = fresh();
        draft.add(new.clone(), copy)?;
        added.push(new);
    }
    for outcome in clipping.outcomes.records() {
        let new = fresh();
        let position = (outcome.position + by).rounded();
        draft.add(new.clone(), Outcome { position, ..outcome.clone() })?;
        added.push(new);
    }
    let new_of = |id: &Id| {
        let outcome = || Some(clipping.outcomes.place_of(id)? + clipping.touchpoints.len());
        added.get(clipping.touchpoints.place_of(id).or_else(outcome)?)
    };
    for transition in clipping.transitions.records() {
        if let (Some(from), Some(to)) = (new_of(&transition.from), new_of(&transition.to)) {
            let copy = Transition { from: from.clone(), to: to.clone(), ..transition.clone() };
            draft.add(fresh(), copy)?;
        }
    }
    Ok(added)
}

fn part<T: Clone>(table: &Table<T>, chosen: impl Fn(&Id, &T) -> bool) -> Table<T> {
    table
        .iter()
        .filter(|(id, record)| chosen(id, record))
        .map(|(id, record)| (id.clone(), record.clone()))
        .collect()
}

fn place_of<T>(table: &Table<T>, id: &Option<Id>) -> Option<usize> {
    table.place_of(id.as_ref()?)
}

fn without_evidence(touchpoint: &Touchpoint) -> Touchpoint {
    let mut copy = touchpoint.clone();
    let bare = |score: &Score| Score { evidence: Vec::new(), ..score.clone() };
    copy.burdens = crate::model::ByBurden::from_fn(|burden| bare(&touchpoint.burdens[burden]));
    copy.values = crate::model::ByValue::from_fn(|value| bare(&touchpoint.values[value]));
    copy
}

/// The ids that the records of a table have here, in the table's order.
fn merged<T: Tracked>(
    draft: &mut Draft<'_>,
    table: &Table<T>,
    fresh: &mut impl FnMut() -> Id,
    name_of: impl Fn(&T) -> &str,
) -> Result<Vec<Id>, Refusal> {
    let here = |record: &T| named(draft, fresh(), name_of(record), &name_of, |_| record.clone());
    table.records().map(here).collect()
}
