//! The sorts of the core. Each sort of std is compiled anew for every type and every comparison
//! it is used with, at 4 KB each; here it is compiled twice: for places, in any order, and for what is
//! sorted by a number, thousands of times in a layout, which is made a whole number to compare.

use std::cmp::Ordering;

/// The places from 0 to below `count`, sorted; equals stay in their order.
#[inline(never)]
pub fn ordered(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

/// The places of these numbers in ascending order; equals stay in their order.
pub fn ordered_numbers(numbers: &[f64]) -> Vec<usize> {
    let mut keyed: Vec<Keyed> =
        numbers.iter().zip(0..).map(|(number, item)| Keyed::new(*number, item)).collect();
    sort_keyed(&mut keyed, false);
    keyed.iter().map(|keyed| keyed.item as usize).collect()
}

/// Something to be sorted by a number.
#[derive(Clone, Copy, Debug)]
pub struct Keyed {
    /// Orders as the number does in `f64::total_cmp`.
    key: i64,
    /// What is sorted.
    pub item: u32,
}

impl Keyed {
    /// An item that stands where its number puts it.
    pub fn new(number: f64, item: u32) -> Self {
        let bits = number.to_bits() as i64;
        Self { key: bits ^ (((bits >> 63) as u64) >> 1) as i64, item }
    }
}

/// Sorts by the numbers, ascending; equals stay in their order, or (`later_first`) are turned round.
#[inline(never)]
pub fn sort_keyed(all: &mut [Keyed], later_first: bool) {
    if later_first {
        all.reverse();
    }
    all.sort_by_key(|keyed| keyed.key);
}

/// The items with the largest number first; equals stay in their order.
pub fn largest_first<T>(items: Vec<T>, number: impl Fn(&T) -> f64) -> Vec<T> {
    let numbers: Vec<f64> = items.iter().map(|item| -number(item)).collect();
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let places = ordered_numbers(&numbers);
    places.into_iter().filter_map(|place| items.get_mut(place).and_then(Option::take)).collect()
}
