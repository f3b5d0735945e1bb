//! Sentences about maps as files: reading, saving, what became of them.

use super::PRODUCT;

/// The title of the window.
pub fn window_title(title: &str) -> String {
    format!("{title} – {PRODUCT}")
}

/// "Saved in this browser 10:41".
pub fn saved_at(time: &str) -> String {
    format!("Saved in this browser {time}")
}

/// "Not saved: …".
pub fn not_saved(why: &str) -> String {
    format!("Not saved. {why}")
}

/// A file went to the downloads.
pub fn downloaded(name: &str) -> String {
    format!("{name} went to your downloads.")
}

/// A file is being read.
pub fn reading(name: &str) -> String {
    format!("Reading {name}")
}

/// Something is being done, and so much of it is.
pub fn under_way(doing: &str, share: f64) -> String {
    if share > 0.0 { format!("{doing} … {:.0}%", share * 100.0) } else { format!("{doing} …") }
}

/// Something took longer than it may.
pub fn took_too_long(doing: &str, seconds: f64) -> String {
    format!("{doing} took more than {seconds:.0} seconds and was stopped. Nothing was changed.")
}

/// Something broke where it was done.
pub fn broke(doing: &str) -> String {
    format!("{doing} takes more memory than this browser gives, and was stopped. Nothing was changed.")
}

/// A file was saved.
pub fn saved_file(name: &str) -> String {
    format!("Saved {name}.")
}

/// What the list says of a map.
pub fn map_facts(touchpoints: u32, changed: &str) -> String {
    let noun = if touchpoints == 1 { "touchpoint" } else { "touchpoints" };
    format!("{touchpoints} {noun} · {changed}")
}

/// The button that deletes a map.
pub fn delete_map(name: &str) -> String {
    format!("Delete {name}")
}

/// The button that deletes a map, once it was pressed.
pub fn really_delete(name: &str) -> String {
    format!("Really delete {name}?")
}

/// A stored map was damaged.
pub fn map_damaged(records: usize, lost_edits: u64) -> String {
    format!(
        "{records} stored records of this map are damaged; at least {lost_edits} edits could not be had back. Everything that is stored is being downloaded, and nothing of it was changed."
    )
}

/// The sentence of the living example.
pub fn living_sentence(share: &str, leak: &str) -> String {
    format!("{share} of 10,000 become customers. {leak} a month leaks at Verify identity.")
}
