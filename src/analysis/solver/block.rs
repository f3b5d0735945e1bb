//! The numbers of one component, eliminated: the head one by one, then the core.

use super::{core::Core, pattern::Pattern};

/// One factor for every right-hand side and for the adjoint.
#[derive(Default)]
pub(super) struct Block {
    /// For each place in `Pattern::later`: the row over its pivot, and the column over its pivot.
    links: Box<[[f64; 2]]>,
    /// One over each pivot of the head.
    inverse: Box<[f64]>,
    core: Core,
}

impl Block {
    /// Eliminates a component; `p` is the probability of each transition, `exits` what leaves it from
    /// each. `None` where a pivot vanishes: in numbers, nobody leaves.
    pub fn of(shape: &Pattern, p: &[f64], exits: &mut [f64]) -> Option<Self> {
        let mut block = Self {
            links: vec![[0.0; 2]; shape.later.len()].into(),
            inverse: vec![0.0; shape.head].into(),
            core: Core::new(shape.core),
        };
        let links = block.links.as_flattened_mut();
        for (place, t) in &shape.into_lists {
            links[*place as usize] += p[*t as usize];
        }
        let values = &mut block.core.values;
        for (place, t) in &shape.into_core {
            values[*place as usize] += p[*t as usize];
        }
        if shape.head > 0 {
            block.eliminate_head(shape, exits)?;
            block.fill_core(shape, exits);
        }
        block.core.eliminate(&mut exits[shape.head..]).then_some(block)
    }

    /// Left-looking: each position gathers what the earlier ones pass on to it.
    fn eliminate_head(&mut self, shape: &Pattern, exits: &mut [f64]) -> Option<()> {
        let mut place_of: Box<[u32]> = vec![0; shape.head + shape.core].into();
        for at in 0..shape.head {
            let list = shape.list(at);
            let (done, own) = self.links.split_at_mut(list.start);
            let own = &mut own[..list.len()];
            for (place, later) in shape.later[list].iter().enumerate() {
                place_of[*later as usize] = place as u32;
            }
            for &(owner, place) in shape.earlier(at) {
                let [row, column] = done[place as usize];
                exits[at] += column * exits[owner as usize];
                let pivot = 1.0 / self.inverse[owner as usize];
                let (row, column) = (row * pivot, column * pivot);
                let rest = shape.rest(owner, place);
                for (later, link) in shape.later[rest.clone()].iter().zip(&done[rest]) {
                    let target = &mut own[place_of[*later as usize] as usize];
                    target[0] += column * link[0];
                    target[1] += row * link[1];
                }
            }
            let pivot = own.iter().map(|link| link[0]).sum::<f64>() + exits[at];
            let inverse = 1.0 / pivot;
            if !inverse.is_finite() {
                return None;
            }
            self.inverse[at] = inverse;
            own.iter_mut().flatten().for_each(|value| *value *= inverse);
        }
        Some(())
    }

    /// What the head passes on to the core.
    fn fill_core(&mut self, shape: &Pattern, exits: &mut [f64]) {
        let Core { size, values, .. } = &mut self.core;
        for at in shape.head..shape.head + shape.core {
            let own = at - shape.head;
            for &(owner, place) in shape.earlier(at) {
                let [row, column] = self.links[place as usize];
                exits[at] += column * exits[owner as usize];
                let pivot = 1.0 / self.inverse[owner as usize];
                let (row, column) = (row * pivot, column * pivot);
                for place in shape.rest(owner, place) {
                    let other = shape.later[place] as usize - shape.head;
                    let link = self.links[place];
                    values[own * *size + other] += column * link[0];
                    values[other * *size + own] += row * link[1];
                }
            }
        }
    }

    /// `x` of `(I − Q) x = r`, `K` right-hand sides at once, in place.
    pub fn columns<const K: usize>(&self, shape: &Pattern, x: &mut [[f64; K]]) {
        for at in 0..shape.head {
            let own = x[at];
            for place in shape.list(at) {
                let target = &mut x[shape.later[place] as usize];
                for k in 0..K {
                    target[k] += self.links[place][1] * own[k];
                }
            }
        }
        self.core.column(&mut x[shape.head..]);
        for at in (0..shape.head).rev() {
            let mut own = x[at].map(|value| value * self.inverse[at]);
            for place in shape.list(at) {
                let later = &x[shape.later[place] as usize];
                for k in 0..K {
                    own[k] += self.links[place][0] * later[k];
                }
            }
            x[at] = own;
        }
    }

    /// `v` of `v (I − Q) = s`, in place.
    pub fn line(&self, shape: &Pattern, v: &mut [f64]) {
        for at in 0..shape.head {
            for place in shape.list(at) {
                v[shape.later[place] as usize] += self.links[place][0] * v[at];
            }
        }
        self.core.line(&mut v[shape.head..]);
        for at in (0..shape.head).rev() {
            let mut own = v[at] * self.inverse[at];
            for place in shape.list(at) {
                own += self.links[place][1] * v[shape.later[place] as usize];
            }
            v[at] = own;
        }
    }

    /// The diagonal of the inverse (Takahashi's recurrence, on the factor's own pattern): all terms
    /// have one sign, so nothing cancels.
    pub fn diagonal(&self, shape: &Pattern) -> Box<[f64]> {
        let size = self.core.size;
        let core = self.core.invert();
        if shape.head == 0 {
            return (0..size).map(|at| core[at * (size + 1)]).collect();
        }
        let mut z: Box<[[f64; 2]]> = vec![[0.0; 2]; shape.later.len()].into();
        let mut own: Box<[f64]> = vec![0.0; shape.head + size].into();
        let mut place_of: Box<[u32]> = vec![0; shape.head + size].into();
        for at in (shape.head..shape.head + size).rev() {
            let row = at - shape.head;
            own[at] = core[row * size + row];
            let entry = |later: u32| {
                let other = later as usize - shape.head;
                [core[row * size + other], core[other * size + row]]
            };
            for link in shape.earlier(at) {
                self.pass_on(shape, &mut z, own[at], *link, entry);
            }
        }
        for at in (0..shape.head).rev() {
            let list = shape.list(at);
            own[at] = self.inverse[at];
            for place in list.clone() {
                own[at] += self.links[place][0] * z[place][1];
                place_of[shape.later[place] as usize] = (place - list.start) as u32;
            }
            let (before, after) = z.split_at_mut(list.start);
            let entry = |later: u32| after[place_of[later as usize] as usize];
            for link in shape.earlier(at) {
                self.pass_on(shape, before, own[at], *link, entry);
            }
        }
        own
    }

    /// Adds what a finished position contributes to an earlier one's row and column of the inverse.
    fn pass_on(
        &self,
        shape: &Pattern,
        z: &mut [[f64; 2]],
        own: f64,
        (owner, place): (u32, u32),
        entry: impl Fn(u32) -> [f64; 2],
    ) {
        let [row, column] = self.links[place as usize];
        let mut sums = [row * own, column * own];
        for at in shape.rest(owner, place) {
            let [to, from] = entry(shape.later[at]);
            let link = self.links[at];
            z[at][0] += row * to;
            z[at][1] += from * column;
            sums[0] += link[0] * from;
            sums[1] += to * link[1];
        }
        z[place as usize][0] += sums[0];
        z[place as usize][1] += sums[1];
    }
}
