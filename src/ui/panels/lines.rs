//! Pain points and opportunities, a line each.

use super::super::catalogue as text;
use super::super::icons::Icon;
use super::super::prelude::*;
use super::super::widgets::text_area;
use super::parts::{picture_button, remove_button};
use super::subject::Subject;
use crate::model::Touchpoint;

/// One list of a touchpoint: its words, and where it is kept.
#[derive(Clone, Copy)]
struct List {
    title: &'static str,
    add: &'static str,
    of: fn(&Touchpoint) -> &Vec<String>,
    of_mut: fn(&mut Touchpoint) -> &mut Vec<String>,
}

/// What hurts here and what could be better.
const LISTS: [List; 2] = [
    List {
        title: text::PAIN_POINTS,
        add: text::ADD_PAIN_POINT,
        of: |touchpoint| &touchpoint.pain_points,
        of_mut: |touchpoint| &mut touchpoint.pain_points,
    },
    List {
        title: text::OPPORTUNITIES,
        add: text::ADD_OPPORTUNITY,
        of: |touchpoint| &touchpoint.opportunities,
        of_mut: |touchpoint| &mut touchpoint.opportunities,
    },
];

/// What hurts here and what could be better.
pub fn line_lists(touchpoint: Subject<Touchpoint>) -> [El; 2] {
    LISTS.map(|list| {
        let places = move || (0..touchpoint.with(|record| (list.of)(record).len())).collect();
        let add = move || touchpoint.change(|record| (list.of_mut)(record).push(String::new()));
        let lines = each(places, usize::to_string, move |at| line(touchpoint, list, *at));
        section().child(h3().child(list.title)).child(ul().class("stack").child(lines)).child(picture_button(
            "button small",
            Icon::Plus,
            list.add,
            add,
        ))
    })
}

fn line(touchpoint: Subject<Touchpoint>, list: List, at: usize) -> El {
    let value = move || touchpoint.with(|record| (list.of)(record).get(at).cloned().unwrap_or_default());
    let keep = move |line: String| {
        touchpoint.change(|record| {
            if let Some(known) = (list.of_mut)(record).get_mut(at) {
                *known = line;
            }
        });
    };
    // The button goes away with its line: the line is removed after its own click.
    let remove = move || {
        let (desk, id) = (touchpoint.desk(), touchpoint.id());
        request_animation_frame(move || {
            desk.editor.edit(|draft| {
                draft.change::<Touchpoint>(&id, |record| {
                    if at < (list.of)(record).len() {
                        (list.of_mut)(record).remove(at);
                    }
                })
            });
        });
    };
    li().class("note-line").child(text_area(list.title, true, 1, value, keep)).child(remove_button(remove))
}
