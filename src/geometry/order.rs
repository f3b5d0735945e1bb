//! The one sort of the core. Each sort of std is compiled anew for every type and every comparison
//! it is used with, at 4 KB each; here it is compiled once, and sorts places.

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
    ordered(numbers.len(), &|a, b| numbers[a].total_cmp(&numbers[b]))
}

/// The items with the largest number first; equals stay in their order.
pub fn largest_first<T>(items: Vec<T>, number: impl Fn(&T) -> f64) -> Vec<T> {
    let numbers: Vec<f64> = items.iter().map(|item| -number(item)).collect();
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let places = ordered_numbers(&numbers);
    places.into_iter().filter_map(|place| items.get_mut(place).and_then(Option::take)).collect()
}
