//! All cards of a journey, or some, are given other places.

use super::{Job, Progress, bytes, numbers};
use crate::formats::journey_json;
use crate::geometry::Point;
use crate::layout::{self, Options, Placement};
use crate::model::{Id, Journey};

/// Lays a journey out. In: the journey, the flow of each transition (not a number where there is
/// none), the ids of the cards to place (none are all of them). Out: the places, as [`placement`]
/// reads them.
pub const JOB: Job = Job { name: "tidy", run };

fn run(input: Vec<Vec<u8>>, _: Progress<'_>) -> Vec<Vec<u8>> {
    let [journey, flows, chosen] = input.as_slice() else { return Vec::new() };
    let Ok(opened) = journey_json::read(&String::from_utf8_lossy(journey)) else { return Vec::new() };
    let journey = opened.journey;
    let flows = journey.transitions.ids().cloned().zip(numbers(flows)).filter(|(_, flow)| !flow.is_nan());
    let options = Options { flows: flows.collect() };
    let chosen = String::from_utf8_lossy(chosen);
    let chosen: Vec<Id> = chosen.lines().filter_map(|id| Id::new(id).ok()).collect();
    let placement = match chosen.is_empty() {
        true => layout::layered(&journey, &options),
        false => layout::layered_selection(&journey, &options, &chosen),
    };
    let mut ids = String::new();
    let mut out = Vec::new();
    for (id, at) in placement.touchpoints.iter().chain(&placement.outcomes) {
        ids = ids + id.as_str() + "\n";
        out.extend([at.x, at.y]);
    }
    for (id, width) in &placement.stage_widths {
        ids = ids + id.as_str() + "\n";
        out.extend([width.unwrap_or(f64::NAN), f64::NAN]);
    }
    vec![ids.into_bytes(), bytes(&out)]
}

/// What the job is given: the journey, how many go each way by transition, and the cards to place
/// (none are all of them).
pub fn input(journey: &Journey, flow: impl Fn(usize) -> Option<f64>, chosen: &[Id]) -> [Vec<u8>; 3] {
    let flows: Vec<f64> = (0..journey.transitions.len()).map(|at| flow(at).unwrap_or(f64::NAN)).collect();
    let chosen: Vec<&str> = chosen.iter().map(Id::as_str).collect();
    [journey_json::write(journey).into_bytes(), bytes(&flows), chosen.join("\n").into_bytes()]
}

/// The places that the job proposes, as far as they are for cards and stages that are (still) there.
pub fn placement(journey: &Journey, output: &[Vec<u8>]) -> Placement {
    let mut placement = Placement::default();
    let [ids, places] = output else { return placement };
    let places: Vec<f64> = numbers(places).collect();
    for (id, place) in String::from_utf8_lossy(ids).lines().zip(places.chunks_exact(2)) {
        let (Ok(id), [x, y]) = (Id::new(id), place) else { continue };
        let at = Point::new(*x, *y);
        if y.is_nan() && journey.stages.contains(&id) {
            placement.stage_widths.push((id, (!x.is_nan()).then_some(*x)));
        } else if journey.touchpoints.contains(&id) {
            placement.touchpoints.push((id, at));
        } else if journey.outcomes.contains(&id) {
            placement.outcomes.push((id, at));
        }
    }
    placement
}
