//! Which part of the canvas the screen shows.

use super::{Point, Rect};

/// Which part of the canvas the screen shows: `screen = canvas · zoom + offset`.
///
/// Invariant: zoom lies in [`Viewport::ZOOM_LOWEST`]`..=`[`Viewport::ZOOM_HIGHEST`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Where the canvas origin is on the screen, in pixels.
    pub offset: Point,
    /// Screen pixels per canvas unit.
    pub zoom: f64,
}

impl Default for Viewport {
    fn default() -> Self {
        Self { offset: Point::default(), zoom: 1.0 }
    }
}

impl Viewport {
    /// The smallest zoom.
    pub const ZOOM_LOWEST: f64 = 0.05;
    /// The largest zoom.
    pub const ZOOM_HIGHEST: f64 = 4.0;

    /// The canvas place under a screen place.
    pub fn canvas_from_screen(self, screen: Point) -> Point {
        (screen - self.offset) * (1.0 / self.zoom)
    }

    /// The screen place of a canvas place.
    pub fn screen_from_canvas(self, canvas: Point) -> Point {
        canvas * self.zoom + self.offset
    }

    /// The part of the canvas that a screen of this size shows.
    pub fn visible(self, screen_width: f64, screen_height: f64) -> Rect {
        let a = self.canvas_from_screen(Point::default());
        let b = self.canvas_from_screen(Point::new(screen_width, screen_height));
        Rect::between(a, b)
    }

    /// Moved by a step on the screen.
    pub fn panned(self, by: Point) -> Self {
        Self { offset: self.offset + by, ..self }
    }

    /// Zoomed by a factor; the canvas place under `anchor` (on the screen) stays there.
    pub fn zoomed(self, factor: f64, anchor: Point) -> Self {
        let zoom = (self.zoom * factor).clamp(Self::ZOOM_LOWEST, Self::ZOOM_HIGHEST);
        let zoom = if zoom.is_finite() { zoom } else { self.zoom };
        let pinned = self.canvas_from_screen(anchor);
        Self { offset: anchor - pinned * zoom, zoom }
    }

    /// The view that shows all of `content` on a screen of this size, with a margin in pixels,
    /// at most at `zoom_limit`.
    pub fn fitting(content: Rect, screen: Rect, margin: f64, zoom_limit: f64) -> Self {
        let (width, height) =
            ((screen.width - 2.0 * margin).max(1.0), (screen.height - 2.0 * margin).max(1.0));
        let zoom = (width / content.width.max(1.0)).min(height / content.height.max(1.0));
        let zoom = zoom.min(zoom_limit).clamp(Self::ZOOM_LOWEST, Self::ZOOM_HIGHEST);
        Self { offset: screen.center() - content.center() * zoom, zoom }
    }
}
