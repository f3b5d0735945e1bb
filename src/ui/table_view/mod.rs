//! The journey as two tables that are edited like a spreadsheet: touchpoints and transitions.
//! This room is the grid; what its cells hold is `formats::cells`.

mod grid;
mod columns;
mod keys;

use super::catalogue as text;
use super::desk::Desk;
use super::icons::Icon;
use super::panels::segmented;
use super::prelude::*;
use crate::formats::table_csv;
use crate::model::Perspective;
use columns::Kind;

/// The table view of the open map.
pub fn table_view(desk: Desk) -> El {
    let kind = RwSignal::new(Kind::Touchpoints);
    let perspectives =
        [(Perspective::Evidence, text::CUSTOMERS_SAY), (Perspective::Company, text::COMPANY_ASSUMES)];
    let copy = move || copy_rows(desk, table_csv::write_tabbed(&untrack(|| kind.get().rows(desk))));
    desk.exports.show(String::new, move || kind.get().rows(desk));
    let bar = div()
        .class("sheet-bar")
        .child(segmented(
            text::WHICH_TABLE,
            kind,
            [(Kind::Touchpoints, text::TOUCHPOINTS), (Kind::Transitions, text::TRANSITIONS)],
        ))
        .child(
            segmented(text::PERSPECTIVE, desk.session.perspective, perspectives)
                .attr("title", text::PERSPECTIVE_TIP),
        )
        .child(span().class("hint").child(text::TABLE_HINT))
        .child(span().class("spacer"))
        .child(super::panels::picture_button("button small", Icon::Copy, text::COPY_TABLE, copy));
    div().class("table-view").child(bar).child(by(move || kind.get(), move |kind| grid::grid(desk, *kind)))
}

/// The table of touchpoints, its titles first.
pub fn rows(desk: Desk) -> Vec<Vec<String>> {
    Kind::Touchpoints.rows(desk)
}

/// Puts a table on the clipboard.
fn copy_rows(desk: Desk, table: String) {
    leptos::task::spawn_local(async move {
        match crate::browser::clipboard::write(&table).await {
            Ok(()) => desk.notices.tell(text::TABLE_COPIED),
            Err(fault) => desk.notices.warn(fault.to_string()),
        }
    });
}
