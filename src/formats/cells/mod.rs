//! The records of a journey as rows of texts: what a spreadsheet, the table and the journey view show
//! and take back. Numbers are written plainly, with a point; a decimal comma is read as well.
//! This room knows no screen: a cell is read from a journey, and written by a command.

mod touchpoints;
mod transitions;

pub use touchpoints::TouchpointField;
pub use transitions::TransitionField;

use super::typed;
use crate::edit::{Draft, Refusal};
use crate::model::{Id, Journey, Perspective};

/// A column of a table of records.
pub trait Field: Copy + 'static {
    /// All of them, in the order of the columns.
    fn all() -> Vec<Self>;

    /// Its name in the file.
    fn key(self) -> &'static str;

    /// Whether it holds a number.
    fn is_number(self) -> bool;

    /// The records of its kind, in the journey's order.
    fn ids(journey: &Journey) -> Vec<Id>;

    /// What stands in the cell of a record; empty is unknown, or no such record.
    fn read(self, journey: &Journey, id: &Id, perspective: Perspective) -> String;

    /// Puts a text into the cell of a record; an empty one makes it unknown. Names of stages,
    /// channels and owners that are not there yet are added under an id from `fresh`.
    ///
    /// # Errors
    /// The text is not what the field holds, or out of its range; the sentence says which.
    fn write(
        self,
        draft: &mut Draft<'_>,
        id: &Id,
        perspective: Perspective,
        text: &str,
        fresh: &mut dyn FnMut() -> Id,
    ) -> Result<(), Refusal>;

    /// Adds a record for a pasted row, with what it can't be without.
    ///
    /// # Errors
    /// The row lacks that, or the journey is full.
    fn add(
        draft: &mut Draft<'_>,
        cells: &[(Self, &str)],
        fresh: &mut dyn FnMut() -> Id,
    ) -> Result<Id, Refusal>;
}

/// Puts a block of texts into the cells from a row and a column on, and adds records for the rows
/// beyond the last. What lies beyond the last column is passed over.
///
/// # Errors
/// The first cell that can't be taken; then nothing changes.
pub fn paste<F: Field>(
    draft: &mut Draft<'_>,
    row: usize,
    columns: &[F],
    block: &[Vec<String>],
    perspective: Perspective,
    fresh: &mut dyn FnMut() -> Id,
) -> Result<(), Refusal> {
    let ids = F::ids(draft.journey());
    for (at, texts) in block.iter().enumerate() {
        let cells: Vec<(F, &str)> =
            columns.iter().copied().zip(texts.iter().map(|text| text.trim())).collect();
        if cells.iter().all(|(_, text)| text.is_empty()) && ids.get(row + at).is_none() {
            continue;
        }
        let id = match ids.get(row + at) {
            Some(id) => id.clone(),
            None => F::add(draft, &cells, fresh)?,
        };
        for (field, text) in cells {
            if field.read(draft.journey(), &id, perspective) != text {
                field.write(draft, &id, perspective, text, fresh)?;
            }
        }
    }
    Ok(())
}

/// A number as it stands in a cell: plain, empty where it is unknown.
fn shown(number: Option<f64>) -> String {
    number.map(|number| format!("{}", number + 0.0)).unwrap_or_default()
}

/// The number that a cell holds; empty is unknown.
fn taken(key: &'static str, text: &str) -> Result<Option<f64>, Refusal> {
    let refused =
        || Refusal::OutOfRange { field: key.into(), reason: format!("“{text}” is not a number") };
    let hundredths = if text.ends_with('%') { 100.0 } else { 1.0 };
    let number = typed(text).map_err(|_| refused())?;
    Ok(number.map(|number| number / hundredths))
}

/// What stands for yes.
const YES: &str = "yes";

/// Whether a cell says yes.
fn says_yes(key: &'static str, text: &str) -> Result<bool, Refusal> {
    match text.to_lowercase().as_str() {
        YES | "y" | "x" | "true" | "1" => Ok(true),
        "" | "no" | "n" | "false" | "0" => Ok(false),
        _ => Err(Refusal::OutOfRange {
            field: key.into(),
            reason: format!("“{text}” is neither yes nor no"),
        }),
    }
}
