//! Which column and sub-column each card stands in.

use super::direction::order;
use super::graph::{Edge, Graph};
use super::ranks::{Bond, longest_paths, rank};
use crate::geometry::{ordered, sizes};

/// The layer of each card, and how many layers each group has.
///
/// A group is a stage (or, in a journey without stages, all touchpoints); one before the first stage
/// holds the touchpoints that are in none, the last one holds the outcomes. Groups never share a layer.
#[derive(Clone, Debug, Default)]
pub struct Layering {
    /// The group of each card.
    pub group: Vec<usize>,
    /// The layer of each card, counted through all groups.
    pub layer: Vec<usize>,
    /// The first layer of each group, and at the end the count of all layers.
    pub starts: Vec<usize>,
    /// How many groups come before the first stage: 1 where touchpoints are in none.
    pub first: usize,
    /// Whether some transitions were too many and too thin to have a say.
    pub dense: bool,
    /// Whether the layers of a group are sub-columns of stacked cards, close to one another.
    pub stacked: bool,
}

/// From one sub-column's left edge to the next one's within a stage.
pub const SUB_PITCH: f64 = sizes::CARD_WIDTH + 88.0;

/// Flows thinner than this share of both their ends' thickest have no say in a crowded group; the
/// shares are tried in turn until the group is no wider than it should be.
const THIN: [f64; 8] = [0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0];

/// How many layers a group of so many cards should have at most where that can be had.
fn wide_enough(cards: usize) -> i32 {
    (1.7 * (cards as f64).sqrt()) as i32 + 1
}

/// Which group each card belongs to, and the order of the cards.
pub struct Grouping {
    /// The group of each card.
    pub group: Vec<usize>,
    /// The cards of each group.
    pub members: Vec<Vec<usize>>,
    /// How many groups come before the first stage: 1 where touchpoints are in none.
    pub first: usize,
    /// The place of each card in an order that few go against.
    pub order: Vec<usize>,
    /// Whether some transitions were too many and too thin to have a say.
    pub dense: bool,
    thickest: Vec<(f64, f64)>,
}

impl Grouping {
    /// The groups of a graph of which `stages` stages are drawn as columns.
    pub fn of(graph: &Graph, stages: usize) -> Self {
        let order = direction(graph);
        let (group, first) = groups(graph, stages);
        let mut members = vec![Vec::new(); first + stages.max(1) + 1];
        for (card, group) in group.iter().enumerate() {
            members[*group].push(card);
        }
        Self { group, members, first, order, dense: false, thickest: thickest(graph) }
    }

    /// How many steps into its group each card of it stands, and whether thin flows had to be
    /// overruled for it.
    pub fn ranks(&self, graph: &Graph, group: usize) -> (Vec<usize>, bool) {
        Bonds::of(graph, &self.group, &self.members[group], &self.order).rank(&self.thickest)
    }
}

impl Layering {
    /// The layers of a graph in which no touchpoint is in a stage. Stages without touchpoints, of which there
    /// may be some, keep their columns before the outcomes.
    pub fn of(graph: &Graph, stages: usize) -> Self {
        let grouping = Grouping::of(graph, 0);
        let first = usize::from(stages > 0);
        let mut layering = Self { layer: vec![0; graph.nodes.len()], first, ..Self::default() };
        let mut start = 0;
        for (group, cards) in grouping.members.iter().enumerate() {
            layering.starts.push(start);
            let (ranks, dense) = grouping.ranks(graph, group);
            layering.dense |= dense;
            for (card, rank) in cards.iter().zip(&ranks) {
                layering.layer[*card] = start + *rank;
            }
            start += ranks.iter().max().map_or(1, |last| last + 1);
            let empty = if group == 0 { stages } else { 0 };
            layering.starts.extend(start..start + empty);
            start += empty;
        }
        layering.starts.push(start);
        layering.group = grouping.group.iter().map(|group| group * (1 + stages)).collect();
        layering
    }

    /// From one layer's left edge to the next one's in the same group.
    pub fn pitch(&self) -> f64 {
        if self.stacked { SUB_PITCH } else { sizes::STAGE_WIDTH + sizes::STAGE_GAP }
    }

    /// The width of each group of layers from the first stage on, which begins at 0, and the left edge of the
    /// cards in each layer.
    pub fn columns(&self) -> (Vec<f64>, Vec<f64>) {
        let (mut widths, mut lefts, mut x) = (Vec::new(), Vec::new(), 0.0);
        for (group, (start, end)) in self.starts.iter().zip(self.starts.iter().skip(1)).enumerate() {
            if group == self.first {
                lefts.iter_mut().for_each(|left| *left -= x);
                (widths, x) = (Vec::new(), 0.0);
            }
            let first = x + (sizes::STAGE_WIDTH - sizes::CARD_WIDTH) / 2.0;
            lefts.extend((0..end - start).map(|at| first + self.pitch() * at as f64));
            let width = sizes::STAGE_WIDTH + self.pitch() * (end - start).saturating_sub(1) as f64;
            widths.push(width);
            x += width + sizes::STAGE_GAP;
        }
        (widths, lefts)
    }
}

/// The edges that don't lead from a later stage to an earlier one, nor out of an outcome.
fn along_stages(graph: &Graph) -> Vec<Edge> {
    let goes_on = |edge: &&Edge| {
        let (from, to) = (&graph.nodes[edge.from], &graph.nodes[edge.to]);
        let back = matches!((from.stage, to.stage), (Some(a), Some(b)) if a > b);
        from.outcome.is_none() && !back
    };
    graph.edges.iter().filter(goes_on).copied().collect()
}

/// The place of each card in an order that few go against: the order that the cards stand in today,
/// left to right, where it is about as good as a fresh one.
fn direction(graph: &Graph) -> Vec<usize> {
    let edges = along_stages(graph);
    let fresh = order(graph.nodes.len(), &edges);
    if !graph.is_placed() {
        return fresh;
    }
    let x = |card: usize| graph.nodes[card].position.x;
    let sorted = ordered(fresh.len(), &|a, b| x(a).total_cmp(&x(b)).then(fresh[a].cmp(&fresh[b])));
    let mut today = vec![0; fresh.len()];
    for (place, card) in sorted.into_iter().enumerate() {
        today[card] = place;
    }
    let back = |order: &[usize]| {
        let back = edges.iter().filter(|edge| order[edge.from] > order[edge.to]);
        back.map(|edge| edge.weight).sum::<f64>()
    };
    if back(&today) <= back(&fresh) * 1.1 + 1e-9 { today } else { fresh }
}

/// The group of each card, and how many come before the first stage. Touchpoints without a stage stand
/// before all stages: in the column of one they would seem to be in it.
fn groups(graph: &Graph, stages: usize) -> (Vec<usize>, usize) {
    let is_loose = |node: &super::graph::Node| node.outcome.is_none() && node.stage.is_none();
    let first = usize::from(stages > 0 && graph.nodes.iter().any(is_loose));
    let group = |node: &super::graph::Node| match node.outcome {
        Some(_) => first + stages.max(1),
        None => node.stage.filter(|_| stages > 0).map_or(0, |stage| first + stage),
    };
    (graph.nodes.iter().map(group).collect(), first)
}

/// The weight of the heaviest edge that leaves and that reaches each card.
fn thickest(graph: &Graph) -> Vec<(f64, f64)> {
    let mut most = vec![(0.0_f64, 0.0_f64); graph.nodes.len()];
    for edge in &graph.edges {
        most[edge.from].0 = most[edge.from].0.max(edge.weight);
        most[edge.to].1 = most[edge.to].1.max(edge.weight);
    }
    most
}

/// What binds the cards of one group; 0 stands for the group's left edge, `count + 1` for its right.
struct Bonds {
    count: usize,
    inner: Vec<(Bond, Edge)>,
    edges: Vec<Bond>,
}

impl Bonds {
    fn of(graph: &Graph, group: &[usize], cards: &[usize], order: &[usize]) -> Self {
        let count = cards.len();
        let own = cards.first().map_or(0, |card| group[*card]);
        let mut local = vec![0; group.len()];
        for (at, card) in cards.iter().enumerate() {
            local[*card] = at + 1;
        }
        let mut bonds = Self { count, inner: Vec::new(), edges: Vec::new() };
        let bond = |from, to, length, weight| Bond { from, to, length, weight };
        let right = count + 1;
        bonds.edges.push(bond(0, right, 0, 1 << 50));
        for card in 1..=count {
            bonds.edges.push(bond(0, card, 0, 0));
            bonds.edges.push(bond(card, right, 0, 0));
        }
        for edge in &graph.edges {
            let weight = 1_000_000 + (edge.weight * 2e6) as i64;
            let (from, to) = (local[edge.from], local[edge.to]);
            if from > 0 && to > 0 {
                let forward = order[edge.from] < order[edge.to];
                let (from, to) = if forward { (from, to) } else { (to, from) };
                bonds.inner.push((bond(from, to, 1, weight), *edge));
            } else if from > 0 || to > 0 {
                let card = from.max(to);
                let other = if from > 0 { edge.to } else { edge.from };
                if group[other] > own {
                    bonds.edges.push(bond(card, right, 0, weight));
                } else {
                    bonds.edges.push(bond(0, card, 0, weight));
                }
            }
        }
        bonds
    }

    /// The sub-column of each card, and whether thin flows had to be overruled for it.
    fn rank(&self, thickest: &[(f64, f64)]) -> (Vec<usize>, bool) {
        if self.inner.is_empty() {
            return (vec![0; self.count], false);
        }
        for share in THIN {
            let heavy = |edge: &Edge| {
                edge.weight >= share * thickest[edge.from].0 || edge.weight >= share * thickest[edge.to].1
            };
            let inner = self.inner.iter().filter(|(_, edge)| heavy(edge));
            let kept: Vec<Bond> = inner.map(|(bond, _)| *bond).collect();
            let longest = longest_paths(self.count + 2, &kept);
            let depth = longest.and_then(|ranks| ranks.into_iter().max());
            let crowded = self.inner.len() > 3 * self.count;
            if !crowded || depth.is_some_and(|depth| depth < wide_enough(self.count)) || share == 1.0 {
                let bonds: Vec<Bond> = kept.iter().chain(&self.edges).copied().collect();
                let ranks = rank(self.count + 2, &bonds).unwrap_or_default();
                let cards = ranks.iter().skip(1).take(self.count);
                let first = ranks.first().copied().unwrap_or_default();
                return (cards.map(|rank| (rank - first) as usize).collect(), share > 0.0);
            }
        }
        (vec![0; self.count], false)
    }
}
