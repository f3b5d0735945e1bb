//! How a record is sealed, so that damage shows.

use crc::{CRC_32_ISO_HDLC, Crc, Digest};

/// The version of the records' form. A record of a newer one is left alone.
pub const SCHEMA: u32 = 1;

/// The CRC-32 of zip and PNG, with a table of 1 KB (a faster one would cost 16 KB of download).
const CRC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// What a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What the list shows of a map.
    Entry,
    /// Where a map's journal stands, and who may write to it.
    Head,
    /// A whole journey.
    Snapshot,
    /// The patch of one edit.
    Journal,
    /// Viewport and the like.
    View,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Entry, Self::Head, Self::Snapshot, Self::Journal, Self::View];

    /// The kind's word in a record.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Head => "head",
            Self::Snapshot => "snapshot",
            Self::Journal => "journal",
            Self::View => "view",
        }
    }
}

/// Why a record can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is not what was written: cut short, changed, empty or of another type.
    Damaged,
    /// It is sound, but belongs to another map, another place or another store.
    Elsewhere,
    /// It is sound and of a newer form than this app knows.
    Newer,
}

/// A record with length, checksum, schema version, map and sequence number:
/// `desire-path SCHEMA KIND SEQUENCE LENGTH CRC32 MAP`, a line end, the text.
pub fn seal(kind: Kind, map: &str, sequence: u64, text: &str) -> Vec<u8> {
    let facts = Facts { schema: SCHEMA, kind: kind.word(), sequence, length: text.len(), map };
    let mut bytes = facts.header(facts.checksum(text.as_bytes())).into_bytes();
    bytes.extend_from_slice(text.as_bytes());
    bytes
}

/// The sequence number and text of a record, if it is the sound record of this kind and map.
///
/// # Errors
/// Any difference to what was sealed.
pub fn open<'a>(bytes: &'a [u8], kind: Kind, map: &str) -> Result<(u64, &'a str), Flaw> {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let (header, body) = end.and_then(|end| bytes.split_at_checked(end + 1)).ok_or(Flaw::Damaged)?;
    let header = std::str::from_utf8(header).map_err(|_| Flaw::Damaged)?;
    let (facts, checksum) = Facts::read(header).ok_or(Flaw::Damaged)?;
    if facts.length != body.len() || facts.checksum(body) != checksum || facts.header(checksum) != header {
        return Err(Flaw::Damaged);
    }
    if facts.schema > SCHEMA {
        return Err(Flaw::Newer);
    }
    if facts.kind != kind.word() || facts.map != map {
        return Err(Flaw::Elsewhere);
    }
    let text = std::str::from_utf8(body).map_err(|_| Flaw::Damaged)?;
    Ok((facts.sequence, text))
}

/// What a record's first line says.
struct Facts<'a> {
    schema: u32,
    kind: &'a str,
    sequence: u64,
    length: usize,
    map: &'a str,
}

impl<'a> Facts<'a> {
    fn read(header: &'a str) -> Option<(Self, u32)> {
        let rest = header.strip_prefix("desire-path ")?.strip_suffix('\n')?;
        let mut words = rest.splitn(6, ' ');
        let facts = Self {
            schema: words.next()?.parse().ok()?,
            kind: words.next()?,
            sequence: words.next()?.parse().ok()?,
            length: words.next()?.parse().ok()?,
            map: "",
        };
        let checksum = words.next()?.parse().ok()?;
        let map = words.next()?;
        Some((Self { map, ..facts }, checksum))
    }

    fn header(&self, checksum: u32) -> String {
        let Self { schema, kind, sequence, length, map } = self;
        format!("desire-path {schema} {kind} {sequence} {length} {checksum} {map}\n")
    }

    fn checksum(&self, body: &[u8]) -> u32 {
        let mut digest: Digest<'_, u32> = CRC.digest();
        digest.update(self.header(0).as_bytes());
        digest.update(body);
        digest.finalize()
    }
}
