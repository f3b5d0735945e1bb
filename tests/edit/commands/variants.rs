//! Commands on scenarios, and edits made in one.

use super::{COMMANDS, Done, Hand};
use desire_path::edit::{self, Draft};
use desire_path::model::*;

pub fn add_scenario(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let (id, name) = (hand.fresh::<Scenario>(draft.journey()), hand.name());
    let from = hand.maybe::<Scenario>(draft.journey());
    edit::add_scenario(draft, id.clone(), &name, from.as_ref())?;
    let changes = from.map(|from| draft.record::<Scenario>(&from).unwrap().changes.clone());
    assert_eq!(draft.record::<Scenario>(&id)?.changes, changes.unwrap_or_default());
    Ok(())
}

pub fn change_scenario(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let (id, name, notes) = (hand.any::<Scenario>(draft.journey()), hand.name(), hand.name());
    draft.change::<Scenario>(&id, |scenario| (scenario.name, scenario.notes) = (name, notes))
}

/// An edit made in a scenario: the journey is the same but for the scenario, in which it is the edited one.
pub fn edit_in_scenario(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let id = hand.any::<Scenario>(draft.journey());
    let Some((mut shown, _)) = edit::with_scenario(draft.journey(), &id) else {
        return edit::keep_in_scenario(draft, &id, &Journey::default());
    };
    assert_eq!(shown.violations(), vec![]);
    let outside = COMMANDS.iter().filter(|(name, _)| !name.contains("scenario"));
    let (_, command) = outside.collect::<Vec<_>>()[hand.dice.below(COMMANDS.len() - 5)];
    edit::edit(&mut shown, |draft| command(hand, draft))?;
    let mut before = draft.journey().clone();
    edit::keep_in_scenario(draft, &id, &shown)?;
    let (again, clashes) = edit::with_scenario(draft.journey(), &id).unwrap();
    shown.scenarios = again.scenarios.clone();
    assert!(again == shown && clashes.is_empty(), "in the scenario it is another: {clashes:?}");
    before.scenarios = draft.journey().scenarios.clone();
    assert!(before == *draft.journey(), "an edit in a scenario reached the journey");
    Ok(())
}

pub fn merge_scenario(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let id = hand.any::<Scenario>(draft.journey());
    let with = edit::with_scenario(draft.journey(), &id);
    edit::merge_scenario(draft, &id)?;
    let (mut with, _) = with.unwrap();
    with.scenarios.remove(&id);
    assert!(with == *draft.journey(), "merged, it is another than it was shown");
    Ok(())
}
