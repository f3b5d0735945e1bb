//! The journey map as a picture: touchpoints side by side, and rows under them.

use super::fit::{fitted, lines};
use super::ink;
use super::pen::{Head, MARGIN, Pen, bold, plain};
use crate::geometry::{Point, Rect};

/// What a row shows.
#[derive(Clone, Debug, PartialEq)]
pub enum RowKind {
    /// A heading over the rows that follow.
    Band,
    /// The line of visibility.
    Visibility,
    /// A text a touchpoint.
    Words(Vec<String>),
    /// A number a touchpoint, the share of its scale (0 to 1), and its colour.
    Bars(Vec<(String, f64, String)>),
    /// Curves over the touchpoints: heights from −1 (down) to 1 (up), `None` where nothing is known;
    /// whether each is of the other perspective.
    Curves(Vec<(Vec<Option<f64>>, bool)>),
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What stands before it.
    pub head: String,
    /// What it shows.
    pub kind: RowKind,
}

/// A journey map to be drawn; all of its words as they are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetPicture {
    /// What stands over it.
    pub head: Head,
    /// The stages, and over how many touchpoints each reaches.
    pub stages: Vec<(String, usize)>,
    /// The names of the touchpoints.
    pub names: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

const HEADS: f64 = 132.0;
const COLUMN: f64 = 136.0;
const INNER: f64 = COLUMN - 16.0;
const TYPE: f64 = 11.5;
const LINE: f64 = 15.0;
const CURVES: f64 = 120.0;
/// How many lines of a text are drawn at most.
const MOST_LINES: usize = 12;

impl SheetPicture {
    /// The picture as SVG.
    pub fn svg(&self) -> String {
        let across = HEADS + COLUMN * self.names.len() as f64;
        let width = across + 2.0 * MARGIN;
        let mut pen = Pen::default();
        let top = pen.head(&self.head, width);
        pen.moved(Point::new(MARGIN, top));
        let mut y = self.draw_stages(&mut pen);
        y = draw_words(&mut pen, y, "", &self.names, true);
        rule(&mut pen, y, across, ink::STRONG);
        for row in &self.rows {
            y = draw_row(&mut pen, y, row, across);
        }
        pen.back();
        pen.whole(&self.head.title, Point::new(width, top + y + MARGIN))
    }

    fn draw_stages(&self, pen: &mut Pen) -> f64 {
        let mut x = HEADS;
        for (name, count) in &self.stages {
            let wide = COLUMN * *count as f64;
            pen.rect(Rect::new(x, 0.0, wide - 2.0, 28.0), 4.0, ink::SOFT, None);
            pen.text(Point::new(x + 8.0, 19.0), &fitted(name, wide - 18.0, 13.0), bold(13.0, ink::INK));
            x += wide;
        }
        32.0
    }
}

fn rule(pen: &mut Pen, y: f64, across: f64, colour: &str) {
    pen.line(&format!("M0 {y:.1}H{across:.1}"), colour, 1.0, 1.0, "");
}

fn left_of(at: usize) -> f64 {
    HEADS + COLUMN * at as f64
}

/// A row; where it ends.
fn draw_row(pen: &mut Pen, y: f64, row: &Row, across: f64) -> f64 {
    let end = match &row.kind {
        RowKind::Band => {
            pen.text(Point::new(0.0, y + 22.0), &row.head, bold(12.0, ink::MUTE));
            return y + 28.0;
        }
        RowKind::Visibility => {
            pen.line(&format!("M0 {:.1}H{across:.1}", y + 10.0), ink::ACCENT, 1.5, 1.0, "6 5");
            let how = bold(10.5, ink::ACCENT).over(ink::PAPER);
            pen.text(Point::new(0.0, y + 14.0), &row.head, how);
            return y + 20.0;
        }
        RowKind::Words(cells) => draw_words(pen, y, &row.head, cells, false),
        RowKind::Bars(cells) => {
            pen.text(
                Point::new(0.0, y + 18.0),
                &fitted(&row.head, HEADS - 10.0, TYPE),
                plain(TYPE, ink::MUTE),
            );
            for (at, (words, share, colour)) in cells.iter().enumerate() {
                let x = left_of(at);
                let room = Rect::new(x + 8.0, y + 22.0, INNER, 5.0);
                if !words.is_empty() {
                    pen.rect(room, 2.5, ink::SOFT, None);
                    let filled = Rect { width: INNER * share.clamp(0.0, 1.0), ..room };
                    pen.rect(filled, 2.5, colour, None);
                }
                let words = fitted(words, INNER, TYPE);
                pen.text(Point::new(x + 8.0, y + 17.0), &words, plain(TYPE, ink::INK));
            }
            y + 32.0
        }
        RowKind::Curves(curves) => {
            for (at, line) in lines(&row.head, HEADS - 10.0, TYPE, 6).iter().enumerate() {
                pen.text(Point::new(0.0, y + 18.0 + LINE * at as f64), line, plain(TYPE, ink::MUTE));
            }
            draw_curves(pen, y, curves, across);
            y + CURVES
        }
    };
    rule(pen, end, across, ink::LINE);
    end
}

/// Texts side by side; where the longest ends.
fn draw_words(pen: &mut Pen, y: f64, head: &str, cells: &[String], is_name: bool) -> f64 {
    pen.text(Point::new(0.0, y + 17.0), &fitted(head, HEADS - 10.0, TYPE), plain(TYPE, ink::MUTE));
    let (how, size) = if is_name { (bold(12.5, ink::INK), 12.5) } else { (plain(TYPE, ink::INK), TYPE) };
    let mut tallest = 1;
    for (at, words) in cells.iter().enumerate() {
        let lines = lines(words, INNER, size, if is_name { 3 } else { MOST_LINES });
        for (row, line) in lines.iter().enumerate() {
            let place = Point::new(left_of(at) + 8.0, y + 17.0 + LINE * row as f64);
            pen.text(place, line, how);
        }
        tallest = tallest.max(lines.len());
    }
    y + 10.0 + LINE * tallest as f64
}

/// Curves around their middle line: upwards in the accent, downwards in the heat colour.
fn draw_curves(pen: &mut Pen, y: f64, curves: &[(Vec<Option<f64>>, bool)], across: f64) {
    let middle = y + CURVES / 2.0;
    pen.line(&format!("M{HEADS} {middle:.1}H{across:.1}"), ink::LINE, 1.0, 1.0, "");
    for (heights, other) in curves {
        let down = heights.iter().flatten().any(|height| *height < 0.0);
        let (mut path, mut dots, mut drawing) = (String::new(), String::new(), false);
        for (at, height) in heights.iter().enumerate() {
            if let Some(height) = height {
                let x = left_of(at) + COLUMN / 2.0;
                let to = middle - height.clamp(-1.0, 1.0) * (CURVES / 2.0 - 8.0);
                path.push_str(&format!("{}{x:.1} {to:.1}", if drawing { "L" } else { "M" }));
                dots.push_str(&format!("M{:.1} {to:.1}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0", x - 3.0));
            }
            drawing = height.is_some();
        }
        let colour = if down { ink::HEAT } else { ink::ACCENT };
        let (opacity, dashes) = if *other { (0.6, "5 4") } else { (1.0, "") };
        pen.line(&path, colour, 2.0, opacity, dashes);
        if !other {
            pen.shape(&dots, colour);
        }
    }
}
