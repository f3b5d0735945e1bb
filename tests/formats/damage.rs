//! One bad record never costs the rest.

use crate::round_trip::cases;
use crate::support::dice::Dice;
use crate::support::journeys::file;
use desire_path::each_kind;
use desire_path::formats::{self, Opened};
use desire_path::model::*;
use serde_json::{Value, json};
use std::collections::HashSet;

const WAYS: [&str; 6] = ["no id", "wrong type", "NaN", "dangling", "duplicate", "unknown kind"];
/// Where a word of a list of choices stands, and what is said of the record then.
const TABLES: [&str; 10] = [
    "stages",
    "channels",
    "owners",
    "segments",
    "touchpoints",
    "outcomes",
    "transitions",
    "evidence",
    "fixes",
    "scenarios",
];

/// A file, one record of it damaged: which (by table and place) and what it was called.
struct Damaged {
    text: String,
    kind: &'static str,
    id: String,
    place: usize,
}

fn records<'a>(value: &'a mut Value, table: &str) -> &'a mut Vec<Value> {
    value[table].as_array_mut().unwrap()
}

fn kind_of(table: &str) -> &'static str {
    let mut kind = "";
    each_kind!(T => if T::PLURAL == table { kind = T::KIND });
    kind
}

/// Damages one record this way; `None` if the file has none that can be.
fn damage(seed: u64, way: &str) -> Option<Damaged> {
    let mut dice = Dice::new(seed);
    let mut value = file(seed, 8);
    let fits = |table: &&str| match way {
        "dangling" => **table == *"transitions",
        "unknown kind" => ["channels", "outcomes", "evidence"].contains(table),
        "NaN" => ["segments", "touchpoints", "outcomes", "transitions"].contains(table),
        _ => true,
    };
    let tables: Vec<&str> = TABLES.into_iter().filter(|table| value[table].is_array()).filter(fits).collect();
    if tables.is_empty() {
        return None;
    }
    let table = *dice.pick(&tables);
    let rows = records(&mut value, table);
    let place = dice.below(rows.len());
    let record = rows[place].as_object_mut().unwrap();
    let id = record["id"].as_str().unwrap().to_owned();
    match way {
        "no id" => _ = record.shift_remove("id"),
        "wrong type" => {
            let known: Vec<String> =
                record.keys().filter(|key| !key.contains(['x', 'ä', '_'])).cloned().collect();
            let field = dice.pick(&known);
            record[field] = match record[field] {
                Value::String(_) => json!(false),
                _ => json!("wrong"),
            };
        }
        "NaN" => {
            let field = match table {
                "segments" => "volume",
                "touchpoints" => "margin",
                "outcomes" => "value",
                _ => "delay_days",
            };
            record.insert(field.into(), json!("@NaN@"));
        }
        "dangling" => record["to"] = json!("nowhere"),
        "duplicate" => {
            let again = Value::Object(record.clone());
            rows.push(again);
        }
        _ => record["kind"] = json!("unheard of"),
    }
    Some(Damaged { text: value.to_string().replace("\"@NaN@\"", "NaN"), kind: kind_of(table), id, place })
}

/// Every record that is the same in both journeys, and every one of the first that is not.
fn compare<T: Record>(before: &Journey, after: &Journey, lost: &mut Vec<(&'static str, Id)>) {
    for (id, record) in T::table(before).iter() {
        if T::table(after).get(id) != Some(record) {
            lost.push((T::KIND, id.clone()));
        }
    }
}

/// Records that may change because the damaged one is gone: those that refer to it, and those
/// that refer to a transition which lost an end.
fn followers(before: &Journey, kind: &str, id: &str) -> HashSet<(&'static str, Id)> {
    let mut gone = HashSet::from([(kind.to_owned(), id.to_owned())]);
    let mut followers = HashSet::new();
    for _ in 0..2 {
        let known = gone.clone();
        each_kind!(T => for (other, record) in T::table(before).iter() {
            record.refers_to(&mut |_, table, target| {
                let kinds: &[&str] = match table {
                    "places" => &["touchpoint", "outcome"],
                    table => &[kind_of(table)],
                };
                if kinds.iter().any(|kind| known.contains(&((*kind).to_owned(), target.to_string()))) {
                    followers.insert((T::KIND, other.clone()));
                    if T::KIND == "transition" {
                        gone.insert((T::KIND.to_owned(), other.to_string()));
                    }
                }
            });
        });
    }
    followers
}

fn check(seed: u64, way: &str, damaged: &Damaged) {
    let before = formats::read(file(seed, 8).to_string().as_bytes(), "before.json").unwrap();
    let Opened { journey, report, .. } =
        formats::read(damaged.text.as_bytes(), "damaged.json").unwrap_or_else(|why| panic!("{why}"));
    let context = format!("seed {seed}, {way}, {} {}", damaged.kind, damaged.id);
    assert_eq!(journey.violations(), vec![], "{context}");
    let nameless = format!("no. {}", damaged.place + 1);
    let named = report
        .lines
        .iter()
        .find(|line| line.kind == damaged.kind && (line.name == damaged.id || line.name == nameless));
    let line = named.unwrap_or_else(|| panic!("{context} is not reported: {:?}", report.lines));
    assert!(!line.reason.is_empty());
    let mut lost = Vec::new();
    each_kind!(T => compare::<T>(&before.journey, &journey, &mut lost));
    let allowed = followers(&before.journey, damaged.kind, &damaged.id);
    for (kind, id) in lost {
        let itself = kind == damaged.kind && id.as_str() == damaged.id;
        let follows =
            allowed.contains(&(kind, id.clone())) && matches!(way, "no id" | "wrong type" | "dangling");
        assert!(itself || follows, "{context} cost {kind} {id}: {:?}", report.lines);
    }
}

#[test]
fn a_damaged_record_is_reported_by_name_and_every_other_record_is_kept() {
    let mut damaged_files = 0;
    for way in WAYS {
        let mut done = 0;
        for seed in 0.. {
            if done == cases(200) {
                break;
            }
            if let Some(damaged) = damage(seed, way) {
                check(seed, way, &damaged);
                done += 1;
            }
        }
        damaged_files += done;
    }
    println!("P11 reached: {damaged_files} cases, other records kept 100 %, named with a reason 100 %");
}
