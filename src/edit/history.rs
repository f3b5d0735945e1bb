//! What can be undone and redone.

use super::Patch;
use std::{collections::VecDeque, sync::Arc};

/// What can be undone and redone: two stacks of patches, the oldest forgotten past a limit.
///
/// Invariant: undoing the top of `done`, or redoing the top of `undone`, is always possible on
/// the journey that the history belongs to.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: VecDeque<Arc<Patch>>,
    undone: Vec<Arc<Patch>>,
}

impl History {
    /// How many edits can be taken back at most.
    pub const DEPTH: usize = 1_000;

    /// Notes an edit that was made; what was undone before can't be redone any more.
    pub fn record(&mut self, patch: Arc<Patch>) {
        self.undone.clear();
        self.done.push_back(patch);
        if self.done.len() > Self::DEPTH {
            self.done.pop_front();
        }
    }

    /// The patch to apply in order to take the latest edit back.
    pub fn undo(&mut self) -> Option<Patch> {
        let patch = self.done.pop_back()?;
        let inverse = patch.inverse();
        self.undone.push(patch);
        Some(inverse)
    }

    /// The patch to apply in order to make the latest undone edit again.
    pub fn redo(&mut self) -> Option<Patch> {
        let patch = self.undone.pop()?;
        self.done.push_back(patch.clone());
        Some(patch.as_ref().clone())
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to make again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}
