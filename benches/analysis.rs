//! How long the analysis takes, natively: `cargo bench --no-default-features --bench analysis`.

#[path = "../tests/support/mod.rs"]
mod support;

use desire_path::analysis::{
    Findings, Network, Readings, Structure,
    paths::{Limits, Which, most_probable},
    what_if::WhatIf,
};
use desire_path::model::Perspective;
use divan::Bencher;
use support::graphs::{Shape, large};

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
