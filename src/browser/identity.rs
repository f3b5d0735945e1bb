//! Fresh names.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn fill_with_random(bytes: &Uint8Array) -> Uint8Array;
}

/// Letters and digits that are not mistaken for one another (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A fresh id: 10 letters and digits, 50 random bits of the browser's cryptographic source.
pub fn fresh() -> String {
    let random = fill_with_random(&Uint8Array::new_with_length(10)).to_vec();
    let letter = |byte: u8| LETTERS.get(usize::from(byte % 32)).copied().map_or('0', char::from);
    random.into_iter().map(letter).collect()
}
