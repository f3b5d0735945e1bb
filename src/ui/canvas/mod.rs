//! The map: columns, cards and arrows, and what the hand does with them.
//! This room is the picture; what it shows comes from the desk, what it changes goes through the editor.

pub mod gesture;
mod scene;
mod heat;
mod looks;
mod view;
mod hand;
mod card;
mod outcome;
mod arrow;
mod column;
mod pointer;
mod stage;
mod dock;
mod minimap;
mod picture;

pub use card::shown_name;
pub use column::phase_word;
pub use gesture::{End, Target, Tool};
pub use heat::{DROP_OFF_TOP, evidenced, heat_colour};
pub use looks::Looks;
pub use outcome::{kind_key, outcome_name};
pub use picture::picture;
pub use pointer::{TWO_TAPS, target_of};
pub use scene::{Scene, position as place_at, rects};
pub use stage::{as_is, canvas, is_beside};
pub use view::reveal;
pub use view::{fit_all, fit_selection, free_screen, show_opened, zoom_by, zoom_to};
