//! Records that are taken over from another journey, for the commands.

use super::Hand;
use desire_path::edit::Tracked;
use desire_path::model::*;

/// A record of the other journey that refers to what this one has; now and then out of its range.
pub fn adopted<T: Adopted>(hand: &mut Hand, journey: &Journey) -> T {
    let mut record = hand.given::<T>();
    record.adopt(hand, journey);
    if hand.wrong() {
        record.spoil();
    }
    record
}

/// A record that can be taken over from another journey.
pub trait Adopted: Tracked {
    /// Makes it refer to what this journey has.
    fn adopt(&mut self, _: &mut Hand, _: &Journey) {}
    /// Puts a field out of its range.
    fn spoil(&mut self);
}

impl Adopted for Touchpoint {
    fn adopt(&mut self, hand: &mut Hand, journey: &Journey) {
        self.stage = hand.maybe::<Stage>(journey);
        self.channel = hand.maybe::<Channel>(journey);
        self.owner = hand.maybe::<Owner>(journey);
        for burden in Burden::ALL {
            self.burdens[burden].evidence = hand.maybe::<Evidence>(journey).into_iter().collect();
        }
        for value in Value::ALL {
            self.values[value].evidence.clear();
        }
    }
    fn spoil(&mut self) {
        self.drop_off.share = Some(1.5);
    }
}

impl Adopted for Outcome {
    fn spoil(&mut self) {
        self.value = Some(f64::INFINITY);
    }
}

impl Adopted for Transition {
    fn adopt(&mut self, hand: &mut Hand, journey: &Journey) {
        let touchpoints = (hand.some::<Touchpoint>(journey), hand.some::<Touchpoint>(journey));
        let outcome = hand.some::<Outcome>(journey);
        if let (Some(from), Some(to)) = touchpoints {
            self.from = from;
            self.to = outcome.filter(|_| hand.dice.chance(0.5)).unwrap_or(to);
        } else if let Some(outcome) = outcome {
            // Without touchpoints only those are left that lead from an outcome.
            self.kind = TransitionKind::Repeat;
            self.from = outcome.clone();
            self.to = outcome;
        }
    }
    fn spoil(&mut self) {
        self.weight = Some(-1.0);
    }
}

impl Adopted for Stage {
    fn spoil(&mut self) {
        self.width = Some(0.0);
    }
}

impl Adopted for Channel {
    fn spoil(&mut self) {
        self.icon = Some("\u{0}".into());
    }
}

impl Adopted for Owner {
    fn spoil(&mut self) {
        self.name = "x".repeat(limits::TEXT_CHARS + 1);
    }
}

impl Adopted for Segment {
    fn adopt(&mut self, hand: &mut Hand, journey: &Journey) {
        let touchpoints: Vec<Id> = (0..3).filter_map(|_| hand.maybe::<Touchpoint>(journey)).collect();
        self.entry = touchpoints.into_iter().map(|id| (id, hand.dice.unit())).collect();
    }
    fn spoil(&mut self) {
        self.volume = -1.0;
    }
}

impl Adopted for Evidence {
    fn adopt(&mut self, hand: &mut Hand, journey: &Journey) {
        self.touchpoint = hand.maybe::<Touchpoint>(journey);
    }
    fn spoil(&mut self) {
        self.link = "javascript:alert(1)".into();
    }
}

impl Adopted for Fix {
    fn adopt(&mut self, hand: &mut Hand, journey: &Journey) {
        self.owner = hand.maybe::<Owner>(journey);
        self.excludes = hand.maybe::<Fix>(journey).into_iter().collect();
        self.requires = hand.maybe::<Fix>(journey).into_iter().collect();
        let touchpoint = hand.maybe::<Touchpoint>(journey);
        self.effects = self
            .effects
            .drain(..)
            .filter_map(|effect| Some(Effect { touchpoint: touchpoint.clone()?, ..effect }))
            .collect();
        let transition = hand.maybe::<Transition>(journey);
        self.weights = self
            .weights
            .drain(..)
            .filter_map(|change| Some(WeightChange { transition: transition.clone()?, ..change }))
            .collect();
    }
    fn spoil(&mut self) {
        self.cost_once = f64::NAN;
    }
}
