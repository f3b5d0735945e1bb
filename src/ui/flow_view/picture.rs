//! The flows as a picture of its own.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::flows::Drawn;
use crate::formats::svg::{FlowBar, FlowPicture};
use crate::layout::Sankey;

/// The flows as SVG.
pub fn picture(desk: Desk, shape: &Sankey, amounts: &Drawn) -> String {
    let stages = desk.editor.read(|journey| {
        let name = |place: usize| journey.stages.records().nth(place).map(|stage| stage.name.clone());
        shape.spans.iter().map(|span| span.stage.and_then(name).unwrap_or_default()).collect()
    });
    let bar = |named: &super::flows::Named| FlowBar {
        name: named.name.clone(),
        amount: named.short.clone(),
        gone: named.gone,
        kind: named.kind,
        negative: named.negative,
    };
    let picture = FlowPicture {
        head: super::super::exports::head(desk),
        shape,
        stages,
        bars: amounts.cards.iter().map(bar).collect(),
        negative: amounts.ways.iter().map(|(_, negative)| *negative).collect(),
        key: [text::FIRST_PASSES, text::REPEAT_VISITS, text::THEY_LEAVE],
        foot: amounts.sum.clone(),
    };
    picture.svg()
}
