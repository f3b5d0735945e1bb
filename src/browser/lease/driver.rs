//! Does what a tab's part says, with the browser's locks and channels.

use super::lock::{self, Ask, Lock};
use super::part::{Input, LeaseEvent, Output, Part};
use super::talk::Talk;
use crate::browser::storage::Store;
use crate::browser::{Fault, clock};
use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use std::{cell::RefCell, collections::VecDeque, rc::Rc};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent};

/// This tab's part in a map that is open. Dropping it leaves the map to the other tabs.
pub struct Lease(Rc<Inner>);

struct Inner {
    store: Store,
    map: String,
    told: Box<dyn Fn(LeaseEvent)>,
    part: RefCell<Part>,
    /// What happened while something else was being dealt with.
    queue: RefCell<VecDeque<Input>>,
    channel: Option<BroadcastChannel>,
    lock: RefCell<Option<Lock>>,
    hearing: RefCell<Option<EventListener>>,
    ticking: RefCell<Option<Interval>>,
}

/// How often a follower asks for the writer.
const PING_MS: u32 = 1_000;
/// Where there are no locks: how long to wait for somebody's answer.
const ANSWER_MS: u32 = 300;

impl Lease {
    /// Asks to write to a map. The answer, and everything after, comes through `told`, never from
    /// within this call. With `steal`, the tab that writes now becomes a follower.
    pub fn acquire(store: Store, map: &str, steal: bool, told: impl Fn(LeaseEvent) + 'static) -> Self {
        Self::start(store, map, Part::new(clock::steady_ms()), steal, told)
    }

    /// The lease of a map that this tab has just made: it writes already, with a pen of this
    /// epoch ([`Autosave::epoch`](crate::browser::autosave::Autosave::epoch)).
    pub fn found(store: Store, map: &str, epoch: u64, told: impl Fn(LeaseEvent) + 'static) -> Self {
        Self::start(store, map, Part::found(epoch, clock::steady_ms()), false, told)
    }

    fn start(store: Store, map: &str, part: Part, steal: bool, told: impl Fn(LeaseEvent) + 'static) -> Self {
        let name = channel_name(map);
        let inner = Rc::new(Inner {
            store,
            map: map.to_owned(),
            told: Box::new(told),
            part: RefCell::new(part),
            queue: RefCell::default(),
            channel: BroadcastChannel::new(&name).ok(),
            lock: RefCell::default(),
            hearing: RefCell::default(),
            ticking: RefCell::default(),
        });
        inner.listen();
        inner.later(Input::Ask { steal });
        Self(inner)
    }

    /// "Edit here instead": this tab becomes the writer.
    pub fn steal(&self) {
        self.0.later(Input::Ask { steal: true });
    }

    /// The map was loaded up to this record ([`Loaded::reached`]): the edits after it follow.
    ///
    /// [`Loaded::reached`]: crate::browser::storage::Loaded::reached
    pub fn loaded(&self, reached: u64) {
        self.0.later(Input::Loaded { reached });
    }

    /// An edit of this tab is stored: the tabs that follow hear of it.
    pub fn stored(&self, sequence: u64, patch: &str) {
        self.0.later(Input::Stored { sequence, patch: patch.to_owned() });
    }

    /// The storage refused an edit because this tab may not write any more.
    pub fn lost(&self, why: Fault) {
        self.0.later(Input::Lost(why));
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.0.hearing.borrow_mut().take();
        self.0.ticking.borrow_mut().take();
        self.0.lock.borrow_mut().take();
        if let Some(channel) = &self.0.channel {
            if self.0.part.borrow().writes() {
                let _ = channel.post_message(&Talk::Bye.to_value());
            }
            channel.close();
        }
    }
}

fn channel_name(map: &str) -> String {
    ["desire-path:", map].concat()
}

impl Inner {
    fn listen(self: &Rc<Self>) {
        let ticking = Rc::downgrade(self);
        let tick = Interval::new(PING_MS, move || {
            let document = web_sys::window().and_then(|window| window.document());
            let visible = document.is_none_or(|document| !document.hidden());
            if let Some(inner) = ticking.upgrade() {
                inner.happens(Input::Tick { visible });
            }
        });
        *self.ticking.borrow_mut() = Some(tick);
        let Some(channel) = &self.channel else {
            return;
        };
        let hearing = Rc::downgrade(self);
        let hear = EventListener::new(channel, "message", move |event| {
            let talk = event.dyn_ref::<MessageEvent>().and_then(|event| Talk::from_value(&event.data()));
            if let (Some(talk), Some(inner)) = (talk, hearing.upgrade()) {
                inner.happens(Input::Heard(talk));
            }
        });
        *self.hearing.borrow_mut() = Some(hear);
    }

    /// Deals with something after the caller is done.
    fn later(self: &Rc<Self>, input: Input) {
        let inner = Rc::downgrade(self);
        spawn_local(async move {
            if let Some(inner) = inner.upgrade() {
                inner.happens(input);
            }
        });
    }

    /// Deals with everything that happened, one after the other.
    fn happens(self: &Rc<Self>, input: Input) {
        self.queue.borrow_mut().push_back(input);
        loop {
            // Taken already: this call is from within the one that deals with the queue.
            let Ok(mut part) = self.part.try_borrow_mut() else { return };
            let Some(input) = self.queue.borrow_mut().pop_front() else { return };
            let outputs = part.step(input, clock::steady_ms());
            drop(part);
            for output in outputs {
                self.act(output);
            }
        }
    }

    fn act(self: &Rc<Self>, output: Output) {
        match output {
            Output::TryLock => self.ask(Ask::IfFree),
            Output::AwaitLock => self.ask(Ask::Wait),
            Output::StealLock => self.ask(Ask::Steal),
            Output::TakePen => {
                let inner = self.clone();
                spawn_local(async move {
                    let taken = inner.store.take(&inner.map).await;
                    inner.happens(Input::Took(taken));
                });
            }
            Output::Say(talk) => {
                if let Some(channel) = &self.channel {
                    let _ = channel.post_message(&talk.to_value());
                }
            }
            Output::Tell(event) => (self.told)(event),
        }
    }

    fn ask(self: &Rc<Self>, ask: Ask) {
        // A request that waits is given up first; a lock that was stolen is no loss.
        self.lock.borrow_mut().take();
        if !lock::available() {
            return self.ask_around(ask);
        }
        let inner = Rc::downgrade(self);
        let asked = lock::ask(&channel_name(&self.map), ask, move |came| {
            if let (Some(inner), true) = (inner.upgrade(), ask != Ask::Steal) {
                inner.later(if came { Input::Free } else { Input::Busy });
            }
        });
        *self.lock.borrow_mut() = asked;
    }

    /// Without locks: whoever writes answers a ping, and only silence says that nobody does.
    fn ask_around(self: &Rc<Self>, ask: Ask) {
        if ask != Ask::IfFree {
            return;
        }
        self.act(Output::Say(Talk::Ping));
        let inner = Rc::downgrade(self);
        let wait = Timeout::new(ANSWER_MS, move || {
            if let Some(inner) = inner.upgrade() {
                inner.happens(Input::Free);
            }
        });
        wait.forget();
    }
}
