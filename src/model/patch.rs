//! What differs between two journeys, record by record: what an edit changed, and what a scenario is.

use super::{
    About, Channel, Content, Evidence, Field, Fix, Id, Misfit, Outcome, Owner, Problem, Problems, Record,
    Scenario, Segment, Stage, Step, Touchpoint, Transition, Why, field::fields, written,
};
use serde_json::{Map, Value};
use std::sync::Arc;

/// A record and its place in its table.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed<T> {
    /// Counted from 0.
    pub at: usize,
    /// The record.
    pub record: Arc<T>,
}

/// One record before and after an edit; `None` is "did not exist".
#[derive(Clone, Debug, PartialEq)]
pub struct Change<T> {
    /// Which record.
    pub id: Id,
    /// As it was.
    pub before: Option<Placed<T>>,
    /// As it is.
    pub after: Option<Placed<T>>,
}

/// The journey's own fields before and after an edit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AboutChange {
    /// As they were.
    pub before: About,
    /// As they are.
    pub after: About,
}

fields! { AboutChange, new AboutChange::default(), { before: Required, after: Required } }

/// What one edit changed: the one currency of undo, of the journal and of other tabs.
///
/// Laws: applying a patch and then its inverse gives the same journey back; a patch of a patch's
/// inverse is the patch. The changes of a kind hold in their order, the kinds are independent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Patch {
    /// The journey's own fields.
    pub about: Option<AboutChange>,
    /// Changes of stages.
    pub stages: Vec<Change<Stage>>,
    /// Changes of channels.
    pub channels: Vec<Change<Channel>>,
    /// Changes of owners.
    pub owners: Vec<Change<Owner>>,
    /// Changes of segments.
    pub segments: Vec<Change<Segment>>,
    /// Changes of touchpoints.
    pub touchpoints: Vec<Change<Touchpoint>>,
    /// Changes of outcomes.
    pub outcomes: Vec<Change<Outcome>>,
    /// Changes of transitions.
    pub transitions: Vec<Change<Transition>>,
    /// Changes of evidence.
    pub evidence: Vec<Change<Evidence>>,
    /// Changes of fixes.
    pub fixes: Vec<Change<Fix>>,
    /// Changes of scenarios.
    pub scenarios: Vec<Change<Scenario>>,
}

/// A record whose changes a patch can hold.
pub trait Tracked: Record {
    /// The patch's changes of such records.
    fn changes(patch: &Patch) -> &Vec<Change<Self>>;
    /// The same, to add to.
    fn changes_mut(patch: &mut Patch) -> &mut Vec<Change<Self>>;
}

/// A place in a table, and what stood there.
pub type Stood<'a> = (usize, &'a dyn Content);

/// The changes of records of whatever kind.
pub trait Changes {
    /// What such a record is called in messages, in the singular.
    fn kind(&self) -> &'static str;
    /// The name of their table in the file.
    fn plural(&self) -> &'static str;
    /// How many there are.
    fn count(&self) -> usize;
    /// Which record the change at a place is of, and where and what it was before and after.
    fn change(&self, at: usize) -> Option<(&Id, [Option<Stood<'_>>; 2])>;
    /// Adds a change. Places are those before and after, of records of which nothing is said yet.
    fn put_blank(&mut self, id: Id, places: [Option<usize>; 2]) -> [Option<&mut dyn Content>; 2];
    /// Makes them what takes them back.
    fn invert(&mut self);
}

impl<T: Tracked> Changes for Vec<Change<T>> {
    fn kind(&self) -> &'static str {
        T::KIND
    }
    fn plural(&self) -> &'static str {
        T::PLURAL
    }
    fn count(&self) -> usize {
        self.len()
    }
    fn change(&self, at: usize) -> Option<(&Id, [Option<Stood<'_>>; 2])> {
        let change = self.get(at)?;
        let sides = [&change.before, &change.after];
        let stood =
            sides.map(|side| Some((side.as_ref()?.at, side.as_ref()?.record.as_ref() as &dyn Content)));
        Some((&change.id, stood))
    }
    fn put_blank(&mut self, id: Id, places: [Option<usize>; 2]) -> [Option<&mut dyn Content>; 2] {
        let blank = |at: usize| Placed { at, record: Arc::new(T::blank()) };
        let [before, after] = places.map(|place| place.map(blank));
        self.push(Change { id, before, after });
        let Some(Change { before, after, .. }) = self.last_mut() else { return [None, None] };
        [before, after].map(|placed| Some(Arc::get_mut(&mut placed.as_mut()?.record)? as &mut dyn Content))
    }
    fn invert(&mut self) {
        self.reverse();
        for change in self {
            std::mem::swap(&mut change.before, &mut change.after);
        }
    }
}

macro_rules! tracked {
    ($($type:ty: $field:ident),* $(,)?) => {$(
        impl Tracked for $type {
            fn changes(patch: &Patch) -> &Vec<Change<Self>> {
                &patch.$field
            }
            fn changes_mut(patch: &mut Patch) -> &mut Vec<Change<Self>> {
                &mut patch.$field
            }
        }
    )*

        impl Patch {
            /// The changes of every kind of record, in the order of the file.
            pub fn kinds(&self) -> [&dyn Changes; 10] {
                [$(&self.$field),*]
            }

            /// The same, to add to.
            pub fn kinds_mut(&mut self) -> [&mut dyn Changes; 10] {
                [$(&mut self.$field),*]
            }
        }
    };
}

tracked! {
    Stage: stages, Channel: channels, Owner: owners, Segment: segments, Touchpoint: touchpoints,
    Outcome: outcomes, Transition: transitions, Evidence: evidence, Fix: fixes, Scenario: scenarios,
}

/// Its form in the file and in the journal, exact in both directions:
/// `{"touchpoints": [{"id": …, "before": {"at": 3, "record": {…}, "extra": {…}}, "after": null}]}`
impl Field for Patch {
    fn blank() -> Self {
        Self::default()
    }
    fn is_blank(&self) -> bool {
        *self == Self::default()
    }
    fn value(&self) -> Value {
        let mut kinds = Map::new();
        if let Some(change) = &self.about {
            kinds.insert("about".into(), change.value());
        }
        for changes in self.kinds().into_iter().filter(|changes| changes.count() > 0) {
            let all = (0..changes.count()).filter_map(|at| changes.change(at));
            let all = all.map(|(id, sides)| change_value(id, sides)).collect();
            kinds.insert(changes.plural().into(), Value::Array(all));
        }
        Value::Object(kinds)
    }
    fn take(&mut self, value: &Value) -> Result<(), Misfit> {
        *self = Self::default();
        let kinds = value.as_object().ok_or(Why::NoPlaceHere)?;
        if let Some(value) = kinds.get("about") {
            let about = self.about.insert(AboutChange::default());
            about.take(value).map_err(|misfit| misfit.within(Step::Key("about".into())))?;
        }
        for changes in self.kinds_mut() {
            let plural = changes.plural();
            let Some(value) = kinds.get(plural) else { continue };
            take_changes(changes, value).map_err(|misfit| misfit.within(Step::Key(plural.into())))?;
        }
        Ok(())
    }
}

fn change_value(id: &Id, [before, after]: [Option<Stood<'_>>; 2]) -> Value {
    let side = |stood: Option<Stood<'_>>| stood.map_or(Value::Null, |(at, record)| stood_value(at, record));
    object([("id", id.as_str().into()), ("before", side(before)), ("after", side(after))])
}

fn stood_value(at: usize, record: &dyn Content) -> Value {
    let fields = Value::Object(written(record));
    let extra = record.extra();
    match extra.is_empty() {
        true => object([("at", at.into()), ("record", fields)]),
        false => object([("at", at.into()), ("record", fields), ("extra", Value::Object(extra.clone()))]),
    }
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn take_changes(changes: &mut dyn Changes, value: &Value) -> Result<(), Misfit> {
    for (at, value) in value.as_array().ok_or(Why::NoList)?.iter().enumerate() {
        take_change(changes, value).map_err(|misfit| misfit.within(Step::Item(at)))?;
    }
    Ok(())
}

fn take_change(changes: &mut dyn Changes, value: &Value) -> Result<(), Misfit> {
    const SIDES: [&str; 2] = ["before", "after"];
    let change = value.as_object().ok_or(Why::NoPlaceHere)?;
    let id = change.get("id").and_then(Value::as_str).ok_or(Why::Lacks("id"))?;
    let id = Id::new(id).map_err(|bad| Misfit::from(Why::NoId(bad)))?;
    let mut places = [None; 2];
    for (name, place) in SIDES.into_iter().zip(&mut places) {
        match change.get(name) {
            None => return Err(Why::Lacks(name).into()),
            Some(Value::Null) => {}
            Some(side) => {
                let at = side.get("at").and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
                *place = Some(at.ok_or(Misfit::from(Why::Lacks("at")).within(Step::Key(name.into())))?);
            }
        }
    }
    if places == [None; 2] {
        return Err(Why::NoPlaceHere.into());
    }
    for (name, record) in SIDES.into_iter().zip(changes.put_blank(id, places)) {
        if let (Some(side), Some(record)) = (change.get(name), record) {
            take_side(record, side).map_err(|misfit| misfit.within(Step::Key(name.into())))?;
        }
    }
    Ok(())
}

fn take_side(record: &mut dyn Content, side: &Value) -> Result<(), Misfit> {
    let within = |misfit: Misfit| misfit.within(Step::Key("record".into()));
    super::take(record, side.get("record").ok_or(Why::Lacks("record"))?).map_err(within)?;
    if let Some(extra) = side.get("extra") {
        *record.extra_mut() = extra.as_object().ok_or(Why::NoPlaceHere)?.clone();
    }
    Ok(())
}

impl Patch {
    /// The first field of a record of it that is out of its range: of what ("stage s"), which, and why.
    pub fn problem(&self) -> Option<(String, Problem)> {
        let first = |check: &dyn Fn(&mut Problems)| {
            let mut problems = Problems::default();
            check(&mut problems);
            problems.found.into_iter().next()
        };
        if let Some(change) = &self.about {
            let problem = first(&|problems| change.before.check(problems));
            if let Some(problem) = problem.or_else(|| first(&|problems| change.after.check(problems))) {
                return Some(("about".into(), problem));
            }
        }
        for changes in self.kinds() {
            for (id, sides) in (0..changes.count()).filter_map(|at| changes.change(at)) {
                let mut sides = sides.into_iter().flatten();
                let found = sides.find_map(|(_, record)| first(&|problems| record.check(problems)));
                if let Some(problem) = found {
                    return Some((format!("{} {id}", changes.kind()), problem));
                }
            }
        }
        None
    }
}
