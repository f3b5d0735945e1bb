//! What all records share: fields we don't know, ranges, limits.

use super::{Field, Fields, Id, Journey, Table};

/// What a file held in a record that this version does not know; written back where it stood.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// Limits of a journey; what is beyond them is refused with a sentence.
pub mod limits {
    /// The largest file that is read, in bytes.
    pub const FILE_BYTES: usize = 50 * 1024 * 1024;
    /// The most values (numbers, texts, lists, objects …) in one file, about: what they take in memory is
    /// many times what they take in the file.
    pub const VALUES: usize = 3_000_000;
    /// The most records of all kinds in one journey.
    pub const RECORDS: usize = 100_000;
    /// The longest text of a field, in characters.
    pub const TEXT_CHARS: usize = 10_000;
    /// The farthest a position may be from the origin, in canvas units.
    pub const COORDINATE: f64 = 1e6;
    /// The largest amount (count, volume, money, minutes …) of a field.
    pub const AMOUNT: f64 = 1e15;
}

/// What a record holds, whatever its kind: its fields can be read, written and checked.
pub trait Content: Fields {
    /// Reports every field whose value is out of its range.
    fn check(&self, problems: &mut Problems);
    /// Every id of another record that this one refers to, with the field it stands in and the
    /// table of the other.
    fn refers_to(&self, visit: &mut dyn FnMut(&'static str, &'static str, &Id));
    /// Fields a newer file held that we don't know.
    fn extra(&self) -> &Extra;
    /// The same, to change.
    fn extra_mut(&mut self) -> &mut Extra;
}

/// A record of a journey: it has a name for its kind, and a table.
pub trait Record: Content + Field + Clone + PartialEq + 'static {
    /// What one such record is called in messages, in the singular ("touchpoint").
    const KIND: &'static str;
    /// The name of its table in the file ("touchpoints").
    const PLURAL: &'static str;

    /// The journey's table of such records.
    fn table(journey: &Journey) -> &Table<Self>;
    /// The journey's table of such records, to change.
    fn table_mut(journey: &mut Journey) -> &mut Table<Self>;
}

/// One field that is out of its range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field's path in the record, as in the file: `burdens.time.assumed`.
    pub path: String,
    /// Why its value can't stand, as a clause: `is below 0`.
    pub reason: String,
}

/// Collects the fields of one record that are out of their range.
#[derive(Debug, Default)]
pub struct Problems {
    /// What was found so far.
    pub found: Vec<Problem>,
}

impl Problems {
    /// Adds a problem.
    pub fn add(&mut self, path: impl Into<String>, reason: impl Into<String>) {
        self.found.push(Problem { path: path.into(), reason: reason.into() });
    }

    /// A text is at most [`limits::TEXT_CHARS`] long and has no control characters but tab and newline.
    pub fn text(&mut self, path: &str, text: &str) {
        if text.len() > limits::TEXT_CHARS && text.chars().count() > limits::TEXT_CHARS {
            self.add(path, format!("has more than {} characters", limits::TEXT_CHARS));
        } else if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            self.add(path, "holds control characters");
        }
    }

    /// A number is finite and lies in `low..=high`.
    pub fn range(&mut self, path: &str, value: impl Into<Option<f64>>, low: f64, high: f64) {
        let Some(value) = value.into() else { return };
        if !value.is_finite() {
            self.add(path, "is not a finite number");
        } else if value < low {
            self.add(path, format!("is {}, below {}", brief(value), brief(low)));
        } else if value > high {
            self.add(path, format!("is {}, above {}", brief(value), brief(high)));
        }
    }

    /// An amount that can't be negative.
    pub fn amount(&mut self, path: &str, value: impl Into<Option<f64>>) {
        self.range(path, value, 0.0, limits::AMOUNT);
    }

    /// An amount with a sign.
    pub fn signed(&mut self, path: &str, value: impl Into<Option<f64>>) {
        self.range(path, value, -limits::AMOUNT, limits::AMOUNT);
    }

    /// A share from 0 to 1.
    pub fn share(&mut self, path: &str, value: impl Into<Option<f64>>) {
        self.range(path, value, 0.0, 1.0);
    }

    /// A place on the canvas.
    pub fn point(&mut self, path: &str, point: crate::geometry::Point) {
        self.range(&format!("{path}.x"), point.x, -limits::COORDINATE, limits::COORDINATE);
        self.range(&format!("{path}.y"), point.y, -limits::COORDINATE, limits::COORDINATE);
    }
}

/// A number as people write it, without hundreds of zeros.
fn brief(number: f64) -> String {
    match number.abs() {
        0.0 | 1e-6..1e15 => number.to_string(),
        _ => format!("{number:e}"),
    }
}

/// Says what a kind of record and its table are called.
macro_rules! record {
    ($type:ty, $kind:literal, $plural:ident) => {
        impl $crate::model::Record for $type {
            const KIND: &'static str = $kind;
            const PLURAL: &'static str = stringify!($plural);
            fn table(journey: &$crate::model::Journey) -> &$crate::model::Table<Self> {
                &journey.$plural
            }
            fn table_mut(journey: &mut $crate::model::Journey) -> &mut $crate::model::Table<Self> {
                &mut journey.$plural
            }
        }
    };
}
pub(super) use record;

/// Writes the parts of [`Content`] that are the same for every kind.
macro_rules! content {
    () => {
        fn extra(&self) -> &$crate::model::Extra {
            &self.extra
        }
        fn extra_mut(&mut self) -> &mut $crate::model::Extra {
            &mut self.extra
        }
    };
}
pub(super) use content;
