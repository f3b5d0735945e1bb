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

/// How many steps up the tree are taken for each card to compare equals.
const STEPS: usize = 8;

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
    Some(tree.ranks.into())
}

/// A spanning tree of bonds without slack, hung up at card 0; the ranks follow from it.
///
/// Nothing of it is found anew: a swap changes what it says of the cards between the bond that leaves
/// and the one that comes, and of those above the two.
struct Tree<'a> {
    ranks: Box<[i32]>,
    bonds: &'a [Bond],
    /// All bonds at each card: where its own begin, and which they are.
    starts: Box<[u32]>,
    touching: Box<[u32]>,
    /// The tree's bonds at each card.
    branches: Box<[Vec<u32>]>,
    /// The bond to the parent, of each card; of card 0 none ([`NONE`]).
    up: Box<[u32]>,
    /// Weight leaving minus weight arriving, of each card with all below it.
    sums: Box<[i64]>,
    /// The cards below the bond that leaves, and whether each card is one of them.
    below: Vec<u32>,
    is_below: Box<[bool]>,
}

/// No bond.
const NONE: u32 = u32::MAX;

impl<'a> Tree<'a> {
    /// The tree of the bond that made each rank: by longest path, every card but the first has one.
    fn of(ranks: Vec<i32>, bonds: &'a [Bond]) -> Self {
        let count = ranks.len();
        let mut starts: Box<[u32]> = vec![0; count + 1].into();
        for bond in bonds {
            starts[bond.from + 1] += 1;
            starts[bond.to + 1] += 1;
        }
        (0..count).for_each(|at| starts[at + 1] += starts[at]);
        let mut tree = Self {
            touching: vec![0; 2 * bonds.len()].into(),
            branches: vec![Vec::new(); count].into(),
            up: vec![NONE; count].into(),
            sums: vec![0; count].into(),
            below: Vec::with_capacity(count),
            is_below: vec![false; count].into(),
            ranks: ranks.into(),
            bonds,
            starts,
        };
        let mut next = tree.starts.clone();
        let mut bound = vec![false; count];
        for (at, bond) in bonds.iter().enumerate() {
            for card in [bond.from, bond.to] {
                tree.touching[next[card] as usize] = at as u32;
                next[card] += 1;
            }
            tree.sums[bond.from] += bond.weight;
            tree.sums[bond.to] -= bond.weight;
            if !bound[bond.to] && tree.slack(bond) == 0 {
                bound[bond.to] = true;
                tree.branches[bond.from].push(at as u32);
                tree.branches[bond.to].push(at as u32);
            }
        }
        tree.hang_up();
        tree
    }

    fn slack(&self, bond: &Bond) -> i32 {
        self.ranks[bond.to] - self.ranks[bond.from] - bond.length
    }

    /// Walks the tree from card 0, and sums up from the last to the first.
    fn hang_up(&mut self) {
        self.gather(0);
        for card in self.below.iter().rev().map(|card| *card as usize) {
            if let Some(parent) = self.parent(card) {
                self.sums[parent] += self.sums[card];
            }
        }
    }

    /// Finds a card with all below it, parents first.
    fn gather(&mut self, root: usize) {
        self.below.clear();
        self.below.push(root as u32);
        let mut next = 0;
        while let Some(card) = self.below.get(next).map(|card| *card as usize) {
            next += 1;
            for at in &self.branches[card] {
                if self.up[card] != *at {
                    let child = other(self.bonds, *at, card);
                    self.up[child] = *at;
                    self.below.push(child as u32);
                }
            }
        }
    }

    fn parent(&self, card: usize) -> Option<usize> {
        (self.up[card] != NONE).then(|| other(self.bonds, self.up[card], card))
    }

    /// What is won, if below 0, by shortening everything that leads over the bond above a card.
    fn value(&self, card: usize) -> i64 {
        match self.bonds.get(self.up[card] as usize) {
            Some(bond) if bond.from == card => self.sums[card],
            Some(_) => -self.sums[card],
            None => 0,
        }
    }

    /// Swaps the bond that costs the most for one that costs less; says whether there was one.
    fn improve(&mut self) -> bool {
        let Some(root) = self.worst() else {
            return false;
        };
        self.gather(root);
        self.below.iter().for_each(|card| self.is_below[*card as usize] = true);
        let leaving = self.up[root];
        let tail_below = self.bonds[leaving as usize].from == root;
        let entering = self.entering(tail_below);
        if let Some((slack, _)) = entering {
            let shift = if tail_below { -slack } else { slack };
            self.below.iter().for_each(|card| self.ranks[*card as usize] += shift);
        }
        if let Some((_, entering)) = entering {
            self.swap(root, leaving, entering);
        }
        self.below.iter().for_each(|card| self.is_below[*card as usize] = false);
        entering.is_some()
    }

    /// The card below the bond that costs the most. Of equals the one that a walk from card 0, parents
    /// first, meets last: two are compared by their ways up to it, until those have taken some steps
    /// for each card; then one walk tells.
    fn worst(&mut self) -> Option<usize> {
        let (mut least, mut worst, mut steps) = (0, None, 0);
        let most = STEPS * self.up.len();
        for card in 0..self.up.len() {
            let value = self.value(card);
            if value < least {
                (least, worst) = (value, Some(card));
            } else if let Some(other) = worst.filter(|_| value == least && steps < most) {
                let (is_later, more) = self.is_later(card, other);
                steps += more;
                worst = Some(if is_later { card } else { other });
            }
        }
        if steps >= most {
            self.gather(0);
            let mut cards = self.below.iter().rev().map(|card| *card as usize);
            worst = cards.find(|card| self.value(*card) == least);
        }
        worst
    }

    /// Whether a walk from card 0, parents first, comes to a card later than to another, and how many
    /// steps up there are from the two.
    fn is_later(&self, card: usize, other: usize) -> (bool, usize) {
        let depth = |card: usize| std::iter::successors(Some(card), |card| self.parent(*card)).count();
        let (own, its) = (depth(card), depth(other));
        let (mut a, mut b) = (card, other);
        while let (true, Some(up), Some(above)) = (own == its, self.parent(a), self.parent(b)) {
            if up == above {
                let mut branches = self.branches[up].iter();
                let first = branches.find(|at| **at == self.up[a] || **at == self.up[b]);
                return (first == Some(&self.up[b]), own + its);
            }
            (a, b) = (up, above);
        }
        (own > its, own + its)
    }

    /// The bond of the least slack, the first of equals, that leads over the cut the other way.
    fn entering(&self, tail_below: bool) -> Option<(i32, u32)> {
        let mut least: Option<(i32, u32)> = None;
        let mut look = |at: u32| {
            let bond = &self.bonds[at as usize];
            if self.is_below[bond.to] == tail_below && self.is_below[bond.from] != tail_below {
                let found = (self.slack(bond), at);
                if least.is_none_or(|least| found < least) {
                    least = Some(found);
                }
            }
        };
        let range = |card: &u32| self.starts[*card as usize]..self.starts[*card as usize + 1];
        let some: usize = self.below.iter().map(|card| range(card).len()).sum();
        if some < self.bonds.len() {
            for at in self.below.iter().flat_map(range) {
                look(self.touching[at as usize]);
            }
        } else {
            (0..self.bonds.len() as u32).for_each(look);
        }
        least
    }

    /// Takes a bond out of the tree and another one in, which holds what was below it: the way from
    /// where that one meets it up to `root` turns round.
    fn swap(&mut self, root: usize, leaving: u32, entering: u32) {
        let all = self.sums[root];
        let Bond { from, to, .. } = self.bonds[entering as usize];
        let (mut card, outside) = if self.is_below[from] { (from, to) } else { (to, from) };
        let mut lost = self.parent(root);
        while let Some(above) = lost {
            self.sums[above] -= all;
            lost = self.parent(above);
        }
        let mut won = Some(outside);
        while let Some(above) = won {
            self.sums[above] += all;
            won = self.parent(above);
        }
        // What hung below each card of the turned way hangs above it now.
        let (mut bond, mut taken) = (entering, 0);
        loop {
            let above = self.parent(card);
            let own = self.sums[card];
            self.sums[card] = all - taken;
            taken = own;
            bond = std::mem::replace(&mut self.up[card], bond);
            match above {
                Some(above) if card != root => card = above,
                _ => break,
            }
        }
        for (bond, comes) in [(leaving, false), (entering, true)] {
            let Bond { from, to, .. } = self.bonds[bond as usize];
            for card in [from, to] {
                if comes {
                    self.branches[card].push(bond);
                } else {
                    self.branches[card].retain(|at| *at != bond);
                }
            }
        }
    }
}

/// The card at the other end of a bond.
fn other(bonds: &[Bond], bond: u32, card: usize) -> usize {
    let bond = &bonds[bond as usize];
    if bond.from == card { bond.to } else { bond.from }
}
