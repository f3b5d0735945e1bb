//! Journeys to lay out: grown by rule, and the web shop that was observed.

use desire_path::geometry::Point;
use desire_path::layout::Placement;
use desire_path::model::{Id, Journey, Outcome, OutcomeKind, Segment, Stage, Touchpoint, Transition};
use std::sync::Arc;

/// Numbers that look random and are the same everywhere (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, count: usize) -> usize {
        (self.roll() % count.max(1) as u64) as usize
    }

    pub fn share(&mut self) -> f64 {
        self.roll() as f64 / u64::MAX as f64
    }
}

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn touchpoint(journey: &mut Journey, name: &str, stage: Option<&str>) {
    let touchpoint =
        Touchpoint { name: name.replace('_', " "), stage: stage.map(id), ..Touchpoint::default() };
    journey.touchpoints.put(id(name), touchpoint);
}

pub fn outcome(journey: &mut Journey, name: &str, kind: OutcomeKind) {
    let outcome = Outcome { name: name.replace('_', " "), kind, ..Outcome::default() };
    journey.outcomes.put(id(name), outcome);
}

pub fn transition(journey: &mut Journey, from: &str, to: &str, count: Option<f64>) {
    let name = format!("{from}>{to}");
    let name: String = name.chars().take(60).collect();
    let transition = Transition { count, ..Transition::between(id(from), id(to)) };
    journey.transitions.put(id(&name), transition);
}

/// A journey of `count` touchpoints with about `degree` ways out of each, most of them short, one
/// in `back` leading backwards; `stages` of 0 is none. Ends in two outcomes.
pub fn random(count: usize, degree: f64, back: f64, stages: usize, seed: u64) -> Journey {
    let mut dice = Dice(seed);
    let mut journey = Journey::default();
    for stage in 0..stages {
        let name = format!("s{stage}");
        journey.stages.put(id(&name), Stage { name: format!("Stage {}", stage + 1), ..Stage::default() });
    }
    let name = |at: usize| format!("t{at}");
    for at in 0..count {
        let stage = (stages > 0).then(|| format!("s{}", at * stages / count));
        touchpoint(&mut journey, &name(at), stage.as_deref());
    }
    outcome(&mut journey, "lost", OutcomeKind::Loss);
    outcome(&mut journey, "won", OutcomeKind::Success);
    let near = (count / 8).clamp(3, 40);
    for at in 0..count {
        let ways = 1 + (dice.share() * 2.0 * (degree - 1.0)).round() as usize;
        for _ in 0..ways {
            let far = if dice.share() < 0.15 { dice.below(count) } else { 1 + dice.below(near) };
            let other = if dice.share() < back { at.checked_sub(far) } else { Some(at + far) };
            let flow = (dice.share() * 6.0).exp().round();
            match other {
                Some(other) if other < count && other != at => {
                    transition(&mut journey, &name(at), &name(other), Some(flow));
                }
                Some(other) if other >= count && dice.share() < 0.5 => {
                    let end = if dice.share() < 0.6 { "won" } else { "lost" };
                    transition(&mut journey, &name(at), end, Some(flow));
                }
                _ => {}
            }
        }
    }
    journey
}

/// 19 touchpoints of a web shop with every transition that was counted (a synthetic store, from the
/// `ecom` data of retentioneering 5.2.4, Apache-2.0; absorbed at the first purchase).
pub fn web_shop() -> Journey {
    let mut journey = Journey::default();
    let mut segment = Segment::default();
    let rows = include_str!("web_shop.csv").lines().skip(1);
    let rows: Vec<Vec<&str>> = rows.map(|row| row.split(',').collect()).collect();
    for row in rows.iter().filter(|row| !row[0].starts_with('(')) {
        if !journey.touchpoints.contains(&id(row[0])) {
            touchpoint(&mut journey, row[0], None);
        }
    }
    outcome(&mut journey, "bought", OutcomeKind::Success);
    for row in rows {
        let count: f64 = row[2].parse().unwrap();
        match (row[0], row[1]) {
            ("(start)", to) => {
                segment.entry.insert(id(to), count);
            }
            (_, "(drop)") => {}
            (from, "(success)") => transition(&mut journey, from, "bought", Some(count)),
            (from, to) => transition(&mut journey, from, to, Some(count)),
        }
    }
    journey.segments.put(id("all"), segment);
    journey
}

/// The journey with its cards where a placement puts them.
pub fn placed(journey: &Journey, placement: &Placement) -> Journey {
    let mut journey = journey.clone();
    for (id, position) in &placement.touchpoints {
        let mut touchpoint = journey.touchpoints.get(id).unwrap().clone();
        touchpoint.position = *position;
        journey.touchpoints.put(id.clone(), Arc::new(touchpoint));
    }
    for (id, position) in &placement.outcomes {
        let mut outcome = journey.outcomes.get(id).unwrap().clone();
        outcome.position = *position;
        journey.outcomes.put(id.clone(), Arc::new(outcome));
    }
    for (id, width) in &placement.stage_widths {
        let mut stage = journey.stages.get(id).unwrap().clone();
        stage.width = *width;
        journey.stages.put(id.clone(), Arc::new(stage));
    }
    journey
}

/// The positions of all cards by id.
pub fn positions(placement: &Placement) -> Vec<(Id, Point)> {
    placement.touchpoints.iter().chain(&placement.outcomes).cloned().collect()
}
