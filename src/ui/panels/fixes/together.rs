//! What a fix needs, and what it can't go together with.

use super::super::super::catalogue as text;
use super::super::super::desk::Desk;
use super::super::super::fixing;
use super::super::super::prelude::*;
use super::super::super::widgets::choice;
use super::super::links::{Link, Linked, link_button, links};
use super::super::parts::remove_button;
use super::super::subject::Subject;
use super::fix_name;
use crate::edit::{self, Draft, Refusal};
use crate::model::{Fix, Id, Journey};

/// One way in which fixes stand to each other.
#[derive(Clone, Copy)]
struct Relation {
    title: &'static str,
    add: &'static str,
    /// Whether a fix stands so to another.
    holds: fn(&Journey, &Id, &Id) -> bool,
    say: fn(&mut Draft<'_>, &Id, &Id, bool) -> Result<(), Refusal>,
}

const RELATIONS: [Relation; 2] = [
    Relation { title: text::NEEDS, add: text::ADD_NEED, holds: needs, say: edit::set_prerequisite },
    Relation {
        title: text::CAN_T_GO_WITH,
        add: text::ADD_EXCLUSION,
        holds: clashes,
        say: edit::set_exclusion,
    },
];

fn needs(journey: &Journey, fix: &Id, other: &Id) -> bool {
    journey.fixes.get(fix).is_some_and(|fix| fix.requires.contains(other))
}

/// It is enough that one of the two says so.
fn clashes(journey: &Journey, fix: &Id, other: &Id) -> bool {
    let says = |one: &Id, other: &Id| journey.fixes.get(one).is_some_and(|fix| fix.excludes.contains(other));
    says(fix, other) || says(other, fix)
}

/// What a fix goes with and what not; nothing where it is the only one.
pub fn together(fix: Subject<Fix>) -> Child {
    let desk = fix.desk();
    when(
        move || desk.editor.read(|journey| journey.fixes.len() > 1),
        move || {
            section()
                .child(h3().child(text::GOES_WITH))
                .child(RELATIONS.map(|relation| related(fix, relation)))
        },
    )
}

fn related(fix: Subject<Fix>, relation: Relation) -> El {
    let desk = fix.desk();
    let list = move |holding: bool| {
        desk.editor.read(|journey| {
            let id = fix.id();
            let is = |other: &&Id| **other != id && (relation.holds)(journey, &id, other) == holding;
            journey.fixes.ids().filter(is).cloned().collect::<Vec<Id>>()
        })
    };
    let named = move |id: Id| {
        let name = fix_name(desk, &id);
        (id, name)
    };
    let others = move || {
        let others = list(false).into_iter().map(named).map(|(id, name)| (id.to_string(), name));
        std::iter::once((String::new(), relation.add.to_owned())).chain(others).collect()
    };
    let keep = move |chosen: String| {
        if let Ok(other) = Id::new(&chosen) {
            say(desk, fix.id(), other, relation, true);
        }
    };
    let row = move |link: Linked| {
        let open = link_button("link", link, desk, |desk, id| fixing::open_fix(desk, id.clone()));
        let remove = remove_button(move || {
            if let Some(link) = link.get_untracked() {
                request_animation_frame(move || say(desk, fix.id(), link.id, relation, false));
            }
        });
        div()
            .class("list-row")
            .child(span().class("mute small").child(relation.title))
            .child(open)
            .child(remove)
    };
    let rows = links(move || list(true).into_iter().map(named).map(Link::plain).collect(), row);
    div().class("stack").child(rows).child(choice(relation.add, true, others, String::new, keep))
}

fn say(desk: Desk, fix: Id, other: Id, relation: Relation, holds: bool) {
    desk.editor.edit(|draft| (relation.say)(draft, &fix, &other, holds));
}
