//! Evidence: adding it where it was taken, and which scores rest on it.

use super::{Draft, Refusal};
use crate::model::{Evidence, Id, Score, Touchpoint};

/// Adds evidence that was taken at a touchpoint.
///
/// # Errors
/// There is no such touchpoint, the id is taken, or a field is out of its range.
pub fn add_evidence(
    draft: &mut Draft<'_>,
    id: Id,
    touchpoint: &Id,
    evidence: Evidence,
) -> Result<(), Refusal> {
    draft.record::<Touchpoint>(touchpoint)?;
    draft.add(id, Evidence { touchpoint: Some(touchpoint.clone()), ..evidence })
}

/// Says whether a score of a touchpoint rests on evidence; `of` is the score.
///
/// # Errors
/// There is no such touchpoint or evidence.
pub fn rest_on(
    draft: &mut Draft<'_>,
    touchpoint: &Id,
    of: &dyn Fn(&mut Touchpoint) -> &mut Score,
    evidence: &Id,
    rests: bool,
) -> Result<(), Refusal> {
    draft.record::<Evidence>(evidence)?;
    draft.change::<Touchpoint>(touchpoint, |record| {
        let named = &mut of(record).evidence;
        named.retain(|known| known != evidence);
        if rests {
            named.push(evidence.clone());
        }
    })
}
