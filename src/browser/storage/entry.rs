//! What is kept beside a map's journey.

use serde::{Deserialize, Serialize};

/// What the caller knows of a map when it takes a snapshot, for the list on *Start*.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapFacts {
    /// The journey's title.
    pub title: String,
    /// How many touchpoints it has.
    pub touchpoints: u32,
    /// A small picture, as the caller likes to draw it (the data of an SVG path).
    pub thumbnail: Option<String>,
}

/// A map in the list on *Start*.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapEntry {
    /// The map's id.
    pub id: String,
    /// Title, touchpoints and picture as of the latest snapshot; empty where they are damaged.
    pub facts: MapFacts,
    /// When the latest edit was stored, in milliseconds since 1970; 0 where unknown.
    pub changed_ms: f64,
    /// The size of the latest snapshot in bytes; 0 where unknown.
    pub size_bytes: u64,
}

/// Where a map's journal stands, and who may write to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Head {
    /// The sequence number of the latest record.
    pub sequence: u64,
    /// The fencing token: whoever holds an older one writes nothing.
    pub epoch: u64,
    /// The newest build that has written.
    pub build: u32,
    /// When the latest edit was stored, in milliseconds since 1970.
    pub changed_ms: f64,
}

impl Head {
    /// The head as the text of its record; the sequence stands in the record's own header.
    pub fn to_text(self) -> String {
        format!("{} {} {}", self.epoch, self.build, self.changed_ms)
    }

    /// A head of its record's sequence and text.
    pub fn from_text(sequence: u64, text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        Some(Self {
            sequence,
            epoch: words.next()?.parse().ok()?,
            build: words.next()?.parse().ok()?,
            changed_ms: words.next()?.parse().ok()?,
        })
    }
}

/// The list's facts and the snapshot's size, as the text of their record.
pub(super) fn entry_text(facts: &MapFacts, size_bytes: u64) -> String {
    serde_json::to_string(&(facts, size_bytes)).unwrap_or_default()
}

/// The list's facts and the snapshot's size.
pub(super) fn entry_of_text(text: &str) -> Option<(MapFacts, u64)> {
    serde_json::from_str(text).ok()
}
