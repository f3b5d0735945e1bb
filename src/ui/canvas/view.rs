//! Which part of the canvas is shown: fit and zoom.

use super::super::desk::Desk;
use super::super::prelude::*;
use super::scene::rects;
use crate::geometry::{Point, Rect, Viewport, sizes};
use crate::layout;
use crate::model::{Id, Journey};

/// Free space around what is fitted, in pixels.
const MARGIN: f64 = 20.0;

/// Free space kept at the top while the headline is not drawn yet, in pixels.
const HEADLINE: f64 = 78.0;

/// With more cards than this, a map that is opened is not shown whole: nobody could read it, and all of it
/// would have to be drawn.
const READABLE: usize = 1_000;
/// The zoom at which such a map is opened: names can still be read.
const LARGE: f64 = 0.25;

/// Where less of the screen than this is free, in pixels, a map is opened at its beginning where to show all of
/// it would be to show no name: on a phone, and on a screen at 200 %.
const NARROW: f64 = 700.0;
/// Likewise for its height.
const LOW: f64 = 280.0;
/// The zooms between which its height then decides.
const LEGIBLE: [f64; 2] = [0.4, 0.7];

/// The part of the screen that nothing floats over, from the canvas's corner.
pub fn free_screen(desk: Desk) -> Rect {
    let size = desk.session.canvas_size.get_untracked();
    let whole = Rect::new(0.0, 0.0, size.x, size.y);
    let canvas = floating(".canvas").unwrap_or(whole);
    // What lies beside the canvas hides nothing of it: the side on a wide screen.
    let over = |selector| {
        let rect =
            floating(selector).filter(|rect| rect.width > 0.0 && rect.intersects(canvas.grown(-1.0)))?;
        Some(Rect::new(rect.x - canvas.x, rect.y - canvas.y, rect.width, rect.height))
    };
    let top = over(".headline").map_or(HEADLINE, |rect| rect.bottom());
    let feet = [over(".dock"), over(".side"), over(".present")].into_iter().flatten().map(|rect| rect.y);
    let bottom = feet.fold(size.y, f64::min);
    Rect::new(0.0, top, size.x, (bottom - top).max(80.0))
}

/// Where the first element of a selector is in the window, in pixels.
fn floating(selector: &str) -> Option<Rect> {
    let element = document().query_selector(selector).ok().flatten()?;
    let rect = element.get_bounding_client_rect();
    Some(Rect::new(rect.left(), rect.top(), rect.width(), rect.height()))
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

/// Shows a map that was just opened: all of it, or the beginning of one that is too large to be read whole.
pub fn show_opened(desk: Desk) {
    let Some(rect) = desk.editor.peek(content) else { return fit_all(desk) };
    let (screen, [low, high]) = (free_screen(desk), LEGIBLE);
    let is_large = desk.editor.peek(|journey| journey.touchpoints.len()) > READABLE;
    let is_small = screen.width < NARROW || screen.height < LOW;
    let is_unread = is_small && Viewport::fitting(rect, screen, MARGIN, 1.0).zoom < LARGE;
    let zoom = match (is_large, is_unread) {
        (true, _) => LARGE,
        (_, true) => ((screen.height - MARGIN - MARGIN) / rect.height.max(1.0)).clamp(low, high),
        _ => return fit_all(desk),
    };
    let offset = Point::new(screen.x + MARGIN - rect.x * zoom, screen.y + MARGIN - rect.y * zoom);
    desk.session.viewport.set(Viewport { offset, zoom });
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

/// Moves the view, if it must, so that a card or the head of a stage's column is wholly on the screen.
pub fn reveal(desk: Desk, id: &Id) {
    let rect = desk.editor.peek(|journey| {
        let column = || layout::columns(journey).into_iter().find(|column| column.stage == *id);
        let head = || column().map(|column| Rect::new(column.x, 0.0, column.width, sizes::STAGE_HEAD));
        rects(journey).find(|(known, _)| *known == id).map(|(_, r)| r).or_else(head)
    });
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
