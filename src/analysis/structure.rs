//! What the graph says by itself (`model.md` §8).

use super::Network;

/// What the graph says by itself: which transitions can be taken, not how often.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Structure {
    /// Touchpoints that every success passes, in the order they are passed (dominators of success
    /// over the entries of all segments). Without them there is no success: their removal effect is 1.
    pub must_pass: Vec<usize>,
    /// Those of `must_pass` from which no way leads back to anything before them.
    pub no_return: Vec<usize>,
    /// Rework knots: groups of two or more touchpoints that all lead to each other.
    pub knots: Vec<Vec<usize>>,
    /// Touchpoints without a way on.
    pub dead_ends: Vec<usize>,
    /// Groups that, where nobody dropped off, nobody could leave: a closed loop without an end.
    pub closed_loops: Vec<Vec<usize>>,
    /// Transitions that lead back, by place: without them there is no loop; drawn backwards.
    pub feedback: Vec<usize>,
    /// Each touchpoint's column, counted from 0: how many steps, at least, lie before it on the
    /// longest way without `feedback`. Layout may start from it.
    pub columns: Vec<usize>,
}

impl Structure {
    /// What the graph of a network says.
    pub fn of(network: &Network) -> Self {
        let _ = network;
        todo!("the structure follows")
    }
}
