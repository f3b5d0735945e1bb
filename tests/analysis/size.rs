//! Nothing recurses and nothing blows up, however large the journey.

use crate::{
    read,
    support::graphs::{Shape, large},
};
use desire_path::analysis::{
    Findings, LoopKind, Structure,
    paths::{Limits, Which, most_probable},
};

fn holds(shape: Shape, count: usize) {
    let journey = large(shape, count, 1);
    let (network, readings) = read(&journey);
    assert!(readings.checks.hold(), "{shape:?} {:?}", readings.checks);
    let structure = Structure::of(&network);
    assert_eq!(structure.columns.len(), count);
    Findings::of(&network, &readings);
    most_probable(&network, &readings, None, Which::All, Limits::default());
}

#[test]
fn a_hundred_thousand_in_a_chain() {
    holds(Shape::Chain, 100_000);
}

#[test]
fn a_hundred_thousand_in_a_circle() {
    holds(Shape::Cycle, 100_000);
}

#[test]
fn a_hundred_thousand_around_one() {
    holds(Shape::Star, 100_000);
}

#[test]
fn a_hundred_thousand_as_people_draw() {
    holds(Shape::Local, 100_000);
}

#[test]
fn loops_too_tangled_to_eliminate_are_said_so() {
    let journey = large(Shape::Anywhere, 5_000, 1);
    let (network, readings) = read(&journey);
    assert!(readings.checks.hold(), "{:?}", readings.checks);
    assert!(readings.loops.iter().any(|l| l.kind == LoopKind::Tangled));
    let tangled = &readings.loops[0].touchpoints;
    assert_eq!(readings.together.touchpoints[tangled[0]].reach, None);
    assert!(readings.together.touchpoints[tangled[0]].visits.is_some());
    assert!(!Findings::of(&network, &readings).all.is_empty());
}
