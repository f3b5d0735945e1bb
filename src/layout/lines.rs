//! The line of one arrow, once its ends have their places.

use super::corridor::{Stretch, way};
use super::ports::Side;
use super::terrain::{Gap, Terrain};
use crate::geometry::{Curve, Point, Rect};

/// One end of an arrow.
#[derive(Clone, Copy, Debug)]
pub struct End {
    /// The card it is at.
    pub card: Rect,
    /// Which card that is.
    pub at: usize,
    /// The side of the card.
    pub side: Side,
    /// The place on that side.
    pub place: Point,
}

/// A line, and where it runs level, so that others can run beside it.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The line itself.
    pub curve: Curve,
    /// Where it runs level.
    pub stretches: Vec<Stretch>,
}

/// What an arrow's line keeps between itself and a card's side before it may turn.
const TURN: f64 = 10.0;

/// The line to the right: out of a right side, around what stands between, into a left side.
pub fn forward(terrain: &Terrain, from: End, to: End, half: f64) -> Line {
    let mut curve = Curve::from(from.place);
    let own = [from.at, to.at];
    let mut way = way(terrain, from.place, to.place, half, own).unwrap_or_default();
    way.draw(&mut curve, to.place);
    if way.stretches.is_empty() && (from.place.y - to.place.y).abs() < 2.0 {
        way.stretches.push(Stretch { from: from.place.x, to: to.place.x, y: from.place.y });
    }
    Line { curve, stretches: way.stretches }
}

/// The line to a card of the same column: straight up or down where nothing stands between, else
/// bowed around it.
pub fn across(from: End, to: End) -> Line {
    let mut curve = Curve::from(from.place);
    if from.side == to.side {
        let out = from.side.outward().x;
        let tall = (to.place.y - from.place.y).abs();
        let reach = 24.0 + (tall * 0.12).min(44.0);
        let far = if out > 0.0 { from.place.x.max(to.place.x) } else { from.place.x.min(to.place.x) };
        let x = far + out * reach;
        curve.cubic_to(Point::new(x, from.place.y), Point::new(x, to.place.y), to.place);
    } else {
        let reach = (to.place.y - from.place.y).abs() * 0.5;
        let (a, b) = (from.side.outward() * reach, to.side.outward() * reach);
        curve.cubic_to(from.place + a, to.place + b, to.place);
    }
    Line { curve, stretches: Vec::new() }
}

/// The small loop on top of a card; the `nth` of several is larger.
pub fn around_itself(card: Rect, width: f64, nth: usize) -> Line {
    let right = Point::new(card.right() - 16.0 - width * 0.5, card.y);
    let span = (24.0 + width + 10.0 * nth as f64).min(card.width * 0.6);
    let left = Point::new(right.x - span, card.y);
    let rise = 30.0 + width * 0.8 + 8.0 * nth as f64;
    let mut curve = Curve::from(left);
    curve.cubic_to(Point::new(left.x - 8.0, left.y - rise), Point::new(right.x + 8.0, right.y - rise), right);
    Line { curve, stretches: Vec::new() }
}

/// How much of a card's top its loop takes, from the right.
pub fn loop_room(width: f64) -> f64 {
    48.0 + 2.0 * width
}

/// The line back to the left: out of a top or bottom side, over or under the cards through the gaps
/// between rows, into a top or bottom side.
pub fn backward(terrain: &Terrain, from: End, to: End, half: f64) -> Line {
    let (Some(leaving), Some(arriving)) = (gap_at(terrain, from, half), gap_at(terrain, to, half)) else {
        return plain(from, to);
    };
    let reach = (from.place.x.min(to.place.x), from.place.x.max(to.place.x));
    let both = Gap {
        low: leaving.low.max(arriving.low),
        high: leaving.high.min(arriving.high),
        tight: leaving.tight,
    };
    let (y, y_end) = if from.side == to.side && both.low <= both.high {
        let y = terrain.lane(reach, both, near(from, half, both), half);
        (y, y)
    } else {
        let near_from = (from.place.x - 80.0, from.place.x);
        let near_to = (to.place.x, to.place.x + 80.0);
        (
            terrain.lane(near_from, leaving, near(from, half, leaving), half),
            terrain.lane(near_to, arriving, near(to, half, arriving), half),
        )
    };
    let turn = |end: End, y: f64| (y - end.place.y).abs().min(TURN + half).min((reach.1 - reach.0) * 0.5);
    let (first, last) = (turn(from, y), turn(to, y_end));
    let start = Point::new(from.place.x - first, y);
    let end = Point::new(to.place.x + last, y_end);
    let Some(mut way) = way(terrain, start, end, half, [usize::MAX; 2]) else {
        return plain(from, to);
    };
    let mut curve = Curve::from(from.place);
    upright_to(&mut curve, Point::new(from.place.x, y + (from.place.y - y).signum() * first));
    curve.turn_to(start, false);
    way.draw(&mut curve, end);
    let foot = Point::new(to.place.x, y_end + (to.place.y - y_end).signum() * last);
    curve.turn_to(foot, true);
    upright_to(&mut curve, to.place);
    if way.stretches.is_empty() && (y - y_end).abs() < 2.0 {
        way.stretches.push(Stretch { from: from.place.x, to: to.place.x, y });
    } else {
        way.stretches.push(Stretch { from: from.place.x, to: from.place.x - 80.0, y });
        way.stretches.push(Stretch { from: to.place.x + 80.0, to: to.place.x, y: y_end });
    }
    Line { curve, stretches: way.stretches }
}

fn upright_to(curve: &mut Curve, place: Point) {
    if curve.end().distance(place) > 0.05 {
        curve.line_to(place);
    }
}

/// The gap over or under a card, at an end.
fn gap_at(terrain: &Terrain, end: End, half: f64) -> Option<Gap> {
    let tall = (end.card.y - 400.0, end.card.bottom() + 400.0);
    let strips = terrain.gaps((end.place.x, end.place.x), tall, half, [usize::MAX; 2]);
    let gaps = strips.first().map(|(_, _, gaps)| gaps.iter());
    let middle = end.card.center().y;
    let mut gaps = gaps.into_iter().flatten().copied();
    if end.side == Side::Top {
        gaps.rfind(|gap| gap.high < middle)
    } else {
        gaps.find(|gap| gap.low > middle)
    }
}

/// The height close to an end that its gap allows.
fn near(end: End, half: f64, gap: Gap) -> f64 {
    let wish = end.place.y + end.side.outward().y * (TURN + half + 4.0);
    wish.max(gap.low).min(gap.high)
}

/// The plainest line, for cards that stand so that no other is to be had.
pub fn plain(from: End, to: End) -> Line {
    let mut curve = Curve::from(from.place);
    let span = to.place - from.place;
    let reach = 0.3 * (span.x.abs() + span.y.abs()) + 32.0;
    let (a, b) = (from.side.outward() * reach, to.side.outward() * reach);
    curve.cubic_to(from.place + a, to.place + b, to.place);
    Line { curve, stretches: Vec::new() }
}
