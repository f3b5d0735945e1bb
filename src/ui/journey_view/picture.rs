//! The journey map as a picture of its own, and as a table.

use super::super::canvas::{DROP_OFF_TOP, heat_colour};
use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::fields::{Shown, read};
use super::super::names::place_name;
use super::super::session::Overlay;
use super::curve::{frictions, values};
use super::rows::runs;
use crate::formats::cells::TouchpointField as Field;
use crate::formats::svg::{Row, RowKind, SheetPicture, VALUE_COLOUR, burden_colour};
use crate::model::{Burden, Id, Value};

/// The journey map of these touchpoints as SVG.
pub fn picture(desk: Desk, ids: &[Id]) -> String {
    let picture = SheetPicture {
        head: super::super::exports::head(desk),
        stages: runs(desk, ids),
        names: desk.editor.read(|journey| ids.iter().map(|id| place_name(journey, id)).collect()),
        rows: rows(desk, ids),
    };
    picture.svg()
}

/// The same as rows of cells: a column a touchpoint.
pub fn table(desk: Desk, ids: &[Id]) -> Vec<Vec<String>> {
    let names = desk.editor.read(|journey| ids.iter().map(|id| place_name(journey, id)).collect::<Vec<_>>());
    let mut table = vec![std::iter::once(text::TOUCHPOINT.to_owned()).chain(names).collect::<Vec<_>>()];
    for row in rows(desk, ids) {
        let cells: Vec<String> = match row.kind {
            RowKind::Words(cells) => cells,
            RowKind::Bars(cells) => cells.into_iter().map(|(words, ..)| words).collect(),
            RowKind::Band | RowKind::Visibility | RowKind::Curves(_) => continue,
        };
        table.push(std::iter::once(row.head).chain(cells).collect());
    }
    table
}

fn rows(desk: Desk, ids: &[Id]) -> Vec<Row> {
    let row = |head: &str, kind: RowKind| Row { head: head.to_owned(), kind };
    let words =
        |head: &str, of: &dyn Fn(&Id) -> String| row(head, RowKind::Words(ids.iter().map(of).collect()));
    let field = |field: Field| words(field.title(), &|id| read(desk, id, field));
    let scored = |field: Field| row(&field.heading(desk), RowKind::Bars(bars(desk, ids, field)));
    let band = |head: &str| row(head, RowKind::Band);
    let side = |head: &str, backstage: bool| words(head, &move |id| on_side(desk, id, backstage));
    let mut rows = vec![
        row(text::CURVE_KEY, RowKind::Curves(curves(desk, ids))),
        row(text::DROP_OFF, RowKind::Bars(ids.iter().map(|id| drop_off(desk, id)).collect())),
        words(text::VISITS, &|id| visits(desk, id)),
        band(text::WHAT_IT_COSTS),
    ];
    rows.extend(Burden::ALL.map(|burden| scored(Field::Burden(burden))));
    rows.push(band(text::WHAT_IT_GIVES));
    rows.extend(Value::ALL.map(|value| scored(Field::Value(value))));
    rows.extend([
        band(text::HOW_IT_HAPPENS),
        field(Field::Channel),
        side(text::FRONTSTAGE, false),
        row(text::LINE_OF_VISIBILITY, RowKind::Visibility),
        side(text::BACKSTAGE, true),
        field(Field::Owner),
        field(Field::PainPoints),
        field(Field::Opportunities),
    ]);
    rows
}

fn on_side(desk: Desk, id: &Id, backstage: bool) -> String {
    let here =
        desk.editor.read(|journey| journey.touchpoints.get(id).map(|t| t.backstage)) == Some(backstage);
    let channel = if here { read(desk, id, Field::Channel) } else { String::new() };
    if here && channel.is_empty() { text::IS_HERE.to_owned() } else { channel }
}

fn bars(desk: Desk, ids: &[Id], field: Field) -> Vec<(String, f64, String)> {
    let colour = match field {
        Field::Burden(burden) => burden_colour(burden),
        _ => VALUE_COLOUR,
    };
    let bar = |id: &Id| {
        let words = read(desk, id, field);
        let share = crate::formats::number(&words).unwrap_or(0.0) / field.top().unwrap_or(30.0);
        (words, share, colour.to_owned())
    };
    ids.iter().map(bar).collect()
}

fn drop_off(desk: Desk, id: &Id) -> (String, f64, String) {
    let share = desk.derived.touchpoint_reading(id).and_then(|reading| reading.drop_off);
    let part = share.unwrap_or(0.0) / DROP_OFF_TOP;
    let words = share.map_or_else(|| text::NO_DATA.to_owned(), |share| desk.derived.numbers().share(share));
    (words, part, heat_colour(Overlay::DropOff, part))
}

fn visits(desk: Desk, id: &Id) -> String {
    match desk.derived.touchpoint_reading(id).and_then(|reading| reading.visits) {
        Some(visits) => desk.derived.numbers().people(visits * desk.derived.entrants()),
        None => text::NO_VISITS.to_owned(),
    }
}

/// Heights from −1 to 1: of each perspective the values upwards and the friction downwards, the other
/// perspective's first, so that this one's lies on it.
fn curves(desk: Desk, ids: &[Id]) -> Vec<(Vec<Option<f64>>, bool)> {
    let perspective = desk.session.perspective.get();
    let mut pairs = [(perspective.other(), true), (perspective, false)]
        .map(|(view, other)| (values(desk, ids, view), frictions(desk, ids, view), other));
    let most = pairs.iter().flat_map(|pair| pair.1.iter().flatten()).fold(0.25_f64, |most, at| most.max(*at));
    let mut curves = Vec::new();
    for (up, down, other) in &mut pairs {
        let scaled = |heights: &[Option<f64>], by: f64| heights.iter().map(|h| h.map(|h| h * by)).collect();
        curves.push((scaled(up, 1.0 / Value::TOP), *other));
        curves.push((scaled(down, -1.0 / most), *other));
    }
    curves
}
