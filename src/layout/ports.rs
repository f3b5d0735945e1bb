//! Where on a card's side an arrow begins or ends.

use crate::geometry::{Point, Rect, ordered};

/// A side of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Where forward arrows arrive.
    Left,
    /// Where forward arrows leave.
    Right,
    /// Where loops sit.
    Top,
    /// Where the drop-off stub hangs.
    Bottom,
}

/// How far from a corner an arrow's edge stays, in canvas units.
const INSET: f64 = 12.0;
/// The free space between two arrows on a side, where there is room.
const SPACING: f64 = 4.0;

impl Side {
    /// The direction out of a card on this side.
    pub fn outward(self) -> Point {
        match self {
            Self::Left => Point::new(-1.0, 0.0),
            Self::Right => Point::new(1.0, 0.0),
            Self::Top => Point::new(0.0, -1.0),
            Self::Bottom => Point::new(0.0, 1.0),
        }
    }

    /// The place at this distance along this side.
    pub fn place(self, card: Rect, along: f64) -> Point {
        match self {
            Self::Left => Point::new(card.x, card.y + along),
            Self::Right => Point::new(card.right(), card.y + along),
            Self::Top => Point::new(card.x + along, card.y),
            Self::Bottom => Point::new(card.x + along, card.bottom()),
        }
    }

    /// What ends on this side are sorted by, so that few cross close to the card: the other card's
    /// height, or, over and under it, nested like arches.
    pub fn wish(self, own: Rect, other: Rect) -> (f64, f64) {
        let (own, other) = (own.center(), other.center());
        match self {
            Self::Left | Self::Right => (other.y, other.x),
            Self::Top | Self::Bottom if other.x < own.x => (-1e9 - other.x, other.y),
            Self::Top | Self::Bottom => (-other.x + 1e9, other.y),
        }
    }
}

/// An arrow's end on a side, before it has its place there.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// What it is called: the arrow's place, doubled, plus 1 for the arriving end.
    pub end: usize,
    /// Ends keep the order of this.
    pub order: (f64, f64),
    /// The arrow's width.
    pub width: f64,
}

/// Gives every end its place along a side of this length: in the order they wish, stacked by width
/// around the middle, without overlap where the side has room and compressed where not.
/// Pushes `(end, distance from the side's beginning)`.
pub fn stack(wishes: &[Wish], length: f64, places: &mut Vec<(usize, f64)>) {
    let order = ordered(wishes.len(), &|a, b| {
        let (a, b) = (&wishes[a], &wishes[b]);
        let by = a.order.0.total_cmp(&b.order.0);
        by.then(a.order.1.total_cmp(&b.order.1)).then(a.end.cmp(&b.end))
    });
    let room = (length - 2.0 * INSET).max(length * 0.5);
    let widths: f64 = wishes.iter().map(|wish| wish.width).sum();
    let gaps = wishes.len().saturating_sub(1) as f64;
    let spacing = if gaps > 0.0 { ((room - widths) / gaps).clamp(0.0, SPACING) } else { 0.0 };
    let need = widths + spacing * gaps;
    let squeeze = if need > room { room / need } else { 1.0 };
    let mut at = (length - need * squeeze) / 2.0;
    for wish in order.into_iter().map(|at| wishes[at]) {
        let step = wish.width * squeeze;
        places.push((wish.end, at + step / 2.0));
        at += step + spacing * squeeze;
    }
}
