//! The classic journey map: touchpoints side by side, and what is known of each underneath; to be read,
//! edited in place and printed. This room is that sheet; its cells are those of the table.

mod columns;
mod rows;
mod curve;
mod picture;

use super::catalogue as text;
use super::desk::Desk;
use super::headline::headline;
use super::panels::segmented;
use super::prelude::*;
use crate::model::{Id, Perspective};
pub use columns::{Columns, columns};

/// The paper that the sheet is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paper {
    A4,
    A3,
}

impl Paper {
    /// How many touchpoints lie side by side on a page.
    fn columns(self) -> usize {
        match self {
            Self::A4 => 8,
            Self::A3 => 12,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
        }
    }
}

/// The journey view of the open map.
pub fn journey_view(desk: Desk) -> El {
    let which = RwSignal::new(Columns::Stages);
    let paper = RwSignal::new(None::<Paper>);
    let chosen = StoredValue::new(desk.session.selection.get_untracked());
    let all = Memo::new(move |_| columns(desk, which.get(), &chosen.get_value()));
    let bands = Memo::new(move |_| {
        let width = paper.get().map_or(usize::MAX, Paper::columns);
        all.with(|ids| ids.chunks(width.min(ids.len().max(1))).map(<[Id]>::to_vec).collect::<Vec<_>>())
    });
    let sheets = by(
        move || bands.get(),
        move |bands| bands.iter().map(|band| rows::sheet(desk, band.clone())).collect::<Vec<_>>(),
    );
    desk.exports.show(
        move || all.with(|ids| picture::picture(desk, ids)),
        move || all.with(|ids| picture::table(desk, ids)),
    );
    follow_printing(paper);
    let nothing = when(move || all.with(Vec::is_empty), move || nothing(which.get_untracked()));
    div()
        .class("sheet-view")
        .attr("data-paper", move || paper.get().map(Paper::key))
        .child(bar(desk, which, paper, !chosen.with_value(Vec::is_empty)))
        .child(
            h1().class("print-only").child(move || desk.editor.read(|journey| journey.about.title.clone())),
        )
        .child(headline(desk))
        .child(nothing)
        .child(
            div()
                .class("sheets")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", text::JOURNEY_VIEW)
                .child(sheets),
        )
}

/// Splits the sheet into pages also where the browser's own menu prints it, and puts it together again after.
fn follow_printing(paper: RwSignal<Option<Paper>>) {
    let before = window_event_listener(ev::beforeprint, move |_| {
        if paper.get_untracked().is_none() {
            paper.set(Some(Paper::A4));
        }
    });
    let after = window_event_listener(ev::afterprint, move |_| paper.set(None));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
}

fn bar(desk: Desk, which: RwSignal<Columns>, paper: RwSignal<Option<Paper>>, some_chosen: bool) -> El {
    let perspectives =
        [(Perspective::Evidence, text::CUSTOMERS_SAY), (Perspective::Company, text::COMPANY_ASSUMES)];
    let mut choices = vec![
        (Columns::Stages, text::ALL_STAGES),
        (Columns::Probable, text::MOST_PROBABLE_PATH),
        (Columns::Valuable, text::MOST_VALUABLE_PATH),
    ];
    if some_chosen {
        choices.push((Columns::Chosen, text::WHAT_WAS_SELECTED));
    }
    let key =
        |choice: Columns| choices.iter().position(|(known, _)| *known == choice).unwrap_or(0).to_string();
    let options = choices.iter().map(|(choice, name)| option().attr("value", key(*choice)).child(*name));
    let list = select().class("select").attr("aria-label", text::COLUMNS).child(options.collect::<Vec<_>>());
    let picked = choices.iter().map(|(choice, _)| *choice).collect::<Vec<_>>();
    let list = list.on(ev::change, move |event| {
        let at = event_target_value(&event).parse::<usize>().unwrap_or_default();
        which.set(picked.get(at).copied().unwrap_or(Columns::Stages));
    });
    let print = move |on: Paper, name: &'static str| {
        button().class("button small").attr("title", text::PRINT_TIP).child(name).on(ev::click, move |_| {
            paper.set(Some(on));
            request_animation_frame(move || drop(window().print()));
        })
    };
    div()
        .class("sheet-bar")
        .child(list)
        .child(
            segmented(text::PERSPECTIVE, desk.session.perspective, perspectives)
                .attr("title", text::PERSPECTIVE_TIP),
        )
        .child(span().class("hint").child(move || which.get().about()))
        .child(span().class("spacer"))
        .child(print(Paper::A4, text::PRINT_A4))
        .child(print(Paper::A3, text::PRINT_A3))
}

/// What the sheet says where it has no columns.
fn nothing(which: Columns) -> El {
    let words = match which {
        Columns::Stages | Columns::Chosen => text::NO_TOUCHPOINTS_YET,
        Columns::Probable | Columns::Valuable => text::NO_SUCCESSFUL_PATH,
    };
    p().class("empty").child(words)
}
