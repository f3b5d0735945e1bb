//! The whole screen: which of its screens is shown, and what the window hears.

use super::catalogue as text;
use super::desk::Desk;
use super::dialogs::DialogLayer;
use super::library::go_to_start;
use super::map::MapScreen;
use super::menus::MenuLayer;
use super::notices::NoticeBoard;
use super::session::Screen;
use super::start::StartScreen;
use super::{location, shortcuts, theme};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::DragEvent;

/// The whole screen.
#[component]
pub fn App() -> impl IntoView {
    theme::restore();
    let desk = Desk::new();
    hear_window(desk);
    match location::named_map() {
        Some(map) => desk.library.open_map(desk, &map),
        None => desk.library.refresh(),
    }
    let title = move || {
        let title = desk.editor.read(|journey| journey.about.title.clone());
        let shown = desk.session.screen.get() == Screen::Map && !title.is_empty();
        document().set_title(&if shown { text::window_title(&title) } else { text::PRODUCT.to_owned() });
    };
    Effect::new(move |_| title());
    crate::browser::rescue::started();
    view! {
        {move || match desk.session.screen.get() {
            Screen::Start => view! { <StartScreen desk /> }.into_any(),
            Screen::Map => view! { <MapScreen desk /> }.into_any(),
        }}
        <MenuLayer desk />
        <DialogLayer desk />
        <NoticeBoard notices=desk.notices />
        <DropVeil desk />
    }
}

/// Keys, the address, the clipboard.
fn hear_window(desk: Desk) {
    let handles = [
        window_event_listener(leptos::ev::keydown, move |event| shortcuts::on_key(desk, &event)),
        window_event_listener(leptos::ev::keyup, move |event| {
            if event.key() == " " {
                desk.space_held.set_value(false);
            }
        }),
        window_event_listener(leptos::ev::hashchange, move |_| follow_address(desk)),
        window_event_listener(leptos::ev::paste, move |event| {
            let on_map = desk.session.screen.get_untracked() == Screen::Map;
            if !on_map || super::focus::is_in_field(&event) {
                return;
            }
            let pasted = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
            if let Some(pasted) = pasted.filter(|pasted| !pasted.is_empty()) {
                event.prevent_default();
                super::commands::paste_text(desk, &pasted);
            }
        }),
    ];
    on_cleanup(move || handles.into_iter().for_each(|handle| handle.remove()));
}

fn follow_address(desk: Desk) {
    let named = location::named_map();
    if named == desk.library.open_id() {
        return;
    }
    match named {
        Some(map) => {
            desk.session.screen.set(Screen::Start);
            desk.library.open_map(desk, &map);
        }
        None => go_to_start(desk),
    }
}

/// Where files are dropped: anywhere.
#[component]
fn DropVeil(desk: Desk) -> impl IntoView {
    let over = RwSignal::new(false);
    let has_files = |event: &DragEvent| {
        event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
    };
    let handles = [
        window_event_listener(leptos::ev::dragover, move |event| {
            if has_files(&event) {
                event.prevent_default();
                over.set(true);
            }
        }),
        window_event_listener(leptos::ev::dragleave, move |event| {
            if event.related_target().is_none() {
                over.set(false);
            }
        }),
        window_event_listener(leptos::ev::drop, move |event| {
            over.set(false);
            if !has_files(&event) {
                return;
            }
            event.prevent_default();
            let files = crate::browser::files::dropped(event.data_transfer());
            spawn_local(async move {
                for file in files.await {
                    match file {
                        Ok(file) => desk.library.open_file(desk, file),
                        Err(fault) => desk.notices.warn(fault.to_string()),
                    }
                }
            });
        }),
    ];
    on_cleanup(move || handles.into_iter().for_each(|handle| handle.remove()));
    view! {
        <Show when=move || over.get()>
            <div class="drop-veil">{text::DROP_HERE}</div>
        </Show>
    }
}
