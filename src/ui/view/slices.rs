//! Long work on the page's own thread, cut into slices: between them the page draws and answers.

use super::super::reactive::set_timeout;
use crate::browser::clock::steady_ms;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::time::Duration;

/// How long the page is held at a time, in milliseconds. Each slice brings a picture, and a picture of
/// a large map takes the browser long: a slice takes about as long as the last picture did, or the browser
/// would mostly draw.
const SLICE_MS: f64 = 20.0;
/// How long a slice takes at most, in milliseconds.
const LONGEST_MS: f64 = 40.0;

/// One step of some work; says whether there is more to do.
type Step = Box<dyn FnMut() -> bool>;

thread_local! {
    static WAITING: RefCell<VecDeque<Step>> = const { RefCell::new(VecDeque::new()) };
    /// When the slice that has begun is over; all work of one moment shares it.
    static UNTIL_MS: Cell<Option<f64>> = const { Cell::new(None) };
    /// When the last slice ended.
    static ENDED_MS: Cell<f64> = const { Cell::new(f64::INFINITY) };
}

/// Does `step` again and again until it says that nothing is left: as much as fits at once, and the
/// rest bit by bit, in turn with other such work. What fits is done when this returns.
pub fn in_slices(step: impl FnMut() -> bool + 'static) {
    begin(Box::new(step));
}

fn begin(step: Step) {
    if UNTIL_MS.get().is_none() {
        UNTIL_MS.set(Some(steady_ms() + SLICE_MS));
        soon();
    }
    go_on(step);
}

/// Does steps until the slice is over; what is left of it then waits.
fn go_on(mut step: Step) {
    while in_time() {
        if !step() {
            return;
        }
    }
    WAITING.with_borrow_mut(|waiting| waiting.push_back(step));
}

fn in_time() -> bool {
    UNTIL_MS.get().is_some_and(|until| steady_ms() < until)
}

fn soon() {
    set_timeout(next_slice, Duration::ZERO);
}

fn next_slice() {
    if WAITING.with_borrow(VecDeque::is_empty) {
        return UNTIL_MS.set(None);
    }
    let now = steady_ms();
    let between = now - ENDED_MS.get();
    UNTIL_MS.set(Some(now + between.clamp(SLICE_MS, LONGEST_MS)));
    while in_time() {
        // Not while it is borrowed: a step may begin other work.
        let Some(step) = WAITING.with_borrow_mut(VecDeque::pop_front) else { break };
        go_on(step);
    }
    ENDED_MS.set(steady_ms());
    soon();
}
