use desire_path::browser::storage::{Head, Kind, Loaded, Stored, assemble, seal};
use proptest::prelude::*;

const MAP: &str = "k3v9";

/// Snapshots at some sequence numbers and the journal between the first of them and the last.
fn stored(snapshots: &[u64], last: u64) -> Vec<Stored> {
    let first = snapshots.iter().copied().min().unwrap_or(0);
    let snapshots = snapshots.iter().map(|at| (Kind::Snapshot, *at, format!("map {at}")));
    let journal = (first + 1..=last).map(|at| (Kind::Journal, at, format!("edit {at}")));
    let mut records: Vec<_> = snapshots
        .chain(journal)
        .map(|(kind, sequence, text)| Stored {
            kind,
            sequence: Some(sequence),
            bytes: Some(seal(kind, MAP, sequence, &text)),
        })
        .collect();
    records.push(head(last));
    records
}

fn head(sequence: u64) -> Stored {
    let head = Head { sequence, epoch: 1, build: 1, changed_ms: 5.0 };
    Stored { kind: Kind::Head, sequence: None, bytes: Some(seal(Kind::Head, MAP, sequence, &head.to_text())) }
}

/// The edits that the loaded map holds, whichever way they got there.
fn reached(loaded: &Loaded) -> Option<u64> {
    let start = loaded.snapshots.first()?;
    assert_eq!(start.text, format!("map {}", start.sequence));
    let mut at = start.sequence;
    for (sequence, text) in loaded.journal_after(at) {
        at += 1;
        assert_eq!((sequence, text), (at, format!("edit {at}").as_str()));
    }
    Some(at)
}

#[derive(Clone, Debug)]
enum Harm {
    Flip(usize, u8),
    Truncate(usize),
    Empty,
    OtherType,
    Gone,
    OtherMap,
    SwappedWithNext,
    CopiedOverNext,
    OddKey,
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        (any::<usize>(), 0..8_u8).prop_map(|(at, bit)| Harm::Flip(at, bit)),
        any::<usize>().prop_map(Harm::Truncate),
        Just(Harm::Empty),
        Just(Harm::OtherType),
        Just(Harm::Gone),
        Just(Harm::OtherMap),
        Just(Harm::SwappedWithNext),
        Just(Harm::CopiedOverNext),
        Just(Harm::OddKey),
    ]
}

/// Harms one record (and its neighbour, where the harm concerns two).
fn inflict(records: &mut Vec<Stored>, at: usize, harm: &Harm) {
    let next = (at + 1) % records.len();
    let bytes = records[at].bytes.clone().unwrap();
    match harm {
        Harm::Flip(place, bit) => {
            let mut bytes = bytes;
            let place = place % bytes.len();
            bytes[place] ^= 1 << bit;
            records[at].bytes = Some(bytes);
        }
        Harm::Truncate(keep) => records[at].bytes = Some(bytes[..keep % bytes.len()].to_vec()),
        Harm::Empty => records[at].bytes = Some(Vec::new()),
        Harm::OtherType => records[at].bytes = None,
        Harm::Gone => drop(records.remove(at)),
        Harm::OtherMap => {
            records[at].bytes = Some(seal(records[at].kind, "other", records[at].sequence.unwrap_or(0), "x"))
        }
        Harm::SwappedWithNext => {
            records[at].bytes = records[next].bytes.clone();
            records[next].bytes = Some(bytes);
        }
        Harm::CopiedOverNext => records[next].bytes = Some(bytes),
        Harm::OddKey => records[at].sequence = None,
    }
}

proptest! {
    #[test]
    fn a_sound_map_is_loaded_whole(extra in 0..30_u64, gap in 1..20_u64) {
        let records = stored(&[0, gap, 2 * gap], 2 * gap + extra);
        let loaded = assemble(MAP, &records);
        prop_assert_eq!(reached(&loaded), Some(2 * gap + extra));
        prop_assert_eq!(loaded.damage, None);
        prop_assert_eq!(loaded.kept_through, None);
        prop_assert_eq!(loaded.next, 2 * gap + extra + 1);
    }

    #[test]
    fn one_harm_is_seen_and_the_longest_sound_part_is_loaded(
        extra in 0..12_u64, gap in 1..8_u64, at in any::<prop::sample::Index>(), harm in harm(),
    ) {
        let last = 2 * gap + extra;
        let mut records = stored(&[0, gap, 2 * gap], last);
        let at = at.index(records.len());
        let touches_two = matches!(harm, Harm::SwappedWithNext | Harm::CopiedOverNext);
        let touched: Vec<usize> = if touches_two { vec![at, (at + 1) % records.len()] } else { vec![at] };
        let facts: Vec<_> = touched.iter().map(|at| (records[*at].kind, records[*at].sequence)).collect();
        inflict(&mut records, at, &harm);
        let loaded = assemble(MAP, &records);
        // What of the journal and the snapshots is certainly untouched.
        let hurt = |kind: Kind, sequence: u64| facts.contains(&(kind, Some(sequence)));
        let start = [2 * gap, gap, 0].into_iter().find(|at| !hurt(Kind::Snapshot, *at)).unwrap_or(0);
        let sound = (start + 1..=last).take_while(|at| !hurt(Kind::Journal, *at)).last().unwrap_or(start);
        prop_assert!(reached(&loaded) >= Some(sound));
        // A gone head alone, or a gone old record, is no harm to what can be opened.
        let only_head = facts.iter().all(|(kind, _)| *kind == Kind::Head);
        let old = facts.iter().all(|(_, sequence)| sequence.is_some_and(|at| at < 2 * gap));
        if !only_head && !(matches!(harm, Harm::Gone) && (old || reached(&loaded) == Some(last))) && !matches!(harm, Harm::CopiedOverNext if records[at].kind != Kind::Head && facts[1].0 == Kind::Head) {
            prop_assert!(loaded.damage.is_some());
        }
        // Whoever goes on writes after everything that was ever there.
        prop_assert!(only_head || touches_two || loaded.next == last + 1);
    }

    #[test]
    fn everything_harmed_at_once_is_no_panic(harms in prop::collection::vec((any::<prop::sample::Index>(), harm()), 0..40)) {
        let mut records = stored(&[0, 5, 9], 20);
        for (at, harm) in &harms {
            let at = at.index(records.len());
            if records.len() > 1 && records[at].bytes.as_ref().is_some_and(|bytes| !bytes.is_empty()) {
                inflict(&mut records, at, harm);
            }
        }
        let loaded = assemble(MAP, &records);
        prop_assert!(reached(&loaded).is_none_or(|at| at <= 20));
    }
}

#[test]
fn a_damaged_snapshot_costs_nothing_while_an_older_one_and_the_journal_are_sound() {
    let mut records = stored(&[0, 10, 20], 25);
    records[2].bytes = Some(Vec::new());
    let loaded = assemble(MAP, &records);
    assert_eq!(reached(&loaded), Some(25));
    let damage = loaded.damage.unwrap();
    assert_eq!((damage.records, damage.lost_edits, damage.old), (1, 0, false));
    assert_eq!(
        damage.to_string(),
        "Parts of this saved map were damaged. Nothing is missing: it could be rebuilt from older copies. The damaged records are kept."
    );
    assert_eq!(loaded.kept_through, Some(20));
}

#[test]
fn a_gap_in_the_journal_ends_it_and_keeps_what_lies_behind() {
    let mut records = stored(&[0], 10);
    records.remove(6); // the sixth edit
    let loaded = assemble(MAP, &records);
    assert_eq!(reached(&loaded), Some(5));
    assert_eq!(loaded.damage.unwrap().lost_edits, 5);
    assert_eq!(loaded.kept_through, Some(10));
    assert_eq!(loaded.next, 11);
}

#[test]
fn a_journal_that_lost_its_end_is_noticed_by_the_head() {
    let mut records = stored(&[0], 10);
    records.remove(10);
    records.remove(9);
    let loaded = assemble(MAP, &records);
    assert_eq!(reached(&loaded), Some(8));
    let damage = loaded.damage.unwrap();
    assert_eq!(damage.lost_edits, 2);
    assert!(damage.to_string().contains("The last 2 edits are missing."));
}

#[test]
fn after_a_new_start_old_damage_is_no_alarm_and_stays_kept() {
    let mut records = stored(&[0], 10);
    records[5].bytes = None;
    // The rebuilt map as it was stored after the first opening, and an edit.
    records.pop();
    for (kind, at, text) in
        [(Kind::Journal, 11, ""), (Kind::Snapshot, 11, "map 11"), (Kind::Journal, 12, "edit 12")]
    {
        records.push(Stored { kind, sequence: Some(at), bytes: Some(seal(kind, MAP, at, text)) });
    }
    records.push(head(12));
    let loaded = assemble(MAP, &records);
    assert_eq!(reached(&loaded), Some(12));
    assert!(loaded.damage.unwrap().old);
    assert_eq!(loaded.kept_through, Some(11));
}

#[test]
fn an_empty_record_between_two_edits_is_a_change_of_hands_and_no_edit() {
    let mut records = stored(&[0], 3);
    records[2].bytes = Some(seal(Kind::Journal, MAP, 2, ""));
    let loaded = assemble(MAP, &records);
    let edits: Vec<_> = loaded.journal_after(0).map(|(at, _)| at).collect();
    assert_eq!(edits, [1, 3]);
    assert_eq!(loaded.reached(), Some(3));
    assert_eq!(loaded.damage, None);
}
