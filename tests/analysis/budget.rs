//! Fixes applied, and what a budget should buy.

use crate::{assert_close, model_case, reference, support::graphs, support::id};
use desire_path::analysis::{
    Book, Fixes, Network, Readings,
    budget::{Answer, Choice, Shares, Terms, bound_of, choose, frontier, regret, value_of},
};
use desire_path::model::*;
use graphs::Dice;
use serde_json::Value as Json;

fn network(journey: &Journey) -> Network {
    Network::of(journey, Perspective::Evidence)
}

fn terms(budget: f64, periods: f64) -> Terms {
    Terms { book: Book::Organisation, budget, periods, effort: Terms::EFFORT }
}

fn answer(journey: &Journey, terms: &Terms) -> Answer {
    let network = network(journey);
    choose(&network, &Fixes::of(journey, &network), terms, &mut |_| true)
}

/// The worked journey with its fixes.
pub fn worked(answer: &Json) -> Journey {
    let mut journey = model_case::journey(answer);
    for fix in answer["budget"]["fixes"].as_array().expect("fixes") {
        let name = fix["name"].as_str().expect("a name");
        let mut own = Fix { name: name.into(), cost_once: reference::number(fix, "cost"), ..Fix::default() };
        for (touchpoint, factors) in fix["burden_multipliers"].as_object().expect("effects") {
            let mut burdens = ByBurden::default();
            for (at, burden) in Burden::ALL.into_iter().enumerate() {
                burdens[burden] = factors[at].as_f64();
            }
            let touchpoint = id(touchpoint);
            own.effects.push(Effect { touchpoint, burdens, drop_off: None, cost_to_serve: None });
        }
        journey.fixes.put(id(name), own);
    }
    journey
}

fn named<'a>(journey: &'a Journey, network: &Network, choice: &Choice) -> Vec<&'a str> {
    let fixes = Fixes::of(journey, network);
    let name = |at: &usize| journey.fixes.get(&fixes.all[*at].id).expect("a fix").name.as_str();
    choice.fixes.iter().map(name).collect()
}

#[test]
fn the_worked_budget_is_the_answer() {
    let expected = reference::open("model_case");
    let (journey, budget) = (worked(&expected), &expected["budget"]);
    let terms = terms(reference::number(budget, "budget"), reference::number(budget, "periods"));
    let found = answer(&journey, &terms);
    assert!(found.is_exact());
    assert_close(found.today, reference::number(budget, "base_total"), 1e-10 * found.today, "today");
    let best = reference::number(budget, "best_net");
    assert_close(found.chosen.value, best, 1e-10 * best, "value");
    assert_close(found.chosen.gain, best + found.chosen.cost - found.today, 1e-7, "gain");
    assert_eq!(named(&journey, &network(&journey), &found.chosen), reference::texts(&budget["best_set"]));
    println!("{} sets were looked at", found.looked_at);
    assert!(found.looked_at < 1227, "{} of 1227 sets", found.looked_at);
}

#[test]
fn the_worked_fixes_are_mostly_complements() {
    let expected = reference::open("model_case");
    let journey = worked(&expected);
    let network = network(&journey);
    let fixes = Fixes::of(&journey, &network);
    let terms = terms(0.0, 1.0);
    let whole: Vec<usize> = (0..12).collect();
    let shares = Shares::of(&network, &fixes, &terms, &whole, 1);
    let total = value_of(&network, &fixes, &terms, &whole).gain;
    assert_close(shares.shapley.iter().map(|share| share.gain).sum(), total, 1e-9 * total, "sum");
    assert!(shares.alone.iter().sum::<f64>() < total, "alone they gain less than together");
    assert!(shares.last_in.iter().sum::<f64>() > total, "the last one in finds the others there");
    assert!(shares.shapley.iter().all(|share| share.error == 0.0));
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Burdens fall.
    Falls,
    /// Burdens fall and rise, drop-offs are stated, costs to serve change.
    Mixed,
    /// The same, and weights change.
    Bent,
}

/// A random journey with fixes that exclude and need each other.
fn random(seed: u64, count: usize, kind: Kind) -> Journey {
    let mut journey = graphs::random(seed);
    let mut dice = Dice::new(seed ^ 0xF1CE5);
    for at in 0..count {
        let name = |at: usize| id(&format!("f{at}"));
        let mut fix = Fix {
            cost_once: (dice.share() * 3000.0).floor(),
            cost_per_period: if dice.below(3) == 0 { (dice.share() * 200.0).floor() } else { 0.0 },
            ..Fix::default()
        };
        for _ in 0..1 + dice.below(2) {
            let touchpoint = journey.touchpoints.id_at(dice.below(journey.touchpoints.len()));
            let top = if kind == Kind::Falls { 1.0 } else { 1.4 };
            let mut effect = Effect {
                touchpoint: touchpoint.cloned().expect("a touchpoint"),
                burdens: ByBurden::from_fn(|_| (dice.below(2) == 0).then(|| dice.share() * top)),
                drop_off: None,
                cost_to_serve: None,
            };
            if kind != Kind::Falls && dice.below(3) == 0 {
                effect.drop_off = Some(dice.share() * dice.share());
                effect.cost_to_serve = Some(dice.share() * 6.0);
            }
            fix.effects.push(effect);
        }
        if kind == Kind::Bent && dice.below(2) == 0 && !journey.transitions.is_empty() {
            let transition = journey.transitions.id_at(dice.below(journey.transitions.len()));
            let weight = if dice.below(4) == 0 { 0.0 } else { dice.share() * 3.0 };
            fix.weights.push(WeightChange { transition: transition.cloned().expect("one"), weight });
        }
        if at > 0 && dice.below(4) == 0 {
            fix.excludes.push(name(dice.below(at)));
        }
        if at > 0 && dice.below(4) == 0 {
            fix.requires.push(name(dice.below(at)));
        }
        journey.fixes.put(name(at), fix);
    }
    journey
}

/// Every set that goes together, with its cost and value.
fn every_set(network: &Network, fixes: &Fixes, terms: &Terms) -> Vec<Choice> {
    let set = |mask: usize| (0..fixes.all.len()).map(|at| mask >> at & 1 == 1).collect::<Vec<bool>>();
    let fitting = (0..1 << fixes.all.len()).map(set).filter(|set| fixes.fit(set));
    let choice = |set: Vec<bool>| {
        let places: Vec<usize> = (0..set.len()).filter(|at| set[*at]).collect();
        let readings = Readings::of(&network.with_fixes(fixes, &places));
        let worth = |at: usize| network.segments[at].volume * readings.segments[at].value[terms.book];
        let total = terms.periods * (0..network.segments.len()).map(worth).sum::<f64>();
        let cost = fixes.cost(&set, terms.periods);
        let charged = if terms.book == Book::Organisation { cost } else { 0.0 };
        Choice { fixes: places, cost, gain: 0.0, value: total - charged }
    };
    fitting.map(choice).collect()
}

#[test]
fn branch_and_bound_is_brute_force_with_readings_of_their_own() {
    let (mut bought, mut looked_at, mut all) = (0, 0, 0);
    for seed in 0..120 {
        let kind = [Kind::Falls, Kind::Mixed, Kind::Bent][seed as usize % 3];
        let journey = random(seed, 10, kind);
        let network = network(&journey);
        let fixes = Fixes::of(&journey, &network);
        let mut terms = terms(6000.0, 6.0);
        if seed % 5 == 0 {
            terms.book = Book::Customer;
        }
        let every = every_set(&network, &fixes, &terms);
        all += every.len() as u64;
        let affordable = every.iter().filter(|choice| choice.cost <= terms.budget);
        let best = affordable.map(|choice| choice.value).fold(f64::NEG_INFINITY, f64::max);
        let found = choose(&network, &fixes, &terms, &mut |_| true);
        let size = best.abs().max(found.today.abs()).max(1.0);
        assert!(found.is_exact(), "seed {seed}: {:?}", found.gap);
        assert_close(found.chosen.value, best, 1e-9 * size, &format!("seed {seed}"));
        assert!(found.chosen.cost <= terms.budget);
        for naive in [&found.by_gain, &found.by_ratio] {
            assert!(naive.cost <= terms.budget && naive.value <= found.chosen.value + 1e-9 * size);
        }
        bought += found.chosen.fixes.len();
        looked_at += found.looked_at;
    }
    println!("{bought} fixes bought, {looked_at} of {all} sets looked at");
    assert!(bought > 100);
}

#[test]
fn the_bound_is_never_below_the_best_completion() {
    let mut tight = 0;
    for seed in 200..260 {
        let journey = random(seed, 8, [Kind::Falls, Kind::Mixed][seed as usize % 2]);
        let network = network(&journey);
        let fixes = Fixes::of(&journey, &network);
        for book in Book::ALL {
            let terms = Terms { book, ..terms(5000.0, 4.0) };
            let every = every_set(&network, &fixes, &terms);
            let affordable: Vec<&Choice> =
                every.iter().filter(|choice| choice.cost <= terms.budget).collect();
            for on in &affordable {
                let Some(bound) = bound_of(&network, &fixes, &terms, &on.fixes) else { continue };
                let larger = affordable.iter().filter(|set| on.fixes.iter().all(|at| set.fixes.contains(at)));
                let best = larger.map(|set| set.value).fold(f64::NEG_INFINITY, f64::max);
                let size = best.abs().max(1.0);
                assert!(bound >= best - 1e-9 * size, "seed {seed}: {bound} below {best} of {:?}", on.fixes);
                tight += usize::from(bound <= best + 0.1 * size);
            }
        }
    }
    println!("{tight} bounds are within a tenth");
    assert!(tight > 1000);
}

#[test]
fn a_search_that_is_cut_short_says_how_far_off_it_can_be() {
    let (mut proven, mut cut) = (0, 0);
    for seed in 300..340 {
        let journey = random(seed, 10, Kind::Falls);
        let exact = answer(&journey, &terms(8000.0, 6.0));
        let network = network(&journey);
        let fixes = Fixes::of(&journey, &network);
        for asked in [1, 12, 14, 20] {
            let mut times = 0;
            let found = choose(&network, &fixes, &terms(8000.0, 6.0), &mut |progress| {
                assert!((0.0..=1.0).contains(&progress.done));
                times += 1;
                times < asked
            });
            let size = exact.chosen.value.abs().max(1.0);
            assert!(found.chosen.value <= exact.chosen.value + 1e-9 * size);
            if let Some(gap) = found.gap {
                assert!(found.chosen.value + gap >= exact.chosen.value - 1e-9 * size, "seed {seed}");
                proven += 1;
            }
            cut += usize::from(!found.is_exact());
        }
    }
    assert!(proven > 20 && cut > 20, "{proven} {cut}");
}

#[test]
fn shares_sum_to_the_gain_exact_and_drawn() {
    let mut drawn = 0;
    for seed in 400..410 {
        let journey = random(seed, 20, Kind::Mixed);
        let network = network(&journey);
        let fixes = Fixes::of(&journey, &network);
        let terms = terms(0.0, 3.0);
        let mut check = |count: usize| {
            let set: Vec<usize> = (0..count.min(fixes.all.len())).collect();
            let whole = value_of(&network, &fixes, &terms, &set).gain;
            let shares = Shares::of(&network, &fixes, &terms, &set, 7);
            assert_eq!(shares, Shares::of(&network, &fixes, &terms, &set, 7), "equal seeds");
            let sum: f64 = shares.shapley.iter().map(|share| share.gain).sum();
            let size = shares.shapley.iter().map(|share| share.gain.abs()).fold(1.0, f64::max);
            assert_close(sum, whole, 1e-9 * size, &format!("seed {seed}, {count}"));
            let errors = shares.shapley.iter().map(|share| share.error);
            assert!(set.len() > 12 || errors.clone().all(|error| error == 0.0));
            drawn += usize::from(errors.into_iter().any(|error| error > 0.0));
        };
        check(0);
        check(7);
        check(20);
    }
    assert!(drawn > 3, "{drawn}");
}

#[test]
fn the_frontier_rises_and_is_the_optimum_at_each_budget() {
    for seed in 500..520 {
        let journey = random(seed, 9, [Kind::Falls, Kind::Bent][seed as usize % 2]);
        let network = network(&journey);
        let fixes = Fixes::of(&journey, &network);
        let terms = terms(4000.0, 6.0);
        let known = choose(&network, &fixes, &terms, &mut |_| true);
        let points = frontier(&network, &fixes, &terms, &known, &mut |_| true);
        let every = every_set(&network, &fixes, &terms);
        let best_of = |budget: f64| {
            let affordable = every.iter().filter(|choice| choice.cost <= budget);
            affordable.map(|choice| choice.value).fold(f64::NEG_INFINITY, f64::max)
        };
        let size = known.today.abs().max(known.chosen.value.abs()).max(1.0);
        for point in &points {
            assert_eq!(point.gap, Some(0.0));
            assert_close(point.choice.value, best_of(point.choice.cost), 1e-9 * size, "a point");
        }
        for pair in points.windows(2) {
            assert!(pair[0].choice.cost < pair[1].choice.cost && pair[0].choice.value < pair[1].choice.value);
        }
        let efficient = every.iter().filter(|choice| {
            choice.value > best_of(choice.cost * (1.0 - 1e-9) - 1e-9) + 1e-9 * size
                && choice.value > known.today
        });
        for choice in efficient {
            let found =
                points.iter().any(|point| (point.choice.cost - choice.cost).abs() <= 1e-9 * choice.cost);
            assert!(found, "seed {seed}: nothing for {}", choice.cost);
        }
        let at_budget = points.iter().rev().find(|point| point.choice.cost <= terms.budget).expect("nothing");
        assert_close(at_budget.choice.value, best_of(terms.budget), 1e-9 * size, "at the budget");
    }
}

#[test]
fn regret_is_what_the_company_view_costs() {
    let expected = reference::open("model_case");
    let mut journey = worked(&expected);
    let ids: Vec<Id> = journey.touchpoints.ids().cloned().collect();
    for (id, assumed) in ids.iter().zip([9.0, 0.5, 0.0, 1.0, 9.0, 2.0, 0.0, 9.0]) {
        // What is right is evidence; what the company thinks is something else.
        let mut own = journey.touchpoints.get(id).cloned().expect("it");
        own.burdens.effort.evidenced = own.burdens.effort.assumed;
        own.burdens.effort.assumed = Some(assumed);
        own.burdens.worry.evidenced = own.burdens.worry.assumed;
        own.burdens.worry.assumed = Some(10.0 - assumed);
        journey.touchpoints.put(id.clone(), own);
    }
    let evidence = network(&journey);
    let company = Network::of(&journey, Perspective::Company);
    let fixes = Fixes::of(&journey, &evidence);
    let terms = terms(20_000.0, 6.0);
    let known = choose(&evidence, &fixes, &terms, &mut |_| true);
    let lost = regret(&evidence, &company, &fixes, &terms, &known, &mut |_| true);
    assert!(lost > 0.0, "{lost}");
    assert_eq!(regret(&evidence, &evidence, &fixes, &terms, &known, &mut |_| true), 0.0);
}

#[test]
fn no_fix_and_no_graph_makes_a_search_fail() {
    let mut empty = Journey::default();
    assert!(answer(&empty, &terms(10.0, 1.0)).is_exact());
    empty.fixes.put(id("f"), Fix { cost_once: 5.0, ..Fix::default() });
    assert_eq!(answer(&empty, &terms(10.0, 1.0)).chosen, Choice::default());
    let done = Fix { status: FixStatus::Done, excludes: vec![id("f")], ..Fix::default() };
    empty.fixes.put(id("g"), done);
    let network = network(&empty);
    assert_eq!(Fixes::of(&empty, &network).all.len(), 0, "what a done fix excludes can't be chosen");
}

#[test]
fn twenty_five_fixes_on_fifty_touchpoints_are_exact_with_few_sets() {
    for (seed, crowd) in (1..=6).flat_map(|seed| [(seed, 1.0), (seed, 50.0)]) {
        let mut journey = graphs::with_fixes(graphs::large(graphs::Shape::Local, 50, seed), 25, seed);
        let mut everyone = journey.segments.at(0).expect("a segment").1.clone();
        // With a crowd, each fix pays for itself, and money is what is short.
        everyone.volume *= crowd;
        journey.segments.put(id("everyone"), everyone);
        let network = network(&journey);
        let fixes = Fixes::of(&journey, &network);
        let all = fixes.cost(&vec![true; fixes.all.len()], 12.0);
        for part in [0.1, 0.33, 0.6] {
            let mut terms = terms(all * part, 12.0);
            terms.effort = 60_000;
            let found = choose(&network, &fixes, &terms, &mut |_| true);
            let (fixes, sets) = (found.chosen.fixes.len(), found.looked_at);
            println!("seed {seed}, {crowd}, {part}: {fixes} fixes, {sets} sets, gap {:?}", found.gap);
            assert!(found.is_exact(), "seed {seed}, {part}: {:?}", found.gap);
        }
    }
}
