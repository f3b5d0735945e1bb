//! Words on the screen: those that stay, and those that are followed.

use super::super::reactive::{Memo, RwSignal};
use std::borrow::Cow;
use std::rc::Rc;

/// A piece of text.
pub type Words = Cow<'static, str>;

/// What can stand as the value of an attribute: `None` is an attribute that isn't there.
pub trait Plain {
    /// Its words.
    fn plain(self) -> Option<Words>;
}

impl Plain for &'static str {
    fn plain(self) -> Option<Words> {
        Some(Cow::Borrowed(self))
    }
}

impl Plain for String {
    fn plain(self) -> Option<Words> {
        Some(Cow::Owned(self))
    }
}

impl Plain for Words {
    fn plain(self) -> Option<Words> {
        Some(self)
    }
}

/// An attribute that is there or not.
impl Plain for bool {
    fn plain(self) -> Option<Words> {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<T: Plain> Plain for Option<T> {
    fn plain(self) -> Option<Words> {
        self.and_then(T::plain)
    }
}

/// What an attribute, a class or a style is given.
pub enum Given {
    /// It stays.
    Fixed(Option<Words>),
    /// It is followed.
    Live(Box<dyn Fn() -> Option<Words>>),
}

/// What an attribute, a class or a style can be given: words, or a closure that is followed.
pub trait Value {
    /// As the room keeps it.
    fn given(self) -> Given;
}

macro_rules! fixed {
    ($($kind:ty),*) => {$(
        impl Value for $kind {
            fn given(self) -> Given {
                Given::Fixed(self.plain())
            }
        }
    )*};
}

fixed!(&'static str, String, Words, bool);

impl<T: Plain> Value for Option<T> {
    fn given(self) -> Given {
        Given::Fixed(self.plain())
    }
}

impl<T: Plain, F: Fn() -> T + 'static> Value for F {
    fn given(self) -> Given {
        Given::Live(Box::new(move || self().plain()))
    }
}

impl<T: Plain + Clone + 'static> Value for Memo<T> {
    fn given(self) -> Given {
        (move || self.get()).given()
    }
}

impl<T: Plain + Clone + 'static> Value for RwSignal<T> {
    fn given(self) -> Given {
        (move || self.get()).given()
    }
}

/// Text that a control is given: it stays, or it is followed. Cheap to clone.
#[derive(Clone)]
pub enum Text {
    /// It stays.
    Fixed(Words),
    /// It is followed.
    Live(Rc<dyn Fn() -> Words>),
}

impl Text {
    /// What it says now.
    pub fn get(&self) -> Words {
        match self {
            Self::Fixed(words) => words.clone(),
            Self::Live(words) => words(),
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::Fixed(Cow::Borrowed(""))
    }
}

impl From<&'static str> for Text {
    fn from(words: &'static str) -> Self {
        Self::Fixed(Cow::Borrowed(words))
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::Fixed(Cow::Owned(words))
    }
}

impl<T: Plain, F: Fn() -> T + 'static> From<F> for Text {
    fn from(words: F) -> Self {
        Self::Live(Rc::new(move || words().plain().unwrap_or_default()))
    }
}

impl<T: Plain + Clone + 'static> From<Memo<T>> for Text {
    fn from(words: Memo<T>) -> Self {
        Self::from(move || words.get())
    }
}

impl Value for Text {
    fn given(self) -> Given {
        match self {
            Self::Fixed(words) => Given::Fixed(Some(words)),
            Self::Live(words) => Given::Live(Box::new(move || Some(words()))),
        }
    }
}
