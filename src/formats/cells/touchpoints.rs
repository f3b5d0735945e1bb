//! The cells of a touchpoint.

use super::{Field, YES, says_yes, shown, taken};
use crate::edit::{self, Draft, Refusal, Tracked};
use crate::geometry::Point;
use crate::model::{
    Burden, Channel, Id, Journey, Owner, Perspective, Score, Stage, Table, Touchpoint, Value,
};

/// A column of the table of touchpoints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TouchpointField {
    /// What it is called.
    Name,
    /// The name of its stage.
    Stage,
    /// The name of its channel.
    Channel,
    /// The name of its owner.
    Owner,
    /// Whether the customer does not see it.
    Backstage,
    /// Whether it is a moment of truth.
    MomentOfTruth,
    /// The score of a burden, in the perspective.
    Burden(Burden),
    /// The score of a value, in the perspective.
    Value(Value),
    /// The margin per visit, in currency.
    Margin,
    /// The cost to serve per visit, in currency.
    CostToServe,
    /// The drop-off as typed, 0 to 1.
    DropOff,
    /// A pain point a line.
    PainPoints,
    /// An opportunity a line.
    Opportunities,
    /// Free text.
    Notes,
}

impl Field for TouchpointField {
    fn all() -> Vec<Self> {
        let places =
            [Self::Name, Self::Stage, Self::Channel, Self::Owner, Self::Backstage, Self::MomentOfTruth];
        let money = [Self::Margin, Self::CostToServe, Self::DropOff];
        let words = [Self::PainPoints, Self::Opportunities, Self::Notes];
        let burdens = Burden::ALL.map(Self::Burden);
        let values = Value::ALL.map(Self::Value);
        [&places[..], &burdens, &values, &money, &words].concat()
    }

    fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Stage => "stage",
            Self::Channel => "channel",
            Self::Owner => "owner",
            Self::Backstage => "backstage",
            Self::MomentOfTruth => "moment_of_truth",
            Self::Burden(burden) => burden.key(),
            Self::Value(value) => value.key(),
            Self::Margin => "margin",
            Self::CostToServe => "cost_to_serve",
            Self::DropOff => "drop_off",
            Self::PainPoints => "pain_points",
            Self::Opportunities => "opportunities",
            Self::Notes => "notes",
        }
    }

    fn is_number(self) -> bool {
        matches!(self, Self::Burden(_) | Self::Value(_) | Self::Margin | Self::CostToServe | Self::DropOff)
    }

    fn ids(journey: &Journey) -> Vec<Id> {
        journey.touchpoints.ids().cloned().collect()
    }

    fn read(self, journey: &Journey, id: &Id, perspective: Perspective) -> String {
        let Some(touchpoint) = journey.touchpoints.get(id) else { return String::new() };
        let yes = |on: bool| if on { YES.to_owned() } else { String::new() };
        match self {
            Self::Name => touchpoint.name.clone(),
            Self::Stage => name_of(&journey.stages, &touchpoint.stage, |stage| &stage.name),
            Self::Channel => name_of(&journey.channels, &touchpoint.channel, |channel| &channel.name),
            Self::Owner => name_of(&journey.owners, &touchpoint.owner, |owner| &owner.name),
            Self::Backstage => yes(touchpoint.backstage),
            Self::MomentOfTruth => yes(touchpoint.moment_of_truth),
            Self::Burden(burden) => shown(touchpoint.burden(burden, perspective)),
            Self::Value(value) => shown(touchpoint.value(value, perspective)),
            Self::Margin => shown(touchpoint.margin),
            Self::CostToServe => shown(touchpoint.cost_to_serve),
            Self::DropOff => shown(touchpoint.drop_off.share),
            Self::PainPoints => touchpoint.pain_points.join("\n"),
            Self::Opportunities => touchpoint.opportunities.join("\n"),
            Self::Notes => touchpoint.notes.clone(),
        }
    }

    fn write(
        self,
        draft: &mut Draft<'_>,
        id: &Id,
        perspective: Perspective,
        text: &str,
        fresh: &mut dyn FnMut() -> Id,
    ) -> Result<(), Refusal> {
        let number = if self.is_number() { taken(self.key(), text)? } else { None };
        let yes = match self {
            Self::Backstage | Self::MomentOfTruth => says_yes(self.key(), text)?,
            _ => false,
        };
        let place = match self {
            Self::Stage => record(draft, fresh, text, |s: &Stage| &s.name, |s| &mut s.name)?,
            Self::Channel => record(draft, fresh, text, |c: &Channel| &c.name, |c| &mut c.name)?,
            Self::Owner => record(draft, fresh, text, |o: &Owner| &o.name, |o| &mut o.name)?,
            _ => None,
        };
        draft.change::<Touchpoint>(id, |touchpoint| match self {
            Self::Name => touchpoint.name = text.into(),
            Self::Stage => touchpoint.stage = place,
            Self::Channel => touchpoint.channel = place,
            Self::Owner => touchpoint.owner = place,
            Self::Backstage => touchpoint.backstage = yes,
            Self::MomentOfTruth => touchpoint.moment_of_truth = yes,
            Self::Burden(burden) => put(&mut touchpoint.burdens[burden], perspective, number),
            Self::Value(value) => put(&mut touchpoint.values[value], perspective, number),
            Self::Margin => touchpoint.margin = number,
            Self::CostToServe => touchpoint.cost_to_serve = number,
            Self::DropOff => touchpoint.drop_off.share = number,
            Self::PainPoints => touchpoint.pain_points = lines(text),
            Self::Opportunities => touchpoint.opportunities = lines(text),
            Self::Notes => touchpoint.notes = text.into(),
        })
    }

    /// Below the last touchpoint: a row of a spreadsheet has no place on the canvas.
    fn add(draft: &mut Draft<'_>, _: &[(Self, &str)], fresh: &mut dyn FnMut() -> Id) -> Result<Id, Refusal> {
        let id = fresh();
        let below = |point: Point| Point::new(point.x, point.y + 140.0);
        let last = draft.journey().touchpoints.records().last().map(|last| below(last.position));
        let touchpoint = Touchpoint { position: last.unwrap_or_default(), ..Touchpoint::default() };
        edit::add_touchpoint(draft, id.clone(), touchpoint)?;
        Ok(id)
    }
}

fn name_of<T>(table: &Table<T>, id: &Option<Id>, name: fn(&T) -> &String) -> String {
    id.as_ref().and_then(|id| table.get(id)).map(|record| name(record).clone()).unwrap_or_default()
}

/// The record of that name, added where there is none; none for no name.
fn record<T: Tracked + Default>(
    draft: &mut Draft<'_>,
    fresh: &mut dyn FnMut() -> Id,
    name: &str,
    name_of: fn(&T) -> &String,
    name_mut: fn(&mut T) -> &mut String,
) -> Result<Option<Id>, Refusal> {
    if name.is_empty() {
        return Ok(None);
    }
    let make = |name| {
        let mut record = T::default();
        *name_mut(&mut record) = name;
        record
    };
    edit::named(draft, fresh(), name, |record| name_of(record), make).map(Some)
}

/// A score belongs to the perspective that is shown.
fn put(score: &mut Score, perspective: Perspective, number: Option<f64>) {
    match perspective {
        Perspective::Company => score.assumed = number,
        // To clear what is shown is to clear all of it: else the assumption would stand there next.
        Perspective::Evidence if number.is_none() && score.evidenced.is_none() => score.assumed = None,
        Perspective::Evidence => score.evidenced = number,
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
