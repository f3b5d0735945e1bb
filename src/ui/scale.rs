//! What colours, widths and bars on the map are seen from: the largest of each number.

use crate::analysis::{Book, Reading, TouchpointPart};
use crate::model::{Burden, Value};

/// The largest of each number on the map, which colours and widths are seen from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scale {
    /// People per entrant that take one transition, or leave at one touchpoint.
    pub flow: f64,
    /// What the burdens of one touchpoint add to the hazard.
    pub friction: f64,
    /// The value that arrives at one touchpoint, by book.
    pub value: [f64; 2],
    /// The value that leaks at one touchpoint in the whole period, by book.
    pub leak: [f64; 2],
}

impl Scale {
    /// One scale for what two are of.
    pub fn joined(self, other: Self) -> Self {
        let larger = |a: [f64; 2], b: [f64; 2]| [a[0].max(b[0]), a[1].max(b[1])];
        Self {
            flow: self.flow.max(other.flow),
            friction: self.friction.max(other.friction),
            value: larger(self.value, other.value),
            leak: larger(self.leak, other.leak),
        }
    }
}

/// How long the bars of a card are, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bars {
    /// The friction of each burden, seen from the heaviest card.
    pub burdens: [f64; 4],
    /// The mean of the values that are scored.
    pub value: f64,
}

impl Bars {
    /// The bars of a touchpoint; `long` is how long a unit of a burden is.
    pub fn of(touchpoint: &TouchpointPart, long: impl Fn(Burden) -> f64) -> Self {
        let share = |burden| touchpoint.burdens[burden].unwrap_or(0.0) * long(burden);
        Self {
            burdens: Burden::ALL.map(|burden| share(burden).min(1.0)),
            value: touchpoint.values.mean().unwrap_or(0.0) / Value::TOP,
        }
    }
}

/// How wide the widest arrow is, in canvas units.
const WIDTH_TOP: f64 = 22.0;
/// How wide an arrow is at least.
pub const WIDTH_LEAST: f64 = 1.2;

/// How wide an arrow is that so many go along, where `most` go along the widest.
pub fn width(flow: f64, most: f64) -> f64 {
    if most > 0.0 { (flow / most * WIDTH_TOP).max(WIDTH_LEAST) } else { WIDTH_LEAST }
}

/// The scale of a reading; `entrants` come in a period.
pub fn scale(reading: &Reading, entrants: f64) -> Scale {
    let mut scale = Scale::default();
    for transition in &reading.transitions {
        scale.flow = scale.flow.max(transition.flow.unwrap_or(0.0));
    }
    for touchpoint in &reading.touchpoints {
        scale.flow = scale.flow.max(touchpoint.leavers);
        scale.friction = scale.friction.max(touchpoint.friction);
        for (at, book) in Book::ALL.into_iter().enumerate() {
            let value = touchpoint.value_to_go.map_or(0.0, |value| value[book]);
            if let Some(top) = scale.value.get_mut(at) {
                *top = top.max(value);
            }
            if let Some(top) = scale.leak.get_mut(at) {
                *top = top.max(touchpoint.leak[book] * entrants);
            }
        }
    }
    scale
}
