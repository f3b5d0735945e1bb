//! Transition counts as a table.

use desire_path::analysis::{Network, Readings};
use desire_path::formats::{self, Opened};
use desire_path::model::*;

fn open(text: &str) -> Opened {
    let opened = formats::read(text.as_bytes(), "folder/Our shop.csv").unwrap();
    assert_eq!(opened.journey.violations(), vec![]);
    opened
}

fn told(text: &str) -> Vec<String> {
    open(text).report.lines.iter().map(ToString::to_string).collect()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

const TABLE: &str =
    "from,to,count\n(start),Ad,10\nAd,Shop,6\nAd,(drop),4\nShop,(success),5\nShop,(returned),1\n";

#[test]
fn a_table_becomes_a_journey_with_observed_counts() {
    let Opened { journey, report, unplaced } = open(TABLE);
    assert!(report.is_clean());
    assert_eq!(journey.about.title, "Our shop");
    let ad = journey.touchpoints.get(&id("Ad")).unwrap();
    assert_eq!((ad.drop_off.left, ad.drop_off.stayed), (Some(4.0), Some(6.0)));
    assert_eq!(ad.drop_off.known(), Some(0.4));
    let success = journey.outcomes.get(&id("(success)")).unwrap();
    assert_eq!((success.name.as_str(), success.kind), ("(success)", OutcomeKind::Success));
    assert_eq!(journey.outcomes.get(&id("(returned)")).unwrap().kind, OutcomeKind::Other);
    let segment = journey.segments.get(&id("all")).unwrap();
    assert_eq!((segment.name.as_str(), segment.volume), ("All customers", 10.0));
    assert_eq!(segment.entry.get(&id("Ad")), Some(&10.0));
    let way = journey.transitions.get(&id("t1")).unwrap();
    assert_eq!((way.from.as_str(), way.to.as_str(), way.count), ("Ad", "Shop", Some(6.0)));
    assert_eq!(unplaced.len(), journey.touchpoints.len() + journey.outcomes.len());
    let readings = Readings::of(&Network::of(&journey, Perspective::Evidence));
    assert!((readings.together.success - 0.5).abs() < 1e-15);
}

#[test]
fn one_table_is_one_journey_however_it_is_written_down() {
    let plain = open(TABLE).journey;
    let utf16 = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    for (how, bytes) in [
        ("byte order mark", format!("\u{feff}{TABLE}").into_bytes()),
        ("UTF-16", utf16(TABLE)),
        ("CRLF", TABLE.replace('\n', "\r\n").into_bytes()),
        ("CR", TABLE.replace('\n', "\r").into_bytes()),
        ("semicolons", TABLE.replace(',', ";").into_bytes()),
        ("tabs", TABLE.replace(',', "\t").into_bytes()),
        ("bars", TABLE.replace(',', "|").into_bytes()),
        ("sep=", format!("sep=;\n{}", TABLE.replace(',', ";")).into_bytes()),
        ("no header", TABLE.split_once('\n').unwrap().1.as_bytes().to_vec()),
        ("capitals", TABLE.replace("from,to,count", "From,TO,Count").into_bytes()),
        ("reserved capitals", TABLE.replace("(start)", "(Start)").replace("(drop)", "(DROP)").into_bytes()),
        ("quotes", TABLE.replace("Shop", "\"Shop\"").replace("10", "\"10\"").into_bytes()),
        ("spaces", TABLE.replace(',', " , ").into_bytes()),
        ("empty rows", TABLE.replace('\n', "\n\n,,\n").into_bytes()),
        ("no last line end", TABLE.trim_end().as_bytes().to_vec()),
        ("decimals", TABLE.replace(",6", ",6.0").replace(",4", ",4e0").into_bytes()),
        ("decimal commas", TABLE.replace(',', ";").replace(";6", ";6,0").into_bytes()),
    ] {
        let opened = formats::read(&bytes, "Our shop.csv").unwrap();
        assert_eq!(opened.report.lines, vec![], "{how}");
        assert_eq!(opened.journey, plain, "{how}");
    }
    let turned =
        "count;to;from;note\n10;Ad;(start);x\n6;Shop;Ad\n4;(drop);Ad\n5;(success);Shop\n1;(returned);Shop\n";
    assert_eq!(open(turned).journey, plain);
}

#[test]
fn each_bad_row_is_named_by_its_line_and_the_others_stay() {
    for (row, line) in [
        ("Ad,Shop", "row 4: has 2 of 3 cells; left out."),
        ("Ad,,3", "row 4: lacks a name; left out."),
        ("Ad,Shop,many", "row 4: has a count that is not a number (\"many\"); left out."),
        ("Ad,Shop,", "row 4: has a count that is not a number (\"\"); left out."),
        ("Ad,Shop,NaN", "row 4: has a count that is not a number (\"NaN\"); left out."),
        ("Ad,Shop,inf", "row 4: has a count that is not a number (\"inf\"); left out."),
        ("Ad,Shop,-1", "row 4: has the count -1, below 0; left out."),
        ("Ad,Shop,1e999", "row 4: has the count 1e999, above 1000000000000000; left out."),
        (
            "Ad,Shop,\"1,234\"",
            "row 4: has the count 1,234, which can be read with thousands or with decimals; left out.",
        ),
        ("Ad,Shop,\"3,5\"", "row 4: has a count that is not a number (\"3,5\"); left out."),
        ("Ad,Shop,=1+1", "row 4: has a count that is not a number (\"=1+1\"); left out."),
        ("Ad,Shop,1'23", "row 4: has a count that is not a number (\"1'23\"); left out."),
        ("\"Ad,Shop,3", "row 4: opens a quote that is never closed; left out."),
        ("Ad,Shop,6", "row 4: leads from Ad to Shop like row 3; such counts are added up."),
        ("Ad,(start),3", "row 4: leads to (start); left out."),
        ("(success),Ad,3", "row 4: starts at an outcome, where nobody goes on; left out."),
        ("(drop),Ad,3", "row 4: starts at an outcome, where nobody goes on; left out."),
    ] {
        let mut rows: Vec<&str> = TABLE.lines().collect();
        rows.insert(3, row);
        assert_eq!(told(&rows.join("\n"))[0], line);
        assert_eq!(open(&rows.join("\n")).journey.transitions.len(), 3, "{row}");
    }
    let semicolons = TABLE.replace(',', ";") + "Ad;Shop;1.234\n";
    let line = "row 7: has the count 1.234, which can be read with thousands or with decimals; left out.";
    assert_eq!(told(&semicolons), [line]);
}

#[test]
fn an_unclosed_quote_costs_its_row_alone() {
    let mut text = String::from("from,to,count\n(start),\"A,1\n");
    for at in 0..2_000 {
        text += &format!("A{},A{},1\n", at, at + 1);
    }
    let opened = open(&text);
    assert_eq!(opened.journey.transitions.len(), 2_000);
    assert_eq!(opened.report.lines[0].to_string(), "row 2: opens a quote that is never closed; left out.");
}

#[test]
fn a_quote_inside_a_name_is_a_quote_and_a_quoted_name_may_run_over_lines() {
    let opened = open("from,to,count\n(start),5\" screen,3\n5\" screen,\"two\nlines, \"\"quoted\"\"\",3\n");
    assert!(opened.report.is_clean());
    let names: Vec<&str> = opened.journey.touchpoints.records().map(|t| t.name.as_str()).collect();
    assert_eq!(names, ["5\" screen", "two\nlines, \"quoted\""]);
}

#[test]
fn names_that_can_be_no_ids_get_ids_made_from_them() {
    let long = "a very long name ".repeat(8);
    let text = format!("(start),{long},1\n{long},~,1\n{long},a very long ~1,1\n");
    let opened = open(&text);
    let names: Vec<&str> = opened.journey.touchpoints.records().map(|t| t.name.as_str()).collect();
    assert_eq!(names, [long.trim(), "~", "a very long ~1"]);
    assert!(opened.journey.touchpoints.ids().all(|id| id.as_str().len() <= Id::MAX_BYTES));
}

#[test]
fn without_a_start_customers_enter_where_more_leave_than_come() {
    let opened = open("from,to,count\nA,B,6\nA,(drop),4\nB,(success),5\nB,A,1\n");
    assert_eq!(
        opened.report.lines[0].to_string(),
        "file: has no row from (start); whoever leaves a touchpoint without having come to it is taken to enter there."
    );
    let segment = opened.journey.segments.get(&id("all")).unwrap();
    assert_eq!((segment.volume, segment.entry.get(&id("A"))), (9.0, Some(&9.0)));
}

#[test]
fn without_any_drop_the_drop_off_is_unknown_and_not_zero() {
    let opened = open("from,to,count\n(start),A,6\nA,(success),6\n");
    assert!(opened.journey.touchpoints.records().all(|touchpoint| touchpoint.drop_off.known().is_none()));
    let dropped = open("from,to,count\n(start),A,6\nA,(drop),6\n");
    let touchpoint = dropped.journey.touchpoints.get(&id("A")).unwrap();
    assert_eq!(touchpoint.drop_off.known(), Some(1.0));
}

#[test]
fn a_table_without_counts_is_refused_in_a_sentence() {
    for (text, sentence) in [
        ("from,to,count\n", "This table holds no transition counts (from,to,count): it has no rows."),
        (
            "a,b,c\nd,e,f\n",
            "This table holds no transition counts (from,to,count): row 1: has a count that is not a number (\"c\"); left out.",
        ),
        (
            "case,activity\n1,A\n",
            "This table holds no transition counts (from,to,count): row 1: has the column case, so it looks like a log of events; a table of counts has the columns from, to and count.",
        ),
        (
            "user_id;Time;page\n7;1700000000;Home\n",
            "This table holds no transition counts (from,to,count): row 1: has the column user_id, so it looks like a log of events; a table of counts has the columns from, to and count.",
        ),
    ] {
        assert_eq!(formats::read(text.as_bytes(), "x.csv").unwrap_err().to_string(), sentence);
    }
}

#[test]
fn what_was_counted_is_counted_in_all_and_not_a_month() {
    let opened = open("from,to,count\n(start),A,6\nA,(success),6\n");
    assert_eq!(opened.journey.about.period, Period::All);
    let saved = desire_path::formats::journey_json::write(&opened.journey);
    assert!(saved.contains("\"period\": \"all\""), "{saved}");
}

#[test]
fn what_begins_with_0_is_no_thousand() {
    let opened = open("from;to;count\n(start);A;1,5\nA;(success);0.625\nA;(drop);0,875\n");
    assert!(opened.report.is_clean(), "{:?}", opened.report.lines);
    assert_eq!(opened.journey.transitions.records().next().unwrap().count, Some(0.625));
    assert_eq!(opened.journey.touchpoints.get(&id("A")).unwrap().drop_off.left, Some(0.875));
}

#[test]
fn who_was_counted_straight_to_an_end_came_and_counts() {
    let opened = open(
        "from,to,count\n(start),A,10\nA,(success),6\nA,(drop),4\n(start),(success),8\n(start),(drop),2\n",
    );
    let lines: Vec<String> = opened.report.lines.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines[0],
        "row 5: leads from (start) straight to an end; shown as going by “No touchpoint recorded”."
    );
    assert_eq!(lines.len(), 2);
    let network = Network::of(&opened.journey, Perspective::Evidence);
    let readings = Readings::of(&network);
    assert_eq!(readings.entrants, 20.0);
    assert!((readings.together.success - 0.7).abs() < 1e-15);
    assert!((readings.together.dropped - 0.3).abs() < 1e-15);
    assert!(readings.checks.all.iter().all(|check| check.holds() && check.is_compared));
}

#[test]
fn a_mark_that_parts_nothing_but_thousands_is_understood() {
    for count in ["1234", "1'234", "1’234", "\"1 234\"", "1\u{a0}234", "1\u{202f}234"] {
        let opened = open(&format!("(start),A,{count}\nA,(drop),1234\n"));
        assert_eq!(opened.journey.segments.get(&id("all")).unwrap().volume, 1234.0, "{count}");
        assert!(opened.report.is_clean(), "{count}");
    }
    let opened = open("(start);A;1.234.567\nA;(drop);\"1,234,567\"\n");
    assert_eq!(opened.journey.segments.get(&id("all")).unwrap().volume, 1_234_567.0);
    assert!(opened.report.is_clean());
}

#[test]
fn a_table_from_a_western_spreadsheet_keeps_its_letters_apart() {
    let text = "(start),Käse – 5 €,3\nKäse – 5 €,Köse,2\nKäse – 5 €,(drop),1\nKöse,(success),2\n";
    let western = |c: char| match c {
        '–' => 0x96,
        '€' => 0x80,
        other => other as u8,
    };
    let opened = formats::read(&text.chars().map(western).collect::<Vec<u8>>(), "x.csv").unwrap();
    assert_eq!(opened.journey, formats::read(text.as_bytes(), "x.csv").unwrap().journey);
    let lines: Vec<String> = opened.report.lines.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        ["file: is not UTF-8; it was read as Windows-1252, in which spreadsheets of Western Europe save."]
    );
}

#[test]
fn who_is_counted_to_come_and_not_to_go_on_is_told() {
    let opened = open("(start),A,10\nA,(success),6\n");
    assert_eq!(
        opened.report.lines[0].to_string(),
        "file: does not say what became of 4 of the 10 who came to A; they are taken to do as the others there."
    );
    let readings = Readings::of(&Network::of(&opened.journey, Perspective::Evidence));
    assert!(readings.checks.all.iter().any(|check| !check.is_compared), "no log to compare with");
}

#[test]
fn the_few_who_stay_beside_very_many_who_leave_are_not_rounded_away() {
    let opened = open("(start),A,1000000000000\nA,(drop),999999999997\nA,(success),3\n");
    let readings = Readings::of(&Network::of(&opened.journey, Perspective::Evidence));
    assert!((readings.together.success / 3e-12 - 1.0).abs() < 1e-13, "{}", readings.together.success);
}

#[test]
fn a_touchpoint_may_be_called_as_a_column_of_a_log() {
    let opened = open("Event,Shop,10\n(start),Event,10\nShop,(success),10\n");
    assert!(opened.report.is_clean() && opened.journey.touchpoints.len() == 2);
}

#[test]
fn very_many_ends_without_a_touchpoint_are_all_kept() {
    use std::fmt::Write;
    let mut text = String::new();
    for end in 0..40_000 {
        writeln!(text, "(start),(end {end}),1").unwrap();
    }
    let opened = open(&text);
    assert_eq!((opened.journey.touchpoints.len(), opened.journey.outcomes.len()), (1, 40_000));
}
