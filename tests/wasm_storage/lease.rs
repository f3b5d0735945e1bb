//! Leases on the browser's own locks and channels: each stands for a tab.

use super::raw::sleep;
use super::{facts, fresh};
use desire_path::browser::Fault;
use desire_path::browser::lease::{Lease, LeaseEvent};
use desire_path::browser::storage::{Pen, Store};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_test::wasm_bindgen_test;

/// A tab: its lease and what it was told.
struct Tab {
    lease: Lease,
    told: Rc<RefCell<Vec<LeaseEvent>>>,
}

impl Tab {
    fn open(name: &str, map: &str) -> Self {
        let told = Rc::new(RefCell::new(Vec::new()));
        let hearing = told.clone();
        let lease =
            Lease::acquire(Store::named(name), map, false, move |event| hearing.borrow_mut().push(event));
        Self { lease, told }
    }

    /// Waits for what it is told next.
    async fn next(&self) -> LeaseEvent {
        for _ in 0..800 {
            if !self.told.borrow().is_empty() {
                return self.told.borrow_mut().remove(0);
            }
            sleep(10).await;
        }
        panic!("nothing was told");
    }

    async fn pen(&self) -> Pen {
        match self.next().await {
            LeaseEvent::Writer(pen) => pen,
            other => panic!("{other:?} instead of a pen"),
        }
    }
}

#[wasm_bindgen_test]
async fn the_second_tab_follows_live_and_takes_over_on_demand() {
    let (name, store, map) = fresh();
    store.create(&map, "journey", &facts("")).await.unwrap();
    let first = Tab::open(&name, &map);
    let pen = first.pen().await;
    let second = Tab::open(&name, &map);
    assert_eq!(second.next().await, LeaseEvent::Follower(Fault::TakenOver));
    second.lease.loaded(store.load(&map).await.unwrap().reached().unwrap());
    let at = pen.sequence() + 1;
    store.journal(&pen, at, "edit").await.unwrap();
    first.lease.stored(at, "edit");
    assert_eq!(second.next().await, LeaseEvent::Edited { sequence: at, patch: "edit".to_owned() });
    second.lease.steal();
    let taken = second.pen().await;
    assert!(taken.epoch() > pen.epoch());
    assert_eq!(first.next().await, LeaseEvent::Follower(Fault::TakenOver));
    assert_eq!(store.journal(&pen, at + 1, "late").await, Err(Fault::TakenOver));
    store.journal(&taken, taken.sequence() + 1, "mine").await.unwrap();
    first.lease.loaded(taken.sequence());
    second.lease.stored(taken.sequence(), "mine");
    let edited = LeaseEvent::Edited { sequence: taken.sequence(), patch: "mine".to_owned() };
    // Whichever came first, the load or the word of it.
    if first.told.borrow().first() == Some(&edited) {
        first.told.borrow_mut().clear();
    }
}

#[wasm_bindgen_test]
async fn a_tab_that_closes_hands_over_within_a_second() {
    let (name, store, map) = fresh();
    store.create(&map, "journey", &facts("")).await.unwrap();
    let first = Tab::open(&name, &map);
    first.pen().await;
    let second = Tab::open(&name, &map);
    assert_eq!(second.next().await, LeaseEvent::Follower(Fault::TakenOver));
    let before_ms = js_sys::Date::now();
    drop(first);
    second.pen().await;
    assert!(js_sys::Date::now() - before_ms < 1_000.0);
}

#[wasm_bindgen_test]
async fn whoever_made_a_map_has_it() {
    let (name, store, map) = fresh();
    store.create(&map, "journey", &facts("")).await.unwrap();
    let told = Rc::new(RefCell::new(0));
    let count = told.clone();
    let own = Lease::found(store, &map, 1, move |_| *count.borrow_mut() += 1);
    sleep(50).await;
    let other = Tab::open(&name, &map);
    assert_eq!(other.next().await, LeaseEvent::Follower(Fault::TakenOver));
    assert_eq!(*told.borrow(), 0);
    drop(own);
    other.pen().await;
}

#[wasm_bindgen_test]
async fn a_missed_edit_is_noticed() {
    let (name, store, map) = fresh();
    store.create(&map, "journey", &facts("")).await.unwrap();
    let first = Tab::open(&name, &map);
    let pen = first.pen().await;
    let second = Tab::open(&name, &map);
    second.next().await;
    second.lease.loaded(pen.sequence());
    first.lease.stored(pen.sequence() + 2, "the second");
    assert_eq!(second.next().await, LeaseEvent::Behind);
    second.lease.loaded(pen.sequence() + 2);
    first.lease.stored(pen.sequence() + 3, "the third");
    let third = LeaseEvent::Edited { sequence: pen.sequence() + 3, patch: "the third".to_owned() };
    assert_eq!(second.next().await, third);
}
