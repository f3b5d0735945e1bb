//! The canvas itself: the layers, and what floats over them.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::headline::headline;
use super::super::prelude::*;
use super::super::session::{GRID, Look, Preview, Session};
use super::arrow::{arrow, arrow_ends};
use super::card::{card, stub};
use super::column::{columns, pixels};
use super::dock::{dock, first_steps};
use super::gesture::{End, Tool};
use super::outcome::outcome_card;
use super::pointer::listen;
use super::scene::{Shape, rects};
use super::view::reveal;
use crate::geometry::{Curve, Point, Rect, ordered, sizes};
use crate::model::Id;
use leptos::wasm_bindgen::JsCast;
use std::cmp::Ordering;
use std::collections::HashMap;
use web_sys::HtmlElement;

/// How near the dots of the grid may come on the screen, in pixels.
const DOTS_LEAST: f64 = 14.0;

/// Whether the journey as it is is drawn beside the scenario that is shown.
pub fn is_beside(desk: Desk) -> bool {
    let session = desk.session;
    let is_shown = session.look.get() == Look::Map && session.presenting.with(Option::is_none);
    session.beside.get() && is_shown && desk.editor.scenario().is_some()
}

/// The map.
pub fn canvas(desk: Desk) -> El {
    let whole = surface(desk, "canvas", text::MAP_CANVAS);
    watch_size(whole.element().unchecked_into(), desk);
    whole
        .child(world(desk))
        .child(headline(desk))
        .child(first_steps(desk))
        .child(marquee(desk))
        .child(dock(desk))
}

/// The journey as it is, beside the scenario of it that is shown: to look at, on the same layout, under the
/// same view. `desk` is the one of [`Desk::as_is`].
pub fn as_is(desk: Desk) -> El {
    surface(desk, "canvas as-is", text::AS_IS_CANVAS)
        .child(world(desk))
        .child(p().class("as-is-name").child(text::AS_IS))
        .child(headline(desk))
}

/// What a map is drawn on, and what hears the pointer there.
fn surface(desk: Desk, class: &'static str, label: &'static str) -> El {
    let session = desk.session;
    let panning = RwSignal::new(false);
    let whole = div()
        .class(class)
        .attr("tabindex", "-1")
        .attr("role", "application")
        .attr("aria-label", label)
        .attr("data-tool", move || tool_key(session.tool.get()))
        .attr("data-grid", move || session.grid.get().then_some("true"))
        .style("background-size", move || session.grid.get().then(|| grid_size(session)))
        .style("background-position", move || session.grid.get().then(|| grid_origin(session)))
        .attr("data-panning", move || panning.get().to_string())
        .attr("data-viewport", move || {
            let view = session.viewport.get();
            format!("{:.2} {:.2} {:.4}", view.offset.x, view.offset.y, view.zoom)
        });
    listen(whole, desk, panning)
}

/// How far the grid's dots are apart on the screen: every second, every fourth… where it is far.
fn grid_step(session: Session) -> f64 {
    let mut step = session.viewport.get().zoom * GRID;
    while step < DOTS_LEAST {
        step *= 2.0;
    }
    step
}

fn grid_size(session: Session) -> String {
    let step = grid_step(session);
    format!("{step}px {step}px")
}

fn grid_origin(session: Session) -> String {
    // The picture of a step has its dot in the middle.
    let (offset, half) = (session.viewport.get().offset, grid_step(session) / 2.0);
    format!("{}px {}px", offset.x - half, offset.y - half)
}

/// What moves with the view: columns, arrows, cards.
fn world(desk: Desk) -> El {
    let session = desk.session;
    let order = Memo::new(move |_| desk.scene.shape.with(|shape| in_flow_order(shape)));
    let shown = Memo::new(move |_| shown_places(desk, order));
    effect(move || {
        let sight = desk.sight.get();
        untrack(|| desk.scene.look_at(sight));
    });
    let ways = Memo::new(move |_| {
        desk.scene.shape.with(|shape| order.with(|order| ways_in_flow_order(shape, order)))
    });
    let transitions = move || ways.get();
    let is_touchpoint = move |id: &Id| desk.editor.peek(|journey| journey.touchpoints.contains(id));
    let leaving = move || {
        let kept = |(id, drawn): &(Id, bool)| (*drawn && is_touchpoint(id)).then(|| id.clone());
        shown.with(|shown| shown.iter().filter_map(kept).collect())
    };
    let places = move || shown.get();
    let key = |(id, drawn): &(Id, bool)| if *drawn { id.to_string() } else { ["~", id.as_str()].concat() };
    let like = div().class("away").attr("role", "button").attr("tabindex", "0").attr("aria-pressed", "false");
    let way = svg("g").class("arrow-group").attr("role", "button").attr("tabindex", "-1");
    let one = move |(id, drawn): &(Id, bool)| match (*drawn, is_touchpoint(id)) {
        (false, _) => away(&like, id, desk),
        (true, true) => card(id, desk),
        (true, false) => outcome_card(id, desk),
    };
    let arrows = svg("svg")
        .class("arrows")
        .attr("role", "group")
        .attr("aria-label", text::TRANSITIONS)
        .child(each_painted(transitions, Id::to_string, move |id| arrow(&way, id, desk)))
        .child(each_painted(leaving, Id::to_string, move |id| stub(id, desk)))
        .child(overlays(desk));
    div()
        .class("world")
        .attr("data-far", move || desk.looks.far.get().to_string())
        .attr("data-blocks", move || desk.looks.blocks.get().then_some("true"))
        .style("transform", move || {
            let view = session.viewport.get();
            format!("translate({}px,{}px) scale({})", view.offset.x, view.offset.y, view.zoom)
        })
        .child(columns(desk))
        .child(arrows)
        .child(each_painted(places, key, one))
        .child(svg("svg").class("arrows").attr("aria-hidden", "true").child(arrow_ends(desk)))
}

/// Places with the rooms they take.
type Rooms = Vec<(Id, Rect)>;

/// Touchpoints, then outcomes, in the order that they are read in: column by column, from the top.
fn in_flow_order(shape: &Shape) -> Rooms {
    let all = &shape.places;
    let column = |rect: &Rect| (rect.x / sizes::STAGE_WIDTH).floor();
    let order = ordered(all.len(), &|a, b| match (all.get(a), all.get(b)) {
        (Some((_, left)), Some((_, right))) => (a >= shape.touchpoints)
            .cmp(&(b >= shape.touchpoints))
            .then(column(left).total_cmp(&column(right)))
            .then(left.y.total_cmp(&right.y))
            .then(left.x.total_cmp(&right.x)),
        _ => Ordering::Equal,
    });
    order.into_iter().filter_map(|at| all.get(at).cloned()).collect()
}

/// Transitions by where they start, then by where they lead.
fn ways_in_flow_order(shape: &Shape, order: &Rooms) -> Vec<Id> {
    let ranks: HashMap<&Id, usize> = order.iter().enumerate().map(|(rank, (id, _))| (id, rank)).collect();
    let rank = |at: usize| shape.ways.get(at).map(|(_, from, to)| (ranks.get(from), ranks.get(to)));
    let order = ordered(shape.ways.len(), &|a, b| rank(a).cmp(&rank(b)));
    order.into_iter().filter_map(|at| shape.ways.get(at).map(|(id, ..)| id.clone())).collect()
}

/// Touchpoints and outcomes, each with whether it is drawn: on the screen or near it.
fn shown_places(desk: Desk, order: Memo<Rooms>) -> Vec<(Id, bool)> {
    let visible = desk.sight.get();
    // What has the focus or is being named keeps its card, wherever the view goes.
    let focused = document().active_element().and_then(|element| element.get_attribute("data-place"));
    let named = desk.session.naming.get();
    let held = |id: &Id| focused.as_deref() == Some(id.as_str()) || named.as_ref() == Some(id);
    let drawn = |(id, rect): &(Id, Rect)| (id.clone(), visible.intersects(*rect) || held(id));
    order.with(|rooms| rooms.iter().map(drawn).collect())
}

/// What stands for a card that is not drawn: it is read and found by Tab like the others, and the
/// view goes there with the focus.
fn away(like: &El, id: &Id, desk: Desk) -> El {
    let shown = id.clone();
    let place = like.copy().attr("data-place", id.to_string());
    desk.looks.speak(&place, id);
    let within = place.clone();
    place.on(ev::focus, move |_: web_sys::FocusEvent| {
        let canvas = within.element().closest(".canvas").ok().flatten();
        reveal(desk, &shown);
        let id = shown.clone();
        request_animation_frame(move || super::super::focus::focus_place_in(canvas.as_ref(), &id));
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
    let beside = Memo::new(move |_| is_beside(desk));
    effect(move || {
        desk.session.side_open.track();
        beside.track();
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
        Tool::Look => "look",
    }
}
