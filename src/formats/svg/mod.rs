//! A journey as a picture that stands alone: the map, the flows and the journey map as SVG.
//!
//! What goes out is inert: elements and attributes are this room's own, without script, links,
//! styles or anything of elsewhere; what people wrote stands in text nodes and nowhere else. This room
//! gets words and numbers as they are shown, and knows no screen.

mod pen;
mod fit;
mod map;
mod flow;
mod sheet;

use crate::model::Burden;

pub use fit::{fitted, lines};
pub use flow::{FlowBar, FlowPart, FlowPicture};
pub use map::{MapArrow, MapCard, MapColumn, MapEnd, MapPicture, Swatch};
pub use pen::Head;
pub use sheet::{Row, RowKind, SheetPicture};

/// The colours of pictures: those of the light theme, for paper.
mod ink {
    pub const PAPER: &str = "#ffffff";
    pub const GROUND: &str = "#f6f6f2";
    pub const INK: &str = "#1b231f";
    pub const MUTE: &str = "#5f6a64";
    pub const LINE: &str = "#dcded7";
    pub const STRONG: &str = "#8b958f";
    pub const SOFT: &str = "#eeefe9";
    pub const COLUMN: &str = "#eff0ea";
    pub const ACCENT: &str = "#17694a";
    pub const ACCENT_SOFT: &str = "#e3f0e9";
    pub const DANGER: &str = "#a83a2c";
    pub const DANGER_SOFT: &str = "#fbe9e4";
    pub const EDGE: &str = "#7f9a91";
    pub const EDGE_STRONG: &str = "#5d7f74";
    pub const HEAT: &str = "#dc6b3c";
}

/// The colour of value to the customer in pictures.
pub const VALUE_COLOUR: &str = ink::ACCENT;
/// The colour of transitions in pictures.
pub const TRANSITION_COLOUR: &str = ink::EDGE;

/// The colour of a burden in pictures.
pub const fn burden_colour(burden: Burden) -> &'static str {
    match burden {
        Burden::Time => "#4aa3df",
        Burden::Effort => "#e0930f",
        Burden::Worry => "#c2649a",
        Burden::Money => "#1d9a6c",
    }
}
