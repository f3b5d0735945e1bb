//! Light or dark: by the system's setting, or by choice.

use super::prelude::*;
use crate::browser::preferences;

const NAME: &str = "theme";

/// Shows the page in the theme that was chosen before, if one was.
pub fn restore() {
    if let Some(theme) = preferences::read(NAME) {
        apply(&theme);
    }
}

/// From what is shown now to the other.
pub fn switch() {
    let chosen = root().and_then(|root| root.get_attribute("data-theme"));
    let system_dark =
        window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|m| m.matches());
    let dark = chosen.map_or(system_dark, |theme| theme == "dark");
    let theme = if dark { "light" } else { "dark" };
    apply(theme);
    preferences::keep(NAME, theme);
}

fn apply(theme: &str) {
    if let Some(root) = root().filter(|_| matches!(theme, "light" | "dark")) {
        let _ = root.set_attribute("data-theme", theme);
    }
}

fn root() -> Option<web_sys::Element> {
    document().document_element()
}
