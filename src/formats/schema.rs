//! The JSON Schema of our file, from the same records that read and write it.

use super::journey_json::{FORMAT, VERSION};
use crate::each_kind;
use crate::geometry::Point;
use crate::model::{
    About, DropOff, Effect, Field, Fields, Id, Measure, Range, Record, Score, Stands, WeightChange, limits,
};
use schemars::SchemaGenerator;
use serde_json::{Map, Value, json};

/// Fields that are amounts: 0 or more.
const AMOUNTS: [&str; 15] = [
    "budget",
    "periods",
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
    for (name, definition) in &mut definitions {
        let list = lists().into_iter().find(|(known, _)| known == name);
        state_presence(definition, list.as_ref().map(|(_, object)| object.as_ref()));
    }
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

/// An object of each kind that has a list of its fields, by its name in the schema. The dimensions
/// have none here: they hold nothing but fields that may be left out.
fn lists() -> Vec<(&'static str, Box<dyn Fields>)> {
    let mut lists: Vec<(&'static str, Box<dyn Fields>)> = vec![
        ("About", Box::new(About::blank())),
        ("Point", Box::new(Point::blank())),
        ("DropOff", Box::new(DropOff::blank())),
        ("Range", Box::new(Range::blank())),
        ("Score", Box::new(Score::blank())),
        ("Measure", Box::new(Measure::blank())),
        ("Effect", Box::new(Effect::blank())),
        ("WeightChange", Box::new(WeightChange::blank())),
    ];
    each_kind!(T => lists.push((type_name::<T>(), Box::new(T::blank()))));
    lists
}

/// The name of a type without its room.
fn type_name<T>() -> &'static str {
    std::any::type_name::<T>().rsplit("::").next().unwrap_or_default()
}

/// Says of a definition which fields it can't be without, and what the others are that always
/// stand in the file: as its list says.
fn state_presence(definition: &mut Value, object: Option<&dyn Fields>) {
    let names = object.map_or(&[][..], Fields::names);
    let required: Vec<&str> =
        names.iter().filter(|(_, stands)| *stands == Stands::Required).map(|(name, _)| *name).collect();
    let Some(definition) = definition.as_object_mut() else { return };
    match required.is_empty() {
        true => _ = definition.shift_remove("required"),
        false => _ = definition.insert("required".into(), json!(required)),
    }
    let Some(Value::Object(properties)) = definition.get_mut("properties") else { return };
    for (at, (name, stands)) in names.iter().enumerate() {
        let property = properties.get_mut(*name).and_then(Value::as_object_mut);
        let field = object.and_then(|object| object.field(at));
        if let (Stands::Always, Some(property), Some(field)) = (stands, property, field) {
            property.insert("default".into(), field.value());
        }
    }
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
