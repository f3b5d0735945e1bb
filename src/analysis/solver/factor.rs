//! The numbers of a solve: one factor for every right-hand side and for the adjoint.

use super::{NONE, Plan, core::Core, pattern::Pattern, sweep};

/// One who comes round this often never leaves, in numbers: the loop counts as a trap.
const NEVER: f64 = 1e30;

/// The factor of `I − Q` for one set of probabilities.
pub(in crate::analysis) struct Factor<'a> {
    plan: &'a Plan,
    /// The probability of each transition.
    p: &'a [f64],
    /// Whether each component is a trap: it is entered, and nobody leaves.
    pub closed: Vec<Closed>,
    /// One over each touchpoint's pivot; in the core, where iterated and in a trap unused.
    inverse: Vec<f64>,
    /// One entry a pattern.
    blocks: Vec<Block>,
    /// `N_ii`: how often one who is at a touchpoint is there, this time included.
    /// `None` in a trap and where it was not asked for or is too tangled.
    pub diagonal: Vec<Option<f64>>,
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

/// The numbers of one pattern.
#[derive(Default)]
struct Block {
    /// For each place in `Pattern::later`: the head's row over its pivot, and its column.
    links: Vec<[f64; 2]>,
    core: Core,
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
            closed: vec![Closed::No; plan.component_count()],
            inverse: vec![1.0; count],
            blocks: Vec::with_capacity(plan.patterns.len()),
            diagonal: vec![None; count],
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
        let mut inverse = vec![0.0; shape.head];
        let Some(block) = self.eliminate(members, shape, &mut exits, &mut inverse) else {
            return Closed::Nearly;
        };
        if with_diagonal {
            let diagonal = invert(shape, &block, &inverse);
            if !diagonal.iter().all(|own| *own <= NEVER) {
                return Closed::Nearly;
            }
            for (member, own) in members.iter().zip(diagonal) {
                self.diagonal[*member as usize] = Some(own);
            }
        }
        for (member, inverse) in members.iter().zip(inverse) {
            self.inverse[*member as usize] = inverse;
        }
        self.blocks.push(block);
        Closed::No
    }

    /// Eliminates the head, left-looking, then the core. `None` where a pivot vanishes.
    fn eliminate(
        &self,
        members: &[u32],
        shape: &Pattern,
        exits: &mut [f64],
        inverse: &mut [f64],
    ) -> Option<Block> {
        let size = members.len() - shape.head;
        let mut links = vec![[0.0; 2]; shape.later.len()];
        let mut core = Core::new(size);
        let mut place_of = vec![0u32; members.len()];
        for at in 0..shape.head {
            let list = shape.list(at);
            let (done, own) = links.split_at_mut(list.start);
            let own = &mut own[..list.len()];
            for (place, later) in shape.later[list.clone()].iter().enumerate() {
                place_of[*later as usize] = place as u32;
            }
            self.each_link(members, at, |other, [row, column]| {
                let link = &mut own[place_of[other] as usize];
                link[0] += row;
                link[1] += column;
            });
            for &(owner, place) in shape.earlier(at) {
                let [row, column] = done[place as usize];
                let pivot = 1.0 / inverse[owner as usize];
                exits[at] += column * exits[owner as usize];
                let (row, column) = (row * pivot, column * pivot);
                let rest = place as usize + 1..shape.starts[owner as usize + 1] as usize;
                for (later, link) in shape.later[rest.clone()].iter().zip(&done[rest]) {
                    let target = &mut own[place_of[*later as usize] as usize];
                    target[0] += column * link[0];
                    target[1] += row * link[1];
                }
            }
            let pivot = own.iter().map(|link| link[0]).sum::<f64>() + exits[at];
            inverse[at] = 1.0 / pivot;
            if !inverse[at].is_finite() {
                return None;
            }
            for link in own {
                link[0] *= inverse[at];
                link[1] *= inverse[at];
            }
        }
        for at in shape.head..members.len() {
            let own = at - shape.head;
            self.each_link(members, at, |other, [row, column]| {
                let other = other - shape.head;
                core.values[own * size + other] += row;
                core.values[other * size + own] += column;
            });
            for &(owner, place) in shape.earlier(at) {
                let [row, column] = links[place as usize];
                let pivot = 1.0 / inverse[owner as usize];
                exits[at] += column * exits[owner as usize];
                let (row, column) = (row * pivot, column * pivot);
                let rest = place as usize + 1..shape.starts[owner as usize + 1] as usize;
                for (later, link) in shape.later[rest.clone()].iter().zip(&links[rest]) {
                    let other = *later as usize - shape.head;
                    core.values[own * size + other] += column * link[0];
                    core.values[other * size + own] += row * link[1];
                }
            }
        }
        core.eliminate(&mut exits[shape.head..]).then_some(Block { links, core })
    }

    /// The probabilities between a position and each later one: to it, and from it.
    fn each_link(&self, members: &[u32], at: usize, mut visit: impl FnMut(usize, [f64; 2])) {
        let plan = self.plan;
        let component = plan.component[members[at] as usize];
        for t in plan.row(members[at]) {
            let to = plan.to[t];
            if plan.component_of(to) == component && plan.position[to as usize] as usize > at {
                visit(plan.position[to as usize] as usize, [self.p[t], 0.0]);
            }
        }
        for t in plan.arrivals(members[at]) {
            let from = plan.from[*t as usize];
            if plan.component_of(from) == component && plan.position[from as usize] as usize > at {
                visit(plan.position[from as usize] as usize, [0.0, self.p[*t as usize]]);
            }
        }
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
                pattern => self.block_columns(members, pattern as usize, &mut local),
            }
            for (member, sums) in members.iter().zip(&local) {
                x[*member as usize] = *sums;
            }
        }
    }

    fn block_columns<const K: usize>(&self, members: &[u32], at: usize, x: &mut [[f64; K]]) {
        let (shape, block) = (&self.plan.patterns[at], &self.blocks[at]);
        for at in 0..shape.head {
            let own = x[at];
            for place in shape.list(at) {
                let target = &mut x[shape.later[place] as usize];
                for k in 0..K {
                    target[k] += block.links[place][1] * own[k];
                }
            }
        }
        block.core.column(&mut x[shape.head..]);
        for at in (0..shape.head).rev() {
            let mut own = x[at];
            let inverse = self.inverse[members[at] as usize];
            own.iter_mut().for_each(|v| *v *= inverse);
            for place in shape.list(at) {
                let later = &x[shape.later[place] as usize];
                for k in 0..K {
                    own[k] += block.links[place][0] * later[k];
                }
            }
            x[at] = own;
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
                        self.block_line(members, pattern as usize, &mut local);
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

    fn block_line(&self, members: &[u32], at: usize, v: &mut [f64]) {
        let (shape, block) = (&self.plan.patterns[at], &self.blocks[at]);
        for at in 0..shape.head {
            for place in shape.list(at) {
                v[shape.later[place] as usize] += block.links[place][0] * v[at];
            }
        }
        block.core.line(&mut v[shape.head..]);
        for at in (0..shape.head).rev() {
            let mut own = v[at] * self.inverse[members[at] as usize];
            for place in shape.list(at) {
                own += block.links[place][1] * v[shape.later[place] as usize];
            }
            v[at] = own;
        }
    }
}

/// The diagonal of a component's inverse (Takahashi's recurrence, on the factor's pattern):
/// all terms have one sign, so nothing cancels.
fn invert(shape: &Pattern, block: &Block, inverse: &[f64]) -> Vec<f64> {
    let size = block.core.size;
    let core = block.core.invert();
    let mut z = vec![[0.0; 2]; shape.later.len()];
    let mut own = vec![0.0; shape.head + size];
    let mut place_of = vec![0u32; shape.head + size];
    for at in (shape.head..shape.head + size).rev() {
        let row = at - shape.head;
        own[at] = core[row * size + row];
        for &(owner, place) in shape.earlier(at) {
            let rest = place as usize + 1..shape.starts[owner as usize + 1] as usize;
            let entry = |later: u32| {
                let other = later as usize - shape.head;
                [core[row * size + other], core[other * size + row]]
            };
            spread(shape, block, &mut z, own[at], place as usize, rest, entry);
        }
    }
    for at in (0..shape.head).rev() {
        let list = shape.list(at);
        own[at] = inverse[at];
        for place in list.clone() {
            own[at] += block.links[place][0] * z[place][1];
            place_of[shape.later[place] as usize] = place as u32;
        }
        let (before, after) = z.split_at_mut(list.start);
        for &(owner, place) in shape.earlier(at) {
            let rest = place as usize + 1..shape.starts[owner as usize + 1] as usize;
            let entry = |later: u32| after[place_of[later as usize] as usize - list.start];
            spread(shape, block, before, own[at], place as usize, rest, entry);
        }
    }
    own
}

/// Adds what a finished position contributes to an earlier one's row and column of the inverse.
fn spread(
    shape: &Pattern,
    block: &Block,
    z: &mut [[f64; 2]],
    own: f64,
    place: usize,
    rest: std::ops::Range<usize>,
    entry: impl Fn(u32) -> [f64; 2],
) {
    let [row, column] = block.links[place];
    let mut sums = [row * own, column * own];
    for at in rest {
        let [to, from] = entry(shape.later[at]);
        let link = block.links[at];
        z[at][0] += row * to;
        z[at][1] += from * column;
        sums[0] += link[0] * from;
        sums[1] += to * link[1];
    }
    z[place][0] += sums[0];
    z[place][1] += sums[1];
}
