//! Texts as people see them.

/// Whether nothing of a text can be seen: it is empty, or all spaces, joiners and marks of direction.
pub fn is_blank(text: &str) -> bool {
    let unseen = |sign: char| {
        matches!(sign, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}')
            || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    text.chars().all(|sign| sign.is_whitespace() || unseen(sign))
}
