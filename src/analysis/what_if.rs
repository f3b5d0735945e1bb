//! What one changed touchpoint would do, exactly and within a frame (`model.md` §6).

use super::{ByBook, Network};
use crate::model::{ByBurden, ByValue};

/// What could be different at one touchpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its burdens.
    pub burdens: ByBurden<Option<f64>>,
    /// Its values.
    pub values: ByValue<Option<f64>>,
    /// Its margin per visit, in currency.
    pub margin: f64,
    /// Its cost to serve per visit, in currency.
    pub cost_to_serve: f64,
    /// The drop-off that the change leads to, where that is known better than the curve, 0 to 1.
    pub drop_off: Option<f64>,
}

/// What a change leads to, all segments together, per entrant.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outlook {
    /// The probability of success.
    pub success: f64,
    /// The value in both books, discounted.
    pub value: ByBook,
}

/// All that is needed to try changes of one touchpoint while a slider is dragged.
pub struct WhatIf {
    _touchpoint: usize,
}

impl WhatIf {
    /// Prepares changes of the touchpoint at this place: two solves a segment.
    pub fn at(network: &Network, touchpoint: usize) -> Self {
        let _ = network;
        Self { _touchpoint: touchpoint }
    }

    /// The touchpoint as it is: a change that changes nothing.
    pub fn unchanged(&self) -> Change {
        todo!("the change follows")
    }

    /// What a change leads to: Sherman–Morrison, or a new solve where that would lose digits.
    /// Today's base hazard stays what it is, also where the drop-off is known.
    pub fn with(&self, change: &Change) -> Outlook {
        let _ = change;
        todo!("the outlook follows")
    }
}
