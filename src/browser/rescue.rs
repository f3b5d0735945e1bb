//! What `boot/rescue.js` must know to save the map after a crash, and the file that it writes.
//!
//! The rescue file holds every stored record of a map as it lies there, sealed, so that this
//! app's own reader decides what is sound: `{"format": "desire-path-rescue", "version": 1,
//! "map": ID, "snapshots": [[KEY, RECORD], …], "journal": [[KEY, RECORD], …], "pending":
//! [[SEQUENCE, PATCH], …]}`. A record that is no text stands as `{"base64": …}`.

use super::Fault;
use super::storage::{Kind, Loaded, Stored, assemble};
use serde_json::{Value, json};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log_error(message: &str);
}

/// What `rescue.js` put on the page, if it is there.
fn call(name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    super::page::ask("desirePathRescue", name, arguments)
}

/// The app has started: failed starts are no longer counted.
pub fn started() {
    call("started", &[]);
}

/// From now on a panic brings up the recovery screen, before the program ends.
pub fn watch_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.to_string();
        if call("broken", &[message.as_str().into()]).is_none() {
            log_error(&message);
        }
    }));
}

/// Whether the app is broken: whatever is in its memory now must not be stored.
pub fn latched() -> bool {
    call("latched", &[]).is_some_and(|answer| answer.is_truthy())
}

/// An edit is committed and not yet stored: a crash from here on must still find it.
pub fn pending(map: &str, sequence: u64, patch: &str) {
    call("pending", &[map.into(), (sequence as f64).into(), patch.into()]);
}

/// Every edit of a map up to this one is stored.
pub fn stored(map: &str, sequence: u64) {
    call("stored", &[map.into(), (sequence as f64).into()]);
}

/// A map's records as a rescue file.
pub fn write(map: &str, records: &[Stored]) -> Vec<u8> {
    let record = |stored: &Stored| {
        let bytes = stored.bytes.as_deref().map(|bytes| match std::str::from_utf8(bytes) {
            Ok(text) => Value::from(text),
            Err(_) => json!({ "bytes": bytes.iter().copied().map(char::from).collect::<String>() }),
        });
        json!([stored.kind.word(), stored.sequence, bytes])
    };
    let records: Vec<_> = records.iter().map(record).collect();
    json!({ "format": FORMAT, "version": 1, "map": map, "records": records, "pending": [] })
        .to_string()
        .into_bytes()
}

const FORMAT: &str = "desire-path-rescue";

/// Whether these bytes look like a rescue file.
pub fn is_rescue(bytes: &[u8]) -> bool {
    let start = bytes.get(..120.min(bytes.len())).unwrap_or_default();
    start.windows(FORMAT.len()).any(|window| window == FORMAT.as_bytes())
}

/// The map in a rescue file, as far as it is sound: the same that [`Store::load`] would give,
/// with the edits that were still in memory.
///
/// [`Store::load`]: super::storage::Store::load
///
/// # Errors
/// It is no rescue file.
pub fn read(bytes: &[u8]) -> Result<Loaded, Fault> {
    let file: Value = serde_json::from_slice(bytes).map_err(|_| Fault::NoRescue)?;
    let map = match (file["format"].as_str(), file["map"].as_str()) {
        (Some(FORMAT), Some(map)) => map,
        _ => return Err(Fault::NoRescue),
    };
    let records = file["records"].as_array().ok_or(Fault::NoRescue)?;
    let records: Vec<Stored> = records.iter().filter_map(stored_of).collect();
    let mut loaded = assemble(map, &records);
    for edit in file["pending"].as_array().into_iter().flatten() {
        if let (Some(sequence), Some(patch)) = (edit[0].as_u64(), edit[1].as_str()) {
            loaded.append(sequence, patch);
        }
    }
    Ok(loaded)
}

fn stored_of(record: &Value) -> Option<Stored> {
    let word = record[0].as_str()?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.word() == word)?;
    let bytes = match &record[2] {
        Value::String(text) => Some(text.as_bytes().to_vec()),
        other => other["bytes"]
            .as_str()
            .and_then(|text| text.chars().map(|char| u8::try_from(char).ok()).collect()),
    };
    Some(Stored { kind, sequence: record[1].as_u64(), bytes })
}
