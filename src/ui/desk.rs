//! Everything a part of the screen may need, in one handful.

use super::advisor::Advisor;
use super::canvas::{Looks, Scene, is_beside, show_opened};
use super::derived::Derived;
use super::each::Each;
use super::editor::Editor;
use super::errand::Errand;
use super::exports::Exports;
use super::library::Library;
use super::notices::Notices;
use super::prelude::*;
use super::session::{Preview, Session};
use crate::geometry::{Point, Rect, Viewport};
use crate::jobs;
use crate::model::Id;

/// Everything a part of the screen may need. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The open journey.
    pub editor: Editor,
    /// What the viewer looks at.
    pub session: Session,
    /// What the journey means.
    pub derived: Derived,
    /// Which fixes the budget should buy.
    pub advisor: Advisor,
    /// Where cards and arrows are drawn.
    pub scene: Scene,
    /// What they look like.
    pub looks: Looks,
    /// The maps in this browser.
    pub library: Library,
    /// Sentences at the foot of the screen.
    pub notices: Notices,
    /// The stage that a drag would drop into.
    pub drop_stage: RwSignal<Option<Id>>,
    /// What is on the screen or near it, in coarse steps: what is drawn at all depends on it.
    pub sight: Memo<Rect>,
    /// Whether the space bar is held.
    pub space_held: StoredValue<bool>,
    /// The loss ledger, worked out elsewhere.
    pub ledger: Errand,
    /// By what the ledger splits the loss: a place in its groupings.
    pub grouping: RwSignal<usize>,
    /// Journeys as they might be, drawn elsewhere.
    pub draws: Errand,
    /// What is looked at, to be taken out of the app.
    pub exports: Exports,
    /// Whether a record is selected.
    pub selected: Each<bool>,
    /// Whether the connection being drawn would end at a card.
    pub linked: Each<bool>,
    arrival: StoredValue<Option<Option<Viewport>>>,
    beside: StoredValue<Option<Desk>, LocalStorage>,
}

/// How coarse the kept view's steps are, in pixels.
const STEP: f64 = 160.0;
/// How far beyond the screen what is drawn is kept, in pixels.
const KEEP: f64 = 400.0;

impl Desk {
    /// A desk with nothing on it.
    pub fn new() -> Self {
        let notices = Notices::default();
        let editor = Editor::new(notices);
        let session = Session::default();
        let derived = Derived::new(editor, session);
        let sight = Memo::wide(move |_| {
            let view = session.viewport.get();
            let coarse = |value: f64| (value / STEP).round() * STEP;
            let zoom = ((view.zoom.ln() * 6.0).round() / 6.0).exp();
            let kept = Viewport { offset: Point::new(coarse(view.offset.x), coarse(view.offset.y)), zoom };
            let size = session.canvas_size.get();
            kept.visible(size.x, size.y).grown(KEEP / zoom)
        });
        let chosen = session.selection;
        let selected = Each::new(move || chosen.track(), move |id| chosen.with(|ids| ids.contains(id)));
        // Of a drag only what it is over is looked at, not every card at every step.
        let target = Memo::new(move |_| {
            session.preview.with(|preview| match preview {
                Preview::Link { target, .. } | Preview::Relink { target, .. } => target.clone(),
                _ => None,
            })
        });
        let is_target = move |id: &Id| target.with(|target| target.as_ref() == Some(id));
        let linked = Each::new(move || target.track(), is_target);
        let advisor = Advisor::new(editor, session, derived);
        let desk = Self {
            editor,
            session,
            derived,
            advisor,
            scene: Scene::new(editor, session, derived),
            looks: Looks::new(editor, session, derived, advisor),
            library: Library::new(notices),
            notices,
            drop_stage: RwSignal::new(None),
            sight,
            selected,
            linked,
            space_held: StoredValue::new(false),
            ledger: Errand::new(jobs::ledger::JOB, true),
            grouping: RwSignal::new(0),
            draws: Errand::new(jobs::draws::JOB, false),
            exports: Exports::default(),
            arrival: StoredValue::new(None),
            beside: StoredValue::new_local(None),
        };
        desk.beside.set_value(Some(desk.made_as_is()));
        desk
    }

    fn made_as_is(self) -> Self {
        let session = self.session.of_as_is();
        let editor = self.editor.of_as_is(move || is_beside(self));
        let derived = self.derived.of_as_is(editor, session);
        let looks = Looks::new(editor, session, derived, self.advisor);
        Self {
            editor,
            session,
            derived,
            scene: Scene::new(editor, session, derived),
            // Fixes are marked in the scenario, where they count.
            looks: Looks { fixed: Each::new(|| {}, |_| false), ..looks },
            linked: Each::new(|| {}, |_| false),
            drop_stage: RwSignal::new(None),
            ..self
        }
    }

    /// The journey as it is, to be looked at while it is drawn beside a scenario of it.
    pub fn as_is(self) -> Self {
        self.beside.get_value().unwrap_or(self)
    }

    /// Shows a map that was just opened as it was left (`None`: all of it), once the canvas is there.
    pub fn arrive_with(self, view: Option<Viewport>) {
        self.arrival.set_value(Some(view));
    }

    /// Called when the canvas knows its size.
    pub fn arrive(self) {
        if self.session.canvas_size.get_untracked().x <= 1.0 {
            return;
        }
        match self.arrival.try_update_value(Option::take).flatten() {
            Some(Some(view)) => self.session.viewport.set(view),
            Some(None) => show_opened(self),
            None => {}
        }
    }
}
