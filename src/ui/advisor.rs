//! Which fixes the budget should buy, asked again after every edit while the fixes are on screen.
//! The search runs in the worker; what it said last stays until it says something newer.

use super::catalogue as text;
use super::derived::Derived;
use super::desk::Desk;
use super::editor::Editor;
use super::prelude::*;
use super::session::{Screen, Session, Side};
use crate::analysis::{Book, Fixes, Network};
use crate::browser::files::Content;
use crate::browser::worker::{self, Ticket, Unfinished};
use crate::jobs::budget::{self, Advice};
use crate::model::{Id, Perspective};
use leptos::task::spawn_local;
use std::sync::Arc;
use std::time::Duration;

/// How long nothing may change before it is asked.
const QUIET: Duration = Duration::from_millis(400);
/// How long a search may take, in milliseconds.
const LIMIT_MS: f64 = 300_000.0;

/// What an answer depends on. An edit that changes none of it leaves the answer as it is.
#[derive(Clone, PartialEq)]
struct Question {
    opened: usize,
    book: Book,
    view: Perspective,
    today: Arc<Network>,
    company: Arc<Network>,
    fixes: Fixes,
    budget: Option<f64>,
    periods: f64,
}

/// An answer with its question.
#[derive(Clone, PartialEq)]
pub struct Told {
    question: Arc<Question>,
    /// The answer.
    pub advice: Advice,
}

impl Told {
    /// Whose book it is about.
    pub fn book(&self) -> Book {
        self.question.book
    }

    /// Whose view of the burdens it rests on.
    pub fn view(&self) -> Perspective {
        self.question.view
    }
}

/// How far the search is.
#[derive(Clone, Copy, PartialEq)]
pub enum State {
    /// Nothing is under way.
    Quiet,
    /// This share of it is done, 0 to 1.
    Searching(f64),
    /// A person ended it.
    Ended,
    /// It gave nothing, and why.
    Failed(&'static str),
}

/// Which fixes the budget should buy, as far as that is known.
#[derive(Clone, Copy)]
pub struct Advisor {
    latest: RwSignal<Option<Arc<Told>>>,
    /// How far the search is.
    pub state: RwSignal<State>,
    /// The touchpoints that the chosen fixes change, while that is to be seen on the map.
    pub marked: Memo<Vec<Id>>,
    opened: RwSignal<usize>,
    question: Memo<Arc<Question>>,
    ticket: StoredValue<Option<Ticket>>,
    turn: StoredValue<u32>,
}

impl Advisor {
    /// One that has not been asked anything.
    pub fn new(editor: Editor, session: Session, derived: Derived) -> Self {
        let question = Memo::new(move |_| {
            let today = derived.today.get();
            let company = match session.perspective.get() {
                Perspective::Company => today.clone(),
                Perspective::Evidence => {
                    Arc::new(editor.read(|journey| Network::of(journey, Perspective::Company)))
                }
            };
            Arc::new(editor.read(|journey| Question {
                opened: session.opened.get(),
                book: session.book.get(),
                view: session.perspective.get(),
                fixes: Fixes::of(journey, &today),
                budget: journey.about.budget,
                periods: journey.about.periods_counted(),
                today,
                company,
            }))
        });
        let latest: RwSignal<Option<Arc<Told>>> = RwSignal::new(None);
        let marked = Memo::wide(move |_| {
            let mut fixes = session.tried.get();
            if fixes.is_empty() && is_on_screen(session) {
                fixes =
                    latest.with(|told| told.as_ref().map(|told| chosen(&told.advice)).unwrap_or_default());
            }
            if fixes.is_empty() { Vec::new() } else { editor.read(|journey| changed(journey, &fixes)) }
        });
        let (ticket, turn) = (StoredValue::new(None), StoredValue::new(0));
        Self {
            latest,
            state: RwSignal::new(State::Quiet),
            marked,
            opened: session.opened,
            question,
            ticket,
            turn,
        }
    }

    /// The latest answer about the open map. It does not ask what the question is now, which takes a
    /// while on large maps.
    pub fn told(self) -> Option<Arc<Told>> {
        let opened = self.opened.get();
        self.latest.get().filter(|told| told.question.opened == opened)
    }

    /// Whether the latest answer is about the journey as it is now.
    pub fn is_current(self) -> bool {
        let told = self.told();
        told.is_some_and(|told| self.question.with(|now| told.question == *now))
    }

    /// Whether there is a fix that can be chosen.
    pub fn has_choice(self) -> bool {
        self.question.with(|question| !question.fixes.all.is_empty())
    }

    /// The fixes that should be bought, as far as is known.
    pub fn chosen(self) -> Vec<Id> {
        self.told().map(|told| chosen(&told.advice)).unwrap_or_default()
    }

    /// Ends the search that is under way.
    pub fn end(self) {
        if let Some(ticket) = self.ticket.get_value() {
            ticket.end();
        }
    }
}

/// Whether the fixes are on the screen.
fn is_on_screen(session: Session) -> bool {
    session.screen.get() == Screen::Map && session.side.get() == Side::Fixes && session.side_open.get()
}

fn chosen(advice: &Advice) -> Vec<Id> {
    advice.answer.chosen.fixes.iter().filter_map(|at| advice.fixes.get(*at).cloned()).collect()
}

/// The touchpoints that some of these fixes change.
fn changed(journey: &crate::model::Journey, fixes: &[Id]) -> Vec<Id> {
    let mut all = Vec::new();
    for fix in fixes.iter().filter_map(|id| journey.fixes.get(id)) {
        all.extend(fix.effects.iter().map(|effect| effect.touchpoint.clone()));
        let ways = fix.weights.iter().filter_map(|change| journey.transitions.get(&change.transition));
        all.extend(ways.map(|way| way.from.clone()));
    }
    all
}

/// Asks whenever the fixes are on screen and the answer is not about the journey as it is.
pub fn attend(desk: Desk) {
    effect(move || {
        let advisor = desk.advisor;
        if !is_on_screen(desk.session) {
            return;
        }
        let question = advisor.question.get();
        let turn = advisor.turn.get_value() + 1;
        advisor.turn.set_value(turn);
        let known =
            advisor.latest.with_untracked(|told| told.as_ref().is_some_and(|told| told.question == question));
        if question.fixes.all.is_empty() {
            return advisor.latest.set(None);
        }
        if known {
            return;
        }
        let ask = move || {
            if advisor.turn.get_value() == turn {
                search(desk, question);
            }
        };
        set_timeout(ask, QUIET);
    });
}

/// Asks at once.
pub fn ask(desk: Desk) {
    search(desk, untrack(|| desk.advisor.question.get()));
}

fn search(desk: Desk, question: Arc<Question>) {
    let advisor = desk.advisor;
    let ticket = Ticket::fresh();
    // Before the one before hears of its end: it is no longer the one that is waited for.
    let before = advisor.ticket.try_update_value(|known| known.replace(ticket)).flatten();
    if let (Some(before), State::Searching(_)) = (before, advisor.state.get_untracked()) {
        before.end();
    }
    advisor.state.set(State::Searching(0.0));
    let input = desk.editor.peek(|journey| budget::input(journey, question.book, question.view));
    let input = input.iter().map(|part| Content::of(part)).collect();
    spawn_local(async move {
        let is_meant = move || advisor.ticket.get_value() == Some(ticket);
        let hear = move |share| {
            if is_meant() {
                advisor.state.set(State::Searching(share));
            }
        };
        let result = worker::run(budget::JOB, ticket, input, LIMIT_MS, hear).await;
        if !is_meant() {
            return;
        }
        let advice =
            result.map(|output| budget::advice(&output.iter().map(Content::bytes).collect::<Vec<_>>()));
        advisor.state.set(match advice {
            Ok(Some(advice)) => {
                advisor.latest.set(Some(Arc::new(Told { question, advice })));
                State::Quiet
            }
            Err(Unfinished::Ended) => State::Ended,
            Err(Unfinished::TooLong) => State::Failed(text::SEARCH_TOO_LONG),
            Ok(None) | Err(Unfinished::Broken) => State::Failed(text::SEARCH_BROKE),
        });
    });
}
