//! The loss ledger: value with no friction minus value now, and who has which part in it
//! (`model.md` §4).
//!
//! **No friction** means that no burden weighs on anybody: `b = 0` everywhere, so `w·b` is gone from
//! the hazard and `k·b` from the customer's book. What is no burden stays: the base hazard (today's
//! drop-off beyond what burdens explain), pull, margins, costs, delays and where people go.
//! A part of the ledger is the Shapley value of taking the burdens of its group away, so the parts
//! sum to the whole, whatever the grouping.

use super::{
    ByBook, End, Network, Readings,
    chain::Chain,
    drop_off::{self, Base},
    hand_offs,
    read::book,
    shapley,
    solver::Plan,
    valuation,
};
use crate::model::{Burden, ByBurden};

/// By what a loss is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// By what weighs on the customer.
    Burden,
    /// By who answers for the touchpoint.
    Owner,
    /// By the touchpoint's stage.
    Stage,
    /// By the hand-off that the visit began with: what those who are handed from one owner to
    /// another go through where they arrive.
    HandOff,
    /// By the touchpoint: where a loss starts.
    Touchpoint,
}

impl Grouping {
    /// Every grouping, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Burden, Self::Owner, Self::Stage, Self::HandOff, Self::Touchpoint];
}

/// Whose part of a loss; places are those of the journey's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// A burden.
    Burden(Burden),
    /// The touchpoints of an owner; `None` are those nobody answers for.
    Owner(Option<usize>),
    /// The touchpoints of a stage; `None` are those outside every stage.
    Stage(Option<usize>),
    /// The visits that began with a hand-off, from owner to owner; `None` are all others.
    HandOff(Option<(usize, usize)>),
    /// A touchpoint.
    Touchpoint(usize),
}

/// One part of a ledger, in currency per entrant.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Whose it is.
    pub group: Group,
    /// Its part of the loss, all segments together.
    pub loss: ByBook,
    /// The standard error of `loss`; 0 where it is exact.
    pub error: ByBook,
    /// Its part of each segment's loss, by the segment's place.
    pub segments: Vec<ByBook>,
}

/// A loss and its parts, in currency per entrant.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// By what it is split.
    pub grouping: Grouping,
    /// `V` today.
    pub now: ByBook,
    /// `V` with no friction.
    pub without_friction: ByBook,
    /// The difference, and the sum of the parts.
    pub total: ByBook,
    /// Groups whose burdens are all unknown or 0 are left out: they have no part.
    /// In the order of the journey's tables, what belongs to nobody last.
    pub parts: Vec<Part>,
    /// How many orders were drawn where there are more than ten groups.
    pub orders: Option<usize>,
}

/// How a ledger of more than ten groups is sampled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// How many orders are drawn, at least four.
    pub orders: usize,
    /// Equal seeds draw equal orders.
    pub seed: u64,
    /// In how many steps the groups of an order join, at least eight. Where there are more groups,
    /// those that join together share what that adds by what each adds at the margin.
    pub steps: usize,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { orders: 200, seed: 1, steps: usize::MAX }
    }
}

impl Sampling {
    /// As many orders, 4 to 200, as let a ledger of this network take about a second; where four
    /// take longer, fewer steps.
    pub fn within_a_second(network: &Network, grouping: Grouping) -> Self {
        let size = (network.touchpoints.len() + network.transitions.len()) * network.segments.len();
        let groups = groups(network, grouping).len();
        let solves = 8_000_000 / size.max(1);
        Self { orders: (solves / groups.max(1)).clamp(4, 200), seed: 1, steps: (solves / 4).max(8) }
    }
}

/// Which groups there are, and whose each burden of each touchpoint is.
struct Game {
    network: Network,
    /// The same, with the burdens of a coalition gone.
    relieved: Network,
    /// Where visits are told apart by how they began: the network itself, today and without burdens.
    /// A trap begins with the first visit there and not with the first that came by a hand-off, so
    /// what all groups or none come to is taken from here.
    whole: Option<(Network, Network, Plan)>,
    plan: Plan,
    bases: Vec<Base>,
    groups: Vec<Group>,
    /// By touchpoint: the place of its group, for each burden.
    members: Vec<ByBurden<Option<usize>>>,
}

impl Ledger {
    /// Splits the loss of friction. `go_on` is asked before each solve, with the share that is done;
    /// where it says no there is no ledger.
    pub fn of(
        network: &Network,
        grouping: Grouping,
        sampling: Sampling,
        go_on: &mut dyn FnMut(f64) -> bool,
    ) -> Option<Self> {
        let mut game = Game::of(network, grouping);
        let count = game.groups.len();
        let solves = if count <= shapley::EXACT {
            1 << count
        } else {
            sampling.orders.div_ceil(2).max(2) * 2 * (count.min(sampling.steps.max(1)) - 1) + 2
        };
        let slopes = if count > sampling.steps { game.slopes() } else { Vec::new() };
        let Sampling { orders, seed, steps } = sampling;
        let orders = shapley::Orders { count: orders, seed, steps, slopes: &slopes };
        let mut done = 0;
        let mut worth = |coalition: &[bool]| {
            done += 1;
            go_on((done - 1) as f64 / solves as f64).then(|| game.worth(coalition))
        };
        let shares = shapley::shares(count, &orders, &mut worth)?;
        let [now, without_friction] =
            [false, true].map(|is_gone| pair(&game.worth(&vec![is_gone; count]), 0));
        let parts = game.groups.iter().enumerate().map(|(at, group)| Part {
            group: *group,
            loss: pair(&shares.values[at], 0),
            error: pair(&shares.errors[at], 0),
            segments: (1..=network.segments.len()).map(|place| pair(&shares.values[at], place)).collect(),
        });
        Some(Self {
            grouping,
            now,
            without_friction,
            total: without_friction.plus(now.times(-1.0)),
            parts: parts.collect(),
            orders: shares.orders,
        })
    }
}

/// What a network's visits come to, and without friction: where the loss shows, in currency per
/// entrant. A touchpoint has the value that its own visits and the ways that leave it realise;
/// over all touchpoints the gaps sum to the loss, as do those of a ledger by touchpoint, which says
/// where it starts. `None` in a trap, with or without friction.
pub fn shows_at(network: &Network) -> Vec<Option<ByBook>> {
    let bases = drop_off::bases(network);
    let relieved = without_burdens(network);
    let [with, without] = [network, &relieved].map(|network| realised(network, &bases));
    with.into_iter().zip(without).map(|(with, without)| Some(without?.plus(with?.times(-1.0)))).collect()
}

/// What is realised at each touchpoint: by its visits, and on the ways that leave it.
fn realised(network: &Network, bases: &[Base]) -> Vec<Option<ByBook>> {
    let readings = Readings::with(network, bases);
    let all = readings.together.touchpoints.iter().enumerate();
    let own = |(at, touchpoint): (usize, &super::TouchpointReading)| {
        let mut sum = touchpoint.realised;
        for place in network.row(at) {
            let passage = &readings.together.transitions[place];
            sum.organisation += passage.realised;
            if let End::Outcome(_) = network.transitions[place].to {
                sum = sum.plus(passage.carried);
            }
        }
        touchpoint.visits.map(|_| sum)
    };
    all.map(own).collect()
}

/// One of the pairs of numbers in a row: together, then segment by segment.
fn pair(row: &[f64], at: usize) -> ByBook {
    let own = row.get(2 * at).zip(row.get(2 * at + 1));
    own.map_or(ByBook::default(), |(organisation, customer)| book([*organisation, *customer]))
}

fn groups(network: &Network, grouping: Grouping) -> Vec<Group> {
    Game::of(network, grouping).groups
}

impl Game {
    fn of(network: &Network, grouping: Grouping) -> Self {
        let is_split = grouping == Grouping::HandOff;
        let whole = is_split.then(|| (network.clone(), without_burdens(network), Plan::of(network)));
        let (network, arrived_by) = match grouping {
            Grouping::HandOff => {
                let split = hand_offs::split(network);
                (split.network, split.arrived_by)
            }
            _ => (network.clone(), Vec::new()),
        };
        let group = |at: usize, burden: Burden| match grouping {
            Grouping::Burden => Group::Burden(burden),
            Grouping::Owner => Group::Owner(network.touchpoints[at].owner),
            Grouping::Stage => Group::Stage(network.touchpoints[at].stage),
            Grouping::HandOff => Group::HandOff(arrived_by[at]),
            Grouping::Touchpoint => Group::Touchpoint(at),
        };
        let weighs = |at: usize, burden: Burden| network.touchpoints[at].burdens[burden].unwrap_or(0.0) > 0.0;
        let all = || (0..network.touchpoints.len()).flat_map(|at| Burden::ALL.map(|burden| (at, burden)));
        let mut groups: Vec<Group> =
            all().filter(|(at, burden)| weighs(*at, *burden)).map(|(at, burden)| group(at, burden)).collect();
        groups.sort_by_key(|group| (group.is_rest(), *group));
        groups.dedup();
        let place =
            |group: Group| groups.binary_search_by_key(&(group.is_rest(), group), |g| (g.is_rest(), *g)).ok();
        let member = |at| ByBurden::from_fn(|burden| place(group(at, burden)));
        Self {
            plan: Plan::of(&network),
            members: (0..network.touchpoints.len()).map(member).collect(),
            // The copies of a split network stand after its touchpoints: the bases serve both.
            bases: drop_off::bases(&network),
            whole,
            groups,
            relieved: network.clone(),
            network,
        }
    }

    /// What it would be worth at the margin if the burdens of each group were gone, in both books:
    /// together, then by segment.
    fn slopes(&self) -> Vec<Vec<f64>> {
        let readings = Readings::with(&self.network, &self.bases);
        let mut slopes = vec![vec![0.0; 2 * readings.segments.len() + 2]; self.groups.len()];
        for (book, reading) in std::iter::once(&readings.together).chain(&readings.segments).enumerate() {
            for (at, found) in reading.touchpoints.iter().enumerate() {
                for burden in Burden::ALL {
                    let amount = self.network.touchpoints[at].burdens[burden].unwrap_or(0.0);
                    if let (Some(group), true) = (self.members[at][burden], amount > 0.0) {
                        slopes[group][2 * book] += amount * found.burden_worth[burden].organisation;
                        slopes[group][2 * book + 1] += amount * found.burden_worth[burden].customer;
                    }
                }
            }
        }
        slopes
    }

    /// Value when the burdens of these groups are gone, in both books: together, then by segment.
    fn worth(&mut self, gone: &[bool]) -> Vec<f64> {
        let network = &mut self.relieved;
        for (at, members) in self.members.iter().enumerate() {
            for burden in Burden::ALL {
                let is_gone = members[burden].is_some_and(|member| gone[member]);
                let today = self.network.touchpoints[at].burdens[burden];
                network.touchpoints[at].burdens[burden] = if is_gone { Some(0.0) } else { today };
            }
        }
        let is_whole = gone.windows(2).all(|pair| pair[0] == pair[1]);
        match &self.whole {
            Some((today, relieved, plan)) if is_whole => {
                let network = if gone.first() == Some(&true) { relieved } else { today };
                value(network, plan, &self.bases)
            }
            _ => value(&self.relieved, &self.plan, &self.bases),
        }
    }
}

/// Value in both books: together, then by segment.
fn value(network: &Network, plan: &Plan, bases: &[Base]) -> Vec<f64> {
    let mut row = vec![0.0; 2];
    for (at, segment) in network.segments.iter().enumerate() {
        let chain = Chain::of(network, bases, at);
        let [_, organisation, customer] = valuation::totals(network, plan, &chain);
        row[0] += segment.share * organisation;
        row[1] += segment.share * customer;
        row.extend([organisation, customer]);
    }
    row
}

/// The same network where no burden weighs.
fn without_burdens(network: &Network) -> Network {
    let mut relieved = network.clone();
    for touchpoint in &mut relieved.touchpoints {
        touchpoint.burdens = ByBurden::from_fn(|burden| touchpoint.burdens[burden].map(|_| 0.0));
    }
    relieved
}

impl Group {
    /// Whether it is what belongs to nobody.
    fn is_rest(&self) -> bool {
        matches!(self, Self::Owner(None) | Self::Stage(None) | Self::HandOff(None))
    }
}
