//! Graphs of every shape, as journeys.

use super::{id, touchpoint};
use desire_path::model::*;

/// A small generator of numbers: the same seed gives the same journey on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A share, 0 to below 1 (xorshift64*).
    pub fn share(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, top: usize) -> usize {
        (self.share() * top as f64) as usize % top.max(1)
    }
}

/// How a large journey is laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Each leads to the next few, now and then back: what people draw.
    Local,
    /// Each leads to three others, anywhere: the hardest shape to eliminate.
    Anywhere,
    /// One after the other.
    Chain,
    /// One after the other, and the last back to the first.
    Cycle,
    /// One in the middle, to and from all others.
    Star,
}

/// A journey of a shape, scored, with a success at the end.
pub fn large(shape: Shape, count: usize, seed: u64) -> Journey {
    let mut dice = Dice::new(seed);
    let mut journey = Journey::default();
    let name = |at: usize| id(&format!("n{at}"));
    for at in 0..count {
        let mut own = touchpoint(&format!("Touchpoint {at}"));
        own.burdens.time.assumed = Some(1.0 + dice.share() * 5.0);
        own.burdens.effort.assumed = Some(dice.share() * 3.0);
        own.values.convenience.assumed = Some(dice.share() * 10.0);
        own.cost_to_serve = Some(dice.share());
        journey.touchpoints.put(name(at), own);
    }
    let success = Outcome { name: "Success".into(), value: Some(100.0), ..Outcome::default() };
    journey.outcomes.put(id("success"), success);
    let mut arrows = 0;
    let mut lead = |from: usize, to: Id, weight: f64| {
        let mut transition = Transition::between(name(from), to);
        transition.weight = Some(weight);
        journey.transitions.put(id(&format!("t{arrows}")), transition);
        arrows += 1;
    };
    for at in 0..count {
        match shape {
            Shape::Chain | Shape::Cycle if at + 1 < count => lead(at, name(at + 1), 1.0),
            Shape::Cycle => lead(at, name(0), 1.0),
            Shape::Chain => {}
            Shape::Star if at > 0 => {
                lead(0, name(at), 1.0);
                lead(at, name(0), 1.0);
            }
            Shape::Star => {}
            Shape::Local => {
                for _ in 0..2 {
                    lead(at, name((at + 1 + dice.below(4)).min(count - 1)), 1.0 + dice.share());
                }
                if dice.share() < 0.4 {
                    lead(at, name(at.saturating_sub(1 + dice.below(6))), dice.share());
                }
            }
            Shape::Anywhere => {
                for _ in 0..3 {
                    lead(at, name(dice.below(count)), 1.0 + dice.share());
                }
            }
        }
        if at + 1 == count || at % 50 == 49 {
            lead(at, id("success"), 1.0);
        }
    }
    let everyone = Segment {
        name: "Everyone".into(),
        volume: 10_000.0,
        entry: [(name(0), 1.0)].into_iter().collect(),
        ..Segment::default()
    };
    journey.segments.put(id("everyone"), everyone);
    journey
}

/// A small journey at random: cycles, self-loops, parallel transitions, islands, dead ends,
/// weights of 0, drop-offs of 0 and 100 %, typed probabilities, several segments.
pub fn random(seed: u64) -> Journey {
    let mut dice = Dice::new(seed);
    let mut journey = Journey::default();
    journey.about.base_hazard = if dice.below(2) == 0 { 0.0 } else { 0.05 };
    let count = 1 + dice.below(12);
    let name = |at: usize| id(&format!("n{at}"));
    for at in 0..count {
        journey.touchpoints.put(name(at), random_touchpoint(&mut dice, at));
    }
    for (at, kind) in [OutcomeKind::Success, OutcomeKind::Loss, OutcomeKind::Other].into_iter().enumerate() {
        let outcome = Outcome {
            name: format!("o{at}"),
            kind,
            value: (dice.below(2) == 0).then(|| dice.share() * 200.0 - 50.0),
            ..Outcome::default()
        };
        journey.outcomes.put(id(&format!("o{at}")), outcome);
    }
    for at in 0..dice.below(3 * count + 1) {
        let from = dice.below(count);
        let to = match dice.below(5) {
            0 => id(&format!("o{}", dice.below(3))),
            1 => name(from),
            _ => name(dice.below(count)),
        };
        let mut transition = Transition::between(name(from), to);
        match dice.below(6) {
            0 => transition.probability = Some(dice.share() * 0.6),
            1 => transition.weight = Some(0.0),
            2 => transition.count = Some((dice.share() * 1000.0).floor()),
            _ => transition.weight = Some(dice.share() * 3.0),
        }
        if dice.below(3) == 0 {
            transition.delay_days = Some(dice.share() * 100.0);
            transition.reward = Some(dice.share() * 10.0 - 5.0);
        }
        journey.transitions.put(id(&format!("t{at}")), transition);
    }
    for at in 0..1 + dice.below(3) {
        journey.segments.put(id(&format!("s{at}")), random_segment(&mut dice, count));
    }
    journey
}

fn random_touchpoint(dice: &mut Dice, at: usize) -> Touchpoint {
    let mut own = touchpoint(&format!("Touchpoint {at}"));
    let mut maybe = |top: f64| (dice.below(3) > 0).then(|| dice.share() * top);
    own.burdens.time.assumed = maybe(30.0);
    own.burdens.effort.assumed = maybe(10.0);
    own.burdens.worry.evidenced = maybe(10.0);
    own.burdens.money.assumed = maybe(50.0);
    own.values.economic.assumed = maybe(10.0);
    own.values.emotional.evidenced = maybe(10.0);
    own.margin = maybe(80.0);
    own.cost_to_serve = maybe(8.0);
    own.drop_off.share = match dice.below(8) {
        0 => Some(0.0),
        1 => Some(1.0),
        2 | 3 => Some(dice.share()),
        _ => None,
    };
    own
}

fn random_segment(dice: &mut Dice, count: usize) -> Segment {
    let mut segment = Segment { volume: (dice.share() * 1000.0).floor(), ..Segment::default() };
    for _ in 0..dice.below(3) {
        let share = dice.share();
        segment.entry.insert(id(&format!("n{}", dice.below(count))), share);
    }
    if dice.below(3) == 0 {
        segment.discount_rate = Some(dice.share());
        segment.pull = Some(dice.share() * 0.2);
        segment.burden_weights.worry = Some(dice.share() * 0.1);
    }
    segment
}

/// Adds fixes that lower burdens at one or two touchpoints each; some exclude or need another.
pub fn with_fixes(mut journey: Journey, count: usize, seed: u64) -> Journey {
    let mut dice = Dice::new(seed ^ 0xF1CE);
    let name = |at: usize| id(&format!("f{at}"));
    for at in 0..count {
        let mut fix = Fix { cost_once: (2000.0 + dice.share() * 30_000.0).floor(), ..Fix::default() };
        for _ in 0..1 + dice.below(2) {
            let touchpoint = journey.touchpoints.id_at(dice.below(journey.touchpoints.len()));
            fix.effects.extend(touchpoint.map(|touchpoint| Effect {
                touchpoint: touchpoint.clone(),
                burdens: ByBurden::from_fn(|_| Some(0.2 + dice.share() * 0.7)),
                drop_off: None,
                cost_to_serve: None,
            }));
        }
        if at > 0 && dice.below(6) == 0 {
            fix.excludes.push(name(dice.below(at)));
        }
        if at > 0 && dice.below(6) == 0 {
            fix.requires.push(name(dice.below(at)));
        }
        journey.fixes.put(name(at), fix);
    }
    journey
}
