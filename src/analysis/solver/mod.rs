//! Solves `(I − Q) x = r` and `v (I − Q) = s` without ever subtracting: strongly connected
//! components, in topological order; inside one, Grassmann–Taksar–Heyman elimination in a
//! fill-reducing order, and by iteration where the loops are too tangled for it.
//!
//! What is indexed in an inner loop is a boxed slice: where the page is compiled for size, indexing a
//! `Vec` is a call.
//!
//! This room is linear algebra on probabilities; it knows no burden and no value.

mod components;
mod core;
mod block;
mod factor;
mod order;
mod pattern;
mod sweep;

pub(super) use components::components;
pub(super) use factor::{Closed, Factor};
pub(super) use pattern::{Plan, by_key};

/// No touchpoint, no component, no pattern.
pub(super) const NONE: u32 = u32::MAX;
