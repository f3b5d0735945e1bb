//! The document invariants I1–I12 of the promises, looked for without asking the model.

use desire_path::each_kind;
use desire_path::formats::{self, journey_json};
use desire_path::model::*;
use serde_json::Value as Json;
use std::collections::HashSet;

/// Checks a journey. I3's "acyclic" holds since nothing has a parent;
/// I12 is of the history, not of the journey: the sequences check it.
pub fn check(journey: &Journey) {
    ids(journey);
    ends(journey);
    references(journey);
    numbers(journey);
    assert_eq!(journey.violations(), vec![], "the model's own look");
}

/// I1: ids are unique, not empty and short. I7: a place is found by its id, and the id by its place.
fn ids(journey: &Journey) {
    each_kind!(T => {
        let table = T::table(journey);
        let mut known = HashSet::new();
        for (place, id) in table.ids().enumerate() {
            let text = id.as_str();
            assert!(!text.is_empty() && text.len() <= 64 && !text.contains(char::is_control), "I1: {id:?}");
            assert!(known.insert(text), "I1: {id} stands twice");
            assert_eq!(table.place_of(id), Some(place), "I7: {id}");
            assert!(table.get(id).is_some(), "I7: {id}");
        }
        assert_eq!(known.len(), table.len(), "I7");
        assert_eq!(table.records().count(), table.len(), "I7");
    });
    let both = journey.outcomes.ids().find(|id| journey.touchpoints.contains(id));
    assert_eq!(both, None, "I1: a touchpoint and an outcome");
}

/// I2: both ends of every transition exist.
fn ends(journey: &Journey) {
    for (id, transition) in journey.transitions.iter() {
        let touchpoint = |id: &Id| journey.touchpoints.contains(id);
        let place = |id: &Id| touchpoint(id) || journey.outcomes.contains(id);
        let from = match transition.kind {
            TransitionKind::Normal => touchpoint(&transition.from),
            _ => place(&transition.from),
        };
        assert!(from && place(&transition.to), "I2: {id}");
    }
}

/// I3: stages, channels and owners that are referred to exist. I8: nothing hangs on what is gone.
fn references(journey: &Journey) {
    for (id, touchpoint) in journey.touchpoints.iter() {
        let is = |there: Option<bool>| there.unwrap_or(true);
        assert!(is(touchpoint.stage.as_ref().map(|id| journey.stages.contains(id))), "I3: {id}");
        assert!(is(touchpoint.channel.as_ref().map(|id| journey.channels.contains(id))), "I3: {id}");
        assert!(is(touchpoint.owner.as_ref().map(|id| journey.owners.contains(id))), "I3: {id}");
        let burdens = touchpoint.burdens.iter().map(|(_, score)| score);
        let scores = burdens.chain(touchpoint.values.iter().map(|(_, score)| score));
        let mut evidence = scores.flat_map(|score| &score.evidence);
        assert!(evidence.all(|id| journey.evidence.contains(id)), "I8: a score of {id}");
    }
    for (id, segment) in journey.segments.iter() {
        assert!(segment.entry.keys().all(|id| journey.touchpoints.contains(id)), "I8: entry of {id}");
    }
    for (id, evidence) in journey.evidence.iter() {
        assert!(evidence.touchpoint.iter().all(|id| journey.touchpoints.contains(id)), "I8: {id}");
    }
    for (id, fix) in journey.fixes.iter() {
        let effects = fix.effects.iter().all(|effect| journey.touchpoints.contains(&effect.touchpoint));
        let weights = fix.weights.iter().all(|change| journey.transitions.contains(&change.transition));
        let mut others = fix.excludes.iter().chain(&fix.requires);
        let others = others.all(|id| journey.fixes.contains(id));
        let owner = fix.owner.iter().all(|id| journey.owners.contains(id));
        assert!(effects && weights && others && owner, "I8: fix {id}");
    }
}

/// I4: numbers are finite and in their range. I5: counts and weights are not below 0. I9: links.
fn numbers(journey: &Journey) {
    let near = |along: f64| along.is_finite() && along.abs() <= 1e6;
    let amount = |number: &Option<f64>| number.is_none_or(|number| number.is_finite() && number >= 0.0);
    let finite = |number: &Option<f64>| number.is_none_or(f64::is_finite);
    let share = |number: &Option<f64>| number.is_none_or(|number| (0.0..=1.0).contains(&number));
    for (id, touchpoint) in journey.touchpoints.iter() {
        assert!(near(touchpoint.position.x) && near(touchpoint.position.y), "I4: {id}");
        let values = touchpoint.values.iter().all(|(_, score)| {
            [score.assumed, score.evidenced].into_iter().flatten().all(|score| (0.0..=10.0).contains(&score))
        });
        let burdens = touchpoint.burdens.iter().all(|(burden, score)| {
            let top = burden.top().unwrap_or(1e15);
            [score.assumed, score.evidenced].into_iter().flatten().all(|score| (0.0..=top).contains(&score))
        });
        assert!(values && burdens && share(&touchpoint.drop_off.share), "I4: {id}");
        assert!(amount(&touchpoint.drop_off.left) && amount(&touchpoint.drop_off.stayed), "I5: {id}");
        assert!(finite(&touchpoint.margin) && finite(&touchpoint.cost_to_serve), "I4: {id}");
    }
    for (id, outcome) in journey.outcomes.iter() {
        assert!(near(outcome.position.x) && near(outcome.position.y) && finite(&outcome.value), "I4: {id}");
    }
    for (id, t) in journey.transitions.iter() {
        let amounts = [&t.weight, &t.count, &t.delay_days, &t.newcomers];
        assert!(amounts.into_iter().all(amount), "I5: {id}");
        assert!(share(&t.probability) && finite(&t.reward), "I4: {id}");
    }
    for (id, segment) in journey.segments.iter() {
        assert!(segment.entry.values().all(|share| amount(&Some(*share))), "I5: {id}");
        assert!(amount(&Some(segment.volume)), "I5: {id}");
    }
    for (id, evidence) in journey.evidence.iter() {
        let link = evidence.link.to_ascii_lowercase();
        let safe = ["http:", "https:", "mailto:"].iter().any(|scheme| link.starts_with(scheme));
        assert!(link.is_empty() || safe, "I9: {id}");
    }
}

/// I6: texts are not too long and have no control characters but newline and tab. I4: no number of
/// the file is anything but a number (what is not finite would be written as null, which stands
/// nowhere but in fields of newer versions).
fn texts(value: &Json) {
    match value {
        Json::String(text) => {
            assert!(text.len() <= 10_000 || text.chars().count() <= 10_000, "I6");
            assert!(!text.chars().any(|c| c < ' ' && c != '\n' && c != '\t'), "I6: {text:?}");
        }
        Json::Array(items) => items.iter().for_each(texts),
        Json::Object(fields) => fields.values().for_each(texts),
        Json::Number(number) => assert!(number.as_f64().is_some_and(f64::is_finite), "I4"),
        Json::Null | Json::Bool(_) => {}
    }
}

/// I10: the file says what it is and of which version. I11: opened and saved it is the same file.
pub fn check_written(text: &str) {
    let head = format!("{{\n  \"format\": \"desire-path\",\n  \"version\": {},\n", journey_json::VERSION);
    assert!(text.starts_with(&head), "I10");
    texts(&serde_json::from_str(text).unwrap());
    let opened = formats::read(text.as_bytes(), "again.json").unwrap();
    assert!(opened.report.is_clean(), "I11: {:?}", opened.report.lines);
    assert!(journey_json::write(&opened.journey) == text, "I11: it saves otherwise");
}
