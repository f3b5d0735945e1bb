//! How fields stand in a file. Each record has one list of its fields (see [`fields!`]), and by that
//! list it is read, written and compared with what it is without being told.

use super::{BadId, Id};
use crate::geometry::Point;
use indexmap::IndexMap;
use serde_json::{Map, Value};

/// When a field stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Always: a record without it can't be read.
    Required,
    /// Always; where it is missing, it is what a new record has.
    Always,
    /// Where it says something: it is left out where it is what a new record has.
    Said,
}

/// The name of a field in the file, and when it stands there.
pub type Name = (&'static str, Stands);

/// A step from a value into one that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To a field of an object.
    Key(String),
    /// To an item of a list, counted from 0.
    Item(usize),
}

/// Why a value does not fit its field. Its `Display` is a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The field is a number, the value none.
    NoNumber,
    /// The field is a text, the value none.
    NoText,
    /// The field is a choice of true and false.
    NoTruth,
    /// The field is a list, the value none.
    NoList,
    /// The value is of quite another kind.
    NoPlaceHere,
    /// The field is a word of a list of choices, and this word is not in it.
    UnknownWord,
    /// The object lacks a field that it can't be without.
    Lacks(&'static str),
    /// The text can be no id.
    NoId(BadId),
}

/// The first value that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The steps that lead to it, the last one first.
    pub steps: Vec<Step>,
    /// What is wrong with it.
    pub why: Why,
}

impl From<Why> for Misfit {
    fn from(why: Why) -> Self {
        Self { steps: Vec::new(), why }
    }
}

impl Misfit {
    /// The same, seen from the value that holds it.
    #[must_use]
    pub fn within(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }
}

/// What can stand in a field.
pub trait Field {
    /// What it is where nothing was said.
    fn blank() -> Self
    where
        Self: Sized;
    /// Whether it says nothing.
    fn is_blank(&self) -> bool;
    /// As it stands in the file.
    fn value(&self) -> Value;
    /// Takes over what stands in the file.
    ///
    /// # Errors
    /// What does not fit; the field then holds a part of it.
    fn take(&mut self, value: &Value) -> Result<(), Misfit>;
}

/// An object of the file: a list of named fields.
pub trait Fields {
    /// The names of its fields, in the order of the file.
    fn names(&self) -> &'static [Name];
    /// The field at a place of that list.
    fn field(&self, at: usize) -> Option<&dyn Field>;
    /// The same, to change.
    fn field_mut(&mut self, at: usize) -> Option<&mut dyn Field>;
    /// Forgets what was said. Fields that can't be without are then to be taken over.
    fn clear(&mut self);
}

/// An object's fields as they stand in the file.
pub fn written(object: &dyn Fields) -> Map<String, Value> {
    let mut fields = Map::new();
    for (at, (name, stands)) in object.names().iter().enumerate() {
        if let Some(field) = object.field(at)
            && !(*stands == Stands::Said && field.is_blank())
        {
            fields.insert((*name).to_owned(), field.value());
        }
    }
    fields
}

/// Takes over the fields of an object of the file; those it does not know it passes over.
///
/// # Errors
/// The first value that does not fit, in the order of the file, or the first that is missing.
pub fn take(object: &mut dyn Fields, value: &Value) -> Result<(), Misfit> {
    object.clear();
    let names = object.names();
    let input = match value {
        Value::Object(input) => input,
        Value::Array(items) => return take_in_order(object, items),
        _ => return Err(Why::NoPlaceHere.into()),
    };
    for (key, value) in input {
        let at = names.iter().position(|(name, _)| name == key);
        if let Some(field) = at.and_then(|at| object.field_mut(at)) {
            field.take(value).map_err(|misfit| misfit.within(Step::Key(key.clone())))?;
        }
    }
    let missing = |(name, stands): &&Name| *stands == Stands::Required && !input.contains_key(*name);
    names.iter().find(missing).map_or(Ok(()), |(name, _)| Err(Why::Lacks(name).into()))
}

/// Takes over fields that stand in a list, without their names.
fn take_in_order(object: &mut dyn Fields, items: &[Value]) -> Result<(), Misfit> {
    for (at, item) in items.iter().enumerate() {
        let field = object.field_mut(at).ok_or(Why::NoPlaceHere)?;
        field.take(item).map_err(|misfit| misfit.within(Step::Item(at)))?;
    }
    let missing = object.names().iter().skip(items.len()).any(|(_, stands)| *stands == Stands::Required);
    if missing { Err(Why::NoPlaceHere.into()) } else { Ok(()) }
}

/// Whether no field of an object says anything.
pub fn all_blank(object: &dyn Fields) -> bool {
    (0..object.names().len()).filter_map(|at| object.field(at)).all(|field| field.is_blank())
}

/// Lists the fields of a record or of a part of one: `name: when it stands in the file`.
///
/// What it is without being told comes first. The list is in the order of the file.
macro_rules! fields {
    ($type:ty, $(any $param:ident,)? new $blank:expr, { $($field:ident: $stands:ident),* $(,)? }) => {
        impl $(<$param: $crate::model::Field>)? $crate::model::Fields for $type {
            fn names(&self) -> &'static [$crate::model::Name] {
                &[$((stringify!($field), $crate::model::Stands::$stands)),*]
            }
            fn field(&self, at: usize) -> Option<&dyn $crate::model::Field> {
                #[allow(non_camel_case_types)]
                enum At { $($field),* }
                $(if at == At::$field as usize { return Some(&self.$field); })*
                None
            }
            fn field_mut(&mut self, at: usize) -> Option<&mut dyn $crate::model::Field> {
                #[allow(non_camel_case_types)]
                enum At { $($field),* }
                $(if at == At::$field as usize { return Some(&mut self.$field); })*
                None
            }
            fn clear(&mut self) {
                *self = $blank;
            }
        }
        impl $(<$param: $crate::model::Field>)? $crate::model::Field for $type {
            fn blank() -> Self {
                $blank
            }
            fn is_blank(&self) -> bool {
                $crate::model::all_blank(self)
            }
            fn value(&self) -> serde_json::Value {
                serde_json::Value::Object($crate::model::written(self))
            }
            fn take(&mut self, value: &serde_json::Value) -> Result<(), $crate::model::Misfit> {
                $crate::model::take(self, value)
            }
        }
    };
}
pub(crate) use fields;

/// Which of these words a value is.
pub(super) fn place_of_word(value: &Value, words: &[&str]) -> Result<usize, Misfit> {
    let place = match value {
        Value::String(word) => words.iter().position(|known| known.eq_ignore_ascii_case(word)),
        // A newer version may say more of a choice than its word: it is as unknown as a word.
        Value::Object(choice) if choice.len() == 1 => None,
        _ => return Err(Why::NoPlaceHere.into()),
    };
    place.ok_or(Why::UnknownWord.into())
}

/// Lists the words of a list of choices. What it is without being told comes first.
macro_rules! words {
    ($type:ident, new $blank:ident, { $($variant:ident: $word:literal),* $(,)? }) => {
        impl $type {
            /// Its word in the file.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
        impl $crate::model::Field for $type {
            fn blank() -> Self {
                Self::$blank
            }
            fn is_blank(&self) -> bool {
                *self == Self::blank()
            }
            fn value(&self) -> serde_json::Value {
                self.word().into()
            }
            fn take(&mut self, value: &serde_json::Value) -> Result<(), $crate::model::Misfit> {
                const WORDS: &[&str] = &[$($word),*];
                const ALL: &[$type] = &[$($type::$variant),*];
                let at = $crate::model::field::place_of_word(value, WORDS)?;
                *self = ALL.get(at).copied().unwrap_or(Self::$blank);
                Ok(())
            }
        }
    };
}
pub(super) use words;

/// A field of a kind that a JSON value has as well.
macro_rules! plain {
    ($($type:ty: $read:ident, $why:ident;)*) => {$(
        impl Field for $type {
            fn blank() -> Self {
                Self::default()
            }
            fn is_blank(&self) -> bool {
                *self == Self::default()
            }
            fn value(&self) -> Value {
                self.clone().into()
            }
            fn take(&mut self, value: &Value) -> Result<(), Misfit> {
                *self = value.$read().ok_or(Why::$why)?.into();
                Ok(())
            }
        }
    )*};
}

plain! {
    f64: as_f64, NoNumber;
    String: as_str, NoText;
    bool: as_bool, NoTruth;
}

impl Field for Id {
    fn blank() -> Self {
        Self::stand_in()
    }
    fn is_blank(&self) -> bool {
        false
    }
    fn value(&self) -> Value {
        self.as_str().into()
    }
    fn take(&mut self, value: &Value) -> Result<(), Misfit> {
        *self = Self::new(value.as_str().ok_or(Why::NoText)?).map_err(Why::NoId)?;
        Ok(())
    }
}

impl<F: Field> Field for Option<F> {
    fn blank() -> Self {
        None
    }
    fn is_blank(&self) -> bool {
        self.is_none()
    }
    fn value(&self) -> Value {
        self.as_ref().map_or(Value::Null, Field::value)
    }
    fn take(&mut self, value: &Value) -> Result<(), Misfit> {
        *self = None;
        match value {
            Value::Null => Ok(()),
            value => self.insert(F::blank()).take(value),
        }
    }
}

impl<F: Field> Field for Vec<F> {
    fn blank() -> Self {
        Self::new()
    }
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
    fn value(&self) -> Value {
        Value::Array(self.iter().map(Field::value).collect())
    }
    fn take(&mut self, value: &Value) -> Result<(), Misfit> {
        self.clear();
        for (at, value) in value.as_array().ok_or(Why::NoList)?.iter().enumerate() {
            let mut item = F::blank();
            item.take(value).map_err(|misfit| misfit.within(Step::Item(at)))?;
            self.push(item);
        }
        Ok(())
    }
}

/// Numbers by the ids of other records.
impl Field for IndexMap<Id, f64> {
    fn blank() -> Self {
        Self::new()
    }
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
    fn value(&self) -> Value {
        Value::Object(self.iter().map(|(id, number)| (id.to_string(), number.value())).collect())
    }
    fn take(&mut self, value: &Value) -> Result<(), Misfit> {
        self.clear();
        for (key, value) in value.as_object().ok_or(Why::NoPlaceHere)? {
            let within = |misfit: Misfit| misfit.within(Step::Key(key.clone()));
            let id = Id::new(key).map_err(|bad| within(Why::NoId(bad).into()))?;
            let mut number = 0.0;
            number.take(value).map_err(within)?;
            self.insert(id, number);
        }
        Ok(())
    }
}

fields! { Point, new Point::default(), { x: Required, y: Required } }
