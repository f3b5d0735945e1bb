//! What the download is made of: crates from the registry alone, under licences that let it be shipped.

use serde_json::Value;
use std::process::Command;

/// Licences that ask for a notice at most.
const ALLOWED: [&str; 10] = [
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Zlib",
];

/// Whether an SPDX expression leaves a choice in which every part is allowed.
fn allows(expression: &str) -> bool {
    let mut rest = expression.replace('/', " OR ");
    while let Some(open) = rest.rfind('(') {
        let close = rest[open..].find(')').map_or(rest.len(), |at| open + at);
        let inner = if allows_flat(&rest[open + 1..close]) { "MIT" } else { "none" };
        rest.replace_range(open..(close + 1).min(rest.len()), inner);
    }
    allows_flat(&rest)
}

/// The same without parentheses: AND binds more tightly than OR, an exception only adds to a licence.
fn allows_flat(expression: &str) -> bool {
    let allowed = |part: &str| ALLOWED.contains(&part.split(" WITH ").next().unwrap_or("").trim());
    expression.split(" OR ").any(|choice| choice.split(" AND ").all(allowed))
}

#[test]
fn every_crate_of_the_app_may_be_shipped_and_comes_from_the_registry() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--filter-platform=wasm32-unknown-unknown"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let built: Vec<_> =
        metadata["resolve"]["nodes"].as_array().unwrap().iter().map(|node| &node["id"]).collect();
    let mut refused = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        if !built.contains(&&package["id"]) || package["name"] == env!("CARGO_PKG_NAME") {
            continue;
        }
        let from_registry = package["source"].as_str().is_some_and(|source| source.starts_with("registry+"));
        if !from_registry || !package["license"].as_str().is_some_and(allows) {
            refused.push(format!("{}: {} from {}", package["name"], package["license"], package["source"]));
        }
    }
    assert!(built.len() > 100, "only {} crates were looked at", built.len());
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn a_licence_is_allowed_where_one_choice_is() {
    for expression in [
        "MIT",
        "MIT OR GPL-3.0-only",
        "Unlicense/MIT",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "GPL-3.0-only OR (MIT AND (Zlib OR Unlicense))",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(allows(expression), "{expression}");
    }
    for expression in ["", "GPL-3.0-only", "MIT AND GPL-3.0-only", "(MIT OR Zlib) AND AGPL-3.0-only", "none"]
    {
        assert!(!allows(expression), "{expression}");
    }
}
