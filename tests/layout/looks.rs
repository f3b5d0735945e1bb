//! Pictures to be looked at: `DRAW_TO=folder cargo test --no-default-features --test layout draw`.

use crate::journeys::{placed, random, shipped, staged, unplaced, web_shop};
use desire_path::layout::{Options, layered};

#[test]
fn every_sample_can_be_drawn() {
    let samples = [
        ("web_shop".to_owned(), web_shop()),
        ("staged_30".into(), staged(7)),
        ("free_30".into(), random(30, 1.8, 0.15, 0, 11)),
        ("free_60".into(), random(60, 1.6, 0.12, 0, 5)),
    ];
    for (name, journey) in samples.into_iter().chain(shipped()) {
        let placement = layered(&unplaced(&journey), &Options::default());
        let svg = crate::draw::svg(&placed(&journey, &placement));
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{name} has a place that is nowhere");
        if let Ok(folder) = std::env::var("DRAW_TO") {
            std::fs::write(format!("{folder}/{name}.svg"), svg).unwrap();
        }
    }
}
