//! Several records at once.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::Icon;
use super::super::prelude::*;
use super::super::widgets::choice;
use super::parts::{panel, picture_button, removal};
use crate::edit;
use crate::model::{Id, Journey};

/// What can be done with several records at once.
pub fn several_panel(desk: Desk) -> El {
    let options = move || {
        let mut options = vec![("=".to_owned(), text::STAGE_AS_IS.to_owned())];
        options.extend(desk.editor.read(stage_options));
        options
    };
    let set_stage = move |stage: String| {
        if stage == "=" {
            return;
        }
        let ids = desk.session.selection.get_untracked();
        desk.editor.edit(|draft| edit::put_in_stage(draft, &ids, Id::new(&stage).ok().as_ref()));
    };
    let count = move || text::selected(desk.session.selection.with(Vec::len));
    panel("several")
        .child(section().child(h2().child(count)).child(choice(
            text::STAGE,
            false,
            options,
            || "=".to_owned(),
            set_stage,
        )))
        .child(
            section()
                .class("row")
                .child(picture_button("button", Icon::Tidy, text::TIDY, move || commands::tidy(desk)))
                .child(picture_button("button", Icon::Copy, text::COPY, move || commands::copy(desk)))
                .child(removal(desk, text::REMOVE)),
        )
}

/// No stage, and every stage: keys and names.
pub fn stage_options(journey: &Journey) -> Vec<(String, String)> {
    let none = (String::new(), text::NO_STAGE.to_owned());
    let stages = journey.stages.iter().map(|(id, stage)| (id.to_string(), stage.name.clone()));
    std::iter::once(none).chain(stages).collect()
}
