//! Small dense systems `(I − A) x = b` with `A` of no negative entry: what returns multiply.
//!
//! `I − A` is a nonsingular M-matrix, and so the sum of all rounds is finite, exactly where every
//! pivot of an elimination without exchanges is above 0 (Berman & Plemmons 1979, ch. 6): the same
//! elimination that solves also finds a spectral radius of 1 or more.

/// A pivot below this is no pivot in numbers: a round loses less than a billionth of a thousandth.
const LEAST_PIVOT: f64 = 1e-12;

/// A square matrix, row by row.
#[derive(Clone)]
pub(super) struct Square {
    pub size: usize,
    pub values: Vec<f64>,
}

impl Square {
    pub fn new(size: usize) -> Self {
        Self { size, values: vec![0.0; size * size] }
    }

    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.values[row * self.size + column]
    }

    pub fn plus(&self, other: &Self) -> Self {
        let values = self.values.iter().zip(&other.values).map(|(a, b)| a + b).collect();
        Self { size: self.size, values }
    }

    pub fn turned(&self) -> Self {
        let mut turned = Self::new(self.size);
        for row in 0..self.size {
            for column in 0..self.size {
                turned.values[column * self.size + row] = self.at(row, column);
            }
        }
        turned
    }

    /// The rows and columns of some members alone.
    pub fn among(&self, members: &[usize]) -> Self {
        let entries = members.iter().flat_map(|a| members.iter().map(|b| self.at(*a, *b)));
        Self { size: members.len(), values: entries.collect() }
    }

    /// `x` of `(I − A) x = b` for several `b`, one a row of `sides`; `None` where the spectral
    /// radius of `A` is 1 or more.
    pub fn solve<const K: usize>(&self, sides: &mut [[f64; K]]) -> Option<()> {
        let size = self.size;
        let mut rows: Vec<f64> = self.values.iter().map(|value| -value).collect();
        (0..size).for_each(|at| rows[at * size + at] += 1.0);
        for at in 0..size {
            let (done, below) = rows.split_at_mut((at + 1) * size);
            let pivot_row = &done[at * size..];
            let pivot = pivot_row[at];
            if pivot.is_nan() || pivot < LEAST_PIVOT {
                return None;
            }
            let (known, rest) = sides.split_at_mut(at + 1);
            for (row, side) in below.chunks_exact_mut(size).zip(rest) {
                let factor = row[at] / pivot;
                if factor != 0.0 {
                    row.iter_mut().zip(pivot_row).skip(at + 1).for_each(|(a, b)| *a -= factor * b);
                    side.iter_mut().zip(&known[at]).for_each(|(a, b)| *a -= factor * b);
                }
            }
        }
        for at in (0..size).rev() {
            let (open, known) = sides.split_at_mut(at + 1);
            let row = &rows[at * size..(at + 1) * size];
            for (entry, later) in row[at + 1..].iter().zip(&*known) {
                open[at].iter_mut().zip(later).for_each(|(a, b)| *a -= entry * b);
            }
            open[at].iter_mut().for_each(|a| *a /= row[at]);
        }
        sides.iter().flatten().all(|x| x.is_finite()).then_some(())
    }

    /// The spectral radius, by repeated products with `A + I`, which has no second eigenvalue of
    /// the same size; to about three digits.
    pub fn radius(&self) -> f64 {
        let mut x = vec![1.0; self.size];
        let mut growth = 1.0;
        for _ in 0..500 {
            let next: Vec<f64> = (0..self.size)
                .map(|row| {
                    x[row] + (0..self.size).map(|column| self.at(row, column) * x[column]).sum::<f64>()
                })
                .collect();
            growth = next.iter().copied().fold(0.0, f64::max);
            if !growth.is_finite() || growth <= 0.0 {
                return f64::MAX;
            }
            x = next.into_iter().map(|value| value / growth).collect();
        }
        (growth - 1.0).max(0.0)
    }
}
