//! Pictures of 18 × 18, drawn with one line.

use super::prelude::*;

/// A picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// The trail: the product's mark.
    Trail,
    /// Select.
    Pointer,
    /// Pan.
    Hand,
    /// A touchpoint.
    Card,
    /// A transition.
    Arrow,
    /// An outcome.
    Outcome,
    /// A stage.
    Columns,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// More.
    Menu,
    /// Close.
    Close,
    /// Add.
    Plus,
    /// Less.
    Minus,
    /// Fit.
    Fit,
    /// Tidy.
    Tidy,
    /// Remove.
    Bin,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// A moment of truth.
    Star,
    /// Something to see to.
    Warning,
    /// Fine.
    Tick,
    /// Open a file.
    Folder,
    /// Save a file.
    Download,
    /// A new map.
    New,
    /// Copy.
    Copy,
    /// Light or dark.
    Theme,
    /// Keys.
    Keyboard,
    /// The web.
    Globe,
    /// An app.
    Phone,
    /// A shop.
    Store,
    /// A letter.
    Letter,
    /// A call.
    Call,
    /// A chat.
    Chat,
    /// People.
    People,
    /// A screen.
    Screen,
    /// What stands beside the map.
    Side,
    /// A person.
    Person,
    /// A thing.
    Thing,
    /// Lined up at the left.
    AlignLeft,
    /// Lined up in the middle from left to right.
    AlignCenter,
    /// Lined up at the right.
    AlignRight,
    /// Lined up at the top.
    AlignTop,
    /// Lined up in the middle from top to bottom.
    AlignMiddle,
    /// Lined up at the bottom.
    AlignBottom,
    /// Spaced evenly from left to right.
    SpreadAcross,
    /// Spaced evenly from top to bottom.
    SpreadDown,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Trail => "M3 15c2-1 3-2 3.500-3.500M8 9.500c.8-1.200 2-1.800 3.200-2M13.500 5.500 15 3",
            Self::Pointer => "M4 3l10 5.200-4.400 1.400L8 14z",
            Self::Hand => {
                "M5.500 9V4.800a1.100 1.100 0 0 1 2.200 0V8m0-4.500a1.100 1.100 0 0 1 2.200 0V8m0-3.500a1.100 1.100 0 0 1 2.200 0V9m0-2.500a1.100 1.100 0 0 1 2.200 0V11a4.500 4.500 0 0 1-4.500 4.500c-2 0-3-1-4-2.500L3.200 10.300a1 1 0 0 1 1.600-1.200z"
            }
            Self::Card => "M2.500 5h13v8h-13z",
            Self::Arrow => "M3 14c6 0 4-9 10-9M10.500 2.500 14 5l-3.500 2.800",
            Self::Outcome => "M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3z",
            Self::Columns => "M4 3v12M9 3v12M14 3v12",
            Self::Undo => "M6.500 3.500 3 7l3.500 3.500M3 7h7.500a4 4 0 0 1 0 8H7",
            Self::Redo => "M11.500 3.500 15 7l-3.500 3.500M15 7H7.500a4 4 0 0 0 0 8H11",
            Self::Menu => "M3 5h12M3 9h12M3 13h12",
            Self::Close => "M4.500 4.500l9 9M13.500 4.500l-9 9",
            Self::Plus => "M9 3.500v11M3.500 9h11",
            Self::Minus => "M3.500 9h11",
            Self::Fit => "M3 7V3h4M11 3h4v4M15 11v4h-4M7 15H3v-4",
            Self::Tidy => {
                "M2.500 3.500h4v4h-4zM11.500 3.500h4v4h-4zM11.500 10.500h4v4h-4zM6.500 5.500h5M9 5.500v7h2.500"
            }
            Self::Bin => "M3.500 5h11M7 5V3h4v2M5 5l.7 10h6.600L13 5M7.700 7.800v4.500M10.300 7.800v4.500",
            Self::Left => "M11 4 6 9l5 5",
            Self::Right => "M7 4l5 5-5 5",
            Self::Star => {
                "M9 2l2.100 4.500 4.900.6-3.600 3.400.9 4.900L9 13l-4.300 2.400.9-4.900L2 7.100l4.900-.6z"
            }
            Self::Warning => "M9 3 2.500 14.500h13zM9 7.500v3.500M9 12.700v.1",
            Self::Tick => "M3.500 9.500 7.500 13.500 14.500 5",
            Self::Folder => "M2.500 14V4.500h4.500l1.500 2h7V14z",
            Self::Download => "M9 3v8M5.500 8 9 11.500 12.500 8M3 14.500h12",
            Self::New => "M5 2.500h5.500L14 6v9.500H5zM10.500 2.500V6H14",
            Self::Copy => "M6.500 6.500h8v8h-8zM11.500 6.500v-3h-8v8h3",
            Self::Theme => "M9 3a6 6 0 1 0 0 12zM9 3a6 6 0 0 1 0 12",
            Self::Keyboard => "M2 5h14v8.500H2zM5 8h.1M8 8h.1M11 8h.1M13.500 8h.1M5.500 11h7",
            Self::Globe => {
                "M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3zM3.200 9h11.600M9 3c2 2 2.400 4 2.400 6s-.4 4-2.400 6c-2-2-2.400-4-2.400-6S7 5 9 3z"
            }
            Self::Phone => "M5.500 2.500h7v13h-7zM8 13.200h2",
            Self::Store => {
                "M3 8v7h12V8M2.500 7 4 3h10l1.500 4c0 1-1 1.700-2 1.700S11.700 8 11.700 7c0 1-1 1.700-2.200 1.700S7 8 7 7c0 1-1 1.700-2.200 1.700S2.500 8 2.500 7zM7.500 15v-3.500h3V15"
            }
            Self::Letter => "M2.500 4.500h13v9h-13zM2.500 5l6.500 5 6.500-5",
            Self::Call => {
                "M4 3h2.500l1.200 3-1.500 1.200a8 8 0 0 0 4.600 4.600L12 10.300l3 1.200V14a1.200 1.200 0 0 1-1.300 1.200A11 11 0 0 1 2.800 4.300 1.200 1.200 0 0 1 4 3z"
            }
            Self::Chat => "M2.500 4h13v8.500H8L5 15v-2.500H2.500z",
            Self::People => {
                "M6.500 4a2.300 2.300 0 1 0 0 4.600A2.300 2.300 0 0 0 6.500 4zM2.500 14.500c0-3 1.600-4.300 4-4.300s4 1.300 4 4.300M11.500 4.500a2.100 2.100 0 0 1 0 4M13 10.600c1.600.5 2.500 1.800 2.500 3.900"
            }
            Self::Side => "M2.500 3.500h13v11h-13zM10.500 3.500v11",
            Self::Screen => "M2.500 3.500h13v8.500h-13zM6.500 15h5M9 12v3",
            Self::Person => {
                "M9 3a2.800 2.800 0 1 0 0 5.600A2.800 2.800 0 0 0 9 3zM3.500 15c0-3.300 2.200-5 5.500-5s5.500 1.700 5.500 5"
            }
            Self::Thing => "M3 6l6-3 6 3v6.500l-6 3-6-3zM3 6l6 3 6-3M9 9v6.500",
            arranging => arranging.path_of_arranging(),
        }
    }

    const fn path_of_arranging(self) -> &'static str {
        match self {
            Self::AlignLeft => "M3 2.500v13M6 4.500h9v3H6zM6 10.500h5v3H6z",
            Self::AlignCenter => "M9 2.500v2M9 7.500v3M9 13.500v2M4 4.500h10v3H4zM6 10.500h6v3H6z",
            Self::AlignRight => "M15 2.500v13M3 4.500h9v3H3zM7 10.500h5v3H7z",
            Self::AlignTop => "M2.500 3h13M4.500 6v9h3V6zM10.500 6v5h3V6z",
            Self::AlignMiddle => "M2.500 9h2M7.500 9h3M13.500 9h2M4.500 4v10h3V4zM10.500 6v6h3V6z",
            Self::AlignBottom => "M2.500 15h13M4.500 3v9h3V3zM10.500 7v5h3V7z",
            Self::SpreadAcross => "M3 2.500v13M15 2.500v13M7.500 5h3v8h-3z",
            Self::SpreadDown => "M2.500 3h13M2.500 15h13M5 7.500h8v3H5z",
            _ => "",
        }
    }
}

/// Draws a picture; it is decoration, the words stand beside it or in its control's label.
pub fn icon(which: Icon) -> El {
    svg("svg")
        .attr("class", if which == Icon::Star { "icon solid" } else { "icon" })
        .attr("viewBox", "0 0 18 18")
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", which.path()))
}
