//! Lists whose rows keep their elements while the list changes. Many new rows come bit by bit.

use super::super::focus::focus_quietly;
use super::child::{Child, place};
use super::element::El;
use super::follow::{at_the_end, follow};
use super::slices::in_slices;
use leptos::prelude::{Owner, document, untrack};
use leptos::wasm_bindgen::JsCast;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use web_sys::{Element, Node};

/// A list: the keys of its rows now, and the row at a place among them.
pub struct Rows {
    keys: Box<dyn Fn() -> Vec<String>>,
    row: Box<dyn Fn(usize) -> Option<El>>,
    painted: bool,
}

/// One row for each item; a row stays as long as its key is in the list, and is moved with it.
/// What can be made of new rows in a moment is there at once, the rest follows in slices.
pub fn each<T: 'static>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> String + 'static,
    row: impl Fn(&T) -> El + 'static,
) -> Child {
    Child::Rows(rows(items, key, row, false))
}

/// The same for hundreds of rows that are painted by hand: what such a row holds costs little while it waits,
/// so that what went from the page is tidied away bit by bit.
pub fn each_painted<T: 'static>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> String + 'static,
    row: impl Fn(&T) -> El + 'static,
) -> Child {
    Child::Rows(rows(items, key, row, true))
}

fn rows<T: 'static>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> String + 'static,
    row: impl Fn(&T) -> El + 'static,
    painted: bool,
) -> Rows {
    let shown = Rc::new(RefCell::new(Vec::new()));
    let known = shown.clone();
    Rows {
        keys: Box::new(move || {
            let items = items();
            let keys = items.iter().map(&key).collect();
            known.replace(items);
            keys
        }),
        row: Box::new(move |at| shown.borrow().get(at).map(&row)),
        painted,
    }
}

/// How many new rows are made at once, however late it is.
const AT_ONCE: usize = 16;

/// A row on the page. Its owner goes with it, and with the owner what the row follows.
struct Row {
    node: Node,
    owner: Owner,
}

/// A row that is still to be made: its place, and what it goes in front of.
struct Missing {
    at: usize,
    before: Node,
}

/// A list on the page.
struct List {
    rows: Rows,
    end: Node,
    now: RefCell<Now>,
}

/// What there is of a list.
///
/// Invariant: every key without a row is missing, the last one in the list first.
#[derive(Default)]
struct Now {
    keys: Vec<String>,
    shown: HashMap<String, Row>,
    missing: Vec<Missing>,
}

pub(super) fn follow_rows(parent: &Node, rows: Rows) {
    let list = Rc::new(List { rows, end: place(parent), now: RefCell::default() });
    let last = list.clone();
    at_the_end(move || {
        let now = last.now.take();
        end(now.shown.into_values().map(|row| row.owner).collect(), last.rows.painted);
    });
    follow(move || {
        let keys = (list.rows.keys)();
        if keys == list.now.borrow().keys {
            return;
        }
        let (gone, in_place) = list.now.borrow_mut().change(keys, &list.end);
        // Not while it is borrowed: whoever loses the focus may act on it.
        let painted = list.rows.painted;
        end(gone.into_iter().filter_map(|row| remove(row, painted)).collect(), painted);
        if !in_place {
            list.now.borrow_mut().arrange(&list.end);
        }
        // Whoever adds a card types its name next: its field must be there before the next key, also where
        // the slice that has begun is used up, and timers wait for keys.
        let more = (0..AT_ONCE).all(|_| list.fill());
        let list = Rc::downgrade(&list);
        in_slices(move || more && list.upgrade().is_some_and(|list| list.fill()));
    });
}

/// Ends what rows follow: at once, or bit by bit.
fn end(mut owners: Vec<Owner>, painted: bool) {
    let mut step = move || owners.pop().map(|owner| owner.cleanup()).is_some();
    if painted {
        in_slices(step);
    } else {
        while step() {}
    }
}

/// Takes a row off the page; gives what is still to end.
fn remove(row: Row, painted: bool) -> Option<Owner> {
    let parent = row.node.parent_node()?;
    let focused = document().active_element();
    let held = focused.is_some_and(|focused| row.node.contains(Some(&focused)));
    let waits = painted && !held;
    if !waits {
        // First: what it follows must not hear that it goes.
        row.owner.cleanup();
    }
    let _ = parent.remove_child(&row.node);
    if held {
        focus_around(&parent);
    }
    waits.then_some(row.owner)
}

impl List {
    /// Makes the next row that is missing; says whether there was one.
    fn fill(&self) -> bool {
        let next = self.now.borrow_mut().missing.pop();
        let Some(Missing { at, before }) = next else { return false };
        let owner = Owner::default();
        let made = untrack(|| owner.with(|| (self.rows.row)(at)));
        let mut now = self.now.borrow_mut();
        if let (Some(row), Some(key)) = (made, now.keys.get(at).cloned()) {
            let node: Node = row.element().into();
            if let Some(parent) = before.parent_node() {
                let _ = parent.insert_before(&node, Some(&before));
            }
            now.shown.insert(key, Row { node, owner });
        }
        true
    }
}

impl Now {
    /// Takes other keys over; gives the rows that they leave no place for, and whether all others are in
    /// order already: where rows are replaced at their places, nothing else is looked at.
    fn change(&mut self, keys: Vec<String>, end: &Node) -> (Vec<Row>, bool) {
        if let Some((gone, places)) = self.replaced(&keys) {
            self.keys = keys;
            let gaps: BTreeSet<usize> = self.missing.iter().map(|missing| missing.at).chain(places).collect();
            self.open(&gaps, end);
            return (gone, true);
        }
        let mut last = std::mem::take(&mut self.shown);
        self.shown = keys.iter().filter_map(|key| last.remove(key).map(|row| (key.clone(), row))).collect();
        self.keys = keys;
        (last.into_values().collect(), false)
    }

    /// The rows that go and the places of others, if all else stays where it is.
    fn replaced(&mut self, keys: &[String]) -> Option<(Vec<Row>, Vec<usize>)> {
        if keys.len() != self.keys.len() {
            return None;
        }
        let differ = |(at, (was, is)): (usize, (&String, &String))| (was != is).then_some(at);
        let places: Vec<usize> = self.keys.iter().zip(keys).enumerate().filter_map(differ).collect();
        let new: HashSet<&str> = places.iter().filter_map(|at| keys.get(*at)).map(String::as_str).collect();
        let moves = |at: &usize| self.keys.get(*at).is_none_or(|was| new.contains(was.as_str()));
        if places.iter().any(moves) {
            return None;
        }
        let was = places.iter().filter_map(|at| self.keys.get(*at));
        let gone = was.filter_map(|was| self.shown.remove(was)).collect();
        Some((gone, places))
    }

    /// Notes what is missing at these places, the last first.
    fn open(&mut self, gaps: &BTreeSet<usize>, end: &Node) {
        self.missing.clear();
        let mut before = end.clone();
        let mut last = self.keys.len();
        for &at in gaps.iter().rev() {
            if at + 1 < last {
                let next = self.keys.get(at + 1).and_then(|key| self.shown.get(key));
                before = next.map_or(before, |row| row.node.clone());
            }
            self.missing.push(Missing { at, before: before.clone() });
            last = at;
        }
    }

    /// Puts the rows in their order in front of `end`, and notes what is missing between them; the
    /// focus stays where it is.
    fn arrange(&mut self, end: &Node) {
        self.missing.clear();
        let Some(parent) = end.parent_node() else { return };
        let focused = document().active_element();
        let mut next = end.clone();
        for (at, key) in self.keys.iter().enumerate().rev() {
            let Some(row) = self.shown.get(key) else {
                self.missing.push(Missing { at, before: next.clone() });
                continue;
            };
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
}

/// Gives the focus that went with a row to what the list stands in.
fn focus_around(parent: &Node) {
    let around = parent.dyn_ref::<Element>().and_then(|element| element.closest("[tabindex]").ok().flatten());
    if let Some(around) = around {
        focus_quietly(&around);
    }
}
