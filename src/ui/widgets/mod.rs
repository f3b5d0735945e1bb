//! The small parts that panels are made of: fields, sliders, bars, dialogs.
//! This room is about controls alone; it knows records only by what it is given.

mod naming;
mod fields;
mod score;
mod bars;
mod dialog;

pub use bars::{BarRow, bar_rows};
pub use dialog::Modal;
pub use fields::{Choice, NumberField, Switch, TextArea, TextField, plain as plain_number};
pub use naming::NamingField;
pub use score::ScoreSlider;
