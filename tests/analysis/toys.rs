//! Textbook cases with closed forms, and exact fractions.

use crate::{
    assert_close, read, reference,
    support::{graphs::Dice, id, journey_of_counts, sketch},
};
use desire_path::analysis::{Finding, Findings, Readings};
use desire_path::model::{Journey, Touchpoint, Transition};
use proptest::prelude::*;

const EXACT: f64 = 1e-12;

fn entering_at(mut journey: Journey, touchpoint: &str) -> Readings {
    let mut segment = journey.segments.get(&id("all")).unwrap().clone();
    segment.entry = [(id(touchpoint), 1.0)].into_iter().collect();
    journey.segments.put(id("all"), segment);
    read(&journey).1
}

#[test]
fn the_drunkards_walk_is_grinstead_and_snells() {
    let answer = &reference::open("toy_cases")["drunkard_walk"];
    let journey = sketch(&["a>!home 1", "a>b 1", "b>a 1", "b>c 1", "c>b 1", "c>?bar 1"]);
    for (from, name) in ["a", "b", "c"].iter().enumerate() {
        let readings = entering_at(journey.clone(), name);
        let all = &readings.together;
        let number = |key: &str, at: usize| answer[key][at].as_f64().unwrap();
        assert_close(all.steps.unwrap(), number("t", from), EXACT, "steps");
        for to in 0..3 {
            let expected = answer["N"][from][to].as_f64().unwrap();
            assert_close(all.touchpoints[to].visits.unwrap(), expected, EXACT, "visits");
        }
        assert_close(all.success, answer["B"][from][0].as_f64().unwrap(), EXACT, "home");
    }
}

#[test]
fn the_gamblers_ruin_is_the_closed_form() {
    let answer = &reference::open("toy_cases")["gamblers_ruin"];
    let mut lines = Vec::new();
    for at in 1..10 {
        let down = if at == 1 { "?ruin".into() } else { format!("n{}", at - 1) };
        let up = if at == 9 { "!rich".into() } else { format!("n{}", at + 1) };
        lines.push(format!("n{at}>{up} 0.6"));
        lines.push(format!("n{at}>{down} 0.4"));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let all = entering_at(sketch(&lines), "n3").together;
    assert_close(all.success, reference::number(answer, "p_success_closed"), EXACT, "rich");
    assert_close(all.steps.unwrap(), reference::number(answer, "steps_closed"), 1e-11, "steps");
}

#[test]
fn a_retry_loop_is_the_closed_form() {
    let answer = &reference::open("toy_cases")["retry_loop"];
    let all = read(&sketch(&["a>a 0.3", "a>!s 0.5", "a>?l 0.2"])).1.together.clone();
    assert_close(all.success, reference::number(answer, "p_success"), EXACT, "success");
    assert_close(all.steps.unwrap(), reference::number(answer, "expected_visits"), EXACT, "visits");
    let variance = reference::number(answer, "variance_visits");
    assert_close(all.steps_variance.unwrap(), variance, EXACT, "variance");
}

#[test]
fn removal_is_the_teaching_case() {
    let answer = &reference::open("toy_cases")["removal_teaching"];
    let counts = [
        ("(start)", "C1", 2.0),
        ("(start)", "C2", 1.0),
        ("C1", "C2", 1.0),
        ("C1", "(drop)", 1.0),
        ("C2", "C3", 2.0),
        ("C3", "(success)", 1.0),
        ("C3", "(drop)", 1.0),
    ];
    let counts: Vec<_> = counts.iter().map(|(a, b, n)| (a.to_string(), b.to_string(), *n)).collect();
    let (network, readings) = read(&journey_of_counts(&counts));
    assert_close(readings.together.success, reference::number(answer, "p_success"), EXACT, "success");
    for (part, found) in network.touchpoints.iter().zip(&readings.together.touchpoints) {
        let expected = reference::number(&answer["removal"], part.id.as_str());
        assert_close(found.removal_effect.unwrap(), expected, EXACT, part.id.as_str());
    }
}

#[test]
fn nearly_closed_loops_lose_no_digit() {
    let answer = reference::open("toy_cases");
    for case in answer["nearly_closed_cycle"].as_array().unwrap() {
        let eps = reference::number(case, "eps");
        let (half, stay) = (eps / 2.0, 1.0 - eps);
        let journey = sketch(&[
            &format!("a>!s {half:e}"),
            &format!("a>?l {half:e}"),
            &format!("a>b {stay:?}"),
            "b>a 1",
        ]);
        let (network, readings) = read(&journey);
        let all = &readings.together;
        assert_close(all.success, reference::number(case, "exact_p_success"), EXACT, "success");
        let visits = reference::number(case, "exact_visits_A");
        assert_close(all.touchpoints[0].visits.unwrap(), visits, 1e-12 * visits, "visits");
        let warned = Findings::of(&network, &readings)
            .all
            .iter()
            .any(|finding| matches!(finding, Finding::NearlyClosed { .. }));
        assert_eq!(warned, eps < 1e-4, "at {eps}");
    }
}

#[test]
fn a_trap_is_named_with_its_share() {
    let answer = &reference::open("toy_cases")["trap"];
    let journey = sketch(&["start>A 1", "A>B 0.6", "A>?drop 0.4", "B>C 1", "C>B 1"]);
    let (network, readings) = read(&journey);
    let all = &readings.together;
    assert_close(all.trapped, reference::number(answer, "p_trapped"), EXACT, "trapped");
    assert_close(all.outcomes[0], reference::number(answer, "p_drop"), EXACT, "dropped");
    assert_eq!(all.success, 0.0);
    assert_eq!(all.steps, None);
    assert_eq!(all.touchpoints[2].visits, None);
    assert_close(all.touchpoints[3].reach.unwrap(), 0.6, EXACT, "reach");
    assert!(readings.checks.hold(), "{:?}", readings.checks);
    let findings = Findings::of(&network, &readings);
    let trap = findings.all.iter().find(|f| matches!(f, Finding::Trap { .. })).unwrap();
    assert_eq!(
        trap.sentence(&journey),
        "Nobody can leave the loop of B, C: 60.0 % of customers enter and never leave."
    );
}

#[test]
fn a_way_out_too_small_for_numbers_is_a_trap_in_practice() {
    let mut lines = vec!["a0>!s 1e-15".to_owned()];
    for at in 0..12 {
        lines.push(format!("a{at}>a{} 1e-15", at + 1));
        lines.push(format!("a{}>a{at} 1", at + 1));
    }
    lines.push("a0>a0 1".into());
    lines.push("a12>!s 1e-15".into());
    lines[0] = "a12>?l 1e-15".into();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let journey = sketch(&lines);
    let mut all = journey.clone();
    // Enter at the near end, leave at the far one: about 10^180 steps.
    let mut segment = all.segments.get(&id("all")).unwrap().clone();
    segment.entry = [(id("a0"), 1.0)].into_iter().collect();
    all.segments.put(id("all"), segment);
    let (network, readings) = read(&all);
    assert_eq!(readings.together.trapped, 1.0);
    let findings = Findings::of(&network, &readings);
    assert!(findings.all.iter().any(|f| matches!(f, Finding::Trap { nearly: true, .. })));
}

/// A fraction, reduced.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Fraction(i128, i128);

impl Fraction {
    fn new(top: i128, bottom: i128) -> Self {
        let (mut a, mut b) = (top.abs(), bottom.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let sign = if bottom < 0 { -1 } else { 1 };
        Self(sign * top / a.max(1), sign * bottom / a.max(1))
    }
    fn minus(self, other: Self) -> Self {
        Self::new(self.0 * other.1 - other.0 * self.1, self.1 * other.1)
    }
    fn times(self, other: Self) -> Self {
        Self::new(self.0 * other.0, self.1 * other.1)
    }
    fn over(self, other: Self) -> Self {
        Self::new(self.0 * other.1, self.1 * other.0)
    }
    fn float(self) -> f64 {
        self.0 as f64 / self.1 as f64
    }
}

/// `x` of `(I − Q) x = r`, exactly; `None` where it has no solution.
fn solve(mut rows: Vec<Vec<Fraction>>) -> Option<Vec<Fraction>> {
    let count = rows.len();
    for at in 0..count {
        let pivot = (at..count).find(|row| rows[*row][at].0 != 0)?;
        rows.swap(at, pivot);
        for row in 0..count {
            if row != at && rows[row][at].0 != 0 {
                let factor = rows[row][at].over(rows[at][at]);
                let pivots = rows[at].clone();
                for (entry, pivot) in rows[row].iter_mut().zip(pivots) {
                    *entry = entry.minus(factor.times(pivot));
                }
            }
        }
    }
    Some((0..count).map(|at| rows[at][count].over(rows[at][at])).collect())
}

proptest! {
    #[test]
    fn elimination_is_exact_to_the_last_digits(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let count = 2 + dice.below(4);
        let weights: Vec<Vec<i128>> = (0..count)
            .map(|_| (0..=count + 1).map(|_| (dice.below(10) as i128 - 3).max(0)).collect())
            .collect();
        let mut journey = sketch(&["n0>!s 0", "n0>?l 0"]);
        for at in 0..count {
            journey.touchpoints.put(id(&format!("n{at}")), Touchpoint::default());
        }
        let sums: Vec<i128> = weights.iter().map(|row| row.iter().sum()).collect();
        prop_assume!(sums.iter().all(|sum| *sum > 0));
        for (from, row) in weights.iter().enumerate() {
            for (to, weight) in row.iter().enumerate() {
                let to = match to {
                    to if to == count => "!s".to_owned(),
                    to if to == count + 1 => "?l".to_owned(),
                    to => format!("n{to}"),
                };
                let mut transition = Transition::between(id(&format!("n{from}")), id(&to));
                transition.weight = Some(*weight as f64);
                journey.transitions.put(id(&format!("w{from}-{to}")), transition);
            }
        }
        let exact = |columns: &dyn Fn(usize) -> i128| {
            let row = |at: usize| {
                let own = |to: usize| Fraction::new(i128::from(at == to) * sums[at] - weights[at][to], sums[at]);
                (0..count).map(own).chain([Fraction::new(columns(at), sums[at])]).collect()
            };
            solve((0..count).map(row).collect())
        };
        let Some(success) = exact(&|at| weights[at][count]) else { return Ok(()) };
        let Some(steps) = exact(&|at| sums[at]) else { return Ok(()) };
        let (_, readings) = read(&journey);
        for (at, exact) in success.iter().enumerate() {
            let found = readings.together.touchpoints[at].success_from.unwrap();
            let exact = exact.float();
            prop_assert!((found - exact).abs() <= 4e-15 * exact.max(1e-300), "{} {}", found, exact);
        }
        let exact = steps[0].float();
        prop_assert!((readings.together.steps.unwrap() - exact).abs() <= 1e-14 * exact);
    }
}
