//! Where cards go that a file says no place for.

use super::{Options, Placement, layered, layered_selection};
use crate::geometry::{Point, sizes};
use crate::model::{Id, Journey};

/// The most records of a journey that is drawn while a file is opened: what takes no more than a moment.
const DRAWN: usize = 3_000;
/// How many cards a row of the plain grid has.
const GRID_COLUMNS: usize = 64;

/// Places for cards of a journey that was just read and says none for them: the layered drawing, or where
/// there is room among those that have a place. In a journey of thousands, rows below all others.
pub fn placed(journey: &Journey, unplaced: &[Id]) -> Placement {
    let cards = journey.touchpoints.len() + journey.outcomes.len();
    let options = Options::default();
    if unplaced.is_empty() {
        Placement::default()
    } else if journey.record_count() > DRAWN {
        in_rows(journey, unplaced)
    } else if unplaced.len() < cards {
        layered_selection(journey, &options, unplaced)
    } else {
        layered(journey, &options)
    }
}

fn in_rows(journey: &Journey, unplaced: &[Id]) -> Placement {
    let (width, height) = (sizes::STAGE_WIDTH + sizes::STAGE_GAP, 2.0 * sizes::CARD_HEIGHT);
    let touchpoints = journey.touchpoints.records().map(|touchpoint| touchpoint.position.y);
    let lowest = touchpoints.chain(journey.outcomes.records().map(|outcome| outcome.position.y));
    let is_all = unplaced.len() == journey.touchpoints.len() + journey.outcomes.len();
    let top = if is_all { 0.0 } else { lowest.fold(0.0, f64::max) + height };
    let mut placement = Placement::default();
    for (at, id) in unplaced.iter().enumerate() {
        let (column, row) = (at % GRID_COLUMNS, at / GRID_COLUMNS);
        let place = Point::new(column as f64 * width, top + row as f64 * height);
        let list = match journey.outcomes.contains(id) {
            true => &mut placement.outcomes,
            false => &mut placement.touchpoints,
        };
        list.push((id.clone(), place));
    }
    placement
}
