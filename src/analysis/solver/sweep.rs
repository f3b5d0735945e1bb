//! Gauss–Seidel sweeps, for components too tangled to be eliminated. Whoever uses them looks at
//! the residual afterwards: convergence is certain, how soon is not.

use super::Plan;

/// The most sweeps.
const MOST: usize = 3_000;
/// The most numbers touched in all sweeps of one solve.
const MOST_WORK: usize = 400_000_000;
/// Sweeps end when nothing changes by more than this, relative to the largest number.
const STILL: f64 = 1e-15;

/// What leaves a touchpoint and does not come straight back to it.
pub(super) fn pivot(plan: &Plan, p: &[f64], touchpoint: u32, exit: f64) -> f64 {
    let component = plan.component_of(touchpoint);
    let inside = plan.row(touchpoint).filter(|t| {
        let to = plan.to[*t];
        to != touchpoint && plan.component_of(to) == component
    });
    exit + inside.map(|t| p[t]).sum::<f64>()
}

/// The transitions inside a component, member by member: (position of the other end, probability).
struct Inside {
    starts: Vec<u32>,
    links: Vec<(u32, f64)>,
}

impl Inside {
    fn of(plan: &Plan, p: &[f64], members: &[u32], backwards: bool) -> Self {
        let mut inside = Self { starts: vec![0], links: Vec::new() };
        for member in members {
            let component = plan.component_of(*member);
            let mut add = |other: u32, t: usize| {
                if other != *member && plan.component_of(other) == component {
                    inside.links.push((plan.position[other as usize], p[t]));
                }
            };
            if backwards {
                let into = plan.arrivals(*member).iter();
                into.for_each(|t| add(plan.from[*t as usize], *t as usize));
            } else {
                plan.row(*member).for_each(|t| add(plan.to[t], t));
            }
            inside.starts.push(inside.links.len() as u32);
        }
        inside
    }

    fn solve<const K: usize>(&self, inverse: impl Fn(usize) -> f64, x: &mut [[f64; K]]) {
        let given = x.to_vec();
        x.fill([0.0; K]);
        let sweeps = (MOST_WORK / (K * self.links.len().max(1))).clamp(1, MOST);
        for _ in 0..sweeps {
            let (mut largest, mut change) = ([0.0_f64; K], [0.0_f64; K]);
            for at in 0..x.len() {
                let mut sums = given[at];
                let range = self.starts[at] as usize..self.starts[at + 1] as usize;
                for (other, p) in &self.links[range] {
                    for k in 0..K {
                        sums[k] += p * x[*other as usize][k];
                    }
                }
                for k in 0..K {
                    let value = sums[k] * inverse(at);
                    change[k] = change[k].max((value - x[at][k]).abs());
                    largest[k] = largest[k].max(value.abs());
                    x[at][k] = value;
                }
            }
            if (0..K).all(|k| change[k] <= STILL * largest[k]) {
                return;
            }
        }
    }
}

/// `x` of `(I − Q) x = r` inside a component, in place.
pub(super) fn columns<const K: usize>(
    plan: &Plan,
    p: &[f64],
    members: &[u32],
    inverse: &[f64],
    x: &mut [[f64; K]],
) {
    let inside = Inside::of(plan, p, members, false);
    inside.solve(|at| inverse[members[at] as usize], x);
}

/// `v` of `v (I − Q) = s` inside a component, in place.
pub(super) fn line(plan: &Plan, p: &[f64], members: &[u32], inverse: &[f64], v: &mut [f64]) {
    let inside = Inside::of(plan, p, members, true);
    let mut x: Vec<[f64; 1]> = v.iter().map(|v| [*v]).collect();
    inside.solve(|at| inverse[members[at] as usize], &mut x);
    v.iter_mut().zip(&x).for_each(|(v, [x])| *v = *x);
}
