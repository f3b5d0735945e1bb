//! A tab's part in a map: who writes, who follows, and when that changes.

use super::Talk;
use crate::browser::Fault;
use crate::browser::storage::Pen;
use std::collections::BTreeMap;

/// What a tab learns about who writes to its map.
#[derive(Clone, Debug, PartialEq)]
pub enum LeaseEvent {
    /// This tab writes from now on: load the map (again), then start the autosave with this pen.
    Writer(Pen),
    /// This tab follows, and this is why: load the map, show it, edit nothing, and say with
    /// [`Lease::loaded`](super::Lease::loaded) how far it came.
    Follower(Fault),
    /// The writer stored the edit that follows the last one: apply it.
    Edited {
        /// Its place.
        sequence: u64,
        /// Its patch.
        patch: String,
    },
    /// Something was missed: load the map again, and say how far it came.
    Behind,
}

/// What happens to a tab.
#[derive(Clone, Debug)]
pub enum Input {
    /// The map is opened here, or "Edit here instead".
    Ask {
        /// Whoever writes now shall follow.
        steal: bool,
    },
    /// The lock is this tab's now, or there are no locks and nobody has answered.
    Free,
    /// Another tab has the lock.
    Busy,
    /// The pen could be taken, or not.
    Took(Result<Pen, Fault>),
    /// Another tab said something.
    Heard(Talk),
    /// A second has passed.
    Tick {
        /// Whether the tab is on the screen.
        visible: bool,
    },
    /// The map was loaded up to this record.
    Loaded {
        /// The record's sequence number.
        reached: u64,
    },
    /// An edit of this tab is stored.
    Stored {
        /// Its place.
        sequence: u64,
        /// Its patch.
        patch: String,
    },
    /// The storage refused an edit, because of this.
    Lost(Fault),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Ask for the lock and report [`Input::Free`] or [`Input::Busy`].
    TryLock,
    /// Wait for the lock and report [`Input::Free`] when it comes.
    AwaitLock,
    /// Take the lock from whoever has it.
    StealLock,
    /// Take the pen and report [`Input::Took`].
    TakePen,
    /// Tell the other tabs.
    Say(Talk),
    /// Tell the caller.
    Tell(LeaseEvent),
}

/// A tab's part in a map.
#[derive(Clone, Debug)]
pub struct Part {
    role: Role,
    /// When the writer was heard of last.
    heard_ms: f64,
    /// Up to where the map on the screen is; `None` while it is being loaded.
    reached: Option<u64>,
    /// The latest edits of the writer that the screen does not have yet.
    ahead: BTreeMap<u64, String>,
    /// The highest epoch that was heard of.
    epoch: u64,
}

#[derive(Clone, Debug, PartialEq)]
enum Role {
    Asking,
    /// Reaches for the pen; the lock is this tab's, or will be.
    Taking,
    Writer(u64),
    Follower,
    /// It can't write whatever happens: the map is of a newer build, or is gone.
    Out,
}

/// A writer that is silent for so long is frozen, or gone without a lock.
const SILENCE_MS: f64 = 3_000.0;
/// How many edits are kept for a screen that is still loading.
const AHEAD: usize = 256;

impl Part {
    /// The part of a tab that has just opened a map.
    pub fn new(now_ms: f64) -> Self {
        Self { role: Role::Asking, heard_ms: now_ms, reached: None, ahead: BTreeMap::new(), epoch: 0 }
    }

    /// The part of a tab that has just made a map, with a fresh pen of this epoch.
    pub fn found(epoch: u64, now_ms: f64) -> Self {
        Self { role: Role::Writer(epoch), epoch, ..Self::new(now_ms) }
    }

    /// Whether this tab writes.
    pub fn writes(&self) -> bool {
        matches!(self.role, Role::Writer(_))
    }

    /// What follows from what happened.
    pub fn step(&mut self, input: Input, now_ms: f64) -> Vec<Output> {
        match input {
            Input::Ask { steal: true } if !self.writes() => self.steal(),
            // Who has made a map writes already and only wants the lock.
            Input::Ask { steal: false } if self.role == Role::Asking || self.writes() => {
                vec![Output::TryLock]
            }
            Input::Free if matches!(self.role, Role::Asking | Role::Follower) => {
                self.role = Role::Taking;
                vec![Output::TakePen]
            }
            Input::Busy if self.role == Role::Asking => self.follow(Fault::TakenOver, now_ms),
            Input::Took(taken) if self.role == Role::Taking => self.took(taken, now_ms),
            Input::Heard(talk) => self.heard(talk, now_ms),
            Input::Tick { visible } if self.role == Role::Follower => {
                match visible && now_ms - self.heard_ms > SILENCE_MS {
                    true => self.steal(),
                    false => vec![Output::Say(Talk::Ping)],
                }
            }
            Input::Loaded { reached } => {
                self.reached = Some(reached);
                self.ahead.retain(|at, _| *at > reached);
                self.deliver()
            }
            Input::Stored { sequence, patch } => match self.role {
                Role::Writer(epoch) => vec![Output::Say(Talk::Stored { epoch, sequence, patch })],
                _ => Vec::new(),
            },
            Input::Lost(fault @ (Fault::NewerBuild | Fault::Missing | Fault::Stopped)) => self.leave(fault),
            Input::Lost(fault) if self.writes() => self.follow(fault, now_ms),
            _ => Vec::new(),
        }
    }

    fn steal(&mut self) -> Vec<Output> {
        self.role = Role::Taking;
        vec![Output::StealLock, Output::TakePen]
    }

    fn took(&mut self, taken: Result<Pen, Fault>, now_ms: f64) -> Vec<Output> {
        let pen = match taken {
            Ok(pen) => pen,
            Err(fault @ (Fault::NewerBuild | Fault::Missing | Fault::Stopped)) => {
                return self.leave(fault);
            }
            Err(fault) => {
                // The storage has a bad moment: after a silence it is tried again.
                self.role = Role::Follower;
                self.heard_ms = now_ms;
                return vec![Output::Tell(LeaseEvent::Follower(fault))];
            }
        };
        let epoch = pen.epoch();
        if epoch < self.epoch {
            // Another tab reached for it at the same time and came last.
            return self.follow(Fault::TakenOver, now_ms);
        }
        self.role = Role::Writer(epoch);
        self.epoch = epoch;
        self.ahead.clear();
        let taken = Talk::Stored { epoch, sequence: pen.sequence(), patch: String::new() };
        vec![Output::Say(taken), Output::Tell(LeaseEvent::Writer(pen))]
    }

    fn follow(&mut self, why: Fault, now_ms: f64) -> Vec<Output> {
        self.role = Role::Follower;
        self.heard_ms = now_ms;
        self.reached = None;
        vec![Output::AwaitLock, Output::Tell(LeaseEvent::Follower(why))]
    }

    fn leave(&mut self, why: Fault) -> Vec<Output> {
        self.role = Role::Out;
        vec![Output::Tell(LeaseEvent::Follower(why))]
    }

    fn heard(&mut self, talk: Talk, now_ms: f64) -> Vec<Output> {
        let (Talk::Beat { epoch } | Talk::Stored { epoch, .. }) = talk else {
            return match (talk, &self.role) {
                (Talk::Ping, Role::Writer(epoch)) => vec![Output::Say(Talk::Beat { epoch: *epoch })],
                (Talk::Bye, Role::Follower) => {
                    // As if it had been silent for long: the next tick takes over.
                    self.heard_ms = f64::NEG_INFINITY;
                    Vec::new()
                }
                _ => Vec::new(),
            };
        };
        if epoch < self.epoch {
            // A tab that does not know yet that it lost the pen.
            return Vec::new();
        }
        self.epoch = epoch;
        self.heard_ms = now_ms;
        let mut outputs = match self.role {
            Role::Writer(own) if own < epoch => self.follow(Fault::TakenOver, now_ms),
            // There are no locks here, and somebody answers.
            Role::Asking => self.follow(Fault::TakenOver, now_ms),
            _ => Vec::new(),
        };
        if let Talk::Stored { sequence, patch, .. } = talk {
            self.ahead.insert(sequence, patch);
            if self.ahead.len() > AHEAD {
                self.ahead.pop_first();
            }
            outputs.extend(self.deliver());
        }
        outputs
    }

    /// The edits that follow what is on the screen, or that something is missing.
    fn deliver(&mut self) -> Vec<Output> {
        let mut outputs = Vec::new();
        let Some(mut reached) = self.reached else {
            return outputs;
        };
        while let Some(patch) = self.ahead.remove(&reached.saturating_add(1)) {
            reached += 1;
            if !patch.is_empty() {
                let sequence = reached;
                outputs.push(Output::Tell(LeaseEvent::Edited { sequence, patch }));
            }
        }
        self.ahead.retain(|at, _| *at > reached);
        self.reached = Some(reached);
        if !self.ahead.is_empty() {
            self.reached = None;
            outputs.push(Output::Tell(LeaseEvent::Behind));
        }
        outputs
    }
}
