//! Which touchpoints stand side by side, and in which order.

use super::super::catalogue as text;
use super::super::desk::Desk;
use crate::analysis::paths::{Limits, Path, Which, most_probable};
use crate::geometry::{largest_first, ordered};
use crate::model::{Id, Journey, Touchpoint};

/// The choice of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Every touchpoint, stage by stage.
    Stages,
    /// The most probable way to a success.
    Probable,
    /// Of the likeliest ways to a success, the one that is worth most in the book that is shown.
    Valuable,
    /// What was selected when the view opened, in that order.
    Chosen,
}

impl Columns {
    /// What is shown, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Stages => text::ALL_STAGES_ABOUT,
            Self::Probable => text::MOST_PROBABLE_ABOUT,
            Self::Valuable => text::MOST_VALUABLE_ABOUT,
            Self::Chosen => text::SELECTED_ABOUT,
        }
    }
}

/// Among how many of the likeliest ways the most valuable one is looked for.
const LIKELY: usize = 20;

/// The touchpoints of a choice. A way that comes back to a touchpoint names it again.
pub fn columns(desk: Desk, which: Columns, chosen: &[Id]) -> Vec<Id> {
    match which {
        Columns::Stages => desk.editor.read(by_stage),
        Columns::Chosen => desk
            .editor
            .read(|journey| chosen.iter().filter(|id| journey.touchpoints.contains(id)).cloned().collect()),
        Columns::Probable => walk(desk, likely(desk, 1)),
        Columns::Valuable => {
            let book = desk.session.book.get();
            walk(desk, largest_first(likely(desk, LIKELY), |path| path.value[book]))
        }
    }
}

fn likely(desk: Desk, count: usize) -> Vec<Path> {
    let limits = Limits { count, expansions: 20_000, ..Limits::default() };
    let segment = desk.derived.segment_place();
    let (network, readings) = (desk.derived.network.get(), desk.derived.readings.get());
    most_probable(&network, &readings, segment, Which::Successful, limits).paths
}

fn walk(desk: Desk, paths: Vec<Path>) -> Vec<Id> {
    let Some(path) = paths.into_iter().next() else { return Vec::new() };
    desk.editor.read(|journey| {
        path.touchpoints.iter().filter_map(|at| journey.touchpoints.id_at(*at).cloned()).collect()
    })
}

/// Every touchpoint: by stage, those without one last, then from left to right and down.
fn by_stage(journey: &Journey) -> Vec<Id> {
    let all: Vec<(&Id, &Touchpoint)> = journey.touchpoints.iter().collect();
    let key = |at: usize| {
        let (_, touchpoint) = all.get(at)?;
        let stage = touchpoint.stage.as_ref().and_then(|id| journey.stages.place_of(id));
        Some((stage.unwrap_or(usize::MAX), touchpoint.position))
    };
    let compare = |a: usize, b: usize| {
        let (Some((stage, here)), Some((other, there))) = (key(a), key(b)) else {
            return std::cmp::Ordering::Equal;
        };
        stage.cmp(&other).then(here.x.total_cmp(&there.x)).then(here.y.total_cmp(&there.y))
    };
    let places = ordered(all.len(), &compare);
    places.into_iter().filter_map(|at| all.get(at).map(|(id, _)| (*id).clone())).collect()
}
