//! Where cards and arrows are drawn right now, previews included.

use super::super::derived::Derived;
use super::super::each::Each;
use super::super::editor::Editor;
use super::super::prelude::*;
use super::super::session::{Preview, Session};
use crate::geometry::{Point, Rect, sizes};
use crate::layout::{Arrows, Route};
use crate::model::{Id, Journey};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

/// How much room an arrow's label takes, in canvas units.
const LABEL_WIDTH: f64 = 34.0;
/// The least share of an arrow's touchpoint that is worth a label.
const LABEL_LEAST: f64 = 0.03;

/// What stands where, and what leads from where to where.
#[derive(Debug, Default, PartialEq)]
pub struct Shape {
    /// Touchpoints and outcomes with the room they take.
    pub places: Vec<(Id, Rect)>,
    /// How many of them are touchpoints: the first.
    pub touchpoints: usize,
    /// Transitions with their ends.
    pub ways: Vec<(Id, Id, Id)>,
}

/// How wide an arrow is, and whether it has a label.
type Breadth = (f64, bool);

/// Where an arrow goes, and whether it is painted: it comes near the screen.
#[derive(Clone, Default, PartialEq)]
pub struct Way {
    /// Its course; `None` until it is routed.
    pub route: Option<Rc<Route>>,
    /// Whether it is painted.
    pub seen: bool,
}

/// Where a card is drawn.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Spot {
    /// Its corner.
    pub at: Point,
    /// Whether it is being dragged.
    pub moving: bool,
}

/// What changes while the map is drawn.
#[derive(Default)]
struct Drawing {
    arrows: Arrows,
    /// What is shown of each arrow: its old course until the new one is found.
    shown: HashMap<Id, Rc<Route>>,
    /// From what the arrows were routed.
    of: Option<(Arc<Shape>, Vec<Breadth>)>,
    sight: Option<Rect>,
    /// How often everything was routed anew: what an earlier round left undone is not gone on with.
    round: u32,
    /// The cards that are being dragged, and how far.
    moving: (HashSet<Id>, Point),
}

/// Where cards and arrows are drawn right now.
#[derive(Clone, Copy)]
pub struct Scene {
    /// What stands where; equal after an edit that moves nothing.
    pub shape: Memo<Arc<Shape>>,
    /// How arrows are drawn.
    pub ways: Each<Way>,
    /// Where cards are drawn.
    pub spots: Each<Spot>,
    drawing: StoredValue<Rc<RefCell<Drawing>>, LocalStorage>,
    editor: Editor,
    derived: Derived,
}

impl Scene {
    /// The scene of the open journey.
    pub fn new(editor: Editor, session: Session, derived: Derived) -> Self {
        let shape = Memo::wide(move |_| Arc::new(editor.read(shape)));
        let drawing: Rc<RefCell<Drawing>> = Rc::default();
        let (drawn, put) = (drawing.clone(), drawing.clone());
        let chosen = move || session.selection.get_untracked();
        let ways = Each::in_frames(|| {}, chosen, move |id| drawn.borrow().way(id));
        let spot = move |id: &Id| {
            let at = editor.peek(|journey| position(journey, id)).unwrap_or_default();
            let (moving, by) = &put.borrow().moving;
            if moving.contains(id) { Spot { at: at + *by, moving: true } } else { Spot { at, moving: false } }
        };
        let spots = Each::new(move || shape.track(), spot);
        let scene = Self { shape, ways, spots, drawing: StoredValue::new_local(drawing), editor, derived };
        effect(move || {
            let shape = shape.get();
            // Widths alone may wait until the hand rests.
            derived.follow_words();
            untrack(|| scene.route_all(shape));
        });
        effect(move || {
            let by = session.preview.with(|preview| match preview {
                Preview::Move { by, .. } => Some(*by),
                _ => None,
            });
            let ids = by.map(|_| session.selection.get().into_iter().collect());
            untrack(|| scene.drag(ids.unwrap_or_default(), by.unwrap_or_default()));
        });
        scene
    }

    fn drawing(self) -> Rc<RefCell<Drawing>> {
        self.drawing.get_value()
    }

    /// How a transition is drawn, for those who do not watch it.
    pub fn route_now(self, id: &Id) -> Option<Route> {
        self.drawing().borrow().arrows.route(id).cloned()
    }

    /// Paints what comes near this part of the canvas, and nothing else.
    pub fn look_at(self, sight: Rect) {
        self.drawing().borrow_mut().sight = Some(sight);
        self.ways.look_again();
    }

    /// The card (touchpoint or outcome) under a place, or within `reach` of it; the nearest first.
    pub fn place_near(self, at: Point, reach: f64) -> Option<Id> {
        self.editor.peek(|journey| {
            let mut best: Option<(f64, Id)> = None;
            for (id, rect) in rects(journey) {
                let dx = (rect.x - at.x).max(at.x - rect.right()).max(0.0);
                let dy = (rect.y - at.y).max(at.y - rect.bottom()).max(0.0);
                let far = dx.hypot(dy);
                if far <= reach && best.as_ref().is_none_or(|(known, _)| far < *known) {
                    best = Some((far, id.clone()));
                }
            }
            best.map(|(_, id)| id)
        })
    }

    /// Routes every arrow anew. In a large map that takes a while: what has a way to the same ends
    /// keeps it until then, anything else is sketched.
    fn route_all(self, shape: Arc<Shape>) {
        let breadths = self.breadths(shape.ways.len());
        let drawing = self.drawing();
        let of = Some((shape.clone(), breadths));
        if drawing.borrow().of == of {
            return;
        }
        drawing.borrow_mut().of = of;
        let arrows = self.editor.peek(|journey| {
            let drawing = drawing.borrow();
            let breadths = drawing.of.as_ref().map_or(&[][..], |(_, breadths)| breadths);
            let breadth: HashMap<&Id, &Breadth> =
                shape.ways.iter().map(|(id, ..)| id).zip(breadths).collect();
            Arrows::sketch(journey, |id, _| {
                let known = breadth.get(id);
                known.map_or((1.0, 0.0), |(width, label)| (*width, if *label { LABEL_WIDTH } else { 0.0 }))
            })
        });
        let round = drawing.borrow_mut().sketched(arrows);
        self.ways.look_at(shape.ways.iter().map(|(id, ..)| id));
        in_slices(move || {
            let goes_on = self.drawing().borrow().round == round;
            goes_on && self.refine()
        });
    }

    /// How broad the arrows of the journey's transitions are now.
    fn breadths(self, count: usize) -> Vec<Breadth> {
        let looks = self.derived.widths_and_shares(count).into_iter();
        looks.map(|(width, share)| (width, share >= LABEL_LEAST && !self.derived.is_faint(width))).collect()
    }

    /// Routes the next arrow that is only sketched; says whether there was one.
    fn refine(self) -> bool {
        let drawing = self.drawing();
        let drawn = drawing.borrow_mut().arrows.refine(1);
        drawing.borrow_mut().show(&drawn);
        self.ways.look_at(&drawn);
        !drawn.is_empty()
    }

    /// Moves the cards that are dragged, and routes what that touches.
    fn drag(self, ids: HashSet<Id>, by: Point) {
        let drawing = self.drawing();
        let (before, _) = std::mem::replace(&mut drawing.borrow_mut().moving, (ids.clone(), by));
        let touched: HashSet<Id> = before.union(&ids).cloned().collect();
        if touched.is_empty() {
            return;
        }
        self.spots.look_at(&touched);
        let to = |id: &Id| if ids.contains(id) { by } else { Point::default() };
        let moved: Vec<(Id, Point)> = self.editor.peek(|journey| {
            touched.iter().filter_map(|id| Some((id.clone(), position(journey, id)? + to(id)))).collect()
        });
        let changed = drawing.borrow_mut().arrows.put(&moved);
        drawing.borrow_mut().show(&changed);
        self.ways.look_at(&changed);
    }
}

impl Drawing {
    fn way(&self, id: &Id) -> Way {
        let route = self.shown.get(id).cloned();
        let seen = match (&route, self.sight) {
            (Some(route), Some(sight)) => route.curve.bounds().intersects(sight),
            (_, sight) => sight.is_none(),
        };
        Way { route, seen }
    }

    /// Takes new sketches over; gives the number of this round.
    fn sketched(&mut self, arrows: Arrows) -> u32 {
        self.shown.retain(|id, known| arrows.route(id).is_some_and(|sketch| keeps(known, sketch)));
        for (id, sketch) in arrows.iter() {
            if !self.shown.contains_key(id) {
                self.shown.insert(id.clone(), Rc::new(sketch.clone()));
            }
        }
        self.arrows = arrows;
        self.round += 1;
        self.round
    }

    /// Shows arrows as they are routed now.
    fn show(&mut self, ids: &[Id]) {
        for id in ids {
            match self.arrows.route(id) {
                Some(route) => self.shown.insert(id.clone(), Rc::new(route.clone())),
                None => self.shown.remove(id),
            };
        }
    }
}

/// Whether what is shown of an arrow still leads from end to end of its sketch.
fn keeps(known: &Route, sketch: &Route) -> bool {
    let near = |a: Point, b: Point| a.distance(b) < 1.0;
    known.way == sketch.way
        && near(known.curve.start(), sketch.curve.start())
        && near(known.curve.end(), sketch.curve.end())
}

/// Where a touchpoint or an outcome stands.
pub fn position(journey: &Journey, id: &Id) -> Option<Point> {
    let touchpoint = journey.touchpoints.get(id).map(|touchpoint| touchpoint.position);
    touchpoint.or_else(|| journey.outcomes.get(id).map(|outcome| outcome.position))
}

/// Every card of a journey: touchpoints, then outcomes.
pub fn rects(journey: &Journey) -> impl Iterator<Item = (&Id, Rect)> {
    let touchpoints = journey.touchpoints.iter().map(|(id, t)| (id, sizes::card_at(t.position)));
    touchpoints.chain(journey.outcomes.iter().map(|(id, o)| (id, sizes::outcome_at(o.position))))
}

fn shape(journey: &Journey) -> Shape {
    Shape {
        places: rects(journey).map(|(id, rect)| (id.clone(), rect)).collect(),
        touchpoints: journey.touchpoints.len(),
        ways: journey.transitions.iter().map(|(id, t)| (id.clone(), t.from.clone(), t.to.clone())).collect(),
    }
}
