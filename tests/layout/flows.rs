//! The flow view's drawing.

use crate::journeys;
use desire_path::analysis::{Network, Readings};
use desire_path::geometry::Point;
use desire_path::layout::{Amount, BAR, Bar, Flows, Sankey, sankey, sankeys};
use desire_path::model::{Journey, Perspective};

const FRAME: Point = Point { x: 1000.0, y: 600.0 };

/// The customers of a journey as flows.
fn customers(journey: &Journey) -> Flows {
    let network = Network::of(journey, Perspective::Evidence);
    let readings = Readings::of(&network);
    let all = &readings.together;
    let card = |reading: &desire_path::analysis::TouchpointReading| Amount {
        total: reading.visits.unwrap_or(0.0),
        first: reading.reach.unwrap_or(0.0),
    };
    let mut cards: Vec<Amount> = all.touchpoints.iter().map(card).collect();
    cards.extend(all.outcomes.iter().map(|share| Amount { total: *share, first: *share }));
    let place = |id: &desire_path::model::Id| {
        let outcome = || Some(journey.touchpoints.len() + journey.outcomes.place_of(id)?);
        journey.touchpoints.place_of(id).or_else(outcome)
    };
    let way = |(at, transition): (usize, &desire_path::model::Transition)| {
        let reading = all.transitions.get(network.transition_places.get(at).copied()??)?;
        let flow = reading.flow?;
        Some((place(&transition.from)?, place(&transition.to)?, Amount { total: flow, first: flow }))
    };
    let ways = journey.transitions.records().enumerate().filter_map(way).collect();
    Flows { cards, ways }
}

/// Points of a path of curves and lines.
fn points(path: &str) -> Vec<(f64, f64)> {
    let numbers = |part: &str| -> Vec<f64> {
        part[1..].split(' ').map(|number| number.parse().expect("a number")).collect()
    };
    let (mut points, mut here) = (Vec::new(), (0.0, 0.0));
    for part in path.split_inclusive(|_: char| true).fold(Vec::<String>::new(), |mut parts, letter| {
        match parts.last_mut() {
            Some(last) if !letter.starts_with(['M', 'C', 'L']) => last.push_str(letter),
            _ => parts.push(letter.to_owned()),
        }
        parts
    }) {
        let to = numbers(&part);
        if let [ax, ay, bx, by, x, y] = to[..] {
            for step in 0..=20 {
                let t = f64::from(step) / 20.0;
                let at = |p: f64, a: f64, b: f64, q: f64| {
                    let s = 1.0 - t;
                    s * s * s * p + 3.0 * s * s * t * a + 3.0 * s * t * t * b + t * t * t * q
                };
                points.push((at(here.0, ax, bx, x), at(here.1, ay, by, y)));
            }
        }
        here = (to[to.len() - 2], to[to.len() - 1]);
        points.push(here);
    }
    points
}

/// The examples that ship with the app.
fn examples() -> Vec<(String, Journey)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/journeys");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|file| file.extension().is_some_and(|ending| ending == "json"));
    let read = |file: std::path::PathBuf| {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let journey = desire_path::formats::read(&std::fs::read(&file).unwrap(), "a.json").unwrap().journey;
        (name, journey)
    };
    files.map(read).collect()
}

fn check(drawing: &Sankey, flows: &Flows, named: bool) {
    for bar in &drawing.bars {
        assert!(bar.at.x.is_finite() && bar.at.y >= 0.0 && bar.height > 0.0, "{bar:?}");
        assert!(bar.first <= bar.height + 1e-9, "{bar:?}");
        for other in drawing.bars.iter().filter(|other| other.card != bar.card && other.at.x == bar.at.x) {
            let apart = bar.at.y + bar.height <= other.at.y || other.at.y + other.height <= bar.at.y;
            assert!(apart, "{bar:?} lies on {other:?}");
            let middle = |bar: &Bar| bar.at.y + bar.height / 2.0;
            let names = (middle(bar) - middle(other)).abs();
            assert!(!named || names >= 28.0 - 1e-9, "{bar:?}'s name lies on that of {other:?}");
        }
        assert!(bar.at.x + BAR <= drawing.size.x && bar.at.y + bar.height <= drawing.size.y);
    }
    for ribbon in &drawing.ribbons {
        let (from, to, amount) = flows.ways[ribbon.way];
        assert!((ribbon.width - amount.total * drawing.scale).abs() < 1e-9, "a width is its amount");
        for (card, y) in [(from, ribbon.from.y), (to, ribbon.to.y)] {
            let bar = drawing.bars.iter().find(|bar| bar.card == card).expect("a ribbon joins bars");
            let within = y >= bar.at.y - 1e-6 && y + ribbon.width <= bar.at.y + bar.height + 1e-6;
            assert!(within || bar.height <= 2.0 + 1e-9, "{ribbon:?} leaves {bar:?}");
        }
        assert_eq!(ribbon.lane.is_some(), ribbon.to.x < ribbon.from.x, "only ways back use a lane");
        for (x, y) in points(&ribbon.path(0.0, ribbon.width)) {
            let half = ribbon.width / 2.0;
            let inside = x - half >= -0.1 && x + half <= drawing.size.x + 0.1 && y - half >= -0.1;
            let level = ribbon.lane.is_none() && y - half >= -0.1;
            assert!((inside || level) && y + half <= drawing.size.y + 0.1, "{ribbon:?} leaves the drawing");
        }
    }
}

#[test]
fn bars_stand_apart_and_ribbons_are_as_wide_as_what_flows() {
    for seed in 0..60 {
        let journey = journeys::random(4 + seed as usize % 40, 2.0, 0.2, seed as usize % 4, seed);
        let flows = customers(&journey);
        let drawing = sankey(&journey, &flows, FRAME);
        check(&drawing, &flows, true);
        assert_eq!(drawing, sankey(&journey, &flows, FRAME), "the same flows give the same drawing");
    }
}

#[test]
fn two_flows_of_one_journey_stand_in_the_same_places_on_one_scale() {
    let mut seen = 0;
    for seed in 0..60 {
        let journey = journeys::random(4 + seed as usize % 40, 2.0, 0.2, seed as usize % 4, seed);
        let one = customers(&journey);
        let mut other = one.clone();
        // Of the other, every third way and card has a quarter, and one in seven has nothing.
        let less = |at: usize, amount: &mut Amount| {
            let share = if at % 7 == 3 { 0.0 } else { [1.0, 1.0, 0.25][at % 3] };
            (amount.total, amount.first) = (amount.total * share, amount.first * share);
        };
        other.cards.iter_mut().enumerate().for_each(|(at, card)| less(at, card));
        other.ways.iter_mut().enumerate().for_each(|(at, (_, _, amount))| less(at, amount));
        let both = sankeys(&journey, &[&one, &other], FRAME);
        let [first, second] = both.as_slice() else { panic!("two drawings") };
        assert_eq!(*first, sankey(&journey, &one, FRAME), "what is never less is drawn as if alone");
        // It stands where the larger one does: its own names may be nearer.
        check(second, &other, false);
        assert_eq!((first.scale, &first.spans, first.size), (second.scale, &second.spans, second.size));
        for bar in &second.bars {
            let same = first.bars.iter().find(|known| known.card == bar.card).expect("the same cards");
            assert!(same.at == bar.at && bar.height <= same.height + 1e-9, "{same:?} {bar:?}");
        }
        for ribbon in &second.ribbons {
            let same = first.ribbons.iter().find(|known| known.way == ribbon.way).expect("the same ways");
            assert_eq!(same.lane, ribbon.lane, "a way back keeps its lane");
            seen += 1;
        }
    }
    assert!(seen > 500, "{seen} ribbons");
}

#[test]
fn examples_are_drawn_with_a_span_for_each_stage_that_is_reached() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/journeys/current-account.json");
    let journey = desire_path::formats::read(&std::fs::read(file).unwrap(), "bank.json").unwrap().journey;
    let flows = customers(&journey);
    let drawing = sankey(&journey, &flows, FRAME);
    check(&drawing, &flows, true);
    assert_eq!(drawing.spans.iter().filter(|span| span.stage.is_some()).count(), journey.stages.len());
    assert!(drawing.ribbons.len() > 40 && drawing.ribbons.iter().any(|ribbon| ribbon.lane.is_some()));
}

#[test]
fn the_way_that_most_go_leads_to_the_right() {
    let examples = examples();
    assert_eq!(examples.len(), 4);
    for (name, journey) in &examples {
        let flows = customers(journey);
        for frame in [FRAME, Point::new(560.0, 380.0), Point::new(2400.0, 1200.0)] {
            let drawing = sankey(journey, &flows, frame);
            check(&drawing, &flows, true);
            let x = |id: &str| {
                let card = journey.touchpoints.place_of(&journeys::id(id)).unwrap();
                drawing.bars.iter().find(|bar| bar.card == card).unwrap().at.x
            };
            let pairs: &[(&str, &str)] = match name.as_str() {
                "coffee-subscription" => &[("page", "blend"), ("box", "help"), ("help", "next")],
                "current-account" => &[("landing", "fees")],
                _ => &[],
            };
            for (one, other) in pairs {
                assert!(x(one) < x(other), "{one} stands before {other}");
            }
        }
    }
}

#[test]
fn nothing_and_what_is_not_finite_make_a_drawing_without_bars() {
    let journey = journeys::random(12, 2.0, 0.2, 3, 3);
    let count = journey.touchpoints.len() + journey.outcomes.len();
    for total in [0.0, f64::NAN, f64::INFINITY, -1.0] {
        let amount = Amount { total, first: total };
        let flows = Flows { cards: vec![amount; count], ways: vec![(0, 1, amount), (900, 1, amount)] };
        let drawing = sankey(&journey, &flows, FRAME);
        assert!(drawing.bars.is_empty() && drawing.ribbons.is_empty(), "{drawing:?}");
        assert!(drawing.size.x.is_finite() && drawing.size.y.is_finite());
    }
    assert!(sankey(&Journey::default(), &Flows::default(), FRAME).bars.is_empty());
}
