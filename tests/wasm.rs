//! The core inside a browser: what it writes and computes there is what it writes and computes here.
#![cfg(target_arch = "wasm32")]

use desire_path::edit::{History, edit};
use desire_path::model::{Id, Journey, Touchpoint};
use std::sync::Arc;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Numbers and the only text that may stand for them in a file, on any machine.
const WRITTEN: [(f64, &str); 8] = [
    (0.0, "0.0"),
    (0.1, "0.1"),
    (1.0 / 3.0, "0.3333333333333333"),
    (0.130_374, "0.130374"),
    (9_007_199_254_740_992.0, "9007199254740992.0"),
    (1e21, "1e+21"),
    (5e-324, "5e-324"),
    (f64::MAX, "1.7976931348623157e+308"),
];

#[wasm_bindgen_test]
fn numbers_are_written_and_read_alike_in_the_browser() {
    for (number, text) in WRITTEN {
        assert_eq!(serde_json::to_string(&number).unwrap(), text);
        let read: f64 = serde_json::from_str(text).unwrap();
        assert_eq!(read.to_bits(), number.to_bits(), "{text}");
    }
}

#[wasm_bindgen_test]
fn any_number_survives_being_written_and_read() {
    let mut state = 1_u64;
    for _ in 0..20_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let number = f64::from_bits(state ^ (state >> 29));
        if number.is_finite() {
            let text = serde_json::to_string(&number).unwrap();
            let read: f64 = serde_json::from_str(&text).unwrap();
            assert_eq!(read.to_bits(), number.to_bits(), "{text}");
        }
    }
}

#[wasm_bindgen_test]
fn a_hazard_and_its_drop_off_are_inverse_in_the_browser() {
    for hundredth in 0..100 {
        let drop_off = f64::from(hundredth) / 100.0;
        let hazard = -(-drop_off).ln_1p();
        assert!((-(-hazard).exp_m1() - drop_off).abs() < 1e-15, "{drop_off}");
    }
}

#[wasm_bindgen_test]
fn an_edit_is_taken_back_in_the_browser() {
    let mut journey = Journey::default();
    let before = journey.clone();
    let id = Id::new("till").unwrap();
    let (_, patch) = edit(&mut journey, |draft| draft.add(id.clone(), Touchpoint::default())).unwrap();
    assert!(journey.touchpoints.contains(&id));
    let mut history = History::default();
    history.record(Arc::new(patch));
    history.undo().unwrap().apply(&mut journey);
    assert_eq!(journey, before);
}
