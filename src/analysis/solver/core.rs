//! The dense core of a component.

/// A dense factor: above the diagonal each row over its pivot, below it each column over its pivot.
#[derive(Default)]
pub(super) struct Core {
    pub size: usize,
    /// Row by row; the diagonal is of no meaning.
    pub values: Box<[f64]>,
    /// One over each pivot.
    pub inverse: Box<[f64]>,
}

impl Core {
    pub fn new(size: usize) -> Self {
        Self { size, values: vec![0.0; size * size].into(), inverse: vec![0.0; size].into() }
    }

    /// The row of a member.
    pub fn row(&self, at: usize) -> &[f64] {
        &self.values[at * self.size..(at + 1) * self.size]
    }

    /// Grassmann–Taksar–Heyman elimination: each pivot is the sum of what leaves, never a
    /// difference. `exit` is what leaves the component from each.
    /// `false` where a pivot vanishes: in numbers, nobody leaves.
    pub fn eliminate(&mut self, exit: &mut [f64]) -> bool {
        let size = self.size;
        for at in 0..size {
            let (done, below) = self.values.split_at_mut((at + 1) * size);
            let row = &mut done[at * size + at + 1..];
            let pivot = row.iter().sum::<f64>() + exit[at];
            let inverse = 1.0 / pivot;
            if !inverse.is_finite() {
                return false;
            }
            self.inverse[at] = inverse;
            for (other, line) in below.chunks_exact_mut(size).enumerate() {
                let factor = line[at] * inverse;
                line[at] = factor;
                if factor != 0.0 {
                    exit[at + 1 + other] += factor * exit[at];
                    add(&mut line[at + 1..], factor, row);
                }
            }
            row.iter_mut().for_each(|value| *value *= inverse);
        }
        true
    }

    /// `x` of `(I − Q) x = r`, in place.
    pub fn column<const K: usize>(&self, x: &mut [[f64; K]]) {
        for at in 1..self.size {
            let (done, rest) = x.split_at_mut(at);
            sum_into(&mut rest[0], &self.row(at)[..at], done);
        }
        for at in (0..self.size).rev() {
            let (before, done) = x.split_at_mut(at + 1);
            let target = &mut before[at];
            target.iter_mut().for_each(|v| *v *= self.inverse[at]);
            sum_into(target, &self.row(at)[at + 1..], done);
        }
    }

    /// `v` of `v (I − Q) = s`, in place.
    pub fn line(&self, v: &mut [f64]) {
        for at in 0..self.size {
            let (done, rest) = v.split_at_mut(at + 1);
            add(rest, done[at], &self.row(at)[at + 1..]);
        }
        v.iter_mut().zip(&self.inverse).for_each(|(v, i)| *v *= i);
        for at in (1..self.size).rev() {
            let (before, rest) = v.split_at_mut(at);
            add(before, rest[0], &self.row(at)[..at]);
        }
    }

    /// The whole inverse, row by row: sums of positive terms only.
    pub fn invert(&self) -> Box<[f64]> {
        let size = self.size;
        let mut z: Box<[f64]> = vec![0.0; size * size].into();
        let mut below: Box<[f64]> = vec![0.0; size].into();
        let mut row = below.clone();
        for at in (0..size).rev() {
            let after = at + 1..size;
            row[after.clone()].fill(0.0);
            for other in after.clone() {
                below[other] = self.values[other * size + at];
            }
            let mut own = self.inverse[at];
            for other in after.clone() {
                let factor = self.values[at * size + other];
                let line = &z[other * size + at + 1..(other + 1) * size];
                let entry = add_and_dot(&mut row[after.clone()], factor, line, &below[after.clone()]);
                z[other * size + at] = entry;
                own += factor * entry;
            }
            z[at * size + at + 1..(at + 1) * size].copy_from_slice(&row[after]);
            z[at * size + at] = own;
        }
        z
    }
}

/// Adds a multiple of a line.
fn add(target: &mut [f64], factor: f64, line: &[f64]) {
    target.iter_mut().zip(line).for_each(|(t, l)| *t += factor * l);
}

/// Adds a multiple of a line and gives its product with `weights`, in one pass; four sums at a time,
/// so that they don't wait for each other.
fn add_and_dot(target: &mut [f64], factor: f64, line: &[f64], weights: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let whole = line.len() / 4 * 4;
    let fours = target[..whole].chunks_exact_mut(4).zip(line.chunks_exact(4)).zip(weights.chunks_exact(4));
    for ((target, line), weights) in fours {
        for lane in 0..4 {
            target[lane] += factor * line[lane];
            sums[lane] += line[lane] * weights[lane];
        }
    }
    add(&mut target[whole..], factor, &line[whole..]);
    let rest = line[whole..].iter().zip(&weights[whole..]);
    sums.iter().sum::<f64>() + rest.map(|(a, b)| a * b).sum::<f64>()
}

/// Adds `Σ factor · line` to each of the `K` sums.
fn sum_into<const K: usize>(target: &mut [f64; K], factors: &[f64], lines: &[[f64; K]]) {
    for (factor, line) in factors.iter().zip(lines) {
        for k in 0..K {
            target[k] += factor * line[k];
        }
    }
}
