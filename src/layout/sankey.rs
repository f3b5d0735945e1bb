//! The flow view: bars whose height is an amount, ribbons whose width is what goes on.

use super::flows::{Amount, Bar, Flows, Ribbon, Sankey, Span};
use super::graph::Graph;
use super::layering::Grouping;
use crate::geometry::{Point, ordered_numbers};
use crate::model::Journey;

/// The width of a bar.
pub const BAR: f64 = 14.0;
/// The room between bars that stand on one another.
const GAP: f64 = 18.0;
/// The least height that a bar takes with its name and its amount, so that those lie on no others.
const WORDS: f64 = 28.0;
/// The least that a column takes from the next one's left edge.
const PITCH: f64 = 112.0;
/// The room to the right of the last column, for its names.
const NAMES: f64 = 150.0;
/// The room between lanes.
const LANE_GAP: f64 = 2.0;
/// The least height of a bar.
const THIN: f64 = 2.0;
/// How often the columns are put in order and settled.
const SWEEPS: usize = 10;
/// How often the scale is fitted: the lower it gets, the more bars are thin.
const FITTED: usize = 4;

/// Draws flows into a frame of so many pixels; it is wider where there are many columns and deeper
/// where ways lead back under the bars. Stages are columns in the journey's order, deeper in their
/// own steps; the same flows give the same drawing. Amounts that are not finite count as none.
pub fn sankey(journey: &Journey, flows: &Flows, frame: Point) -> Sankey {
    sankeys(journey, &[flows], frame).pop().unwrap_or_default()
}

/// Draws the same cards and ways with other amounts, each into a frame of its own: on one scale, and every
/// bar and lane where it is in all of the others. They are laid out for the most of each amount.
pub fn sankeys(journey: &Journey, all: &[&Flows], frame: Point) -> Vec<Sankey> {
    let mut most = Flows::default();
    for flows in all {
        for (at, card) in flows.cards.iter().enumerate() {
            match most.cards.get_mut(at) {
                Some(known) => *known = larger(*known, *card),
                None => most.cards.push(*card),
            }
        }
        for (at, way) in flows.ways.iter().enumerate() {
            match most.ways.get_mut(at) {
                Some((_, _, known)) => *known = larger(*known, way.2),
                None => most.ways.push(*way),
            }
        }
    }
    let mut plan = Plan::of(journey, &most, frame);
    for sweep in 0..SWEEPS {
        plan.settle(sweep % 2 == 0);
    }
    all.iter().map(|flows| plan.drawing(flows)).collect()
}

fn larger(one: Amount, other: Amount) -> Amount {
    if sound(one.total) < sound(other.total) { other } else { one }
}

/// How much each bar has to hold: what arrives, or what the ways around it need.
fn amounts(flows: &Flows) -> Vec<f64> {
    let count = flows.cards.len();
    let (mut into, mut out) = (vec![0.0; count], vec![0.0; count]);
    for (from, to, amount) in &flows.ways {
        if let (Some(out), Some(into)) = (out.get_mut(*from), into.get_mut(*to)) {
            *out += sound(amount.total);
            *into += sound(amount.total);
        }
    }
    let all = flows.cards.iter().zip(into.into_iter().zip(out));
    all.map(|(card, (into, out)): (_, (f64, f64))| sound(card.total).max(into).max(out)).collect()
}

struct Plan<'a> {
    /// What it is laid out for.
    flows: &'a Flows,
    /// The cards of each column, from above.
    columns: Vec<Vec<usize>>,
    /// The column of each card; `None` where nothing reaches it.
    column: Vec<Option<usize>>,
    /// The upper edge of each card's bar.
    tops: Vec<f64>,
    heights: Vec<f64>,
    spans: Vec<(Option<usize>, usize, usize)>,
    scale: f64,
    height: f64,
    pitch: f64,
    /// The room to the left of the first column, for what turns there.
    left: f64,
}

fn sound(amount: f64) -> f64 {
    if amount.is_finite() { amount.max(0.0) } else { 0.0 }
}

impl<'a> Plan<'a> {
    fn of(journey: &Journey, flows: &'a Flows, frame: Point) -> Self {
        let mut plan = Self {
            flows,
            columns: Vec::new(),
            column: vec![None; flows.cards.len()],
            tops: vec![0.0; flows.cards.len()],
            heights: Vec::new(),
            spans: Vec::new(),
            scale: 1.0,
            height: frame.y,
            pitch: PITCH,
            left: 0.0,
        };
        let amounts = amounts(flows);
        plan.stand(journey, &amounts);
        // Bars and the lanes under them share the frame's height.
        let (lanes, count) = plan.lanes();
        let room = |cards: &Vec<usize>, scale: f64| {
            let (mut sum, mut taken) = (lanes, 2.0 * GAP + LANE_GAP * count as f64);
            for amount in cards.iter().filter_map(|card| amounts.get(*card)) {
                // Beside a thin bar it is the words that take room.
                let is_thin = amount * scale + GAP < WORDS;
                taken += if is_thin { WORDS } else { GAP };
                sum += if is_thin { 0.0 } else { *amount };
            }
            if sum > 0.0 { (frame.y - taken).max(frame.y * 0.25) / sum } else { f64::INFINITY }
        };
        let mut scale = f64::INFINITY;
        for _ in 0..FITTED {
            scale = plan.columns.iter().map(|cards| room(cards, scale)).fold(scale, f64::min);
        }
        plan.scale = if scale.is_finite() { scale } else { 1.0 };
        plan.height = (frame.y - lanes * plan.scale - LANE_GAP * count as f64 - GAP).max(frame.y * 0.25);
        plan.heights = amounts.iter().map(|amount| (amount * plan.scale).max(THIN)).collect();
        let columns = plan.columns.len().max(1) as f64;
        plan.left = plan.turns(|from, to| (to <= from).then_some(to as f64 * PITCH));
        plan.pitch = ((frame.x - NAMES - plan.left) / columns).max(PITCH);
        for at in 0..plan.columns.len() {
            plan.stack(at);
        }
        plan
    }

    /// How much leads back, and by how many ways.
    fn lanes(&self) -> (f64, usize) {
        let back = self.drawn().into_iter().filter_map(|at| self.flows.ways.get(at));
        let back = back.filter(|(from, to, _)| self.leads_back(*from, *to));
        back.fold((0.0, 0), |(sum, count), (_, _, amount)| (sum + sound(amount.total), count + 1))
    }

    /// Puts every card that something reaches into a column.
    fn stand(&mut self, journey: &Journey, amounts: &[f64]) {
        // What flows says which way is forward, as in a map that is tidied, not what is typed of it.
        let cards = self.flows.cards.len();
        let ways = self.flows.ways.iter().filter(|(from, to, _)| *from < cards && *to < cards);
        let ways: Vec<_> = ways.map(|(from, to, amount)| (*from, *to, sound(amount.total))).collect();
        let graph = Graph::of_ways(journey, &ways);
        let stages = super::columns(journey).len();
        let grouping = Grouping::of(&graph, stages);
        let mut start = 0;
        for (group, cards) in grouping.members.iter().enumerate() {
            let (ranks, _) = grouping.ranks(&graph, group);
            // Steps that no card is left on are closed.
            let mut used: Vec<Vec<usize>> = Vec::new();
            used.resize(ranks.iter().max().map_or(0, |last| last + 1), Vec::new());
            for (card, rank) in cards.iter().zip(&ranks) {
                let reached = amounts.get(*card).is_some_and(|amount| *amount > 0.0);
                if let Some(column) = used.get_mut(*rank).filter(|_| reached) {
                    column.push(*card);
                }
            }
            used.retain(|column| !column.is_empty());
            for (step, cards) in used.iter().enumerate() {
                for card in cards {
                    if let Some(column) = self.column.get_mut(*card) {
                        *column = Some(start + step);
                    }
                }
            }
            if !used.is_empty() {
                let stage = group.checked_sub(grouping.first).filter(|stage| *stage < stages);
                self.spans.push((stage, start, used.len()));
            }
            start += used.len();
            self.columns.extend(used);
        }
        let y = |card: usize| graph.nodes.get(card).map_or(0.0, |node| node.position.y);
        for column in &mut self.columns {
            let heights: Vec<f64> = column.iter().map(|card| y(*card)).collect();
            *column =
                ordered_numbers(&heights).into_iter().filter_map(|at| column.get(at).copied()).collect();
        }
    }

    fn middle(&self, card: usize) -> f64 {
        self.top(card) + self.height_of(card) / 2.0
    }

    fn height_of(&self, card: usize) -> f64 {
        self.heights.get(card).copied().unwrap_or(THIN)
    }

    /// What a bar keeps free above and below.
    fn beside(&self, card: usize) -> f64 {
        (WORDS - self.height_of(card)).max(GAP) / 2.0
    }

    /// Puts the bars of a column on one another, in the middle of the frame.
    fn stack(&mut self, column: usize) {
        let cards = self.columns.get(column).cloned().unwrap_or_default();
        let tall: f64 = cards.iter().map(|card| self.height_of(*card) + 2.0 * self.beside(*card)).sum();
        let mut y = ((self.height - tall) / 2.0).max(-GAP / 2.0);
        for card in cards {
            let (height, beside) = (self.height_of(card), self.beside(card));
            if let Some(top) = self.tops.get_mut(card) {
                *top = y + beside;
            }
            y += height + 2.0 * beside;
        }
    }

    /// Moves each bar level with what it is joined to, column by column, and apart where they meet.
    fn settle(&mut self, forward: bool) {
        let order: Vec<usize> = match forward {
            true => (0..self.columns.len()).collect(),
            false => (0..self.columns.len()).rev().collect(),
        };
        for column in order {
            let mut pull = vec![(0.0, 0.0); self.flows.cards.len()];
            for (from, to, amount) in &self.flows.ways {
                let (own, other) = if forward { (*to, *from) } else { (*from, *to) };
                let beside = self.column.get(other).copied().flatten().is_some_and(|at| at != column);
                let here = self.column.get(own).copied().flatten() == Some(column);
                if let Some((sum, weight)) = pull.get_mut(own).filter(|_| here && beside) {
                    let amount = sound(amount.total);
                    *sum += amount * self.middle(other);
                    *weight += amount;
                }
            }
            let wish = |card: usize| match pull.get(card) {
                Some((sum, weight)) if *weight > 0.0 => sum / weight,
                _ => self.middle(card),
            };
            let cards = self.columns.get(column).cloned().unwrap_or_default();
            let wishes: Vec<f64> = cards.iter().map(|card| wish(*card)).collect();
            let order = ordered_numbers(&wishes);
            let placed: Vec<(usize, f64)> =
                order.iter().filter_map(|at| Some((*cards.get(*at)?, *wishes.get(*at)?))).collect();
            self.apart(&placed);
            if let Some(column) = self.columns.get_mut(column) {
                *column = placed.into_iter().map(|(card, _)| card).collect();
            }
        }
    }

    /// Places bars at their wishes, from above, then up from the lower edge where they came below it.
    fn apart(&mut self, placed: &[(usize, f64)]) {
        let mut least = -GAP / 2.0;
        let mut tops = Vec::with_capacity(placed.len());
        for (card, wish) in placed {
            let top = (wish - self.height_of(*card) / 2.0).max(least + self.beside(*card));
            least = top + self.height_of(*card) + self.beside(*card);
            tops.push(top);
        }
        let mut most = self.height + GAP / 2.0;
        for (top, (card, _)) in tops.iter_mut().zip(placed).rev() {
            *top = top.min(most - self.height_of(*card) - self.beside(*card)).max(0.0);
            most = *top - self.beside(*card);
        }
        // A column that is fuller than the frame begins at the top and ends where it ends.
        let mut least = -GAP / 2.0;
        for (top, (card, _)) in tops.into_iter().zip(placed) {
            let top = top.max(least + self.beside(*card));
            least = top + self.height_of(*card) + self.beside(*card);
            if let Some(known) = self.tops.get_mut(*card) {
                *known = top;
            }
        }
    }

    fn x(&self, card: usize) -> f64 {
        self.left + self.column.get(card).copied().flatten().unwrap_or(0) as f64 * self.pitch
    }

    /// The most room that ways need to turn in, where so much is left free at their ends.
    fn turns(&self, free: impl Fn(usize, usize) -> Option<f64>) -> f64 {
        let column = |card: usize| self.column.get(card).copied().flatten();
        let needed = |at: usize| {
            let (from, to, amount) = self.flows.ways.get(at)?;
            let free = free(column(*from)?, column(*to)?)?;
            Some(Ribbon::turn(sound(amount.total) * self.scale) - free)
        };
        self.drawn().into_iter().filter_map(needed).fold(0.0, f64::max)
    }

    /// The drawing of flows of the same cards and ways, none of them larger than what this is laid out for.
    fn drawing(&self, own: &Flows) -> Sankey {
        let held = amounts(own);
        let bar = |card: &usize| {
            let amount = own.cards.get(*card).copied().unwrap_or_default();
            let held = held.get(*card).copied().filter(|held| *held > 0.0)?;
            let height = (held * self.scale).max(THIN);
            let share = if amount.total > 0.0 { sound(amount.first / amount.total).min(1.0) } else { 1.0 };
            let at = Point::new(self.x(*card), self.top(*card));
            Some(Bar { card: *card, at, height, first: height * share })
        };
        let bars: Vec<Bar> = self.columns.iter().flatten().filter_map(bar).collect();
        let foot = |card: &usize| self.top(*card) + self.height_of(*card);
        let floor = self.columns.iter().flatten().map(foot).fold(self.height, f64::max);
        let (ribbons, lowest) = self.ribbons(own, floor);
        let span = |(stage, first, count): &(Option<usize>, usize, usize)| Span {
            stage: *stage,
            x: self.left + *first as f64 * self.pitch,
            width: *count as f64 * self.pitch,
        };
        let last = self.columns.len().saturating_sub(1);
        let right = self.turns(|from, to| (to <= from).then(|| (last - from) as f64 * self.pitch));
        let width = self.left + last as f64 * self.pitch + BAR + right.max(NAMES);
        Sankey {
            bars,
            ribbons,
            spans: self.spans.iter().map(span).collect(),
            size: Point::new(width, lowest),
            scale: self.scale,
        }
    }

    fn top(&self, card: usize) -> f64 {
        self.tops.get(card).copied().unwrap_or(0.0)
    }

    /// The ways that something goes between two bars.
    fn drawn(&self) -> Vec<usize> {
        let stands = |card: usize| self.column.get(card).copied().flatten().is_some();
        let drawn = |(at, (from, to, amount)): (usize, &(usize, usize, Amount))| {
            (stands(*from) && stands(*to) && sound(amount.total) > 0.0).then_some(at)
        };
        self.flows.ways.iter().enumerate().filter_map(drawn).collect()
    }

    /// The ribbons, and how far down the lanes of those that lead back reach.
    fn ribbons(&self, own: &Flows, floor: f64) -> (Vec<Ribbon>, f64) {
        let ways = self.drawn();
        let starts = self.ends(own, &ways, |from, to| (from, to));
        let stops = self.ends(own, &ways, |from, to| (to, from));
        let mut lowest = floor + GAP;
        let mut ribbons = Vec::with_capacity(ways.len());
        for way in &ways {
            let Some((from, to, most)) = self.flows.ways.get(*way) else { continue };
            let lane = self.leads_back(*from, *to).then(|| {
                let lane = lowest;
                lowest = lane + sound(most.total) * self.scale + LANE_GAP;
                lane
            });
            let amount = own.ways.get(*way).map(|(_, _, amount)| *amount).unwrap_or_default();
            let width = sound(amount.total) * self.scale;
            if width <= 0.0 {
                continue;
            }
            let share = sound(amount.first / amount.total).min(1.0);
            let at = |ends: &[f64]| ends.get(*way).copied().unwrap_or(0.0);
            ribbons.push(Ribbon {
                way: *way,
                from: Point::new(self.x(*from) + BAR, at(&starts)),
                to: Point::new(self.x(*to), at(&stops)),
                width,
                first: width * share,
                lane,
            });
        }
        (crate::geometry::largest_first(ribbons, |ribbon| ribbon.width), lowest + GAP)
    }

    fn leads_back(&self, from: usize, to: usize) -> bool {
        self.column.get(to).copied().flatten() <= self.column.get(from).copied().flatten()
    }

    /// The upper end of each way at one of its bars: stacked in the order of their other ends, those
    /// that lead back last.
    fn ends(&self, own: &Flows, ways: &[usize], ends: fn(usize, usize) -> (usize, usize)) -> Vec<f64> {
        let mut at = vec![0.0; self.flows.ways.len()];
        let mut taken = self.tops.clone();
        let key = |way: &usize| {
            let Some((from, to, _)) = self.flows.ways.get(*way) else { return 0.0 };
            let last = if self.leads_back(*from, *to) { 1e9 } else { 0.0 };
            self.middle(ends(*from, *to).1) + last
        };
        let keys: Vec<f64> = ways.iter().map(key).collect();
        for place in ordered_numbers(&keys) {
            let Some(way) = ways.get(place) else { continue };
            let Some((from, to, amount)) = own.ways.get(*way) else { continue };
            let bar = ends(*from, *to).0;
            if let (Some(end), Some(taken)) = (at.get_mut(*way), taken.get_mut(bar)) {
                *end = *taken;
                *taken += sound(amount.total) * self.scale;
            }
        }
        at
    }
}
