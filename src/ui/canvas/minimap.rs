//! The map in small, in the corner: there while not all of it is on the screen.
//!
//! It is for the pointer alone and hidden from screen readers: Shift 1 shows all, Tab and the
//! arrows go everywhere.

use super::super::desk::Desk;
use super::super::prelude::*;
use super::scene::rects;
use super::view::content;
use crate::geometry::{Point, Rect};
use crate::model::Journey;
use std::fmt::Write;
use web_sys::{Element, PointerEvent};

/// Free space around the map in small, in canvas units.
const MARGIN: f64 = 60.0;

/// The map in small.
pub fn minimap(desk: Desk) -> Child {
    let whole =
        Memo::new(move |_| desk.editor.read(content).map(|rect| rect.grown(MARGIN)).unwrap_or_default());
    let seen = Memo::new(move |_| {
        let size = desk.session.canvas_size.get();
        desk.session.viewport.get().visible(size.x, size.y)
    });
    let partly = move || whole.with(|whole| !seen.with(|seen| seen.encloses(whole.grown(-MARGIN))));
    let partly = Memo::new(move |_| partly());
    when(move || partly.get(), move || picture(desk, whole, seen))
}

fn picture(desk: Desk, whole: Memo<Rect>, seen: Memo<Rect>) -> El {
    let cards = Memo::new(move |_| desk.editor.read(outline));
    let view_box = move || whole.with(|rect| format!("{} {} {} {}", rect.x, rect.y, rect.width, rect.height));
    let frame = move || seen.with(|seen| whole.with(|whole| frame_path(*seen, *whole)));
    let map = svg("svg").attr("viewBox", view_box);
    let node = map.element();
    let go = move |event: &PointerEvent| {
        let at = canvas_at(&node, event, whole.get_untracked());
        desk.session.viewport.update(|view| {
            view.offset = desk.session.canvas_size.get_untracked() * 0.5 - at * view.zoom;
        });
    };
    let (pressed, node) = (go.clone(), map.element());
    div().class("minimap").attr("aria-hidden", "true").child(
        map.child(svg("path").class("cards").attr("d", cards))
            .child(svg("path").class("seen").attr("d", frame))
            .on(ev::pointerdown, move |event: PointerEvent| {
                event.prevent_default();
                let _ = node.set_pointer_capture(event.pointer_id());
                pressed(&event);
            })
            .on(ev::pointermove, move |event: PointerEvent| {
                if event.buttons() & 1 == 1 {
                    go(&event);
                }
            }),
    )
}

/// Every card as a filled rectangle.
fn outline(journey: &Journey) -> String {
    rects(journey).fold(String::new(), |mut path, (_, card)| {
        let whole = |length: f64| length as i64;
        let (width, height) = (whole(card.width), whole(card.height));
        let _ = write!(path, "M{} {}h{width}v{height}h-{width}z", whole(card.x), whole(card.y));
        path
    })
}

/// The part that is on the screen, cut off where the map in small ends.
fn frame_path(seen: Rect, whole: Rect) -> String {
    let within = |value: f64, from: f64, to: f64| value.clamp(from, to);
    let (left, right) =
        (within(seen.x, whole.x, whole.right()), within(seen.right(), whole.x, whole.right()));
    let (top, bottom) =
        (within(seen.y, whole.y, whole.bottom()), within(seen.bottom(), whole.y, whole.bottom()));
    format!("M{left:.0} {top:.0}H{right:.0}V{bottom:.0}H{left:.0}z")
}

/// The place of the canvas that an event on the map in small is over.
fn canvas_at(map: &Element, event: &PointerEvent, whole: Rect) -> Point {
    let room = map.get_bounding_client_rect();
    let scale = (room.width() / whole.width.max(1.0)).min(room.height() / whole.height.max(1.0)).max(1e-9);
    let middle = Point::new(room.left() + room.width() / 2.0, room.top() + room.height() / 2.0);
    let at = Point::new(f64::from(event.client_x()), f64::from(event.client_y()));
    whole.center() + (at - middle) * (1.0 / scale)
}
