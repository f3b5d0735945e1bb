//! The curve from hazard to drop-off, with the touchpoints on it.

use super::super::catalogue as text;
use super::super::names::place_name;
use super::super::prelude::*;
use super::subject::Subject;
use crate::analysis::TouchpointReading;
use crate::model::{Id, Segment};

/// The hazard at the right end of the plot.
const TOP: f64 = 1.6;

/// Where a hazard and the drop-off it makes lie on the plot.
fn point(hazard: f64) -> (String, String) {
    let x = 44.0 + hazard.min(TOP) / TOP * 246.0;
    let y = 110.0 - (1.0 - (-hazard).exp()) * 100.0;
    (format!("{x:.1}"), format!("{y:.1}"))
}

/// The curve from hazard to drop-off, with the touchpoints on it as the segment meets them.
pub fn curve(segment: Subject<Segment>) -> El {
    let mut line = String::new();
    for step in 0..=32 {
        let (x, y) = point(f64::from(step) / 32.0 * TOP);
        line.push_str(if step == 0 { "M" } else { "L" });
        line.push_str(&x);
        line.push(' ');
        line.push_str(&y);
    }
    let dots = by(move || dots(segment), |dots| dots.iter().map(dot).collect::<Vec<_>>());
    let words = |x: &'static str, y: &'static str, words: &'static str| {
        svg("text").attr("x", x).attr("y", y).child(words)
    };
    svg("svg")
        .class("plot")
        .attr("viewBox", "0 0 300 128")
        .attr("role", "img")
        .attr("aria-label", text::CURVE_LABEL)
        .child(svg("path").class("axis").attr("d", "M44 10V110H290"))
        .child(svg("path").class("curve").attr("d", line))
        .child(dots)
        .child(words("40", "14", "100%").attr("text-anchor", "end"))
        .child(words("40", "113", "0").attr("text-anchor", "end"))
        .child(words("290", "124", text::HAZARD).attr("text-anchor", "end"))
        .child(words("50", "16", text::LEAVE))
}

/// The names of the touchpoints and the hazards that the segment meets there.
fn dots(segment: Subject<Segment>) -> Vec<(String, f64)> {
    let desk = segment.desk();
    let Some(place) = segment.place() else { return Vec::new() };
    desk.derived.readings.with(|readings| {
        let Some(reading) = readings.segments.get(place) else { return Vec::new() };
        desk.editor.read(|journey| {
            let dot =
                |(id, reading): (&Id, &TouchpointReading)| Some((place_name(journey, id), reading.hazard?));
            journey.touchpoints.ids().zip(&reading.touchpoints).filter_map(dot).collect()
        })
    })
}

fn dot((name, hazard): &(String, f64)) -> El {
    let (x, y) = point(*hazard);
    svg("circle")
        .class("dot")
        .attr("r", "4")
        .attr("cx", x)
        .attr("cy", y)
        .child(svg("title").child(name.clone()))
}
