//! Which of a group's columns each card stands in: as little forward way as possible, in all.

use std::collections::VecDeque;

/// A card that must stand at least `length` columns after another.
#[derive(Clone, Copy, Debug)]
pub struct Bond {
    /// The earlier card.
    pub from: usize,
    /// The later card.
    pub to: usize,
    /// By how many columns at least.
    pub length: i32,
    /// What each column of way between them costs, in millionths.
    pub weight: i64,
}

/// How many column changes of cards are tried, times cards and bonds: a limit by work, not by time,
/// so that the same journey looks the same on every machine.
const WORK: usize = 20_000_000;

/// The longest path from the beginning to each card; `None` where the bonds form a cycle.
pub fn longest_paths(count: usize, bonds: &[Bond]) -> Option<Vec<i32>> {
    let mut waiting = vec![0usize; count];
    let mut after = vec![Vec::new(); count];
    for bond in bonds {
        waiting[bond.to] += 1;
        after[bond.from].push((bond.to, bond.length));
    }
    let mut ready: VecDeque<usize> = (0..count).filter(|card| waiting[*card] == 0).collect();
    let mut ranks = vec![0; count];
    let mut seen = 0;
    while let Some(card) = ready.pop_front() {
        seen += 1;
        for (to, length) in &after[card] {
            ranks[*to] = ranks[*to].max(ranks[card] + length);
            waiting[*to] -= 1;
            if waiting[*to] == 0 {
                ready.push_back(*to);
            }
        }
    }
    (seen == count).then_some(ranks)
}

/// Columns that keep every bond and cost the least way in all: the network simplex of Gansner,
/// Koutsofios, North and Vo (1993). The cards must hang together and card 0 be bound to all
/// others, directly or not, as the earliest. `None` where the bonds form a cycle.
pub fn rank(count: usize, bonds: &[Bond]) -> Option<Vec<i32>> {
    let ranks = longest_paths(count, bonds)?;
    let mut tree = Tree::of(ranks, bonds);
    let tries = (WORK / (count + bonds.len() + 1)).min(4 * count + 64);
    for _ in 0..tries {
        if !tree.improve() {
            break;
        }
    }
    Some(tree.ranks)
}

/// A spanning tree of bonds without slack; the ranks follow from it.
struct Tree<'a> {
    ranks: Vec<i32>,
    bonds: &'a [Bond],
    /// Weight leaving minus weight arriving, of each card.
    pull: Vec<i64>,
    /// The tree's bonds at each card.
    branches: Vec<Vec<usize>>,
    walk: Vec<usize>,
    /// The bond to the parent, of each card in the walk but the first.
    up: Vec<Option<usize>>,
}

impl<'a> Tree<'a> {
    /// The tree of the bond that made each rank: by longest path, every card but the first has one.
    fn of(ranks: Vec<i32>, bonds: &'a [Bond]) -> Self {
        let count = ranks.len();
        let mut tree = Self {
            pull: vec![0; count],
            branches: vec![Vec::new(); count],
            walk: Vec::with_capacity(count),
            up: vec![None; count],
            ranks,
            bonds,
        };
        let mut bound = vec![false; count];
        for (at, bond) in bonds.iter().enumerate() {
            tree.pull[bond.from] += bond.weight;
            tree.pull[bond.to] -= bond.weight;
            if !bound[bond.to] && tree.slack(bond) == 0 {
                bound[bond.to] = true;
                tree.branches[bond.from].push(at);
                tree.branches[bond.to].push(at);
            }
        }
        tree
    }

    fn slack(&self, bond: &Bond) -> i32 {
        self.ranks[bond.to] - self.ranks[bond.from] - bond.length
    }

    /// Walks the tree from card 0, parents first.
    fn stroll(&mut self) {
        self.walk.clear();
        self.walk.push(0);
        self.up[0] = None;
        let mut next = 0;
        while let Some(card) = self.walk.get(next).copied() {
            next += 1;
            for at in &self.branches[card] {
                if self.up[card] != Some(*at) {
                    let child = self.other(*at, card);
                    self.up[child] = Some(*at);
                    self.walk.push(child);
                }
            }
        }
    }

    fn other(&self, bond: usize, card: usize) -> usize {
        let bond = &self.bonds[bond];
        if bond.from == card { bond.to } else { bond.from }
    }

    /// Swaps the bond that costs the most for one that costs less; says whether there was one.
    fn improve(&mut self) -> bool {
        self.stroll();
        let mut sums = self.pull.clone();
        let mut worst = (0, None);
        for card in self.walk.iter().rev().copied() {
            let Some(at) = self.up[card] else { continue };
            let sum = sums[card];
            sums[self.other(at, card)] += sum;
            // What is won by shortening everything that leads over this cut.
            let value = if self.bonds[at].from == card { sum } else { -sum };
            if value < worst.0 {
                worst = (value, Some((card, at)));
            }
        }
        let Some((root, leaving)) = worst.1 else {
            return false;
        };
        let mut below = vec![false; self.ranks.len()];
        for card in self.walk.iter().copied() {
            let parent = self.up[card].map(|at| self.other(at, card));
            below[card] = card == root || parent.is_some_and(|parent| below[parent]);
        }
        let tail_below = self.bonds[leaving].from == root;
        let mut entering: Option<(i32, usize)> = None;
        for (at, bond) in self.bonds.iter().enumerate() {
            if below[bond.to] == tail_below && below[bond.from] != tail_below {
                let slack = self.slack(bond);
                if entering.is_none_or(|(least, _)| slack < least) {
                    entering = Some((slack, at));
                }
            }
        }
        let Some((slack, entering)) = entering else {
            return false;
        };
        let shift = if tail_below { -slack } else { slack };
        for (rank, below) in self.ranks.iter_mut().zip(&below) {
            *rank += if *below { shift } else { 0 };
        }
        self.swap(leaving, entering);
        true
    }

    fn swap(&mut self, leaving: usize, entering: usize) {
        let ends = |bond: Bond| [bond.from, bond.to];
        for card in ends(self.bonds[leaving]) {
            self.branches[card].retain(|at| *at != leaving);
        }
        for card in ends(self.bonds[entering]) {
            self.branches[card].push(entering);
        }
    }
}
