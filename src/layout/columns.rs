//! The columns that stages are drawn as.

use crate::geometry::sizes::{STAGE_GAP, STAGE_WIDTH};
use crate::model::{Id, Journey};

/// A stage's column: where it begins and how wide it is. How tall is the content's business.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Which stage.
    pub stage: Id,
    /// Its left edge, in canvas units.
    pub x: f64,
    /// Its width, in canvas units.
    pub width: f64,
}

/// The columns of a journey's stages, left to right in the journey's order; the first begins at 0.
pub fn columns(journey: &Journey) -> Vec<Column> {
    let mut x = 0.0;
    let column = |(id, stage): (&Id, &crate::model::Stage)| {
        let width = stage.width.unwrap_or(STAGE_WIDTH);
        let column = Column { stage: id.clone(), x, width };
        x += width + STAGE_GAP;
        column
    };
    journey.stages.iter().map(column).collect()
}

/// The stage whose column a place (a card's middle) lies in. The free space between two columns
/// belongs half to each; left of the first and right of the last there is none.
pub fn stage_at(columns: &[Column], x: f64) -> Option<&Id> {
    let half = STAGE_GAP / 2.0;
    let holds = |column: &&Column| (column.x - half..column.x + column.width + half).contains(&x);
    columns.iter().find(holds).map(|column| &column.stage)
}
