//! What is sorted by its keys stands as `total_cmp` puts the numbers.

use crate::journeys::Dice;
use desire_path::geometry::{Keyed, ordered_numbers, sort_keyed};

/// Numbers with many equals, and those that only `total_cmp` tells apart.
fn numbers(count: usize, seed: u64) -> Vec<f64> {
    let odd = [0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.5];
    let mut dice = Dice(seed);
    let one = |_| if dice.below(4) == 0 { odd[dice.below(6)] } else { dice.below(count / 2 + 1) as f64 };
    (0..count).map(one).collect()
}

#[test]
fn numbers_are_sorted_as_std_sorts_them_equals_in_their_order() {
    for count in (0..70).chain([127, 128, 129, 1_000]) {
        let numbers = numbers(count, count as u64);
        let mut places: Vec<usize> = (0..count).collect();
        places.sort_by(|a, b| numbers[*a].total_cmp(&numbers[*b]));
        assert_eq!(ordered_numbers(&numbers), places, "{count} numbers");
    }
}

#[test]
fn where_the_later_comes_first_equals_are_turned_round() {
    for count in (0..70).chain([127, 128, 129, 1_000]) {
        let numbers = numbers(count, 7 + count as u64);
        let mut places: Vec<usize> = (0..count).collect();
        places.sort_by(|a, b| numbers[*a].total_cmp(&numbers[*b]).then(b.cmp(a)));
        let mut keyed: Vec<Keyed> = (0..count).map(|at| Keyed::new(numbers[at], at as u32)).collect();
        sort_keyed(&mut keyed, true);
        let found: Vec<usize> = keyed.iter().map(|keyed| keyed.item as usize).collect();
        assert_eq!(found, places, "{count} numbers");
    }
}
