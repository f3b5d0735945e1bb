//! The keys of a grid, as spreadsheets have them.

use super::super::focus;
use super::super::prelude::*;
use super::grid::{Grid, Place, begin, chosen, commit, leave, put};
use crate::formats::table_csv;
use web_sys::KeyboardEvent;

/// How many rows Page Up and Page Down go.
const PAGE: usize = 15;

/// A key while a cell is current.
pub fn on_key(grid: Grid, event: &KeyboardEvent) {
    if event.is_composing() || event.alt_key() {
        return;
    }
    if grid.editing.with_untracked(Option::is_some) {
        // The field is on its way: a quick hand goes on typing meanwhile.
        let key = event.key();
        if key.chars().count() == 1 && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            grid.editing.update(|typed| typed.get_or_insert_default().push_str(&key));
        } else {
            on_field_key(grid, event);
        }
        return;
    }
    let control = event.ctrl_key() || event.meta_key();
    let key = event.key();
    let done = match key.as_str() {
        "c" | "C" if control => copy(grid),
        "x" | "X" if control => copy(grid) && clear(grid),
        "a" | "A" if control => all(grid),
        "Enter" | "F2" if !control => {
            begin(grid, None);
            true
        }
        "Delete" | "Backspace" => clear(grid),
        "Tab" => step_within_row(grid, event.shift_key()),
        typed if !control && typed.chars().count() == 1 => {
            begin(grid, Some(typed.to_owned()));
            true
        }
        _ => walk(grid, &key, control, event.shift_key()),
    };
    if done {
        event.prevent_default();
    }
}

/// A key while the current cell is being edited.
pub fn on_field_key(grid: Grid, event: &KeyboardEvent) {
    event.stop_propagation();
    if event.is_composing() {
        return;
    }
    match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            commit(grid);
            go(grid, (1, 0), false);
            focus::focus_first(".grid");
        }
        "Tab" => {
            event.prevent_default();
            commit(grid);
            step_within_row(grid, event.shift_key());
            focus::focus_first(".grid");
        }
        "Escape" => {
            event.prevent_default();
            leave(grid);
        }
        _ => {}
    }
}

/// One cell on; `false` at the end of the row, where Tab leaves the grid.
fn step_within_row(grid: Grid, back: bool) -> bool {
    let (_, column) = grid.at.get_untracked();
    let last = last(grid).1;
    if (back && column == 0) || (!back && column == last) {
        return false;
    }
    go(grid, (0, if back { -1 } else { 1 }), false);
    true
}

/// The last row, which adds a record, and the last column.
fn last(grid: Grid) -> Place {
    let columns = grid.columns.with_value(Vec::len);
    (grid.ids.with_untracked(Vec::len), columns.saturating_sub(1))
}

fn walk(grid: Grid, key: &str, far: bool, extend: bool) -> bool {
    let reach = if far { isize::MAX / 4 } else { 1 };
    let page = PAGE as isize;
    let by = match key {
        "ArrowUp" => (-reach, 0),
        "ArrowDown" => (reach, 0),
        "ArrowLeft" => (0, -reach),
        "ArrowRight" => (0, reach),
        "PageUp" => (-page, 0),
        "PageDown" => (page, 0),
        "Home" => (if far { -reach } else { 0 }, isize::MIN / 4),
        "End" => (if far { reach } else { 0 }, isize::MAX / 4),
        _ => return false,
    };
    go(grid, by, extend);
    true
}

/// Makes another cell the current one.
fn go(grid: Grid, by: (isize, isize), extend: bool) {
    let (row, column) = grid.at.get_untracked();
    let last = last(grid);
    let place = (row.saturating_add_signed(by.0).min(last.0), column.saturating_add_signed(by.1).min(last.1));
    grid.at.set(place);
    if !extend {
        grid.anchor.set(place);
    }
    request_animation_frame(move || reveal(place));
}

fn reveal((row, column): Place) {
    let cell = document().get_element_by_id(&format!("cell-{row}-{column}"));
    match cell {
        Some(cell) => {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
            cell.scroll_into_view_with_scroll_into_view_options(&options);
        }
        // Not made yet: its row is out of sight.
        None => {
            let scroll = document().query_selector(".grid-scroll").ok().flatten();
            if let Some(scroll) = scroll {
                scroll.set_scroll_top(
                    i32::try_from(row).unwrap_or_default().saturating_mul(34).saturating_sub(200),
                );
            }
        }
    }
}

fn copy(grid: Grid) -> bool {
    super::copy_rows(grid.desk, table_csv::write_tabbed(&chosen(grid)));
    true
}

fn all(grid: Grid) -> bool {
    grid.anchor.set((0, 0));
    grid.at.set(last(grid));
    true
}

/// Empties the selected cells, in one edit where it is a block.
fn clear(grid: Grid) -> bool {
    let (one, other) = (grid.at.get_untracked(), grid.anchor.get_untracked());
    if one == other {
        put(grid, one, "");
        return true;
    }
    let empty: Vec<Vec<String>> =
        chosen(grid).into_iter().map(|row| row.into_iter().map(|_| String::new()).collect()).collect();
    grid.kind.paste(grid.desk, one.0.min(other.0), one.1.min(other.1), &empty);
    true
}
