//! How those who go on are shared out among the transitions of a row.

use super::network::{Given, TransitionPart};
use crate::model::Transition;

/// Typed probabilities whose sum is this close to 1 are taken to sum to 1.
const ROUNDING: f64 = 1e-9;

/// What sharing out a row found.
pub(super) struct Sums {
    /// The sum of the typed probabilities, where there are any.
    pub typed: Option<f64>,
    /// The share of those who go on that no transition takes.
    pub rest: f64,
}

/// What a transition's share rests on, and its amount: the first that is given of probability,
/// count and weight; a transition with none has weight 1.
pub(super) fn measure(transition: &Transition) -> (Given, f64) {
    let probability = transition.probability.map(|p| (Given::Probability, p));
    let count = transition.count.map(|n| (Given::Count, n));
    let weight = (Given::Weight, transition.weight.unwrap_or(1.0));
    probability.or(count).unwrap_or(weight)
}

/// Shares out those who go on: probabilities take theirs (scaled to 1 where they sum to more),
/// counts and weights take the rest in proportion, what is then left over leaves.
pub(super) fn share_out(row: &mut [TransitionPart]) -> Sums {
    let sum_of = |typed: bool| {
        let part = row.iter().filter(move |t| (t.given == Given::Probability) == typed);
        part.fold((0.0, false), |(sum, _), t| (sum + t.amount, true))
    };
    let (typed, is_typed) = sum_of(true);
    let (weights, _) = sum_of(false);
    let is_whole = typed >= 1.0 - ROUNDING;
    let rest = if is_whole { 0.0 } else { 1.0 - typed };
    for transition in row.iter_mut() {
        transition.share = match transition.given {
            Given::Probability if is_whole => transition.amount / typed,
            Given::Probability => transition.amount,
            _ if weights > 0.0 => rest * (transition.amount / weights),
            _ => 0.0,
        };
    }
    Sums { typed: is_typed.then_some(typed), rest: if weights > 0.0 { 0.0 } else { rest } }
}
