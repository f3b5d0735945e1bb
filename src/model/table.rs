//! Records of one kind, by id, in the order people gave them.

use super::{Content, Id, Record};
use foldhash::quality::{FixedState, FoldHasher};
use indexmap::IndexSet;
use std::{fmt, hash::BuildHasher, sync::Arc};

/// Hashes ids, always in the same way, and with fewer steps than std's SipHash: what a network of a
/// large journey takes is mostly the lookup of ids.
///
/// Ids come from files that strangers may have written, so this is foldhash's variant for quality
/// (every bit of an id reaches every bit of the hash; its faster one leaves patterns), keyed with a
/// seed of our own that no other program's collisions fit. The seed is fixed: the core knows no
/// randomness, and neither does wasm (std's own seed is the same on each visit there). Whoever works
/// out collisions for this very seed slows down whoever opens that file, and nobody else.
#[derive(Clone, Copy, Default)]
pub struct ById;

/// The seed of [`ById`]: any number would do.
const SEED: u64 = 0x9c1f_b38e_d507_a6f1;

impl BuildHasher for ById {
    type Hasher = FoldHasher<'static>;
    fn build_hasher(&self) -> Self::Hasher {
        FixedState::with_seed(SEED).build_hasher()
    }
}

/// The ids of a table in its order.
pub type Ids = IndexSet<Id, ById>;

/// Records of one kind, keyed by id, in a stable order. Cloning shares the records.
///
/// Invariant: there is one id for each record, at the same place, and no id stands twice.
pub struct Table<T> {
    /// Apart from the records, so that finding a place is the same for every kind.
    ids: Ids,
    records: Vec<Arc<T>>,
}

/// A record that left a table, with the place it had there.
pub struct Removed<T> {
    /// The place it had, counted from 0.
    pub at: usize,
    /// The record itself.
    pub record: Arc<T>,
}

/// A table of records of whatever kind.
pub trait Records {
    /// What one of them is called in messages, in the singular.
    fn kind(&self) -> &'static str;
    /// The name of the table in the file.
    fn plural(&self) -> &'static str;
    /// The ids in order.
    fn places(&self) -> &Ids;
    /// The record at a place.
    fn content(&self, place: usize) -> Option<&dyn Content>;
    /// The same, to change; only while nobody shares it.
    fn content_mut(&mut self, place: usize) -> Option<&mut dyn Content>;
    /// Puts a record at the end of which nothing is said yet. The id must be new to the table.
    fn put_blank(&mut self, id: Id) -> Option<&mut dyn Content>;
    /// Takes the last record out.
    fn pop(&mut self);
    /// Takes out the records whose place is not to be kept.
    fn retain(&mut self, keep: &dyn Fn(usize) -> bool);
}

impl<T: Record> Records for Table<T> {
    fn kind(&self) -> &'static str {
        T::KIND
    }
    fn plural(&self) -> &'static str {
        T::PLURAL
    }
    fn places(&self) -> &Ids {
        &self.ids
    }
    fn content(&self, place: usize) -> Option<&dyn Content> {
        self.records.get(place).map(|record| record.as_ref() as &dyn Content)
    }
    fn content_mut(&mut self, place: usize) -> Option<&mut dyn Content> {
        Some(Arc::get_mut(self.records.get_mut(place)?)? as &mut dyn Content)
    }
    fn put_blank(&mut self, id: Id) -> Option<&mut dyn Content> {
        if self.ids.insert(id) {
            self.records.push(Arc::new(T::blank()));
        }
        self.content_mut(self.records.len().checked_sub(1)?)
    }
    fn pop(&mut self) {
        self.ids.pop();
        self.records.pop();
    }
    fn retain(&mut self, keep: &dyn Fn(usize) -> bool) {
        retain_ids(&mut self.ids, keep);
        let mut at = 0..;
        self.records.retain(|_| at.next().is_none_or(keep));
    }
}

fn retain_ids(ids: &mut Ids, keep: &dyn Fn(usize) -> bool) {
    let mut at = 0..;
    ids.retain(|_| at.next().is_none_or(keep));
}

impl<T> Table<T> {
    /// The record of this id.
    pub fn get(&self, id: &Id) -> Option<&T> {
        self.shared(id).map(Arc::as_ref)
    }

    /// The shared record of this id.
    pub fn shared(&self, id: &Id) -> Option<&Arc<T>> {
        self.records.get(self.place_of(id)?)
    }

    /// Whether a record has this id.
    pub fn contains(&self, id: &Id) -> bool {
        self.place_of(id).is_some()
    }

    /// The place of this id, counted from 0.
    pub fn place_of(&self, id: &Id) -> Option<usize> {
        place_of(&self.ids, id)
    }

    /// The same, sooner found where it is `last` or the next: what was written down together mostly
    /// leaves one touchpoint after the other.
    pub fn place_near(&self, id: &Id, last: usize) -> Option<usize> {
        place_near(&self.ids, id, last)
    }

    /// The id at this place.
    pub fn id_at(&self, place: usize) -> Option<&Id> {
        self.ids.get_index(place)
    }

    /// The id and the record at this place.
    pub fn at(&self, place: usize) -> Option<(&Id, &T)> {
        Some((self.ids.get_index(place)?, self.records.get(place)?))
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Ids and records in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Id, &T)> + ExactSizeIterator {
        self.ids.iter().zip(self.records.iter().map(Arc::as_ref))
    }

    /// Ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = &Id> + ExactSizeIterator {
        self.ids.iter()
    }

    /// Records in order.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.records.iter().map(Arc::as_ref)
    }

    /// Puts a record at the end, or in the place of the one that has this id.
    pub fn put(&mut self, id: Id, record: impl Into<Arc<T>>) -> Option<Arc<T>> {
        let record = record.into();
        match self.records.get_mut(put_id(&mut self.ids, id)) {
            Some(known) => Some(std::mem::replace(known, record)),
            None => {
                self.records.push(record);
                None
            }
        }
    }

    /// Puts a record at a place (or at the end, where the place is past it).
    pub fn put_at(&mut self, at: usize, id: Id, record: impl Into<Arc<T>>) {
        self.remove(&id);
        let at = at.min(self.records.len());
        put_id_at(&mut self.ids, at, id);
        self.records.insert(at, record.into());
    }

    /// Takes a record out; the others keep their order.
    pub fn remove(&mut self, id: &Id) -> Option<Removed<T>> {
        let at = remove_id(&mut self.ids, id).filter(|at| *at < self.records.len())?;
        Some(Removed { at, record: self.records.remove(at) })
    }
}

// These are the same for every kind: they stand apart so that the download has them once.

#[inline(never)]
fn place_of(ids: &Ids, id: &Id) -> Option<usize> {
    ids.get_index_of(id)
}

#[inline(never)]
fn place_near(ids: &Ids, id: &Id, last: usize) -> Option<usize> {
    let near = [last, last + 1].into_iter().find(|place| ids.get_index(*place) == Some(id));
    near.or_else(|| place_of(ids, id))
}

#[inline(never)]
fn put_id(ids: &mut Ids, id: Id) -> usize {
    ids.insert_full(id).0
}

#[inline(never)]
fn put_id_at(ids: &mut Ids, at: usize, id: Id) {
    ids.shift_insert(at.min(ids.len()), id);
}

#[inline(never)]
fn remove_id(ids: &mut Ids, id: &Id) -> Option<usize> {
    ids.shift_remove_full(id).map(|(at, _)| at)
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { ids: IndexSet::default(), records: Vec::new() }
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self { ids: self.ids.clone(), records: self.records.clone() }
    }
}

impl<T: PartialEq> PartialEq for Table<T> {
    /// Same ids, same records, same order.
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<T>, &Arc<T>)| Arc::ptr_eq(a, b) || a == b;
        self.ids.as_slice() == other.ids.as_slice() && self.records.iter().zip(&other.records).all(same)
    }
}

impl<T: fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_map().entries(self.iter()).finish()
    }
}

impl<T> FromIterator<(Id, T)> for Table<T> {
    fn from_iter<I: IntoIterator<Item = (Id, T)>>(pairs: I) -> Self {
        let mut table = Self::default();
        for (id, record) in pairs {
            table.put(id, record);
        }
        table
    }
}
