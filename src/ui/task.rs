//! What takes long, as a person sees it: what is under way, a way to end it, why nothing came of it.

use super::catalogue as text;
use super::notices::{Notices, Working};
use super::prelude::*;
use crate::browser::files::Content;
use crate::browser::worker::{self, Ticket, Unfinished};
use crate::jobs::Job;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

/// What is done sooner is not worth a word.
const WORTH_A_WORD: Duration = Duration::from_millis(300);

/// Something that takes long. Left, it is over and nothing more is said of it.
pub struct Task(Rc<Board>);

struct Board {
    notices: Notices,
    ticket: Ticket,
    doing: String,
    share: Cell<f64>,
    shown: RefCell<Option<Working>>,
}

impl Task {
    /// Begins; `doing` says what, without a full stop.
    pub fn begin(notices: Notices, doing: String) -> Self {
        let board = Board {
            notices,
            ticket: Ticket::fresh(),
            doing,
            share: Cell::new(0.0),
            shown: RefCell::default(),
        };
        let board = Rc::new(board);
        let late = Rc::downgrade(&board);
        set_timeout(
            move || {
                if let Some(board) = late.upgrade() {
                    let words = text::under_way(&board.doing, board.share.get());
                    board.shown.replace(Some(board.notices.show_task(words, board.ticket)));
                }
            },
            WORTH_A_WORD,
        );
        Self(board)
    }

    /// Does a job elsewhere; `None` where it was ended or failed, which has been told then.
    pub async fn run(&self, job: Job, input: Vec<Content>, limit_ms: f64) -> Option<Vec<Content>> {
        let board = Rc::downgrade(&self.0);
        let hear = move |share| {
            if let Some(board) = board.upgrade() {
                board.say(share);
            }
        };
        let sentence = match worker::run(job, self.0.ticket, input, limit_ms, hear).await {
            Ok(output) => return Some(output),
            Err(Unfinished::Ended) => return None,
            Err(Unfinished::TooLong) => text::took_too_long(&self.0.doing, limit_ms / 1000.0),
            Err(Unfinished::Broken) => text::broke(&self.0.doing),
        };
        self.0.notices.warn(sentence);
        None
    }

    /// Says what share is done, from 0 to 1.
    pub fn say(&self, share: f64) {
        self.0.say(share);
    }

    /// Whether the person ended it.
    pub fn is_ended(&self) -> bool {
        self.0.ticket.is_ended()
    }
}

impl Board {
    fn say(&self, share: f64) {
        self.share.set(share);
        if let Some(shown) = &*self.shown.borrow() {
            shown.say(text::under_way(&self.doing, share));
        }
    }
}
