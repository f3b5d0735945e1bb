//! What the list of maps shows of a map.

use super::canvas::rects;
use crate::browser::storage::MapFacts;
use crate::geometry::Rect;
use crate::model::Journey;
use std::fmt::Write;

/// How wide and how tall the picture is.
pub const SIZE: (f64, f64) = (232.0, 112.0);
/// How many cards it shows at most.
const MOST: usize = 80;

/// Title, size and a small picture of a journey: its cards as rectangles, as SVG path data.
pub fn facts_of(journey: &Journey) -> MapFacts {
    MapFacts {
        title: journey.about.title.clone(),
        touchpoints: u32::try_from(journey.touchpoints.len()).unwrap_or(u32::MAX),
        thumbnail: Some(picture(journey)),
    }
}

/// The cards of a journey as SVG path data in a box of [`SIZE`].
pub fn picture(journey: &Journey) -> String {
    let Some(around) = Rect::around(rects(journey).map(|(_, rect)| rect)) else { return String::new() };
    let margin = 10.0;
    let scale = ((SIZE.0 - 2.0 * margin) / around.width).min((SIZE.1 - 2.0 * margin) / around.height);
    let left = (SIZE.0 - around.width * scale) / 2.0;
    let top = (SIZE.1 - around.height * scale) / 2.0;
    let mut path = String::new();
    for (_, rect) in rects(journey).take(MOST) {
        let (x, y) = (left + (rect.x - around.x) * scale, top + (rect.y - around.y) * scale);
        let (width, height) = ((rect.width * scale).max(2.0), (rect.height * scale).max(1.5));
        let _ = write!(path, "M{x:.1} {y:.1}h{width:.1}v{height:.1}h-{width:.1}z");
    }
    path
}
