//! The words of what a journey is worth, why it is lost, and how sure that is.

use super::sentences::by_period;
use crate::analysis::ledger::Grouping;
use crate::model::Period;

words! {
    TOGETHER = "Together";
    SUM = "Sum";
    VALUE_TO_GO = "Value to go";
    WHAT_IS_COMPARED = "What is compared";
    NO_DIFFERENCE = "There is no difference.";
    DIFFERENCE = "Difference";
    SEGMENTS_ABOUT = "What each kind of customer is worth, with later purchases and the people they bring in, and who of them leaves.";
    FIRST_JOURNEY = "first journey, each";
    LIFETIME_EACH = "lifetime value, each";
    LIFETIME = "Lifetime";
    EQUITY = "Customer equity";
    VALUE_EACH = "Value";
    ENTRANTS_SHORT = "Enter";
    COME_BACK = "Come back";
    LIFETIME_FORMULA = "V + value of later journeys + value of those they bring in";
    LATER_PURCHASES = "Later journeys of the same customer";
    NEWCOMERS_ADD = "Customers they bring in";
    JOURNEYS_EACH = "Journeys of one customer";
    NEWCOMERS_EACH = "Newcomers for each who enters";
    EQUITY_FORMULA = "Σ n · lifetime value, segment by segment";
    EQUITY_SENTENCE = "What all who enter in a period are worth, with everything that follows from them.";
    VALUE_TO_US_EACH = "Value to us each";
    VALUE_TO_THEM_EACH = "Value to customers each";
    LIFETIME_TO_US = "Lifetime value to us each";
    LIFETIME_TO_THEM = "Lifetime value to customers each";
    EQUITY_TO_US = "Equity to us";
    EQUITY_TO_THEM = "Equity to customers";
    LEAVES_TO_US = "Value that leaves each, to us";
    LEAVES_TO_THEM = "Value that leaves each, to customers";
    WHO_LEAVES = "The many and the valuable";
    WHO_LEAVES_ABOUT = "How many leave, beside what they were still worth when they came to where they left. Where the second bar is the longer one, few people take much with them.";
    THE_MANY = "people who leave";
    THE_VALUABLE = "value that leaves";
    WHERE_VALUE_LEAVES = "Where value leaves";
    TWO_SEGMENTS = "Two segments compared";
    ONE_SEGMENT = "Segment";
    COMPARED_WITH = "compared with";
    LEDGER = "Loss ledger";
    LEDGER_ABOUT = "What friction costs: the value with no burden anywhere, minus the value now, and whose part of that is whose.";
    SPLIT_BY = "By what the loss is split";
    VALUE_NOW = "value now";
    WITH_NO_FRICTION = "with no friction";
    LEDGER_MEANS = "No friction: nobody is burdened anywhere. Margins, costs, ways and the drop-off that burdens do not explain stay as they are. Each part is a Shapley value: what relieving it adds, on average over every order in which all could be relieved.";
    LEDGER_SENTENCE = "Value if no burden weighed on anybody, minus value now.";
    LEDGER_FORMULA = "V(b = 0) − V";
    BARS_SUM = "Each bar begins where the one above it ends: together they are the whole loss.";
    STARTS_HERE = "starts here";
    SHOWS_HERE = "shows here";
    STARTS_AND_SHOWS = "A loss starts where friction turns customers away or costs them, and shows where the value is missing. Both columns have the same sum; each colour has a scale of its own.";
    LOST_TO_US = "Lost to us";
    LOST_TO_THEM = "Lost to customers";
    ERROR_TO_US = "Standard error, to us";
    ERROR_TO_THEM = "Standard error, to customers";
    SHOWS_TO_US = "Shows here, to us";
    SHOWS_TO_THEM = "Shows here, to customers";
    WORK_IT_OUT = "Work it out";
    WORKING_IT_OUT = "Working it out";
    UP_TO_DATE = "Up to date.";
    OUT_OF_DATE = "Out of date: the journey has changed.";
    CANCELLED = "Cancelled.";
    GAVE_UP = "This took too long and was stopped.";
    NO_MEMORY = "This takes more memory than this browser gives.";
    WITHOUT = "Without it";
    WITHOUT_ABOUT = "What the journey would be without a touchpoint: if its customers left, and if they went straight on.";
    COULD_GO = "Could go";
    COULD_GO_ABOUT = "Skipped, these would cost nobody anything: neither success nor either book of value would be less.";
    NEEDED = "Needed";
    SUCCEED = "Succeed";
    EQUITY_SHORT = "Equity";
    EACH_AND_EQUITY = " each, equity ";
    NONE_COULD_GO = "None: skipping any of them would cost success, us or our customers something, or nothing is scored there.";
    ESSENTIAL_ABOUT = "Skipping these costs somebody something. The most value passes through the first ones.";
    IF_THEY_LEAVE = "if they leave instead";
    IF_STRAIGHT_ON = "if they go straight on";
    NOT_A_CAUSE = "Straight on means: nobody leaves here, nothing weighs, and it earns, costs and gives nothing. What a touchpoint does for others down the line, a check or a consent, is not in the map.";
    LEAVING_TO_US = "If they leave, to us";
    LEAVING_TO_THEM = "If they leave, to customers";
    STRAIGHT_SUCCESS = "Straight on, more success";
    STRAIGHT_TO_US = "Straight on, to us";
    STRAIGHT_TO_THEM = "Straight on, to customers";
    YES = "yes";
    NO = "no";
    TWO_VIEWS = "Two views";
    TWO_VIEWS_ABOUT = "The journey as customers evidence it, beside the journey as the company sees it.";
    BLIND_SPOT = "Price of the blind spot";
    BLIND_SPOT_ABOUT = "What the company believes the journey to be worth beyond what the evidence says. Below zero it thinks too little of it.";
    BLIND_SPOT_FORMULA = "n · (V by the company’s scores − V by evidence)";
    BY_EVIDENCE = "By evidence";
    BY_COMPANY = "By the company";
    VALUE_IN_ALL = "Value";
    WHERE_VIEWS_DIFFER = "Where the views differ";
    FIND_OUT_NEXT = "What to find out next";
    FIND_OUT_ABOUT = "How much hangs on each score, to first order, and how much of that anybody has evidence for.";
    RESTS_ON_EVIDENCE = "Value at stake with evidence";
    UNCOVERED = "Value at stake without evidence, the most first:";
    HOW_SURE = "How sure";
    HOW_SURE_ABOUT = "Intervals of 95%, from what was counted and from the ranges of what was typed.";
    NOTHING_COUNTED = "Nothing was counted and no number has a range, so there is no interval: say at a touchpoint how many left and how many stayed, give transitions as counts, or say of a typed number the lowest and the highest it could be.";
    BY_DELTA = "delta method";
    BY_DRAWS = "2,000 draws";
    BANDS_ABOUT = "Bars show how far the ends are from the number, in percent of it, so that they can be compared.";
    DRAWS = "2,000 draws";
    DRAWS_ABOUT = "Draws journeys that would fit what was counted, and solves each of them. Better than the delta method where counts are small.";
    DRAW = "Draw 2,000 journeys";
    COUNT_NEXT = "Measure next";
    COUNT_NEXT_ABOUT = "Of the uncertainty in the share who succeed, these touchpoints have this part:";
    TYPED_WITH_RANGE = "typed, with a range";
    TYPED_IS_CERTAIN = "Counts are uncertain here, and typed numbers with a range. All other scores, weights and values are taken as they were typed.";
    NUMBER = "Number";
    ESTIMATE = "Estimate";
    ERROR = "Standard error";
    LOW = "Low";
    HIGH = "High";
    DRAWN_LOW = "Low by draws";
    DRAWN_HIGH = "High by draws";
    INTERVAL = "95% of the time between";
    ANY_OWNER = "Every owner";
    ANY_STAGE = "Every stage";
    ANY_BURDEN = "Every burden";
    NONE_LEFT = "No burden is left by this choice.";
}

/// By what a loss can be split, in the order of [`Grouping::ALL`].
pub const GROUPINGS: [&str; 5] = ["Burden", "Owner", "Stage", "Hand-off", "Touchpoint"];

/// What belongs to none of the groups.
pub fn nobodys(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Owner => "Nobody’s",
        Grouping::Stage => "Outside every stage",
        Grouping::HandOff => "No hand-off",
        Grouping::Burden | Grouping::Touchpoint => "",
    }
}

/// "customer equity a month".
pub fn equity_a(period: Period) -> String {
    format!("customer equity {}", by_period(period))
}

/// "lost a month".
pub fn lost_a(period: Period) -> String {
    format!("lost {}", by_period(period))
}

/// "Totals a month.".
pub fn amounts_a(period: Period) -> String {
    format!("Totals {}.", by_period(period))
}

/// "price of the blind spot, a month".
pub fn blind_spot_a(period: Period) -> String {
    format!("price of the blind spot, {}", by_period(period))
}

/// A segment costs more than it brings.
pub fn loses_money(name: &str, each: &str) -> String {
    format!("{name} loses money: {each} for each who enters, in the organisation’s book.")
}

/// A segment had better not come.
pub fn loses_out(name: &str, each: &str) -> String {
    format!("{name} would be better off not to come: the journey is worth {each} to each of them.")
}

/// What lifetime value says.
pub fn lifetime_sentence(back: &str) -> String {
    format!(
        "What one who enters is worth over all journeys, discounted. Of 100 journeys {back} are followed by another."
    )
}

/// "35% against 31%".
pub fn against(one: &str, other: &str) -> String {
    format!("{one} against {other}")
}

/// "Marketing → Product".
pub fn handed(from: &str, to: &str) -> String {
    format!("{from} → {to}")
}

/// "13 others".
pub fn others(count: usize) -> String {
    if count == 1 { "1 other".into() } else { format!("{count} others") }
}

/// "± €12".
pub fn plus_minus(amount: &str) -> String {
    format!("± {amount}")
}

/// How the parts were sampled.
pub fn orders_drawn(orders: usize) -> String {
    format!(
        "There are more than ten groups, so {orders} orders were drawn: ± is a standard error. The sum is exact."
    )
}

/// "Show all 37".
pub fn show_all(count: usize) -> String {
    format!("Show all {count}")
}

/// "Show the first 10".
pub fn show_first(count: usize) -> String {
    format!("Show the first {count}")
}

/// "47.5% rests on evidence".
pub fn rests_on_evidence(share: &str) -> String {
    format!("{share} rests on evidence")
}

/// "4.95% – 5.23%".
pub fn from_to(low: &str, high: &str) -> String {
    format!("{low} – {high}")
}

/// "3,935 observed".
pub fn observed(count: &str) -> String {
    format!("{count} observed")
}

/// How many rows nobody counted.
pub fn rows_uncounted(count: usize) -> String {
    format!(
        "{count} visited touchpoints were not counted and are taken as drawn: the truth is less sure than this."
    )
}

/// What a histogram shows.
pub fn drawn_between(name: &str, low: &str, high: &str) -> String {
    format!("{name}: 95% of the draws lie between {low} and {high}.")
}

/// "Switchers, 95%: lifetime value ", before the interval.
pub fn lifetime_between(whom: &str) -> String {
    format!("{whom}, 95%: lifetime value ")
}
