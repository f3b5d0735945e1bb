//! One writer per map; the other tabs follow. This room is who may write.
//!
//! Three things make it so, each for its own reason. The *pen* ([`Pen`](super::storage::Pen)) is
//! what prevents overwriting: taking it fences out whoever had it, inside the database, even a tab
//! that wakes after an hour. The *Web Lock* tells within milliseconds that a writer has crashed or
//! closed. *Talk* (a BroadcastChannel) carries stored edits to the followers, and shows that a
//! writer is frozen: it holds its lock and answers no ping.
//!
//! [`Part`] decides and knows no browser; [`Lease`] does what it says.

mod driver;
mod lock;
mod part;
mod talk;

pub use driver::Lease;
pub use part::{Input, LeaseEvent, Output, Part};
pub use talk::Talk;
