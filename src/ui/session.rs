//! What a viewer looks at: ids and choices, never the journey itself. Nothing here is undone.

use super::canvas::{End, Tool};
use super::prelude::*;
use super::present::Show;
use super::receipt::Receipt;
use crate::analysis::Book;
use crate::geometry::{Point, Rect, Viewport};
use crate::model::{Id, Perspective};

/// Which screen is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// The maps in this browser, and how to get another.
    #[default]
    Start,
    /// The map.
    Map,
    /// Nothing, for the moment between two maps.
    Between,
}

/// How the open map is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// As a drawing.
    #[default]
    Map,
    /// As the classic journey map, touchpoints side by side.
    Journey,
    /// As flows from stage to stage.
    Flow,
    /// As tables.
    Table,
}

impl Look {
    /// All of them, in the order of the switch.
    pub const ALL: [Self; 4] = [Self::Map, Self::Journey, Self::Flow, Self::Table];
}

/// The step of the grid, in canvas units.
pub const GRID: f64 = 20.0;

/// What colours the cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlay {
    /// The share of visits that end there.
    #[default]
    DropOff,
    /// The burdens, as the hazard they add.
    Friction,
    /// The value that arrives there.
    Value,
    /// The value that is lost there.
    Leak,
    /// How much of what is scored customers have evidenced.
    Evidence,
    /// The team that answers for it.
    Owner,
    /// How much more leave by what customers evidence than by what the company assumes.
    Views,
}

impl Overlay {
    /// All of them, in the order of their keys.
    pub const ALL: [Self; 7] =
        [Self::DropOff, Self::Friction, Self::Value, Self::Leak, Self::Evidence, Self::Owner, Self::Views];
}

/// Which panel the side shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The selection's fields.
    #[default]
    Inspect,
    /// What the journey means.
    Insights,
    /// What wants looking at.
    Findings,
    /// What could be done, and what of it to buy.
    Fixes,
}

impl Side {
    /// All of them, in the order of their tabs.
    pub const ALL: [Self; 4] = [Self::Inspect, Self::Insights, Self::Findings, Self::Fixes];
}

/// What a gesture shows while it is under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Preview {
    /// Nothing.
    #[default]
    None,
    /// The selection, moved by a step in canvas units, with the guides it snapped to.
    Move {
        /// By how much.
        by: Point,
        /// Lines of alignment, as thin rectangles in canvas units.
        guides: Vec<Rect>,
    },
    /// A connection from a card to a place in canvas units.
    Link {
        /// The card.
        from: Id,
        /// The place.
        to: Point,
        /// The card it would connect with.
        target: Option<Id>,
    },
    /// An end of a transition at a place in canvas units.
    Relink {
        /// The transition.
        transition: Id,
        /// Which end.
        end: End,
        /// The place.
        at: Point,
        /// The card it would connect with.
        target: Option<Id>,
    },
    /// A marquee, in screen pixels.
    Marquee(Rect),
}

/// A menu that opened at a place on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenMenu {
    /// Whether it is the map's own menu, else the one of the selection.
    pub of_map: bool,
    /// Where, in pixels from the window's top left corner.
    pub at: Point,
}

/// Which dialog is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// All keys.
    Keys,
    /// What opening a file reported.
    Report(Vec<String>),
    /// Find an action by its name.
    Palette,
    /// The scenario that is shown beside the journey as it is.
    Compare,
    /// Choose what a touchpoint leads to.
    Connect(Id),
}

/// What a viewer looks at.
#[derive(Clone, Copy)]
pub struct Session {
    /// The screen shown.
    pub screen: RwSignal<Screen>,
    /// How the open map is looked at.
    pub look: RwSignal<Look>,
    /// How many maps were opened so far: another one is another screen.
    pub opened: RwSignal<usize>,
    /// Touchpoints, outcomes, transitions, stages and segments that are selected.
    pub selection: RwSignal<Vec<Id>>,
    /// The part of the canvas shown.
    pub viewport: RwSignal<Viewport>,
    /// The canvas's size on the screen, in pixels.
    pub canvas_size: RwSignal<Point>,
    /// The tool in hand.
    pub tool: RwSignal<Tool>,
    /// What colours the cards.
    pub overlay: RwSignal<Overlay>,
    /// Whether the grid is shown, and cards keep to it.
    pub grid: RwSignal<bool>,
    /// Which panel the side shows.
    pub side: RwSignal<Side>,
    /// Whether the side is open (it is a sheet on narrow screens).
    pub side_open: RwSignal<bool>,
    /// The segment shown; `None` is all of them together.
    pub segment: RwSignal<Option<Id>>,
    /// The two segments that are compared; `None` is the first one that the other is not.
    pub pair: RwSignal<[Option<Id>; 2]>,
    /// Whether the flow view shows both of them.
    pub both_segments: RwSignal<bool>,
    /// Whose scores count.
    pub perspective: RwSignal<Perspective>,
    /// Which question the insights answer, by its place.
    pub insight: RwSignal<usize>,
    /// Whose value is shown.
    pub book: RwSignal<Book>,
    /// The fix that is shown; `None` is all of them.
    pub fix: RwSignal<Option<Id>>,
    /// The fixes that all numbers are shown with, as if they were done.
    pub tried: RwSignal<Vec<Id>>,
    /// Whether a touchpoint's scores are shown in both views side by side.
    pub both_views: RwSignal<bool>,
    /// Whether the journey as it is is drawn beside a scenario of it.
    pub beside: RwSignal<bool>,
    /// What a gesture shows.
    pub preview: RwSignal<Preview>,
    /// The touchpoint, outcome or stage whose name is being typed on the canvas.
    pub naming: RwSignal<Option<Id>>,
    /// The context menu.
    pub menu: RwSignal<Option<OpenMenu>>,
    /// The presentation that is under way.
    pub presenting: RwSignal<Option<Show>>,
    /// The dialog.
    pub dialog: RwSignal<Option<Dialog>>,
    /// Where numbers come from, over everything else; none where nothing was asked.
    pub receipts: RwSignal<Vec<Receipt>>,
    /// The latest place of the pointer on the canvas, in screen pixels.
    pub pointer: StoredValue<Point>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            screen: RwSignal::default(),
            look: RwSignal::default(),
            opened: RwSignal::default(),
            selection: RwSignal::wide(Default::default()),
            viewport: RwSignal::wide(Default::default()),
            canvas_size: RwSignal::new(Point::new(1.0, 1.0)),
            tool: RwSignal::default(),
            overlay: RwSignal::wide(Default::default()),
            grid: RwSignal::default(),
            side: RwSignal::default(),
            side_open: RwSignal::new(true),
            segment: RwSignal::wide(Default::default()),
            pair: RwSignal::default(),
            both_segments: RwSignal::default(),
            perspective: RwSignal::wide(Default::default()),
            insight: RwSignal::default(),
            book: RwSignal::wide(Book::Organisation),
            fix: RwSignal::default(),
            tried: RwSignal::wide(Default::default()),
            both_views: RwSignal::default(),
            beside: RwSignal::default(),
            preview: RwSignal::wide(Default::default()),
            naming: RwSignal::wide(Default::default()),
            menu: RwSignal::default(),
            presenting: RwSignal::default(),
            dialog: RwSignal::default(),
            receipts: RwSignal::default(),
            pointer: StoredValue::default(),
        }
    }
}

impl Session {
    /// The same look at the journey as it is, beside a scenario of it: what is tried, dragged or named there is
    /// none of it.
    pub fn of_as_is(self) -> Self {
        Self {
            tool: RwSignal::new(Tool::Look),
            tried: RwSignal::default(),
            preview: RwSignal::default(),
            naming: RwSignal::default(),
            pointer: StoredValue::default(),
            ..self
        }
    }

    /// Selects one record and shows its fields.
    pub fn select(self, id: Id) {
        self.selection.set(vec![id]);
        self.side.set(Side::Inspect);
    }

    /// Whether the page is behind a dialog, and so out of reach.
    pub fn is_behind(self) -> bool {
        self.dialog.with_untracked(Option::is_some) || self.receipts.with_untracked(|all| !all.is_empty())
    }

    /// Adds a record to the selection, or takes it out.
    pub fn toggle(self, id: Id) {
        self.selection.update(|ids| match ids.iter().position(|known| *known == id) {
            Some(at) => {
                ids.remove(at);
            }
            None => ids.push(id),
        });
    }

    /// The only selected record.
    pub fn only(self) -> Option<Id> {
        self.selection.with(|ids| match ids.as_slice() {
            [id] => Some(id.clone()),
            _ => None,
        })
    }

    /// Forgets everything that belongs to one map.
    pub fn leave_map(self) {
        self.selection.set(Vec::new());
        self.segment.set(None);
        self.pair.set([None, None]);
        self.both_segments.set(false);
        self.beside.set(false);
        self.fix.set(None);
        self.tried.set(Vec::new());
        self.preview.set(Preview::None);
        self.naming.set(None);
        self.presenting.set(None);
        self.receipts.set(Vec::new());
        self.menu.set(None);
        self.tool.set(Tool::Select);
        self.look.set(Look::Map);
    }
}
