//! Lining up and spacing evenly.

use desire_path::edit::{self, Draft, Line, Refusal};
use desire_path::geometry::Point;
use desire_path::model::{Id, Journey, Outcome, Touchpoint};

fn id(name: &str) -> Id {
    Id::new(name).unwrap()
}

/// Three touchpoints and an outcome, whose card is smaller.
fn journey() -> (Journey, Vec<Id>) {
    let mut journey = Journey::default();
    for (name, x, y) in [("a", 0.0, 0.0), ("b", 210.0, 35.0), ("c", 700.0, 90.0)] {
        let touchpoint = Touchpoint { position: Point::new(x, y), ..Touchpoint::default() };
        edit::edit(&mut journey, |draft| edit::add_touchpoint(draft, id(name), touchpoint)).unwrap();
    }
    let outcome = Outcome { position: Point::new(1000.0, 300.0), ..Outcome::default() };
    edit::edit(&mut journey, |draft| edit::add_outcome(draft, id("z"), outcome)).unwrap();
    (journey, ["a", "b", "c", "z"].map(id).to_vec())
}

type Command = fn(&mut Draft<'_>, &[Id]) -> Result<(), Refusal>;

fn places(command: Command) -> Vec<(f64, f64)> {
    let (mut journey, ids) = journey();
    edit::edit(&mut journey, |draft| command(draft, &ids)).unwrap();
    let touchpoints = journey.touchpoints.records().map(|t| t.position);
    touchpoints.chain(journey.outcomes.records().map(|o| o.position)).map(|at| (at.x, at.y)).collect()
}

#[test]
fn each_line_brings_every_card_to_it_and_leaves_the_other_direction() {
    // The rectangle around them is 1136 wide (0 + …1000 + 136) and 364 high.
    let x = |line: Command| places(line).into_iter().map(|at| at.0).collect::<Vec<_>>();
    let y = |line: Command| places(line).into_iter().map(|at| at.1).collect::<Vec<_>>();
    assert_eq!(x(|d, ids| edit::align(d, ids, Line::Left)), [0.0, 0.0, 0.0, 0.0]);
    assert_eq!(x(|d, ids| edit::align(d, ids, Line::Center)), [476.0, 476.0, 476.0, 500.0]);
    assert_eq!(x(|d, ids| edit::align(d, ids, Line::Right)), [952.0, 952.0, 952.0, 1000.0]);
    assert_eq!(y(|d, ids| edit::align(d, ids, Line::Top)), [0.0, 0.0, 0.0, 0.0]);
    assert_eq!(y(|d, ids| edit::align(d, ids, Line::Middle)), [126.0, 126.0, 126.0, 150.0]);
    assert_eq!(y(|d, ids| edit::align(d, ids, Line::Bottom)), [252.0, 252.0, 252.0, 300.0]);
    assert_eq!(y(|d, ids| edit::align(d, ids, Line::Left)), [0.0, 35.0, 90.0, 300.0]);
}

#[test]
fn spacing_evenly_makes_equal_gaps_and_keeps_the_outermost() {
    // 1136 less three cards of 184 and one of 136 leaves three gaps of 149.33.
    let across = places(|draft, ids| edit::distribute(draft, ids, true));
    assert_eq!(across, [(0.0, 0.0), (333.0, 35.0), (667.0, 90.0), (1000.0, 300.0)]);
    // 364 less three cards of 112 and one of 64 is 36 too little: they overlap by 12 each.
    let down = places(|draft, ids| edit::distribute(draft, ids, false));
    assert_eq!(down, [(0.0, 0.0), (210.0, 100.0), (700.0, 200.0), (1000.0, 300.0)]);
}

#[test]
fn too_few_cards_are_refused_in_words() {
    let (mut journey, ids) = journey();
    let one = &ids[..1];
    let two = [ids[0].clone(), ids[1].clone(), id("nobody")];
    let lone = edit::edit(&mut journey, |draft| edit::align(draft, one, Line::Left)).unwrap_err();
    assert_eq!(lone.to_string(), "Select at least two cards to line them up.");
    let pair = edit::edit(&mut journey, |draft| edit::distribute(draft, &two, true)).unwrap_err();
    assert_eq!(pair.to_string(), "Select at least three cards to space them evenly.");
}
