//! An answer that is worked out elsewhere: what is known of it, whether it still holds, what is under
//! way, and a way to end that.

use super::catalogue as text;
use super::desk::Desk;
use super::prelude::*;
use crate::analysis::Network;
use crate::browser::clock::steady_ms;
use crate::browser::files::Content;
use crate::browser::worker::{self, Ticket, Unfinished};
use crate::jobs::{Job, question};
use crate::model::{Id, Perspective};
use leptos::task::spawn_local;
use std::sync::Arc;
use std::time::Duration;

/// After an edit nothing is asked before it was quiet for so long.
const QUIET: Duration = Duration::from_millis(400);
/// What is left before it ran for so long comes to its end by itself, in milliseconds: another worker
/// takes longer to come.
const PATIENCE_MS: f64 = 1_000.0;
/// How long an answer may take, in milliseconds.
const LIMIT_MS: f64 = 300_000.0;

/// What is asked: equal questions have equal answers.
#[derive(Clone, PartialEq)]
pub struct Question {
    network: Arc<Network>,
    perspective: Perspective,
    segment: Option<Id>,
    opened: usize,
    /// What else the job is told.
    pub choice: usize,
}

impl Question {
    fn of(desk: Desk, choice: usize) -> Self {
        Self {
            network: desk.derived.network.get(),
            perspective: desk.session.perspective.get(),
            segment: desk.session.segment.get(),
            opened: desk.session.opened.get(),
            choice,
        }
    }
}

/// What is under way.
#[derive(Clone, Copy, PartialEq)]
enum State {
    /// Nothing.
    Still,
    /// The worker is at it; so much of it is done.
    Working(Ticket, f64),
    /// Somebody ended it.
    Ended,
    /// Nothing came of it.
    Failed(Unfinished),
}

/// What a job gives: lists of bytes.
type Output = Arc<Vec<Vec<u8>>>;

/// An answer that is worked out elsewhere. Copies are of the same one.
#[derive(Clone, Copy)]
pub struct Errand {
    job: Job,
    asks_by_itself: bool,
    wanted: RwSignal<Option<Question>>,
    known: RwSignal<Option<(Question, Output)>>,
    state: RwSignal<State>,
    turn: StoredValue<u32>,
    began_ms: StoredValue<f64>,
}

impl Errand {
    /// One that a job does; it asks by itself, or waits until somebody does.
    pub fn new(job: Job, asks_by_itself: bool) -> Self {
        Self {
            job,
            asks_by_itself,
            wanted: RwSignal::new(None),
            known: RwSignal::new(None),
            state: RwSignal::new(State::Still),
            turn: StoredValue::new(0),
            began_ms: StoredValue::new(0.0),
        }
    }

    /// The latest answer for the open map, with its question; it may be out of date.
    pub fn answer<T>(self, desk: Desk, read: impl Fn(&[Vec<u8>]) -> T) -> Option<(Question, T)> {
        let opened = desk.session.opened.get();
        self.known.with(|known| {
            let (question, output) = known.as_ref().filter(|(question, _)| question.opened == opened)?;
            Some((question.clone(), read(output)))
        })
    }

    /// Whether what is known answers another question than is asked now.
    pub fn is_old(self) -> bool {
        self.wanted.with(|wanted| self.known.with(|known| known.as_ref().map(|(q, _)| q) != wanted.as_ref()))
    }

    /// Follows the question as long as the current owner lives.
    pub fn attend(self, desk: Desk, choice: fn(Desk) -> usize) {
        effect(move || {
            let question = Question::of(desk, choice(desk));
            untrack(|| self.want(desk, question));
        });
        on_cleanup(move || {
            self.wanted.set(None);
            if let State::Working(ticket, _) = self.state.get_untracked()
                && steady_ms() - self.began_ms.get_value() > PATIENCE_MS
            {
                ticket.end();
            }
        });
    }

    fn want(self, desk: Desk, question: Question) {
        let edited = self.known.with_untracked(|known| {
            known.as_ref().is_some_and(|(known, _)| known.network != question.network)
        });
        self.wanted.set(Some(question));
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        if !matches!(self.state.get_untracked(), State::Working(..)) {
            self.state.set(State::Still);
        }
        if !self.asks_by_itself || !untrack(|| self.is_old()) {
            return;
        }
        let ask = move || {
            if self.turn.get_value() == turn {
                self.ask(desk);
            }
        };
        set_timeout(ask, if edited { QUIET } else { Duration::ZERO });
    }

    /// Asks what is wanted, unless an answer is under way already.
    pub fn ask(self, desk: Desk) {
        if let State::Working(..) = self.state.get_untracked() {
            return;
        }
        if let Some(question) = self.wanted.get_untracked() {
            spawn_local(self.work(desk, question));
        }
    }

    async fn work(self, desk: Desk, question: Question) {
        let ticket = Ticket::fresh();
        self.began_ms.set_value(steady_ms());
        self.state.set(State::Working(ticket, 0.0));
        let segment = question.segment.as_ref();
        let choice = question.choice.to_string();
        let input =
            desk.editor.peek(|journey| question::input(journey, question.perspective, segment, &choice));
        let input = input.iter().map(|part| Content::of(part)).collect();
        let hear = move |share| self.state.set(State::Working(ticket, share));
        let result = worker::run(self.job, ticket, input, LIMIT_MS, hear).await;
        let asked_meanwhile = self.wanted.with_untracked(|wanted| wanted.as_ref() != Some(&question));
        match result {
            Ok(output) => {
                let output = output.iter().map(Content::bytes).collect();
                self.known.set(Some((question, Arc::new(output))));
                self.state.set(State::Still);
                if asked_meanwhile && self.asks_by_itself {
                    self.ask(desk);
                }
            }
            Err(Unfinished::Ended) => self.state.set(State::Ended),
            Err(why) => self.state.set(State::Failed(why)),
        }
    }

    /// A line that says how things stand, with a button to begin, or to end what is under way.
    pub fn line(self, desk: Desk, begin: &'static str) -> El {
        let stands = move || match self.state.get() {
            State::Working(..) => "working",
            _ if !self.is_old() => "fresh",
            State::Ended => "ended",
            State::Failed(_) => "failed",
            State::Still => "old",
        };
        let words = move || match self.state.get() {
            State::Working(_, share) => text::under_way(text::WORKING_IT_OUT, share),
            _ if !self.is_old() => text::UP_TO_DATE.into(),
            State::Ended => text::CANCELLED.into(),
            State::Failed(Unfinished::TooLong) => text::GAVE_UP.into(),
            State::Failed(_) => text::NO_MEMORY.into(),
            State::Still if self.known.with(Option::is_none) => String::new(),
            State::Still => text::OUT_OF_DATE.into(),
        };
        let control = move |stands: &&'static str| match *stands {
            "working" => Some((text::CANCEL, true)),
            "fresh" => None,
            "old" if self.asks_by_itself => None,
            _ => Some((begin, false)),
        };
        let press = move |ends: bool| match (ends, self.state.get_untracked()) {
            (true, State::Working(ticket, _)) => ticket.end(),
            _ => self.ask(desk),
        };
        let control = by(stands, move |stands| {
            control(stands).map(|(name, ends)| {
                button().class("button small").on(ev::click, move |_| press(ends)).child(name)
            })
        });
        let share = move || match self.state.get() {
            State::Working(_, share) => format!("{:.0}%", share * 100.0),
            _ => "0".into(),
        };
        let meter = span().class("meter").attr("aria-hidden", "true").child(i().style("width", share));
        div()
            .class("errand")
            .attr("data-errand", stands)
            .child(span().child(words))
            .child(meter)
            .child(control)
    }

    /// Shows an answer, faded where it is out of date.
    pub fn framed(self, child: impl IntoChild) -> El {
        let old = move || self.is_old();
        div()
            .class("outdated")
            .class_when("old", old)
            .attr("aria-busy", move || old().to_string())
            .child(child)
    }
}
