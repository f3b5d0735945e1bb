//! The map screen: bars, tools, canvas and side.

use super::canvas::{Canvas, Tool};
use super::catalogue as text;
use super::commands;
use super::desk::Desk;
use super::icons::{Icon, icon};
use super::library::go_to_start;
use super::panels::SidePanel;
use super::session::{OpenMenu, Overlay};
use crate::browser::autosave::SaveStatus;
use crate::browser::clock;
use crate::geometry::Point;
use crate::model::Id;
use leptos::prelude::*;
use web_sys::MouseEvent;

/// The map screen.
#[component]
pub fn MapScreen(desk: Desk) -> impl IntoView {
    let narrow =
        window().match_media("(max-width: 860px)").ok().flatten().is_some_and(|media| media.matches());
    desk.session.side_open.set(!narrow);
    if narrow {
        open_side_for_selection(desk);
    }
    view! {
        <div class="map-screen" class:side-closed=move || !desk.session.side_open.get()>
            <TopBar desk />
            <ToolBar desk />
            <main class="canvas-area">
                <Canvas desk />
            </main>
            <SidePanel desk />
        </div>
    }
}

/// On a narrow screen the sheet comes with a selection and goes with it.
fn open_side_for_selection(desk: Desk) {
    Effect::new(move |_| {
        let some = desk.session.selection.with(|ids| !ids.is_empty());
        let quiet = desk.session.naming.with(Option::is_none);
        desk.session.side_open.set(some && quiet);
        if let Some(id) = desk.session.only().filter(|_| quiet) {
            request_animation_frame(move || super::canvas::reveal(desk, &id));
        }
    });
}

#[component]
fn TopBar(desk: Desk) -> impl IntoView {
    let title = Signal::derive(move || desk.editor.read(|journey| journey.about.title.clone()));
    let rename = move |event: web_sys::Event| {
        let title = event_target_value(&event).trim().to_owned();
        desk.editor.edit(|draft| draft.change_about(|about| about.title = title));
    };
    let menu = move |event: MouseEvent| {
        event.stop_propagation();
        let at = Point::new(f64::from(event.client_x()), 56.0);
        desk.session.menu.set(Some(OpenMenu { at, of_map: true }));
    };
    view! {
        <header class="topbar">
            <button class="brand" title=text::ALL_MAPS aria-label=text::ALL_MAPS on:click=move |_| go_to_start(desk)>
                {icon(Icon::Trail)}
            </button>
            <input
                class="title"
                aria-label=text::TITLE
                prop:value=title
                maxlength="10000"
                on:change=rename
                on:keydown=|event| {
                    if event.key() == "Enter" {
                        let field = event_target::<web_sys::HtmlElement>(&event);
                        request_animation_frame(move || {
                            let _ = field.blur();
                        });
                    }
                }
            />
            <Saved desk />
            <div class="middle">
                <OverlayChoice desk />
                <SegmentChoice desk />
            </div>
            <button
                class="button square plain"
                title=text::UNDO_TIP
                aria-label=text::UNDO
                disabled=move || !desk.editor.can_undo()
                on:click=move |_| commands::undo(desk)
            >
                {icon(Icon::Undo)}
            </button>
            <button
                class="button square plain"
                title=text::REDO_TIP
                aria-label=text::REDO
                disabled=move || !desk.editor.can_redo()
                on:click=move |_| commands::redo(desk)
            >
                {icon(Icon::Redo)}
            </button>
            <button class="button square plain" title=text::MENU aria-label=text::MENU aria-haspopup="menu" on:click=menu>
                {icon(Icon::Menu)}
            </button>
            <button class="button primary wide" title=text::SAVE_FILE_TIP on:click=move |_| desk.library.save_file(desk)>
                {text::SAVE_FILE}
            </button>
        </header>
    }
}

/// What is true of the map: saved, on its way, or not.
#[component]
fn Saved(desk: Desk) -> impl IntoView {
    let status = desk.library.status;
    let state = move || match status.get() {
        None | Some(SaveStatus::Saving) => "saving",
        Some(SaveStatus::Saved { .. }) => "saved",
        Some(SaveStatus::NotSaved(_) | SaveStatus::ReadOnly(_)) => "bad",
    };
    let words = move || match status.get() {
        None => String::new(),
        Some(SaveStatus::Saving) => text::SAVING.into(),
        Some(SaveStatus::Saved { at_ms }) => text::saved_at(&clock::time_text(at_ms)),
        Some(SaveStatus::NotSaved(fault)) => text::not_saved(&fault.to_string()),
        Some(SaveStatus::ReadOnly(fault)) => fault.to_string(),
    };
    let offer = move || {
        match status.get() {
        Some(SaveStatus::NotSaved(_)) => Some(
            view! {
                <button class="button small" on:click=move |_| desk.library.save_file(desk)>{text::DOWNLOAD_COPY}</button>
            }
            .into_any(),
        ),
        Some(SaveStatus::ReadOnly(_)) => Some(
            view! {
                <button class="button small" on:click=move |_| desk.library.take_over()>{text::EDIT_HERE}</button>
            }
            .into_any(),
        ),
        _ => None,
    }
    };
    view! {
        <span class="saved" role="status" data-state=state title=words>
            <span>{words}</span>
            {offer}
        </span>
    }
}

#[component]
fn OverlayChoice(desk: Desk) -> impl IntoView {
    let overlay = desk.session.overlay;
    let button = move |(at, which): (usize, Overlay)| {
        view! {
            <button
                aria-pressed=move || (overlay.get() == which).to_string()
                title=text::overlay_tip(which, at + 1)
                on:click=move |_| overlay.set(which)
            >
                {text::overlay_name(which)}
            </button>
        }
    };
    view! {
        <div class="segmented" role="group" aria-label=text::OVERLAY>
            {Overlay::ALL.into_iter().enumerate().map(button).collect_view()}
        </div>
    }
}

#[component]
fn SegmentChoice(desk: Desk) -> impl IntoView {
    let options = Memo::new(move |_| {
        desk.editor
            .read(|j| j.segments.iter().map(|(id, s)| (id.to_string(), s.name.clone())).collect::<Vec<_>>())
    });
    let choose =
        move |event: web_sys::Event| desk.session.segment.set(Id::new(&event_target_value(&event)).ok());
    let chosen = move || desk.session.segment.with(|id| id.as_ref().map(Id::to_string).unwrap_or_default());
    view! {
        <Show when=move || options.with(|options| options.len() > 1)>
            <select class="select" aria-label=text::SEGMENT title=text::SEGMENT_TIP prop:value=chosen on:change=choose>
                <option value="">{text::ALL_SEGMENTS}</option>
                {move || {
                    options.get().into_iter().map(|(id, name)| view! { <option value=id>{name}</option> }).collect_view()
                }}
            </select>
        </Show>
    }
}

#[component]
fn ToolBar(desk: Desk) -> impl IntoView {
    let tool = desk.session.tool;
    let button = move |which: Tool, name: &'static str, key: &'static str, picture: Icon| {
        view! {
            <button
                class="tool"
                aria-pressed=move || (tool.get() == which).to_string()
                aria-label=name
                title=format!("{name} ({key})")
                on:click=move |_| tool.set(which)
            >
                {icon(picture)}
                <span class="key" aria-hidden="true">{key}</span>
            </button>
        }
    };
    view! {
        <nav class="toolbar" aria-label=text::TOOLS>
            {button(Tool::Select, text::SELECT_TOOL, "V", Icon::Pointer)}
            {button(Tool::Hand, text::HAND_TOOL, "H", Icon::Hand)}
            {button(Tool::Touchpoint, text::ADD_TOUCHPOINT, "N", Icon::Card)}
            {button(Tool::Connect, text::CONNECT_TOOL, "C", Icon::Arrow)}
            {button(Tool::Outcome, text::ADD_OUTCOME, "O", Icon::Outcome)}
            <button class="tool" aria-label=text::ADD_STAGE title=text::ADD_STAGE_TIP on:click=move |_| commands::add_stage(desk)>
                {icon(Icon::Columns)}
                <span class="key" aria-hidden="true">"S"</span>
            </button>
            <hr />
            <button class="tool" aria-label=text::TIDY title=text::TIDY_TIP on:click=move |_| commands::tidy(desk)>
                {icon(Icon::Tidy)}
            </button>
            <button
                class="tool"
                aria-label=text::TOGGLE_SIDE
                title=text::TOGGLE_SIDE_TIP
                aria-pressed=move || desk.session.side_open.get().to_string()
                on:click=move |_| desk.session.side_open.update(|open| *open = !*open)
            >
                {icon(Icon::Screen)}
            </button>
        </nav>
    }
}
