//! Which part of the canvas is shown: fit and zoom.

use super::super::desk::Desk;
use super::scene::rects;
use crate::geometry::{Point, Rect, Viewport, sizes};
use crate::layout;
use crate::model::{Id, Journey};

/// Free space around what is fitted, in pixels.
const MARGIN: f64 = 28.0;

/// How much of the window the sheet of a narrow screen covers at most, as in the style sheet.
const SHEET: f64 = 0.62;
/// The bars above and below the canvas of a narrow screen, in pixels.
const BARS: f64 = 108.0;

/// The part of the screen that nothing floats over, from the canvas's corner.
fn free_screen(desk: Desk) -> Rect {
    let size = desk.session.canvas_size.get_untracked();
    let sheet = desk.session.side_open.get_untracked();
    let (top, bottom) = match (size.x < 700.0, sheet) {
        (true, true) => (96.0, (size.y + BARS) * SHEET),
        (true, false) => (96.0, 72.0),
        (false, _) => (78.0, 76.0),
    };
    Rect::new(0.0, top, size.x, (size.y - top - bottom).max(80.0))
}

/// Everything there is to see: cards, stubs and column heads.
pub fn content(journey: &Journey) -> Option<Rect> {
    let cards = rects(journey)
        .map(|(_, rect)| Rect::new(rect.x, rect.y, rect.width, rect.height + sizes::STUB_HEIGHT));
    let columns = layout::columns(journey);
    let heads = columns.iter().map(|column| Rect::new(column.x, 0.0, column.width, sizes::STAGE_HEAD));
    Rect::around(cards.chain(heads))
}

/// Shows all of the map.
pub fn fit_all(desk: Desk) {
    if let Some(rect) = desk.editor.peek(content) {
        fit(desk, rect);
    } else {
        let screen = free_screen(desk);
        desk.session.viewport.set(Viewport { offset: Point::new(32.0, screen.y + 24.0), zoom: 1.0 });
    }
}

/// Shows all of the selection.
pub fn fit_selection(desk: Desk) {
    let ids = desk.session.selection.get_untracked();
    let chosen = |id: &Id| ids.contains(id);
    let rect =
        desk.editor.peek(|journey| Rect::around(rects(journey).filter(|(id, _)| chosen(id)).map(|(_, r)| r)));
    if let Some(rect) = rect {
        fit(desk, rect);
    }
}

fn fit(desk: Desk, rect: Rect) {
    desk.session.viewport.set(Viewport::fitting(rect, free_screen(desk), MARGIN, 1.0));
}

/// Zooms by a factor around the middle of the canvas.
pub fn zoom_by(desk: Desk, factor: f64) {
    let middle = desk.session.canvas_size.get_untracked() * 0.5;
    desk.session.viewport.update(|viewport| *viewport = viewport.zoomed(factor, middle));
}

/// Zooms to a scale (1 is 100 %) around the middle of the canvas.
pub fn zoom_to(desk: Desk, zoom: f64) {
    zoom_by(desk, zoom / desk.session.viewport.get_untracked().zoom);
}

/// Moves the view, if it must, so that a card is wholly on the screen.
pub fn reveal(desk: Desk, id: &Id) {
    let rect = desk.editor.peek(|journey| rects(journey).find(|(known, _)| *known == id).map(|(_, r)| r));
    let (Some(rect), viewport) = (rect, desk.session.viewport.get_untracked()) else { return };
    let screen = free_screen(desk).grown(-12.0);
    let a = viewport.screen_from_canvas(Point::new(rect.x, rect.y));
    let b = viewport.screen_from_canvas(Point::new(rect.right(), rect.bottom()));
    let push = |low: f64, high: f64, from: f64, to: f64| {
        if low < from {
            from - low
        } else if high > to {
            (to - high).max(from - low)
        } else {
            0.0
        }
    };
    let by = Point::new(push(a.x, b.x, screen.x, screen.right()), push(a.y, b.y, screen.y, screen.bottom()));
    if by != Point::default() {
        desk.session.viewport.set(viewport.panned(by));
    }
}
