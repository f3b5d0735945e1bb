//! Words that fit: how wide a text is, about, where there is nobody to ask.

/// How wide a character is, of the size of its type: generous, since fonts differ.
fn width_of(letter: char) -> f64 {
    match letter {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => 0.0,
        '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => 0.0,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')'
        | '[' | ']' | ' ' | '\u{a0}' | '·' => 0.34,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' | '→' => 0.92,
        'A'..='Z' => 0.7,
        '\u{20}'..='\u{7e}' => 0.58,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffff}' => 1.05,
        letter if u32::from(letter) > 0xffff => 1.3,
        _ => 0.64,
    }
}

/// How much wider bold type, or a wide font, may be than what is reckoned with.
const WIDE: f64 = 1.14;

/// How wide a text is in type of this size, about and rather too much than too little.
pub fn width(words: &str, size: f64) -> f64 {
    words.chars().map(width_of).sum::<f64>() * size * WIDE
}

/// A text on one line that is no wider than this, cut with an ellipsis where it would be.
pub fn fitted(words: &str, room: f64, size: f64) -> String {
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    cut(&plain, room, size)
}

fn cut(words: &str, room: f64, size: f64) -> String {
    if width(words, size) <= room {
        return words.to_owned();
    }
    let (mut out, mut taken) = (String::new(), width_of('…') * size * WIDE);
    for letter in words.chars() {
        taken += width_of(letter) * size * WIDE;
        if taken > room {
            break;
        }
        out.push(letter);
    }
    out.truncate(out.trim_end().len());
    out + "…"
}

/// A text on at most so many lines, each no wider than this; the last is cut where there is more.
/// Lines that the text itself breaks stay broken.
pub fn lines(words: &str, room: f64, size: f64, most: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for paragraph in words.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { [&line, " ", word].concat() };
            if width(&longer, size) <= room || line.is_empty() {
                line = longer;
                continue;
            }
            out.push(std::mem::replace(&mut line, word.to_owned()));
            if out.len() > most {
                break;
            }
        }
        if !line.is_empty() {
            out.push(line);
        }
        if out.len() > most {
            break;
        }
    }
    let more = out.len() > most;
    out.truncate(most);
    if let Some(last) = out.last_mut().filter(|_| more) {
        last.push('…');
    }
    out.iter().map(|line| cut(line, room, size)).collect()
}
