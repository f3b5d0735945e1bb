//! Every command there is, with random arguments: now and then such that it must be refused.

mod adopted;
mod variants;

use crate::support::dice::Dice;
use crate::support::journeys::TEXTS;
use adopted::{Adopted, adopted};
use desire_path::edit::{self, Draft, Refusal, Tracked};
use desire_path::formats::{self, journey_json};
use desire_path::geometry::Point;
use desire_path::model::*;
use variants::{add_scenario, change_scenario, edit_in_scenario, merge_scenario};

/// What a command draws on: chance, another journey to take fields from, and fresh ids.
pub struct Hand {
    pub dice: Dice,
    pub donor: Journey,
    fresh: u64,
}

type Done = Result<(), Refusal>;
type Command = fn(&mut Hand, &mut Draft<'_>) -> Done;

/// Every kind of edit by its name.
pub const COMMANDS: [(&str, Command); 48] = [
    ("add touchpoint", add_touchpoint),
    ("add outcome", add_outcome),
    ("rename", rename),
    ("connect", connect),
    ("reconnect", reconnect),
    ("move", move_places),
    ("place", place),
    ("align", align),
    ("distribute", distribute),
    ("put in stage", put_in_stage),
    ("remove places", remove_places),
    ("remove transitions", remove_transitions),
    ("score", score),
    ("change touchpoint", change::<Touchpoint>),
    ("change outcome", change::<Outcome>),
    ("change transition", change::<Transition>),
    ("change stage", change::<Stage>),
    ("change channel", change::<Channel>),
    ("change owner", change::<Owner>),
    ("change segment", change::<Segment>),
    ("change evidence", change::<Evidence>),
    ("change fix", change::<Fix>),
    ("change about", change_about),
    ("add stage", add::<Stage>),
    ("add channel", add::<Channel>),
    ("add owner", add::<Owner>),
    ("add segment", add::<Segment>),
    ("add evidence", add::<Evidence>),
    ("add fix", add_fix),
    ("change a fix's touchpoints", change_fix),
    ("set exclusion", set_exclusion),
    ("set prerequisite", set_prerequisite),
    ("name stage", named_stage),
    ("move stage", move_stage),
    ("remove stage", |hand, draft| removed::<Stage>(hand, draft, edit::remove_stage)),
    ("remove channel", |hand, draft| removed::<Channel>(hand, draft, edit::remove_channel)),
    ("remove owner", |hand, draft| removed::<Owner>(hand, draft, edit::remove_owner)),
    ("remove segment", |hand, draft| removed::<Segment>(hand, draft, edit::remove_segment)),
    ("remove evidence", |hand, draft| removed::<Evidence>(hand, draft, edit::remove_evidence)),
    ("remove fix", remove_fix),
    ("set entry", set_entry),
    ("duplicate", duplicate),
    ("import clipping", import_clipping),
    ("add scenario", add_scenario),
    ("change scenario", change_scenario),
    ("edit in scenario", edit_in_scenario),
    ("merge scenario", merge_scenario),
    ("remove scenario", |hand, draft| {
        removed::<Scenario>(hand, draft, |draft, id| draft.remove::<Scenario>(id).map(drop))
    }),
];

/// Several commands as one edit: where one is refused, nothing of it is done.
pub fn several(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    for _ in 0..2 + hand.dice.below(3) {
        let (_, command) = COMMANDS[hand.dice.below(COMMANDS.len())];
        command(hand, draft)?;
    }
    Ok(())
}

impl Hand {
    pub fn new(dice: Dice, donor: Journey) -> Self {
        Self { dice, donor, fresh: 0 }
    }

    /// Whether this time something must be wrong.
    fn wrong(&mut self) -> bool {
        self.dice.chance(0.06)
    }

    /// An id that nothing has; now and then one that something has.
    fn fresh<T: Record>(&mut self, journey: &Journey) -> Id {
        if self.wrong() {
            return self.any::<T>(journey);
        }
        self.fresh += 1;
        Id::new(&format!("new {}", self.fresh)).unwrap()
    }

    /// An id of a record; of none where there is none, or where something must be wrong.
    fn any<T: Record>(&mut self, journey: &Journey) -> Id {
        match self.some::<T>(journey) {
            Some(id) if !self.wrong() => id,
            _ => Id::new("nobody").unwrap(),
        }
    }

    /// An id of a record, where there is one.
    fn some<T: Record>(&mut self, journey: &Journey) -> Option<Id> {
        let table = T::table(journey);
        table.id_at(self.dice.below(table.len())).cloned()
    }

    fn maybe<T: Record>(&mut self, journey: &Journey) -> Option<Id> {
        if self.dice.chance(0.6) { self.some::<T>(journey) } else { None }
    }

    fn place(&mut self, journey: &Journey) -> Id {
        if self.dice.chance(0.7) { self.any::<Touchpoint>(journey) } else { self.any::<Outcome>(journey) }
    }

    fn places(&mut self, journey: &Journey) -> Vec<Id> {
        (0..1 + self.dice.below(3)).map(|_| self.place(journey)).collect()
    }

    fn name(&mut self) -> String {
        match self.wrong() {
            true if self.dice.chance(0.5) => "ü".repeat(limits::TEXT_CHARS + 1),
            true => "bell \u{7}".into(),
            false => (*self.dice.pick(&TEXTS)).to_owned(),
        }
    }

    fn point(&mut self) -> Point {
        let along = |dice: &mut Dice| dice.below(4_000) as f64 / 4.0 - 500.0;
        match self.wrong() {
            true => Point::new(if self.dice.chance(0.5) { f64::NAN } else { 3e6 }, 0.0),
            false => Point::new(along(&mut self.dice), along(&mut self.dice)),
        }
    }

    /// A record of the other journey, if it has one, else a new one.
    fn given<T: Record>(&mut self) -> T {
        let table = T::table(&self.donor);
        table.at(self.dice.below(table.len())).map_or_else(T::blank, |(_, record)| record.clone())
    }
}

fn add_touchpoint(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let id = match hand.wrong() {
        true => hand.any::<Outcome>(draft.journey()),
        false => hand.fresh::<Touchpoint>(draft.journey()),
    };
    let touchpoint = adopted::<Touchpoint>(hand, draft.journey());
    edit::add_touchpoint(draft, id.clone(), touchpoint.clone())?;
    assert_eq!(draft.journey().touchpoints.iter().next_back(), Some((&id, &touchpoint)));
    Ok(())
}

fn add_outcome(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let id = match hand.wrong() {
        true => hand.any::<Touchpoint>(draft.journey()),
        false => hand.fresh::<Outcome>(draft.journey()),
    };
    let outcome = adopted::<Outcome>(hand, draft.journey());
    edit::add_outcome(draft, id.clone(), outcome.clone())?;
    assert_eq!(draft.journey().outcomes.iter().next_back(), Some((&id, &outcome)));
    Ok(())
}

fn rename(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let (id, name) = (hand.place(draft.journey()), hand.name());
    edit::rename(draft, &id, &name)?;
    let journey = draft.journey();
    let now = journey.touchpoints.get(&id).map(|t| &t.name);
    assert_eq!(now.or(journey.outcomes.get(&id).map(|o| &o.name)), Some(&name));
    Ok(())
}

fn connect(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let journey = draft.journey();
    let id = hand.fresh::<Transition>(journey);
    let (from, to) = (hand.place(journey), hand.place(journey));
    edit::connect(draft, id.clone(), &from, &to)?;
    assert_eq!(draft.journey().transitions.get(&id), Some(&Transition::between(from, to)));
    Ok(())
}

fn reconnect(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let journey = draft.journey();
    let id = hand.any::<Transition>(journey);
    let (from, to) = (hand.any::<Touchpoint>(journey), hand.place(journey));
    edit::reconnect(draft, &id, &from, &to)?;
    let now = draft.record::<Transition>(&id)?;
    assert_eq!((&now.from, &now.to), (&from, &to));
    Ok(())
}

fn move_places(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let (ids, by) = (hand.places(draft.journey()), hand.point());
    edit::move_places(draft, &ids, by)
}

fn place(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let ids = hand.places(draft.journey());
    let places: Vec<(Id, Point)> = ids.into_iter().map(|id| (id, hand.point())).collect();
    edit::place(draft, &places)
}

fn align(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    use edit::Line::{Bottom, Center, Left, Middle, Right, Top};
    let line = *hand.dice.pick(&[Left, Center, Right, Top, Middle, Bottom]);
    edit::align(draft, &hand.places(draft.journey()), line)
}

fn distribute(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let across = hand.dice.chance(0.5);
    edit::distribute(draft, &hand.places(draft.journey()), across)
}

fn put_in_stage(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let ids = hand.places(draft.journey());
    let stage = hand.dice.chance(0.8).then(|| hand.any::<Stage>(draft.journey()));
    edit::put_in_stage(draft, &ids, stage.as_ref())?;
    let mut put = ids.iter().filter_map(|id| draft.journey().touchpoints.get(id));
    assert!(put.all(|touchpoint| touchpoint.stage == stage));
    Ok(())
}

fn remove_places(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let ids = hand.places(draft.journey());
    edit::remove(draft, &ids)?;
    assert!(!ids.iter().any(|id| draft.journey().has("places", id)));
    Ok(())
}

fn remove_transitions(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let id = hand.any::<Transition>(draft.journey());
    edit::remove(draft, std::slice::from_ref(&id))?;
    assert!(!draft.journey().transitions.contains(&id));
    Ok(())
}

fn score(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let id = hand.any::<Touchpoint>(draft.journey());
    let found = *hand.dice.pick(&[0.0, 2.5, 7.0, 10.0]);
    let found = if hand.wrong() { *hand.dice.pick(&[-1.0, 10.1, f64::NAN, f64::INFINITY]) } else { found };
    let burden = hand.dice.chance(0.5).then(|| *hand.dice.pick(&[Burden::Effort, Burden::Worry]));
    let value = *hand.dice.pick(&Value::ALL);
    draft.change::<Touchpoint>(&id, |touchpoint| match burden {
        Some(burden) => touchpoint.burdens[burden].assumed = Some(found),
        None => touchpoint.values[value].evidenced = Some(found),
    })
}

fn change<T: Adopted>(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let id = hand.any::<T>(draft.journey());
    let record = adopted::<T>(hand, draft.journey());
    draft.change::<T>(&id, |known| *known = record.clone())?;
    assert!(draft.record::<T>(&id)? == &record);
    Ok(())
}

fn add<T: Adopted>(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let id = hand.fresh::<T>(draft.journey());
    let record = adopted::<T>(hand, draft.journey());
    let at = hand.dice.below(6);
    draft.add_at(at, id.clone(), record)?;
    let table = T::table(draft.journey());
    assert_eq!(table.place_of(&id), Some(at.min(table.len() - 1)));
    Ok(())
}

fn change_about(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let title = hand.name();
    let (hazard, donor) = (hand.dice.unit(), hand.donor.about.clone());
    draft.change_about(|about| *about = About { title, base_hazard: hazard, ..donor })
}

fn named_stage(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let (fresh, name) = (hand.fresh::<Stage>(draft.journey()), hand.name());
    let make = |name| Stage { name, ..Stage::default() };
    let id = edit::named(draft, fresh, &name, |stage: &Stage| &stage.name, make)?;
    assert_eq!(draft.record::<Stage>(&id)?.name, name);
    Ok(())
}

fn move_stage(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let id = hand.any::<Stage>(draft.journey());
    let by = hand.dice.below(9) as isize - 4;
    let count = draft.journey().stages.len();
    let before = draft.journey().stages.place_of(&id);
    edit::move_stage(draft, &id, by)?;
    let expected = (before.unwrap() as isize + by).clamp(0, count as isize - 1);
    assert_eq!(draft.journey().stages.place_of(&id), Some(expected as usize));
    Ok(())
}

fn removed<T: Tracked>(
    hand: &mut Hand,
    draft: &mut Draft<'_>,
    remove: fn(&mut Draft<'_>, &Id) -> Done,
) -> Done {
    let id = hand.any::<T>(draft.journey());
    let count = T::table(draft.journey()).len();
    remove(draft, &id)?;
    assert_eq!(T::table(draft.journey()).len(), count - 1);
    Ok(())
}

fn add_fix(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let (id, mut fix) = (hand.fresh::<Fix>(draft.journey()), adopted::<Fix>(hand, draft.journey()));
    if hand.wrong() {
        fix.requires.push(Id::new("nobody").unwrap());
    }
    edit::add_fix(draft, id.clone(), fix.clone())?;
    assert_eq!(draft.journey().fixes.iter().next_back(), Some((&id, &fix)));
    Ok(())
}

fn change_fix(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let (id, touchpoint) = (hand.any::<Fix>(draft.journey()), hand.any::<Touchpoint>(draft.journey()));
    edit::change_fix(draft, &id, |fix| {
        fix.effects.iter_mut().for_each(|e| e.touchpoint = touchpoint.clone())
    })?;
    assert!(draft.record::<Fix>(&id)?.effects.iter().all(|effect| effect.touchpoint == touchpoint));
    Ok(())
}

fn remove_fix(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    removed::<Fix>(hand, draft, edit::remove_fix)
}

fn set_exclusion(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let (one, other) = (hand.any::<Fix>(draft.journey()), hand.any::<Fix>(draft.journey()));
    let excludes = hand.dice.chance(0.6);
    edit::set_exclusion(draft, &one, &other, excludes)?;
    let said = |one: &Id, other: &Id| draft.journey().fixes.get(one).unwrap().excludes.contains(other);
    assert_eq!(said(&one, &other) || said(&other, &one), excludes);
    Ok(())
}

fn set_prerequisite(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let (fix, needed) = (hand.any::<Fix>(draft.journey()), hand.any::<Fix>(draft.journey()));
    let needs = hand.dice.chance(0.6);
    edit::set_prerequisite(draft, &fix, &needed, needs)?;
    assert_eq!(draft.record::<Fix>(&fix)?.requires.contains(&needed), needs);
    Ok(())
}

fn set_entry(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let (segment, touchpoint) =
        (hand.any::<Segment>(draft.journey()), hand.any::<Touchpoint>(draft.journey()));
    let share = hand.dice.chance(0.7).then(|| hand.dice.unit());
    let share = if hand.wrong() { Some(-0.5) } else { share };
    edit::set_entry(draft, &segment, &touchpoint, share)?;
    assert_eq!(draft.record::<Segment>(&segment)?.entry.get(&touchpoint).copied(), share);
    Ok(())
}

fn pasted(hand: &mut Hand, draft: &mut Draft<'_>, clipping: &Journey) -> Done {
    let by = hand.point();
    let mut fresh = hand.fresh;
    let before = draft.journey().touchpoints.len() + draft.journey().outcomes.len();
    let ids = edit::paste(draft, clipping, by, || {
        fresh += 1;
        Id::new(&format!("new {fresh}")).unwrap()
    });
    hand.fresh = fresh;
    let ids = ids?;
    assert_eq!(ids.len(), clipping.touchpoints.len() + clipping.outcomes.len());
    let now = draft.journey();
    assert_eq!(now.touchpoints.len() + now.outcomes.len(), before + ids.len());
    Ok(())
}

fn duplicate(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let ids = hand.places(draft.journey());
    let clipping = edit::clipping(draft.journey(), &ids);
    assert_eq!(clipping.violations(), vec![]);
    pasted(hand, draft, &clipping)
}

/// A part of another journey, by way of the clipboard's text.
fn import_clipping(hand: &mut Hand, draft: &mut Draft<'_>) -> Done {
    let donor = std::mem::take(&mut hand.donor);
    let ids = hand.places(&donor);
    let text = journey_json::write(&edit::clipping(&donor, &ids));
    hand.donor = donor;
    let opened = formats::read(text.as_bytes(), "clipping.json").unwrap();
    assert!(opened.report.is_clean(), "{:?}", opened.report.lines);
    pasted(hand, draft, &opened.journey)
}
