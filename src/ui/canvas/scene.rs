//! Where cards and arrows are drawn right now, previews included.

use super::super::derived::Derived;
use super::super::editor::Editor;
use super::super::prelude::*;
use super::super::session::{Preview, Session};
use crate::geometry::{Point, Rect, sizes};
use crate::layout::{Arrows, Route};
use crate::model::{Id, Journey};
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// How much room an arrow's label takes, in canvas units.
const LABEL_WIDTH: f64 = 34.0;
/// The least share of an arrow's touchpoint that is worth a label.
const LABEL_LEAST: f64 = 0.03;

/// How an arrow looks before it is routed.
#[derive(Clone, Debug, PartialEq)]
struct Look {
    id: Id,
    from: Id,
    to: Id,
    width: f64,
    labelled: bool,
}

/// Everything that the arrows' courses depend on.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shape {
    places: Vec<(Id, Rect)>,
    looks: Vec<Look>,
}

/// Where cards and arrows are drawn right now.
#[derive(Clone, Copy)]
pub struct Scene {
    arrows: StoredValue<Arrows>,
    routes: StoredValue<HashMap<Id, SharedSignal<Option<Route>>>, LocalStorage>,
    /// Which arrows are painted: one look at all of them when the view moves far, told to those that
    /// come or go; a memo for each would be asked each time.
    seen: StoredValue<HashMap<Id, SharedSignal<bool>>, LocalStorage>,
    sight: StoredValue<Option<Rect>>,
    /// How often everything was routed anew: what an earlier round left undone is not gone on with.
    round: StoredValue<u32>,
    moving: Memo<HashSet<Id>>,
    by: Memo<Point>,
    editor: Editor,
    session: Session,
}

impl Scene {
    /// The scene of the open journey.
    pub fn new(editor: Editor, session: Session, derived: Derived) -> Self {
        let shape = Memo::new(move |_| editor.read(|journey| shape(journey, derived)));
        let arrows = StoredValue::new(Arrows::default());
        let routes = StoredValue::new_local(HashMap::new());
        let round = StoredValue::new(0);
        let by = Memo::wide(move |_| {
            session.preview.with(|preview| match preview {
                Preview::Move { by, .. } => *by,
                _ => Point::default(),
            })
        });
        let moving = Memo::wide(move |_| {
            let moves = session.preview.with(|preview| matches!(preview, Preview::Move { .. }));
            if moves { session.selection.get().into_iter().collect() } else { HashSet::new() }
        });
        let (seen, sight) = (StoredValue::new_local(HashMap::new()), StoredValue::new(None));
        let scene = Self { arrows, routes, seen, sight, round, moving, by, editor, session };
        effect(move || shape.with(|shape| scene.route_all(shape)));
        let was_moving = Cell::new(false);
        effect(move || was_moving.set(scene.route_moving(was_moving.get())));
        scene
    }

    /// Whether a card is being dragged.
    pub fn is_moving(self, id: &Id) -> bool {
        self.moving.with(|moving| moving.contains(id))
    }

    /// Where a card that stands at a position is drawn.
    pub fn drawn_at(self, id: &Id, position: Point) -> Point {
        if self.is_moving(id) { position + self.by.get() } else { position }
    }

    /// How a transition is drawn.
    pub fn route(self, id: &Id) -> SharedSignal<Option<Route>> {
        let known = self.routes.with_value(|routes| routes.get(id).cloned());
        known.unwrap_or_else(|| {
            let route = self.arrows.with_value(|arrows| arrows.route(id).cloned());
            let signal = SharedSignal::new(route);
            self.routes.update_value(|routes| {
                routes.insert(id.clone(), signal.clone());
            });
            signal
        })
    }

    /// How a transition is drawn, for those who do not watch it.
    pub fn route_now(self, id: &Id) -> Option<Route> {
        self.arrows.with_value(|arrows| arrows.route(id).cloned())
    }

    /// Whether a transition is painted: it comes near the screen.
    pub fn seen(self, id: &Id) -> SharedSignal<bool> {
        let known = self.seen.with_value(|seen| seen.get(id).cloned());
        known.unwrap_or_else(|| {
            let signal = SharedSignal::new(self.is_in_sight(id));
            self.seen.update_value(|seen| {
                seen.insert(id.clone(), signal.clone());
            });
            signal
        })
    }

    /// Paints what comes near this part of the canvas, and nothing else.
    pub fn look_at(self, sight: Rect) {
        self.sight.set_value(Some(sight));
        self.seen.with_value(|seen| seen.keys().for_each(|id| self.look_again(id)));
    }

    fn look_again(self, id: &Id) {
        let now = self.is_in_sight(id);
        self.seen.with_value(|seen| {
            if let Some(signal) = seen.get(id).filter(|signal| signal.with_untracked(|known| *known != now)) {
                signal.set(now);
            }
        });
    }

    fn is_in_sight(self, id: &Id) -> bool {
        let sight = self.sight.get_value();
        self.arrows.with_value(|arrows| match (arrows.route(id), sight) {
            (Some(route), Some(sight)) => route.curve.bounds().intersects(sight),
            (_, sight) => sight.is_none(),
        })
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
    fn route_all(self, shape: &Shape) {
        let looks: HashMap<&Id, &Look> = shape.looks.iter().map(|look| (&look.id, look)).collect();
        let arrows = self.editor.peek(|journey| {
            Arrows::sketch(journey, |id, _| {
                looks
                    .get(id)
                    .map_or((1.0, 0.0), |look| (look.width, if look.labelled { LABEL_WIDTH } else { 0.0 }))
            })
        });
        self.arrows.set_value(arrows);
        let round = self.round.with_value(|round| round + 1);
        self.round.set_value(round);
        in_slices(move || self.round.with_value(|now| *now == round) && self.refine());
        self.arrows.with_value(|arrows| {
            self.routes.update_value(|routes| {
                routes.retain(|id, _| arrows.route(id).is_some());
                self.seen.update_value(|seen| seen.retain(|id, _| arrows.route(id).is_some()));
                for (id, route) in arrows.iter() {
                    match routes.get(id) {
                        Some(signal) if keeps(signal, route) => {}
                        Some(signal) => {
                            show(signal, Some(route));
                            self.look_again(id);
                        }
                        None => {
                            routes.insert(id.clone(), SharedSignal::new(Some(route.clone())));
                        }
                    }
                }
            });
        });
    }

    /// Routes the next arrow that is only sketched; says whether there was one.
    fn refine(self) -> bool {
        let drawn = self.arrows.try_update_value(|arrows| arrows.refine(1)).unwrap_or_default();
        self.arrows.with_value(|arrows| {
            self.routes.with_value(|routes| {
                for id in &drawn {
                    if let Some(signal) = routes.get(id) {
                        show(signal, arrows.route(id));
                        self.look_again(id);
                    }
                }
            });
        });
        !drawn.is_empty()
    }

    /// Re-routes what a drag touches; `true` while there is one.
    fn route_moving(self, was_moving: bool) -> bool {
        let by = self.by.get();
        let ids = self.moving.get();
        if ids.is_empty() && !was_moving {
            return false;
        }
        let moved: Vec<(Id, Point)> = self.editor.peek(|journey| {
            let all = was_moving && ids.is_empty();
            let selection = self.session.selection.get_untracked();
            let chosen = if all { selection } else { ids.iter().cloned().collect() };
            chosen.into_iter().filter_map(|id| Some((id.clone(), position(journey, &id)? + by))).collect()
        });
        let changed = self.arrows.try_update_value(|arrows| {
            let changed = arrows.put(&moved);
            changed.into_iter().map(|id| (arrows.route(&id).cloned(), id)).collect::<Vec<_>>()
        });
        self.routes.with_value(|routes| {
            for (route, id) in changed.unwrap_or_default() {
                if let Some(signal) = routes.get(&id) {
                    show(signal, route.as_ref());
                    self.look_again(&id);
                }
            }
        });
        !ids.is_empty()
    }
}

/// Whether what is shown of an arrow still leads from end to end of its sketch.
fn keeps(signal: &SharedSignal<Option<Route>>, sketch: &Route) -> bool {
    let near = |a: Point, b: Point| a.distance(b) < 1.0;
    signal.with_untracked(|known| {
        known.as_ref().is_some_and(|known| {
            known.way == sketch.way
                && near(known.curve.start(), sketch.curve.start())
                && near(known.curve.end(), sketch.curve.end())
        })
    })
}

fn show(signal: &SharedSignal<Option<Route>>, route: Option<&Route>) {
    if signal.with_untracked(|known| known.as_ref() != route) {
        signal.set(route.cloned());
    }
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

fn shape(journey: &Journey, derived: Derived) -> Shape {
    let looks = derived.widths_and_shares(journey.transitions.len());
    let look = |((id, transition), (width, share)): ((&Id, &crate::model::Transition), (f64, f64))| Look {
        id: id.clone(),
        from: transition.from.clone(),
        to: transition.to.clone(),
        width,
        labelled: share >= LABEL_LEAST && !derived.is_faint(width),
    };
    Shape {
        places: rects(journey).map(|(id, rect)| (id.clone(), rect)).collect(),
        looks: journey.transitions.iter().zip(looks).map(look).collect(),
    }
}
