//! Names of records as they are shown.

use super::canvas::{outcome_name, shown_name};
use crate::model::{Id, Journey};

/// The name of a touchpoint or an outcome.
pub fn place_name(journey: &Journey, id: &Id) -> String {
    if let Some(touchpoint) = journey.touchpoints.get(id) {
        return shown_name(&touchpoint.name);
    }
    journey.outcomes.get(id).map(|outcome| outcome_name(&outcome.name)).unwrap_or_default()
}
