//! Where the keyboard is.

use super::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::cell::Cell;
use web_sys::{Element, HtmlElement, HtmlInputElement, SvgElement};

/// Gives an element the focus without scrolling to it.
pub fn focus_quietly(element: &Element) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(html) = element.dyn_ref::<HtmlElement>() {
        let _ = html.focus_with_options(&options);
    } else if let Some(svg) = element.dyn_ref::<SvgElement>() {
        let _ = svg.focus_with_options(&options);
    }
}

/// Gives the first element of a selector the focus.
pub fn focus_first(selector: &str) {
    focus_found(selector);
}

/// The same; whether there is one.
fn focus_found(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    found.inspect(focus_quietly).is_some()
}

/// Moves the focus once what is being drawn now is there, unless it went elsewhere meanwhile: where a
/// picture takes long, whoever clicks or types by then keeps the keys. Of several wishes the last one counts.
fn later(go: impl FnOnce() + 'static) {
    thread_local!(static WISHES: Cell<u32> = const { Cell::new(0) });
    let go: Box<dyn FnOnce()> = Box::new(go);
    let before = document().active_element();
    let wish = WISHES.get().wrapping_add(1);
    WISHES.set(wish);
    request_animation_frame(move || {
        if WISHES.get() != wish {
            return;
        }
        let now = document().active_element();
        // What had the focus may be gone by now; that some field has it instead is somebody's doing.
        let left = !before.as_ref().is_some_and(|before| before.is_connected())
            && !now.as_ref().is_some_and(takes_text);
        let nowhere = now.as_ref().is_none_or(|now| now.tag_name() == "BODY");
        if now == before || left || nowhere {
            go();
        }
    });
}

/// What of a screen has the focus where nothing else has: its heading, or what the map is looked at in.
const PLACE: &str =
    ".start h1, .canvas-area > .canvas:not(.as-is), .sheets, .flow-scroll, .table-view button";

/// Catches the focus where what had it went, once what is being drawn is there and nobody else took it: an
/// element gets it, or the first of a selector, or what is looked at.
pub fn catch(element: Option<Element>, selector: &'static str) {
    let is_lost = || document().active_element().is_none_or(|now| now.tag_name() == "BODY");
    // Who wishes for the focus has it by the next frame.
    request_animation_frame(move || {
        request_animation_frame(move || {
            if let Some(element) = element.filter(|_| is_lost()) {
                focus_quietly(&element);
            }
            for selector in [selector, PLACE] {
                if is_lost() {
                    focus_first(selector);
                }
            }
        });
    });
}

/// Gives the first field of a selector the focus once it is there, with its text selected: what is typed
/// replaces it.
pub fn type_over(selector: &'static str) {
    later(move || {
        focus_first(selector);
        let field = document().active_element().and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        if let Some(field) = field {
            field.select();
        }
    });
}

/// Gives the first element of a selector the focus, once what is being drawn now is there.
pub fn focus_later(selector: &'static str) {
    later(move || focus_first(selector));
}

/// Shows the side from its top once what is being drawn is there, and gives the first element of a
/// selector the focus.
pub fn enter_top(selector: String) {
    later(move || {
        if let Ok(Some(scroll)) = document().query_selector(".side .scroll") {
            scroll.set_scroll_top(0);
        }
        focus_first(&selector);
    });
}

/// Brings the element of a selector into view with the focus on it, once what is being drawn is
/// there; where there is none, the first of another selector.
pub fn enter_row(selector: String, otherwise: &'static str) {
    later(move || {
        let find = |selector: &str| document().query_selector(selector).ok().flatten();
        if let Some(element) = find(&selector).or_else(|| find(otherwise)) {
            focus_quietly(&element);
            element.scroll_into_view_with_bool(false);
        }
    });
}

/// Gives the canvas the focus.
pub fn focus_canvas() {
    later(|| focus_first(".canvas"));
}

/// Gives the card of a touchpoint or outcome the focus: at once where it is drawn, else once it is.
pub fn focus_place(id: &crate::model::Id) {
    focus_place_in(None, id);
}

/// The same within one canvas, where there are two.
pub fn focus_place_in(canvas: Option<&Element>, id: &crate::model::Id) {
    if focus_drawn(canvas, id.as_str()) {
        return;
    }
    let (canvas, id) = (canvas.cloned(), id.to_string());
    request_animation_frame(move || {
        // Whoever is typing the next name by now keeps the keys.
        let typing =
            document().active_element().is_some_and(|active| active.matches(".naming").unwrap_or(false));
        if !typing {
            focus_drawn(canvas.as_ref(), &id);
        }
    });
}

fn focus_drawn(canvas: Option<&Element>, id: &str) -> bool {
    // An id could hold anything: it is compared, not made part of a selector.
    const DRAWN: &str = "[data-place], [data-transition]";
    let cards = match canvas {
        Some(canvas) => canvas.query_selector_all(DRAWN),
        None => document().query_selector_all(DRAWN),
    };
    let Ok(cards) = cards else { return false };
    let cards = (0..cards.length()).filter_map(|at| cards.item(at)?.dyn_into::<Element>().ok());
    let named = |card: &Element, name: &str| card.get_attribute(name).as_deref() == Some(id);
    let card = cards.into_iter().find(|card| named(card, "data-place") || named(card, "data-transition"));
    card.inspect(focus_quietly).is_some()
}

/// Whether an element is a field that takes text, or a choice.
fn takes_text(element: &Element) -> bool {
    element.matches("input:not([type=range]):not([type=checkbox]), textarea, select").unwrap_or(false)
}

/// Whether the focus is in a field that takes text, or in a dialog.
pub fn is_in_field(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| takes_text(&element)) || closest(event, "dialog")
}

/// Whether an event comes from the canvas or something on it.
pub fn is_on_canvas(event: &web_sys::Event) -> bool {
    closest(event, ".canvas, body:focus")
}

/// Whether the focus that came with an event is shown: it came by the keyboard.
pub fn is_seen(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches(":focus-visible").unwrap_or(false))
}

/// Whether an event comes from a card.
pub fn is_on_place(event: &web_sys::Event) -> bool {
    closest(event, "[data-place]")
}

fn closest(event: &web_sys::Event, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.and_then(|element| element.closest(selector).ok().flatten()).is_some()
}

/// The touchpoint, outcome or transition whose card or arrow an event comes from.
pub fn focused_record(event: &web_sys::Event) -> Option<crate::model::Id> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    let id = element.get_attribute("data-place").or_else(|| element.get_attribute("data-transition"))?;
    crate::model::Id::new(&id).ok()
}

/// Whether an event comes from the side, or from a field over the map.
pub fn is_beside_map(event: &web_sys::Event) -> bool {
    closest(event, ".side, .topbar :is(input, select), .scenario-bar input")
}

/// Gives the only selected card the focus, or else the canvas; whether there is one of them.
pub fn back_to_map(desk: super::desk::Desk) -> bool {
    let only = untrack(|| desk.session.only());
    only.is_some_and(|id| focus_drawn(None, id.as_str())) || focus_found(".canvas")
}

/// Gives the first score of the side the focus, or else what comes first in it.
pub fn enter_side() {
    later(|| {
        let first = ["[type=range]", "button[aria-pressed=true]", "button, input, select, textarea"];
        let found = first
            .iter()
            .find_map(|kind| document().query_selector(&format!(".side .scroll :is({kind})")).ok().flatten());
        if let Some(element) = found {
            focus_quietly(&element);
            element.scroll_into_view_with_bool(false);
        }
    });
}

/// Whether text of the page is marked.
pub fn has_text_selection() -> bool {
    let selection = window().get_selection().ok().flatten();
    selection.is_some_and(|selection| !selection.is_collapsed())
}
