//! What the journey means, as memos: network, readings, findings, and what the screens ask of them.

use super::editor::Editor;
use super::measured::{self, Mark, Marks};
use super::numbers::Numbers;
use super::prelude::*;
use super::scale::{Bars, Scale, WIDTH_LEAST, scale, width};
use super::session::{Overlay, Session};
use super::totals::{Gaps, entrants, gaps, segment_place, weights, with_fixes};
use crate::analysis::{
    Book, Finding, Findings, Network, Reading, Readings, Structure, TouchpointReading, TransitionReading,
};
use crate::model::{Burden, ByBurden, Id, Journey, Touchpoint};
use std::sync::Arc;
use std::time::Duration;

/// What the journey means. Every memo is equal after an edit that changes no number.
#[derive(Clone, Copy)]
pub struct Derived {
    /// The part of the journey that analyses depend on, as it is today.
    pub today: Memo<Arc<Network>>,
    /// The same with the fixes that are tried; all other numbers are of this one.
    pub network: Memo<Arc<Network>>,
    /// Every number of it.
    pub readings: Memo<Arc<Readings>>,
    /// What is odd about it.
    pub findings: Memo<Arc<Findings>>,
    /// What the graph says by itself.
    pub structure: Memo<Arc<Structure>>,
    pub(super) reading: Memo<Arc<Reading>>,
    entrants: Memo<f64>,
    weights: Memo<ByBurden<f64>>,
    scale: Memo<Scale>,
    /// The scale of what is drawn here alone.
    own_scale: Memo<Scale>,
    /// That of what is drawn beside it, and its gaps: both are drawn on one.
    other: RwSignal<Option<(Memo<Scale>, Memo<Gaps>)>>,
    gaps: Memo<Gaps>,
    crowded: Memo<bool>,
    numbers: Memo<Numbers>,
    marks: Memo<Marks>,
    pub(super) editor: Editor,
    session: Session,
    spoken: RwSignal<u32>,
    /// Of the journey as it is, drawn beside a scenario: that scenario.
    scenario: Option<Editor>,
}

/// How long descriptions wait for the numbers to come to rest.
const REST: Duration = Duration::from_millis(100);

/// The same while something is only tried, as by a slider that is held.
const REST_HELD: Duration = Duration::from_millis(300);

/// With more transitions than this, the least of them are drawn faint.
const CROWD: usize = 60;

impl Derived {
    /// The meaning of the open journey, as the session looks at it.
    pub fn new(editor: Editor, session: Session) -> Self {
        Self::made(editor, session, None)
    }

    /// The meaning of the journey as it is, drawn beside the scenario that this is of; both on one scale.
    pub fn of_as_is(self, editor: Editor, session: Session) -> Self {
        let beside = Self::made(editor, session, Some(self.editor));
        beside.other.set(Some((self.own_scale, self.gaps)));
        self.other.set(Some((beside.own_scale, beside.gaps)));
        beside
    }

    fn made(editor: Editor, session: Session, scenario: Option<Editor>) -> Self {
        let today = Memo::new(move |_| {
            let perspective = session.perspective.get();
            Arc::new(editor.read(|journey| Network::of(journey, perspective)))
        });
        let network = Memo::wide(move |_| {
            let today = today.get();
            session.tried.with(|tried| {
                if tried.is_empty() { today.clone() } else { with_fixes(editor, &today, tried) }
            })
        });
        let readings = Memo::wide(move |_| Arc::new(network.with(|network| Readings::of(network))));
        let findings = Memo::wide(move |_| {
            Arc::new(network.with(|network| readings.with(|readings| Findings::of(network, readings))))
        });
        let structure = Memo::new(move |_| Arc::new(network.with(|network| Structure::of(network))));
        let reading = Memo::wide(move |_| {
            let place =
                session.segment.get().and_then(|id| editor.read(|journey| journey.segments.place_of(&id)));
            readings.with(|readings| {
                let segment = place.and_then(|place| readings.segments.get(place));
                segment.unwrap_or(&readings.together).clone()
            })
        });
        let numbers =
            Memo::wide(move |_| Numbers::of(&editor.read(|journey| journey.about.currency.clone())));
        let entrants = entrants(editor, session, network, readings);
        let own_scale = Memo::wide(move |_| reading.with(|reading| scale(reading, entrants.get())));
        let other: RwSignal<Option<(Memo<Scale>, Memo<Gaps>)>> = RwSignal::default();
        let scale = Memo::wide(move |_| match other.get() {
            Some((other, _)) => own_scale.get().joined(other.get()),
            None => own_scale.get(),
        });
        let crowded = Memo::wide(move |_| editor.read(|journey| journey.transitions.len() > CROWD));
        let spoken = RwSignal::wide(0);
        let derived = Self {
            today,
            network,
            readings,
            findings,
            structure,
            reading,
            entrants,
            weights: weights(editor, session, network),
            scale,
            own_scale,
            other,
            gaps: gaps(editor, session),
            crowded,
            numbers,
            marks: measured::marks(editor, numbers),
            editor,
            session,
            spoken,
            scenario,
        };
        derived.say_after_rest();
        derived
    }

    /// What is spoken follows what was edited, once the hand rests.
    fn say_after_rest(self) {
        let asked = StoredValue::new(0_u32);
        effect(move || {
            self.reading.track();
            self.follow_differences();
            self.gaps.track();
            self.scale.track();
            let rest = if self.editor.is_tried() { REST_HELD } else { REST };
            let ask = asked.get_value().wrapping_add(1);
            asked.set_value(ask);
            // A slider that is held asks at every step; only its last one is waited for.
            set_timeout(
                move || {
                    if asked.get_value() == ask {
                        self.spoken.set(ask);
                    }
                },
                rest,
            );
        });
    }

    /// How numbers are written.
    pub fn numbers(self) -> Numbers {
        self.numbers.get()
    }

    /// The numbers of the segment that is shown, or of all together.
    pub fn reading(self) -> Arc<Reading> {
        self.reading.get()
    }

    /// How many enter in a period, of the segment that is shown or of all.
    pub fn entrants(self) -> f64 {
        self.entrants.get()
    }

    /// The place of the segment that is shown.
    pub fn segment_place(self) -> Option<usize> {
        segment_place(self.editor, self.session)
    }

    /// The numbers of a touchpoint.
    pub fn touchpoint_reading(self, id: &Id) -> Option<TouchpointReading> {
        let place = self.editor.read(|journey| journey.touchpoints.place_of(id))?;
        self.reading.with(|reading| reading.touchpoints.get(place).cloned())
    }

    /// The place of a touchpoint in the network.
    pub fn place(self, id: &Id) -> Option<usize> {
        self.editor.read(|journey| journey.touchpoints.place_of(id))
    }

    /// The place of a transition in the network; `None` for one that is no part of the chain.
    pub fn way_place(self, id: &Id) -> Option<usize> {
        let place = self.editor.read(|journey| journey.transitions.place_of(id))?;
        self.place_of_way(place)
    }

    /// The place in the network of the transition at a place of the journey's table.
    fn place_of_way(self, place: usize) -> Option<usize> {
        self.network.with(|network| network.transition_places.get(place).copied().flatten())
    }

    /// The numbers of the transition at a place of the journey's table; `None` for one that is no
    /// part of the chain.
    pub fn transition_reading(self, place: usize) -> Option<TransitionReading> {
        let place = self.place_of_way(place)?;
        self.reading.with(|reading| reading.transitions.get(place).copied())
    }

    /// The numbers of a transition.
    pub fn transition_reading_of(self, id: &Id) -> Option<TransitionReading> {
        let place = self.editor.read(|journey| journey.transitions.place_of(id))?;
        self.transition_reading(place)
    }

    /// The share of entrants that reach an outcome.
    pub fn outcome_share(self, id: &Id) -> Option<f64> {
        let place = self.editor.read(|journey| journey.outcomes.place_of(id))?;
        self.reading.with(|reading| reading.outcomes.get(place).copied())
    }

    /// The most people that go any one way, per entrant.
    pub fn most_flow(self) -> f64 {
        self.scale.with(|scale| scale.flow)
    }

    /// How wide an arrow is that so many go along, in canvas units.
    pub fn width_of_flow(self, flow: f64) -> f64 {
        width(flow, self.most_flow())
    }

    /// Whether so many arrows are drawn that those of the least width step back.
    pub fn is_crowded(self) -> bool {
        self.crowded.get()
    }

    /// Whether an arrow of this width steps back behind the others.
    pub fn is_faint(self, width: f64) -> bool {
        width <= WIDTH_LEAST && self.is_crowded() && self.most_flow() > 0.0
    }

    /// Of the transitions at the first so many places of the journey's table: how wide the arrow is, in
    /// canvas units, and the share of its touchpoint.
    pub fn widths_and_shares(self, count: usize) -> Vec<(f64, f64)> {
        let most = self.most_flow();
        self.network.with(|network| {
            self.reading.with(|reading| {
                let read = |at: usize| reading.transitions.get(network.transition_places.get(at).copied()??);
                let look = |reading: Option<&TransitionReading>| {
                    let flow = reading.and_then(|reading| reading.flow).unwrap_or(0.0);
                    (width(flow, most), reading.and_then(|reading| reading.probability).unwrap_or(0.0))
                };
                (0..count).map(|at| look(read(at))).collect()
            })
        })
    }

    /// Where an overlay's scale ends, in the unit of its figures.
    pub fn top(self, overlay: Overlay, book: Book) -> f64 {
        let scale = self.scale.get();
        let at = usize::from(book == Book::Customer);
        let of = |pair: [f64; 2]| pair.get(at).copied().unwrap_or(0.0);
        match overlay {
            Overlay::DropOff | Overlay::Owner => super::canvas::DROP_OFF_TOP,
            Overlay::Evidence => 1.0,
            Overlay::Friction => scale.friction,
            Overlay::Value => of(scale.value),
            Overlay::Leak => of(scale.leak),
            Overlay::Views => {
                let most = |gaps: &Gaps| gaps.iter().flatten().map(|gap| gap.abs()).fold(0.0, f64::max);
                let other = self.other.get().map_or(0.0, |(_, gaps)| gaps.with(most));
                self.gaps.with(most).max(other)
            }
        }
    }

    /// The place of a touchpoint's owner in the journey's table.
    pub fn owner_place(self, touchpoint: &Touchpoint) -> Option<usize> {
        let owner = touchpoint.owner.as_ref()?;
        self.editor.read(|journey| journey.owners.place_of(owner))
    }

    /// What a unit of friction is of the heaviest card, at least of a hazard of 0.25.
    pub fn friction_scale(self) -> f64 {
        1.0 / self.scale.with(|scale| scale.friction.max(0.25))
    }

    /// How long the bars of a touchpoint's card are, with the fixes that are tried.
    pub fn bars(self, id: &Id) -> Bars {
        let (place, scale) = (self.place(id), self.friction_scale());
        self.network.with(|network| {
            let part = place.and_then(|place| network.touchpoints.get(place));
            part.map_or_else(Bars::default, |part| {
                Bars::of(part, |burden| self.burden_weight(burden) * scale)
            })
        })
    }

    /// How much more leave at a touchpoint by what customers evidence than by what the company assumes, as a
    /// share of visits; `None` where it is not known or not looked at.
    pub fn gap(self, id: &Id) -> Option<f64> {
        let place = self.place(id)?;
        self.gaps.with(|gaps| gaps.get(place).copied().flatten())
    }

    /// What one unit of a burden adds to the hazard, for the segment that is shown (or the largest).
    pub fn burden_weight(self, burden: Burden) -> f64 {
        self.weights.with(|weights| weights[burden])
    }

    /// The first thing that is odd about a touchpoint, as a sentence.
    pub fn finding_at(self, id: &Id) -> Option<String> {
        self.findings.with(|findings| {
            let worth_a_flag = |finding: &&Finding| {
                !matches!(finding, Finding::EntrySupplied { .. } | Finding::Unreached { .. })
            };
            let finding = findings.at(id).find(worth_a_flag)?;
            Some(self.editor.read(|journey| finding.sentence(journey)))
        })
    }

    /// What was measured at a touchpoint.
    pub fn mark(self, id: &Id) -> Option<Mark> {
        self.marks.with(|marks| marks.get(id).cloned())
    }

    /// How a touchpoint, an outcome or a transition of the shown scenario differs from the journey as it is.
    pub fn differs(self, id: &Id) -> Option<&'static str> {
        if let Some(scenario) = self.scenario {
            return self.editor.read(|here| scenario.read(|there| differs(id, here, there, "gone")));
        }
        self.editor.scenario()?;
        self.editor.read(|here| self.editor.peek_base(|there| differs(id, here, there, "new")))
    }

    /// Watches for the moment when numbers or words changed and the hand rests.
    pub fn follow_words(self) {
        self.spoken.track();
    }

    /// Watches what a touchpoint is flagged and marked for.
    pub fn follow_corners(self) {
        self.editor.read(|_| ());
        self.findings.track();
        self.marks.track();
    }

    /// Watches in what the shown scenario differs from the journey as it is.
    pub fn follow_differences(self) {
        let _ = self.editor.scenario();
        self.editor.read(|_| ());
        if let Some(scenario) = self.scenario {
            scenario.read(|_| ());
        }
    }
}

/// How a record of one journey differs from the same of another; `only_here` is said of one that is not there.
fn differs(id: &Id, here: &Journey, there: &Journey, only_here: &'static str) -> Option<&'static str> {
    let (card, other_card) = (here.touchpoints.get(id), there.touchpoints.get(id));
    let (end, other_end) = (here.outcomes.get(id), there.outcomes.get(id));
    let (way, other_way) = (here.transitions.get(id), there.transitions.get(id));
    let is_there = other_card.is_some() || other_end.is_some() || other_way.is_some();
    match (is_there, card == other_card && end == other_end && way == other_way) {
        (_, true) => None,
        (true, _) => Some("changed"),
        (false, _) => Some(only_here),
    }
}
