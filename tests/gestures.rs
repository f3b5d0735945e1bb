//! What the hand does on the canvas, event by event: presses, slides, releases, fingers.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use desire_path::geometry::{Point, Rect};
use desire_path::model::Id;
use desire_path::ui::gesture::{End, Gesture, Modifiers, Plan, Pointer, Target, Tool};

fn id(name: &str) -> Id {
    Id::new(name).unwrap()
}

fn at(x: f64, y: f64) -> Pointer {
    Pointer { id: 1, at: Point::new(x, y), touch: false, button: 0, modifiers: Modifiers::default() }
}

fn finger(number: i32, x: f64, y: f64) -> Pointer {
    Pointer { id: number, touch: true, ..at(x, y) }
}

fn with(pointer: Pointer, hold: fn(&mut Modifiers)) -> Pointer {
    let mut held = pointer;
    hold(&mut held.modifiers);
    held
}

fn place() -> Target {
    Target::Place(id("card"))
}

const SELECT: Tool = Tool::Select;
const NOBODY: fn(&Id) -> bool = |_| false;

/// Presses, slides and releases; every plan on the way.
fn drag(from: Pointer, to: Pointer, on: Target, tool: Tool) -> Vec<Plan> {
    let mut gesture = Gesture::default();
    let mut plans = gesture.press(from, on, tool);
    plans.extend(gesture.slide(to, NOBODY));
    plans.extend(gesture.release(to));
    assert!(!gesture.is_under_way(), "a release ends the gesture");
    plans
}

/// A press and a release at the same place.
fn click(pointer: Pointer, on: Target, tool: Tool) -> Vec<Plan> {
    let mut gesture = Gesture::default();
    let mut plans = gesture.press(pointer, on, tool);
    plans.extend(gesture.release(pointer));
    plans
}

#[test]
fn a_mouse_drags_after_four_pixels_and_a_finger_after_six() {
    for (touch, still, moves) in [(false, 3.9, 4.0), (true, 5.9, 6.0)] {
        let press = Pointer { touch, ..at(100.0, 100.0) };
        let to = |by: f64| Pointer { touch, ..at(100.0 + by, 100.0) };
        let mut gesture = Gesture::default();
        gesture.press(press, place(), SELECT);
        assert_eq!(gesture.slide(to(still), NOBODY), [], "a slip is no drag");
        let moved = Plan::ShowMove { by: Point::new(moves, 0.0), free: false };
        assert_eq!(gesture.slide(to(moves), NOBODY), [Plan::Select(id("card")), moved]);
    }
}

#[test]
fn a_release_commits_once_and_a_cancel_commits_nothing() {
    let (press, to) = (at(0.0, 0.0), at(50.0, 20.0));
    let plans = drag(press, to, place(), SELECT);
    let commits = plans.iter().filter(|plan| matches!(plan, Plan::Move { .. })).count();
    assert_eq!(commits, 1);
    let mut gesture = Gesture::default();
    gesture.press(press, place(), SELECT);
    gesture.slide(to, NOBODY);
    assert_eq!(gesture.cancel(), [Plan::Quiet]);
    assert_eq!(gesture.release(to), [], "what was called off is not committed by the release");
}

#[test]
fn what_is_selected_moves_together_and_what_is_not_is_selected_first() {
    let mut gesture = Gesture::default();
    gesture.press(at(0.0, 0.0), place(), SELECT);
    let plans = gesture.slide(at(9.0, 0.0), |known| *known == id("card"));
    assert_eq!(plans, [Plan::ShowMove { by: Point::new(9.0, 0.0), free: false }]);
    let shift = |m: &mut Modifiers| m.shift = true;
    let added = drag(with(at(0.0, 0.0), shift), with(at(9.0, 0.0), shift), place(), SELECT);
    assert_eq!(added.first(), Some(&Plan::Toggle(id("card"))));
}

#[test]
fn ctrl_frees_a_move_and_alt_moves_a_copy() {
    let to = at(30.0, 0.0);
    let by = Point::new(30.0, 0.0);
    let free = drag(at(0.0, 0.0), with(to, |m| m.ctrl = true), place(), SELECT);
    assert!(free.contains(&Plan::Move { by, free: true, copy: false }));
    let copy = drag(at(0.0, 0.0), with(to, |m| m.alt = true), place(), SELECT);
    assert!(copy.contains(&Plan::Move { by, free: false, copy: true }));
}

#[test]
fn empty_canvas_is_panned_by_a_finger_and_by_the_hand_and_marked_by_a_mouse() {
    let rect = Rect::new(0.0, 0.0, 30.0, 40.0);
    let marked = drag(at(0.0, 0.0), at(30.0, 40.0), Target::Canvas, SELECT);
    assert_eq!(
        marked,
        [Plan::ShowMarquee(rect), Plan::SelectIn { rect, add: false, enclosing: false }, Plan::Quiet]
    );
    let pan = [Plan::Pan(Point::new(30.0, 40.0))];
    assert_eq!(drag(finger(1, 0.0, 0.0), finger(1, 30.0, 40.0), Target::Canvas, SELECT), pan);
    assert_eq!(drag(at(0.0, 0.0), at(30.0, 40.0), place(), Tool::Hand), pan);
    let space = |m: &mut Modifiers| m.space = true;
    assert_eq!(drag(with(at(0.0, 0.0), space), at(30.0, 40.0), place(), SELECT), pan);
    let middle = Pointer { button: 1, ..at(0.0, 0.0) };
    assert_eq!(drag(middle, at(30.0, 40.0), place(), SELECT), pan);
}

#[test]
fn a_marquee_adds_with_shift_and_encloses_with_alt() {
    let both = |m: &mut Modifiers| (m.shift, m.alt) = (true, true);
    let plans = drag(with(at(10.0, 10.0), both), at(0.0, 0.0), Target::Canvas, SELECT);
    let rect = Rect::new(0.0, 0.0, 10.0, 10.0);
    assert!(plans.contains(&Plan::SelectIn { rect, add: true, enclosing: true }));
    let touched = |m: &mut Modifiers| m.shift = true;
    let plans = drag(with(finger(1, 10.0, 10.0), touched), finger(1, 0.0, 0.0), Target::Canvas, SELECT);
    assert!(plans.contains(&Plan::SelectIn { rect, add: true, enclosing: false }));
}

#[test]
fn a_click_selects_adds_or_selects_nothing() {
    assert_eq!(click(at(5.0, 5.0), place(), SELECT), [Plan::Select(id("card"))]);
    assert_eq!(click(at(5.0, 5.0), Target::Arrow(id("way")), SELECT), [Plan::Select(id("way"))]);
    for hold in [(|m: &mut Modifiers| m.shift = true) as fn(&mut Modifiers), |m| m.ctrl = true] {
        assert_eq!(click(with(at(5.0, 5.0), hold), place(), SELECT), [Plan::Toggle(id("card"))]);
        assert_eq!(click(with(at(5.0, 5.0), hold), Target::Canvas, SELECT), [], "a slip keeps the selection");
    }
    assert_eq!(click(at(5.0, 5.0), Target::Canvas, SELECT), [Plan::SelectNothing]);
    let made = [Plan::Create(Tool::Outcome, Point::new(5.0, 5.0))];
    assert_eq!(click(at(5.0, 5.0), Target::Canvas, Tool::Outcome), made);
    let right = Pointer { button: 2, ..at(5.0, 5.0) };
    assert_eq!(click(right, place(), SELECT), [], "the right button is the menu's");
}

#[test]
fn a_handle_connects_by_a_drag_and_by_two_clicks() {
    let to = at(200.0, 80.0);
    let dragged = drag(at(0.0, 0.0), to, Target::Handle(id("card")), SELECT);
    assert_eq!(dragged, [Plan::ShowLink(id("card"), to.at), Plan::Link(id("card"), to.at), Plan::Quiet]);

    for (first, tool) in [(Target::Handle(id("card")), SELECT), (place(), Tool::Connect)] {
        let mut gesture = Gesture::default();
        gesture.press(at(0.0, 0.0), first, tool);
        assert_eq!(gesture.release(at(0.0, 0.0)), [Plan::ShowLink(id("card"), Point::default())]);
        assert!(gesture.is_under_way(), "the second click is waited for");
        assert_eq!(gesture.slide(to, NOBODY), [Plan::ShowLink(id("card"), to.at)]);
        let second = gesture.press(to, Target::Place(id("other")), tool);
        assert_eq!(second, [Plan::Link(id("card"), to.at), Plan::Quiet]);
        assert_eq!(gesture.release(to), []);
    }
}

#[test]
fn an_end_of_a_transition_is_led_elsewhere() {
    let to = at(90.0, 10.0);
    let plans = drag(at(0.0, 0.0), to, Target::ArrowEnd(id("way"), End::To), SELECT);
    let shown = Plan::ShowRelink(id("way"), End::To, to.at);
    assert_eq!(plans, [shown, Plan::Relink(id("way"), End::To, to.at), Plan::Quiet]);
}

#[test]
fn two_fingers_pan_and_zoom_and_never_select() {
    let mut gesture = Gesture::default();
    assert_eq!(gesture.press(finger(1, 100.0, 100.0), place(), SELECT), []);
    assert_eq!(gesture.press(finger(2, 200.0, 100.0), place(), SELECT), [Plan::Quiet]);
    let apart = gesture.slide(finger(2, 300.0, 100.0), NOBODY);
    assert_eq!(apart, [Plan::Pan(Point::new(50.0, 0.0)), Plan::Zoom(2.0, Point::new(200.0, 100.0))]);
    assert_eq!(gesture.release(finger(1, 100.0, 100.0)), []);
    assert_eq!(gesture.slide(finger(2, 320.0, 100.0), NOBODY), [], "one finger left does nothing");
    assert_eq!(gesture.release(finger(2, 320.0, 100.0)), []);
    assert!(!gesture.is_under_way());
}

#[test]
fn a_second_finger_calls_a_drag_off() {
    let mut gesture = Gesture::default();
    gesture.press(finger(1, 0.0, 0.0), place(), SELECT);
    gesture.slide(finger(1, 40.0, 0.0), NOBODY);
    assert_eq!(gesture.press(finger(2, 90.0, 0.0), Target::Canvas, SELECT), [Plan::Quiet]);
    gesture.release(finger(2, 90.0, 0.0));
    assert_eq!(gesture.release(finger(1, 40.0, 0.0)), [], "the card stays where it was");
}

#[test]
fn a_finger_that_rests_asks_for_the_menu_and_then_does_nothing_more() {
    let mut gesture = Gesture::default();
    gesture.press(finger(1, 7.0, 8.0), place(), SELECT);
    let press = gesture.presses();
    assert_eq!(gesture.hold(press.wrapping_sub(1)), [], "the timer of an older press");
    assert_eq!(gesture.hold(press), [Plan::Menu(place(), Point::new(7.0, 8.0))]);
    assert_eq!(gesture.release(finger(1, 7.0, 8.0)), []);
    gesture.press(finger(1, 7.0, 8.0), place(), SELECT);
    gesture.slide(finger(1, 30.0, 8.0), NOBODY);
    assert_eq!(gesture.hold(gesture.presses()), [], "a drag is no rest");
    let mut mouse = Gesture::default();
    mouse.press(at(7.0, 8.0), place(), SELECT);
    assert_eq!(mouse.hold(mouse.presses()), [], "a mouse has its right button");
}

#[test]
fn a_drag_at_an_edge_takes_the_view_and_its_own_start_along() {
    let size = Point::new(800.0, 600.0);
    let mut gesture = Gesture::default();
    gesture.press(at(400.0, 300.0), place(), SELECT);
    gesture.slide(at(500.0, 300.0), NOBODY);
    assert_eq!(gesture.drift(at(500.0, 300.0), size), [], "not near an edge");
    let edge = at(800.0, 300.0);
    gesture.slide(edge, NOBODY);
    let plans = gesture.drift(edge, size);
    let [Plan::Pan(by), Plan::ShowMove { by: moved, .. }] = plans.as_slice() else {
        panic!("a pan and what it shows, not {plans:?}")
    };
    assert!(by.x < 0.0 && by.y == 0.0, "the view goes on to the right");
    assert_eq!(*moved, Point::new(400.0 - by.x, 0.0), "on the canvas, the card went that much further");
    let far = gesture.drift(at(900.0, 300.0), size);
    assert_eq!(far.first(), Some(&Plan::Pan(*by)), "outside is no faster than at the edge");
    let released = gesture.release(edge);
    assert_eq!(
        released.first(),
        Some(&Plan::Move { by: Point::new(400.0 - 2.0 * by.x, 0.0), free: false, copy: false })
    );
    assert_eq!(gesture.drift(edge, size), [], "nothing is dragged any more");
}

#[test]
fn what_may_only_be_looked_at_is_panned_and_selected_and_nothing_else() {
    for on in [place(), Target::Canvas, Target::Arrow(id("way"))] {
        let plans = drag(at(10.0, 10.0), at(60.0, 30.0), on.clone(), Tool::Look);
        let by: Vec<&Plan> = plans.iter().filter(|plan| !matches!(plan, Plan::Pan(_))).collect();
        assert!(by.is_empty() && !plans.is_empty(), "a drag of {on:?} moves the view: {plans:?}");
    }
    assert_eq!(click(at(0.0, 0.0), place(), Tool::Look), [Plan::Select(id("card"))]);
    assert_eq!(click(at(0.0, 0.0), Target::Canvas, Tool::Look), [Plan::SelectNothing]);
    let toggle = with(at(0.0, 0.0), |held| held.shift = true);
    assert_eq!(click(toggle, place(), Tool::Look), [Plan::Toggle(id("card"))]);
}
