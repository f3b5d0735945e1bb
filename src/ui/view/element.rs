//! Elements.

use super::child::{Child, IntoChild, put};
use super::follow::{follow, hold};
use super::words::{Given, Value};
use gloo::events::{EventListener, EventListenerOptions};
use leptos::ev::EventDescriptor;
use leptos::prelude::{document, untrack};
use leptos::wasm_bindgen::JsCast;
use std::borrow::Cow;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

/// An element on the page, or on its way there.
#[derive(Clone)]
pub struct El(Element);

/// An element of HTML.
pub fn el(tag: &'static str) -> El {
    made(document().create_element(tag).ok(), tag)
}

/// An element of SVG.
pub fn svg(tag: &'static str) -> El {
    made(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag).ok(), tag)
}

fn made(element: Option<Element>, tag: &str) -> El {
    match element {
        Some(element) => El(element),
        None => unreachable!("{tag} is a name for an element"),
    }
}

macro_rules! tags {
    ($($tag:ident),*) => {$(
        #[doc = concat!("An element `", stringify!($tag), "`.")]
        pub fn $tag() -> El {
            el(stringify!($tag))
        }
    )*};
}

tags!(
    div, span, button, section, p, h1, h2, h3, small, b, i, input, select, option, ul, li, header, main, nav,
    table, thead, tbody, tr, th, td, details, summary, kbd, footer
);

/// What of an element a value is for.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Attribute(&'static str),
    Class(&'static str),
    Style(&'static str),
    Value,
    Slide,
    Checked,
}

impl El {
    /// The element itself.
    pub fn element(&self) -> Element {
        self.0.clone()
    }

    /// Another one like it, with what is in it; what is followed or heard of is not copied.
    pub fn copy(&self) -> Self {
        match self.0.clone_node_with_deep(true) {
            Ok(node) => Self(node.unchecked_into()),
            Err(_) => unreachable!("an element can be copied"),
        }
    }

    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl Value) -> Self {
        self.give(Part::Attribute(name), value.given())
    }

    /// Sets the classes.
    pub fn class(self, value: impl Value) -> Self {
        self.give(Part::Attribute("class"), value.given())
    }

    /// Adds a class while `on` says so; beside classes that stay.
    pub fn class_when(self, name: &'static str, on: impl Value) -> Self {
        self.give(Part::Class(name), on.given())
    }

    /// Sets a property of its style, or one of CSS's variables.
    pub fn style(self, name: &'static str, value: impl Value) -> Self {
        self.give(Part::Style(name), value.given())
    }

    /// Sets what a field holds.
    pub fn value(self, value: impl Value) -> Self {
        self.give(Part::Value, value.given())
    }

    /// Sets where a slider stands, also to the same again: its ends may have cut it off.
    pub fn slide(self, value: impl Value) -> Self {
        self.give(Part::Slide, value.given())
    }

    /// Sets whether a box is ticked.
    pub fn checked(self, on: impl Value) -> Self {
        self.give(Part::Checked, on.given())
    }

    /// Puts something in, after what is in already.
    pub fn child(self, child: impl IntoChild) -> Self {
        self.add(child.into_child())
    }

    /// Does something when an event happens here: `on(ev::click, move |event| …)`.
    pub fn on<E>(self, event: E, act: impl Fn(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        self.listen(event.name(), Box::new(move |event| act(event.unchecked_into())))
    }

    fn listen(self, name: Cow<'static, str>, act: Box<dyn Fn(Event)>) -> Self {
        let options = EventListenerOptions::enable_prevent_default();
        let heard = move |event: &Event| untrack(|| act(event.clone()));
        hold(EventListener::new_with_options(&self.0, name, options, heard));
        self
    }

    fn add(self, child: Child) -> Self {
        put(&self.0, child);
        self
    }

    /// Sets an attribute, once, or takes it away.
    pub fn set_attr(&self, name: &'static str, words: Option<&str>) {
        set(&self.0, Part::Attribute(name), words);
    }

    /// Sets a property of its style, likewise.
    pub fn set_style(&self, name: &'static str, words: Option<&str>) {
        set(&self.0, Part::Style(name), words);
    }

    /// Sets the text of an element that holds nothing else.
    pub fn set_text(&self, words: &str) {
        self.0.set_text_content(Some(words));
    }

    fn give(self, part: Part, value: Given) -> Self {
        match value {
            Given::Fixed(None) => {}
            Given::Fixed(words) => set(&self.0, part, words.as_deref()),
            Given::Live(words) => {
                let element = self.0.clone();
                let mut last = None;
                follow(move || {
                    let now = words();
                    // What a person is typing stays until there is something new to show.
                    if part == Part::Slide || last.as_ref() != Some(&now) {
                        set(&element, part, now.as_deref());
                        last = Some(now);
                    }
                });
            }
        }
        self
    }
}

fn set(element: &Element, part: Part, words: Option<&str>) {
    // What these calls could refuse, a name that is none, is no one's to give but this code's.
    let _ = match (part, words) {
        (Part::Attribute(name), Some(words)) => element.set_attribute(name, words),
        (Part::Attribute(name), None) => element.remove_attribute(name),
        (Part::Class(name), words) => {
            element.class_list().toggle_with_force(name, words.is_some()).map(|_| ())
        }
        (Part::Style(name), words) => {
            // Elements of SVG have a style as well.
            element.unchecked_ref::<HtmlElement>().style().set_property(name, words.unwrap_or_default())
        }
        (Part::Value | Part::Slide, words) => {
            // So have lists of choices and fields of several lines a value.
            element.unchecked_ref::<HtmlInputElement>().set_value(words.unwrap_or_default());
            Ok(())
        }
        (Part::Checked, words) => {
            element.unchecked_ref::<HtmlInputElement>().set_checked(words.is_some());
            Ok(())
        }
    };
}
