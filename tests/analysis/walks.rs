//! The most probable walks.

use crate::{
    assert_close, logs, read, reference,
    support::{graphs, id, sketch},
};
use desire_path::analysis::{
    End, Network, Readings, Structure,
    paths::{Limits, Path, Paths, Which, most_probable},
};
use desire_path::model::{Journey, OutcomeKind, Perspective};
use proptest::prelude::*;
use serde_json::Value;

fn walks(network: &Network, readings: &Readings, which: Which, count: usize) -> Paths {
    let limits = Limits { count, expansions: 1_000_000, ..Limits::default() };
    most_probable(network, readings, None, which, limits)
}

fn names<'a>(network: &'a Network, path: &Path) -> Vec<&'a str> {
    path.touchpoints.iter().map(|at| network.touchpoints[*at].id.as_str()).collect()
}

#[test]
fn the_logs_walks_come_in_order() {
    for name in ["ecom_sessions", "traffic_fines"] {
        let answer = reference::open(name);
        let (network, readings) = read(&logs::journey(&answer));
        for (key, which) in [
            ("most_probable_success_paths", Which::Successful),
            ("most_probable_paths_any_outcome", Which::All),
        ] {
            let expected = answer[key].as_array().unwrap();
            let found = walks(&network, &readings, which, expected.len());
            assert_eq!(found.paths.len(), expected.len());
            for (path, expected) in found.paths.iter().zip(expected) {
                assert_close(path.probability, reference::number(expected, "p"), 1e-12, key);
                assert_eq!(names(&network, path), reference::texts(&expected["path"]));
                let outcome = path.outcome.map_or("(drop)", |at| network.outcomes[at].id.as_str());
                assert_eq!(outcome, expected["outcome"].as_str().unwrap_or("(success)"));
            }
        }
    }
}

#[test]
fn the_mass_covered_is_the_answers() {
    for name in ["ecom_sessions", "traffic_fines"] {
        let answer = reference::open(name);
        let (network, readings) = read(&logs::journey(&answer));
        let coverage: &Value = &answer["kbest_coverage"];
        let found = walks(&network, &readings, Which::Successful, 4000);
        assert_eq!(found.paths.len() as u64, coverage["found"].as_u64().unwrap());
        assert_close(found.probability, reference::number(coverage, "mass"), 1e-12, "mass");
        let share = reference::number(coverage, "share_of_success");
        assert_close(found.mass_covered.unwrap(), share, 1e-12, "share");
    }
}

#[test]
fn the_best_walk_is_dijkstras() {
    for name in ["ecom_sessions", "traffic_fines"] {
        let answer = reference::open(name);
        let (network, readings) = read(&logs::journey(&answer));
        let best = &answer["graph"]["best_success_path"];
        let found = walks(&network, &readings, Which::Successful, 1);
        assert_close(found.paths[0].probability, reference::number(best, "p"), 1e-12, name);
        let expected = reference::texts(&best["path"]);
        assert_eq!(names(&network, &found.paths[0]), expected[1..expected.len() - 1]);
    }
}

#[test]
fn must_pass_and_knots_are_the_logs() {
    for name in ["ecom_sessions", "traffic_fines"] {
        let answer = reference::open(name);
        let (network, _) = read(&logs::journey(&answer));
        let structure = Structure::of(&network);
        let id = |at: &usize| network.touchpoints[*at].id.as_str();
        let mut gates: Vec<&str> = structure.must_pass.iter().map(id).collect();
        gates.insert(0, "(start)");
        gates.reverse();
        assert_eq!(gates, reference::texts(&answer["graph"]["must_pass_before"]["(success)"]));
        let knots = answer["graph"]["nontrivial_sccs"].as_array().unwrap();
        assert_eq!(structure.knots.len(), knots.len());
        let mut members: Vec<&str> = structure.knots[0].iter().map(id).collect();
        members.sort_unstable();
        assert_eq!(members, reference::texts(&knots[0]));
    }
}

#[test]
fn what_a_walk_costs_is_added_up_along_it() {
    let answer = reference::open("model_case");
    let journey = crate::model_case::journey(&answer);
    let (network, readings) = read(&journey);
    let found = most_probable(&network, &readings, Some(0), Which::Successful, Limits::default());
    let best = &found.paths[0];
    assert_eq!(names(&network, best), ["ad", "landing", "signup", "verify_id", "first_use", "purchase"]);
    let friction: f64 =
        best.touchpoints.iter().map(|at| readings.segments[0].touchpoints[*at].friction).sum();
    assert_close(best.friction, friction, 1e-12, "friction");
    let exits: Vec<f64> =
        best.touchpoints.iter().map(|at| readings.segments[0].touchpoints[*at].drop_off.unwrap()).collect();
    best.drop_off.iter().zip(&exits).for_each(|(a, b)| assert_close(*a, *b, 1e-12, "drop-off"));
    let value: f64 = best
        .touchpoints
        .iter()
        .map(|at| network.touchpoints[*at].margin - network.touchpoints[*at].cost_to_serve)
        .sum();
    assert_close(best.value.organisation, value, 1e-12, "value");
}

/// Every complete walk that is at least so probable, by exhaustion; probabilities only.
fn exhaust(journey: &Journey, which: Which, least: f64) -> Option<Vec<f64>> {
    let network = Network::of(journey, Perspective::Evidence);
    let readings = Readings::of(&network);
    let width = network.segments.len();
    let share: Vec<f64> = network.segments.iter().map(|s| s.share).collect();
    let total = |p: &[f64]| p.iter().zip(&share).map(|(p, n)| p * n).sum::<f64>();
    let mut stack: Vec<(usize, Vec<f64>)> = (0..network.touchpoints.len())
        .map(|at| {
            let entry = |s: &desire_path::analysis::SegmentPart| {
                s.entry.iter().filter(|(e, _)| *e == at).map(|(_, share)| share).sum()
            };
            (at, network.segments.iter().map(entry).collect())
        })
        .collect();
    let mut found = Vec::new();
    let mut work = 0;
    while let Some((at, prefix)) = stack.pop() {
        work += 1;
        if work > 200_000 {
            return None;
        }
        if total(&prefix) < least {
            continue;
        }
        let step =
            |of: &dyn Fn(usize) -> f64| -> Vec<f64> { (0..width).map(|g| prefix[g] * of(g)).collect() };
        let mut ends: Vec<(End, Vec<f64>)> = Vec::new();
        for place in network.row(at) {
            let next = step(&|g| readings.segments[g].transitions[place].probability.unwrap_or(0.0));
            let to = network.transitions[place].to;
            match ends.iter_mut().find(|(end, _)| *end == to) {
                Some((_, sum)) => sum.iter_mut().zip(next).for_each(|(s, n)| *s += n),
                None => ends.push((to, next)),
            }
        }
        for (end, next) in ends {
            match end {
                End::Touchpoint(to) => stack.push((to, next)),
                End::Outcome(to) => {
                    let counts = which == Which::All || network.outcomes[to].kind == OutcomeKind::Success;
                    if counts {
                        found.push(total(&next));
                    }
                }
            }
        }
        if which == Which::All {
            found.push(total(&step(&|g| readings.segments[g].touchpoints[at].drop_off.unwrap_or(1.0))));
        }
    }
    found.retain(|p| *p >= least && *p > 0.0);
    found.sort_by(|a, b| b.total_cmp(a));
    Some(found)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::support::count("PROPTEST_CASES", 300) as u32))]

    #[test]
    fn walks_are_all_there_and_in_order(seed in any::<u64>(), successful in any::<bool>()) {
        let journey = graphs::random(seed);
        let (network, readings) = read(&journey);
        let which = if successful { Which::Successful } else { Which::All };
        let found = walks(&network, &readings, which, 15);
        let probabilities: Vec<f64> = found.paths.iter().map(|p| p.probability).collect();
        for pair in probabilities.windows(2) {
            prop_assert!(pair[0] >= pair[1] * (1.0 - 1e-12));
        }
        let Some(last) = probabilities.last() else { return Ok(()) };
        let least = if probabilities.len() < 15 { last * 0.1 } else { last * (1.0 - 1e-9) };
        let Some(all) = exhaust(&journey, which, least) else { return Ok(()) };
        let all: Vec<f64> = all.into_iter().take(15).collect();
        if probabilities.len() == 15 || all.len() <= probabilities.len() {
            prop_assert_eq!(probabilities.len(), all.len());
        }
        for (found, expected) in probabilities.iter().zip(&all) {
            prop_assert!((found - expected).abs() <= 1e-12, "{} {}", found, expected);
        }
    }
}

#[test]
fn loops_can_be_read_out_of_a_walk() {
    let path = Path {
        touchpoints: vec![1, 2, 3, 2, 3, 4, 1, 5],
        outcome: None,
        probability: 0.1,
        drop_off: Vec::new(),
        friction: 0.0,
        value: Default::default(),
        days: 0.0,
        hand_offs: 0,
    };
    assert_eq!(path.without_loops(), [1, 5]);
}

proptest! {
    /// Must-pass touchpoints against petgraph's dominators.
    #[test]
    fn must_pass_is_what_dominates_success(seed in any::<u64>()) {
        use petgraph::{algo::dominators::simple_fast, graph::{DiGraph, NodeIndex}};
        let network = Network::of(&graphs::random(seed), Perspective::Evidence);
        let count = network.touchpoints.len();
        let mut graph = DiGraph::<(), ()>::new();
        (0..count + 2).for_each(|_| {
            graph.add_node(());
        });
        let (start, end) = (NodeIndex::new(count), NodeIndex::new(count + 1));
        // Nobody enters with a segment that nobody belongs to.
        for (entry, _) in network.segments.iter().filter(|s| s.share > 0.0).flat_map(|s| &s.entry) {
            graph.update_edge(start, NodeIndex::new(*entry), ());
        }
        for t in network.transitions.iter().filter(|t| t.share > 0.0) {
            let to = match t.to {
                End::Touchpoint(to) => NodeIndex::new(to),
                End::Outcome(to) if network.outcomes[to].kind == OutcomeKind::Success => end,
                End::Outcome(_) => continue,
            };
            if network.touchpoints[t.from].known_drop_off != Some(1.0) {
                graph.add_edge(NodeIndex::new(t.from), to, ());
            }
        }
        let tree = simple_fast(&graph, start);
        let above = tree.strict_dominators(end).into_iter().flatten();
        let mut expected: Vec<usize> = above.map(|at| at.index()).filter(|at| *at < count).collect();
        expected.reverse();
        let structure = Structure::of(&network);
        prop_assert_eq!(&structure.must_pass, &expected);
        // A gate is one of no return where nobody, once past it, can be where they could be before.
        for gate in &expected {
            let reach = |from: &[usize], without: Option<usize>| {
                let mut seen = vec![false; count + 2];
                let mut open: Vec<usize> = from.to_vec();
                while let Some(at) = open.pop() {
                    if Some(at) != without && !std::mem::replace(&mut seen[at], true) {
                        open.extend(graph.neighbors(NodeIndex::new(at)).map(|to| to.index()));
                    }
                }
                seen
            };
            let before = reach(&[count], Some(*gate));
            let after = reach(&[*gate], None);
            let comes_back = (0..count).any(|at| before[at] && after[at]);
            prop_assert_eq!(structure.no_return.contains(gate), !comes_back);
        }
    }

    #[test]
    fn without_feedback_there_is_no_loop(seed in any::<u64>()) {
        let network = Network::of(&graphs::random(seed), Perspective::Evidence);
        let structure = Structure::of(&network);
        for (place, t) in network.transitions.iter().enumerate() {
            if let (End::Touchpoint(to), false) = (t.to, structure.feedback.contains(&place)) {
                prop_assert!(structure.columns[t.from] < structure.columns[to]);
            }
        }
    }
}

#[test]
fn walks_that_hardly_anybody_takes_are_walks_all_the_same() {
    // Going round again has a probability of 1e-9: after two rounds nothing is left that adds up.
    let journey = sketch(&["a>!s 1", "a>a 0.000000001"]);
    let (network, readings) = read(&journey);
    let found = most_probable(&network, &readings, None, Which::Successful, Limits::default());
    assert_eq!(found.paths.len(), 20);
    assert!(found.paths.windows(2).all(|pair| pair[0].probability > pair[1].probability));
    assert_close(found.mass_covered.unwrap(), 1.0, 1e-15, "all of it");
}

#[test]
fn a_segment_that_nobody_belongs_to_goes_past_no_gate() {
    let mut journey = sketch(&["a>b 1", "b>!s 1"]);
    let mut nobody = journey.segments.get(&id("all")).unwrap().clone();
    (nobody.volume, nobody.entry) = (0.0, [(id("b"), 1.0)].into_iter().collect());
    journey.segments.put(id("nobody"), nobody);
    assert_eq!(Structure::of(&read(&journey).0).must_pass, [0, 1]);
}
