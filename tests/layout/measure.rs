//! What is counted in a drawing.

use desire_path::geometry::{Point, Rect, sizes};
use desire_path::model::Journey;
use std::collections::BTreeMap;

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

/// How many pairs of lines cross, each drawn straight from place to place. All places of a drawing
/// stand in columns and every line goes from column to column, so two pieces between the same
/// columns cross where their order at the left is not their order at the right.
pub fn crossings(lines: &[Vec<Point>]) -> u64 {
    let mut pieces: BTreeMap<(i64, i64), Vec<(i64, i64)>> = BTreeMap::new();
    let whole = |v: f64| (v * 1000.0).round() as i64;
    for line in lines {
        for (a, b) in line.iter().zip(&line[1..]) {
            let (a, b) = if a.x < b.x { (a, b) } else { (b, a) };
            pieces.entry((whole(a.x), whole(b.x))).or_default().push((whole(a.y), whole(b.y)));
        }
    }
    let mut lefts: BTreeMap<i64, i64> = BTreeMap::new();
    for (left, right) in pieces.keys() {
        assert_eq!(*lefts.entry(*left).or_insert(*right), *right, "a line jumps over a column");
    }
    pieces.into_values().map(inversions).sum()
}

/// How many pairs are strictly in one order by the first and strictly in the other by the second.
fn inversions(mut pairs: Vec<(i64, i64)>) -> u64 {
    pairs.sort_unstable();
    let mut seconds: Vec<i64> = pairs.iter().map(|pair| pair.1).collect();
    seconds.sort_unstable();
    let mut sums = vec![0u64; seconds.len() + 1];
    let (mut total, mut all, mut waiting) = (0, 0, Vec::new());
    for (at, (first, second)) in pairs.iter().enumerate() {
        let place = seconds.partition_point(|other| other <= second);
        let mut upto = place;
        total += all;
        while upto > 0 {
            total -= sums[upto];
            upto &= upto - 1;
        }
        waiting.push(place);
        if pairs.get(at + 1).is_none_or(|next| next.0 != *first) {
            for mut place in waiting.drain(..) {
                all += 1;
                while place <= seconds.len() {
                    sums[place] += 1;
                    place += place & place.wrapping_neg();
                }
            }
        }
    }
    total
}
