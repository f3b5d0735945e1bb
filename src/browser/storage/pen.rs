//! The right to write to a map.

use super::BUILD;
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
    /// The connection on which the map's head was seen to be this pen's.
    pub(super) seen_on: Cell<u32>,
}

impl Pen {
    /// The pen of a map that is not stored yet: the first snapshot makes it.
    pub fn fresh(map: &str) -> Self {
        Self::new(map, clock::now_ms() as u64, true)
    }

    pub(super) fn new(map: &str, epoch: u64, fresh: bool) -> Self {
        Self { map: map.to_owned(), epoch, fresh: Cell::new(fresh), seen_on: Cell::new(0) }
    }

    /// The map's id.
    pub fn map(&self) -> &str {
        &self.map
    }

    /// The fencing token.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// The map's head once this pen has stored a record of this sequence number.
    pub(super) fn head(&self, sequence: u64) -> Head {
        Head { sequence, epoch: self.epoch, build: BUILD, changed_ms: clock::now_ms() }
    }
}
