//! The rules of the house, one a row. Each row carries what it must refuse and what it must let be.

use crate::source::{Source, body, first_name};

/// The rooms from the ground up: each may use those before it.
pub const ROOMS: [&str; 9] =
    ["geometry", "model", "edit", "analysis", "layout", "formats", "jobs", "browser", "ui"];

/// How many of them are the core.
const CORE: usize = 7;

/// A file as a path and a text.
type Sample = (&'static str, &'static str);

/// One rule.
pub struct Rule {
    /// What holds, as a sentence.
    pub sentence: &'static str,
    /// Where a file breaks it, as `line: what`.
    pub breaches: fn(&Source) -> Vec<String>,
    /// Files that break it.
    pub refused: &'static [Sample],
    /// Files that keep it, though they look a little like it.
    pub kept: &'static [Sample],
}

/// Every rule.
pub const ALL: [Rule; 10] = [
    DIRECTION,
    FUNCTIONAL_CORE,
    ROOM_SENTENCE,
    DOMAIN_WORDS,
    NO_WAY_TO_PANIC,
    TEXT_NODES_ONLY,
    CLASSES_ONLY,
    ONE_VIEW,
    FILE_LENGTH,
    FUNCTION_LENGTH,
];

fn rank(room: &str) -> Option<usize> {
    ROOMS.iter().position(|name| *name == room)
}

const DIRECTION: Rule = Rule {
    sentence: "a room uses those above it and never those below",
    breaches: |source| {
        let Some(own) = source.room().and_then(rank) else { return Vec::new() };
        let crate_itself = vec!["super"; source.depth()].join("::");
        let mut used = source.after("crate");
        used.extend(source.after("desire_path"));
        used.extend(source.after(&crate_itself));
        used.into_iter()
            .filter(|(_, name)| rank(name).is_some_and(|theirs| theirs > own))
            .map(|(at, name)| format!("{}: {} uses {name}", source.line(at), ROOMS[own]))
            .collect()
    },
    refused: &[
        ("src/model/id.rs", "use crate::edit::Draft;"),
        ("src/geometry/mod.rs", "use super::model::Id;"),
        ("src/geometry/point.rs", "use super::super::model::Id;"),
        ("src/edit/draft.rs", "use crate::{model::{Id, Journey}, analysis::Readings};"),
        ("src/browser/files.rs", "fn f() { crate :: ui::shout() }"),
        ("src/analysis/chain.rs", "macro_rules! m { () => { $crate::layout::x() } }"),
    ],
    kept: &[
        ("src/edit/draft.rs", "//! See [`crate::ui`].\nuse crate::{model::{Id, ui}, each_kind};"),
        ("src/ui/mod.rs", "use crate::browser::files;"),
        ("src/edit/mod.rs", "mod layout; use self::layout::x; // crate::ui"),
        ("src/edit/mod.rs", "const S: &str = \"crate::ui::x\";"),
    ],
};

const OUTSIDE: [&str; 15] = [
    "web_sys",
    "leptos",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "gloo",
    "idb",
    "uuid",
    "rand",
    "getrandom",
    "println",
    "eprintln",
    "Instant",
    "SystemTime",
    "thread_local",
];

const OUTSIDE_STD: [&str; 6] = ["time", "fs", "env", "net", "thread", "process"];

const FUNCTIONAL_CORE: Rule = Rule {
    sentence: "the core knows no browser, no clock, no randomness and no disk",
    breaches: |source| {
        if source.room().and_then(rank).is_none_or(|own| own >= CORE) {
            return Vec::new();
        }
        let words = OUTSIDE.iter().flat_map(|word| source.places(word).map(move |at| (at, *word)));
        let modules = source.after("std").into_iter().filter(|(_, name)| OUTSIDE_STD.contains(name));
        words
            .chain(modules)
            .map(|(at, name)| format!("{}: the core speaks of {name}", source.line(at)))
            .collect()
    },
    refused: &[
        ("src/model/id.rs", "let id = uuid::Uuid::now_v7();"),
        ("src/formats/mod.rs", "use std::{fmt, time::Instant};"),
        ("src/analysis/chain.rs", "use std::fs;"),
        ("src/layout/mod.rs", "fn f() { web_sys::console::log_0() }"),
        ("src/edit/draft.rs", "println!(\"here\");"),
    ],
    kept: &[
        ("src/model/id.rs", "let operand = brand(random); // uuid"),
        ("src/formats/mod.rs", "use std::{fmt, sync::Arc}; let time = burden.time;"),
        ("src/ui/mod.rs", "use leptos::prelude::*;"),
        ("src/model/id.rs", "#[cfg(test)]\nmod tests { use std::fs; }"),
    ],
};

const ROOM_SENTENCE: Rule = Rule {
    sentence: "a room's first words say what it is, and what it is to the others",
    breaches: |source| {
        if !source.path.ends_with("/mod.rs") {
            return Vec::new();
        }
        let words: Vec<_> = source.text.lines().map_while(|line| line.strip_prefix("//!")).collect();
        let mut missing = Vec::new();
        if words.is_empty() {
            missing.push("1: no //! at its door".to_owned());
        } else if !words.iter().any(|line| line.contains("This room")) {
            missing.push("1: its //! has no sentence \"This room …\"".to_owned());
        }
        missing
    },
    refused: &[
        ("src/edit/mod.rs", "mod draft;\n//! This room is late."),
        ("src/ui/canvas/mod.rs", "//! The drawing.\n\nmod card;"),
    ],
    kept: &[
        ("src/edit/mod.rs", "//! How a journey changes.\n//! This room is the only way.\nmod draft;"),
        ("src/edit/draft.rs", "//! A journey while a command works on it."),
    ],
};

const EMPTY_WORDS: [&str; 14] = [
    "util",
    "utils",
    "utility",
    "utilities",
    "manager",
    "managers",
    "service",
    "services",
    "helper",
    "helpers",
    "handler",
    "common",
    "misc",
    "stuff",
];

/// The words of a name in snake or camel case, in small letters.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if c == '_' || c.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c != '_') {
            word.extend(c.to_lowercase());
        }
    }
    words
}

const DOMAIN_WORDS: Rule = Rule {
    sentence: "files and types have names that say something",
    breaches: |source| {
        let said_nothing =
            |name: &str| words_of(name).iter().any(|word| EMPTY_WORDS.contains(&word.as_str()));
        let mut found = Vec::new();
        for step in source.path.trim_end_matches(".rs").split('/').filter(|step| said_nothing(step)) {
            found.push(format!("1: a place called {step}"));
        }
        for kind in ["struct", "enum", "trait", "type", "mod", "union"] {
            for at in source.places(kind) {
                let name = first_name(source.code[at + kind.len()..].trim_start());
                if said_nothing(name) {
                    found.push(format!("{}: a {kind} called {name}", source.line(at)));
                }
            }
        }
        found
    },
    refused: &[
        ("src/ui/file_utils.rs", ""),
        ("src/browser/common/mod.rs", ""),
        ("src/ui/editor.rs", "pub struct MapManager;"),
        ("src/ui/editor.rs", "enum HelperKind {}"),
    ],
    kept: &[
        ("src/model/touchpoint.rs", "/// Its cost to serve.\nstruct CostToServe; // a helper"),
        ("src/ui/editor.rs", "let handler = 1; struct Uncommon;"),
    ],
};

const NO_WAY_TO_PANIC: Rule = Rule {
    sentence: "nothing in the app can be made to panic by what a file or a person says",
    breaches: |source| {
        const CALLS: [&str; 6] =
            [".unwrap()", ".expect(", "panic!", "todo!", "unimplemented!", ".unwrap_err()"];
        CALLS
            .iter()
            .flat_map(|call| source.places(call).map(move |at| format!("{}: {call}", source.line(at))))
            .collect()
    },
    refused: &[
        ("src/model/id.rs", "let id = text.parse().unwrap();"),
        ("src/ui/editor.rs", "fn f() {\n    x.expect(\"there\")\n}"),
        ("src/analysis/paths.rs", "todo!(\"the search follows\")"),
        ("src/main.rs", "panic!()"),
    ],
    kept: &[
        ("src/model/id.rs", "let id = text.parse().unwrap_or_default(); // .unwrap()"),
        ("src/model/id.rs", "#[cfg(test)]\nmod tests {\n    fn f() { x.unwrap(); }\n}"),
        ("src/model/id.rs", "const S: &str = r#\"panic! \"quoted\" todo!\"#; let c = '\"'; fn f<'a>() {}"),
    ],
};

const TEXT_NODES_ONLY: Rule = Rule {
    sentence: "what people wrote reaches the page as text and attributes, never as HTML",
    breaches: |source| {
        const DOORS: [&str; 6] = [
            "inner_html",
            "set_inner_html",
            "set_outer_html",
            "insert_adjacent_html",
            "document_write",
            "srcdoc",
        ];
        DOORS
            .iter()
            .flat_map(|door| source.places(door).map(move |at| format!("{}: {door}", source.line(at))))
            .collect()
    },
    refused: &[
        ("src/ui/panels/notes.rs", "view! { <p inner_html=notes /> }"),
        ("src/browser/files.rs", "element.set_inner_html(&text);"),
    ],
    kept: &[("src/ui/panels/notes.rs", "view! { <p>{notes}</p> } // no inner_html")],
};

const CLASSES_ONLY: Rule = Rule {
    sentence: "no style attribute: the page's policy refuses it (use classes, .style(name, …) or SVG)",
    breaches: |source| {
        let texts = source.text.lines().enumerate();
        let styled =
            texts.filter(|(_, line)| line.contains("attr(\"style\"") && !line.trim().starts_with("//"));
        styled.map(|(at, _)| format!("{}: a style attribute", at + 1)).collect()
    },
    refused: &[("src/ui/canvas/card.rs", "div().attr(\"style\", place)")],
    kept: &[("src/ui/canvas/card.rs", "div().style(\"--heat\", heat).class(\"style\")")],
};

const ONE_VIEW: Rule = Rule {
    sentence: "elements are made in src/ui/view and nowhere else",
    breaches: |source| {
        if !source.path.starts_with("src/ui/") || source.path.starts_with("src/ui/view/") {
            return Vec::new();
        }
        const MAKERS: [&str; 5] =
            ["view!", "create_element", "create_element_ns", "append_child", "create_text_node"];
        let found = MAKERS.iter().flat_map(|maker| source.code.match_indices(maker));
        found.map(|(at, maker)| format!("{}: {maker}", source.line(at))).collect()
    },
    refused: &[
        ("src/ui/start.rs", "view! { <p>{title}</p> }"),
        ("src/ui/map.rs", "document().create_element(\"p\")"),
    ],
    kept: &[
        ("src/ui/view/element.rs", "document().create_element(tag)"),
        ("src/browser/files.rs", "document.create_element(\"a\")"),
        ("src/ui/start.rs", "let review = p().child(title); // view!"),
    ],
};

const FILE_LENGTH: Rule = Rule {
    sentence: "a file has at most 400 lines",
    breaches: |source| {
        let lines = source.text.lines().count();
        if lines > 400 { vec![format!("{lines}: so many lines")] } else { Vec::new() }
    },
    refused: &[("src/edit/long.rs", LINES_401)],
    kept: &[("src/edit/short.rs", LINES_400)],
};

const FUNCTION_LENGTH: Rule = Rule {
    sentence: "a function has at most 60 lines",
    breaches: |source| {
        let mut found = Vec::new();
        for at in source.places("fn") {
            let name = first_name(source.code[at + 2..].trim_start());
            let lines = body(&source.code[at..]).map_or(0, |body| body.lines().count());
            if !name.is_empty() && lines > 60 {
                found.push(format!("{}: {name} has {lines} lines", source.line(at)));
            }
        }
        found
    },
    refused: &[("src/edit/long.rs", FUNCTION_61)],
    kept: &[("src/edit/short.rs", FUNCTION_60), ("src/edit/type.rs", "type F = fn(usize) -> usize;")],
};

macro_rules! ten {
    ($line:literal) => {
        concat!($line, $line, $line, $line, $line, $line, $line, $line, $line, $line)
    };
}

macro_rules! hundred {
    () => {
        concat!(
            ten!("\n"),
            ten!("\n"),
            ten!("\n"),
            ten!("\n"),
            ten!("\n"),
            ten!("\n"),
            ten!("\n"),
            ten!("\n"),
            ten!("\n"),
            ten!("\n")
        )
    };
}

const LINES_400: &str = concat!(hundred!(), hundred!(), hundred!(), hundred!());
const LINES_401: &str = concat!(hundred!(), hundred!(), hundred!(), hundred!(), "\n");
const FUNCTION_60: &str =
    concat!("fn f() {", ten!("\n"), ten!("\n"), ten!("\n"), ten!("\n"), ten!("\n"), "\n\n\n\n\n\n\n\n\n}");
const FUNCTION_61: &str =
    concat!("fn f() {", ten!("\n"), ten!("\n"), ten!("\n"), ten!("\n"), ten!("\n"), ten!("\n"), "}");
