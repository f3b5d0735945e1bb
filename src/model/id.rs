//! The stable name of a record.

use std::{borrow::Borrow, fmt, sync::Arc};

/// A record's stable name: cheap to clone, compared by its text.
///
/// Invariant: 1 to 64 bytes, no control characters.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
pub struct Id(#[cfg_attr(feature = "schema", schemars(length(min = 1, max = 64)))] Arc<str>);

/// Why a text can't be an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadId {
    /// The text is empty.
    #[error("an id can't be empty")]
    Empty,
    /// The text has more than 64 bytes.
    #[error("an id has at most 64 bytes, this one has {0}")]
    TooLong(usize),
    /// The text has a control character.
    #[error("an id can't hold control characters")]
    Control,
}

impl Id {
    /// The longest id, in bytes.
    pub const MAX_BYTES: usize = 64;

    /// An id of this text, or why it can't be one.
    pub fn new(text: &str) -> Result<Self, BadId> {
        match text {
            "" => Err(BadId::Empty),
            _ if text.len() > Self::MAX_BYTES => Err(BadId::TooLong(text.len())),
            _ if text.chars().any(char::is_control) => Err(BadId::Control),
            _ => Ok(Self(text.into())),
        }
    }

    /// What stands in a field that can't be without an id until it has one.
    pub(super) fn stand_in() -> Self {
        Self("?".into())
    }

    /// The text of this id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", &self.0)
    }
}
