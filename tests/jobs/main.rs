//! What the jobs promise: done elsewhere, bit by bit, comes the same as done at once.

#[path = "../support/mod.rs"]
mod support;

use desire_path::analysis::{Book, Network, Trust, ledger, posterior};
use desire_path::edit;
use desire_path::formats::{self, journey_json};
use desire_path::jobs::{self, budget, draws, import, ledger as ledgers, question, tidy};
use desire_path::layout::{self, Options};
use desire_path::model::{Id, Journey, Perspective};
use support::hostile;

fn work(name: &str, input: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let mut shares = vec![0.0];
    let output = (jobs::named(name).unwrap().run)(input, &mut |share| shares.push(share));
    assert!(shares.is_sorted() && shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
    output
}

fn imported(bytes: &[u8]) -> Result<import::Imported, String> {
    let mut imported = import::Imported::default();
    for part in work("import", vec![b"name.json".to_vec(), bytes.to_vec()]) {
        imported.take(&part)?;
    }
    Ok(imported)
}

fn chain(count: usize) -> Journey {
    let touchpoints: Vec<_> = (0..count)
        .map(|at| format!(r#"{{"id":"t{at}","name":"Touchpoint {at}","position":{{"x":{at},"y":0}},"mood":{{"new":[{at}]}}}}"#))
        .collect();
    let ways: Vec<_> = (1..count)
        .map(|at| format!(r#"{{"id":"w{at}","from":"t{}","to":"t{at}","weight":{at}}}"#, at - 1))
        .collect();
    let text = format!(
        r#"{{"format":"desire-path","version":1,"title":"Chain","glow":[1,2],"touchpoints":[{}],"transitions":[{}],
        "stages":[{{"id":"s","name":"S"}}],"outcomes":[{{"id":"o","name":"O","kind":"success"}}],"later":[{{"id":"x"}}]}}"#,
        touchpoints.join(","),
        ways.join(",")
    );
    journey_json::read(&text).unwrap().journey
}

#[test]
fn every_hostile_file_comes_through_the_import_as_it_comes_through_the_reader() {
    let (mut read, mut refused) = (0, 0);
    for case in hostile::all().into_iter().filter(|case| case.bytes.len() < 3_000_000) {
        match (formats::read(&case.bytes, "name.json"), imported(&case.bytes)) {
            (Ok(opened), Ok(imported)) => {
                let mut journey = opened.journey;
                layout::placed(&journey, &opened.unplaced).put(&mut journey);
                assert_eq!(journey_json::write(&journey), journey_json::write(&imported.journey));
                assert_eq!(opened.report.lines.len().min(500), imported.lines.len());
                read += 1;
            }
            (Err(unreadable), Err(sentence)) => {
                assert_eq!(unreadable.to_string(), sentence);
                refused += 1;
            }
            (one, other) => panic!("{one:?} and {other:?}"),
        }
    }
    assert!(read > 50 && refused > 50, "{read} {refused}");
}

/// Two touchpoints and an outcome, one after the other, with whatever else their records say.
fn two(touchpoint: &str, outcome: &str) -> String {
    format!(
        r#"{{"format":"desire-path","version":1,"touchpoints":[{{"id":"a","name":"A"{touchpoint}}},{{"id":"b","name":"B"{touchpoint}}}],
        "outcomes":[{{"id":"o","name":"O","kind":"success"{outcome}}}],
        "transitions":[{{"id":"1","from":"a","to":"b"}},{{"id":"2","from":"b","to":"o"}}]}}"#
    )
}

fn places(text: &str) -> Vec<(f64, f64)> {
    let journey = imported(text.as_bytes()).unwrap().journey;
    let touchpoints = journey.touchpoints.records().map(|touchpoint| touchpoint.position);
    let outcomes = journey.outcomes.records().map(|outcome| outcome.position);
    touchpoints.chain(outcomes).map(|at| (at.x, at.y)).collect()
}

#[test]
fn cards_without_a_place_are_placed_and_all_others_stay() {
    let all = places(&two("", ""));
    assert!(all[0].0 < all[1].0 && all[1].0 < all[2].0, "from left to right: {all:?}");
    let table = places("from,to,count\n(start),Ad,10\nAd,Shop,6\nAd,(drop),4\nShop,(success),6\n");
    assert!(table[0].0 < table[1].0 && table[1].0 < table[2].0, "so are the cards of a table: {table:?}");
    // A place that is said is kept, even where all have the same.
    let said = r#","position":{"x":0,"y":0}"#;
    assert_eq!(places(&two(said, said)), [(0.0, 0.0); 3]);
    let some = places(&two(said, ""));
    assert_eq!(some[..2], [(0.0, 0.0); 2]);
    assert!(some[2] != (0.0, 0.0), "it would lie on the others: {some:?}");
    // Thousands stand in rows, apart from one another.
    let many: Vec<String> = (0..4_000).map(|at| format!(r#"{{"id":"t{at}"}}"#)).collect();
    let text = format!(r#"{{"format":"desire-path","version":1,"touchpoints":[{}]}}"#, many.join(","));
    let mut rows: Vec<_> = places(&text).iter().map(|(x, y)| (x.to_bits(), y.to_bits())).collect();
    rows.sort_unstable();
    rows.dedup();
    assert_eq!(rows.len(), 4_000);
}

#[test]
fn a_journey_in_parts_of_any_size_is_the_journey() {
    let journey = chain(300);
    let whole = journey_json::write(&journey);
    for bytes in [0, 1, 300, 5_000, 24_000, usize::MAX] {
        let parts = journey_json::write_parts(&journey, bytes);
        let expected = if bytes == usize::MAX { 1 } else { whole.len() / (bytes + 2_000) };
        assert!(parts.len() >= expected && (bytes > 1 || parts.len() > 590), "{bytes}: {}", parts.len());
        let mut joined = Journey::default();
        parts.iter().for_each(|part| journey_json::join(&mut joined, part).unwrap());
        assert_eq!(joined, journey, "{bytes}");
        assert_eq!(journey_json::write(&joined), whole);
    }
}

#[test]
fn tidying_elsewhere_proposes_what_tidying_here_does() {
    let journey = chain(40);
    let flow = |at: usize| (!at.is_multiple_of(3)).then_some(at as f64);
    let flows = journey.transitions.ids().cloned().enumerate();
    let options = Options { flows: flows.filter_map(|(at, id)| Some((id, flow(at)?))).collect() };
    let some: Vec<Id> = journey.touchpoints.ids().take(7).cloned().collect();
    for chosen in [Vec::new(), some] {
        let here = match chosen.is_empty() {
            true => layout::layered(&journey, &options),
            false => layout::layered_selection(&journey, &options, &chosen),
        };
        let there = work("tidy", tidy::input(&journey, flow, &chosen).to_vec());
        assert_eq!(tidy::placement(&journey, &there), here);
    }
}

#[test]
fn places_of_records_that_are_gone_are_left_out() {
    let journey = chain(5);
    let there = work("tidy", tidy::input(&journey, |_| None, &[]).to_vec());
    let mut after = chain(5);
    after.touchpoints.remove(&Id::new("t3").unwrap());
    assert_eq!(tidy::placement(&journey, &there).touchpoints.len(), 5);
    assert_eq!(tidy::placement(&after, &there).touchpoints.len(), 4);
}

/// A journey with two segments, seven owners and scores in both perspectives.
fn account() -> Journey {
    let text = include_str!("../../examples/journeys/current-account.json");
    journey_json::read(text).unwrap().journey
}

/// Each perspective, with all segments together and with one alone.
fn views(journey: &Journey) -> Vec<(Perspective, Option<usize>, Network)> {
    let segments = std::iter::once(None).chain((0..journey.segments.len()).map(Some));
    let both = segments.flat_map(|segment| {
        [Perspective::Evidence, Perspective::Company].map(|perspective| (perspective, segment))
    });
    both.map(|(perspective, segment)| {
        let mut network = Network::of(journey, perspective);
        segment.into_iter().for_each(|segment| network.look_at_segment(segment));
        (perspective, segment, network)
    })
    .collect()
}

fn ledger_of(
    journey: &Journey,
    perspective: Perspective,
    segment: Option<&Id>,
    at: usize,
) -> ledgers::Answer {
    let input = question::input(journey, perspective, segment, &at.to_string());
    ledgers::answer(&work("ledger", input.to_vec())).unwrap()
}

#[test]
fn a_ledger_worked_out_elsewhere_is_the_one_worked_out_here() {
    let journey = account();
    for (perspective, segment, network) in views(&journey) {
        for (at, grouping) in ledger::Grouping::ALL.into_iter().enumerate() {
            let id = segment.and_then(|segment| journey.segments.id_at(segment));
            let there = ledger_of(&journey, perspective, id, at);
            let sampling = ledger::Sampling::within_a_second(&network, grouping);
            let here = ledger::Ledger::of(&network, grouping, sampling, &mut |_| true).unwrap();
            assert_eq!(
                (there.now, there.without_friction, there.orders),
                (here.now, here.without_friction, here.orders)
            );
            let known: Vec<_> = here.parts.iter().map(|part| (part.loss, part.error)).collect();
            let given = there.parts.iter().filter(|part| part.loss != Default::default());
            assert_eq!(given.map(|part| (part.loss, part.error)).collect::<Vec<_>>(), known);
            for book in Book::ALL {
                let lost = there.without_friction[book] - there.now[book];
                let sum: f64 = there.parts.iter().map(|part| part.loss[book]).sum();
                assert!((sum - lost).abs() < 1e-9, "{grouping:?} {sum} {lost}");
                if grouping == ledger::Grouping::Touchpoint {
                    let shows: f64 = there.parts.iter().map(|part| part.shows.unwrap()[book]).sum();
                    assert!((shows - lost).abs() < 1e-9, "{shows} {lost}");
                }
            }
        }
    }
}

#[test]
fn a_ledger_of_one_segment_is_that_segments_part_of_the_ledger_of_all() {
    let journey = account();
    for (place, id) in journey.segments.ids().enumerate() {
        let alone = ledger_of(&journey, Perspective::Evidence, Some(id), 0);
        let network = Network::of(&journey, Perspective::Evidence);
        let sampling = ledger::Sampling::default();
        let all = ledger::Ledger::of(&network, ledger::Grouping::Burden, sampling, &mut |_| true).unwrap();
        for (alone, all) in alone.parts.iter().zip(&all.parts) {
            let off = alone.loss.plus(all.segments[place].times(-1.0));
            assert!(off.organisation.abs() + off.customer.abs() < 1e-9, "{off:?}");
        }
    }
}

#[test]
fn the_groups_of_a_ledger_are_named_by_the_ids_of_their_records() {
    let journey = account();
    let hand_offs = ledger_of(&journey, Perspective::Evidence, None, 3);
    let (rest, pairs) = hand_offs.parts.split_last().unwrap();
    assert!(rest.group.is_empty() && pairs.len() > 10 && hand_offs.orders.is_some());
    let is_owner = |id: &String| journey.owners.contains(&Id::new(id).unwrap());
    assert!(pairs.iter().all(|part| part.group.len() == 2 && part.group.iter().all(is_owner)));
    let places = ledger_of(&journey, Perspective::Evidence, None, 4);
    let ids = places.parts.iter().map(|part| part.group.concat());
    assert!(ids.eq(journey.touchpoints.ids().map(|id| id.to_string())), "one part for each touchpoint");
}

#[test]
fn draws_made_elsewhere_are_the_ones_made_here() {
    let journey = account();
    for (perspective, segment, network) in views(&journey).into_iter().skip(1).step_by(3) {
        let id = segment.and_then(|segment| journey.segments.id_at(segment));
        let there = draws::answer(&work("draws", question::input(&journey, perspective, id, "").to_vec()));
        let here =
            posterior::Draws::of(&network, Trust::default(), posterior::DRAWS, 1, &mut |_| true).unwrap();
        assert_eq!(there, here.together);
    }
}

#[test]
fn what_is_no_input_of_a_job_gives_nothing() {
    for job in jobs::ALL {
        for input in [vec![], vec![vec![255]], vec![vec![0], vec![1], vec![2]]] {
            let output = (job.run)(input, &mut |_| {});
            assert!(output.iter().map(Vec::len).sum::<usize>() < 100, "{}", job.name);
        }
    }
    assert!(jobs::named("anything else").is_none());
}

#[test]
fn the_advice_comes_through_as_it_was_worked_out() {
    for (text, count) in [
        (include_str!("../../examples/journeys/current-account.json"), 10),
        (include_str!("../../examples/journeys/traffic-fines.json"), 0),
    ] {
        let journey = journey_json::read(text).unwrap().journey;
        for (book, view) in
            [(Book::Organisation, Perspective::Evidence), (Book::Customer, Perspective::Company)]
        {
            let output = work("budget", budget::input(&journey, book, view).to_vec());
            let advice = budget::advice(&output).unwrap();
            assert_eq!(advice, budget::advise(&journey, book, view, &mut |_| {}));
            assert_eq!(advice.fixes.len(), count);
        }
    }
}

#[test]
fn the_advice_is_what_the_report_says_of_the_workshop() {
    let text = include_str!("../../examples/journeys/current-account.json");
    let journey = journey_json::read(text).unwrap().journey;
    let advice = budget::advise(&journey, Book::Organisation, Perspective::Evidence, &mut |_| {});
    let chosen = &advice.answer.chosen;
    let names: Vec<&str> = chosen.fixes.iter().map(|at| advice.fixes[*at].as_str()).collect();
    assert_eq!(names, ["why", "resume", "pinapp", "handover", "smallprint"]);
    assert!(advice.answer.is_exact() && chosen.cost == 88_200.0 && advice.budget == 150_000.0);
    assert!((chosen.value - advice.company.value - 30_253.604).abs() < 0.01);
    assert!(advice.answer.by_gain.value < chosen.value, "sorting buys one that does not pay");
}

#[test]
fn an_output_that_was_cut_is_no_advice() {
    let text = include_str!("../../examples/journeys/current-account.json");
    let journey = journey_json::read(text).unwrap().journey;
    let [ids, numbers] =
        work("budget", budget::input(&journey, Book::Organisation, Perspective::Evidence).to_vec())
            .try_into()
            .unwrap();
    for end in (0..numbers.len()).step_by(8).filter(|end| *end < 8 * 60) {
        assert_eq!(budget::advice(&[ids.clone(), numbers[..end].to_vec()]), None, "{end}");
    }
    assert_eq!(budget::advice(&[numbers]), None);
}

/// Whatever opens is worked out, laid out and advised on, as it is and in each of its scenarios.
#[test]
fn no_hostile_file_breaks_or_delays_a_job() {
    let mut journeys = 0;
    for case in hostile::all().into_iter().filter(|case| case.bytes.len() < 100_000) {
        let Ok(opened) = formats::read(&case.bytes, "name.json") else { continue };
        let journey = opened.journey;
        let seen = |id: &Id| edit::with_scenario(&journey, id).map(|(seen, _)| seen);
        let variants: Vec<Journey> = journey.scenarios.ids().take(3).filter_map(seen).collect();
        for journey in variants.iter().chain([&journey]) {
            assert_eq!(journey.violations(), vec![], "{}", case.name);
            let start = std::time::Instant::now();
            work("tidy", tidy::input(journey, |_| Some(1.0), &[]).to_vec());
            work("ledger", question::input(journey, Perspective::Evidence, None, "0").to_vec());
            let input = budget::input(journey, Book::Organisation, Perspective::Evidence);
            let advice = budget::advice(&work("budget", input.to_vec()));
            assert!(start.elapsed().as_secs() < 60, "{} takes {:?}", case.name, start.elapsed());
            if let Some(advice) = advice {
                assert_eq!(advice.fixes.len(), advice.costs.len());
                let gain = advice.answer.chosen.gain;
                assert!(gain.is_finite(), "{}: {gain}", case.name);
            }
            journeys += 1;
        }
        for id in journey.scenarios.ids().take(3) {
            let mut merged = journey.clone();
            if edit::edit(&mut merged, |draft| edit::merge_scenario(draft, id)).is_ok() {
                assert_eq!(merged.violations(), vec![], "{}", case.name);
            }
        }
    }
    assert!(journeys > 100, "{journeys}");
}
