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

/// A journey of six stages with five touchpoints each, as people draw them: most ways lead to the
/// next stage, some stay in it, some skip it, some lead back, and some come again.
pub fn staged(seed: u64) -> Journey {
    let mut dice = Dice(seed);
    let mut journey = Journey::default();
    for (stage, name) in ["Notice", "Compare", "Apply", "Set up", "Use", "Stay"].iter().enumerate() {
        journey.stages.put(id(&format!("s{stage}")), Stage { name: (*name).into(), ..Stage::default() });
        for at in 0..5 {
            touchpoint(&mut journey, &format!("t{stage}{at}"), Some(&format!("s{stage}")));
        }
    }
    outcome(&mut journey, "won", OutcomeKind::Success);
    outcome(&mut journey, "lost", OutcomeKind::Loss);
    for stage in 0..6usize {
        for at in 0..5usize {
            let name = format!("t{stage}{at}");
            let thick = if at < 2 { 1000.0 } else { 200.0 };
            let mut flow = |share: f64| Some((thick * share * (0.4 + dice.share())).round());
            let (much, some, few) = (flow(1.0), flow(0.4), flow(0.1));
            let next = |at: usize| match stage {
                5 => "won".to_owned(),
                _ => format!("t{}{at}", stage + 1),
            };
            transition(&mut journey, &name, &next(at), much);
            match dice.below(5) {
                0 if stage < 4 => transition(&mut journey, &name, &format!("t{}{at}", stage + 2), few),
                1 if at < 4 => transition(&mut journey, &name, &format!("t{stage}{}", at + 1), some),
                2 if stage > 0 => {
                    transition(&mut journey, &name, &format!("t{}{}", stage - 1, dice.below(5)), some)
                }
                3 => transition(&mut journey, &name, &name, few),
                _ => transition(&mut journey, &name, &next(dice.below(5)), some),
            }
            if stage == 5 && at > 2 {
                transition(&mut journey, &name, "lost", some);
            }
        }
    }
    transition(&mut journey, "t50", "t10", Some(60.0));
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

/// The examples that ship, with their names.
pub fn shipped() -> Vec<(String, Journey)> {
    ["coffee-subscription", "current-account", "traffic-fines", "web-shop"]
        .into_iter()
        .map(|name| {
            let path = format!("{}/examples/journeys/{name}.json", env!("CARGO_MANIFEST_DIR"));
            let opened = desire_path::formats::read(&std::fs::read(path).unwrap(), name).unwrap();
            (name.to_owned(), opened.journey)
        })
        .collect()
}

/// The journey as if nobody had put its cards anywhere yet.
pub fn unplaced(journey: &Journey) -> Journey {
    let zero = |ids: Vec<Id>| ids.into_iter().map(|id| (id, Point::default())).collect();
    let placement = Placement {
        touchpoints: zero(journey.touchpoints.ids().cloned().collect()),
        outcomes: zero(journey.outcomes.ids().cloned().collect()),
        stage_widths: journey.stages.ids().map(|id| (id.clone(), None)).collect(),
    };
    placed(journey, &placement)
}
