//! Stages, channels, owners and segments: what touchpoints are sorted by.

use super::{Draft, Refusal, Tracked};
use crate::model::{Channel, Evidence, Fix, Id, Owner, Score, Segment, Stage, Touchpoint};

/// Removes a stage; its touchpoints stay, in no stage.
///
/// # Errors
/// There is no such stage.
pub fn remove_stage(draft: &mut Draft<'_>, id: &Id) -> Result<(), Refusal> {
    release(draft, |t| t.stage.as_ref() == Some(id), |t| t.stage = None)?;
    draft.remove::<Stage>(id).map(drop)
}

/// Removes a channel; its touchpoints stay, without one.
///
/// # Errors
/// There is no such channel.
pub fn remove_channel(draft: &mut Draft<'_>, id: &Id) -> Result<(), Refusal> {
    release(draft, |t| t.channel.as_ref() == Some(id), |t| t.channel = None)?;
    draft.remove::<Channel>(id).map(drop)
}

/// Removes an owner; its touchpoints and fixes stay, without one.
///
/// # Errors
/// There is no such owner.
pub fn remove_owner(draft: &mut Draft<'_>, id: &Id) -> Result<(), Refusal> {
    release(draft, |t| t.owner.as_ref() == Some(id), |t| t.owner = None)?;
    let owned = draft.journey().fixes.iter().filter(|(_, fix)| fix.owner.as_ref() == Some(id));
    let fixes: Vec<Id> = owned.map(|(id, _)| id.clone()).collect();
    for fix in fixes {
        draft.change::<Fix>(&fix, |fix| fix.owner = None)?;
    }
    draft.remove::<Owner>(id).map(drop)
}

/// Removes a segment.
///
/// # Errors
/// There is no such segment.
pub fn remove_segment(draft: &mut Draft<'_>, id: &Id) -> Result<(), Refusal> {
    draft.remove::<Segment>(id).map(drop)
}

/// Removes evidence; the scores that rested on it stay.
///
/// # Errors
/// There is no such evidence.
pub fn remove_evidence(draft: &mut Draft<'_>, id: &Id) -> Result<(), Refusal> {
    let rests = |score: &Score| score.evidence.contains(id);
    let hit = |t: &Touchpoint| {
        t.burdens.iter().any(|(_, score)| rests(score)) || t.values.iter().any(|(_, score)| rests(score))
    };
    release(draft, hit, |t| {
        for burden in crate::model::Burden::ALL {
            t.burdens[burden].evidence.retain(|known| known != id);
        }
        for value in crate::model::Value::ALL {
            t.values[value].evidence.retain(|known| known != id);
        }
    })?;
    draft.remove::<Evidence>(id).map(drop)
}

/// Moves a stage one or more places left (below 0) or right.
///
/// # Errors
/// There is no such stage.
pub fn move_stage(draft: &mut Draft<'_>, id: &Id, by: isize) -> Result<(), Refusal> {
    let at = draft.journey().stages.place_of(id);
    let at = at.ok_or_else(|| Refusal::Missing { kind: "stage", id: id.clone() })?;
    draft.move_to::<Stage>(id, at.saturating_add_signed(by))
}

/// Sets where a segment enters: a relative share, 0 or more; `None` takes the touchpoint out.
///
/// # Errors
/// There is no such segment or touchpoint, or the share is below 0.
pub fn set_entry(
    draft: &mut Draft<'_>,
    segment: &Id,
    touchpoint: &Id,
    share: Option<f64>,
) -> Result<(), Refusal> {
    draft.record::<Touchpoint>(touchpoint)?;
    draft.change::<Segment>(segment, |segment| match share {
        Some(share) => {
            segment.entry.insert(touchpoint.clone(), share);
        }
        None => {
            segment.entry.shift_remove(touchpoint);
        }
    })
}

/// The first record of this name, or a new one under this id.
///
/// # Errors
/// The id is taken or the name too long.
pub fn named<T: Tracked>(
    draft: &mut Draft<'_>,
    fresh: Id,
    name: &str,
    name_of: impl Fn(&T) -> &str,
    make: impl FnOnce(String) -> T,
) -> Result<Id, Refusal> {
    let known = T::table(draft.journey()).iter().find(|(_, record)| name_of(record) == name);
    if let Some((id, _)) = known {
        return Ok(id.clone());
    }
    draft.add(fresh.clone(), make(name.into()))?;
    Ok(fresh)
}

fn release(
    draft: &mut Draft<'_>,
    hit: impl Fn(&Touchpoint) -> bool,
    change: impl Fn(&mut Touchpoint),
) -> Result<(), Refusal> {
    let hits = draft.journey().touchpoints.iter().filter(|(_, touchpoint)| hit(touchpoint));
    let hits: Vec<Id> = hits.map(|(id, _)| id.clone()).collect();
    for id in hits {
        draft.change::<Touchpoint>(&id, &change)?;
    }
    Ok(())
}
