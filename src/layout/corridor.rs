//! A way between cards: which gaps to go through, and the calmest line that does.

use super::terrain::{Gap, Terrain};
use crate::geometry::{Curve, Point, ordered, ordered_numbers};

/// How far beyond its ends' heights a way is looked for, in canvas units.
const SEARCH: f64 = 640.0;
/// How many ways are kept open at a time.
const OPEN: usize = 10;
/// What every change of height costs beside its length.
const BEND: f64 = 24.0;
/// What a gap costs that is so narrow that the arrow runs close to cards.
const TIGHT: f64 = 40.0;

/// A stretch that runs level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Where it begins.
    pub from: f64,
    /// Where it ends; below `from` where the way leads to the left.
    pub to: f64,
    /// Its height.
    pub y: f64,
}

impl Stretch {
    /// From its left to its right end.
    pub fn span(self) -> (f64, f64) {
        (self.from.min(self.to), self.from.max(self.to))
    }
}

/// A way: the stretches where it must run level.
#[derive(Clone, Debug, Default)]
pub struct Way {
    /// The level stretches, in the order of the way.
    pub stretches: Vec<Stretch>,
}

impl Way {
    /// Adds this way to a curve that has arrived at its start, up to its end.
    pub fn draw(&self, curve: &mut Curve, end: Point) {
        for stretch in &self.stretches {
            curve.flow_to(Point::new(stretch.from, stretch.y));
            curve.line_to(Point::new(stretch.to, stretch.y));
        }
        if curve.end().distance(end) > 0.05 {
            curve.flow_to(end);
        }
    }
}

/// The height, at `x`, of the flowing line between two places (see [`Curve::flowing`]).
fn height_at(from: Point, to: Point, x: f64) -> f64 {
    let across = to.x - from.x;
    let u = if across.abs() > 1e-9 { ((x - from.x) / across).clamp(0.0, 1.0) } else { 1.0 };
    let mut t = u;
    for _ in 0..3 {
        let at = t * (1.5 + t * (t - 1.5));
        t -= (at - u) / (1.5 + 3.0 * t * (t - 1.0));
    }
    from.y + (to.y - from.y) * t * t * (3.0 - 2.0 * t)
}

/// Where a way stands at a strip.
#[derive(Clone, Copy, Debug)]
struct Step {
    before: Option<usize>,
    gap: Gap,
    y: f64,
    cost: f64,
}

impl Step {
    /// The next step, into a gap.
    fn on_to(self, gap: Gap, at: Option<usize>) -> Self {
        let y = self.y.max(gap.low).min(gap.high);
        let moved = (y - self.y).abs();
        let bend = if moved > 1.0 { BEND } else { 0.0 };
        let tight = if gap.tight && !self.gap.tight { TIGHT } else { 0.0 };
        Self { before: at, gap, y, cost: self.cost + moved + bend + tight }
    }
}

/// The strips between two places with their gaps, in the order of the way.
struct Corridor<'a> {
    terrain: &'a Terrain,
    strips: Vec<(f64, f64, Vec<Gap>)>,
    half: f64,
    start: Point,
    end: Point,
}

/// The way from one place to another for an arrow of half this width, leaving and arriving level,
/// around all cards but its own; `None` where every gap is closed.
pub fn way(terrain: &Terrain, start: Point, end: Point, half: f64, own: [usize; 2]) -> Option<Way> {
    let x = (start.x.min(end.x), start.x.max(end.x));
    if terrain.is_clear(x, half, own, |left, right| range(start, end, left, right)) {
        return Some(Way::default());
    }
    let tall = (start.y.min(end.y) - SEARCH, start.y.max(end.y) + SEARCH);
    let mut strips = terrain.gaps(x, tall, half, own);
    if end.x < start.x {
        strips.reverse();
        strips.iter_mut().for_each(|strip| std::mem::swap(&mut strip.0, &mut strip.1));
    }
    let corridor = Corridor { terrain, strips, half, start, end };
    let gaps = corridor.search()?;
    Some(Way { stretches: corridor.smooth(&gaps) })
}

/// The heights of a flowing line between two of its places.
fn range(from: Point, to: Point, left: f64, right: f64) -> (f64, f64) {
    let (a, b) = (height_at(from, to, left), height_at(from, to, right));
    (a.min(b), a.max(b))
}

impl Corridor<'_> {
    /// Goes from strip to strip, keeping for each gap the way that promises most, and gives the gap
    /// to take in each strip.
    fn search(&self) -> Option<Vec<Gap>> {
        let all = Gap { low: f64::NEG_INFINITY, high: f64::INFINITY, tight: false };
        let mut steps: Vec<Step> = Vec::new();
        let start = Step { before: None, gap: all, y: self.start.y, cost: 0.0 };
        let mut open = vec![(start, None)];
        let mut next: Vec<Step> = Vec::new();
        let hope = |step: &Step| step.cost + (step.y - self.end.y).abs();
        for (strip, (left, _, gaps)) in self.strips.iter().enumerate() {
            let before = strip.checked_sub(1).and_then(|before| self.strips.get(before));
            let joined = before.is_some_and(|before| (before.1 - left).abs() < 1e-9);
            next.clear();
            for gap in gaps {
                let first = next.len();
                for (from, at) in &open {
                    if joined && (gap.low > from.gap.high || gap.high < from.gap.low) {
                        continue;
                    }
                    let step = from.on_to(*gap, *at);
                    match next.get_mut(first) {
                        // What lies open needs several ways kept, a gap only the best into it.
                        Some(best) if gaps.len() > 1 => {
                            if hope(&step) < hope(best) {
                                *best = step;
                            }
                        }
                        _ => next.push(step),
                    }
                }
            }
            let hopes: Vec<f64> = next.iter().map(hope).collect();
            open.clear();
            for step in ordered_numbers(&hopes).into_iter().map(|at| &next[at]) {
                let known = |(other, _): &(Step, Option<usize>)| {
                    other.gap == step.gap && (other.y - step.y).abs() < 4.0
                };
                if open.len() < OPEN && !open.iter().any(known) {
                    open.push((*step, Some(steps.len())));
                    steps.push(*step);
                }
            }
        }
        let last = |step: &Step| {
            let out = (step.gap.low - self.end.y).max(self.end.y - step.gap.high).max(0.0);
            step.cost + (step.y - self.end.y).abs() + 8.0 * out
        };
        let best = open.iter().min_by(|a, b| last(&a.0).total_cmp(&last(&b.0)))?;
        let mut gaps = Vec::with_capacity(self.strips.len());
        let mut at = best.1;
        while let Some(step) = at.and_then(|at| steps.get(at)) {
            gaps.push(step.gap);
            at = step.before;
        }
        gaps.reverse();
        Some(gaps)
    }

    /// The level stretches of the calmest line through these gaps: where a flowing line would leave
    /// a gap, it runs level there, and flows from there to both ends.
    fn smooth(&self, gaps: &[Gap]) -> Vec<Stretch> {
        let mut stretches: Vec<(usize, Stretch)> = Vec::new();
        let mut open = vec![(self.start, self.end, 0, gaps.len())];
        while let Some((from, to, first, last)) = open.pop() {
            if stretches.len() > 64 {
                break;
            }
            let Some(worst) = self.worst(gaps, from, to, first, last) else {
                continue;
            };
            let (low, high, gap) = self.grown(gaps, worst, first, last);
            let (left, right) = (self.strips[low].0, self.strips[high].1);
            let inside = |x: f64| x.max(from.x.min(to.x)).min(from.x.max(to.x));
            let (left, right) = (inside(left), inside(right));
            // What begins or ends here has its height already.
            let y = if left == from.x {
                from.y
            } else if right == to.x {
                to.y
            } else {
                let wish = height_at(from, to, (left + right) * 0.5);
                self.terrain.lane((left.min(right), left.max(right)), gap, wish, self.half)
            };
            let stretch = Stretch { from: left, to: right, y };
            stretches.push((low, stretch));
            let (a, b) = (Point::new(stretch.from, y), Point::new(stretch.to, y));
            open.push((from, a, first, low));
            open.push((b, to, high + 1, last));
        }
        let strip = |at: usize| stretches[at].0;
        let order = ordered(stretches.len(), &|a, b| strip(a).cmp(&strip(b)));
        order.into_iter().map(|at| stretches[at].1).collect()
    }

    /// The strip in which the flowing line leaves its gap the farthest.
    fn worst(&self, gaps: &[Gap], from: Point, to: Point, first: usize, last: usize) -> Option<usize> {
        let mut worst = (0.5, None);
        for (at, gap) in gaps.iter().enumerate().take(last).skip(first) {
            let (left, right, _) = self.strips[at];
            let (low, high) = range(from, to, left, right);
            let out = (gap.low - low).max(high - gap.high);
            if out > worst.0 {
                worst = (out, Some(at));
            }
        }
        worst.1
    }

    /// The strips around one that have a height in common with it, without a free space between.
    fn grown(&self, gaps: &[Gap], at: usize, first: usize, last: usize) -> (usize, usize, Gap) {
        let (mut low, mut high, mut gap) = (at, at, gaps[at]);
        let meet = |a: Gap, b: Gap| Gap { low: a.low.max(b.low), high: a.high.min(b.high), tight: a.tight };
        let joined = |a: usize, b: usize| (self.strips[a].1 - self.strips[b].0).abs() < 1e-9;
        let free = |gap: Gap| gap.high - gap.low > SEARCH * 2.0;
        while low > first && joined(low - 1, low) && !free(gaps[low - 1]) {
            let both = meet(gap, gaps[low - 1]);
            if both.low > both.high {
                break;
            }
            gap = both;
            low -= 1;
        }
        while high + 1 < last && joined(high, high + 1) && !free(gaps[high + 1]) {
            let both = meet(gap, gaps[high + 1]);
            if both.low > both.high {
                break;
            }
            gap = both;
            high += 1;
        }
        (low, high, gap)
    }
}
