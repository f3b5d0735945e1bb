//! The dialog that is open: keys, palette, a read report, a receipt.

use super::catalogue as text;
use super::desk::Desk;
use super::icons::icon;
use super::receipt::receipt_view;
use super::session::Dialog;
use super::shortcuts::{self, Shortcut};
use super::widgets::Modal;
use leptos::html;
use leptos::prelude::*;

/// The dialog that is open.
#[component]
pub fn DialogLayer(desk: Desk) -> impl IntoView {
    let close = move || desk.session.dialog.set(None);
    move || match desk.session.dialog.get()? {
        Dialog::Keys => Some(view! { <Modal title=text::ALL_KEYS close><KeyTable /></Modal> }.into_any()),
        Dialog::Palette => {
            Some(view! { <Modal title=text::PALETTE close><Palette desk /></Modal> }.into_any())
        }
        Dialog::Report(lines) => Some(
            view! {
                <Modal title=text::REPORT close>
                    <p class="hint">{text::REPORT_ABOUT}</p>
                    <ul class="report-lines">
                        {lines.into_iter().take(500).map(|line| view! { <li>{line}</li> }).collect_view()}
                    </ul>
                </Modal>
            }
            .into_any(),
        ),
        Dialog::Receipt(receipt) => {
            let title = receipt.title.clone();
            Some(view! { <Modal title close>{receipt_view(receipt)}</Modal> }.into_any())
        }
    }
}

#[component]
fn KeyTable() -> impl IntoView {
    let row = |shortcut: &'static Shortcut| {
        let keys = shortcut.keys.iter().map(|key| view! { <kbd>{key.printed()}</kbd> " " }).collect_view();
        view! { <tr><td>{shortcut.name}</td><td>{keys}</td></tr> }
    };
    let more = |(name, keys): &(&'static str, &'static str)| view! { <tr><td>{*name}</td><td><kbd>{*keys}</kbd></td></tr> };
    view! {
        <table class="table">
            <tbody>
                {shortcuts::ALL.iter().filter(|shortcut| !shortcut.keys.is_empty()).map(row).collect_view()}
                {text::MORE_KEYS.iter().map(more).collect_view()}
            </tbody>
        </table>
    }
}

/// Find an action by its name.
#[component]
fn Palette(desk: Desk) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            set_timeout(move || drop(input.focus()), std::time::Duration::from_millis(30));
        }
    });
    let found = move || {
        let typed = typed.get().to_lowercase();
        let hit = |shortcut: &&'static Shortcut| shortcut.name.to_lowercase().contains(&typed);
        shortcuts::ALL.iter().filter(hit).collect::<Vec<_>>()
    };
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
    let item = move |shortcut: &'static Shortcut| {
        view! {
            <button role="option" aria-selected="false" on:click=move |_| run(shortcut)>
                {shortcut.icon.map(icon)}
                <span>{shortcut.name}</span>
                <span class="keys">{shortcut.keys.first().map(|key| key.printed())}</span>
            </button>
        }
    };
    view! {
        <input
            class="input"
            node_ref=node
            placeholder=text::PALETTE_PLACEHOLDER
            aria-label=text::PALETTE
            on:input=move |event| typed.set(event_target_value(&event))
            on:keydown=first
        />
        <div class="menu palette" role="listbox" aria-label=text::PALETTE>{move || found().into_iter().map(item).collect_view()}</div>
    }
}
