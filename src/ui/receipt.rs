//! Where a number comes from: its sentence, its formula, and its terms with the map's own values.

use super::catalogue as text;
use super::desk::Desk;
use super::names::place_name;
use super::numbers::Numbers;
use super::prelude::*;
use super::session::Dialog;
use crate::analysis::origin::{About, Origin, Question, Said, Term};
use crate::analysis::{End, Network};
use crate::model::Journey;

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
        let network = desk.derived.network.get();
        let origin = desk.derived.readings.with(|r| Origin::of(&network, r, place, question));
        let [what, sentence, formula] = text::question_words(question);
        let words = [what, sentence, formula];
        let mut receipt = match &origin {
            Some(origin) => Self::of_origin(desk, words, question, origin),
            None => Self::of_sum(desk, words, Vec::new(), |_| String::new()),
        };
        if origin.is_none() {
            receipt.sentence = [sentence, " ", text::NO_TERMS].concat();
        }
        receipt.title = titled(desk, &network, question, what);
        receipt.under = under_segment(desk, place);
        receipt
    }

    /// The receipt of terms that are known, written as those of a question of the readings.
    pub fn of_origin(desk: Desk, words: [&'static str; 3], like: Question, origin: &Origin) -> Self {
        let numbers = desk.derived.numbers();
        let network = desk.derived.network.get();
        let mut receipt = Self::of_sum(desk, words, Vec::new(), |_| String::new());
        receipt.number = amount(numbers, unit_of(like), origin.number);
        let ways = matches!(like, Question::Visits(_) | Question::Outcome(_));
        for term in &origin.terms {
            let label = desk.editor.read(|journey| about(journey, &network, term.about, ways));
            receipt.terms.push((label, product(numbers, term, unit_of(like))));
        }
        if origin.is_hazard {
            let hazard = origin.terms.iter().map(Term::amount).sum::<f64>();
            receipt.terms.push((text::HAZARD_SUM.into(), numbers.decimal(hazard, 4)));
        }
        if origin.terms.len() > 1 {
            receipt.terms.push((text::AS_A_SUM.into(), receipt.number.clone()));
        }
        receipt
    }

    /// A number that is the sum of amounts of one kind; `write` says how they are written.
    pub fn of_sum(
        desk: Desk,
        [title, sentence, formula]: [&'static str; 3],
        terms: Vec<(String, f64)>,
        write: impl Fn(f64) -> String,
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

/// Opens the receipt of a number.
pub fn ask(desk: Desk, question: Question) {
    show(desk, untrack(|| Receipt::of(desk, question)));
}

/// Opens a receipt.
pub fn show(desk: Desk, receipt: Receipt) {
    desk.session.dialog.set(Some(Dialog::Receipt(receipt)));
}

/// What a number is, with the name of what it is of.
fn titled(desk: Desk, network: &Network, question: Question, what: &str) -> String {
    let about = match question {
        Question::Visits(i)
        | Question::DropOff(i)
        | Question::Leavers(i)
        | Question::ValueToGo(i, _)
        | Question::Arriving(i, _)
        | Question::Realised(i, _)
        | Question::CarriedOn(i, _)
        | Question::Leak(i, _)
        | Question::Removal(i)
        | Question::RemovalValue(i, _) => About::Touchpoint(i),
        Question::BurdenWorth(i, burden, _) => {
            let name = desk.editor.read(|journey| about(journey, network, About::Touchpoint(i), false));
            return text::question_at(
                &text::one_less(burden, &desk.derived.numbers().currency_sign()),
                &name,
            );
        }
        Question::Share(t) | Question::Flow(t) | Question::Carried(t, _) => About::Way(t),
        Question::Outcome(o) => {
            let name = desk.editor.read(|journey| Some(place_name(journey, journey.outcomes.id_at(o)?)));
            return text::question_at(what, &name.unwrap_or_default());
        }
        _ => return what.to_owned(),
    };
    text::question_at(what, &desk.editor.read(|journey| self::about(journey, network, about, false)))
}

/// What a term is about. A way that leads to what is asked for is named by where it begins.
fn about(journey: &Journey, network: &Network, about: About, from: bool) -> String {
    let touchpoint = |place: usize| journey.touchpoints.id_at(place).map(|id| place_name(journey, id));
    let end = |end: End| match end {
        End::Touchpoint(place) => touchpoint(place),
        End::Outcome(place) => journey.outcomes.id_at(place).map(|id| place_name(journey, id)),
    };
    let named = match about {
        About::Touchpoint(place) => touchpoint(place),
        About::Way(place) => network.transitions.get(place).and_then(|way| {
            let (begin, end) = (touchpoint(way.from)?, end(way.to)?);
            Some(if from { begin + " →" } else { [begin.as_str(), " → ", &end].concat() })
        }),
        About::Segment(place) => journey.segments.records().nth(place).map(|segment| segment.name.clone()),
        About::Burden(burden) => Some(text::burden_name(burden).to_owned()),
        About::Value(value) => Some(text::value_name(value).to_owned()),
        About::Entry => Some(text::ENTER_HERE.to_owned()),
        About::Here => Some(text::AT_THE_TOUCHPOINT.to_owned()),
        About::Base => Some(text::BASE_HAZARD.to_owned()),
        About::NoWay => Some(text::NO_WAY_ON.to_owned()),
        About::Margin => Some(text::MARGIN.to_owned()),
        About::CostToServe => Some(text::COST_TO_SERVE.to_owned()),
        About::Rest => Some(text::THE_REST.to_owned()),
    };
    named.unwrap_or_else(|| text::EVERYONE.to_owned())
}

/// What a number is written like: as one of its terms would be.
fn unit_of(question: Question) -> Said {
    match question {
        Question::Entrants | Question::Visits(_) | Question::Leavers(_) | Question::Flow(_) => Said::Visits,
        Question::DropOff(_)
        | Question::Removal(_)
        | Question::Share(_)
        | Question::Outcome(_)
        | Question::Success
        | Question::Dropped => Said::Share,
        Question::Steps | Question::Minutes | Question::HandOffs => Said::VisitsEach,
        _ => Said::Amount,
    }
}

fn amount(numbers: Numbers, said: Said, amount: f64) -> String {
    match said {
        Said::Entrants | Said::Visits | Said::Leavers => numbers.people(amount),
        Said::EnterHere
        | Said::DropOff
        | Said::Share
        | Said::ShareOfStayers
        | Said::ShareOfVisits
        | Said::ShareOfEntrants
        | Said::Reach
        | Said::SuccessFrom => numbers.share_exact(amount),
        Said::PerSuccess => numbers.share_exact(1.0 / amount),
        Said::PerVisit
        | Said::WorthThere
        | Said::Amount
        | Said::AmountEach
        | Said::MoneyPerUnit
        | Said::HazardWorth => numbers.money(amount),
        Said::Discount
        | Said::Score
        | Said::PerUnit
        | Said::Pull
        | Said::Hazard
        | Said::VisitsEach
        | Said::Each => numbers.decimal(amount, 4),
    }
}

/// The factors of a term, and what they come to where there are several.
fn product(numbers: Numbers, term: &Term, unit: Said) -> String {
    let mut out = String::new();
    for (said, factor) in &term.factors {
        if !out.is_empty() {
            out += if *said == Said::PerSuccess { " ÷ " } else { " × " };
        }
        // The rest of many terms is written as their sum is.
        let written = if *said == Said::Each && term.about == About::Rest { unit } else { *said };
        out += &amount(numbers, written, *factor);
        out += text::said_word(*said);
    }
    if term.factors.len() > 1 {
        let is_hazard = term.factors.iter().any(|(said, _)| *said == Said::PerUnit) && unit == Said::Share;
        out += " = ";
        out += &amount(numbers, if is_hazard { Said::Hazard } else { unit }, term.amount());
    }
    out
}

/// The segment, the perspective, the book and the scenario that a number was computed under.
pub fn under(desk: Desk) -> String {
    under_segment(desk, desk.derived.segment_place())
}

/// The same for the segment at a place; `None` is all of them together.
pub fn under_segment(desk: Desk, place: Option<usize>) -> String {
    let name = |journey: &Journey| Some(journey.segments.records().nth(place?)?.name.clone());
    let under = text::computed_under(
        &desk.editor.read(name).unwrap_or_else(|| text::ALL_SEGMENTS.into()),
        desk.session.perspective.get(),
        desk.session.book.get(),
    );
    let scenario = desk.editor.scenario();
    let scenario = scenario.and_then(|id| {
        let name = |journey: &Journey| journey.scenarios.get(&id).map(|scenario| scenario.name.clone());
        desk.editor.peek_base(name).map(|name| text::in_scenario(&name))
    });
    let scenario = scenario.unwrap_or_else(|| text::MAP_AS_IT_IS.to_owned());
    let mut parts = vec![under, scenario];
    match desk.session.tried.with(Vec::len) {
        0 => {}
        count => parts.push(text::with_fixes(count)),
    }
    parts.join(" ")
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
        .child(p().class("hint").child(text::RULE))
        .child(p().class("hint").child(text::LIMITS))
}
