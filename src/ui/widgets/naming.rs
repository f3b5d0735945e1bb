//! The field that a card's name is typed in, on the card.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::focus;
use crate::edit;
use crate::model::Id;
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// The field that a touchpoint's or an outcome's name is typed in, on its card.
/// Enter and leaving keep the name, Escape does not.
#[component]
pub fn NamingField(id: Id, desk: Desk) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let name = desk.editor.peek(|journey| {
        let touchpoint = journey.touchpoints.get(&id).map(|touchpoint| touchpoint.name.clone());
        touchpoint
            .or_else(|| journey.outcomes.get(&id).map(|outcome| outcome.name.clone()))
            .unwrap_or_default()
    });
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            request_animation_frame(move || {
                let _ = input.focus();
                input.select();
            });
        }
    });
    let open = StoredValue::new(true);
    let keep = {
        let id = id.clone();
        move || {
            if !open.get_value() {
                return;
            }
            open.set_value(false);
            let typed = node.get_untracked().map(|input| input.value()).unwrap_or_default();
            desk.editor.edit(|draft| edit::rename(draft, &id, typed.trim()));
            desk.session.naming.set(None);
        }
    };
    let keys = {
        let keep = keep.clone();
        move |event: KeyboardEvent| {
            event.stop_propagation();
            match event.key().as_str() {
                "Enter" => {
                    event.prevent_default();
                    let (keep, id) = (keep.clone(), id.clone());
                    request_animation_frame(move || {
                        keep();
                        focus::focus_place(&id);
                    });
                }
                "Escape" => {
                    let id = id.clone();
                    open.set_value(false);
                    request_animation_frame(move || {
                        desk.session.naming.set(None);
                        focus::focus_place(&id);
                    });
                }
                _ => {}
            }
        }
    };
    view! {
        <input
            class="naming"
            node_ref=node
            value=name
            maxlength="10000"
            aria-label=text::NAME
            placeholder=text::NAME_PLACEHOLDER
            on:keydown=keys
            on:blur=move |_| {
                let keep = keep.clone();
                request_animation_frame(keep);
            }
        />
    }
}
