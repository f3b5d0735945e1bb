//! What stands in an arrow's way: cards, and arrows that already run level there.

use crate::geometry::{Rect, ordered, sizes::STUB_HEIGHT};
use std::collections::BTreeMap;

/// The width of a strip of the canvas; what stands in a strip is known by its height alone.
const STRIP: f64 = 16.0;
/// The width of a strip for lanes and labels.
const WIDE: f64 = 64.0;
/// How far an arrow's edge stays from a card, if there is room.
pub const CLEAR: f64 = 10.0;
/// How far it stays at the least.
const CLOSE: f64 = 4.0;
/// The free space between two arrows that run level side by side.
const BESIDE: f64 = 3.0;

/// How far from where it would like to be an arrow looks for a free lane.
const AROUND: f64 = 240.0;

/// A card's part of a strip.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Block {
    top: f64,
    bottom: f64,
    card: usize,
}

/// A stretch of a strip where an arrow's middle can run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// The highest place.
    pub low: f64,
    /// The lowest place.
    pub high: f64,
    /// Whether it is so narrow that the arrow runs close to the cards.
    pub tight: bool,
}

/// An arrow that runs level.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Lane {
    x: (f64, f64),
    y: f64,
    half: f64,
    arrow: usize,
}

/// Everything that arrows and labels go around.
#[derive(Clone, Debug, Default)]
pub struct Terrain {
    strips: BTreeMap<i32, Vec<Block>>,
    tallest: f64,
    /// By strip and, within it, by height.
    lanes: BTreeMap<(i32, i32), Vec<Lane>>,
    labels: BTreeMap<i32, Vec<(Rect, usize)>>,
}

fn strip_of(x: f64, width: f64) -> i32 {
    (x / width).floor() as i32
}

/// The strips of this width that a stretch touches; a stretch beyond all measure touches the first
/// few thousand.
fn strips(from: f64, to: f64, width: f64) -> std::ops::RangeInclusive<i32> {
    let first = strip_of(from.min(to), width);
    first..=strip_of(from.max(to), width).min(first.saturating_add(50_000))
}

impl Terrain {
    /// Puts a card on it.
    pub fn add(&mut self, card: usize, rect: Rect) {
        self.tallest = self.tallest.max(rect.height);
        let block = Block { top: rect.y, bottom: rect.bottom(), card };
        for strip in strips(rect.x - CLEAR, rect.right() + CLEAR, STRIP) {
            let blocks = self.strips.entry(strip).or_default();
            let at = blocks.partition_point(|other| (other.top, other.card) < (block.top, card));
            blocks.insert(at, block);
        }
    }

    /// Takes a card off it that stands here.
    pub fn remove(&mut self, card: usize, rect: Rect) {
        for strip in strips(rect.x - CLEAR, rect.right() + CLEAR, STRIP) {
            if let Some(blocks) = self.strips.get_mut(&strip) {
                blocks.retain(|block| block.card != card);
                if blocks.is_empty() {
                    self.strips.remove(&strip);
                }
            }
        }
    }

    /// Whether a card other than these lies in the way of something that fills this rectangle.
    pub fn is_blocked(&self, rect: Rect, own: [usize; 2]) -> bool {
        let strips = strip_of(rect.x, STRIP)..=strip_of(rect.right(), STRIP);
        let (low, high) = (rect.y - CLOSE, rect.bottom() + CLOSE);
        self.strips.range(strips).any(|(_, blocks)| {
            let mut near = self.near(blocks, (low, high)).iter();
            near.any(|block| block.bottom > low && !own.contains(&block.card))
        })
    }

    /// Whether a line that is between these heights in each strip meets no card but its own.
    pub fn is_clear(
        &self,
        x: (f64, f64),
        half: f64,
        own: [usize; 2],
        range: impl Fn(f64, f64) -> (f64, f64),
    ) -> bool {
        self.strips.range(strip_of(x.0, STRIP)..=strip_of(x.1, STRIP)).all(|(strip, blocks)| {
            let left = f64::from(*strip) * STRIP;
            let (low, high) = range(left, left + STRIP);
            let (low, high) = (low - half - CLEAR - STUB_HEIGHT, high + half + CLEAR);
            let mut near = self.near(blocks, (low, high)).iter();
            near.all(|block| block.bottom <= low || own.contains(&block.card))
        })
    }

    /// The blocks of a strip that may reach between two heights.
    fn near<'a>(&self, blocks: &'a [Block], y: (f64, f64)) -> &'a [Block] {
        let first = blocks.partition_point(|block| block.top < y.0 - self.tallest);
        let count = blocks[first..].partition_point(|block| block.top < y.1);
        &blocks[first..first + count]
    }

    /// The strips between two places that hold cards, left to right: their left and right edges,
    /// and the gaps between heights `low` and `high` for an arrow of half this width. Strips that
    /// are like the one before are joined to it.
    pub fn gaps(
        &self,
        x: (f64, f64),
        y: (f64, f64),
        half: f64,
        own: [usize; 2],
    ) -> Vec<(f64, f64, Vec<Gap>)> {
        let mut found: Vec<(f64, f64, Vec<Gap>)> = Vec::new();
        let mut last: &[Block] = &[];
        for (strip, blocks) in self.strips.range(strip_of(x.0, STRIP)..=strip_of(x.1, STRIP)) {
            let near = self.near(blocks, y);
            let (left, right) = (f64::from(*strip) * STRIP, f64::from(*strip + 1) * STRIP);
            match found.last_mut() {
                Some(before) if near == last && before.1 >= left => before.1 = right,
                _ => {
                    let others = near.iter().filter(|block| block.bottom > y.0 && !own.contains(&block.card));
                    found.push((left, right, between(others, y, half)));
                }
            }
            last = near;
        }
        found
    }

    /// Notes that an arrow runs level here.
    pub fn run(&mut self, arrow: usize, x: (f64, f64), y: f64, half: f64) {
        for strip in strips(x.0, x.1, WIDE) {
            let lanes = self.lanes.entry((strip, strip_of(y, WIDE))).or_default();
            lanes.push(Lane { x, y, half, arrow });
        }
    }

    /// Forgets what was noted of an arrow.
    pub fn forget(&mut self, arrow: usize, x: (f64, f64), y: f64) {
        for strip in strips(x.0, x.1, WIDE) {
            if let Some(lanes) = self.lanes.get_mut(&(strip, strip_of(y, WIDE))) {
                lanes.retain(|lane| lane.arrow != arrow);
            }
        }
    }

    /// The height nearest to `wish` within a gap at which no arrow runs yet between these places;
    /// `wish` itself where all of it around is taken.
    pub fn lane(&self, x: (f64, f64), gap: Gap, wish: f64, half: f64) -> f64 {
        let wish = wish.min(gap.high).max(gap.low);
        let gap = Gap { low: gap.low.max(wish - AROUND), high: gap.high.min(wish + AROUND), ..gap };
        let heights = strip_of(gap.low, WIDE) - 2..=strip_of(gap.high, WIDE) + 2;
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for strip in strips(x.0, x.1, WIDE) {
            let lanes = self.lanes.range((strip, *heights.start())..=(strip, *heights.end()));
            for lane in lanes.flat_map(|(_, lanes)| lanes) {
                let reach = lane.half + half + BESIDE;
                // A lane is met in each of its strips, but counts in the first that both are in.
                let first = strip == strip_of(lane.x.0.max(x.0), WIDE);
                let beside = lane.x.0 < x.1 && x.0 < lane.x.1;
                if first && beside && lane.y + reach > gap.low && lane.y - reach < gap.high {
                    taken.push((lane.y - reach, lane.y + reach));
                }
            }
        }
        let order = ordered(taken.len(), &|a, b| taken[a].0.total_cmp(&taken[b].0));
        let is_free = |y: f64| (gap.low..=gap.high).contains(&y);
        let mut best: Option<f64> = None;
        let mut consider = |y: f64| {
            if is_free(y) && best.is_none_or(|best| (y - wish).abs() < (best - wish).abs()) {
                best = Some(y);
            }
        };
        // Between what is taken, merged as it comes.
        let mut free_from = gap.low;
        for (low, high) in order.into_iter().map(|at| taken[at]) {
            if low >= free_from {
                consider(wish.min(low).max(free_from));
            }
            free_from = free_from.max(high);
        }
        if free_from <= gap.high {
            consider(wish.max(free_from));
        }
        best.unwrap_or(wish)
    }

    /// Whether a label may stand here: neither on a card nor on another label.
    pub fn has_room(&self, label: Rect) -> bool {
        let none = [usize::MAX; 2];
        let mut near = self.labels.range(strip_of(label.x, WIDE)..=strip_of(label.right(), WIDE));
        !self.is_blocked(label, none)
            && !near.any(|(_, labels)| labels.iter().any(|(other, _)| other.intersects(label)))
    }

    /// Puts an arrow's label here.
    pub fn write(&mut self, arrow: usize, label: Rect) {
        for strip in strips(label.x, label.right(), WIDE) {
            self.labels.entry(strip).or_default().push((label, arrow));
        }
    }

    /// Takes an arrow's label away that stands here.
    pub fn erase(&mut self, arrow: usize, label: Rect) {
        for strip in strips(label.x, label.right(), WIDE) {
            if let Some(labels) = self.labels.get_mut(&strip) {
                labels.retain(|(_, other)| *other != arrow);
            }
        }
    }
}

/// The gaps between blocks that are sorted by their tops.
fn between<'a>(blocks: impl Iterator<Item = &'a Block>, y: (f64, f64), half: f64) -> Vec<Gap> {
    let mut gaps = Vec::with_capacity(8);
    let mut above: Option<f64> = None;
    let ends = blocks.map(|block| (Some(block.top), block.bottom));
    for (top, bottom) in ends.chain([(None, 0.0)]) {
        let roomy = (
            above.map_or(y.0, |above| above + CLEAR + STUB_HEIGHT + half),
            top.map_or(y.1, |top| top - CLEAR - half),
        );
        let close =
            (above.map_or(y.0, |above| above + CLOSE + half), top.map_or(y.1, |top| top - CLOSE - half));
        if roomy.0 <= roomy.1 {
            gaps.push(Gap { low: roomy.0, high: roomy.1, tight: false });
        } else if close.0 <= close.1 {
            gaps.push(Gap { low: close.0, high: close.1, tight: true });
        }
        above = Some(above.map_or(bottom, |above| above.max(bottom)));
    }
    gaps
}
