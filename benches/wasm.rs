//! The same work in wasm, in node; see `docs/measurements.md` for the command.

#![cfg(target_arch = "wasm32")]

#[path = "../tests/support/mod.rs"]
mod support;

#[path = "../tests/layout/journeys.rs"]
#[allow(dead_code)]
mod journeys;

use desire_path::analysis::{
    Findings, Network, Readings, Structure,
    paths::{Limits, Which, most_probable},
};
use desire_path::layout::{Options, layered};
use desire_path::model::Perspective;
use support::graphs::{Shape, large};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

/// The milliseconds of CPU that this process has had: others on the machine don't count.
fn now() -> f64 {
    let clock = "const used = process.cpuUsage(); return (used.user + used.system) / 1000";
    let used = js_sys::Function::new_no_args(clock).call0(&js_sys::global());
    used.ok().and_then(|used| used.as_f64()).expect("this runs in node")
}

/// Runs for about half a second and says how long one run takes: the median, in milliseconds.
fn time<T>(what: &str, mut work: impl FnMut() -> T) {
    let mut block = |runs: u32| {
        let begin = now();
        (0..runs).for_each(|_| drop(std::hint::black_box(work())));
        now() - begin
    };
    let first = block(1);
    let mut runs = 1;
    // The clock costs some too, so that what is short is timed in blocks.
    while block(runs) < 10.0 {
        runs *= 2;
    }
    let start = now();
    let mut each = Vec::new();
    while each.is_empty() || now() - start < 500.0 {
        each.push(block(runs) / f64::from(runs));
    }
    each.sort_by(f64::total_cmp);
    let (best, median) = (each[0], each[each.len() / 2]);
    console_log!("{what}: median {median:.3} ms, best {best:.3} ms, first {first:.1} ms");
}

#[wasm_bindgen_test]
fn analysis_in_wasm() {
    for count in [20, 1_000, 10_000, 100_000] {
        let journey = large(Shape::Local, count, 1);
        let network = Network::of(&journey, Perspective::Evidence);
        let readings = Readings::of(&network);
        time(&format!("{count} local: network and readings"), || {
            Readings::of(&Network::of(&journey, Perspective::Evidence))
        });
        time(&format!("{count} local: network"), || Network::of(&journey, Perspective::Evidence));
        time(&format!("{count} local: readings"), || Readings::of(&network));
        time(&format!("{count} local: findings"), || Findings::of(&network, &readings));
        time(&format!("{count} local: structure"), || Structure::of(&network));
        time(&format!("{count} local: paths"), || {
            most_probable(&network, &readings, None, Which::All, Limits::default())
        });
        for shape in [Shape::Chain, Shape::Cycle, Shape::Star, Shape::Anywhere] {
            let network = Network::of(&large(shape, count, 1), Perspective::Evidence);
            time(&format!("{count} {shape:?}: readings"), || Readings::of(&network));
        }
    }
}

#[wasm_bindgen_test]
fn layout_in_wasm() {
    for count in [50, 200, 1_000, 5_000] {
        // 3 ways out of each touchpoint, a fifth of them backwards.
        let journey = journeys::random(count, 3.0, 0.2, 0, 1);
        time(&format!("{count} places"), || layered(&journey, &Options::default()));
        let journey = journeys::random(count, 3.0, 0.2, 8, 1);
        time(&format!("{count} places in stages"), || layered(&journey, &Options::default()));
    }
}
