//! How much more a set of fixes could gain with what is left (`model.md` §10).
//!
//! With `W` of the set that is on, a larger set gains exactly `Σ v_i (Δ_i·W + Δr_i)`, where `v` are
//! the larger set's visits. Visits are at most those with every burden as low as it can get; `Δ_i` is
//! at most the sum of what each fix can add at `i`. So each fix has a ceiling, and money is a
//! fractional knapsack. It holds for fixes that raise hazards as well (they raise no visits), but
//! not where weights are still open: then the way on itself may change.

use super::variant::{Variant, Worth};
use crate::analysis::{
    Book,
    chain::{Chain, exit_of},
    drop_off::{self, Base, Hazard},
    fixes::{EffectPart, Local, Touched, lowest, scaled, weighed},
    solver::Closed,
};
use crate::model::{Burden, limits};

/// The most each fix can add to any set that holds the one that is on and open fixes, by place;
/// `None` where there is no bound: with everything on, nobody would leave some loop.
pub(super) fn ceilings(
    variant: &Variant<'_>,
    worths: &[Worth],
    on: &[bool],
    open: &[bool],
) -> Option<Vec<f64>> {
    let mut most = vec![0.0; on.len()];
    let touched = variant.fixes.touched.iter().filter(|t| t.by(|fix| open[fix]));
    let rows: Vec<Row<'_>> = touched.map(|touched| Row::of(touched, on, open)).collect();
    for (segment, worth) in worths.iter().enumerate() {
        let mut chain = variant.chains[segment].clone();
        rows.iter().for_each(|row| row.lift(variant, segment, &mut chain));
        let (visits, closed) = variant.visits(&chain);
        let is_closed =
            |row: &&Row<'_>| closed[variant.plan.component[row.touched.touchpoint] as usize] != Closed::No;
        if rows.iter().any(|row| is_closed(&row)) {
            return None;
        }
        for row in &rows {
            let at = row.touched.touchpoint;
            let people = variant.people(segment) * visits[at];
            row.each(variant, segment, worth, chain.hazards[at].stay, |fix, amount| {
                most[fix] += people * amount
            });
        }
    }
    Some(most)
}

/// A touchpoint that open fixes change.
struct Row<'a> {
    touched: &'a Touched,
    open: Vec<&'a EffectPart>,
    /// What is on already.
    now: Local,
    /// With each burden as low, and as high, as it can get.
    low: Local,
    high: Local,
    /// The highest drop-off that an open fix states.
    worst: Option<f64>,
}

impl<'a> Row<'a> {
    fn of(touched: &'a Touched, on: &[bool], open: &[bool]) -> Self {
        let now = touched.local(on);
        let effects: Vec<&EffectPart> = touched.effects.iter().filter(|effect| open[effect.fix]).collect();
        let (mut low, mut high, mut worst) = (now, now, None::<f64>);
        for effect in &effects {
            for at in 0..4 {
                low.factors[at] *= effect.factors[at].min(1.0);
                high.factors[at] = (high.factors[at] * effect.factors[at].max(1.0)).min(limits::AMOUNT);
            }
            low.stated = lowest(low.stated, effect.drop_off);
            if let Some(stated) = effect.drop_off {
                worst = Some(worst.unwrap_or(0.0).max(stated));
            }
        }
        Self { touched, open: effects, now, low, high, worst }
    }

    /// The hazard by the curve, or as it is stated.
    fn hazard(&self, variant: &Variant<'_>, segment: usize, local: &Local, stated: Option<f64>) -> Hazard {
        let at = self.touched.touchpoint;
        let today = &variant.today.touchpoints[at];
        let mut part = today.clone();
        let base = Base { stated, ..variant.bases[at] };
        Local { stated, ..*local }.dress(today, base, &mut part);
        drop_off::hazard(base, &part, &variant.today.segments[segment])
    }

    /// Makes the row of a chain that on which most stay.
    fn lift(&self, variant: &Variant<'_>, segment: usize, chain: &mut Chain) {
        let at = self.touched.touchpoint;
        let mut top = self.hazard(variant, segment, &self.low, self.now.stated);
        if self.low.stated.is_some_and(|stated| 1.0 - stated > top.stay) {
            top = self.hazard(variant, segment, &self.low, self.low.stated);
        }
        chain.exit[at] = exit_of(&top, variant.network.touchpoints[at].rest);
        for place in variant.network.row(at) {
            chain.p[place] = top.stay * variant.network.transitions[place].share;
        }
        chain.hazards[at] = top;
    }

    /// The least share that can stay, with whatever is open.
    fn least(&self, variant: &Variant<'_>, segment: usize) -> f64 {
        if self.now.stated.is_some() {
            return variant.chains[segment].hazards[self.touched.touchpoint].stay;
        }
        let curve = self.hazard(variant, segment, &self.high, None).stay;
        curve.min(1.0 - self.worst.unwrap_or(0.0))
    }

    /// The most that each open effect can add to one visit.
    fn each(
        &self,
        variant: &Variant<'_>,
        segment: usize,
        worth: &Worth,
        top: f64,
        mut add: impl FnMut(usize, f64),
    ) {
        let at = self.touched.touchpoint;
        let (part, network) = (&variant.network.segments[segment], &variant.network);
        let ways = network
            .row(at)
            .map(|place| network.transitions[place].share * variant.ahead(segment, place, &worth.to_go));
        let onward: f64 = ways.sum();
        let pull = variant.chains[segment].hazards[at].pull;
        let is_curve = self.now.stated.is_none() && !variant.bases[at].is_certain;
        let today = &variant.today.touchpoints[at].burdens;
        let least = match self.worst {
            Some(_) => self.least(variant, segment),
            None => 0.0,
        };
        let highest: [f64; 4] = std::array::from_fn(|k| {
            let burden = Burden::ALL[k];
            scaled(burden, today[burden].unwrap_or(0.0), self.high.factors[k])
        });
        for effect in &self.open {
            let falls = std::array::from_fn(|k| highest[k] * (1.0 - effect.factors[k]).max(0.0));
            let rises = std::array::from_fn(|k| highest[k] * (effect.factors[k] - 1.0).max(0.0));
            let moved = if onward > 0.0 { falls } else { rises };
            let stay = match effect.drop_off {
                Some(_) => (top - least).max(0.0),
                None if is_curve => top * -(-pull * weighed(part, moved)).exp_m1(),
                None => 0.0,
            };
            let own = match variant.terms.book {
                Book::Organisation => (effect.saving - self.now.saving).max(0.0) - effect.extra,
                Book::Customer => {
                    let costs = Burden::ALL.into_iter().zip(falls);
                    costs.map(|(burden, fall)| part.burden_costs[burden] * fall).sum()
                }
            };
            add(effect.fix, (stay * onward.abs() + own).max(0.0));
        }
    }
}

/// What can be bought at most: `(ceiling, cost)` in the order of what a unit of money can gain.
pub(super) fn knapsack(items: impl Iterator<Item = (f64, f64)>, mut left: f64) -> f64 {
    let mut sum = 0.0;
    for (gain, cost) in items {
        if gain <= 0.0 {
            continue;
        }
        if cost <= left {
            sum += gain;
            left -= cost;
        } else {
            return sum + gain * (left / cost).max(0.0);
        }
    }
    sum
}
