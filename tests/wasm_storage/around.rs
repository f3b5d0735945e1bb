//! What stands around the storage: numbers, times, names, preferences, downloads.

use desire_path::browser::{clock, files, identity, locale, page, preferences, rescue};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn numbers_and_times_are_written_as_people_here_write_them() {
    assert_eq!(locale::count(3605.0, 0), "3,605");
    assert_eq!(locale::count(-0.0, 0), "0");
    assert_eq!(locale::share(0.1064), "10.6%");
    assert_eq!(locale::currency(41_200.0, "EUR"), "€41,200");
    assert_eq!(locale::currency(41_200.0, "points"), "41,200 points");
    assert_eq!(locale::compact(41_200.0), "41.2K");
    assert!(clock::time_text(0.0).contains(':'));
}

#[wasm_bindgen_test]
async fn the_small_ones_do_what_they_say() {
    let ids: std::collections::HashSet<_> = (0..1000).map(|_| identity::fresh()).collect();
    assert_eq!(ids.len(), 1000);
    assert!(ids.iter().all(|id| id.len() == 10));
    preferences::keep("theme", "dark");
    assert_eq!(preferences::read("theme").as_deref(), Some("dark"));
    preferences::forget("theme");
    assert_eq!(preferences::read("theme"), None);
    assert!(page::persisted().await.is_some());
    assert!(!rescue::latched());
    let file =
        files::Writing { name: "map.json", description: "Journey", mime: "application/json", bytes: b"{}" };
    files::download(file).unwrap();
}
