//! From older versions of the file to this one, a version at a time.

use serde_json::Value;

/// One upgrader a version: the first leads from version 1 to 2. Their number *is* the version.
const UPGRADERS: [fn(&mut Value); 0] = [];

/// The version of the file that is written.
pub const VERSION: u64 = 1 + UPGRADERS.len() as u64;

/// Brings a file from its version (1 or later) to [`VERSION`].
pub(super) fn upgrade(file: &mut Value, version: u64) {
    for upgrader in UPGRADERS.iter().skip(version.saturating_sub(1) as usize) {
        upgrader(file);
    }
}
