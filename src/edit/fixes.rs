//! Fixes: what goes together, and taking one out.

use super::{Draft, Refusal};
use crate::model::{Content, Fix, Id};

/// Adds a fix.
///
/// # Errors
/// The id is taken, a field is out of its range, or the fix names what does not exist.
pub fn add_fix(draft: &mut Draft<'_>, id: Id, fix: Fix) -> Result<(), Refusal> {
    draft.add(id.clone(), fix)?;
    check_names(draft, &id)
}

/// Changes a fix.
///
/// # Errors
/// There is no such fix, a field would be out of its range, or it would name what does not exist.
pub fn change_fix(draft: &mut Draft<'_>, id: &Id, change: impl FnOnce(&mut Fix)) -> Result<(), Refusal> {
    draft.change::<Fix>(id, change)?;
    check_names(draft, id)
}

/// Removes a fix; others no longer exclude it or need it.
///
/// # Errors
/// There is no such fix.
pub fn remove_fix(draft: &mut Draft<'_>, id: &Id) -> Result<(), Refusal> {
    let names = |fix: &Fix| fix.excludes.contains(id) || fix.requires.contains(id);
    let naming = draft.journey().fixes.iter().filter(|(_, fix)| names(fix));
    let naming: Vec<Id> = naming.map(|(id, _)| id.clone()).collect();
    for other in naming {
        draft.change::<Fix>(&other, |fix| {
            fix.excludes.retain(|named| named != id);
            fix.requires.retain(|named| named != id);
        })?;
    }
    draft.remove::<Fix>(id).map(drop)
}

/// Says whether two fixes exclude each other. It is enough that one of them says so: neither does
/// where they are said not to.
///
/// # Errors
/// A fix does not exist, the two are one, or one of them needs the other.
pub fn set_exclusion(draft: &mut Draft<'_>, one: &Id, other: &Id, excludes: bool) -> Result<(), Refusal> {
    let needs = |draft: &Draft<'_>, one: &Id, other: &Id| {
        Ok::<bool, Refusal>(draft.record::<Fix>(one)?.requires.contains(other))
    };
    if excludes && one == other {
        return Err(Refusal::Impossible("A fix can't exclude itself."));
    }
    let is_needed = needs(draft, one, other)? | needs(draft, other, one)?;
    if !excludes {
        release(draft, one, other)?;
        return release(draft, other, one);
    }
    if is_needed {
        return Err(Refusal::Impossible("A fix can't exclude what it needs."));
    }
    if draft.record::<Fix>(other)?.excludes.contains(one) {
        return Ok(());
    }
    draft.change::<Fix>(one, |fix| name(&mut fix.excludes, other))
}

fn release(draft: &mut Draft<'_>, one: &Id, other: &Id) -> Result<(), Refusal> {
    draft.change::<Fix>(one, |fix| fix.excludes.retain(|named| named != other))
}

/// Says whether a fix needs another one.
///
/// # Errors
/// A fix does not exist, the two are one, or they exclude each other.
pub fn set_prerequisite(draft: &mut Draft<'_>, fix: &Id, needed: &Id, needs: bool) -> Result<(), Refusal> {
    let excludes = draft.record::<Fix>(needed)?.excludes.contains(fix);
    let excludes = excludes | draft.record::<Fix>(fix)?.excludes.contains(needed);
    if needs && fix == needed {
        return Err(Refusal::Impossible("A fix can't need itself."));
    }
    if needs && excludes {
        return Err(Refusal::Impossible("A fix can't need what it excludes."));
    }
    draft.change::<Fix>(fix, |fix| match needs {
        true => name(&mut fix.requires, needed),
        false => fix.requires.retain(|named| named != needed),
    })
}

fn name(list: &mut Vec<Id>, id: &Id) {
    if !list.contains(id) {
        list.push(id.clone());
    }
}

/// Refuses a fix that names what does not exist.
fn check_names(draft: &Draft<'_>, id: &Id) -> Result<(), Refusal> {
    let mut missing = None;
    draft.record::<Fix>(id)?.refers_to(&mut |_, table, target| {
        if missing.is_none() && !draft.journey().has(table, target) {
            let tables = draft.journey().tables();
            let kind =
                tables.iter().find(|known| known.plural() == table).map_or("record", |known| known.kind());
            missing = Some(Refusal::Missing { kind, id: target.clone() });
        }
    });
    missing.map_or(Ok(()), Err)
}
