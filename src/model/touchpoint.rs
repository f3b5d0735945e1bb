//! Where a customer meets the organisation.

use super::{
    Burden, ByBurden, ByValue, Content, Extra, Id, Perspective, Problems, Range, Score, Value,
    field::fields,
    record::{content, record},
};
use crate::geometry::Point;

/// Today's drop-off of a touchpoint, if known: typed as a share, or observed as counts.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DropOff {
    /// The share of visits that end here, 0 to 1, as typed.
    pub share: Option<f64>,
    /// How far the typed share may be off.
    pub range: Range,
    /// How many were seen to leave here.
    pub left: Option<f64>,
    /// How many were seen to go on.
    pub stayed: Option<f64>,
}

fields! { DropOff, new DropOff::default(), { share: Said, range: Said, left: Said, stayed: Said } }

impl DropOff {
    /// The known drop-off, 0 to 1: the observed one where there are counts, else the typed one.
    pub fn known(&self) -> Option<f64> {
        match (self.left, self.stayed) {
            (Some(left), Some(stayed)) if left + stayed > 0.0 => Some(left / (left + stayed)),
            _ => self.share,
        }
    }

    /// Whether it was counted, which a typed share is then nothing beside.
    pub fn is_counted(&self) -> bool {
        self.left.zip(self.stayed).is_some_and(|(left, stayed)| left + stayed > 0.0)
    }
}

/// Where a customer meets the organisation, with what it costs them and gives them.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Touchpoint {
    /// What it is called.
    pub name: String,
    /// The column it stands in.
    pub stage: Option<Id>,
    /// The way of meeting.
    pub channel: Option<Id>,
    /// The team that answers for it.
    pub owner: Option<Id>,
    /// Whether the customer does not see it.
    pub backstage: bool,
    /// Whether it is a moment of truth.
    pub moment_of_truth: bool,
    /// What a visit costs the customer.
    pub burdens: ByBurden<Score>,
    /// What a visit gives the customer, 0 to 10 each.
    pub values: ByValue<Score>,
    /// `m`: the organisation's margin per visit, in currency.
    pub margin: Option<f64>,
    /// How far the margin may be off.
    pub margin_range: Range,
    /// `c`: the organisation's cost to serve per visit, in currency.
    pub cost_to_serve: Option<f64>,
    /// How far the cost to serve may be off.
    pub cost_to_serve_range: Range,
    /// Today's drop-off, if known.
    pub drop_off: DropOff,
    /// What hurts here, in the customer's words.
    pub pain_points: Vec<String>,
    /// What could be better here.
    pub opportunities: Vec<String>,
    /// Free text.
    pub notes: String,
    /// The card's top left corner on the canvas.
    pub position: Point,
    /// Fields of newer versions.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

fields! { Touchpoint, new Touchpoint::default(), {
    name: Always,
    stage: Said,
    channel: Said,
    owner: Said,
    backstage: Said,
    moment_of_truth: Said,
    burdens: Said,
    values: Said,
    margin: Said,
    margin_range: Said,
    cost_to_serve: Said,
    cost_to_serve_range: Said,
    drop_off: Said,
    pain_points: Said,
    opportunities: Said,
    notes: Said,
    position: Always,
}}

impl Touchpoint {
    /// The score of a burden that counts in a perspective; `None` is unknown.
    pub fn burden(&self, burden: Burden, perspective: Perspective) -> Option<f64> {
        self.burdens[burden].seen_by(perspective)
    }

    /// The score of a value that counts in a perspective; `None` is unknown.
    pub fn value(&self, value: Value, perspective: Perspective) -> Option<f64> {
        self.values[value].seen_by(perspective)
    }

    /// The mean of the values that are scored in a perspective, 0 to 10; `None` where none is.
    pub fn mean_value(&self, perspective: Perspective) -> Option<f64> {
        ByValue::from_fn(|value| self.value(value, perspective)).mean()
    }

    /// Every score that says something.
    fn scores(&self) -> impl Iterator<Item = (&'static str, &'static str, Option<f64>, &Score)> {
        let burdens = self.burdens.iter().map(|(b, score)| ("burdens", b.key(), b.top(), score));
        let values = self.values.iter().map(|(v, score)| ("values", v.key(), Some(Value::TOP), score));
        burdens.chain(values).filter(|(.., score)| **score != Score::default())
    }
}

record! { Touchpoint, "touchpoint", touchpoints }

impl Content for Touchpoint {
    content!();
    fn check(&self, problems: &mut Problems) {
        problems.text("name", &self.name);
        problems.text("notes", &self.notes);
        for (list, texts) in [("pain_points", &self.pain_points), ("opportunities", &self.opportunities)] {
            for (at, text) in texts.iter().enumerate() {
                problems.text(&format!("{list}.{at}"), text);
            }
        }
        for (group, key, top, score) in self.scores() {
            let top = top.unwrap_or(super::limits::AMOUNT);
            problems.range(&format!("{group}.{key}.assumed"), score.assumed, 0.0, top);
            problems.range(&format!("{group}.{key}.evidenced"), score.evidenced, 0.0, top);
            let path = |side: &str| format!("{group}.{key}.{side}");
            score.assumed_range.check(problems, &path("assumed_range"), 0.0, top);
            score.evidenced_range.check(problems, &path("evidenced_range"), 0.0, top);
            problems.amount(&path("n"), score.n);
        }
        problems.signed("margin", self.margin);
        problems.signed("cost_to_serve", self.cost_to_serve);
        let most = super::limits::AMOUNT;
        self.margin_range.check(problems, "margin_range", -most, most);
        self.cost_to_serve_range.check(problems, "cost_to_serve_range", -most, most);
        problems.share("drop_off.share", self.drop_off.share);
        self.drop_off.range.check(problems, "drop_off.range", 0.0, 1.0);
        problems.amount("drop_off.left", self.drop_off.left);
        problems.amount("drop_off.stayed", self.drop_off.stayed);
        problems.point("position", self.position);
    }
    fn refers_to(&self, visit: &mut dyn FnMut(&'static str, &'static str, &Id)) {
        for (field, table, id) in [
            ("stage", "stages", &self.stage),
            ("channel", "channels", &self.channel),
            ("owner", "owners", &self.owner),
        ] {
            if let Some(id) = id {
                visit(field, table, id);
            }
        }
        for (group, _, _, score) in self.scores() {
            for id in &score.evidence {
                visit(group, "evidence", id);
            }
        }
    }
}
