//! Carries out what a gesture plans: previews into the session, commits through the editor.

use super::super::arrange;
use super::super::desk::Desk;
use super::super::prelude::document;
use super::super::session::{GRID, Preview};
use super::gesture::{End, Plan, Tool};
use super::scene::rects;
use crate::edit;
use crate::geometry::{Point, Rect, sizes};
use crate::layout;
use crate::model::Id;

/// How near a connection's loose end must come to a card, in pixels.
const SNAP_REACH: f64 = 20.0;
/// How near a card must be for its edges to matter, in canvas units.
const NEIGHBOURHOOD: f64 = 900.0;
/// How near two edges must be to snap, in pixels.
const SNAP_ALIGN: f64 = 8.0;

/// Carries out plans in order.
pub fn carry_out(desk: Desk, plans: Vec<Plan>) {
    for plan in plans {
        carry_out_one(desk, plan);
    }
}

fn carry_out_one(desk: Desk, plan: Plan) {
    let session = desk.session;
    let zoom = session.viewport.get_untracked().zoom;
    let canvas = |at: Point| session.viewport.get_untracked().canvas_from_screen(at);
    match plan {
        Plan::Pan(by) => session.viewport.update(|viewport| *viewport = viewport.panned(by)),
        Plan::Zoom(factor, at) => session.viewport.update(|viewport| *viewport = viewport.zoomed(factor, at)),
        Plan::Select(id) => session.select(id),
        Plan::Toggle(id) => session.toggle(id),
        Plan::SelectNothing => session.selection.set(Vec::new()),
        Plan::ShowMarquee(rect) => session.preview.set(Preview::Marquee(rect)),
        Plan::SelectIn { rect, add, enclosing } => {
            let (a, b) =
                (canvas(Point::new(rect.x, rect.y)), canvas(Point::new(rect.right(), rect.bottom())));
            select_in(desk, Rect::between(a, b), add, enclosing);
        }
        Plan::ShowMove { by, free } => {
            let (by, guides) = aligned(desk, by * (1.0 / zoom), free);
            desk.drop_stage.set(drop_stage(desk, by));
            session.preview.set(Preview::Move { by, guides });
        }
        Plan::Move { by, free, copy } => {
            let (by, _) = aligned(desk, by * (1.0 / zoom), free);
            match copy {
                true => super::super::commands::duplicate_by(desk, by),
                false => arrange::drop_by(desk, by),
            }
        }
        Plan::ShowLink(from, at) => {
            let target = desk.scene.place_near(canvas(at), SNAP_REACH / zoom);
            session.preview.set(Preview::Link { from, to: canvas(at), target });
        }
        Plan::ShowRelink(transition, end, at) => {
            let target = desk.scene.place_near(canvas(at), SNAP_REACH / zoom);
            session.preview.set(Preview::Relink { transition, end, at: canvas(at), target });
        }
        Plan::Link(from, at) => link(desk, &from, canvas(at), SNAP_REACH / zoom),
        Plan::Relink(transition, end, at) => {
            if let Some(target) = desk.scene.place_near(canvas(at), SNAP_REACH / zoom) {
                relink(desk, &transition, end, &target);
            }
        }
        Plan::Create(Tool::Outcome, at) => super::super::commands::add_outcome_at(desk, canvas(at)),
        Plan::Create(_, at) => super::super::commands::add_touchpoint_at(desk, canvas(at)),
        Plan::Menu(on, at) => super::super::menus::open_on(desk, on, at + canvas_corner()),
        Plan::Quiet => {
            session.preview.set(Preview::None);
            desk.drop_stage.set(None);
        }
    }
}

/// The canvas's top left corner in the window, in pixels.
fn canvas_corner() -> Point {
    let canvas = document().query_selector(".canvas").ok().flatten();
    canvas.map_or(Point::default(), |canvas| {
        let rect = canvas.get_bounding_client_rect();
        Point::new(rect.left(), rect.top())
    })
}

fn select_in(desk: Desk, rect: Rect, add: bool, enclosing: bool) {
    let hit = |card: Rect| if enclosing { rect.encloses(card) } else { rect.intersects(card) };
    let found: Vec<Id> = desk
        .editor
        .peek(|journey| rects(journey).filter(|(_, card)| hit(*card)).map(|(id, _)| id.clone()).collect());
    desk.session.selection.update(|ids| {
        if !add {
            ids.clear();
        }
        ids.extend(found.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
    });
}

/// How far to step so that an edge meets a line, and the line to show.
type Snap = Option<(f64, Rect)>;

/// A step that lines the selection up with a card nearby, and the lines to show.
fn aligned(desk: Desk, by: Point, free: bool) -> (Point, Vec<Rect>) {
    if free {
        return (by, Vec::new());
    }
    let reach = SNAP_ALIGN / desk.session.viewport.get_untracked().zoom;
    let ids = desk.session.selection.get_untracked();
    desk.editor.peek(|journey| {
        let (moving, still): (Vec<_>, Vec<_>) = rects(journey).partition(|(id, _)| ids.contains(id));
        let Some(group) = Rect::around(moving.into_iter().map(|(_, rect)| rect)) else {
            return (by, Vec::new());
        };
        if desk.session.grid.get_untracked() {
            let onto = |from: f64, by: f64| ((from + by) / GRID).round() * GRID - from;
            return (Point::new(onto(group.x, by.x), onto(group.y, by.y)), Vec::new());
        }
        let group = Rect::new(group.x + by.x, group.y + by.y, group.width, group.height);
        let (mut across, mut down): (Snap, Snap) = (None, None);
        for (_, rect) in still {
            if rect.center().distance(group.center()) < NEIGHBOURHOOD {
                snap(&mut across, &mut down, rect, group, reach);
            }
        }
        let step = |snap: Snap| snap.map_or(0.0, |(step, _)| step);
        let guides = across.into_iter().chain(down).map(|(_, guide)| guide).collect();
        (by + Point::new(step(across), step(down)), guides)
    })
}

/// Keeps the shorter step at which an edge or the middle of a group meets that of a card.
fn snap(across: &mut Snap, down: &mut Snap, card: Rect, group: Rect, reach: f64) {
    let nearer = |best: &Snap, step: f64| {
        step.abs() <= reach && best.is_none_or(|(known, _)| step.abs() < known.abs())
    };
    let upright = [(card.x, group.x), (card.center().x, group.center().x), (card.right(), group.right())];
    for (line, edge) in upright {
        if nearer(across, line - edge) {
            let (top, bottom) = (card.y.min(group.y), card.bottom().max(group.bottom()));
            *across = Some((line - edge, Rect::new(line - 0.5, top, 1.0, bottom - top)));
        }
    }
    let level = [(card.y, group.y), (card.center().y, group.center().y), (card.bottom(), group.bottom())];
    for (line, edge) in level {
        if nearer(down, line - edge) {
            let (left, right) = (card.x.min(group.x), card.right().max(group.right()));
            *down = Some((line - edge, Rect::new(left, line - 0.5, right - left, 1.0)));
        }
    }
}

/// The other stage that a drop of the whole selection would land in.
fn drop_stage(desk: Desk, by: Point) -> Option<Id> {
    let ids = desk.session.selection.get_untracked();
    desk.editor.peek(|journey| {
        let columns = layout::columns(journey);
        let mut target = None;
        for id in &ids {
            let Some(touchpoint) = journey.touchpoints.get(id) else { continue };
            let middle = sizes::card_at(touchpoint.position + by).center().x;
            let stage = layout::stage_at(&columns, middle).cloned();
            if stage != touchpoint.stage {
                target = stage;
            }
        }
        target
    })
}

/// Connects a card with the card at a place, or with a new touchpoint there.
fn link(desk: Desk, from: &Id, at: Point, reach: f64) {
    match desk.scene.place_near(at, reach) {
        Some(to) => super::super::commands::connect(desk, from, &to),
        None => super::super::commands::add_touchpoint_after(desk, from, Some(at)),
    }
}

fn relink(desk: Desk, transition: &Id, end: End, target: &Id) {
    let ends = desk.editor.peek(|journey| {
        journey.transitions.get(transition).map(|known| (known.from.clone(), known.to.clone()))
    });
    let Some((from, to)) = ends else { return };
    let (from, to) = if end == End::From { (target.clone(), to) } else { (from, target.clone()) };
    desk.editor.edit(|draft| edit::reconnect(draft, transition, &from, &to));
}
