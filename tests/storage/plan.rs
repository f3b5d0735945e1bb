use desire_path::browser::Fault;
use desire_path::browser::autosave::{Opening, Plan, SaveStatus, Task};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A storage that holds what was reported complete, and more where it failed after the fact.
#[derive(Default)]
struct Disk {
    snapshots: BTreeSet<u64>,
    journal: BTreeMap<u64, String>,
    calls: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Failure {
    /// Nothing was stored and the call says so.
    Refused,
    /// It was stored, and the call says that it was not.
    StoredButDenied,
}

impl Disk {
    fn run(&mut self, task: &Task, failure: Option<Failure>) -> Result<(), Fault> {
        self.calls += 1;
        if failure != Some(Failure::Refused) {
            match task {
                Task::Journal { edits } => {
                    self.journal.extend(edits.iter().map(|(at, patch)| (*at, patch.to_string())));
                }
                Task::Snapshot { sequence } => {
                    self.snapshots.insert(*sequence);
                }
                Task::Prune => {
                    let oldest = self.snapshots.iter().rev().nth(2).copied().unwrap_or(0);
                    self.snapshots.retain(|at| *at >= oldest);
                    self.journal.retain(|at, _| *at > oldest);
                }
            }
        }
        failure.map_or(Ok(()), |_| Err(Fault::Full))
    }

    /// How far a reader of this disk would come.
    fn reached(&self) -> Option<u64> {
        let start = *self.snapshots.last()?;
        Some((start + 1..).take_while(|at| self.journal.contains_key(at)).last().unwrap_or(start))
    }
}

/// What is said must be true: "Saved" only where the disk leads to the last edit.
fn check(plan: &Plan, disk: &Disk, edits: u64, now_ms: f64) {
    if let SaveStatus::Saved { .. } | SaveStatus::ReadOnly(_) = plan.status(now_ms) {
        assert_eq!(disk.reached(), Some(edits), "said to be saved, and is not");
        assert!(!plan.is_unsaved());
    }
}

/// Runs a script of edits (with the time that passes after each) on a disk whose calls fail as
/// told; gives the disk, and how often "Saved" was said.
fn play(script: &[(bool, f64)], fails: impl Fn(usize) -> Option<Failure>) -> (Disk, usize) {
    let mut disk = Disk::default();
    let mut plan = Plan::new(Opening { unfounded: true, ..Opening::default() });
    let (mut now_ms, mut edits, mut saved) = (1_000.0, 0, 0);
    for (hidden, pause_ms) in script {
        match hidden {
            true => plan.hidden(),
            false => edits = plan.edit(format!("edit {}", edits + 1).into(), now_ms),
        }
        check(&plan, &disk, edits, now_ms);
        let until = now_ms + pause_ms;
        while now_ms < until {
            while let Some(task) = plan.next(now_ms) {
                check(&plan, &disk, edits, now_ms);
                let failure = fails(disk.calls);
                let result = disk.run(&task, failure);
                now_ms += 1.0;
                plan.done(result, now_ms);
                check(&plan, &disk, edits, now_ms);
            }
            saved += usize::from(matches!(plan.status(now_ms), SaveStatus::Saved { .. }));
            let wake_ms = plan.wake_at_ms(now_ms).unwrap_or(until);
            now_ms = wake_ms.clamp(now_ms + 1.0, until.max(now_ms + 1.0));
        }
    }
    // In the end everything is stored, whatever failed on the way.
    for _ in 0..100 {
        now_ms += 10_000.0;
        while let Some(task) = plan.next(now_ms) {
            let result = disk.run(&task, None);
            plan.done(result, now_ms);
            check(&plan, &disk, edits, now_ms);
        }
    }
    assert_eq!(disk.reached(), Some(edits));
    assert!(matches!(plan.status(now_ms), SaveStatus::Saved { .. }));
    (disk, saved)
}

fn thirty_edits() -> Vec<(bool, f64)> {
    (1..=30).map(|at| (at % 10 == 0, 40.0)).collect()
}

#[test]
fn whichever_call_fails_saved_is_never_said_wrongly() {
    let (disk, saved) = play(&thirty_edits(), |_| None);
    assert!(saved > 0);
    assert!(disk.calls >= 30);
    for k in 0..60 {
        for failure in [Failure::Refused, Failure::StoredButDenied] {
            play(&thirty_edits(), |call| (call == k).then_some(failure));
            play(&thirty_edits(), |call| (call >= k && call < k + 5).then_some(failure));
        }
    }
}

proptest! {
    #[test]
    fn whatever_fails_saved_is_never_said_wrongly(
        script in prop::collection::vec((prop::bool::weighted(0.1), 0.0..3_000.0_f64), 1..60),
        failing in prop::collection::vec(prop::option::weighted(0.3, prop_oneof![Just(Failure::Refused), Just(Failure::StoredButDenied)]), 200),
    ) {
        play(&script, |call| failing.get(call).copied().flatten());
    }
}

#[test]
fn a_full_disk_is_told_at_once_and_tried_again_with_every_edit() {
    let mut plan = Plan::new(Opening::default());
    plan.edit("a".into(), 0.0);
    assert!(plan.next(0.0).is_some());
    assert_eq!(plan.status(1.0), SaveStatus::Saving);
    plan.done(Err(Fault::Full), 2.0);
    assert_eq!(plan.status(2.0), SaveStatus::NotSaved(Fault::Full));
    assert_eq!(plan.next(3.0), None);
    assert_eq!(plan.wake_at_ms(3.0), Some(252.0));
    plan.edit("b".into(), 4.0);
    let again = Task::Journal { edits: vec![(1, "a".into())] };
    assert_eq!(plan.next(4.0), Some(again));
    assert_eq!(plan.status(4.0), SaveStatus::NotSaved(Fault::Full));
    plan.done(Ok(()), 5.0);
    assert_eq!(plan.status(5.0), SaveStatus::Saving);
    assert!(plan.next(5.0).is_some());
    plan.done(Ok(()), 6.0);
    assert_eq!(plan.status(6.0), SaveStatus::Saved { at_ms: 6.0 });
}

#[test]
fn the_pauses_between_tries_grow_to_eight_seconds() {
    let mut plan = Plan::new(Opening::default());
    plan.edit("a".into(), 0.0);
    let mut now_ms = 0.0;
    let mut pauses = Vec::new();
    for _ in 0..8 {
        assert!(plan.next(now_ms).is_some());
        plan.done(Err(Fault::Closed), now_ms);
        let wake_ms = plan.wake_at_ms(now_ms).unwrap();
        pauses.push(wake_ms - now_ms);
        now_ms = wake_ms;
    }
    assert_eq!(pauses, [250.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0, 8000.0, 8000.0]);
}

#[test]
fn silence_is_told_before_two_seconds_are_over() {
    let mut plan = Plan::new(Opening::default());
    plan.edit("a".into(), 0.0);
    plan.next(0.0);
    assert_eq!(plan.wake_at_ms(0.0), Some(1_500.0));
    assert_eq!(plan.status(1_499.0), SaveStatus::Saving);
    assert_eq!(plan.status(1_500.0), SaveStatus::NotSaved(Fault::Slow));
    assert_eq!(plan.wake_at_ms(1_500.0), None);
    plan.done(Ok(()), 2_500.0);
    assert_eq!(plan.status(2_500.0), SaveStatus::Saved { at_ms: 2_500.0 });
}

#[test]
fn a_snapshot_comes_after_two_hundred_edits_or_thirty_seconds_or_when_hidden() {
    let store = |plan: &mut Plan, edits: u64, now_ms: f64| {
        for _ in 0..edits {
            plan.edit("a".into(), now_ms);
            assert!(matches!(plan.next(now_ms), Some(Task::Journal { .. })));
            plan.done(Ok(()), now_ms);
        }
    };
    let mut plan = Plan::new(Opening::default());
    store(&mut plan, 199, 0.0);
    assert_eq!(plan.next(0.0), None);
    store(&mut plan, 1, 0.0);
    assert_eq!(plan.next(0.0), Some(Task::Snapshot { sequence: 200 }));
    plan.done(Ok(()), 1.0);
    assert_eq!(plan.next(1.0), Some(Task::Prune));
    plan.done(Ok(()), 1.0);
    store(&mut plan, 1, 100.0);
    assert_eq!(plan.wake_at_ms(100.0), Some(30_100.0));
    assert_eq!(plan.next(30_099.0), None);
    assert_eq!(plan.next(30_100.0), Some(Task::Snapshot { sequence: 201 }));
    plan.done(Ok(()), 30_101.0);
    assert_eq!(plan.next(30_101.0), Some(Task::Prune));
    plan.done(Ok(()), 30_101.0);
    plan.hidden();
    assert_eq!(plan.next(30_102.0), None, "nothing has changed since");
    store(&mut plan, 1, 30_103.0);
    assert_eq!(plan.next(30_103.0), Some(Task::Snapshot { sequence: 202 }));
}

#[test]
fn a_snapshot_that_fails_is_no_alarm_while_the_journal_holds_every_edit() {
    let mut plan = Plan::new(Opening::default());
    plan.edit("a".into(), 0.0);
    plan.next(0.0);
    plan.done(Ok(()), 1.0);
    plan.hidden();
    assert!(matches!(plan.next(2.0), Some(Task::Snapshot { .. })));
    assert_eq!(plan.status(2.0), SaveStatus::Saved { at_ms: 1.0 });
    plan.done(Err(Fault::Full), 3.0);
    assert_eq!(plan.status(3.0), SaveStatus::Saved { at_ms: 1.0 });
}

#[test]
fn a_pen_that_was_taken_writes_nothing_more_and_says_what_is_lost() {
    let mut plan = Plan::new(Opening::default());
    plan.edit("a".into(), 0.0);
    plan.next(0.0);
    plan.done(Err(Fault::TakenOver), 1.0);
    assert_eq!(plan.status(1.0), SaveStatus::NotSaved(Fault::TakenOver));
    assert_eq!(plan.next(1e9), None);
    assert_eq!(plan.wake_at_ms(2.0), None);
    let mut plan = Plan::new(Opening::default());
    plan.end(Fault::TakenOver);
    assert_eq!(plan.status(1.0), SaveStatus::ReadOnly(Fault::TakenOver));
}

#[test]
fn an_edit_that_comes_before_a_planned_snapshot_is_taken_is_part_of_it() {
    let mut plan = Plan::new(Opening { unfounded: true, ..Opening::default() });
    assert_eq!(plan.next(0.0), Some(Task::Snapshot { sequence: 0 }));
    plan.edit("a".into(), 0.0);
    assert_eq!(plan.snapshot_of_now(), 1);
    assert_eq!(plan.stored_through(), 0);
    plan.done(Ok(()), 1.0);
    assert_eq!(plan.stored_through(), 1);
    assert_eq!(plan.status(1.0), SaveStatus::Saved { at_ms: 1.0 });
    assert_eq!(plan.next(1.0), Some(Task::Prune), "nothing is left to journal");
}

#[test]
fn an_edit_that_comes_after_a_snapshot_was_taken_is_journalled() {
    let mut plan = Plan::new(Opening { unfounded: true, ..Opening::default() });
    plan.next(0.0);
    assert_eq!(plan.snapshot_of_now(), 0);
    plan.edit("a".into(), 0.0);
    plan.done(Ok(()), 1.0);
    assert_eq!(plan.status(1.0), SaveStatus::Saving);
    assert_eq!(plan.next(1.0), Some(Task::Journal { edits: vec![(1, "a".into())] }));
}

#[test]
fn edits_that_come_before_the_journal_is_written_go_with_it() {
    let mut plan = Plan::new(Opening::default());
    plan.edit("a".into(), 0.0);
    plan.next(0.0);
    plan.edit("b".into(), 0.0);
    assert_eq!(plan.edits_of_now(), [(1, "a".into()), (2, "b".into())]);
    plan.edit("c".into(), 0.5);
    plan.done(Ok(()), 1.0);
    assert_eq!(plan.stored_through(), 2);
    assert_eq!(plan.next(1.0), Some(Task::Journal { edits: vec![(3, "c".into())] }));
}
