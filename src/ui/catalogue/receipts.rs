//! The words of receipts: what a number is, what it means, its formula, and what its terms are.

use super::worth;
use crate::analysis::origin::{About, OfWalk, Question, Said};

words! {
    WHERE_FROM = "Where its numbers come from";
    EVIDENCED_SENTENCE = "Of the scores that are given here, the share that customers have evidenced.";
    EVIDENCED_FORMULA = "scores with evidence ÷ scores given";
    COMES_ROUND = "Comes round";
    COMES_ROUND_SENTENCE = "How often one who comes to the busiest touchpoint of the loop is there, on average: visits, by those who ever come.";
    COMES_ROUND_FORMULA = "v ÷ h";
    VISITS_THERE = "Visits each, at ";
    EVER_THERE = "Ever come there";
    KNOWN_SENTENCE = "What was said or counted here: of those who came, so many left.";
    KNOWN_FORMULA = "typed, or left ÷ (left + went on)";
    SCALE_SENTENCE = "What the weights would have to be multiplied by, so that the hazard they explain is the one that was observed.";
    SCALE_FORMULA = "−ln(1 − d) ÷ (Σ w · b · exp(−ρ q̄))";
    WEIGHTS_SCALED = "Multiply the weights by";
    OBSERVED_HAZARD = "Observed";
    EXPLAINED_HAZARD = "Explained by the weights";
    TYPED_SUM = "Sum of the probabilities";
    TYPED_SENTENCE = "The probabilities that are typed at the ways on from here.";
    TYPED_FORMULA = "Σ p";
    REST_SENTENCE = "What the probabilities leave over of those who would go on.";
    REST_FORMULA = "1 − Σ p";
    WHOLE = "All who would go on";
    CHECK_SENTENCE = "The two sides of an equation that the numbers must fulfil differ by this much, seen from their size.";
    CHECK_FORMULA = "|left − right| ÷ size";
    REGRET_SENTENCE = "What the best set is worth, less what the set is worth that the company's own scores would choose; both as customers' evidence sees them.";
    REGRET_FORMULA = "value of the best set − value of the company's";
    GAP_SENTENCE = "No set can be worth more than this bound; the best that was found is worth so much.";
    GAP_FORMULA = "bound − best found";
    GAP_BOUND = "Bound of what was not looked at";
    GAP_FOUND = "Best that was found";
    OFF_SENTENCE = "At the touchpoint where they fit the least: what arrives, less what is realised there and what is carried on.";
    OFF_FORMULA = "max |arrives − realised − carried on|";
    DRAWN_SENTENCE = "All draws in order, from the least to the most: the one that so many of them lie below.";
    DRAWN_FORMULA = "quantile of the draws";
    DRAWN_BELOW = "Of them lie below";
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
    WALK_PEOPLE_SENTENCE = "Those who enter, times every step of the walk, times how it ends.";
    WALK_FRICTION_SENTENCE = "The hazard that the burdens of every step add, in hundredths.";
    WALK_VALUE_SENTENCE = "What every step, every way and the end are worth to one who takes this walk, discounted to the day of entry.";
    WALK_HAND_OFFS_SENTENCE = "Ways of the walk that lead from one owner to another.";
    COVERED_SENTENCE = "What the walks of the list come to together, of all that were looked for.";
    COVERED_FORMULA = "Σ p of the list ÷ p of all";
    WALKS_TOGETHER = "These walks";
    WALKS_OF_ALL = "All of them";
    DIFFERENCE_SENTENCE = "What the first says minus what the second says.";
    DIFFERENCE_FORMULA = "first − second";
    STAKE_SENTENCE = "Every number here that rests on no evidence, times what one unit of it is worth: how far the value would be off if that number were off by all of itself, to first order.";
    STAKE_FORMULA = "n · Σ |x · ∂V/∂x|";
    COVERED_STAKE_SENTENCE = "What hangs on scores and counts that rest on evidence, of all that hangs on any.";
    COVERED_STAKE_FORMULA = "Σ |x · ∂V/∂x| with evidence ÷ Σ |x · ∂V/∂x|";
    STAKE_EVIDENCED = "With evidence";
    STAKE_OPEN = "Without evidence";
    MEASURE_SENTENCE = "Of how far the share who succeed may be off, the part that the counts or ranges of this touchpoint make.";
    MEASURE_FORMULA = "v² · Var(b) ÷ Σ v² · Var(b)";
    ITS_VARIANCE = "Here, in squared percentage points";
    ALL_VARIANCE = "Everywhere";
    PART_SENTENCE = "What relieving this adds, on average over every order in which all could be relieved.";
    PART_FORMULA = "n · Shapley value of the loss";
    SHOWS_SENTENCE = "The value that is missing here: what visits here and the ways from here would realise with no friction, minus what they do now.";
    SHOWS_FORMULA = "n · (Σ v · r with no friction − Σ v · r now)";
    PER_ENTRANT_TERM = "Each who enters";
    STANDARD_ERROR = "Standard error of the draws";
    LEDGER_FREE_SENTENCE = "What the journey would be worth if no burden weighed on anybody.";
    LEDGER_FREE_FORMULA = "n · V(b = 0)";
    ALONE_SENTENCE = "What the journey gains over all the periods that count with this fix alone, before its cost.";
    ALONE_FORMULA = "value with it alone − value today";
    WITH_IT_ALONE = "With it alone, before its cost";
    LAST_IN_SENTENCE = "What is lost of the gain of the chosen fixes when this one is left out.";
    LAST_IN_FORMULA = "gain of all chosen − gain without it";
    GAIN_OF_ALL = "All chosen fixes";
    ALL_BUT_IT = "All but this one";
    SHAPLEY_SENTENCE = "What this fix adds, on average over every order of doing the chosen ones. These parts sum to the gain of all.";
    SHAPLEY_FORMULA = "alone + what the company of the others changes";
    BY_ITSELF = "By itself";
    IN_COMPANY = "What the company of the others changes";
}

/// A segment against the mean of all.
pub fn apart_from_all(name: &str) -> String {
    format!("{name}, against the mean of all")
}

/// What a term is about, where that is no record of the map.
pub fn about_word(about: About) -> Option<&'static str> {
    Some(match about {
        About::Entry => ENTER_HERE,
        About::Here => AT_THE_TOUCHPOINT,
        About::Base => BASE_HAZARD,
        About::NoWay => NO_WAY_ON,
        About::Margin => super::MARGIN,
        About::CostToServe => super::COST_TO_SERVE,
        About::Rest => THE_REST,
        About::Entries => "Where they enter",
        About::FirstJourney => "The first journey",
        About::LaterJourneys => worth::LATER_PURCHASES,
        About::Newcomers => worth::NEWCOMERS_ADD,
        About::ToEntry => "Those who succeed enter anew",
        _ => return None,
    })
}

/// What a number of a walk is, what it means, and its formula.
pub fn walk_words(of: OfWalk) -> [&'static str; 3] {
    match of {
        OfWalk::Probability => [super::PATH, PATH_SENTENCE, PATH_FORMULA],
        OfWalk::People => ["People on this path", WALK_PEOPLE_SENTENCE, "n · s · p · p · … "],
        OfWalk::Friction => ["Friction of this path", WALK_FRICTION_SENTENCE, "100 · Σ w · b"],
        OfWalk::Value(_) => ["Value of this path", WALK_VALUE_SENTENCE, "Σ γ · r"],
        OfWalk::HandOffs => ["Hand-offs of this path", WALK_HAND_OFFS_SENTENCE, "Σ 1 over hand-offs"],
    }
}

/// What a number is, what it means in a sentence, and its formula.
pub fn question_words(question: Question) -> [&'static str; 3] {
    let known = words_of_touchpoint(question).or_else(|| words_of_way(question));
    known.or_else(|| words_of_worth(question)).unwrap_or_else(|| words_of_all(question))
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
        Question::Friction(_) => [
            "Friction",
            "What the burdens of a visit add to the hazard of leaving, in hundredths.",
            "100 · Σ w · b",
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

fn words_of_worth(question: Question) -> Option<[&'static str; 3]> {
    Some(match question {
        Question::Spread(_) => [
            "Spread between entrants",
            "How far entrants differ in value: the root of the mean square. What comes after each visit may turn out one way or the other.",
            "√ Var V,  Var V = Σ v · σ²",
        ],
        Question::LeavingAt(..) => [
            "Value that leaves here",
            "What the visits here are worth with all that is still to come, times the share of them that are the last.",
            "n · v · W · d",
        ],
        Question::Leaving(_) => [
            "Value that leaves",
            "What those who leave were still worth when they came to where they left.",
            "Σ n · v · W · d",
        ],
        Question::Lifetime(_) => [
            "Lifetime value, each",
            "What one who enters is worth over all journeys, discounted.",
            worth::LIFETIME_FORMULA,
        ],
        Question::Equity(_) => [worth::EQUITY, worth::EQUITY_SENTENCE, worth::EQUITY_FORMULA],
        Question::ComesBack => [
            "Come back",
            "How many later journeys of the same customer follow one journey: how often somebody could come back, times how often that is.",
            "Σ v · p over repeats",
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
        Question::DroppedInAll => {
            ["Leave on the way", "Those who leave at each touchpoint, in a period.", "Σ n · v · d"]
        }
        Question::Reached(_) => {
            ["People who reach this end", "What every way that leads here brings in a period.", "Σ n · v · p"]
        }
        Question::Brought(..) => [
            "Value that reaches this end",
            "What every way that leads here carries in a period.",
            "Σ f · γ · W",
        ],
        Question::Rework => [
            "Repeated visits",
            "Visits beyond a customer’s first to the touchpoint, of all visits.",
            "Σ (v − h) ÷ Σ v",
        ],
        Question::Trapped => [
            "Never leave",
            "Those who come into a loop that no way leaves, by where they come into it.",
            "Σ s + Σ v · p into the loop",
        ],
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
        Said::VisitsAgain => " visits again",
        Said::PerSteps => " visits in all",
        Said::Apart => " apart",
        Said::ShareOfWalkers => " of those who go this way",
        Said::Returns => " of them come back",
        Said::Each | Said::Friction | Said::Hundred => "",
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
