//! The canvas itself: one pointer pipeline, the layers, and what floats over them.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::headline::Headline;
use super::super::session::Preview;
use super::arrow::ArrowView;
use super::card::{Card, Stub};
use super::column::Columns;
use super::dock::{Dock, FirstSteps};
use super::gesture::{End, Gesture, Modifiers, Pointer, Target, Tool};
use super::hand::carry_out;
use super::outcome::OutcomeCard;
use super::scene::rects;
use crate::geometry::{Curve, Point, Rect, sizes};
use crate::model::Id;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

/// Below this zoom cards show their name alone.
const FAR: f64 = 0.42;
/// How far beyond the screen cards are kept, in pixels.
const KEEP: f64 = 400.0;

/// The map.
#[component]
pub fn Canvas(desk: Desk) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let session = desk.session;
    let gesture = StoredValue::new(Gesture::default());
    let panning = RwSignal::new(false);
    watch_size(node, desk);
    let local = move |event: &MouseEvent| {
        let rect = node.get_untracked().map(|div| div.get_bounding_client_rect());
        let (x, y) = rect.map_or((0.0, 0.0), |rect| (rect.left(), rect.top()));
        Point::new(f64::from(event.client_x()) - x, f64::from(event.client_y()) - y)
    };
    let pointer = move |event: &PointerEvent| Pointer {
        id: event.pointer_id(),
        at: local(event),
        touch: event.pointer_type() == "touch",
        button: event.button(),
        modifiers: modifiers(event, desk),
    };
    let press = move |event: PointerEvent| {
        if is_chrome(&event) {
            return;
        }
        let on = target_of(&event);
        if let Some(div) = node.get_untracked() {
            let _ = div.set_pointer_capture(event.pointer_id());
            focus_pressed(&on, &event, &div);
        }
        session.menu.set(None);
        let plans = gesture.try_update_value(|g| g.press(pointer(&event), on, session.tool.get_untracked()));
        panning.set(gesture.with_value(Gesture::is_panning));
        carry_out(desk, plans.unwrap_or_default());
    };
    let slide = move |event: PointerEvent| {
        let pointer = pointer(&event);
        session.pointer.set_value(pointer.at);
        let selected = |id: &Id| session.selection.with_untracked(|ids| ids.contains(id));
        let plans = gesture.try_update_value(|g| g.slide(pointer, selected));
        let plans = plans.unwrap_or_default();
        if !plans.is_empty() {
            carry_out(desk, plans);
        }
    };
    let release = move |event: PointerEvent| {
        let plans = gesture.try_update_value(|g| g.release(pointer(&event)));
        panning.set(false);
        carry_out(desk, plans.unwrap_or_default());
        if session.tool.get_untracked() != Tool::Hand && !gesture.with_value(Gesture::is_under_way) {
            let made = matches!(session.tool.get_untracked(), Tool::Touchpoint | Tool::Outcome);
            if made && session.naming.get_untracked().is_some() {
                session.tool.set(Tool::Select);
            }
        }
    };
    let cancel = move |_: PointerEvent| {
        let plans = gesture.try_update_value(Gesture::cancel);
        carry_out(desk, plans.unwrap_or_default());
    };
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && gesture.with_value(Gesture::is_under_way) {
            event.stop_propagation();
            let plans = gesture.try_update_value(Gesture::cancel);
            carry_out(desk, plans.unwrap_or_default());
        }
    };
    // A tap is a click of the gesture's own; the browser's would hit the sheet that opens under it.
    let no_ghost_click = move |event: web_sys::TouchEvent| {
        if !is_chrome(&event) {
            event.prevent_default();
        }
    };
    let wheel = move |event: WheelEvent| wheel(desk, &event, local(&event));
    let open_menu = move |event: MouseEvent| {
        if !is_chrome(&event) {
            event.prevent_default();
            super::super::menus::open_at(desk, &event);
        }
    };
    let double = move |event: MouseEvent| {
        if is_chrome(&event) {
            return;
        }
        match target_of(&event) {
            Target::Place(id) => session.naming.set(Some(id)),
            Target::Canvas => {
                let at = session.viewport.get_untracked().canvas_from_screen(local(&event));
                super::super::commands::add_touchpoint_at(desk, at);
            }
            _ => {}
        }
    };
    view! {
        <div
            class="canvas"
            node_ref=node
            tabindex="-1"
            role="application"
            aria-label=text::MAP_CANVAS
            data-tool=move || tool_key(session.tool.get())
            data-panning=move || panning.get().to_string()
            data-viewport=move || {
                let view = session.viewport.get();
                format!("{:.2} {:.2} {:.4}", view.offset.x, view.offset.y, view.zoom)
            }
            on:pointerdown=press
            on:pointermove=slide
            on:pointerup=release
            on:pointercancel=cancel
            on:wheel=wheel
            on:touchend=no_ghost_click
            on:contextmenu=open_menu
            on:dblclick=double
            on:keydown=escape
        >
            <World desk />
            <Headline desk />
            <FirstSteps desk />
            {marquee(desk)}
            <Dock desk />
        </div>
    }
}

/// What moves with the view: columns, arrows, cards.
#[component]
fn World(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let shown = Memo::new(move |_| shown_places(desk));
    let transitions = Memo::new(move |_| {
        desk.editor.read(|journey| journey.transitions.ids().cloned().collect::<Vec<_>>())
    });
    let touchpoints = move || shown.with(|shown| shown.0.clone());
    let stubs = touchpoints;
    let outcomes = move || shown.with(|shown| shown.1.clone());
    view! {
        <div
            class="world"
            data-far=move || (session.viewport.get().zoom < FAR).to_string()
            style:transform=move || {
                let view = session.viewport.get();
                format!("translate({}px,{}px) scale({})", view.offset.x, view.offset.y, view.zoom)
            }
        >
            <Columns desk />
            <svg class="arrows" role="group" aria-label=text::TRANSITIONS>
                <For each=move || transitions.get() key=Clone::clone let:id>
                    <ArrowView id desk />
                </For>
                <For each=stubs key=Clone::clone let:id>
                    <Stub id desk />
                </For>
                {overlays(desk)}
            </svg>
            <For each=touchpoints key=Clone::clone let:id>
                <Card id desk />
            </For>
            <For each=outcomes key=Clone::clone let:id>
                <OutcomeCard id desk />
            </For>
        </div>
    }
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
        found.sort_by(|(_, a), (_, b)| {
            let column = |rect: &Rect| (rect.x / sizes::STAGE_WIDTH).floor();
            column(a).total_cmp(&column(b)).then(a.y.total_cmp(&b.y)).then(a.x.total_cmp(&b.x))
        });
        (found.into_iter().map(|(id, _)| id).collect(), outcomes)
    })
}

/// Guides and the connection being drawn.
fn overlays(desk: Desk) -> impl IntoView {
    move || {
        desk.session.preview.with(|preview| match preview {
            Preview::Move { guides, .. } => {
                let guide = |rect: &Rect| {
                    view! {
                        <rect class="guide" x=rect.x.to_string() y=rect.y.to_string() width=rect.width.to_string() height=rect.height.to_string()></rect>
                    }
                };
                Some(guides.iter().map(guide).collect_view().into_any())
            }
            Preview::Link { from, to, target } => {
                let curve = link_curve(desk, from, *to, target.as_ref());
                Some(view! { <path class="link-preview" d=curve></path> }.into_any())
            }
            Preview::Relink { transition, end, at, target } => {
                let other = desk.editor.peek(|journey| {
                    let known = journey.transitions.get(transition)?;
                    Some(if *end == End::From { known.to.clone() } else { known.from.clone() })
                })?;
                let curve = link_curve(desk, &other, *at, target.as_ref());
                Some(view! { <path class="link-preview" d=curve></path> }.into_any())
            }
            _ => None,
        })
    }
}

fn link_curve(desk: Desk, from: &Id, to: Point, target: Option<&Id>) -> String {
    let rect_of = |id: &Id| {
        desk.editor.peek(|journey| rects(journey).find(|(known, _)| *known == id).map(|(_, rect)| rect))
    };
    let start = rect_of(from).map_or(to, |rect| Point::new(rect.right(), rect.center().y));
    let end = target.and_then(rect_of).map_or(to, |rect| Point::new(rect.x, rect.center().y));
    Curve::flowing(start, end).path()
}

fn marquee(desk: Desk) -> impl IntoView {
    move || {
        desk.session.preview.with(|preview| match preview {
            Preview::Marquee(rect) => Some(view! {
                <div
                    class="marquee"
                    style:left=format!("{}px", rect.x)
                    style:top=format!("{}px", rect.y)
                    style:width=format!("{}px", rect.width)
                    style:height=format!("{}px", rect.height)
                ></div>
            }),
            _ => None,
        })
    }
}

/// Keeps the session's idea of the canvas's size true.
fn watch_size(node: NodeRef<html::Div>, desk: Desk) {
    let measure = move || {
        // The map may have been left since the frame was asked for.
        if let Some(div) = node.try_get_untracked().flatten() {
            let size = Point::new(f64::from(div.client_width()), f64::from(div.client_height()));
            if size.x > 0.0 && desk.session.canvas_size.get_untracked() != size {
                desk.session.canvas_size.set(size);
            }
        }
    };
    Effect::new(move |_| {
        node.track();
        desk.session.side_open.track();
        request_animation_frame(move || {
            measure();
            desk.arrive();
        });
    });
    let handle = window_event_listener(leptos::ev::resize, move |_| measure());
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
