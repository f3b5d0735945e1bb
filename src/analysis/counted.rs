//! How many observations each touchpoint's row rests on (`model.md` §11).

use super::{Given, Network};

/// How much the drawn map counts for beside what was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Trust {
    /// How many observations each drawn row stands for; 0 leaves rows that were not counted as they
    /// are drawn, without any uncertainty of their own.
    pub prior: f64,
}

/// What a touchpoint's row is taken to be a sample of. The mean is always the row of today.
pub(super) struct Sample {
    /// Observations of the drop-off; 0 where it is taken as it stands.
    pub drop_off: f64,
    /// Observations of the ways; 0 where they are taken as they stand.
    pub ways: f64,
    /// The places of the transitions that share the observed part among them.
    pub places: Vec<usize>,
    /// The observed part of those who go on: all but typed probabilities.
    pub mass: f64,
    /// The part of it that no transition takes.
    pub rest: f64,
    /// Whether drop-off and ways are one sample: all who were counted to go on were counted on
    /// their way as well.
    pub is_joint: bool,
}

impl Sample {
    /// The sample behind a touchpoint's row.
    pub fn of(network: &Network, at: usize, trust: Trust) -> Self {
        let part = &network.touchpoints[at];
        let row = network.row(at);
        let is_counted = |place: &usize| network.transitions[*place].given == Given::Count;
        let amounts = row.clone().filter(is_counted).map(|place| network.transitions[place].amount);
        let counts: f64 = amounts.sum();
        let left_or_stayed = part.left.zip(part.stayed).map_or(0.0, |(left, stayed)| left + stayed);
        let stayed = part.stayed.filter(|_| left_or_stayed > 0.0);
        let all_counted = counts > 0.0 && row.clone().all(|place| is_counted(&place));
        let is_same = |stayed: f64| (stayed - counts).abs() <= 1e-9 * counts;
        let places: Vec<usize> = if counts > 0.0 { row.filter(is_counted).collect() } else { row.collect() };
        let rest = if counts > 0.0 { 0.0 } else { part.rest };
        let shares = places.iter().map(|place| network.transitions[*place].share);
        let drop_off = if part.known_drop_off.is_some() { left_or_stayed + trust.prior } else { 0.0 };
        Self {
            drop_off,
            ways: counts + trust.prior,
            mass: shares.sum::<f64>() + rest,
            rest,
            places,
            is_joint: all_counted && stayed.is_some_and(is_same),
        }
    }

    /// Whether nothing was observed and nothing is trusted.
    pub fn is_empty(&self) -> bool {
        self.drop_off <= 0.0 && self.ways <= 0.0
    }
}
