//! How a journey changes: a command is a plain function on a draft, and every change is a patch.
//! This room is the only way from one journey to the next; it knows no screen and no storage.
//!
//! There is no enum of all commands and no command implements undo: a draft remembers each record
//! that it replaces, and undo is the inverse of the patch. A change of one record's own fields
//! needs no command of its own: that is [`Draft::change`].

mod draft;
mod history;
mod patch;
mod compose;
mod places;
mod transitions;
mod frames;
mod fixes;
mod evidence;
mod clipping;
mod arrange;
mod scenarios;

pub use crate::model::{AboutChange, Change, Changes, Patch, Placed, Stood, Tracked};
pub use arrange::{Line, align, distribute};
pub use clipping::{clipping, paste};
pub use compose::Clash;
pub use draft::{Draft, Refusal, edit};
pub use evidence::{add_evidence, rest_on};
pub use fixes::{add_fix, change_fix, remove_fix, set_exclusion, set_prerequisite};
pub use frames::{
    move_stage, named, remove_channel, remove_evidence, remove_owner, remove_segment, remove_stage, set_entry,
};
pub use history::History;
pub use places::{add_outcome, add_touchpoint, move_places, place, put_in_stage, remove, rename};
pub use scenarios::{add_scenario, keep_in_scenario, merge_scenario, with_scenario};
pub use transitions::{connect, reconnect};
