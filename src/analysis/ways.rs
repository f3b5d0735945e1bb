//! The ways a walk can go on, with parallel transitions joined.

use super::{End, Network, chain::Chain, paths::Which};
use crate::geometry::ordered;
use petgraph::{
    algo::dijkstra,
    graph::{DiGraph, NodeIndex},
};

/// One way on from a touchpoint: all transitions to the same end, or leaving.
pub(super) struct Way {
    /// Its place among all ways.
    pub place: usize,
    /// The touchpoint it leaves.
    pub from: usize,
    /// Where it leads; `None` is leaving.
    pub to: Option<End>,
    /// The first of its transitions, by place.
    pub first: u32,
}

/// Every way on that can be part of a searched walk, in every searched segment.
pub(super) struct Ways {
    pub all: Vec<Way>,
    starts: Vec<usize>,
    promising: Vec<(usize, f64)>,
    /// Probabilities and their logarithms, way by way, segment by segment.
    pub p: Vec<f64>,
    pub logs: Vec<f64>,
    /// The logarithm of the most that can still follow, touchpoint by touchpoint, segment by segment.
    pub rest: Vec<f64>,
}

impl Ways {
    /// The ways of a network.
    pub fn of<'a>(network: &Network, chains: impl Iterator<Item = &'a Chain> + Clone, which: Which) -> Self {
        let width = chains.clone().count();
        let count = network.touchpoints.len();
        let mut ways = Self {
            all: Vec::new(),
            starts: vec![0],
            promising: Vec::new(),
            p: Vec::new(),
            logs: Vec::new(),
            rest: vec![f64::NEG_INFINITY; count * width],
        };
        let mut way_to = vec![usize::MAX; count + network.outcomes.len()];
        for from in 0..count {
            for at in network.row(from) {
                ways.join(network, at, which, &mut way_to, chains.clone());
            }
            if which == Which::All {
                ways.add(from, None, 0);
                ways.p.extend(chains.clone().map(|chain| chain.exit[from]));
            }
            ways.starts.push(ways.all.len());
        }
        ways.logs = ways.p.iter().map(|p| p.min(1.0).ln()).collect();
        (0..width).for_each(|k| ways.look_ahead(count, width, k));
        ways.sort(width);
        ways
    }

    /// The places of the ways that leave a touchpoint, the most promising first, each with the
    /// logarithm of the most that can follow from here if it is taken, in any segment.
    pub fn row(&self, touchpoint: usize) -> &[(usize, f64)] {
        &self.promising[self.starts[touchpoint]..self.starts[touchpoint + 1]]
    }

    /// The logarithm of the most that can follow a way's end in one segment.
    pub fn rest_after(&self, way: usize, k: usize) -> f64 {
        match self.all[way].to {
            Some(End::Touchpoint(to)) => self.rest[to * (self.p.len() / self.all.len()) + k],
            _ => 0.0,
        }
    }

    fn sort(&mut self, width: usize) {
        let promise = |way: usize| {
            let of = |k: usize| self.logs[way * width + k] + self.rest_after(way, k);
            (way, (0..width).map(of).fold(f64::NEG_INFINITY, f64::max))
        };
        self.promising = (0..self.all.len()).map(promise).collect();
        for row in self.starts.windows(2) {
            let row = &mut self.promising[row[0]..row[1]];
            let order = ordered(row.len(), &|a, b| row[b].1.total_cmp(&row[a].1));
            let sorted: Vec<_> = order.into_iter().map(|at| row[at]).collect();
            row.copy_from_slice(&sorted);
        }
    }

    fn add(&mut self, from: usize, to: Option<End>, first: u32) {
        let place = self.all.len();
        self.all.push(Way { place, from, to, first });
    }

    /// Adds a transition to the way that leads to its end.
    fn join<'a>(
        &mut self,
        network: &Network,
        at: usize,
        which: Which,
        way_to: &mut [usize],
        chains: impl Iterator<Item = &'a Chain>,
    ) {
        let part = &network.transitions[at];
        let end = match part.to {
            End::Touchpoint(to) => to,
            End::Outcome(_) if which == Which::Successful && !network.is_success(part.to) => return,
            End::Outcome(to) => network.touchpoints.len() + to,
        };
        let first_of_row = self.starts[self.starts.len() - 1];
        let known = way_to[end];
        let chains = chains.map(|chain| chain.p[at]);
        if (first_of_row..self.all.len()).contains(&known) {
            let width = self.p.len() / self.all.len();
            let own = self.p[known * width..].iter_mut().zip(chains);
            own.for_each(|(sum, p)| *sum += p);
        } else {
            way_to[end] = self.all.len();
            self.add(part.from, Some(part.to), at as u32);
            self.p.extend(chains);
        }
    }

    /// The best that can follow in one segment: Dijkstra, along arrows turned round, from the ends on `−ln p`.
    fn look_ahead(&mut self, count: usize, width: usize, k: usize) {
        let mut graph = DiGraph::<(), f64>::with_capacity(count + 1, self.all.len());
        (0..=count).for_each(|_| {
            graph.add_node(());
        });
        for way in self.all.iter().filter(|way| self.p[way.place * width + k] > 0.0) {
            let to = match way.to {
                Some(End::Touchpoint(to)) => to,
                _ => count,
            };
            let cost = (0.0 - self.logs[way.place * width + k]).max(0.0);
            graph.add_edge(NodeIndex::new(to), NodeIndex::new(way.from), cost);
        }
        let end = NodeIndex::new(count);
        let costs = dijkstra(&graph, end, None, |edge| *edge.weight());
        for (at, cost) in costs.into_iter().filter(|(at, _)| *at != end) {
            self.rest[at.index() * width + k] = -cost;
        }
    }
}
