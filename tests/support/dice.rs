//! Random choices that a seed repeats exactly.

use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};

/// A source of random choices; equal seeds make equal choices.
pub struct Dice(TestRng);

impl Dice {
    /// The choices of a seed.
    pub fn new(seed: u64) -> Self {
        let mut bytes = [7; 16];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Self(TestRng::from_seed(RngAlgorithm::XorShift, &bytes))
    }

    /// A number below `end` (0 where that is 0).
    pub fn below(&mut self, end: usize) -> usize {
        match end {
            0 => 0,
            end => self.0.random_range(0..end),
        }
    }

    /// Whether something with this probability happens.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A number from 0 up to, not including, 1.
    pub fn unit(&mut self) -> f64 {
        self.0.random_range(0.0..1.0)
    }

    /// Any 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0.random_range(0..=u64::MAX)
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// Something, or nothing more often than not.
    pub fn maybe<T>(&mut self, some: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.chance(0.4) { Some(some(self)) } else { None }
    }

    /// Up to `most` of something.
    pub fn several<T>(&mut self, most: usize, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.below(most + 1);
        (0..count).map(|_| one(self)).collect()
    }
}
