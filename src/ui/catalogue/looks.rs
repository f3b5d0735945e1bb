//! The words of the journey, flow and table views.

use super::super::session::Look;

words! {
    EVIDENCED = "evidenced";
    NOT_SCORED = "not scored";
    NO_OWNERS = "no owners yet";
    SHOW_EVIDENCE = "Colour by evidence";
    SHOW_OWNERS = "Colour by owner";
    SHOW_VIEWS = "Colour by how the two views differ";
    THAN_ASSUMED = "than assumed";
    LOOK = "How the journey is shown";
    LOOK_MAP = "Show the map";
    LOOK_JOURNEY = "Show the journey view";
    LOOK_FLOW = "Show the flow view";
    LOOK_TABLE = "Show the table";
    JOURNEY_VIEW = "Journey view";
    FLOW_VIEW = "Flow view";
    COLUMNS = "Which touchpoints are shown";
    ALL_STAGES = "All stages";
    MOST_PROBABLE_PATH = "Most probable path";
    MOST_VALUABLE_PATH = "Most valuable path";
    WHAT_WAS_SELECTED = "What was selected";
    ALL_STAGES_ABOUT = "Every touchpoint, stage by stage";
    MOST_PROBABLE_ABOUT = "The likeliest way to a success, step by step";
    MOST_VALUABLE_ABOUT = "Of the 20 likeliest ways to a success, the one worth most to us";
    SELECTED_ABOUT = "What was selected on the map, in that order";
    PRINT_A4 = "Print A4";
    PRINT_A3 = "Print A3";
    PRINT_TIP = "Prints in landscape, as many pages as it takes";
    NO_TOUCHPOINTS_YET = "There are no touchpoints yet. Add one on the map, or in the table.";
    NO_SUCCESSFUL_PATH = "No way leads to a success yet: add an outcome that counts as one, and a way to it.";
    HOW_IT_HAPPENS = "How it happens";
    FRONTSTAGE = "Frontstage";
    LINE_OF_VISIBILITY = "Line of visibility";
    PUT_FRONTSTAGE = "The customer sees it";
    PUT_BACKSTAGE = "The customer does not see it";
    IS_HERE = "here";
    CURVE = "Experience";
    VALUE_UP = "value, up";
    FRICTION_DOWN = "friction, down";
    OTHER_VIEW = "other view";
    CURVE_ABOUT = "Value to the customer goes up, friction goes down; dashed lines are the other view. The numbers stand in the rows below.";
    WHICH_TABLE = "Which table";
    TABLE_HINT = "Type in a cell, or paste from a spreadsheet; Enter on a grey number opens where it comes from";
    WORKED_OUT = "This column is worked out; it can’t be typed. Enter opens where a number comes from.";
    ADD_A_ROW = "Type here to add…";
    FROM = "From";
    TO = "To";
    KIND = "Kind";
    WEIGHT = "Weight";
    COUNT = "Count";
    DELAY_DAYS = "Takes, days";
    SHARE = "Share";
    PEOPLE_GO = "People";
    WHAT_FLOWS = "What flows";
    CUSTOMERS_FLOW = "Customers";
    VALUE_TO_US = "Value to us";
    FIRST_PASSES = "First passes";
    REPEAT_VISITS = "Repeat visits";
    AMOUNT = "Amount";
    EXPORT_SVG = "Export as SVG";
    EXPORT_PNG = "Export as PNG";
    EXPORT_CSV = "Export as CSV";
    SAVE_CSV = "CSV";
    SAVE_CSV_TIP = "Saves this table as a CSV file";
    EXPORT_KIND = "What is shown";
    WIDTH_IS_PEOPLE = "Width: people";
    CURVE_KEY = "Experience: value up, friction down; dashed is the other view";
    COMPARE_SEGMENTS = "Compare segments";
    COMPARE_SEGMENTS_TIP = "Shows two segments beside each other, on one scale";
    FIT_WIDTH = "Fit width";
    SHOW_BOTH_FLOWS = "Show as flows";
    AS_TABLE_TIP = "All of it as a table, each number with where it comes from";
    WHAT = "What";
    ALL_GO_SOMEWHERE = "All who enter reach an end or leave on the way.";
    ALL_GO_FORMULA = "n = Σ n · outcomes + n · left";
    NOTHING_FLOWS = "Nothing flows yet: say how many enter, and where, in a segment.";
    NO_WORTH_YET = "No visit and no outcome has a worth yet: say what an outcome is worth, or a margin.";
}

/// The name of a look in the style sheet.
pub fn look_key(look: Look) -> &'static str {
    match look {
        Look::Map => "map",
        Look::Journey => "journey",
        Look::Flow => "flow",
        Look::Table => "table",
    }
}

/// The name of a look on its switch.
pub fn look_name(look: Look) -> &'static str {
    match look {
        Look::Map => "Map",
        Look::Journey => "Journey",
        Look::Flow => "Flow",
        Look::Table => "Table",
    }
}

/// What a look is good for, with its key.
pub fn look_tip(look: Look) -> &'static str {
    match look {
        Look::Map => "Draw the journey (Shift M)",
        Look::Journey => "The journey map, to read, edit and print (Shift J)",
        Look::Flow => "How customers and value flow (Shift F)",
        Look::Table => "Everything as a table (Shift T)",
    }
}

/// "212 leave".
pub fn people_leave(people: &str) -> String {
    format!("{people} leave")
}

/// "12 cells pasted".
pub fn cells_pasted(count: usize) -> String {
    if count == 1 { "1 cell pasted".into() } else { format!("{count} cells pasted") }
}

/// ", 120 of them again".
pub fn of_them_again(count: &str) -> String {
    format!(", {count} of them not for the first time")
}

/// "; 212 leave here (35%)".
pub fn and_leave(people: &str, share: &str) -> String {
    format!("; {people} leave here ({share})")
}

/// ", €1,200 of it realised here".
pub fn realised_here(amount: &str) -> String {
    format!(" arrive, {amount} are realised here")
}

/// "From A to B: 1,200".
pub fn goes_from_to(from: &str, to: &str, amount: &str) -> String {
    format!("{from} → {to}: {amount}")
}

/// That all who enter end somewhere.
pub fn people_sum(all: &str, ends: &str, leave: &str, holds: bool) -> String {
    let tick = if holds { "✓" } else { "does not sum:" };
    format!("{tick} {all} enter = {ends} reach an outcome + {leave} leave on the way")
}

/// That value is realised in parts that sum.
pub fn value_sum(all: &str, here: &str, rest: &str, holds: bool) -> String {
    let tick = if holds { "✓" } else { "does not sum:" };
    format!("{tick} {all} in all = {here} at touchpoints + {rest} on transitions and at outcomes")
}

/// "Drop-off, 0 to 60%".
pub fn scale_up_to(what: &str, least: &str, top: &str) -> String {
    format!("{what}, {least} to {top}")
}

/// How far the two views of a touchpoint's drop-off are apart, as a screen reader hears it.
pub fn gap_spoken(points: &str) -> String {
    format!("{points} leave by evidence {THAN_ASSUMED}")
}
