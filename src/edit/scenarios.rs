//! Scenarios: variants of a journey, each a patch over it.

use super::{Clash, Draft, Refusal};
use crate::model::{Id, Journey, Patch, Scenario};

/// A journey as it is in a scenario, and where the two clash; `None`: there is no such scenario.
///
/// It is sound, and its scenarios are those of the journey.
pub fn with_scenario(journey: &Journey, id: &Id) -> Option<(Journey, Vec<Clash>)> {
    Some(journey.scenarios.get(id)?.changes.over(journey))
}

/// Adds a scenario that changes nothing, or the same as another.
///
/// # Errors
/// The id is taken, the name can't be, the journey is full, or there is no such other.
pub fn add_scenario(draft: &mut Draft<'_>, id: Id, name: &str, from: Option<&Id>) -> Result<(), Refusal> {
    let mut scenario = match from {
        Some(from) => draft.record::<Scenario>(from)?.clone(),
        None => Scenario::default(),
    };
    name.clone_into(&mut scenario.name);
    draft.add(id, scenario)
}

/// Makes a scenario what leads from the draft's journey to another: how an edit in a scenario is kept.
///
/// # Errors
/// There is no such scenario.
pub fn keep_in_scenario(draft: &mut Draft<'_>, id: &Id, shown: &Journey) -> Result<(), Refusal> {
    let changes = Patch::between(draft.journey(), shown);
    draft.change::<Scenario>(id, |scenario| scenario.changes = changes)
}

/// Makes the journey what it is in a scenario, and removes the scenario.
///
/// # Errors
/// There is no such scenario, or the journey would be too large.
pub fn merge_scenario(draft: &mut Draft<'_>, id: &Id) -> Result<(), Refusal> {
    let changes = draft.record::<Scenario>(id)?.changes.clone();
    let (joined, _) = changes.over(draft.journey());
    draft.adopt(&Patch::between(draft.journey(), &joined))?;
    draft.remove::<Scenario>(id).map(drop)
}
