//! Menus: the map's own, and the one at the pointer.

use super::catalogue as text;
use super::desk::Desk;
use super::icons::icon;
use super::session::OpenMenu;
use super::shortcuts::{self, Shortcut};
use crate::geometry::Point;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

/// Opens the menu at the pointer; what is under it becomes the selection.
pub fn open_at(desk: Desk, event: &MouseEvent) {
    use super::canvas::{Target, target_of};
    match target_of(event) {
        Target::Place(id) | Target::Arrow(id) | Target::Handle(id) | Target::ArrowEnd(id, _) => {
            if !desk.session.selection.with_untracked(|ids| ids.contains(&id)) {
                desk.session.select(id);
            }
        }
        Target::Canvas => desk.session.selection.set(Vec::new()),
    }
    let at = Point::new(f64::from(event.client_x()), f64::from(event.client_y()));
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
    text::NEXT_RIGHT,
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
    text::UNDO,
    text::REDO,
    text::TIDY,
    text::FIT,
    text::SWITCH_PERSPECTIVE,
    text::SWITCH_THEME,
    text::PALETTE,
    text::ALL_KEYS,
];

/// The menu that is open.
#[component]
pub fn MenuLayer(desk: Desk) -> impl IntoView {
    move || {
        let menu = desk.session.menu.get()?;
        let names = match (menu.of_map, desk.session.selection.with_untracked(Vec::is_empty)) {
            (true, _) => FOR_MAP,
            (false, true) => FOR_CANVAS,
            (false, false) => FOR_SELECTION,
        };
        Some(view! { <Menu desk at=menu.at names /> })
    }
}

#[component]
fn Menu(desk: Desk, at: Point, names: &'static [&'static str]) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let close = move || {
        desk.session.menu.set(None);
        super::focus::focus_canvas();
    };
    Effect::new(move |_| {
        if let Some(menu) = node.get() {
            request_animation_frame(move || settle(&menu, at));
        }
    });
    let keys = move |event: KeyboardEvent| {
        event.stop_propagation();
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "Escape" | "Tab" => {
                event.prevent_default();
                request_animation_frame(close);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(menu) = node.get_untracked() {
            step_focus(&menu, step);
        }
    };
    let item = move |shortcut: &'static Shortcut| {
        let available = untrack(|| (shortcut.available)(desk));
        let run = move |_| {
            request_animation_frame(move || {
                close();
                (shortcut.run)(desk);
            });
        };
        view! {
            <button role="menuitem" disabled=!available on:click=run>
                {shortcut.icon.map(icon)}
                <span>{shortcut.name}</span>
                <span class="keys">{shortcut.keys.first().map(|key| key.printed())}</span>
            </button>
        }
    };
    let outside = window_event_listener(leptos::ev::pointerdown, move |event| {
        let inside = node.get_untracked().is_some_and(|menu| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            menu.contains(target.as_ref())
        });
        if !inside {
            desk.session.menu.set(None);
        }
    });
    on_cleanup(move || outside.remove());
    view! {
        <div class="menu" role="menu" aria-label=text::MENU node_ref=node on:keydown=keys>
            {names.iter().filter_map(|name| shortcuts::named(name)).map(item).collect_view()}
        </div>
    }
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
