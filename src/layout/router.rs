//! Every arrow of a map, given where the cards stand.

use super::corridor::Stretch;
use super::lines::{End, Line, across, around_itself, backward, forward, loop_room, plain};
use super::ports::{Side, Wish, stack};
use super::terrain::Terrain;
use crate::geometry::{Curve, Point, Rect, ordered, sizes::STUB_HEIGHT};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// From a card to itself: a small loop on top.
    Loop,
    /// Up or down to a card of the same column.
    Across,
    /// To the right: out of the right side, into the left side.
    Forward,
    /// Back to the left: over or under the cards, out of and into a top or bottom side.
    Backward,
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

/// How tall a label is, in canvas units.
pub const LABEL_HEIGHT: f64 = 16.0;

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
    /// Where each arrow runs level, as its place in the terrain.
    level: Vec<Vec<Stretch>>,
    terrain: Terrain,
    /// The arrows that are only sketched yet, the next one last.
    waiting: Vec<usize>,
    /// The arrows whose label is still to be put somewhere, likewise.
    unlabelled: Vec<usize>,
}

/// Less than this between two cards' sides, and an arrow can't run between them.
const APART: f64 = 16.0;
/// Where along a label's arrow it is tried to be put, as shares of its length.
const LABEL_AT: [f64; 11] = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.25, 0.75, 0.18, 0.82];

fn near(v: f64) -> f64 {
    if v.is_finite() { v.clamp(-1e7, 1e7) } else { 0.0 }
}

/// The card with nothing in it that isn't finite, nor wider or taller than any card.
fn tame(card: Rect) -> Rect {
    let size = |v: f64| near(v).clamp(0.0, 1e4);
    Rect::new(near(card.x), near(card.y), size(card.width), size(card.height))
}

impl Router {
    /// Routes all arrows. Arrows whose card isn't there have no line and are never drawn.
    pub fn new(cards: &[Rect], arrows: &[Arrow]) -> Self {
        let mut router = Self::sketch(cards, arrows);
        router.refine(usize::MAX);
        router
    }

    /// Sketches all arrows: at once there, but behind cards and without labels until
    /// [`Self::refine`] has come to them.
    pub fn sketch(cards: &[Rect], arrows: &[Arrow]) -> Self {
        let cards: Vec<Rect> = cards.iter().copied().map(tame).collect();
        let mut touching = vec![Vec::new(); cards.len()];
        let mut terrain = Terrain::default();
        for (at, card) in cards.iter().enumerate() {
            terrain.add(at, *card);
        }
        let tame = |arrow: &Arrow| Arrow { width: near(arrow.width).clamp(0.0, 200.0), ..*arrow };
        let arrows: Vec<Arrow> = arrows.iter().map(tame).collect();
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
            level: vec![Vec::new(); arrows.len()],
            waiting: Vec::new(),
            unlabelled: Vec::new(),
            cards,
            arrows,
            touching,
            terrain,
        };
        router.dock(0..router.cards.len());
        let mut waiting: Vec<usize> = (0..router.arrows.len()).collect();
        waiting.retain(|at| router.has_ends(*at));
        for at in waiting.iter().copied() {
            let [from, to] = router.ends(at);
            router.routes[at].way = router.plans[at].way;
            router.routes[at].curve = match router.plans[at].way {
                Way::Forward => Curve::flowing(from.place, to.place),
                Way::Loop => router.line(at).curve,
                _ => plain(from, to).curve,
            };
        }
        router.unlabelled = router.by_width(waiting.clone());
        router.unlabelled.reverse();
        router.sort(&mut waiting);
        waiting.reverse();
        router.waiting = waiting;
        router
    }

    /// Routes the next so many of the arrows that are only sketched, then labels as many; gives those
    /// that it came to, none when all are done. However many at a time, all together are what
    /// [`Self::new`] gives.
    pub fn refine(&mut self, count: usize) -> Vec<usize> {
        let mut next = last(&mut self.waiting, count);
        for at in next.iter().copied() {
            self.draw(at);
        }
        // The labels go last, so that none takes the place of a thicker arrow's.
        if self.waiting.is_empty() {
            let labels = last(&mut self.unlabelled, count - next.len());
            self.label(labels.clone());
            next.extend(labels);
            distinct(&mut next);
        }
        next
    }

    /// How each arrow is drawn, in the order they were given.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// Puts cards elsewhere and re-routes the arrows that touch them and those whose ends make room
    /// for these. Gives the arrows that changed. What merely passes by waits for [`Self::settle`].
    pub fn put(&mut self, cards: &[(usize, Rect)]) -> Vec<usize> {
        let mut concerned = Vec::new();
        let mut changed = Vec::new();
        for (at, rect) in cards {
            let Some(card) = self.cards.get_mut(*at) else { continue };
            self.terrain.remove(*at, *card);
            *card = tame(*rect);
            self.terrain.add(*at, *card);
            concerned.push(*at);
            changed.extend(self.touching[*at].iter().copied());
            for arrow in self.touching[*at].iter().map(|arrow| &self.arrows[*arrow]) {
                concerned.extend([arrow.from, arrow.to]);
            }
        }
        distinct(&mut concerned);
        changed.extend(self.dock(concerned));
        distinct(&mut changed);
        self.waiting.retain(|at| changed.binary_search(at).is_err());
        self.unlabelled.retain(|at| changed.binary_search(at).is_err());
        for at in changed.iter().copied() {
            self.clear(at);
        }
        let mut order = changed.clone();
        self.sort(&mut order);
        order.iter().for_each(|at| self.draw(*at));
        self.label(order);
        changed
    }

    /// Routes everything anew, as after a drag, so that the same places always give the same arrows.
    /// Gives the arrows that changed.
    pub fn settle(&mut self) -> Vec<usize> {
        let fresh = Self::new(&self.cards, &self.arrows);
        let before = std::mem::replace(self, fresh).routes;
        let pairs = before.iter().zip(&self.routes).enumerate();
        pairs.filter(|(_, (before, after))| before != after).map(|(at, _)| at).collect()
    }

    /// Gives the ends at these cards their places. Gives the arrows whose ends moved along a side.
    fn dock(&mut self, cards: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut changed = Vec::new();
        let mut places = Vec::new();
        for card in cards {
            let rect = self.cards[card];
            let mut wishes: [Vec<Wish>; 4] = Default::default();
            // The right part of the bottom is the drop-off stub's, of the top the loop's.
            let mut lengths = [rect.height, rect.height, rect.width * 0.75, rect.width * 0.75];
            for at in self.touching[card].iter().copied() {
                let arrow = self.arrows[at];
                let (way, sides) = self.decide(arrow);
                let plan = &mut self.plans[at];
                if (plan.way, plan.sides) != (way, sides) {
                    (plan.way, plan.sides) = (way, sides);
                    changed.push(at);
                }
                if way == Way::Loop {
                    let top = &mut lengths[Side::Top as usize];
                    *top = top.min(rect.width - loop_room(arrow.width)).max(rect.width * 0.4);
                    continue;
                }
                for (end, side) in sides.into_iter().enumerate() {
                    let (own, other) = if end == 0 { (arrow.from, arrow.to) } else { (arrow.to, arrow.from) };
                    if own == card {
                        let order = side.wish(rect, self.cards[other]);
                        wishes[side as usize].push(Wish { end: at * 2 + end, order, width: arrow.width });
                    }
                }
            }
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

    /// Which way an arrow goes, and out of and into which sides.
    fn decide(&self, arrow: Arrow) -> (Way, [Side; 2]) {
        if arrow.from == arrow.to {
            return (Way::Loop, [Side::Top, Side::Top]);
        }
        let (from, to) = (self.cards[arrow.from], self.cards[arrow.to]);
        if to.x >= from.right() + APART {
            return (Way::Forward, [Side::Right, Side::Left]);
        }
        if to.right() + APART <= from.x {
            // Room for two turns and the drop-off stub; with less, over both cards is calmer.
            let enough = 3.0 * APART + STUB_HEIGHT + 2.0 * arrow.width;
            let sides = match (to.y - from.bottom() >= enough, from.y - to.bottom() >= enough) {
                (true, _) => [Side::Bottom, Side::Top],
                (_, true) => [Side::Top, Side::Bottom],
                _ => [Side::Top, Side::Top],
            };
            return (Way::Backward, sides);
        }
        let (below, above) = (to.y >= from.bottom() + APART, from.y >= to.bottom() + APART);
        let own = [arrow.from, arrow.to];
        let (left, right) = (from.x.max(to.x), from.right().min(to.right()));
        let (top, bottom) = (from.bottom().min(to.bottom()), from.y.max(to.y));
        let between = Rect::between(Point::new(left, top), Point::new(right, bottom));
        let free = right - left > from.width * 0.5 && !self.terrain.is_blocked(between, own);
        let sides = match (below, above) {
            (true, _) if free => [Side::Bottom, Side::Top],
            (_, true) if free => [Side::Top, Side::Bottom],
            (_, true) => [Side::Left, Side::Left],
            _ => [Side::Right, Side::Right],
        };
        (Way::Across, sides)
    }

    fn has_ends(&self, at: usize) -> bool {
        let arrow = self.arrows[at];
        arrow.from < self.cards.len() && arrow.to < self.cards.len()
    }

    /// Sorts arrows as they choose their ways: the thick before the thin, and then the near ways
    /// back before the far.
    fn sort(&self, arrows: &mut Vec<usize>) {
        let rank = |at: &usize| {
            let (arrow, plan) = (self.arrows[*at], self.plans[*at]);
            let span = (self.cards[arrow.from].x - self.cards[arrow.to].x).abs();
            (plan.way, if plan.way == Way::Backward { span } else { -arrow.width })
        };
        let ranks: Vec<(Way, f64)> = arrows.iter().map(rank).collect();
        let order = ordered(arrows.len(), &|a, b| {
            let ((way, by), (other_way, other)) = (ranks[a], ranks[b]);
            way.cmp(&other_way).then(by.total_cmp(&other)).then(arrows[a].cmp(&arrows[b]))
        });
        *arrows = order.into_iter().map(|at| arrows[at]).collect();
    }

    /// Takes an arrow and its label off the terrain.
    fn clear(&mut self, at: usize) {
        for stretch in std::mem::take(&mut self.level[at]) {
            self.terrain.forget(at, stretch.span(), stretch.y);
        }
        if let Some(label) = self.routes[at].label.take() {
            self.terrain.erase(at, label_at(label, self.arrows[at]));
        }
    }

    fn draw(&mut self, at: usize) {
        let line = self.line(at);
        for stretch in &line.stretches {
            self.terrain.run(at, stretch.span(), stretch.y, self.arrows[at].width * 0.5);
        }
        self.level[at] = line.stretches;
        self.routes[at] = Route { curve: line.curve, way: self.plans[at].way, label: None };
    }

    fn ends(&self, at: usize) -> [End; 2] {
        let (arrow, plan) = (self.arrows[at], self.plans[at]);
        let end = |card: usize, end: usize| {
            let (rect, side) = (self.cards[card], plan.sides[end]);
            End { card: rect, at: card, side, place: side.place(rect, plan.ports[end]) }
        };
        [end(arrow.from, 0), end(arrow.to, 1)]
    }

    fn line(&self, at: usize) -> Line {
        let (arrow, [from, to]) = (self.arrows[at], self.ends(at));
        let half = arrow.width * 0.5;
        match self.plans[at].way {
            Way::Loop => {
                let loops = self.touching[arrow.from].iter().filter(|other| {
                    let other = (self.arrows[**other], **other);
                    other.0.from == other.0.to && other.1 < at
                });
                around_itself(from.card, arrow.width, loops.count())
            }
            Way::Across => across(from, to),
            Way::Forward => forward(&self.terrain, from, to, half),
            Way::Backward => backward(&self.terrain, from, to, half),
        }
    }

    /// The thick arrows before the thin.
    fn by_width(&self, arrows: Vec<usize>) -> Vec<usize> {
        let width = |at: usize| self.arrows[arrows[at]].width;
        let by_width = |a: usize, b: usize| width(b).total_cmp(&width(a)).then(arrows[a].cmp(&arrows[b]));
        ordered(arrows.len(), &by_width).into_iter().map(|at| arrows[at]).collect()
    }

    /// Puts the labels of arrows where there is room, the thick before the thin.
    fn label(&mut self, mut arrows: Vec<usize>) {
        arrows.retain(|at| self.arrows[*at].label > 0.0 && self.routes[*at].label.is_none());
        for at in self.by_width(arrows) {
            let (arrow, curve) = (self.arrows[at], &self.routes[at].curve);
            let mut places = LABEL_AT.iter().map(|share| curve.at(*share).0);
            let free = places.find(|place| self.terrain.has_room(label_at(*place, arrow)));
            if let Some(place) = free {
                self.terrain.write(at, label_at(place, arrow));
                self.routes[at].label = Some(place);
            }
        }
    }
}

/// Takes the last so many places out, the last one first.
fn last(places: &mut Vec<usize>, count: usize) -> Vec<usize> {
    let mut taken = places.split_off(places.len().saturating_sub(count));
    taken.reverse();
    taken
}

/// Puts places in order, each once.
fn distinct(places: &mut Vec<usize>) {
    let order = ordered(places.len(), &|a, b| places[a].cmp(&places[b]));
    *places = order.into_iter().map(|at| places[at]).collect();
    places.dedup();
}

fn label_at(middle: Point, arrow: Arrow) -> Rect {
    let width = near(arrow.label).clamp(0.0, 1e3);
    Rect::new(middle.x - width / 2.0, middle.y - LABEL_HEIGHT / 2.0, width, LABEL_HEIGHT)
}
