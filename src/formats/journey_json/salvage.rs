//! One record: what can be read of it, when some of its fields can't.

use super::path::Path;
use crate::formats::{self, canonical};
use crate::model::{Extra, Id, Misfit, Problems, Step, Why, limits};
use serde_json::{Map, Value};

/// The most values that all attempts at one record may look at, so that time stays linear.
const EFFORT: usize = 2_000_000;
/// The longest text that is kept beyond what its field can hold, in characters.
const REST_CHARS: usize = 100_000;

/// What became of a record that was read; its own fields are in range.
pub(super) struct Salvaged {
    /// What it was read from: the input without the fields that could not be read.
    pub value: Value,
    /// Words that this version does not know: they are kept in the file.
    pub words: Extra,
    /// What was cut off of texts: it is kept in the file, in fields of its own.
    pub rests: Extra,
}

impl Path {
    /// Where the first thing stands that does not fit.
    fn to(misfit: Misfit) -> Self {
        Self(misfit.steps.into_iter().rev().collect())
    }
}

/// Where the first thing stands that does not fit, and why, in our words.
pub(in crate::formats) fn in_words(misfit: Misfit) -> (String, String) {
    let why = reason(misfit.why, None);
    (Path::to(misfit).to_string(), why)
}

/// Reads what can be read of a record. `attempt` takes a value over, strictly, and tells what is
/// out of its range; `note` is told of each field that is left out or changed.
/// `None`: not even that; the reason was told.
pub(super) fn salvage(
    value: Value,
    attempt: &mut dyn FnMut(&Value) -> Result<Problems, Misfit>,
    note: &mut dyn FnMut(String, String),
) -> Option<Salvaged> {
    let (words, rests) = (Extra::new(), Extra::new());
    let mut mender = Mender { attempts: 0, gone: Vec::new(), words, rests, value, note };
    loop {
        match attempt(&mender.value) {
            Err(misfit) => mender.leave_out(misfit)?,
            Ok(problems) if problems.found.is_empty() => {
                let Mender { value, words, rests, .. } = mender;
                return Some(Salvaged { value, words, rests });
            }
            Ok(problems) => mender.mend(&problems)?,
        }
    }
}

/// A record in the middle of being salvaged.
struct Mender<'a> {
    attempts: usize,
    /// What was taken out, as it stood in the input.
    gone: Vec<Path>,
    words: Extra,
    rests: Extra,
    value: Value,
    note: &'a mut dyn FnMut(String, String),
}

impl Mender<'_> {
    /// Takes out what does not fit. `None` if nothing of the record would remain.
    fn leave_out(&mut self, misfit: Misfit) -> Option<()> {
        let why = misfit.why;
        let path = self.bounded(&Path::to(misfit));
        let found = path.of(&mut self.value).cloned();
        let mut reason = reason(why, found.as_ref());
        if path.0.is_empty() {
            (self.note)(String::new(), format!("{reason}; the whole record is left out"));
            return None;
        }
        match found {
            Some(word) if why == Why::UnknownWord && self.keep(&path, word.clone()) => {
                reason += "; read as if it were left out, and kept in the file";
            }
            _ => reason += "; left out",
        }
        self.take_out(&path, &reason)
    }

    /// Mends each field that is out of its range: a text is cut or cleaned, all else left out.
    fn mend(&mut self, problems: &Problems) -> Option<()> {
        // From the last to the first, so that the places of list items hold.
        for problem in problems.found.iter().rev() {
            let path = self.bounded(&Path::in_value(&problem.path, &self.value));
            match path.of(&mut self.value) {
                Some(Value::String(text)) if is_text_problem(&problem.reason) => {
                    let (mended, rest) = mended(text);
                    let mut reason = problem.reason.clone();
                    reason += match (&rest, mended.len() + rest.chars().count()) {
                        (rest, _) if rest.is_empty() => "; they were left out",
                        (rest, _) if rest.chars().count() > REST_CHARS => "; cut there",
                        _ => "; cut there, the rest is kept in the file",
                    };
                    *text = mended;
                    if !rest.is_empty() && rest.chars().count() <= REST_CHARS {
                        self.rests.insert(format!("{path} (rest)"), rest.into());
                    }
                    let place = self.as_it_stood(&path).to_string();
                    (self.note)(place, reason);
                }
                _ => self.take_out(&path, &format!("{}; left out", problem.reason))?,
            }
        }
        self.attempts += 1;
        Some(())
    }

    /// Takes out what stands at a path and tells it, unless it only follows from an earlier one.
    fn take_out(&mut self, path: &Path, reason: &str) -> Option<()> {
        let removed = path.remove_from(&mut self.value);
        let Some(removed) = removed else {
            (self.note)(String::new(), format!("{reason}; the whole record is left out"));
            return None;
        };
        let stood = self.as_it_stood(&removed);
        if !self.gone.iter().any(|gone| stood.holds(gone)) {
            let place = self.as_it_stood(path).to_string();
            (self.note)(place, reason.to_owned());
        }
        self.gone.push(stood);
        Some(())
    }

    /// The path itself; once a record took too much effort, the field that it stands in.
    fn bounded(&mut self, path: &Path) -> Path {
        self.attempts += 1;
        let exhausted = self.attempts > 8 && self.attempts * size(&self.value) > EFFORT;
        Path(path.0.iter().take(if exhausted { 1 } else { usize::MAX }).cloned().collect())
    }

    /// Where something stood before other items of the same lists were taken out.
    fn as_it_stood(&self, path: &Path) -> Path {
        let mut stood = Path::default();
        for step in &path.0 {
            let step = match step {
                Step::Item(at) => Step::Item(self.place_before(&stood, *at)),
                key => key.clone(),
            };
            stood.0.push(step);
        }
        stood
    }

    fn place_before(&self, list: &Path, mut at: usize) -> usize {
        let places = self.gone.iter().filter_map(|gone| match gone.0.split_last() {
            Some((Step::Item(at), rest)) if *rest == list.0 => Some(*at),
            _ => None,
        });
        let mut places: Vec<usize> = places.collect();
        places.sort_unstable();
        for place in places {
            at += usize::from(place <= at);
        }
        at
    }

    /// Keeps a word that this version does not know, unless it stands in a list.
    fn keep(&mut self, path: &Path, word: Value) -> bool {
        let mut nested = word;
        for step in path.0.iter().rev() {
            let Step::Key(key) = step else { return false };
            nested = Value::Object(Map::from_iter([(key.clone(), nested)]));
        }
        if let Value::Object(nested) = nested {
            join(&mut self.words, nested);
        }
        true
    }
}

/// Puts the fields of one object into another, object into object.
pub(super) fn join(into: &mut Map<String, Value>, from: Map<String, Value>) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(Value::Object(into)), Value::Object(from)) => join(into, from),
            (_, value) => _ = into.insert(key, value),
        }
    }
}

/// How many values a value is made of.
fn size(value: &Value) -> usize {
    match value {
        Value::Object(fields) => 1 + fields.values().map(size).sum::<usize>(),
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        _ => 1,
    }
}

fn is_text_problem(reason: &str) -> bool {
    reason.starts_with("has more than") || reason.starts_with("holds control characters")
}

/// A text without control characters, cut at its longest length; and what was cut off.
pub(in crate::formats) fn mended(text: &str) -> (String, String) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut clean = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    let kept = clean.by_ref().take(limits::TEXT_CHARS).collect();
    (kept, clean.collect())
}

/// What is wrong, and with which value.
fn reason(why: Why, found: Option<&Value>) -> String {
    let shown = match found {
        Some(Value::Array(_) | Value::Object(_)) | None => String::new(),
        Some(scalar) => {
            let text = canonical::compact(scalar);
            let mut short: String = text.chars().take(40).collect();
            short += if short.len() < text.len() { "…" } else { "" };
            format!(" ({short})")
        }
    };
    let what = match why {
        Why::Lacks(field) => return format!("lacks {field}"),
        Why::NoId(bad) => return format!("is no id: {bad}"),
        Why::UnknownWord => "is a word not known here",
        Why::NoNumber if found.and_then(Value::as_str).is_some_and(is_endless) => "is not a finite number",
        Why::NoNumber => "is not a number",
        Why::NoText => "is not a text",
        Why::NoTruth => "is not true or false",
        Why::NoList => "is not a list",
        Why::NoPlaceHere => "is not what belongs here",
    };
    format!("{what}{shown}")
}

/// Whether a text stands for a number that is not finite.
fn is_endless(text: &str) -> bool {
    let said = text.to_ascii_lowercase();
    let bare = said.strip_prefix(['+', '-']).unwrap_or(&said);
    matches!(bare, "nan" | "inf" | "infinity") || formats::number(text).is_some_and(f64::is_infinite)
}

/// Why a text is no id, or the id.
pub(super) fn id_of(value: Option<Value>) -> Result<Id, String> {
    match value {
        None => Err("has no id".into()),
        Some(Value::String(text)) => Id::new(&text).map_err(|bad| bad.to_string()),
        Some(other) => Err(format!("its id {}", reason(Why::NoText, Some(&other)))),
    }
}
