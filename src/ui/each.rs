//! What many parts of the screen ask of one thing, each about a record of its own: after a change there is
//! one look at all of them, and those hear of it whose answer is another one.
//!
//! If each watched the whole, each would be asked anew, and would take itself off the list of all of them
//! first: work that grows with the square of the map.

use super::prelude::*;
use crate::model::Id;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::rc::Rc;

type Look<T> = Rc<dyn Fn(&Id) -> T>;

/// When those who asked hear of a change.
#[derive(Clone)]
enum Pace {
    /// At once.
    Now,
    /// As many with each picture as leave time for it; of these records at once.
    Frames(Rc<dyn Fn() -> Vec<Id>>),
    /// Bit by bit, while the hand rests.
    Slices,
}

/// Who asked about a record: looks at it again, and hears of it if the answer is another one.
#[derive(Clone)]
struct Row {
    id: Id,
    check: Rc<RefCell<dyn FnMut()>>,
}

/// All who asked.
struct Told {
    rows: BTreeMap<u64, Row>,
    of: HashMap<Id, Vec<u64>>,
    pace: Pace,
    /// The number of the last who asked.
    last: u64,
    /// Who was looked at last, and how many are still to be: who comes next goes on from there, so that
    /// all have their turn also while changes come faster than it is done.
    at: u64,
    left: usize,
}

type Shared = Rc<RefCell<Told>>;

/// Answers by record; copies name the same ones.
pub struct Each<T: 'static> {
    told: StoredValue<Shared, LocalStorage>,
    look: StoredValue<Look<T>, LocalStorage>,
}

impl<T> Clone for Each<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Each<T> {}

impl<T: Clone + PartialEq + 'static> Each<T> {
    /// The answers that `look` gives, anew whenever what `watch` looks at changes.
    pub fn new(watch: impl Fn() + 'static, look: impl Fn(&Id) -> T + 'static) -> Self {
        Self::at(Pace::Now, Box::new(watch), Rc::new(look))
    }

    /// The same, as many with each picture as leave time for it; those `first` says at once.
    pub fn in_frames(
        watch: impl Fn() + 'static,
        first: impl Fn() -> Vec<Id> + 'static,
        look: impl Fn(&Id) -> T + 'static,
    ) -> Self {
        Self::at(Pace::Frames(Rc::new(first)), Box::new(watch), Rc::new(look))
    }

    /// The same in slices: for what nobody waits for with a hand on it.
    pub fn in_slices(watch: impl Fn() + 'static, look: impl Fn(&Id) -> T + 'static) -> Self {
        Self::at(Pace::Slices, Box::new(watch), Rc::new(look))
    }

    fn at(pace: Pace, watch: Box<dyn Fn()>, look: Look<T>) -> Self {
        Self { told: StoredValue::new_local(told(pace, watch)), look: StoredValue::new_local(look) }
    }

    /// Tells `hear` the answer for a record, now and whenever it is another one, for as long as whoever asks
    /// is on the screen.
    pub fn tell(self, id: &Id, hear: impl Fn(&T) + 'static) {
        let (look, of) = (self.look.get_value(), id.clone());
        let mut known = None;
        let mut check = move || {
            let now = Some(look(&of));
            if known != now {
                known = now;
                known.iter().for_each(&hear);
            }
        };
        untrack(&mut check);
        enter(&self.told.get_value(), id, Rc::new(RefCell::new(check)));
    }

    /// Puts the answer for a record into a state, likewise, whatever shows that.
    pub fn feed<S: 'static>(self, id: &Id, state: &Painted<S>, put: fn(&mut S, &T)) {
        let state = state.clone();
        self.tell(id, move |now| state.change(|state| put(state, now)));
    }

    /// The answer for a record, likewise, for those who watch it.
    pub fn ask(self, id: &Id) -> RwSignal<T> {
        let signal = RwSignal::new(untrack(|| self.look.get_value()(id)));
        self.tell(id, move |now| {
            if signal.with_untracked(|known| known != now) {
                signal.set(now.clone());
            }
        });
        signal
    }

    /// Looks at these records again.
    pub fn look_at<'a>(self, ids: impl IntoIterator<Item = &'a Id>) {
        let told = self.told.get_value();
        ids.into_iter().for_each(|id| look_at(&told, id));
    }

    /// Looks at all of them again.
    pub fn look_again(self) {
        look_again(&self.told.get_value());
    }
}

/// Nobody who asked yet, and whoever will hears of it when what `watch` looks at changes.
fn told(pace: Pace, watch: Box<dyn Fn()>) -> Shared {
    let told = Told { rows: BTreeMap::new(), of: HashMap::new(), pace, last: 0, at: 0, left: 0 };
    let told = Rc::new(RefCell::new(told));
    let again = told.clone();
    effect(move || {
        watch();
        untrack(|| look_again(&again));
    });
    told
}

/// Notes who asked, for as long as the current owner lives.
fn enter(told: &Shared, id: &Id, check: Rc<RefCell<dyn FnMut()>>) {
    let mut all = told.borrow_mut();
    all.last += 1;
    let ticket = all.last;
    all.of.entry(id.clone()).or_default().push(ticket);
    all.rows.insert(ticket, Row { id: id.clone(), check });
    // What is held by an owner must be of any thread, which a signal's name is.
    let told = StoredValue::new_local(Rc::downgrade(told));
    on_cleanup(move || {
        if let Some(told) = told.try_get_value().and_then(|told| told.upgrade()) {
            told.borrow_mut().forget(ticket);
        }
    });
}

fn look_at(told: &Shared, id: &Id) {
    let tickets = told.borrow().of.get(id).cloned().unwrap_or_default();
    tickets.into_iter().for_each(|ticket| check(told, ticket));
}

fn look_again(told: &Shared) {
    let pace = told.borrow().pace.clone();
    let going_on = {
        let mut all = told.borrow_mut();
        let left = all.rows.len();
        std::mem::replace(&mut all.left, left) > 0
    };
    if let Pace::Frames(first) = &pace {
        first().iter().for_each(|id| look_at(told, id));
    }
    if going_on {
        return;
    }
    let all = told.clone();
    match pace {
        Pace::Now => while next(told) {},
        Pace::Frames(_) => in_frames(move || next(&all)),
        Pace::Slices => in_slices(move || next(&all)),
    }
}

impl Told {
    fn forget(&mut self, ticket: u64) {
        let Some(row) = self.rows.remove(&ticket) else { return };
        if let Some(tickets) = self.of.get_mut(&row.id) {
            tickets.retain(|known| *known != ticket);
            if tickets.is_empty() {
                self.of.remove(&row.id);
            }
        }
    }

    /// Whose turn it is.
    fn turn(&mut self) -> Option<u64> {
        self.left = self.left.checked_sub(1)?;
        let after = self.rows.range((Bound::Excluded(self.at), Bound::Unbounded)).next();
        let (ticket, _) = after.or_else(|| self.rows.first_key_value())?;
        self.at = *ticket;
        Some(*ticket)
    }
}

/// How many are looked at before the clock is.
const TURNS: usize = 8;

/// Looks at the next few; says whether more are left.
fn next(told: &Shared) -> bool {
    for _ in 0..TURNS {
        let ticket = told.borrow_mut().turn();
        match ticket {
            Some(ticket) => check(told, ticket),
            None => return false,
        }
    }
    true
}

fn check(told: &Shared, ticket: u64) {
    // Not while it is borrowed: whoever hears of it may ask about more.
    let row = told.borrow().rows.get(&ticket).cloned();
    if let Some(row) = row
        && let Ok(mut check) = row.check.try_borrow_mut()
    {
        untrack(&mut *check);
    }
}
