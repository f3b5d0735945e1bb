//! A table from the clipboard, pasted into both tables: all of it is taken soundly, or nothing changes.
#![no_main]

use desire_path::edit::edit;
use desire_path::formats::cells::{Field, TouchpointField, TransitionField, paste};
use desire_path::formats::{counts_csv, journey_json, table_csv};
use desire_path::model::{Id, Journey, Perspective};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static JOURNEY: LazyLock<Journey> = LazyLock::new(|| {
    counts_csv::read("from,to,count\nAd,Shop,9\nShop,Pay,5\nPay,Done,3\n", "fuzzed.csv").expect("a table").journey
});

/// The first letter says where the upper left cell is and whose scores are pasted.
fn pasted<F: Field>(text: &str) {
    let first = text.bytes().next().unwrap_or_default();
    let rest = text.get(1..).unwrap_or(text);
    let block = table_csv::read(rest);
    let (row, column) = (usize::from(first % 4), usize::from(first / 4 % 8));
    let perspective = if first < 64 { Perspective::Company } else { Perspective::Evidence };
    let columns: Vec<F> = F::all().into_iter().skip(column).collect();
    let mut journey = JOURNEY.clone();
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        Id::new(&format!("new-{next}")).expect("an id")
    };
    let done = edit(&mut journey, |draft| paste(draft, row, &columns, &block, perspective, &mut fresh));
    assert_eq!(journey.violations(), vec![]);
    let Ok((_, patch)) = done else {
        assert!(journey == *JOURNEY, "a refused paste changes nothing");
        return;
    };
    let saved = journey_json::write(&journey);
    let again = journey_json::read(&saved).expect("what was saved opens");
    assert!(again.report.is_clean() && again.journey == journey);
    // What stands in the table can be copied and pasted over itself.
    let shown = |id: &Id| F::all().iter().map(|field| field.read(&journey, id, perspective)).collect();
    let rows: Vec<Vec<String>> = F::ids(&journey).iter().map(shown).collect();
    table_csv::read(&table_csv::write_tabbed(&rows));
    patch.inverse().apply(&mut journey);
    assert!(journey == *JOURNEY, "undo is exact");
}

fuzz_target!(|text: &str| {
    pasted::<TouchpointField>(text);
    pasted::<TransitionField>(text);
});
