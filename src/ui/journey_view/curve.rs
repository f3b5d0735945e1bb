//! The curve over the touchpoints: value to the customer upwards, friction downwards, in both views.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::prelude::*;
use crate::model::{Burden, Id, Perspective, Touchpoint, Value};

/// The width of a column and the height of the picture, in its own units.
const COLUMN: f64 = 100.0;
const HEIGHT: f64 = 120.0;
/// How far a curve goes up or down at most.
const REACH: f64 = 52.0;

/// One touchpoint on one curve, in its own unit; unknown scores leave a gap.
type Heights = Vec<Option<f64>>;

/// The curve of a band of touchpoints.
pub fn curve(desk: Desk, band: StoredValue<Vec<Id>>) -> El {
    let shown = Memo::new(move |_| {
        let perspective = desk.session.perspective.get();
        [perspective, perspective.other()]
            .map(|view| band.with_value(|ids| (values(desk, ids, view), frictions(desk, ids, view))))
    });
    let lines = by(
        move || shown.get(),
        move |[now, other]| {
            let frictions = now.1.iter().chain(&other.1).flatten();
            let most = frictions.fold(0.25_f64, |most, friction| most.max(*friction));
            let up = |heights: &Heights| points(heights, -REACH / Value::TOP);
            let down = |heights: &Heights| points(heights, REACH / most);
            [
                line("curve-line up other", &up(&other.0)),
                line("curve-line down other", &down(&other.1)),
                line("curve-line up", &up(&now.0)),
                line("curve-line down", &down(&now.1)),
                dots("curve-dots up", &up(&now.0)),
                dots("curve-dots down", &down(&now.1)),
            ]
        },
    );
    let width = COLUMN * band.with_value(Vec::len) as f64;
    let middle = format!("M0 {}H{width}", HEIGHT / 2.0);
    svg("svg")
        .class("journey-curve")
        .attr("viewBox", format!("0 0 {width} {HEIGHT}"))
        .attr("preserveAspectRatio", "none")
        .attr("role", "img")
        .attr("aria-label", text::CURVE_ABOUT)
        .child(svg("path").class("axis").attr("d", middle))
        .child(lines)
}

fn of_each(desk: Desk, ids: &[Id], height: impl Fn(&Touchpoint) -> Option<f64>) -> Heights {
    desk.editor.read(|journey| ids.iter().map(|id| journey.touchpoints.get(id).and_then(&height)).collect())
}

/// The mean of the values that are scored, 0 to 10.
pub fn values(desk: Desk, ids: &[Id], view: Perspective) -> Heights {
    of_each(desk, ids, |touchpoint| touchpoint.mean_value(view))
}

/// The hazard that the burdens add, by the weights of the segment that is shown.
pub fn frictions(desk: Desk, ids: &[Id], view: Perspective) -> Heights {
    let weights = Burden::ALL.map(|burden| (burden, desk.derived.burden_weight(burden)));
    of_each(desk, ids, |touchpoint| {
        let parts: Vec<f64> = weights
            .iter()
            .filter_map(|(burden, weight)| Some(touchpoint.burden(*burden, view)? * weight))
            .collect();
        (!parts.is_empty()).then(|| parts.iter().sum())
    })
}

/// Where the known heights lie, `None` between.
fn points(heights: &Heights, scale: f64) -> Vec<Option<(f64, f64)>> {
    let point = |(at, height): (usize, &Option<f64>)| {
        height.map(|height| ((at as f64 + 0.5) * COLUMN, HEIGHT / 2.0 + height * scale))
    };
    heights.iter().enumerate().map(point).collect()
}

fn line(class: &'static str, points: &[Option<(f64, f64)>]) -> El {
    let mut path = String::new();
    let mut drawing = false;
    for point in points {
        if let Some((x, y)) = point {
            path.push_str(&format!("{}{x:.0} {y:.1}", if drawing { "L" } else { "M" }));
        }
        drawing = point.is_some();
    }
    svg("path").class(class).attr("d", path)
}

/// Dots that stay round however the picture is stretched: lines without length, with round ends.
fn dots(class: &'static str, points: &[Option<(f64, f64)>]) -> El {
    let dot = |(x, y): &(f64, f64)| format!("M{x:.0} {y:.1}h.01");
    let path: String = points.iter().flatten().map(dot).collect();
    svg("path").class(class).attr("d", path)
}
