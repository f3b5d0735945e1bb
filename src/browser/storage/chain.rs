//! From the records that are there to the journey that can be opened.

use super::Head;
use super::record::{self, Flaw, Kind};
use std::collections::BTreeMap;

/// A record as it lies in the storage.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The store it lies in.
    pub kind: Kind,
    /// The sequence number of its key; `None` where the key is of no known form.
    pub sequence: Option<u64>,
    /// Its bytes; `None` where it is of another type.
    pub bytes: Option<Vec<u8>>,
}

/// A sound record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its place among the map's records.
    pub sequence: u64,
    /// What was saved.
    pub text: String,
}

/// What is wrong with a stored map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    /// How many records are damaged or in the wrong place.
    pub records: usize,
    /// How many edits at least can't be had back.
    pub lost_edits: u64,
    /// Some records are of a newer version of the app: this one must not write.
    pub newer: bool,
    /// Only records before the newest sound snapshot are concerned: worth an offer to download
    /// them, no alarm.
    pub old: bool,
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.newer {
            return f.write_str("A newer version of the app has written parts of this map.");
        }
        if self.old {
            return f.write_str("Some older records of this map are damaged; they are kept.");
        }
        f.write_str("Parts of this saved map were damaged. ")?;
        match self.lost_edits {
            0 => f.write_str("Nothing is missing: it could be rebuilt from older copies."),
            1 => f.write_str("The last edit is missing."),
            many => write!(f, "The last {many} edits are missing."),
        }?;
        f.write_str(" The damaged records are kept.")
    }
}

/// A map as it could be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The sound snapshots, newest first. The first is the one to start from; an older one only
    /// where the reader of journeys refuses it.
    pub snapshots: Vec<Saved>,
    /// Every sound journal record by its sequence number.
    journal: BTreeMap<u64, String>,
    /// Where the map stands according to its head, if that is sound.
    pub head: Option<Head>,
    /// The sequence number that no record has yet.
    pub next: u64,
    /// What is wrong. A caller that sees some shows it and offers the raw copy.
    pub damage: Option<Damage>,
    /// Records up to this one are never deleted by housekeeping: damage is among them.
    pub kept_through: Option<u64>,
}

impl Loaded {
    /// The patches after a snapshot, oldest first: the longest sound run without a gap.
    pub fn journal_after(&self, sequence: u64) -> impl Iterator<Item = (u64, &str)> {
        // An empty record says that another tab took the pen.
        self.run_after(sequence).filter(|(_, text)| !text.is_empty())
    }

    /// The sequence number that the newest sound snapshot and the records after it lead to.
    pub fn reached(&self) -> Option<u64> {
        let start = self.snapshots.first()?.sequence;
        Some(self.run_after(start).last().map_or(start, |(at, _)| at))
    }

    fn run_after(&self, sequence: u64) -> impl Iterator<Item = (u64, &str)> {
        let from = sequence.saturating_add(1);
        let following = self.journal.range(from..).zip(from..);
        following
            .take_while(|((at, _), expected)| *at == expected)
            .map(|((at, text), _)| (*at, text.as_str()))
    }

    /// Adds an edit that follows the records.
    pub(crate) fn append(&mut self, sequence: u64, patch: &str) {
        self.journal.entry(sequence).or_insert_with(|| patch.to_owned());
        self.next = self.next.max(sequence.saturating_add(1));
    }
}

/// A map of its records: newest sound snapshot, longest sound journal, what is damaged.
pub fn assemble(map: &str, records: &[Stored]) -> Loaded {
    let mut loaded = Loaded::default();
    let mut damage = Damage::default();
    let (mut last, mut kept) = (None, None);
    for stored in records {
        last = last.max(stored.sequence);
        match sound(map, stored) {
            Ok((sequence, text)) => match stored.kind {
                Kind::Snapshot => loaded.snapshots.push(Saved { sequence, text }),
                Kind::Journal => {
                    loaded.journal.insert(sequence, text);
                }
                _ => loaded.head = Head::from_text(sequence, &text),
            },
            // A head holds no work: it is made anew.
            Err(Flaw::Damaged | Flaw::Elsewhere) if stored.kind == Kind::Head => {}
            Err(flaw) => {
                damage.records += 1;
                damage.newer |= flaw == Flaw::Newer;
                kept = kept.max(Some(stored.sequence.unwrap_or(0)));
            }
        }
    }
    last = last.max(loaded.head.map(|head| head.sequence));
    loaded.snapshots.sort_by_key(|saved| std::cmp::Reverse(saved.sequence));
    let reached = loaded.reached();
    damage.lost_edits = loaded.missing_after(reached.unwrap_or(0), last.unwrap_or(0));
    damage.old = damage.lost_edits == 0 && kept < loaded.snapshots.first().map(|saved| saved.sequence);
    loaded.next = last.map_or(0, |last| last.saturating_add(1));
    loaded.kept_through = kept.max(loaded.last_cut_off());
    let concerns = damage.records > 0 || damage.lost_edits > 0;
    loaded.damage = concerns.then_some(damage);
    loaded
}

impl Loaded {
    /// Nothing of a map is there.
    pub(super) fn is_empty(&self) -> bool {
        self.head.is_none()
            && self.snapshots.is_empty()
            && self.damage.is_none_or(|damage| damage.records == 0)
            && self.journal.values().all(String::is_empty)
    }

    /// How many edits there were after one and up to the last.
    fn missing_after(&self, reached: u64, last: u64) -> u64 {
        let after = self.journal.range(reached.saturating_add(1)..);
        let pens = after.filter(|(_, text)| text.is_empty()).count() as u64;
        last.saturating_sub(reached.saturating_add(pens))
    }

    /// The last journal record that no sound snapshot leads to.
    fn last_cut_off(&self) -> Option<u64> {
        let mut connected = None;
        let mut cut_off = None;
        let mut starts = self.snapshots.iter().rev().map(|saved| saved.sequence).peekable();
        for at in self.journal.keys() {
            while let Some(start) = starts.next_if(|start| start < at) {
                connected = connected.max(Some(start));
            }
            if connected.is_some_and(|before: u64| before.checked_add(1) == Some(*at)) {
                connected = Some(*at);
            } else {
                cut_off = Some(*at);
            }
        }
        cut_off
    }
}

/// The record's sequence and text, if it is sound and where it belongs.
fn sound(map: &str, stored: &Stored) -> Result<(u64, String), Flaw> {
    let bytes = stored.bytes.as_deref().ok_or(Flaw::Damaged)?;
    let (sequence, text) = record::open(bytes, stored.kind, map)?;
    if stored.kind != Kind::Head && stored.sequence != Some(sequence) {
        return Err(Flaw::Elsewhere);
    }
    Ok((sequence, text.to_owned()))
}
