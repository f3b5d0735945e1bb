//! Records in and out of the stores: keys, ranges, bytes.

use super::database::fault;
use super::record::Kind;
use crate::browser::Fault;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

/// The store of this kind of record.
pub(super) fn named(transaction: &IdbTransaction, kind: Kind) -> Result<IdbObjectStore, Fault> {
    let name = match kind {
        Kind::Entry => "maps",
        Kind::Head => "heads",
        Kind::Snapshot => "snapshots",
        Kind::Journal => "journal",
        Kind::View => "views",
    };
    transaction.object_store(name).map_err(fault)
}

/// Writes a record that must not be there yet.
pub(super) fn add(store: &IdbObjectStore, key: &JsValue, bytes: &[u8]) -> Result<(), Fault> {
    let request = store.add_with_key(&Uint8Array::from(bytes), key);
    request.map(|_| ()).map_err(fault)
}

/// Writes a record, there or not.
pub(super) fn put(store: &IdbObjectStore, key: &JsValue, bytes: &[u8]) -> Result<(), Fault> {
    let request = store.put_with_key(&Uint8Array::from(bytes), key);
    request.map(|_| ()).map_err(fault)
}

/// Keys and values that were asked for together.
pub(super) struct Pairs {
    keys: IdbRequest,
    values: IdbRequest,
}

/// Asks for every record of a kind in a range of keys.
pub(super) fn all(transaction: &IdbTransaction, kind: Kind, range: &JsValue) -> Result<Pairs, Fault> {
    let store = named(transaction, kind)?;
    Ok(Pairs {
        keys: store.get_all_keys_with_key(range).map_err(fault)?,
        values: store.get_all_with_key(range).map_err(fault)?,
    })
}

impl Pairs {
    /// Each key and its bytes (`None` where the value is of another type), once answered.
    pub(super) fn pairs(&self) -> Result<impl Iterator<Item = (JsValue, Option<Vec<u8>>)> + use<>, Fault> {
        let keys = Array::from(&self.keys.result().map_err(fault)?);
        let values = Array::from(&self.values.result().map_err(fault)?);
        Ok((0..keys.length()).map(move |at| (keys.get(at), bytes_of(&values.get(at)))))
    }
}

/// The bytes of a record; `None` where it is of another type.
pub(super) fn bytes_of(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

/// The key `[map, sequence]`.
pub(super) fn key(map: &str, sequence: u64) -> JsValue {
    Array::of2(&map.into(), &(sequence as f64).into()).into()
}

/// The map and sequence number of a key `[map, sequence]`.
pub(super) fn parts(key: &JsValue) -> Option<(String, Option<u64>)> {
    let key = key.dyn_ref::<Array>()?;
    let sequence = key.get(1).as_f64();
    let whole = sequence.filter(|number| *number >= 0.0 && number.fract() == 0.0);
    Some((key.get(0).as_string()?, whole.map(|number| number as u64)))
}

/// Every key that begins with this map.
pub(super) fn all_of(map: &str) -> Result<IdbKeyRange, Fault> {
    let map = JsValue::from_str(map);
    let high = Array::of2(&map, &Array::new());
    IdbKeyRange::bound(&Array::of1(&map), &high).map_err(fault)
}
