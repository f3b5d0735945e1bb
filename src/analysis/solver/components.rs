//! Which touchpoints lead to each other: strongly connected components.

use super::{NONE, pattern::by_key};
use petgraph::visit::{Dfs, DfsPostOrder, GraphBase, GraphRef, IntoNeighbors, VisitMap};

/// A graph as petgraph's walks see it: row by row, and nothing is copied. `NONE` leads nowhere.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub starts: &'a [u32],
    pub ends: &'a [u32],
}

impl GraphBase for Rows<'_> {
    type NodeId = u32;
    type EdgeId = u32;
}

impl GraphRef for Rows<'_> {}

impl<'a> IntoNeighbors for Rows<'a> {
    type Neighbors = std::iter::Rev<std::iter::Copied<std::slice::Iter<'a, u32>>>;
    fn neighbors(self, node: u32) -> Self::Neighbors {
        let (from, to) = (self.starts[node as usize], self.starts[node as usize + 1]);
        self.ends[from as usize..to as usize].iter().copied().rev()
    }
}

/// Where a walk has been; it need not go where there is nothing (`NONE`).
struct Seen(Box<[bool]>);

impl Seen {
    fn none(count: usize) -> Self {
        Self(vec![false; count].into())
    }
}

impl VisitMap<u32> for Seen {
    fn visit(&mut self, node: u32) -> bool {
        !std::mem::replace(&mut self.0[node as usize], true)
    }
    fn is_visited(&self, node: &u32) -> bool {
        self.0.get(*node as usize).is_none_or(|seen| *seen)
    }
    fn unvisit(&mut self, node: u32) -> bool {
        std::mem::replace(&mut self.0[node as usize], false)
    }
}

/// The component of each node, of a graph row by row (`NONE` leads nowhere), and how many there are.
/// Components are counted from those that others lead to.
pub(in crate::analysis) fn components(starts: &[u32], to: &[u32]) -> (Box<[u32]>, usize) {
    let count = starts.len().saturating_sub(1);
    let (into_starts, mut into) = by_key(count, to);
    let mut from: Box<[u32]> = vec![0; to.len()].into();
    for node in 0..count {
        from[starts[node] as usize..starts[node + 1] as usize].fill(node as u32);
    }
    into.iter_mut().for_each(|place| *place = from[*place as usize]);
    knots(Rows { starts, ends: to }, Rows { starts: &into_starts, ends: &into })
}

/// The same, of a graph and of the same with its arrows turned round.
///
/// Kosaraju's algorithm on petgraph's walks, because those are iterative: a document is never
/// recursed over.
pub(super) fn knots(forth: Rows<'_>, back: Rows<'_>) -> (Box<[u32]>, usize) {
    let count = forth.starts.len().saturating_sub(1);
    let mut finished: Vec<u32> = Vec::with_capacity(count);
    let mut walk =
        DfsPostOrder { stack: Vec::new(), discovered: Seen::none(count), finished: Seen::none(count) };
    for node in 0..count as u32 {
        if !walk.discovered.is_visited(&node) {
            walk.move_to(node);
            while let Some(node) = walk.next(back) {
                finished.push(node);
            }
        }
    }
    let mut walk = Dfs::from_parts(walk.stack, Seen::none(count));
    let mut component: Box<[u32]> = vec![NONE; count].into();
    let mut found = 0;
    for leader in finished.into_iter().rev() {
        if !walk.discovered.is_visited(&leader) {
            walk.move_to(leader);
            while let Some(node) = walk.next(forth) {
                component[node as usize] = found;
            }
            found += 1;
        }
    }
    (component, found as usize)
}
