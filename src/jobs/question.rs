//! What an analysis is asked elsewhere: a journey, how it is seen, and one choice.

use crate::analysis::Network;
use crate::formats::journey_json;
use crate::model::{Id, Journey, Perspective};

/// The input of a job that analyses a journey: whose scores count, the segment whose numbers are
/// wanted (`None`: all together), and what else the job is told.
pub fn input(
    journey: &Journey,
    perspective: Perspective,
    segment: Option<&Id>,
    choice: &str,
) -> [Vec<u8>; 2] {
    let perspective = if perspective == Perspective::Company { "company" } else { "" };
    let asked = [perspective, segment.map_or("", Id::as_str), choice].join("\n");
    [journey_json::write(journey).into_bytes(), asked.into_bytes()]
}

/// The journey, the network that is asked about, and what else the job is told.
pub(super) fn read(input: &[Vec<u8>]) -> Option<(Journey, Network, String)> {
    let [journey, asked] = input else { return None };
    let journey = journey_json::read(&String::from_utf8_lossy(journey)).ok()?.journey;
    let asked = String::from_utf8_lossy(asked);
    let mut lines = asked.lines();
    let perspective = match lines.next()? {
        "company" => Perspective::Company,
        _ => Perspective::Evidence,
    };
    let mut network = Network::of(&journey, perspective);
    let segment = lines.next().and_then(|id| journey.segments.place_of(&Id::new(id).ok()?));
    if let Some(segment) = segment {
        network.look_at_segment(segment);
    }
    let choice = lines.next().unwrap_or_default().to_owned();
    Some((journey, network, choice))
}

/// Tells the share that is done, in hundredths: each word between page and worker costs something.
pub(super) fn in_hundredths(progress: super::Progress<'_>) -> impl FnMut(f64) -> bool {
    let mut told = 0.0;
    move |share| {
        if share >= told + 0.01 {
            told = share;
            progress(share.min(1.0));
        }
        true
    }
}
