//! What could be done, what it costs and what it changes.

use super::{
    ByBurden, Content, Extra, Id, Problems,
    field::{fields, words},
    record::{content, record},
};

/// How far a fix has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum FixStatus {
    /// Somebody thought of it.
    #[default]
    Idea,
    /// It is decided.
    Planned,
    /// It is being done.
    Doing,
    /// It is done.
    Done,
    /// It will not be done.
    Dropped,
}

words! { FixStatus, new Idea, { Idea: "idea", Planned: "planned", Doing: "doing", Done: "done", Dropped: "dropped" } }

/// What a fix changes at one touchpoint.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Effect {
    /// Where.
    pub touchpoint: Id,
    /// What each burden is multiplied by.
    pub burdens: ByBurden<Option<f64>>,
    /// The drop-off it leads to, 0 to 1.
    pub drop_off: Option<f64>,
    /// The cost to serve it leads to, in currency per visit.
    pub cost_to_serve: Option<f64>,
}

impl Effect {
    /// No effect at a touchpoint.
    fn on(touchpoint: Id) -> Self {
        Self { touchpoint, burdens: ByBurden::default(), drop_off: None, cost_to_serve: None }
    }
}

fields! { Effect, new Effect::on(Id::stand_in()), {
    touchpoint: Required,
    burdens: Said,
    drop_off: Said,
    cost_to_serve: Said,
}}

/// The weight that a fix gives to a transition.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WeightChange {
    /// Which transition.
    pub transition: Id,
    /// Its new relative weight.
    pub weight: f64,
}

fields! { WeightChange, new WeightChange { transition: Id::stand_in(), weight: 0.0 }, {
    transition: Required,
    weight: Required,
}}

/// What could be done about a friction.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fix {
    /// What it is called.
    pub name: String,
    /// What it costs once, in currency.
    pub cost_once: f64,
    /// What it costs each period, in currency.
    pub cost_per_period: f64,
    /// The team that answers for it.
    pub owner: Option<Id>,
    /// How far it has come.
    pub status: FixStatus,
    /// What it changes at touchpoints.
    pub effects: Vec<Effect>,
    /// What it changes at transitions.
    pub weights: Vec<WeightChange>,
    /// Fixes that can't go together with it.
    pub excludes: Vec<Id>,
    /// Fixes that it needs.
    pub requires: Vec<Id>,
    /// Fields of newer versions.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

fields! { Fix, new Fix::default(), {
    name: Always,
    cost_once: Said,
    cost_per_period: Said,
    owner: Said,
    status: Said,
    effects: Said,
    weights: Said,
    excludes: Said,
    requires: Said,
}}

record! { Fix, "fix", fixes }

impl Content for Fix {
    content!();
    fn check(&self, problems: &mut Problems) {
        problems.text("name", &self.name);
        problems.amount("cost_once", self.cost_once);
        problems.amount("cost_per_period", self.cost_per_period);
        for (at, effect) in self.effects.iter().enumerate() {
            for (burden, factor) in effect.burdens.iter() {
                problems.amount(&format!("effects.{at}.burdens.{}", burden.key()), *factor);
            }
            problems.share(&format!("effects.{at}.drop_off"), effect.drop_off);
            problems.signed(&format!("effects.{at}.cost_to_serve"), effect.cost_to_serve);
        }
        for (at, change) in self.weights.iter().enumerate() {
            problems.amount(&format!("weights.{at}.weight"), change.weight);
        }
    }
    fn refers_to(&self, visit: &mut dyn FnMut(&'static str, &'static str, &Id)) {
        if let Some(owner) = &self.owner {
            visit("owner", "owners", owner);
        }
        for effect in &self.effects {
            visit("effects", "touchpoints", &effect.touchpoint);
        }
        for change in &self.weights {
            visit("weights", "transitions", &change.transition);
        }
        for (field, ids) in [("excludes", &self.excludes), ("requires", &self.requires)] {
            for id in ids {
                visit(field, "fixes", id);
            }
        }
    }
}
