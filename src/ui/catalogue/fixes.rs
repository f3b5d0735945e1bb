//! The words of fixes and the budget.

use super::super::numbers::Numbers;
use super::{PERIODS, burden_name};
use crate::model::{Burden, FixStatus, Period};

words! {
    FIXES = "Fixes";
    ADD_FIX = "Add a fix";
    ADD_FIX_HERE = "Add a fix for this touchpoint";
    FIXES_HERE = "What could be done here";
    ALL_FIXES = "All fixes";
    FIXES_ABOUT = "What could be done. Ticked is what the budget should buy.";
    NO_FIXES = "Add what could be done, what it costs and what it changes. Then say what may be spent: every set of fixes is weighed against every other, and you see which one to buy.";
    FIX_CHOSEN = "the budget should buy it";
    REMOVE_FIX = "Remove fix";
    COST_ONCE = "Costs once";
    STATUS = "Status";
    WHAT_IT_CHANGES = "What it changes";
    ADD_CHANGED = "Add a touchpoint it changes…";
    ADD_REWEIGHTED = "Add a transition it makes more or less common…";
    NO_CHANGES = "Nothing yet. A fix is worth something when it takes a burden off, lowers a drop-off or saves cost.";
    CHANGES_HINT = "In per cent of today's score: −30 takes three tenths off. Empty leaves it as it is.";
    DROP_OFF_AFTER = "Drop-off after it";
    COST_TO_SERVE_AFTER = "Cost to serve after it";
    NEW_WEIGHT = "Weight after it";
    GOES_WITH = "What goes with what";
    NEEDS = "Needs";
    ADD_NEED = "Needs another fix…";
    CAN_T_GO_WITH = "Can't go together with";
    ADD_EXCLUSION = "Can't go with another fix…";
    TRY_THIS = "Try this one: show all numbers as if it were done";
    WHAT_TO_BUY = "What to buy";
    BUDGET = "Budget in all";
    COUNTED_OVER = "Counted over";
    COSTS = "cost in all";
    GAIN = "gain before cost";
    AFTER_COST = "gain after cost";
    GAIN_CUSTOMERS = "gain to customers";
    TRY_IT = "Try it: show all numbers as if these were done";
    PUT_BACK = "Put back";
    SEARCH_AGAIN = "Search again";
    SEARCH_ENDED = "The search was cancelled.";
    SEARCH_TOO_LONG = "The search took too long and was ended. Fewer fixes, or fewer that change weights, are searched faster.";
    SEARCH_BROKE = "The search broke off. Most likely there was not enough memory.";
    AS_IT_IS = "as it is";
    SEARCH_EXACT = "Exact: every set was weighed, and none is better.";
    MORE_BUYS_NOTHING = "More money would buy nothing that pays for itself.";
    NOTHING_PAYS = "Nothing on the list can be bought for this and is worth its cost.";
    NOTHING_TO_CHOOSE = "No fix is left to choose: all are done, dropped, or need one that is.";
    BESIDE_SORTING = "Beside sorting";
    BESIDE_ABOUT = "What a sorted list would have bought, from the top down as far as the money goes.";
    BEST_SET = "Best set";
    SORTED_BY_GAIN = "Sorted by gain";
    SORTED_BY_RATIO = "Sorted by gain ÷ cost";
    COMPANY_CHOICE = "By the company's view";
    COST = "Cost";
    NET = "After cost";
    GAIN_SHORT = "Gain";
    BUYS = "Buys";
    EACH_FIX = "What each contributes";
    EACH_FIX_ABOUT = "Alone: done by itself. Last in: lost if it is left out of the set. Shapley: its fair part; these sum to the gain.";
    FIX = "Fix";
    ALONE = "Alone";
    LAST_IN = "Last in";
    SHAPLEY = "Shapley";
    FRONTIER = "Gain against budget";
    FRONTIER_ABOUT = "Each point is the best set for its money. Choose one to set the budget.";
    FRONTIER_AXIS = "budget";
    FRONTIER_GAIN = "gain, up to ";
    AS_TABLE = "As a table";
    BLIND_SPOT_FIXES = "Regret of the blind spot";
    SAME_CHOICE = "The company's own view of the burdens would choose fixes that are worth as much.";
    COMPANY_VIEW_SHOWN = "These are the company's own scores. Switch to the customers' view (P) to see what trusting them costs.";
    BUDGET_LIMITS = "For all segments together, in the book that is chosen. Exact means exact for the drawn model; gains of fixes are assumptions until they are measured.";
}

/// How far a fix may have come.
pub const FIX_STATUSES: [(FixStatus, &str); 5] = [
    (FixStatus::Idea, "Idea"),
    (FixStatus::Planned, "Planned"),
    (FixStatus::Doing, "Being done"),
    (FixStatus::Done, "Done"),
    (FixStatus::Dropped, "Dropped"),
];

/// The word for how far a fix has come.
pub fn fix_status(status: FixStatus) -> &'static str {
    FIX_STATUSES.iter().find(|(known, _)| *known == status).map_or("", |(_, word)| word)
}

fn period_word(period: Period) -> &'static str {
    PERIODS.iter().find(|(known, _)| *known == period).map_or("", |(_, word)| word)
}

/// "Costs a month".
pub fn costs_a(period: Period) -> String {
    match period {
        Period::All => "Running costs".into(),
        _ => format!("Costs a {}", period_word(period)),
    }
}

/// "months".
pub fn periods_unit(period: Period) -> String {
    match period {
        Period::All => "times all".into(),
        _ => period_word(period).to_owned() + "s",
    }
}

/// "over 24 months".
fn over(numbers: Numbers, period: Period, count: f64) -> String {
    let count = numbers.decimal(count, 1);
    match period {
        Period::All => "in all".into(),
        _ if count == "1" => format!("over a {}", period_word(period)),
        _ => format!("over {count} {}s", period_word(period)),
    }
}

fn fixes_counted(count: usize) -> String {
    if count == 1 { "1 fix".into() } else { format!("{count} fixes") }
}

/// "5 fixes for €88,200 gain €197,665 over 24 months: €109,465 after cost.": the words around its amounts.
pub fn buy_words(numbers: Numbers, count: usize, span: (Period, f64), with_net: bool) -> Vec<String> {
    let (fixes, over) = (fixes_counted(count), over(numbers, span.0, span.1));
    match with_net {
        true => vec![format!("{fixes} for "), " gain ".into(), format!(" {over}: "), " after cost.".into()],
        false => vec![format!("{fixes} for "), " are worth ".into(), format!(" to customers {over}.")],
    }
}

/// "Searching, 42% done".
pub fn searching(share: f64) -> String {
    format!("Searching… {:.0}%", share * 100.0)
}

/// That a search was cut short, and how much better a set there may be.
pub fn cut_short(sets: &str, gap: Option<&str>) -> String {
    match gap {
        Some(gap) => format!("Cut short after {sets} sets: some other set may be better by at most {gap}."),
        None => format!("Cut short after {sets} sets: nothing is proven, there may be a better one."),
    }
}

/// What trusting the company's view costs.
pub fn regret_costs(amount: &str) -> String {
    format!(
        "Choosing by the company's own scores would cost {amount} after all, as customers' evidence sees it."
    )
}

/// How a choice differs from the best one; nothing where it does not.
pub fn differs(without: &str, with: &str) -> String {
    match (without, with) {
        ("", "") => String::new(),
        ("", with) => format!("Also buys: {with}."),
        (without, "") => format!("Leaves out: {without}."),
        (without, with) => format!("Leaves out: {without}. Buys instead: {with}."),
    }
}

/// "−40% worry".
pub fn burden_change(burden: Burden, change: &str) -> String {
    format!("{change}\u{a0}{}", burden_name(burden).to_lowercase())
}

/// "Time, change in per cent".
pub fn burden_changed(burden: Burden) -> String {
    format!("{}, change", burden_name(burden))
}

/// "drop-off 5%".
pub fn drop_off_to(share: &str) -> String {
    format!("drop-off {share}")
}

/// "€0.70 to serve".
pub fn serves_for(amount: &str) -> String {
    format!("{amount} to serve")
}

/// "2 ways".
pub fn ways_changed(count: usize) -> String {
    if count == 1 { "1 way more or less common".into() } else { format!("{count} ways more or less common") }
}

/// The banner while fixes are tried.
pub fn with_fixes(count: usize) -> String {
    format!("All numbers are with {}, as if done.", fixes_counted(count))
}

/// "Budget €88,200 gains €197,665 with 5 fixes".
pub fn frontier_point(budget: &str, gain: &str, count: usize) -> String {
    format!("Budget {budget}: gain {gain}, {}", fixes_counted(count))
}

/// "From A to B".
pub fn way_between(from: &str, to: &str) -> String {
    format!("{from} → {to}")
}
