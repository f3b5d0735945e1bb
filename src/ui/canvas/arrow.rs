//! A transition's arrow.

use super::super::desk::Desk;
use super::super::prelude::*;
use crate::analysis::TransitionReading;
use crate::geometry::Point;
use crate::layout::Route;
use crate::model::Id;
use std::cell::Cell;

/// How wide the invisible line that takes clicks is at least, in canvas units.
const HIT_WIDTH: f64 = 18.0;

/// Where an arrow goes; `None` until it is routed.
type Way = SharedSignal<Option<Route>>;

/// What a way says of its route, or nothing.
fn of_route(way: &Way, look: impl Fn(&Route) -> String + 'static) -> impl Fn() -> Option<String> + 'static {
    let way = way.clone();
    move || way.with(|route| route.as_ref().map(&look))
}

/// The same while the arrow is in sight: far away nothing is painted, and nothing is clicked at.
fn in_sight(
    way: &Way,
    seen: &SharedSignal<bool>,
    look: impl Fn(&Route) -> String + 'static,
) -> impl Fn() -> Option<String> + 'static {
    let (said, seen) = (of_route(way, look), seen.clone());
    move || if seen.with(|seen| *seen) { said() } else { None }
}

/// A transition: a line as wide as its flow, a head, and its share. Its lines are made when it first comes
/// into sight: of thousands most never do.
pub fn arrow(id: &Id, desk: Desk) -> El {
    let way = desk.scene.route(id);
    let described = id.clone();
    let reading = desk.derived.transitions.ask(id);
    let flow = move || reading.with(|reading| reading.and_then(|r| r.flow)).unwrap_or(0.0);
    let selected = desk.is_selected(id);
    let width = Memo::new(move |_| desk.derived.width_of_flow(flow()));
    let seen = desk.scene.seen(id);
    let compared = id.clone();
    let labelled = {
        let way = way.clone();
        move || way.with(|route| route.as_ref().is_some_and(|r| r.label.is_some())).then_some("true")
    };
    let met = {
        let (seen, met) = (seen.clone(), Cell::new(false));
        move || {
            met.set(met.get() || seen.with(|seen| *seen));
            met.get()
        }
    };
    svg("g")
        .class("arrow-group")
        .attr("role", "button")
        .attr("tabindex", "-1")
        .attr("data-transition", id.to_string())
        .attr("data-selected", move || selected.get().to_string())
        .attr("data-label", labelled)
        .attr("data-differs", move || desk.derived.differs(&compared))
        .attr("data-empty", move || (flow() <= 0.0).then_some("true"))
        .attr("data-faint", move || desk.derived.is_faint(width.get()).then_some("true"))
        .attr("aria-label", move || desk.derived.described(&described))
        .child(when(met, move || lines(&way, &seen, width, reading, desk)))
}

/// What is painted of an arrow while it is in sight.
fn lines(
    way: &Way,
    seen: &SharedSignal<bool>,
    width: Memo<f64>,
    reading: RwSignal<Option<TransitionReading>>,
    desk: Desk,
) -> [El; 4] {
    let share = move || {
        let share = reading.with(|reading| reading.and_then(|r| r.probability));
        share.map(|share| desk.derived.numbers().share_short(share)).unwrap_or_default()
    };
    let label_at = |route: &Route| route.label.unwrap_or_else(|| route.curve.at(0.5).0);
    let label_seen = seen.clone();
    let hit = svg("path")
        .class("arrow-hit")
        .attr("d", in_sight(way, seen, |route| route.curve.path()))
        .attr("stroke-width", move || (width.get() + 8.0).max(HIT_WIDTH).to_string());
    let line = svg("path")
        .class("arrow")
        .attr("d", in_sight(way, seen, |route| route.curve.path()))
        .attr("stroke-width", move || format!("{:.2}", width.get()));
    let head = svg("path")
        .class("arrow-head")
        .attr("d", in_sight(way, seen, move |route| head_path(route, width.get())));
    let label = svg("text")
        .class("arrow-label")
        .attr("aria-hidden", "true")
        .attr("x", in_sight(way, seen, move |route| format!("{:.1}", label_at(route).x)))
        .attr("y", in_sight(way, seen, move |route| format!("{:.1}", label_at(route).y)))
        .child(move || if label_seen.with(|seen| *seen) { share() } else { String::new() });
    [hit, line, head, label]
}

/// The handles at both ends of the transition that is selected alone: over the cards, which would
/// hide half of them.
pub fn arrow_ends(desk: Desk) -> Child {
    let alone =
        move || desk.session.only().filter(|id| desk.editor.read(|journey| journey.transitions.contains(id)));
    by(alone, move |id| id.as_ref().map(|id| ends(id, desk)))
}

fn ends(id: &Id, desk: Desk) -> [El; 2] {
    let way = desk.scene.route(id);
    let end = |name: &'static str, at: fn(&Route) -> Point| {
        let circle = |class: &'static str| {
            svg("circle")
                .class(class)
                .attr("cx", of_route(&way, move |route| format!("{:.1}", at(route).x)))
                .attr("cy", of_route(&way, move |route| format!("{:.1}", at(route).y)))
        };
        svg("g")
            .class("arrow-end")
            .attr("data-arrow-end", name)
            .attr("data-of", id.to_string())
            .child([circle("reach"), circle("dot")])
    };
    [end("from", |route| route.curve.start()), end("to", |route| route.curve.end())]
}

/// The head: a triangle that ends where the line ends.
pub fn head_path(route: &Route, width: f64) -> String {
    let tip = route.curve.end();
    let heading = route.curve.heading();
    let across = Point::new(-heading.y, heading.x);
    let (length, half) = (5.0 + width * 0.28, 3.6 + width * 0.36);
    let back = tip - heading * length;
    let (a, b) = (back + across * half, back - across * half);
    format!("M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}z", tip.x, tip.y, a.x, a.y, b.x, b.y)
}
