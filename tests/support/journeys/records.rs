//! One random record of each kind.

use super::super::dice::Dice;
use super::{Maker, TEXTS};
use desire_path::model::*;

impl Maker {
    pub(super) fn stage(&mut self) -> Stage {
        Stage {
            name: self.text(),
            phase: self.dice.maybe(|dice| *dice.pick(&[Phase::Before, Phase::At, Phase::After])),
            width: self.dice.maybe(|dice| 1.0 + dice.below(2_000) as f64),
            extra: self.some_extra(),
        }
    }

    pub(super) fn channel(&mut self) -> Channel {
        Channel {
            name: self.text(),
            kind: *self.dice.pick(&[ChannelKind::Digital, ChannelKind::Physical, ChannelKind::Human]),
            icon: self.dice.maybe(|dice| (*dice.pick(&TEXTS)).to_owned()),
            extra: self.some_extra(),
        }
    }

    fn range(&mut self, low: f64, high: f64) -> Range {
        Range {
            low: self.dice.chance(0.3).then(|| self.number(low, high)),
            high: self.dice.chance(0.3).then(|| self.number(low, high)),
        }
    }

    fn score(&mut self, top: f64) -> Score {
        if self.dice.chance(0.5) {
            return Score::default();
        }
        Score {
            assumed: self.dice.chance(0.5).then(|| self.number(0.0, top)),
            assumed_range: self.range(0.0, top),
            evidenced: self.dice.chance(0.5).then(|| self.number(0.0, top)),
            evidenced_range: self.range(0.0, top),
            n: self.some_amount(),
            evidence: self.some_of::<Evidence>().into_iter().collect(),
        }
    }

    fn texts(&mut self) -> Vec<String> {
        (0..self.dice.below(3)).map(|_| self.text()).collect()
    }

    pub(super) fn touchpoint(&mut self) -> Touchpoint {
        Touchpoint {
            name: self.text(),
            stage: self.some_of::<Stage>(),
            channel: self.some_of::<Channel>(),
            owner: self.some_of::<Owner>(),
            backstage: self.dice.chance(0.3),
            moment_of_truth: self.dice.chance(0.3),
            burdens: ByBurden::from_fn(|burden| self.score(burden.top().unwrap_or(limits::AMOUNT))),
            values: ByValue::from_fn(|_| self.score(Value::TOP)),
            margin: self.some_signed(),
            margin_range: self.range(-limits::AMOUNT, limits::AMOUNT),
            cost_to_serve: self.some_signed(),
            cost_to_serve_range: self.range(-limits::AMOUNT, limits::AMOUNT),
            drop_off: DropOff {
                share: self.some_share(),
                range: self.range(0.0, 1.0),
                left: self.some_amount(),
                stayed: self.some_amount(),
            },
            pain_points: self.texts(),
            opportunities: self.texts(),
            notes: self.text(),
            position: self.point(),
            extra: self.some_extra(),
        }
    }

    pub(super) fn outcome(&mut self) -> Outcome {
        Outcome {
            name: self.text(),
            kind: *self.dice.pick(&[OutcomeKind::Success, OutcomeKind::Loss, OutcomeKind::Other]),
            value: self.some_signed(),
            value_range: self.range(-limits::AMOUNT, limits::AMOUNT),
            notes: self.text(),
            position: self.point(),
            extra: self.some_extra(),
        }
    }

    pub(super) fn transition(&mut self) -> Option<Transition> {
        let from = self.one_of::<Touchpoint>()?;
        let to = match self.dice.chance(0.2) {
            true => self.one_of::<Outcome>().or_else(|| self.one_of::<Touchpoint>())?,
            false => self.one_of::<Touchpoint>()?,
        };
        let kinds = [TransitionKind::Normal, TransitionKind::Repeat, TransitionKind::Referral];
        let kind = *self.dice.pick(&kinds);
        let from = match kind {
            TransitionKind::Normal => from,
            _ => self.some_of::<Outcome>().unwrap_or(from),
        };
        let mut transition = Transition::between(from, to);
        transition.kind = kind;
        transition.weight = self.some_amount();
        transition.probability = self.some_share();
        transition.count = self.some_amount();
        transition.range = self.range(0.0, limits::AMOUNT);
        transition.reward_range = self.range(-limits::AMOUNT, limits::AMOUNT);
        transition.delay_days = self.some_amount();
        transition.reward = self.some_signed();
        transition.newcomers = self.some_amount();
        transition.label = self.text();
        transition.extra = self.some_extra();
        Some(transition)
    }

    pub(super) fn segment(&mut self) -> Segment {
        let mut segment = Segment {
            name: self.text(),
            volume: self.amount(),
            burden_weights: ByBurden::from_fn(|_| self.dice.maybe(Dice::unit)),
            burden_costs: ByBurden::from_fn(|_| self.dice.maybe(|dice| dice.below(9) as f64)),
            value_worths: ByValue::from_fn(|_| self.dice.maybe(|dice| dice.below(9) as f64)),
            pull: self.dice.maybe(Dice::unit),
            discount_rate: self.dice.maybe(Dice::unit),
            comes_back: self.some_share(),
            extra: self.some_extra(),
            ..Segment::default()
        };
        for _ in 0..self.dice.below(4) {
            if let Some(id) = self.one_of::<Touchpoint>() {
                let share = self.amount();
                segment.entry.insert(id, share);
            }
        }
        segment
    }

    pub(super) fn evidence(&mut self) -> Evidence {
        let kinds = [EvidenceKind::Survey, EvidenceKind::Interview, EvidenceKind::Log];
        Evidence {
            source: self.text(),
            kind: *self.dice.pick(&kinds),
            date: (*self.dice.pick(&["", "2026", "2026-09", "2026-09-30"])).into(),
            sample_size: self.some_amount(),
            confidence: self.some_share(),
            link: (*self.dice.pick(&["", "https://example.org/a?b=c#d", "mailto:a@b.example"])).into(),
            note: self.text(),
            touchpoint: None,
            measure: self.dice.maybe(|dice| dice.below(4)).map(|kind| self.measure(kind)),
            extra: self.some_extra(),
        }
    }

    fn measure(&mut self, kind: usize) -> Measure {
        let kinds = [MeasureKind::Nps, MeasureKind::Csat, MeasureKind::Ces, MeasureKind::Own];
        let mut measure = Measure {
            kind: kinds[kind],
            name: self.text(),
            unit: self.text(),
            lowest: self.dice.maybe(|dice| -(dice.below(50) as f64)),
            highest: self.dice.maybe(|dice| 1.0 + dice.below(50) as f64),
            ..Measure::default()
        };
        let (low, high) = measure.range();
        measure.value = self.number(low, high);
        measure
    }

    pub(super) fn fix(&mut self) -> Fix {
        let mut fix = Fix {
            name: self.text(),
            cost_once: self.amount(),
            cost_per_period: self.amount(),
            owner: self.some_of::<Owner>(),
            status: *self.dice.pick(&[FixStatus::Idea, FixStatus::Doing, FixStatus::Dropped]),
            excludes: self.some_of::<Fix>().into_iter().collect(),
            requires: self.some_of::<Fix>().into_iter().collect(),
            extra: self.some_extra(),
            ..Fix::default()
        };
        for _ in 0..self.dice.below(3) {
            if let Some(touchpoint) = self.one_of::<Touchpoint>() {
                fix.effects.push(Effect {
                    touchpoint,
                    burdens: ByBurden::from_fn(|_| self.dice.maybe(Dice::unit)),
                    drop_off: self.some_share(),
                    cost_to_serve: self.some_signed(),
                });
            }
            if let Some(transition) = self.one_of::<Transition>() {
                let weight = self.amount();
                fix.weights.push(WeightChange { transition, weight });
            }
        }
        fix
    }
}
