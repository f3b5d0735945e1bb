//! Bytes that stay with the browser until somebody looks at them.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

/// Bytes outside of the program's own memory, which never shrinks again: what is only handed on does
/// not make it grow.
#[derive(Clone, Debug)]
pub struct Content(Uint8Array);

impl Content {
    /// A copy of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    /// These bytes, with nothing copied.
    pub(in crate::browser) fn from_js(bytes: Uint8Array) -> Self {
        Self(bytes)
    }

    /// The same, to hand on.
    pub(in crate::browser) fn as_js(&self) -> JsValue {
        self.0.clone().into()
    }

    /// The bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.to_vec()
    }

    /// The first of them, at most so many.
    pub fn start(&self, count: u32) -> Vec<u8> {
        self.0.subarray(0, count).to_vec()
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.0.length()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
