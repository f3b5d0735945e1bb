//! The words of scenarios.

words! {
    SCENARIO = "Scenario";
    SCENARIO_TIP = "Which variant of the journey is shown and edited (B)";
    AS_IS = "As is";
    NEW_SCENARIO = "New scenario";
    NEW_SCENARIO_OPTION = "New scenario…";
    NEXT_SCENARIO = "Show the next scenario";
    COMPARE_SCENARIO = "Compare the scenario with as is";
    MERGE_SCENARIO = "Make the scenario the journey as it is";
    DROP_SCENARIO = "Drop the scenario";
    SCENARIO_NAME = "Name of the scenario";
    COMPARE = "Compare";
    SIDE_BY_SIDE = "Side by side";
    SIDE_BY_SIDE_TIP = "Draw the journey as it is beside the scenario";
    IS_BESIDE = "The journey as it is is drawn beside the scenario.";
    IS_ALONE = "The scenario is drawn alone.";
    AS_IS_CANVAS = "The journey as it is, to compare with";
    ONLY_HERE = "not in the scenario";
    MERGE = "Merge into as is";
    DROP = "Drop";
    MERGED = "Merged: this is the journey as it is now. Undo brings the scenario back.";
    DROPPED = "Scenario removed. Undo brings it back.";
    SHOWS_AS_IS = "This is the journey as it is.";
    COMPARED = "What is compared";
    STEPS = "Steps a customer takes";
    WHAT_DIFFERS = "What differs";
    NOTHING_DIFFERS = "Nothing differs yet: what you edit now is kept in this scenario alone.";
    WHAT_CLASHES = "Where the journey went on without it";
    IS_NEW = "new in this scenario";
    IS_CHANGED = "changed in this scenario";
    IS_GONE = "removed in this scenario";
    JOURNEY_ITSELF = "The journey's own fields";
    LEAVE_ON_THE_WAY = "Leave on the way";
}

/// A new scenario's name.
pub fn scenario_numbered(number: usize) -> String {
    format!("To be {number}")
}

/// Which scenario is shown.
pub fn shows_scenario(name: &str) -> String {
    format!("This is the scenario {name}: edits are kept in it alone.")
}

/// Where a scenario and the journey clash, told when it is shown.
pub fn scenario_clashes(count: usize) -> String {
    format!("The journey went on without this scenario: {count} of its changes clash. Compare names them.")
}

/// What is compared, as a dialog's title.
pub fn compare_title(name: &str) -> String {
    format!("{name} beside {AS_IS}")
}

/// What differs of a record: its fields.
pub fn record_differs(what: &str, fields: &[String]) -> String {
    match fields {
        [] => what.to_owned(),
        fields => format!("{what}: {}", fields.join(", ")),
    }
}

/// How a card differs, as a screen reader hears it.
pub fn differs_spoken(how: &str) -> &'static str {
    match how {
        "new" => IS_NEW,
        "gone" => ONLY_HERE,
        _ => IS_CHANGED,
    }
}
