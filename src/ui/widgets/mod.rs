//! The small parts that panels are made of: fields, sliders, bars, dialogs.
//! This room is about controls alone; it knows records only by what it is given.

mod naming;
mod fields;
mod score;
mod bars;
mod plots;
mod dialog;

pub use bars::{BarRow, Rows};
pub use dialog::modal;
pub use fields::{NumberField, TextField, choice, plain as plain_number, show_kept, switch, text_area};
pub use naming::naming_field;
pub use plots::{Bar, Plot, PlotRow, first};
pub use score::ScoreSlider;
