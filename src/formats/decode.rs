//! From bytes to text: byte order marks, UTF-16, and bytes that are no text at all.

use std::borrow::Cow;

/// A text, and in how many places its bytes were none.
pub(super) struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub content: Cow<'a, str>,
    /// How many places show as `U+FFFD` because their bytes meant nothing.
    pub replaced: usize,
    /// Whether it was read as Windows-1252, in which Western European spreadsheets save.
    pub is_western: bool,
}

/// What Windows-1252 has where Latin-1 has control characters, from 0x80 to 0x9f.
const WESTERN: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
    '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

/// Decodes UTF-8, or UTF-16 where a byte order mark says so; a text that is neither, and in which nothing
/// beyond ASCII is UTF-8, as Windows-1252. What can't be decoded costs itself alone: it becomes `U+FFFD`
/// and is counted.
pub(super) fn text(bytes: &[u8]) -> Decoded<'_> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Decoded<'_> {
    let replaced = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    if replaced > 0 && bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii()) {
        return western(bytes);
    }
    Decoded { content: String::from_utf8_lossy(bytes), replaced, is_western: false }
}

fn western(bytes: &[u8]) -> Decoded<'static> {
    let of = |byte: &u8| match *byte {
        0x80..=0x9f => WESTERN.get(usize::from(*byte - 0x80)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        other => char::from(other),
    };
    let content: String = bytes.iter().map(of).collect();
    let replaced = content.matches(char::REPLACEMENT_CHARACTER).count();
    Decoded { content: Cow::Owned(content), replaced, is_western: true }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded<'static> {
    let mut content = String::with_capacity(bytes.len());
    let mut replaced = 0;
    let pairs = bytes.chunks(2).map(|pair| match *pair {
        [first, second] => unit([first, second]),
        _ => 0xd800, // Half a unit: as meaningless as half a pair.
    });
    for decoded in char::decode_utf16(pairs) {
        replaced += usize::from(decoded.is_err());
        content.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    Decoded { content: Cow::Owned(content), replaced, is_western: false }
}
