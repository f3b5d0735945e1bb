//! The most probable walks, loops included.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::insights::{Insight, cell};
use crate::analysis::paths::{Limits, Path, Paths, Which, most_probable};
use crate::model::{Id, Journey, OutcomeKind};
use leptos::prelude::*;

/// The most probable walks.
pub const INSIGHT: Insight =
    Insight { name: text::PATHS, about: text::PATHS_ABOUT, view: |desk| view(desk).into_any(), table };

/// How many walks are looked for.
const COUNT: usize = 20;
/// How many steps may be tried before the list is cut short; keeps an edit quick.
const EXPANSIONS: usize = 20_000;

fn paths(desk: Desk, which: Which) -> Paths {
    let limits = Limits { count: COUNT, expansions: EXPANSIONS, ..Limits::default() };
    let segment = desk.derived.segment_place();
    let (network, readings) = (desk.derived.network.get(), desk.derived.readings.get());
    most_probable(&network, &readings, segment, which, limits)
}

fn view(desk: Desk) -> impl IntoView {
    let which = RwSignal::new(Which::Successful);
    let found = Memo::new(move |_| paths(desk, which.get()));
    let choice = move |kind: Which, name: &'static str| {
        view! {
            <button aria-pressed=move || (which.get() == kind).to_string() on:click=move |_| which.set(kind)>{name}</button>
        }
    };
    let covered = move || {
        found.with(|found| {
            let mass = found.mass_covered.map(|mass| desk.derived.numbers().share(mass));
            let mass = mass.unwrap_or_else(|| text::NO_NUMBER.into());
            text::paths_cover(found.paths.len(), &mass, which.get() == Which::Successful)
        })
    };
    let rows =
        move || found.with(|found| found.paths.iter().map(|path| row(desk, path).into_any()).collect_view());
    view! {
        <div class="segmented" role="group" aria-label=text::WHICH_PATHS>
            {choice(Which::Successful, text::SUCCESSFUL_PATHS)}
            {choice(Which::All, text::ALL_PATHS)}
        </div>
        <p class="small">{covered}</p>
        <div>{rows}</div>
    }
}

/// The ids of a walk's touchpoints, its names, and how it ends.
fn spelled(journey: &Journey, path: &Path) -> (Vec<Id>, Vec<String>, &'static str, String) {
    let ids: Vec<Id> =
        path.touchpoints.iter().filter_map(|at| journey.touchpoints.id_at(*at).cloned()).collect();
    let names = ids.iter().map(|id| place_name(journey, id)).collect();
    let outcome = path.outcome.and_then(|at| journey.outcomes.id_at(at));
    let kind = outcome.and_then(|id| journey.outcomes.get(id)).map(|outcome| outcome.kind);
    let kind = match kind {
        Some(OutcomeKind::Success) => "success",
        Some(_) => "other",
        None => "drop",
    };
    let end = outcome.map_or_else(|| text::THEY_LEAVE.to_owned(), |id| place_name(journey, id));
    (ids, names, kind, end)
}

fn row(desk: Desk, path: &Path) -> impl IntoView + use<> {
    let numbers = desk.derived.numbers();
    let (ids, names, kind, end) = desk.editor.read(|journey| spelled(journey, path));
    let steps = names
        .into_iter()
        .zip(&path.drop_off)
        .map(|(name, leave)| {
            let leave = numbers.share_short(*leave);
            view! { {name} <em>" −"{leave}</em> " → " }
        })
        .collect_view();
    let value = path.value[desk.session.book.get()];
    let meta = text::path_meta(
        &numbers.people(path.probability * desk.derived.entrants()),
        &numbers.decimal(path.friction * 100.0, 0),
        &numbers.money_short(value),
        path.hand_offs,
    );
    view! {
        <button class="path" on:click=move |_| desk.session.selection.set(distinct(&ids))>
            <span class="steps">{steps}<span class="end" data-kind=kind>{end}</span></span>
            <span class="meta"><b>{numbers.share(path.probability)}</b><span>{meta}</span></span>
        </button>
    }
}

fn distinct(ids: &[Id]) -> Vec<Id> {
    let mut seen = Vec::with_capacity(ids.len());
    for id in ids {
        if !seen.contains(id) {
            seen.push(id.clone());
        }
    }
    seen
}

fn table(desk: Desk) -> Vec<Vec<String>> {
    let head = [text::PATH, text::OUTCOME, text::PROBABILITY].map(str::to_owned).to_vec();
    let found = paths(desk, Which::All);
    let row = |path: &Path| {
        let (_, names, _, end) = desk.editor.read(|journey| spelled(journey, path));
        vec![names.join(" > "), end, cell(path.probability)]
    };
    std::iter::once(head).chain(found.paths.iter().map(row)).collect()
}
