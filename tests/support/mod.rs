//! What several topics of tests share.

pub mod dice;
pub mod journeys;
pub mod mutations;
