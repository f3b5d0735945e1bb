//! The address: which map is open stands behind the `#`, so that a reload opens it again.

use super::prelude::*;

const PREFIX: &str = "#map=";

/// The map that the address names.
pub fn named_map() -> Option<String> {
    let hash = window().location().hash().ok()?;
    hash.strip_prefix(PREFIX).map(str::to_owned).filter(|id| !id.is_empty())
}

/// Writes the open map into the address; the browser's back button leads to *Start*.
pub fn show(map: Option<&str>) {
    if named_map().as_deref() == map {
        return;
    }
    let location = window().location();
    let _ = match map {
        Some(id) => location.set_hash(&format!("{}{id}", PREFIX.trim_start_matches('#'))),
        None => location.set_hash(""),
    };
}
