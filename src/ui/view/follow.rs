//! What changes by itself: blocks that are made again when what they looked at changes.

use super::child::{Child, IntoChild, place, put};
use leptos::prelude::{LocalStorage, Owner, RenderEffect, StoredValue, document, untrack};
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};
use leptos::wasm_bindgen::JsCast;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{HtmlElement, Node};

/// Runs `run` now, and again whenever what it looked at changes, as long as the current owner lives.
pub(super) fn follow(run: impl FnMut() + 'static) {
    follow_boxed(Box::new(run));
}

fn follow_boxed(mut run: Box<dyn FnMut()>) {
    hold(Following(RenderEffect::new(move |_: Option<()>| run())));
}

/// A block that is followed. Leptos leaves the name of one that ended in every signal it looked at
/// until that signal changes, which for some is never: over a day that would be megabytes.
struct Following(RenderEffect<()>);

impl Drop for Following {
    fn drop(&mut self) {
        let subscriber = self.0.to_any_subscriber();
        subscriber.clear_sources(&subscriber);
    }
}

/// Keeps something as long as the current owner lives.
pub(super) fn hold<T: 'static>(thing: T) {
    let _: StoredValue<T, LocalStorage> = StoredValue::new_local(thing);
}

/// What is to be done when an owner ends.
struct Ending(Box<dyn Fn()>);

impl Drop for Ending {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Does something when the current owner ends. What an effect itself holds goes a little later: what
/// was made inside of it must not look at what ended by then.
pub(super) fn at_the_end(run: impl Fn() + 'static) {
    hold(Ending(Box::new(run)));
}

/// A choice and what it shows: whether it changed since it was last asked, and what to show now.
pub struct Followed {
    changed: Box<dyn FnMut() -> bool>,
    show: Box<dyn Fn() -> Child>,
}

/// Shows what belongs to a value, made again only when the value is another than before.
pub fn by<T, C>(value: impl Fn() -> T + 'static, show: impl Fn(&T) -> C + 'static) -> Child
where
    T: PartialEq + 'static,
    C: IntoChild,
{
    let shown = Rc::new(RefCell::new(None));
    let known = shown.clone();
    Child::Chosen(Followed {
        changed: Box::new(move || {
            let now = Some(value());
            let changed = *known.borrow() != now;
            known.replace(now);
            changed
        }),
        show: Box::new(move || shown.borrow().as_ref().map(&show).into_child()),
    })
}

/// Shows something while `on` says so.
pub fn when<C: IntoChild>(on: impl Fn() -> bool + 'static, show: impl Fn() -> C + 'static) -> Child {
    by(on, move |on| on.then(&show))
}

/// A stretch of the page between two marks.
struct Stretch {
    start: Node,
    end: Node,
}

impl Stretch {
    fn at_the_end_of(parent: &Node) -> Self {
        Self { start: place(parent), end: place(parent) }
    }

    /// Takes the focus out, so that a field which is about to go keeps what was typed in it.
    fn leave(&self) {
        let Some(parent) = self.end.parent_node() else { return };
        let Some(focused) = document().active_element().filter(|focused| parent.contains(Some(focused)))
        else {
            return;
        };
        let after = |mark: &Node| mark.compare_document_position(&focused);
        let inside = after(&self.start) & Node::DOCUMENT_POSITION_FOLLOWING != 0
            && after(&self.end) & Node::DOCUMENT_POSITION_PRECEDING != 0;
        if let (true, Some(field)) = (inside, focused.dyn_ref::<HtmlElement>()) {
            let _ = field.blur();
        }
    }

    /// Puts `child` in the place of what is there.
    fn fill(&self, child: Child) {
        let Some(parent) = self.end.parent_node() else { return };
        while let Some(node) = self.start.next_sibling().filter(|node| *node != self.end) {
            if parent.remove_child(&node).is_err() {
                break;
            }
        }
        let fragment: Node = document().create_document_fragment().into();
        put(&fragment, child);
        let _ = parent.insert_before(&fragment, Some(&self.end));
    }
}

pub(super) fn follow_block(parent: &Node, say: Box<dyn Fn() -> Child>) {
    let stretch = Stretch::at_the_end_of(parent);
    follow(move || stretch.fill(say()));
}

pub(super) fn follow_chosen(parent: &Node, followed: Followed) {
    let stretch = Stretch::at_the_end_of(parent);
    let Followed { mut changed, show } = followed;
    let inside = Rc::new(RefCell::new(Owner::default()));
    let last = inside.clone();
    at_the_end(move || last.borrow().cleanup());
    follow(move || {
        if changed() {
            stretch.leave();
            let owner = Owner::default();
            inside.replace(owner.clone()).cleanup();
            untrack(|| owner.with(|| stretch.fill(show())));
        }
    });
}
