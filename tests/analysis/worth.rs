//! Who is worth what and where value is lost: worked answers and laws.

use crate::{
    assert_close, model_case, read, reference,
    support::{graphs, graphs::Dice, id, sketch},
};
use desire_path::analysis::{
    Lifetimes, Network, Trust,
    ledger::{Grouping, Ledger, Sampling, shows_at},
    perspectives::Perspectives,
    posterior::Draws,
    rerouting,
    segments::{self, Churn},
    uncertainty::Uncertainty,
};
use desire_path::model::*;
use proptest::prelude::*;

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

fn ledger(network: &Network, grouping: Grouping) -> Ledger {
    Ledger::of(network, grouping, Sampling { orders: 4, ..Sampling::default() }, &mut |_| true)
        .expect("a ledger")
}

/// A random journey with owners, stages and hand-offs.
fn owned(seed: u64) -> Journey {
    let mut journey = graphs::random(seed);
    let mut dice = Dice::new(seed ^ 0x0DD);
    for at in 0..3 {
        journey.owners.put(id(&format!("w{at}")), Owner::default());
        journey.stages.put(id(&format!("g{at}")), Stage::default());
    }
    let touchpoints: Vec<_> = journey.touchpoints.iter().map(|(id, t)| (id.clone(), t.clone())).collect();
    for (place, mut touchpoint) in touchpoints {
        touchpoint.owner = (dice.below(4) > 0).then(|| id(&format!("w{}", dice.below(3))));
        touchpoint.stage = (dice.below(4) > 0).then(|| id(&format!("g{}", dice.below(3))));
        journey.touchpoints.put(place, touchpoint);
    }
    journey
}

/// The journey without any burden, its drop-offs as the base hazard alone makes them.
fn relieved(network: &Network, journey: &Journey) -> [f64; 2] {
    let reference = &network.segments[network.reference];
    let mut journey = journey.clone();
    let touchpoints: Vec<_> = journey.touchpoints.iter().map(|(id, t)| (id.clone(), t.clone())).collect();
    for (at, (place, mut touchpoint)) in touchpoints.into_iter().enumerate() {
        // What remains of a known drop-off: 1 − exp(−H0 e^{−ρq̄}), in the reference segment.
        if touchpoint.drop_off.known().is_some_and(|known| known < 1.0) {
            let known = -(-touchpoint.drop_off.known().unwrap()).ln_1p();
            let share =
                |b: Burden| reference.burden_weights[b] * network.touchpoints[at].burdens[b].unwrap_or(0.0);
            let friction: f64 = Burden::ALL.into_iter().map(share).sum();
            let factor = mean_pull(&network.touchpoints[at], reference);
            let rest = (known / factor - friction).max(0.0) * factor;
            touchpoint.drop_off = DropOff { share: Some(-(-rest).exp_m1()), ..DropOff::default() };
        }
        touchpoint.burdens = ByBurden::default();
        journey.touchpoints.put(place, touchpoint);
    }
    let (_, after) = read(&journey);
    [after.together.value.organisation, after.together.value.customer]
}

fn mean_pull(
    part: &desire_path::analysis::TouchpointPart,
    segment: &desire_path::analysis::SegmentPart,
) -> f64 {
    let (mut sum, mut worth) = (0.0, 0.0);
    for value in Value::ALL {
        if let Some(score) = part.values[value] {
            sum += segment.value_worths[value] * score;
            worth += segment.value_worths[value];
        }
    }
    if worth > 0.0 { (-segment.pull * sum / worth).exp() } else { 1.0 }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::support::count("PROPTEST_CASES", 64) as u32))]
    #[test]
    fn every_ledger_sums_to_the_same_loss(seed in any::<u64>()) {
        let journey = owned(seed);
        let (network, readings) = read(&journey);
        let expected = relieved(&network, &journey);
        for grouping in Grouping::ALL {
            let found = ledger(&network, grouping);
            prop_assert!(close(found.now.organisation, readings.together.value.organisation), "{:?}", grouping);
            prop_assert!(close(found.now.customer, readings.together.value.customer));
            prop_assert!(close(found.without_friction.organisation, expected[0]), "{:?}: {} {}", grouping, found.without_friction.organisation, expected[0]);
            prop_assert!(close(found.without_friction.customer, expected[1]));
            let sum = found.parts.iter().fold([0.0; 2], |sum, part| [sum[0] + part.loss.organisation, sum[1] + part.loss.customer]);
            prop_assert!(close(sum[0], found.total.organisation), "{:?} {} {}", grouping, sum[0], found.total.organisation);
            prop_assert!(close(sum[1], found.total.customer));
            for part in &found.parts {
                let by_segment: f64 = part.segments.iter().zip(&network.segments).map(|(own, s)| s.share * own.organisation).sum();
                prop_assert!(close(by_segment, part.loss.organisation));
                let is_exact = part.error.organisation == 0.0;
                prop_assert!(is_exact || found.parts.len() > 10);
            }
        }
    }

    #[test]
    fn where_a_loss_shows_sums_to_where_it_starts(seed in any::<u64>()) {
        let (network, readings) = read(&owned(seed));
        prop_assume!(readings.together.trapped == 0.0);
        let shown = shows_at(&network);
        prop_assume!(shown.iter().all(Option::is_some));
        let sum: f64 = shown.iter().flatten().map(|gap| gap.organisation).sum();
        let total = ledger(&network, Grouping::Burden).total.organisation;
        prop_assert!((sum - total).abs() <= 1e-8 * readings.together.value.organisation.abs().max(total.abs()).max(1.0), "{} {}", sum, total);
    }

    #[test]
    fn rerouting_is_the_edited_journey_solved_again(seed in any::<u64>()) {
        let journey = graphs::random(seed);
        let (network, before) = read(&journey);
        prop_assume!(network.segments.iter().all(|s| s.entry_is_given));
        // The reference segment reads known drop-offs, so one is enough.
        let found = rerouting::each(&network);
        for (at, part) in network.touchpoints.iter().enumerate() {
            let mut edited = journey.clone();
            let round = round(&network, at);
            let mut touchpoint = Touchpoint::default();
            touchpoint.drop_off.share = Some(0.0);
            edited.touchpoints.put(part.id.clone(), touchpoint);
            edited.transitions = journey.transitions.iter().filter_map(|(place, transition)| {
                let mut transition = transition.clone();
                if transition.from == part.id {
                    if transition.to == part.id || round >= 1.0 { return None; }
                    let own = network.transition_places[journey.transitions.place_of(place)?]?;
                    (transition.weight, transition.count) = (None, None);
                    transition.probability = Some(network.transitions[own].share / (1.0 - round));
                }
                Some((place.clone(), transition))
            }).collect();
            let (_, after) = read(&edited);
            prop_assert!(close(found[at].success, after.together.success), "{}: {} {}", at, found[at].success, after.together.success);
            prop_assert!(close(found[at].value.organisation, after.together.value.organisation), "{}: {} {}", at, found[at].value.organisation, after.together.value.organisation);
            prop_assert!(close(found[at].value.customer, after.together.value.customer));
            prop_assert!(close(found[at].more_success, found[at].success - before.together.success));
        }
    }

    #[test]
    fn nothing_that_is_asked_of_any_journey_is_infinite(seed in any::<u64>()) {
        let journey = owned(seed);
        let (network, readings) = read(&journey);
        let lifetimes = Lifetimes::of(&network);
        let trust = Trust { prior: 5.0 };
        let draws = Draws::of(&network, trust, 5, seed, &mut |_| true);
        let text = format!(
            "{:?}{:?}{:?}{:?}{:?}{:?}",
            segments::each(&network, &readings, &lifetimes),
            rerouting::each(&network),
            shows_at(&network),
            Perspectives::of(&journey).coverage,
            Uncertainty::of(&network, trust),
            draws,
        );
        prop_assert!(!text.contains("NaN") && !text.contains("inf"), "{}", text);
    }
}

fn round(network: &Network, at: usize) -> f64 {
    let own = network.row(at).map(|place| &network.transitions[place]);
    own.filter(|t| t.to == desire_path::analysis::End::Touchpoint(at)).map(|t| t.share).sum()
}

#[test]
fn an_empty_journey_is_worth_nothing_and_says_so() {
    let journey = Journey::default();
    let (network, readings) = read(&journey);
    let lifetimes = Lifetimes::of(&network);
    assert_eq!(lifetimes.together.as_ref().unwrap().total, Default::default());
    assert_eq!(segments::each(&network, &readings, &lifetimes).len(), 1);
    for grouping in Grouping::ALL {
        assert_eq!(ledger(&network, grouping).parts, []);
    }
    assert_eq!(rerouting::each(&network), []);
    assert_eq!(Uncertainty::of(&network, Trust::default()), None);
    assert_eq!(Perspectives::of(&journey).coverage.all.shares(), [None, None]);
}

#[test]
fn equal_frictions_have_equal_parts_and_nobody_else_has_any() {
    // Two touchpoints in a row, alike; a third without burdens.
    let mut journey = sketch(&["a>b 1", "b>c 1", "c>!s 1"]);
    for name in ["a", "b"] {
        let mut touchpoint = journey.touchpoints.get(&id(name)).unwrap().clone();
        touchpoint.burdens.time.assumed = Some(20.0);
        journey.touchpoints.put(id(name), touchpoint);
    }
    let mut success = journey.outcomes.get(&id("!s")).unwrap().clone();
    success.value = Some(100.0);
    journey.outcomes.put(id("!s"), success);
    let (network, _) = read(&journey);
    let found = ledger(&network, Grouping::Touchpoint);
    let lost = 100.0 * (1.0 - (-0.4_f64).exp());
    assert_eq!(found.parts.len(), 2);
    for part in &found.parts {
        assert_close(part.loss.organisation, lost / 2.0, 1e-12, "half each");
    }
    assert_close(found.total.organisation, lost, 1e-12, "the whole");
    // What is lost starts where the burdens are and shows at the end, where nobody arrives.
    let shown: Vec<f64> = shows_at(&network).iter().map(|gap| gap.unwrap().organisation).collect();
    assert_close(shown[2], lost, 1e-12, "where it shows");
    assert_eq!(&shown[..2], [0.0, 0.0]);
}

#[test]
fn a_hand_offs_part_is_what_those_handed_over_go_through() {
    // Half come to b from a (a hand-off from x to y), half enter there; 10 minutes at b.
    let mut journey = sketch(&["a>b 1", "b>!s 1"]);
    for (name, owner, minutes) in [("a", "x", 0.0), ("b", "y", 10.0)] {
        journey.owners.put(id(owner), Owner::default());
        let mut touchpoint = journey.touchpoints.get(&id(name)).unwrap().clone();
        touchpoint.owner = Some(id(owner));
        touchpoint.burdens.time.assumed = Some(minutes);
        journey.touchpoints.put(id(name), touchpoint);
    }
    let mut everyone = journey.segments.get(&id("all")).unwrap().clone();
    everyone.entry = [(id("a"), 3.0), (id("b"), 1.0)].into_iter().collect();
    journey.segments.put(id("all"), everyone);
    let (network, _) = read(&journey);
    let found = ledger(&network, Grouping::HandOff);
    let losses: Vec<f64> = found.parts.iter().map(|part| part.loss.customer).collect();
    assert_close(losses[0], 0.75 * 2.5, 1e-12, "handed over");
    assert_close(losses[1], 0.25 * 2.5, 1e-12, "not handed over");
}

#[test]
fn more_than_ten_groups_are_sampled_and_the_error_is_what_it_says() {
    let mut journey = graphs::large(graphs::Shape::Local, 12, 5);
    journey.about.base_hazard = 0.1;
    let (network, _) = read(&journey);
    let sampling = |orders, seed| Sampling { orders, seed, ..Sampling::default() };
    let of = |sampling| Ledger::of(&network, Grouping::Touchpoint, sampling, &mut |_| true).unwrap();
    let (found, again) = (of(sampling(60, 1)), of(sampling(60, 1)));
    assert_eq!(found, again);
    assert_eq!(found.orders, Some(60));
    // Against many more orders: no part further off than four of its errors, some off at all.
    let best = of(sampling(4000, 99));
    for (part, best) in found.parts.iter().zip(&best.parts) {
        let off = (part.loss.organisation - best.loss.organisation).abs();
        assert!(off <= 4.0 * part.error.organisation + 1e-9, "{off} {:?}", part.error);
    }
    assert!(
        best.parts
            .iter()
            .zip(&found.parts)
            .all(|(best, part)| best.error.organisation < part.error.organisation)
    );
    let mut asked = 0;
    let stopped = Ledger::of(&network, Grouping::Touchpoint, sampling(60, 1), &mut |_| {
        asked += 1;
        asked < 10
    });
    assert_eq!((stopped, asked), (None, 10));
}

#[test]
fn what_a_removal_leads_to_is_compared_with_today() {
    // b costs 5 minutes and 1 to serve, and gives nothing: it could go. c is where the money is.
    let mut journey = sketch(&["a>b 1", "b>c 1", "c>!s 1"]);
    let mut b = journey.touchpoints.get(&id("b")).unwrap().clone();
    (b.burdens.time.assumed, b.cost_to_serve) = (Some(5.0), Some(1.0));
    journey.touchpoints.put(id("b"), b);
    let mut c = journey.touchpoints.get(&id("c")).unwrap().clone();
    c.margin = Some(50.0);
    journey.touchpoints.put(id("c"), c);
    let (network, _) = read(&journey);
    let found = rerouting::each(&network);
    assert!(found[1].could_go && !found[2].could_go);
    assert_close(found[1].success, 1.0, 1e-12, "success");
    assert_close(found[1].value.organisation, 50.0, 1e-12, "value");
    assert_close(found[2].value.organisation, -1.0, 1e-12, "without c");
}

#[test]
fn the_churn_of_the_valuable_is_weighted_by_value_to_go() {
    let answer = reference::open("model_case");
    let (network, readings) = read(&model_case::journey(&answer));
    let lifetimes = Lifetimes::of(&network);
    let all = segments::each(&network, &readings, &lifetimes);
    for (at, name) in ["mainstream", "anxious"].iter().enumerate() {
        let given = &answer["results"][name];
        let lost = |key: &str| -> f64 {
            let number = |of: &str, t: &str| reference::number(&given[of], t);
            let each = reference::texts(&answer["touchpoints"]).into_iter();
            each.map(|t| {
                number("visits", t) * number("exit", t) * if key == "W" { number("W", t) } else { 1.0 }
            })
            .sum()
        };
        assert_close(all[at].churn.many, lost("1"), 1e-12, "the many");
        assert_close(all[at].churn.valuable.organisation, lost("W"), 1e-11, "the valuable");
        assert!(!all[at].loses_money);
    }
    let together = Churn::together(&network, &readings);
    let mean = 0.8 * all[0].churn.valuable.organisation + 0.2 * all[1].churn.valuable.organisation;
    assert_close(together.valuable.organisation, mean, 1e-12, "together");
}

#[test]
fn a_segment_that_costs_more_than_it_brings_is_flagged() {
    let mut journey = sketch(&["a>!s 1"]);
    let mut a = journey.touchpoints.get(&id("a")).unwrap().clone();
    (a.cost_to_serve, a.values.emotional.assumed) = (Some(3.0), Some(4.0));
    journey.touchpoints.put(id("a"), a);
    let (network, readings) = read(&journey);
    let own = &segments::each(&network, &readings, &Lifetimes::of(&network))[0];
    assert!(own.loses_money && !own.loses_out);
    assert_eq!(own.equity.unwrap().organisation, -3.0);
}

#[test]
fn perspectives_differ_by_what_customers_say() {
    let mut journey = sketch(&["a>b 1", "b>!s 1"]);
    for (name, assumed, evidenced) in [("a", 10.0, Some(40.0)), ("b", 10.0, None)] {
        let mut touchpoint = journey.touchpoints.get(&id(name)).unwrap().clone();
        touchpoint.burdens.time.assumed = Some(assumed);
        touchpoint.burdens.time.evidenced = evidenced;
        journey.touchpoints.put(id(name), touchpoint);
    }
    let mut success = journey.outcomes.get(&id("!s")).unwrap().clone();
    success.value = Some(100.0);
    journey.outcomes.put(id("!s"), success);
    let found = Perspectives::of(&journey);
    let exact = 100.0 * ((-0.2_f64).exp() - (-0.5_f64).exp());
    assert_close(found.blind_spot.organisation, exact, 1e-12, "the blind spot");
    assert_close(
        found.difference.touchpoints[0].drop_off.unwrap(),
        (-0.1_f64).exp() - (-0.4_f64).exp(),
        1e-12,
        "a",
    );
    assert_eq!(found.difference.touchpoints[1].drop_off, Some(0.0));
    // 40 of 50 minutes rest on evidence, and each minute is worth the same.
    assert_close(found.coverage.all.shares()[0].unwrap(), 0.8, 1e-12, "coverage");
    assert_eq!(found.coverage.touchpoints[0].shares()[0], Some(1.0));
    assert_eq!(found.coverage.touchpoints[1].shares()[0], Some(0.0));
}

#[test]
fn where_nothing_is_scored_nothing_is_said_to_be_of_no_use() {
    let mut journey = sketch(&["a>b 1", "b>!s 1", "b=0.3"]);
    let could_go = |journey: &Journey| rerouting::each(&read(journey).0)[1].could_go;
    assert!(!could_go(&journey), "nothing is known of it but who leaves");
    let mut b = journey.touchpoints.get(&id("b")).unwrap().clone();
    b.burdens.time.assumed = Some(5.0);
    journey.touchpoints.put(id("b"), b);
    assert!(could_go(&journey));
}

#[test]
fn who_comes_to_a_row_without_data_is_among_the_lost() {
    let mut journey = sketch(&["a>b 1", "a>!s 1", "b>!s 0"]);
    let mut b = journey.touchpoints.get(&id("b")).unwrap().clone();
    b.margin = Some(8.0);
    journey.touchpoints.put(id("b"), b);
    let (network, readings) = read(&journey);
    let worth = &segments::each(&network, &readings, &Lifetimes::of(&network))[0];
    assert_eq!(readings.together.touchpoints[1].drop_off, None);
    assert_close(worth.churn.many, 0.5, 1e-12, "lost");
    assert_close(worth.churn.valuable.organisation, 4.0, 1e-12, "what they were worth");
}

#[test]
fn groups_that_join_in_few_steps_still_sum_to_the_loss() {
    let mut journey = graphs::large(graphs::Shape::Local, 40, 5);
    journey.about.base_hazard = 0.1;
    let (network, _) = read(&journey);
    let of = |steps| {
        let sampling = Sampling { orders: 100, seed: 1, steps };
        Ledger::of(&network, Grouping::Touchpoint, sampling, &mut |_| true).unwrap()
    };
    let (whole, coarse) = (of(usize::MAX), of(8));
    let sum: f64 = coarse.parts.iter().map(|part| part.loss.organisation).sum();
    assert_close(sum, whole.total.organisation, 1e-9, "sum");
    assert!(whole.parts.len() > 8);
    for (part, exact) in coarse.parts.iter().zip(&whole.parts) {
        let off = (part.loss.organisation - exact.loss.organisation).abs();
        assert!(off <= 0.25 * exact.loss.organisation.abs() + 1e-2 * sum.abs(), "{part:?} {exact:?}");
    }
}
