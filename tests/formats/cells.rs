//! Records as rows of texts: what a spreadsheet shows and gives back.

use crate::support::id;
use desire_path::edit::edit;
use desire_path::formats::cells::{Field, TouchpointField, TransitionField, paste};
use desire_path::formats::table_csv;
use desire_path::model::{Id, Journey, Perspective, Touchpoint};

fn ids() -> impl FnMut() -> Id {
    let mut next = 0;
    move || {
        next += 1;
        id(&format!("new-{next}"))
    }
}

fn pasted<F: Field>(journey: &mut Journey, row: usize, columns: &[F], text: &str) -> Result<(), String> {
    let block = table_csv::read(text);
    let mut fresh = ids();
    edit(journey, |draft| paste(draft, row, columns, &block, Perspective::Evidence, &mut fresh))
        .map(|_| ())
        .map_err(|refusal| refusal.to_string())
}

fn cells<F: Field>(journey: &Journey) -> Vec<Vec<String>> {
    let row = |id: &Id| F::all().iter().map(|field| field.read(journey, id, Perspective::Evidence)).collect();
    F::ids(journey).iter().map(row).collect()
}

#[test]
fn what_is_copied_from_a_table_and_pasted_back_changes_nothing() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/journeys/current-account.json");
    let mut journey = desire_path::formats::read(&std::fs::read(file).unwrap(), "bank.json").unwrap().journey;
    let before = journey.clone();
    let text = table_csv::write_tabbed(&cells::<TouchpointField>(&journey));
    pasted(&mut journey, 0, &TouchpointField::all(), &text).unwrap();
    let text = table_csv::write_tabbed(&cells::<TransitionField>(&journey));
    pasted(&mut journey, 0, &TransitionField::all(), &text).unwrap();
    assert_eq!(journey, before);
    assert!(!journey.touchpoints.is_empty() && !journey.transitions.is_empty());
}

#[test]
fn rows_beyond_the_last_become_touchpoints_and_transitions() {
    let mut journey = Journey::default();
    let names = TouchpointField::all();
    let rows = "See the ad\tAware\tWeb\tMarketing\nSign up\tBuy\tWeb\tProduct\tyes\tx\t4,5\t3\n\nPay\tBuy";
    pasted(&mut journey, 0, &names, rows).unwrap();
    assert_eq!(journey.touchpoints.len(), 3);
    assert_eq!((journey.stages.len(), journey.channels.len(), journey.owners.len()), (2, 1, 2));
    let signing: &Touchpoint = journey.touchpoints.records().nth(1).unwrap();
    assert!(signing.backstage && signing.moment_of_truth);
    assert_eq!(signing.burdens.time.evidenced, Some(4.5));
    pasted(&mut journey, 0, &TransitionField::all(), "See the ad\tSign up\t\t3\nSign up\tPay\trepeat\t\t40%")
        .unwrap();
    assert_eq!(journey.transitions.len(), 2);
    assert_eq!(journey.transitions.records().nth(1).unwrap().probability, Some(0.4));
}

#[test]
fn a_cell_that_can_not_be_taken_is_named_and_nothing_changes() {
    let mut journey = Journey::default();
    let columns = TouchpointField::all();
    for (rows, sentence) in [
        ("Sign up\t\t\t\tperhaps", "This can't be: backstage “perhaps” is neither yes nor no."),
        ("Sign up\t\t\t\t\t\tlong", "This can't be: time “long” is not a number."),
        ("Sign up\t\t\t\t\t\t\t99", "This can't be: burdens.effort.evidenced is 99, above 10."),
    ] {
        let refused = pasted(&mut journey, 0, &columns, rows).unwrap_err();
        assert_eq!(refused, sentence);
        assert_eq!(journey, Journey::default());
    }
    let refused = pasted(&mut journey, 0, &TransitionField::all(), "Here\tThere").unwrap_err();
    assert_eq!(refused, "This can't be: name no touchpoint and no outcome is called “Here”.");
}

#[test]
fn a_table_is_read_with_tabs_commas_or_semicolons_and_keeps_lines_in_cells() {
    for text in ["a\tb\n\"c\nd\"\t'=e", "a,b\n\"c\nd\",'=e", "a;b\n\"c\nd\";'=e"] {
        assert_eq!(table_csv::read(text), [vec!["a", "b"], vec!["c\nd", "=e"]], "{text}");
    }
    assert_eq!(table_csv::read("'tis"), [vec!["'tis"]]);
}
