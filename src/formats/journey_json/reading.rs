//! From text to a journey, record by record.

use super::{FORMAT, VERSION, leftovers, mend, references, salvage, upgrade};
use crate::each_kind;
use crate::formats::{Opened, ReadReport, ReportLine, Unreadable, foreign};
use crate::model::{About, Journey, Record, limits};
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
    let reading = Reading { top, lines: Vec::new(), damaged: damaged || mended };
    let mut count = 0;
    each_kind!(T => count += reading.rows::<T>());
    if count > limits::RECORDS {
        return Err(Unreadable::TooMany(count));
    }
    Ok(reading.journey())
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
            let said = said.map_or("it says none".to_owned(), |said| format!("it says {said}"));
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
    damaged: bool,
}

impl Reading {
    fn rows<T: Record>(&self) -> usize {
        self.top.get(T::PLURAL).and_then(Value::as_array).map_or(0, Vec::len)
    }

    fn journey(mut self) -> Opened {
        let mut journey = Journey::default();
        let mut tables = Map::new();
        each_kind!(T => if let Some(table) = self.top.shift_remove(T::PLURAL) {
            tables.insert(T::PLURAL.into(), table);
        });
        self.about(&mut journey);
        each_kind!(T => if let Some(table) = tables.shift_remove(T::PLURAL) {
            self.table::<T>(table, &mut journey);
        });
        references::settle(&mut journey, &mut self.lines);
        Opened { journey, report: ReadReport { lines: self.lines } }
    }

    /// Reads the journey's own fields, and keeps what else the top holds.
    fn about(&mut self, journey: &mut Journey) {
        let mut top = std::mem::take(&mut self.top);
        top.shift_remove("format");
        top.shift_remove("version");
        let top = Value::Object(top);
        let lines = &mut self.lines;
        if self.damaged {
            let names = salvage::known_fields::<About>();
            mend::marks(&top, &mut |path, reason| {
                if names.contains(&path.as_str()) {
                    lines.push(line("journey", "", path, reason));
                }
            });
        }
        let mut note = |field, reason| lines.push(line("journey", "", field, reason));
        let Some(read) = salvage::salvage::<About>(top, About::check, &mut note) else {
            return;
        };
        journey.extra = left(&read, salvage::known_fields::<About>());
        salvage::join(&mut journey.extra, read.kept);
        journey.about = read.record;
    }

    fn table<T: Record>(&mut self, table: Value, journey: &mut Journey) {
        let Value::Array(items) = table else {
            let reason = format!("{} is not a list; left out", T::PLURAL);
            self.lines.push(ReportLine::file(reason));
            return;
        };
        for (at, item) in items.into_iter().enumerate() {
            self.record::<T>(at + 1, item, journey);
        }
    }

    /// Reads one record into its table, or tells why not.
    fn record<T: Record>(&mut self, number: usize, item: Value, journey: &mut Journey) {
        let unnamed = format!("no. {number}");
        let Value::Object(mut fields) = item else {
            self.lost(T::KIND, unnamed, "is not an object");
            return;
        };
        let id = match salvage::id_of(fields.shift_remove("id")) {
            Ok(id) => id,
            Err(reason) => return self.lost(T::KIND, unnamed, &reason),
        };
        let name = id.to_string();
        if T::table(journey).contains(&id) {
            let reason = format!("its id stands for an earlier {} already", T::KIND);
            return self.lost(T::KIND, name, &reason);
        }
        if T::PLURAL == "outcomes" && journey.touchpoints.contains(&id) {
            return self.lost(T::KIND, name, "its id stands for a touchpoint already");
        }
        let value = Value::Object(fields);
        let lines = &mut self.lines;
        let mut note = |field, reason| lines.push(line(T::KIND, &name, field, reason));
        if self.damaged {
            mend::marks(&value, &mut note);
        }
        if let Some(mut read) = salvage::salvage::<T>(value, T::check, &mut note) {
            let mut extra = left(&read, salvage::known_fields::<T>());
            salvage::join(&mut extra, std::mem::take(&mut read.kept));
            *read.record.extra_mut() = extra;
            T::table_mut(journey).put(id, read.record);
        }
    }

    fn lost(&mut self, kind: &'static str, name: String, reason: &str) {
        let reason = format!("{reason}; left out");
        self.lines.push(ReportLine::about(kind, name, reason));
    }
}

fn left<T: serde::Serialize>(read: &salvage::Salvaged<T>, names: &[&str]) -> Map<String, Value> {
    match &read.value {
        Value::Object(input) => leftovers::leftovers(input, &leftovers::fields(&read.record), names),
        _ => Map::new(),
    }
}

fn line(kind: &'static str, name: &str, field: String, reason: String) -> ReportLine {
    ReportLine { kind, name: name.to_owned(), field, reason }
}
