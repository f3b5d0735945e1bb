//! A modal dialog.

use super::super::catalogue as text;
use super::super::icons::{Icon, icon};
use super::super::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// A modal dialog with a title; `close` is called when it is closed in any way.
pub fn modal(title: impl Into<Text>, close: impl Fn() + Copy + 'static, content: impl IntoChild) -> El {
    let title = title.into();
    let whole = el("dialog");
    let node: HtmlDialogElement = whole.element().unchecked_into();
    let (shown, gone, heard) = (node.clone(), node.clone(), node.clone());
    // A dialog that is closed gives the focus back; one that is only taken away loses it.
    on_cleanup(move || gone.close());
    // At once: what is typed next is meant for the dialog.
    soon(move || {
        if shown.is_connected() && !shown.open() {
            let _ = shown.show_modal();
        }
    });
    let head = div().class("head").child(h2().class("grow").child(title.clone())).child(
        button()
            .class("button square plain")
            .attr("aria-label", text::CLOSE)
            .on(ev::click, move |_| soon(close))
            .child(icon(Icon::Close)),
    );
    whole
        .attr("aria-label", title)
        // Escape closes a dialog at once, but tells of it in a task of its own: what is typed in between
        // is meant for the page, so it must not count as behind a dialog any more.
        .on(ev::Custom::<web_sys::Event>::new("cancel"), move |_| soon(close))
        // One that was taken away is told of it late, when the next may be open already.
        .on(ev::close, move |_| {
            if heard.is_connected() {
                soon(close);
            }
        })
        .on(ev::click, move |event| {
            let on_backdrop =
                event.target().is_some_and(|target| target == *AsRef::<web_sys::EventTarget>::as_ref(&node));
            if on_backdrop {
                soon(close);
            }
        })
        .child(head)
        .child(div().class("body").child(content))
}
