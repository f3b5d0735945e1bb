//! The real storage of a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "wasm_storage/head.rs"]
mod head;
#[path = "wasm_storage/lease.rs"]
mod lease;
#[path = "wasm_storage/raw.rs"]
mod raw;
#[path = "wasm_storage/rescue.rs"]
mod recovery;
#[path = "wasm_storage/around.rs"]
mod around;

use desire_path::browser::autosave::{Autosave, Outlets, SaveStatus};
use desire_path::browser::storage::{Head, Kind, MapFacts, Pen, Store, build, seal};
use desire_path::browser::{Fault, clock, identity, rescue};
use raw::{Place, count, get, put, put_bytes, sleep};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn facts(title: &str) -> MapFacts {
    MapFacts { title: title.to_owned(), touchpoints: 3, thumbnail: Some("M0 0h1".to_owned()) }
}

fn fresh_map() -> String {
    identity::fresh()
}

/// A storage and a map of its own for each test.
fn fresh() -> (String, Store, String) {
    let name = format!("test-{}", identity::fresh());
    let store = Store::named(&name);
    (name, store, identity::fresh())
}

/// The same with the map in the storage, and its pen.
async fn begun() -> (String, Store, String, Pen) {
    let (name, store, map) = fresh();
    store.create(&map, "journey 0", &facts("")).await.unwrap();
    let pen = store.take(&map).await.unwrap();
    (name, store, map, pen)
}

#[wasm_bindgen_test]
async fn what_is_written_is_there_after_reopening() {
    let (name, store, map) = fresh();
    store.create(&map, "journey 0", &facts("Flat")).await.unwrap();
    let pen = store.take(&map).await.unwrap();
    let first = store.load(&map).await.unwrap().next;
    store.journal(&pen, first, "edit 1").await.unwrap();
    store.journal(&pen, first + 1, "edit 2 – ü 🗺").await.unwrap();
    let again = Store::named(&name);
    let loaded = again.load(&map).await.unwrap();
    assert_eq!(loaded.snapshots[0].text, "journey 0");
    let edits: Vec<_> = loaded.journal_after(0).map(|(_, text)| text.to_owned()).collect();
    assert_eq!(edits, ["edit 1", "edit 2 – ü 🗺"]);
    assert_eq!(loaded.damage, None);
    let maps = again.maps().await.unwrap();
    assert_eq!(maps.len(), 1);
    assert_eq!((&maps[0].id, &maps[0].facts, maps[0].size_bytes), (&map, &facts("Flat"), 9));
    assert!((clock::now_ms() - maps[0].changed_ms).abs() < 60_000.0);
}

#[wasm_bindgen_test]
async fn a_map_that_is_not_there_is_missing_and_nothing_is_made_by_looking() {
    let (_, store, map) = fresh();
    assert_eq!(store.load(&map).await, Err(Fault::Missing));
    assert_eq!(store.take(&map).await, Err(Fault::Missing));
    assert_eq!(store.maps().await, Ok(Vec::new()));
    assert_eq!(store.view(&map).await, Ok(None));
}

#[wasm_bindgen_test]
async fn the_latest_changed_map_comes_first_and_a_damaged_entry_is_still_listed() {
    let (name, store, _) = fresh();
    for map in ["aaa", "bbb", "ccc"] {
        store.create(map, "{}", &facts(map)).await.unwrap();
        sleep(3).await;
    }
    let pen = store.take("bbb").await.unwrap();
    sleep(3).await;
    store.journal(&pen, 2, "edit").await.unwrap();
    put(&name, &Place::named("maps", "ccc"), &JsValue::from_f64(5.0)).await;
    let maps = store.maps().await.unwrap();
    let ids: Vec<_> = maps.iter().map(|map| map.id.as_str()).collect();
    assert_eq!(ids, ["bbb", "ccc", "aaa"]);
    assert_eq!(maps[1].facts, MapFacts::default());
    store.rename("aaa", "Anew").await.unwrap();
    assert_eq!(store.maps().await.unwrap()[2].facts.title, "Anew");
}

#[wasm_bindgen_test]
async fn whoever_took_the_pen_fences_out_the_one_before() {
    let (name, store, map, old) = begun().await;
    store.journal(&old, 2, "mine").await.unwrap();
    let other = Store::named(&name);
    let new = other.take(&map).await.unwrap();
    assert!(new.epoch() > old.epoch());
    assert_eq!(store.journal(&old, 3, "too late").await, Err(Fault::TakenOver));
    assert_eq!(store.journal(&old, 4, "later still").await, Err(Fault::TakenOver));
    assert_eq!(store.snapshot(&old, 9, "x", &facts("")).await, Err(Fault::TakenOver));
    assert_eq!(store.prune(&old, None).await, Err(Fault::TakenOver));
    other.journal(&new, 4, "theirs").await.unwrap();
    let loaded = store.load(&map).await.unwrap();
    let edits: Vec<_> = loaded.journal_after(0).collect();
    assert_eq!(edits, [(2, "mine"), (4, "theirs")]);
    assert_eq!(loaded.damage, None);
}

#[wasm_bindgen_test]
async fn the_same_edit_twice_is_stored_once_and_no_error() {
    let (name, store, _, pen) = begun().await;
    store.journal(&pen, 2, "edit").await.unwrap();
    store.journal(&pen, 2, "edit").await.unwrap();
    assert_eq!(store.journal(&pen, 2, "another").await, Err(Fault::OutOfStep));
    assert_eq!(count(&name, "journal").await, 2);
    store.snapshot(&pen, 2, "after", &facts("")).await.unwrap();
    store.snapshot(&pen, 2, "after", &facts("")).await.unwrap();
    assert_eq!(count(&name, "snapshots").await, 2);
    assert_eq!(store.snapshot(&pen, 1, "before", &facts("")).await, Err(Fault::OutOfStep));
}

#[wasm_bindgen_test]
async fn a_newer_build_is_never_written_over() {
    let (name, store, map, pen) = begun().await;
    let head = Head { sequence: 1, epoch: pen.epoch(), build: build() + 1, changed_ms: 1.0 };
    let bytes = seal(Kind::Head, &map, 1, &head.to_text());
    put_bytes(&name, &Place::named("heads", &map), &bytes).await;
    assert_eq!(store.take(&map).await, Err(Fault::NewerBuild));
    assert_eq!(store.snapshot(&pen, 1, "x", &facts("")).await, Err(Fault::NewerBuild));
    assert_eq!(Store::named(&name).load(&map).await.unwrap().snapshots.len(), 1);
}

#[wasm_bindgen_test]
async fn the_last_three_snapshots_and_the_journal_since_are_kept() {
    let (name, store, map, pen) = begun().await;
    for at in 2..=12 {
        store.journal(&pen, at, &format!("edit {at}")).await.unwrap();
        if at % 3 == 0 {
            store.snapshot(&pen, at, &format!("journey {at}"), &facts("")).await.unwrap();
        }
    }
    assert_eq!(count(&name, "snapshots").await, 5);
    store.prune(&pen, Some(2)).await.unwrap();
    let loaded = store.load(&map).await.unwrap();
    let kept: Vec<_> = loaded.snapshots.iter().map(|saved| saved.sequence).collect();
    assert_eq!(kept, [12, 9, 6, 0], "what damage touches is kept");
    store.prune(&pen, None).await.unwrap();
    let loaded = store.load(&map).await.unwrap();
    let kept: Vec<_> = loaded.snapshots.iter().map(|saved| saved.sequence).collect();
    assert_eq!(kept, [12, 9, 6]);
    assert_eq!(loaded.journal_after(6).count(), 6);
    assert_eq!(count(&name, "journal").await, 6);
    assert_eq!(loaded.damage, None);
}

#[wasm_bindgen_test]
async fn damaged_records_are_seen_kept_and_offered_raw() {
    let (name, store, map, pen) = begun().await;
    for at in 2..=6 {
        store.journal(&pen, at, &format!("edit {at}")).await.unwrap();
    }
    let place = Place::at("journal", &map, 4);
    let mut bytes = get(&name, &place).await;
    *bytes.last_mut().unwrap() ^= 1;
    put_bytes(&name, &place, &bytes).await;
    let pen = store.take(&map).await.unwrap();
    let loaded = store.load(&map).await.unwrap();
    assert_eq!(loaded.journal_after(0).count(), 2);
    let damage = loaded.damage.unwrap();
    assert_eq!((damage.records, damage.lost_edits), (1, 3));
    let raw = store.raw(&map).await.unwrap();
    assert_eq!(rescue::read(&raw).unwrap(), loaded);
    // Going on: a snapshot after everything that was there, and housekeeping.
    let statuses = Rc::new(RefCell::new(Vec::new()));
    let autosave = Autosave::resume(store.clone(), pen, &loaded, false, outlets("rebuilt", &statuses));
    for at in 0..3 {
        autosave.edit(format!("further {at}"));
        autosave.hidden();
        settled(&autosave).await;
    }
    sleep(50).await;
    assert_eq!(get(&name, &place).await, bytes, "the damaged record is untouched");
    let again = store.load(&map).await.unwrap();
    assert_eq!(again.reached(), Some(10));
    assert!(again.damage.unwrap().old);
}

#[wasm_bindgen_test]
async fn every_kind_of_damage_opens_and_nothing_is_overwritten() {
    for kind in 0..6 {
        let (name, store, map, pen) = begun().await;
        for at in 2..=5 {
            store.journal(&pen, at, "edit").await.unwrap();
        }
        store.snapshot(&pen, 5, "journey 5", &facts("")).await.unwrap();
        let snapshot = Place::at("snapshots", &map, 5);
        let bytes = get(&name, &snapshot).await;
        match kind {
            0 => put_bytes(&name, &snapshot, &bytes[..bytes.len() / 2]).await,
            1 => put_bytes(&name, &snapshot, &[]).await,
            2 => put(&name, &snapshot, &JsValue::from_str("journey 5")).await,
            3 => put_bytes(&name, &snapshot, &seal(Kind::Snapshot, "other", 5, "journey 5")).await,
            4 => put(&name, &Place::named("heads", &map), &JsValue::NULL).await,
            _ => put_bytes(&name, &Place::at("journal", &map, 9), b"stray").await,
        }
        let pen = store.take(&map).await.unwrap();
        let loaded = store.load(&map).await.unwrap();
        let start = &loaded.snapshots[0];
        assert_eq!(start.text, if kind < 4 { "journey 0" } else { "journey 5" });
        assert_eq!(
            start.sequence + loaded.journal_after(start.sequence).count() as u64,
            if kind < 4 { 4 } else { 5 }
        );
        assert_eq!(loaded.damage.is_some(), kind != 4);
        let autosave =
            Autosave::resume(store.clone(), pen, &loaded, false, outlets("journey", &Rc::default()));
        autosave.edit("more".to_owned());
        settled(&autosave).await;
        let next = loaded.next;
        assert_eq!(store.load(&map).await.unwrap().reached(), Some(next), "kind {kind}");
    }
}

#[wasm_bindgen_test]
async fn a_journal_that_lost_its_end_is_still_noticed_after_the_pen_was_taken() {
    let (name, store, map, pen) = begun().await;
    store.journal(&pen, 2, "edit").await.unwrap();
    let head = Head { sequence: 3, epoch: pen.epoch(), build: build(), changed_ms: 1.0 };
    let bytes = seal(Kind::Head, &map, 3, &head.to_text());
    put_bytes(&name, &Place::named("heads", &map), &bytes).await;
    let taken = store.take(&map).await.unwrap();
    assert_eq!(taken.sequence(), 4);
    let loaded = store.load(&map).await.unwrap();
    assert_eq!((loaded.reached(), loaded.damage.unwrap().lost_edits), (Some(2), 1));
}

#[wasm_bindgen_test]
async fn a_removed_map_is_gone_and_not_brought_back_by_a_tab_that_has_it_open() {
    let (name, store, map) = fresh();
    store.create(&map, "journey", &facts("")).await.unwrap();
    store.save_view(&map, "view").await.unwrap();
    assert_eq!(store.view(&map).await.unwrap().as_deref(), Some("view"));
    let pen = store.take(&map).await.unwrap();
    store.journal(&pen, 2, "edit").await.unwrap();
    Store::named(&name).remove(&map).await.unwrap();
    assert_eq!(store.maps().await, Ok(Vec::new()));
    assert_eq!(store.load(&map).await, Err(Fault::Missing));
    assert_eq!(store.view(&map).await, Ok(None));
    assert_eq!(store.journal(&pen, 3, "edit").await, Err(Fault::Missing));
    assert_eq!(store.snapshot(&pen, 3, "journey", &facts("")).await, Err(Fault::Missing));
    assert_eq!(store.maps().await, Ok(Vec::new()));
}

#[wasm_bindgen_test]
async fn a_database_without_its_stores_gets_them() {
    let (name, store, map) = fresh();
    raw::make_empty(&name, 3).await;
    store.create(&map, "journey", &facts("")).await.unwrap();
    assert_eq!(Store::named(&name).maps().await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn a_cleared_storage_is_noticed_and_the_map_can_be_stored_again() {
    let (name, store, map) = fresh();
    let statuses = Rc::new(RefCell::new(Vec::new()));
    let autosave = Autosave::found(store.clone(), &map, outlets("journey", &statuses));
    settled(&autosave).await;
    autosave.edit("edit".to_owned());
    settled(&autosave).await;
    raw::delete(&name).await;
    autosave.edit("edit".to_owned());
    sleep(100).await;
    assert_eq!(autosave.status(), SaveStatus::NotSaved(Fault::Missing));
    autosave.store_again();
    settled(&autosave).await;
    assert_eq!(store.load(&map).await.unwrap().reached(), Some(2));
}

#[wasm_bindgen_test]
async fn autosave_says_saved_only_after_the_edit_is_in_the_storage() {
    let (name, store, map) = fresh();
    let statuses = Rc::new(RefCell::new(Vec::new()));
    let stored = Rc::new(RefCell::new(Vec::new()));
    let told = stored.clone();
    let outlets = Outlets {
        stored: Box::new(move |at, patch| told.borrow_mut().push((at, patch.to_owned()))),
        ..outlets("journey", &statuses)
    };
    let autosave = Autosave::found(store, &map, outlets);
    assert_eq!(autosave.status(), SaveStatus::Saving);
    assert!(autosave.is_unsaved());
    settled(&autosave).await;
    for at in 1..=20_u64 {
        assert_eq!(autosave.edit(format!("edit {at}")), at);
        assert_eq!(autosave.status(), SaveStatus::Saving);
    }
    settled(&autosave).await;
    let loaded = Store::named(&name).load(&map).await.unwrap();
    assert_eq!(loaded.reached(), Some(20));
    assert_eq!(stored.borrow().len(), 20);
    assert_eq!(stored.borrow()[19], (20, "edit 20".to_owned()));
    let mut said = statuses.borrow().clone();
    said.dedup_by_key(|status| std::mem::discriminant(status));
    assert!(matches!(
        said[..],
        [SaveStatus::Saving, SaveStatus::Saved { .. }, SaveStatus::Saving, SaveStatus::Saved { .. }]
    ));
}

#[wasm_bindgen_test]
async fn a_closed_map_is_stored_as_it_was_and_asks_for_no_journey_any_more() {
    let (name, store, map) = fresh();
    let shown = Rc::new(RefCell::new("this map"));
    let on_screen = shown.clone();
    let outlets = Outlets {
        journey: Box::new(move || (on_screen.borrow().to_string(), facts("Title"))),
        ..outlets("", &Rc::default())
    };
    let autosave = Autosave::found(store, &map, outlets);
    settled(&autosave).await;
    autosave.edit("edit".to_owned());
    autosave.hidden();
    *shown.borrow_mut() = "another map";
    autosave.close(None);
    sleep(200).await;
    let loaded = Store::named(&name).load(&map).await.unwrap();
    assert_eq!(loaded.snapshots[0].sequence, 1);
    assert!(loaded.snapshots.iter().all(|saved| saved.text == "this map"));
}

#[wasm_bindgen_test]
async fn a_tab_whose_pen_was_taken_tells_it() {
    let (_, store, map) = fresh();
    let autosave = Autosave::found(store.clone(), &map, outlets("journey", &Rc::default()));
    settled(&autosave).await;
    store.take(&map).await.unwrap();
    autosave.edit("edit".to_owned());
    sleep(50).await;
    assert_eq!(autosave.status(), SaveStatus::NotSaved(Fault::TakenOver));
}

#[wasm_bindgen_test]
async fn storing_an_edit_takes_milliseconds() {
    let (_, store, map) = fresh();
    store.create(&map, &"x".repeat(1_000_000), &facts("")).await.unwrap();
    let pen = store.take(&map).await.unwrap();
    let patch = "x".repeat(500);
    let start_ms = clock::steady_ms();
    for at in 2..202 {
        store.journal(&pen, at, &patch).await.unwrap();
    }
    let each_ms = (clock::steady_ms() - start_ms) / 200.0;
    let start_ms = clock::steady_ms();
    store.snapshot(&pen, 201, &"y".repeat(1_000_000), &facts("")).await.unwrap();
    let snapshot_ms = clock::steady_ms() - start_ms;
    wasm_bindgen_test::console_log!("journal {each_ms:.2} ms, 1 MB snapshot {snapshot_ms:.1} ms");
    assert!(each_ms < 50.0 && snapshot_ms < 2_000.0);
}

fn outlets(journey: &'static str, statuses: &Rc<RefCell<Vec<SaveStatus>>>) -> Outlets {
    let statuses = statuses.clone();
    Outlets {
        journey: Box::new(move || (journey.to_owned(), facts("Title"))),
        status: Box::new(move |status| statuses.borrow_mut().push(status)),
        stored: Box::new(|_, _| {}),
    }
}

/// Waits until the autosave says that all is stored.
async fn settled(autosave: &Autosave) {
    for _ in 0..500 {
        if matches!(autosave.status(), SaveStatus::Saved { .. }) {
            return;
        }
        sleep(5).await;
    }
    panic!("still {:?}", autosave.status());
}
