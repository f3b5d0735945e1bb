//! The words of receipts: what a number is, what it means, its formula, and what its terms are.

use crate::analysis::origin::{Question, Said};

words! {
    AS_A_SUM = "Together";
    ENTER_HERE = "Enter here";
    AT_THE_TOUCHPOINT = "Here";
    BASE_HAZARD = "Without any burden";
    NO_WAY_ON = "No way on";
    THE_REST = "All the others";
    NO_TERMS = "This number follows from the whole map: it has no terms of its own.";
    RULE = "A customer's journey ends at the first outcome it reaches, or where the customer leaves.";
    MAP_AS_IT_IS = "The map as it is.";
    HAZARD_SUM = "Hazard";
    STRAIGHT_SENTENCE = "The value without this touchpoint, its customers going straight on, minus the value now.";
    STRAIGHT_FORMULA = "n · V without it − n · V now";
    WITHOUT_IT_NOW = "Without it";
    AS_IT_IS_NOW = "As it is now";
    PATH_SENTENCE = "Where the walk begins, times every step it takes, times how it ends.";
    PATH_FORMULA = "s · p · p · … ";
    INTERVAL_SENTENCE = "If the counts were taken again, 95 of 100 times the number would lie about here.";
    INTERVAL_FORMULA = "estimate ± 1.96 · standard error, kept to what is possible";
    VALUE_TO_GO_EACH = "still to come for one who is here";
    ESTIMATE_TERM = "Estimate";
    ERROR_TERM = "Standard error";
    CHOSEN_COST_SENTENCE = "What the chosen fixes cost together, over all the periods that count.";
    CHOSEN_COST_FORMULA = "Σ (once + periods · per period)";
    CHOSEN_GAIN_SENTENCE = "How much more the journey is worth with the chosen fixes, over all the periods that count, before their cost.";
    CHOSEN_GAIN_FORMULA = "value with them − value today + what they cost";
    CHOSEN_NET_SENTENCE = "What is left of the gain once the fixes are paid.";
    CHOSEN_NET_FORMULA = "gain − cost";
    WITH_THEM = "With the fixes, paid for";
    VALUE_TODAY = "Today";
    WHAT_THEY_COST = "What they cost";
}

/// What a number is, what it means in a sentence, and its formula.
pub fn question_words(question: Question) -> [&'static str; 3] {
    words_of_touchpoint(question).or_else(|| words_of_way(question)).unwrap_or_else(|| words_of_all(question))
}

fn words_of_touchpoint(question: Question) -> Option<[&'static str; 3]> {
    Some(match question {
        Question::Visits(_) => [
            "Visits",
            "Those who begin here, and those whom every way that leads here brings.",
            "n · s + Σ n · v · p",
        ],
        Question::DropOff(_) => [
            "Drop-off",
            "The share of visits that are the last: hazards add up, and value pulls against them.",
            "1 − exp(−H),  H = (H₀ + Σ w · b) · exp(−ρ q̄)",
        ],
        Question::Leavers(_) => {
            ["Leave here", "Visits in a period times the share of visits that are the last.", "n · v · d"]
        }
        Question::ValueToGo(..) => [
            "Value to go",
            "What this visit is worth, and what is still to come by every way on.",
            "W = r + Σ p · γ · (r + W)",
        ],
        Question::Arriving(..) => [
            "Value that arrives",
            "It equals what is realised here and what every way on carries.",
            "v · W = v · r + Σ f · W",
        ],
        Question::Realised(..) => [
            "Value realised here",
            "Visits in a period times what each of them is worth by itself.",
            "n · v · r",
        ],
        Question::CarriedOn(..) => ["Value carried on", "What every way on from here carries.", "Σ f · W"],
        Question::Leak(..) => [
            "Leak",
            "Those who leave here would have been worth this much, had they gone on like those who stay.",
            "v · d · (Q W) ÷ (1 − d)",
        ],
        Question::BurdenWorth(..) => [
            "Worth of one unit less",
            "How much hazard one unit adds, times what a unit of hazard costs; in the customers' book the burden's own cost, too. At the margin: good for small changes.",
            "v · (1 − d) · w · exp(−ρ q̄) · W + v · k",
        ],
        Question::Removal(_) => {
            ["Successes lost without it", "The share of all successes that pass here.", "h · b ÷ P"]
        }
        Question::RemovalValue(..) => [
            "Value lost without it",
            "What those who come here would have been worth from here on, were everyone to leave instead.",
            "n · h · W",
        ],
        _ => return None,
    })
}

fn words_of_way(question: Question) -> Option<[&'static str; 3]> {
    Some(match question {
        Question::Share(_) => [
            "Go this way",
            "Those who stay, times the part of them that takes this way.",
            "p = (1 − d) · ω ÷ Σ ω",
        ],
        Question::Flow(_) => {
            ["Passages", "Visits where the way begins, times the share that takes it.", "f = n · v · p"]
        }
        Question::Carried(..) => [
            "Value carried",
            "What all who go this way in a period are still worth where it leads.",
            "f · γ · W",
        ],
        _ => return None,
    })
}

fn words_of_all(question: Question) -> [&'static str; 3] {
    match question {
        Question::Entrants => {
            ["Entrants", "All who begin the journey in a period, segment by segment.", "Σ n"]
        }
        Question::Outcome(_) => {
            ["Reach this end", "What every way that leads here brings, per entrant.", "Σ v · p"]
        }
        Question::Success => [
            "Reach a success",
            "Where customers enter, times the probability of success from there.",
            "P = s · b",
        ],
        Question::Dropped => {
            ["Leave on the way", "Those who leave at each touchpoint, per entrant.", "Σ v · d"]
        }
        Question::Steps => ["Steps per entrant", "Visits to every touchpoint, per entrant.", "Σ v"],
        Question::Minutes => {
            ["Minutes per entrant", "Visits to every touchpoint, times what each takes.", "Σ v · t"]
        }
        Question::HandOffs => [
            "Hand-offs per entrant",
            "Passages by every way that leads from one owner to another.",
            "Σ v · p over hand-offs",
        ],
        Question::Value(_) => [
            "Value per entrant",
            "What is realised at touchpoints, on the way and at the ends.",
            "V = Σ v · r",
        ],
        Question::ValueInAll(_) => [
            "Value",
            "What is realised in a period at touchpoints, on the way and at the ends.",
            "n · V = Σ n · v · r",
        ],
        _ => [""; 3],
    }
}

/// What an amount of a term is, after the amount.
pub fn said_word(said: Said) -> &'static str {
    match said {
        Said::Entrants => " enter",
        Said::EnterHere => " of them here",
        Said::Visits => " visits",
        Said::VisitsEach => " visits each",
        Said::Leavers => " leave",
        Said::DropOff => " leave",
        Said::Share | Said::ShareOfStayers => "",
        Said::ShareOfVisits => " of visits",
        Said::ShareOfEntrants => " of entrants",
        Said::Reach => " come here",
        Said::SuccessFrom => " succeed from here",
        Said::PerSuccess => " succeed",
        Said::PerVisit => " a visit",
        Said::WorthThere => " to come",
        Said::Amount => "",
        Said::AmountEach => " an entrant",
        Said::Discount => " discount",
        Said::Score => " score",
        Said::PerUnit => " hazard a unit",
        Said::MoneyPerUnit => " a unit",
        Said::Pull => " pull",
        Said::Hazard => " hazard",
        Said::HazardWorth => " a unit of hazard",
        Said::Each => "",
    }
}

/// "Visits at Verify identity".
pub fn question_at(what: &str, name: &str) -> String {
    format!("{what}: {name}")
}

/// In which scenario a number was computed.
pub fn in_scenario(name: &str) -> String {
    format!("Scenario “{name}”.")
}
