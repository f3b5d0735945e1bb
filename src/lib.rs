//! Desire Path: a customer journey mapper in which the drawing is the model.
//!
//! # The house
//! A room may use those above it in this list and never those below; `tests/house` guards it.
//!
//! | room | what it is |
//! |---|---|
//! | [`geometry`] | where things are: points, rectangles, the viewport, the curve of an arrow |
//! | [`model`] | what a journey is: plain records keyed by stable ids |
//! | [`edit`] | how a journey changes: draft, patch, history, commands |
//! | [`analysis`] | what a journey means: exact arithmetic on the drawn graph |
//! | [`layout`] | where touchpoints go by themselves |
//! | [`formats`] | how a journey is written down |
//! | [`jobs`] | what may take long, as bytes in and bytes out: import, *Tidy*, what a budget buys |
//! | `browser` | the outside world, plain data in and out (feature `app`) |
//! | `ui` | what the person sees and touches (feature `app`) |
//!
//! The first seven are the functional core: no browser, no clock, no randomness, no IO. They fail
//! only by refusing (a command) or reporting (a file). Nothing in them recurses over a document.
#![warn(missing_docs)]
#![deny(clippy::unwrap_used, clippy::expect_used)]
// The module order is the reading order.

pub mod geometry;
pub mod model;
pub mod edit;
pub mod analysis;
pub mod layout;
pub mod formats;
pub mod jobs;
#[cfg(feature = "app")]
pub mod browser;
#[cfg(feature = "app")]
pub mod ui;
