//! An outcome: what this end means and what it is worth.

use super::super::canvas::kind_key;
use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::prelude::*;
use super::super::widgets::choice;
use super::parts::{a_period, fact_asked, facts, foot, hint, panel, sign};
use super::ranges::{Ranged, ranges};
use super::subject::Subject;
use crate::analysis::origin::Question;
use crate::model::{Id, Outcome, OutcomeKind};

/// The fields and numbers of an outcome.
pub fn outcome_panel(id: Id, desk: Desk) -> El {
    let outcome = Subject::<Outcome>::new(id.clone(), desk);
    let share = Memo::new(move |_| desk.derived.outcome_share(&id).unwrap_or(0.0));
    let people = move || desk.derived.numbers().people(share.get() * desk.derived.entrants());
    let worth = outcome.number(text::WORTH_EACH, |o| o.value, |o, value| o.value = value).unit(sign(desk));
    panel("outcome")
        .child(section().child(outcome.name(|o| &o.name, |o| &mut o.name)).child(facts([
            fact_asked(
                desk,
                move || desk.derived.numbers().share(share.get()),
                text::REACH_IT,
                move || outcome.place().map(Question::Outcome),
            ),
            fact_asked(desk, people, a_period(desk, text::people_a), move || {
                outcome.place().map(Question::Reached)
            }),
        ])))
        .child(
            section()
                .child(div().class("grid-2").child(meaning(outcome)).child(worth))
                .child(ranges(outcome, &RANGED))
                .child(hint(text::OUTCOME_HINT)),
        )
        .child(outcome.notes(|o| &o.notes, |o| &mut o.notes))
        .child(foot(desk, text::REMOVE_OUTCOME))
}

/// What may be off of an outcome's numbers.
const RANGED: [Ranged<Outcome>; 1] = [Ranged {
    name: text::WORTH_EACH,
    is_share: false,
    of: |o| &o.value_range,
    of_mut: |o| &mut o.value_range,
}];

/// What this end means.
fn meaning(outcome: Subject<Outcome>) -> El {
    let kinds =
        || text::OUTCOME_KINDS.map(|(kind, words)| (kind_key(kind).to_owned(), words.to_owned())).to_vec();
    let keep = move |key: String| {
        let kind = text::OUTCOME_KINDS.into_iter().map(|(kind, _)| kind).find(|kind| kind_key(*kind) == key);
        outcome.change(|o| o.kind = kind.unwrap_or(OutcomeKind::Other));
    };
    choice(text::MEANING, false, kinds, move || kind_key(outcome.with(|o| o.kind)).to_owned(), keep)
}
