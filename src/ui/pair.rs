//! The two segments that are compared, wherever that is: which they are, and their choice.

use super::catalogue as text;
use super::desk::Desk;
use super::prelude::*;
use super::widgets::choice;
use crate::model::Id;

/// The names of the segments, by place; where there is none, everyone.
pub fn segment_names(desk: Desk) -> Vec<String> {
    let names: Vec<String> =
        desk.editor.read(|journey| journey.segments.records().map(|s| s.name.clone()).collect());
    if names.is_empty() { vec![text::EVERYONE.to_owned()] } else { names }
}

/// Whether there are two to compare.
pub fn has_pair(desk: Desk) -> bool {
    desk.editor.read(|journey| journey.segments.len() > 1)
}

/// The places of the two; the same one twice where nobody chose otherwise and there is only one.
pub fn places(desk: Desk) -> [usize; 2] {
    let [one, other] = desk.session.pair.get();
    let count = desk.editor.read(|journey| journey.segments.len());
    let place = |id: Option<Id>| desk.editor.read(|journey| journey.segments.place_of(&id?));
    let (one, other) = (place(one), place(other));
    let first = one.unwrap_or(usize::from(other == Some(0) && count > 1));
    let second = other.unwrap_or(usize::from(first == 0 && count > 1));
    [first, second]
}

/// The choice of the two.
pub fn pair_choice(desk: Desk) -> [El; 2] {
    let pick = move |side: usize, label: &'static str| {
        let options = move || {
            segment_names(desk).into_iter().enumerate().map(|(at, name)| (at.to_string(), name)).collect()
        };
        let value = move || places(desk).get(side).map(usize::to_string).unwrap_or_default();
        let keep = move |at: String| {
            let place = at.parse().unwrap_or_default();
            let id = desk.editor.peek(|journey| journey.segments.id_at(place).cloned());
            desk.session.pair.update(|pair| {
                if let Some(chosen) = pair.get_mut(side) {
                    *chosen = id;
                }
            });
        };
        choice(label, false, options, value, keep)
    };
    [pick(0, text::ONE_SEGMENT), pick(1, text::COMPARED_WITH)]
}
