//! Where a number comes from: its sentence, its formula, and its terms with the map's own values.

use super::catalogue as text;
use super::desk::Desk;
use super::names::place_name;
use super::prelude::*;
use crate::model::Id;

/// Where a number comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Receipt {
    /// What number it is.
    pub title: String,
    /// The number itself, in full.
    pub number: String,
    /// What it means, in a sentence.
    pub sentence: String,
    /// The formula.
    pub formula: &'static str,
    /// Its terms: what, and how much.
    pub terms: Vec<(String, String)>,
    /// Under which choices it was computed.
    pub under: String,
}

impl Receipt {
    /// The share of entrants that succeed.
    pub fn of_success(desk: Desk) -> Self {
        let (reading, numbers) = (desk.derived.reading(), desk.derived.numbers());
        let entry = desk.derived.network.with(|network| {
            let place = desk.derived.segment_place().unwrap_or(network.reference);
            network.segments.get(place).map(|segment| segment.entry.clone()).unwrap_or_default()
        });
        let whole =
            desk.derived.segment_place().is_some() || desk.derived.readings.with(|r| r.segments.len() < 2);
        let mut terms = if whole {
            desk.editor.read(|journey| {
                let term = |(place, share): &(usize, f64)| {
                    let id = journey.touchpoints.id_at(*place)?;
                    let from = reading.touchpoints.get(*place)?.success_from?;
                    let product = format!("{} × {}", numbers.share_exact(*share), numbers.share_exact(from));
                    Some((text::entering_at(&place_name(journey, id)), product))
                };
                entry.iter().filter_map(term).take(12).collect()
            })
        } else {
            Self::by_segment(desk)
        };
        if let Some(own) = super::panels::intervals(desk) {
            let ends = [own.success.low, own.success.high].map(|share| numbers.share_exact(share));
            terms.push((text::INTERVAL.into(), text::from_to(&ends[0], &ends[1])));
        }
        Self {
            title: text::REACH_SUCCESS.into(),
            number: numbers.share_exact(reading.success),
            sentence: text::success_sentence(
                &numbers.people(reading.success * desk.derived.entrants()),
                &numbers.people(desk.derived.entrants()),
            ),
            formula: text::SUCCESS_FORMULA,
            terms,
            under: under(desk),
        }
    }

    fn by_segment(desk: Desk) -> Vec<(String, String)> {
        let numbers = desk.derived.numbers();
        let readings = desk.derived.readings.get();
        let network = desk.derived.network.get();
        desk.editor.read(|journey| {
            let term = |(segment, reading): (
                &crate::analysis::SegmentPart,
                &std::sync::Arc<crate::analysis::Reading>,
            )| {
                let name =
                    segment.id.as_ref().and_then(|id| journey.segments.get(id)).map(|s| s.name.clone());
                let product =
                    format!("{} × {}", numbers.people(segment.volume), numbers.share_exact(reading.success));
                (name.unwrap_or_else(|| text::EVERYONE.into()), product)
            };
            network.segments.iter().zip(&readings.segments).map(term).collect()
        })
    }

    /// What leavers of a touchpoint would have been worth.
    pub fn of_leak(desk: Desk, id: &Id) -> Self {
        let (numbers, entrants) = (desk.derived.numbers(), desk.derived.entrants());
        let book = desk.session.book.get();
        let Some(reading) = desk.derived.touchpoint_reading(id) else { return Self::default() };
        let (visits, leave) = (reading.visits.unwrap_or(0.0), reading.drop_off.unwrap_or(0.0));
        let leavers = reading.leavers * entrants;
        let leak = reading.leak[book] * entrants;
        let each = if leavers > 0.0 { leak / leavers } else { 0.0 };
        Self {
            title: text::leak_at(&desk.editor.read(|journey| place_name(journey, id))),
            number: numbers.money(leak),
            sentence: text::LEAK_SENTENCE.into(),
            formula: text::LEAK_FORMULA,
            terms: vec![
                (text::VISITS.into(), numbers.people(visits * entrants)),
                (text::DROP_OFF.into(), numbers.share_exact(leave)),
                (text::THEY_LEAVE.into(), numbers.people(leavers)),
                (text::WORTH_OF_A_STAYER.into(), numbers.money(each)),
            ],
            under: under(desk),
        }
    }

    /// How many leave at a touchpoint.
    pub fn of_leavers(desk: Desk, id: &Id) -> Self {
        let (numbers, entrants) = (desk.derived.numbers(), desk.derived.entrants());
        let Some(reading) = desk.derived.touchpoint_reading(id) else { return Self::default() };
        Self {
            title: text::leavers_at(&desk.editor.read(|journey| place_name(journey, id))),
            number: numbers.people(reading.leavers * entrants),
            sentence: text::LEAVERS_SENTENCE.into(),
            formula: text::LEAVERS_FORMULA,
            terms: vec![
                (text::VISITS.into(), numbers.people(reading.visits.unwrap_or(0.0) * entrants)),
                (text::DROP_OFF.into(), numbers.share_exact(reading.drop_off.unwrap_or(0.0))),
            ],
            under: under(desk),
        }
    }
}

/// The segment, the perspective and the book that a number was computed under.
pub fn under(desk: Desk) -> String {
    let segment = desk.session.segment.get();
    let segment = segment.and_then(|id| desk.editor.read(|j| j.segments.get(&id).map(|s| s.name.clone())));
    let under = text::computed_under(
        &segment.unwrap_or_else(|| text::ALL_SEGMENTS.into()),
        desk.session.perspective.get(),
        desk.session.book.get(),
    );
    match desk.session.tried.with(Vec::len) {
        0 => under,
        count => [under, text::with_fixes(count)].join(" "),
    }
}

/// Draws a receipt.
pub fn receipt_view(receipt: &Receipt) -> El {
    let term = |(what, number): &(String, String)| {
        tr().child(td().child(what.clone())).child(td().child(number.clone()))
    };
    let terms = receipt.terms.iter().map(term).collect::<Vec<_>>();
    div()
        .class("stack")
        .child(p().child(b().class("receipt-number").child(receipt.number.clone())))
        .child(p().child(receipt.sentence.clone()))
        .child(p().class("formula").child(receipt.formula))
        .child(table().class("table").child(tbody().child(terms)))
        .child(p().class("hint").child(receipt.under.clone()))
        .child(p().class("hint").child(text::LIMITS))
}
