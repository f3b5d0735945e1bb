//! The pointer on the canvas: one pipeline, from the browser's events to the gesture's plans.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::prelude::*;
use super::gesture::{End, Gesture, Modifiers, Pointer, Target, Tool};
use super::hand::carry_out;
use crate::browser::clock::steady_ms;
use crate::geometry::Point;
use crate::model::Id;
use leptos::wasm_bindgen::JsCast;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use web_sys::{Element, MouseEvent, PointerEvent, WheelEvent};

/// One pointer pipeline: what the pointer does on the canvas goes through the gesture.
#[derive(Clone)]
struct Hand {
    desk: Desk,
    node: Element,
    gesture: Rc<RefCell<Gesture>>,
    panning: RwSignal<bool>,
    /// The pointer of the drag under way, as it was last.
    latest: Rc<Cell<Option<Pointer>>>,
    /// When, in milliseconds, and where a finger last tapped.
    tapped: Rc<Cell<Option<(f64, Point)>>>,
}

/// How soon the second tap of two follows.
pub const TWO_TAPS: Duration = Duration::from_millis(350);
/// How near the first tap the second is, in pixels.
const DOUBLE_NEAR: f64 = 24.0;

/// How long a finger rests until the menu opens.
const HOLD: Duration = Duration::from_millis(500);

/// Leads every event of the pointer on the canvas to its gesture; `panning` is true while it pans.
pub fn listen(whole: El, desk: Desk, panning: RwSignal<bool>) -> El {
    let gesture = Rc::new(RefCell::new(Gesture::default()));
    let hand =
        Hand { desk, node: whole.element(), gesture, panning, latest: Rc::default(), tapped: Rc::default() };
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
            if event.cancelable() && !is_chrome(&event) {
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
        // The menu of the right button must hear what is under it.
        if event.button() != 2 {
            let _ = self.node.set_pointer_capture(event.pointer_id());
        }
        focus_pressed(&on, event, &self.node);
        session.menu.set(None);
        let pointer = self.pointer(event);
        let plans = self.gesture.borrow_mut().press(pointer, on, session.tool.get_untracked());
        self.panning.set(self.gesture.borrow().is_panning());
        carry_out(self.desk, plans);
        if pointer.touch && !self.only_looks() {
            let (hand, press) = (self.clone(), self.gesture.borrow().presses());
            set_timeout(
                move || {
                    let plans = hand.gesture.borrow_mut().hold(press);
                    carry_out(hand.desk, plans);
                },
                HOLD,
            );
        }
    }

    fn slide(&self, event: &PointerEvent) {
        let (pointer, session) = (self.pointer(event), self.desk.session);
        session.pointer.set_value(pointer.at);
        let selected = |id: &Id| session.selection.with_untracked(|ids| ids.contains(id));
        let plans = self.gesture.borrow_mut().slide(pointer, selected);
        carry_out(self.desk, plans);
        if self.latest.replace(Some(pointer)).is_none() {
            self.clone().drift();
        }
    }

    /// Moves the view frame by frame while a drag is near an edge; rests when there is none.
    fn drift(self) {
        let pointer = self.latest.get().filter(|_| self.gesture.borrow().is_under_way());
        let Some(pointer) = pointer else { return self.latest.set(None) };
        let size = self.desk.session.canvas_size.get_untracked();
        let plans = self.gesture.borrow_mut().drift(pointer, size);
        carry_out(self.desk, plans);
        request_animation_frame(move || self.drift());
    }

    fn release(&self, event: &PointerEvent) {
        let (pointer, session) = (self.pointer(event), self.desk.session);
        let on = self.gesture.borrow().pressed_on().filter(|_| pointer.touch);
        let plans = self.gesture.borrow_mut().release(pointer);
        self.panning.set(false);
        carry_out(self.desk, plans);
        self.tap(on, pointer.at);
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
            if !self.only_looks() {
                super::super::menus::open_at(self.desk, event);
            }
        }
    }

    fn double(&self, event: &MouseEvent) {
        if !is_chrome(event) {
            self.double_on(target_of(event), self.local(event));
        }
    }

    /// Whether nothing may be changed where this hand is.
    fn only_looks(&self) -> bool {
        self.desk.session.tool.get_untracked() == Tool::Look
    }

    /// A finger tapped on something, or did something else: the second of two taps is a double-click, which
    /// browsers do not make where a page hears taps itself.
    fn tap(&self, on: Option<Target>, at: Point) {
        let now = steady_ms();
        let last = self.tapped.replace(on.is_some().then_some((now, at)));
        let twice = last.is_some_and(|(then, place)| {
            now - then < TWO_TAPS.as_secs_f64() * 1000.0 && place.distance(at) < DOUBLE_NEAR
        });
        if let Some(on) = on.filter(|_| twice) {
            self.tapped.set(None);
            self.double_on(on, at);
        }
    }

    fn double_on(&self, on: Target, at: Point) {
        let session = self.desk.session;
        if self.only_looks() {
            return;
        }
        match on {
            Target::Place(id) => session.naming.set(Some(id)),
            Target::Canvas => {
                let at = session.viewport.get_untracked().canvas_from_screen(at);
                super::super::commands::add_touchpoint_at(self.desk, at);
            }
            _ => {}
        }
    }
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
    hit(event, ".headline, .dock, .minimap, .first-steps button, .naming, .column .head").is_some()
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
    // In another page's frame, the wheel is that page's until the map is in use.
    let held = event.ctrl_key() || event.meta_key();
    if !held && crate::browser::page::is_embedded() && !document().has_focus().unwrap_or(true) {
        desk.notices.tell(text::WHEEL_HINT);
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
    if held {
        let factor = (-y * 0.006).clamp(-0.25, 0.25).exp();
        session.viewport.update(|viewport| *viewport = viewport.zoomed(factor, at));
    } else {
        let by = if event.shift_key() && x == 0.0 { Point::new(-y, 0.0) } else { Point::new(-x, -y) };
        session.viewport.update(|viewport| *viewport = viewport.panned(by));
    }
}
