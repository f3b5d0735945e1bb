//! Reading maps: each call is one transaction, and nothing is changed by it.

use super::chain::{Loaded, Stored, assemble};
use super::database::{Database, answer, complete, fault};
use super::entry::{Head, MapEntry, entry_of_text};
use super::record::{self, Kind};
use super::records::{all, all_of, bytes_of, named, parts};
use crate::browser::{Fault, rescue};
use crate::geometry::largest_first;
use js_sys::Array;
use std::{collections::BTreeMap, rc::Rc};
use wasm_bindgen::JsValue;

/// The maps in this browser. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(super) database: Rc<Database>,
}

impl Default for Store {
    fn default() -> Self {
        Self::new()
    }
}

impl Store {
    /// The storage, connected when it is first used: never fails, so that the app can start and
    /// the work go on where storage is refused.
    pub fn new() -> Self {
        Self::named("desire-path")
    }

    /// The same in a database of another name (for tests).
    pub fn named(name: &str) -> Self {
        Self { database: Rc::new(Database::new(name)) }
    }

    /// The storage, connected.
    ///
    /// # Errors
    /// The browser refuses storage.
    pub async fn open() -> Result<Self, Fault> {
        let store = Self::new();
        store.database.connection().await?;
        Ok(store)
    }

    /// The maps, the latest changed first. Journeys are not read.
    ///
    /// # Errors
    /// The browser refuses to read.
    pub async fn maps(&self) -> Result<Vec<MapEntry>, Fault> {
        let stores = ["maps", "heads", "snapshots"];
        let transaction = self.database.begin(&stores, None).await?;
        let everything = JsValue::UNDEFINED;
        let entries = all(&transaction, Kind::Entry, &everything)?;
        let heads = all(&transaction, Kind::Head, &everything)?;
        let snapshots = named(&transaction, Kind::Snapshot)?;
        let snapshots = snapshots.get_all_keys().map_err(fault)?;
        complete(&transaction).await?;
        // A map whose entry or head is damaged is still in the list.
        let mut maps: BTreeMap<String, MapEntry> = BTreeMap::new();
        for key in Array::from(&snapshots.result().map_err(fault)?).iter() {
            if let Some((map, _)) = parts(&key) {
                maps.entry(map).or_default();
            }
        }
        for (key, bytes) in entries.pairs()? {
            let Some(map) = key.as_string() else { continue };
            let text = bytes.as_deref().and_then(|bytes| text_of(bytes, Kind::Entry, &map));
            let facts = text.and_then(|(_, text)| entry_of_text(text));
            let entry = maps.entry(map).or_default();
            (entry.facts, entry.size_bytes) = facts.unwrap_or_default();
        }
        for (key, bytes) in heads.pairs()? {
            let map = key.as_string().unwrap_or_default();
            if let (Some(entry), Some(bytes)) = (maps.get_mut(&map), bytes)
                && let Some((sequence, text)) = text_of(&bytes, Kind::Head, &map)
                && let Some(head) = Head::from_text(sequence, text)
            {
                entry.changed_ms = head.changed_ms;
            }
        }
        let named = |(id, entry)| MapEntry { id, ..entry };
        Ok(largest_first(maps.into_iter().map(named).collect(), |map| map.changed_ms))
    }

    /// A map as far as it can be read.
    ///
    /// # Errors
    /// There is no such map, or the browser refuses to read.
    pub async fn load(&self, map: &str) -> Result<Loaded, Fault> {
        let records = self.records(map).await?;
        let loaded = assemble(map, &records);
        match loaded.is_empty() {
            true => Err(Fault::Missing),
            false => Ok(loaded),
        }
    }

    /// Everything that is stored of a map, sound or not, as the rescue file that
    /// [`rescue::read`] understands.
    ///
    /// # Errors
    /// The browser refuses to read.
    pub async fn raw(&self, map: &str) -> Result<Vec<u8>, Fault> {
        Ok(rescue::write(map, &self.records(map).await?))
    }

    /// The map's head, snapshots and journal, as they lie there.
    async fn records(&self, map: &str) -> Result<Vec<Stored>, Fault> {
        let stores = ["heads", "snapshots", "journal"];
        let transaction = self.database.begin(&stores, None).await?;
        let range = all_of(map)?;
        let found = [
            (Kind::Head, all(&transaction, Kind::Head, &map.into())?),
            (Kind::Snapshot, all(&transaction, Kind::Snapshot, &range)?),
            (Kind::Journal, all(&transaction, Kind::Journal, &range)?),
        ];
        complete(&transaction).await?;
        let mut records = Vec::new();
        for (kind, found) in found {
            records.extend(found.pairs()?.map(|(key, bytes)| Stored {
                kind,
                sequence: parts(&key).and_then(|(_, sequence)| sequence),
                bytes,
            }));
        }
        Ok(records)
    }

    /// The view of a map as it was left, if there is one.
    ///
    /// # Errors
    /// The browser refuses to read.
    pub async fn view(&self, map: &str) -> Result<Option<String>, Fault> {
        let transaction = self.database.begin(&["views"], None).await?;
        let found = answer(named(&transaction, Kind::View)?.get(&map.into())).await?;
        let bytes = bytes_of(&found);
        let text = bytes.as_deref().and_then(|bytes| text_of(bytes, Kind::View, map));
        Ok(text.map(|(_, text)| text.to_owned()))
    }
}

/// The sequence and text of a sound record.
fn text_of<'a>(bytes: &'a [u8], kind: Kind, map: &str) -> Option<(u64, &'a str)> {
    record::open(bytes, kind, map).ok()
}
