//! The flow view: how customers, or value, run from stage to stage. Bars are touchpoints, as high as what
//! arrives; ribbons are transitions, as wide as what goes on; first passes and repeat visits in two shades.
//! This room is that drawing; its shape is `layout::sankey`, its amounts are readings.

mod flows;
mod drawing;
mod picture;

use super::catalogue as text;
use super::desk::Desk;
use super::headline::headline;
use super::icons::Icon;
use super::panels::{copy_rows, picture_button, segmented};
use super::prelude::*;
use crate::geometry::Point;
use crate::layout::sankey;
use flows::{Drawn, What, drawn};

/// The least that the drawing takes, in pixels.
const LEAST: Point = Point { x: 560.0, y: 380.0 };

/// The flow view of the open map.
pub fn flow_view(desk: Desk) -> El {
    let what = RwSignal::new(What::Customers);
    let frame = RwSignal::new(LEAST);
    let told = RwSignal::new(String::new());
    let amounts = Memo::new(move |_| drawn(desk, what.get()));
    let shape = Memo::new(move |_| {
        let frame = frame.get();
        amounts.with(|amounts| desk.editor.read(|journey| sankey(journey, &amounts.flows, frame)))
    });
    desk.exports.show(
        move || shape.with(|shape| amounts.with(|amounts| picture::picture(desk, shape, amounts))),
        move || amounts.with(|amounts| amounts.rows.clone()),
    );
    let choices = [
        (What::Customers, text::CUSTOMERS_FLOW),
        (What::Organisation, text::VALUE_TO_US),
        (What::Customer, text::VALUE_TO_THEM),
    ];
    let copy = move || {
        copy_rows(desk, untrack(|| amounts.with(|amounts| amounts.rows.clone())));
    };
    let bar = div()
        .class("sheet-bar")
        .child(segmented(text::WHAT_FLOWS, what, choices))
        .child(key())
        .child(span().class("spacer"))
        .child(
            picture_button("button small", Icon::Copy, text::COPY_TABLE, copy)
                .attr("title", text::COPY_TABLE_TIP),
        );
    let place = div()
        .class("flow-scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", text::FLOW_VIEW);
    let element = place.element();
    // The size that is there is known once the view stands on the page.
    request_animation_frame(move || {
        let size =
            Point::new(f64::from(element.client_width()) - 48.0, f64::from(element.client_height()) - 110.0);
        frame.set(Point::new(size.x.max(LEAST.x), size.y.max(LEAST.y)));
    });
    let picture = by(
        move || (shape.get(), amounts.get()),
        move |(shape, amounts)| drawing::drawing(desk, shape, amounts, told),
    );
    let empty = when(
        move || shape.with(|shape| shape.bars.is_empty()),
        || p().class("empty").child(text::NOTHING_FLOWS),
    );
    div()
        .class("flow-view")
        .child(bar)
        .child(headline(desk))
        .child(place.child(empty).child(picture))
        .child(foot(amounts, told))
}

/// What the two shades mean.
fn key() -> El {
    let swatch = |class: &'static str, words: &'static str| {
        span().class("swatch").child(i().class(class)).child(words)
    };
    div()
        .class("flow-key")
        .child(swatch("first", text::FIRST_PASSES))
        .child(swatch("again", text::REPEAT_VISITS))
        .child(swatch("gone", text::THEY_LEAVE))
}

/// That the parts sum, and what is pointed at.
fn foot(amounts: Memo<Drawn>, told: RwSignal<String>) -> El {
    let sum = move || amounts.with(|amounts| amounts.sum.clone());
    footer()
        .class("flow-foot")
        .child(span().class("told").attr("role", "status").child(move || told.get()))
        .child(span().class("sum").child(sum))
}
