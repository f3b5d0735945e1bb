//! Every arrow of a map, given where the cards stand.

use super::ports::{Side, Wish, place_on, stack};
use crate::geometry::{Curve, Point, Rect};

/// An arrow to route, between two cards given by their places in the list of cards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrow {
    /// The card it leaves.
    pub from: usize,
    /// The card it reaches.
    pub to: usize,
    /// How thick it is drawn, in canvas units; thick arrows choose their way first.
    pub width: f64,
    /// How wide its label is, in canvas units; 0 is no label.
    pub label: f64,
}

/// Which way an arrow goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the right: out of the right side, into the left side.
    Forward,
    /// Back to the left: over or under the cards, out of and into a top or bottom side.
    Backward,
    /// Up or down to a card of the same column.
    Across,
    /// From a card to itself: a small loop on top.
    Loop,
}

/// How an arrow is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Its line, from card to card.
    pub curve: Curve,
    /// Which way it goes.
    pub way: Way,
    /// The middle of its label; `None` where no place is free, and the label shows on hover.
    pub label: Option<Point>,
}

/// What is decided about an arrow before it has its line.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Plan {
    way: Way,
    sides: [Side; 2],
    /// How far along its side each end is.
    ports: [f64; 2],
}

/// The arrows of a map. A card that moves re-routes only what it concerns.
///
/// Invariant: every line is finite, and begins and ends on the border of its cards.
#[derive(Clone, Debug, Default)]
pub struct Router {
    cards: Vec<Rect>,
    arrows: Vec<Arrow>,
    touching: Vec<Vec<usize>>,
    plans: Vec<Plan>,
    routes: Vec<Route>,
}

/// Less than this between two cards' sides, and an arrow can't run level between them.
const APART: f64 = 16.0;

/// The card with nothing in it that isn't finite.
fn tame(card: Rect) -> Rect {
    let near = |v: f64| {
        if v.is_finite() { v.clamp(-1e7, 1e7) } else { 0.0 }
    };
    let size = |v: f64| near(v).max(0.0);
    Rect::new(near(card.x), near(card.y), size(card.width), size(card.height))
}

impl Router {
    /// Routes all arrows. Arrows whose card isn't there have no route and are never drawn.
    pub fn new(cards: &[Rect], arrows: &[Arrow]) -> Self {
        let cards: Vec<Rect> = cards.iter().copied().map(tame).collect();
        let mut touching = vec![Vec::new(); cards.len()];
        for (at, arrow) in arrows.iter().enumerate() {
            if arrow.from < cards.len() && arrow.to < cards.len() {
                touching[arrow.from].push(at);
                if arrow.to != arrow.from {
                    touching[arrow.to].push(at);
                }
            }
        }
        let plan = Plan { way: Way::Forward, sides: [Side::Right, Side::Left], ports: [0.0; 2] };
        let route = Route { curve: Curve::default(), way: Way::Forward, label: None };
        let mut router = Self {
            plans: vec![plan; arrows.len()],
            routes: vec![route; arrows.len()],
            cards,
            arrows: arrows.to_vec(),
            touching,
        };
        let all: Vec<usize> = (0..router.cards.len()).collect();
        router.dock(&all);
        (0..arrows.len()).for_each(|at| router.draw(at));
        router
    }

    /// How each arrow is drawn, in the order they were given.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// Puts cards elsewhere and re-routes what that concerns. Gives the arrows that changed.
    pub fn put(&mut self, cards: &[(usize, Rect)]) -> Vec<usize> {
        let mut concerned = Vec::new();
        for (at, rect) in cards {
            if let Some(card) = self.cards.get_mut(*at) {
                *card = tame(*rect);
                concerned.push(*at);
                for arrow in self.touching[*at].iter().map(|arrow| &self.arrows[*arrow]) {
                    concerned.extend([arrow.from, arrow.to]);
                }
            }
        }
        concerned.sort_unstable();
        concerned.dedup();
        let mut changed = self.dock(&concerned);
        for (at, _) in cards {
            changed.extend(self.touching.get(*at).into_iter().flatten().copied());
        }
        changed.sort_unstable();
        changed.dedup();
        changed.iter().for_each(|at| self.draw(*at));
        changed
    }

    /// Gives the ends at these cards their places. Gives the arrows whose ends moved along a side.
    fn dock(&mut self, cards: &[usize]) -> Vec<usize> {
        let mut changed = Vec::new();
        let mut places = Vec::new();
        for card in cards {
            let mut wishes: [Vec<Wish>; 4] = Default::default();
            for at in self.touching[*card].iter().copied() {
                let arrow = self.arrows[at];
                let (way, sides) = decide(self.cards[arrow.from], self.cards[arrow.to], arrow);
                self.plans[at].way = way;
                self.plans[at].sides = sides;
                for (end, side) in sides.into_iter().enumerate() {
                    let (own, other) = if end == 0 { (arrow.from, arrow.to) } else { (arrow.to, arrow.from) };
                    if own != *card {
                        continue;
                    }
                    let center = self.cards[other].center();
                    let (toward, next) = match side {
                        Side::Left | Side::Right => (center.y, center.x),
                        Side::Top | Side::Bottom => (center.x, center.y),
                    };
                    wishes[side as usize].push(Wish { end: at * 2 + end, toward, next, width: arrow.width });
                }
            }
            let rect = self.cards[*card];
            let lengths = [rect.height, rect.height, rect.width, rect.width];
            for (wishes, length) in wishes.iter_mut().zip(lengths) {
                stack(wishes, length, &mut places);
            }
            for (end, along) in places.drain(..) {
                let port = &mut self.plans[end / 2].ports[end % 2];
                if (*port - along).abs() > 1e-9 {
                    *port = along;
                    changed.push(end / 2);
                }
            }
        }
        changed
    }

    fn draw(&mut self, at: usize) {
        let arrow = self.arrows[at];
        let (Some(from), Some(to)) = (self.cards.get(arrow.from), self.cards.get(arrow.to)) else {
            return;
        };
        let plan = self.plans[at];
        let start = place_on(*from, plan.sides[0], plan.ports[0]);
        let end = place_on(*to, plan.sides[1], plan.ports[1]);
        let curve = direct(start, plan.sides[0], end, plan.sides[1]);
        let label = (arrow.label > 0.0).then(|| curve.at(0.5).0);
        self.routes[at] = Route { curve, way: plan.way, label };
    }
}

/// Which way an arrow goes between two cards, and out of and into which sides.
fn decide(from: Rect, to: Rect, arrow: Arrow) -> (Way, [Side; 2]) {
    if arrow.from == arrow.to {
        return (Way::Loop, [Side::Top, Side::Top]);
    }
    if to.x >= from.right() + APART {
        return (Way::Forward, [Side::Right, Side::Left]);
    }
    let (below, above) = (to.y >= from.bottom() + APART, from.y >= to.bottom() + APART);
    let way = if to.right() + APART <= from.x { Way::Backward } else { Way::Across };
    let sides = match way {
        _ if below => [Side::Bottom, Side::Top],
        _ if above => [Side::Top, Side::Bottom],
        Way::Backward => [Side::Top, Side::Top],
        _ => [Side::Right, Side::Right],
    };
    (way, sides)
}

/// The plainest line between two places on sides: out of one side upright to it, into the other.
fn direct(start: Point, out_of: Side, end: Point, into: Side) -> Curve {
    let mut curve = Curve::from(start);
    let span = (end - start) * 0.5;
    let reach = match (out_of, into) {
        (Side::Right, Side::Left) => span.x.abs().max(24.0),
        (Side::Top, Side::Bottom) | (Side::Bottom, Side::Top) => span.y.abs().max(24.0),
        _ => (span.x.abs() + span.y.abs()).mul_add(0.3, 32.0),
    };
    curve.cubic_to(start + outward(out_of) * reach, end + outward(into) * reach, end);
    curve
}

/// The direction out of a side.
pub(super) fn outward(side: Side) -> Point {
    match side {
        Side::Left => Point::new(-1.0, 0.0),
        Side::Right => Point::new(1.0, 0.0),
        Side::Top => Point::new(0.0, -1.0),
        Side::Bottom => Point::new(0.0, 1.0),
    }
}
