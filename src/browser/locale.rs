//! Numbers as people here write them.

use js_sys::{Array, Function, Intl, JsString, Object, Reflect};
use std::{cell::RefCell, collections::HashMap};
use wasm_bindgen::JsValue;

/// A share of 1 with up to one decimal: 0.1064 is "10.6%" or "10,6 %".
pub fn share(share: f64) -> String {
    number(share, "share", &[("style", "percent".into()), digits(1.0)])
}

/// The same with two decimals at most: "5.09%".
pub fn share_fine(share: f64) -> String {
    number(share, "share fine", &[("style", "percent".into()), digits(2.0)])
}

/// The same with exactly four decimals: "13.0374%".
pub fn share_exact(share: f64) -> String {
    let least = ("minimumFractionDigits", 4.0.into());
    number(share, "share exact", &[("style", "percent".into()), least, digits(4.0)])
}

/// A count with up to so many decimals: "3,605".
pub fn count(count: f64, decimals: u8) -> String {
    let name = ["0", "1", "2", "3"].get(usize::from(decimals)).unwrap_or(&"3");
    number(count, name, &[digits(f64::from(decimals.min(3)))])
}

/// A large number in few characters: "41K", "1.2M".
pub fn compact(value: f64) -> String {
    number(value, "compact", &[("notation", "compact".into()), digits(1.0)])
}

/// An amount of money without cents, of a currency code of three letters: "€41,200". A code that
/// no browser knows stands behind the number.
pub fn currency(amount: f64, code: &str) -> String {
    let sound = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !sound {
        return format!("{} {code}", count(amount, 0)).trim_end().to_owned();
    }
    number(amount, code, &[("style", "currency".into()), ("currency", code.into()), digits(0.0)])
}

/// A text in small letters, of any script, as the browser knows them: Rust's own tables would weigh
/// as much as a screen.
pub fn small_letters(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

/// A text in capital letters, likewise.
pub fn capital_letters(text: &str) -> String {
    JsString::from(text).to_upper_case().into()
}

thread_local! {
    static FORMATS: RefCell<HashMap<String, Function>> = RefCell::default();
}

fn digits(most: f64) -> (&'static str, JsValue) {
    ("maximumFractionDigits", most.into())
}

/// The number by a formatter of this name, made at its first use.
fn number(value: f64, name: &str, options: &[(&str, JsValue)]) -> String {
    FORMATS
        .with_borrow_mut(|formats| {
            if !formats.contains_key(name) {
                let given = Object::new();
                // What rounds to zero has no sign.
                let _ = Reflect::set(&given, &"signDisplay".into(), &"negative".into());
                for (option, value) in options {
                    let _ = Reflect::set(&given, &JsValue::from_str(option), value);
                }
                let format = Intl::NumberFormat::new(&Array::new(), &given).format();
                formats.insert(name.to_owned(), format);
            }
            let format = formats.get(name)?;
            // Minus zero is zero.
            let text = format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(value + 0.0)).ok()?;
            text.as_string()
        })
        .unwrap_or_default()
}

/// A number with exactly so many decimals: "13.0374".
pub fn decimal(value: f64, decimals: u8) -> String {
    let name = ["=0", "=1", "=2", "=3", "=4"].get(usize::from(decimals)).unwrap_or(&"=4");
    let decimals = f64::from(decimals.min(4));
    number(value, name, &[("minimumFractionDigits", decimals.into()), digits(decimals)])
}

/// An amount of money with its cents: "€0.42".
pub fn currency_exact(amount: f64, code: &str) -> String {
    let options = [
        ("style", "currency".into()),
        ("currency", code.into()),
        ("minimumFractionDigits", 2.0.into()),
        digits(2.0),
    ];
    number(amount, &[code, "="].concat(), &options)
}

/// An amount of money in few characters: "€60.3K". Some languages have no short word for thousands: it is
/// written whole there, as its digits would be with a decimal that says nothing.
pub fn currency_compact(amount: f64, code: &str) -> String {
    let options = [
        ("style", "currency".into()),
        ("currency", code.into()),
        ("notation", "compact".into()),
        digits(1.0),
    ];
    let short = number(amount, &[code, "~"].concat(), &options);
    let is_short = short.chars().filter(|c| c.is_numeric()).count() <= 4;
    if is_short { short } else { currency(amount, code) }
}
