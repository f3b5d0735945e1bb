//! How long the analysis takes, natively: `cargo bench --no-default-features --bench analysis`.

#[path = "../tests/support/mod.rs"]
mod support;

use desire_path::analysis::{
    Book, Findings, Fixes, Network, Readings, Structure,
    budget::{Terms, choose, frontier},
    paths::{Limits, Which, most_probable},
    what_if::WhatIf,
};
use desire_path::model::Perspective;
use divan::Bencher;
use support::graphs::{Shape, large, with_fixes};

const SIZES: [usize; 4] = [20, 1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

fn network(shape: Shape, count: usize) -> Network {
    Network::of(&large(shape, count, 1), Perspective::Evidence)
}

#[divan::bench(args = SIZES)]
fn network_of_a_journey(bencher: Bencher, count: usize) {
    let journey = large(Shape::Local, count, 1);
    bencher.bench(|| Network::of(&journey, Perspective::Evidence));
}

#[divan::bench(args = SIZES)]
fn readings_as_people_draw(bencher: Bencher, count: usize) {
    let network = network(Shape::Local, count);
    bencher.bench(|| Readings::of(&network));
}

#[divan::bench(args = SIZES)]
fn readings_of_the_worst_shape(bencher: Bencher, count: usize) {
    let network = network(Shape::Anywhere, count);
    bencher.bench(|| Readings::of(&network));
}

#[divan::bench(args = SIZES)]
fn readings_of_a_chain(bencher: Bencher, count: usize) {
    let network = network(Shape::Chain, count);
    bencher.bench(|| Readings::of(&network));
}

#[divan::bench(args = SIZES)]
fn readings_of_a_circle(bencher: Bencher, count: usize) {
    let network = network(Shape::Cycle, count);
    bencher.bench(|| Readings::of(&network));
}

#[divan::bench(args = SIZES)]
fn readings_of_a_star(bencher: Bencher, count: usize) {
    let network = network(Shape::Star, count);
    bencher.bench(|| Readings::of(&network));
}

#[divan::bench(args = SIZES)]
fn structure(bencher: Bencher, count: usize) {
    let network = network(Shape::Local, count);
    bencher.bench(|| Structure::of(&network));
}

#[divan::bench(args = SIZES)]
fn findings(bencher: Bencher, count: usize) {
    let network = network(Shape::Local, count);
    let readings = Readings::of(&network);
    bencher.bench(|| Findings::of(&network, &readings));
}

#[divan::bench(args = SIZES)]
fn twenty_paths(bencher: Bencher, count: usize) {
    let network = network(Shape::Local, count);
    let readings = Readings::of(&network);
    bencher.bench(|| most_probable(&network, &readings, None, Which::All, Limits::default()));
}

#[divan::bench(args = SIZES)]
fn one_frame_of_a_slider(bencher: Bencher, count: usize) {
    let what_if = WhatIf::at(&network(Shape::Local, count), 0);
    let mut change = what_if.unchanged();
    change.burdens.time = Some(4.0);
    bencher.bench(|| what_if.with(&change));
}

/// 25 fixes on 50 touchpoints, at a third of what they all cost: the terms and all that they need.
fn twenty_five_fixes(seed: u64) -> (Network, Fixes, Terms) {
    let journey = with_fixes(large(Shape::Local, 50, seed), 25, seed);
    let network = Network::of(&journey, Perspective::Evidence);
    let fixes = Fixes::of(&journey, &network);
    let budget = fixes.cost(&[true; 25][..fixes.all.len()], 12.0) / 3.0;
    let terms = Terms { book: Book::Organisation, budget, periods: 12.0, effort: Terms::EFFORT };
    (network, fixes, terms)
}

#[divan::bench(args = [1, 2, 3, 4, 5], sample_count = 3)]
fn a_budget_for_twenty_five_fixes(bencher: Bencher, seed: u64) {
    let (network, fixes, terms) = twenty_five_fixes(seed);
    bencher.bench_local(|| {
        let answer = choose(&network, &fixes, &terms, &mut |_| true);
        assert!(answer.is_exact());
        answer.looked_at
    });
}

#[divan::bench(sample_count = 1)]
fn a_frontier_of_twenty_five_fixes(bencher: Bencher) {
    let (network, fixes, terms) = twenty_five_fixes(1);
    let known = choose(&network, &fixes, &terms, &mut |_| true);
    bencher.bench_local(|| frontier(&network, &fixes, &terms, &known, &mut |_| true));
}
