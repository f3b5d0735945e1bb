//! What is drawn of each record, and told to its card or arrow alone.

use super::channels;
use super::each::Each;
use super::editor::Editor;
use super::icons::Icon;
use super::prelude::*;
use crate::analysis::{Network, Reading, TouchpointReading, TransitionReading};
use crate::model::{Id, Journey, Touchpoint};
use std::sync::Arc;

/// What a card shows of its record and of those that it names.
#[derive(Clone)]
pub struct Drawn {
    /// The record.
    pub record: Arc<Touchpoint>,
    /// The name of its owner.
    pub owner: Option<String>,
    /// The picture of its channel.
    pub channel: Icon,
}

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        let same = Arc::ptr_eq(&self.record, &other.record) || self.record == other.record;
        same && self.owner == other.owner && self.channel == other.channel
    }
}

fn drawn(journey: &Journey, id: &Id) -> Option<Drawn> {
    let record = journey.touchpoints.shared(id)?.clone();
    let owner = record.owner.as_ref().and_then(|id| journey.owners.get(id));
    let channel = record.channel.as_ref().and_then(|id| journey.channels.get(id));
    Some(Drawn {
        owner: owner.map(|owner| owner.name.clone()),
        channel: channel.map_or(Icon::Card, channels::picture),
        record,
    })
}

/// What is drawn of each touchpoint; `None` once it went.
pub fn records(editor: Editor) -> Each<Option<Drawn>> {
    Each::new(move || editor.read(|_| ()), move |id| editor.read(|journey| drawn(journey, id)))
}

/// The numbers of each touchpoint.
pub fn touchpoints(editor: Editor, reading: Memo<Arc<Reading>>) -> Each<Option<TouchpointReading>> {
    let watch = move || {
        editor.read(|_| ());
        reading.track();
    };
    Each::new(watch, move |id| touchpoint(editor, reading, id))
}

/// The numbers of a touchpoint.
pub fn touchpoint(editor: Editor, reading: Memo<Arc<Reading>>, id: &Id) -> Option<TouchpointReading> {
    let place = editor.read(|journey| journey.touchpoints.place_of(id))?;
    reading.with(|reading| reading.touchpoints.get(place).cloned())
}

/// The numbers of each transition; `None` for one that is no part of the chain.
pub fn transitions(
    editor: Editor,
    network: Memo<Arc<Network>>,
    reading: Memo<Arc<Reading>>,
) -> Each<Option<TransitionReading>> {
    let watch = move || {
        editor.read(|_| ());
        network.track();
        reading.track();
    };
    let look = move |id: &Id| {
        let place = editor.read(|journey| journey.transitions.place_of(id))?;
        transition(network, reading, place)
    };
    Each::new(watch, look)
}

/// The numbers of the transition at a place of the journey's table; `None` for one that is no part of
/// the chain.
pub fn transition(
    network: Memo<Arc<Network>>,
    reading: Memo<Arc<Reading>>,
    place: usize,
) -> Option<TransitionReading> {
    let place = way_place(network, place)?;
    reading.with(|reading| reading.transitions.get(place).copied())
}

/// The place in the network of the transition at a place of the journey's table; `None` for one that is
/// no part of the chain.
pub fn way_place(network: Memo<Arc<Network>>, place: usize) -> Option<usize> {
    network.with(|network| network.transition_places.get(place).copied().flatten())
}
