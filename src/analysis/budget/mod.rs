//! Which fixes a limited budget should buy (`model.md` §10).
//!
//! Fixes interact, mostly as complements, so this is no knapsack: what a fix is worth depends on the
//! others. The answer is exact unless it was cut short, and then says how far off it can be. This room
//! is where that is searched for; it knows no screen and asks no clock.

mod variant;
mod bound;
mod greedy;
mod search;
mod shares;
mod frontier;

use super::{Book, Network, fixes::Fixes};
use variant::Variant;

pub use frontier::{Point, frontier};
pub use shares::{Share, Shares};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// The book whose value is to be as large as it can be. In the organisation's, what the fixes cost is
    /// taken off; in the customer's it is not: the two are never added.
    pub book: Book,
    /// The most that may be spent over all the periods, in currency, 0 or more.
    pub budget: f64,
    /// `T`: how many periods gains and running costs are counted over, 0 or more.
    pub periods: f64,
    /// The most sets of fixes that are looked at before the search is cut short.
    pub effort: u64,
}

impl Terms {
    /// As many sets of fixes as are looked at where nothing else is said.
    pub const EFFORT: u64 = 1_000_000;
}

/// A set of fixes and what it comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// By place in [`Fixes::all`], in ascending order.
    pub fixes: Vec<usize>,
    /// What they cost over all the periods, in currency.
    pub cost: f64,
    /// How much more all customers are worth with them than today, over all the periods, before cost.
    pub gain: f64,
    /// `Σ n T V`, and in the organisation's book minus the cost: what is made as large as it can be.
    pub value: f64,
}

/// How far a search has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// How many sets of fixes were looked at.
    pub looked_at: u64,
    /// A guess of the share of the search that is done, 0 to 1.
    pub done: f64,
    /// The best value so far.
    pub value: f64,
    /// How much better the best there is can be at most; `None` while that is not known.
    pub gap: Option<f64>,
}

/// Whether to go on, asked every now and then.
pub type Watch<'a> = &'a mut dyn FnMut(&Progress) -> bool;

/// What a budget should buy.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// `Σ n T V` of today.
    pub today: f64,
    /// The best set that was found.
    pub chosen: Choice,
    /// How much better the best there is can be at most: 0 where the choice is exact, `None` where
    /// nothing was proven.
    pub gap: Option<f64>,
    /// How many sets of fixes were looked at.
    pub looked_at: u64,
    /// What sorting by gain would have bought.
    pub by_gain: Choice,
    /// What sorting by gain over cost would have bought.
    pub by_ratio: Choice,
}

impl Answer {
    /// Whether there is no better set.
    pub fn is_exact(&self) -> bool {
        self.gap == Some(0.0)
    }
}

/// Answers what a budget should buy. `watch` may cut it short; the answer is then the best so far.
pub fn choose(network: &Network, fixes: &Fixes, terms: &Terms, watch: Watch<'_>) -> Answer {
    let mut ledger = Ledger::of(network, fixes, terms);
    let by_gain = greedy::sorted(&mut ledger, |gain, _| gain);
    let by_ratio = greedy::sorted(&mut ledger, |gain, cost| gain / cost.max(f64::MIN_POSITIVE));
    let found = search::search(&mut ledger, vec![by_gain.clone(), by_ratio.clone()], watch);
    Answer {
        today: ledger.today,
        chosen: ledger.choice(&found.chosen),
        gap: found.gap,
        looked_at: found.looked_at,
        by_gain: ledger.choice(&by_gain),
        by_ratio: ledger.choice(&by_ratio),
    }
}

/// What a set of fixes comes to, by place in [`Fixes::all`], whether or not it fits the budget.
pub fn value_of(network: &Network, fixes: &Fixes, terms: &Terms, chosen: &[usize]) -> Choice {
    let mut ledger = Ledger::of(network, fixes, terms);
    let set: Vec<bool> = (0..fixes.all.len()).map(|at| chosen.contains(&at)).collect();
    ledger.choice(&set)
}

/// The most that any set is worth which holds this one and keeps to the budget: the bound of the
/// search. `None` where there is none: some fix changes weights, or with everything on nobody would
/// leave some loop.
pub fn bound_of(network: &Network, fixes: &Fixes, terms: &Terms, on: &[usize]) -> Option<f64> {
    let mut ledger = Ledger::of(network, fixes, terms);
    let on: Vec<bool> = (0..fixes.all.len()).map(|at| on.contains(&at)).collect();
    search::bound(&mut ledger, on)
}

/// What the customers' evidence is worth to the choice (`model.md` §9): the value, under evidence, of the
/// fixes that evidence chooses (`known`, answered already) minus that of those that the company's view
/// would choose.
pub fn regret(
    evidence: &Network,
    company: &Network,
    fixes: &Fixes,
    terms: &Terms,
    known: &Answer,
    watch: Watch<'_>,
) -> f64 {
    if evidence == company {
        return 0.0;
    }
    let assumed = choose(company, fixes, terms, watch);
    known.chosen.value - value_of(evidence, fixes, terms, &assumed.chosen.fixes).value
}

/// Sets of fixes and what they cost and gain.
struct Ledger<'a> {
    variant: Variant<'a>,
    terms: &'a Terms,
    /// The cost of each fix.
    costs: Vec<f64>,
    today: f64,
}

impl<'a> Ledger<'a> {
    fn of(network: &'a Network, fixes: &'a Fixes, terms: &'a Terms) -> Self {
        let variant = Variant::of(network, fixes, terms);
        let costs = fixes.all.iter().map(|fix| fix.cost_once + terms.periods * fix.cost_per_period);
        Self { today: variant.total(), costs: costs.collect(), variant, terms }
    }

    fn none(&self) -> Vec<bool> {
        vec![false; self.costs.len()]
    }

    fn cost(&self, chosen: &[bool]) -> f64 {
        self.costs.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(cost, _)| cost).sum::<f64>() + 0.0
    }

    /// What of a cost counts against the value.
    fn charged(&self, cost: f64) -> f64 {
        match self.terms.book {
            Book::Organisation => cost,
            Book::Customer => 0.0,
        }
    }

    /// What all customers are worth with a set of fixes.
    fn total(&mut self, chosen: &[bool]) -> f64 {
        self.variant.put_on(chosen);
        self.variant.total()
    }

    fn value(&mut self, chosen: &[bool]) -> f64 {
        self.total(chosen) - self.charged(self.cost(chosen))
    }

    fn choice(&mut self, chosen: &[bool]) -> Choice {
        let (total, cost) = (self.total(chosen), self.cost(chosen));
        let value = total - self.charged(cost);
        Choice { fixes: Fixes::places(chosen), cost, gain: total - self.today, value }
    }

    /// A set with one fix more and all that this one needs; `None` where they can't go together or cost
    /// more than there is.
    fn with(&self, chosen: &[bool], fix: usize) -> Option<Vec<bool>> {
        let mut larger = chosen.to_vec();
        let needed = &self.variant.fixes.all[fix].requires;
        needed.iter().chain([&fix]).for_each(|at| larger[*at] = true);
        (self.is_affordable(&larger) && self.variant.fixes.fit(&larger)).then_some(larger)
    }

    /// Costs are sums of amounts that were typed: what is over by rounding alone is not over.
    fn is_affordable(&self, chosen: &[bool]) -> bool {
        self.cost(chosen) <= self.terms.budget * (1.0 + 1e-12)
    }
}
