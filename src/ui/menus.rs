//! Menus: the map's own, and the one at the pointer.

use super::catalogue as text;
use super::desk::Desk;
use super::icons::icon;
use super::prelude::*;
use super::session::OpenMenu;
use super::shortcuts::{self, Shortcut};
use crate::geometry::Point;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

/// Opens the menu at the pointer; what is under it becomes the selection.
pub fn open_at(desk: Desk, event: &MouseEvent) {
    let at = Point::new(f64::from(event.client_x()), f64::from(event.client_y()));
    open_on(desk, super::canvas::target_of(event), at);
}

/// Opens the menu of the selection by key: at the element that has the focus.
pub fn open_here(desk: Desk) {
    let Some(element) = document().active_element() else { return };
    let rect = element.get_bounding_client_rect();
    let inside = |from: f64, length: f64| from + (length / 2.0).min(40.0);
    let at = Point::new(inside(rect.left(), rect.width()), inside(rect.top(), rect.height()));
    desk.session.menu.set(Some(OpenMenu { at, of_map: false }));
}

/// Opens the menu at a place of the window, in pixels; what it is opened on becomes the selection.
pub fn open_on(desk: Desk, on: super::canvas::Target, at: Point) {
    use super::canvas::Target;
    match on {
        Target::Place(id) | Target::Arrow(id) | Target::Handle(id) | Target::ArrowEnd(id, _) => {
            if !desk.session.selection.with_untracked(|ids| ids.contains(&id)) {
                desk.session.select(id);
            }
        }
        Target::Canvas => desk.session.selection.set(Vec::new()),
    }
    desk.session.menu.set(Some(OpenMenu { at, of_map: false }));
}

const FOR_CANVAS: &[&str] = &[
    text::ADD_TOUCHPOINT,
    text::ADD_OUTCOME,
    text::ADD_STAGE,
    text::PASTE,
    text::SELECT_ALL,
    text::TIDY,
    text::FIT,
];
const FOR_SELECTION: &[&str] = &[
    text::RENAME,
    text::CONNECT_TOOL,
    text::NEXT_RIGHT,
    text::COPY,
    text::CUT,
    text::DUPLICATE,
    text::ADD_FIX_HERE,
    text::WHERE_FROM,
    text::FIT_SELECTION,
    text::REMOVE,
];
const FOR_SEVERAL: &[&str] = &[
    text::ALIGN_LEFT,
    text::ALIGN_CENTER,
    text::ALIGN_RIGHT,
    text::ALIGN_TOP,
    text::ALIGN_MIDDLE,
    text::ALIGN_BOTTOM,
    text::SPREAD_ACROSS,
    text::SPREAD_DOWN,
    text::TIDY,
    text::COPY,
    text::CUT,
    text::DUPLICATE,
    text::FIT_SELECTION,
    text::REMOVE,
];
const FOR_MAP: &[&str] = &[
    text::ALL_MAPS,
    text::NEW_MAP,
    text::OPEN_FILE,
    text::SAVE_FILE,
    text::EXPORT_SVG,
    text::EXPORT_PNG,
    text::EXPORT_CSV,
    text::UNDO,
    text::REDO,
    text::TIDY,
    text::FIT,
    text::LOOK_MAP,
    text::LOOK_JOURNEY,
    text::LOOK_FLOW,
    text::LOOK_TABLE,
    text::PRESENT,
    text::SWITCH_PERSPECTIVE,
    text::NEW_SCENARIO,
    text::SWITCH_THEME,
    text::PALETTE,
    text::ALL_KEYS,
];

/// The menu that is open.
pub fn menu_layer(desk: Desk) -> Child {
    let open = move || {
        let menu = desk.session.menu.get()?;
        let names = match (menu.of_map, desk.session.selection.with_untracked(Vec::len)) {
            (true, _) => FOR_MAP,
            (false, 0) => FOR_CANVAS,
            (false, 1) => FOR_SELECTION,
            (false, _) => FOR_SEVERAL,
        };
        Some((menu.at, names))
    };
    by(open, move |open| open.map(|(at, names)| menu(desk, at, names)))
}

fn menu(desk: Desk, at: Point, names: &[&str]) -> El {
    let whole = div().class("menu").attr("role", "menu").attr("aria-label", text::MENU);
    let node: HtmlElement = whole.element().unchecked_into();
    // The focus goes back to where it came from; if that is gone by then, to the canvas.
    let before = document().active_element();
    let close = move || {
        desk.session.menu.set(None);
        match before
            .as_ref()
            .filter(|before| before.is_connected() && !before.matches("body").unwrap_or(true))
        {
            Some(before) => super::focus::focus_quietly(before),
            None => super::focus::focus_first(".canvas"),
        }
    };
    let left = close.clone();
    let item = move |shortcut: &'static Shortcut| {
        let close = close.clone();
        let run = move |_| {
            let close = close.clone();
            soon(move || {
                close();
                (shortcut.run)(desk);
            });
        };
        action(shortcut, "menuitem").attr("disabled", !(shortcut.available)(desk)).on(ev::click, run)
    };
    let shown = node.clone();
    request_animation_frame(move || settle(&shown, at));
    let menu = node.clone();
    let outside = window_event_listener(ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if !menu.contains(target.as_ref()) {
            desk.session.menu.set(None);
        }
    });
    on_cleanup(move || outside.remove());
    whole
        .on(ev::keydown, move |event| on_key(&event, &node, left.clone()))
        .child(names.iter().filter_map(|name| shortcuts::named(name)).map(item).collect::<Vec<_>>())
}

/// An action in a menu or a list of them: its picture, its name and its key.
fn action(shortcut: &'static Shortcut, role: &'static str) -> El {
    button()
        .attr("role", role)
        .child(shortcut.icon.map(icon))
        .child(span().child(shortcut.name))
        .child(span().class("keys").child(shortcut.keys.first().map(|key| key.printed())))
}

/// The arrows go through the menu, Escape and Tab leave it. A shortcut leaves it too, and is done.
fn on_key(event: &KeyboardEvent, menu: &HtmlElement, close: impl FnOnce() + 'static) {
    let held = event.ctrl_key() || event.meta_key();
    if held && !["Control", "Meta"].contains(&event.key().as_str()) {
        return soon(close);
    }
    event.stop_propagation();
    match event.key().as_str() {
        "ArrowDown" => step_focus(menu, 1),
        "ArrowUp" => step_focus(menu, -1),
        "Escape" | "Tab" => soon(close),
        _ => return,
    }
    event.prevent_default();
}

/// Puts the menu where it fits, and the focus on its first item.
fn settle(menu: &HtmlElement, at: Point) {
    let size = menu.get_bounding_client_rect();
    let room =
        |limit: Result<leptos::wasm_bindgen::JsValue, _>| limit.ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
    let (width, height) = (room(window().inner_width()), room(window().inner_height()));
    let left = at.x.min(width - size.width() - 8.0).max(8.0);
    let top = at.y.min(height - size.height() - 8.0).max(8.0);
    let style = menu.style();
    let _ = style.set_property("left", &format!("{left}px"));
    let _ = style.set_property("top", &format!("{top}px"));
    step_focus(menu, 1);
}

fn step_focus(menu: &HtmlElement, step: i32) {
    let Ok(items) = menu.query_selector_all("button:not(:disabled)") else { return };
    let count = i32::try_from(items.length()).unwrap_or(0);
    if count == 0 {
        return;
    }
    let active = document().active_element();
    let now = (0..count).find(|at| {
        let item = items.item(at.unsigned_abs()).and_then(|node| node.dyn_into::<web_sys::Element>().ok());
        item.is_some() && item == active
    });
    let next = now.map_or(0, |now| (now + step).rem_euclid(count));
    if let Some(item) = items.item(next.unsigned_abs()).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        let _ = item.focus();
    }
}
