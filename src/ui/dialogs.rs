//! The dialog that is open: keys, palette, a read report, a receipt.

use super::catalogue as text;
use super::desk::Desk;
use super::menus::action;
use super::prelude::*;
use super::receipt::receipt_view;
use super::session::Dialog;
use super::shortcuts::{self, Shortcut};
use super::widgets::modal;
use leptos::wasm_bindgen::JsCast;
use std::time::Duration;
use web_sys::HtmlElement;

/// The dialog that is open.
pub fn dialog_layer(desk: Desk) -> Child {
    by(move || desk.session.dialog.get(), move |dialog| dialog.as_ref().map(|dialog| shown(desk, dialog)))
}

fn shown(desk: Desk, dialog: &Dialog) -> El {
    let (title, content): (Text, Child) = match dialog {
        Dialog::Keys => (text::ALL_KEYS.into(), key_table().into_child()),
        Dialog::Palette => (text::PALETTE.into(), palette(desk)),
        Dialog::Report(lines) => (text::REPORT.into(), report(lines)),
        Dialog::Receipt(receipt) => (receipt.title.clone().into(), receipt_view(receipt).into_child()),
    };
    modal(title, move || desk.session.dialog.set(None), content)
}

fn report(lines: &[String]) -> Child {
    let lines = lines.iter().take(500).map(|line| li().child(line.clone())).collect::<Vec<_>>();
    let about = p().class("hint").child(text::REPORT_ABOUT);
    [about, ul().class("report-lines").child(lines)].into_child()
}

fn key_table() -> El {
    let key = |printed: Words| kbd().child(printed);
    let row = |name: &'static str, keys: Vec<Child>| tr().child(td().child(name)).child(td().child(keys));
    let named = shortcuts::ALL.iter().filter(|shortcut| !shortcut.keys.is_empty()).map(|shortcut| {
        let keys = shortcut.keys.iter().map(|known| (key(known.printed().into()), " ").into_child());
        row(shortcut.name, keys.collect())
    });
    let more = text::MORE_KEYS.iter().map(|(name, keys)| row(name, vec![key((*keys).into()).into_child()]));
    table().class("table").child(tbody().child(named.chain(more).collect::<Vec<_>>()))
}

/// Find an action by its name.
fn palette(desk: Desk) -> Child {
    let typed = RwSignal::new(String::new());
    let found = move || typed.with(|typed| actions_like(&typed.to_lowercase()));
    let run = move |shortcut: &'static Shortcut| {
        request_animation_frame(move || {
            desk.session.dialog.set(None);
            if untrack(|| (shortcut.available)(desk)) {
                (shortcut.run)(desk);
            }
        });
    };
    let first = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter"
            && let Some(shortcut) = untrack(found).first()
        {
            run(shortcut);
        }
    };
    let field = input()
        .class("input")
        .attr("placeholder", text::PALETTE_PLACEHOLDER)
        .attr("aria-label", text::PALETTE)
        .on(ev::input, move |event| typed.set(event_target_value(&event)))
        .on(ev::keydown, first);
    let node: HtmlElement = field.element().unchecked_into();
    set_timeout(move || drop(node.focus()), Duration::from_millis(30));
    let item = move |shortcut: &'static Shortcut| {
        action(shortcut, "option").attr("aria-selected", "false").on(ev::click, move |_| run(shortcut))
    };
    let list = div()
        .class("menu palette")
        .attr("role", "listbox")
        .attr("aria-label", text::PALETTE)
        .child(move || found().into_iter().map(item).collect::<Vec<_>>());
    [field, list].into_child()
}

/// The actions whose name holds what was typed.
fn actions_like(typed: &str) -> Vec<&'static Shortcut> {
    shortcuts::ALL.iter().filter(|shortcut| shortcut.name.to_lowercase().contains(typed)).collect()
}
