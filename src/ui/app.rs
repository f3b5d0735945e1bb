//! The whole screen: which of its screens is shown, and what the window hears.

use super::catalogue as text;
use super::desk::Desk;
use super::dialogs::{dialog_layer, receipt_layer};
use super::library::go_to_start;
use super::map::map_screen;
use super::notices::notice_board;
use super::prelude::*;
use super::session::Screen;
use super::start::start_screen;
use super::{location, shortcuts, theme};
use leptos::task::spawn_local;
use web_sys::{ClipboardEvent, DragEvent, KeyboardEvent};

/// Opens the app: puts the whole screen on the page and listens to the window.
pub fn open() {
    theme::restore();
    let desk = Desk::new();
    hear_window(desk);
    match location::named_map() {
        Some(map) => desk.library.open_map(desk, &map),
        None => desk.library.refresh(),
    }
    effect(move || name_window(desk));
    effect(move || keep_focus(desk));
    super::advisor::attend(desk);
    crate::browser::rescue::started();
    let screen = by(
        move || (desk.session.screen.get(), desk.session.opened.get()),
        move |(screen, _)| match screen {
            Screen::Start => start_screen(desk),
            Screen::Map => map_screen(desk),
            Screen::Between => main().class("map-screen"),
        },
    );
    let layers =
        [screen, dialog_layer(desk), receipt_layer(desk), notice_board(desk.notices), drop_veil(desk)];
    if let Some(body) = document().body() {
        mount(&body, layers);
    }
}

/// Gives the window the open map's title.
fn name_window(desk: Desk) {
    let title = desk.editor.read(|journey| journey.about.title.clone());
    let shown = desk.session.screen.get() == Screen::Map && !title.is_empty();
    document().set_title(&if shown { text::window_title(&title) } else { text::PRODUCT.to_owned() });
}

/// Another screen, another map or another look at it: what had the focus is gone.
fn keep_focus(desk: Desk) {
    desk.session.screen.track();
    desk.session.look.track();
    // On a page that was just loaded nothing had it.
    if desk.session.opened.get() > 0 {
        super::focus::catch(None, "");
    }
}

/// Keys, the address, the clipboard.
fn hear_window(desk: Desk) {
    let handles = [
        window_event_listener(ev::keydown, move |event| shortcuts::on_key(desk, &event)),
        window_event_listener(ev::keyup, move |event: KeyboardEvent| {
            if event.key() == " " {
                desk.space_held.set_value(false);
            }
        }),
        window_event_listener(ev::hashchange, move |_| follow_address(desk)),
        window_event_listener(ev::paste, move |event| pasted(desk, &event)),
    ];
    on_cleanup(move || handles.into_iter().for_each(|handle| handle.remove()));
}

/// Text was pasted where no field takes it: on the map, it is a piece of a journey.
fn pasted(desk: Desk, event: &ClipboardEvent) {
    let presented = desk.session.presenting.with_untracked(Option::is_some);
    let on_map = desk.session.screen.get_untracked() == Screen::Map && !presented;
    if !on_map || super::focus::is_in_field(event) {
        return;
    }
    let pasted = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
    if let Some(pasted) = pasted.filter(|pasted| !pasted.is_empty()) {
        event.prevent_default();
        super::commands::paste_text(desk, &pasted);
    }
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
fn drop_veil(desk: Desk) -> Child {
    let over = RwSignal::new(false);
    let handles = [
        window_event_listener(ev::dragover, move |event| {
            if has_files(&event) {
                event.prevent_default();
                over.set(true);
            }
        }),
        window_event_listener(ev::dragleave, move |event| {
            if event.related_target().is_none() {
                over.set(false);
            }
        }),
        window_event_listener(ev::drop, move |event| {
            over.set(false);
            if has_files(&event) {
                event.prevent_default();
                open_dropped(desk, &event);
            }
        }),
    ];
    on_cleanup(move || handles.into_iter().for_each(|handle| handle.remove()));
    when(move || over.get(), || div().class("drop-veil").child(text::DROP_HERE))
}

fn has_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

fn open_dropped(desk: Desk, event: &DragEvent) {
    let files = crate::browser::files::dropped(event.data_transfer());
    spawn_local(async move {
        for file in files.await {
            match file {
                Ok(file) => desk.library.open_file(desk, file),
                Err(fault) => desk.notices.warn(fault.to_string()),
            }
        }
    });
}
