//! Damage of every kind to a sound file, as fuzzers and bad luck do it.

use super::dice::Dice;
use super::journeys::{TEXTS, file};
use serde_json::{Map, Value, json};

/// Values that don't belong where they will stand.
fn junk(dice: &mut Dice) -> Value {
    match dice.below(18) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(1e300),
        4 => json!(-0.0),
        5 => json!(9_007_199_254_740_993_u64),
        6 => json!(u64::MAX),
        7 => json!(5e-324),
        8 => json!("@NaN@"),
        9 => json!("@1e999@"),
        10 => json!([]),
        11 => json!({}),
        12 => json!([[[[[[1]]]]]]),
        13 => json!({"a": {"b": {"c": [null]}}}),
        14 => json!("x".repeat(dice.below(20_000))),
        15 => json!("a\u{0}b\u{7f}\r\n\u{85}c"),
        16 => json!(dice.bits() as f64),
        _ => json!(*dice.pick(&TEXTS)),
    }
}

/// A value somewhere in a value.
fn somewhere<'a>(dice: &mut Dice, value: &'a mut Value) -> &'a mut Value {
    if dice.chance(0.15) {
        return value;
    }
    let inside = match value {
        Value::Object(fields) => fields.len(),
        Value::Array(items) => items.len(),
        _ => 0,
    };
    if inside == 0 {
        return value;
    }
    let at = dice.below(inside);
    let inner = match value {
        Value::Object(fields) => fields.values_mut().nth(at),
        Value::Array(items) => items.get_mut(at),
        _ => None,
    };
    somewhere(dice, inner.unwrap())
}

fn mutate_object(dice: &mut Dice, fields: &mut Map<String, Value>) {
    let keys: Vec<String> = fields.keys().cloned().collect();
    if keys.is_empty() {
        fields.insert("id".into(), junk(dice));
        return;
    }
    let key = dice.pick(&keys).clone();
    match dice.below(5) {
        0 => _ = fields.shift_remove(&key),
        1 => _ = fields.insert(key, junk(dice)),
        2 => {
            let value = fields.shift_remove(&key).unwrap();
            fields.insert(dice.pick(&keys).clone(), value);
        }
        3 => _ = fields.insert((*dice.pick(&TEXTS)).to_owned(), junk(dice)),
        _ => {
            let names = ["id", "from", "to", "entry", "effects", "measure", "position", "kind"];
            fields.insert((*dice.pick(&names)).to_owned(), junk(dice));
        }
    }
}

fn mutate_list(dice: &mut Dice, items: &mut Vec<Value>) {
    let at = dice.below(items.len());
    match dice.below(5) {
        0 if !items.is_empty() => _ = items.remove(at),
        1 if !items.is_empty() => items.push(items[at].clone()),
        2 if !items.is_empty() => {
            let other = dice.below(items.len());
            items.swap(at, other);
        }
        3 => items.extend((0..dice.below(40)).map(|_| json!({"id": 1})).collect::<Vec<_>>()),
        _ => items.push(junk(dice)),
    }
}

fn mutate_text(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let at = dice.below(bytes.len());
    let tokens: [&[u8]; 12] =
        [b"NaN", b"\"", b"}", b"{", b"[", b",", b"\\ud800", b"\\", b"\0", b"\xff", b"1e999", b"/**/"];
    match dice.below(5) {
        0 => bytes.truncate(at),
        1 if !bytes.is_empty() => bytes[at] = dice.bits() as u8,
        2 if !bytes.is_empty() => _ = bytes.remove(at),
        3 => {
            let piece: Vec<u8> = bytes[at..].iter().take(dice.below(200)).copied().collect();
            let into = dice.below(bytes.len());
            bytes.splice(into..into, piece);
        }
        _ => {
            let token = *dice.pick(&tokens);
            bytes.splice(at..at, token.iter().copied());
        }
    }
}

/// A sound file with 1 to 20 mutations of its structure, and sometimes of its bytes.
pub fn mutated(seed: u64) -> Vec<u8> {
    let mut dice = Dice::new(seed ^ 0x5eed_0000);
    let size = dice.below(5);
    let mut value = file(seed % 5_000, size);
    for _ in 0..=dice.below(20) {
        let keep = value.is_object();
        match somewhere(&mut dice, &mut value) {
            Value::Object(fields) => mutate_object(&mut dice, fields),
            Value::Array(items) => mutate_list(&mut dice, items),
            scalar => *scalar = junk(&mut dice),
        }
        if keep && dice.chance(0.9) {
            value["format"] = json!("desire-path");
            value["version"] = json!(1);
        }
    }
    let text = value.to_string().replace("\"@NaN@\"", "NaN").replace("\"@1e999@\"", "1e999");
    let mut bytes = text.into_bytes();
    if dice.chance(0.25) {
        for _ in 0..=dice.below(4) {
            mutate_text(&mut dice, &mut bytes);
        }
    }
    bytes
}
