//! The JSON Schema of our file, from the same records that read and write it.

use super::journey_json::{FORMAT, VERSION};
use crate::each_kind;
use crate::model::{About, Id, Record, limits};
use schemars::SchemaGenerator;
use serde_json::{Map, Value, json};

/// Fields that are amounts: 0 or more.
const AMOUNTS: [&str; 13] = [
    "volume",
    "left",
    "stayed",
    "weight",
    "count",
    "delay_days",
    "newcomers",
    "sample_size",
    "cost_once",
    "cost_per_period",
    "n",
    "assumed",
    "evidenced",
];
/// Fields that are shares: 0 to 1.
const SHARES: [&str; 5] = ["share", "probability", "confidence", "comes_back", "drop_off"];

/// The JSON Schema (2020-12) of a file of [`VERSION`]. Unknown fields are allowed everywhere, as
/// in reading; ranges are stated where they are simple, the reader checks all of them.
pub fn schema() -> Value {
    let mut generator = SchemaGenerator::default();
    let about = generator.subschema_for::<About>().to_value();
    let mut properties = Map::new();
    properties.insert("format".into(), json!({ "const": FORMAT }));
    properties.insert("version".into(), json!({ "const": VERSION }));
    each_kind!(T => {
        let record = generator.subschema_for::<T>().to_value();
        let mut items = record.as_object().cloned().unwrap_or_default();
        items.insert("type".into(), json!("object"));
        items.insert("properties".into(), json!({ "id": { "$ref": "#/$defs/Id" } }));
        items.insert("required".into(), json!(["id"]));
        let table = json!({ "type": "array", "items": items, "maxItems": limits::RECORDS });
        properties.insert(T::PLURAL.into(), table);
    });
    let mut definitions = generator.take_definitions(true);
    let description = "A record's stable name: 1 to 64 bytes, no control characters.";
    let id =
        json!({ "type": "string", "minLength": 1, "maxLength": Id::MAX_BYTES, "description": description });
    definitions.insert("Id".into(), id);
    for definition in definitions.values_mut() {
        state_ranges(definition);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Desire Path journey, version 1",
        "description": "Tables of records by id. What is left out has its default value.",
        "type": "object",
        "allOf": [about],
        "properties": properties,
        "required": ["format", "version"],
        "$defs": definitions,
    })
}

/// Says of each field of a definition how large or long it may be.
fn state_ranges(definition: &mut Value) {
    let Some(Value::Object(properties)) = definition.get_mut("properties") else {
        return;
    };
    for (name, property) in properties {
        let Some(property) = property.as_object_mut() else {
            continue;
        };
        let types = property.get("type").map(Value::to_string).unwrap_or_default();
        if types.contains("number") {
            let name = name.as_str();
            let (low, high) = match name {
                _ if AMOUNTS.contains(&name) => (0.0, limits::AMOUNT),
                _ if SHARES.contains(&name) => (0.0, 1.0),
                "x" | "y" => (-limits::COORDINATE, limits::COORDINATE),
                _ => (-limits::AMOUNT, limits::AMOUNT),
            };
            property.insert("minimum".into(), json!(low));
            property.insert("maximum".into(), json!(high));
        } else if types.contains("string") && !property.contains_key("enum") {
            property.insert("maxLength".into(), json!(limits::TEXT_CHARS));
        }
    }
}

/// The schema as the text that is published.
pub fn published() -> String {
    let mut text = String::new();
    super::canonical::write(&mut text, &schema(), 0);
    text.push('\n');
    text
}
