//! Leptos's signals and memos, compiled once instead of once for each type of value.
//!
//! Leptos compiles its machinery for every type that a signal holds. These wrap one instance of it
//! that holds anything, and look inside at the edges: the download is a tenth of a megabyte smaller.
//!
//! Whoever watches a signal takes itself off its list of watchers each time it runs, which moves all behind
//! it. A *wide* signal or memo, that hundreds of rows watch, therefore keeps many short lists.

use leptos::prelude::{
    ArcMemo, ArcTrigger, Get, GetUntracked, GetValue, LocalStorage, Notify, Owner, StoredValue, Track,
    WithValue, on_cleanup, untrack,
};
use leptos::reactive::graph::{Observer, Subscriber, ToAnySubscriber};
use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// How many lists of watchers what is wide keeps.
const LISTS: usize = 64;

/// In which of the lists the one who looks now is; `None`: nobody watches.
fn list_of_observer() -> Option<usize> {
    let observer = Observer::get()?;
    // A name is an address: its lowest bits say little.
    Some((observer.0 / 16).wrapping_mul(0x9E37_79B1) / 64 % LISTS)
}

/// What a signal holds, whatever its type.
struct Slot {
    /// One list of watchers, or many.
    changed: Vec<ArcTrigger>,
    value: Box<dyn Any>,
}

impl Slot {
    fn new(value: Box<dyn Any>, lists: usize) -> Self {
        Self { changed: (0..lists).map(|_| ArcTrigger::new()).collect(), value }
    }

    fn track(&self) {
        let list = match self.changed.as_slice() {
            [only] => Some(only),
            lists => list_of_observer().and_then(|list| lists.get(list)),
        };
        if let Some(list) = list {
            list.track();
        }
    }

    fn cell<T: 'static>(&self) -> &RefCell<T> {
        match self.value.downcast_ref() {
            Some(cell) => cell,
            None => unreachable!("a signal holds the type it was made with"),
        }
    }
}

/// A value that parts of the screen watch. Copies name the same value, which lives as long as the
/// owner it was made under.
pub struct RwSignal<T> {
    slot: StoredValue<Rc<Slot>, LocalStorage>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T: Default + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

fn stored(value: Box<dyn Any>, lists: usize) -> StoredValue<Rc<Slot>, LocalStorage> {
    StoredValue::new_local(Rc::new(Slot::new(value, lists)))
}

fn slot(slot: StoredValue<Rc<Slot>, LocalStorage>, watch: bool) -> Rc<Slot> {
    let slot = slot.get_value();
    if watch {
        slot.track();
    }
    slot
}

fn changed(slot: &Slot) {
    slot.changed.iter().for_each(ArcTrigger::notify);
}

impl<T: 'static> RwSignal<T> {
    /// A signal that holds `value`.
    pub fn new(value: T) -> Self {
        Self { slot: stored(Box::new(RefCell::new(value)), 1), of: PhantomData }
    }

    /// The same, for what hundreds of rows watch.
    pub fn wide(value: T) -> Self {
        Self { slot: stored(Box::new(RefCell::new(value)), LISTS), of: PhantomData }
    }

    /// Watches without looking.
    pub fn track(self) {
        slot(self.slot, true);
    }

    /// Looks, and again whenever it changes.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(&slot(self.slot, true).cell::<T>().borrow())
    }

    /// Looks once.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(&slot(self.slot, false).cell::<T>().borrow())
    }

    /// Puts another value in; where its owner is gone, nobody would see it.
    pub fn set(self, value: T) {
        self.update(|known| *known = value);
    }

    /// Changes the value, likewise.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        if let Some(slot) = self.slot.try_get_value() {
            change(&mut slot.cell::<T>().borrow_mut());
            changed(&slot);
        }
    }

    /// Changes the value and says whether those who watch it need to know.
    pub fn maybe_update<R>(self, change: impl FnOnce(&mut T) -> (bool, R)) -> R {
        let slot = slot(self.slot, false);
        let (tell, result) = change(&mut slot.cell::<T>().borrow_mut());
        if tell {
            changed(&slot);
        }
        result
    }
}

impl<T: Clone + 'static> RwSignal<T> {
    /// The value, and again whenever it changes.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value as it is now.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

/// A signal that belongs to no owner: it lives as long as a clone of it does.
#[derive(Clone)]
pub struct SharedSignal<T> {
    slot: Rc<Slot>,
    of: PhantomData<fn() -> T>,
}

impl<T: 'static> SharedSignal<T> {
    /// A signal that holds `value`.
    pub fn new(value: T) -> Self {
        Self { slot: Rc::new(Slot::new(Box::new(RefCell::new(value)), 1)), of: PhantomData }
    }

    /// Looks, and again whenever it changes.
    pub fn with<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        self.slot.track();
        look(&self.slot.cell::<T>().borrow())
    }

    /// Looks once.
    pub fn with_untracked<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.slot.cell::<T>().borrow())
    }

    /// Puts another value in.
    pub fn set(&self, value: T) {
        self.slot.cell::<T>().replace(value);
        changed(&self.slot);
    }
}

type Held = Arc<dyn Any + Send + Sync>;

/// A value that follows from others. It is computed when it is asked for after they changed, and
/// those who watch it hear of it when it is another than before.
pub struct Memo<T> {
    memo: leptos::prelude::Memo<Held>,
    /// Of a wide one: memos of the same value, one for each list of watchers.
    lists: Option<StoredValue<Vec<leptos::prelude::Memo<Held>>>>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

fn inside<T: 'static>(held: &Held) -> &T {
    match held.downcast_ref() {
        Some(value) => value,
        None => unreachable!("a memo holds the type it was made with"),
    }
}

fn differ<T: PartialEq + 'static>(last: Option<&Held>, now: Option<&Held>) -> bool {
    last.map(inside::<T>) != now.map(inside::<T>)
}

type Compute = Box<dyn Fn(Option<&Held>) -> Held + Send + Sync>;

fn memo(compute: Compute, differ: fn(Option<&Held>, Option<&Held>) -> bool) -> leptos::prelude::Memo<Held> {
    let memo = leptos::prelude::Memo::new_with_compare(compute, differ);
    // As for what is followed: a memo that ended is no name in what it looked at.
    let shared = ArcMemo::from(memo);
    on_cleanup(move || {
        let subscriber = shared.to_any_subscriber();
        subscriber.clear_sources(&subscriber);
    });
    memo
}

fn held<T>(memo: Memo<T>, watch: bool) -> Held {
    if !watch {
        return memo.memo.get_untracked();
    }
    let list = memo.lists.and_then(|lists| {
        let list = list_of_observer()?;
        lists.with_value(|lists| lists.get(list).copied())
    });
    list.unwrap_or(memo.memo).get()
}

fn other(last: Option<&Held>, now: Option<&Held>) -> bool {
    !matches!((last, now), (Some(last), Some(now)) if Arc::ptr_eq(last, now))
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// A value that `compute` says, from what it was before if there was one.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let compute: Compute = Box::new(move |last| Arc::new(compute(last.map(inside::<T>))));
        Self { memo: memo(compute, differ::<T>), lists: None, of: PhantomData }
    }

    /// The same, for what hundreds of rows watch.
    pub fn wide(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let one = Self::new(compute);
        let same = move |_: Option<&Held>| one.memo.get();
        let lists = (0..LISTS).map(|_| memo(Box::new(same), other)).collect();
        Self { lists: Some(StoredValue::new(lists)), ..one }
    }
}

impl<T: 'static> Memo<T> {
    /// Watches without looking.
    pub fn track(self) {
        held(self, true);
    }

    /// Looks, and again whenever it changes.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(inside(&held(self, true)))
    }

    /// Looks once.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(inside(&held(self, false)))
    }
}

impl<T: Clone + 'static> Memo<T> {
    /// The value, and again whenever it changes.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value as it is now.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

/// What is made later, as if it had been made here: it ends with what is around.
pub struct Later(Option<Owner>);

impl Later {
    /// For things to come, from here.
    pub fn here() -> Self {
        Self(Owner::current())
    }

    /// Makes something.
    pub fn make<T>(&self, make: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(owner) => owner.with(make),
            None => make(),
        }
    }
}

/// Runs `run` soon, and again whenever what it looked at changes.
pub fn effect(run: impl Fn() + 'static) {
    let run: Box<dyn Fn()> = Box::new(run);
    leptos::prelude::Effect::new(move |_: Option<()>| run());
}

/// Runs `run` once, as soon as the handler that asks for it is done: what it takes off the page may
/// hold that handler.
pub fn soon(run: impl FnOnce() + 'static) {
    let run: Box<dyn FnOnce()> = Box::new(run);
    leptos::prelude::queue_microtask(move || untrack(run));
}

/// Runs `run` once, before the next picture is drawn.
pub fn request_animation_frame(run: impl FnOnce() + 'static) {
    let run: Box<dyn FnOnce()> = Box::new(run);
    leptos::prelude::request_animation_frame(move || untrack(run));
}

/// Runs `run` once, after a while.
pub fn set_timeout(run: impl FnOnce() + 'static, after: Duration) {
    let run: Box<dyn FnOnce()> = Box::new(run);
    leptos::prelude::set_timeout(move || untrack(run), after);
}
