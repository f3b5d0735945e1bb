//! Files: open, drop, save. Cancelled is no fault. This room is the door for files, in and out.

mod content;
mod open;
mod picker;
mod save;

pub use content::Content;
pub use open::{MAX_BYTES, Opened, dropped, open, pasted};
pub use picker::Destination;
pub use save::{SavedTo, Writing, download, save};
