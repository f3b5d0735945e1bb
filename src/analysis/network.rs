//! The part of a journey that analyses depend on.

use super::{TypedRange, drop_off::Base, ranges, returns, shares};
use crate::model::{
    ByBurden, ByValue, Id, Journey, OutcomeKind, Perspective, Segment, Transition, TransitionKind,
};

/// Where a transition leads, by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// To the touchpoint at this place.
    Touchpoint(usize),
    /// To the outcome at this place.
    Outcome(usize),
}

/// What a transition's share of those who go on rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// A typed probability.
    Probability,
    /// An observed count.
    Count,
    /// A relative weight (1 where nothing was given).
    Weight,
}

/// What analyses know of a touchpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct TouchpointPart {
    /// Which it is.
    pub id: Id,
    /// The place of its owner.
    pub owner: Option<usize>,
    /// The place of its stage.
    pub stage: Option<usize>,
    /// The burdens that count in this perspective; `None` is unknown.
    pub burdens: ByBurden<Option<f64>>,
    /// The values that count in this perspective; `None` is unknown.
    pub values: ByValue<Option<f64>>,
    /// `m`: margin per visit, in currency.
    pub margin: f64,
    /// `c`: cost to serve per visit, in currency.
    pub cost_to_serve: f64,
    /// Today's drop-off, where it is known, 0 to 1.
    pub known_drop_off: Option<f64>,
    /// How many were seen to leave, where that was counted.
    pub left: Option<f64>,
    /// How many were seen to go on, where that was counted.
    pub stayed: Option<f64>,
    /// The sum of the row's typed probabilities, where there are any.
    pub typed: Option<f64>,
    /// The share of those who would go on that no transition takes: they leave as well, 0 to 1.
    /// It is 1 for a dead end and for a row without data.
    pub rest: f64,
    /// Where fixes changed it: what leaving rests on, which is still today's.
    pub(super) fixed: Option<Base>,
}

/// What analyses know of an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomePart {
    /// Which it is.
    pub id: Id,
    /// What it means.
    pub kind: OutcomeKind,
    /// What reaching it is worth to the organisation, in currency.
    pub value: f64,
}

/// What analyses know of a normal transition that leaves a touchpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct TransitionPart {
    /// Which it is.
    pub id: Id,
    /// The place of the touchpoint it leaves.
    pub from: usize,
    /// Where it leads.
    pub to: End,
    /// `ω_ij / Σ ω`: its share of those who go on, 0 to 1 (`model.md` §2).
    pub share: f64,
    /// What the share rests on.
    pub given: Given,
    /// The probability, count or weight it was given.
    pub amount: f64,
    /// `τ`: how long it takes, in days.
    pub days: f64,
    /// What the organisation earns by it, in currency.
    pub reward: f64,
    /// Whether it joins touchpoints of two different owners.
    pub hand_off: bool,
}

/// What analyses know of a repeat or referral transition, which is no part of the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct ReturnPart {
    /// Which it is.
    pub id: Id,
    /// Whether somebody new comes (a referral), not the same customer again (a repeat).
    pub is_referral: bool,
    /// Where it leaves.
    pub from: End,
    /// Where it leads.
    pub to: End,
    /// How many take it for each passage: for a repeat the probability, 0 to 1, for a referral the
    /// newcomers `κ`, 0 or more. `None` for a repeat whose share is a weight alone: those of an
    /// outcome share out the segment's [`SegmentPart::comes_back`]; for others nothing is known.
    pub passages: Option<f64>,
    /// How many were counted where it leaves, if its share of them was counted as well.
    pub observed: Option<f64>,
    /// Its weight among the repeats that leave the same outcome.
    pub weight: f64,
    /// `τ`: how long it takes, in days.
    pub days: f64,
    /// What the organisation earns by each who takes it, in currency.
    pub reward: f64,
}

/// What analyses know of a segment.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentPart {
    /// Which it is; `None` stands for everyone, where a journey has no segment.
    pub id: Option<Id>,
    /// `n`: how many enter in a period.
    pub volume: f64,
    /// `n_g / Σ n`: its share of all entrants, 0 to 1 (equal shares where nobody enters).
    pub share: f64,
    /// `s`: touchpoints where they enter, with shares that sum to 1.
    pub entry: Vec<(usize, f64)>,
    /// Whether the entry is the journey's own; else it was supplied (see [`Network::of`]).
    pub entry_is_given: bool,
    /// `w`: hazard per unit of each burden.
    pub burden_weights: ByBurden<f64>,
    /// `k`: money per unit of each burden.
    pub burden_costs: ByBurden<f64>,
    /// `u`: money per point of each value.
    pub value_worths: ByValue<f64>,
    /// `ρ`: pull per point of mean value.
    pub pull: f64,
    /// `δ`: discount rate per year; money after `τ` days counts `(1 + δ)^(−τ/365)`.
    pub discount_rate: f64,
    /// The share of the successful who come back, 0 to 1, where it is said.
    pub comes_back: Option<f64>,
}

/// The part of a journey that analyses depend on: no title, no name, no position.
///
/// Invariant: touchpoints, outcomes and segments stand at the places they have in the journey's
/// tables; transitions stand in rows, those that leave touchpoint `i` at `rows[i]..rows[i + 1]`;
/// there is at least one segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// All touchpoints.
    pub touchpoints: Vec<TouchpointPart>,
    /// All outcomes.
    pub outcomes: Vec<OutcomePart>,
    /// The normal transitions, row by row, in the journey's order within a row.
    pub transitions: Vec<TransitionPart>,
    /// Where each touchpoint's row begins, and at the end how many transitions there are.
    pub rows: Vec<usize>,
    /// The place in `transitions` of each transition of the journey, by its place there;
    /// `None` for those that are no part of the chain.
    pub transition_places: Vec<Option<usize>>,
    /// The repeat and referral transitions, in the journey's order.
    pub returns: Vec<ReturnPart>,
    /// All segments; one that stands for everyone where the journey has none.
    pub segments: Vec<SegmentPart>,
    /// The place of the segment that known drop-offs hold for: the largest, the first of equals.
    pub reference: usize,
    /// `H0` where a drop-off is unknown.
    pub base_hazard: f64,
    /// The typed numbers that carry a range.
    pub ranges: Vec<TypedRange>,
}

impl Network {
    /// How many are taken to enter in a period where a journey has no segment.
    pub const EVERYONE: f64 = 1000.0;

    /// What analyses depend on, seen in a perspective.
    ///
    /// A segment without a usable entry mix enters, in equal parts, wherever no transition leads
    /// from another touchpoint; where there is no such place, at the first touchpoint.
    pub fn of(journey: &Journey, perspective: Perspective) -> Self {
        let mut network = Self {
            touchpoints: touchpoints(journey, perspective),
            outcomes: outcomes(journey),
            transitions: Vec::new(),
            rows: Vec::new(),
            transition_places: Vec::new(),
            returns: Vec::new(),
            segments: Vec::new(),
            reference: 0,
            base_hazard: journey.about.base_hazard,
            ranges: Vec::new(),
        };
        network.fill_rows(journey);
        network.returns = returns::of(journey, &network);
        network.fill_segments(journey);
        network.ranges = ranges::of(journey, &network, perspective);
        network
    }

    /// The places of the transitions that leave a touchpoint.
    pub fn row(&self, touchpoint: usize) -> std::ops::Range<usize> {
        self.rows[touchpoint]..self.rows[touchpoint + 1]
    }

    /// `Σ n`: how many enter in a period, all segments together.
    pub fn entrants(&self) -> f64 {
        self.segments.iter().map(|segment| segment.volume).sum()
    }

    /// Lets one segment's entrants alone count; everything of it stays as it is, by its place too.
    pub fn look_at_segment(&mut self, place: usize) {
        for (at, segment) in self.segments.iter_mut().enumerate() {
            segment.share = f64::from(u8::from(at == place));
        }
    }

    fn fill_rows(&mut self, journey: &Journey) {
        let mut last = 0;
        let mut ends = |transition: &Transition| {
            if transition.kind != TransitionKind::Normal {
                return None;
            }
            let from = journey.touchpoints.place_near(&transition.from, last)?;
            last = from;
            let to = match journey.touchpoints.place_of(&transition.to) {
                Some(place) => End::Touchpoint(place),
                None => End::Outcome(journey.outcomes.place_of(&transition.to)?),
            };
            Some((from, to))
        };
        let ends: Vec<Option<(usize, End)>> = journey.transitions.records().map(&mut ends).collect();
        self.rows = vec![0; self.touchpoints.len() + 1];
        for (from, _) in ends.iter().flatten() {
            self.rows[from + 1] += 1;
        }
        for at in 1..self.rows.len() {
            self.rows[at] += self.rows[at - 1];
        }
        let mut next = self.rows.clone();
        let mut in_rows = vec![0; self.rows[self.touchpoints.len()]];
        self.transition_places = vec![None; ends.len()];
        for (at, ends) in ends.iter().enumerate() {
            if let Some((from, _)) = ends {
                in_rows[next[*from]] = at;
                self.transition_places[at] = Some(next[*from]);
                next[*from] += 1;
            }
        }
        let mut parts = Vec::with_capacity(in_rows.len());
        parts.extend(in_rows.iter().filter_map(|at| self.transition(journey, *at, ends[*at]?)));
        self.transitions = parts;
        for touchpoint in 0..self.touchpoints.len() {
            let row = self.row(touchpoint);
            let sums = shares::share_out(&mut self.transitions[row]);
            self.touchpoints[touchpoint].typed = sums.typed;
            self.touchpoints[touchpoint].rest = sums.rest;
        }
    }

    /// The part of the transition at this place of the journey, which has these ends.
    fn transition(&self, journey: &Journey, at: usize, (from, to): (usize, End)) -> Option<TransitionPart> {
        let (id, transition) = journey.transitions.at(at)?;
        let (given, amount) = shares::measure(transition);
        Some(TransitionPart {
            id: id.clone(),
            from,
            to,
            share: 0.0,
            given,
            amount,
            days: transition.delay_days.unwrap_or(0.0),
            reward: transition.reward.unwrap_or(0.0),
            hand_off: self.is_hand_off(from, to),
        })
    }

    fn is_hand_off(&self, from: usize, to: End) -> bool {
        let End::Touchpoint(to) = to else {
            return false;
        };
        let owners = (self.touchpoints[from].owner, self.touchpoints[to].owner);
        matches!(owners, (Some(a), Some(b)) if a != b)
    }

    fn fill_segments(&mut self, journey: &Journey) {
        let mut everyone = None;
        if journey.segments.is_empty() {
            everyone = Some(Segment { volume: Self::EVERYONE, ..Segment::default() });
        }
        let known = journey.segments.iter().map(|(id, s)| (Some(id), s));
        let all: Vec<_> = known.chain(everyone.iter().map(|s| (None, s))).collect();
        let total: f64 = all.iter().map(|(_, segment)| segment.volume).sum();
        let equal = 1.0 / all.len() as f64;
        let mut fallback = None;
        for (at, (id, segment)) in all.iter().enumerate() {
            let given = self.given_entry(journey, segment);
            self.segments.push(SegmentPart {
                id: id.cloned(),
                volume: segment.volume,
                share: if total > 0.0 { segment.volume / total } else { equal },
                entry_is_given: given.is_some(),
                entry: given.unwrap_or_else(|| fallback.get_or_insert_with(|| self.default_entry()).clone()),
                burden_weights: ByBurden::from_fn(|burden| segment.burden_weight(burden)),
                burden_costs: ByBurden::from_fn(|burden| segment.burden_cost(burden)),
                value_worths: ByValue::from_fn(|value| segment.value_worth(value)),
                pull: segment.pull(),
                discount_rate: segment.discount_rate(),
                comes_back: segment.comes_back,
            });
            if segment.volume > self.segments[self.reference].volume {
                self.reference = at;
            }
        }
    }

    /// The entry mix of a segment as drawn, where it sums to more than 0.
    fn given_entry(&self, journey: &Journey, segment: &Segment) -> Option<Vec<(usize, f64)>> {
        let mix = segment.entry.iter().filter(|(_, share)| **share > 0.0);
        let mut entry: Vec<_> =
            mix.filter_map(|(id, share)| Some((journey.touchpoints.place_of(id)?, *share))).collect();
        let sum: f64 = entry.iter().map(|(_, share)| share).sum();
        entry.iter_mut().for_each(|(_, share)| *share /= sum);
        (!entry.is_empty()).then_some(entry)
    }

    fn default_entry(&self) -> Vec<(usize, f64)> {
        let mut is_led_to = vec![false; self.touchpoints.len()];
        for transition in &self.transitions {
            if let End::Touchpoint(to) = transition.to
                && to != transition.from
            {
                is_led_to[to] = true;
            }
        }
        let mut entry: Vec<usize> = (0..is_led_to.len()).filter(|at| !is_led_to[*at]).collect();
        if entry.is_empty() && !is_led_to.is_empty() {
            entry.push(0);
        }
        let share = 1.0 / entry.len() as f64;
        entry.into_iter().map(|at| (at, share)).collect()
    }
}

fn touchpoints(journey: &Journey, perspective: Perspective) -> Vec<TouchpointPart> {
    let part = |(id, touchpoint): (&Id, &crate::model::Touchpoint)| TouchpointPart {
        id: id.clone(),
        owner: place(&touchpoint.owner, |id| journey.owners.place_of(id)),
        stage: place(&touchpoint.stage, |id| journey.stages.place_of(id)),
        burdens: touchpoint.burdens.map(|score| score.seen_by(perspective)),
        values: touchpoint.values.map(|score| score.seen_by(perspective)),
        margin: touchpoint.margin.unwrap_or(0.0),
        cost_to_serve: touchpoint.cost_to_serve.unwrap_or(0.0),
        known_drop_off: touchpoint.drop_off.known(),
        left: touchpoint.drop_off.left,
        stayed: touchpoint.drop_off.stayed,
        typed: None,
        rest: 1.0,
        fixed: None,
    };
    journey.touchpoints.iter().map(part).collect()
}

fn place(id: &Option<Id>, place_of: impl Fn(&Id) -> Option<usize>) -> Option<usize> {
    id.as_ref().and_then(place_of)
}

fn outcomes(journey: &Journey) -> Vec<OutcomePart> {
    let part = |(id, outcome): (&Id, &crate::model::Outcome)| OutcomePart {
        id: id.clone(),
        kind: outcome.kind,
        value: outcome.value.unwrap_or(0.0),
    };
    journey.outcomes.iter().map(part).collect()
}
