//! Where touchpoints go by themselves, and how arrows run between cards wherever those stand.
//! This room is a proposal maker: it gives places and lines, and only a command puts anything there.

mod columns;
mod graph;
mod direction;
mod ranks;
mod layering;
mod grid;
mod order;
mod heights;
mod layered;
mod ports;
mod router;
mod arrows;

pub use arrows::Arrows;
pub use columns::{Column, columns, stage_at};
pub use layered::{Options, Placement, layered, layered_selection};
pub use router::{Arrow, Route, Router, Way};
