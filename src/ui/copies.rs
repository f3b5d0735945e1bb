//! Whether a map is kept as a file as well: a browser may clear what it stores, a file stays.

use super::catalogue as text;
use super::notices::Notices;
use super::prelude::*;
use crate::browser::{clock, page, preferences};
use crate::formats::number;
use leptos::task::spawn_local;

/// After so many edits that no file holds, a person is reminded.
const EDITS: f64 = 50.0;
/// After so long that no file was written while there are such edits, likewise; in milliseconds.
const DAY: f64 = 86_400_000.0;

/// Edits that no file holds, since when.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Uncopied {
    edits: f64,
    since_ms: f64,
}

impl Uncopied {
    fn from_text(text: &str) -> Option<Self> {
        let (edits, since_ms) = text.split_once(' ')?;
        Some(Self { edits: number(edits)?, since_ms: number(since_ms)? })
    }

    fn text(self) -> String {
        format!("{} {}", self.edits, self.since_ms)
    }

    fn is_worth_a_word(self, now_ms: f64) -> bool {
        self.edits >= EDITS || now_ms - self.since_ms >= DAY
    }
}

fn name(map: &str) -> String {
    ["copy:", map].concat()
}

/// Counts an edit of a map; reminds now and then that no file holds it.
pub fn count_edit(map: &str, notices: Notices) {
    let now_ms = clock::now_ms();
    let known = preferences::read(&name(map)).and_then(|text| Uncopied::from_text(&text));
    let known = known.unwrap_or(Uncopied { edits: 0.0, since_ms: now_ms });
    let now = Uncopied { edits: known.edits + 1.0, ..known };
    let reminded = now.is_worth_a_word(now_ms);
    let kept = if reminded { Uncopied { edits: 0.0, since_ms: now_ms } } else { now };
    preferences::keep(&name(map), &kept.text());
    if reminded {
        notices.tell(text::NO_FILE_COPY);
    }
}

/// Forgets what no file holds of a map: a file holds it now, or it is gone.
pub fn forget(map: &str) {
    preferences::forget(&name(map));
}

/// What the browser promises about the maps it stores, in a sentence or two.
pub fn promise() -> El {
    let sentences = RwSignal::new(String::new());
    spawn_local(async move {
        let kept = match page::persisted().await {
            Some(true) => text::KEPT_FOR_GOOD,
            _ if page::clears_after_a_week() => text::KEPT_FOR_A_WEEK,
            Some(false) => text::KEPT_FOR_NOW,
            None => text::KEPT_PERHAPS,
        };
        let apart = if page::is_partitioned() { text::KEPT_APART } else { "" };
        sentences.set([kept, apart].concat());
    });
    p().class("hint").attr("data-promise", true).child(move || sentences.get())
}
