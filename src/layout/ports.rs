//! Where on a card's side an arrow begins or ends.

use crate::geometry::{Point, Rect};

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

/// An arrow's end on a side, before it has its place there.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// What it is called: the arrow's place, doubled, plus 1 for the arriving end.
    pub end: usize,
    /// Where the other end is, along this side; ends keep this order.
    pub toward: f64,
    /// A second say where that is equal.
    pub next: f64,
    /// The arrow's width.
    pub width: f64,
}

/// Gives every end its place along a side of this length: in order of their other ends, stacked by
/// width around the middle, without overlap where the side has room and compressed where not.
/// Pushes `(end, distance from the side's beginning)`.
pub fn stack(wishes: &mut [Wish], length: f64, places: &mut Vec<(usize, f64)>) {
    wishes.sort_by(|a, b| {
        let by = a.toward.total_cmp(&b.toward);
        by.then(a.next.total_cmp(&b.next)).then(a.end.cmp(&b.end))
    });
    let room = (length - 2.0 * INSET).max(length * 0.5);
    let widths: f64 = wishes.iter().map(|wish| wish.width).sum();
    let gaps = wishes.len().saturating_sub(1) as f64;
    let spacing = if gaps > 0.0 { ((room - widths) / gaps).clamp(0.0, SPACING) } else { 0.0 };
    let need = widths + spacing * gaps;
    let squeeze = if need > room { room / need } else { 1.0 };
    let mut at = (length - need * squeeze) / 2.0;
    for wish in wishes.iter() {
        let step = wish.width * squeeze;
        places.push((wish.end, at + step / 2.0));
        at += step + spacing * squeeze;
    }
}

/// The place at this distance along a side.
pub fn place_on(card: Rect, side: Side, along: f64) -> Point {
    match side {
        Side::Left => Point::new(card.x, card.y + along),
        Side::Right => Point::new(card.right(), card.y + along),
        Side::Top => Point::new(card.x + along, card.y),
        Side::Bottom => Point::new(card.x + along, card.bottom()),
    }
}
