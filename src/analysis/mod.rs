//! What a journey means: exact arithmetic on the drawn graph, from friction to drop-off, flow and
//! value. This room is where every number on screen comes from; it changes nothing and draws nothing.
//!
//! `Network::of(journey)` keeps only what analyses depend on, so that a drag leaves it *equal* and
//! nothing is computed again. `Readings::of(network)` holds the numbers, `Findings` what is odd about
//! them, `Structure` what the graph says by itself, [`paths`] the most probable walks, [`what_if`]
//! what one changed touchpoint would do. What takes longer is asked for by itself: [`Lifetimes`],
//! [`segments`], [`ledger`], [`rerouting`], [`perspectives`], [`uncertainty`], [`posterior`],
//! [`origin`] where a number comes from,
//! [`Fixes`] what can be done about it, [`budget`] what of that to buy.
//! All vectors are indexed by place in the network, which for touchpoints, outcomes and segments is
//! the place in the journey's table.
//!
//! Every number that leaves this room is finite; where there is none, there is `None`.
//! Repeat and referral transitions are no part of the chain; [`Lifetimes`] adds them.

mod book;
mod network;
mod shares;
mod ranges;
mod returns;
mod drop_off;
mod chain;
mod solver;
mod solution;
mod read;
mod loops;
mod together;
mod checks;
mod reading;
mod finding;
mod sentence;
mod structure;
mod ways;
mod walk;
mod fixes;
pub mod budget;
pub mod paths;
pub mod what_if;
mod growth;
mod sources;
mod rounds;
mod lifetime;
mod prospects;
mod valuation;
mod shapley;
mod hand_offs;
pub mod ledger;
pub mod rerouting;
pub mod segments;
pub mod perspectives;
mod counted;
mod delta;
mod ranged;
pub mod uncertainty;
pub mod posterior;
pub mod origin;

pub use book::{Book, ByBook};
pub use counted::Trust;
pub use finding::{Finding, Findings, Severity};
pub use fixes::{FixPart, Fixes};
pub use lifetime::{Lifetime, LifetimeTouchpoint, Lifetimes};
pub use network::{
    End, Given, Network, OutcomePart, ReturnPart, SegmentPart, TouchpointPart, TransitionPart,
};
pub use ranges::{Typed, TypedRange};
pub use reading::{
    Check, Checks, Experience, Loop, LoopKind, Reading, Readings, TouchpointReading, TransitionReading,
};
pub use rounds::Refusal;
pub use structure::Structure;
