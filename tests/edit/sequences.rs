//! Random sequences of edits, undo, redo, saving and opening, against a plain model: a list of
//! whole journeys as they were, and a place in it.

use crate::commands::{COMMANDS, Hand, several};
use crate::invariants;
use crate::support::dice::Dice;
use crate::support::journeys::journey;
use crate::support::{count, seeds};
use desire_path::edit::{History, Patch, edit};
use desire_path::formats::{self, journey_json, patch_json};
use desire_path::model::Journey;
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What is done besides the commands.
const OTHERS: [&str; 5] = ["several at once", "undo", "redo", "save and open", "journal"];
const KINDS: usize = COMMANDS.len() + OTHERS.len();

/// How often each kind of operation was accepted (and changed something) and refused.
struct Tally([[AtomicU64; 2]; KINDS]);

impl Tally {
    fn note(&self, kind: usize, accepted: bool) {
        self.0[kind][usize::from(!accepted)].fetch_add(1, Ordering::Relaxed);
    }
}

fn name_of(kind: usize) -> &'static str {
    COMMANDS.get(kind).map_or_else(|| OTHERS[kind - COMMANDS.len()], |(name, _)| name)
}

/// A journey under work, and everything that must agree with it.
struct Work {
    journey: Journey,
    history: History,
    /// The plain model: every journey there was, with the file it is written as, and which is now.
    states: Vec<(Journey, String)>,
    now: usize,
    /// Every how manieth of them is opened from its file and saved again.
    every: usize,
    /// A file that was saved, and a line for every edit since.
    saved: String,
    lines: Vec<String>,
    /// A follower (another tab): it hears of edits by their lines alone.
    follower: Journey,
}

impl Work {
    fn on(journey: Journey) -> Self {
        let text = journey_json::write(&journey);
        Self {
            follower: journey.clone(),
            journey,
            history: History::default(),
            states: Vec::new(),
            now: 0,
            every: count("EVERY", 4).max(1) as usize,
            saved: text,
            lines: Vec::new(),
        }
    }

    /// Tells the journal and the follower of a patch.
    fn tell(&mut self, patch: &Patch) {
        let line = patch_json::write(patch);
        let read = patch_json::read(&line).unwrap();
        assert_eq!(&read, patch, "the journal reads another edit than was written");
        read.apply(&mut self.follower);
        self.lines.push(line);
    }

    fn text(&self) -> String {
        journey_json::write(&self.journey)
    }

    /// Runs a command; says whether it was accepted, or nothing where it changed nothing.
    fn command(
        &mut self,
        hand: &mut Hand,
        command: fn(&mut Hand, &mut desire_path::edit::Draft<'_>) -> Result<(), desire_path::edit::Refusal>,
    ) -> Option<bool> {
        match edit(&mut self.journey, |draft| command(hand, draft)) {
            Err(refusal) => {
                assert!(refusal.to_string().ends_with('.'));
                Some(false)
            }
            Ok(((), patch)) if patch.is_empty() => None,
            Ok(((), patch)) => {
                self.tell(&patch);
                self.history.record(Arc::new(patch));
                self.states.truncate(self.now + 1);
                self.now += 1;
                Some(true)
            }
        }
    }

    fn undo(&mut self) -> bool {
        let Some(patch) = self.history.undo() else { return false };
        patch.apply(&mut self.journey);
        self.tell(&patch);
        self.now -= 1;
        true
    }

    fn redo(&mut self) -> bool {
        let Some(patch) = self.history.redo() else { return false };
        patch.apply(&mut self.journey);
        self.tell(&patch);
        self.now += 1;
        true
    }

    /// Saves and opens; one in four files is cut short and must be refused.
    fn save_and_open(&mut self, dice: &mut Dice) -> bool {
        let text = self.text();
        if dice.chance(0.25) {
            let mut end = dice.below(text.len() - 2);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            assert!(formats::read(&text.as_bytes()[..end], "cut.json").is_err(), "a cut file opens");
            return false;
        }
        let opened = formats::read(text.as_bytes(), "saved.json").unwrap();
        assert!(opened.report.is_clean(), "{:?}", opened.report.lines);
        self.journey = opened.journey;
        self.saved = text;
        self.lines.clear();
        true
    }

    /// Opens what was saved and follows the journal; one in four has its last line cut short, which
    /// must cost that line alone.
    fn follow_journal(&mut self, dice: &mut Dice) -> bool {
        let mut journey = formats::read(self.saved.as_bytes(), "saved.json").unwrap().journey;
        let cut = dice.chance(0.25) && !self.lines.is_empty();
        let whole = self.lines.len() - usize::from(cut);
        for line in &self.lines[..whole] {
            patch_json::read(line).unwrap().apply(&mut journey);
        }
        if cut {
            let last = &self.lines[whole];
            let mut end = dice.below(last.len());
            while !last.is_char_boundary(end) {
                end -= 1;
            }
            assert!(patch_json::read(&last[..end]).is_err(), "a cut line is read");
            assert_eq!(journey.violations(), vec![]);
            patch_json::read(last).unwrap().apply(&mut journey);
        }
        assert!(journey_json::write(&journey) == self.text(), "the journal leads elsewhere");
        if !cut {
            self.journey = journey;
        }
        !cut
    }

    /// Whether a journey is what the model says. Opening a file forgets what was left of unknown fields
    /// whose place is gone, which no file says: then the files are equal and the journeys are not.
    fn is_as_it_was(&self, journey: &Journey) -> bool {
        let (model, text) = &self.states[self.now];
        journey == model || journey_json::write(journey) == *text
    }

    /// Whether everything agrees; where something was done, byte by byte.
    fn check(&mut self, mut done: bool) {
        if self.now == self.states.len() {
            // A journey there was not yet. Whatever follows is one of those and written as they are.
            let text = self.text();
            if self.states.len().is_multiple_of(self.every) {
                invariants::check_written(&text);
            }
            self.states.push((self.journey.clone(), text));
            done = false;
        }
        let (_, text) = &self.states[self.now];
        assert!(!done || self.text() == *text, "it is not what it was:\n{text}\n{}", self.text());
        assert!(self.is_as_it_was(&self.journey), "it is not what it was:\n{text}\n{}", self.text());
        assert!(self.is_as_it_was(&self.follower), "the follower is elsewhere");
        assert_eq!(self.history.can_undo(), self.now > 0, "I12");
        assert_eq!(self.history.can_redo(), self.now + 1 < self.states.len(), "I12");
        invariants::check(&self.journey);
    }
}

/// Fields of a newer version, in records and deep inside of them.
fn with_unknown_fields(journey: &Journey, dice: &mut Dice) -> Journey {
    let mut value: serde_json::Value = serde_json::from_str(&journey_json::write(journey)).unwrap();
    for (table, inner) in [
        ("touchpoints", ["position", "drop_off", "burdens"]),
        ("fixes", ["effects", "weights", "status"]),
        ("evidence", ["measure", "touchpoint", "date"]),
    ] {
        for record in value.get_mut(table).and_then(|table| table.as_array_mut()).into_iter().flatten() {
            record["soon"] = json!({"deep": [dice.below(100)]});
            for field in inner {
                match record.get_mut(field) {
                    Some(serde_json::Value::Object(fields)) => _ = fields.insert("soon".into(), json!([1])),
                    Some(serde_json::Value::Array(items)) => {
                        for item in items {
                            item["soon"] = json!(dice.below(100));
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    let opened = formats::read(value.to_string().as_bytes(), "newer.json").unwrap();
    assert!(opened.report.is_clean());
    opened.journey
}

/// A random journey without the longest of texts, which would take most of the time.
pub fn small(seed: u64) -> Journey {
    let text = journey_json::write(&journey(seed, 4)).replace(&"ü".repeat(1_000), "");
    formats::read(text.as_bytes(), "small.json").unwrap().journey
}

pub fn start(seed: u64, dice: &mut Dice) -> Journey {
    match seed % 4 {
        0 => Journey::default(),
        1 => with_unknown_fields(&small(seed), dice),
        _ => small(seed),
    }
}

/// One operation: its kind, and whether it was accepted (nothing where it changed nothing).
fn operation(work: &mut Work, hand: &mut Hand) -> (usize, Option<bool>) {
    let first = COMMANDS.len();
    match hand.dice.below(100) {
        0..5 => (first, work.command(hand, several)),
        5..22 => (first + 1, Some(work.undo())),
        22..34 => (first + 2, Some(work.redo())),
        34..37 => (first + 3, Some(work.save_and_open(&mut hand.dice))),
        37..40 => (first + 4, Some(work.follow_journal(&mut hand.dice))),
        _ => {
            let kind = hand.dice.below(COMMANDS.len());
            (kind, work.command(hand, COMMANDS[kind].1))
        }
    }
}

fn sequence(seed: u64, operations: u64, tally: &Tally) {
    let mut dice = Dice::new(seed ^ 0x15_0000);
    let mut work = Work::on(start(seed, &mut dice));
    let first = work.text();
    let mut hand = Hand::new(dice, small(seed ^ 0xdead_beef));
    work.check(true);
    for at in 0..operations {
        let mut last = "?";
        let done = catch_unwind(AssertUnwindSafe(|| {
            let (kind, accepted) = operation(&mut work, &mut hand);
            last = name_of(kind);
            if let Some(accepted) = accepted {
                tally.note(kind, accepted);
            }
            work.check(accepted == Some(true));
        }));
        if let Err(why) = done {
            eprintln!("SEED={seed}: operation {at} ({last}) went wrong");
            resume_unwind(why);
        }
    }
    // To the end, step by step back to the start and to the end again.
    while work.redo() {}
    let last = work.text();
    invariants::check_written(&last);
    work.check(true);
    while work.undo() {
        assert!(work.is_as_it_was(&work.journey), "SEED={seed}: undone, it is not what it was");
    }
    assert!(work.text() == first && work.now == 0, "SEED={seed}: the start is another");
    while work.redo() {}
    assert!(work.text() == last, "SEED={seed}: the end is another");
    work.check(true);
}

/// P15. `SEQUENCES=` and `OPERATIONS=` say how many, `SEED=` runs one sequence again. Opening every
/// new journey's file and saving it again (I6 and I10 of the text, I11) takes the most time: by default
/// that is every fourth journey, and with `EVERY=1` each.
#[test]
fn whatever_is_done_can_be_undone_and_redone_exactly() {
    let (sequences, operations) = (count("SEQUENCES", 1_000), count("OPERATIONS", 100));
    let only = std::env::var("SEED").ok().and_then(|seed| seed.parse::<u64>().ok());
    let tally = Tally(std::array::from_fn(|_| Default::default()));
    let started = std::time::Instant::now();
    match only {
        Some(seed) => sequence(seed, operations, &tally),
        None => seeds(sequences, |seed| sequence(seed, operations, &tally)),
    }
    let mut sums = [0; 2];
    for (kind, counts) in tally.0.iter().enumerate() {
        let [accepted, refused] = [0, 1].map(|at| counts[at].load(Ordering::Relaxed));
        println!("  {}: {accepted} accepted, {refused} refused", name_of(kind));
        let enough = only.is_some() || sequences * operations < 50_000;
        assert!(enough || (accepted > 0 && refused > 0), "{} was never done or never refused", name_of(kind));
        sums = [sums[0] + accepted, sums[1] + refused];
    }
    println!(
        "P15 reached: {sequences} sequences x {operations} operations, {} accepted, {} refused, mismatches 0, {:.1} s",
        sums[0],
        sums[1],
        started.elapsed().as_secs_f64()
    );
}

#[test]
fn past_its_depth_the_history_forgets_the_oldest_edit_alone() {
    let mut work = Work::on(Journey::default());
    work.check(true);
    let mut hand = Hand::new(Dice::new(7), small(7));
    while work.now < History::DEPTH + 50 {
        let at = work.now % 3;
        // Titles alone: quick, and each another than the one before.
        let number = work.now;
        let done = edit(&mut work.journey, |draft| {
            draft.change_about(|about| about.title = format!("{number} {at}"))
        });
        let ((), patch) = done.unwrap();
        work.history.record(Arc::new(patch));
        work.now += 1;
        let text = work.text();
        work.states.push((work.journey.clone(), text));
    }
    let mut undone = 0;
    while let Some(patch) = work.history.undo() {
        patch.apply(&mut work.journey);
        work.now -= 1;
        undone += 1;
        assert!(work.text() == work.states[work.now].1);
    }
    assert_eq!((undone, work.now), (History::DEPTH, 50));
    // A new edit now ends what could be made again.
    assert_eq!(
        work.command(&mut hand, |_, draft| draft.change_about(|about| about.goal = "new".into())),
        Some(true)
    );
    assert!(!work.history.can_redo() && work.history.can_undo());
}
