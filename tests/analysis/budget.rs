//! Fixes applied, and what a budget should buy.

use crate::{assert_close, model_case, reference, support::graphs, support::id};
use desire_path::analysis::{
    Book, Fixes, Network, Readings,
    budget::{Answer, Choice, Shares, Terms, choose, frontier, value_of},
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
