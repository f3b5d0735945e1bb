//! The journal's form of an edit.

use crate::round_trip::cases;
use crate::support::dice::Dice;
use crate::support::journeys::journey;
use desire_path::each_kind;
use desire_path::edit::{Draft, Patch, Refusal, Tracked, edit};
use desire_path::formats::patch_json;
use desire_path::model::*;

/// Some edits of records of one kind, taken from another journey so that every field changes.
fn some_edits<T: Tracked>(dice: &mut Dice, draft: &mut Draft<'_>, donor: &Journey) -> Result<(), Refusal> {
    for _ in 0..dice.below(3) {
        let table = T::table(draft.journey());
        let known = table.id_at(dice.below(table.len())).cloned();
        let given = T::table(donor).records().nth(dice.below(3)).cloned();
        match (dice.below(4), known, given) {
            (0, Some(id), Some(given)) => draft.change::<T>(&id, |record| *record = given)?,
            (1, Some(id), _) => _ = draft.remove::<T>(&id)?,
            (2, Some(id), _) => draft.move_to::<T>(&id, dice.below(5))?,
            (_, _, Some(given)) => {
                let id = Id::new(&format!("new \"{}\"", dice.bits())).unwrap();
                draft.add_at(dice.below(4), id, given)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn random_edit(seed: u64) -> (Journey, Journey, Patch) {
    let mut dice = Dice::new(seed);
    let before = journey(seed, 5);
    let donor = journey(seed ^ 0xdead, 5);
    let mut after = before.clone();
    let edited = edit(&mut after, |draft| {
        if dice.chance(0.3) {
            draft.change_about(|about| *about = donor.about.clone())?;
        }
        each_kind!(T => some_edits::<T>(&mut dice, draft, &donor)?);
        Ok(())
    });
    let ((), patch) = edited.unwrap();
    (before, after, patch)
}

#[test]
fn a_patch_is_one_line_and_reads_back_exactly() {
    let mut changes = 0;
    for seed in 0..cases(2_000) {
        let (before, after, patch) = random_edit(seed);
        let line = patch_json::write(&patch);
        assert!(!line.contains('\n'), "seed {seed}");
        let read = patch_json::read(&line).unwrap();
        assert_eq!(read, patch, "seed {seed}");
        let mut there = before.clone();
        read.apply(&mut there);
        assert_eq!(there, after, "seed {seed}");
        read.inverse().apply(&mut there);
        assert_eq!(there, before, "seed {seed}");
        changes += usize::from(!patch.is_empty());
    }
    assert!(changes as u64 > cases(2_000) * 9 / 10, "only {changes} edits changed anything");
}

#[test]
fn an_empty_patch_is_an_empty_object() {
    assert_eq!(patch_json::write(&Patch::default()), "{}");
    assert_eq!(patch_json::read("{}"), Ok(Patch::default()));
}

#[test]
fn a_damaged_line_is_refused_with_a_reason() {
    for (line, why) in [
        ("", "This edit can't be read: EOF while parsing a value at line 1 column 0."),
        ("[]", "This edit can't be read: it is not what belongs here."),
        (r#"{"stages":{}}"#, "This edit can't be read: stages is not a list."),
        (r#"{"moods":[]}"#, "This edit can't be read: moods is not known here."),
        (r#"{"stages":[7]}"#, "This edit can't be read: stages.0 is not what belongs here."),
        (
            r#"{"stages":[{"id":"","before":null,"after":null}]}"#,
            "This edit can't be read: stages.0 is no id: an id can't be empty.",
        ),
        (
            r#"{"stages":[{"id":"s","before":null,"after":null}]}"#,
            "This edit can't be read: stages.0 is not what belongs here.",
        ),
        (r#"{"stages":[{"id":"s","after":null}]}"#, "This edit can't be read: stages.0 lacks before."),
        (
            r#"{"stages":[{"id":"s","before":null,"after":{"record":{"name":""}}}]}"#,
            "This edit can't be read: stages.0.after lacks at.",
        ),
        (
            r#"{"stages":[{"id":"s","before":null,"after":{"at":-1,"record":{"name":""}}}]}"#,
            "This edit can't be read: stages.0.after lacks at.",
        ),
        (
            r#"{"stages":[{"id":"s","before":null,"after":{"at":0,"record":{"name":7}}}]}"#,
            "This edit can't be read: stages.0.after.record.name is not a text.",
        ),
        (
            r#"{"stages":[{"id":"s","before":null,"after":{"at":0,"record":{"name":"","width":-1}}}]}"#,
            "This edit can't be read: stage s: width is -1, below 1.",
        ),
        (
            r#"{"stages":[{"id":"s","before":null,"after":{"at":0,"record":{"name":"","glow":1}}}]}"#,
            "This edit can't be read: stage s: glow is not known here.",
        ),
        (
            r#"{"stages":[{"id":"s","before":null,"after":{"at":0,"record":{"name":""},"extra":1}}]}"#,
            "This edit can't be read: stages.0.after is not what belongs here.",
        ),
    ] {
        let refused = patch_json::read(line).unwrap_err();
        assert_eq!(refused.to_string(), why, "{line}");
    }
}

#[test]
fn a_truncated_line_is_refused() {
    for seed in 0..50 {
        let (_, _, patch) = random_edit(seed);
        let line = patch_json::write(&patch);
        for part in 1..50 {
            let mut end = line.len() * part / 50;
            while !line.is_char_boundary(end) {
                end -= 1;
            }
            assert!(patch_json::read(&line[..end]).is_err(), "seed {seed} part {part}");
        }
    }
}

#[test]
fn a_line_with_flipped_bytes_is_refused_or_leads_to_sound_records() {
    let mut refused = 0;
    for seed in 0..cases(2_000) {
        let mut dice = Dice::new(seed);
        let (_, _, patch) = random_edit(seed % 100);
        let mut bytes = patch_json::write(&patch).into_bytes();
        for _ in 0..=dice.below(3) {
            let at = dice.below(bytes.len());
            bytes[at] = dice.bits() as u8;
        }
        match patch_json::read(&String::from_utf8_lossy(&bytes)) {
            Err(_) => refused += 1,
            Ok(read) => each_kind!(T => for change in T::changes(&read) {
                for placed in [&change.before, &change.after].into_iter().flatten() {
                    let mut problems = Problems::default();
                    placed.record.check(&mut problems);
                    assert_eq!(problems.found, vec![], "seed {seed}");
                }
            }),
        }
    }
    assert!(refused > 0);
}

/// What `fuzz/seed` runs: lines of the journal and hostile files, for the fuzzer to begin with.
#[test]
#[ignore = "it only writes files, into the folder FUZZ_SEEDS"]
fn seeds_for_the_fuzzer() {
    let folder = std::path::PathBuf::from(std::env::var("FUZZ_SEEDS").expect("FUZZ_SEEDS"));
    for seed in 0..100 {
        let (_, _, patch) = random_edit(seed);
        std::fs::write(folder.join(format!("patch_json/{seed}")), patch_json::write(&patch)).unwrap();
    }
    let small = crate::support::hostile::all().into_iter().filter(|case| case.bytes.len() < 20_000);
    for (at, case) in small.enumerate() {
        let put = |target: &str| {
            std::fs::write(folder.join(format!("{target}/hostile-{at}")), &case.bytes).unwrap();
        };
        match case.bytes.starts_with(b"{") {
            true => ["journey_json", "clipping_paste", "analysed"].map(put),
            false => ["journey_json", "counts_csv", "table_paste"].map(put),
        };
    }
}
