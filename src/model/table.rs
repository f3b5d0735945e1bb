//! Records of one kind, by id, in the order people gave them.

use super::Id;
use foldhash::quality::{FixedState, FoldHasher};
use indexmap::IndexMap;
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
struct ById;

/// The seed of [`ById`]: any number would do.
const SEED: u64 = 0x9c1f_b38e_d507_a6f1;

impl BuildHasher for ById {
    type Hasher = FoldHasher<'static>;
    fn build_hasher(&self) -> Self::Hasher {
        FixedState::with_seed(SEED).build_hasher()
    }
}

/// Records of one kind, keyed by id, in a stable order. Cloning shares the records.
///
/// Invariant: an id stands for one record at one place.
pub struct Table<T>(IndexMap<Id, Arc<T>, ById>);

/// A record that left a table, with the place it had there.
pub struct Removed<T> {
    /// The place it had, counted from 0.
    pub at: usize,
    /// The record itself.
    pub record: Arc<T>,
}

impl<T> Table<T> {
    /// The record of this id.
    pub fn get(&self, id: &Id) -> Option<&T> {
        self.0.get(id).map(Arc::as_ref)
    }

    /// The shared record of this id.
    pub fn shared(&self, id: &Id) -> Option<&Arc<T>> {
        self.0.get(id)
    }

    /// Whether a record has this id.
    pub fn contains(&self, id: &Id) -> bool {
        self.0.contains_key(id)
    }

    /// The place of this id, counted from 0.
    pub fn place_of(&self, id: &Id) -> Option<usize> {
        self.0.get_index_of(id)
    }

    /// The id at this place.
    pub fn id_at(&self, place: usize) -> Option<&Id> {
        self.0.get_index(place).map(|(id, _)| id)
    }

    /// The id and the record at this place.
    pub fn at(&self, place: usize) -> Option<(&Id, &T)> {
        self.0.get_index(place).map(|(id, record)| (id, record.as_ref()))
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Ids and records in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Id, &T)> + ExactSizeIterator {
        self.0.iter().map(|(id, record)| (id, record.as_ref()))
    }

    /// Ids and shared records in order.
    pub fn iter_shared(&self) -> impl ExactSizeIterator<Item = (&Id, &Arc<T>)> {
        self.0.iter()
    }

    /// Ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = &Id> + ExactSizeIterator {
        self.0.keys()
    }

    /// Records in order.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.0.values().map(Arc::as_ref)
    }

    /// Puts a record at the end, or in the place of the one that has this id.
    pub fn put(&mut self, id: Id, record: impl Into<Arc<T>>) -> Option<Arc<T>> {
        self.0.insert(id, record.into())
    }

    /// Puts a record at a place (or at the end, where the place is past it).
    pub fn put_at(&mut self, at: usize, id: Id, record: impl Into<Arc<T>>) {
        self.0.shift_remove(&id);
        let at = at.min(self.0.len());
        self.0.shift_insert(at, id, record.into());
    }

    /// Takes a record out; the others keep their order.
    pub fn remove(&mut self, id: &Id) -> Option<Removed<T>> {
        self.0.shift_remove_full(id).map(|(at, _, record)| Removed { at, record })
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(IndexMap::default())
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: PartialEq> PartialEq for Table<T> {
    /// Same ids, same records, same order.
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.0.iter().zip(&other.0).all(|((id, a), (jd, b))| id == jd && (Arc::ptr_eq(a, b) || a == b))
    }
}

impl<T: fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_map().entries(self.iter()).finish()
    }
}

impl<T> FromIterator<(Id, T)> for Table<T> {
    fn from_iter<I: IntoIterator<Item = (Id, T)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(id, record)| (id, Arc::new(record))).collect())
    }
}
