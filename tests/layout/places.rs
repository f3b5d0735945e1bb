//! Where the layered drawing puts cards.

use crate::journeys::{placed, random, web_shop};
use crate::measure::{cards, overlaps};
use desire_path::layout::{Options, layered};

#[test]
fn no_two_cards_overlap() {
    for (seed, count) in [(1, 5), (2, 20), (3, 50), (4, 120), (5, 300)] {
        for stages in [0, 5] {
            let journey = random(count, 2.2, 0.2, stages, seed);
            let placement = layered(&journey, &Options::default());
            assert_eq!(overlaps(&cards(&placed(&journey, &placement))), 0, "{count} in {stages} stages");
        }
    }
    let shop = web_shop();
    assert_eq!(overlaps(&cards(&placed(&shop, &layered(&shop, &Options::default())))), 0);
}
