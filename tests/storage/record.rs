use desire_path::browser::storage::{Flaw, Kind, SCHEMA, open, seal};
use proptest::prelude::*;

fn kind() -> impl Strategy<Value = Kind> {
    proptest::sample::select(Kind::ALL.to_vec())
}

proptest! {
    #[test]
    fn a_sealed_record_opens_as_it_was(kind in kind(), map in "[0-9a-z]{1,12}", sequence in 0..1_u64 << 53, text in ".{0,200}") {
        let bytes = seal(kind, &map, sequence, &text);
        prop_assert_eq!(open(&bytes, kind, &map), Ok((sequence, text.as_str())));
    }

    #[test]
    fn a_flipped_bit_shows(text in ".{0,80}", sequence in 0..100_000_u64, at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut bytes = seal(Kind::Journal, "k3v9", sequence, &text);
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert_eq!(open(&bytes, Kind::Journal, "k3v9"), Err(Flaw::Damaged));
    }

    #[test]
    fn a_record_that_is_cut_short_or_goes_on_shows(text in ".{1,80}", keep in any::<prop::sample::Index>(), more in prop::collection::vec(any::<u8>(), 1..9)) {
        let bytes = seal(Kind::Snapshot, "k3v9", 7, &text);
        let kept = &bytes[..keep.index(bytes.len())];
        prop_assert_eq!(open(kept, Kind::Snapshot, "k3v9"), Err(Flaw::Damaged));
        let longer = [bytes.as_slice(), &more].concat();
        prop_assert_eq!(open(&longer, Kind::Snapshot, "k3v9"), Err(Flaw::Damaged));
    }

    #[test]
    fn a_burst_of_zeroes_shows(text in "[a-z]{40,200}", at in any::<prop::sample::Index>(), length in 1..64_usize) {
        let mut bytes = seal(Kind::Snapshot, "k3v9", 7, &text);
        let at = at.index(bytes.len());
        let end = bytes.len().min(at + length);
        bytes[at..end].fill(0);
        prop_assert_eq!(open(&bytes, Kind::Snapshot, "k3v9"), Err(Flaw::Damaged));
    }

    #[test]
    fn any_bytes_are_refused_and_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(open(&bytes, Kind::Journal, "k3v9"), Err(Flaw::Damaged));
    }
}

#[test]
fn a_record_of_another_map_or_kind_is_elsewhere() {
    let bytes = seal(Kind::Journal, "k3v9", 7, "text");
    assert_eq!(open(&bytes, Kind::Journal, "other"), Err(Flaw::Elsewhere));
    assert_eq!(open(&bytes, Kind::Snapshot, "k3v9"), Err(Flaw::Elsewhere));
}

#[test]
fn a_sound_record_of_a_newer_form_is_known_as_such() {
    // As a later version would write it: the same first line, a higher version, its own checksum.
    let crc = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);
    let schema = SCHEMA + 1;
    let facts = |checksum: u32| format!("desire-path {schema} journal 7 4 {checksum} k3v9\n");
    let checksum = crc.checksum([facts(0).as_bytes(), b"text"].concat().as_slice());
    let bytes = [facts(checksum).as_bytes(), b"text"].concat();
    assert_eq!(open(&bytes, Kind::Journal, "k3v9"), Err(Flaw::Newer));
}
