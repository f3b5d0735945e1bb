//! The map as a picture of its own, as it is shown now.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::session::Overlay;
use super::arrow::head_path;
use super::card::{face, heat, stub_path};
use super::heat::{DROP_OFF_TOP, heat_colour, ramp_colour, team_colour};
use crate::formats::svg::{
    MapArrow, MapCard, MapColumn, MapEnd, MapPicture, Swatch, TRANSITION_COLOUR, VALUE_COLOUR, burden_colour,
};
use crate::model::{Burden, Id, Journey, Touchpoint};

/// The map as SVG: what is drawn on the canvas, all of it, under the overlay that is shown.
pub fn picture(desk: Desk) -> String {
    let head = super::super::exports::head(desk);
    let columns = desk.editor.read(|journey| {
        let columns = crate::layout::columns(journey);
        let named = |column: crate::layout::Column| {
            let stage = journey.stages.get(&column.stage)?;
            let phase = stage.phase.map(super::column::phase_word).unwrap_or_default().to_owned();
            Some(MapColumn { x: column.x, width: column.width, name: stage.name.clone(), phase })
        };
        columns.into_iter().filter_map(named).collect()
    });
    let whole = MapPicture {
        head,
        columns,
        arrows: arrows(desk),
        cards: cards(desk),
        ends: ends(desk),
        legend: legend(desk),
    };
    whole.svg()
}

fn arrows(desk: Desk) -> Vec<MapArrow> {
    let ids: Vec<_> = desk.editor.read(|journey| journey.transitions.ids().cloned().collect());
    let looks = desk.derived.widths_and_shares(ids.len());
    let numbers = desk.derived.numbers();
    let arrow = |(id, (width, share)): (&Id, &(f64, f64))| {
        let route = desk.scene.route_now(id)?;
        let head = head_path(&route, *width);
        let label = route.label.map(|at| (at, numbers.share_short(*share)));
        let empty = *share <= 0.0;
        Some(MapArrow { path: route.curve.path(), head, width: *width, label, empty })
    };
    ids.iter().zip(&looks).filter_map(arrow).collect()
}

fn cards(desk: Desk) -> Vec<MapCard> {
    let reading = desk.derived.reading();
    desk.editor.read(|journey| {
        let pairs = journey.touchpoints.iter().zip(&reading.touchpoints);
        let card =
            |((id, touchpoint), reading): ((&Id, &Touchpoint), &crate::analysis::TouchpointReading)| {
                let (bars, gap) = (desk.derived.bars(id), desk.derived.gap(id));
                let face = face(desk, reading, touchpoint, gap);
                let stub = reading.drop_off.filter(|_| reading.leavers > 0.0).map(|share| {
                    let width = desk.derived.width_of_flow(reading.leavers);
                    let colour = heat_colour(Overlay::DropOff, share / DROP_OFF_TOP);
                    (stub_path(touchpoint.position, width), colour)
                });
                MapCard {
                    at: touchpoint.position,
                    name: super::card::shown_name(&touchpoint.name),
                    aside: aside(journey, touchpoint),
                    moment: touchpoint.moment_of_truth,
                    heat: heat(desk, reading, touchpoint, gap),
                    burdens: bars.burdens,
                    value: bars.value,
                    figure: (face.number, face.label.to_owned()),
                    visits: super::card::visits_said(desk, reading),
                    stub,
                }
            };
        pairs.map(card).collect()
    })
}

/// Channel and owner: pictures of channels mean nothing on paper.
fn aside(journey: &Journey, touchpoint: &Touchpoint) -> String {
    let channel = touchpoint.channel.as_ref().and_then(|id| journey.channels.get(id));
    let owner = touchpoint.owner.as_ref().and_then(|id| journey.owners.get(id));
    let parts = [channel.map(|channel| channel.name.as_str()), owner.map(|owner| owner.name.as_str())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn ends(desk: Desk) -> Vec<MapEnd> {
    let reading = desk.derived.reading();
    let numbers = desk.derived.numbers();
    desk.editor.read(|journey| {
        let pairs = journey.outcomes.iter().zip(&reading.outcomes);
        let end = |((id, outcome), share): ((_, &crate::model::Outcome), &f64)| MapEnd {
            at: outcome.position,
            name: place_name(journey, id),
            reached: text::of_entrants(&numbers.share(*share)),
            kind: outcome.kind,
        };
        pairs.map(end).collect()
    })
}

fn legend(desk: Desk) -> Vec<Swatch> {
    let (overlay, book) = (desk.session.overlay.get(), desk.session.book.get());
    let mut all = Vec::new();
    if overlay == Overlay::Owner {
        let owners: Vec<String> =
            desk.editor.read(|journey| journey.owners.records().map(|owner| owner.name.clone()).collect());
        let swatch = |(at, words): (usize, String)| Swatch { colours: vec![team_colour(at).into()], words };
        all.extend(owners.into_iter().enumerate().map(swatch));
    } else {
        let steps = (0..=10).map(|step| ramp_colour(overlay, f64::from(step) / 10.0));
        let top = super::dock::top_of_scale(desk, overlay, book);
        let words =
            text::scale_up_to(text::overlay_name(overlay), &super::dock::least_of_scale(desk, overlay), &top);
        all.push(Swatch { colours: steps.collect(), words });
    }
    let one = |colour: &str, words: &str| Swatch { colours: vec![colour.into()], words: words.into() };
    all.extend(Burden::ALL.map(|burden| one(burden_colour(burden), text::burden_name(burden))));
    all.push(one(VALUE_COLOUR, text::VALUE_TO_THEM));
    all.push(one(TRANSITION_COLOUR, text::WIDTH_IS_PEOPLE));
    all
}
