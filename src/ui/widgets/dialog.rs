//! A modal dialog.

use super::super::catalogue as text;
use super::super::icons::{Icon, icon};
use leptos::html;
use leptos::prelude::*;

/// A modal dialog with a title; `close` is called when it is closed in any way.
#[component]
pub fn Modal(
    #[prop(into)] title: Signal<String>,
    close: impl Fn() + Copy + Send + Sync + 'static,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            request_animation_frame(move || {
                if dialog.is_connected() && !dialog.open() {
                    let _ = dialog.show_modal();
                }
            });
        }
    });
    let outside = move |event: web_sys::MouseEvent| {
        let on_backdrop = node
            .get_untracked()
            .is_some_and(|dialog| event.target().is_some_and(|target| target == ****dialog));
        if on_backdrop {
            request_animation_frame(close);
        }
    };
    view! {
        <dialog
            node_ref=node
            aria-label=move || title.get()
            on:close=move |_| request_animation_frame(close)
            on:click=outside
        >
            <div class="head">
                <h2 class="grow">{title}</h2>
                <button class="button square plain" aria-label=text::CLOSE on:click=move |_| request_animation_frame(close)>
                    {icon(Icon::Close)}
                </button>
            </div>
            <div class="body">{children()}</div>
        </dialog>
    }
}
