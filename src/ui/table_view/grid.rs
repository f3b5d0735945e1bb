//! A table that is edited like a spreadsheet: one cell is the current one, typing changes it.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::focus;
use super::super::prelude::*;
use super::super::receipt;
use super::columns::{Column, Kind};
use super::keys;
use crate::formats::table_csv;
use crate::model::Id;
use leptos::wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, HtmlElement, HtmlInputElement, MouseEvent};

/// The height of a row in pixels, as the style sheet has it: only the rows in sight are made.
const ROW: f64 = 34.0;
/// How many rows are made beyond those in sight.
const BEYOND: usize = 8;

/// A cell: its row and its column.
pub type Place = (usize, usize);

/// What the parts of a grid share.
#[derive(Clone, Copy)]
pub struct Grid {
    /// The desk it lies on.
    pub desk: Desk,
    /// Which table it shows.
    pub kind: Kind,
    /// Its columns.
    pub columns: StoredValue<Vec<Column>>,
    /// Its records.
    pub ids: Memo<Vec<Id>>,
    /// The current cell.
    pub at: RwSignal<Place>,
    /// The opposite corner of what is selected.
    pub anchor: RwSignal<Place>,
    /// The text that the editing of the current cell began with.
    pub editing: RwSignal<Option<String>>,
    /// The first row in sight, and how many are.
    sight: RwSignal<(usize, usize)>,
}

/// The grid of a table.
pub fn grid(desk: Desk, kind: Kind) -> El {
    let grid = Grid {
        desk,
        kind,
        columns: StoredValue::new(kind.columns()),
        ids: Memo::new(move |_| kind.ids(desk)),
        at: RwSignal::default(),
        anchor: RwSignal::default(),
        editing: RwSignal::default(),
        sight: RwSignal::new((0, 40)),
    };
    let titles = grid.columns.with_value(|columns| {
        let title = |(at, column): (usize, &Column)| {
            el("th")
                .attr("role", "columnheader")
                .attr("aria-colindex", (at + 1).to_string())
                .class(if column.number { "number" } else { "" })
                .child(column.title)
        };
        columns.iter().enumerate().map(title).collect::<Vec<_>>()
    });
    let head = thead().child(tr().attr("role", "row").attr("aria-rowindex", "1").child(titles));
    let seen = move || {
        let (first, count) = grid.sight.get();
        // One row more than there are: typing there adds a record.
        let rows = grid.ids.with(Vec::len) + 1;
        let from = first.saturating_sub(BEYOND);
        (from..(first + count + BEYOND).min(rows)).collect::<Vec<usize>>()
    };
    let key = move |row: &usize| {
        let id = grid.ids.with(|ids| ids.get(*row).map(Id::to_string));
        format!("{row} {}", id.unwrap_or_default())
    };
    let space = |height: Box<dyn Fn() -> f64>| {
        tr().attr("aria-hidden", "true")
            .class("space")
            .child(td().style("height", move || format!("{}px", height())))
    };
    let above = space(Box::new(move || ROW * grid.sight.get().0.saturating_sub(BEYOND) as f64));
    let below = space(Box::new(move || {
        let (first, count) = grid.sight.get();
        ROW * (grid.ids.with(Vec::len) + 1).saturating_sub(first + count + BEYOND) as f64
    }));
    let body = tbody().child(above).child(each(seen, key, move |at| row(grid, *at))).child(below);
    let table = table()
        .class("grid")
        .attr("role", "grid")
        .attr("tabindex", "0")
        .attr("aria-label", if kind == Kind::Touchpoints { text::TOUCHPOINTS } else { text::TRANSITIONS })
        .attr("aria-rowcount", move || (grid.ids.with(Vec::len) + 2).to_string())
        .attr("aria-activedescendant", move || {
            let (row, column) = grid.at.get();
            format!("cell-{row}-{column}")
        })
        .on(ev::keydown, move |event| keys::on_key(grid, &event))
        .on(ev::paste, move |event| pasted(grid, &event))
        .child(head)
        .child(body);
    div().class("grid-scroll").on(ev::scroll, move |event: Event| look(grid, &event)).child(table)
}

/// Which rows are in sight now.
fn look(grid: Grid, event: &Event) {
    let scroll = event_target::<HtmlElement>(event);
    let first = (f64::from(scroll.scroll_top()) / ROW).floor().max(0.0) as usize;
    let count = (f64::from(scroll.client_height()) / ROW).ceil() as usize;
    if grid.sight.get_untracked() != (first, count) {
        grid.sight.set((first, count));
    }
}

fn row(grid: Grid, at: usize) -> El {
    let id = grid.ids.with_untracked(|ids| ids.get(at).cloned());
    let cells = grid.columns.with_value(|columns| {
        columns
            .iter()
            .enumerate()
            .map(|(column, shown)| cell(grid, (at, column), *shown, id.clone()))
            .collect::<Vec<_>>()
    });
    tr().attr("role", "row")
        .attr("aria-rowindex", (at + 2).to_string())
        .class_when("new", id.is_none())
        .child(cells)
}

fn cell(grid: Grid, place: Place, column: Column, id: Option<Id>) -> El {
    let shown = id.clone();
    let value = Memo::new(move |_| match &shown {
        Some(id) => grid.kind.read(grid.desk, id, &column),
        None if place.1 == 0 => text::ADD_A_ROW.to_owned(),
        None => String::new(),
    });
    let current = Memo::new(move |_| grid.at.get() == place);
    let chosen = Memo::new(move |_| is_between(place, grid.at.get(), grid.anchor.get()));
    let edited = Memo::new(move |_| current.get() && grid.editing.with(Option::is_some));
    let content = by(
        move || edited.get(),
        move |edited| match edited {
            true => field(grid, place, column).into_child(),
            false => span().child(value).into_child(),
        },
    );
    let press = move |event: MouseEvent| {
        if untrack(|| edited.get()) {
            return;
        }
        commit(grid);
        grid.at.set(place);
        if !event.shift_key() {
            grid.anchor.set(place);
        }
    };
    td().attr("role", "gridcell")
        .attr("id", format!("cell-{}-{}", place.0, place.1))
        .attr("aria-colindex", (place.1 + 1).to_string())
        .attr("aria-selected", move || chosen.get().to_string())
        .attr("aria-readonly", column.class.eq("worked-out").then_some("true"))
        .class([column.class, if column.number { " number" } else { "" }].concat())
        .class_when("current", current)
        .class_when("chosen", chosen)
        .on(ev::mousedown, press)
        .on(ev::dblclick, move |_| begin(grid, None))
        .child(content)
}

fn is_between(place: Place, one: Place, other: Place) -> bool {
    let within = |at: usize, a: usize, b: usize| (a.min(b)..=a.max(b)).contains(&at);
    within(place.0, one.0, other.0) && within(place.1, one.1, other.1)
}

/// The field that a cell is edited in; what it began with is in it already.
fn field(grid: Grid, place: Place, column: Column) -> El {
    request_animation_frame(|| focus::focus_first(".grid .cell-field"));
    input()
        .class("cell-field")
        .attr("aria-label", column.title)
        .attr("list", column.list)
        .attr("maxlength", "10000")
        .value(move || grid.editing.get().unwrap_or_default())
        .on(ev::keydown, move |event| keys::on_field_key(grid, &event))
        .on(ev::blur, move |event: web_sys::FocusEvent| {
            let typed = event_target::<HtmlInputElement>(&event).value();
            // Once the field is gone, its blur says nothing any more.
            if grid.at.get_untracked() == place {
                take(grid, &typed);
            }
        })
}

/// Starts editing the current cell: with what it holds, or with what was typed. What is worked out opens
/// its receipt.
pub fn begin(grid: Grid, typed: Option<String>) {
    let (row, column) = grid.at.get_untracked();
    let id = untrack(|| grid.ids.with(|ids| ids.get(row).cloned()));
    let asks = |id: &Id| {
        let column = grid.columns.with_value(|columns| columns.get(column).copied())?;
        untrack(|| column.asks(grid.desk, id))
    };
    // What is worked out is not typed: it opens where it comes from.
    if let (None, Some(question)) = (&typed, id.as_ref().and_then(asks)) {
        return receipt::ask(grid.desk, question);
    }
    let held = id.map(|id| {
        grid.columns.with_value(|columns| {
            columns
                .get(column)
                .map(|column| untrack(|| grid.kind.read(grid.desk, &id, column)))
                .unwrap_or_default()
        })
    });
    grid.editing.set(Some(typed.or(held).unwrap_or_default()));
}

/// Ends the editing and keeps what is in the field.
pub fn commit(grid: Grid) {
    let field = document().query_selector(".grid .cell-field").ok().flatten();
    let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let typed = field.map(|field| field.value()).or_else(|| grid.editing.get_untracked());
    if let Some(typed) = typed {
        take(grid, &typed);
    }
}

fn take(grid: Grid, typed: &str) {
    if grid.editing.with_untracked(Option::is_none) {
        return;
    }
    grid.editing.set(None);
    put(grid, grid.at.get_untracked(), typed);
}

/// Ends the editing and leaves the cell as it was.
pub fn leave(grid: Grid) {
    grid.editing.set(None);
    // At once: the next key must find the grid.
    focus::focus_first(".grid");
}

/// Puts a text into a cell; in the row beyond the last it begins a record.
pub fn put(grid: Grid, (row, column): Place, typed: &str) -> bool {
    let id = grid.ids.with_untracked(|ids| ids.get(row).cloned());
    let column_of = grid.columns.with_value(|columns| columns.get(column).copied());
    match (id, column_of) {
        (Some(id), Some(column)) => grid.kind.write(grid.desk, &id, &column, typed),
        (None, Some(_)) if !typed.trim().is_empty() => {
            grid.kind.paste(grid.desk, row, column, &[vec![typed.to_owned()]])
        }
        _ => false,
    }
}

/// The texts of the selected cells.
pub fn chosen(grid: Grid) -> Vec<Vec<String>> {
    let (one, other) = (grid.at.get_untracked(), grid.anchor.get_untracked());
    let (top, bottom) = (one.0.min(other.0), one.0.max(other.0));
    let (left, right) = (one.1.min(other.1), one.1.max(other.1));
    let columns = grid
        .columns
        .with_value(|columns| columns.get(left..=right).map(<[Column]>::to_vec))
        .unwrap_or_default();
    let ids = grid.ids.with_untracked(|ids| ids.get(top..(bottom + 1).min(ids.len())).map(<[Id]>::to_vec));
    let row = |id: &Id| columns.iter().map(|column| grid.kind.read(grid.desk, id, column)).collect();
    untrack(|| ids.unwrap_or_default().iter().map(row).collect())
}

fn pasted(grid: Grid, event: &ClipboardEvent) {
    if grid.editing.with_untracked(Option::is_some) {
        return;
    }
    let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
    let Some(text) = text.filter(|text| !text.is_empty()) else { return };
    event.prevent_default();
    event.stop_propagation();
    let block = table_csv::read(&text);
    let (one, other) = (grid.at.get_untracked(), grid.anchor.get_untracked());
    let (row, column) = (one.0.min(other.0), one.1.min(other.1));
    if grid.kind.paste(grid.desk, row, column, &block) {
        let cells = block.iter().map(Vec::len).sum();
        grid.desk.notices.tell(text::cells_pasted(cells));
    }
}
