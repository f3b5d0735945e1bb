//! Long work on the page's own thread, cut into slices: between them the page draws and answers.

use super::super::reactive::{request_animation_frame, set_timeout};
use crate::browser::clock::steady_ms;
use leptos::prelude::document;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::thread::LocalKey;
use std::time::Duration;

/// How long the page is held at a time, in milliseconds. Each slice brings a picture, and a picture of
/// a large map takes the browser long: a slice takes about as long as the last picture did, or the browser
/// would mostly draw.
const SLICE_MS: f64 = 20.0;
/// How long a slice takes at most, in milliseconds.
const LONGEST_MS: f64 = 40.0;
/// How much of each picture's time what follows a hand may take, in milliseconds: a sixtieth of a second
/// has room for it, for the numbers themselves and for the browser's drawing.
const FRAME_MS: f64 = 4.0;

/// One step of some work; says whether there is more to do.
type Step = Box<dyn FnMut() -> bool>;

/// Work that waits for its next slice.
struct Queue {
    waiting: RefCell<VecDeque<Step>>,
    /// When the slice that has begun is over; all work of one moment shares it.
    until_ms: Cell<Option<f64>>,
    /// When the last slice ended.
    ended_ms: Cell<f64>,
    /// How long a slice takes at least and at most.
    slice_ms: [f64; 2],
    /// Asks for the next slice.
    soon: fn(),
}

impl Queue {
    const fn new(slice_ms: [f64; 2], soon: fn()) -> Self {
        Self {
            waiting: RefCell::new(VecDeque::new()),
            until_ms: Cell::new(None),
            ended_ms: Cell::new(f64::INFINITY),
            slice_ms,
            soon,
        }
    }

    fn begin(&self, step: Step) {
        if self.until_ms.get().is_none() {
            self.until_ms.set(Some(steady_ms() + self.slice_ms[0]));
            (self.soon)();
        }
        self.go_on(step);
    }

    /// Does steps until the slice is over; what is left of it then waits.
    fn go_on(&self, mut step: Step) {
        while self.in_time() {
            if !step() {
                return;
            }
        }
        self.waiting.borrow_mut().push_back(step);
    }

    fn in_time(&self) -> bool {
        self.until_ms.get().is_some_and(|until| steady_ms() < until)
    }

    fn next_slice(&self) {
        if self.waiting.borrow().is_empty() {
            return self.until_ms.set(None);
        }
        let now = steady_ms();
        let between = now - self.ended_ms.get();
        let [least, most] = self.slice_ms;
        self.until_ms.set(Some(now + between.clamp(least, most)));
        while self.in_time() {
            // Not while it is borrowed: a step may begin other work.
            let Some(step) = self.waiting.borrow_mut().pop_front() else { break };
            self.go_on(step);
        }
        self.ended_ms.set(steady_ms());
        (self.soon)();
    }
}

thread_local! {
    static SLICES: Queue = const { Queue::new([SLICE_MS, LONGEST_MS], soon_after) };
    static FRAMES: Queue = const { Queue::new([FRAME_MS, FRAME_MS], with_next_picture) };
}

fn next_of(queue: &'static LocalKey<Queue>) {
    queue.with(Queue::next_slice);
}

fn soon_after() {
    set_timeout(|| next_of(&SLICES), Duration::ZERO);
}

fn with_next_picture() {
    // A page that nobody sees has no pictures.
    if document().hidden() {
        set_timeout(|| next_of(&FRAMES), Duration::ZERO);
    } else {
        request_animation_frame(|| next_of(&FRAMES));
    }
}

/// Does `step` again and again until it says that nothing is left: as much as fits at once, and the
/// rest bit by bit, in turn with other such work. What fits is done when this returns.
pub fn in_slices(step: impl FnMut() -> bool + 'static) {
    SLICES.with(|queue| queue.begin(Box::new(step)));
}

/// The same for what follows a hand: so little at a time that every picture is in time.
pub fn in_frames(step: impl FnMut() -> bool + 'static) {
    FRAMES.with(|queue| queue.begin(Box::new(step)));
}
