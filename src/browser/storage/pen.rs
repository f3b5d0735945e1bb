//! The right to write to a map.

use super::build;
use super::entry::Head;
use crate::browser::clock;
use std::cell::Cell;

/// The right to write to one map: good until somebody else takes it.
///
/// Taking it appends an empty record to the journal, where the former writer's next record would
/// go: its next write is refused by the database itself. So a write needs no question first, and
/// what was sent before the page is closed is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pen {
    pub(super) map: String,
    pub(super) epoch: u64,
    /// The map is not stored yet.
    pub(super) fresh: Cell<bool>,
    /// The connection on which the map's head was seen to be this pen's, and the sequence number
    /// that it had.
    pub(super) seen: Cell<Option<(u32, u64)>>,
}

impl Pen {
    /// The pen of a map that is not stored yet: the first snapshot makes it.
    pub fn fresh(map: &str) -> Self {
        Self::new(map, clock::now_ms() as u64, true)
    }

    pub(super) fn new(map: &str, epoch: u64, fresh: bool) -> Self {
        Self { map: map.to_owned(), epoch, fresh: Cell::new(fresh), seen: Cell::new(None) }
    }

    /// The map's id.
    pub fn map(&self) -> &str {
        &self.map
    }

    /// The fencing token.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// The sequence number of the latest record that is known to be stored with this pen.
    pub fn sequence(&self) -> u64 {
        self.seen.get().map_or(0, |(_, sequence)| sequence)
    }

    /// A pen as a test of who writes needs it, without a storage.
    pub fn taken(map: &str, epoch: u64, sequence: u64) -> Self {
        let pen = Self::new(map, epoch, false);
        pen.seen.set(Some((0, sequence)));
        pen
    }

    /// The map's head once this pen has stored a record of this sequence number.
    pub(super) fn head(&self, sequence: u64) -> Head {
        Head { sequence, epoch: self.epoch, build: build(), changed_ms: clock::now_ms() }
    }
}
