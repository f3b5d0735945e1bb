//! The numbers of a solve: one factor for every right-hand side and for the adjoint.

use super::{NONE, Plan, block::Block, sweep};

/// One who comes round this often never leaves, in numbers: the loop counts as a trap.
const NEVER: f64 = 1e30;

/// The factor of `I − Q` for one set of probabilities.
pub(in crate::analysis) struct Factor<'a> {
    plan: &'a Plan,
    /// The probability of each transition.
    p: &'a [f64],
    /// Whether each component is a trap: it is entered, and nobody leaves.
    pub closed: Box<[Closed]>,
    /// One over the pivot of each single touchpoint, and of each where it is iterated.
    inverse: Box<[f64]>,
    /// One entry a pattern.
    blocks: Vec<Block>,
    /// `N_ii`: how often one who is at a touchpoint is there, this time included.
    /// `None` in a trap and where it was not asked for or is too tangled.
    pub diagonal: Box<[Option<f64>]>,
}

/// Whether a component can be left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Closed {
    /// It can.
    No,
    /// In principle, but in numbers it can't.
    Nearly,
    /// There is no way out.
    Yes,
}

impl<'a> Factor<'a> {
    /// Factors `I − Q`. `exit` is what leaves from each touchpoint to no touchpoint, explicitly.
    /// `closed` are components known to be traps; `with_diagonal` asks for `N_ii`.
    pub fn of(
        plan: &'a Plan,
        p: &'a [f64],
        exit: &[f64],
        closed: Option<&[Closed]>,
        with_diagonal: bool,
    ) -> Self {
        let count = plan.component.len();
        let mut factor = Self {
            plan,
            p,
            closed: vec![Closed::No; plan.component_count()].into(),
            inverse: vec![1.0; count].into(),
            blocks: Vec::with_capacity(plan.patterns.len()),
            diagonal: vec![None; count].into(),
        };
        for component in 0..plan.component_count() {
            let known = closed.map_or(Closed::No, |closed| closed[component]);
            factor.closed[component] = match plan.pattern_of[component] {
                _ if known != Closed::No => known,
                NONE => factor.single(component, exit),
                pattern => factor.several(component, pattern as usize, exit, with_diagonal),
            };
            if plan.pattern_of[component] != NONE && factor.closed[component] != Closed::No {
                factor.blocks.resize_with(plan.pattern_of[component] as usize + 1, Block::default);
            }
        }
        factor
    }

    fn single(&mut self, component: usize, exit: &[f64]) -> Closed {
        let touchpoint = self.plan.members(component)[0];
        let row = self.plan.row(touchpoint);
        let to = &self.plan.to[row.clone()];
        let pivot = if to.contains(&touchpoint) {
            let others = to.iter().zip(&self.p[row]);
            let others = others.filter(|(to, _)| **to != touchpoint && **to != NONE);
            exit[touchpoint as usize] + others.map(|(_, p)| p).sum::<f64>()
        } else {
            1.0
        };
        let inverse = 1.0 / pivot;
        if pivot == 0.0 || inverse > NEVER {
            return if pivot == 0.0 { Closed::Yes } else { Closed::Nearly };
        }
        self.inverse[touchpoint as usize] = inverse;
        self.diagonal[touchpoint as usize] = Some(inverse);
        Closed::No
    }

    /// What leaves a component from each of its members.
    fn exits(&self, component: usize, exit: &[f64]) -> Vec<f64> {
        let leaves = |touchpoint: &u32| {
            let row = self.plan.row(*touchpoint);
            let away = row.filter(|t| {
                let to = self.plan.to[*t];
                to != NONE && self.plan.component[to as usize] as usize != component
            });
            exit[*touchpoint as usize] + away.map(|t| self.p[t]).sum::<f64>()
        };
        self.plan.members(component).iter().map(leaves).collect()
    }

    fn several(&mut self, component: usize, pattern: usize, exit: &[f64], with_diagonal: bool) -> Closed {
        let mut exits = self.exits(component, exit);
        if exits.iter().all(|exit| *exit == 0.0) {
            return Closed::Yes;
        }
        let members = self.plan.members(component);
        let shape = &self.plan.patterns[pattern];
        if shape.is_tangled {
            for (member, exit) in members.iter().zip(&exits) {
                let inverse = 1.0 / sweep::pivot(self.plan, self.p, *member, *exit);
                if !inverse.is_finite() || inverse > NEVER {
                    return Closed::Nearly;
                }
                self.inverse[*member as usize] = inverse;
            }
            self.blocks.push(Block::default());
            return Closed::No;
        }
        let Some(block) = Block::of(shape, self.p, &mut exits) else {
            return Closed::Nearly;
        };
        if with_diagonal {
            let diagonal = block.diagonal(shape);
            if !diagonal.iter().all(|own| *own <= NEVER) {
                return Closed::Nearly;
            }
            for (member, own) in members.iter().zip(diagonal) {
                self.diagonal[*member as usize] = Some(own);
            }
        }
        self.blocks.push(block);
        Closed::No
    }

    /// `x` of `(I − Q) x = r`, `K` right-hand sides at once, in place; 0 in traps.
    pub fn columns<const K: usize>(&self, x: &mut [[f64; K]]) {
        let plan = self.plan;
        let mut local: Vec<[f64; K]> = Vec::new();
        for component in 0..plan.component_count() {
            let members = plan.members(component);
            if self.closed[component] != Closed::No {
                members.iter().for_each(|m| x[*m as usize] = [0.0; K]);
                continue;
            }
            local.clear();
            for member in members {
                let mut sums = x[*member as usize];
                for t in plan.row(*member) {
                    let to = plan.to[t];
                    if to != NONE && plan.component[to as usize] as usize != component {
                        for k in 0..K {
                            sums[k] += self.p[t] * x[to as usize][k];
                        }
                    }
                }
                local.push(sums);
            }
            match plan.pattern_of[component] {
                NONE => {
                    let inverse = self.inverse[members[0] as usize];
                    local[0].iter_mut().for_each(|v| *v *= inverse);
                }
                _ if plan.is_tangled(component) => {
                    sweep::columns(plan, self.p, members, &self.inverse, &mut local);
                }
                pattern => {
                    self.blocks[pattern as usize].columns(&plan.patterns[pattern as usize], &mut local)
                }
            }
            for (member, sums) in members.iter().zip(&local) {
                x[*member as usize] = *sums;
            }
        }
    }

    /// `v` of `v (I − Q) = s`, in place. In traps it is what enters from outside, which stays there.
    pub fn line(&self, v: &mut [f64]) {
        let plan = self.plan;
        let mut local: Vec<f64> = Vec::new();
        for component in (0..plan.component_count()).rev() {
            if self.closed[component] != Closed::No {
                continue;
            }
            let members = plan.members(component);
            match plan.pattern_of[component] {
                NONE => v[members[0] as usize] *= self.inverse[members[0] as usize],
                pattern => {
                    local.clear();
                    local.extend(members.iter().map(|m| v[*m as usize]));
                    if plan.is_tangled(component) {
                        sweep::line(plan, self.p, members, &self.inverse, &mut local);
                    } else {
                        self.blocks[pattern as usize].line(&plan.patterns[pattern as usize], &mut local);
                    }
                    for (member, visits) in members.iter().zip(&local) {
                        v[*member as usize] = *visits;
                    }
                }
            }
            for member in members {
                for t in plan.row(*member) {
                    let to = plan.to[t];
                    if to != NONE && plan.component[to as usize] as usize != component {
                        v[to as usize] += v[*member as usize] * self.p[t];
                    }
                }
            }
        }
    }
}
