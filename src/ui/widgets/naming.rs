//! The field that a card's name is typed in, on the card.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::focus;
use crate::edit;
use crate::model::Id;
use leptos::html;
use leptos::prelude::*;
use std::{cell::Cell, rc::Rc};
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
            let _ = input.focus();
            input.select();
        }
    });
    // The field goes away under its own events: what they need is theirs, not the component's.
    let open = Rc::new(Cell::new(true));
    let keep = {
        let (id, open) = (id.clone(), open.clone());
        move |typed: String, return_focus: bool| {
            if !open.replace(false) {
                return;
            }
            desk.editor.edit(|draft| edit::rename(draft, &id, typed.trim()));
            desk.session.naming.set(None);
            if return_focus {
                focus::focus_place(&id);
            }
        }
    };
    let keys = {
        let keep = keep.clone();
        move |event: KeyboardEvent| {
            event.stop_propagation();
            match event.key().as_str() {
                "Enter" => {
                    event.prevent_default();
                    let (keep, typed) = (keep.clone(), event_target_value(&event));
                    request_animation_frame(move || keep(typed, true));
                }
                "Escape" => {
                    open.set(false);
                    let id = id.clone();
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
            on:blur=move |event| {
                let (keep, typed) = (keep.clone(), event_target_value(&event));
                request_animation_frame(move || keep(typed, false));
            }
        />
    }
}
