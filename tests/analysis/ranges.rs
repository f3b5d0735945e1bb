//! Typed numbers that carry a range: their formulas, and the delta method against draws.

use crate::{
    assert_close, read,
    support::{id, journeys, sketch},
};
use desire_path::analysis::{
    Lifetimes, Network, Trust, Typed, TypedRange,
    posterior::{self, Draws},
    uncertainty::{Interval, Intervals, Uncertainty},
};
use desire_path::formats;
use desire_path::model::*;
use proptest::prelude::*;

fn example(name: &str) -> Journey {
    let bytes = std::fs::read(format!("examples/journeys/{name}.json")).unwrap();
    formats::read(&bytes, name).unwrap().journey
}

/// Every record of a kind, changed.
macro_rules! with_each {
    ($table:expr, $change:expr) => {
        for (id, record) in $table.clone().iter() {
            let mut record = record.clone();
            $change(&mut record);
            $table.put(id.clone(), record);
        }
    };
}

/// A range of so many parts of a number below and above it.
fn around(number: Option<f64>, below: f64, above: f64, top: f64) -> Range {
    let end = |part: f64| number.map(|number| (number + part * number.abs()).clamp(-top, top));
    Range { low: end(-below), high: end(above) }
}

/// The journey with a range for every number that is typed, so many parts of it wide.
fn spread(journey: &Journey, below: f64, above: f64) -> Journey {
    let mut journey = journey.clone();
    let range = |number, top| around(number, below, above, top);
    with_each!(journey.touchpoints, |record: &mut Touchpoint| {
        let score = |score: &mut Score, top: f64| {
            score.assumed_range = range(score.assumed, top);
            score.evidenced_range = range(score.evidenced, top);
        };
        for burden in Burden::ALL {
            score(&mut record.burdens[burden], burden.top().unwrap_or(1e6));
        }
        for value in Value::ALL {
            score(&mut record.values[value], Value::TOP);
        }
        record.margin_range = range(record.margin, 1e6);
        record.cost_to_serve_range = range(record.cost_to_serve, 1e6);
        record.drop_off.range = range(record.drop_off.share, 1.0);
    });
    with_each!(journey.transitions, |record: &mut Transition| {
        let given = record.newcomers.or(record.probability).or(record.weight);
        record.range = range(given, if record.probability.is_some() { 1.0 } else { 1e6 });
        record.reward_range = range(record.reward, 1e6);
    });
    with_each!(journey.outcomes, |record: &mut Outcome| {
        record.value_range = range(record.value, 1e6);
    });
    assert_eq!(journey.violations(), []);
    journey
}

fn found(journey: &Journey) -> Uncertainty {
    Uncertainty::of(&read(journey).0, Trust::default()).expect("ranges or counts")
}

/// Mean and standard deviation.
fn moments(numbers: &[f64]) -> (f64, f64) {
    let count = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / count;
    (mean, (numbers.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt())
}

#[track_caller]
fn assert_agrees(interval: &Interval, drawn: &[f64], what: &str) {
    let (mean, deviation) = moments(drawn);
    let ratio = interval.error / deviation;
    assert!((0.9..1.1).contains(&ratio), "{what}: {} beside {deviation} of draws", interval.error);
    let middle = (interval.low + interval.high) / 2.0;
    assert!((middle - mean).abs() < 0.25 * deviation, "{what}: {middle} beside {mean}, {deviation} wide");
}

#[test]
fn the_delta_method_agrees_with_draws_where_typed_numbers_carry_ranges() {
    for (below, above) in [(0.2, 0.2), (0.05, 0.15)] {
        for name in ["current-account", "coffee-subscription"] {
            let journey = spread(&example(name), below, above);
            let (network, _) = read(&journey);
            assert!(network.ranges.len() > 20, "{name}: {}", network.ranges.len());
            let intervals = found(&journey);
            let draws = Draws::of(&network, Trust::default(), 2000, 5, &mut |_| true).unwrap();
            let one = |number: usize| draws.together.iter().map(|draw| draw[number]).collect::<Vec<_>>();
            assert_agrees(&intervals.together.success, &one(0), name);
            assert_agrees(&intervals.together.organisation, &one(1), name);
            assert_agrees(&intervals.together.customer, &one(2), name);
            for (own, draws) in intervals.segments.iter().zip(&draws.segments) {
                assert_agrees(&own.success, &draws.iter().map(|draw| draw[0]).collect::<Vec<_>>(), name);
            }
        }
    }
}

#[test]
fn lifetime_value_has_the_interval_that_draws_give_it() {
    for (name, below, above) in
        [("current-account", 0.0, 0.0), ("current-account", 0.15, 0.15), ("coffee-subscription", 0.05, 0.05)]
    {
        let journey = spread(&example(name), below, above);
        let (network, _) = read(&journey);
        let Some(intervals) = Uncertainty::of(&network, Trust::default()) else { continue };
        let lifetime = intervals.together.lifetime.expect("a lifetime value");
        let today = Lifetimes::of(&network).together.unwrap().total;
        assert_close(lifetime[0].estimate, today.organisation, 1e-9 * today.organisation.abs(), name);
        assert_close(lifetime[1].estimate, today.customer, 1e-9 * today.customer.abs(), name);
        let mut drawn = [Vec::new(), Vec::new()];
        posterior::each(&network, Trust::default(), 1500, 11, &mut |_, network| {
            let total = Lifetimes::of(network).together.unwrap().total;
            drawn[0].push(total.organisation);
            drawn[1].push(total.customer);
            true
        });
        assert_agrees(&lifetime[0], &drawn[0], &format!("{name}, to us"));
        assert_agrees(&lifetime[1], &drawn[1], &format!("{name}, to customers"));
    }
}

#[test]
fn repeats_that_were_counted_make_lifetime_value_unsure() {
    // All succeed; 30 of 100 come back. V = r / (1 − p): ∂V/∂p = r / (1 − p)², p a share of 101.
    let mut journey = sketch(&["a>!s 1"]);
    with_each!(journey.touchpoints, |record: &mut Touchpoint| record.margin = Some(10.0));
    with_each!(journey.transitions, |record: &mut Transition| {
        (record.weight, record.count) = (None, Some(100.0));
    });
    let mut back = Transition::between(id("!s"), id("a"));
    (back.kind, back.count) = (TransitionKind::Repeat, Some(30.0));
    journey.transitions.put(id("back"), back);
    let lifetime = found(&journey).together.lifetime.unwrap()[0];
    assert_close(lifetime.estimate, 10.0 / 0.7, 1e-9, "lifetime value");
    assert_close(lifetime.error, 10.0 / 0.49 * (0.3 * 0.7 / 101.0_f64).sqrt(), 1e-9, "its error");
}

#[test]
fn a_margins_range_moves_value_by_visits_and_pert() {
    let mut journey = sketch(&["a>b 3", "a>a 1", "b>!s 1", "b=0.3"]);
    let mut b = journey.touchpoints.get(&id("b")).unwrap().clone();
    b.margin = Some(6.0);
    b.margin_range = Range { low: Some(5.0), high: Some(10.0) };
    journey.touchpoints.put(id("b"), b);
    let (network, readings) = read(&journey);
    let [range] = network.ranges[..] else { panic!("{:?}", network.ranges) };
    assert_eq!(range, TypedRange { what: Typed::Margin(1), number: 6.0, low: 5.0, high: 10.0 });
    let mean = (5.0 + 4.0 * 6.0 + 10.0) / 6.0;
    assert_close(range.mean(), mean, 1e-12, "mean");
    assert_close(range.deviation(), ((mean - 5.0) * (10.0 - mean) / 7.0_f64).sqrt(), 1e-12, "deviation");
    let visits = readings.together.touchpoints[1].visits.unwrap();
    let value = found(&journey).together.organisation;
    assert_close(value.error, visits * range.deviation(), 1e-9, "error");
    assert_close((value.low + value.high) / 2.0, value.estimate + visits * (mean - 6.0), 1e-9, "middle");
    // What it does not move is as sure as before.
    let success = found(&journey).together.success;
    assert_eq!((success.error, success.low), (0.0, success.estimate));
    let draws = Draws::of(&network, Trust::default(), 4000, 1, &mut |_| true).unwrap();
    let of_range = |number: f64| (number - readings.together.value.organisation) / visits + 6.0;
    let drawn: Vec<f64> = draws.together.iter().map(|draw| of_range(draw[1])).collect();
    assert!(drawn.iter().all(|number| (5.0..=10.0).contains(number)), "no draw leaves the range");
    let (drawn_mean, drawn_deviation) = moments(&drawn);
    assert_close(drawn_mean, mean, 0.05, "mean of draws");
    assert_close(drawn_deviation, range.deviation(), 0.05, "deviation of draws");
}

#[test]
fn a_burdens_slope_is_what_one_unit_less_is_worth() {
    let mut journey = example("current-account");
    let at = journey.touchpoints.ids().position(|id| id.as_str() == "verify").unwrap();
    let mut verify = journey.touchpoints.get(&id("verify")).unwrap().clone();
    (verify.drop_off, verify.burdens.worry.evidenced) = (DropOff::default(), Some(5.0));
    let before = Uncertainty::of(&read(&journey).0, Trust::default());
    verify.burdens.worry.evidenced_range = Range { low: Some(4.99), high: Some(5.01) };
    journey.touchpoints.put(id("verify"), verify.clone());
    let (network, readings) = read(&journey);
    verify.burdens.worry.evidenced_range = Range::default();
    let mut plain = journey.clone();
    plain.touchpoints.put(id("verify"), verify);
    let sure = before.and_then(|_| Uncertainty::of(&read(&plain).0, Trust::default()));
    let rest = |of: fn(&Intervals) -> f64| sure.as_ref().map_or(0.0, |sure| of(&sure.together));
    let worth = &readings.together.touchpoints[at].burden_worth[Burden::Worry];
    let now = Uncertainty::of(&network, Trust::default()).unwrap().together;
    let own = |now: f64, rest: f64| (now.powi(2) - rest.powi(2)).sqrt() / network.ranges[0].deviation();
    let organisation = own(now.organisation.error, rest(|all| all.organisation.error));
    assert_close(organisation, worth.organisation.abs(), 1e-3 * worth.organisation.abs(), "to us");
    let customer = own(now.customer.error, rest(|all| all.customer.error));
    assert_close(customer, worth.customer.abs(), 1e-3 * worth.customer.abs(), "to customers");
}

#[test]
fn a_range_counts_for_the_number_that_counts() {
    let journey = |change: fn(&mut Touchpoint)| {
        let mut journey = sketch(&["a>!s 1"]);
        let mut a = journey.touchpoints.get(&id("a")).unwrap().clone();
        change(&mut a);
        journey.touchpoints.put(id("a"), a);
        journey
    };
    let range = Range { low: Some(1.0), high: Some(3.0) };
    let ranges = |journey: &Journey, perspective| Network::of(journey, perspective).ranges;
    // A score that is not known has no range, whatever its ends say.
    let unknown = journey(|a| a.burdens.effort.assumed_range = Range { low: Some(1.0), high: Some(3.0) });
    assert_eq!(ranges(&unknown, Perspective::Company), []);
    let mut both = unknown.clone();
    with_each!(both.touchpoints, |a: &mut Touchpoint| {
        (a.burdens.effort.assumed, a.burdens.effort.evidenced) = (Some(2.0), Some(4.0));
    });
    assert_eq!(ranges(&both, Perspective::Company).len(), 1);
    assert_eq!(ranges(&both, Perspective::Evidence), []);
    // Counts say by themselves how sure they are; a number that was moved out of its range widens it.
    let counted = journey(|a| {
        a.drop_off = DropOff { share: Some(0.1), left: Some(1.0), stayed: Some(9.0), ..DropOff::default() };
        a.drop_off.range = Range { low: Some(0.0), high: Some(0.5) };
    });
    assert_eq!(ranges(&counted, Perspective::Evidence), []);
    assert_eq!(range.around(5.0), Some((1.0, 5.0)));
    assert_eq!(Range { low: Some(3.0), high: Some(1.0) }.around(2.0), Some((1.0, 3.0)));
    assert_eq!(
        (Range::default().around(2.0), Range { low: Some(2.0), high: None }.around(2.0)),
        (None, None)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The interval of ranges is none where they have no width, and grows with it in proportion.
    #[test]
    fn the_interval_shrinks_to_nothing_as_the_ranges_do(part in 0.02_f64..0.2) {
        let mut journey = example("coffee-subscription");
        // Without its counts nothing else is unsure.
        with_each!(journey.transitions, |t: &mut Transition| if let Some(count) = t.count.take() {
            if t.kind == TransitionKind::Normal { t.weight = Some(count) } else { t.probability = Some(0.2) }
        });
        with_each!(journey.touchpoints, |t: &mut Touchpoint| {
            t.drop_off.share = t.drop_off.known();
            (t.drop_off.left, t.drop_off.stayed) = (None, None);
        });
        prop_assert_eq!(Uncertainty::of(&read(&spread(&journey, 0.0, 0.0)).0, Trust::default()), None);
        let errors = |part: f64| {
            let all = found(&spread(&journey, part, part)).together;
            [all.success.error, all.organisation.error, all.customer.error, all.lifetime.unwrap()[0].error]
        };
        let [wide, narrow, narrowest] = [part, part / 1e3, part / 1e6].map(errors);
        for at in 0..4 {
            prop_assert!(wide[at] > 0.0 && narrow[at] < wide[at] / 500.0, "{at}: {} {}", wide[at], narrow[at]);
            prop_assert!((narrowest[at] * 1e3 / narrow[at] - 1.0).abs() < 1e-3, "{at}: {} {}", narrow[at], narrowest[at]);
        }
    }

    #[test]
    fn no_range_makes_a_number_infinite(seed in any::<u64>()) {
        let journey = journeys::journey(seed, 12);
        for perspective in [Perspective::Evidence, Perspective::Company] {
            let network = Network::of(&journey, perspective);
            let found = Uncertainty::of(&network, Trust::default());
            let draws = Draws::of(&network, Trust::default(), 3, seed, &mut |_| true);
            let text = format!("{found:?}{draws:?}");
            prop_assert!(!text.contains("NaN") && !text.contains("inf"), "{}", text);
        }
    }
}
