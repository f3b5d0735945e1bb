//! How arrows run between cards.

use crate::draw::look;
use crate::journeys::{Dice, placed, random, staged, web_shop};
use crate::measure::cards;
use desire_path::geometry::{Point, Rect, sizes};
use desire_path::layout::{Arrow, Arrows, LABEL_HEIGHT, Options, Route, Router, Way, layered};
use desire_path::model::{Id, Journey};
use proptest::prelude::*;

fn tidied(journey: Journey) -> Journey {
    let placement = layered(&journey, &Options::default());
    placed(&journey, &placement)
}

fn samples() -> Vec<(&'static str, Journey)> {
    vec![
        ("web shop", tidied(web_shop())),
        ("staged", tidied(staged(7))),
        ("60 free", tidied(random(60, 1.6, 0.12, 0, 5))),
        ("120 in stages", tidied(random(120, 1.8, 0.15, 6, 3))),
    ]
}

fn arrow(from: usize, to: usize, width: f64) -> Arrow {
    Arrow { from, to, width, label: 0.0 }
}

fn card(x: f64, y: f64) -> Rect {
    sizes::card_at(Point::new(x, y))
}

/// How far a place is from the border of a rectangle.
fn off_border(rect: Rect, place: Point) -> f64 {
    let inside = Point::new(place.x.clamp(rect.x, rect.right()), place.y.clamp(rect.y, rect.bottom()));
    let depth = [place.x - rect.x, rect.right() - place.x, place.y - rect.y, rect.bottom() - place.y];
    let depth = depth.into_iter().fold(f64::INFINITY, f64::min);
    if depth >= 0.0 { depth } else { inside.distance(place) }
}

fn is_finite(route: &Route) -> bool {
    let finite = |p: Point| p.x.is_finite() && p.y.is_finite();
    let path = route.curve.path();
    route.curve.pieces().flatten().all(finite)
        && route.label.is_none_or(finite)
        && finite(route.curve.heading())
        && !path.contains("NaN")
        && !path.contains("inf")
}

#[test]
fn every_arrow_begins_and_ends_on_the_border_of_its_cards() {
    for (name, journey) in samples() {
        let arrows = Arrows::of(&journey, look(&journey));
        for (id, route) in arrows.iter() {
            let transition = journey.transitions.get(id).unwrap();
            for (end, place) in [(&transition.from, route.curve.start()), (&transition.to, route.curve.end())]
            {
                let touchpoint = journey.touchpoints.get(end).map(|t| sizes::card_at(t.position));
                let card = touchpoint
                    .unwrap_or_else(|| sizes::outcome_at(journey.outcomes.get(end).unwrap().position));
                assert!(off_border(card, place) < 1e-6, "{name}: {id} at {place:?} of {card:?}");
            }
        }
    }
}

#[test]
fn no_arrow_runs_behind_a_card_after_tidying() {
    for (name, journey) in samples() {
        let cards = cards(&journey);
        let arrows = Arrows::of(&journey, look(&journey));
        let mut behind = 0;
        for (_, route) in arrows.iter() {
            let chords = route.curve.chords();
            let inside = |place: &Point| cards.iter().any(|card| card.grown(-1.0).contains(*place));
            behind += usize::from(chords.iter().any(inside));
        }
        let count = arrows.iter().count();
        println!("{name}: {behind} of {count} behind a card");
        assert!(behind * 200 <= count, "{name}: {behind} of {count} behind a card");
    }
}

#[test]
fn no_label_stands_on_a_card_or_on_another_label_and_most_have_a_place() {
    for (name, journey) in samples() {
        let cards = cards(&journey);
        let arrows = Arrows::of(&journey, look(&journey));
        let wanted =
            arrows.iter().filter(|(id, _)| look(&journey)(id, journey.transitions.get(id).unwrap()).1 > 0.0);
        let wanted = wanted.count();
        let labels: Vec<Rect> = arrows
            .iter()
            .filter_map(|(_, route)| route.label)
            .map(|at| Rect::new(at.x - 17.0, at.y - LABEL_HEIGHT / 2.0, 34.0, LABEL_HEIGHT))
            .collect();
        for (at, label) in labels.iter().enumerate() {
            assert!(!cards.iter().any(|card| card.intersects(*label)), "{name}: {label:?} on a card");
            assert!(!labels[at + 1..].iter().any(|other| other.intersects(*label)), "{name}: {label:?}");
        }
        println!("{name}: {} of {wanted} labels", labels.len());
        assert!(labels.len() * 10 >= wanted * 9, "{name}: {} of {wanted} labels", labels.len());
    }
}

#[test]
fn arrows_on_a_side_do_not_overlap_where_it_has_room() {
    let cards =
        [card(0.0, 400.0), card(400.0, 0.0), card(400.0, 200.0), card(400.0, 400.0), card(400.0, 600.0)];
    let widths = [24.0, 6.0, 18.0, 12.0];
    let arrows: Vec<Arrow> = (0..4).map(|at| arrow(0, at + 1, widths[at])).collect();
    let router = Router::new(&cards, &arrows);
    let starts: Vec<f64> = router.routes().iter().map(|route| route.curve.start().y).collect();
    for at in 1..4 {
        let apart = starts[at] - starts[at - 1];
        assert!(apart >= (widths[at] + widths[at - 1]) / 2.0, "{starts:?}");
    }
    assert!(starts[0] - 12.0 >= 400.0 && starts[3] + 6.0 <= 512.0);
}

#[test]
fn too_many_arrows_for_a_side_are_compressed_into_it() {
    let mut cards = vec![card(0.0, 0.0)];
    cards.extend((0..30).map(|at| card(500.0, f64::from(at) * 200.0)));
    let arrows: Vec<Arrow> = (1..31).map(|to| arrow(0, to, 12.0)).collect();
    let router = Router::new(&cards, &arrows);
    let starts: Vec<f64> = router.routes().iter().map(|route| route.curve.start().y).collect();
    assert!(starts.windows(2).all(|pair| pair[0] < pair[1]), "in the order of their targets");
    assert!(starts[0] > 0.0 && starts[29] < sizes::CARD_HEIGHT);
}

#[test]
fn an_arrow_goes_around_a_card_in_its_way() {
    let cards = [card(0.0, 0.0), card(400.0, 0.0), card(800.0, 0.0)];
    let router = Router::new(&cards, &[arrow(0, 2, 8.0)]);
    let route = &router.routes()[0];
    assert_eq!(route.way, Way::Forward);
    let clear = |place: Point| !cards[1].grown(8.0).contains(place);
    assert!(route.curve.chords().into_iter().all(clear));
    assert!(route.curve.length() < 1.5 * 616.0, "and not by a long way");
}

#[test]
fn an_arrow_goes_straight_where_nothing_is_in_its_way() {
    let router = Router::new(&[card(0.0, 0.0), card(400.0, 0.0)], &[arrow(0, 1, 8.0)]);
    assert_eq!(router.routes()[0].curve.path(), "M184 56L400 56");
}

#[test]
fn ways_back_are_drawn_as_loops_and_two_ways_between_the_same_cards_are_two_lines() {
    let cards = [card(0.0, 300.0), card(400.0, 300.0)];
    let router = Router::new(&cards, &[arrow(0, 1, 4.0), arrow(1, 0, 4.0)]);
    let [there, back] = router.routes() else { panic!("two routes") };
    assert_eq!((there.way, back.way), (Way::Forward, Way::Backward));
    assert!(back.curve.chords().iter().any(|place| place.y < 290.0), "it rises above the cards");
    assert!(back.curve.heading().y > 0.9, "it comes down on its card");
    let apart = |place: &Point| there.curve.distance_to(*place) > 8.0;
    assert!(back.curve.chords().iter().all(apart));
}

#[test]
fn a_loop_sits_on_top_of_its_card() {
    let cards = [card(0.0, 0.0)];
    let router = Router::new(&cards, &[arrow(0, 0, 4.0), arrow(0, 0, 4.0)]);
    for route in router.routes() {
        assert_eq!(route.way, Way::Loop);
        let bounds = route.curve.bounds();
        assert!(bounds.bottom() <= 0.0 && bounds.y < -20.0 && bounds.x > 0.0 && bounds.right() < 184.0);
    }
    assert_ne!(router.routes()[0].curve, router.routes()[1].curve);
}

#[test]
fn arrows_within_a_column_go_straight_down_or_around() {
    let cards = [card(0.0, 0.0), card(0.0, 200.0), card(0.0, 400.0)];
    let router = Router::new(&cards, &[arrow(0, 1, 4.0), arrow(0, 2, 4.0), arrow(2, 0, 4.0)]);
    let [next, far, up] = router.routes() else { panic!("three routes") };
    assert_eq!(next.curve.start().x, next.curve.end().x);
    assert!(far.curve.chords()[3].x > 184.0 && up.curve.chords()[3].x < 0.0);
}

#[test]
fn what_a_drag_leaves_is_after_settling_what_a_fresh_routing_gives() {
    let journey = tidied(random(60, 1.8, 0.15, 5, 9));
    let mut arrows = Arrows::of(&journey, look(&journey));
    let (moved, touchpoint) = journey.touchpoints.iter().nth(20).unwrap();
    let mut position = touchpoint.position;
    for step in 0..20 {
        position = position + Point::new(7.0, if step % 2 == 0 { 13.0 } else { -4.0 });
        let changed = arrows.put(&[(moved.clone(), position)]);
        assert!(changed.len() < 60, "{} of {} changed", changed.len(), journey.transitions.len());
    }
    arrows.settle();
    let mut after = journey.clone();
    let mut touchpoint = touchpoint.clone();
    touchpoint.position = position;
    after.touchpoints.put(moved.clone(), touchpoint);
    let fresh = Arrows::of(&after, look(&after));
    for ((id, route), (_, other)) in arrows.iter().zip(fresh.iter()) {
        assert_eq!(route, other, "{id}");
    }
}

#[test]
fn refining_a_sketch_in_slices_gives_what_routing_at_once_gives() {
    let journey = tidied(random(60, 1.8, 0.15, 5, 9));
    let whole = Arrows::of(&journey, look(&journey));
    let mut sliced = Arrows::sketch(&journey, look(&journey));
    while !sliced.refine(7).is_empty() {}
    for ((id, route), (_, other)) in whole.iter().zip(sliced.iter()) {
        assert_eq!(route, other, "{id}");
    }
}

#[test]
fn putting_a_card_tells_every_arrow_that_changed() {
    let journey = tidied(random(80, 1.8, 0.15, 5, 4));
    let mut arrows = Arrows::of(&journey, look(&journey));
    let mut dice = Dice(3);
    let ids: Vec<Id> = journey.touchpoints.ids().cloned().collect();
    for _ in 0..40 {
        let before: Vec<Route> = arrows.iter().map(|(_, route)| route.clone()).collect();
        let id = ids[dice.below(ids.len())].clone();
        let at = Point::new(dice.share() * 3000.0, dice.share() * 2000.0);
        let changed = arrows.put(&[(id, at)]);
        for ((id, route), before) in arrows.iter().zip(&before) {
            assert!(route == before || changed.contains(id), "{id} changed in silence");
        }
    }
}

fn rect() -> impl Strategy<Value = Rect> {
    let any = prop_oneof![
        8 => -2000.0..2000.0f64,
        1 => Just(0.0),
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(-1e300), Just(1e6), Just(-1e6)],
    ];
    let size = prop_oneof![6 => Just(184.0), 2 => 0.0..400.0f64, 1 => Just(0.0)];
    (any.clone(), any, size.clone(), size).prop_map(|(x, y, width, height)| Rect { x, y, width, height })
}

proptest! {
    #[test]
    fn arrows_are_finite_wherever_cards_stand(
        cards in prop::collection::vec(rect(), 1..12),
        ends in prop::collection::vec((0..13usize, 0..13usize, -1.0..60.0f64), 0..24),
        moves in prop::collection::vec((0..13usize, rect()), 0..6),
    ) {
        let arrows: Vec<Arrow> =
            ends.iter().map(|(from, to, width)| Arrow { from: *from, to: *to, width: *width, label: 30.0 }).collect();
        let mut router = Router::new(&cards, &arrows);
        prop_assert!(router.routes().iter().all(is_finite));
        for step in moves {
            router.put(&[step]);
            prop_assert!(router.routes().iter().all(is_finite));
        }
        router.settle();
        prop_assert!(router.routes().iter().all(is_finite));
        prop_assert_eq!(router.routes().len(), arrows.len());
    }
}
