//! The outside world, plain data in and out: storage, files, location.
//! This room is the only one, with `ui`, that knows of a browser; it knows no screen.
//!
//! | file | what it is |
//! |---|---|
//! | [`fault`] | what the browser refused, as a sentence |
//! | [`storage`] | the maps in this browser: sealed records in IndexedDB |
//! | [`autosave`] | committed edits on their way into storage, and the status that is true |
//! | [`lease`] | one writer per map, the other tabs follow |
//! | [`files`] | open, save, drop |
//! | [`picture`] | an SVG as PNG |
//! | [`worker`] | the other thread, where what takes long is done |
//! | [`rescue`] | what `boot/rescue.js` must know to save the map after a crash |
//! | [`clock`], [`locale`], [`identity`], [`clipboard`], [`preferences`], [`page`] | one small thing each |
//!
//! Deliberately absent: the journey (storage takes and gives text), signals, screens.

pub mod fault;
pub mod clock;
pub mod locale;
pub mod identity;
pub mod clipboard;
pub mod preferences;
pub mod page;
pub mod files;
pub mod picture;
pub mod worker;
pub mod rescue;
pub mod storage;
pub mod lease;
pub mod autosave;

pub use fault::Fault;
