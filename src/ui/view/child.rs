//! What stands in an element.

use super::super::reactive::{Memo, RwSignal};
use super::element::El;
use super::follow::{Followed, follow, follow_block, follow_chosen};
use super::list::{Rows, follow_rows};
use super::words::{Text, Words};
use leptos::prelude::document;
use web_sys::Node;

/// What stands in an element.
pub enum Child {
    /// Nothing.
    Nothing,
    /// An element.
    Element(El),
    /// Text.
    Text(Words),
    /// Several, one after another.
    Several(Vec<Child>),
    /// Text that is followed.
    LiveText(Box<dyn Fn() -> Words>),
    /// Anything that is followed.
    Live(Box<dyn Fn() -> Child>),
    /// One of several, made again when the choice changes.
    Chosen(Followed),
    /// A list that is followed, row by row.
    Rows(Rows),
}

/// What can stand in an element: an element, words, several of them, nothing, or a closure that is
/// followed.
pub trait IntoChild {
    /// As the room keeps it.
    fn into_child(self) -> Child;

    /// As it is kept if it is what a closure says.
    fn live(say: impl Fn() -> Self + 'static) -> Child
    where
        Self: Sized + 'static,
    {
        Child::Live(Box::new(move || say().into_child()))
    }
}

impl IntoChild for Child {
    fn into_child(self) -> Child {
        self
    }
}

impl IntoChild for El {
    fn into_child(self) -> Child {
        Child::Element(self)
    }
}

impl IntoChild for () {
    fn into_child(self) -> Child {
        Child::Nothing
    }
}

macro_rules! words {
    ($($kind:ty),*) => {$(
        impl IntoChild for $kind {
            fn into_child(self) -> Child {
                Child::Text(self.into())
            }

            fn live(say: impl Fn() -> Self + 'static) -> Child {
                Child::LiveText(Box::new(move || say().into()))
            }
        }
    )*};
}

words!(&'static str, String, Words);

impl IntoChild for Text {
    fn into_child(self) -> Child {
        match self {
            Text::Fixed(words) => Child::Text(words),
            Text::Live(words) => Child::LiveText(Box::new(move || words())),
        }
    }
}

impl<T: IntoChild> IntoChild for Option<T> {
    fn into_child(self) -> Child {
        self.map_or(Child::Nothing, T::into_child)
    }
}

impl<T: IntoChild> IntoChild for Vec<T> {
    fn into_child(self) -> Child {
        Child::Several(self.into_iter().map(T::into_child).collect())
    }
}

impl<T: IntoChild, const N: usize> IntoChild for [T; N] {
    fn into_child(self) -> Child {
        Child::Several(self.into_iter().map(T::into_child).collect())
    }
}

impl<A: IntoChild, B: IntoChild> IntoChild for (A, B) {
    fn into_child(self) -> Child {
        Child::Several(vec![self.0.into_child(), self.1.into_child()])
    }
}

impl<T: IntoChild + 'static, F: Fn() -> T + 'static> IntoChild for F {
    fn into_child(self) -> Child {
        T::live(self)
    }
}

impl<T: IntoChild + Clone + 'static> IntoChild for Memo<T> {
    fn into_child(self) -> Child {
        T::live(move || self.get())
    }
}

impl<T: IntoChild + Clone + 'static> IntoChild for RwSignal<T> {
    fn into_child(self) -> Child {
        T::live(move || self.get())
    }
}

/// Puts something on the page, after what is in `parent` already.
pub fn mount(parent: &Node, child: impl IntoChild) {
    put(parent, child.into_child());
}

/// Puts a child at the end of `parent`. The depth of what is described here is the screen's, not
/// the journey's.
pub(super) fn put(parent: &Node, child: Child) {
    match child {
        Child::Nothing => {}
        Child::Element(element) => append(parent, &element.element()),
        Child::Text(words) => append(parent, &document().create_text_node(&words)),
        Child::Several(children) => children.into_iter().for_each(|child| put(parent, child)),
        Child::LiveText(words) => {
            let node = document().create_text_node("");
            append(parent, &node);
            let mut last = None;
            follow(move || {
                let now = words();
                // The same words again would be read aloud again.
                if last.as_ref() != Some(&now) {
                    node.set_data(&now);
                    last = Some(now);
                }
            });
        }
        Child::Live(say) => follow_block(parent, say),
        Child::Chosen(followed) => follow_chosen(parent, followed),
        Child::Rows(rows) => follow_rows(parent, rows),
    }
}

/// Marks a place on the page that something is put in front of.
pub(super) fn place(parent: &Node) -> Node {
    let mark: Node = document().create_comment("").into();
    append(parent, &mark);
    mark
}

fn append(parent: &Node, node: &Node) {
    // Refused only where a page has a second root, which nothing here describes.
    let _ = parent.append_child(node);
}
