//! What the journey means, as memos: network, readings, findings, and what the screens ask of them.

use super::catalogue as text;
use super::editor::Editor;
use super::numbers::Numbers;
use super::prelude::*;
use super::session::{Overlay, Session};
use crate::analysis::{
    Book, Finding, Findings, Fixes, Network, Reading, Readings, Structure, TouchpointReading,
    TransitionReading,
};
use crate::model::{Burden, Id, Touchpoint};
use std::sync::Arc;

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
    reading: Memo<Arc<Reading>>,
    scale: Memo<Scale>,
    numbers: Memo<Numbers>,
    editor: Editor,
    session: Session,
}

/// The largest of each number on the map, which colours and widths are seen from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Scale {
    flow: f64,
    friction: f64,
    value: [f64; 2],
    leak: [f64; 2],
}

/// How wide the widest arrow is, in canvas units.
const WIDTH_TOP: f64 = 22.0;
/// How wide an arrow is at least.
const WIDTH_LEAST: f64 = 1.2;

impl Derived {
    /// The meaning of the open journey, as the session looks at it.
    pub fn new(editor: Editor, session: Session) -> Self {
        let today = Memo::new(move |_| {
            let perspective = session.perspective.get();
            Arc::new(editor.read(|journey| Network::of(journey, perspective)))
        });
        let network = Memo::new(move |_| {
            let today = today.get();
            session.tried.with(|tried| {
                if tried.is_empty() { today.clone() } else { with_fixes(editor, &today, tried) }
            })
        });
        let readings = Memo::new(move |_| Arc::new(network.with(|network| Readings::of(network))));
        let findings = Memo::new(move |_| {
            Arc::new(network.with(|network| readings.with(|readings| Findings::of(network, readings))))
        });
        let structure = Memo::new(move |_| Arc::new(network.with(|network| Structure::of(network))));
        let reading = Memo::new(move |_| {
            let place =
                session.segment.get().and_then(|id| editor.read(|journey| journey.segments.place_of(&id)));
            readings.with(|readings| {
                let segment = place.and_then(|place| readings.segments.get(place));
                segment.unwrap_or(&readings.together).clone()
            })
        });
        let numbers = Memo::new(move |_| Numbers::of(&editor.read(|journey| journey.about.currency.clone())));
        let scale = Memo::new(move |_| reading.with(|reading| scale(reading)));
        Self { today, network, readings, findings, structure, reading, scale, numbers, editor, session }
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
        let place = self.segment_place();
        match place {
            Some(place) => self.network.with(|network| network.segments.get(place).map_or(0.0, |s| s.volume)),
            None => self.readings.with(|readings| readings.entrants),
        }
    }

    /// The place of the segment that is shown.
    pub fn segment_place(self) -> Option<usize> {
        let id = self.session.segment.get()?;
        self.editor.read(|journey| journey.segments.place_of(&id))
    }

    /// The numbers of a touchpoint.
    pub fn touchpoint_reading(self, id: &Id) -> Option<TouchpointReading> {
        let place = self.editor.read(|journey| journey.touchpoints.place_of(id))?;
        self.reading.with(|reading| reading.touchpoints.get(place).cloned())
    }

    /// The numbers of the transition at a place of the journey's table; `None` for one that is no
    /// part of the chain.
    pub fn transition_reading(self, place: usize) -> Option<TransitionReading> {
        let place = self.network.with(|network| network.transition_places.get(place).copied().flatten())?;
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
            Overlay::DropOff => super::canvas::DROP_OFF_TOP,
            Overlay::Friction => scale.friction,
            Overlay::Value => of(scale.value),
            Overlay::Leak => of(scale.leak) * self.entrants(),
        }
    }

    /// What a unit of friction is of the heaviest card, at least of a hazard of 0.25.
    pub fn friction_scale(self) -> f64 {
        1.0 / self.scale.with(|scale| scale.friction.max(0.25))
    }

    /// What one unit of a burden adds to the hazard, for the segment that is shown (or the largest).
    pub fn burden_weight(self, burden: Burden) -> f64 {
        let place = self.segment_place();
        self.network.with(|network| {
            let segment = network.segments.get(place.unwrap_or(network.reference));
            segment.map_or(burden.default_weight(), |segment| segment.burden_weights[burden])
        })
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

    /// A touchpoint as a screen reader hears it.
    pub fn describe_touchpoint(
        self,
        record: &Option<Arc<Touchpoint>>,
        reading: &Option<TouchpointReading>,
    ) -> String {
        let Some(record) = record else { return String::new() };
        let numbers = self.numbers();
        let mut parts = vec![super::canvas::shown_name(&record.name)];
        let stage = record.stage.as_ref();
        if let Some(stage) =
            stage.and_then(|id| self.editor.read(|j| j.stages.get(id).map(|s| s.name.clone())))
        {
            parts.push(text::in_stage(&stage));
        }
        if let Some(reading) = reading {
            if let Some(share) = reading.drop_off {
                parts.push(text::drop_off_spoken(&numbers.share(share)));
            }
            if reading.friction > 0.0 {
                parts.push(text::friction_spoken(&numbers.decimal(reading.friction * 100.0, 1)));
            }
            if let Some(visits) = reading.visits {
                parts.push(text::visits(&numbers.people(visits * self.entrants())));
            }
        }
        parts.join(", ")
    }

    /// A transition as a screen reader hears it.
    pub fn describe_transition(self, id: &Id) -> String {
        let names = self.editor.read(|journey| {
            let transition = journey.transitions.get(id)?;
            Some((
                super::names::place_name(journey, &transition.from),
                super::names::place_name(journey, &transition.to),
            ))
        });
        let share = self.transition_reading_of(id).and_then(|reading| reading.probability);
        let share = share.map(|share| self.numbers().share(share)).unwrap_or_else(|| text::NO_DATA.into());
        names.map_or_else(String::new, |(from, to)| text::transition_described(&from, &to, &share))
    }
}

/// A network with some of the journey's fixes on.
fn with_fixes(editor: Editor, today: &Network, tried: &[Id]) -> Arc<Network> {
    let fixes = editor.read(|journey| Fixes::of(journey, today));
    let places = fixes.all.iter().enumerate().filter(|(_, fix)| tried.contains(&fix.id));
    let places: Vec<usize> = places.map(|(at, _)| at).collect();
    Arc::new(today.with_fixes(&fixes, &places))
}

fn width(flow: f64, most: f64) -> f64 {
    if most > 0.0 { (flow / most * WIDTH_TOP).max(WIDTH_LEAST) } else { WIDTH_LEAST }
}

fn scale(reading: &Reading) -> Scale {
    let mut scale = Scale::default();
    for transition in &reading.transitions {
        scale.flow = scale.flow.max(transition.flow.unwrap_or(0.0));
    }
    for touchpoint in &reading.touchpoints {
        scale.flow = scale.flow.max(touchpoint.leavers);
        scale.friction = scale.friction.max(touchpoint.friction);
        for (at, book) in Book::ALL.into_iter().enumerate() {
            let value = touchpoint.value_to_go.map_or(0.0, |value| value[book]);
            if let Some(top) = scale.value.get_mut(at) {
                *top = top.max(value);
            }
            if let Some(top) = scale.leak.get_mut(at) {
                *top = top.max(touchpoint.leak[book]);
            }
        }
    }
    scale
}
