//! How long places and arrows take: `cargo bench --no-default-features --bench layout`.

#[path = "../tests/layout/journeys.rs"]
#[allow(dead_code)]
mod journeys;

use desire_path::geometry::Point;
use desire_path::layout::{Arrows, Options, layered};
use desire_path::model::{Id, Journey, Transition};
use divan::Bencher;
use journeys::{placed, random, web_shop};

fn main() {
    divan::main();
}

/// 3 ways out of each touchpoint, a fifth of them backwards.
fn journey(touchpoints: usize) -> Journey {
    random(touchpoints, 3.0, 0.2, 0, 1)
}

fn look(_: &Id, _: &Transition) -> (f64, f64) {
    (4.0, 34.0)
}

#[divan::bench(args = [50, 200, 1000, 5000], sample_count = 5, sample_size = 1)]
fn layered_layout(bencher: Bencher, touchpoints: usize) {
    let journey = journey(touchpoints);
    bencher.bench(|| layered(&journey, &Options::default()));
}

#[divan::bench(args = [200, 1000], sample_count = 5, sample_size = 1)]
fn layered_layout_in_stages(bencher: Bencher, touchpoints: usize) {
    let journey = random(touchpoints, 3.0, 0.2, 8, 1);
    bencher.bench(|| layered(&journey, &Options::default()));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn layered_layout_of_the_web_shop(bencher: Bencher) {
    let journey = web_shop();
    bencher.bench(|| layered(&journey, &Options::default()));
}

#[divan::bench(args = [50, 200, 1000, 5000], sample_count = 5, sample_size = 1)]
fn all_arrows(bencher: Bencher, touchpoints: usize) {
    let journey = journey(touchpoints);
    let journey = placed(&journey, &layered(&journey, &Options::default()));
    bencher.bench(|| Arrows::of(&journey, look));
}

#[divan::bench(args = [50, 200, 1000, 5000], sample_count = 50, sample_size = 1)]
fn arrows_of_one_drag_step(bencher: Bencher, touchpoints: usize) {
    let journey = journey(touchpoints);
    let journey = placed(&journey, &layered(&journey, &Options::default()));
    let mut arrows = Arrows::of(&journey, look);
    let (id, touchpoint) = journey.touchpoints.iter().nth(touchpoints / 2).unwrap();
    let mut at = touchpoint.position;
    bencher.bench_local(|| {
        at = at + Point::new(3.0, 2.0);
        arrows.put(&[(id.clone(), at)])
    });
}
