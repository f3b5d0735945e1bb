//! The same work in wasm, in node; see `docs/measurements.md` for the command.

#![cfg(target_arch = "wasm32")]

#[path = "../tests/support/mod.rs"]
mod support;

use desire_path::analysis::{
    Network, Readings, Structure,
    paths::{Limits, Which, most_probable},
};
use desire_path::model::Perspective;
use support::graphs::{Shape, large};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

/// Runs until a second has passed and says how long one run takes: the median, in milliseconds.
fn time<T>(what: &str, mut work: impl FnMut() -> T) {
    let start = js_sys::Date::now();
    let mut runs = 0_u32;
    work();
    let first = js_sys::Date::now() - start;
    let block = (20.0 / first.max(0.05)).ceil() as u32;
    let mut blocks = Vec::new();
    while blocks.len() < 5 || js_sys::Date::now() - start < 1000.0 {
        let begin = js_sys::Date::now();
        (0..block).for_each(|_| drop(work()));
        blocks.push((js_sys::Date::now() - begin) / f64::from(block));
        runs += block;
    }
    blocks.sort_by(f64::total_cmp);
    let (best, median) = (blocks[0], blocks[blocks.len() / 2]);
    console_log!("{what}: median {median:.3} ms, best {best:.3} ms, first {first:.1} ms, {runs} runs");
}

#[wasm_bindgen_test]
fn analysis_in_wasm() {
    for count in [20, 1_000, 10_000, 100_000] {
        for shape in [Shape::Local, Shape::Anywhere, Shape::Chain, Shape::Cycle, Shape::Star] {
            let network = Network::of(&large(shape, count, 1), Perspective::Evidence);
            time(&format!("readings {shape:?} {count}"), || Readings::of(&network));
        }
        let journey = large(Shape::Local, count, 1);
        let network = Network::of(&journey, Perspective::Evidence);
        let readings = Readings::of(&network);
        time(&format!("network {count}"), || Network::of(&journey, Perspective::Evidence));
        time(&format!("structure {count}"), || Structure::of(&network));
        time(&format!("paths {count}"), || {
            most_probable(&network, &readings, None, Which::All, Limits::default())
        });
    }
}
