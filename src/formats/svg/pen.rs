//! The pen: elements and text nodes, numbers and escapes.

use super::fit::{fitted, lines};
use super::ink;
use crate::geometry::{Point, Rect, write_tenths};

/// What stands over a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Its title.
    pub title: String,
    /// Sentences under the title.
    pub said: Vec<String>,
}

/// A picture that is being written.
#[derive(Debug, Default)]
pub(super) struct Pen {
    out: String,
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    /// Its size.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Its colour.
    pub colour: &'static str,
    /// Which of its points stands at its place: `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// The colour behind its letters, where lines run under it.
    pub halo: Option<&'static str>,
}

/// Type of this size and colour that begins at its place.
pub(super) const fn plain(size: f64, colour: &'static str) -> Type {
    Type { size, bold: false, colour, anchor: "start", halo: None }
}

/// The same, bold.
pub(super) const fn bold(size: f64, colour: &'static str) -> Type {
    Type { bold: true, ..plain(size, colour) }
}

impl Type {
    /// The same around its place.
    pub(super) const fn middle(self) -> Self {
        Self { anchor: "middle", ..self }
    }

    /// The same up to its place.
    pub(super) const fn end(self) -> Self {
        Self { anchor: "end", ..self }
    }

    /// The same over lines.
    pub(super) const fn over(self, ground: &'static str) -> Self {
        Self { halo: Some(ground), ..self }
    }
}

impl Pen {
    fn number(&mut self, name: &str, value: f64) {
        self.raw(name, |out| write_tenths(out, value));
    }

    fn word(&mut self, name: &str, value: &str) {
        self.raw(name, |out| escape(out, value));
    }

    fn raw(&mut self, name: &str, write: impl FnOnce(&mut String)) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        write(&mut self.out);
        self.out.push('"');
    }

    /// A rectangle, filled, with a line around it where there is one.
    pub(super) fn rect(&mut self, at: Rect, round: f64, fill: &str, line: Option<&str>) {
        self.out.push_str("<rect");
        let sides = [("x", at.x), ("y", at.y), ("width", at.width.max(0.0)), ("height", at.height.max(0.0))];
        for (name, length) in sides {
            self.number(name, length);
        }
        if round > 0.0 {
            self.number("rx", round);
        }
        self.word("fill", fill);
        if let Some(line) = line {
            self.word("stroke", line);
        }
        self.out.push_str("/>");
    }

    /// A filled shape.
    pub(super) fn shape(&mut self, path: &str, fill: &str) {
        self.out.push_str("<path");
        self.word("d", path);
        self.word("fill", fill);
        self.out.push_str("/>");
    }

    /// A line of this width and opacity (0 to 1); `dashes` as in SVG, empty for none.
    pub(super) fn line(&mut self, path: &str, colour: &str, width: f64, opacity: f64, dashes: &str) {
        self.out.push_str("<path");
        self.word("d", path);
        self.word("fill", "none");
        self.word("stroke", colour);
        self.number("stroke-width", width.max(0.5));
        if opacity < 1.0 {
            self.word("stroke-opacity", &format!("{opacity:.2}"));
        }
        if !dashes.is_empty() {
            self.word("stroke-dasharray", dashes);
        }
        self.out.push_str("/>");
    }

    /// One line of text, its foot at a place.
    pub(super) fn text(&mut self, at: Point, words: &str, how: Type) {
        if words.is_empty() {
            return;
        }
        self.out.push_str("<text");
        self.number("x", at.x);
        self.number("y", at.y);
        self.number("font-size", how.size);
        if how.bold {
            self.word("font-weight", "650");
        }
        self.word("fill", how.colour);
        if how.anchor != "start" {
            self.word("text-anchor", how.anchor);
        }
        if let Some(ground) = how.halo {
            self.word("stroke", ground);
            self.word("stroke-width", "3");
            self.word("stroke-linejoin", "round");
            self.word("paint-order", "stroke");
        }
        self.out.push('>');
        escape(&mut self.out, words);
        self.out.push_str("</text>");
    }

    /// Moves everything that follows, until [`Self::back`].
    pub(super) fn moved(&mut self, by: Point) {
        self.out.push_str("<g");
        self.raw("transform", |out| {
            out.push_str("translate(");
            write_tenths(out, by.x);
            out.push(' ');
            write_tenths(out, by.y);
            out.push(')');
        });
        self.out.push('>');
    }

    /// Ends what [`Self::moved`] began.
    pub(super) fn back(&mut self) {
        self.out.push_str("</g>");
    }

    /// Writes the head into a picture of this width; how tall it is.
    pub(super) fn head(&mut self, head: &Head, width: f64) -> f64 {
        let room = (width - 2.0 * MARGIN).max(120.0);
        let mut y = MARGIN + 18.0;
        self.text(Point::new(MARGIN, y), &fitted(&head.title, room, 20.0), bold(20.0, ink::INK));
        y += 8.0;
        for (at, sentence) in head.said.iter().enumerate() {
            let how = if at == 0 { plain(14.0, ink::INK) } else { plain(12.0, ink::MUTE) };
            for line in lines(sentence, room, how.size, 4) {
                y += how.size * 1.45;
                self.text(Point::new(MARGIN, y), &line, how);
            }
        }
        y + 20.0
    }

    /// The whole picture of this size; `title` is what it is called where it is read aloud.
    pub(super) fn whole(self, title: &str, size: Point) -> String {
        let mut page = Self::default();
        page.out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
        page.number("width", size.x);
        page.number("height", size.y);
        page.raw("viewBox", |out| {
            out.push_str("0 0 ");
            write_tenths(out, size.x);
            out.push(' ');
            write_tenths(out, size.y);
        });
        page.word("font-family", "system-ui, Inter, 'Segoe UI', 'Helvetica Neue', sans-serif");
        page.out.push_str("><title>");
        escape(&mut page.out, title);
        page.out.push_str("</title>");
        page.rect(Rect::new(0.0, 0.0, size.x, size.y), 0.0, ink::PAPER, None);
        page.out.push_str(&self.out);
        page.out.push_str("</svg>\n");
        page.out
    }
}

/// The free room around a picture.
pub(super) const MARGIN: f64 = 24.0;

/// Writes a text so that it is nothing but text; what XML has no place for is left out.
fn escape(out: &mut String, words: &str) {
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            letter if letter.is_control() => {}
            letter if u32::from(letter) & 0xfffe == 0xfffe => {}
            letter => out.push(letter),
        }
    }
}
