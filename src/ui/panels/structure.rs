//! What the graph says by itself: must-pass touchpoints, knots, points of no return.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::prelude::*;
use super::insights::Insight;
use super::parts::{hint, word_button};
use crate::model::Id;

/// What the graph says by itself.
pub const INSIGHT: Insight = Insight { name: text::STRUCTURE, about: text::STRUCTURE_ABOUT, view, cells };

/// A heading, what it means, and the groups of touchpoints under it.
type Group = (&'static str, &'static str, Vec<Vec<(Id, String)>>);

fn groups(desk: Desk) -> Vec<Group> {
    desk.derived.structure.with(|structure| {
        desk.editor.read(|journey| {
            let named = |places: &Vec<usize>| -> Vec<(Id, String)> {
                let ids = places.iter().filter_map(|at| journey.touchpoints.id_at(*at));
                ids.map(|id| (id.clone(), place_name(journey, id))).collect()
            };
            let one = |places: &Vec<usize>| if places.is_empty() { Vec::new() } else { vec![named(places)] };
            let many = |groups: &[Vec<usize>]| groups.iter().map(named).collect();
            vec![
                (text::MUST_PASS, text::MUST_PASS_ABOUT, one(&structure.must_pass)),
                (text::NO_RETURN, text::NO_RETURN_ABOUT, one(&structure.no_return)),
                (text::KNOTS, text::KNOTS_ABOUT, many(&structure.knots)),
                (text::DEAD_ENDS, text::DEAD_ENDS_ABOUT, one(&structure.dead_ends)),
                (text::CLOSED_LOOPS, text::CLOSED_LOOPS_ABOUT, many(&structure.closed_loops)),
            ]
        })
    })
}

fn view(desk: Desk) -> Child {
    by(move || groups(desk), move |groups| groups.iter().map(|group| shown(desk, group)).collect::<Vec<_>>())
}

/// The gates and knots alone: what every success passes, what nothing leads back from, where
/// customers go round.
pub fn gates(desk: Desk) -> Child {
    let first = move || groups(desk).into_iter().take(3).collect::<Vec<_>>();
    by(first, move |groups| groups.iter().map(|group| shown(desk, group)).collect::<Vec<_>>())
}

fn shown(desk: Desk, (title, about, groups): &Group) -> [Child; 3] {
    let link = |(id, name): &(Id, String)| {
        let id = id.clone();
        word_button("chip", name.clone(), move || commands::show(desk, &id))
    };
    let list = |names: &Vec<(Id, String)>| {
        div().class("insight-nav").child(names.iter().map(link).collect::<Vec<_>>())
    };
    let body = if groups.is_empty() {
        hint(text::NONE_HERE).into_child()
    } else {
        groups.iter().map(list).collect::<Vec<_>>().into_child()
    };
    [h3().child(*title).into_child(), hint(*about).into_child(), body]
}

fn cells(desk: Desk) -> Vec<Vec<String>> {
    let head = vec![text::STRUCTURE.to_owned(), text::TOUCHPOINTS.to_owned()];
    let row = |(title, _, groups): Group| {
        let names =
            |group: Vec<(Id, String)>| group.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(", ");
        vec![title.to_owned(), groups.into_iter().map(names).collect::<Vec<_>>().join(" | ")]
    };
    std::iter::once(head).chain(groups(desk).into_iter().map(row)).collect()
}
