//! What people do without a search: sort, or add the best one again and again.

use super::Ledger;

/// What sorting by each fix's gain alone, and its cost, would buy: down the list, each with what it
/// needs, as long as there is money and it goes together with what was bought.
pub(super) fn sorted(ledger: &mut Ledger<'_>, key: impl Fn(f64, f64) -> f64) -> Vec<bool> {
    let mut order: Vec<(usize, f64)> = Vec::new();
    for fix in 0..ledger.costs.len() {
        let mut alone = ledger.none();
        alone[fix] = true;
        let gain = ledger.total(&alone) - ledger.today;
        if gain > 0.0 {
            order.push((fix, key(gain, ledger.costs[fix])));
        }
    }
    order.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let mut bought = ledger.none();
    for (fix, _) in order {
        if let Some(larger) = ledger.with(&bought, fix) {
            bought = larger;
        }
    }
    bought
}

/// The best set that adding the best one again and again, and then swapping one for another, comes to
/// from a set. `go_on` is asked before each set that is looked at.
pub(super) fn improved(
    ledger: &mut Ledger<'_>,
    from: Vec<bool>,
    go_on: &mut dyn FnMut() -> bool,
) -> Vec<bool> {
    let (mut best, mut value) = (from.clone(), ledger.value(&from));
    let least = 1e-12 * (ledger.today.abs() + value.abs());
    loop {
        let mut found = None;
        for candidate in neighbours(ledger, &best) {
            if !go_on() {
                return best;
            }
            let new = ledger.value(&candidate);
            if new > value + least {
                value = new;
                found = Some(candidate);
            }
        }
        match found {
            Some(better) => best = better,
            None => return best,
        }
    }
}

/// A set with one fix more, one less, or one for another.
fn neighbours(ledger: &Ledger<'_>, set: &[bool]) -> Vec<Vec<bool>> {
    let fixes = ledger.variant.fixes;
    let mut all = Vec::new();
    let mut smaller = vec![set.to_vec()];
    for out in (0..set.len()).filter(|at| set[*at]) {
        let mut less = set.to_vec();
        less[out] = false;
        // What needs it goes with it.
        let needs = |at: usize| fixes.all[at].requires.contains(&out);
        (0..set.len()).filter(|at| needs(*at)).for_each(|at| less[at] = false);
        smaller.push(less);
    }
    for less in smaller {
        let added = (0..set.len()).filter(|at| !set[*at] && !less[*at]);
        all.extend(added.filter_map(|fix| ledger.with(&less, fix)));
        if less != set {
            all.push(less);
        }
    }
    all
}
