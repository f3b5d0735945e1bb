//! The published schema: `cargo test --no-default-features --features schema --test formats`.

use crate::examples::files;
use crate::support::journeys::file;
use desire_path::formats::schema;
use serde_json::{Value, json};

/// Says to write the published file anew: `WRITE_SCHEMA=1`.
const WRITE: &str = "WRITE_SCHEMA";
const PUBLISHED: &str = "public/schema/journey-1.schema.json";

fn validator() -> jsonschema::Validator {
    jsonschema::draft202012::new(&schema::schema()).unwrap()
}

fn problems(file: &Value) -> Vec<String> {
    let validator = validator();
    validator.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path)).collect()
}

#[test]
fn the_published_schema_is_that_of_the_model() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(PUBLISHED);
    let text = schema::published();
    if std::env::var_os(WRITE).is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap();
    assert!(published == text, "the model changed: run again with {WRITE}=1");
}

#[test]
fn examples_goldens_and_random_journeys_fit_the_schema() {
    let mut checked = 0;
    let validator = validator();
    let mut check = |value: &Value, name: &str| {
        let problems: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
        assert_eq!(problems, Vec::<String>::new(), "{name}");
        checked += 1;
    };
    for path in files().into_iter().chain(crate::goldens::files(1)) {
        let value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        check(&value, path.to_str().unwrap());
    }
    for seed in 0..300 {
        check(&file(seed, 6), &format!("seed {seed}"));
    }
    assert!(checked > 300);
}

#[test]
fn a_file_that_the_reader_would_report_does_not_fit_the_schema() {
    for (bad, why) in [
        (json!({"format": "desire-path"}), "version"),
        (json!({"format": "other", "version": 1}), "desire-path"),
        (json!({"format": "desire-path", "version": 1, "stages": [{"name": "x"}]}), "id"),
        (json!({"format": "desire-path", "version": 1, "stages": {}}), "array"),
        (json!({"format": "desire-path", "version": 1, "transitions": [{"id": "t", "from": "a"}]}), "to"),
        (json!({"format": "desire-path", "version": 1, "segments": [{"id": "s", "volume": -1}]}), "minimum"),
        (json!({"format": "desire-path", "version": 1, "outcomes": [{"id": "o", "kind": "x"}]}), "x"),
        (json!({"format": "desire-path", "version": 1, "touchpoints": [{"id": "", "name": "x"}]}), "shorter"),
        (json!({"format": "desire-path", "version": 1, "touchpoints": [{"id": "t", "margin": "3"}]}), "3"),
    ] {
        let problems = problems(&bad);
        assert!(problems.iter().any(|problem| problem.contains(why)), "{bad}: {problems:?}");
    }
    let unknown =
        json!({"format": "desire-path", "version": 1, "moods": [], "stages": [{"id": "s", "glow": 1}]});
    assert_eq!(problems(&unknown), Vec::<String>::new());
}

#[test]
fn the_schema_has_the_fields_that_are_read_and_written_and_no_others() {
    use desire_path::{each_kind, model::*};
    let schema = schema::schema();
    let check = |name: &str, object: &dyn Fields| {
        let properties = schema["$defs"][name]["properties"].as_object().unwrap();
        let named: Vec<&str> = properties.keys().map(String::as_str).collect();
        let listed: Vec<&str> = object.names().iter().map(|(name, _)| *name).collect();
        assert_eq!(named, listed, "{name}");
    };
    each_kind!(T => check(std::any::type_name::<T>().rsplit("::").next().unwrap(), &T::blank()));
    check("About", &About::blank());
    check("Measure", &Measure::blank());
    check("Effect", &Effect::blank());
    check("WeightChange", &WeightChange::blank());
    check("DropOff", &DropOff::blank());
    check("Score", &Score::blank());
    check("ByBurden", &ByBurden::<Option<f64>>::blank());
    check("ByBurden2", &ByBurden::<Score>::blank());
    check("ByValue", &ByValue::<Option<f64>>::blank());
    check("ByValue2", &ByValue::<Score>::blank());
    check("Point", &desire_path::geometry::Point::blank());
}

#[test]
fn the_schema_has_the_words_that_are_read() {
    use desire_path::model::*;
    fn check<F: Field>(name: &str) {
        let words = schema::schema()["$defs"][name]["oneOf"].as_array().unwrap().clone();
        assert!(words.len() > 1);
        for word in words {
            let mut field = F::blank();
            assert_eq!(field.take(&word["const"]), Ok(()), "{name}");
            assert_eq!(field.value(), word["const"], "{name}");
        }
    }
    check::<Period>("Period");
    check::<Phase>("Phase");
    check::<ChannelKind>("ChannelKind");
    check::<OutcomeKind>("OutcomeKind");
    check::<TransitionKind>("TransitionKind");
    check::<EvidenceKind>("EvidenceKind");
    check::<MeasureKind>("MeasureKind");
    check::<FixStatus>("FixStatus");
}
