//! Sentences and names that have a number, a name or a choice in them.

use super::*;
use crate::analysis::Book;
use crate::model::{Burden, Perspective, Value};
use crate::ui::session::{Overlay, Side};

/// "a month", or "in all" where all that was observed is counted together.
pub(super) fn by_period(period: Period) -> String {
    match PERIODS.iter().find(|(known, _)| *known == period) {
        Some((Period::All, _)) | None => "in all".into(),
        Some((_, word)) => format!("a {word}"),
    }
}

/// The name of an overlay.
pub fn overlay_name(overlay: Overlay) -> &'static str {
    match overlay {
        Overlay::DropOff => "Drop-off",
        Overlay::Friction => "Friction",
        Overlay::Value => "Value",
        Overlay::Leak => "Leak",
        Overlay::Evidence => "Evidence",
        Overlay::Owner => "Owner",
        Overlay::Views => "Two views",
    }
}

/// What an overlay shows, and its key.
pub fn overlay_tip(overlay: Overlay, key: usize) -> String {
    let about = match overlay {
        Overlay::DropOff => "The share of visits that end here",
        Overlay::Friction => "What the burdens add to the hazard of leaving, in hundredths",
        Overlay::Value => "The value still to come for one who is here",
        Overlay::Leak => "What leavers would have been worth",
        Overlay::Evidence => "How much of what is scored customers have evidenced",
        Overlay::Owner => "The team that answers for it",
        Overlay::Views => {
            "How much more leave here by what customers evidence than by what the company assumes"
        }
    };
    format!("{about} ({key})")
}

/// The name of a panel of the side.
pub fn side_name(side: Side) -> &'static str {
    match side {
        Side::Inspect => INSPECT,
        Side::Insights => INSIGHTS,
        Side::Findings => FINDINGS,
        Side::Fixes => FIXES,
    }
}

/// Whose book it is.
pub fn book_name(book: Book) -> &'static str {
    match book {
        Book::Organisation => "To us",
        Book::Customer => "To customers",
    }
}

/// The name of a burden.
pub fn burden_name(burden: Burden) -> &'static str {
    match burden {
        Burden::Time => "Time",
        Burden::Effort => "Effort",
        Burden::Worry => "Worry",
        Burden::Money => "Money",
    }
}

/// The unit of a burden.
pub fn burden_unit(burden: Burden, sign: &str) -> String {
    match burden {
        Burden::Time => "min".into(),
        Burden::Effort | Burden::Worry => String::new(),
        Burden::Money => sign.into(),
    }
}

/// The name of a value.
pub fn value_name(value: Value) -> &'static str {
    match value {
        Value::Economic => "Economic",
        Value::Convenience => "Convenience",
        Value::Emotional => "Emotional",
        Value::Hedonic => "Pleasure",
    }
}

/// One unit less of a burden.
pub fn one_less(burden: Burden, sign: &str) -> String {
    match burden {
        Burden::Time => "Time −1 minute".into(),
        Burden::Effort => "Effort −1 point".into(),
        Burden::Worry => "Worry −1 point".into(),
        Burden::Money => format!("Money −1 {sign}"),
    }
}

/// The sentence that a burden's weight is typed as.
pub fn one_more_loses(burden: Burden, sign: &str) -> String {
    match burden {
        Burden::Time => "One more minute loses".into(),
        Burden::Effort => "One more point of effort loses".into(),
        Burden::Worry => "One more point of worry loses".into(),
        Burden::Money => format!("One more {sign} loses"),
    }
}

/// What a unit of a burden costs them.
pub fn costs_them(burden: Burden, sign: &str) -> String {
    match burden {
        Burden::Time => "A minute costs them".into(),
        Burden::Effort => "A point of effort costs them".into(),
        Burden::Worry => "A point of worry costs them".into(),
        Burden::Money => format!("1 {sign} costs them"),
    }
}

/// What a point of a value is worth to them.
pub fn point_worth(value: Value) -> String {
    format!("A point of {} is worth", value_name(value).to_ascii_lowercase())
}

/// "Worth of one less, a month".
pub fn worth_of_one_less(period: Period) -> String {
    format!("Worth of one less, {}", by_period(period))
}

/// "visits a month".
pub fn visits_a(period: Period) -> String {
    format!("visits {}", by_period(period))
}

/// "leaks a month".
pub fn leaks_a(period: Period) -> String {
    format!("leaks {}", by_period(period))
}

/// "people a month".
pub fn people_a(period: Period) -> String {
    format!("people {}", by_period(period))
}

/// "go this way a month".
pub fn passages_a(period: Period) -> String {
    format!("go this way {}", by_period(period))
}

/// "value a month".
pub fn value_a(period: Period) -> String {
    format!("value {}", by_period(period))
}

/// "Enter a month".
pub fn enter_a(period: Period) -> String {
    format!("Enter {}", by_period(period))
}

/// " a month".
pub fn a_period(period: Period) -> String {
    format!(" {}", by_period(period))
}

/// " of 10,000 entrants a month reach Renewed.": what stands before the number, and after it.
pub fn of_entrants_reach(period: Period, name: &str) -> [String; 2] {
    [" of ".into(), format!(" entrants {} reach {name}.", by_period(period))]
}

/// "Renewed or Extended".
pub fn either(one: &str, two: &str) -> String {
    format!("{one} or {two}")
}

/// "4,895 visits".
pub fn visits(count: &str) -> String {
    format!("{count} visits")
}

/// "10.6% of entrants".
pub fn of_entrants(share: &str) -> String {
    format!("{share} of entrants")
}

/// "35% of visits".
pub fn of_visits(share: &str) -> String {
    format!("{share} of visits")
}

/// "Renewed, 10.6% of entrants, outcome".
pub fn outcome_described(name: &str, reached: &str) -> String {
    format!("{name}, {reached}, outcome")
}

/// "stage Onboarding".
pub fn in_stage(stage: &str) -> String {
    format!("stage {stage}")
}

/// "35% drop-off".
pub fn drop_off_spoken(share: &str) -> String {
    format!("{share} drop-off")
}

/// "goes on to First use 75%".
pub fn goes_on(to: &str, share: &str) -> String {
    format!("goes on to {to} {share}")
}

/// "Apply added".
pub fn added(name: &str) -> String {
    format!("{name} added")
}

/// "Apply changed".
pub fn changed(name: &str) -> String {
    format!("{name} changed")
}

/// "3 changed".
pub fn changed_many(count: usize) -> String {
    format!("{count} changed")
}

/// "friction 24".
pub fn friction_spoken(friction: &str) -> String {
    format!("friction {friction}")
}

/// "From Apply to Verify, 45%".
pub fn transition_described(from: &str, to: &str, share: &str) -> String {
    format!("From {from} to {to}, {share}")
}

/// "Where does Apply lead?".
pub fn connect_title(from: &str) -> String {
    format!("Where does {from} lead?")
}

/// "New outcome: Arrived".
pub fn new_named(kind: &str, name: &str) -> String {
    format!("{kind}: {name}")
}

/// "Apply is connected with Verify".
pub fn connected(from: &str, to: &str) -> String {
    format!("{from} is connected with {to}")
}

/// "3 removed".
pub fn removed(count: usize) -> String {
    format!("{count} removed")
}

/// "3 pasted".
pub fn pasted(count: usize) -> String {
    format!("{count} pasted")
}

/// "3 selected".
pub fn selected(count: usize) -> String {
    format!("{count} selected")
}

/// The name of a new stage.
pub fn stage_numbered(number: usize) -> String {
    format!("Stage {number}")
}

/// The name of a new segment.
pub fn segment_numbered(number: usize) -> String {
    format!("Segment {number}")
}

/// The field that a score is typed in.
pub fn score_typed(label: &str) -> String {
    format!("{label}, typed")
}

/// The name of how a share is given.
pub fn measure_name(key: &str) -> &'static str {
    MEASURES.iter().find(|(known, _)| *known == key).map_or("", |(_, words)| words)
}

/// What a way of giving a share means.
pub fn measure_hint(key: &str) -> &'static str {
    match key {
        "probability" => "Of those who go on, this share goes this way. What is left over leaves.",
        "count" => "So many were seen to go this way.",
        _ => "Relative to the other ways from the same touchpoint: 2 takes twice as many as 1.",
    }
}

/// Offers to scale the weights.
pub fn scale_weights(factor: &str) -> String {
    format!("Multiply the weights by {factor}")
}

/// "1,234 leave at some touchpoint."
pub fn leave_in_all(people: &str, is_nobody: bool) -> String {
    if is_nobody {
        "Nobody leaves at a touchpoint.".to_owned()
    } else {
        format!("{people} leave at some touchpoint:")
    }
}

/// "12% of successes lost without it".
pub fn lost_without(share: &str) -> String {
    format!("{share} of successes need it")
}

/// The check that the parts of the value flow sum.
pub fn parts_sum(off: &str) -> String {
    format!("Check: arrives = realised + carried on, to within {off} everywhere.")
}

/// "These 20 paths are 31% of all successes."
pub fn paths_cover(count: usize, mass: &str, successful: bool) -> String {
    let what = if successful { "successes" } else { "entrants" };
    format!("These {count} paths are {mass} of all {what}.")
}

/// "212 people".
pub fn people(count: &str) -> String {
    format!("{count} people")
}

/// "friction 45".
pub fn friction_of(amount: &str) -> String {
    format!("friction {amount}")
}

/// "3 hand-offs".
pub fn hand_offs(count: usize) -> String {
    if count == 1 { "1 hand-off".to_owned() } else { format!("{count} hand-offs") }
}

/// "entering at Landing page".
pub fn entering_at(name: &str) -> String {
    format!("entering at {name}")
}

/// What the share of successes means.
pub fn success_sentence(people: &str, entrants: &str) -> String {
    format!("Of {entrants} who enter, {people} reach an outcome that counts as a success.")
}

/// Under which choices a number was computed.
pub fn computed_under(segment: &str, perspective: Perspective, book: Book) -> String {
    let scores = match perspective {
        Perspective::Evidence => "customers' scores where there are some, else the company's",
        Perspective::Company => "the company's scores alone",
    };
    let book = match book {
        Book::Organisation => "the organisation's book",
        Book::Customer => "the customers' book",
    };
    format!("{segment}; {scores}; {book}.")
}
