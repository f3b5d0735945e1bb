//! What to store next, and what may be said about it: a state machine without a browser.

use crate::browser::Fault;
use std::{collections::VecDeque, rc::Rc};

/// What is true about the map on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveStatus {
    /// Every edit is stored; the latest since this time (milliseconds since 1970).
    Saved {
        /// When.
        at_ms: f64,
    },
    /// Edits are on their way; nothing has gone wrong.
    Saving,
    /// Edits are only in this tab's memory, and this is why. It is tried again by itself.
    NotSaved(Fault),
    /// Every edit of this tab is stored, and it may not write any more: this is why.
    ReadOnly(Fault),
}

/// What to do next. One task is under way at a time.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// Store the patches of edits, all of them or none.
    Journal {
        /// Their places and texts, without a gap.
        edits: Vec<(u64, Rc<str>)>,
    },
    /// Store the whole journey as it is now, after the edit of this sequence number.
    Snapshot {
        /// Its place.
        sequence: u64,
    },
    /// Let go of old snapshots and journal records.
    Prune,
}

/// How a map comes into the editor.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Opening {
    /// The last sequence number in use.
    pub sequence: u64,
    /// Nothing that is stored leads to this journey (a new map, or one that was rebuilt): a
    /// snapshot comes before any edit.
    pub unfounded: bool,
    /// The sequence number of the newest sound snapshot.
    pub snapshot: u64,
    /// When the latest edit was stored, in milliseconds since 1970.
    pub changed_ms: f64,
}

/// What to store next, and what may be said about it.
///
/// Invariant: an edit leaves `waiting` only when its own record, or a snapshot at or after it,
/// is reported complete. The status is `Saved` only while nothing waits.
#[derive(Clone, Debug)]
pub struct Plan {
    sequence: u64,
    waiting: VecDeque<(u64, Rc<str>)>,
    unfounded: bool,
    under_way: Option<(Task, f64)>,
    saved_at_ms: f64,
    fault: Option<Fault>,
    failures: u32,
    retry_at_ms: f64,
    ended: Option<Fault>,
    snapshot: u64,
    snapshot_wanted: bool,
    snapshot_cost_ms: f64,
    /// When the snapshot for the oldest edit after the last one is due.
    snapshot_at_ms: f64,
    prune_due: bool,
}

/// After so many edits a snapshot is taken.
const SNAPSHOT_EDITS: u64 = 200;
/// After so long since the first edit that no snapshot holds, one is taken.
const SNAPSHOT_MS: f64 = 30_000.0;
/// A snapshot that takes long is taken less often: this many times its own duration apart.
const SNAPSHOT_COSTS: f64 = 50.0;
/// After so long without an answer, people are told.
const SLOW_MS: f64 = 1_500.0;
/// The pause after the first failure; it doubles up to the longest.
const RETRY_MS: f64 = 250.0;
const RETRY_LONGEST_MS: f64 = 8_000.0;

impl Plan {
    /// The plan for a map that was opened or made.
    pub fn new(opening: Opening) -> Self {
        Self {
            sequence: opening.sequence,
            waiting: VecDeque::new(),
            unfounded: opening.unfounded,
            under_way: None,
            saved_at_ms: opening.changed_ms,
            fault: None,
            failures: 0,
            retry_at_ms: 0.0,
            ended: None,
            snapshot: opening.snapshot,
            snapshot_wanted: false,
            snapshot_cost_ms: 0.0,
            snapshot_at_ms: f64::INFINITY,
            prune_due: false,
        }
    }

    /// An edit was committed; gives its sequence number. Whatever failed is tried again at once.
    pub fn edit(&mut self, patch: Rc<str>, now_ms: f64) -> u64 {
        self.sequence += 1;
        self.waiting.push_back((self.sequence, patch));
        self.retry_at_ms = now_ms;
        if self.snapshot_at_ms == f64::INFINITY {
            let pause = SNAPSHOT_MS.max(SNAPSHOT_COSTS * self.snapshot_cost_ms);
            self.snapshot_at_ms = now_ms + pause;
        }
        self.sequence
    }

    /// The page may be gone soon: a snapshot is taken as soon as the edits are stored.
    pub fn hidden(&mut self) {
        self.snapshot_wanted = true;
    }

    /// What is stored does not lead to this journey any more (it was deleted): store it anew.
    pub fn found_again(&mut self, now_ms: f64) {
        self.unfounded = true;
        self.ended = None;
        self.retry_at_ms = now_ms;
    }

    /// Nothing may be written any more.
    pub fn end(&mut self, why: Fault) {
        self.ended = Some(why);
    }

    /// The next task, which is under way from now on.
    pub fn next(&mut self, now_ms: f64) -> Option<Task> {
        let task = self.due(now_ms)?;
        self.under_way = Some((task.clone(), now_ms));
        Some(task)
    }

    /// The snapshot under way is of the journey as it is now: gives the sequence number that it
    /// stands for, which is a later one where an edit came since it was planned.
    pub fn snapshot_of_now(&mut self) -> u64 {
        if let Some((Task::Snapshot { sequence }, _)) = &mut self.under_way {
            *sequence = self.sequence;
        }
        self.sequence
    }

    /// The journal task under way is of every edit until now: gives them. Edits that were made in
    /// one go are sent in one go, so that a page that is left right after them loses none.
    pub fn edits_of_now(&mut self) -> Vec<(u64, Rc<str>)> {
        let now = self.edits_to_send();
        if let Some((Task::Journal { edits }, _)) = &mut self.under_way {
            edits.clone_from(&now);
        }
        now
    }

    /// Everything that waits; after a failure one at a time, as far as there is room.
    fn edits_to_send(&self) -> Vec<(u64, Rc<str>)> {
        let most = if self.fault.is_some() { 1 } else { self.waiting.len() };
        self.waiting.iter().take(most).cloned().collect()
    }

    fn due(&self, now_ms: f64) -> Option<Task> {
        let sequence = self.sequence;
        if self.under_way.is_some() || self.ended.is_some() {
            return None;
        }
        if (self.unfounded || !self.waiting.is_empty()) && self.fault.is_some() && now_ms < self.retry_at_ms {
            return None;
        }
        if self.unfounded {
            return Some(Task::Snapshot { sequence });
        }
        if !self.waiting.is_empty() {
            return Some(Task::Journal { edits: self.edits_to_send() });
        }
        if self.snapshot_due(now_ms) {
            return Some(Task::Snapshot { sequence });
        }
        self.prune_due.then_some(Task::Prune)
    }

    fn snapshot_due(&self, now_ms: f64) -> bool {
        let edits = self.sequence.saturating_sub(self.snapshot);
        let early = self.snapshot_wanted || edits >= SNAPSHOT_EDITS;
        edits > 0 && (early || now_ms >= self.snapshot_at_ms)
    }

    /// The task under way ended: complete, or why not.
    pub fn done(&mut self, result: Result<(), Fault>, now_ms: f64) {
        let Some((task, since_ms)) = self.under_way.take() else {
            return;
        };
        match (task, result) {
            (task, Ok(())) => self.stored(&task, now_ms, now_ms - since_ms),
            (_, Err(fault)) if fault.ends_writing() => self.ended = Some(fault),
            (Task::Prune, Err(_)) => self.prune_due = false,
            (Task::Snapshot { .. }, Err(_)) if !self.unfounded => {
                // The journal holds every edit: worth another try later, and no alarm.
                self.snapshot_wanted = false;
                self.snapshot = self.sequence;
                self.snapshot_at_ms = f64::INFINITY;
            }
            (_, Err(fault)) => {
                self.fault = Some(fault);
                let pause = RETRY_MS * f64::from(1_u32 << self.failures.min(10));
                self.retry_at_ms = now_ms + pause.min(RETRY_LONGEST_MS);
                self.failures += 1;
            }
        }
    }

    fn stored(&mut self, task: &Task, now_ms: f64, took_ms: f64) {
        match task {
            Task::Journal { edits } => {
                let through = edits.last().map_or(0, |(at, _)| *at);
                self.waiting.retain(|(at, _)| *at > through);
                self.saved_at_ms = now_ms;
            }
            Task::Snapshot { sequence } => {
                if self.unfounded || self.waiting.front().is_some_and(|(at, _)| at <= sequence) {
                    self.saved_at_ms = now_ms;
                }
                self.waiting.retain(|(at, _)| at > sequence);
                self.unfounded = false;
                self.snapshot = *sequence;
                self.snapshot_wanted = false;
                self.snapshot_cost_ms = took_ms;
                self.snapshot_at_ms = match self.sequence > *sequence {
                    true => now_ms + SNAPSHOT_MS.max(SNAPSHOT_COSTS * took_ms),
                    false => f64::INFINITY,
                };
                self.prune_due = true;
            }
            Task::Prune => {
                self.prune_due = false;
                return;
            }
        }
        self.fault = None;
        self.failures = 0;
    }

    /// What is true about the map now.
    pub fn status(&self, now_ms: f64) -> SaveStatus {
        let stored = self.waiting.is_empty() && !self.unfounded;
        if let Some(fault) = &self.ended {
            return match stored {
                true => SaveStatus::ReadOnly(fault.clone()),
                false => SaveStatus::NotSaved(fault.clone()),
            };
        }
        if stored {
            let at_ms = self.saved_at_ms;
            return SaveStatus::Saved { at_ms };
        }
        let slow = |since_ms: f64| now_ms - since_ms >= SLOW_MS;
        match (&self.fault, &self.under_way) {
            (Some(fault), _) => SaveStatus::NotSaved(fault.clone()),
            (None, Some((_, since_ms))) if slow(*since_ms) => SaveStatus::NotSaved(Fault::Slow),
            _ => SaveStatus::Saving,
        }
    }

    /// When to look again, if nothing happens before.
    pub fn wake_at_ms(&self, now_ms: f64) -> Option<f64> {
        if self.ended.is_some() {
            return None;
        }
        if let Some((_, since_ms)) = self.under_way {
            return Some(since_ms + SLOW_MS).filter(|at_ms| *at_ms > now_ms);
        }
        let retry = self.fault.is_some().then_some(self.retry_at_ms);
        let snapshot = self.snapshot_at_ms.is_finite().then_some(self.snapshot_at_ms);
        retry.or(snapshot)
    }

    /// The sequence number of the last edit.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// The last edit that is stored, with all before it.
    pub fn stored_through(&self) -> u64 {
        match self.waiting.front() {
            Some((sequence, _)) => sequence.saturating_sub(1),
            None => self.sequence,
        }
    }

    /// Whether there is something that no snapshot holds yet.
    pub fn wants_snapshot(&self) -> bool {
        self.ended.is_none() && (self.unfounded || self.sequence > self.snapshot)
    }

    /// Whether nothing is on its way to the disk, and nothing waits for it.
    pub fn is_idle(&self) -> bool {
        self.ended.is_some() || (self.under_way.is_none() && !self.is_unsaved())
    }

    /// Whether nothing may be written any more.
    pub fn has_ended(&self) -> bool {
        self.ended.is_some()
    }

    /// Whether edits are only in this tab's memory.
    pub fn is_unsaved(&self) -> bool {
        self.unfounded || !self.waiting.is_empty()
    }
}
