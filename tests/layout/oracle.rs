//! The layered drawing beside that of a well-known one: dugong, a port of dagre.

use crate::journeys::{placed, random};
use crate::measure::{cards, crossings, overlaps};
use desire_path::geometry::{Point, sizes};
use desire_path::layout::{Options, layered, planned_lines};
use desire_path::model::{Id, Journey};
use dugong::graphlib::{Graph, GraphOptions};
use dugong::{EdgeLabel, GraphLabel, NodeLabel, RankDir, layout};
use std::collections::BTreeSet;

/// The lines of dagre's drawing, card middle to card middle.
fn oracle(journey: &Journey) -> Vec<Vec<Point>> {
    let mut graph: Graph<NodeLabel, EdgeLabel, GraphLabel> =
        Graph::new(GraphOptions { directed: true, ..GraphOptions::default() });
    graph.set_graph(GraphLabel { rankdir: RankDir::LR, ..GraphLabel::default() });
    graph.set_default_edge_label(EdgeLabel::default);
    let card = |width, height| NodeLabel { width, height, ..NodeLabel::default() };
    for id in journey.touchpoints.ids() {
        graph.set_node(id.as_str(), card(sizes::CARD_WIDTH, sizes::CARD_HEIGHT));
    }
    for id in journey.outcomes.ids() {
        graph.set_node(id.as_str(), card(sizes::CARD_WIDTH, sizes::OUTCOME_HEIGHT));
    }
    let mut pairs: BTreeSet<(&Id, &Id)> = BTreeSet::new();
    for transition in journey.transitions.records().filter(|t| t.from != t.to) {
        if pairs.insert((&transition.from, &transition.to)) {
            let label = EdgeLabel { weight: 1.0, ..EdgeLabel::default() };
            graph.set_edge_with_label(transition.from.as_str(), transition.to.as_str(), label);
        }
    }
    layout(&mut graph).unwrap();
    let middle = |id: &Id| {
        let node = graph.node(id.as_str()).unwrap();
        Point::new(node.x.unwrap(), node.y.unwrap())
    };
    let line = |(from, to): &(&Id, &Id)| {
        let edge = graph.edge(from.as_str(), to.as_str(), None).unwrap();
        let inner = &edge.points[1..edge.points.len() - 1];
        let inner = inner.iter().map(|p| Point::new(p.x, p.y));
        std::iter::once(middle(from)).chain(inner).chain([middle(to)]).collect()
    };
    pairs.iter().map(line).collect()
}

#[test]
fn no_more_lines_cross_than_in_dagres_drawing() {
    let full = std::env::var("FULL_ORACLE").is_ok();
    let (mut ours, mut theirs) = (0, 0);
    for seed in 0..if full { 100 } else { 24 } {
        let most = if full { 980 } else { 100 };
        let count = 20 + (seed as usize * 37) % (most + 1);
        let journey = random(count, 1.5 + (seed % 4) as f64 * 0.4, 0.15, 0, seed);
        let lines = planned_lines(&journey, &Options::default());
        let (own, other) = (crossings(&lines), crossings(&oracle(&journey)));
        assert_eq!(overlaps(&cards(&placed(&journey, &layered(&journey, &Options::default())))), 0);
        println!("{count} touchpoints: {own} crossings, dagre {other}");
        ours += own;
        theirs += other;
    }
    println!("{ours} crossings, dagre {theirs}");
    assert!(ours as f64 <= 1.05 * theirs as f64, "{ours} crossings, dagre has {theirs}");
}
