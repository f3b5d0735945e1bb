//! Committed edits on their way into storage, and the status that is true.
//! This room is the way of an edit to the disk.
//!
//! [`Plan`] decides and knows no browser; [`Autosave`] does what the plan says.

mod driver;
mod plan;

pub use driver::{Autosave, OnStored, Outlets};
pub use plan::{Opening, Plan, SaveStatus, Task};
