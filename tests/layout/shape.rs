//! How wide and how tall a map in stages gets, and that it stays as it is.

use crate::journeys::{id, placed, positions, random, shipped, staged, transition, unplaced};
use crate::measure::{cards, overlaps};
use desire_path::geometry::{Point, Rect, sizes};
use desire_path::layout::{Options, Placement, layered};
use desire_path::model::{Id, Journey, OutcomeKind};
use std::collections::BTreeMap;

fn tidy(journey: &Journey) -> Placement {
    layered(journey, &Options::default())
}

fn aspect(journey: &Journey) -> f64 {
    let all = Rect::around(cards(journey)).unwrap();
    all.width / (all.bottom() + sizes::STUB_HEIGHT)
}

/// The shipped examples as if nobody had placed them, and journeys in stages that were grown.
fn samples() -> Vec<(String, Journey)> {
    let mut samples: Vec<_> =
        shipped().into_iter().map(|(name, journey)| (name, unplaced(&journey))).collect();
    samples.push(("staged".into(), staged(7)));
    for (seed, (count, stages)) in [(20, 4), (40, 5), (60, 6), (120, 7), (200, 8)].into_iter().enumerate() {
        let journey = random(count, 1.8, 0.15, stages, seed as u64);
        samples.push((format!("{count} in {stages}"), journey));
    }
    samples
}

#[test]
fn a_map_in_stages_fits_a_screen() {
    for (name, journey) in samples() {
        let aspect = aspect(&placed(&journey, &tidy(&journey)));
        println!("{name}: {aspect:.2} : 1");
        assert!((2.0..=3.0).contains(&aspect), "{name} is {aspect} times as wide as tall");
    }
}

#[test]
fn cards_of_a_tidied_example_never_overlap_nor_do_their_stubs() {
    for (name, journey) in samples() {
        let cards = cards(&placed(&journey, &tidy(&journey)));
        let with_stub = |card: &Rect| Rect { height: card.height + sizes::STUB_HEIGHT, ..*card };
        assert_eq!(overlaps(&cards.iter().map(with_stub).collect::<Vec<_>>()), 0, "{name}");
    }
}

#[test]
fn the_same_map_gives_the_same_places_and_tidying_it_again_moves_little() {
    for (name, journey) in samples() {
        let placement = tidy(&journey);
        assert_eq!(placement, tidy(&journey), "{name}");
        let again = tidy(&placed(&journey, &placement));
        let moved = movement(&placement, &again);
        assert!(moved < 0.5 * sizes::CARD_HEIGHT, "{name}: cards move {moved} on average");
        assert_eq!(placement.stage_widths, again.stage_widths, "{name}");
    }
}

#[test]
fn a_new_touchpoint_moves_the_others_little() {
    let mut all = Vec::new();
    for (name, journey) in samples() {
        let before = tidy(&journey);
        let mut journey = placed(&journey, &before);
        // As the editor does it: connected, and beside the one that it follows.
        let (other, touchpoint) = journey.touchpoints.iter().nth(journey.touchpoints.len() / 2).unwrap();
        let (other, mut new) = (other.clone(), touchpoint.clone());
        new.position = new.position + Point::new(0.0, sizes::CARD_HEIGHT + 40.0);
        journey.touchpoints.put(id("new"), new);
        transition(&mut journey, other.as_str(), "new", Some(50.0));
        let moved = movement(&before, &tidy(&journey));
        println!("{name}: {moved:.0}");
        assert!(moved < 1.5 * sizes::CARD_HEIGHT, "{name}: cards move {moved} on average");
        all.push(moved);
    }
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    assert!(mean < 0.5 * sizes::CARD_HEIGHT, "cards move {mean} on average");
}

/// How far the cards of both placements move on average.
fn movement(before: &Placement, after: &Placement) -> f64 {
    let after: BTreeMap<Id, Point> = positions(after).into_iter().collect();
    let before = positions(before);
    let moved = before.iter().filter_map(|(id, at)| Some(after.get(id)?.distance(*at)));
    moved.sum::<f64>() / before.len() as f64
}

#[test]
fn outcomes_stand_to_the_right_of_all_stages_with_room_between() {
    for (name, journey) in samples() {
        let journey = placed(&journey, &tidy(&journey));
        let right = journey.touchpoints.records().map(|t| sizes::card_at(t.position).right());
        let right = right.fold(0.0, f64::max);
        let mut last = f64::NEG_INFINITY;
        let rank = |kind| {
            [OutcomeKind::Success, OutcomeKind::Other, OutcomeKind::Loss].iter().position(|k| *k == kind)
        };
        let mut outcomes: Vec<_> = journey.outcomes.records().collect();
        outcomes.sort_by(|a, b| rank(a.kind).cmp(&rank(b.kind)).then(a.position.y.total_cmp(&b.position.y)));
        for outcome in outcomes {
            assert!(outcome.position.x > right + 64.0, "{name}");
            assert!(outcome.position.y >= last + sizes::OUTCOME_HEIGHT + 48.0, "{name}: crowded");
            last = outcome.position.y;
        }
    }
}
