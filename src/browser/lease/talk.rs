//! What the tabs of one map say to one another.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

/// What the tabs of one map say to one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Talk {
    /// A follower asks whether the writer is there.
    Ping,
    /// The writer is there.
    Beat {
        /// Its pen's epoch.
        epoch: u64,
    },
    /// The writer stored an edit; an empty patch says that it took the pen with this record.
    Stored {
        /// Its pen's epoch.
        epoch: u64,
        /// The record's place.
        sequence: u64,
        /// The patch.
        patch: String,
    },
    /// The writer leaves.
    Bye,
}

impl Talk {
    /// As it goes through the channel: `[word, epoch, sequence, patch]`.
    pub(super) fn to_value(&self) -> JsValue {
        let (word, epoch, sequence, patch) = match self {
            Self::Ping => ("ping", 0, 0, ""),
            Self::Beat { epoch } => ("beat", *epoch, 0, ""),
            Self::Stored { epoch, sequence, patch } => ("stored", *epoch, *sequence, patch.as_str()),
            Self::Bye => ("bye", 0, 0, ""),
        };
        let number = |number: u64| JsValue::from_f64(number as f64);
        Array::of4(&word.into(), &number(epoch), &number(sequence), &patch.into()).into()
    }

    /// What came through the channel, if it is ours.
    pub(super) fn from_value(value: &JsValue) -> Option<Self> {
        let words = value.dyn_ref::<Array>()?;
        let number = |at| words.get(at).as_f64().map(|number| number as u64);
        Some(match words.get(0).as_string()?.as_str() {
            "ping" => Self::Ping,
            "beat" => Self::Beat { epoch: number(1)? },
            "stored" => {
                Self::Stored { epoch: number(1)?, sequence: number(2)?, patch: words.get(3).as_string()? }
            }
            "bye" => Self::Bye,
            _ => return None,
        })
    }
}
