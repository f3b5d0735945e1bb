//! Branch and bound: every set is looked at, or lies below a bound that is no better than the best.

use super::{
    Ledger, Progress, Watch,
    bound::{ceilings, knapsack},
    greedy::improved,
    variant::Worth,
};

/// How often the watch is asked, in sets that were looked at.
const EVERY: u64 = 16;

pub(super) struct Found {
    pub chosen: Vec<bool>,
    pub gap: Option<f64>,
    pub looked_at: u64,
}

/// A set, and fixes that may still be added.
struct Branch {
    on: Vec<bool>,
    open: Vec<bool>,
    /// The most that any of its sets can be worth; infinite where that is not known.
    bound: f64,
    /// The share of the search that it stands for.
    part: f64,
}

struct Search<'l, 'a> {
    ledger: &'l mut Ledger<'a>,
    /// Whether each fix changes weights.
    bends: Vec<bool>,
    best: Vec<bool>,
    value: f64,
    stack: Vec<Branch>,
    looked_at: u64,
    done: f64,
    /// What counts as nothing.
    least: f64,
}

/// The most that a set and whatever fits beside it is worth.
pub(super) fn bound(ledger: &mut Ledger<'_>, on: Vec<bool>) -> Option<f64> {
    let open = vec![true; on.len()];
    let mut branch = Branch { on, open, bound: f64::INFINITY, part: 1.0 };
    let mut search = Search::of(ledger);
    if (0..branch.on.len()).any(|fix| !branch.on[fix] && search.bends[fix]) {
        return None;
    }
    let (worths, value) = search.solve(&branch.on);
    search.close(&mut branch);
    let left = search.ledger.terms.budget - search.ledger.cost(&branch.on);
    let children = search.children(&branch, &worths, value, left);
    let bound = children.iter().map(|child| child.bound).fold(value, f64::max);
    bound.is_finite().then_some(bound)
}

/// Finds the best set. The better of what is known already, improved, is what is to be beaten.
pub(super) fn search(ledger: &mut Ledger<'_>, known: Vec<Vec<bool>>, watch: Watch<'_>) -> Found {
    let none = ledger.none();
    let mut search = Search::of(ledger);
    let is_whole = search.begin(none.clone(), known, watch);
    let open = vec![true; none.len()];
    search.stack.push(Branch { on: none, open, bound: f64::INFINITY, part: 1.0 });
    if is_whole {
        search.least = 1e-12 * (search.ledger.today.abs() + search.value.abs());
        search.run(watch);
    }
    search.drop_idle();
    let gap = search.gap();
    Found { gap, looked_at: search.looked_at, chosen: search.best }
}

impl<'l, 'a> Search<'l, 'a> {
    fn of(ledger: &'l mut Ledger<'a>) -> Self {
        let touched = &ledger.variant.fixes.touched;
        let bends = |fix| touched.iter().any(|touched| touched.weights.iter().any(|w| w.fix == fix));
        Self {
            bends: (0..ledger.costs.len()).map(bends).collect(),
            best: ledger.none(),
            value: ledger.today,
            stack: Vec::new(),
            looked_at: 0,
            done: 0.0,
            least: 1e-12 * ledger.today.abs(),
            ledger,
        }
    }

    /// What is to be beaten; `false` where it was cut short.
    fn begin(&mut self, none: Vec<bool>, known: Vec<Vec<bool>>, watch: Watch<'_>) -> bool {
        let mut goes_on = true;
        for from in known.into_iter().chain([none]) {
            let (mut looked_at, effort, value) = (self.looked_at, self.ledger.terms.effort, self.value);
            let mut go_on = || {
                looked_at += 1;
                let progress = Progress { looked_at, done: 0.0, value, gap: None };
                goes_on =
                    goes_on && looked_at < effort && (!looked_at.is_multiple_of(EVERY) || watch(&progress));
                goes_on
            };
            let better = improved(self.ledger, from, &mut go_on);
            self.looked_at = looked_at;
            let value = self.ledger.value(&better);
            self.offer(&better, value);
        }
        goes_on
    }

    fn offer(&mut self, set: &[bool], value: f64) {
        if value > self.value {
            self.value = value;
            self.best = set.to_vec();
        }
    }

    fn run(&mut self, watch: Watch<'_>) {
        while let Some(branch) = self.stack.pop() {
            if branch.bound <= self.value + self.least {
                self.done += branch.part;
                continue;
            }
            let is_due = self.looked_at.is_multiple_of(EVERY);
            if self.looked_at >= self.ledger.terms.effort || (is_due && !watch(&self.progress(branch.bound)))
            {
                self.stack.push(branch);
                return;
            }
            self.looked_at += 1;
            self.look(branch);
        }
    }

    fn progress(&self, next: f64) -> Progress {
        let gap = self.gap_with(next);
        Progress { looked_at: self.looked_at, done: self.done.min(1.0), value: self.value, gap }
    }

    /// Solves a set; says what it is worth.
    fn solve(&mut self, on: &[bool]) -> (Vec<Worth>, f64) {
        self.ledger.variant.put_on(on);
        let variant = &self.ledger.variant;
        let worths: Vec<Worth> = (0..variant.chains.len()).map(|at| variant.solve(at)).collect();
        let total = worths.iter().enumerate().map(|(at, worth)| variant.people(at) * worth.value);
        let value = total.sum::<f64>() - self.ledger.charged(self.ledger.cost(on));
        (worths, value)
    }

    /// Solves a set, bounds what may be added, and leaves what is worth a look on the stack.
    fn look(&mut self, mut branch: Branch) {
        let (worths, value) = self.solve(&branch.on);
        let left = self.ledger.terms.budget - self.ledger.cost(&branch.on);
        self.offer(&branch.on, value);
        self.close(&mut branch);
        let mut children = self.children(&branch, &worths, value, left);
        children.retain(|child| child.bound > self.value + self.least);
        let part = branch.part / children.len() as f64;
        if children.is_empty() {
            self.done += branch.part;
        }
        for mut child in children.into_iter().rev() {
            child.part = part;
            self.stack.push(child);
        }
    }

    /// Closes what can't be added.
    fn close(&self, branch: &mut Branch) {
        for fix in 0..branch.open.len() {
            let is_new = branch.open[fix] && !branch.on[fix];
            branch.open[fix] = is_new && self.child(branch, fix).is_some();
        }
    }

    /// The set with one fix more; what it needs must be open or on.
    fn child(&self, branch: &Branch, fix: usize) -> Option<Vec<bool>> {
        let needed = &self.ledger.variant.fixes.all[fix].requires;
        let is_there = |at: &usize| branch.on[*at] || branch.open[*at];
        if !needed.iter().all(is_there) {
            return None;
        }
        self.ledger.with(&branch.on, fix)
    }

    /// One branch for each fix that may come next: those before it in the order are closed in it, so
    /// no set is looked at twice. Fixes that change weights come first: only without them is there a bound.
    fn children(&self, branch: &Branch, worths: &[Worth], value: f64, left: f64) -> Vec<Branch> {
        let is_open = |fix: &usize| branch.open[*fix];
        let all = 0..branch.open.len();
        let bent: Vec<usize> = all.clone().filter(is_open).filter(|fix| self.bends[*fix]).collect();
        let straight: Vec<bool> = all.clone().map(|fix| branch.open[fix] && !self.bends[fix]).collect();
        let most = ceilings(&self.ledger.variant, worths, &branch.on, &straight);
        let net = |fix: usize| {
            let most = most.as_ref().map_or(f64::INFINITY, |most| most[fix]);
            (most - self.ledger.charged(self.ledger.costs[fix]), self.ledger.costs[fix])
        };
        let ratio = |fix: usize| {
            let (most, cost) = net(fix);
            if most <= 0.0 { most } else { most / cost.max(f64::MIN_POSITIVE) }
        };
        let mut order: Vec<usize> = all.filter(|fix| straight[*fix]).collect();
        order.sort_by(|one, other| ratio(*other).total_cmp(&ratio(*one)).then(one.cmp(other)));
        let mut open = branch.open.clone();
        let mut children = Vec::new();
        let is_bound = bent.len();
        for (at, fix) in bent.iter().chain(&order).copied().enumerate() {
            open[fix] = false;
            let Some(on) = self.child_of(branch, &open, fix) else { continue };
            let bound = match at.checked_sub(is_bound) {
                Some(at) if most.is_some() => {
                    let (own, cost) = net(fix);
                    let later = order[at + 1..].iter().map(|fix| net(*fix));
                    value + own + knapsack(later, (left - cost).max(0.0))
                }
                _ => f64::INFINITY,
            };
            children.push(Branch { on, open: open.clone(), bound, part: 0.0 });
        }
        children
    }

    fn child_of(&self, branch: &Branch, open: &[bool], fix: usize) -> Option<Vec<bool>> {
        let needed = &self.ledger.variant.fixes.all[fix].requires;
        let is_there = |at: &usize| branch.on[*at] || open[*at];
        if needed.iter().all(is_there) { self.ledger.with(&branch.on, fix) } else { None }
    }

    /// Takes out of the best set what adds nothing and costs something.
    fn drop_idle(&mut self) {
        for fix in 0..self.best.len() {
            let mut less = self.best.clone();
            if !std::mem::replace(&mut less[fix], false) || !self.ledger.variant.fixes.fit(&less) {
                continue;
            }
            let value = self.ledger.value(&less);
            if value >= self.value - self.least {
                self.value = self.value.max(value);
                self.best = less;
            }
        }
    }

    fn gap(&self) -> Option<f64> {
        self.gap_with(f64::NEG_INFINITY)
    }

    fn gap_with(&self, next: f64) -> Option<f64> {
        let most = self.stack.iter().map(|branch| branch.bound).fold(next, f64::max);
        let gap = (most - self.value).max(0.0);
        gap.is_finite().then_some(if gap <= self.least { 0.0 } else { gap })
    }
}
