//! Which touchpoints lead to each other: strongly connected components.

use super::NONE;
use petgraph::{algo::kosaraju_scc, graph::DiGraph};

/// The component of each node, of a graph row by row (`NONE` leads nowhere), and how many there are.
/// Components are counted from those that others lead to.
///
/// Kosaraju's algorithm, because petgraph's is iterative: a document is never recursed over.
pub(in crate::analysis) fn components(starts: &[u32], to: &[u32]) -> (Box<[u32]>, usize) {
    let count = starts.len().saturating_sub(1);
    let mut graph = DiGraph::<(), ()>::with_capacity(count, to.len());
    for _ in 0..count {
        graph.add_node(());
    }
    for (node, row) in starts.windows(2).enumerate() {
        let row = to[row[0] as usize..row[1] as usize].iter().filter(|to| **to != NONE);
        graph.extend_with_edges(row.map(|to| (node as u32, *to)));
    }
    let mut component: Box<[u32]> = vec![NONE; count].into();
    let found = kosaraju_scc(&graph);
    for (at, members) in found.iter().enumerate() {
        for member in members {
            component[member.index()] = at as u32;
        }
    }
    (component, found.len())
}
