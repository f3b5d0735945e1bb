//! What every number on the map is counted by: who enters, what burdens weigh, which fixes are tried.

use super::editor::Editor;
use super::prelude::*;
use super::session::Session;
use crate::analysis::{Fixes, Network, Readings};
use crate::model::{Burden, ByBurden, Id};
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

/// A network with some of the journey's fixes on.
pub fn with_fixes(editor: Editor, today: &Network, tried: &[Id]) -> Arc<Network> {
    let fixes = editor.read(|journey| Fixes::of(journey, today));
    let places = fixes.all.iter().enumerate().filter(|(_, fix)| tried.contains(&fix.id));
    let places: Vec<usize> = places.map(|(at, _)| at).collect();
    Arc::new(today.with_fixes(&fixes, &places))
}
