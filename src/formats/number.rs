//! Numbers that people wrote.

use serde_json::Value;

/// The number that a decimal text stands for: a sign, digits with a point, an exponent, as far as
/// they are there. It is infinite where it is larger than a number can be.
///
/// The text is led to the exact reader that the file is read with: the standard library's `parse`
/// would bring a second one and its tables of 10 KB into the download.
pub fn number(text: &str) -> Option<f64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => ("-", text),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let power = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let all_digits = [whole, part, power].iter().all(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    if !all_digits || power.is_empty() || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    // JSON wants digits on both sides of a point, and none too many before it.
    let whole = whole.trim_start_matches('0');
    let json = format!("{sign}0{whole}.{part}0e{exponent}");
    let json = if whole.is_empty() { json } else { json.replacen('0', "", 1) };
    match serde_json::from_str::<Value>(&json) {
        Ok(number) => number.as_f64(),
        Err(_) => Some(if sign.is_empty() { f64::INFINITY } else { f64::NEG_INFINITY }),
    }
}

/// What was typed is no finite number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoNumber;

/// A number as a person types it: a decimal comma or point, spaces and ’ between digits passed over, a
/// percent sign at its end as well; empty is none.
///
/// # Errors
/// It is no finite number.
pub fn typed(text: &str) -> Result<Option<f64>, NoNumber> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{2019}').collect();
    let bare = bare.trim_end_matches('%');
    if bare.is_empty() {
        return Ok(None);
    }
    let pointed = if bare.contains('.') { bare.to_owned() } else { bare.replace(',', ".") };
    match number(&pointed) {
        Some(number) if number.is_finite() => Ok(Some(number)),
        _ => Err(NoNumber),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn every_text_is_the_number_that_the_standard_library_reads() {
        let texts = [
            "0",
            "-0",
            "+0",
            "7",
            "007",
            "-7.",
            ".5",
            "-.5",
            "1.50",
            "00.10",
            "1e3",
            "1E+3",
            "1e-3",
            "+1.e2",
            "0.1",
            "123456789.123456789",
            "9007199254740993",
            "1e308",
            "1e309",
            "-1e999",
            "1e-400",
            "5e-324",
            "0e999",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            "",
            "-",
            "+",
            ".",
            "e5",
            ".e5",
            "1e",
            "1e+",
            "1.2.3",
            "--1",
            "1e5.0",
            "0x10",
            "1,5",
            " 1",
            "1 ",
            "٣",
            "1_000",
            "100",
            "0.001",
            "10.01",
        ];
        for text in texts {
            assert_eq!(number(text), text.parse().ok(), "{text:?}");
        }
        for seed in 0..10_000_u64 {
            let bits = f64::from_bits(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
            for text in [format!("{bits:e}"), format!("{:.3}", bits % 1e6)] {
                let endless = !bits.is_finite();
                assert!(endless || number(&text) == text.parse().ok(), "{text}");
            }
        }
    }
}
