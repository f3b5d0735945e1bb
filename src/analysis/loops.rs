//! Loops that need saying: traps, nearly closed ones, tangled ones.

use super::{
    Loop, LoopKind,
    read::Solved,
    solver::{Closed, NONE, Plan},
};

/// One who comes round this often makes a loop nearly closed.
const OFTEN: f64 = 1e4;

/// What all segments say of each component.
pub(super) struct Loops {
    /// The worst of all segments: whether it is closed, and how often one comes round.
    worst: Vec<(Closed, f64)>,
    /// The share of all entrants who enter it, where that is known.
    entering: Vec<f64>,
    is_tangled: bool,
}

impl Loops {
    /// Nothing is known yet.
    pub fn new(plan: &Plan) -> Self {
        Self {
            worst: vec![(Closed::No, 1.0); plan.component_count()],
            entering: vec![0.0; plan.component_count()],
            is_tangled: false,
        }
    }

    /// Adds what one segment says.
    pub fn look(&mut self, solved: &Solved<'_>) {
        let (plan, solution) = (solved.plan, solved.solution);
        self.is_tangled |= solution.is_iterated;
        for (component, closed) in solution.closed.iter().enumerate() {
            let (worst, often) = &mut self.worst[component];
            if *closed == Closed::Yes || *worst == Closed::No {
                *worst = *closed;
            }
            let members = plan.members(component);
            for member in members {
                let own = solution.own[*member as usize].unwrap_or(1.0);
                *often = often.max(own);
            }
            // Visits in a trap are what enters it; elsewhere it is those who come in from outside.
            let inside = |member: &u32| solution.visits[*member as usize];
            if *closed != Closed::No {
                let entering: f64 = members.iter().map(inside).sum();
                self.entering[component] += solved.segment.share * entering;
            } else if *often >= OFTEN {
                let entering = entering(solved, component);
                self.entering[component] += solved.segment.share * entering;
            }
        }
    }

    /// All that needs saying, in the order of the loops' first touchpoints.
    pub fn found(self, plan: &Plan) -> Vec<Loop> {
        let mut loops: Vec<Loop> = Vec::new();
        let mut place_of = vec![NONE; plan.component_count()];
        for touchpoint in 0..plan.component.len() {
            let component = plan.component[touchpoint] as usize;
            if let Some(found) = loops.get_mut(place_of[component] as usize) {
                found.touchpoints.push(touchpoint);
            } else if let Some(kind) = self.kind(plan, component) {
                place_of[component] = loops.len() as u32;
                let entering = self.entering[component].min(1.0);
                loops.push(Loop { touchpoints: vec![touchpoint], kind, entering });
            }
        }
        loops
    }

    fn kind(&self, plan: &Plan, component: usize) -> Option<LoopKind> {
        let (closed, often) = self.worst[component];
        match closed {
            Closed::Yes => Some(LoopKind::Trap),
            Closed::Nearly => Some(LoopKind::TrapInPractice),
            Closed::No if often >= OFTEN => Some(LoopKind::NearlyClosed(often)),
            Closed::No if self.is_tangled && plan.is_tangled(component) => Some(LoopKind::Tangled),
            Closed::No => None,
        }
    }
}

/// What enters a component from outside, per entrant.
fn entering(solved: &Solved<'_>, component: usize) -> f64 {
    let plan = solved.plan;
    let mut entering = 0.0;
    for member in plan.members(component) {
        entering += solved.chain.entry[*member as usize];
        for t in plan.arrivals(*member) {
            let from = plan.from[*t as usize];
            if plan.component_of(from) as usize != component
                && !solved.solution.is_closed(plan, from as usize)
            {
                entering += solved.solution.visits[from as usize] * solved.chain.p[*t as usize];
            }
        }
    }
    entering
}
