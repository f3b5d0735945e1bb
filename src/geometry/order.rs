//! The sorts of the core. Each sort of std is compiled anew for every type and every comparison
//! it is used with, at 4 KB each; here it is compiled once, and sorts places. What is sorted by a
//! number, thousands of times in a layout, has a sort of its own: at the app's opt-level each
//! comparison through std is three calls.

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
    sort_keyed(&mut keyed, &mut Vec::new(), false);
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

/// So many are sorted by insertion before they are merged.
const RUN: usize = 8;

/// Sorts by the numbers, ascending; equals stay in their order, or (`later_first`) are turned
/// round. `spare` is room to work in, whatever it holds.
#[inline(never)]
pub fn sort_keyed(all: &mut [Keyed], spare: &mut Vec<Keyed>, later_first: bool) {
    let goes_after = |a: Keyed, b: Keyed| a.key > b.key || (later_first && a.key == b.key);
    for run in all.chunks_mut(RUN) {
        for at in 1..run.len() {
            let own = run[at];
            let mut to = at;
            while to > 0 && goes_after(run[to - 1], own) {
                run[to] = run[to - 1];
                to -= 1;
            }
            run[to] = own;
        }
    }
    let mut width = RUN;
    while width < all.len() {
        for block in all.chunks_mut(2 * width) {
            if block.len() <= width || !goes_after(block[width - 1], block[width]) {
                continue;
            }
            spare.clear();
            spare.extend_from_slice(&block[..width]);
            let left = spare.as_slice();
            let (mut first, mut second) = (0, width);
            while first < width {
                let from_right = second < block.len() && goes_after(left[first], block[second]);
                block[first + second - width] = if from_right { block[second] } else { left[first] };
                if from_right {
                    second += 1;
                } else {
                    first += 1;
                }
            }
        }
        width *= 2;
    }
}

/// The items with the largest number first; equals stay in their order.
pub fn largest_first<T>(items: Vec<T>, number: impl Fn(&T) -> f64) -> Vec<T> {
    let numbers: Vec<f64> = items.iter().map(|item| -number(item)).collect();
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let places = ordered_numbers(&numbers);
    places.into_iter().filter_map(|place| items.get_mut(place).and_then(Option::take)).collect()
}
