//! The canvas itself: one pointer pipeline, the layers, and what floats over them.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::headline::headline;
use super::super::prelude::*;
use super::super::session::Preview;
use super::arrow::arrow;
use super::card::{card, stub};
use super::column::{columns, pixels};
use super::dock::{dock, first_steps};
use super::gesture::{End, Gesture, Modifiers, Pointer, Target, Tool};
use super::hand::carry_out;
use super::outcome::outcome_card;
use super::scene::rects;
use crate::geometry::{Curve, Point, Rect, ordered, sizes};
use crate::model::Id;
use leptos::wasm_bindgen::JsCast;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;
use web_sys::{Element, HtmlElement, MouseEvent, PointerEvent, WheelEvent};

/// Below this zoom cards show their name alone.
const FAR: f64 = 0.42;
/// How far beyond the screen cards are kept, in pixels.
const KEEP: f64 = 400.0;

/// The map.
pub fn canvas(desk: Desk) -> El {
    let session = desk.session;
    let whole = div();
    let hand = Hand {
        desk,
        node: whole.element(),
        gesture: Rc::new(RefCell::new(Gesture::default())),
        panning: RwSignal::new(false),
    };
    let panning = hand.panning;
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
    listen(whole, hand)
        .child(world(desk))
        .child(headline(desk))
        .child(first_steps(desk))
        .child(marquee(desk))
        .child(dock(desk))
}

/// One pointer pipeline: what the pointer does on the canvas goes through the gesture.
#[derive(Clone)]
struct Hand {
    desk: Desk,
    node: Element,
    gesture: Rc<RefCell<Gesture>>,
    panning: RwSignal<bool>,
}

fn listen(whole: El, hand: Hand) -> El {
    let heard = |hear: fn(&Hand, &PointerEvent)| {
        let hand = hand.clone();
        move |event: PointerEvent| hear(&hand, &event)
    };
    let of_mouse = |hear: fn(&Hand, &MouseEvent)| {
        let hand = hand.clone();
        move |event: MouseEvent| hear(&hand, &event)
    };
    let (turned, typed) = (hand.clone(), hand.clone());
    whole
        .on(ev::pointerdown, heard(Hand::press))
        .on(ev::pointermove, heard(Hand::slide))
        .on(ev::pointerup, heard(Hand::release))
        .on(ev::pointercancel, heard(|hand, _| hand.cancel()))
        .on(ev::wheel, move |event| wheel(turned.desk, &event, turned.local(&event)))
        // A tap is a click of the gesture's own; the browser's would hit the sheet that opens under it.
        .on(ev::touchend, |event| {
            if !is_chrome(&event) {
                event.prevent_default();
            }
        })
        .on(ev::contextmenu, of_mouse(Hand::open_menu))
        .on(ev::dblclick, of_mouse(Hand::double))
        .on(ev::keydown, move |event| {
            if event.key() == "Escape" && typed.gesture.borrow().is_under_way() {
                event.stop_propagation();
                typed.cancel();
            }
        })
}

impl Hand {
    /// Where an event is, in pixels from the canvas's corner.
    fn local(&self, event: &MouseEvent) -> Point {
        let rect = self.node.get_bounding_client_rect();
        Point::new(f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top())
    }

    fn pointer(&self, event: &PointerEvent) -> Pointer {
        Pointer {
            id: event.pointer_id(),
            at: self.local(event),
            touch: event.pointer_type() == "touch",
            button: event.button(),
            modifiers: modifiers(event, self.desk),
        }
    }

    fn press(&self, event: &PointerEvent) {
        if is_chrome(event) {
            return;
        }
        let (on, session) = (target_of(event), self.desk.session);
        let _ = self.node.set_pointer_capture(event.pointer_id());
        focus_pressed(&on, event, &self.node);
        session.menu.set(None);
        let pointer = self.pointer(event);
        let plans = self.gesture.borrow_mut().press(pointer, on, session.tool.get_untracked());
        self.panning.set(self.gesture.borrow().is_panning());
        carry_out(self.desk, plans);
    }

    fn slide(&self, event: &PointerEvent) {
        let (pointer, session) = (self.pointer(event), self.desk.session);
        session.pointer.set_value(pointer.at);
        let selected = |id: &Id| session.selection.with_untracked(|ids| ids.contains(id));
        let plans = self.gesture.borrow_mut().slide(pointer, selected);
        carry_out(self.desk, plans);
    }

    fn release(&self, event: &PointerEvent) {
        let (pointer, session) = (self.pointer(event), self.desk.session);
        let plans = self.gesture.borrow_mut().release(pointer);
        self.panning.set(false);
        carry_out(self.desk, plans);
        let tool = session.tool.get_untracked();
        let made =
            matches!(tool, Tool::Touchpoint | Tool::Outcome) && session.naming.get_untracked().is_some();
        if made && !self.gesture.borrow().is_under_way() {
            session.tool.set(Tool::Select);
        }
    }

    fn cancel(&self) {
        let plans = self.gesture.borrow_mut().cancel();
        self.panning.set(false);
        carry_out(self.desk, plans);
    }

    fn open_menu(&self, event: &MouseEvent) {
        if !is_chrome(event) {
            event.prevent_default();
            super::super::menus::open_at(self.desk, event);
        }
    }

    fn double(&self, event: &MouseEvent) {
        if is_chrome(event) {
            return;
        }
        let session = self.desk.session;
        match target_of(event) {
            Target::Place(id) => session.naming.set(Some(id)),
            Target::Canvas => {
                let at = session.viewport.get_untracked().canvas_from_screen(self.local(event));
                super::super::commands::add_touchpoint_at(self.desk, at);
            }
            _ => {}
        }
    }
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

fn modifiers(event: &PointerEvent, desk: Desk) -> Modifiers {
    Modifiers {
        shift: event.shift_key(),
        ctrl: event.ctrl_key() || event.meta_key(),
        alt: event.alt_key(),
        space: desk.space_held.get_value(),
    }
}

/// Whether an event is on something that floats over the canvas, or in a field.
fn is_chrome(event: &web_sys::Event) -> bool {
    hit(event, ".headline, .dock, .first-steps button, .naming, .column .head").is_some()
}

fn hit(event: &web_sys::Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// What an event is on.
pub fn target_of(event: &web_sys::Event) -> Target {
    let id = |element: &Element, name: &str| element.get_attribute(name).and_then(|text| Id::new(&text).ok());
    if let Some(element) = hit(event, "[data-arrow-end]") {
        let end = if element.get_attribute("data-arrow-end").as_deref() == Some("from") {
            End::From
        } else {
            End::To
        };
        if let Some(of) = id(&element, "data-of") {
            return Target::ArrowEnd(of, end);
        }
    }
    type Kind = (&'static str, fn(Id) -> Target);
    const KINDS: [Kind; 3] =
        [("data-handle", Target::Handle), ("data-place", Target::Place), ("data-transition", Target::Arrow)];
    for (name, target) in KINDS {
        let found = hit(event, &format!("[{name}]")).and_then(|element| id(&element, name));
        if let Some(found) = found {
            return target(found);
        }
    }
    Target::Canvas
}

/// Moves the focus to what was pressed: a card or an arrow, else the canvas.
fn focus_pressed(on: &Target, event: &PointerEvent, canvas: &Element) {
    let element = match on {
        Target::Place(_) => hit(event, "[data-place]"),
        Target::Arrow(_) => hit(event, "[data-transition]"),
        Target::Canvas => Some(canvas.clone()),
        Target::Handle(_) | Target::ArrowEnd(..) => None,
    };
    if let Some(element) = element {
        super::super::focus::focus_quietly(&element);
    }
}

fn wheel(desk: Desk, event: &WheelEvent, at: Point) {
    if is_chrome(event) {
        return;
    }
    event.prevent_default();
    let unit = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => 16.0,
        WheelEvent::DOM_DELTA_PAGE => 400.0,
        _ => 1.0,
    };
    let (x, y) = (event.delta_x() * unit, event.delta_y() * unit);
    let session = desk.session;
    if event.ctrl_key() || event.meta_key() {
        let factor = (-y * 0.006).clamp(-0.25, 0.25).exp();
        session.viewport.update(|viewport| *viewport = viewport.zoomed(factor, at));
    } else {
        let by = if event.shift_key() && x == 0.0 { Point::new(-y, 0.0) } else { Point::new(-x, -y) };
        session.viewport.update(|viewport| *viewport = viewport.panned(by));
    }
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
