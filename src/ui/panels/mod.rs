//! The panels of the side: the selection's fields, what the journey means, what wants looking at.
//! This room is where numbers are read and typed; each panel is one file.

mod side;
mod parts;
mod links;
mod subject;
mod inspector;
mod journey;
mod touchpoint;
mod around;
mod scores;
mod evidence;
mod measure;
mod ranges;
mod lines;
mod transition;
mod outcome;
mod stage;
mod segment;
mod curve;
mod chosen;
mod several;
mod insights;
mod ranking;
mod flow;
mod leak;
mod sensitivity;
mod paths;
mod structure;
mod differences;
mod worths;
mod segments;
mod ledger;
mod without;
mod two_views;
mod sure;
mod findings;
mod stated;
mod fixes;

pub use parts::{asked, copy_rows, number_with_receipt, picture_button, segmented};
pub use side::side;
pub use sure::intervals;
pub use two_views::gap_receipts;
