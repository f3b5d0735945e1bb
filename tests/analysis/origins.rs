//! The terms of a receipt combine to its number, whatever the journey.

use crate::support::{id, journeys};
use desire_path::analysis::origin::{Origin, Question};
use desire_path::analysis::{Book, Network, Readings};
use desire_path::formats;
use desire_path::model::*;

/// Every question about a network.
fn questions(network: &Network) -> Vec<Question> {
    let mut all = vec![Question::Success, Question::Dropped, Question::Steps, Question::Minutes];
    all.extend([Question::Entrants, Question::HandOffs]);
    for book in Book::ALL {
        all.extend([Question::Value(book), Question::ValueInAll(book)]);
        for i in 0..network.touchpoints.len() {
            all.extend([
                Question::ValueToGo(i, book),
                Question::Arriving(i, book),
                Question::Realised(i, book),
                Question::CarriedOn(i, book),
                Question::Leak(i, book),
                Question::RemovalValue(i, book),
            ]);
            all.extend(Burden::ALL.map(|burden| Question::BurdenWorth(i, burden, book)));
        }
        all.extend((0..network.transitions.len()).map(|t| Question::Carried(t, book)));
    }
    for i in 0..network.touchpoints.len() {
        let own = [Question::Visits, Question::DropOff, Question::Leavers, Question::Removal];
        all.extend(own.map(|question| question(i)));
    }
    all.extend((0..network.transitions.len()).flat_map(|t| [Question::Share(t), Question::Flow(t)]));
    all.extend((0..network.outcomes.len()).map(Question::Outcome));
    all
}

/// How many questions a journey answers, and how many were asked; each answer's terms combine to it.
fn check(name: &str, journey: &Journey) -> (usize, usize) {
    let (mut answered, mut asked) = (0, 0);
    for perspective in [Perspective::Evidence, Perspective::Company] {
        let network = Network::of(journey, perspective);
        let readings = Readings::of(&network);
        let places = std::iter::once(None).chain((0..network.segments.len()).map(Some));
        for place in places {
            for question in questions(&network) {
                asked += 1;
                let Some(origin) = Origin::of(&network, &readings, place, question) else { continue };
                answered += 1;
                assert!(origin.number.is_finite() && origin.terms.len() <= 12, "{name} {question:?}");
                let size: f64 = origin.terms.iter().map(|term| term.amount().abs()).sum();
                let off = (origin.combined() - origin.number).abs();
                assert!(
                    off <= 1e-9 * size.max(origin.number.abs()).max(1e-3),
                    "{name}, {place:?}, {question:?}: {} is no {}: {:?}",
                    origin.combined(),
                    origin.number,
                    origin.terms
                );
            }
        }
    }
    (answered, asked)
}

#[test]
fn the_terms_of_every_number_combine_to_it_in_every_example() {
    let mut seen = 0;
    for entry in std::fs::read_dir("examples/journeys").unwrap() {
        let path = entry.unwrap().path();
        let name = path.display().to_string();
        if !name.ends_with(".json") {
            continue;
        }
        let opened = formats::read(&std::fs::read(&path).unwrap(), &name).unwrap();
        let (answered, asked) = check(&name, &opened.journey);
        println!("{name}: {answered} of {asked}");
        assert!(answered * 10 > asked * 9, "{name}: {answered} of {asked} answered");
        seen += 1;
    }
    assert!(seen > 2, "{seen} examples");
}

#[test]
fn the_terms_of_every_number_combine_to_it_in_random_journeys() {
    let (mut answered, mut asked) = (0, 0);
    for seed in 0..60 {
        let (some, all) = check(&format!("seed {seed}"), &journeys::journey(seed, 8));
        answered += some;
        asked += all;
    }
    println!("{answered} of {asked}");
    assert!(answered * 2 > asked, "{answered} of {asked}");
}

#[test]
fn the_steps_of_a_walk_multiply_to_its_probability() {
    use desire_path::analysis::paths::{Limits, Which, most_probable};
    let mut seen = 0;
    for seed in 0..40 {
        let network = Network::of(&journeys::journey(seed, 8), Perspective::Evidence);
        let readings = Readings::of(&network);
        let places = std::iter::once(None).chain((0..network.segments.len()).map(Some));
        for place in places {
            let found = most_probable(&network, &readings, place, Which::All, Limits::default());
            for path in found.paths {
                let origin = Origin::of_path(&network, &readings, place, &path.touchpoints, path.outcome);
                let off = (origin.combined() - path.probability).abs();
                assert!(off < 1e-9, "seed {seed}: {} is no {}", origin.combined(), path.probability);
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen} walks");
}

#[test]
fn a_receipt_says_what_is_multiplied() {
    let journey = sketch();
    let network = Network::of(&journey, Perspective::Evidence);
    let readings = Readings::of(&network);
    let of = |question| Origin::of(&network, &readings, None, question).unwrap();
    // 1,000 enter at a; half of them leave there, the others reach the end.
    let leavers = of(Question::Leavers(0));
    assert_eq!(
        leavers.terms[0].factors.iter().map(|(_, amount)| amount.round()).collect::<Vec<_>>(),
        [1000.0, 1.0]
    );
    assert!((leavers.number - 500.0).abs() < 1e-6, "{leavers:?}");
    // Margin 3 per visit, the outcome 10 for those who reach it: 3 + 0.5 × 10.
    let value = of(Question::ValueToGo(0, Book::Organisation));
    assert!((value.number - 8.0).abs() < 1e-9 && value.terms.len() == 2, "{value:?}");
}

/// One touchpoint that half of the visitors leave at, and one success.
fn sketch() -> Journey {
    let mut journey = Journey::default();
    let mut touchpoint = Touchpoint { margin: Some(3.0), ..Touchpoint::default() };
    touchpoint.drop_off.share = Some(0.5);
    journey.touchpoints.put(id("a"), touchpoint);
    let end = Outcome { kind: OutcomeKind::Success, value: Some(10.0), ..Outcome::default() };
    journey.outcomes.put(id("end"), end);
    journey.transitions.put(id("t"), Transition::between(id("a"), id("end")));
    journey
}
