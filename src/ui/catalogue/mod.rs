//! Every word on the screen, in one place. Another language is another file of these names.
//! This room is words alone: what they are about is decided elsewhere.

mod files;
mod sentences;

use crate::model::{OutcomeKind, Period};

macro_rules! words {
    ($($name:ident = $text:expr;)*) => {
        $(#[doc = $text] pub const $name: &str = $text;)*
    };
}

mod evidence;
mod fixes;
mod looks;
mod worth;
mod receipts;
mod present;
mod scenarios;

pub use evidence::*;
pub use files::*;
pub use fixes::*;
pub use looks::*;
pub use present::*;
pub use receipts::*;
pub use scenarios::*;
pub use sentences::*;
pub use worth::*;

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
    CANCEL = "Cancel";
    CLIPBOARD = "the clipboard";
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
    ZOOM_RESET = "Zoom to 100%";
    ZOOM_RESET_TIP = "Zoom to 100% (Shift 0)";
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
    CONNECT_FROM_HERE = "Connect from here (C)";
    BEFORE_PURCHASE = "before purchase";
    AT_PURCHASE = "purchase";
    AFTER_PURCHASE = "after purchase";
    VALUE_TO_THEM = "Value to them";
    FAINT = "Seldom taken";
    FAINT_TIP = "Faint arrows carry less than a twentieth of what the widest carries";
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
    TIDYING = "Tidying up";
    NEXT_RIGHT = "Add what comes next, to the right";
    NEXT_BELOW = "Add what comes next, below";
    NEXT_ABOVE = "Add what comes next, above";
    NEXT_LEFT = "Add what comes next, to the left";
    SELECT_TOOL = "Select";
    HAND_TOOL = "Move the view";
    CONNECT_TOOL = "Connect";
    NO_FILE_COPY = "This map is in this browser alone. Save a file (Ctrl S), so that nothing can take it away.";
    KEPT_FOR_GOOD = "This browser has promised to keep these maps until you delete them.";
    KEPT_FOR_NOW = "This browser may clear these maps when it runs short of space, and clears them when a private window closes: save what matters as a file, too.";
    KEPT_FOR_A_WEEK = "This browser clears these maps after seven days without a visit, and when a private window closes: save what matters as a file, too.";
    KEPT_PERHAPS = "This browser does not say how long it keeps these maps; a private window keeps them until it closes: save what matters as a file, too.";
    KEPT_APART = " Inside another site's page, maps are kept apart from those at this app's own address.";
    STORE_AGAIN = "Store it again";
    CONNECT_WITH = "What it leads to";
    CONNECT_PLACEHOLDER = "Type a name";
    NEW_TOUCHPOINT = "New touchpoint";
    NEW_OUTCOME = "New outcome";
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
    STAGE_BEFORE_NAME = "Stage ";
    NO_STAGE = "No stage";
    AS_THEY_ARE = "As they are";
    FOR_ALL_OF_THEM = "What is set here is set for all of them. What they differ in is empty.";
    ARRANGE = "Arrange";
    ALIGN_LEFT = "Line up at the left";
    ALIGN_CENTER = "Line up in the middle, upright";
    ALIGN_RIGHT = "Line up at the right";
    ALIGN_TOP = "Line up at the top";
    ALIGN_MIDDLE = "Line up in the middle, level";
    ALIGN_BOTTOM = "Line up at the bottom";
    SPREAD_ACROSS = "Space evenly, across";
    SPREAD_DOWN = "Space evenly, down";
    LINED_UP = "Lined up";
    SPACED = "Spaced evenly";
    SWITCH_GRID = "Show or hide the grid";
    OPEN_MENU = "Open the menu of the selection";
    WHEEL_HINT = "Click the map, or hold Ctrl, to move and zoom it with the wheel.";
    JOURNEY_CHANGED = "Changed";
    CHANNEL = "Channel";
    OWNER = "Owner";
    LEAVE_HERE = "leave here";
    WHAT_IT_COSTS = "What it costs the customer";
    WHAT_IT_GIVES = "What it gives the customer";
    COMPANY = "company";
    CUSTOMERS = "customers";
    OF_COMPANY = "(company)";
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
    OUTCOME_IS_LAST = "An outcome has nothing after it";
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
    VISITS = "Visits";
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
pub const PERIODS: [(Period, &str); 6] = [
    (Period::Day, "day"),
    (Period::Week, "week"),
    (Period::Month, "month"),
    (Period::Quarter, "quarter"),
    (Period::Year, "year"),
    (Period::All, "all observed"),
];

/// Keys that are no action of their own.
pub const MORE_KEYS: [(&str, &str); 18] = [
    ("Move the selection by 1, with Shift by 10 or to the grid's next step", "Arrows"),
    ("Walk along transitions: onto an arrow, up and down to its neighbours, on to its card", "Alt Arrows"),
    ("Next and previous card", "Tab · Shift Tab"),
    ("Select the focused card, with Shift one more", "Space"),
    ("Move the view", "Space drag · Middle button · Wheel · H"),
    ("Zoom", "Ctrl wheel · Pinch"),
    ("Select what a frame touches; with Alt what it holds whole", "Drag · Shift drag by touch"),
    ("Add to the selection", "Shift click · Ctrl click"),
    ("Move the selection, with Alt a copy of it, with Ctrl off the guides", "Drag a card"),
    ("Put touchpoints into another stage", "Drag into its column"),
    ("Connect", "Drag from a card's dot · Click the dot, then a card"),
    ("Lead a transition elsewhere", "Drag its end"),
    ("Add a touchpoint", "Double-click · Drag from a dot onto nothing"),
    ("Rename", "Double-click a card"),
    ("Open a menu", "Right-click · Long press"),
    ("Paste at the pointer", "Ctrl V"),
    ("Set the focused score", "0–9"),
    ("Back from the details to the card; drop the tool and the selection", "Esc"),
];
