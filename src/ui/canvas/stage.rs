//! The canvas itself: the layers, and what floats over them.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::headline::headline;
use super::super::prelude::*;
use super::super::session::Preview;
use super::arrow::arrow;
use super::card::{card, stub};
use super::column::{columns, pixels};
use super::dock::{dock, first_steps};
use super::gesture::{End, Tool};
use super::outcome::outcome_card;
use super::pointer::listen;
use super::scene::rects;
use crate::geometry::{Curve, Point, Rect, ordered, sizes};
use crate::model::Id;
use leptos::wasm_bindgen::JsCast;
use std::cmp::Ordering;
use web_sys::HtmlElement;

/// Below this zoom cards show their name alone.
const FAR: f64 = 0.42;
/// How far beyond the screen cards are kept, in pixels.
const KEEP: f64 = 400.0;

/// The map.
pub fn canvas(desk: Desk) -> El {
    let session = desk.session;
    let whole = div();
    let panning = RwSignal::new(false);
    watch_size(whole.element().unchecked_into(), desk);
    let whole = whole
        .class("canvas")
        .attr("tabindex", "-1")
        .attr("role", "application")
        .attr("aria-label", text::MAP_CANVAS)
        .attr("data-tool", move || tool_key(session.tool.get()))
        .attr("data-panning", move || panning.get().to_string())
        .attr("data-viewport", move || {
            let view = session.viewport.get();
            format!("{:.2} {:.2} {:.4}", view.offset.x, view.offset.y, view.zoom)
        });
    listen(whole, desk, panning)
        .child(world(desk))
        .child(headline(desk))
        .child(first_steps(desk))
        .child(marquee(desk))
        .child(dock(desk))
}

/// What moves with the view: columns, arrows, cards.
fn world(desk: Desk) -> El {
    let session = desk.session;
    let shown = Memo::new(move |_| shown_places(desk));
    let transitions = move || desk.editor.read(|journey| journey.transitions.ids().cloned().collect());
    let touchpoints = move || shown.with(|shown| shown.0.clone());
    let outcomes = move || shown.with(|shown| shown.1.clone());
    let arrows = svg("svg")
        .class("arrows")
        .attr("role", "group")
        .attr("aria-label", text::TRANSITIONS)
        .child(each(transitions, Id::to_string, move |id| arrow(id, desk)))
        .child(each(touchpoints, Id::to_string, move |id| stub(id, desk)))
        .child(overlays(desk));
    div()
        .class("world")
        .attr("data-far", move || (session.viewport.get().zoom < FAR).to_string())
        .style("transform", move || {
            let view = session.viewport.get();
            format!("translate({}px,{}px) scale({})", view.offset.x, view.offset.y, view.zoom)
        })
        .child(columns(desk))
        .child(arrows)
        .child(each(touchpoints, Id::to_string, move |id| card(id, desk)))
        .child(each(outcomes, Id::to_string, move |id| outcome_card(id, desk)))
}

/// Touchpoints (in reading order) and outcomes on or near the screen.
fn shown_places(desk: Desk) -> (Vec<Id>, Vec<Id>) {
    let size = desk.session.canvas_size.get();
    let kept = desk.kept_view.get();
    let visible = kept.visible(size.x, size.y).grown(KEEP / kept.zoom);
    desk.editor.read(|journey| {
        let mut found: Vec<(Id, Rect)> = Vec::new();
        let mut outcomes = Vec::new();
        for (id, rect) in rects(journey) {
            if !visible.intersects(rect) {
                continue;
            }
            if journey.outcomes.contains(id) {
                outcomes.push(id.clone());
            } else {
                found.push((id.clone(), rect));
            }
        }
        let column = |rect: &Rect| (rect.x / sizes::STAGE_WIDTH).floor();
        let order = ordered(found.len(), &|a, b| match (found.get(a), found.get(b)) {
            (Some((_, a)), Some((_, b))) => {
                column(a).total_cmp(&column(b)).then(a.y.total_cmp(&b.y)).then(a.x.total_cmp(&b.x))
            }
            _ => Ordering::Equal,
        });
        (order.into_iter().filter_map(|at| Some(found.get(at)?.0.clone())).collect(), outcomes)
    })
}

/// Guides and the connection being drawn.
fn overlays(desk: Desk) -> Child {
    let preview = desk.session.preview;
    let link = move || {
        preview.with(|preview| match preview {
            Preview::Link { from, to, target } => Some(link_curve(desk, from, *to, target.as_ref())),
            Preview::Relink { transition, end, at, target } => {
                let other = desk.editor.peek(|journey| {
                    let known = journey.transitions.get(transition)?;
                    Some(if *end == End::From { known.to.clone() } else { known.from.clone() })
                })?;
                Some(link_curve(desk, &other, *at, target.as_ref()))
            }
            _ => None,
        })
    };
    let guides = move || {
        preview.with(|preview| match preview {
            Preview::Move { guides, .. } => guides.clone(),
            _ => Vec::new(),
        })
    };
    let guide = |rect: &Rect| {
        let sides = [("x", rect.x), ("y", rect.y), ("width", rect.width), ("height", rect.height)];
        sides
            .into_iter()
            .fold(svg("rect").class("guide"), |guide, (name, length)| guide.attr(name, length.to_string()))
    };
    let link =
        by(link, |link| link.clone().map(|course| svg("path").class("link-preview").attr("d", course)));
    (by(guides, move |guides| guides.iter().map(guide).collect::<Vec<_>>()), link).into_child()
}

fn link_curve(desk: Desk, from: &Id, to: Point, target: Option<&Id>) -> String {
    let rect_of = |id: &Id| {
        desk.editor.peek(|journey| rects(journey).find(|(known, _)| *known == id).map(|(_, rect)| rect))
    };
    let start = rect_of(from).map_or(to, |rect| Point::new(rect.right(), rect.center().y));
    let end = target.and_then(rect_of).map_or(to, |rect| Point::new(rect.x, rect.center().y));
    Curve::flowing(start, end).path()
}

fn marquee(desk: Desk) -> Child {
    let rect = move || {
        desk.session.preview.with(|preview| match preview {
            Preview::Marquee(rect) => Some(*rect),
            _ => None,
        })
    };
    by(rect, |rect| {
        rect.map(|rect| {
            let sides = [("left", rect.x), ("top", rect.y), ("width", rect.width), ("height", rect.height)];
            sides
                .into_iter()
                .fold(div().class("marquee"), |frame, (side, length)| frame.style(side, pixels(length)))
        })
    })
}

/// Keeps the session's idea of the canvas's size true.
fn watch_size(node: HtmlElement, desk: Desk) {
    let measure = move || {
        let size = Point::new(f64::from(node.client_width()), f64::from(node.client_height()));
        if size.x > 0.0 && desk.session.canvas_size.get_untracked() != size {
            desk.session.canvas_size.set(size);
        }
    };
    let resized = measure.clone();
    effect(move || {
        desk.session.side_open.track();
        let measure = measure.clone();
        request_animation_frame(move || {
            measure();
            desk.arrive();
        });
    });
    let handle = window_event_listener(leptos::ev::resize, move |_| resized());
    on_cleanup(move || handle.remove());
}

fn tool_key(tool: Tool) -> &'static str {
    match tool {
        Tool::Select => "select",
        Tool::Hand => "hand",
        Tool::Touchpoint => "touchpoint",
        Tool::Connect => "connect",
        Tool::Outcome => "outcome",
    }
}
