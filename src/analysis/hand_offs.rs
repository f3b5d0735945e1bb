//! The same journey with visits told apart by how they began: after a hand-off, or not.

use super::{End, Network};
use std::collections::BTreeMap;

/// A hand-off: from one owner to another, by place.
pub(super) type HandOff = (usize, usize);

/// A network in which each touchpoint that is reached by hand-offs stands once more for each of them.
pub(super) struct Split {
    pub network: Network,
    /// By place in the split network: the hand-off that a visit began with.
    pub arrived_by: Vec<Option<HandOff>>,
}

/// Splits a network. Flow and value stay what they are: a copy goes on as its touchpoint does.
pub(super) fn split(network: &Network) -> Split {
    let owner = |at: usize| network.touchpoints[at].owner;
    let mut copies: BTreeMap<(usize, HandOff), usize> = BTreeMap::new();
    let mut copy_of: Vec<usize> = (0..network.touchpoints.len()).collect();
    let mut arrived_by = vec![None; copy_of.len()];
    for transition in network.transitions.iter().filter(|t| t.hand_off && t.share > 0.0) {
        if let (End::Touchpoint(to), Some(from)) = (transition.to, owner(transition.from))
            && let Some(into) = owner(to)
        {
            copies.entry((to, (from, into))).or_insert_with(|| {
                copy_of.push(to);
                arrived_by.push(Some((from, into)));
                copy_of.len() - 1
            });
        }
    }
    let mut found = Network {
        touchpoints: copy_of.iter().map(|at| network.touchpoints[*at].clone()).collect(),
        transitions: Vec::new(),
        rows: vec![0],
        transition_places: Vec::new(),
        ranges: Vec::new(),
        returns: Vec::new(),
        outcomes: network.outcomes.clone(),
        segments: network.segments.clone(),
        ..*network
    };
    for (at, original) in copy_of.iter().enumerate() {
        for place in network.row(*original) {
            let mut transition = network.transitions[place].clone();
            transition.from = at;
            if let (End::Touchpoint(to), Some(from)) = (transition.to, owner(*original))
                && let Some(into) = owner(to)
                && let Some(copy) = copies.get(&(to, (from, into))).filter(|_| transition.hand_off)
            {
                transition.to = End::Touchpoint(*copy);
            }
            found.transitions.push(transition);
        }
        found.rows.push(found.transitions.len());
    }
    Split { network: found, arrived_by }
}
