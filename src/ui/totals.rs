//! What every number on the map is counted by: who enters, what burdens weigh, which fixes are tried.

use super::editor::Editor;
use super::prelude::*;
use super::session::{Overlay, Session};
use crate::analysis::{Fixes, Network, Readings};
use crate::model::{Burden, ByBurden, Id, Perspective};
use std::sync::Arc;

/// The place of the segment that is shown.
pub fn segment_place(editor: Editor, session: Session) -> Option<usize> {
    let id = session.segment.get()?;
    editor.read(|journey| journey.segments.place_of(&id))
}

/// How many people enter in a period, of the segment that is shown.
pub fn entrants(
    editor: Editor,
    session: Session,
    network: Memo<Arc<Network>>,
    readings: Memo<Arc<Readings>>,
) -> Memo<f64> {
    Memo::wide(move |_| match segment_place(editor, session) {
        Some(place) => network.with(|network| network.segments.get(place).map_or(0.0, |own| own.volume)),
        None => readings.with(|readings| readings.entrants),
    })
}

/// What one unit of each burden adds to the hazard, for the segment that is shown (or the largest).
pub fn weights(editor: Editor, session: Session, network: Memo<Arc<Network>>) -> Memo<ByBurden<f64>> {
    Memo::wide(move |_| {
        let place = segment_place(editor, session);
        network.with(|network| match network.segments.get(place.unwrap_or(network.reference)) {
            Some(segment) => segment.burden_weights.clone(),
            None => ByBurden::from_fn(Burden::default_weight),
        })
    })
}

/// A number a touchpoint, by its place, where it is known.
pub type Gaps = Arc<Vec<Option<f64>>>;

/// By place of the touchpoint, how much more leave there by what customers evidence than by what the company
/// assumes, as a share of visits, of the segment that is shown and today; nothing while nobody looks at it.
pub fn gaps(editor: Editor, session: Session) -> Memo<Gaps> {
    Memo::wide(move |_| {
        if session.overlay.get() != Overlay::Views {
            return Arc::default();
        }
        let place = segment_place(editor, session);
        let [evidence, company] = [Perspective::Evidence, Perspective::Company].map(|view| {
            let readings = Readings::of(&editor.read(|journey| Network::of(journey, view)));
            place.and_then(|at| readings.segments.get(at).cloned()).unwrap_or(readings.together)
        });
        let pairs = evidence.touchpoints.iter().zip(&company.touchpoints);
        Arc::new(pairs.map(|(more, less)| Some(more.drop_off? - less.drop_off?)).collect())
    })
}

/// A network with some of the journey's fixes on.
pub fn with_fixes(editor: Editor, today: &Network, tried: &[Id]) -> Arc<Network> {
    let fixes = editor.read(|journey| Fixes::of(journey, today));
    let places = fixes.all.iter().enumerate().filter(|(_, fix)| tried.contains(&fix.id));
    let places: Vec<usize> = places.map(|(at, _)| at).collect();
    Arc::new(today.with_fixes(&fixes, &places))
}
