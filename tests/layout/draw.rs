//! A plain picture of a map, to be looked at.

use desire_path::geometry::{Rect, sizes};
use desire_path::layout::{Arrows, Way, columns};
use desire_path::model::{Id, Journey, Transition};
use std::fmt::Write;

/// How thick an arrow is and how wide its label, by its share of the most.
pub fn look(journey: &Journey) -> impl Fn(&Id, &Transition) -> (f64, f64) {
    let flow = |transition: &Transition| transition.count.unwrap_or(1.0);
    let most = journey.transitions.records().map(flow).fold(0.0, f64::max);
    move |_, transition| {
        let share = flow(transition) / most;
        ((24.0 * share).max(1.0), if share > 0.0 { 34.0 } else { 0.0 })
    }
}

pub fn svg(journey: &Journey) -> String {
    let cards = journey.touchpoints.iter().map(|(_, t)| (sizes::card_at(t.position), &t.name));
    let ends = journey.outcomes.iter().map(|(_, o)| (sizes::outcome_at(o.position), &o.name));
    let boxes: Vec<(Rect, &String)> = cards.chain(ends).collect();
    let all = Rect::around(boxes.iter().map(|(rect, _)| *rect)).unwrap().grown(120.0);
    let mut out = String::new();
    let Rect { x, y, width, height } = all;
    writeln!(
        out,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x} {y} {width} {height}" width="{width}" height="{height}"><rect x="{x}" y="{y}" width="{width}" height="{height}" fill="#f6f6f2"/>"##
    )
    .unwrap();
    for column in columns(journey) {
        writeln!(
            out,
            r##"<rect x="{}" y="0" width="{}" height="{}" rx="8" fill="#eeefe9"/>"##,
            column.x,
            column.width,
            all.bottom() - 60.0
        )
        .unwrap();
    }
    let look = look(journey);
    let arrows = Arrows::of(journey, &look);
    let mut routes: Vec<_> = arrows.iter().collect();
    let width = |id: &Id| look(id, journey.transitions.get(id).unwrap()).0;
    routes.sort_by(|a, b| width(a.0).total_cmp(&width(b.0)));
    for (id, route) in &routes {
        let width = width(id);
        let color = if route.way == Way::Backward { "#a9876b" } else { "#7f9a91" };
        let faint = if width > 3.0 { 0.6 } else { 0.25 + width * 0.1 };
        let (end, heading) = (route.curve.end(), route.curve.heading());
        writeln!(
            out,
            r##"<path d="{}" fill="none" stroke="{color}" stroke-opacity="{faint}" stroke-width="{width}"/>"##,
            route.curve.path()
        )
        .unwrap();
        let (back, side) = (heading * -7.0, 4.0);
        writeln!(
            out,
            r##"<path d="M{} {}L{} {}L{} {}Z" fill="{color}" fill-opacity="{}"/>"##,
            end.x,
            end.y,
            end.x + back.x - heading.y * side,
            end.y + back.y + heading.x * side,
            end.x + back.x + heading.y * side,
            end.y + back.y - heading.x * side,
            faint.max(0.5)
        )
        .unwrap();
    }
    for (rect, name) in boxes {
        writeln!(
            out,
            r##"<rect x="{}" y="{}" width="{}" height="{}" rx="10" fill="#fff" stroke="#dcded7"/><text x="{}" y="{}" font-family="sans-serif" font-size="14" fill="#1b231f">{name}</text>"##,
            rect.x,
            rect.y,
            rect.width,
            rect.height,
            rect.x + 16.0,
            rect.y + 26.0
        )
        .unwrap();
        if rect.width == sizes::CARD_WIDTH {
            writeln!(
                out,
                r##"<rect x="{}" y="{}" width="10" height="{}" fill="#f2a65a"/>"##,
                rect.right() - 32.0,
                rect.bottom(),
                sizes::STUB_HEIGHT - 8.0
            )
            .unwrap();
        }
    }
    for (id, route) in &routes {
        if let Some(at) = route.label {
            writeln!(
                out,
                r##"<rect x="{}" y="{}" width="34" height="15" rx="4" fill="#f6f6f2" fill-opacity=".8"/><text x="{}" y="{}" text-anchor="middle" font-family="sans-serif" font-size="10.5" fill="#66716b">{}</text>"##,
                at.x - 17.0,
                at.y - 8.0,
                at.x,
                at.y + 3.5,
                journey.transitions.get(id).unwrap().count.unwrap_or(1.0)
            )
            .unwrap();
        }
    }
    out.push_str("</svg>\n");
    out
}
