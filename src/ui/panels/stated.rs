//! Where the numbers come from that findings state.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::numbers::Numbers;
use super::super::receipt::{Receipt, under_segment};
use super::super::sentence::Sentence;
use crate::analysis::Finding;
use crate::analysis::origin::{About, Origin, Question};
use crate::model::{Id, Journey, Transition, TransitionKind};

/// A finding as a sentence, with the journey's names.
pub fn said(finding: &Finding, journey: &Journey) -> Sentence {
    let numbers = finding.numbers();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    Sentence::of(finding.sentence(journey), &numbers)
}

/// Where a number comes from, by its place in the sentence of the finding at a place.
pub fn stated(desk: Desk, finding: usize, at: usize) -> Receipt {
    let findings = desk.derived.findings.get();
    findings.all.get(finding).map(|finding| of_finding(desk, finding, at)).unwrap_or_default()
}

fn of_finding(desk: Desk, finding: &Finding, at: usize) -> Receipt {
    let (numbers, words) =
        (desk.derived.numbers(), finding.numbers().into_iter().nth(at).unwrap_or_default());
    let mut receipt = match (finding, at) {
        (Finding::Trap { touchpoints, share, .. }, _) => of_trap(desk, touchpoints, *share),
        (Finding::NearlyClosed { touchpoints, visits }, _) => comes_round(desk, touchpoints, *visits),
        (Finding::OverExplained { touchpoint, computed, .. }, 0) => of_weights(desk, touchpoint, *computed),
        (Finding::OverExplained { touchpoint, known, .. }, 1) => {
            known_here(desk, numbers, touchpoint, *known)
        }
        (Finding::OverExplained { known, scale, .. }, _) => scaled(desk, numbers, *known, *scale),
        (Finding::AboveOne { touchpoint, .. }, _) | (Finding::BelowOne { touchpoint, .. }, 0) => {
            typed(desk, numbers, touchpoint)
        }
        (Finding::BelowOne { sum, .. }, _) => {
            let terms = vec![(text::WHOLE.into(), 1.0), (text::TYPED_SUM.into(), -sum)];
            let head = [text::NO_WAY_ON, text::REST_SENTENCE, text::REST_FORMULA];
            Receipt::of_sum(desk, head, terms, &|share| numbers.share_exact(share))
        }
        _ => {
            let head = [text::FINDINGS, text::CHECK_SENTENCE, text::CHECK_FORMULA];
            let mut receipt = Receipt::of_sum(desk, head, Vec::new(), &|_| String::new());
            receipt.number = words;
            receipt
        }
    };
    if let [only] = finding.touchpoints() {
        let name = desk.editor.read(|journey| place_name(journey, only));
        if !receipt.title.ends_with(&name) {
            receipt.title = text::question_at(&receipt.title, &name);
        }
    }
    // Findings are of all segments, whichever is on the screen; known drop-offs are of one.
    let of_one = matches!(finding, Finding::OverExplained { .. });
    let reference = of_one.then(|| desk.derived.network.with(|network| network.reference));
    receipt.under = under_segment(desk, reference);
    receipt
}

/// Those who come into a trap, by the ways they come.
fn of_trap(desk: Desk, touchpoints: &[Id], share: f64) -> Receipt {
    let inside: Vec<usize> = touchpoints.iter().filter_map(|id| desk.derived.place(id)).collect();
    let (network, readings) = (desk.derived.network.get(), desk.derived.readings.get());
    let words = text::question_words(Question::Trapped);
    match Origin::of_trap(&network, &readings, &inside, share) {
        Some(origin) => Receipt::of_origin(desk, words, Question::Trapped, &origin),
        None => Receipt::without_terms(desk, words, desk.derived.numbers().share_exact(share)),
    }
}

/// Visits, by those who ever come, where that is the most. A loop that nobody comes to has no such place.
fn comes_round(desk: Desk, touchpoints: &[Id], often: f64) -> Receipt {
    let (readings, numbers) = (desk.derived.readings.get(), desk.derived.numbers());
    let head = [text::COMES_ROUND, text::COMES_ROUND_SENTENCE, text::COMES_ROUND_FORMULA];
    let mut receipt = Receipt::without_terms(desk, head, numbers.decimal(often, 1));
    for id in touchpoints {
        let place = desk.derived.place(id);
        for reading in &readings.segments {
            let own = place.and_then(|at| reading.touchpoints.get(at));
            let Some((visits, reach)) = own.and_then(|own| own.visits.zip(own.reach)) else { continue };
            if reach > 0.0 && (visits / reach - often).abs() <= 1e-9 * often {
                let name = desk.editor.read(|journey| place_name(journey, id));
                receipt.sentence = text::COMES_ROUND_SENTENCE.into();
                receipt.terms = vec![
                    ([text::VISITS_THERE, &name].concat(), numbers.decimal(visits, 4)),
                    (text::EVER_THERE.into(), numbers.decimal(reach, 6)),
                ];
                return receipt;
            }
        }
    }
    receipt
}

/// What the weights alone let leave, in the segment that known drop-offs are of.
fn of_weights(desk: Desk, touchpoint: &Id, computed: f64) -> Receipt {
    let (network, readings) = (desk.derived.network.get(), desk.derived.readings.get());
    let question = desk.derived.place(touchpoint).map(Question::DropOff);
    let origin = question.and_then(|question| {
        let mut origin = Origin::of(&network, &readings, Some(network.reference), question)?;
        // Who has no way on leaves as well, but not for a weight.
        origin.terms.retain(|term| term.about != About::NoWay);
        origin.number = computed;
        Some((question, origin))
    });
    match origin.filter(|(_, origin)| (origin.combined() - computed).abs() <= 1e-9) {
        Some((question, origin)) => {
            Receipt::of_origin(desk, text::question_words(question), question, &origin)
        }
        None => {
            let head = [text::DROP_OFF, text::CHECK_SENTENCE, text::CHECK_FORMULA];
            Receipt::without_terms(desk, head, desk.derived.numbers().share_exact(computed))
        }
    }
}

/// What was typed or counted.
fn known_here(desk: Desk, numbers: Numbers, touchpoint: &Id, known: f64) -> Receipt {
    let head = [text::KNOWN_DROP_OFF, text::KNOWN_SENTENCE, text::KNOWN_FORMULA];
    let mut receipt = Receipt::of_sum(desk, head, Vec::new(), &|_| String::new());
    receipt.number = numbers.share_exact(known);
    let given = desk.editor.read(|journey| journey.touchpoints.get(touchpoint).map(|t| t.drop_off.clone()));
    if let Some((left, stayed)) =
        given.filter(|given| given.is_counted()).and_then(|given| given.left.zip(given.stayed))
    {
        let counts = [(text::LEFT_HERE, left), (text::WENT_ON, stayed)];
        receipt.terms = counts.map(|(what, count)| (what.to_owned(), numbers.people(count))).to_vec();
    } else {
        receipt.terms = vec![(text::KNOWN_DROP_OFF.into(), receipt.number.clone())];
    }
    receipt
}

/// The hazard that was observed, by that which the weights explain.
fn scaled(desk: Desk, numbers: Numbers, known: f64, scale: f64) -> Receipt {
    let observed = -(-known).ln_1p();
    let head = [text::WEIGHTS_SCALED, text::SCALE_SENTENCE, text::SCALE_FORMULA];
    let explained =
        if scale > 0.0 { Some((text::EXPLAINED_HAZARD.to_owned(), observed / scale)) } else { None };
    let terms = std::iter::once((text::OBSERVED_HAZARD.to_owned(), observed)).chain(explained).collect();
    let mut receipt = Receipt::of_sum(desk, head, terms, &|hazard| numbers.decimal(hazard, 4));
    receipt.number = numbers.decimal(scale, 3);
    receipt
}

/// The probabilities that are typed at the ways on from a touchpoint.
fn typed(desk: Desk, numbers: Numbers, touchpoint: &Id) -> Receipt {
    let terms = desk.editor.read(|journey| {
        let is_here = |way: &&Transition| way.from == *touchpoint && way.kind == TransitionKind::Normal;
        let here = journey.transitions.records().filter(is_here);
        here.filter_map(|way| Some((place_name(journey, &way.to), way.probability?))).collect()
    });
    let head = [text::TYPED_SUM, text::TYPED_SENTENCE, text::TYPED_FORMULA];
    Receipt::of_sum(desk, head, terms, &|share| numbers.decimal(share, 6))
}
