//! How a journey changes: a command is a plain function on a draft, and every change is a patch.
//! This room is the only way from one journey to the next; it knows no screen and no storage.
//!
//! There is no enum of all commands and no command implements undo: a draft remembers each record
//! that it replaces, and undo is the inverse of the patch.

mod draft;
mod history;
mod patch;

pub use draft::{Draft, Refusal, edit};
pub use history::History;
pub use patch::{AboutChange, Change, Patch, Placed, Tracked};
