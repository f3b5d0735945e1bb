//! How the screen is written down: elements, what they show, and what they do.
//!
//! This room is the only one that makes and changes elements; the others describe them:
//!
//! ```text
//! div().class("panel").child(h3().child(text::WORTH)).child(move || amount())
//! ```
//!
//! Whatever is given as a closure is followed: it is asked again when a signal it looked at
//! changes, and only its own attribute or place on the page is touched. It stands on Leptos's
//! reactive graph and takes the place of its `view!`, whose nested types made half of the download.

mod child;
mod element;
mod follow;
mod list;
mod painted;
mod slices;
mod words;

pub use child::{Child, IntoChild, mount};
pub use element::*;
pub use follow::{by, when};
pub use list::{each, each_painted};
pub use painted::{Painted, mark, truth};
pub use slices::{in_frames, in_slices};
pub use words::{Plain, Text, Value, Words};
