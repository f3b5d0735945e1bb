//! Every word on the screen, in one place. Another language is another file of these names.

use super::session::{Overlay, Side};
use crate::analysis::Book;
use crate::model::{Burden, OutcomeKind, Period, Perspective, Value};

macro_rules! words {
    ($($name:ident = $text:expr;)*) => {
        $(#[doc = $text] pub const $name: &str = $text;)*
    };
}

words! {
    PRODUCT = "Desire Path";
    CLAIM = "Draw the journey. See what every step costs.";
    CLAIM_ABOUT = "Say what each touchpoint costs your customers and what it gives them. At every edit, Desire Path works out exactly where they leave, how value flows and which friction matters most. Everything stays in this browser.";
    YOUR_MAPS = "Maps in this browser";
    EXAMPLES = "Start from an example";
    PRIVACY = "Nothing leaves this computer: no account, no server, no network after the page has loaded.";
    LIVING = "A small journey that recomputes as you move the slider";
    LIVING_SLIDER = "Worry here";
    LIVING_END = "Customer";
    NEW_MAP = "New map";
    OPEN_FILE = "Open a file…";
    SAVE_FILE = "Save file";
    SAVE_FILE_TIP = "Save this map as a file (Ctrl S)";
    ALL_MAPS = "All maps";
    FILE_KIND = "Customer journey";
    UNTITLED = "Untitled journey";
    EVERYONE = "All customers";
    ALL_SEGMENTS = "All segments";
    DELETE_MAP = "Delete this map from the browser";
    REALLY_DELETE = "Really delete?";
    DROP_HERE = "Drop to open as a map of its own";
    MAP_UNREADABLE = "This map can't be read. Nothing was changed; everything that is stored of it is being downloaded.";
    MAP_CANVAS = "Map";
    TRANSITIONS = "Transitions";
    SAVING = "Saving…";
    DOWNLOAD_COPY = "Download a copy";
    EDIT_HERE = "Edit here instead";
    READ_ONLY = "This map is being edited in another tab. Choose “Edit here instead” to change it in this one.";
    MENU = "Menu";
    CLOSE = "Close";
    REMOVE = "Remove";
    TOOLS = "Tools";
    SIDE = "Details";
    OVERLAY = "What colours the cards";
    SEGMENT = "Segment";
    SEGMENT_TIP = "Whose numbers the whole screen shows";
    LEGEND = "Legend";
    ZOOM = "Zoom";
    ZOOM_IN = "Zoom in";
    ZOOM_IN_TIP = "Zoom in (+)";
    ZOOM_OUT = "Zoom out";
    ZOOM_OUT_TIP = "Zoom out (−)";
    ZOOM_RESET = "Zoom to 100 %";
    ZOOM_RESET_TIP = "Zoom to 100 % (Shift 0)";
    FIT = "Show all of the map";
    FIT_TIP = "Show all of the map (Shift 1)";
    FIT_SELECTION = "Show the selection";
    EMPTY_TITLE = "What is the first thing your customer does?";
    EMPTY_ADVICE = "Add a touchpoint and give it a name. Drag from the dot at its right edge to add what comes next, or press Ctrl and an arrow key. End the journey with an outcome.";
    ADD_FIRST_TOUCHPOINT = "Add the first touchpoint";
    UNNAMED = "Unnamed";
    NAME = "Name";
    NAME_PLACEHOLDER = "Name";
    LEAVE = "leave";
    FRICTION = "friction";
    TO_GO = "still to come";
    LEAKS = "leaks";
    NO_NUMBER = "–";
    NO_VISITS = "no visits";
    NEVER_LEAVE = "never leave";
    NO_DATA = "no data";
    ENDLESS = "endless";
    UNKNOWN = "unknown";
    MOMENT_OF_TRUTH = "Moment of truth";
    BACKSTAGE = "Backstage";
    CONNECT_FROM_HERE = "Connect from here";
    BEFORE_PURCHASE = "before purchase";
    AT_PURCHASE = "purchase";
    AFTER_PURCHASE = "after purchase";
    VALUE_TO_THEM = "Value to them";
    TO_ORGANISATION = "to us";
    TO_CUSTOMER = "to customers";
    NO_SUCCESS_YET = "No outcome counts as a success yet.";
    A_SUCCESS = "a success";
    MOST_VALUE_LEAKS_AT = "Most value leaks at";
    MOST_LEAVE_AT = "Most customers leave at";
    RECEIPT_TIP = "Where this number comes from";
    SHOW_TIP = "Show this touchpoint";
    UNDO = "Undo";
    UNDO_TIP = "Undo (Ctrl Z)";
    REDO = "Redo";
    REDO_TIP = "Redo (Ctrl Shift Z)";
    UNDONE = "Undone";
    REDONE = "Done again";
    NOTHING_TO_UNDO = "There is nothing to undo";
    NOTHING_TO_REDO = "There is nothing to redo";
    COPY = "Copy";
    COPIED = "Copied";
    CUT = "Cut";
    PASTE = "Paste";
    NOTHING_TO_PASTE = "The clipboard holds no part of a map.";
    DUPLICATE = "Duplicate";
    SELECT_ALL = "Select all";
    RENAME = "Rename";
    TIDY = "Tidy up";
    TIDY_TIP = "Let the layout place the cards (Ctrl Shift L)";
    TIDIED = "Tidied up";
    NEXT_RIGHT = "Add what comes next, to the right";
    NEXT_BELOW = "Add what comes next, below";
    NEXT_ABOVE = "Add what comes next, above";
    NEXT_LEFT = "Add what comes next, to the left";
    SELECT_TOOL = "Select";
    HAND_TOOL = "Move the view";
    CONNECT_TOOL = "Connect";
    ADD_TOUCHPOINT = "Add a touchpoint";
    ADD_OUTCOME = "Add an outcome";
    ADD_STAGE = "Add a stage";
    ADD_STAGE_TIP = "Add a stage (S)";
    ADD_SEGMENT = "Add a segment";
    SHOW_DROP_OFF = "Colour by drop-off";
    SHOW_FRICTION = "Colour by friction";
    SHOW_VALUE = "Colour by value";
    SHOW_LEAK = "Colour by leak";
    SWITCH_PERSPECTIVE = "Switch between customers' and company's view";
    SWITCH_THEME = "Light or dark";
    INSPECT = "Inspect";
    INSIGHTS = "Insights";
    FINDINGS = "Findings";
    TOGGLE_SIDE = "Show or hide the details";
    TOGGLE_SIDE_TIP = "Show or hide the details (Ctrl \\)";
    ALL_KEYS = "All keys";
    PALETTE = "Find an action";
    PALETTE_PLACEHOLDER = "Type what you want to do";
    REPORT = "Some of this file could not be read as it stood";
    REPORT_ABOUT = "Everything else is here, as a map of its own. The file itself was not changed.";
    TITLE = "Title of the journey";
    GOAL = "The customer's goal";
    CURRENCY = "Currency";
    PERIOD = "Counted by";
    BASE_DROP_OFF = "Drop-off where unknown";
    BASE_DROP_OFF_HINT = "At a touchpoint whose drop-off is not known, this share leaves for reasons other than its burdens.";
    SEGMENTS = "Segments";
    STAGES = "Stages";
    NOTES = "Notes";
    STAGE = "Stage";
    NO_STAGE = "No stage";
    STAGE_AS_IS = "As they are";
    CHANNEL = "Channel";
    OWNER = "Owner";
    LEAVE_HERE = "leave here";
    WHAT_IT_COSTS = "What it costs the customer";
    WHAT_IT_GIVES = "What it gives the customer";
    COMPANY = "company";
    CUSTOMERS = "customers";
    CUSTOMERS_SAY = "Customers say";
    COMPANY_ASSUMES = "Company assumes";
    PERSPECTIVE = "Whose scores are shown and typed";
    PERSPECTIVE_TIP = "Customers' scores count where there are some, else the company's";
    SCORE_TIP = "Drag, use the arrow keys, or type 0–9; Delete makes it unknown";
    AT_THE_MARGIN = "At the margin: exact for a small change; a whole point may be worth a little more or less.";
    WHOSE_VALUE = "Whose value";
    WHERE_NEXT = "Where they go next";
    AGAIN_HERE = "Again here";
    THEY_LEAVE = "Leave";
    MONEY_AND_DROP_OFF = "Worth to us, and drop-off today";
    MARGIN = "Margin a visit";
    COST_TO_SERVE = "Cost to serve a visit";
    KNOWN_DROP_OFF = "Known drop-off";
    OBSERVED_COUNTS = "Observed counts";
    LEFT_HERE = "Left here";
    WENT_ON = "Went on";
    KNOWN_DROP_OFF_HINT = "A known drop-off holds for today's scores. Change a score and the drop-off follows from there.";
    PAIN_POINTS = "Pain points";
    ADD_PAIN_POINT = "Add a pain point";
    OPPORTUNITIES = "Ideas";
    ADD_OPPORTUNITY = "Add an idea";
    REMOVE_TOUCHPOINT = "Remove touchpoint";
    REMOVE_TRANSITION = "Remove transition";
    REMOVE_OUTCOME = "Remove outcome";
    REMOVE_STAGE = "Remove stage";
    REMOVE_SEGMENT = "Remove segment";
    NEEDS_SEGMENT = "There is no segment whose weights could be scaled.";
    TRANSITION = "Transition";
    GO_THIS_WAY = "of visits go this way";
    VALUE_CARRIED = "value carried on";
    DELAY = "Takes";
    DAYS = "days";
    REWARD = "Earns us";
    LABEL = "Label";
    GIVEN_AS = "Given as";
    REACH_IT = "of entrants reach it";
    MEANING = "What it means";
    WORTH_EACH = "Worth each";
    OUTCOME_HINT = "An outcome ends the journey. Its worth counts in the organisation's book.";
    PHASE = "Phase";
    NO_PHASE = "Not said";
    COLUMN_WIDTH = "Width";
    USUAL = "usual";
    MOVE_LEFT = "Move left";
    MOVE_RIGHT = "Move right";
    TOUCHPOINTS_HERE = "Touchpoints here";
    WORTH_TO_US = "worth to us each";
    WORTH_TO_THEM = "worth to them each";
    WORTHS_AND_TIME = "What things are worth to them, and time";
    WHERE_THEY_ENTER = "Where they enter";
    ENTRY_HINT = "Left empty, they enter wherever no transition leads. Any numbers do: shares or counts.";
    ADD_ENTRY = "Add where they enter…";
    WHAT_BURDENS_DO = "What burdens do to them";
    PULL = "Pull of one point of value";
    CURVE_HINT = "The curve is an assumption of yours. Each dot is a touchpoint of this segment.";
    CURVE_LABEL = "From hazard to drop-off, with the touchpoints on the curve";
    HAZARD = "hazard";
    DISCOUNT = "Discount a year";
    COMES_BACK = "Come back";
    DROP_OFF = "Drop-off";
    RANKING_ABOUT = "Where customers leave, the most people first.";
    ENTRANTS = "Enter";
    REACH_SUCCESS = "Reach success";
    STEPS_EACH = "Visits to touchpoints each";
    REWORK = "Repeated visits";
    MINUTES_EACH = "Minutes each";
    HAND_OFFS_EACH = "Hand-offs each";
    TOUCHPOINT = "Touchpoint";
    TOUCHPOINTS = "Touchpoints";
    VALUE_FLOW = "Value flow";
    FLOW_ABOUT = "Value that arrives is realised there or carried on; nothing is lost on the way and nothing is counted twice.";
    PER_ENTRANT = "per entrant";
    SPREAD = "spread between entrants";
    ARRIVES = "Arrives";
    REALISED = "Realised";
    CARRIED_ON = "Carried on";
    LEAK = "Leak";
    LEAK_ABOUT = "What those who leave would have been worth, had they gone on like those who stay.";
    NO_LEAK = "Nothing leaks: nobody leaves, or nothing further on is worth anything yet. Give touchpoints a margin or outcomes a worth.";
    LEAKS_DO_NOT_SUM = "Leaks are at the margin: they do not sum to the gain of fixing everything.";
    REMOVAL_EFFECT = "Successes lost without it";
    SENSITIVITY = "Sensitivity";
    SENSITIVITY_ABOUT = "What one unit less of a burden would be worth in a period, the most first.";
    NOTHING_SCORED = "No burden is scored yet. Select a touchpoint and say what it costs the customer.";
    BURDEN = "Burden";
    WORTH_OF_ONE_LESS = "Worth of one unit less";
    PATHS = "Paths";
    PATHS_ABOUT = "The most probable ways through, loops included, with the share that leaves at each step.";
    WHICH_PATHS = "Which paths";
    SUCCESSFUL_PATHS = "Successful";
    ALL_PATHS = "All";
    PATH = "Path";
    OUTCOME = "Outcome";
    PROBABILITY = "Probability";
    STRUCTURE = "Structure";
    STRUCTURE_ABOUT = "What the drawing says by itself, whatever the numbers.";
    MUST_PASS = "Must-pass";
    MUST_PASS_ABOUT = "Nobody succeeds without coming here.";
    NO_RETURN = "Points of no return";
    NO_RETURN_ABOUT = "Whoever goes on from here comes by each of these before the end.";
    KNOTS = "Rework knots";
    KNOTS_ABOUT = "Touchpoints among which customers can go round.";
    DEAD_ENDS = "Dead ends";
    DEAD_ENDS_ABOUT = "No way on: everyone here leaves.";
    CLOSED_LOOPS = "Traps";
    CLOSED_LOOPS_ABOUT = "Loops that no transition leaves.";
    NONE_HERE = "None.";
    COPY_TABLE = "Copy";
    COPY_TABLE_TIP = "Copy this table as CSV";
    TABLE_COPIED = "The table is on the clipboard.";
    CHECKS_HOLD = "Checked: the parts sum, and the solution fits its equations.";
    CHECKS_FAIL = "A self-check failed; see the findings.";
    LIMITS = "Exact means exact for the drawn model: it has a memory of one step, and probabilities are opinions until they are calibrated. Sensitivities are local.";
    FINDINGS_ABOUT = "What may keep the numbers from meaning what you think.";
    NO_FINDINGS = "Nothing odd was found.";
    SUCCESS_FORMULA = "P = s · b   (entry mix times the probability of success from each touchpoint)";
    LEAK_FORMULA = "v · d · (Q W) ÷ (1 − d)";
    LEAK_SENTENCE = "Those who leave here would have been worth this much, had they gone on like those who stay.";
    LEAVERS_FORMULA = "n · v · d";
    LEAVERS_SENTENCE = "Visits in a period times the share of visits that are the last.";
    VISITS = "Visits";
    WORTH_OF_A_STAYER = "Worth of one who goes on";
    NOT_A_NUMBER = "This is not a number.";
}

/// Names of the living example's touchpoints.
pub const LIVING_NAMES: [&str; 3] = ["Sign up", "Verify identity", "First order"];

/// Channels that are offered while one is typed.
pub const USUAL_CHANNELS: [&str; 9] = [
    "Web",
    "App",
    "Contact centre",
    "Store",
    "Social media",
    "Direct mail",
    "E-mail",
    "Chatbot",
    "In person",
];

/// How a transition's share may be given.
pub const MEASURES: [(&str, &str); 3] =
    [("weight", "Relative weight"), ("probability", "Probability"), ("count", "Observed count")];

/// What an outcome may mean.
pub const OUTCOME_KINDS: [(OutcomeKind, &str); 3] =
    [(OutcomeKind::Success, "Success"), (OutcomeKind::Loss, "Loss"), (OutcomeKind::Other, "Other")];

/// What volumes may be counted by.
pub const PERIODS: [(Period, &str); 5] = [
    (Period::Day, "day"),
    (Period::Week, "week"),
    (Period::Month, "month"),
    (Period::Quarter, "quarter"),
    (Period::Year, "year"),
];

/// Keys that are no action of their own.
pub const MORE_KEYS: [(&str, &str); 7] = [
    ("Move the selection by 1, with Shift by 10", "Arrows"),
    ("Walk along transitions", "Alt Arrows"),
    ("Next and previous card", "Tab · Shift Tab"),
    ("Move the view", "Space drag"),
    ("Zoom", "Ctrl wheel"),
    ("Set the focused score", "0–9"),
    ("Drop the tool and the selection", "Esc"),
];

fn period_word(period: Period) -> &'static str {
    PERIODS.iter().find(|(known, _)| *known == period).map_or("", |(_, word)| word)
}

/// The name of an overlay.
pub fn overlay_name(overlay: Overlay) -> &'static str {
    match overlay {
        Overlay::DropOff => "Drop-off",
        Overlay::Friction => "Friction",
        Overlay::Value => "Value",
        Overlay::Leak => "Leak",
    }
}

/// What an overlay shows, and its key.
pub fn overlay_tip(overlay: Overlay, key: usize) -> String {
    let about = match overlay {
        Overlay::DropOff => "The share of visits that end here",
        Overlay::Friction => "What the burdens add to the hazard of leaving, in hundredths",
        Overlay::Value => "The value still to come for one who is here",
        Overlay::Leak => "What leavers would have been worth",
    };
    format!("{about} ({key})")
}

/// The name of a panel of the side.
pub fn side_name(side: Side) -> &'static str {
    match side {
        Side::Inspect => INSPECT,
        Side::Insights => INSIGHTS,
        Side::Findings => FINDINGS,
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
    format!("A point of {} is worth", value_name(value).to_lowercase())
}

/// "Worth of one less, a month".
pub fn worth_of_one_less(period: Period) -> String {
    format!("Worth of one less, a {}", period_word(period))
}

/// "visits a month".
pub fn visits_a(period: Period) -> String {
    format!("visits a {}", period_word(period))
}

/// "leaks a month".
pub fn leaks_a(period: Period) -> String {
    format!("leaks a {}", period_word(period))
}

/// "people a month".
pub fn people_a(period: Period) -> String {
    format!("people a {}", period_word(period))
}

/// "go this way a month".
pub fn passages_a(period: Period) -> String {
    format!("go this way a {}", period_word(period))
}

/// "value a month".
pub fn value_a(period: Period) -> String {
    format!("value a {}", period_word(period))
}

/// "Enter a month".
pub fn enter_a(period: Period) -> String {
    format!("Enter a {}", period_word(period))
}

/// " a month".
pub fn a_period(period: Period) -> String {
    format!(" a {}", period_word(period))
}

/// " of 10,000 entrants a month reach Renewed."
pub fn of_entrants_reach(entrants: &str, period: Period, name: &str) -> String {
    format!(" of {entrants} entrants a {} reach {name}.", period_word(period))
}

/// "Renewed or Extended".
pub fn either(one: &str, two: &str) -> String {
    format!("{one} or {two}")
}

/// "4,895 visits".
pub fn visits(count: &str) -> String {
    format!("{count} visits")
}

/// "10.6 % of entrants".
pub fn of_entrants(share: &str) -> String {
    format!("{share} of entrants")
}

/// "35 % of visits".
pub fn of_visits(share: &str) -> String {
    format!("{share} of visits")
}

/// "Renewed, outcome, 10.6 % of entrants".
pub fn outcome_described(name: &str, reached: &str) -> String {
    format!("{name}, outcome, {reached}")
}

/// "stage Onboarding".
pub fn in_stage(stage: &str) -> String {
    format!("stage {stage}")
}

/// "35 % drop-off".
pub fn drop_off_spoken(share: &str) -> String {
    format!("{share} drop-off")
}

/// "friction 24".
pub fn friction_spoken(friction: &str) -> String {
    format!("friction {friction}")
}

/// "From Apply to Verify, 45 %".
pub fn transition_described(from: &str, to: &str, share: &str) -> String {
    format!("From {from} to {to}, {share}")
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
pub fn leave_in_all(people: &str) -> String {
    format!("{people} leave at some touchpoint:")
}

/// "12 % of successes lost without it".
pub fn lost_without(share: &str) -> String {
    format!("{share} of successes need it")
}

/// The check that the parts of the value flow sum.
pub fn parts_sum(off: &str) -> String {
    format!("Check: arrives = realised + carried on, to within {off} everywhere.")
}

/// "These 20 paths are 31 % of all successes."
pub fn paths_cover(count: usize, mass: &str, successful: bool) -> String {
    let what = if successful { "successes" } else { "entrants" };
    format!("These {count} paths are {mass} of all {what}.")
}

/// What stands beside a path's probability.
pub fn path_meta(people: &str, friction: &str, value: &str, hand_offs: usize) -> String {
    format!("{people} people · friction {friction} · {value} · {hand_offs} hand-offs")
}

/// "entering at Landing page".
pub fn entering_at(name: &str) -> String {
    format!("entering at {name}")
}

/// What the share of successes means.
pub fn success_sentence(people: &str, entrants: &str) -> String {
    format!("Of {entrants} who enter, {people} reach an outcome that counts as a success.")
}

/// The title of a leak's receipt.
pub fn leak_at(name: &str) -> String {
    format!("Leak at {name}")
}

/// The title of a receipt of leavers.
pub fn leavers_at(name: &str) -> String {
    format!("Leavers at {name}")
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

/// The title of the window.
pub fn window_title(title: &str) -> String {
    format!("{title} – {PRODUCT}")
}

/// "Saved in this browser 10:41".
pub fn saved_at(time: &str) -> String {
    format!("Saved in this browser {time}")
}

/// "Not saved: …".
pub fn not_saved(why: &str) -> String {
    format!("Not saved. {why}")
}

/// A file went to the downloads.
pub fn downloaded(name: &str) -> String {
    format!("{name} went to your downloads.")
}

/// A file was saved.
pub fn saved_file(name: &str) -> String {
    format!("Saved {name}.")
}

/// What the list says of a map.
pub fn map_facts(touchpoints: u32, changed: &str) -> String {
    let noun = if touchpoints == 1 { "touchpoint" } else { "touchpoints" };
    format!("{touchpoints} {noun} · {changed}")
}

/// The button that deletes a map.
pub fn delete_map(name: &str) -> String {
    format!("Delete {name}")
}

/// A stored map was damaged.
pub fn map_damaged(records: usize, lost_edits: u64) -> String {
    format!(
        "{records} stored records of this map are damaged; at least {lost_edits} edits could not be had back. Everything that is stored is being downloaded, and nothing of it was changed."
    )
}

/// The sentence of the living example.
pub fn living_sentence(share: &str, leak: &str) -> String {
    format!("{share} of 10,000 become customers. {leak} a month leaks at Verify identity.")
}
