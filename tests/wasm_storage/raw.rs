//! The storage by hand, past the app: to damage it and to look at it.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbRequest, IdbTransactionMode};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = indexedDB, js_name = open)]
    fn open_version(name: &str, version: u32) -> IdbRequest;
    #[wasm_bindgen(js_namespace = indexedDB, js_name = open)]
    fn open_any(name: &str) -> IdbRequest;
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(call: &js_sys::Function, ms: i32);
    #[wasm_bindgen(js_namespace = indexedDB, js_name = deleteDatabase)]
    fn delete_database(name: &str) -> IdbRequest;
}

/// Where a record lies.
pub struct Place {
    store: &'static str,
    key: JsValue,
}

impl Place {
    pub fn named(store: &'static str, map: &str) -> Self {
        Self { store, key: map.into() }
    }

    pub fn at(store: &'static str, map: &str, sequence: u32) -> Self {
        let key = Array::of2(&map.into(), &sequence.into()).into();
        Self { store, key }
    }
}

async fn answer(request: IdbRequest) -> JsValue {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await.unwrap();
    request.result().unwrap()
}

async fn with<T>(name: &str, store: &str, job: impl AsyncFnOnce(web_sys::IdbObjectStore) -> T) -> T {
    let database: IdbDatabase = answer(open_any(name)).await.unchecked_into();
    let transaction = database.transaction_with_str_and_mode(store, IdbTransactionMode::Readwrite).unwrap();
    let done = job(transaction.object_store(store).unwrap()).await;
    database.close();
    done
}

/// Overwrites a record with any value.
pub async fn put(name: &str, place: &Place, value: &JsValue) {
    with(name, place.store, async |store| answer(store.put_with_key(value, &place.key).unwrap()).await).await;
}

/// Overwrites a record with bytes.
pub async fn put_bytes(name: &str, place: &Place, bytes: &[u8]) {
    put(name, place, &Uint8Array::from(bytes)).await;
}

/// The bytes of a record.
pub async fn get(name: &str, place: &Place) -> Vec<u8> {
    let value = with(name, place.store, async |store| answer(store.get(&place.key).unwrap()).await).await;
    value.unchecked_into::<Uint8Array>().to_vec()
}

/// How many records a store has.
pub async fn count(name: &str, store: &str) -> u32 {
    let count = with(name, store, async |store| answer(store.count().unwrap()).await).await;
    count.as_f64().unwrap() as u32
}

/// Makes a database of this version without any store.
pub async fn make_empty(name: &str, version: u32) {
    let database: IdbDatabase = answer(open_version(name, version)).await.unchecked_into();
    database.close();
}

/// Deletes a database, whoever has it open.
pub async fn delete(name: &str) {
    answer(delete_database(name)).await;
}

/// Lets so many milliseconds pass.
pub async fn sleep(ms: i32) {
    let passed = Promise::new(&mut |resolve, _| set_timeout(&resolve, ms));
    JsFuture::from(passed).await.unwrap();
}
