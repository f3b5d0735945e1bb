//! What cards, arrows and outcomes look like, each told to those that show it.

use super::super::advisor::Advisor;
use super::super::channels;
use super::super::derived::Derived;
use super::super::each::Each;
use super::super::editor::Editor;
use super::super::icons::Icon;
use super::super::measured::Mark;
use super::super::numbers::Numbers;
use super::super::prelude::*;
use super::super::scale::Bars;
use super::super::session::{Overlay, Session};
use super::heat::{DROP_OFF_TOP, heat_colour};
use crate::analysis::{Book, TouchpointReading};
use crate::model::{Id, Journey, OutcomeKind, Perspective, Touchpoint};
use std::sync::Arc;

/// Below the first of these zooms cards show their name and one number, large enough to be read, and more again
/// above the second: whoever zooms to and fro around one does not change all cards each time.
const FAR: [f64; 2] = [0.62, 0.68];

/// Likewise: from farther away nobody could read the names either, and cards are blocks of their colour.
const BLOCKS: [f64; 2] = [0.14, 0.18];

fn is_beyond(session: Session, [below, above]: [f64; 2]) -> Memo<bool> {
    Memo::new(move |was| {
        let zoom = session.viewport.with(|view| view.zoom);
        zoom < if was == Some(&true) { above } else { below }
    })
}

/// What a touchpoint's card shows of its record, of those that the record names, and of its numbers.
#[derive(Clone)]
pub struct CardLook {
    /// The record.
    pub record: Arc<Touchpoint>,
    /// The name of its owner.
    pub owner: Option<String>,
    /// The place of its owner in the journey's table.
    pub team: Option<usize>,
    /// The picture of its channel.
    pub channel: Icon,
    /// Its numbers.
    pub reading: Option<TouchpointReading>,
    /// How far the two views of its drop-off are apart, while that is looked at.
    pub gap: Option<f64>,
    /// How long its bars are.
    pub bars: Bars,
    /// Under what they are shown.
    under: Arc<Under>,
}

impl PartialEq for CardLook {
    fn eq(&self, other: &Self) -> bool {
        let same = Arc::ptr_eq(&self.record, &other.record) || self.record == other.record;
        let under = Arc::ptr_eq(&self.under, &other.under) || self.under == other.under;
        let named = |look: &Self| (look.team, look.channel, look.gap, look.bars);
        same && under
            && named(self) == named(other)
            && self.owner == other.owner
            && self.reading == other.reading
    }
}

/// What the numbers of all cards are shown under. Whatever a card's words depend on beside its own record
/// and reading is in here: it is what tells that they are to be written anew.
#[derive(Clone, PartialEq)]
struct Under {
    overlay: Overlay,
    book: Book,
    perspective: Perspective,
    numbers: Numbers,
    /// Where scales end, how many enter, what burdens weigh.
    measures: Vec<f64>,
}

/// What an arrow shows of its transition's numbers.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct ArrowLook {
    /// How many people take it, per entrant.
    pub flow: f64,
    /// How wide it is, in canvas units.
    pub width: f64,
    /// The share of those at its touchpoint that take it.
    pub share: Option<f64>,
    /// Whether it steps back behind the others.
    pub faint: bool,
    /// How its share is written.
    pub numbers: Option<Numbers>,
}

/// What an outcome's card shows.
#[derive(Clone, PartialEq)]
pub struct EndLook {
    /// Its name.
    pub name: String,
    /// What it is to the organisation.
    pub kind: OutcomeKind,
    /// The share of entrants that reach it, in words.
    pub reached: String,
}

/// What stands in a card's corner.
#[derive(Clone, Default, PartialEq)]
pub struct Corner {
    /// What is odd about the touchpoint, as a sentence.
    pub flag: Option<String>,
    /// What was measured there.
    pub mark: Option<Mark>,
}

/// The looks of everything on the canvas; copies name the same ones.
#[derive(Clone, Copy)]
pub struct Looks {
    /// Of touchpoints' cards; `None` once the record went.
    pub cards: Each<Option<CardLook>>,
    /// Of what falls out of them: width in canvas units and colour, where anybody leaves.
    pub stubs: Each<Option<(f64, String)>>,
    /// Of arrows.
    pub arrows: Each<ArrowLook>,
    /// Of outcomes' cards; `None` once the record went.
    pub ends: Each<Option<EndLook>>,
    /// Of the corners of touchpoints' cards.
    pub corners: Each<Corner>,
    /// What a screen reader says of each.
    pub labels: Each<String>,
    /// How each differs from the journey as it is, where a scenario is shown.
    pub differences: Each<Option<&'static str>>,
    /// Whether a fix that is tried or chosen changes it.
    pub fixed: Each<bool>,
    /// Whether it is being named.
    pub named: Each<bool>,
    /// How much larger its handle is drawn: a selected card's is as large on the screen from afar as it is
    /// at 100 %.
    pub handles: Each<f64>,
    /// Whether the map is near enough for names and numbers.
    pub readable: Each<bool>,
    /// Whether it is near enough for more than those.
    pub near: Each<bool>,
    /// Whether it is not.
    pub far: Memo<bool>,
    /// Whether it is too far for names.
    pub blocks: Memo<bool>,
}

impl Looks {
    /// The looks of the open journey, as the session looks at it.
    pub fn new(editor: Editor, session: Session, derived: Derived, advisor: Advisor) -> Self {
        let chosen = move || session.selection.get_untracked();
        let under = Memo::new(move |_| Arc::new(under(session, derived)));
        let numbers = move || {
            editor.read(|_| ());
            derived.network.track();
            derived.reading();
            // Widths are on one scale with what is drawn beside.
            derived.most_flow();
        };
        let card = move |id: &Id| editor.peek(|journey| card_look(journey, derived, &under.get(), id));
        let all_of_cards = move || {
            numbers();
            under.track();
        };
        let (far, blocks) = (is_beyond(session, FAR), is_beyond(session, BLOCKS));
        Self {
            cards: Each::in_frames(all_of_cards, chosen, card),
            stubs: Each::in_frames(numbers, chosen, move |id| stub_look(derived, id)),
            arrows: Each::in_frames(numbers, chosen, move |id| arrow_look(derived, id)),
            ends: Each::in_frames(numbers, chosen, move |id| {
                editor.peek(|journey| end_look(journey, derived, id))
            }),
            corners: Each::in_slices(
                move || derived.follow_corners(),
                move |id| Corner { flag: derived.finding_at(id), mark: derived.mark(id) },
            ),
            labels: Each::in_slices(move || derived.follow_words(), move |id| derived.described(id)),
            differences: Each::new(move || derived.follow_differences(), move |id| derived.differs(id)),
            fixed: Each::new(
                move || advisor.marked.track(),
                move |id| advisor.marked.with(|marked| marked.contains(id)),
            ),
            named: Each::new(
                move || session.naming.track(),
                move |id| session.naming.with(|named| named.as_ref() == Some(id)),
            ),
            handles: handles(session),
            readable: Each::in_slices(move || blocks.track(), move |_| !blocks.get()),
            near: Each::in_slices(move || far.track(), move |_| !far.get()),
            far,
            blocks,
        }
    }

    /// Says of an element what a screen reader hears of a record.
    pub fn speak(self, element: &El, id: &Id) {
        let element = element.element();
        // Refused for names that are none.
        self.labels.tell(id, move |label| drop(element.set_attribute("aria-label", label)));
    }
}

fn handles(session: Session) -> Each<f64> {
    let chosen = session.selection;
    let scale = move |id: &Id| {
        let from_afar = || (1.0 / session.viewport.with(|view| view.zoom)).clamp(1.0, 4.0);
        if chosen.with(|ids| ids.contains(id)) { from_afar() } else { 1.0 }
    };
    let handles = Each::new(move || chosen.track(), scale);
    let zoom = Memo::new(move |_| session.viewport.with(|view| view.zoom));
    effect(move || {
        zoom.track();
        untrack(|| chosen.with(|ids| handles.look_at(ids)));
    });
    handles
}

fn under(session: Session, derived: Derived) -> Under {
    let (overlay, book) = (session.overlay.get(), session.book.get());
    let mut measures = vec![derived.top(overlay, book), derived.entrants(), derived.friction_scale()];
    measures.extend(crate::model::Burden::ALL.map(|burden| derived.burden_weight(burden)));
    Under { overlay, book, perspective: session.perspective.get(), numbers: derived.numbers(), measures }
}

fn card_look(journey: &Journey, derived: Derived, under: &Arc<Under>, id: &Id) -> Option<CardLook> {
    let record = journey.touchpoints.shared(id)?.clone();
    let owner = record.owner.as_ref().and_then(|id| journey.owners.get(id));
    let channel = record.channel.as_ref().and_then(|id| journey.channels.get(id));
    Some(CardLook {
        owner: owner.map(|owner| owner.name.clone()),
        team: record.owner.as_ref().and_then(|id| journey.owners.place_of(id)),
        channel: channel.map_or(Icon::Card, channels::picture),
        reading: derived.touchpoint_reading(id),
        gap: derived.gap(id),
        bars: derived.bars(id),
        under: under.clone(),
        record,
    })
}

fn stub_look(derived: Derived, id: &Id) -> Option<(f64, String)> {
    let reading = derived.touchpoint_reading(id)?;
    let colour = heat_colour(Overlay::DropOff, reading.drop_off? / DROP_OFF_TOP);
    (reading.leavers > 0.0).then(|| (derived.width_of_flow(reading.leavers), colour))
}

fn arrow_look(derived: Derived, id: &Id) -> ArrowLook {
    let reading = derived.transition_reading_of(id);
    let flow = reading.and_then(|reading| reading.flow).unwrap_or(0.0);
    let width = derived.width_of_flow(flow);
    ArrowLook {
        flow,
        width,
        share: reading.and_then(|reading| reading.probability),
        faint: derived.is_faint(width),
        numbers: Some(derived.numbers()),
    }
}

fn end_look(journey: &Journey, derived: Derived, id: &Id) -> Option<EndLook> {
    let record = journey.outcomes.get(id)?;
    let share = derived.outcome_share(id).unwrap_or(0.0);
    let reached = super::super::catalogue::of_entrants(&derived.numbers().share(share));
    Some(EndLook { name: super::outcome::outcome_name(&record.name), kind: record.kind, reached })
}
