//! What the formats promise: nothing readable is lost, nothing unsound gets in.

#[path = "../support/mod.rs"]
mod support;

mod round_trip;
mod patches;
#[cfg(not(target_arch = "wasm32"))]
mod pictures;
mod words;
mod unknown;
mod goldens;
mod hostile;
#[cfg(feature = "schema")]
mod schema;
mod examples;
mod cells;
mod counts;
mod tables;
mod damage;
mod mutations;
