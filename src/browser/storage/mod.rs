//! The maps in this browser: IndexedDB with sealed records. This room is where maps lie.
//!
//! | store | key | record |
//! |---|---|---|
//! | `maps` | map | what the list on *Start* shows |
//! | `heads` | map | last sequence, fencing epoch, build: read and checked inside every write transaction |
//! | `snapshots` | [map, sequence] | a whole journey |
//! | `journal` | [map, sequence] | the patch of one committed edit |
//! | `views` | map | viewport and the like |
//!
//! web-sys and not the `idb` crate: `idb` has no durability option, drops the reason of an abort
//! (where a full disk shows) and resolves a transaction at the first `error`, before it ended.

mod chain;
mod database;
mod entry;
mod pen;
mod record;
mod records;
mod store;
mod writing;

pub use chain::{Damage, Loaded, Saved, Stored, assemble};
pub use entry::{Head, MapEntry, MapFacts};
pub use pen::Pen;
pub use record::{Flaw, Kind, SCHEMA, open, seal};
pub use store::Store;

/// This app's build, counted upwards: a build never writes over a newer one's map.
pub const BUILD: u32 = 1_000_000 * digits(env!("CARGO_PKG_VERSION_MAJOR"))
    + 1_000 * digits(env!("CARGO_PKG_VERSION_MINOR"))
    + digits(env!("CARGO_PKG_VERSION_PATCH"));

/// A number's decimal digits, read at compile time.
const fn digits(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let (mut at, mut number) = (0, 0);
    while at < bytes.len() {
        number = number * 10 + (bytes[at] - b'0') as u32;
        at += 1;
    }
    number
}
