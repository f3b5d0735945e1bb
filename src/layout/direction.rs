//! Which transitions go forward: an order of the cards that few customers go against.

use super::graph::Edge;
use crate::geometry::{Keyed, ordered_numbers, sort_keyed};
use std::collections::{BinaryHeap, VecDeque};

/// Weights in whole millionths, so that sums are exact and the same on every machine.
fn whole(weight: f64) -> i64 {
    ((weight * 1e6) as i64).max(1)
}

/// An order of `count` cards in which the edges that lead backwards weigh little: the greedy
/// feedback arc set of Eades, Lin and Smyth (1993), weighted, then each card put where it is best
/// ("sifting"). Without cycles no edge leads backwards. Gives each card's place.
pub fn order(count: usize, edges: &[Edge]) -> Vec<usize> {
    let neighbours = Neighbours::of(count, edges);
    let mut places = vec![0.0; count];
    for (place, card) in greedy(&neighbours).into_iter().enumerate() {
        places[card] = place as f64;
    }
    for _ in 0..4 {
        if !sift(&neighbours, &mut places) {
            break;
        }
    }
    let mut order = vec![0; count];
    for (place, card) in ordered_numbers(&places).into_iter().enumerate() {
        order[card] = place;
    }
    order
}

/// Who comes before and after each card, with weights.
struct Neighbours {
    before: Vec<Vec<(usize, i64)>>,
    after: Vec<Vec<(usize, i64)>>,
}

impl Neighbours {
    fn of(count: usize, edges: &[Edge]) -> Self {
        let (mut before, mut after) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for edge in edges {
            after[edge.from].push((edge.to, whole(edge.weight)));
            before[edge.to].push((edge.from, whole(edge.weight)));
        }
        Self { before, after }
    }
}

/// What is still open while cards are taken one by one.
struct Rest {
    taken: Vec<bool>,
    sources: VecDeque<usize>,
    sinks: VecDeque<usize>,
    /// By weight that leaves minus weight that arrives, then the earlier card.
    others: BinaryHeap<(i64, std::cmp::Reverse<usize>)>,
    arriving: Vec<(usize, i64)>,
    leaving: Vec<(usize, i64)>,
}

impl Rest {
    fn of(neighbours: &Neighbours) -> Self {
        let sum = |list: &Vec<(usize, i64)>| (list.len(), list.iter().map(|(_, w)| w).sum());
        let mut rest = Self {
            taken: vec![false; neighbours.after.len()],
            sources: VecDeque::new(),
            sinks: VecDeque::new(),
            others: BinaryHeap::new(),
            arriving: neighbours.before.iter().map(sum).collect(),
            leaving: neighbours.after.iter().map(sum).collect(),
        };
        (0..rest.taken.len()).for_each(|card| rest.file(card));
        rest
    }

    /// Puts a card where it belongs now; what was filed before is skipped when it turns up.
    fn file(&mut self, card: usize) {
        if self.arriving[card].0 == 0 {
            self.sources.push_back(card);
        } else if self.leaving[card].0 == 0 {
            self.sinks.push_back(card);
        } else {
            let lead = self.leaving[card].1 - self.arriving[card].1;
            self.others.push((lead, std::cmp::Reverse(card)));
        }
    }

    fn take(&mut self, card: usize, neighbours: &Neighbours) {
        self.taken[card] = true;
        let sides = [(&neighbours.after[card], true), (&neighbours.before[card], false)];
        for (list, arrives) in sides {
            for (other, weight) in list {
                if self.taken[*other] {
                    continue;
                }
                let sums = if arrives { &mut self.arriving[*other] } else { &mut self.leaving[*other] };
                sums.0 -= 1;
                sums.1 -= weight;
                self.file(*other);
            }
        }
    }
}

fn greedy(neighbours: &Neighbours) -> Vec<usize> {
    let mut rest = Rest::of(neighbours);
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    loop {
        let (card, at_head) = if let Some(card) = rest.sources.pop_front() {
            (card, true)
        } else if let Some(card) = rest.sinks.pop_front() {
            (card, false)
        } else if let Some((_, std::cmp::Reverse(card))) = rest.others.pop() {
            (card, true)
        } else {
            break;
        };
        if rest.taken[card] {
            continue;
        }
        if at_head { &mut head } else { &mut tail }.push(card);
        rest.take(card, neighbours);
    }
    head.extend(tail.into_iter().rev());
    head
}

/// Puts each card between those neighbours where the least weight leads backwards; says whether
/// any card moved.
fn sift(neighbours: &Neighbours, places: &mut [f64]) -> bool {
    let mut moved = false;
    let mut around: Vec<(f64, i64)> = Vec::new();
    let mut sorted: Vec<(f64, i64)> = Vec::new();
    let mut keys = Vec::new();
    for card in 0..places.len() {
        around.clear();
        // Passing a card that it leads to costs; passing one that leads to it pays.
        around.extend(neighbours.after[card].iter().map(|(to, w)| (places[*to], *w)));
        around.extend(neighbours.before[card].iter().map(|(from, w)| (places[*from], -*w)));
        keys.clear();
        keys.extend(around.iter().zip(0..).map(|((place, _), at)| Keyed::new(*place, at)));
        sort_keyed(&mut keys, false);
        sorted.clear();
        sorted.extend(keys.iter().map(|key| around[key.item as usize]));
        let (mut cost, mut best, mut here, mut at) = (0, 0, 0, None);
        for (step, (place, weight)) in sorted.iter().enumerate() {
            cost += weight;
            if *place < places[card] {
                here = cost;
            }
            if cost < best {
                best = cost;
                at = Some(step);
            }
        }
        if best < here {
            let low = at.map_or(f64::NEG_INFINITY, |step| sorted[step].0);
            let next = sorted.iter().map(|(place, _)| *place);
            let high = next.filter(|place| *place > low).fold(f64::INFINITY, f64::min);
            places[card] = between(low, high);
            moved = true;
        }
    }
    moved
}

/// A place between two, either of which may be open.
fn between(low: f64, high: f64) -> f64 {
    match (low.is_finite(), high.is_finite()) {
        (true, true) => low + (high - low) * 0.5,
        (true, false) => low + 0.5,
        (false, true) => high - 0.5,
        (false, false) => 0.0,
    }
}
