//! What the journey means: which question is answered.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::prelude::*;
use super::super::session::Side;
use super::parts::{chooser, copy_rows, hint, panel, picture_button, section_head};
use super::{flow, leak, ledger, paths, ranking, segments, sensitivity, structure, sure, two_views, without};
use leptos::prelude::untrack;

/// One question: its name, what answers it, and the answer as a table.
pub struct Insight {
    /// Its name on the chip.
    pub name: &'static str,
    /// What it says, in one sentence.
    pub about: &'static str,
    /// Draws the answer.
    pub view: fn(Desk) -> Child,
    /// The answer as rows of cells, the first one the head.
    pub cells: fn(Desk) -> Vec<Vec<String>>,
}

/// Every question, in the order of the chips.
const ALL: [&Insight; 11] = [
    &ranking::INSIGHT,
    &flow::INSIGHT,
    &leak::INSIGHT,
    &sensitivity::INSIGHT,
    &paths::INSIGHT,
    &structure::INSIGHT,
    &segments::INSIGHT,
    &ledger::INSIGHT,
    &without::INSIGHT,
    &two_views::INSIGHT,
    &sure::INSIGHT,
];

/// The chips and the chosen answer.
pub fn insights_panel(desk: Desk) -> El {
    let chosen = desk.session.insight;
    let insight = move || ALL.get(chosen.get()).copied().unwrap_or(&ranking::INSIGHT);
    let chip = |(at, insight): (usize, &&Insight)| chooser(chosen, at, insight.name).class("chip");
    let nav = div()
        .class("insight-nav")
        .attr("role", "group")
        .attr("aria-label", text::INSIGHTS)
        .child(ALL.iter().enumerate().map(chip).collect::<Vec<_>>());
    let copy =
        picture_button("button small", Icon::Copy, text::COPY_TABLE, move || copy_table(desk, insight()))
            .attr("title", text::COPY_TABLE_TIP);
    let save =
        move || super::super::exports::save_rows(desk, "insights", &untrack(move || (insight().cells)(desk)));
    let save = picture_button("button small", Icon::Download, text::SAVE_CSV, save)
        .attr("title", text::SAVE_CSV_TIP);
    let answer = section()
        .child(section_head(h2().child(move || insight().name), span().class("row").child(copy).child(save)))
        .child(hint(move || insight().about))
        .child(by(move || chosen.get(), move |_| (insight().view)(desk)));
    panel("insights").child(section().child(nav)).child(answer).child(checks(desk)).child(hint(text::LIMITS))
}

/// Shows the two views, with what to find out next.
pub fn show_two_views(desk: Desk) {
    let place = ALL.iter().position(|insight| insight.name == two_views::INSIGHT.name);
    desk.session.insight.set(place.unwrap_or(0));
    desk.session.side.set(Side::Insights);
    super::super::focus::enter_top(".side .insight-nav [aria-pressed=true]".into());
}

fn copy_table(desk: Desk, insight: &'static Insight) {
    copy_rows(desk, untrack(move || (insight.cells)(desk)));
}

/// The self-checks of the solve, as one small tick.
fn checks(desk: Desk) -> El {
    let details = move || {
        desk.derived.readings.with(|readings| {
            let line = |check: &crate::analysis::Check| format!("{}: {:.1e}", check.name, check.residual);
            readings
                .checks
                .all
                .iter()
                .filter(|check| check.is_compared)
                .map(line)
                .collect::<Vec<_>>()
                .join("\n")
        })
    };
    let hold = move || desk.derived.readings.with(|readings| readings.checks.hold());
    let verdict = |hold: &bool| match hold {
        true => (icon(Icon::Tick), text::CHECKS_HOLD),
        false => (icon(Icon::Warning), text::CHECKS_FAIL),
    };
    p().class("checks").attr("title", details).child(by(hold, verdict))
}

/// A number in a table that is copied: full precision.
pub fn cell(number: f64) -> String {
    format!("{number}")
}
