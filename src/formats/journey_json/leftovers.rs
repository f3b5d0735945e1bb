//! What a newer version wrote and this one does not know.

use crate::model::{ChannelKind, EvidenceKind, MeasureKind, Name, OutcomeKind, Patch, Period};
use serde_json::{Map, Value};
use std::collections::HashMap;

type Object = Map<String, Value>;

/// What an object of the file holds and the record that was read from it does not say again: moved, as it
/// can be most of a file.
///
/// `names` are the record's own fields: of those, only objects with something in them are kept
/// (they may hold what we don't know); that a field had its default value is not worth keeping.
pub(in crate::formats) fn leftovers(input: Object, read: &Object, names: &[Name]) -> Object {
    let mut left = Object::new();
    for (key, value) in input {
        let kept = match (read.get(&key), value) {
            (None, Value::Object(fields)) if !fields.is_empty() => Some(Value::Object(fields)),
            (None, _) if are_named(names, &key) => None,
            (None, value) => Some(value),
            (Some(Value::Object(read)), Value::Object(input)) => {
                Some(leftovers(input, read, &[])).filter(|left| !left.is_empty()).map(Value::Object)
            }
            (Some(Value::Array(read)), Value::Array(input)) => of_items(input, read),
            _ => None,
        };
        if let Some(kept) = kept {
            left.insert(key, kept);
        }
    }
    left
}

/// Whether a record's own fields have one of this name.
pub(super) fn are_named(names: &[Name], key: &str) -> bool {
    names.iter().any(|(name, _)| *name == key)
}

/// The leftovers of a list's objects, each led by the first field of what it belongs to: that,
/// and which of its like it is, tells where it goes back to after the list was edited.
fn of_items(input: Vec<Value>, read: &[Value]) -> Option<Value> {
    let led = input.into_iter().zip(read).filter_map(|(input, read)| {
        let (Value::Object(input), Value::Object(read)) = (input, read) else { return None };
        let (name, identity) = read.iter().next()?;
        let mut led = Object::from_iter([(name.clone(), identity.clone())]);
        led.extend(leftovers(input, read, &[]));
        Some(led)
    });
    let led: Vec<Object> = led.collect();
    let any = led.iter().any(|led| led.len() > 1);
    any.then(|| led.into_iter().map(Value::Object).collect())
}

/// Puts leftovers back where they stood. What the record says itself stays, except that a word
/// we did not know comes back where the choice is still the one that was put in its place.
pub(super) fn restore(object: &mut Object, extra: &Object, names: &[Name]) {
    restore_within(object, extra, Within::Record(names));
}

/// Puts one leftover back into a field that the record has.
pub(super) fn restore_field(object: &mut Object, key: &str, extra: &Value) {
    restore_into(object, key, extra, Within::Field);
}

/// Where in a record leftovers go.
#[derive(Clone, Copy)]
enum Within<'a> {
    /// Into the record itself, which has fields of these names.
    Record(&'a [Name]),
    /// Into what a field holds.
    Field,
    /// Into a scenario's changes, which hold whole records.
    Changes,
}

impl Within<'_> {
    /// Whether what a leftover belonged to is gone with its key: a list, a measure, a change.
    fn is_orphan(self, key: &str, leftover: &Value) -> bool {
        match self {
            Self::Record(names) => are_named(names, key) && (leftover.is_array() || key == "measure"),
            Self::Field => false,
            Self::Changes => {
                let is_list = ["effects", "weights"].contains(&key)
                    || Patch::default().kinds().iter().any(|kind| kind.plural() == key);
                ["about", "measure"].contains(&key) || (leftover.is_array() && is_list)
            }
        }
    }

    /// Where its fields lie.
    fn field(self, key: &str) -> Self {
        match self {
            Self::Changes => Self::Changes,
            Self::Record(_) if key == "changes" => Self::Changes,
            Self::Record(_) | Self::Field => Self::Field,
        }
    }
}

fn restore_within(object: &mut Object, extra: &Object, within: Within<'_>) {
    for (key, value) in extra {
        if object.contains_key(key) {
            restore_into(object, key, value, within.field(key));
        } else if !within.is_orphan(key, value) {
            object.insert(key.clone(), value.clone());
        }
    }
}

fn restore_into(object: &mut Object, key: &str, extra: &Value, within: Within<'_>) {
    match (object.get_mut(key), extra) {
        (Some(Value::Object(object)), Value::Object(extra)) => restore_within(object, extra, within),
        (Some(Value::Array(items)), Value::Array(extra)) => restore_items(items, extra, within),
        (Some(Value::String(word)), Value::String(unknown)) if stands_in(word) => {
            word.clone_from(unknown);
        }
        _ => {}
    }
}

fn restore_items(items: &mut [Value], extra: &[Value], within: Within<'_>) {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, item) in items.iter().enumerate().rev() {
        if let Some(identity) = identity(item) {
            places.entry(identity.to_owned()).or_default().push(at);
        }
    }
    for extra in extra {
        let place = identity(extra).and_then(|identity| places.get_mut(identity)?.pop());
        let item = place.and_then(|at| items.get_mut(at));
        if let (Some(Value::Object(item)), Value::Object(extra)) = (item, extra) {
            restore_within(item, extra, within);
        }
    }
}

/// What an item of a list is about: the text in its first field.
fn identity(item: &Value) -> Option<&str> {
    item.as_object()?.values().next()?.as_str()
}

/// Whether a word is the one that is put in the place of a word we don't know.
fn stands_in(word: &str) -> bool {
    let defaults = [
        ChannelKind::default().word(),
        OutcomeKind::default().word(),
        EvidenceKind::default().word(),
        MeasureKind::default().word(),
        Period::default().word(),
    ];
    defaults.contains(&word)
}
