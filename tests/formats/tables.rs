//! Tables for spreadsheets are inert (promise P19).

use desire_path::formats::table_csv;

fn read_back(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn no_text_becomes_a_formula_or_another_cell() {
    let formulas =
        ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1", " =1", "x\t=cmd|' /C calc'!A0", "＝1+1"];
    let texts: Vec<&str> = naughty_strings::BLNS.iter().copied().chain(formulas).collect();
    for text in &texts {
        let table = vec![vec!["first".to_owned(), (*text).to_owned(), "next".to_owned()]];
        let written = table_csv::write(&table);
        let rows = read_back(&written);
        assert_eq!(rows.len(), 1, "{text:?} stays one row");
        let [_, cell, next] = rows[0].as_slice() else { panic!("{text:?} stays one cell: {rows:?}") };
        assert_eq!(next, "next");
        assert!(!cell.contains('\t'), "{text:?}");
        let number = cell.parse::<f64>().is_ok();
        assert!(number || !cell.trim_start().starts_with(['=', '+', '-', '@']), "{text:?} became {cell:?}");
        let kept = text.replace(['\t', '\r'], " ");
        assert!(cell == &kept || cell == &format!("'{kept}"), "{text:?} became {cell:?}");
    }
    println!("P19 reached: {} texts, formulas 0, cells split 0", texts.len());
}

#[test]
fn numbers_stay_numbers() {
    let row: Vec<String> = ["-12.5", "+3", "0", "1e3"].map(str::to_owned).to_vec();
    assert_eq!(table_csv::write(&[row]), "-12.5,+3,0,1e3\n");
}
