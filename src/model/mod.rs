//! What a journey is: plain records keyed by stable ids, without a clock, a browser or a formula.
//! This room is the vocabulary; every other room speaks it and adds no synonyms.

mod id;
mod text;
mod field;
mod table;
mod range;
mod score;
mod record;
mod about;
mod stage;
mod segment;
mod touchpoint;
mod outcome;
mod transition;
mod evidence;
mod fix;
mod patch;
mod scenario;
mod journey;

pub use about::{About, Period};
pub use evidence::{Evidence, EvidenceKind, Measure, MeasureKind};

pub use field::{Field, Fields, Misfit, Name, Stands, Step, Why, all_blank, take, written};
pub use fix::{Effect, Fix, FixStatus, WeightChange};
pub use id::{BadId, Id};
pub use journey::{Journey, Violation};
pub use outcome::{Outcome, OutcomeKind};
pub use patch::{AboutChange, Change, Changes, Patch, Placed, Stood, Tracked};
pub use range::Range;
pub use record::{Content, Extra, Problem, Problems, Record, limits};
pub use scenario::Scenario;
pub use score::{Burden, ByBurden, ByValue, Perspective, Score, Value};
pub use segment::Segment;
pub use stage::{Channel, ChannelKind, Owner, Phase, Stage};
pub use table::{Records, Removed, Table};
pub use text::is_blank;
pub use touchpoint::{DropOff, Touchpoint};
pub use transition::{Transition, TransitionKind};
