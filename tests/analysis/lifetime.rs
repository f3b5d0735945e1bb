//! Lifetime value: worked answers, closed forms, and the same system solved naively.

use crate::{
    assert_close, model_case, reference,
    support::{graphs, graphs::Dice, id, sketch},
};
use desire_path::analysis::{End, Lifetimes, Network, Readings, Refusal};
use desire_path::model::*;
use nalgebra::{DMatrix, DVector};
use proptest::prelude::*;

const EXACT: f64 = 1e-12;

fn network(journey: &Journey) -> Network {
    Network::of(journey, Perspective::Evidence)
}

fn lifetimes(journey: &Journey) -> Lifetimes {
    Lifetimes::of(&network(journey))
}

/// Adds a repeat, or a referral with its newcomers.
fn lead(journey: &mut Journey, from: &str, to: &str, kind: TransitionKind, amount: f64, days: f64) {
    let mut transition = Transition::between(id(from), id(to));
    transition.kind = kind;
    transition.delay_days = Some(days);
    match kind {
        TransitionKind::Referral => transition.newcomers = Some(amount),
        _ => transition.probability = Some(amount),
    }
    journey.transitions.put(id(&format!("back{}", journey.transitions.len())), transition);
}

fn with_segment(journey: &mut Journey, change: impl Fn(&mut Segment)) {
    let segments: Vec<_> = journey.segments.iter().map(|(id, s)| (id.clone(), s.clone())).collect();
    for (id, mut segment) in segments {
        change(&mut segment);
        journey.segments.put(id, segment);
    }
}

fn with_touchpoint(journey: &mut Journey, name: &str, change: impl Fn(&mut Touchpoint)) {
    let mut touchpoint = journey.touchpoints.get(&id(name)).unwrap().clone();
    change(&mut touchpoint);
    journey.touchpoints.put(id(name), touchpoint);
}

#[test]
fn a_discounted_repeat_is_the_invented_services_answer() {
    let answer = reference::open("model_case");
    let mut journey = model_case::journey(&answer);
    let given = &answer["results"]["mainstream"]["ltv_discounted_repeat"];
    let days = reference::number(given, "days_per_transition");
    let transitions: Vec<_> = journey.transitions.iter().map(|(id, t)| (id.clone(), t.clone())).collect();
    for (place, mut transition) in transitions {
        // The answer counts the delay between touchpoints; the repeat's own begins at the success.
        if journey.touchpoints.contains(&transition.to) {
            transition.delay_days = Some(days);
        }
        journey.transitions.put(place, transition);
    }
    with_segment(&mut journey, |s| s.discount_rate = given["annual_rate"].as_f64());
    let to = given["repeat_to"].as_str().unwrap();
    let (share, delay) =
        (reference::number(given, "repeat_prob"), reference::number(given, "repeat_delay_days"));
    let mut drawn = journey.clone();
    lead(&mut drawn, "SUCCESS", to, TransitionKind::Repeat, share, delay);
    // The same, said as the segment's share who come back.
    let mut said = journey.clone();
    with_segment(&mut said, |s| s.comes_back = Some(share));
    lead(&mut said, "SUCCESS", to, TransitionKind::Repeat, share, delay);
    let (place, mut transition) =
        said.transitions.iter().last().map(|(id, t)| (id.clone(), t.clone())).unwrap();
    transition.probability = None;
    said.transitions.put(place, transition);
    for journey in [drawn, said] {
        let found = lifetimes(&journey);
        for (at, name) in ["mainstream", "anxious"].iter().enumerate() {
            let expected = &answer["results"][name]["ltv_discounted_repeat"];
            let own = found.segments[at].as_ref().unwrap();
            assert_close(own.total.organisation, reference::number(expected, "ltv"), EXACT, name);
            assert_close(own.first.organisation, reference::number(expected, "no_repeat"), EXACT, name);
            let sum = own.first.plus(own.repeats).plus(own.referrals);
            assert_close(sum.organisation, own.total.organisation, EXACT, "the parts");
        }
        let equity = [("mainstream", 8000.0), ("anxious", 2000.0)].iter().map(|(name, volume)| {
            volume * reference::number(&answer["results"][name], "ltv_discounted_repeat/ltv")
        });
        assert_close(found.equity.unwrap().organisation, equity.sum(), 1e-7, "equity");
    }
}

/// One purchase: a touchpoint that costs 3 to serve and leads to a success worth 80 with 25 %.
fn one_purchase(answer: &serde_json::Value) -> Journey {
    let p = reference::number(answer, "P");
    let mut journey = sketch(&[&format!("shop>!bought {p}p")]);
    with_touchpoint(&mut journey, "shop", |t| t.cost_to_serve = answer["cost_per_entry"].as_f64());
    let mut bought = journey.outcomes.get(&id("!bought")).unwrap().clone();
    bought.value = answer["margin"].as_f64();
    journey.outcomes.put(id("!bought"), bought);
    with_segment(&mut journey, |s| s.discount_rate = answer["annual_rate"].as_f64());
    journey
}

#[test]
fn one_re_entry_is_the_closed_form() {
    let answer = &reference::open("toy_cases")["repeat_loop_ltv"];
    let (rho, days) = (reference::number(answer, "rho"), reference::number(answer, "delay_days"));
    let mut journey = one_purchase(answer);
    lead(&mut journey, "!bought", "shop", TransitionKind::Repeat, rho, days);
    let found = lifetimes(&journey).together.unwrap();
    assert_close(found.total.organisation, reference::number(answer, "ltv"), EXACT, "lifetime value");
    let p = reference::number(answer, "P");
    let gamma = reference::number(answer, "discount");
    assert_close(found.total.organisation, found.first.organisation / (1.0 - p * rho * gamma), EXACT, "form");
    assert_close(found.comes_back, p * rho, EXACT, "share who come back");
    assert_close(found.journeys.unwrap(), 1.0 / (1.0 - p * rho), EXACT, "journeys");
    assert_eq!(found.newcomers, Some(0.0));
    let own = lifetimes(&journey).segments[0].clone().unwrap().touchpoints[0];
    assert_close(own.first + own.again.unwrap(), 1.0 / (1.0 - p * rho), EXACT, "visits");
}

#[test]
fn who_comes_back_without_a_drawn_repeat_enters_anew_at_once() {
    let answer = &reference::open("toy_cases")["repeat_loop_ltv"];
    let mut journey = one_purchase(answer);
    with_segment(&mut journey, |s| s.comes_back = Some(0.6));
    let found = lifetimes(&journey).together.unwrap();
    assert_close(found.total.organisation, found.first.organisation / (1.0 - 0.25 * 0.6), EXACT, "value");
}

#[test]
fn retention_is_gupta_and_lehmanns() {
    let answer = &reference::open("toy_cases")["gupta_lehmann"];
    let mut journey = sketch(&["year>?lost 1"]);
    with_touchpoint(&mut journey, "year", |t| t.margin = answer["m"].as_f64());
    with_segment(&mut journey, |s| s.discount_rate = answer["i"].as_f64());
    lead(&mut journey, "year", "year", TransitionKind::Repeat, reference::number(answer, "r"), 365.0);
    let found = lifetimes(&journey).together.unwrap();
    let later = found.repeats.organisation;
    assert_close(later, reference::number(answer, "clv_closed"), 1e-10, "from the second year on");
    assert_close(later, reference::number(answer, "clv_chain"), 1e-10, "from the second year on");
    let total = found.total.organisation;
    assert_close(total, reference::number(answer, "clv_with_margin_now"), 1e-10, "with the first");
}

#[test]
fn recency_is_pfeifer_and_carraways() {
    let answer = &reference::open("toy_cases")["pfeifer_carraway"];
    let rows = answer["P"].as_array().unwrap();
    let numbers = |key: &str| -> Vec<f64> {
        answer[key].as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
    };
    let rewards = numbers("R");
    let mut journey = Journey::default();
    for (at, reward) in rewards.iter().enumerate() {
        let own = Touchpoint { margin: Some(*reward), ..Touchpoint::default() };
        journey.touchpoints.put(id(&format!("r{at}")), own);
    }
    // A year later: a purchase is a repeat, waiting is the way on; who is gone stays away.
    let mut waiting = Vec::new();
    for (from, row) in rows.iter().enumerate().take(4) {
        for (to, p) in row.as_array().unwrap().iter().enumerate() {
            let p = p.as_f64().unwrap();
            if to == 0 {
                lead(&mut journey, &format!("r{from}"), "r0", TransitionKind::Repeat, p, 365.0);
            } else if p > 0.0 {
                let mut transition = Transition::between(id(&format!("r{from}")), id(&format!("r{to}")));
                (transition.probability, transition.delay_days) = (Some(p), Some(365.0));
                waiting.push(transition);
            }
        }
    }
    for (at, transition) in waiting.into_iter().enumerate() {
        journey.transitions.put(id(&format!("wait{at}")), transition);
    }
    let segment = Segment {
        volume: 1.0,
        discount_rate: answer["d"].as_f64(),
        entry: [(id("r0"), 1.0)].into_iter().collect(),
        ..Segment::default()
    };
    journey.segments.put(id("all"), segment);
    let found = lifetimes(&journey);
    let own = found.segments[0].as_ref().unwrap();
    for (at, expected) in numbers("V_infinite").iter().enumerate() {
        assert_close(own.touchpoints[at].to_go.organisation, *expected, EXACT * 100.0, "V");
    }
    horizon(&rewards, rows, &numbers("V_horizon4"), reference::number(answer, "d"));
}

/// Four years, drawn out: one touchpoint a year and state.
fn horizon(rewards: &[f64], rows: &[serde_json::Value], expected: &[f64], rate: f64) {
    let mut journey = Journey::default();
    for year in 0..=4 {
        for (at, reward) in rewards.iter().enumerate() {
            let own = Touchpoint { margin: Some(*reward), ..Touchpoint::default() };
            journey.touchpoints.put(id(&format!("y{year}r{at}")), own);
        }
    }
    for year in 0..4 {
        for (from, row) in rows.iter().enumerate() {
            for (to, p) in row.as_array().unwrap().iter().enumerate() {
                let (from, to) = (format!("y{year}r{from}"), format!("y{}r{to}", year + 1));
                let mut transition = Transition::between(id(&from), id(&to));
                (transition.probability, transition.delay_days) = (p.as_f64(), Some(365.0));
                journey.transitions.put(id(&format!("{from}-{to}")), transition);
            }
        }
    }
    let segment = Segment { volume: 1.0, discount_rate: Some(rate), ..Segment::default() };
    journey.segments.put(id("all"), segment);
    let readings = Readings::of(&network(&journey));
    for (at, expected) in expected.iter().enumerate() {
        let found = readings.together.touchpoints[at].value_to_go.unwrap().organisation;
        assert_close(found, *expected, 1e-10, "four years");
    }
}

#[test]
fn newcomers_add_their_value_and_are_counted_apart() {
    // Each purchase brings 0.5 newcomers, each of whom may buy and bring others: 1 / (1 − 0.25·0.5).
    let answer = &reference::open("toy_cases")["repeat_loop_ltv"];
    let mut journey = one_purchase(answer);
    lead(&mut journey, "!bought", "shop", TransitionKind::Referral, 0.5, 0.0);
    let before = Readings::of(&network(&journey));
    let found = lifetimes(&journey).together.unwrap();
    let rounds = 1.0 / (1.0 - 0.125);
    assert_close(found.total.organisation, 17.0 * rounds, EXACT, "value");
    assert_close(found.referrals.organisation, 17.0 * rounds - 17.0, EXACT, "what newcomers add");
    assert_eq!(found.repeats.organisation, 0.0);
    assert_close(found.newcomers.unwrap(), 0.125 * rounds, EXACT, "newcomers");
    // They are no part of the customer's own probabilities.
    assert_close(before.together.success, 0.25, EXACT, "success");
    let own = lifetimes(&journey).segments[0].clone().unwrap().touchpoints[0];
    assert_eq!((own.first, own.again), (1.0, Some(0.0)));
    assert_close(own.newcomers.unwrap(), 0.125 * rounds, EXACT, "their visits");
}

#[test]
fn more_than_one_newcomer_for_each_customer_is_refused_and_the_cycle_named() {
    let mut journey = sketch(&["shop>thanks 1", "thanks>!bought 1", "aside>!bought 1"]);
    lead(&mut journey, "thanks", "shop", TransitionKind::Referral, 1.2, 0.0);
    lead(&mut journey, "aside", "shop", TransitionKind::Referral, 9.0, 0.0);
    let refused = lifetimes(&journey).together.unwrap_err();
    let Refusal::Endless { cycle, with_newcomers, growth, .. } = &refused else { panic!("{refused:?}") };
    assert_eq!(cycle, &[id("shop"), id("thanks")]);
    assert!(with_newcomers);
    assert_close(*growth, 1.2, 1e-3, "growth");
    let sentence = refused.sentence(&journey);
    assert!(
        sentence.contains("the loop of shop, thanks never ends") && sentence.contains("1.20"),
        "{sentence}"
    );
}

#[test]
fn a_repeat_that_always_comes_is_refused_unless_it_is_discounted() {
    let mut journey = sketch(&["shop>!bought 1"]);
    with_touchpoint(&mut journey, "shop", |t| t.margin = Some(1.0));
    lead(&mut journey, "!bought", "shop", TransitionKind::Repeat, 1.0, 365.0);
    let refused = lifetimes(&journey).together.unwrap_err();
    assert!(refused.sentence(&journey).contains("shop, !bought"), "{}", refused.sentence(&journey));
    with_segment(&mut journey, |s| s.discount_rate = Some(0.25));
    let found = lifetimes(&journey).together.unwrap();
    assert_close(found.total.organisation, 1.0 / (1.0 - 1.0 / 1.25), 1e-10, "discounted");
    // Counted, the journeys have no end.
    assert_eq!(found.journeys, None);
}

/// A random journey with returns, from touchpoints and outcomes.
fn returning(seed: u64) -> Journey {
    let mut journey = graphs::random(seed);
    let mut dice = Dice::new(seed ^ 0xA11CE);
    let count = journey.touchpoints.len();
    for _ in 0..1 + dice.below(4) {
        let from = if dice.below(2) == 0 {
            format!("n{}", dice.below(count))
        } else {
            format!("o{}", dice.below(3))
        };
        let to = if dice.below(6) == 0 { "o0".to_owned() } else { format!("n{}", dice.below(count)) };
        let kind = if dice.below(2) == 0 { TransitionKind::Repeat } else { TransitionKind::Referral };
        let (amount, days) = (dice.share() * 0.5, dice.share() * 200.0);
        lead(&mut journey, &from, &to, kind, amount, days);
    }
    journey
}

/// Lifetime value to go by one dense system over touchpoints; its spectral radius is checked by
/// whether the sum of its powers settles.
fn naive(network: &Network, readings: &Readings, segment: usize) -> Option<DVector<f64>> {
    let count = network.touchpoints.len();
    let reading = &readings.segments[segment];
    let part = &network.segments[segment];
    let gamma = |days: f64| (1.0 + part.discount_rate).powf(-days / 365.0);
    let stay = |at: usize| reading.touchpoints[at].hazard.map_or(0.0, |h| (-h).exp());
    let p = |place: usize| stay(network.transitions[place].from) * network.transitions[place].share;
    let free = |at: usize| reading.touchpoints[at].value_to_go.is_some();
    let mut q = DMatrix::<f64>::zeros(count, count);
    let mut gain = DVector::<f64>::zeros(count);
    for (at, touchpoint) in network.touchpoints.iter().enumerate().filter(|(at, _)| free(*at)) {
        gain[at] += touchpoint.margin - touchpoint.cost_to_serve;
    }
    for (place, t) in network.transitions.iter().enumerate().filter(|(_, t)| free(t.from)) {
        let passing = p(place) * gamma(t.days);
        gain[t.from] += passing * t.reward;
        match t.to {
            End::Touchpoint(to) if free(to) => q[(t.from, to)] += passing,
            End::Touchpoint(_) => {}
            End::Outcome(to) => gain[t.from] += passing * network.outcomes[to].value,
        }
    }
    for part in &network.returns {
        let amount = part.passages.unwrap() * gamma(part.days);
        let sources: Vec<(usize, f64)> = match part.from {
            End::Touchpoint(at) => vec![(at, if part.is_referral { 1.0 } else { stay(at) })],
            end => {
                let into = network.transitions.iter().enumerate().filter(|(_, t)| t.to == end);
                into.map(|(place, t)| (t.from, p(place) * gamma(t.days))).collect()
            }
        };
        for (from, passing) in sources.into_iter().filter(|(from, _)| free(*from)) {
            gain[from] += passing * amount * part.reward;
            match part.to {
                End::Touchpoint(to) if free(to) => q[(from, to)] += passing * amount,
                End::Touchpoint(_) => {}
                End::Outcome(to) => gain[from] += passing * amount * network.outcomes[to].value,
            }
        }
    }
    let inverse = (DMatrix::identity(count, count) - &q).try_inverse()?;
    // An M-matrix' inverse has no negative entry; where the radius is above 1 it has.
    (inverse.iter().all(|x| *x >= -1e-9)).then(|| inverse * gain)
}

proptest! {
    #[test]
    fn lifetime_value_is_that_of_one_dense_system(seed in any::<u64>()) {
        let journey = returning(seed);
        let network = network(&journey);
        let readings = Readings::of(&network);
        let found = Lifetimes::of(&network);
        for (at, own) in found.segments.iter().enumerate() {
            let expected = naive(&network, &readings, at);
            match (own, expected) {
                (Ok(own), Some(expected)) => {
                    for (touchpoint, expected) in own.touchpoints.iter().zip(expected.iter()) {
                        let found = touchpoint.to_go.organisation;
                        prop_assert!((found - expected).abs() <= 1e-8 * expected.abs().max(1.0), "{} {}", found, expected);
                    }
                    let entry = network.segments[at].entry.iter();
                    let value: f64 = entry.map(|(place, share)| share * expected[*place]).sum();
                    prop_assert!((own.total.organisation - value).abs() <= 1e-8 * value.abs().max(1.0));
                    prop_assert!(own.comes_back >= 0.0 && own.total.customer.is_finite());
                }
                (Err(refused), None) => prop_assert!(refused.sentence(&journey).contains("never ends")),
                (own, expected) => prop_assert!(false, "{:?} {:?}", own, expected),
            }
        }
    }

    #[test]
    fn without_returns_lifetime_value_is_value(seed in any::<u64>()) {
        let network = network(&graphs::random(seed));
        let readings = Readings::of(&network);
        let found = Lifetimes::of(&network);
        let all = found.together.unwrap();
        prop_assert_eq!(all.repeats, Default::default());
        let gap = (all.total.organisation - readings.together.value.organisation).abs();
        prop_assert!(gap <= 1e-9 * all.total.organisation.abs().max(1.0));
    }
}
