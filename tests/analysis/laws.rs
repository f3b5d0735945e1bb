//! Laws that hold for every journey (`model.md` §12).

use crate::{
    read,
    support::{graphs, graphs::Dice, id, journey_of_counts, sketch},
};
use desire_path::analysis::{End, Findings, Network, Reading, Readings, Structure, what_if::WhatIf};
use desire_path::model::*;
use proptest::prelude::*;

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => close(a, b),
        (a, b) => a == b,
    }
}

/// Journeys with weights alone, on which structure can be changed freely.
fn each_transition(journey: &Journey, mut change: impl FnMut(&mut Transition)) -> Journey {
    let mut changed = journey.clone();
    for (id, transition) in journey.transitions.iter() {
        let mut transition = transition.clone();
        change(&mut transition);
        changed.transitions.put(id.clone(), transition);
    }
    changed
}

/// The counts of complete random cases.
fn log_of_cases(seed: u64) -> Vec<(String, String, f64)> {
    let mut dice = Dice::new(seed);
    let names = 2 + dice.below(6);
    let mut counts = std::collections::BTreeMap::new();
    for _ in 0..1 + dice.below(60) {
        let mut at = "(start)".to_owned();
        loop {
            let end = if dice.below(2) == 0 { "(success)" } else { "(drop)" };
            let ends = at != "(start)" && dice.below(4) == 0;
            let to = if ends { end.to_owned() } else { format!("n{}", dice.below(names)) };
            *counts.entry((at, to.clone())).or_insert(0.0) += 1.0;
            if ends {
                break;
            }
            at = to;
        }
    }
    counts.into_iter().map(|((from, to), n)| (from, to, n)).collect()
}

fn by_id<'a>(
    network: &'a Network,
    reading: &'a Reading,
    id: &Id,
) -> &'a desire_path::analysis::TouchpointReading {
    let at = network.touchpoints.iter().position(|t| t.id == *id);
    &reading.touchpoints[at.expect("the touchpoint")]
}

proptest! {
    #[test]
    fn on_complete_logs_visits_are_the_counts(seed in any::<u64>()) {
        let counts = log_of_cases(seed);
        let (network, readings) = read(&journey_of_counts(&counts));
        for (part, found) in network.touchpoints.iter().zip(&readings.together.touchpoints) {
            let counted = counts.iter().filter(|(from, ..)| from == part.id.as_str());
            let counted: f64 = counted.map(|(.., n)| n).sum();
            prop_assert!(close(found.visits.unwrap() * readings.entrants, counted));
        }
        let successes = counts.iter().filter(|(_, to, _)| to == "(success)").map(|(.., n)| n);
        prop_assert!(close(readings.together.success * readings.entrants, successes.sum()));
    }

    #[test]
    fn collapsing_self_loops_leaves_success_reach_and_removal(seed in any::<u64>()) {
        let counts = log_of_cases(seed);
        let whole = journey_of_counts(&counts);
        let without: Vec<_> = counts.iter().filter(|(from, to, _)| from != to).cloned().collect();
        let (network, before) = read(&whole);
        let (other, after) = read(&journey_of_counts(&without));
        prop_assert!(close(before.together.success, after.together.success));
        for part in &other.touchpoints {
            let a = by_id(&network, &before.together, &part.id);
            let b = by_id(&other, &after.together, &part.id);
            prop_assert!(same(a.success_from, b.success_from));
            prop_assert!(same(a.reach, b.reach));
            prop_assert!(same(a.removal_effect, b.removal_effect));
        }
    }

    #[test]
    fn the_order_of_records_changes_nothing(seed in any::<u64>()) {
        let journey = graphs::random(seed);
        let mut turned = journey.clone();
        turned.touchpoints = reversed(&journey.touchpoints);
        turned.outcomes = reversed(&journey.outcomes);
        turned.transitions = reversed(&journey.transitions);
        // Where volumes are equal the first segment is the reference, so their order may matter;
        // and where no entry is given the first touchpoint may be it.
        let (network, before) = read(&journey);
        prop_assume!(network.segments.iter().all(|s| s.entry_is_given));
        let (other, after) = read(&turned);
        prop_assert!(close(before.together.success, after.together.success));
        prop_assert!(close(before.together.value.organisation, after.together.value.organisation));
        for part in &network.touchpoints {
            let a = by_id(&network, &before.together, &part.id);
            let b = by_id(&other, &after.together, &part.id);
            prop_assert!(same(a.visits, b.visits));
            prop_assert!(same(a.reach, b.reach));
            prop_assert!(close(a.leak.organisation, b.leak.organisation));
        }
    }

    #[test]
    fn scaling_the_weights_of_a_row_changes_nothing(seed in any::<u64>(), factor in 0.01..100.0) {
        let journey = graphs::random(seed);
        let scaled = each_transition(&journey, |t| {
            t.weight = t.weight.or(Some(1.0)).map(|w| w * factor);
            t.count = t.count.map(|n| n * factor);
        });
        let (_, before) = read(&journey);
        let (_, after) = read(&scaled);
        prop_assert!(close(before.together.success, after.together.success));
        prop_assert!(close(before.together.value.customer, after.together.value.customer));
    }

    #[test]
    fn without_a_must_pass_there_is_no_success(seed in any::<u64>()) {
        let journey = graphs::random(seed);
        let (network, readings) = read(&journey);
        let structure = Structure::of(&network);
        if readings.together.success > 0.0 {
            for at in 0..network.touchpoints.len() {
                let effect = readings.together.touchpoints[at].removal_effect.unwrap();
                let is_gate = structure.must_pass.contains(&at);
                // A way round that one in many billions takes is a way round: nearly all is not all.
                let holds = if is_gate { close(effect, 1.0) } else { effect < 1.0 };
                prop_assert!(holds, "{} has {}", at, effect);
            }
        }
    }

    #[test]
    fn removal_is_what_happens_when_all_leave_there(seed in any::<u64>()) {
        let journey = graphs::random(seed);
        let (network, readings) = read(&journey);
        let before = &readings.together;
        for (at, part) in network.touchpoints.iter().enumerate() {
            let mut without = journey.clone();
            without.transitions = journey.transitions.iter()
                .filter(|(_, t)| t.from != part.id)
                .map(|(id, t)| (id.clone(), t.clone()))
                .collect();
            // The entry must stay what it is, also where it was supplied.
            prop_assume!(network.segments.iter().all(|s| s.entry_is_given));
            let (_, after) = read(&without);
            if let Some(effect) = before.touchpoints[at].removal_effect {
                prop_assert!(close(before.success * (1.0 - effect), after.together.success));
            }
        }
    }

    #[test]
    fn a_trap_is_a_loop_without_a_way_out(seed in any::<u64>()) {
        let journey = graphs::random(seed);
        let (_, readings) = read(&journey);
        let any = (0..readings.segments.len()).any(|at| {
            crate::oracle::solve(&journey, at).trapped.contains(&true)
        });
        let found = readings.loops.iter().any(|l| l.kind == desire_path::analysis::LoopKind::Trap);
        prop_assert_eq!(any, found);
    }

    #[test]
    fn flow_is_conserved_at_every_touchpoint(seed in any::<u64>()) {
        let (network, readings) = read(&graphs::random(seed));
        let all = &readings.together;
        if all.trapped > 0.0 {
            return Ok(());
        }
        let mut inflow = vec![0.0; network.touchpoints.len()];
        for segment in &network.segments {
            segment.entry.iter().for_each(|(at, share)| inflow[*at] += segment.share * share);
        }
        let mut outflow: Vec<f64> = all.touchpoints.iter().map(|t| t.leavers).collect();
        for (part, found) in network.transitions.iter().zip(&all.transitions) {
            outflow[part.from] += found.flow.unwrap();
            if let End::Touchpoint(to) = part.to {
                inflow[to] += found.flow.unwrap();
            }
        }
        for (at, found) in all.touchpoints.iter().enumerate() {
            prop_assert!(close(inflow[at], found.visits.unwrap()));
            prop_assert!(close(outflow[at], found.visits.unwrap()));
        }
    }

    #[test]
    fn value_arriving_is_realised_or_carried_on(seed in any::<u64>()) {
        let (network, readings) = read(&graphs::random(seed));
        let all = &readings.together;
        for at in 0..network.touchpoints.len() {
            let own = &all.touchpoints[at];
            let row = network.row(at).map(|place| &all.transitions[place]);
            let (mut organisation, mut customer) = (own.realised.organisation, own.realised.customer);
            for passage in row {
                organisation += passage.carried.organisation + passage.realised;
                customer += passage.carried.customer;
            }
            prop_assert!(close(organisation, own.arriving.organisation));
            prop_assert!(close(customer, own.arriving.customer));
        }
    }

    #[test]
    fn the_ways_of_the_successful_sum_to_one(seed in any::<u64>()) {
        let (network, readings) = read(&graphs::random(seed));
        for reading in readings.segments.iter().chain([&readings.together]) {
            for at in 0..network.touchpoints.len() {
                let row: Option<Vec<f64>> =
                    network.row(at).map(|place| reading.transitions[place].successful).collect();
                if let Some(row) = row.filter(|row| !row.is_empty()) {
                    prop_assert!(close(row.iter().sum(), 1.0), "{row:?}");
                }
            }
        }
    }

    #[test]
    fn a_what_if_is_what_a_new_solve_says(seed in any::<u64>()) {
        let journey = graphs::random(seed);
        let mut dice = Dice::new(seed ^ 0xABCD);
        let (network, readings) = read(&journey);
        let at = dice.below(network.touchpoints.len());
        let what_if = WhatIf::at(&network, at);
        let same = what_if.with(&what_if.unchanged());
        prop_assert!(close(same.success, readings.together.success));
        prop_assert!(close(same.value.organisation, readings.together.value.organisation));
        // A known drop-off would be calibrated anew by the changed scores.
        prop_assume!(network.touchpoints[at].known_drop_off.is_none());
        let mut change = what_if.unchanged();
        change.burdens.time = Some(dice.share() * 60.0);
        change.values.emotional = Some(dice.share() * 10.0);
        change.margin = dice.share() * 20.0;
        let mut changed = journey.clone();
        let place = network.touchpoints[at].id.clone();
        let mut touchpoint = journey.touchpoints.get(&place).unwrap().clone();
        touchpoint.burdens.time.evidenced = change.burdens.time;
        touchpoint.values.emotional.evidenced = change.values.emotional;
        touchpoint.margin = Some(change.margin);
        changed.touchpoints.put(place, touchpoint);
        let (_, expected) = read(&changed);
        let found = what_if.with(&change);
        prop_assert!(close(found.success, expected.together.success));
        prop_assert!(close(found.value.organisation, expected.together.value.organisation));
        prop_assert!(close(found.value.customer, expected.together.value.customer));
    }

    #[test]
    fn sensitivities_are_the_slope_of_the_what_if(seed in any::<u64>()) {
        let journey = graphs::random(seed);
        let (network, readings) = read(&journey);
        let at = Dice::new(seed ^ 0x77).below(network.touchpoints.len());
        let what_if = WhatIf::at(&network, at);
        let own = &readings.together.touchpoints[at];
        prop_assume!(own.visits.is_some());
        let step = 1e-4;
        let slope = |change: &dyn Fn(f64) -> desire_path::analysis::what_if::Change| {
            let (up, down) = (what_if.with(&change(step)).value, what_if.with(&change(-step)).value);
            [
                (up.organisation - down.organisation) / (2.0 * step),
                (up.customer - down.customer) / (2.0 * step),
            ]
        };
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-5 * a.abs().max(1.0);
        for burden in Burden::ALL {
            let start = network.touchpoints[at].burdens[burden];
            // Below 0 a burden has no meaning, and unknown ones would become known.
            if start.is_none_or(|score| score < step) {
                continue;
            }
            let [organisation, customer] = slope(&|by| {
                let mut change = what_if.unchanged();
                change.burdens[burden] = start.map(|score| score + by);
                change
            });
            let worth = own.burden_worth[burden];
            prop_assert!(near(-organisation, worth.organisation), "{} {}", organisation, worth.organisation);
            prop_assert!(near(-customer, worth.customer), "{} {}", customer, worth.customer);
        }
        for value in Value::ALL {
            let start = network.touchpoints[at].values[value];
            if start.is_none_or(|score| score < step) {
                continue;
            }
            let [organisation, customer] = slope(&|by| {
                let mut change = what_if.unchanged();
                change.values[value] = start.map(|score| score + by);
                change
            });
            let worth = own.value_worth[value];
            prop_assert!(near(organisation, worth.organisation));
            prop_assert!(near(customer, worth.customer));
        }
    }

    #[test]
    fn value_falls_with_each_burden_while_staying_is_worth_more(seed in any::<u64>()) {
        let (network, readings) = read(&graphs::random(seed));
        for (at, own) in readings.together.touchpoints.iter().enumerate() {
            for burden in Burden::ALL {
                let worth = own.burden_worth[burden].organisation;
                let staying = own.hazard_worth.organisation;
                prop_assert!(network.segments.len() > 1 || worth * staying >= 0.0, "{at}");
            }
        }
    }

    #[test]
    fn the_same_journey_gives_the_same_bits(seed in any::<u64>()) {
        let journey = graphs::random(seed);
        let (network, readings) = read(&journey);
        prop_assert_eq!(Readings::of(&network), readings.clone());
        let findings = Findings::of(&network, &readings);
        for finding in &findings.all {
            prop_assert!(finding.sentence(&journey).len() > 10);
        }
    }
}

fn reversed<T: Clone>(table: &Table<T>) -> Table<T> {
    table.iter().rev().map(|(id, record)| (id.clone(), record.clone())).collect()
}

#[test]
fn moving_and_naming_leave_the_network_equal() {
    let journey = graphs::random(3);
    let mut moved = journey.clone();
    for (id, touchpoint) in journey.touchpoints.iter() {
        let mut touchpoint = touchpoint.clone();
        touchpoint.position.x += 100.0;
        touchpoint.name.push_str(" again");
        touchpoint.notes = "moved".into();
        moved.touchpoints.put(id.clone(), touchpoint);
    }
    moved.about.title = "Another title".into();
    let of = |journey| Network::of(journey, Perspective::Evidence);
    assert_eq!(of(&journey), of(&moved));
    assert_ne!(of(&journey), Network::of(&journey, Perspective::Company));
}

#[test]
fn an_empty_journey_has_readings() {
    let (network, readings) = read(&Journey::default());
    assert!(readings.checks.hold());
    assert_eq!(readings.together.success, 0.0);
    assert_eq!(Findings::of(&network, &readings).all.len(), 1);
    assert_eq!(Structure::of(&network), Structure::default());
}

#[test]
fn one_drawn_touchpoint_loses_all() {
    let mut journey = Journey::default();
    journey.touchpoints.put(id("a"), Touchpoint::default());
    let (_, readings) = read(&journey);
    assert_eq!(readings.together.dropped, 1.0);
    assert_eq!(readings.entrants, 1000.0);
}

#[test]
fn hazards_add_along_a_path() {
    let journey = sketch(&["a>b 1", "b>c 1", "c>!s 1"]);
    let mut journey = journey;
    for (name, hazard) in [("a", 10.0), ("b", 5.0), ("c", 20.0)] {
        let mut touchpoint = journey.touchpoints.get(&id(name)).unwrap().clone();
        touchpoint.burdens.time.assumed = Some(hazard);
        journey.touchpoints.put(id(name), touchpoint);
    }
    let (_, readings) = read(&journey);
    let expected = crate::reference::number(&crate::reference::open("toy_cases"), "serial_hazard/p_success");
    crate::assert_close(readings.together.success, expected, 1e-12, "serial hazard");
}
