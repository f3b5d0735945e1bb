//! Journeys made for tests: from counts, from a sketch, at random.
#![allow(dead_code)]

pub mod graphs;
// What draws on proptest and the naughty strings is native only: neither is there in wasm.
#[cfg(not(target_arch = "wasm32"))]
pub mod dice;
#[cfg(not(target_arch = "wasm32"))]
pub mod hostile;
#[cfg(not(target_arch = "wasm32"))]
pub mod journeys;
#[cfg(not(target_arch = "wasm32"))]
pub mod mutations;

use desire_path::model::*;

/// What the environment says under this name (`MUTATIONS=100000`), or the usual number.
pub fn count(name: &str, usual: u64) -> u64 {
    let said = std::env::var(name).ok();
    said.and_then(|said| said.parse().ok()).unwrap_or(usual)
}

/// Runs a check for so many seeds, on two threads. They begin with 0, or where `FROM=` says: so a long
/// run can be made in parts.
pub fn seeds(count: u64, check: impl Fn(u64) + Sync) {
    let from = self::count("FROM", 0);
    let check = &check;
    std::thread::scope(|scope| {
        for thread in 0..2 {
            scope.spawn(move || (from + thread..from + count).step_by(2).for_each(check));
        }
    });
}

pub fn id(text: &str) -> Id {
    Id::new(text).expect("a test's id")
}

/// A journey of transition counts, with the names that a counts file reserves.
pub fn journey_of_counts(counts: &[(String, String, f64)]) -> Journey {
    let mut journey = Journey::default();
    let mut everyone = Segment { name: "everyone".into(), ..Segment::default() };
    for name in counts.iter().flat_map(|(from, to, _)| [from, to]) {
        match name.as_str() {
            "(start)" | "(drop)" => {}
            name if name.starts_with('(') => {
                let kind = if name == "(success)" { OutcomeKind::Success } else { OutcomeKind::Other };
                let outcome = Outcome { name: name.into(), kind, ..Outcome::default() };
                journey.outcomes.put(id(name), outcome);
            }
            name if !journey.touchpoints.contains(&id(name)) => {
                journey.touchpoints.put(id(name), touchpoint(name));
            }
            _ => {}
        }
    }
    for (at, (from, to, count)) in counts.iter().enumerate() {
        if from == "(start)" {
            everyone.entry.insert(id(to), *count);
            everyone.volume += count;
            continue;
        }
        let mut origin = journey.touchpoints.get(&id(from)).cloned().expect("a touchpoint");
        if to == "(drop)" {
            origin.drop_off.left = Some(*count);
            origin.drop_off.stayed = origin.drop_off.stayed.or(Some(0.0));
        } else {
            origin.drop_off.stayed = Some(origin.drop_off.stayed.unwrap_or(0.0) + count);
            let mut transition = Transition::between(id(from), id(to));
            transition.count = Some(*count);
            journey.transitions.put(id(&format!("t{at}")), transition);
        }
        journey.touchpoints.put(id(from), origin);
    }
    journey.segments.put(id("everyone"), everyone);
    journey
}

pub fn touchpoint(name: &str) -> Touchpoint {
    Touchpoint { name: name.into(), ..Touchpoint::default() }
}

/// A journey from lines `from>to weight`; `!name` is a success, `?name` a loss; the first
/// touchpoint is where all enter. `name=0.3` types a drop-off.
pub fn sketch(lines: &[&str]) -> Journey {
    let mut journey = Journey::default();
    let mut first = None;
    for (at, line) in lines.iter().enumerate() {
        if let Some((name, share)) = line.split_once('=') {
            let place = place(&mut journey, name);
            let mut touchpoint = journey.touchpoints.get(&place).cloned().expect("a touchpoint");
            touchpoint.drop_off.share = Some(share.parse().expect("a share"));
            journey.touchpoints.put(place, touchpoint);
            continue;
        }
        let (from, rest) = line.split_once('>').expect("an arrow");
        let (to, amount) = rest.split_once(' ').expect("an amount");
        let (from, to) = (place(&mut journey, from), place(&mut journey, to));
        first.get_or_insert(from.clone());
        let mut transition = Transition::between(from, to);
        match amount.strip_suffix('p') {
            Some(probability) => transition.probability = probability.parse().ok(),
            None => transition.weight = amount.parse().ok(),
        }
        journey.transitions.put(id(&format!("t{at}")), transition);
    }
    let mut everyone = Segment { volume: 1.0, ..Segment::default() };
    if let Some(first) = first {
        everyone.entry.insert(first, 1.0);
    }
    journey.segments.put(id("all"), everyone);
    journey
}

fn place(journey: &mut Journey, name: &str) -> Id {
    let kind = match name.chars().next() {
        Some('!') => Some(OutcomeKind::Success),
        Some('?') => Some(OutcomeKind::Loss),
        _ => None,
    };
    match kind {
        Some(kind) if !journey.outcomes.contains(&id(name)) => {
            let outcome = Outcome { name: name.into(), kind, ..Outcome::default() };
            journey.outcomes.put(id(name), outcome);
        }
        None if !journey.touchpoints.contains(&id(name)) => {
            journey.touchpoints.put(id(name), touchpoint(name));
        }
        _ => {}
    }
    id(name)
}
