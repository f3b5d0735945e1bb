//! The arrows of a journey, by the ids of its records.

use super::router::{Arrow, Route, Router};
use crate::geometry::{Point, Rect, sizes};
use crate::model::{Id, Journey, Table, Transition};

/// Every transition of a journey as an arrow between the cards as they stand.
#[derive(Clone, Debug, Default)]
pub struct Arrows {
    /// The cards, at their places in the router, as they stood when they were sketched.
    cards: Table<Rect>,
    outcomes_from: usize,
    transitions: Table<()>,
    router: Router,
}

impl Arrows {
    /// Routes every transition whose ends are there. `look` says how thick an arrow is and how wide
    /// its label (0 is none), both in canvas units.
    pub fn of(journey: &Journey, look: impl Fn(&Id, &Transition) -> (f64, f64)) -> Self {
        let mut arrows = Self::sketch(journey, look);
        arrows.router.refine(usize::MAX);
        arrows
    }

    /// The same at once, but only sketched: behind cards and without labels until
    /// [`Self::refine`] has come to them. For large maps, so that nothing has to wait.
    pub fn sketch(journey: &Journey, look: impl Fn(&Id, &Transition) -> (f64, f64)) -> Self {
        let touchpoints = journey.touchpoints.iter();
        let mut cards: Table<Rect> =
            touchpoints.map(|(id, touchpoint)| (id.clone(), sizes::card_at(touchpoint.position))).collect();
        let outcomes_from = cards.len();
        for (id, outcome) in journey.outcomes.iter() {
            if !cards.contains(id) {
                cards.put(id.clone(), sizes::outcome_at(outcome.position));
            }
        }
        let mut transitions = Table::default();
        let mut arrows = Vec::new();
        for (id, transition) in journey.transitions.iter() {
            let ends = (cards.place_of(&transition.from), cards.place_of(&transition.to));
            if let (Some(from), Some(to)) = ends {
                let (width, label) = look(id, transition);
                transitions.put(id.clone(), ());
                arrows.push(Arrow { from, to, width, label });
            }
        }
        let rects: Vec<Rect> = cards.records().copied().collect();
        Self { router: Router::sketch(&rects, &arrows), cards, outcomes_from, transitions }
    }

    /// Routes the next so many of the arrows that are only sketched, then labels as many; gives those
    /// that it came to, none when all are done. However many at a time, all together are what
    /// [`Self::of`] gives.
    pub fn refine(&mut self, count: usize) -> Vec<Id> {
        let changed = self.router.refine(count);
        self.ids(changed)
    }

    /// How a transition is drawn.
    pub fn route(&self, transition: &Id) -> Option<&Route> {
        let at = self.transitions.place_of(transition)?;
        self.router.routes().get(at)
    }

    /// Every transition and how it is drawn, in the journey's order.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &Route)> {
        self.transitions.ids().zip(self.router.routes())
    }

    /// Puts cards (touchpoints or outcomes, by their top left corners) elsewhere, as while they are
    /// dragged, and gives the transitions whose arrow or label changed.
    pub fn put(&mut self, moved: &[(Id, Point)]) -> Vec<Id> {
        let card = |(id, position): &(Id, Point)| {
            let at = self.cards.place_of(id)?;
            let rect = if at < self.outcomes_from {
                sizes::card_at(*position)
            } else {
                sizes::outcome_at(*position)
            };
            Some((at, rect))
        };
        let cards: Vec<(usize, Rect)> = moved.iter().filter_map(card).collect();
        let changed = self.router.put(&cards);
        self.ids(changed)
    }

    /// Routes everything anew, as after a drag, so that the same places always give the same arrows.
    /// Gives the transitions whose arrow or label changed.
    pub fn settle(&mut self) -> Vec<Id> {
        let changed = self.router.settle();
        self.ids(changed)
    }

    fn ids(&self, places: Vec<usize>) -> Vec<Id> {
        places.into_iter().filter_map(|at| self.transitions.id_at(at).cloned()).collect()
    }
}
