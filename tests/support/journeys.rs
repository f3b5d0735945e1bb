//! Random journeys that are sound and have something in every field.

mod records;

use super::dice::Dice;
use desire_path::geometry::Point;
use desire_path::model::*;
use serde_json::{Value as Json, json};

/// Texts that people and machines write; none has control characters but newline and tab.
pub const TEXTS: [&str; 24] = [
    "Verify identity",
    "Ärger & Größe",
    "a \"quoted\" name",
    "back\\slash / slash",
    "two\nlines\tand a tab",
    "日本語のラベル",
    "السلام عليكم",
    "\u{202e}right to left\u{202c}",
    "\u{2066}isolate",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "Z̴̡̛a̶l̷g̸o̵",
    "\u{2028}line\u{2029}paragraph",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "=cmd|' /C calc'!A0",
    "{{7*7}} ${x}",
    "__proto__",
    "NaN",
    "1e999",
    "null",
    "\u{200b}",
    "İı ß ﬁ",
    " leading and trailing ",
];

/// A random sound journey with about `size` touchpoints; equal seeds give equal journeys.
pub fn journey(seed: u64, size: usize) -> Journey {
    let mut maker = Maker { dice: Dice::new(seed), journey: Journey::default() };
    maker.about();
    maker.tables(size);
    maker.scenarios(size);
    if maker.dice.chance(0.3) {
        maker.journey.extra = maker.extra();
    }
    maker.journey
}

struct Maker {
    dice: Dice,
    journey: Journey,
}

impl Maker {
    fn text(&mut self) -> String {
        match self.dice.below(600) {
            0 | 14..=30 => String::new(),
            1..=12 => "x".repeat(self.dice.below(200)),
            13 => "ü".repeat(limits::TEXT_CHARS),
            _ => (*self.dice.pick(&TEXTS)).to_owned(),
        }
    }

    /// A number of `low..=high`, of every kind that numbers come in.
    fn number(&mut self, low: f64, high: f64) -> f64 {
        let any = match self.dice.below(8) {
            0 => low,
            1 => high,
            2 => 0.0,
            3 => self.dice.below(1_000) as f64,
            4 => self.dice.below(1_000) as f64 / 8.0,
            5 => 0.1 + 0.2,
            6 => f64::from_bits(self.dice.bits()),
            _ => low + (high.min(1e6) - low) * self.dice.unit(),
        };
        if (low..=high).contains(&any) { any } else { low }
    }

    fn amount(&mut self) -> f64 {
        self.number(0.0, limits::AMOUNT)
    }

    fn signed(&mut self) -> f64 {
        self.number(-limits::AMOUNT, limits::AMOUNT)
    }

    fn share(&mut self) -> f64 {
        self.number(0.0, 1.0)
    }

    fn some_amount(&mut self) -> Option<f64> {
        self.dice.chance(0.4).then(|| self.amount())
    }

    fn some_signed(&mut self) -> Option<f64> {
        self.dice.chance(0.4).then(|| self.signed())
    }

    fn some_share(&mut self) -> Option<f64> {
        self.dice.chance(0.4).then(|| self.share())
    }

    fn point(&mut self) -> Point {
        let mut along = || self.number(-limits::COORDINATE, limits::COORDINATE);
        Point::new(along(), along())
    }

    fn id(&mut self, kind: &str, at: usize) -> Id {
        let text = match self.dice.below(12) {
            0 => format!("{kind}.{at}"),
            1 => format!("{kind} {at} ü\u{1f600}"),
            2 => format!("__proto__{kind}{at}"),
            _ => format!("{kind}{at}"),
        };
        Id::new(&text).unwrap()
    }

    fn one_of<T: Record>(&mut self) -> Option<Id> {
        let table = T::table(&self.journey);
        let at = self.dice.below(table.len());
        table.id_at(at).cloned()
    }

    fn some_of<T: Record>(&mut self) -> Option<Id> {
        if self.dice.chance(0.6) { self.one_of::<T>() } else { None }
    }

    /// Fields of a version that is not written yet.
    fn extra(&mut self) -> Extra {
        let values = [
            json!(true),
            json!("soon"),
            json!(null),
            json!([1, [2.5, {"deep": {"deeper": []}}]]),
            json!({"a": {"b": {"c": "d"}}}),
            json!(-7),
            json!(18_446_744_073_709_551_615_u64),
            json!(1.5e300),
        ];
        let names = ["x_soon", "später", "x \"y\"", "__proto__"];
        let fields = self.dice.several(3, |dice| {
            let (name, value) = (dice.pick(&names), dice.pick(&values));
            ((*name).to_owned(), value.clone())
        });
        fields.into_iter().collect()
    }

    fn some_extra(&mut self) -> Extra {
        if self.dice.chance(0.15) { self.extra() } else { Extra::new() }
    }

    fn about(&mut self) {
        let title = self.text();
        let odd = (title.len() % 2 == 1).then_some(title.len() as f64);
        self.journey.about = About {
            title,
            budget: odd,
            periods: odd.map(|length| length / 4.0),
            goal: self.text(),
            currency: (*self.dice.pick(&["EUR", "USD", "JPY", "CHF"])).into(),
            period: *self.dice.pick(&[Period::Month, Period::Day, Period::Year]),
            base_hazard: self.number(0.0, 100.0),
            notes: self.text(),
        };
    }

    fn tables(&mut self, size: usize) {
        for at in 0..self.dice.below(7) {
            let stage = self.stage();
            let id = self.id("s", at);
            self.journey.stages.put(id, stage);
            let channel = self.channel();
            let id = self.id("c", at);
            self.journey.channels.put(id, channel);
            let owner = Owner { name: self.text(), extra: self.some_extra() };
            let id = self.id("o", at);
            self.journey.owners.put(id, owner);
        }
        // Evidence may name a touchpoint and touchpoints name evidence, so the first comes twice.
        for at in 0..self.dice.below(5) {
            let evidence = self.evidence();
            let id = self.id("e", at);
            self.journey.evidence.put(id, evidence);
        }
        for at in 0..self.dice.below(size + 1) {
            let touchpoint = self.touchpoint();
            let id = self.id("t", at);
            self.journey.touchpoints.put(id, touchpoint);
        }
        for id in self.journey.evidence.ids().cloned().collect::<Vec<_>>() {
            if self.dice.chance(0.3) {
                let mut evidence = self.journey.evidence.get(&id).unwrap().clone();
                evidence.touchpoint = self.one_of::<Touchpoint>();
                self.journey.evidence.put(id, evidence);
            }
        }
        for at in 0..self.dice.below(4) {
            let outcome = self.outcome();
            let id = self.id("end", at);
            self.journey.outcomes.put(id, outcome);
        }
        for at in 0..self.dice.below(2 * size + 1) {
            if let Some(transition) = self.transition() {
                let id = self.id("go", at);
                self.journey.transitions.put(id, transition);
            }
        }
        for at in 0..self.dice.below(4) {
            let segment = self.segment();
            let id = self.id("g", at);
            self.journey.segments.put(id, segment);
        }
        for at in 0..self.dice.below(4) {
            let fix = self.fix();
            let id = self.id("f", at);
            self.journey.fixes.put(id, fix);
        }
    }

    /// Some variants of the journey so far: records of it changed, gone, moved or new.
    fn scenarios(&mut self, size: usize) {
        if !self.dice.chance(0.3) {
            return;
        }
        for at in 0..1 + self.dice.below(2) {
            let mut other = self.journey.clone();
            let place = self.dice.below(size + 1);
            if let Some((id, touchpoint)) = other.touchpoints.at(place) {
                let (id, name, margin) = (id.clone(), self.text(), self.some_signed());
                let changed = Touchpoint { name, margin, ..touchpoint.clone() };
                match self.dice.chance(0.2) {
                    true => other.touchpoints.put_at(0, id, changed),
                    false => _ = other.touchpoints.put(id, changed),
                }
            }
            if let Some(id) = other.transitions.id_at(self.dice.below(size + 1)).cloned() {
                other.transitions.remove(&id);
            }
            let channel = Channel { name: self.text(), extra: self.some_extra(), ..Channel::default() };
            other.channels.put_at(0, self.id("scenario-channel", at), channel);
            if self.dice.chance(0.2) {
                other.about.goal = self.text();
            }
            let (id, name, notes) = (self.id("scenario", at), self.text(), self.text());
            let changes = Patch::between(&self.journey, &other);
            let extra = self.some_extra();
            self.journey.scenarios.put(id, Scenario { name, notes, changes, extra });
        }
    }
}

/// A file of ours with every kind of record, as a value to damage.
pub fn file(seed: u64, size: usize) -> Json {
    let text = desire_path::formats::journey_json::write(&journey(seed, size));
    serde_json::from_str(&text).unwrap()
}
