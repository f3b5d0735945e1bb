//! What more money would buy: gain against budget.

use super::{Answer, Choice, Ledger, Progress, Terms, Watch, search};
use crate::analysis::{Network, fixes::Fixes};

/// Into so many steps the cost of all that is worth its money is parted where there are many fixes.
const STEPS: f64 = 24.0;
/// Of so few fixes every efficient point is looked for,
const FEW: usize = 12;
/// up to so many.
const POINTS: usize = 60;

/// An efficient point: no set is worth as much for less.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The set and what it comes to; its cost is the least budget that buys it.
    pub choice: Choice,
    /// How much better the best there is for this money can be at most; 0 where it is exact.
    pub gap: Option<f64>,
}

/// Efficient points, from buying nothing up to buying all that is worth its money; that of the terms'
/// own budget, answered already, among them. Of up to 12 fixes they are all of the dearest 60; else, between
/// two points whose costs are farther apart than a 24th of the cost of all that is worth its money, nothing
/// better can be bought. Each step is a search of its own; where `watch` cuts one short, the points that are
/// there so far are given.
pub fn frontier(
    network: &Network,
    fixes: &Fixes,
    terms: &Terms,
    known: &Answer,
    watch: Watch<'_>,
) -> Vec<Point> {
    let every: Vec<bool> = vec![true; fixes.all.len()];
    let all = fixes.cost(&every, terms.periods);
    let mut points: Vec<Point> = Vec::new();
    let mut budget = all.max(terms.budget);
    let mut is_cut = false;
    loop {
        let point = if budget == terms.budget {
            Point { choice: known.chosen.clone(), gap: known.gap }
        } else {
            let terms = Terms { budget, ..*terms };
            let mut ledger = Ledger::of(network, fixes, &terms);
            let hint =
                points.iter().map(|point| set(fixes, &point.choice)).rfind(|set| ledger.is_affordable(set));
            let mut go_on = |progress: &Progress| {
                is_cut = !watch(progress);
                !is_cut
            };
            let found = search::search(&mut ledger, hint.into_iter().collect(), &mut go_on);
            Point { choice: ledger.choice(&found.chosen), gap: found.gap }
        };
        let cost = point.choice.cost;
        let is_empty = point.choice.fixes.is_empty();
        points.push(point);
        if is_empty || is_cut || budget == 0.0 {
            break;
        }
        let worth_it = points.first().map_or(all, |dearest| dearest.choice.cost);
        let is_exact = fixes.all.len() <= FEW && points.len() < POINTS;
        let least = if is_exact { 0.0 } else { worth_it / STEPS };
        let next = below(cost).min(budget - least).max(0.0);
        budget = if budget > terms.budget && next < terms.budget && cost > terms.budget {
            terms.budget
        } else {
            next
        };
    }
    points.reverse();
    points.dedup_by(|later, earlier| later.choice.fixes == earlier.choice.fixes);
    // A search that was cut short may have found less than a cheaper one.
    let mut best = f64::NEG_INFINITY;
    points.retain(|point| {
        let is_better = point.choice.value > best;
        best = best.max(point.choice.value);
        is_better
    });
    points
}

fn set(fixes: &Fixes, choice: &Choice) -> Vec<bool> {
    (0..fixes.all.len()).map(|at| choice.fixes.contains(&at)).collect()
}

/// A budget that does not buy what costs this much.
fn below(cost: f64) -> f64 {
    cost * (1.0 - 1e-9)
}
