//! A transition's arrow.

use super::super::desk::Desk;
use super::super::prelude::*;
use super::looks::ArrowLook;
use super::scene::Way;
use crate::geometry::{Point, write_tenths};
use crate::layout::Route;
use crate::model::Id;
use std::cell::Cell;

/// How wide the invisible line that takes clicks is at least, in canvas units.
const HIT_WIDTH: f64 = 18.0;

/// What an arrow shows now.
#[derive(Default)]
struct Shown {
    way: Way,
    look: ArrowLook,
    selected: bool,
    differs: Option<&'static str>,
    near: bool,
}

impl Shown {
    /// Its share, where it can be read.
    fn share(&self) -> Option<Words> {
        let share = self.look.share.filter(|_| self.near && self.way.seen)?;
        Some(self.look.numbers?.share_short(share).into())
    }
}

/// Something of an arrow's course while it is in sight: far away nothing is painted, and nothing is clicked at.
fn seen(way: &Way, say: impl FnOnce(&Route) -> String) -> Option<Words> {
    let route = way.route.as_ref().filter(|_| way.seen)?;
    Some(say(route).into())
}

/// A transition, as a copy of an empty one: a line as wide as its flow, a head, and its share. Its lines are made when it first comes
/// into sight: of thousands most never do.
pub fn arrow(like: &El, id: &Id, desk: Desk) -> El {
    let shown = Painted::new(Shown::default());
    desk.looks.arrows.feed(id, &shown, |shown, now| shown.look = *now);
    desk.selected.feed(id, &shown, |shown, now| shown.selected = *now);
    desk.looks.differences.feed(id, &shown, |shown, now| shown.differs = *now);
    let group = like.copy().attr("data-transition", id.to_string());
    desk.looks.speak(&group, id);
    shown.attr(&group, "data-selected", |shown| truth(shown.selected));
    shown.attr(&group, "data-differs", |shown| shown.differs.map(Into::into));
    shown.attr(&group, "data-empty", |shown| mark(shown.look.flow <= 0.0));
    shown.attr(&group, "data-faint", |shown| mark(shown.look.faint));
    let labelled = |way: &Way| way.route.as_ref().is_some_and(|route| route.label.is_some());
    shown.attr(&group, "data-label", move |shown| mark(labelled(&shown.way)));
    desk.looks.near.feed(id, &shown, |shown, now| shown.near = *now);
    let (lines, made, course) = (group.clone(), Cell::new(false), Painted::new(Way::default()));
    desk.scene.ways.tell(id, move |way| {
        course.change(|course| course.clone_from(way));
        shown.change(|shown| shown.way.clone_from(way));
        if way.seen && !made.replace(true) {
            mount(&lines.element(), paint(&course, &shown));
        }
    });
    group
}

/// What is painted of an arrow while it is in sight.
fn paint(course: &Painted<Way>, shown: &Painted<Shown>) -> [El; 4] {
    let path = |class: &'static str| svg("path").class(class);
    let (hit, line, head) = (path("arrow-hit"), path("arrow"), path("arrow-head"));
    let label = svg("text").class("arrow-label").attr("aria-hidden", "true");
    let label_at = |route: &Route| route.label.unwrap_or_else(|| route.curve.at(0.5).0);
    course.attr(&hit, "d", |way| seen(way, |route| route.curve.path()));
    course.attr(&line, "d", |way| seen(way, |route| route.curve.path()));
    course.attr(&label, "x", move |way| seen(way, |route| tenths(label_at(route).x)));
    course.attr(&label, "y", move |way| seen(way, |route| tenths(label_at(route).y)));
    shown.attr(&hit, "stroke-width", |shown| Some(tenths((shown.look.width + 8.0).max(HIT_WIDTH)).into()));
    shown.attr(&line, "stroke-width", |shown| Some(tenths(shown.look.width).into()));
    shown.attr(&head, "d", |shown| seen(&shown.way, |route| head_path(route, shown.look.width)));
    shown.text(&label, Shown::share);
    [hit, line, head, label]
}

/// A length to a tenth of a canvas unit.
fn tenths(length: f64) -> String {
    let mut out = String::new();
    write_tenths(&mut out, length);
    out
}

/// The handles at both ends of the transition that is selected alone: over the cards, which would
/// hide half of them.
pub fn arrow_ends(desk: Desk) -> Child {
    let alone =
        move || desk.session.only().filter(|id| desk.editor.read(|journey| journey.transitions.contains(id)));
    by(alone, move |id| id.as_ref().map(|id| ends(id, desk)))
}

fn ends(id: &Id, desk: Desk) -> [El; 2] {
    let way = desk.scene.ways.ask(id);
    let end = |name: &'static str, at: fn(&Route) -> Point| {
        let of = move |side: &dyn Fn(Point) -> f64| {
            way.with(|way| way.route.as_ref().map(|route| format!("{:.1}", side(at(route)))))
        };
        let circle = |class: &'static str| {
            svg("circle").class(class).attr("cx", move || of(&|at| at.x)).attr("cy", move || of(&|at| at.y))
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
    let mut path = String::new();
    for (letter, corner) in [('M', tip), ('L', a), ('L', b)] {
        path.push(letter);
        write_tenths(&mut path, corner.x);
        path.push(' ');
        write_tenths(&mut path, corner.y);
    }
    path.push('z');
    path
}
