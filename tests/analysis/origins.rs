//! The terms of a receipt combine to its number, whatever the journey.

use crate::support::{id, journey_of_counts, journeys};
use desire_path::analysis::origin::{OfWalk, Origin, Question, Walk};
use desire_path::analysis::perspectives::Coverage;
use desire_path::analysis::segments::Churn;
use desire_path::analysis::{Book, Finding, Findings, Lifetimes, Network, Readings};
use desire_path::formats;
use desire_path::model::*;

/// Every question about a network.
fn questions(network: &Network) -> Vec<Question> {
    let mut all = vec![Question::Success, Question::Dropped, Question::Steps, Question::Minutes];
    all.extend([Question::Entrants, Question::HandOffs, Question::Rework, Question::Trapped]);
    all.extend([Question::DroppedInAll, Question::ComesBack]);
    for book in Book::ALL {
        all.extend([Question::Value(book), Question::ValueInAll(book), Question::Spread(book)]);
        all.extend([Question::Leaving(book), Question::Lifetime(book), Question::Equity(book)]);
        all.extend((0..network.outcomes.len()).map(|o| Question::Brought(o, book)));
        for i in 0..network.touchpoints.len() {
            all.extend([
                Question::ValueToGo(i, book),
                Question::Arriving(i, book),
                Question::Realised(i, book),
                Question::CarriedOn(i, book),
                Question::Leak(i, book),
                Question::RemovalValue(i, book),
                Question::LeavingAt(i, book),
            ]);
            all.extend(Burden::ALL.map(|burden| Question::BurdenWorth(i, burden, book)));
        }
        all.extend((0..network.transitions.len()).map(|t| Question::Carried(t, book)));
    }
    for i in 0..network.touchpoints.len() {
        let own =
            [Question::Visits, Question::DropOff, Question::Friction, Question::Leavers, Question::Removal];
        all.extend(own.map(|question| question(i)));
    }
    all.extend((0..network.transitions.len()).flat_map(|t| [Question::Share(t), Question::Flow(t)]));
    all.extend((0..network.outcomes.len()).flat_map(|o| [Question::Outcome(o), Question::Reached(o)]));
    all
}

/// How many questions a journey answers, and how many were asked; each answer's terms combine to it.
fn check(name: &str, journey: &Journey) -> (usize, usize) {
    let (mut answered, mut asked) = (0, 0);
    for perspective in [Perspective::Evidence, Perspective::Company] {
        let network = Network::of(journey, perspective);
        let readings = Readings::of(&network);
        for finding in Findings::of(&network, &readings).all {
            let Finding::Trap { touchpoints, share, .. } = finding else { continue };
            let place = |id: &Id| network.touchpoints.iter().position(|part| part.id == *id);
            let inside: Vec<usize> = touchpoints.iter().filter_map(place).collect();
            // One that a trap leads into is counted by iteration alone: it has no terms.
            if let Some(origin) = Origin::of_trap(&network, &readings, &inside, share) {
                assert!((origin.combined() - share).abs() < 1e-9, "{name}: {origin:?}");
            }
        }
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
fn a_trap_holds_those_who_come_into_it() {
    let counts =
        [("(start)", "a", 10.0), ("a", "b", 4.0), ("a", "(success)", 6.0), ("b", "c", 4.0), ("c", "b", 4.0)];
    let counts = counts.map(|(from, to, count)| (from.to_owned(), to.to_owned(), count));
    let network = Network::of(&journey_of_counts(&counts), Perspective::Evidence);
    let readings = Readings::of(&network);
    let traps: Vec<f64> = Findings::of(&network, &readings)
        .all
        .iter()
        .filter_map(|finding| if let Finding::Trap { share, .. } = finding { Some(*share) } else { None })
        .collect();
    assert_eq!(traps, [0.4]);
    let origin = Origin::of_trap(&network, &readings, &[1, 2], 0.4).expect("terms");
    assert!((origin.combined() - 0.4).abs() < 1e-12, "{origin:?}");
    assert_eq!(Origin::of_trap(&network, &readings, &[1, 2], 0.3), None, "other terms than the number's");
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

/// Whether two numbers are the same but for rounding.
fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs()).max(1.0)
}

#[test]
fn the_steps_of_a_walk_combine_to_its_numbers() {
    use desire_path::analysis::paths::{Limits, Which, most_probable};
    let mut seen = 0;
    for seed in 0..40 {
        let network = Network::of(&journeys::journey(seed, 8), Perspective::Evidence);
        let readings = Readings::of(&network);
        let places = std::iter::once(None).chain((0..network.segments.len()).map(Some));
        for place in places {
            let entrants = place.map_or(readings.entrants, |at: usize| network.segments[at].volume);
            let found = most_probable(&network, &readings, place, Which::All, Limits::default());
            for path in found.paths {
                let walk = Walk { touchpoints: path.touchpoints.clone(), outcome: path.outcome };
                let numbers = [
                    (OfWalk::Probability, path.probability),
                    (OfWalk::People, path.probability * entrants),
                    (OfWalk::Friction, path.friction * 100.0),
                    (OfWalk::Value(Book::Organisation), path.value.organisation),
                    (OfWalk::Value(Book::Customer), path.value.customer),
                    (OfWalk::HandOffs, path.hand_offs as f64),
                ];
                for (of, number) in numbers {
                    let origin = walk.origin(&network, &readings, place, of).unwrap();
                    assert!(
                        close(origin.combined(), number),
                        "seed {seed}, {of:?}: {origin:?} is no {number}"
                    );
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 600, "{seen} numbers of walks");
}

#[test]
fn what_is_asked_over_all_journeys_is_what_segments_are_worth() {
    let (mut seen, mut back) = (0, 0);
    for seed in 0..60 {
        let network = Network::of(&journeys::journey(seed, 8), Perspective::Evidence);
        let readings = Readings::of(&network);
        let lifetimes = Lifetimes::of(&network);
        let churn = Churn::together(&network, &readings);
        let of = |place, question| Origin::of(&network, &readings, place, question);
        for book in Book::ALL {
            if let Some(leaving) = of(None, Question::Leaving(book)) {
                assert!(close(leaving.number, churn.valuable[book] * readings.entrants), "seed {seed}");
                seen += 1;
            }
            for (at, own) in lifetimes.segments.iter().enumerate() {
                let asked = of(Some(at), Question::Lifetime(book));
                assert_eq!(asked.is_some(), own.is_ok(), "seed {seed}: a refused number has no terms");
                let (Some(asked), Ok(own)) = (asked, own) else { continue };
                assert!(close(asked.number, own.total[book]), "seed {seed}");
                back += usize::from(own.comes_back > 0.0);
                seen += 1;
            }
            let equity = of(None, Question::Equity(book)).map(|origin| origin.number);
            let known = lifetimes.equity.as_ref().ok().map(|equity| equity[book]);
            assert!(equity.zip(known).is_none_or(|(one, other)| close(one, other)), "seed {seed}");
        }
    }
    assert!(seen > 200 && back > 8, "{seen} numbers, {back} of those who come back");
}

#[test]
fn what_hangs_on_scores_is_the_sum_of_what_hangs_on_each() {
    let mut seen = 0;
    for seed in 0..150 {
        let journey = journeys::journey(seed, 8);
        let network = Network::of(&journey, Perspective::Evidence);
        let readings = Readings::of(&network);
        let coverage = Coverage::of(&journey, &network, &readings);
        for (at, stake) in coverage.touchpoints.iter().enumerate() {
            for book in Book::ALL {
                let of = |is_evidenced| {
                    Origin::of_stake(&journey, &network, &readings, at, (book, is_evidenced), 1.0)
                        .unwrap()
                        .combined()
                };
                assert!(close(of(true), stake.evidenced[book]), "seed {seed} at {at}");
                assert!(close(of(true) + of(false), stake.all[book]), "seed {seed} at {at}");
                seen += usize::from(stake.all[book] > 0.0);
            }
        }
    }
    assert!(seen > 100, "{seen} stakes");
}

#[test]
fn the_spread_says_where_it_comes_from() {
    // Half leave at a, the others earn 10 more: 3 ± 5, all of it at a.
    let journey = sketch();
    let network = Network::of(&journey, Perspective::Evidence);
    let readings = Readings::of(&network);
    let spread = Origin::of(&network, &readings, None, Question::Spread(Book::Organisation)).unwrap();
    assert!((spread.number - 5.0).abs() < 1e-9 && (spread.combined() - 5.0).abs() < 1e-9, "{spread:?}");
    assert_eq!(spread.terms.len(), 1, "{spread:?}");
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
