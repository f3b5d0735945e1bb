//! The drawing of flows: bars and ribbons, each with its exact words.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::prelude::*;
use super::super::receipt::{self, Receipt};
use super::flows::{Drawn, Named, NamedWay};
use crate::formats::svg::fitted;
use crate::layout::{BAR, Bar, Ribbon, Sankey};
use crate::model::OutcomeKind;

/// The room above the bars for the stages' names, in pixels.
const HEAD: f64 = 34.0;
/// The size that names are fitted in: a little less than they have, as what fits is reckoned with bold type.
const NAME_SIZE: f64 = 10.0;

/// The drawing.
pub fn drawing(desk: Desk, shape: &Sankey, amounts: &Drawn, told: RwSignal<String>) -> El {
    let (width, height) = (shape.size.x + 24.0, shape.size.y + HEAD + 12.0);
    let ribbons = shape
        .ribbons
        .iter()
        .filter_map(|ribbon| Some(shown_ribbon(desk, ribbon, amounts, amounts.ways.get(ribbon.way)?, told)));
    let bars = shape.bars.iter().filter_map(|bar| shown_bar(desk, bar, amounts, shape.room(bar), told));
    let spans = shape.spans.iter().map(|span| {
        let name = span.stage.and_then(|stage| {
            desk.editor.peek(|journey| journey.stages.records().nth(stage).map(|stage| stage.name.clone()))
        });
        let x = span.x.to_string();
        let line = svg("path").attr("d", format!("M{x} -{HEAD}v{}", height - 8.0));
        let words = svg("text")
            .attr("x", (span.x + 2.0).to_string())
            .attr("y", "-16")
            .child(name.unwrap_or_default());
        svg("g").class("span").child(line).child(words)
    });
    let inside = svg("g")
        .attr("transform", format!("translate(12 {HEAD})"))
        .child(svg("g").attr("aria-hidden", "true").child(spans.collect::<Vec<_>>()))
        .child(svg("g").class("ribbons").attr("aria-hidden", "true").child(ribbons.collect::<Vec<_>>()))
        .child(
            svg("g")
                .attr("role", "list")
                .attr("aria-label", amounts.name.clone())
                .child(bars.collect::<Vec<_>>()),
        );
    svg("svg")
        .class("flow-picture")
        .attr("width", format!("{width:.0}"))
        .attr("height", format!("{height:.0}"))
        .attr("viewBox", format!("0 0 {width:.0} {height:.0}"))
        .child(inside)
        .on(ev::mouseleave, move |_| told.set(String::new()))
}

fn shown_ribbon(desk: Desk, ribbon: &Ribbon, drawn: &Drawn, way: &NamedWay, told: RwSignal<String>) -> El {
    let part = |class: &'static str, from: f64, to: f64| {
        svg("path")
            .class(class)
            .attr("d", ribbon.path(from, to))
            .attr("stroke-width", format!("{:.2}", (to - from).max(0.6)))
    };
    let said = way.spoken.clone();
    let negative = way.amount.0 < 0.0;
    let mut group =
        svg("g").class("ribbon").class_when("negative", negative).child(part("first", 0.0, ribbon.first));
    if ribbon.width - ribbon.first > 0.05 {
        group = group.child(part("again", ribbon.first, ribbon.width));
    }
    // By key, and by ear, the number stands in the table.
    let (place, question) = (drawn.place, way.question);
    group
        .child(svg("title").child(way.spoken.clone()))
        .on(ev::mouseenter, move |_| told.set(said.clone()))
        .on(ev::click, move |_| receipt::show(desk, untrack(|| Receipt::of_segment(desk, place, question))))
}

fn shown_bar(desk: Desk, bar: &Bar, amounts: &Drawn, room: f64, told: RwSignal<String>) -> Option<El> {
    let (place, named) = (amounts.place, amounts.cards.get(bar.card)?);
    let rect = |class: &'static str, y: f64, height: f64| {
        svg("rect")
            .class(class)
            .attr("x", format!("{:.1}", bar.at.x))
            .attr("y", format!("{y:.1}"))
            .attr("width", BAR.to_string())
            .attr("height", format!("{:.1}", height.max(0.5)))
    };
    let again =
        (bar.height - bar.first > 0.1).then(|| rect("again", bar.at.y + bar.first, bar.height - bar.first));
    // What leaves hangs at the foot of the bar, as the stubs do on the map.
    let gone = bar.height * named.gone;
    let stub = (gone > 0.3).then(|| {
        svg("path")
            .class("gone")
            .attr("stroke-width", format!("{:.1}", gone.clamp(1.0, BAR)))
            .attr("d", format!("M{:.1} {:.1}v9", bar.at.x + BAR / 2.0, bar.at.y + bar.height))
    });
    let words = |class: &'static str, y: f64, words: String| {
        svg("text")
            .class(class)
            .attr("x", format!("{:.1}", bar.at.x + BAR + 6.0))
            .attr("y", format!("{y:.1}"))
            .child(words)
    };
    let middle = bar.at.y + bar.height / 2.0;
    let (said, focused, shown, spoken) =
        (named.spoken.clone(), named.spoken.clone(), named.id.clone(), named.spoken.clone());
    let (pressed, show) = (shown.clone(), move |id: &crate::model::Id| desk.session.select(id.clone()));
    let whole = svg("g")
        .class("bar")
        .class_when("negative", named.amount < 0.0)
        .attr("data-kind", kind_key(named.kind))
        .attr("data-bar", named.id.to_string())
        .attr("role", "listitem")
        .attr("tabindex", "0")
        .attr("aria-label", spoken)
        .child(rect("first", bar.at.y, bar.first))
        .child(again)
        .child(stub)
        .child(words("name", middle - 1.0, fitted(&named.name, room, NAME_SIZE)))
        .child(amount(desk, place, named, words("amount", middle + 12.0, named.short.clone())))
        .child(svg("title").child(named.spoken.clone()))
        .on(ev::mouseenter, move |_| told.set(said.clone()))
        .on(ev::focus, move |_| told.set(focused.clone()))
        .on(ev::click, move |_| show(&shown))
        .on(ev::keydown, move |event: web_sys::KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                desk.session.select(pressed.clone());
            }
        });
    Some(whole)
}

/// The amount at a bar, which opens where it comes from.
fn amount(desk: Desk, place: Option<usize>, named: &Named, words: El) -> El {
    let question = named.question;
    let open = move || receipt::show(desk, untrack(|| Receipt::of_segment(desk, place, question)));
    svg("g")
        .class("of-bar")
        .attr("role", "button")
        .attr("tabindex", "0")
        .attr("aria-label", text::question_at(&named.name, &named.short))
        .child(svg("title").child(text::RECEIPT_TIP))
        .child(words)
        .on(ev::click, move |event: web_sys::MouseEvent| {
            event.stop_propagation();
            open();
        })
        .on(ev::keydown, move |event: web_sys::KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                event.stop_propagation();
                open();
            }
        })
}

/// What colours a bar.
fn kind_key(kind: Option<OutcomeKind>) -> &'static str {
    match kind {
        None => "touchpoint",
        Some(OutcomeKind::Success) => "success",
        Some(OutcomeKind::Loss) => "loss",
        Some(OutcomeKind::Other) => "other",
    }
}
