//! The flows as a picture.

use super::fit::fitted;
use super::ink;
use super::pen::{Head, MARGIN, Pen, bold, plain};
use crate::geometry::{Point, Rect};
use crate::layout::{BAR, Bar, Sankey};
use crate::model::OutcomeKind;

/// What stands at a bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowBar {
    /// Its name.
    pub name: String,
    /// Its amount in words.
    pub amount: String,
    /// The share of what arrives that leaves for good, 0 to 1.
    pub gone: f64,
    /// How it ends; `None` for a touchpoint.
    pub kind: Option<OutcomeKind>,
    /// Whether its amount is below zero.
    pub negative: bool,
}

/// Flows to be drawn; all of their words as they are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowPicture {
    /// What stands over them.
    pub head: Head,
    /// The stages' names, in the order of the spans.
    pub stages: Vec<String>,
    /// One drawing, or several under each other.
    pub parts: Vec<FlowPart>,
    /// What first passes, repeat visits and stubs are called.
    pub key: [&'static str; 3],
}

/// One drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowPart {
    /// Whose flows they are; empty where that is said above.
    pub title: String,
    /// Their shape.
    pub shape: Sankey,
    /// What stands at the bars, by card.
    pub bars: Vec<FlowBar>,
    /// Whether the amount of a way is below zero, by way.
    pub negative: Vec<bool>,
    /// That the parts sum, in words.
    pub foot: String,
}

/// The room over the bars for the names of stages.
const STAGES: f64 = 34.0;
/// The room for the title of a part.
const TITLE: f64 = 28.0;

impl FlowPicture {
    /// The picture as SVG.
    pub fn svg(&self) -> String {
        let widest = self.parts.iter().map(|part| part.shape.size.x).fold(0.0, f64::max);
        let width = (widest + 2.0 * MARGIN).max(640.0);
        let mut pen = Pen::default();
        let mut top = pen.head(&self.head, width);
        for part in &self.parts {
            if !part.title.is_empty() {
                let title = fitted(&part.title, width - 2.0 * MARGIN, 15.0);
                pen.text(Point::new(MARGIN, top + 16.0), &title, bold(15.0, ink::INK));
                top += TITLE;
            }
            top = self.draw_part(&mut pen, part, top + STAGES, width);
        }
        let foot = self.draw_key(&mut pen, top);
        pen.whole(&self.head.title, Point::new(width, foot))
    }

    /// Draws a part whose bars begin at a height; where what is under it begins.
    fn draw_part(&self, pen: &mut Pen, part: &FlowPart, top: f64, width: f64) -> f64 {
        pen.moved(Point::new(MARGIN, top));
        for (at, span) in part.shape.spans.iter().enumerate() {
            let line = format!("M{:.1} -{STAGES}V{:.1}", span.x, part.shape.size.y);
            pen.line(&line, ink::LINE, 1.0, 1.0, "");
            let name = self.stages.get(at).map(|name| fitted(name, span.width - 8.0, 12.0));
            pen.text(Point::new(span.x + 4.0, -16.0), &name.unwrap_or_default(), bold(12.0, ink::MUTE));
        }
        for ribbon in &part.shape.ribbons {
            let negative = part.negative.get(ribbon.way).copied().unwrap_or_default();
            let colour = if negative { ink::HEAT } else { ink::EDGE_STRONG };
            pen.line(&ribbon.path(0.0, ribbon.first), colour, ribbon.first, 0.36, "");
            if ribbon.width - ribbon.first > 0.05 {
                let again = ribbon.path(ribbon.first, ribbon.width);
                pen.line(&again, ink::ACCENT, ribbon.width - ribbon.first, 0.62, "");
            }
        }
        for bar in &part.shape.bars {
            if let Some(said) = part.bars.get(bar.card) {
                draw_bar(pen, bar, said, part.shape.room(bar));
            }
        }
        pen.back();
        let foot = fitted(&part.foot, width - 2.0 * MARGIN, 12.0);
        let under = top + part.shape.size.y + 16.0;
        pen.text(Point::new(MARGIN, under), &foot, plain(12.0, ink::MUTE));
        under + 16.0
    }

    fn draw_key(&self, pen: &mut Pen, top: f64) -> f64 {
        let colours = [ink::EDGE_STRONG, ink::ACCENT, ink::HEAT];
        for (at, (words, colour)) in self.key.into_iter().zip(colours).enumerate() {
            let x = MARGIN + 140.0 * at as f64;
            pen.rect(Rect::new(x, top, 12.0, 12.0), 3.0, colour, None);
            pen.text(Point::new(x + 18.0, top + 10.0), words, plain(12.0, ink::MUTE));
        }
        top + 12.0 + MARGIN
    }
}

fn draw_bar(pen: &mut Pen, bar: &Bar, said: &FlowBar, room: f64) {
    let colour = match said.kind {
        _ if said.negative => ink::HEAT,
        None | Some(OutcomeKind::Other) => ink::EDGE_STRONG,
        Some(OutcomeKind::Success) => ink::ACCENT,
        Some(OutcomeKind::Loss) => ink::DANGER,
    };
    let part = |from: f64, height: f64| Rect::new(bar.at.x, bar.at.y + from, BAR, height.max(0.5));
    pen.rect(part(0.0, bar.first), 0.0, colour, None);
    if bar.height - bar.first > 0.1 {
        pen.rect(part(bar.first, bar.height - bar.first), 0.0, ink::ACCENT, None);
    }
    let gone = bar.height * said.gone;
    if gone > 0.3 {
        let stub = format!("M{:.1} {:.1}v9", bar.at.x + BAR / 2.0, bar.at.y + bar.height);
        pen.line(&stub, ink::HEAT, gone.clamp(1.0, BAR), 1.0, "");
    }
    let (x, middle) = (bar.at.x + BAR + 6.0, bar.at.y + bar.height / 2.0);
    let name = bold(11.5, ink::INK).over(ink::PAPER);
    pen.text(Point::new(x, middle - 1.0), &fitted(&said.name, room, 11.5), name);
    let amount = plain(10.5, ink::MUTE).over(ink::PAPER);
    pen.text(Point::new(x, middle + 12.0), &fitted(&said.amount, room, 10.5), amount);
}
