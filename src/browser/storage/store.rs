//! Reading and writing maps: each call is one transaction, and it is done when that is complete.

use super::BUILD;
use super::chain::{Loaded, Stored, assemble};
use super::database::{Database, Durability, STORES, answer, commit, complete, fault};
use super::entry::{Head, MapEntry, MapFacts, entry_of_text, entry_text};
use super::record::{self, Flaw, Kind};
use crate::browser::{Fault, clock, rescue};
use js_sys::{Array, Uint8Array};
use std::{cell::Cell, collections::BTreeMap, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore, IdbTransaction};

/// The maps in this browser. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    database: Rc<Database>,
}

/// The right to write to one map: good until somebody else takes it.
///
/// Taking it appends an empty record to the journal, where the former writer's next record would
/// go: its next write is refused by the database itself. So a write needs no question first, and
/// what was sent before the page is closed is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pen {
    map: String,
    epoch: u64,
    fresh: Cell<bool>,
    /// The connection on which the map's head was seen to be this pen's.
    seen_on: Cell<u32>,
}

impl Pen {
    /// The pen of a map that is not stored yet: the first snapshot makes it.
    pub fn fresh(map: &str) -> Self {
        Self::new(map, clock::now_ms() as u64, true)
    }

    fn new(map: &str, epoch: u64, fresh: bool) -> Self {
        Self {
            map: map.to_owned(),
            epoch,
            fresh: Cell::new(fresh),
            seen_on: Cell::new(0),
        }
    }

    /// The map's id.
    pub fn map(&self) -> &str {
        &self.map
    }

    /// The fencing token.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }
}

/// How many snapshots are kept.
const SNAPSHOTS_KEPT: u32 = 3;

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
        Self {
            database: Rc::new(Database::new(name)),
        }
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
        let transaction = self
            .database
            .begin(&["maps", "heads", "snapshots"], None)
            .await?;
        let entries = all(&transaction, Kind::Entry, &JsValue::UNDEFINED)?;
        let heads = all(&transaction, Kind::Head, &JsValue::UNDEFINED)?;
        let snapshots = store(&transaction, Kind::Snapshot)?
            .get_all_keys()
            .map_err(fault)?;
        complete(&transaction).await?;
        let mut maps = BTreeMap::new();
        for key in Array::from(&snapshots.result().map_err(fault)?).iter() {
            if let Some((map, _)) = parts(&key) {
                maps.entry(map).or_insert((None, None));
            }
        }
        for (key, bytes) in entries.pairs()? {
            let Some(map) = key.as_string() else { continue };
            let entry = bytes.and_then(|bytes| {
                let (_, text) = record::open(&bytes, Kind::Entry, &map).ok()?;
                entry_of_text(text)
            });
            maps.entry(map).or_insert((None, None)).0 = entry;
        }
        for (key, bytes) in heads.pairs()? {
            if let Some(map) = key.as_string()
                && let Some(found) = maps.get_mut(&map)
            {
                found.1 = bytes.and_then(|bytes| head_of(&bytes, &map).ok());
            }
        }
        let entry = |(id, (entry, head)): (String, (Option<(MapFacts, u64)>, Option<Head>))| {
            let (facts, size_bytes) = entry.unwrap_or_default();
            MapEntry {
                id,
                facts,
                size_bytes,
                changed_ms: head.map_or(0.0, |head| head.changed_ms),
            }
        };
        let mut maps: Vec<_> = maps.into_iter().map(entry).collect();
        maps.sort_by(|a, b| b.changed_ms.total_cmp(&a.changed_ms));
        Ok(maps)
    }

    /// A map as far as it can be read. Nothing is changed by reading.
    ///
    /// # Errors
    /// There is no such map, or the browser refuses to read.
    pub async fn load(&self, map: &str) -> Result<Loaded, Fault> {
        let (records, head) = self.records(map).await?;
        if records.is_empty() && head.is_none() {
            return Err(Fault::Missing);
        }
        let head = head.and_then(|bytes| head_of(&bytes?, map).ok());
        Ok(assemble(map, &records, head))
    }

    /// Everything that is stored of a map, as the rescue file that `rescue::read` understands.
    ///
    /// # Errors
    /// The browser refuses to read.
    pub async fn raw(&self, map: &str) -> Result<Vec<u8>, Fault> {
        let (records, _) = self.records(map).await?;
        Ok(rescue::write(map, &records))
    }

    /// The map's snapshots and journal, and its head, as they lie there.
    #[allow(clippy::type_complexity)]
    async fn records(&self, map: &str) -> Result<(Vec<Stored>, Option<Option<Vec<u8>>>), Fault> {
        let transaction = self
            .database
            .begin(&["heads", "snapshots", "journal"], None)
            .await?;
        let head = store(&transaction, Kind::Head)?
            .get(&map.into())
            .map_err(fault)?;
        let range = all_of(map)?;
        let snapshots = all(&transaction, Kind::Snapshot, &range)?;
        let journal = all(&transaction, Kind::Journal, &range)?;
        complete(&transaction).await?;
        let mut records = Vec::new();
        for (kind, found) in [(Kind::Snapshot, snapshots), (Kind::Journal, journal)] {
            records.extend(found.pairs()?.map(|(key, bytes)| Stored {
                kind,
                sequence: parts(&key).and_then(|(_, sequence)| sequence),
                bytes,
            }));
        }
        let head = head.result().map_err(fault)?;
        Ok((records, (!head.is_undefined()).then(|| bytes_of(&head))))
    }

    /// Takes the right to write to a map: from now on, whoever had it writes nothing.
    ///
    /// # Errors
    /// A newer build has written to the map, or the browser refuses.
    pub async fn take(&self, map: &str) -> Result<Pen, Fault> {
        let write = Some(Durability::Strict);
        let transaction = self
            .database
            .begin(&["heads", "snapshots", "journal"], write)
            .await?;
        let mut epoch = clock::now_ms() as u64;
        let step = async {
            let changed_ms = match head(&transaction, map).await? {
                Found::Nothing => return Err(Fault::Missing),
                Found::Newer => return Err(Fault::NewerBuild),
                Found::Head(head) if head.build > BUILD => return Err(Fault::NewerBuild),
                Found::Head(head) => {
                    epoch = epoch.max(head.epoch.saturating_add(1));
                    head.changed_ms
                }
                Found::Damaged => 0.0,
            };
            let sequence = last_sequence(&transaction, map).await?.saturating_add(1);
            let bytes = record::seal(Kind::Journal, map, sequence, "");
            add(
                &store(&transaction, Kind::Journal)?,
                &key(map, sequence),
                &bytes,
            )?;
            let head = Head {
                sequence,
                epoch,
                build: BUILD,
                changed_ms,
            };
            put_head(&transaction, map, head)
        };
        finish(&transaction, step.await).await?;
        let pen = Pen::new(map, epoch, false);
        pen.seen_on.set(self.database.generation());
        Ok(pen)
    }

    /// Stores the patch of one committed edit; done when it is stored. Storing the same again is
    /// no error.
    ///
    /// # Errors
    /// Why it is not stored.
    pub async fn journal(&self, pen: &Pen, sequence: u64, patch: &str) -> Result<(), Fault> {
        let bytes = record::seal(Kind::Journal, &pen.map, sequence, patch);
        self.database.connection().await?;
        if pen.seen_on.get() != self.database.generation() {
            return self.journal_with_care(pen, sequence, &bytes).await;
        }
        let write = Some(Durability::Relaxed);
        let transaction = self.database.begin(&["heads", "journal"], write).await?;
        if rescue::latched() {
            return Err(Fault::Stopped);
        }
        add(
            &store(&transaction, Kind::Journal)?,
            &key(&pen.map, sequence),
            &bytes,
        )?;
        put_head(&transaction, &pen.map, pen.head(sequence))?;
        commit(&transaction);
        match complete(&transaction).await {
            Err(Fault::OutOfStep) => self.journal_with_care(pen, sequence, &bytes).await,
            other => other,
        }
    }

    /// The same after a look at what is there: after a failure, or on a new connection.
    async fn journal_with_care(&self, pen: &Pen, sequence: u64, bytes: &[u8]) -> Result<(), Fault> {
        let write = Some(Durability::Relaxed);
        let transaction = self.database.begin(&["heads", "journal"], write).await?;
        let generation = self.database.generation();
        let step = async {
            let journal = store(&transaction, Kind::Journal)?;
            let key = key(&pen.map, sequence);
            let there = answer(journal.get(&key)).await?;
            if bytes_of(&there).is_some_and(|there| there == bytes) {
                return Ok(());
            }
            let head = held(&transaction, pen).await?;
            if head.sequence.checked_add(1) != Some(sequence) {
                return Err(Fault::OutOfStep);
            }
            add(&journal, &key, bytes)?;
            put_head(&transaction, &pen.map, pen.head(sequence))
        };
        finish(&transaction, step.await).await?;
        pen.seen_on.set(generation);
        Ok(())
    }

    /// Stores a whole journey; done when it is on the disk. With a fresh pen it makes the map.
    /// Older snapshots stay: see [`Store::prune`].
    ///
    /// # Errors
    /// Why it is not stored.
    pub async fn snapshot(
        &self,
        pen: &Pen,
        sequence: u64,
        journey: &str,
        facts: &MapFacts,
    ) -> Result<(), Fault> {
        let write = Some(Durability::Strict);
        let transaction = self
            .database
            .begin(&["maps", "heads", "snapshots"], write)
            .await?;
        let generation = self.database.generation();
        let step = async {
            let head = match held(&transaction, pen).await {
                Err(Fault::Missing) if pen.fresh.get() => pen.head(sequence),
                other => other?,
            };
            if sequence < head.sequence {
                return Err(Fault::OutOfStep);
            }
            let snapshots = store(&transaction, Kind::Snapshot)?;
            let key = key(&pen.map, sequence);
            let bytes = record::seal(Kind::Snapshot, &pen.map, sequence, journey);
            let there = answer(snapshots.get(&key)).await?;
            if bytes_of(&there).is_none_or(|there| there != bytes) {
                add(&snapshots, &key, &bytes)?;
            }
            let entry = entry_text(facts, journey.len() as u64);
            let entry = record::seal(Kind::Entry, &pen.map, sequence, &entry);
            put(
                &store(&transaction, Kind::Entry)?,
                &pen.map.as_str().into(),
                &entry,
            )?;
            let changed_ms = match sequence > head.sequence {
                true => clock::now_ms(),
                false => head.changed_ms,
            };
            put_head(
                &transaction,
                &pen.map,
                Head {
                    changed_ms,
                    ..pen.head(sequence)
                },
            )
        };
        finish(&transaction, step.await).await?;
        pen.fresh.set(false);
        pen.seen_on.set(generation);
        Ok(())
    }

    /// Deletes snapshots beyond the last three and the journal before them, except what lies at
    /// or before `kept_through`.
    ///
    /// # Errors
    /// Why nothing is deleted.
    pub async fn prune(&self, pen: &Pen, kept_through: Option<u64>) -> Result<(), Fault> {
        let write = Some(Durability::Relaxed);
        let transaction = self
            .database
            .begin(&["heads", "snapshots", "journal"], write)
            .await?;
        let step = async {
            held(&transaction, pen).await?;
            let snapshots = store(&transaction, Kind::Snapshot)?;
            let keys = answer(snapshots.get_all_keys_with_key(&all_of(&pen.map)?.into())).await?;
            let keys = Array::from(&keys);
            let oldest = keys.get(keys.length().saturating_sub(SNAPSHOTS_KEPT));
            let Some((_, Some(oldest))) = parts(&oldest) else {
                return Ok(());
            };
            let from = kept_through.map_or(0, |kept| kept + 1);
            if from >= oldest {
                return Ok(());
            }
            let (low, high) = (key(&pen.map, from), key(&pen.map, oldest));
            let before =
                IdbKeyRange::bound_with_lower_open_and_upper_open(&low, &high, false, true)
                    .map_err(fault)?;
            let through = IdbKeyRange::bound(&low, &high).map_err(fault)?;
            snapshots.delete(&before).map_err(fault)?;
            store(&transaction, Kind::Journal)?
                .delete(&through)
                .map_err(fault)?;
            Ok(())
        };
        finish(&transaction, step.await).await
    }

    /// Makes a new map of a journey: a snapshot at sequence 0.
    ///
    /// # Errors
    /// The id is taken, or why it is not stored.
    pub async fn create(&self, map: &str, journey: &str, facts: &MapFacts) -> Result<(), Fault> {
        match self.snapshot(&Pen::fresh(map), 0, journey, facts).await {
            Err(Fault::TakenOver) => Err(Fault::OutOfStep),
            other => other,
        }
    }

    /// The view of a map as it was left, if there is one.
    ///
    /// # Errors
    /// The browser refuses to read.
    pub async fn view(&self, map: &str) -> Result<Option<String>, Fault> {
        let transaction = self.database.begin(&["views"], None).await?;
        let found = answer(store(&transaction, Kind::View)?.get(&map.into())).await?;
        let text = bytes_of(&found).and_then(|bytes| {
            let (_, text) = record::open(&bytes, Kind::View, map).ok()?;
            Some(text.to_owned())
        });
        Ok(text)
    }

    /// Keeps the view of a map. A view is no work: a damaged one is replaced.
    ///
    /// # Errors
    /// Why it is not kept.
    pub async fn save_view(&self, map: &str, text: &str) -> Result<(), Fault> {
        let transaction = self
            .database
            .begin(&["views"], Some(Durability::Relaxed))
            .await?;
        let bytes = record::seal(Kind::View, map, 0, text);
        let step = put(&store(&transaction, Kind::View)?, &map.into(), &bytes);
        finish(&transaction, step).await
    }

    /// Changes a map's title in the list. The journey's own title is an edit, which is the
    /// caller's; the next snapshot brings the journey's title to the list.
    ///
    /// # Errors
    /// There is no such map, or why it is not stored.
    pub async fn rename(&self, map: &str, title: &str) -> Result<(), Fault> {
        let transaction = self
            .database
            .begin(&["maps"], Some(Durability::Relaxed))
            .await?;
        let step = async {
            let entries = store(&transaction, Kind::Entry)?;
            let there = answer(entries.get(&map.into())).await?;
            let bytes = bytes_of(&there).ok_or(Fault::Missing)?;
            let (sequence, text) =
                record::open(&bytes, Kind::Entry, map).map_err(|_| Fault::Missing)?;
            let (mut facts, size_bytes) = entry_of_text(text).unwrap_or_default();
            facts.title = title.to_owned();
            let text = entry_text(&facts, size_bytes);
            put(
                &entries,
                &map.into(),
                &record::seal(Kind::Entry, map, sequence, &text),
            )
        };
        finish(&transaction, step.await).await
    }

    /// Deletes a map and everything that belongs to it, except an empty journal record where the
    /// next edit of a tab that has it open would go. Only a person asks for this.
    ///
    /// # Errors
    /// Why nothing is deleted.
    pub async fn remove(&self, map: &str) -> Result<(), Fault> {
        let transaction = self
            .database
            .begin(&STORES, Some(Durability::Strict))
            .await?;
        let step = async {
            let next = last_sequence(&transaction, map).await?.saturating_add(1);
            let range = all_of(map)?;
            for kind in Kind::ALL {
                let key = match kind {
                    Kind::Snapshot | Kind::Journal => range.clone().into(),
                    Kind::Entry | Kind::Head | Kind::View => JsValue::from_str(map),
                };
                store(&transaction, kind)?.delete(&key).map_err(fault)?;
            }
            let bytes = record::seal(Kind::Journal, map, next, "");
            add(
                &store(&transaction, Kind::Journal)?,
                &key(map, next),
                &bytes,
            )
        };
        finish(&transaction, step.await).await
    }
}

/// What lies where a map's head should be.
enum Found {
    Nothing,
    Head(Head),
    Damaged,
    Newer,
}

async fn head(transaction: &IdbTransaction, map: &str) -> Result<Found, Fault> {
    let there = answer(store(transaction, Kind::Head)?.get(&map.into())).await?;
    if there.is_undefined() {
        return Ok(Found::Nothing);
    }
    let head = bytes_of(&there).map_or(Err(Flaw::Damaged), |bytes| head_of(&bytes, map));
    Ok(match head {
        Ok(head) => Found::Head(head),
        Err(Flaw::Newer) => Found::Newer,
        Err(Flaw::Damaged | Flaw::Elsewhere) => Found::Damaged,
    })
}

/// The head of the pen's map, if the pen may still write.
async fn held(transaction: &IdbTransaction, pen: &Pen) -> Result<Head, Fault> {
    match head(transaction, &pen.map).await? {
        Found::Nothing => Err(Fault::Missing),
        Found::Newer => Err(Fault::NewerBuild),
        Found::Head(head) if head.build > BUILD => Err(Fault::NewerBuild),
        Found::Head(head) if head.epoch == pen.epoch => Ok(head),
        Found::Head(_) | Found::Damaged => Err(Fault::TakenOver),
    }
}

impl Pen {
    /// The map's head once this pen has stored a record of this sequence number.
    fn head(&self, sequence: u64) -> Head {
        Head {
            sequence,
            epoch: self.epoch,
            build: BUILD,
            changed_ms: clock::now_ms(),
        }
    }
}

/// Ends a transaction: waits for `complete`, or takes everything back where a step failed.
async fn finish(transaction: &IdbTransaction, step: Result<(), Fault>) -> Result<(), Fault> {
    let stopped = rescue::latched().then_some(Fault::Stopped);
    match step.and(stopped.map_or(Ok(()), Err)) {
        Ok(()) => complete(transaction).await,
        Err(fault) => {
            // Where it had ended already (a full disk), its own reason is the true one.
            match transaction.abort() {
                Ok(()) => Err(fault),
                Err(_) => Err(transaction
                    .error()
                    .map_or(fault, |error| super::database::fault(error.into()))),
            }
        }
    }
}

/// The highest sequence number among a map's records.
async fn last_sequence(transaction: &IdbTransaction, map: &str) -> Result<u64, Fault> {
    let mut last = 0;
    for kind in [Kind::Snapshot, Kind::Journal] {
        let keys = store(transaction, kind)?.get_all_keys_with_key(&all_of(map)?.into());
        let keys = Array::from(&answer(keys).await?);
        let sequences = keys.iter().filter_map(|key| parts(&key)?.1);
        last = sequences.max().unwrap_or(0).max(last);
    }
    Ok(last)
}

fn put_head(transaction: &IdbTransaction, map: &str, head: Head) -> Result<(), Fault> {
    let bytes = record::seal(Kind::Head, map, head.sequence, &head.to_text());
    put(&store(transaction, Kind::Head)?, &map.into(), &bytes)
}

fn head_of(bytes: &[u8], map: &str) -> Result<Head, Flaw> {
    let (sequence, text) = record::open(bytes, Kind::Head, map)?;
    Head::from_text(sequence, text).ok_or(Flaw::Damaged)
}

fn store(transaction: &IdbTransaction, kind: Kind) -> Result<IdbObjectStore, Fault> {
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
fn add(store: &IdbObjectStore, key: &JsValue, bytes: &[u8]) -> Result<(), Fault> {
    let request = store.add_with_key(&Uint8Array::from(bytes), key);
    request.map(|_| ()).map_err(fault)
}

/// Writes a record, there or not.
fn put(store: &IdbObjectStore, key: &JsValue, bytes: &[u8]) -> Result<(), Fault> {
    let request = store.put_with_key(&Uint8Array::from(bytes), key);
    request.map(|_| ()).map_err(fault)
}

/// Keys and values that were asked for together.
struct Pairs {
    keys: web_sys::IdbRequest,
    values: web_sys::IdbRequest,
}

fn all(transaction: &IdbTransaction, kind: Kind, range: &JsValue) -> Result<Pairs, Fault> {
    let store = store(transaction, kind)?;
    Ok(Pairs {
        keys: store.get_all_keys_with_key(range).map_err(fault)?,
        values: store.get_all_with_key(range).map_err(fault)?,
    })
}

impl Pairs {
    /// Each key and its bytes (`None` where the value is of another type), once answered.
    fn pairs(&self) -> Result<impl Iterator<Item = (JsValue, Option<Vec<u8>>)> + use<>, Fault> {
        let keys = Array::from(&self.keys.result().map_err(fault)?);
        let values = Array::from(&self.values.result().map_err(fault)?);
        Ok((0..keys.length()).map(move |at| (keys.get(at), bytes_of(&values.get(at)))))
    }
}

fn bytes_of(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

/// The key `[map, sequence]`.
fn key(map: &str, sequence: u64) -> JsValue {
    Array::of2(&map.into(), &(sequence as f64).into()).into()
}

/// The map and sequence number of a key `[map, sequence]`.
fn parts(key: &JsValue) -> Option<(String, Option<u64>)> {
    let key = key.dyn_ref::<Array>()?;
    let sequence = key.get(1).as_f64();
    let whole = sequence.filter(|number| *number >= 0.0 && number.fract() == 0.0);
    Some((key.get(0).as_string()?, whole.map(|number| number as u64)))
}

/// Every key that begins with this map.
fn all_of(map: &str) -> Result<IdbKeyRange, Fault> {
    let map = JsValue::from_str(map);
    let high = Array::of2(&map, &Array::new());
    IdbKeyRange::bound(&Array::of1(&map), &high).map_err(fault)
}
