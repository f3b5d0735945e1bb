//! A head that stands before records it should know of: as a writer leaves it that ends half way.

use super::begun;
use super::raw::{Place, get, put_bytes};
use desire_path::browser::Fault;
use desire_path::browser::storage::{Kind, seal};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

fn edits(texts: &[(u64, &str)]) -> Vec<(u64, Rc<str>)> {
    texts.iter().map(|(at, text)| (*at, Rc::from(*text))).collect()
}

#[wasm_bindgen_test]
async fn edits_of_which_some_are_there_already_are_stored_to_the_last() {
    let (name, store, map, pen) = begun().await;
    for (at, text) in [(2, "a"), (3, "b")] {
        let bytes = seal(Kind::Journal, &map, u64::from(at), text);
        put_bytes(&name, &Place::at("journal", &map, at), &bytes).await;
    }
    let all = [(2, "a"), (3, "b"), (4, "c")];
    store.journal_all(&pen, &edits(&all)).await.unwrap();
    let loaded = store.load(&map).await.unwrap();
    assert_eq!(loaded.journal_after(0).collect::<Vec<_>>(), all);
    assert_eq!(loaded.damage, None);
}

#[wasm_bindgen_test]
async fn what_lies_in_the_way_of_an_edit_is_not_overwritten() {
    let (name, store, map, pen) = begun().await;
    let bytes = seal(Kind::Journal, &map, 3, "another's");
    put_bytes(&name, &Place::at("journal", &map, 3), &bytes).await;
    let stored = store.journal_all(&pen, &edits(&[(2, "a"), (3, "b")])).await;
    assert_eq!(stored, Err(Fault::OutOfStep));
    assert_eq!(get(&name, &Place::at("journal", &map, 3)).await, bytes);
}
