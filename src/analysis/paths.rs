//! The most probable complete walks (`model.md` §7).

use super::{ByBook, Network, Readings, walk::Search};

/// Which walks are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that end in a success.
    Successful,
    /// All, those that drop off included.
    All,
}

/// When the search stops, whichever comes first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// So many paths were found.
    pub count: usize,
    /// They cover this share of the probability of all searched walks, 0 to 1.
    pub mass: f64,
    /// So many walks were extended.
    pub expansions: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { count: 20, mass: 1.0, expansions: 100_000 }
    }
}

/// A complete walk from entry to end.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The touchpoints it visits, by place, in order, loops included.
    pub touchpoints: Vec<usize>,
    /// The outcome it ends in, by place; `None` drops off at the last touchpoint.
    pub outcome: Option<usize>,
    /// The probability that an entrant takes exactly this walk.
    pub probability: f64,
    /// The probability of leaving at each of its visits, for one who has come so far.
    pub drop_off: Vec<f64>,
    /// The sum of `w·b` over its visits: the hazard that its burdens add.
    pub friction: f64,
    /// The value of one who takes it, discounted.
    pub value: ByBook,
    /// Days on its transitions.
    pub days: f64,
    /// Its transitions between two owners.
    pub hand_offs: usize,
}

/// The most probable walks, the most probable first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paths {
    /// One entry a walk.
    pub paths: Vec<Path>,
    /// The probability that an entrant takes one of them.
    pub probability: f64,
    /// The share of all searched walks that they cover ("31 % of all successes"), 0 to 1;
    /// `None` where there is none to cover.
    pub mass_covered: Option<f64>,
    /// Whether the search ended because it reached its limit of work: there may be more.
    pub cut_short: bool,
}

impl Path {
    /// The touchpoints with every loop taken out: paths that share it tell the same story.
    pub fn without_loops(&self) -> Vec<usize> {
        let mut kept: Vec<usize> = Vec::new();
        let last = self.touchpoints.iter().max().map_or(0, |last| last + 1);
        let mut place_of: Vec<Option<usize>> = vec![None; last];
        for &touchpoint in &self.touchpoints {
            let place = *place_of[touchpoint].get_or_insert(kept.len());
            if place == kept.len() {
                kept.push(touchpoint);
            }
            for dropped in kept.drain(place + 1..) {
                place_of[dropped] = None;
            }
        }
        kept
    }
}

/// The most probable walks of a segment (by place), or of all segments together, in order of their
/// probability; of equal ones the one that was come by first.
///
/// A walk's probability in the mixture is `Σ share_g p_g`: chains are never pooled. Best-first with
/// the most that can still follow as the bound, so that walks come in exact order.
pub fn most_probable(
    network: &Network,
    readings: &Readings,
    segment: Option<usize>,
    which: Which,
    limits: Limits,
) -> Paths {
    let reading = match segment {
        Some(at) => &readings.segments[at],
        None => &readings.together,
    };
    let all = match which {
        Which::Successful => reading.success,
        Which::All => 1.0 - reading.trapped,
    };
    let mut paths = Paths::default();
    let mut search = Search::of(network, segment, which, limits);
    // All of the mass is never covered: however little is left, another walk may have some of it.
    let is_enough = |covered: f64| limits.mass < 1.0 && covered >= limits.mass * all;
    while paths.paths.len() < limits.count && !is_enough(paths.probability) {
        let Some(path) = search.next().filter(|path| path.probability > 0.0) else { break };
        paths.probability += path.probability;
        paths.paths.push(path);
    }
    paths.cut_short = search.is_cut_short();
    paths.mass_covered = (all > 0.0).then(|| (paths.probability / all).min(1.0));
    paths
}
