//! Lists whose rows keep their elements while the list changes.

use super::super::focus::focus_quietly;
use super::child::{Child, place};
use super::element::El;
use super::follow::follow;
use leptos::prelude::{Owner, document, untrack};
use leptos::wasm_bindgen::JsCast;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use web_sys::{Element, Node};

/// A list: the keys of its rows now, and the row at a place among them.
pub struct Rows {
    keys: Box<dyn Fn() -> Vec<String>>,
    row: Box<dyn Fn(usize) -> Option<El>>,
}

/// One row for each item; a row stays as long as its key is in the list, and is moved with it.
pub fn each<T: 'static>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> String + 'static,
    row: impl Fn(&T) -> El + 'static,
) -> Child {
    let shown = Rc::new(RefCell::new(Vec::new()));
    let known = shown.clone();
    Child::Rows(Rows {
        keys: Box::new(move || {
            let items = items();
            let keys = items.iter().map(&key).collect();
            known.replace(items);
            keys
        }),
        row: Box::new(move |at| shown.borrow().get(at).map(&row)),
    })
}

/// A row on the page. Its owner goes with it, and with the owner what the row follows.
struct Row {
    key: String,
    node: Node,
    owner: Owner,
}

pub(super) fn follow_rows(parent: &Node, rows: Rows) {
    let end = place(parent);
    let mut shown: Vec<Row> = Vec::new();
    follow(move || {
        let keys = (rows.keys)();
        if keys.len() == shown.len() && keys.iter().zip(&shown).all(|(key, row)| *key == row.key) {
            return;
        }
        let Some(parent) = end.parent_node() else { return };
        let mut last: HashMap<String, Row> =
            std::mem::take(&mut shown).into_iter().map(|row| (row.key.clone(), row)).collect();
        for (at, key) in keys.into_iter().enumerate() {
            shown.extend(last.remove(&key).or_else(|| new_row(key, at, &rows.row)));
        }
        let focused = document().active_element();
        for row in last.into_values() {
            let held = focused.as_ref().is_some_and(|focused| row.node.contains(Some(focused)));
            row.owner.cleanup();
            let _ = parent.remove_child(&row.node);
            if held {
                focus_around(&parent);
            }
        }
        arrange(&parent, &shown, &end);
    });
}

fn new_row(key: String, at: usize, row: &dyn Fn(usize) -> Option<El>) -> Option<Row> {
    let owner = Owner::default();
    let node = untrack(|| owner.with(|| row(at)))?.element().into();
    Some(Row { key, node, owner })
}

/// Gives the focus that went with a row to what the list stands in.
fn focus_around(parent: &Node) {
    let around = parent.dyn_ref::<Element>().and_then(|element| element.closest("[tabindex]").ok().flatten());
    if let Some(around) = around {
        focus_quietly(&around);
    }
}

/// Puts the rows in their order in front of `end`; the focus stays where it is.
fn arrange(parent: &Node, rows: &[Row], end: &Node) {
    let focused = document().active_element();
    let mut next = end.clone();
    for row in rows.iter().rev() {
        if row.node.next_sibling().as_ref() != Some(&next) {
            let _ = parent.insert_before(&row.node, Some(&next));
        }
        next = row.node.clone();
    }
    if let Some(focused) = focused.filter(|element| element.is_connected())
        && document().active_element().as_ref() != Some(&focused)
    {
        focus_quietly(&focused);
    }
}
