//! Where things are: points, rectangles, the viewport and the curve of an arrow, in plain numbers.
//! This room is the ground floor; it knows no journey and no screen.

mod curve;
mod order;
mod point;
mod rect;
mod viewport;

pub use curve::{Curve, write_tenths};
pub use order::{Keyed, largest_first, ordered, ordered_numbers, sort_keyed};
pub use point::Point;
pub use rect::Rect;
pub use viewport::Viewport;

/// Sizes of what is drawn on the canvas, in canvas units; the style sheet says the same.
pub mod sizes {
    use super::{Point, Rect};

    /// Width of a touchpoint's card.
    pub const CARD_WIDTH: f64 = 184.0;
    /// Height of a touchpoint's card.
    pub const CARD_HEIGHT: f64 = 112.0;
    /// Width of an outcome's card.
    pub const OUTCOME_WIDTH: f64 = 136.0;
    /// Height of an outcome's card.
    pub const OUTCOME_HEIGHT: f64 = 64.0;
    /// Width of a stage's column, where the stage does not say.
    pub const STAGE_WIDTH: f64 = 296.0;
    /// Free space between two columns.
    pub const STAGE_GAP: f64 = 16.0;
    /// Height of a column's head.
    pub const STAGE_HEAD: f64 = 56.0;
    /// How much room the drop-off stub needs below a card.
    pub const STUB_HEIGHT: f64 = 28.0;

    /// The card of a touchpoint at this place.
    pub fn card_at(position: Point) -> Rect {
        Rect::new(position.x, position.y, CARD_WIDTH, CARD_HEIGHT)
    }

    /// The card of an outcome at this place.
    pub fn outcome_at(position: Point) -> Rect {
        Rect::new(position.x, position.y, OUTCOME_WIDTH, OUTCOME_HEIGHT)
    }
}
