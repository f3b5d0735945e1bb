//! Where the layered drawing puts cards.

use crate::journeys::{id, outcome, placed, positions, random, staged, touchpoint, transition, web_shop};
use crate::measure::{cards, overlaps};
use desire_path::geometry::{Point, sizes};
use desire_path::layout::{Options, Placement, columns, layered, layered_selection, stage_at};
use desire_path::model::{Id, Journey, OutcomeKind, Stage};
use std::collections::BTreeMap;
use std::sync::LazyLock;

fn tidy(journey: &Journey) -> Placement {
    layered(journey, &Options::default())
}

/// Journeys with their layered places, made once.
static SAMPLES: LazyLock<Vec<(String, Journey, Placement)>> = LazyLock::new(|| {
    let mut samples = vec![("web shop".into(), web_shop()), ("staged".into(), staged(7))];
    for (seed, count) in [(1, 5), (2, 20), (3, 50), (4, 120), (5, 200)] {
        for stages in [0, 5] {
            samples.push((format!("{count} in {stages}"), random(count, 2.2, 0.2, stages, seed)));
        }
    }
    let tidied = samples.into_iter().map(|(name, journey)| {
        let placement = tidy(&journey);
        (name, journey, placement)
    });
    tidied.collect()
});

#[test]
fn no_two_cards_overlap() {
    for (name, journey, placement) in SAMPLES.iter() {
        assert_eq!(overlaps(&cards(&placed(journey, placement))), 0, "{name}");
    }
}

#[test]
fn a_drop_off_stub_has_room_below_every_card() {
    for (name, journey, placement) in SAMPLES.iter() {
        let cards = cards(&placed(journey, placement));
        let with_stub = |card: &desire_path::geometry::Rect| desire_path::geometry::Rect {
            height: card.height + sizes::STUB_HEIGHT,
            ..*card
        };
        assert_eq!(overlaps(&cards.iter().map(with_stub).collect::<Vec<_>>()), 0, "{name}");
    }
}

#[test]
fn every_card_is_placed_once_on_whole_units_below_the_heads() {
    for (name, journey, placement) in SAMPLES.iter() {
        let touchpoints: Vec<&Id> = placement.touchpoints.iter().map(|(id, _)| id).collect();
        assert_eq!(touchpoints, journey.touchpoints.ids().collect::<Vec<_>>(), "{name}");
        let outcomes: Vec<&Id> = placement.outcomes.iter().map(|(id, _)| id).collect();
        assert_eq!(outcomes, journey.outcomes.ids().collect::<Vec<_>>(), "{name}");
        for (id, at) in positions(placement) {
            assert_eq!((at.x.fract(), at.y.fract()), (0.0, 0.0), "{name}: {id}");
            assert!(at.x >= 0.0 && at.y >= sizes::STAGE_HEAD, "{name}: {id} at {at:?}");
        }
    }
}

#[test]
fn the_same_journey_gives_the_same_places() {
    for (name, journey, placement) in SAMPLES.iter() {
        assert_eq!(&tidy(journey), placement, "{name}");
    }
}

#[test]
fn every_card_stands_in_its_stages_column() {
    for (name, journey, placement) in SAMPLES.iter().filter(|sample| !sample.1.stages.is_empty()) {
        let journey = placed(journey, placement);
        let columns = columns(&journey);
        for (id, touchpoint) in journey.touchpoints.iter() {
            let card = sizes::card_at(touchpoint.position);
            let found = stage_at(&columns, card.center().x);
            assert_eq!(found, touchpoint.stage.as_ref(), "{name}: {id}");
            let column = columns.iter().find(|column| Some(&column.stage) == found).unwrap();
            assert!(column.x < card.x && card.right() < column.x + column.width, "{name}: {id}");
        }
        let right = columns.last().map(|last| last.x + last.width).unwrap();
        assert!(journey.outcomes.records().all(|outcome| outcome.position.x > right), "{name}");
    }
}

#[test]
fn transitions_go_to_the_right_where_no_loop_forbids_it() {
    for seed in 0..12 {
        let journey = random(40, 1.8, 0.0, 0, seed);
        let places: BTreeMap<Id, Point> = positions(&tidy(&journey)).into_iter().collect();
        for transition in journey.transitions.records() {
            assert!(places[&transition.from].x < places[&transition.to].x);
        }
    }
}

#[test]
fn a_loop_goes_back_where_the_fewest_customers_go() {
    let mut journey = Journey::default();
    for name in ["c", "b", "a"] {
        touchpoint(&mut journey, name, None);
    }
    transition(&mut journey, "a", "b", Some(100.0));
    transition(&mut journey, "b", "c", Some(80.0));
    transition(&mut journey, "c", "a", Some(5.0));
    let places: BTreeMap<Id, Point> = positions(&tidy(&journey)).into_iter().collect();
    assert!(places[&id("a")].x < places[&id("b")].x && places[&id("b")].x < places[&id("c")].x);
}

#[test]
fn a_chain_is_one_straight_row() {
    let mut journey = Journey::default();
    for at in 0..10 {
        touchpoint(&mut journey, &format!("t{at}"), None);
    }
    outcome(&mut journey, "won", OutcomeKind::Success);
    for at in 0..9 {
        transition(&mut journey, &format!("t{at}"), &format!("t{}", at + 1), None);
    }
    transition(&mut journey, "t9", "won", None);
    let placement = tidy(&journey);
    let first = placement.touchpoints[0].1.y;
    assert!(placement.touchpoints.iter().all(|(_, at)| at.y == first));
    let middle = first + sizes::CARD_HEIGHT / 2.0;
    assert_eq!(placement.outcomes[0].1.y + sizes::OUTCOME_HEIGHT / 2.0, middle);
}

#[test]
fn successes_stand_above_losses() {
    for (name, journey, placement) in SAMPLES.iter() {
        let kind = |id: &Id| journey.outcomes.get(id).unwrap().kind;
        let of =
            |wanted| placement.outcomes.iter().filter(move |(id, _)| kind(id) == wanted).map(|(_, at)| at.y);
        for won in of(OutcomeKind::Success) {
            assert!(of(OutcomeKind::Loss).all(|lost| won < lost), "{name}");
        }
    }
}

#[test]
fn a_touchpoint_without_a_stage_stands_before_all_columns_and_in_none() {
    let mut journey = Journey::default();
    for stage in ["one", "two", "three"] {
        journey.stages.put(id(stage), Stage::default());
        touchpoint(&mut journey, &format!("in_{stage}"), Some(stage));
    }
    touchpoint(&mut journey, "loose", None);
    touchpoint(&mut journey, "looser", None);
    transition(&mut journey, "in_two", "loose", None);
    transition(&mut journey, "loose", "in_three", None);
    let after = placed(&journey, &tidy(&journey));
    stand_where_they_belong(&after);
    let again = placed(&after, &tidy(&after));
    stand_where_they_belong(&again);
    // Some of them tidied on their own stay where they belong as well.
    let some = [id("loose"), id("in_three")];
    stand_where_they_belong(&placed(&again, &layered_selection(&again, &Options::default(), &some)));
}

/// Each card stands in the column of its stage, or before all; no two on one another.
fn stand_where_they_belong(journey: &Journey) {
    let columns = columns(journey);
    for (id, touchpoint) in journey.touchpoints.iter() {
        let card = sizes::card_at(touchpoint.position);
        assert_eq!(stage_at(&columns, card.center().x), touchpoint.stage.as_ref(), "{id}");
        assert!(touchpoint.stage.is_some() || card.right() < 0.0, "{id}");
    }
    assert_eq!(overlaps(&cards(journey)), 0);
}

#[test]
fn where_no_touchpoint_is_in_a_stage_they_are_laid_out_freely_before_the_columns() {
    let mut journey = Journey::default();
    for at in 0..6 {
        touchpoint(&mut journey, &format!("t{at}"), None);
    }
    outcome(&mut journey, "won", OutcomeKind::Success);
    for at in 0..5 {
        transition(&mut journey, &format!("t{at}"), &format!("t{}", at + 1), None);
    }
    transition(&mut journey, "t5", "won", None);
    let free = tidy(&journey);
    for stage in ["one", "two"] {
        journey.stages.put(id(stage), Stage::default());
    }
    let placement = tidy(&journey);
    stand_where_they_belong(&placed(&journey, &placement));
    // As without stages, but for where it begins: a chain is one row.
    let by = placement.touchpoints[0].1 - free.touchpoints[0].1;
    for ((_, at), (_, without)) in placement.touchpoints.iter().zip(&free.touchpoints) {
        assert_eq!(*at - *without, by);
    }
    let columns = columns(&placed(&journey, &placement));
    assert!(placement.outcomes[0].1.x > columns[1].x + columns[1].width, "outcomes stand after the columns");
}

#[test]
fn an_empty_journey_has_no_places_and_an_empty_stage_keeps_its_column() {
    assert_eq!(tidy(&Journey::default()), Placement::default());
    let mut journey = Journey::default();
    for stage in ["one", "two", "three"] {
        journey.stages.put(id(stage), Stage::default());
    }
    touchpoint(&mut journey, "a", Some("three"));
    let placement = tidy(&journey);
    let two = columns(&placed(&journey, &placement));
    assert!(placement.touchpoints[0].1.x > two[2].x && two[2].x > two[1].x);
}

#[test]
fn tidying_twice_moves_little() {
    let card = sizes::CARD_HEIGHT;
    let mut total = 0.0;
    for (name, journey, placement) in SAMPLES.iter() {
        let moved = movement(placement, &tidy(&placed(journey, placement)));
        assert!(moved < 1.2 * card, "{name}: cards move {moved} on average");
        total += moved / SAMPLES.len() as f64;
    }
    assert!(total < 0.5 * card, "cards move {total} on average");
}

/// How far the cards of both placements move on average, less what all of them move alike.
fn movement(before: &Placement, after: &Placement) -> f64 {
    let after: BTreeMap<Id, Point> = positions(after).into_iter().collect();
    let steps: Vec<Point> =
        positions(before).into_iter().filter_map(|(id, at)| Some(*after.get(&id)? - at)).collect();
    let mut down: Vec<f64> = steps.iter().map(|step| step.y).collect();
    down.sort_by(f64::total_cmp);
    let alike = down[down.len() / 2];
    steps.iter().map(|step| step.x.hypot(step.y - alike)).sum::<f64>() / steps.len() as f64
}

#[test]
fn one_more_touchpoint_moves_the_others_little() {
    let mut all = Vec::new();
    for seed in 0..12 {
        let stages = if seed % 2 == 0 { 5 } else { 0 };
        let journey = random(40, 1.8, 0.15, stages, seed);
        let before = tidy(&journey);
        let mut journey = placed(&journey, &before);
        // As the editor does it: connected, and beside the one that it follows.
        let mut new = journey.touchpoints.get(&id("t20")).unwrap().clone();
        new.position = new.position + Point::new(sizes::STAGE_WIDTH, 0.0);
        journey.touchpoints.put(id("new"), new);
        transition(&mut journey, "t20", "new", Some(50.0));
        all.push(movement(&before, &tidy(&journey)));
    }
    all.sort_by(f64::total_cmp);
    let (mean, median, card) = (all.iter().sum::<f64>() / 12.0, all[6], sizes::CARD_HEIGHT);
    assert!(median < 0.5 * card && mean < card, "{mean} on average, {median} in most; a card is {card} high");
}

#[test]
fn a_selection_is_tidied_among_what_stays() {
    for (name, journey, placement) in SAMPLES.iter() {
        let journey = placed(journey, placement);
        let selection: Vec<Id> = journey.touchpoints.ids().step_by(3).cloned().collect();
        let placement = layered_selection(&journey, &Options::default(), &selection);
        let moved: Vec<&Id> = placement.touchpoints.iter().map(|(id, _)| id).collect();
        assert_eq!(moved, selection.iter().collect::<Vec<_>>(), "{name}");
        assert!(placement.outcomes.is_empty() && placement.stage_widths.is_empty(), "{name}");
        let after = placed(&journey, &placement);
        assert_eq!(overlaps(&cards(&after)), 0, "{name}");
        let columns = columns(&after);
        for (id, touchpoint) in after.touchpoints.iter().filter(|(_, t)| t.stage.is_some()) {
            let middle = sizes::card_at(touchpoint.position).center().x;
            assert_eq!(stage_at(&columns, middle), touchpoint.stage.as_ref(), "{name}: {id}");
        }
    }
}

#[test]
fn given_flows_speak_before_the_transitions() {
    let mut journey = Journey::default();
    for name in ["a", "b"] {
        touchpoint(&mut journey, name, None);
    }
    transition(&mut journey, "a", "b", Some(100.0));
    transition(&mut journey, "b", "a", Some(5.0));
    let flows = [(id("a>b"), 1.0), (id("b>a"), 9.0)].into_iter().collect();
    let placement = layered(&journey, &Options { flows });
    assert!(placement.touchpoints[1].1.x < placement.touchpoints[0].1.x);
}

#[test]
fn counts_too_small_to_compare_leave_every_card_its_own_place() {
    // The most that goes any way has no reciprocal: next to it, 0 would be no number.
    for (name, journey, _) in SAMPLES.iter() {
        let mut journey = journey.clone();
        let ids: Vec<Id> = journey.transitions.ids().cloned().collect();
        for (at, id) in ids.into_iter().enumerate() {
            let mut transition = journey.transitions.get(&id).unwrap().clone();
            transition.count = Some(if at % 3 == 0 { 1e-310 } else { 0.0 });
            journey.transitions.put(id, transition);
        }
        let placement = tidy(&journey);
        for (id, at) in positions(&placement) {
            assert_eq!((at.x.fract(), at.y.fract()), (0.0, 0.0), "{name}: {id}");
        }
        assert_eq!(overlaps(&cards(&placed(&journey, &placement))), 0, "{name}");
    }
}
