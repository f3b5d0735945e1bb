//! Who is worth what, and who of them is lost: segments side by side.

use super::{ByBook, Lifetime, Lifetimes, Network, Reading, Readings, Refusal, TouchpointReading};

/// What a segment is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentWorth {
    /// How many enter in a period.
    pub volume: f64,
    /// The probability of success.
    pub success: f64,
    /// Value per entrant, of the first journey.
    pub value: ByBook,
    /// Lifetime value per entrant, or why there is none.
    pub lifetime: Result<Lifetime, Refusal>,
    /// Lifetime value of all who enter in a period.
    pub equity: Option<ByBook>,
    /// What is lost by leaving, in customers and in value.
    pub churn: Churn,
    /// Whether the segment loses money: its value in the organisation's book is below 0.
    pub loses_money: bool,
    /// Whether it would be better off not to come: its value in its own book is below 0.
    pub loses_out: bool,
}

/// The churn of the many beside the churn of the valuable.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Churn {
    /// `Σ v d`: the share of entrants who leave at a touchpoint.
    pub many: f64,
    /// `Σ v d W`: what those who leave were still worth when they came to where they left, per
    /// entrant, in currency; discounted.
    pub valuable: ByBook,
}

/// The worth of every segment, by its place in the network.
pub fn each(network: &Network, readings: &Readings, lifetimes: &Lifetimes) -> Vec<SegmentWorth> {
    let parts = network.segments.iter().zip(&readings.segments).zip(&lifetimes.segments);
    let worth = |((part, reading), lifetime): ((&super::SegmentPart, &std::sync::Arc<Reading>), &_)| {
        let lifetime: &Result<Lifetime, Refusal> = lifetime;
        SegmentWorth {
            volume: part.volume,
            success: reading.success,
            value: reading.value,
            equity: lifetime.as_ref().ok().map(|own| own.total.times(part.volume)),
            lifetime: lifetime.clone(),
            churn: Churn::of(reading),
            loses_money: reading.value.organisation < 0.0,
            loses_out: reading.value.customer < 0.0,
        }
    };
    parts.map(worth).collect()
}

impl Churn {
    /// The churn of one segment.
    pub fn of(reading: &Reading) -> Self {
        let lost = reading.touchpoints.iter().map(Self::at);
        Self {
            many: reading.dropped,
            valuable: lost.fold(ByBook::default(), |sum, own| sum.plus(own.valuable)),
        }
    }

    /// The churn at one touchpoint of a segment.
    pub fn at(touchpoint: &TouchpointReading) -> Self {
        // A row without data has no drop-off to show; all the same everyone who comes there leaves.
        let left = touchpoint.drop_off.unwrap_or(f64::from(u8::from(touchpoint.leavers > 0.0)));
        Self { many: touchpoint.leavers, valuable: touchpoint.arriving.times(left) }
    }

    /// The churn of all segments together, per entrant: separate chains, added up.
    pub fn together(network: &Network, readings: &Readings) -> Self {
        let mut all = Self::default();
        for (part, reading) in network.segments.iter().zip(&readings.segments) {
            let own = Self::of(reading);
            all.many += part.share * own.many;
            all.valuable = all.valuable.plus(own.valuable.times(part.share));
        }
        all
    }
}

/// How much more one reading says than another of the same network: two segments, two perspectives.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// In the probability of success.
    pub success: f64,
    /// In the share who leave at a touchpoint.
    pub dropped: f64,
    /// In value per entrant.
    pub value: ByBook,
    /// At each touchpoint, by place.
    pub touchpoints: Vec<TouchpointDifference>,
}

/// How much more one reading says at a touchpoint; `None` where either says nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TouchpointDifference {
    /// In visits per entrant.
    pub visits: Option<f64>,
    /// In the probability that a visit is the last.
    pub drop_off: Option<f64>,
    /// In the probability of success from here.
    pub success_from: Option<f64>,
    /// In value to go.
    pub value_to_go: Option<ByBook>,
    /// In leavers per entrant.
    pub leavers: f64,
}

impl Difference {
    /// How much more `one` says than `other`.
    pub fn between(one: &Reading, other: &Reading) -> Self {
        let less = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a - b);
        let both = one.touchpoints.iter().zip(&other.touchpoints);
        let touchpoints = both.map(|(one, other)| TouchpointDifference {
            visits: less(one.visits, other.visits),
            drop_off: less(one.drop_off, other.drop_off),
            success_from: less(one.success_from, other.success_from),
            value_to_go: one.value_to_go.zip(other.value_to_go).map(|(a, b)| a.plus(b.times(-1.0))),
            leavers: one.leavers - other.leavers,
        });
        Self {
            success: one.success - other.success,
            dropped: one.dropped - other.dropped,
            value: one.value.plus(other.value.times(-1.0)),
            touchpoints: touchpoints.collect(),
        }
    }
}
