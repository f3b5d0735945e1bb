//! Which touchpoints lead to each other: strongly connected components.

use super::NONE;

/// The component of each node, of a graph row by row (`NONE` leads nowhere), and how many there are.
/// Components are counted from those that others lead to.
///
/// Tarjan's algorithm on a stack of its own: a document is never recursed over. petgraph's, which
/// also is, takes twice as long and one allocation a component.
pub(in crate::analysis) fn components(starts: &[u32], to: &[u32]) -> (Box<[u32]>, usize) {
    let count = starts.len().saturating_sub(1);
    let mut component: Box<[u32]> = vec![NONE; count].into();
    // When each was met, counted from 1, and when the earliest it leads back to.
    let mut met: Box<[u32]> = vec![0; count].into();
    let (mut earliest, mut next): (Box<[u32]>, Box<[u32]>) = (met.clone(), starts.into());
    let (mut walk, mut open) = (Vec::new(), Vec::new());
    let (mut time, mut found) = (0, 0);
    for first in 0..count as u32 {
        if met[first as usize] == 0 {
            walk.push(first);
        }
        while let Some(node) = walk.last().copied() {
            let at = node as usize;
            if met[at] == 0 {
                time += 1;
                (met[at], earliest[at]) = (time, time);
                open.push(node);
            }
            if next[at] < starts[at + 1] {
                let other = to[next[at] as usize];
                next[at] += 1;
                if other == NONE || component[other as usize] != NONE {
                    continue;
                }
                match met[other as usize] {
                    0 => walk.push(other),
                    time => earliest[at] = earliest[at].min(time),
                }
                continue;
            }
            walk.pop();
            if let Some(before) = walk.last() {
                earliest[*before as usize] = earliest[*before as usize].min(earliest[at]);
            }
            if earliest[at] == met[at] {
                while let Some(member) = open.pop() {
                    component[member as usize] = found;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
        }
    }
    (component, found as usize)
}
