//! Writing maps: each call is one transaction, and it is done when that is complete.

use super::build;
use super::database::{Durability, STORES, answer, commit, complete, fault, fault as fault_of};
use super::entry::{Head, MapFacts, entry_of_text, entry_text};
use super::pen::Pen;
use super::record::{self, Flaw, Kind};
use super::records::{add, all_of, bytes_of, key, named, parts, put};
use super::store::Store;
use crate::browser::{Fault, clock, rescue};
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{IdbKeyRange, IdbTransaction};

/// How many snapshots are kept.
const SNAPSHOTS_KEPT: u32 = 3;

impl Store {
    /// Takes the right to write to a map: from now on, whoever had it writes nothing.
    ///
    /// # Errors
    /// A newer build has written to the map, or the browser refuses.
    pub async fn take(&self, map: &str) -> Result<Pen, Fault> {
        let write = Some(Durability::Strict);
        let transaction = self.database.begin(&["heads", "snapshots", "journal"], write).await?;
        let generation = self.database.generation();
        let step = async {
            // Where the head knows of later records than are there, some are lost: the new one goes
            // after them, so that the gap shows, and where the former writer's next one would go.
            let (epoch, changed_ms, known) = match head(&transaction, map).await? {
                Found::Nothing => return Err(Fault::Missing),
                Found::Newer => return Err(Fault::NewerBuild),
                Found::Head(head) if head.build > build() => return Err(Fault::NewerBuild),
                Found::Head(head) => (head.epoch.saturating_add(1), head.changed_ms, head.sequence),
                Found::Damaged => (0, 0.0, 0),
            };
            let epoch = epoch.max(clock::now_ms() as u64);
            let sequence = last_sequence(&transaction, map).await?.max(known).saturating_add(1);
            let bytes = record::seal(Kind::Journal, map, sequence, "");
            add(&named(&transaction, Kind::Journal)?, &key(map, sequence), &bytes)?;
            let head = Head { sequence, epoch, build: build(), changed_ms };
            put_head(&transaction, map, head)?;
            let pen = Pen::new(map, epoch, false);
            pen.seen.set(Some((generation, sequence)));
            Ok(pen)
        };
        finish(&transaction, step.await).await
    }

    /// Stores the patch of one committed edit; done when it is stored. Storing the same again is
    /// no error.
    ///
    /// # Errors
    /// Why it is not stored.
    pub async fn journal(&self, pen: &Pen, sequence: u64, patch: &str) -> Result<(), Fault> {
        self.journal_all(pen, &[(sequence, patch.into())]).await
    }

    /// The same for edits that follow one another: all of them are stored, or none.
    ///
    /// # Errors
    /// Why none is stored.
    pub async fn journal_all(&self, pen: &Pen, edits: &[(u64, Rc<str>)]) -> Result<(), Fault> {
        let (Some((first, _)), Some((last, _))) = (edits.first(), edits.last()) else {
            return Ok(());
        };
        let sealed = |(at, patch): &(u64, Rc<str>)| (*at, record::seal(Kind::Journal, &pen.map, *at, patch));
        let records: Vec<_> = edits.iter().map(sealed).collect();
        self.database.connection().await?;
        let generation = self.database.generation();
        let before = first.checked_sub(1).map(|before| (generation, before));
        // Until this is known to be stored, nothing is known.
        if pen.seen.take() != before {
            return self.journal_with_care(pen, &records).await;
        }
        let write = Some(Durability::Relaxed);
        let transaction = self.database.begin(&["heads", "journal"], write).await?;
        if rescue::latched() {
            return Err(Fault::Stopped);
        }
        if self.database.generation() != generation {
            return self.journal_with_care(pen, &records).await;
        }
        let step = add_all(&transaction, pen, &records, *last);
        if step.is_ok() {
            commit(&transaction);
        }
        match finish(&transaction, step).await {
            Ok(()) => pen.seen.set(Some((generation, *last))),
            Err(Fault::OutOfStep) => self.journal_with_care(pen, &records).await?,
            Err(fault) => return Err(fault),
        }
        Ok(())
    }

    /// The same after a look at what is there: after a failure, or on a new connection.
    async fn journal_with_care(&self, pen: &Pen, records: &[(u64, Vec<u8>)]) -> Result<(), Fault> {
        let write = Some(Durability::Relaxed);
        let transaction = self.database.begin(&["heads", "journal"], write).await?;
        let generation = self.database.generation();
        let last = records.last().map_or(0, |(at, _)| *at);
        let step = async {
            let journal = named(&transaction, Kind::Journal)?;
            let mut missing = records;
            while let Some(((at, bytes), rest)) = missing.split_first() {
                let there = answer(journal.get(&key(&pen.map, *at))).await?;
                if bytes_of(&there).is_none_or(|there| there != *bytes) {
                    break;
                }
                missing = rest;
            }
            let Some((next, _)) = missing.first() else {
                return Ok(());
            };
            let head = held(&transaction, pen).await?;
            // Of these edits some may be there that a head does not know of yet.
            let first = records.first().map_or(0, |(at, _)| *at);
            if !head.sequence.checked_add(1).is_some_and(|after| (first..=*next).contains(&after)) {
                return Err(Fault::OutOfStep);
            }
            add_all(&transaction, pen, missing, last)
        };
        finish(&transaction, step.await).await?;
        pen.seen.set(Some((generation, last)));
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
        let transaction = self.database.begin(&["maps", "heads", "snapshots"], write).await?;
        let generation = self.database.generation();
        let step = async {
            let head = match held(&transaction, pen).await {
                Err(Fault::Missing) if pen.fresh.get() => pen.head(sequence),
                other => other?,
            };
            if sequence < head.sequence {
                return Err(Fault::OutOfStep);
            }
            let snapshots = named(&transaction, Kind::Snapshot)?;
            let key = key(&pen.map, sequence);
            let bytes = record::seal(Kind::Snapshot, &pen.map, sequence, journey);
            let there = answer(snapshots.get(&key)).await?;
            if bytes_of(&there).is_none_or(|there| there != bytes) {
                add(&snapshots, &key, &bytes)?;
            }
            let entry = entry_text(facts, journey.len() as u64);
            let entry = record::seal(Kind::Entry, &pen.map, sequence, &entry);
            put(&named(&transaction, Kind::Entry)?, &pen.map.as_str().into(), &entry)?;
            let changed_ms = match sequence > head.sequence {
                true => clock::now_ms(),
                false => head.changed_ms,
            };
            put_head(&transaction, &pen.map, Head { changed_ms, ..pen.head(sequence) })
        };
        finish(&transaction, step.await).await?;
        pen.fresh.set(false);
        pen.seen.set(Some((generation, sequence)));
        Ok(())
    }

    /// Deletes snapshots beyond the last three and the journal before them, except what lies at
    /// or before `kept_through`.
    ///
    /// # Errors
    /// Why nothing is deleted.
    pub async fn prune(&self, pen: &Pen, kept_through: Option<u64>) -> Result<(), Fault> {
        let write = Some(Durability::Relaxed);
        let transaction = self.database.begin(&["heads", "snapshots", "journal"], write).await?;
        let step = async {
            held(&transaction, pen).await?;
            let snapshots = named(&transaction, Kind::Snapshot)?;
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
                IdbKeyRange::bound_with_lower_open_and_upper_open(&low, &high, false, true).map_err(fault)?;
            let through = IdbKeyRange::bound(&low, &high).map_err(fault)?;
            snapshots.delete(&before).map_err(fault)?;
            named(&transaction, Kind::Journal)?.delete(&through).map_err(fault)?;
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

    /// Keeps the view of a map. A view is no work: a damaged one is replaced.
    ///
    /// # Errors
    /// Why it is not kept.
    pub async fn save_view(&self, map: &str, text: &str) -> Result<(), Fault> {
        let transaction = self.database.begin(&["views"], Some(Durability::Relaxed)).await?;
        let bytes = record::seal(Kind::View, map, 0, text);
        let step = put(&named(&transaction, Kind::View)?, &map.into(), &bytes);
        finish(&transaction, step).await
    }

    /// Changes a map's title in the list. The journey's own title is an edit, which is the
    /// caller's; the next snapshot brings the journey's title to the list.
    ///
    /// # Errors
    /// There is no such map, or why it is not stored.
    pub async fn rename(&self, map: &str, title: &str) -> Result<(), Fault> {
        let transaction = self.database.begin(&["maps"], Some(Durability::Relaxed)).await?;
        let step = async {
            let entries = named(&transaction, Kind::Entry)?;
            let there = answer(entries.get(&map.into())).await?;
            let bytes = bytes_of(&there).ok_or(Fault::Missing)?;
            let (sequence, text) = record::open(&bytes, Kind::Entry, map).map_err(|_| Fault::Missing)?;
            let (mut facts, size_bytes) = entry_of_text(text).unwrap_or_default();
            facts.title = title.to_owned();
            let text = entry_text(&facts, size_bytes);
            put(&entries, &map.into(), &record::seal(Kind::Entry, map, sequence, &text))
        };
        finish(&transaction, step.await).await
    }

    /// Deletes a map and everything that belongs to it, except an empty journal record where the
    /// next edit of a tab that has it open would go. Only a person asks for this.
    ///
    /// # Errors
    /// Why nothing is deleted.
    pub async fn remove(&self, map: &str) -> Result<(), Fault> {
        let transaction = self.database.begin(&STORES, Some(Durability::Strict)).await?;
        let step = async {
            let next = last_sequence(&transaction, map).await?.saturating_add(1);
            let range = all_of(map)?;
            for kind in Kind::ALL {
                let key = match kind {
                    Kind::Snapshot | Kind::Journal => range.clone().into(),
                    Kind::Entry | Kind::Head | Kind::View => JsValue::from_str(map),
                };
                named(&transaction, kind)?.delete(&key).map_err(fault)?;
            }
            let bytes = record::seal(Kind::Journal, map, next, "");
            add(&named(&transaction, Kind::Journal)?, &key(map, next), &bytes)
        };
        finish(&transaction, step.await).await
    }
}

/// Journal records, and the head after them.
fn add_all(
    transaction: &IdbTransaction,
    pen: &Pen,
    records: &[(u64, Vec<u8>)],
    last: u64,
) -> Result<(), Fault> {
    let journal = named(transaction, Kind::Journal)?;
    for (at, bytes) in records {
        add(&journal, &key(&pen.map, *at), bytes)?;
    }
    put_head(transaction, &pen.map, pen.head(last))
}

/// What lies where a map's head should be.
enum Found {
    Nothing,
    Head(Head),
    Damaged,
    Newer,
}

async fn head(transaction: &IdbTransaction, map: &str) -> Result<Found, Fault> {
    let there = answer(named(transaction, Kind::Head)?.get(&map.into())).await?;
    if there.is_undefined() {
        return Ok(Found::Nothing);
    }
    let bytes = bytes_of(&there).unwrap_or_default();
    Ok(match record::open(&bytes, Kind::Head, map) {
        Ok((sequence, text)) => Head::from_text(sequence, text).map_or(Found::Damaged, Found::Head),
        Err(Flaw::Newer) => Found::Newer,
        Err(Flaw::Damaged | Flaw::Elsewhere) => Found::Damaged,
    })
}

/// The head of the pen's map, if the pen may still write.
async fn held(transaction: &IdbTransaction, pen: &Pen) -> Result<Head, Fault> {
    match head(transaction, &pen.map).await? {
        Found::Nothing => Err(Fault::Missing),
        Found::Newer => Err(Fault::NewerBuild),
        Found::Head(head) if head.build > build() => Err(Fault::NewerBuild),
        Found::Head(head) if head.epoch == pen.epoch => Ok(head),
        Found::Head(_) | Found::Damaged => Err(Fault::TakenOver),
    }
}

/// Ends a transaction: waits for `complete`, or takes everything back where a step failed.
async fn finish<T>(transaction: &IdbTransaction, step: Result<T, Fault>) -> Result<T, Fault> {
    let step = if rescue::latched() { Err(Fault::Stopped) } else { step };
    match step {
        Ok(done) => complete(transaction).await.map(|()| done),
        // Where it had ended already (a full disk), its own reason is the true one.
        Err(fault) => match transaction.abort() {
            Ok(()) => Err(fault),
            Err(_) => Err(transaction.error().map_or(fault, |error| fault_of(error.into()))),
        },
    }
}

/// The highest sequence number among a map's records.
async fn last_sequence(transaction: &IdbTransaction, map: &str) -> Result<u64, Fault> {
    let mut last = 0;
    for kind in [Kind::Snapshot, Kind::Journal] {
        let keys = named(transaction, kind)?.get_all_keys_with_key(&all_of(map)?.into());
        let keys = Array::from(&answer(keys).await?);
        let sequences = keys.iter().filter_map(|key| parts(&key)?.1);
        last = sequences.max().unwrap_or(0).max(last);
    }
    Ok(last)
}

fn put_head(transaction: &IdbTransaction, map: &str, head: Head) -> Result<(), Fault> {
    let bytes = record::seal(Kind::Head, map, head.sequence, &head.to_text());
    put(&named(transaction, Kind::Head)?, &map.into(), &bytes)
}
