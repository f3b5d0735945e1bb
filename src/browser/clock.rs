//! What time it is.

use js_sys::{Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Milliseconds since 1970. It can jump, back too, when the computer's clock is set.
pub fn now_ms() -> f64 {
    Date::now()
}

/// Milliseconds since the page was opened; never jumps back.
pub fn steady_ms() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or_else(now_ms, |performance| performance.now())
}

/// The local time of day as people here write it: "10:41", "10:41 AM".
pub fn time_text(ms: f64) -> String {
    formatted(ms, &[("hour", "numeric"), ("minute", "2-digit")])
}

/// The local date and time of day as people here write it: "3 Aug 2026, 10:41".
pub fn date_text(ms: f64) -> String {
    formatted(ms, &[("dateStyle", "medium"), ("timeStyle", "short")])
}

fn formatted(ms: f64, options: &[(&str, &str)]) -> String {
    let given = Object::new();
    for (name, value) in options {
        let _ = Reflect::set(&given, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let format = Intl::DateTimeFormat::new(&js_sys::Array::new(), &given).format();
    let date = Date::new(&JsValue::from_f64(ms));
    let text = format.call1(&JsValue::UNDEFINED, date.unchecked_ref());
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}
