//! Where in a record something stands.

use crate::model::Step;
use serde_json::Value;
use std::fmt;

/// Steps from a record to a value in it. Its `Display` joins them by points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Path(pub Vec<Step>);

impl Path {
    /// The path that a checker's `burdens.time.assumed` means in a value; keys may hold points.
    pub fn in_value(text: &str, value: &Value) -> Self {
        let mut path = Self::default();
        let (mut rest, mut here) = (text, Some(value));
        while !rest.is_empty() {
            let step = match here {
                Some(Value::Array(_)) => {
                    let head = rest.split('.').next().unwrap_or(rest);
                    (head.len(), Step::Item(head.parse().unwrap_or(usize::MAX)))
                }
                Some(Value::Object(fields)) => {
                    let ends = rest.match_indices('.').map(|(at, _)| at);
                    let mut ends = std::iter::once(rest.len()).chain(ends);
                    let known = ends.find(|end| fields.contains_key(&rest[..*end]));
                    let end = known.or_else(|| rest.find('.')).unwrap_or(rest.len());
                    (end, Step::Key(rest[..end].to_owned()))
                }
                _ => (rest.len(), Step::Key(rest.to_owned())),
            };
            rest = rest[step.0..].trim_start_matches('.');
            here = here.and_then(|here| held(here, &step.1));
            path.0.push(step.1);
        }
        path
    }

    /// The value at this path.
    pub fn of<'a>(&self, value: &'a mut Value) -> Option<&'a mut Value> {
        let mut here = value;
        for step in &self.0 {
            here = held_mut(here, step)?;
        }
        Some(here)
    }

    /// Takes out what stands at this path, or else the nearest that holds its place; says where.
    /// `None` if that is the whole value.
    pub fn remove_from(&self, value: &mut Value) -> Option<Self> {
        let mut path = self.clone();
        while let Some(last) = path.0.pop() {
            let removed = match (path.of(value), &last) {
                (Some(Value::Object(fields)), Step::Key(key)) => fields.shift_remove(key).is_some(),
                (Some(Value::Array(items)), Step::Item(at)) if *at < items.len() => {
                    items.remove(*at);
                    true
                }
                _ => false,
            };
            if removed {
                path.0.push(last);
                return Some(path);
            }
        }
        None
    }

    /// Whether this path leads to what holds the other's place, or to the same.
    pub fn holds(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }
}

/// What a step leads to.
fn held<'a>(value: &'a Value, step: &Step) -> Option<&'a Value> {
    match step {
        Step::Key(key) => value.as_object()?.get(key),
        Step::Item(at) => value.as_array()?.get(*at),
    }
}

fn held_mut<'a>(value: &'a mut Value, step: &Step) -> Option<&'a mut Value> {
    match step {
        Step::Key(key) => value.as_object_mut()?.get_mut(key),
        Step::Item(at) => value.as_array_mut()?.get_mut(*at),
    }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            out.write_str(if at > 0 { "." } else { "" })?;
            match step {
                Step::Key(key) if key.is_empty() => out.write_str("\"\"")?,
                Step::Key(key) => out.write_str(key)?,
                Step::Item(at) => write!(out, "{at}")?,
            }
        }
        Ok(())
    }
}
