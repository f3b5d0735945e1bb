//! The one sort of the core. Each sort of std is compiled anew for every type and every comparison
//! it is used with, at 4 KB each; here it is compiled once, and sorts places.

use std::cmp::Ordering;

/// Runs of this length are sorted by insertion before they are merged.
const RUN: usize = 12;

/// The places from 0 to below `count`, sorted; equals stay in their order.
#[inline(never)]
pub fn ordered(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    for run in places.chunks_mut(RUN) {
        for end in 1..run.len() {
            let mut at = end;
            while at > 0 && compare(run[at - 1], run[at]).is_gt() {
                run.swap(at - 1, at);
                at -= 1;
            }
        }
    }
    let mut merged = Vec::new();
    let mut length = RUN;
    while length < count {
        merged.clear();
        merged.reserve(count);
        for pair in places.chunks(2 * length) {
            let (first, second) = pair.split_at(length.min(pair.len()));
            merge(first, second, compare, &mut merged);
        }
        std::mem::swap(&mut places, &mut merged);
        length *= 2;
    }
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

fn merge(
    mut first: &[usize],
    mut second: &[usize],
    compare: &dyn Fn(usize, usize) -> Ordering,
    merged: &mut Vec<usize>,
) {
    // What is in order already, as most of it is where a drawing is drawn again, is copied as it is.
    let meet = (first.last(), second.first());
    if !matches!(meet, (Some(last), Some(next)) if compare(*last, *next).is_gt()) {
        merged.extend_from_slice(first);
        merged.extend_from_slice(second);
        return;
    }
    while let ([a, rest_of_first @ ..], [b, rest_of_second @ ..]) = (first, second) {
        if compare(*a, *b).is_gt() {
            merged.push(*b);
            second = rest_of_second;
        } else {
            merged.push(*a);
            first = rest_of_first;
        }
    }
    merged.extend_from_slice(first);
    merged.extend_from_slice(second);
}
