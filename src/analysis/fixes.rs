//! Fixes applied: what a set of them makes of a network (`model.md` §1, §10).
//!
//! What several fixes do to the same thing does not depend on their order: burden multipliers
//! multiply; of drop-offs that are stated the lowest counts, and stands in for the curve; extra costs
//! to serve add up, and of savings the largest counts; changes of a weight multiply.

use super::{Network, SegmentPart, TouchpointPart, drop_off, drop_off::Base, shares};
use crate::model::{Burden, Effect, FixStatus, Id, Journey, limits};

/// What is to be known of a fix that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct FixPart {
    /// Which it is.
    pub id: Id,
    /// What it costs once, in currency.
    pub cost_once: f64,
    /// What it costs each period, in currency.
    pub cost_per_period: f64,
    /// Fixes that can't go together with it, whichever of the two says so; by place.
    pub excludes: Vec<usize>,
    /// Fixes that it needs, also those that they need; by place.
    pub requires: Vec<usize>,
}

/// What a fix does at a touchpoint.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EffectPart {
    /// The fix, by place.
    pub fix: usize,
    /// What each burden is multiplied by, in the order of [`Burden::ALL`].
    pub factors: [f64; 4],
    /// The drop-off it leads to.
    pub drop_off: Option<f64>,
    /// What it adds to the cost to serve.
    pub extra: f64,
    /// What it takes off the cost to serve.
    pub saving: f64,
}

/// What fixes do to a transition.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WeightPart {
    /// The fix, by place.
    pub fix: usize,
    /// The transition, by place in the network.
    pub transition: usize,
    /// Its weight, in the measure that it has today.
    pub amount: f64,
}

/// A touchpoint that some fix changes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Touched {
    /// Which, by place.
    pub touchpoint: usize,
    pub effects: Vec<EffectPart>,
    pub weights: Vec<WeightPart>,
}

/// The fixes of a journey that can be chosen: those that are neither done nor dropped, and whose
/// prerequisites can be met. A fix that is done is part of today.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fixes {
    /// In the order of the journey.
    pub all: Vec<FixPart>,
    pub(super) touched: Vec<Touched>,
}

/// What a set of fixes comes to at one touchpoint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Local {
    pub factors: [f64; 4],
    pub stated: Option<f64>,
    pub extra: f64,
    pub saving: f64,
}

impl Local {
    /// No fix at all.
    pub const TODAY: Self = Self { factors: [1.0; 4], stated: None, extra: 0.0, saving: 0.0 };

    /// One fix more.
    pub fn add(&mut self, effect: &EffectPart) {
        for (factor, more) in self.factors.iter_mut().zip(effect.factors) {
            *factor = (*factor * more).min(limits::AMOUNT);
        }
        self.stated = lowest(self.stated, effect.drop_off);
        self.extra += effect.extra;
        self.saving = self.saving.max(effect.saving);
    }

    /// Puts on a touchpoint what this comes to; `base` is what leaving rests on today.
    pub fn dress(&self, today: &TouchpointPart, base: Base, part: &mut TouchpointPart) {
        for (burden, factor) in Burden::ALL.into_iter().zip(self.factors) {
            part.burdens[burden] = today.burdens[burden].map(|score| scaled(burden, score, factor));
        }
        part.cost_to_serve = today.cost_to_serve + self.extra - self.saving;
        part.fixed = Some(Base { stated: self.stated.or(base.stated), ..base });
        part.left = None;
    }
}

/// A score times a factor, within its scale.
pub(super) fn scaled(burden: Burden, score: f64, factor: f64) -> f64 {
    (score * factor).min(burden.top().unwrap_or(limits::AMOUNT))
}

pub(super) fn lowest(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        _ => one.or(other),
    }
}

impl Fixes {
    /// The fixes of a journey, with places as in its network.
    pub fn of(journey: &Journey, network: &Network) -> Self {
        let places = candidates(journey);
        let mut fixes = Self::default();
        for (id, fix) in journey.fixes.iter() {
            let Some(place) = places.iter().position(|known| *known == id) else { continue };
            let place_of = |other: &Id| places.iter().position(|known| *known == other);
            let said = fix.excludes.iter().filter_map(place_of);
            let by_others = journey.fixes.iter().filter(|(_, other)| other.excludes.contains(id));
            let mut excludes: Vec<usize> =
                said.chain(by_others.filter_map(|(other, _)| place_of(other))).collect();
            excludes.sort_unstable();
            excludes.dedup();
            fixes.all.push(FixPart {
                id: id.clone(),
                cost_once: fix.cost_once,
                cost_per_period: fix.cost_per_period,
                excludes,
                requires: fix.requires.iter().filter_map(place_of).filter(|other| *other != place).collect(),
            });
            for effect in &fix.effects {
                if let Some(touchpoint) = journey.touchpoints.place_of(&effect.touchpoint) {
                    let part = effect_part(place, effect, &network.touchpoints[touchpoint]);
                    fixes.touch(touchpoint).effects.push(part);
                }
            }
            for change in &fix.weights {
                let known = journey.transitions.place_of(&change.transition);
                if let Some(transition) = known.and_then(|at| network.transition_places[at]) {
                    let part = WeightPart { fix: place, transition, amount: change.weight };
                    fixes.touch(network.transitions[transition].from).weights.push(part);
                }
            }
        }
        fixes.close();
        fixes
    }

    fn touch(&mut self, touchpoint: usize) -> &mut Touched {
        let known = self.touched.iter().position(|touched| touched.touchpoint == touchpoint);
        let at = known.unwrap_or(self.touched.len());
        if known.is_none() {
            self.touched.push(Touched { touchpoint, effects: Vec::new(), weights: Vec::new() });
        }
        &mut self.touched[at]
    }

    /// What a fix needs needs in its turn.
    fn close(&mut self) {
        for at in 0..self.all.len() {
            let mut needed = self.all[at].requires.clone();
            let mut looked = 0;
            while let Some(other) = needed.get(looked).copied() {
                for more in &self.all[other].requires {
                    if *more != at && !needed.contains(more) {
                        needed.push(*more);
                    }
                }
                looked += 1;
            }
            needed.sort_unstable();
            needed.dedup();
            self.all[at].requires = needed;
        }
    }

    /// What a set of fixes costs over a number of periods, in currency.
    pub fn cost(&self, chosen: &[bool], periods: f64) -> f64 {
        let bought = self.all.iter().zip(chosen).filter(|(_, chosen)| **chosen);
        // The sum of nothing is -0 where it is not added to.
        bought.map(|(fix, _)| fix.cost_once + periods * fix.cost_per_period).sum::<f64>() + 0.0
    }

    /// Whether a set of fixes can go together, with all that they need.
    pub fn fit(&self, chosen: &[bool]) -> bool {
        let is = |at: &usize| chosen.get(*at).copied().unwrap_or(false);
        let bought = self.all.iter().zip(chosen).filter(|(_, chosen)| **chosen);
        bought.into_iter().all(|(fix, _)| !fix.excludes.iter().any(is) && fix.requires.iter().all(is))
    }

    /// The places of a set's fixes.
    pub(super) fn places(chosen: &[bool]) -> Vec<usize> {
        (0..chosen.len()).filter(|at| chosen[*at]).collect()
    }
}

/// Ids of the fixes that can be chosen.
fn candidates(journey: &Journey) -> Vec<&Id> {
    let status = |id: &Id| journey.fixes.get(id).map(|fix| fix.status);
    let is_done = |id: &Id| status(id) == Some(FixStatus::Done);
    let is_open = |id: &Id| !matches!(status(id), None | Some(FixStatus::Done | FixStatus::Dropped));
    let done: Vec<&Id> = journey.fixes.ids().filter(|id| is_done(id)).collect();
    let stands_against = |id: &Id| {
        done.iter().any(|done| journey.fixes.get(done).is_some_and(|fix| fix.excludes.contains(id)))
    };
    let can = |(id, fix): &(&Id, &crate::model::Fix)| {
        let clashes = |other: &Id| is_done(other) || other == *id;
        is_open(id) && !fix.excludes.iter().any(clashes) && !stands_against(id)
    };
    let mut places: Vec<&Id> = journey.fixes.iter().filter(can).map(|(id, _)| id).collect();
    loop {
        let known = places.clone();
        let met = |other: &Id| is_done(other) || known.contains(&other);
        places.retain(|id| journey.fixes.get(id).is_some_and(|fix| fix.requires.iter().all(met)));
        if places.len() == known.len() {
            return places;
        }
    }
}

fn effect_part(fix: usize, effect: &Effect, today: &TouchpointPart) -> EffectPart {
    let change = effect.cost_to_serve.map_or(0.0, |cost| cost - today.cost_to_serve);
    EffectPart {
        fix,
        factors: Burden::ALL.map(|burden| effect.burdens[burden].unwrap_or(1.0)),
        drop_off: effect.drop_off,
        extra: change.max(0.0),
        saving: (-change).max(0.0),
    }
}

impl Touched {
    /// Whether a fix changes this touchpoint.
    pub fn by(&self, fix: impl Fn(usize) -> bool) -> bool {
        self.effects.iter().any(|effect| fix(effect.fix)) || self.weights.iter().any(|w| fix(w.fix))
    }

    /// What a set of fixes comes to here.
    pub fn local(&self, chosen: &[bool]) -> Local {
        let mut local = Local::TODAY;
        self.effects.iter().filter(|effect| chosen[effect.fix]).for_each(|effect| local.add(effect));
        local
    }

    /// Puts a set of fixes on the touchpoint's row of a network that was today's.
    pub fn dress(&self, today: &Network, base: Base, chosen: &[bool], network: &mut Network) {
        let at = self.touchpoint;
        network.touchpoints[at].clone_from(&today.touchpoints[at]);
        if self.effects.iter().any(|effect| chosen[effect.fix]) {
            self.local(chosen).dress(&today.touchpoints[at], base, &mut network.touchpoints[at]);
        }
        if self.weights.is_empty() {
            return;
        }
        let row = today.row(at);
        for place in row.clone() {
            let amount = today.transitions[place].amount;
            let said = self.weights.iter().filter(|w| w.transition == place && chosen[w.fix]);
            let said: Vec<f64> = said.map(|w| w.amount).collect();
            let changed = match amount > 0.0 {
                true => said.iter().fold(amount, |now, said| now * (said / amount)),
                false => said.iter().sum::<f64>() + amount,
            };
            let transition = &mut network.transitions[place];
            transition.amount = changed.min(limits::AMOUNT);
            transition.share = today.transitions[place].share;
        }
        if self.weights.iter().any(|w| chosen[w.fix]) {
            let sums = shares::share_out(&mut network.transitions[row]);
            let part = &mut network.touchpoints[at];
            part.fixed = part.fixed.or(Some(base));
            (part.typed, part.rest, part.left) = (sums.typed, sums.rest, None);
        }
    }
}

impl Network {
    /// The network with a set of fixes applied, by place in `fixes`: its readings are exact. Today's
    /// base hazards stay what they are.
    pub fn with_fixes(&self, fixes: &Fixes, chosen: &[usize]) -> Self {
        let bases = drop_off::bases(self);
        let mut network = self.clone();
        let chosen: Vec<bool> = (0..fixes.all.len()).map(|at| chosen.contains(&at)).collect();
        for touched in &fixes.touched {
            touched.dress(self, bases[touched.touchpoint], &chosen, &mut network);
        }
        network
    }
}

/// `Σ w b` of burdens that are scaled.
pub(super) fn weighed(segment: &SegmentPart, burdens: [f64; 4]) -> f64 {
    let weights = Burden::ALL.into_iter().zip(burdens);
    weights.map(|(burden, amount)| segment.burden_weights[burden] * amount).sum()
}
