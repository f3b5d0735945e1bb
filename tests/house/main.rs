//! Reads the sources and guards the rules that no compiler knows: who may use whom, and how things
//! are called. A rule is a row in `rules.rs`.

mod licences;
mod rules;
mod source;

use rules::{ALL, ROOMS};
use source::Source;
use std::fs::{read_dir, read_to_string};
use std::path::PathBuf;

fn at_home(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_house_keeps_its_rules() {
    let sources = Source::all();
    assert!(sources.len() > 20, "only {} files were found", sources.len());
    let mut broken = Vec::new();
    for rule in &ALL {
        for source in &sources {
            for breach in (rule.breaches)(source) {
                broken.push(format!("{}:{breach}\n    ({})", source.path, rule.sentence));
            }
        }
    }
    assert!(broken.is_empty(), "{} breaches:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn every_rule_refuses_what_it_is_for_and_nothing_else() {
    for rule in &ALL {
        assert!(!rule.refused.is_empty() && !rule.kept.is_empty(), "{}", rule.sentence);
        for (path, text) in rule.refused {
            let source = Source::new(path, text);
            assert!(!(rule.breaches)(&source).is_empty(), "{}: {text}", rule.sentence);
        }
        for (path, text) in rule.kept {
            let source = Source::new(path, text);
            assert_eq!((rule.breaches)(&source), [""; 0], "{}: {text}", rule.sentence);
        }
    }
}

#[test]
fn a_breach_is_reported_with_its_line() {
    let source = Source::new("src/model/id.rs", "// one\n\nuse crate::{\n    model,\n    ui,\n};\n");
    assert_eq!((ALL[0].breaches)(&source), ["3: model uses ui"]);
}

#[test]
fn the_rooms_are_the_folders_and_the_map_in_lib_names_them_in_their_order() {
    let mut folders: Vec<String> = read_dir(at_home("src"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let mut rooms = ROOMS.to_vec();
    rooms.sort_unstable();
    assert_eq!(folders, rooms);

    let lib = read_to_string(at_home("src/lib.rs")).unwrap();
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    assert_eq!(modules.collect::<Vec<_>>(), ROOMS);
}

#[test]
fn the_page_links_every_style_sheet_once() {
    let page = read_to_string(at_home("index.html")).unwrap();
    for entry in read_dir(at_home("style")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let link = format!("<link data-trunk rel=\"css\" crossorigin=\"anonymous\" href=\"style/{name}\">");
        assert_eq!(page.matches(&link).count(), 1, "{link}");
    }
}

#[test]
fn comments_literals_and_tests_are_no_code() {
    let text = "let a = \"crate::ui\"; // crate::ui\n/* crate::ui /* nested */ */ let b = 'x';\n\
                let c: &'static str = r##\"crate::ui\"# \"##;\nlet d = '\\'';let e = \"\\\"crate::ui\";\n\
                #[cfg(test)]\nmod tests { fn f() { if true { crate::ui::f() } } }\nlet f = crate::edit::f();";
    let source = Source::new("src/model/id.rs", text);
    assert_eq!(source.code.lines().count(), text.lines().count());
    assert!(!source.code.contains("ui"), "{}", source.code);
    assert_eq!(source.after("crate"), [(source.code.find("crate").unwrap(), "edit")]);
    assert_eq!(source.line(source.code.find("crate").unwrap()), 7);
}

/// Pictures that leave the app look like it: on paper, so in the colours of the light theme.
#[test]
fn pictures_wear_the_colours_of_the_light_theme() {
    let read = |path| read_to_string(at_home(path)).unwrap();
    let (tokens, svg) = (read("style/tokens.css"), read("src/formats/svg/mod.rs"));
    let light = tokens.split_once('}').unwrap().0;
    let token = |name: &str| {
        let after = light.split_once(&format!("  --{name}: "))?.1;
        Some(after.split_once(';')?.0.to_owned())
    };
    let mut checked = 0;
    for line in svg.lines().filter_map(|line| line.trim().strip_prefix("pub const ")) {
        let Some((name, colour)) = line.split_once(": &str = \"#") else { continue };
        let called = match name {
            "GROUND" => "bg".to_owned(),
            "STRONG" => "line-strong".to_owned(),
            "HEAT" => "heat-3".to_owned(),
            name => name.to_lowercase().replace('_', "-"),
        };
        // What is transparent on the screen is opaque under its opacity here.
        if called != "edge" {
            let colour = format!("#{}", colour.trim_end_matches("\";"));
            assert_eq!(token(&called).as_deref(), Some(colour.as_str()), "{name} of pictures, --{called}");
            checked += 1;
        }
    }
    assert!(checked >= 14, "only {checked} colours were found");
}
