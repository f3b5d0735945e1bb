//! C: tables as spreadsheets of all countries write them.

use super::Outcome::{Opens, Refused, Reported};
use super::{Case, case};

const TABLE: &str = "from,to,count\n(start),Ad,10\nAd,Shop,6\nAd,(drop),4\nShop,(success),6\n";

/// Every C case that is small.
pub fn cases() -> Vec<Case> {
    let semicolons = TABLE.replace(',', ";");
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(TABLE.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let one_bad_byte = [TABLE.as_bytes(), b"Ad,Gr\xf6\xdfe,1\n"].concat();
    let mut cases = vec![
        case("C1 byte order mark", format!("\u{feff}{TABLE}"), Opens),
        case("C2 semicolons", semicolons.clone(), Opens),
        case("C2 tabs", TABLE.replace(',', "\t"), Opens),
        case("C2 bars", TABLE.replace(',', "|"), Opens),
        case("C3 decimal comma", semicolons.replace(";6", ";6,5"), Opens),
        case("C4 CR only", TABLE.replace('\n', "\r"), Opens),
        case("C4 CRLF", TABLE.replace('\n', "\r\n"), Opens),
        case("C4 mixed", TABLE.replacen('\n', "\r\n", 2).replacen("10\r", "10\r\r", 1), Opens),
        case("C5 Windows-1252", one_bad_byte, Reported),
        case("C5 UTF-16", utf16, Opens),
        case(
            "C6 unclosed quote",
            TABLE.replacen("\nAd", "\n\"Ad", 1) + &"Ad,Shop,1\n".repeat(2_000),
            Reported,
        ),
        case("C7 ragged", format!("{TABLE}Ad\nAd,Shop\nAd,Shop,1,2,3\n"), Reported),
        case("C8 header missing", TABLE.replace("from,to,count\n", ""), Opens),
        case("C8 header twice", format!("from,to,count\n{TABLE}"), Reported),
        case("C8 header only", "from,to,count\n", Refused),
        case("C9 quoted line end", format!("{TABLE}Ad,\"two\nlines\",1\n"), Opens),
        case("C10 NUL", format!("{TABLE}Ad,a\0b,1\n"), Reported),
        case("C10 only NULs", "\0,\0,\0\n".repeat(3), Refused),
        case("C11 10,000 columns", TABLE.to_owned() + &"x,".repeat(10_000) + "\n", Reported),
        case("C15 sep=;", format!("sep=;\n{semicolons}"), Opens),
        case("C15 sep= of another", format!("sep=x\n{TABLE}"), Reported),
        case("C16 empty name", format!("{TABLE},Shop,1\n"), Reported),
        case("C16 5,000 names", many(5_000), Opens),
        case("C16 a name of 10,001 letters", format!("{TABLE}Ad,{},1\n", "w".repeat(10_001)), Reported),
        case("C17 back to the start", format!("{TABLE}Shop,(start),1\n"), Reported),
        case("C17 on from an outcome", format!("{TABLE}(success),Shop,1\n"), Reported),
        case("C17 nothing but ways that nobody can go", "(success),(start),1\n", Refused),
        case("C17 straight to an end", format!("{TABLE}(start),(success),3\n(start),(drop),2\n"), Reported),
        case("C17 an outcome of another name", format!("{TABLE}Shop,(returned),1\n"), Opens),
        case("C17 more come than go", format!("{TABLE}(start),Shop,9\n(start),Ad,2\n"), Reported),
        case("C18 a log of events", "case,activity,time\n1,Ad,2026-01-01\n", Refused),
        case("C18 thousands or decimals", TABLE.replace(',', ";").replace(";10", ";1,234"), Reported),
        case("only drops", "(start),A,3\nA,(drop),3\n", Opens),
        case("a circle without an end", "(start),A,1\nA,B,1\nB,A,1\n", Reported),
        case("sum above all amounts", "A,B,1e15\nA,C,1e15\n", Reported),
    ];
    for number in
        ["1.234,5", "1,234.5", "1 234,5", "1\u{a0}234", "1'234", "3,5", "12%", "€12", "٣", "½", "1e309"]
    {
        let text = TABLE.replace(',', "\t") + &format!("Ad\tStore\t{number}\n");
        let plain = ["3,5", "1\u{a0}234", "1'234"].contains(&number);
        let outcome = if plain { Opens } else { Reported };
        cases.push(case(format!("C3 {number}"), text, outcome));
    }
    for cell in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "=1+1"] {
        let outcome = if cell == "+1" { Opens } else { Reported };
        cases.push(case(format!("C14 count {cell}"), format!("{TABLE}Ad,Store,{cell}\n"), outcome));
        cases.push(case(format!("C14 name {cell}"), format!("{TABLE}Ad,\"{cell}\",1\n"), Opens));
    }
    cases
}

/// A chain of so many names.
pub fn many(names: usize) -> String {
    let rows: Vec<String> = (1..names).map(|at| format!("n{},n{at},1", at - 1)).collect();
    format!("(start),n0,1\n{}\n", rows.join("\n"))
}
