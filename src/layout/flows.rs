//! What the flow view draws, and its drawing.

use crate::geometry::Point;

/// An amount, and how much of it is of first passes; both 0 or more, in any one unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Amount {
    /// All of it.
    pub total: f64,
    /// The part of it that belongs to a customer's first pass.
    pub first: f64,
}

/// What flows through the cards of a journey: touchpoints by place, then outcomes by place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flows {
    /// What arrives at each card.
    pub cards: Vec<Amount>,
    /// What goes from card to card: where from, where to, how much.
    pub ways: Vec<(usize, usize, Amount)>,
}

/// A card as a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Which card.
    pub card: usize,
    /// Its top left corner.
    pub at: Point,
    /// Its height.
    pub height: f64,
    /// The part of its height, from the top, that is of first passes.
    pub first: f64,
}

/// A way as a ribbon from one bar's right edge to another's left edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Ribbon {
    /// Which way.
    pub way: usize,
    /// Its upper end at the bar it leaves.
    pub from: Point,
    /// Its upper end at the bar it reaches.
    pub to: Point,
    /// Its width.
    pub width: f64,
    /// The part of its width, from above, that is of first passes.
    pub first: f64,
    /// The height of its lane under the bars, where it leads back.
    pub lane: Option<f64>,
}

/// A stage and where its bars stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The place of the stage; `None` for outcomes, and for journeys without stages.
    pub stage: Option<usize>,
    /// Its left edge.
    pub x: f64,
    /// Its width.
    pub width: f64,
}

/// A drawing of flows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sankey {
    /// The bars. A card that nothing reaches has none.
    pub bars: Vec<Bar>,
    /// The ribbons, the widest first.
    pub ribbons: Vec<Ribbon>,
    /// The stages, from left to right.
    pub spans: Vec<Span>,
    /// How large the drawing is.
    pub size: Point,
    /// The height of one unit of the amounts.
    pub scale: f64,
}

impl Sankey {
    /// The room for the name of a bar: up to the next bar to its right, with that one's name, and no more than
    /// is easily read.
    pub fn room(&self, bar: &Bar) -> f64 {
        const MOST: f64 = 220.0;
        let middle = |bar: &Bar| bar.at.y + bar.height / 2.0;
        let beside = |other: &&Bar| {
            let near = (middle(other) - middle(bar)).abs() < 15.0 + (other.height / 2.0).max(15.0);
            near && other.at.x > bar.at.x
        };
        let next = self.bars.iter().filter(beside).map(|other| other.at.x).fold(self.size.x, f64::min);
        (next - bar.at.x - super::BAR - 9.0).min(MOST)
    }
}

impl Ribbon {
    /// How far beyond its bars a way of this width turns that leads back.
    pub fn turn(width: f64) -> f64 {
        // The curve gets three quarters of the way to its handles; half of its line is beyond that.
        0.75 * (16.0 + width) + width / 2.0
    }

    /// The middle line of a part of the ribbon, as an SVG path: from `from` to `to` of its width,
    /// measured from above.
    pub fn path(&self, from: f64, to: f64) -> String {
        let middle = (from + to) / 2.0;
        let (a, b) =
            (Point::new(self.from.x, self.from.y + middle), Point::new(self.to.x, self.to.y + middle));
        match self.lane {
            None => {
                let bend = (b.x - a.x) * 0.5;
                format!(
                    "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
                    a.x,
                    a.y,
                    a.x + bend,
                    a.y,
                    b.x - bend,
                    b.y,
                    b.x,
                    b.y
                )
            }
            Some(lane) => {
                let y = lane + middle;
                let turn = 16.0 + self.width;
                format!(
                    "M{:.1} {:.1}C{:.1} {:.1} {:.1} {y:.1} {:.1} {y:.1}L{:.1} {y:.1}C{:.1} {y:.1} {:.1} {:.1} {:.1} {:.1}",
                    a.x,
                    a.y,
                    a.x + turn,
                    a.y,
                    a.x + turn,
                    a.x,
                    b.x,
                    b.x - turn,
                    b.x - turn,
                    b.y,
                    b.x,
                    b.y
                )
            }
        }
    }
}
