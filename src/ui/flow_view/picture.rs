//! The flows as a picture of its own.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::Shown;
use super::flows::{Drawn, Named};
use crate::formats::svg::{FlowBar, FlowPart, FlowPicture};
use crate::layout::Sankey;

/// The flows as SVG; those of two segments under each other, each with its name.
pub fn picture(desk: Desk, shown: &Shown) -> String {
    let spans = shown.sides.first().map(|(_, shape)| shape.spans.clone()).unwrap_or_default();
    let stages = desk.editor.read(|journey| {
        let name = |place: usize| journey.stages.records().nth(place).map(|stage| stage.name.clone());
        spans.iter().map(|span| span.stage.and_then(name).unwrap_or_default()).collect()
    });
    let bar = |named: &Named| FlowBar {
        name: named.name.clone(),
        amount: named.short.clone(),
        gone: named.gone,
        kind: named.kind,
        negative: named.amount < 0.0,
    };
    let part = |(drawn, shape): &(Drawn, Sankey)| FlowPart {
        title: if shown.sides.len() > 1 { drawn.name.clone() } else { String::new() },
        shape: shape.clone(),
        bars: drawn.cards.iter().map(bar).collect(),
        negative: drawn.ways.iter().map(|way| way.amount.0 < 0.0).collect(),
        foot: drawn.sum.clone(),
    };
    let picture = FlowPicture {
        head: super::super::exports::head(desk),
        stages,
        parts: shown.sides.iter().map(part).collect(),
        key: [text::FIRST_PASSES, text::REPEAT_VISITS, text::THEY_LEAVE],
    };
    picture.svg()
}
