//! Several records at once.

use super::super::arrange;
use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::prelude::*;
use super::super::shortcuts;
use super::chosen::Chosen;
use super::parts::{hint, panel, picture_button, removal};
use super::scores::{burden_scores, value_scores};
use super::touchpoint::sorted_by;

/// What the selected records have in common, and what can be done with all of them.
pub fn several_panel(desk: Desk) -> El {
    let chosen = Chosen::selected(desk);
    let count = move || text::selected(desk.session.selection.with(Vec::len));
    let tools = arrange::ALL.iter().filter_map(|name| shortcuts::named(name));
    let tool = |shortcut: &'static shortcuts::Shortcut| {
        let key = shortcut.keys.first().map(|key| key.printed()).unwrap_or_default();
        button()
            .class("button square plain")
            .attr("title", [shortcut.name, " (", key.as_str(), ")"].concat())
            .attr("aria-label", shortcut.name)
            .on(ev::click, move |_| (shortcut.run)(desk))
            .child(shortcut.icon.map(icon))
    };
    let tools = div()
        .class("row tools")
        .attr("role", "group")
        .attr("aria-label", text::ARRANGE)
        .child(tools.map(tool).collect::<Vec<_>>());
    let common = move || {
        let fields = section().child(sorted_by(chosen)).child(hint(text::FOR_ALL_OF_THEM));
        [fields, burden_scores(chosen), value_scores(chosen)]
    };
    panel("several")
        .child(section().child(h2().child(count)).child(tools))
        .child(when(move || chosen.count() > 0, common))
        .child(
            section()
                .class("row")
                .child(picture_button("button", Icon::Tidy, text::TIDY, move || commands::tidy(desk)))
                .child(picture_button("button", Icon::Copy, text::COPY, move || commands::copy(desk)))
                .child(removal(desk, text::REMOVE)),
        )
}
