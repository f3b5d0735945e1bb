//! The side itself: its tabs.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::prelude::*;
use super::super::session::Side;
use super::{findings::findings_panel, fixes::fixes_panel, insights::insights_panel, inspector::inspector};

/// The panel at the side, or the sheet at the foot of a narrow screen.
pub fn side(desk: Desk) -> El {
    let close = button()
        .class("narrow")
        .attr("aria-label", text::CLOSE)
        .on(ev::click, move |_| desk.session.side_open.set(false))
        .child(icon(Icon::Close));
    let list = div().attr("role", "tablist").child(Side::ALL.map(|which| tab(which, desk)));
    let tabs = div().class("tabs").child(list).child(span().class("grow")).child(close);
    let shown = by(
        move || desk.session.side.get(),
        move |side| match side {
            Side::Inspect => inspector(desk),
            Side::Insights => insights_panel(desk).into_child(),
            Side::Findings => findings_panel(desk).into_child(),
            Side::Fixes => fixes_panel(desk),
        },
    );
    el("aside")
        .class("side")
        .attr("aria-label", text::SIDE)
        .child(h2().class("unseen").child(text::SIDE))
        .child(tabs)
        .child(div().class("scroll").attr("role", "tabpanel").child(shown))
}

fn tab(which: Side, desk: Desk) -> El {
    let side = desk.session.side;
    let tab = button()
        .attr("role", "tab")
        .attr("aria-selected", move || (side.get() == which).to_string())
        .on(ev::click, move |_| side.set(which))
        .child(text::side_name(which));
    if which != Side::Findings {
        return tab;
    }
    let count = move || desk.derived.findings.with(|findings| findings.all.len());
    let badge = |count: &usize| (*count > 0).then(|| span().class("badge").child(count.to_string()));
    tab.child(by(count, badge))
}
