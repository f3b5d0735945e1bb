//! The map as a picture.

use super::fit::{fitted, width};
use super::pen::{Head, MARGIN, Pen, bold, plain};
use super::{burden_colour, ink};
use crate::geometry::{Point, Rect, sizes};
use crate::model::{Burden, OutcomeKind};

/// A stage's column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapColumn {
    /// Its left edge.
    pub x: f64,
    /// Its width.
    pub width: f64,
    /// Its name.
    pub name: String,
    /// Its phase of purchase, or nothing.
    pub phase: String,
}

/// A transition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapArrow {
    /// Its line, as SVG path data.
    pub path: String,
    /// Its head, likewise.
    pub head: String,
    /// How wide it is.
    pub width: f64,
    /// Its label and where the label's middle is.
    pub label: Option<(Point, String)>,
    /// Whether nobody goes along it.
    pub empty: bool,
}

/// A touchpoint's card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapCard {
    /// Its top left corner.
    pub at: Point,
    /// Its name.
    pub name: String,
    /// Channel and owner, in small type.
    pub aside: String,
    /// Whether it is a moment of truth.
    pub moment: bool,
    /// The colour of its edge; `None` for none.
    pub heat: Option<String>,
    /// How long each burden's part of the bar is, 0 to 1, in the model's order.
    pub burdens: [f64; 4],
    /// How long the bar of values is, 0 to 1.
    pub value: f64,
    /// The large number and what it is.
    pub figure: (String, String),
    /// Its visits in words.
    pub visits: String,
    /// What falls out of it, as SVG path data and its colour.
    pub stub: Option<(String, String)>,
}

/// An outcome's card.
#[derive(Clone, Debug, PartialEq)]
pub struct MapEnd {
    /// Its top left corner.
    pub at: Point,
    /// Its name.
    pub name: String,
    /// Who reaches it, in words.
    pub reached: String,
    /// How it ends.
    pub kind: OutcomeKind,
}

/// A colour and what it means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Swatch {
    /// The colours, from the least to the most.
    pub colours: Vec<String>,
    /// What they mean.
    pub words: String,
}

/// A map to be drawn, in canvas units; all of its words as they are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapPicture {
    /// What stands over it.
    pub head: Head,
    /// The stages' columns.
    pub columns: Vec<MapColumn>,
    /// The transitions.
    pub arrows: Vec<MapArrow>,
    /// The touchpoints.
    pub cards: Vec<MapCard>,
    /// The outcomes.
    pub ends: Vec<MapEnd>,
    /// What colours and bars mean.
    pub legend: Vec<Swatch>,
}

/// How far columns reach below the lowest card.
const FOOT: f64 = 40.0;
/// The least width of a picture.
const LEAST: f64 = 720.0;

impl MapPicture {
    /// The picture as SVG.
    pub fn svg(&self) -> String {
        let around = self.around();
        let width = (around.width + 2.0 * MARGIN).max(LEAST);
        let mut pen = Pen::default();
        let top = pen.head(&self.head, width);
        pen.rect(Rect::new(0.0, top, width, around.height + 2.0 * MARGIN), 0.0, ink::GROUND, None);
        pen.moved(Point::new(MARGIN - around.x, top + MARGIN - around.y));
        for column in &self.columns {
            draw_column(&mut pen, column, around);
        }
        for arrow in &self.arrows {
            let dashes = if arrow.empty { "3 4" } else { "" };
            pen.line(&arrow.path, ink::EDGE, arrow.width, 0.62, dashes);
            pen.shape(&arrow.head, ink::EDGE_STRONG);
        }
        for (path, colour) in self.cards.iter().filter_map(|card| card.stub.as_ref()) {
            pen.shape(path, colour);
        }
        for (at, words) in self.arrows.iter().filter_map(|arrow| arrow.label.as_ref()) {
            let how = plain(11.0, ink::INK).middle().over(ink::GROUND);
            pen.text(Point::new(at.x, at.y + 4.0), words, how);
        }
        for card in &self.cards {
            draw_card(&mut pen, card);
        }
        for end in &self.ends {
            draw_end(&mut pen, end);
        }
        pen.back();
        let foot = self.draw_legend(&mut pen, top + around.height + 2.0 * MARGIN, width);
        pen.whole(&self.head.title, Point::new(width, foot))
    }

    /// What holds everything.
    fn around(&self) -> Rect {
        let cards = self.cards.iter().map(|card| sizes::card_at(card.at).grown(sizes::STUB_HEIGHT));
        let ends = self.ends.iter().map(|end| sizes::outcome_at(end.at).grown(8.0));
        let all = Rect::around(cards.chain(ends)).unwrap_or(Rect::new(0.0, 0.0, 480.0, 240.0));
        let columns = self.columns.iter().map(|column| Rect::new(column.x, 0.0, column.width, 1.0));
        Rect::around(columns.chain([all])).unwrap_or(all)
    }

    /// The legend under the map; where it ends.
    fn draw_legend(&self, pen: &mut Pen, top: f64, room: f64) -> f64 {
        let (mut x, mut y) = (MARGIN, top + 28.0);
        for swatch in &self.legend {
            let words = fitted(&swatch.words, 260.0, 12.0);
            let each = if swatch.colours.len() > 1 { 12.0 } else { 14.0 };
            let bar = each * swatch.colours.len() as f64;
            let wide = bar + 8.0 + width(&words, 12.0);
            if x + wide > room - MARGIN && x > MARGIN {
                (x, y) = (MARGIN, y + 22.0);
            }
            for (at, colour) in swatch.colours.iter().enumerate() {
                let left = x + each * at as f64;
                pen.rect(Rect::new(left, y - 9.0, each, 10.0), 0.0, colour, None);
            }
            pen.text(Point::new(x + bar + 7.0, y), &words, plain(12.0, ink::MUTE));
            x += wide + 20.0;
        }
        y + MARGIN
    }
}

fn draw_column(pen: &mut Pen, column: &MapColumn, around: Rect) {
    let height = around.bottom().max(sizes::STAGE_HEAD) + FOOT / 2.0;
    pen.rect(Rect::new(column.x, 0.0, column.width, height), 10.0, ink::COLUMN, None);
    let (x, room) = (column.x + 14.0, column.width - 28.0);
    pen.text(Point::new(x, 24.0), &fitted(&column.name, room, 13.5), bold(13.5, ink::MUTE));
    pen.text(Point::new(x, 40.0), &fitted(&column.phase, room, 11.0), plain(11.0, ink::MUTE));
}

fn draw_card(pen: &mut Pen, card: &MapCard) {
    let Rect { x, y, width, height } = sizes::card_at(card.at);
    pen.rect(Rect::new(x, y, width, height), 10.0, ink::PAPER, Some(ink::LINE));
    if let Some(heat) = &card.heat {
        pen.rect(Rect::new(x + 5.0, y + 8.0, 5.0, height - 16.0), 2.5, heat, None);
    }
    let (left, right) = (x + 18.0, x + width - 12.0);
    let star = if card.moment { 18.0 } else { 0.0 };
    let name = fitted(&card.name, right - left - star, 13.0);
    pen.text(Point::new(left, y + 23.0), &name, bold(13.0, ink::INK));
    if card.moment {
        pen.text(Point::new(right, y + 23.0), "★", plain(13.0, ink::ACCENT).end());
    }
    let aside = fitted(&card.aside, right - left, 11.0);
    pen.text(Point::new(left, y + 39.0), &aside, plain(11.0, ink::MUTE));
    let (number, what) = &card.figure;
    pen.text(Point::new(right, y + 70.0), number, bold(17.0, ink::INK).end());
    pen.text(Point::new(right, y + 84.0), what, plain(10.5, ink::MUTE).end());
    let room = (width - 30.0 - 68.0).max(20.0);
    pen.rect(Rect::new(left, y + 56.0, room, 7.0), 3.5, ink::SOFT, None);
    let mut from = left;
    for (share, colour) in card.burdens.iter().zip(Burden::ALL.map(burden_colour)) {
        let long = (share.clamp(0.0, 1.0) * room).min(left + room - from);
        if long > 0.05 {
            pen.rect(Rect::new(from, y + 56.0, long, 7.0), 0.0, colour, None);
            from += long;
        }
    }
    pen.rect(Rect::new(left, y + 68.0, room, 5.0), 2.5, ink::SOFT, None);
    pen.rect(Rect::new(left, y + 68.0, room * card.value.clamp(0.0, 1.0), 5.0), 2.5, ink::ACCENT, None);
    pen.text(Point::new(left, y + height - 10.0), &fitted(&card.visits, 100.0, 11.0), plain(11.0, ink::MUTE));
}

fn draw_end(pen: &mut Pen, end: &MapEnd) {
    let at = sizes::outcome_at(end.at);
    let (fill, line) = match end.kind {
        OutcomeKind::Success => (ink::ACCENT_SOFT, ink::ACCENT),
        OutcomeKind::Loss => (ink::DANGER_SOFT, ink::DANGER),
        OutcomeKind::Other => (ink::SOFT, ink::STRONG),
    };
    pen.rect(at, 32.0, fill, Some(line));
    let middle = at.center();
    let name = fitted(&end.name, at.width - 28.0, 13.0);
    pen.text(Point::new(middle.x, middle.y - 2.0), &name, bold(13.0, ink::INK).middle());
    let reached = fitted(&end.reached, at.width - 20.0, 11.0);
    pen.text(Point::new(middle.x, middle.y + 15.0), &reached, plain(11.0, ink::MUTE).middle());
}
