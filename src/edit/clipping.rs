//! Copying a part of a journey into another one, or beside itself.

use super::{Draft, Refusal, Tracked, named};
use crate::geometry::Point;
use crate::model::{Channel, Id, Journey, Outcome, Owner, Score, Stage, Table, Touchpoint, Transition};
use indexmap::{IndexMap, IndexSet};

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
    let mut places: IndexMap<Id, Id> = IndexMap::new();
    let mut added = Vec::new();
    for (id, touchpoint) in clipping.touchpoints.iter() {
        let there =
            |known: &IndexMap<Id, Id>, id: &Option<Id>| id.as_ref().and_then(|id| known.get(id).cloned());
        let copy = Touchpoint {
            stage: there(&stages, &touchpoint.stage),
            channel: there(&channels, &touchpoint.channel),
            owner: there(&owners, &touchpoint.owner),
            position: (touchpoint.position + by).rounded(),
            ..without_evidence(touchpoint)
        };
        let new = fresh();
        draft.add(new.clone(), copy)?;
        places.insert(id.clone(), new.clone());
        added.push(new);
    }
    for (id, outcome) in clipping.outcomes.iter() {
        let new = fresh();
        let position = (outcome.position + by).rounded();
        draft.add(new.clone(), Outcome { position, ..outcome.clone() })?;
        places.insert(id.clone(), new.clone());
        added.push(new);
    }
    for transition in clipping.transitions.records() {
        if let (Some(from), Some(to)) = (places.get(&transition.from), places.get(&transition.to)) {
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

fn without_evidence(touchpoint: &Touchpoint) -> Touchpoint {
    let mut copy = touchpoint.clone();
    let bare = |score: &Score| Score { evidence: Vec::new(), ..score.clone() };
    copy.burdens = crate::model::ByBurden::from_fn(|burden| bare(&touchpoint.burdens[burden]));
    copy.values = crate::model::ByValue::from_fn(|value| bare(&touchpoint.values[value]));
    copy
}

fn merged<T: Tracked>(
    draft: &mut Draft<'_>,
    table: &Table<T>,
    fresh: &mut impl FnMut() -> Id,
    name_of: impl Fn(&T) -> &str,
) -> Result<IndexMap<Id, Id>, Refusal> {
    let mut known = IndexMap::new();
    for (id, record) in table.iter() {
        let here = named(draft, fresh(), name_of(record), &name_of, |_| record.clone())?;
        known.insert(id.clone(), here);
    }
    Ok(known)
}
