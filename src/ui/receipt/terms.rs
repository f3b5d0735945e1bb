//! The terms of a receipt in words: what each is about, and its factors.

use super::super::catalogue as text;
use super::super::names::place_name;
use super::super::numbers::Numbers;
use crate::analysis::origin::{About, Question, Said, Term};
use crate::analysis::{End, Network};
use crate::model::Journey;

/// What a number is, with the name of what it is of.
pub(super) fn titled(
    numbers: Numbers,
    (journey, network): (&Journey, &Network),
    question: Question,
    what: &str,
) -> String {
    let about = match question {
        Question::Visits(i)
        | Question::DropOff(i)
        | Question::Friction(i)
        | Question::Leavers(i)
        | Question::ValueToGo(i, _)
        | Question::Arriving(i, _)
        | Question::Realised(i, _)
        | Question::CarriedOn(i, _)
        | Question::Leak(i, _)
        | Question::Removal(i)
        | Question::LeavingAt(i, _)
        | Question::RemovalValue(i, _) => About::Touchpoint(i),
        Question::BurdenWorth(i, burden, _) => {
            let name = self::about(journey, network, About::Touchpoint(i), false);
            return text::question_at(&text::one_less(burden, &numbers.currency_sign()), &name);
        }
        Question::Share(t) | Question::Flow(t) | Question::Carried(t, _) => About::Way(t),
        Question::Outcome(o) | Question::Reached(o) | Question::Brought(o, _) => About::Outcome(o),
        _ => return what.to_owned(),
    };
    text::question_at(what, &self::about(journey, network, about, false))
}

/// What a term is about. A way that leads to what is asked for is named by where it begins.
pub(super) fn about(journey: &Journey, network: &Network, about: About, from: bool) -> String {
    let touchpoint = |place: usize| journey.touchpoints.id_at(place).map(|id| place_name(journey, id));
    let outcome = |place: usize| journey.outcomes.id_at(place).map(|id| place_name(journey, id));
    let end = |end: End| match end {
        End::Touchpoint(place) => touchpoint(place),
        End::Outcome(place) => outcome(place),
    };
    let joined = |from: String, to: String| [from.as_str(), " → ", &to].concat();
    let segment = |place: usize| journey.segments.records().nth(place).map(|segment| segment.name.clone());
    let named = match about {
        About::Touchpoint(place) => touchpoint(place),
        About::Way(place) => network.transitions.get(place).and_then(|way| {
            let (begin, end) = (touchpoint(way.from)?, end(way.to)?);
            Some(if from { begin + " →" } else { joined(begin, end) })
        }),
        About::Return(place) => {
            network.returns.get(place).and_then(|part| Some(joined(end(part.from)?, end(part.to)?)))
        }
        About::Outcome(place) => outcome(place),
        About::Segment(place) => segment(place),
        About::Between(place) => segment(place).map(|name| text::apart_from_all(&name)),
        About::Burden(burden) => Some(text::burden_name(burden).to_owned()),
        About::Value(value) => Some(text::value_name(value).to_owned()),
        plain => text::about_word(plain).map(str::to_owned),
    };
    named.unwrap_or_else(|| text::EVERYONE.to_owned())
}

/// What a number is written like: as one of its terms would be.
pub(super) fn unit_of(question: Question) -> Said {
    match question {
        Question::Entrants
        | Question::Visits(_)
        | Question::Leavers(_)
        | Question::DroppedInAll
        | Question::Reached(_)
        | Question::Flow(_) => Said::Visits,
        Question::DropOff(_)
        | Question::Removal(_)
        | Question::Share(_)
        | Question::Outcome(_)
        | Question::Success
        | Question::Rework
        | Question::Trapped
        | Question::ComesBack
        | Question::Dropped => Said::Share,
        Question::Friction(_) => Said::Friction,
        Question::Steps | Question::Minutes | Question::HandOffs => Said::VisitsEach,
        _ => Said::Amount,
    }
}

pub(super) fn amount(numbers: Numbers, said: Said, amount: f64) -> String {
    match said {
        Said::Entrants | Said::Visits | Said::Leavers => numbers.people(amount),
        Said::EnterHere
        | Said::DropOff
        | Said::Share
        | Said::ShareOfStayers
        | Said::ShareOfVisits
        | Said::ShareOfEntrants
        | Said::Reach
        | Said::ShareOfWalkers
        | Said::Returns
        | Said::SuccessFrom => numbers.share_exact(amount),
        Said::PerSuccess => numbers.share_exact(1.0 / amount),
        Said::PerSteps => numbers.decimal(1.0 / amount, 4),
        // A mean square is said as the square of what it is the square of.
        Said::Apart => numbers.money(amount.sqrt()) + "²",
        Said::Friction => numbers.decimal(amount, 2),
        Said::Hundred => numbers.decimal(amount, 0),
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
        | Said::VisitsAgain
        | Said::Each => numbers.decimal(amount, 4),
    }
}

/// The factors of a term, and what they come to where there are several.
pub(super) fn product(numbers: Numbers, term: &Term, unit: Said) -> String {
    let mut out = String::new();
    for (said, factor) in &term.factors {
        if !out.is_empty() {
            out += if matches!(said, Said::PerSuccess | Said::PerSteps) { " ÷ " } else { " × " };
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
