//! Transitions: connecting and reconnecting.

use super::{Draft, Refusal};
use crate::model::{Id, Touchpoint, Transition, TransitionKind};

/// Connects a touchpoint with a touchpoint or an outcome.
///
/// # Errors
/// An end does not exist, the start is an outcome, or the two are connected this way already.
pub fn connect(draft: &mut Draft<'_>, id: Id, from: &Id, to: &Id) -> Result<(), Refusal> {
    check_ends(draft, from, to, None)?;
    draft.add(id, Transition::between(from.clone(), to.clone()))
}

/// Leads a transition from or to somewhere else.
///
/// # Errors
/// As for [`connect`].
pub fn reconnect(draft: &mut Draft<'_>, id: &Id, from: &Id, to: &Id) -> Result<(), Refusal> {
    check_ends(draft, from, to, Some(id))?;
    draft.change::<Transition>(id, |transition| {
        transition.from = from.clone();
        transition.to = to.clone();
    })
}

fn check_ends(draft: &Draft<'_>, from: &Id, to: &Id, except: Option<&Id>) -> Result<(), Refusal> {
    let journey = draft.journey();
    if journey.outcomes.contains(from) {
        return Err(Refusal::Impossible("An outcome ends the journey: nothing leads on from it."));
    }
    draft.record::<Touchpoint>(from)?;
    if !journey.has("places", to) {
        return Err(Refusal::Missing { kind: "touchpoint", id: to.clone() });
    }
    let same = |(id, t): (&Id, &Transition)| {
        t.kind == TransitionKind::Normal && t.from == *from && t.to == *to && Some(id) != except
    };
    if journey.transitions.iter().any(same) {
        return Err(Refusal::Impossible("These two are connected this way already."));
    }
    Ok(())
}
