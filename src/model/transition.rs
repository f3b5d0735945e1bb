//! How customers go on.

use super::{
    Content, Extra, Id, Problems, Range,
    field::{fields, words},
    record::{content, record},
};

/// What kind of going on a transition is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum TransitionKind {
    /// The same customer goes on.
    #[default]
    Normal,
    /// The same customer comes back for a later purchase: counted and discounted apart.
    Repeat,
    /// Another customer is brought in: no part of this one's probabilities.
    Referral,
}

words! { TransitionKind, new Normal, { Normal: "normal", Repeat: "repeat", Referral: "referral" } }

/// From a touchpoint to a touchpoint or an outcome.
///
/// Of weight, probability and count the first that is given counts, in the order
/// probability, count, weight; a transition with none has weight 1.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Transition {
    /// The touchpoint it leaves (a repeat or referral may also leave an outcome).
    pub from: Id,
    /// The touchpoint or outcome it reaches.
    pub to: Id,
    /// What kind of going on it is.
    pub kind: TransitionKind,
    /// Its share relative to the others that leave the same touchpoint, 0 or more.
    pub weight: Option<f64>,
    /// The probability, 0 to 1, that one who goes on goes this way.
    pub probability: Option<f64>,
    /// How many were seen to go this way.
    pub count: Option<f64>,
    /// How far the probability, weight or newcomers that count may be off; a count says so itself.
    pub range: Range,
    /// How long it takes, in days.
    pub delay_days: Option<f64>,
    /// What the organisation earns (or pays, below 0) by it, in currency.
    pub reward: Option<f64>,
    /// How far the reward may be off.
    pub reward_range: Range,
    /// `κ`: for a referral, the expected newcomers per passage.
    pub newcomers: Option<f64>,
    /// What is written on the arrow.
    pub label: String,
    /// Fields of newer versions.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

fields! { Transition, new Transition::between(Id::stand_in(), Id::stand_in()), {
    from: Required,
    to: Required,
    kind: Said,
    weight: Said,
    probability: Said,
    count: Said,
    range: Said,
    delay_days: Said,
    reward: Said,
    reward_range: Said,
    newcomers: Said,
    label: Said,
}}

impl Transition {
    /// A plain transition between two records.
    pub fn between(from: Id, to: Id) -> Self {
        Self {
            from,
            to,
            kind: TransitionKind::Normal,
            weight: None,
            probability: None,
            count: None,
            range: Range::default(),
            delay_days: None,
            reward: None,
            reward_range: Range::default(),
            newcomers: None,
            label: String::new(),
            extra: Extra::default(),
        }
    }
}

record! { Transition, "transition", transitions }

impl Content for Transition {
    content!();
    fn check(&self, problems: &mut Problems) {
        problems.amount("weight", self.weight);
        problems.share("probability", self.probability);
        problems.amount("count", self.count);
        problems.amount("delay_days", self.delay_days);
        problems.signed("reward", self.reward);
        let most = super::limits::AMOUNT;
        self.range.check(problems, "range", 0.0, most);
        self.reward_range.check(problems, "reward_range", -most, most);
        problems.amount("newcomers", self.newcomers);
        problems.text("label", &self.label);
    }
    fn refers_to(&self, visit: &mut dyn FnMut(&'static str, &'static str, &Id)) {
        let origin = if self.kind == TransitionKind::Normal { "touchpoints" } else { "places" };
        visit("from", origin, &self.from);
        visit("to", "places", &self.to);
    }
}
