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

const NUMBER: u32 = 1_000_000 * digits(env!("CARGO_PKG_VERSION_MAJOR"))
    + 1_000 * digits(env!("CARGO_PKG_VERSION_MINOR"))
    + digits(env!("CARGO_PKG_VERSION_PATCH"));

// In one place of the wasm, behind words to find it by: tests make a newer build by raising it there.
static BUILT: [[u8; 4]; 5] = [*b"desi", *b"re-p", *b"ath ", *b"no. ", NUMBER.to_le_bytes()];

/// This app's build, counted upwards: a build never writes over a newer one's map.
pub fn build() -> u32 {
    let [.., number] = *std::hint::black_box(&BUILT);
    u32::from_le_bytes(number)
}

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
