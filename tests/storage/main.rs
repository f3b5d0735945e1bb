//! The pure parts of the browser room: sealed records, rebuilding a map, what autosave may say.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod chain;
mod lease;
mod plan;
mod record;
mod rescue;
