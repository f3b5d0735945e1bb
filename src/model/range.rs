//! How far a typed number may be off.

use super::{Problems, field::fields};

/// The lowest and the highest that a typed number could be; the number itself is the most likely.
///
/// Either end may be missing, and so may both: that end is then the number itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Range {
    /// The lowest it could be.
    pub low: Option<f64>,
    /// The highest it could be.
    pub high: Option<f64>,
}

fields! { Range, new Range::default(), { low: Said, high: Said } }

impl Range {
    /// Whether neither end is said.
    pub fn is_unsaid(self) -> bool {
        self.low.is_none() && self.high.is_none()
    }

    /// Its ends around a number, the lower one first; they always hold the number, which may have
    /// been moved since its range was typed. `None` where there is nothing between them.
    pub fn around(self, number: f64) -> Option<(f64, f64)> {
        let ends = [self.low.unwrap_or(number), self.high.unwrap_or(number)];
        let low = ends.into_iter().fold(number, f64::min);
        let high = ends.into_iter().fold(number, f64::max);
        (high > low).then_some((low, high))
    }

    /// Reports an end that the number itself could not be. `path` is the range's own.
    pub(super) fn check(self, problems: &mut Problems, path: &str, lowest: f64, highest: f64) {
        if !self.is_unsaid() {
            problems.range(&format!("{path}.low"), self.low, lowest, highest);
            problems.range(&format!("{path}.high"), self.high, lowest, highest);
        }
    }
}
