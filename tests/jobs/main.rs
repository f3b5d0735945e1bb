//! What the jobs promise: done elsewhere, bit by bit, comes the same as done at once.

#[path = "../support/mod.rs"]
mod support;

use desire_path::analysis::Book;
use desire_path::formats::{self, journey_json};
use desire_path::jobs::{self, budget, import, tidy};
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
                assert_eq!(journey_json::write(&opened.journey), journey_json::write(&imported.journey));
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
