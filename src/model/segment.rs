//! Customers who behave alike.

use super::{
    Burden, ByBurden, ByValue, Content, Extra, Id, Problems, Value,
    field::fields,
    record::{content, record},
};
use indexmap::IndexMap;

/// Customers who behave alike: how many enter, where, and what a burden does to them.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Segment {
    /// What it is called.
    pub name: String,
    /// How many enter in a period, 0 or more.
    pub volume: f64,
    /// Where they enter: touchpoint to relative share (0 or more).
    /// Left empty, they enter wherever no transition leads.
    pub entry: IndexMap<Id, f64>,
    /// `w`: what one unit of a burden adds to the hazard of leaving; see [`Burden::default_weight`].
    pub burden_weights: ByBurden<Option<f64>>,
    /// `k`: what one unit of a burden costs them in money; see [`Burden::default_cost`].
    pub burden_costs: ByBurden<Option<f64>>,
    /// `u`: what one point of a value is worth to them in money; see [`Value::DEFAULT_WORTH`].
    pub value_worths: ByValue<Option<f64>>,
    /// `ρ`: how much a point of value holds them back from leaving; see [`Segment::DEFAULT_PULL`].
    pub pull: Option<f64>,
    /// `δ`: the discount rate per year, 0 where there is none.
    pub discount_rate: Option<f64>,
    /// The share of the successful who come back, 0 to 1.
    pub comes_back: Option<f64>,
    /// Fields of newer versions.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

fields! { Segment, new Segment::default(), {
    name: Always,
    volume: Always,
    entry: Said,
    burden_weights: Said,
    burden_costs: Said,
    value_worths: Said,
    pull: Said,
    discount_rate: Said,
    comes_back: Said,
}}

impl Segment {
    /// `ρ` where a segment does not say.
    pub const DEFAULT_PULL: f64 = 0.05;

    /// `w` of a burden: hazard per unit.
    pub fn burden_weight(&self, burden: Burden) -> f64 {
        self.burden_weights[burden].unwrap_or(burden.default_weight())
    }

    /// `k` of a burden: money per unit.
    pub fn burden_cost(&self, burden: Burden) -> f64 {
        self.burden_costs[burden].unwrap_or(burden.default_cost())
    }

    /// `u` of a value: money per point.
    pub fn value_worth(&self, value: Value) -> f64 {
        self.value_worths[value].unwrap_or(Value::DEFAULT_WORTH)
    }

    /// `ρ`: pull per point of mean value.
    pub fn pull(&self) -> f64 {
        self.pull.unwrap_or(Self::DEFAULT_PULL)
    }

    /// `δ`: discount rate per year.
    pub fn discount_rate(&self) -> f64 {
        self.discount_rate.unwrap_or(0.0)
    }
}

record! { Segment, "segment", segments }

impl Content for Segment {
    content!();
    fn check(&self, problems: &mut Problems) {
        problems.text("name", &self.name);
        problems.amount("volume", self.volume);
        for (touchpoint, share) in &self.entry {
            problems.amount(&format!("entry.{touchpoint}"), *share);
        }
        for (burden, weight) in self.burden_weights.iter() {
            problems.range(&format!("burden_weights.{}", burden.key()), *weight, 0.0, 100.0);
        }
        for (burden, cost) in self.burden_costs.iter() {
            problems.amount(&format!("burden_costs.{}", burden.key()), *cost);
        }
        for (value, worth) in self.value_worths.iter() {
            problems.amount(&format!("value_worths.{}", value.key()), *worth);
        }
        problems.range("pull", self.pull, 0.0, 100.0);
        problems.range("discount_rate", self.discount_rate, 0.0, 100.0);
        problems.share("comes_back", self.comes_back);
    }
    fn refers_to(&self, visit: &mut dyn FnMut(&'static str, &'static str, &Id)) {
        for touchpoint in self.entry.keys() {
            visit("entry", "touchpoints", touchpoint);
        }
    }
}
