//! The most probable walks, loops included.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::receipt::Receipt;
use super::insights::{Insight, cell};
use super::parts::{number_with_receipt, places, segmented};
use crate::analysis::origin::{OfWalk, Question, Walk as Way};
use crate::analysis::paths::{Limits, Path, Paths, Which, most_probable};
use crate::model::{Id, Journey, OutcomeKind};

/// The most probable walks.
pub const INSIGHT: Insight = Insight { name: text::PATHS, about: text::PATHS_ABOUT, view, cells };

/// How many walks are looked for.
const COUNT: usize = 20;
/// How many numbers of a walk are said.
const NUMBERS: usize = 5;
/// How many steps may be tried before the list is cut short; keeps an edit quick.
const EXPANSIONS: usize = 20_000;

fn paths(desk: Desk, which: Which) -> Paths {
    let limits = Limits { count: COUNT, expansions: EXPANSIONS, ..Limits::default() };
    let segment = desk.derived.segment_place();
    let (network, readings) = (desk.derived.network.get(), desk.derived.readings.get());
    most_probable(&network, &readings, segment, which, limits)
}

fn view(desk: Desk) -> Child {
    let which = RwSignal::new(Which::Successful);
    let found = Memo::new(move |_| paths(desk, which.get()));
    let choices = [(Which::Successful, text::SUCCESSFUL_PATHS), (Which::All, text::ALL_PATHS)];
    let covered = move || {
        found.with(|found| {
            let mass = found.mass_covered.map(|mass| desk.derived.numbers().share(mass));
            let mass = mass.unwrap_or_else(|| text::NO_NUMBER.into());
            text::paths_cover(found.paths.len(), &mass, which.get() == Which::Successful)
        })
    };
    let cover = move |desk| found.with(|found| covered_receipt(desk, found));
    let walks = Memo::new(move |_| {
        found.with(|found| found.paths.iter().map(|path| walk(desk, path)).collect::<Vec<_>>())
    });
    [
        segmented(text::WHICH_PATHS, which, choices),
        p().class("small").child(number_with_receipt(desk, covered.into(), Box::new(cover))),
        div().child(places(walks, move |walk| row(desk, walk))),
    ]
    .into_child()
}

/// A walk in words.
#[derive(Clone, PartialEq)]
struct Walk {
    /// The touchpoints on it.
    ids: Vec<Id>,
    /// Their names, with the share that leaves there.
    steps: Vec<(String, String)>,
    /// How it ends, as the style sheet knows it.
    kind: &'static str,
    /// How it ends.
    end: String,
    /// The share of entrants that take it, and what else there is to say.
    numbers: Vec<(OfWalk, String)>,
    /// The same in places of the network.
    way: Way,
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

fn walk(desk: Desk, path: &Path) -> Walk {
    let numbers = desk.derived.numbers();
    let (ids, names, kind, end) = desk.editor.read(|journey| spelled(journey, path));
    let leave = path.drop_off.iter().map(|leave| format!(" −{}", numbers.share_short(*leave)));
    let book = desk.session.book.get();
    let numbers = vec![
        (OfWalk::Probability, numbers.share(path.probability)),
        (OfWalk::People, text::people(&numbers.people(path.probability * desk.derived.entrants()))),
        (OfWalk::Friction, text::friction_of(&numbers.decimal(path.friction * 100.0, 0))),
        (OfWalk::Value(book), numbers.money_short(path.value[book])),
        (OfWalk::HandOffs, text::hand_offs(path.hand_offs)),
    ];
    let steps = names.into_iter().zip(leave).collect();
    let way = Way { touchpoints: path.touchpoints.clone(), outcome: path.outcome };
    Walk { ids, steps, kind, end, numbers, way }
}

fn row(desk: Desk, walk: Memo<Option<Walk>>) -> El {
    let select = move |_| {
        if let Some(walk) = walk.get_untracked() {
            desk.session.selection.set(distinct(&walk.ids));
        }
    };
    // The buttons stay, and with them the focus, while what they say changes.
    let steps = by(move || walk.get(), |walk| walk.as_ref().map(steps));
    let number = |at: usize| {
        let words = move || {
            let said = walk.with(|walk| walk.as_ref().and_then(|walk| walk.numbers.get(at).cloned()));
            said.map(|(_, words)| words).unwrap_or_default()
        };
        let open = move |desk| walk.get_untracked().map(|walk| origin(desk, &walk, at)).unwrap_or_default();
        let number = number_with_receipt(desk, words.into(), Box::new(open));
        if at == 0 { b().child(number) } else { span().child(number) }
    };
    let meta = span().class("meta").child((0..NUMBERS).map(number).collect::<Vec<_>>());
    let walk = button().class("path").on(ev::click, select).child(steps);
    div().class("path-row").child(walk).child(meta)
}

/// Where a number of a walk comes from.
fn origin(desk: Desk, walk: &Walk, at: usize) -> Receipt {
    let Some((of, _)) = walk.numbers.get(at) else { return Receipt::default() };
    let (network, place) = (desk.derived.network.get(), desk.derived.segment_place());
    let origin = desk.derived.readings.with(|readings| walk.way.origin(&network, readings, place, *of));
    let like = match of {
        OfWalk::Probability => Question::Success,
        OfWalk::People => Question::Entrants,
        OfWalk::Value(book) => Question::Value(*book),
        OfWalk::Friction | OfWalk::HandOffs => Question::Steps,
    };
    let origin = origin.map(|origin| Receipt::of_origin(desk, text::walk_words(*of), like, &origin));
    origin.unwrap_or_default()
}

/// Where the share comes from that the walks of the list cover.
fn covered_receipt(desk: Desk, found: &Paths) -> Receipt {
    let numbers = desk.derived.numbers();
    let all = found.mass_covered.filter(|mass| *mass > 0.0).map(|mass| found.probability / mass);
    let share = |share: f64| numbers.share_exact(share);
    let mut receipt = Receipt::of_sum(
        desk,
        [text::PATHS, text::COVERED_SENTENCE, text::COVERED_FORMULA],
        vec![(text::WALKS_TOGETHER.into(), found.probability)],
        &share,
    );
    receipt.terms.extend(all.map(|all| (text::WALKS_OF_ALL.into(), share(all))));
    receipt.number = found.mass_covered.map(share).unwrap_or_default();
    receipt
}

fn steps(walk: &Walk) -> El {
    let step = |(name, leave): &(String, String)| {
        [name.clone().into_child(), el("em").child(leave.clone()).into_child(), " → ".into_child()]
    };
    let end = span().class("end").attr("data-kind", walk.kind).child(walk.end.clone());
    span().class("steps").child(walk.steps.iter().map(step).collect::<Vec<_>>()).child(end)
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

fn cells(desk: Desk) -> Vec<Vec<String>> {
    let head = [text::PATH, text::OUTCOME, text::PROBABILITY].map(str::to_owned).to_vec();
    let found = paths(desk, Which::All);
    let row = |path: &Path| {
        let (_, names, _, end) = desk.editor.read(|journey| spelled(journey, path));
        vec![names.join(" > "), end, cell(path.probability)]
    };
    std::iter::once(head).chain(found.paths.iter().map(row)).collect()
}
