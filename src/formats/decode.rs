//! From bytes to text: byte order marks, UTF-16, and bytes that are no text at all.

use std::borrow::Cow;

/// A text, and in how many places its bytes were none.
pub(super) struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub content: Cow<'a, str>,
    /// How many places show as `U+FFFD` because their bytes meant nothing.
    pub replaced: usize,
}

/// Decodes UTF-8, or UTF-16 where a byte order mark says so. What can't be decoded costs itself
/// alone: it becomes `U+FFFD` and is counted.
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
    Decoded { content: String::from_utf8_lossy(bytes), replaced }
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
    Decoded { content: Cow::Owned(content), replaced }
}
