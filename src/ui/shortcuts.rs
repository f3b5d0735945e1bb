//! Every action that has a name: the menus, the palette and the page of keys read this table.

use super::arrange;
use super::canvas::{Tool, fit_all, fit_selection, zoom_by, zoom_to};
use super::catalogue as text;
use super::commands;
use super::desk::Desk;
use super::exports;
use super::fixing;
use super::icons::Icon;
use super::library::go_to_start;
use super::origins;
use super::prelude::*;
use super::scenarios;
use super::session::{Dialog, GRID, Look, Overlay, Screen, Side};
use crate::edit::Line;
use crate::geometry::Point;
use web_sys::KeyboardEvent;

/// A key with its modifiers. Letters are matched by what they type, digits by where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    ctrl: bool,
    shift: bool,
    alt: bool,
    name: &'static str,
}

const fn key(name: &'static str) -> Key {
    Key { ctrl: false, shift: false, alt: false, name }
}

const fn ctrl(name: &'static str) -> Key {
    Key { ctrl: true, ..key(name) }
}

const fn shift(name: &'static str) -> Key {
    Key { shift: true, ..key(name) }
}

const fn ctrl_shift(name: &'static str) -> Key {
    Key { shift: true, ..ctrl(name) }
}

const fn alt(name: &'static str) -> Key {
    Key { alt: true, ..key(name) }
}

const fn alt_shift(name: &'static str) -> Key {
    Key { shift: true, ..alt(name) }
}

impl Key {
    fn matches(self, event: &KeyboardEvent) -> bool {
        let held = event.ctrl_key() || event.meta_key();
        let symbol = matches!(self.name, "?" | "+" | "-" | "'");
        held == self.ctrl
            && event.alt_key() == self.alt
            && (symbol || event.shift_key() == self.shift)
            && match self.name.strip_prefix("Digit") {
                Some(_) => event.code() == self.name,
                // With Alt, a Mac types another sign: there it is the key's place that counts.
                None if self.alt => event
                    .code()
                    .strip_prefix("Key")
                    .is_some_and(|letter| letter.eq_ignore_ascii_case(self.name)),
                None => event.key().eq_ignore_ascii_case(self.name),
            }
    }

    /// The key as it is printed: "Ctrl Z".
    pub fn printed(self) -> String {
        let mut out = String::new();
        for (held, word) in [(self.ctrl, "Ctrl "), (self.alt, "Alt "), (self.shift, "Shift ")] {
            if held {
                out.push_str(word);
            }
        }
        let name = self.name.strip_prefix("Digit").unwrap_or(self.name);
        let name = match name {
            "ArrowUp" => "↑",
            "ArrowDown" => "↓",
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            "ContextMenu" => text::MENU,
            // Letters as on the keys; keys that have a name are called by it.
            letter if letter.len() == 1 => &letter.to_ascii_uppercase(),
            other => other,
        };
        out.push_str(name);
        out
    }
}

/// An action that has a name.
pub struct Shortcut {
    /// Its name.
    pub name: &'static str,
    /// Its keys; the first is shown beside it.
    pub keys: &'static [Key],
    /// Its picture in menus.
    pub icon: Option<Icon>,
    /// Whether it can be done now.
    pub available: fn(Desk) -> bool,
    /// Does it.
    pub run: fn(Desk),
}

const ALWAYS: fn(Desk) -> bool = |_| true;
const SELECTED: fn(Desk) -> bool = |desk| desk.session.selection.with(|ids| !ids.is_empty());
const ONE: fn(Desk) -> bool = |desk| desk.session.only().is_some();
const SEVERAL: fn(Desk) -> bool = |desk| desk.session.selection.with(|ids| ids.len() > 1);

const HAS_TOUCHPOINTS: fn(Desk) -> bool = |desk| desk.editor.read(|journey| !journey.touchpoints.is_empty());
const SCENARIOS: fn(Desk) -> bool = |desk| desk.editor.read(|journey| !journey.scenarios.is_empty());
const IN_SCENARIO: fn(Desk) -> bool = |desk| desk.editor.scenario().is_some();

macro_rules! shortcut {
    ($name:expr, [$($key:expr),*], $icon:expr, $available:expr, $run:expr) => {
        Shortcut { name: $name, keys: &[$($key),*], icon: $icon, available: $available, run: $run }
    };
}

/// Every action, in the order of the palette.
pub const ALL: &[Shortcut] = &[
    shortcut!(text::UNDO, [ctrl("z")], Some(Icon::Undo), |d| d.editor.can_undo(), commands::undo),
    shortcut!(
        text::REDO,
        [ctrl_shift("z"), ctrl("y")],
        Some(Icon::Redo),
        |d| d.editor.can_redo(),
        commands::redo
    ),
    shortcut!(text::ADD_TOUCHPOINT, [key("n")], Some(Icon::Card), ALWAYS, |d| commands::add_touchpoint_at(
        d,
        commands::free_around(d, middle(d))
    )),
    shortcut!(text::ADD_OUTCOME, [key("o")], Some(Icon::Outcome), ALWAYS, |d| commands::add_outcome_at(
        d,
        commands::free_around(d, middle(d))
    )),
    shortcut!(text::ADD_STAGE, [key("s")], Some(Icon::Columns), ALWAYS, commands::add_stage),
    shortcut!(text::ADD_SEGMENT, [], Some(Icon::People), ALWAYS, commands::add_segment),
    shortcut!(text::RENAME, [key("F2"), key("Enter")], None, ONE, commands::rename),
    shortcut!(
        text::REMOVE,
        [key("Delete"), key("Backspace")],
        Some(Icon::Bin),
        SELECTED,
        commands::remove_selection
    ),
    shortcut!(text::COPY, [ctrl("c")], Some(Icon::Copy), SELECTED, commands::copy),
    shortcut!(text::CUT, [ctrl("x")], None, SELECTED, |d| {
        commands::copy(d);
        commands::remove_selection(d);
    }),
    shortcut!(text::PASTE, [], None, ALWAYS, commands::paste),
    shortcut!(text::DUPLICATE, [ctrl("d")], None, SELECTED, |d| commands::duplicate_by(
        d,
        Point::new(32.0, 32.0)
    )),
    shortcut!(text::SELECT_ALL, [ctrl("a")], None, ALWAYS, commands::select_all),
    shortcut!(text::TIDY, [ctrl_shift("l")], Some(Icon::Tidy), ALWAYS, commands::tidy),
    shortcut!(text::ALIGN_LEFT, [alt("a")], Some(Icon::AlignLeft), SEVERAL, |d| arrange::align(
        d,
        Line::Left
    )),
    shortcut!(text::ALIGN_CENTER, [alt("h")], Some(Icon::AlignCenter), SEVERAL, |d| arrange::align(
        d,
        Line::Center
    )),
    shortcut!(text::ALIGN_RIGHT, [alt("d")], Some(Icon::AlignRight), SEVERAL, |d| arrange::align(
        d,
        Line::Right
    )),
    shortcut!(text::ALIGN_TOP, [alt("w")], Some(Icon::AlignTop), SEVERAL, |d| arrange::align(d, Line::Top)),
    shortcut!(text::ALIGN_MIDDLE, [alt("v")], Some(Icon::AlignMiddle), SEVERAL, |d| arrange::align(
        d,
        Line::Middle
    )),
    shortcut!(text::ALIGN_BOTTOM, [alt("s")], Some(Icon::AlignBottom), SEVERAL, |d| arrange::align(
        d,
        Line::Bottom
    )),
    shortcut!(text::SPREAD_ACROSS, [alt_shift("h")], Some(Icon::SpreadAcross), SEVERAL, |d| {
        arrange::distribute(d, true)
    }),
    shortcut!(text::SPREAD_DOWN, [alt_shift("v")], Some(Icon::SpreadDown), SEVERAL, |d| arrange::distribute(
        d, false
    )),
    shortcut!(text::NEXT_RIGHT, [ctrl("ArrowRight")], None, ONE, |d| commands::add_next(d, 1.0, 0.0)),
    shortcut!(text::NEXT_BELOW, [ctrl("ArrowDown")], None, ONE, |d| commands::add_next(d, 0.0, 1.0)),
    shortcut!(text::NEXT_ABOVE, [ctrl("ArrowUp")], None, ONE, |d| commands::add_next(d, 0.0, -1.0)),
    shortcut!(text::NEXT_LEFT, [ctrl("ArrowLeft")], None, ONE, |d| commands::add_next(d, -1.0, 0.0)),
    shortcut!(text::SELECT_TOOL, [key("v")], Some(Icon::Pointer), ALWAYS, |d| d
        .session
        .tool
        .set(Tool::Select)),
    shortcut!(text::HAND_TOOL, [key("h")], Some(Icon::Hand), ALWAYS, |d| d.session.tool.set(Tool::Hand)),
    shortcut!(text::CONNECT_TOOL, [key("c")], Some(Icon::Arrow), ALWAYS, commands::start_connecting),
    shortcut!(text::SWITCH_GRID, [ctrl("'")], None, ALWAYS, |d| d.session.grid.update(|on| *on = !*on)),
    shortcut!(text::OPEN_MENU, [shift("F10"), key("ContextMenu")], None, ALWAYS, super::menus::open_here),
    shortcut!(text::FIT, [shift("Digit1")], Some(Icon::Fit), ALWAYS, fit_all),
    shortcut!(text::FIT_SELECTION, [shift("Digit2")], None, SELECTED, fit_selection),
    shortcut!(text::ZOOM_RESET, [shift("Digit0"), ctrl("Digit0")], None, ALWAYS, |d| zoom_to(d, 1.0)),
    shortcut!(text::ZOOM_IN, [key("+"), key("="), ctrl("+")], Some(Icon::Plus), ALWAYS, |d| zoom_by(d, 1.25)),
    shortcut!(text::ZOOM_OUT, [key("-"), ctrl("-")], Some(Icon::Minus), ALWAYS, |d| zoom_by(d, 0.8)),
    shortcut!(text::SHOW_DROP_OFF, [key("Digit1")], None, ALWAYS, |d| d
        .session
        .overlay
        .set(Overlay::DropOff)),
    shortcut!(text::SHOW_FRICTION, [key("Digit2")], None, ALWAYS, |d| d
        .session
        .overlay
        .set(Overlay::Friction)),
    shortcut!(text::SHOW_VALUE, [key("Digit3")], None, ALWAYS, |d| d.session.overlay.set(Overlay::Value)),
    shortcut!(text::SHOW_LEAK, [key("Digit4")], None, ALWAYS, |d| d.session.overlay.set(Overlay::Leak)),
    shortcut!(text::SHOW_EVIDENCE, [key("Digit5")], None, ALWAYS, |d| d
        .session
        .overlay
        .set(Overlay::Evidence)),
    shortcut!(text::SHOW_OWNERS, [key("Digit6")], None, ALWAYS, |d| d.session.overlay.set(Overlay::Owner)),
    shortcut!(text::SHOW_VIEWS, [key("Digit7")], None, ALWAYS, |d| d.session.overlay.set(Overlay::Views)),
    shortcut!(text::LOOK_MAP, [shift("m")], None, ALWAYS, |d| d.session.look.set(Look::Map)),
    shortcut!(text::LOOK_JOURNEY, [shift("j")], None, ALWAYS, |d| d.session.look.set(Look::Journey)),
    shortcut!(text::LOOK_FLOW, [shift("f")], None, ALWAYS, |d| d.session.look.set(Look::Flow)),
    shortcut!(text::LOOK_TABLE, [shift("t")], None, ALWAYS, |d| d.session.look.set(Look::Table)),
    shortcut!(text::PRESENT, [shift("p")], Some(Icon::Screen), HAS_TOUCHPOINTS, super::present::begin),
    shortcut!(text::SWITCH_PERSPECTIVE, [key("p")], None, ALWAYS, |d| {
        d.session.perspective.update(|perspective| *perspective = perspective.other());
    }),
    shortcut!(text::NEW_SCENARIO, [], Some(Icon::New), ALWAYS, scenarios::add),
    shortcut!(text::NEXT_SCENARIO, [key("b")], None, SCENARIOS, scenarios::show_next),
    shortcut!(text::SIDE_BY_SIDE_TIP, [alt("b")], None, IN_SCENARIO, scenarios::switch_beside),
    shortcut!(text::COMPARE_SCENARIO, [shift("b")], None, IN_SCENARIO, scenarios::compare),
    shortcut!(text::MERGE_SCENARIO, [], None, IN_SCENARIO, scenarios::merge),
    shortcut!(text::DROP_SCENARIO, [], Some(Icon::Bin), IN_SCENARIO, scenarios::drop_shown),
    shortcut!(text::INSPECT, [key("i")], None, ALWAYS, |d| commands::enter_side(d, Side::Inspect)),
    shortcut!(text::INSIGHTS, [key("j")], None, ALWAYS, |d| commands::enter_side(d, Side::Insights)),
    shortcut!(text::FINDINGS, [key("f")], Some(Icon::Warning), ALWAYS, |d| commands::enter_side(
        d,
        Side::Findings
    )),
    shortcut!(text::FIXES, [key("x")], Some(Icon::Tick), ALWAYS, |d| commands::enter_side(d, Side::Fixes)),
    shortcut!(text::ADD_FIX, [], Some(Icon::Plus), ALWAYS, |d| fixing::add_fix(d, None)),
    shortcut!(text::ADD_FIX_HERE, [], Some(Icon::Plus), |d| fixing::selected_touchpoint(d).is_some(), |d| {
        fixing::add_fix(d, fixing::selected_touchpoint(d))
    }),
    shortcut!(text::WHERE_FROM, [key("w")], None, origins::has_numbers, origins::open),
    shortcut!(text::TOGGLE_SIDE, [ctrl("\\")], None, ALWAYS, |d| d
        .session
        .side_open
        .update(|open| *open = !*open)),
    shortcut!(text::NEW_MAP, [], Some(Icon::New), ALWAYS, |d| d.library.found_empty(d)),
    shortcut!(text::OPEN_FILE, [ctrl("o")], Some(Icon::Folder), ALWAYS, |d| d.library.choose_file(d)),
    shortcut!(text::SAVE_FILE, [ctrl("s")], Some(Icon::Download), ALWAYS, |d| d.library.save_file(d)),
    shortcut!(text::EXPORT_SVG, [], Some(Icon::Download), exports::has_picture, exports::save_svg),
    shortcut!(text::EXPORT_PNG, [], Some(Icon::Download), exports::has_picture, exports::save_png),
    shortcut!(text::EXPORT_CSV, [], Some(Icon::Download), ALWAYS, exports::save_csv),
    shortcut!(text::ALL_MAPS, [], Some(Icon::Trail), ALWAYS, go_to_start),
    shortcut!(text::SWITCH_THEME, [], Some(Icon::Theme), ALWAYS, |_| super::theme::switch()),
    shortcut!(text::ALL_KEYS, [key("?")], Some(Icon::Keyboard), ALWAYS, |d| d
        .session
        .dialog
        .set(Some(Dialog::Keys))),
    shortcut!(text::PALETTE, [ctrl("k")], None, ALWAYS, |d| d.session.dialog.set(Some(Dialog::Palette))),
];

/// The action of this name.
pub fn named(name: &str) -> Option<&'static Shortcut> {
    ALL.iter().find(|shortcut| shortcut.name == name)
}

/// The pointer's place of the canvas, or the middle of what is shown.
pub fn middle(desk: Desk) -> Point {
    let size = desk.session.canvas_size.get_untracked();
    let pointer = desk.session.pointer.get_value();
    let inside = pointer.x > 0.0 && pointer.y > 0.0 && pointer.x < size.x && pointer.y < size.y;
    let at = if inside { pointer } else { size * 0.5 };
    desk.session.viewport.get_untracked().canvas_from_screen(at)
}

/// Keys of the whole window.
pub fn on_key(desk: Desk, event: &KeyboardEvent) {
    if desk.session.presenting.with_untracked(Option::is_some) {
        return super::present::on_key(desk, event);
    }
    let taken = event.default_prevented();
    if event.key() == " " && !super::focus::is_in_field(event) {
        desk.space_held.set_value(true);
        if super::focus::is_on_canvas(event) {
            event.prevent_default();
        }
    }
    // While a name is being typed on the canvas, a letter is a letter.
    let naming = desk.session.naming.with_untracked(Option::is_some);
    // What is behind a dialog is out of reach.
    if taken || event.is_composing() || naming || desk.session.is_behind() {
        return;
    }
    // From every field beside the map, Escape leads back to what it is about: a card, or all of the map.
    if event.key() == "Escape" && super::focus::is_beside_map(event) && super::focus::back_to_map(desk) {
        event.prevent_default();
        return;
    }
    let in_field = super::focus::is_in_field(event);
    // Between two maps there is none that a key could change.
    if desk.session.screen.get_untracked() != Screen::Map
        || (in_field && !(event.ctrl_key() || event.meta_key()))
    {
        return;
    }
    if canvas_key(desk, event, in_field) {
        event.prevent_default();
        return;
    }
    // In a field, the browser's own undo, copy and so on are meant.
    let own = |key: &Key| matches!(key.name, "s" | "o" | "k");
    let hit = ALL.iter().find(|s| s.keys.iter().any(|key| key.matches(event) && (!in_field || own(key))));
    let Some(shortcut) = hit else { return };
    if shortcut.name == text::RENAME && event.key() == "Enter" && !super::focus::is_on_place(event) {
        return;
    }
    let copies = [text::COPY, text::CUT].contains(&shortcut.name) && super::focus::has_text_selection();
    if copies {
        return;
    }
    event.prevent_default();
    if untrack(|| (shortcut.available)(desk)) {
        (shortcut.run)(desk);
    }
}

/// Keys that mean something on the canvas alone: Escape, arrows, Tab's companions.
fn canvas_key(desk: Desk, event: &KeyboardEvent, in_field: bool) -> bool {
    if in_field || desk.session.is_behind() {
        return false;
    }
    if event.key() == "Escape" {
        desk.session.menu.set(None);
        desk.session.tool.set(Tool::Select);
        desk.session.selection.set(Vec::new());
        return true;
    }
    if event.key() == " " && !event.repeat() {
        let Some(id) = super::focus::focused_record(event) else { return false };
        if event.shift_key() || event.ctrl_key() {
            desk.session.toggle(id);
        } else {
            desk.session.select(id);
        }
        return true;
    }
    if !super::focus::is_on_canvas(event) || event.ctrl_key() || event.meta_key() {
        return false;
    }
    let long = if desk.session.grid.get_untracked() { GRID } else { 10.0 };
    let step = if event.shift_key() { long } else { 1.0 };
    let by = match event.key().as_str() {
        "ArrowLeft" => Point::new(-step, 0.0),
        "ArrowRight" => Point::new(step, 0.0),
        "ArrowUp" => Point::new(0.0, -step),
        "ArrowDown" => Point::new(0.0, step),
        _ => return false,
    };
    if event.alt_key() {
        super::walk::walk(desk, by);
    } else if desk.session.selection.with_untracked(|ids| !ids.is_empty()) {
        commands::nudge(desk, by);
    } else {
        let pan = by * (-40.0);
        desk.session.viewport.update(|viewport| *viewport = viewport.panned(pan));
    }
    true
}
