//! From text to a journey, record by record.

use super::{FORMAT, VERSION, leftovers, mend, references, salvage, upgrade};
use crate::formats::{Opened, ReadReport, ReportLine, Unreadable, canonical, foreign};
use crate::model::{self, Fields, Id, Journey, Problems, limits};
use serde_json::{Map, Value};

/// Opens our file. `damaged`: its text was mended already, so look where.
pub(in crate::formats) fn open(text: &str, damaged: bool) -> Result<Opened, Unreadable> {
    let (value, mended) = mend::parse(text).map_err(Unreadable::NotJson)?;
    let Value::Object(top) = value else {
        return Err(Unreadable::Unknown);
    };
    let Value::Object(top) = current(top)? else {
        return Err(Unreadable::Unknown);
    };
    let mut reading = Reading { top, lines: Vec::new(), unplaced: Vec::new(), damaged: damaged || mended };
    let count = Journey::default().tables().iter().map(|table| reading.rows(table.plural())).sum();
    if count > limits::RECORDS {
        return Err(Unreadable::TooMany(count));
    }
    let mut journey = Journey::default();
    reading.read(&mut journey, true);
    references::settle(&mut journey, &mut reading.lines);
    Ok(Opened { journey, report: ReadReport { lines: reading.lines }, unplaced: reading.unplaced })
}

/// Reads a part of what we wrote ourselves, so that there is nothing to report.
pub(super) fn join(journey: &mut Journey, text: &str) -> Result<(), Unreadable> {
    let (value, _) = mend::parse(text).map_err(Unreadable::NotJson)?;
    let Value::Object(top) = value else {
        return Err(Unreadable::Unknown);
    };
    let is_first = top.contains_key("format");
    Reading { top, lines: Vec::new(), unplaced: Vec::new(), damaged: false }.read(journey, is_first);
    Ok(())
}

/// The file in the shape of this version.
fn current(top: Map<String, Value>) -> Result<Value, Unreadable> {
    if top.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(foreign::by_keys(&top).map_or(Unreadable::Unknown, Unreadable::Foreign));
    }
    let said = top.get("version");
    let version = match said.and_then(Value::as_u64) {
        Some(version) if version > 0 => version,
        _ => {
            let said = said
                .map_or("it says none".to_owned(), |said| format!("it says {}", canonical::compact(said)));
            return Err(Unreadable::NoVersion(said.chars().take(60).collect()));
        }
    };
    if version > VERSION {
        let known = VERSION;
        return Err(Unreadable::Newer { version, known });
    }
    let mut file = Value::Object(top);
    upgrade::upgrade(&mut file, version);
    Ok(file)
}

/// A file in the middle of being read.
struct Reading {
    /// What was not read yet.
    top: Map<String, Value>,
    lines: Vec<ReportLine>,
    /// The cards that were read without a place.
    unplaced: Vec<Id>,
    damaged: bool,
}

impl Reading {
    fn rows(&self, plural: &str) -> usize {
        self.top.get(plural).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// Reads all tables, and what the journey says of itself where this is the text that says it.
    fn read(&mut self, journey: &mut Journey, says_about: bool) {
        let tables = journey.tables().map(|table| self.top.shift_remove(table.plural()));
        match says_about {
            true => self.about(journey),
            false => journey.extra.append(&mut self.top),
        }
        for (kind, table) in tables.into_iter().enumerate() {
            if let Some(table) = table {
                self.table(kind, table, journey);
            }
        }
    }

    /// Reads the journey's own fields, and keeps what else the top holds.
    fn about(&mut self, journey: &mut Journey) {
        let mut top = std::mem::take(&mut self.top);
        top.shift_remove("format");
        top.shift_remove("version");
        let top = Value::Object(top);
        let lines = &mut self.lines;
        let about = &mut journey.about;
        let names = about.names();
        if self.damaged {
            mend::marks(&top, &mut |path, reason| {
                if leftovers::are_named(names, &path) {
                    lines.push(line("journey", "", path, reason));
                }
            });
        }
        let mut attempt = |value: &Value| {
            model::take(about, value)?;
            let mut problems = Problems::default();
            about.check(&mut problems);
            Ok(problems)
        };
        let mut note = |field, reason| lines.push(line("journey", "", field, reason));
        match salvage::salvage(top, &mut attempt, &mut note) {
            Some(read) => journey.extra = left(read, about),
            None => about.clear(),
        }
    }

    fn table(&mut self, kind: usize, table: Value, journey: &mut Journey) {
        let Value::Array(items) = table else {
            let plural = journey.tables().get(kind).map_or("", |table| table.plural());
            self.lines.push(ReportLine::file(format!("{plural} is not a list; left out")));
            return;
        };
        for (at, item) in items.into_iter().enumerate() {
            self.record(kind, at + 1, item, journey);
        }
    }

    /// Reads one record into its table, or tells why not.
    fn record(&mut self, kind: usize, number: usize, item: Value, journey: &mut Journey) {
        let Some(table) = journey.tables().into_iter().nth(kind) else { return };
        let (at, kind) = (kind, table.kind());
        let unnamed = || format!("no. {number}");
        let Value::Object(mut fields) = item else {
            return self.lost(kind, unnamed(), "is not an object");
        };
        let id = match salvage::id_of(fields.shift_remove("id")) {
            Ok(id) => id,
            Err(reason) => return self.lost(kind, unnamed(), &reason),
        };
        let is_place = table.plural() == "outcomes" && journey.touchpoints.contains(&id);
        if table.places().contains(&id) {
            let reason = format!("its id stands for an earlier {kind} already");
            return self.lost(kind, id.to_string(), &reason);
        }
        if is_place {
            return self.lost(kind, id.to_string(), "its id stands for a touchpoint already");
        }
        let is_card = ["touchpoints", "outcomes"].contains(&table.plural());
        let is_unplaced = is_card && !fields.get("position").is_some_and(Value::is_object);
        let value = Value::Object(fields);
        let lines = &mut self.lines;
        let mut note = |field, reason| lines.push(line(kind, id.as_str(), field, reason));
        if self.damaged {
            mend::marks(&value, &mut note);
        }
        let Some(table) = journey.tables_mut().into_iter().nth(at) else { return };
        let Some(record) = table.put_blank(id.clone()) else { return };
        let mut attempt = |value: &Value| {
            model::take(record, value)?;
            let mut problems = Problems::default();
            record.check(&mut problems);
            Ok(problems)
        };
        match salvage::salvage(value, &mut attempt, &mut note) {
            Some(read) => {
                *record.extra_mut() = left(read, record);
                self.unplaced.extend(is_unplaced.then_some(id));
            }
            None => table.pop(),
        }
    }

    fn lost(&mut self, kind: &'static str, name: String, reason: &str) {
        let reason = format!("{reason}; left out");
        self.lines.push(ReportLine::about(kind, name, reason));
    }
}

/// What is to be kept of a record's input beside what the record says itself, in the order in which
/// it is found again in the file that is then written: so that opening that one changes nothing.
fn left(read: salvage::Salvaged, record: &dyn Fields) -> Map<String, Value> {
    let mut left = read.words;
    if let Value::Object(input) = read.value {
        let unknown = leftovers::leftovers(input, &model::written(record), record.names());
        salvage::join(&mut left, unknown);
    }
    salvage::join(&mut left, read.rests);
    left
}

fn line(kind: &'static str, name: &str, field: String, reason: String) -> ReportLine {
    ReportLine { kind, name: name.to_owned(), field, reason }
}
