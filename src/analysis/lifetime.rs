//! Lifetime value: what a customer is worth when later purchases and newcomers count as well
//! (`model.md` §5).

use super::{
    ByBook, Network,
    chain::Chain,
    drop_off,
    read::book,
    rounds::{Refusal, Rounds},
    solution::{Solution, VALUE},
    solver::Plan,
};

/// What customers are worth over all their journeys, per segment and together.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifetimes {
    /// One entry a segment, by its place in the network; or why there is no number.
    pub segments: Vec<Result<Lifetime, Refusal>>,
    /// All segments, each weighed by its share of the entrants; its `touchpoints` are empty.
    /// Refused where a segment that somebody belongs to is.
    pub together: Result<Lifetime, Refusal>,
    /// Customer equity: lifetime value times entrants, summed over segments, per period.
    pub equity: Result<ByBook, Refusal>,
}

/// What one who enters is worth, in currency, discounted; `total` is the sum of the three before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lifetime {
    /// `V₁`: the first journey, as in [`super::Reading::value`].
    pub first: ByBook,
    /// What the later purchases of the same customer add.
    pub repeats: ByBook,
    /// What those they bring in add, with their own later purchases and newcomers.
    pub referrals: ByBook,
    /// Lifetime value.
    pub total: ByBook,
    /// How often one journey is followed by another of the same customer: the share who come back,
    /// where repeats leave outcomes alone.
    pub comes_back: f64,
    /// How many journeys one customer makes, the first included; `None` where there is no end.
    pub journeys: Option<f64>,
    /// How many newcomers there are for each entrant, those that newcomers bring in included;
    /// `None` where they have no end (though discounted they may have a value).
    pub newcomers: Option<f64>,
    /// By place in the network.
    pub touchpoints: Vec<LifetimeTouchpoint>,
}

/// A touchpoint over all journeys of a segment, per entrant.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LifetimeTouchpoint {
    /// The lifetime value still to come for a customer who is here, this visit's included.
    pub to_go: ByBook,
    /// Visits on the first journey; in a trap, what enters it.
    pub first: f64,
    /// Visits on later journeys of the same customer; `None` where they have no end.
    pub again: Option<f64>,
    /// Visits of those who were brought in; `None` where they have no end.
    pub newcomers: Option<f64>,
}

impl Lifetimes {
    /// The lifetime value of every segment: the first journey solved as ever, then one small system
    /// over the places where returns lead.
    pub fn of(network: &Network) -> Self {
        let plan = Plan::of(network);
        let bases = drop_off::bases(network);
        let segments: Vec<_> = (0..network.segments.len())
            .map(|segment| {
                let chain = Chain::of(network, &bases, segment);
                let solution = Solution::of(network, &plan, &chain);
                let rounds = Rounds::of(network, &plan, &chain, &solution, segment)?;
                lifetime(network, &chain, &solution, &rounds)
            })
            .collect();
        let together = together(network, &segments);
        let equity = together.as_ref().map(|all| all.total.times(network.entrants()));
        Self { equity: equity.map_err(Clone::clone), together, segments }
    }
}

fn lifetime(
    network: &Network,
    chain: &Chain,
    solution: &Solution,
    rounds: &Rounds<'_>,
) -> Result<Lifetime, Refusal> {
    let [_, first_organisation, first_customer] = solution.totals(chain);
    let first = [first_organisation, first_customer];
    let repeats_alone = rounds.worth(solution, false)?;
    let all = rounds.worth(solution, true)?;
    let flow = rounds.flow(solution);
    let touchpoints = (0..network.touchpoints.len()).map(|at| LifetimeTouchpoint {
        to_go: book(rounds.to_go(solution, &all, at)),
        first: solution.visits[at],
        again: flow.again.as_ref().map(|visits| visits[at]),
        newcomers: flow.newcomers.as_ref().map(|visits| visits[at]),
    });
    let [with_repeats, with_all] = [(&repeats_alone, false), (&all, true)].map(|(worth, referred)| {
        let added = rounds.added(worth, referred, &chain.entry);
        [first[0] + added[0], first[1] + added[1]]
    });
    Ok(Lifetime {
        first: book(first),
        repeats: book([with_repeats[0] - first[0], with_repeats[1] - first[1]]),
        referrals: book([with_all[0] - with_repeats[0], with_all[1] - with_repeats[1]]),
        total: book(with_all),
        comes_back: rounds.comes_back(&chain.entry),
        journeys: flow.repeats.map(|repeats| 1.0 + repeats),
        newcomers: flow.brought,
        touchpoints: touchpoints.collect(),
    })
}

fn together(network: &Network, segments: &[Result<Lifetime, Refusal>]) -> Result<Lifetime, Refusal> {
    let mut all = Lifetime { journeys: Some(0.0), newcomers: Some(0.0), ..Lifetime::default() };
    for (part, own) in network.segments.iter().zip(segments).filter(|(part, _)| part.share > 0.0) {
        let own = own.as_ref().map_err(Clone::clone)?;
        let add = |sum: ByBook, of: ByBook| sum.plus(of.times(part.share));
        all.first = add(all.first, own.first);
        all.repeats = add(all.repeats, own.repeats);
        all.referrals = add(all.referrals, own.referrals);
        all.total = add(all.total, own.total);
        all.comes_back += part.share * own.comes_back;
        all.journeys = all.journeys.zip(own.journeys).map(|(sum, of)| sum + part.share * of);
        all.newcomers = all.newcomers.zip(own.newcomers).map(|(sum, of)| sum + part.share * of);
    }
    Ok(all)
}

/// The value still to come in the first journey, in both books.
pub(super) fn first_to_go(solution: &Solution, at: usize) -> [f64; 2] {
    VALUE.map(|column| solution.expected[at][column])
}
