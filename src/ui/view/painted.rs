//! What is painted of something by hand: for the hundreds of cards and arrows of a map, of which each
//! would else follow a dozen signals.

use super::element::El;
use super::words::Words;
use std::cell::RefCell;
use std::rc::Rc;

/// A state, and the parts of elements that show it. Copies show the same one.
pub struct Painted<T> {
    inner: Rc<Inner<T>>,
}

/// What a state makes of one part of an element.
type Say<T> = Box<dyn Fn(&T) -> Option<Words>>;

/// Shows it.
type Piece<T> = Box<dyn FnMut(&T)>;

struct Inner<T> {
    state: RefCell<T>,
    pieces: RefCell<Vec<Piece<T>>>,
}

impl<T> Clone for Painted<T> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone() }
    }
}

impl<T: 'static> Painted<T> {
    /// A state that nothing shows yet.
    pub fn new(state: T) -> Self {
        Self { inner: Rc::new(Inner { state: RefCell::new(state), pieces: RefCell::default() }) }
    }

    /// Changes the state; whatever shows it then shows what it is now.
    pub fn change(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.inner.state.borrow_mut());
        let state = self.inner.state.borrow();
        self.inner.pieces.borrow_mut().iter_mut().for_each(|piece| piece(&state));
    }

    /// Sets an attribute to what `say` makes of the state; `None` takes it away.
    pub fn attr(&self, element: &El, name: &'static str, say: impl Fn(&T) -> Option<Words> + 'static) {
        self.add(element, name, El::set_attr, Box::new(say));
    }

    /// The same for a property of the style.
    pub fn style(&self, element: &El, name: &'static str, say: impl Fn(&T) -> Option<Words> + 'static) {
        self.add(element, name, El::set_style, Box::new(say));
    }

    /// The same for the text of an element that holds nothing else.
    pub fn text(&self, element: &El, say: impl Fn(&T) -> Option<Words> + 'static) {
        self.add(element, "", |element, _, words| element.set_text(words.unwrap_or_default()), Box::new(say));
    }

    /// Does something with the state, now and when it is another one.
    pub fn follow(&self, show: impl FnMut(&T) + 'static) {
        self.add_piece(Box::new(show));
    }

    fn add(&self, element: &El, name: &'static str, put: fn(&El, &'static str, Option<&str>), say: Say<T>) {
        let (element, mut last) = (element.clone(), None);
        self.add_piece(Box::new(move |state| {
            let now = say(state);
            if last != now {
                put(&element, name, now.as_deref());
                last = now;
            }
        }));
    }

    fn add_piece(&self, mut piece: Piece<T>) {
        piece(&self.inner.state.borrow());
        self.inner.pieces.borrow_mut().push(piece);
    }
}

/// Words for an attribute that is there or not.
pub fn mark(on: bool) -> Option<Words> {
    on.then_some(Words::Borrowed("true"))
}

/// The words of an attribute that is always there.
pub fn truth(on: bool) -> Option<Words> {
    Some(Words::Borrowed(if on { "true" } else { "false" }))
}
