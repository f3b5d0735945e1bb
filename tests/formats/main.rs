//! What the formats promise.

mod first;
