//! Where touchpoints go by themselves, and how arrows run between cards wherever those stand.
//! This room is a proposal maker: it gives places and lines, and only a command puts anything there.

mod columns;
mod graph;
mod direction;
mod ranks;
mod layering;
mod stacks;
mod shape;
mod inner;
mod grid;
mod order;
mod heights;
mod layered;
mod selection;
mod opened;
mod ports;
mod terrain;
mod corridor;
mod lines;
mod router;
mod arrows;
mod flows;
mod sankey;

pub use arrows::Arrows;
pub use columns::{Column, columns, stage_at};
pub use flows::{Amount, Bar, Flows, Ribbon, Sankey, Span};
pub use layered::{Options, Placement, layered, planned_lines};
pub use opened::placed;
pub use router::{Arrow, LABEL_HEIGHT, Route, Router, Way};
pub use sankey::{BAR, sankey, sankeys};
pub use selection::layered_selection;
