//! What is between two journeys, and a scenario over a journey that went on.

use crate::commands::{COMMANDS, Hand};
use crate::sequences::{small, start};
use crate::support::dice::Dice;
use desire_path::edit::{Patch, edit};
use desire_path::formats::patch_json;

/// What leads from one journey to another leads there and back, and does not grow with what is undone.
#[test]
fn what_is_between_two_journeys_leads_from_one_to_the_other_and_back() {
    let (mut changes, mut moved) = (0, 0);
    for seed in 0..300 {
        let mut dice = Dice::new(seed ^ 0x5ce0);
        let base = start(seed, &mut dice);
        let mut hand = Hand::new(dice, small(seed ^ 0xdead_beef));
        let mut now = base.clone();
        for _ in 0..40 {
            let (_, command) = COMMANDS[hand.dice.below(COMMANDS.len())];
            let _ = edit(&mut now, |draft| command(&mut hand, draft));
        }
        now.scenarios = base.scenarios.clone();
        let whole = Patch::between(&base, &now);
        let mut there = base.clone();
        whole.apply(&mut there);
        assert!(there == now, "SEED={seed}: it leads elsewhere");
        whole.inverse().apply(&mut there);
        assert!(there == base, "SEED={seed}: it leads back elsewhere");
        assert_eq!(Patch::between(&base, &base), Patch::default());
        assert_eq!(patch_json::read(&patch_json::write(&whole)).unwrap(), whole, "SEED={seed}");
        assert!(whole.over(&base) == (now, vec![]), "SEED={seed}: over its own journey it is another");
        changes += whole.kinds().iter().map(|changes| changes.count()).sum::<usize>();
        moved += whole.stages.iter().filter(|change| change.after.is_none()).count();
    }
    println!("{changes} changes, {moved} of stages that go");
    assert!(changes > 1_000 && moved > 10);
}

/// Whatever the journey becomes meanwhile, a scenario over it is sound.
#[test]
fn over_a_journey_that_went_on_a_scenario_is_sound() {
    let mut clashes = 0;
    for seed in 0..300 {
        let mut dice = Dice::new(seed ^ 0x5ce1);
        let base = start(seed, &mut dice);
        let mut hand = Hand::new(dice, small(seed ^ 0xdead_beef));
        let (mut one, mut other) = (base.clone(), base.clone());
        for _ in 0..30 {
            for journey in [&mut one, &mut other] {
                let (_, command) = COMMANDS[hand.dice.below(COMMANDS.len())];
                let _ = edit(journey, |draft| command(&mut hand, draft));
            }
        }
        let (joined, told) = Patch::between(&base, &one).over(&other);
        assert_eq!(joined.violations(), vec![], "SEED={seed}");
        assert!(joined.scenarios == other.scenarios, "SEED={seed}");
        clashes += told.len();
    }
    println!("{clashes} clashes told");
    assert!(clashes > 50);
}
