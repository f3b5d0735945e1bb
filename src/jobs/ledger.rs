//! The loss ledger, which may take a second: up to 1,024 journeys are solved for it, or some orders
//! of its groups drawn.

use super::{Job, Progress, bytes, numbers, question};
use crate::analysis::{
    ByBook, Network,
    ledger::{self, Group, Grouping, Ledger, Sampling},
};
use crate::model::{Id, Journey, Table};

/// Splits the loss of friction. In: what [`question::input`] packs, told a grouping by its place in
/// [`Grouping::ALL`]. Out: what [`answer`] reads.
pub const JOB: Job = Job { name: "ledger", run };

/// A ledger as it came from elsewhere, in currency per entrant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// `V` today.
    pub now: ByBook,
    /// `V` with no friction.
    pub without_friction: ByBook,
    /// How many orders were drawn, where the parts are not exact.
    pub orders: Option<usize>,
    /// The parts, in the order of the journey's tables.
    pub parts: Vec<Part>,
}

/// One part of the loss.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Whose it is: a burden's key, an owner's, a stage's or a touchpoint's id, two owners' ids for a
    /// hand-off; empty for what belongs to nobody.
    pub group: Vec<String>,
    /// Its part of the loss.
    pub loss: ByBook,
    /// The standard error of `loss`; 0 where it is exact.
    pub error: ByBook,
    /// How much of the loss shows here; only by touchpoint, `None` in a trap.
    pub shows: Option<ByBook>,
}

fn run(input: Vec<Vec<u8>>, progress: Progress<'_>) -> Vec<Vec<u8>> {
    let Some((journey, network, choice)) = question::read(&input) else { return Vec::new() };
    let place: usize = choice.parse().unwrap_or_default();
    let Some(grouping) = Grouping::ALL.get(place).copied() else { return Vec::new() };
    let sampling = Sampling::within_a_second(&network, grouping);
    let found = Ledger::of(&network, grouping, sampling, &mut question::in_hundredths(progress));
    let Some(found) = found else { return Vec::new() };
    let mut parts: Vec<Part> = found.parts.iter().map(|part| part_of(&journey, part)).collect();
    if grouping == Grouping::Touchpoint {
        parts = with_places(&journey, &network, parts);
    }
    let orders = found.orders.map_or(f64::NAN, |orders| orders as f64);
    let mut amounts = vec![orders];
    let mut add = |of: ByBook| amounts.extend([of.organisation, of.customer]);
    [found.now, found.without_friction].into_iter().for_each(&mut add);
    let nothing = ByBook { organisation: f64::NAN, customer: f64::NAN };
    for part in &parts {
        [part.loss, part.error, part.shows.unwrap_or(nothing)].into_iter().for_each(&mut add);
    }
    let groups: Vec<String> = parts.iter().map(|part| part.group.join("\t")).collect();
    vec![groups.join("\n").into_bytes(), bytes(&amounts)]
}

fn part_of(journey: &Journey, part: &ledger::Part) -> Part {
    fn id<T>(table: &Table<T>, at: Option<usize>) -> Vec<String> {
        at.and_then(|at| table.id_at(at)).map(Id::to_string).into_iter().collect()
    }
    let group = match part.group {
        Group::Burden(burden) => vec![burden.key().to_owned()],
        Group::Owner(at) => id(&journey.owners, at),
        Group::Stage(at) => id(&journey.stages, at),
        Group::HandOff(pair) => pair.map_or_else(Vec::new, |(from, to)| {
            [id(&journey.owners, Some(from)), id(&journey.owners, Some(to))].concat()
        }),
        Group::Touchpoint(at) => id(&journey.touchpoints, Some(at)),
    };
    Part { group, loss: part.loss, error: part.error, shows: None }
}

/// One part for each touchpoint: a loss also shows where none starts.
fn with_places(journey: &Journey, network: &Network, parts: Vec<Part>) -> Vec<Part> {
    let mut parts = parts.into_iter().peekable();
    let shows = ledger::shows_at(network).into_iter();
    let place = |(id, shows): (&Id, Option<ByBook>)| {
        let group = vec![id.to_string()];
        let own = parts.next_if(|part| part.group == group);
        Part { shows, ..own.unwrap_or(Part { group, ..Part::default() }) }
    };
    journey.touchpoints.ids().zip(shows).map(place).collect()
}

/// The ledger that the job found; `None` where it found none.
pub fn answer(output: &[Vec<u8>]) -> Option<Answer> {
    let [groups, amounts] = output else { return None };
    let amounts: Vec<f64> = numbers(amounts).collect();
    let (orders, amounts) = amounts.split_first()?;
    let book = |pair: &[f64]| match pair {
        [organisation, customer] => ByBook { organisation: *organisation, customer: *customer },
        _ => ByBook::default(),
    };
    let mut pairs = amounts.chunks_exact(2).map(book);
    let (now, without_friction) = (pairs.next()?, pairs.next()?);
    let groups = String::from_utf8_lossy(groups);
    let mut parts = Vec::new();
    // A single empty line is no line to `lines`.
    for group in groups.split('\n') {
        let (Some(loss), Some(error), Some(shows)) = (pairs.next(), pairs.next(), pairs.next()) else {
            break;
        };
        let group = group.split('\t').filter(|id| !id.is_empty()).map(str::to_owned).collect();
        parts.push(Part { group, loss, error, shows: (!shows.organisation.is_nan()).then_some(shows) });
    }
    let orders = (!orders.is_nan()).then_some(*orders as usize);
    Some(Answer { now, without_friction, orders, parts })
}
