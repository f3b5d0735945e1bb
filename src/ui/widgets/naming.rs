//! The field that a card's name is typed in, on the card.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::focus;
use super::super::prelude::*;
use crate::edit;
use crate::model::Id;
use leptos::wasm_bindgen::JsCast;
use std::{cell::Cell, rc::Rc};
use web_sys::{HtmlInputElement, KeyboardEvent};

/// The field that a touchpoint's or an outcome's name is typed in, on its card.
/// Enter and leaving keep the name, Escape does not.
pub fn naming_field(id: Id, desk: Desk) -> El {
    let name = desk.editor.peek(|journey| {
        let touchpoint = journey.touchpoints.get(&id).map(|touchpoint| touchpoint.name.clone());
        touchpoint
            .or_else(|| journey.outcomes.get(&id).map(|outcome| outcome.name.clone()))
            .unwrap_or_default()
    });
    // Closing moves the focus, which leaves the field, which closes it: once is enough.
    let open = Rc::new(Cell::new(true));
    let close = Rc::new(move |typed: Option<String>, return_focus: bool| {
        if !open.replace(false) {
            return;
        }
        if let Some(typed) = typed {
            desk.editor.edit(|draft| edit::rename(draft, &id, typed.trim()));
        }
        desk.session.naming.set(None);
        if return_focus {
            focus::focus_place(&id);
        }
    });
    let leave = close.clone();
    let keys = move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                close(Some(event_target_value(&event)), true);
            }
            "Escape" => close(None, true),
            _ => {}
        }
    };
    let field = input()
        .class("naming")
        .value(name)
        .attr("maxlength", "10000")
        .attr("aria-label", text::NAME)
        .attr("placeholder", text::NAME_PLACEHOLDER)
        .on(ev::keydown, keys)
        .on(ev::blur, move |event| leave(Some(event_target_value(&event)), false));
    let node: HtmlInputElement = field.element().unchecked_into();
    effect(move || {
        let _ = node.focus();
        node.select();
    });
    field
}
