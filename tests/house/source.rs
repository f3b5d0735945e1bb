//! A Rust file as the rules look at it: its code without comments, text and tests.

use std::path::Path;

/// One file of `src/`.
pub struct Source {
    /// Its path below the crate, with `/`.
    pub path: String,
    /// As it is written.
    pub text: String,
    /// The same with comments, literals and `#[cfg(test)]` modules blanked: same lines, same columns.
    pub code: String,
}

impl Source {
    /// A file of this path and text.
    pub fn new(path: &str, text: &str) -> Self {
        let code = without_tests(without_prose(text));
        Self { path: path.to_owned(), text: text.to_owned(), code }
    }

    /// Every Rust file below `src/`, in the order of their paths.
    pub fn all() -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![root.join("src")];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                    found.push(Self::new(&name, &std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found
    }

    /// The room that the file belongs to, where it belongs to one.
    pub fn room(&self) -> Option<&str> {
        let (room, _) = self.path.strip_prefix("src/")?.split_once('/')?;
        Some(room)
    }

    /// How many modules its own module lies below the crate.
    pub fn depth(&self) -> usize {
        let steps = self.path.matches('/').count();
        if self.path.ends_with("/mod.rs") { steps - 1 } else { steps }
    }

    /// The line (from 1) of a place in the code.
    pub fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }

    /// Where this stands in the code as a word of its own.
    pub fn places<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let part = |c: char| c.is_alphanumeric() || c == '_';
        self.code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
            let before = self.code[..at].chars().next_back();
            let after = self.code[at + word.len()..].chars().next();
            let longer_before = word.starts_with(part) && before.is_some_and(part);
            let longer_after = word.ends_with(part) && after.is_some_and(part);
            !longer_before && !longer_after
        })
    }

    /// What follows `prefix::` wherever it stands, one by one also where they stand in braces.
    pub fn after(&self, prefix: &str) -> Vec<(usize, &str)> {
        let mut found = Vec::new();
        for at in self.places(prefix) {
            let Some(rest) = self.code[at + prefix.len()..].trim_start().strip_prefix("::") else {
                continue;
            };
            let rest = rest.trim_start();
            match rest.strip_prefix('{') {
                Some(group) => found.extend(heads(group).map(|name| (at, name))),
                None => found.push((at, first_name(rest))),
            }
        }
        found
    }
}

/// The identifier that a text begins with; empty where it begins with none.
pub fn first_name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// The first names of the paths in a group whose opening brace is already taken off.
fn heads(group: &str) -> impl Iterator<Item = &str> {
    let (mut depth, mut start, mut found) = (1_usize, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            found.push(first_name(group[start..at].trim_start()));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    found.into_iter()
}

/// From the first brace on, up to and with the one that closes it.
pub fn body(code: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(&code[..=at]),
            '}' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

fn without_tests(mut code: String) -> String {
    while let Some(start) = code.find("#[cfg(test)]") {
        let length = body(&code[start..]).map_or("#[cfg(test)]".len(), str::len);
        let blank = blanked(&code[start..start + length]);
        code.replace_range(start..start + length, &blank);
    }
    code
}

fn blanked(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect()
}

/// Comments and literals blanked, quotation marks and all.
fn without_prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let named = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let (kept, length) = if rest.starts_with("//") {
            (0, rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            (0, comment_length(rest))
        } else if let Some(hashes) = raw_string(rest).filter(|_| !named) {
            let end = format!("\"{}", "#".repeat(hashes));
            let open = rest.find('"').map_or(0, |at| at + 1);
            (0, rest[open..].find(&end).map_or(rest.len(), |at| open + at + end.len()))
        } else if c == '"' {
            (0, string_length(rest, '"'))
        } else if c == '\'' && is_character(rest) {
            (0, string_length(rest, '\''))
        } else {
            (c.len_utf8(), c.len_utf8())
        };
        out.push_str(&rest[..kept]);
        out.push_str(&blanked(&rest[kept..length]));
        rest = &rest[length..];
    }
    out
}

fn comment_length(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if text[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The number of `#` of a raw string that begins here.
fn raw_string(text: &str) -> Option<usize> {
    let text = text.strip_prefix('b').unwrap_or(text).strip_prefix('r')?;
    let hashes = text.len() - text.trim_start_matches('#').len();
    text[hashes..].starts_with('"').then_some(hashes)
}

fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Whether an apostrophe opens a character and not a lifetime.
fn is_character(text: &str) -> bool {
    let mut next = text.chars().skip(1);
    next.next() == Some('\\') || next.next() == Some('\'')
}
