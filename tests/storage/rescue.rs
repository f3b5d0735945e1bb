use desire_path::browser::rescue::{is_rescue, read, write};
use desire_path::browser::storage::{Kind, Stored, assemble, seal};

const MAP: &str = "k3v9";

fn record(kind: Kind, at: u64, text: &str) -> Stored {
    Stored { kind, sequence: Some(at), bytes: Some(seal(kind, MAP, at, text)) }
}

#[test]
fn a_rescue_file_holds_what_the_storage_holds_even_where_it_is_no_text() {
    let mut records = vec![
        record(Kind::Snapshot, 0, "\"map\""),
        record(Kind::Journal, 1, "é"),
        record(Kind::Journal, 2, "b"),
    ];
    let all_bytes = (0..=255).collect::<Vec<u8>>();
    records.push(Stored { kind: Kind::Journal, sequence: Some(3), bytes: Some(all_bytes) });
    records.push(Stored { kind: Kind::Journal, sequence: None, bytes: None });
    let file = write(MAP, &records);
    assert!(is_rescue(&file));
    assert_eq!(read(&file).unwrap(), assemble(MAP, &records));
}

#[test]
fn edits_that_were_only_in_memory_follow_the_journal() {
    let file = write(MAP, &[record(Kind::Snapshot, 0, "map"), record(Kind::Journal, 1, "one")]);
    let file = String::from_utf8(file).unwrap();
    let file = file.replace("\"pending\":[]", "\"pending\":[[1,\"other\"],[2,\"two\"],[4,\"four\"]]");
    let loaded = read(file.as_bytes()).unwrap();
    let edits: Vec<_> = loaded.journal_after(0).collect();
    assert_eq!(edits, [(1, "one"), (2, "two")]);
}

#[test]
fn something_else_is_no_rescue_file() {
    for bytes in [
        b"".as_slice(),
        b"[]",
        b"{\"format\":\"desire-path\"}",
        b"{\"format\":\"desire-path-rescue\"}",
        b"\xff",
    ] {
        let words = read(bytes).unwrap_err().to_string();
        assert_eq!(words, "This is no rescue file of this app, or it is damaged beyond use.");
    }
    assert!(!is_rescue(b"{\"format\":\"desire-path\"}"));
}
