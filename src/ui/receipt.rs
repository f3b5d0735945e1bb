//! Where a number comes from: its sentence, its formula, and its terms with the map's own values.

mod terms;

use super::catalogue as text;
use super::desk::Desk;
use super::names::place_name;
use super::prelude::*;
use crate::analysis::origin::{Combine, Origin, Question, Said, Term};
use crate::analysis::{Network, Readings};
use crate::model::{Journey, Perspective};
use terms::{about, amount, product, titled, unit_of};

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

    /// Where a number of the readings comes from: its terms with the map's own values.
    pub fn of(desk: Desk, question: Question) -> Self {
        Self::of_segment(desk, desk.derived.segment_place(), question)
    }

    /// The same for the segment at a place; `None` is all of them together.
    pub fn of_segment(desk: Desk, place: Option<usize>, question: Question) -> Self {
        let (network, readings) = (desk.derived.network.get(), desk.derived.readings.get());
        let mut receipt = Self::of_readings(desk, (&network, &readings), place, question);
        receipt.under = under_segment(desk, place);
        receipt
    }

    /// The same of readings of the open journey that are not those on the screen: in the one
    /// perspective or the other.
    pub fn in_view(
        desk: Desk,
        network: &Network,
        readings: &Readings,
        perspective: Perspective,
        question: Question,
    ) -> Self {
        let place = desk.derived.segment_place();
        let mut receipt = Self::of_readings(desk, (network, readings), place, question);
        receipt.under = under_today(desk, place, perspective).join(" ");
        receipt
    }

    fn of_readings(
        desk: Desk,
        solved: (&Network, &Readings),
        place: Option<usize>,
        question: Question,
    ) -> Self {
        desk.editor.read(|journey| Self::of_journey(desk, journey, solved, place, question))
    }

    fn of_journey(
        desk: Desk,
        journey: &Journey,
        (network, readings): (&Network, &Readings),
        place: Option<usize>,
        question: Question,
    ) -> Self {
        let words = text::question_words(question);
        let [what, ..] = words;
        let mut receipt = match Origin::of(network, readings, place, question) {
            Some(origin) => Self::of_terms(desk, (journey, network), words, question, &origin),
            None => {
                let number = question.number(network, readings, place);
                let number = number
                    .map_or_else(|| text::NO_NUMBER.to_owned(), |number| written(desk, question, number));
                Self::without_terms(desk, words, number)
            }
        };
        receipt.title = titled(desk.derived.numbers(), (journey, network), question, what);
        receipt
    }

    /// Where a number of the journey as it is comes from, whichever scenario of it is shown: of the segment at
    /// a place of it, without fixes.
    pub fn as_is(
        desk: Desk,
        journey: &Journey,
        (network, readings): (&Network, &Readings),
        place: Option<usize>,
        question: Question,
    ) -> Self {
        let mut receipt = Self::of_journey(desk, journey, (network, readings), place, question);
        let segment = place.and_then(|at| Some(journey.segments.records().nth(at)?.name.clone()));
        receipt.under =
            [&under_choices(desk, segment, desk.session.perspective.get()), " ", text::MAP_AS_IT_IS].concat();
        receipt
    }

    /// The receipt of terms that are known, written as those of a question of the readings.
    pub fn of_origin(desk: Desk, words: [&'static str; 3], like: Question, origin: &Origin) -> Self {
        let network = desk.derived.network.get();
        desk.editor.read(|journey| Self::of_terms(desk, (journey, &network), words, like, origin))
    }

    fn of_terms(
        desk: Desk,
        (journey, network): (&Journey, &Network),
        words: [&'static str; 3],
        like: Question,
        origin: &Origin,
    ) -> Self {
        let (numbers, unit) = (desk.derived.numbers(), unit_of(like));
        let mut receipt = Self::of_sum(desk, words, Vec::new(), &|_| String::new());
        receipt.number = amount(numbers, unit, origin.number);
        let part = if origin.combine == Combine::Root { Said::Apart } else { unit };
        // Ways that all lead here are named by where they begin.
        let from = matches!(
            like,
            Question::Visits(_) | Question::Outcome(_) | Question::Reached(_) | Question::Brought(..)
        );
        for term in &origin.terms {
            let label = about(journey, network, term.about, from);
            receipt.terms.push((label, product(numbers, term, part)));
        }
        let sum = origin.terms.iter().map(Term::amount).sum::<f64>();
        if origin.combine == Combine::Hazard {
            receipt.terms.push((text::HAZARD_SUM.into(), numbers.decimal(sum, 4)));
        }
        if origin.terms.len() > 1 {
            let together =
                if part == Said::Apart { amount(numbers, part, sum) } else { receipt.number.clone() };
            receipt.terms.push((text::AS_A_SUM.into(), together));
        }
        receipt
    }

    /// A number that is known without its terms.
    pub fn without_terms(desk: Desk, [title, sentence, formula]: [&'static str; 3], number: String) -> Self {
        let sentence = [sentence, " ", text::NO_TERMS].concat();
        Self { title: title.into(), number, sentence, formula, terms: Vec::new(), under: under(desk) }
    }

    /// A number that is the sum of amounts of one kind; `write` says how they are written.
    pub fn of_sum(
        desk: Desk,
        [title, sentence, formula]: [&'static str; 3],
        terms: Vec<(String, f64)>,
        write: &dyn Fn(f64) -> String,
    ) -> Self {
        let sum = terms.iter().map(|(_, amount)| amount).sum();
        Self {
            title: title.into(),
            number: write(sum),
            sentence: sentence.into(),
            formula,
            terms: terms.into_iter().map(|(what, amount)| (what, write(amount))).collect(),
            under: under(desk),
        }
    }
}

/// A number, written in full as its receipt writes it.
pub fn written(desk: Desk, question: Question, number: f64) -> String {
    amount(desk.derived.numbers(), unit_of(question), number)
}

/// Opens the receipt of a number.
pub fn ask(desk: Desk, question: Question) {
    show(desk, untrack(|| Receipt::of(desk, question)));
}

/// Opens a receipt.
pub fn show(desk: Desk, receipt: Receipt) {
    // What a number was asked for may be gone by now: then there is nothing to show.
    if !receipt.title.is_empty() {
        show_all(desk, vec![receipt]);
    }
}

/// Opens the receipts of several numbers.
pub fn show_all(desk: Desk, receipts: Vec<Receipt>) {
    desk.session.receipts.set(receipts);
}

/// The segment, the perspective, the book and the scenario that a number was computed under.
pub fn under(desk: Desk) -> String {
    under_segment(desk, desk.derived.segment_place())
}

/// The same for the segment at a place; `None` is all of them together.
pub fn under_segment(desk: Desk, place: Option<usize>) -> String {
    under_view(desk, place, desk.session.perspective.get())
}

fn under_view(desk: Desk, place: Option<usize>, perspective: Perspective) -> String {
    let mut parts = under_today(desk, place, perspective);
    match desk.session.tried.with(Vec::len) {
        0 => {}
        count => parts.push(text::with_fixes(count)),
    }
    parts.join(" ")
}

/// The same for what is computed without the fixes that are tried.
fn under_today(desk: Desk, place: Option<usize>, perspective: Perspective) -> Vec<String> {
    let name = |journey: &Journey| Some(journey.segments.records().nth(place?)?.name.clone());
    let under = under_choices(desk, desk.editor.read(name), perspective);
    let scenario = desk.editor.scenario();
    let scenario = scenario.and_then(|id| {
        let name = |journey: &Journey| journey.scenarios.get(&id).map(|scenario| scenario.name.clone());
        desk.editor.peek_base(name).map(|name| text::in_scenario(&name))
    });
    let scenario = scenario.unwrap_or_else(|| text::MAP_AS_IT_IS.to_owned());
    vec![under, scenario]
}

/// The segment, the perspective and the book.
fn under_choices(desk: Desk, segment: Option<String>, perspective: Perspective) -> String {
    let segment = segment.unwrap_or_else(|| text::ALL_SEGMENTS.into());
    text::computed_under(&segment, perspective, desk.session.book.get())
}

/// What receipts are called together, and how they are drawn; `None` where there is none. Of several the
/// first is open.
pub fn receipts_view(receipts: &[Receipt]) -> Option<(String, Child)> {
    let first = receipts.first()?;
    let hints = [first.under.clone(), text::RULE.into(), text::LIMITS.into()];
    let foot = hints.map(|words| p().class("hint").child(words));
    let (title, shown) = match receipts {
        [one] => (one.title.clone(), terms_view(one).into_child()),
        several => (
            text::WHERE_FROM.to_owned(),
            several.iter().enumerate().map(folded).collect::<Vec<_>>().into_child(),
        ),
    };
    Some((title, div().class("stack receipts").child(shown).child(foot).into_child()))
}

/// One of several receipts: its name and its number, which open into the rest.
fn folded((at, receipt): (usize, &Receipt)) -> El {
    let name = summary()
        .attr("autofocus", (at == 0).then_some(""))
        .child(span().child(receipt.title.clone()))
        .child(b().child(receipt.number.clone()));
    details().class("receipt").attr("open", at == 0).child(name).child(terms_view(receipt))
}

/// The number, the sentence, the formula and the terms.
fn terms_view(receipt: &Receipt) -> El {
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
}
