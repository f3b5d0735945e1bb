//! Present: the map full screen in big type, a step of the journey at a time. Nothing can be edited
//! meanwhile: the map is inert, and no key but those of the steps is heard.

use super::canvas::{fit_all, free_screen, place_at, shown_name};
use super::catalogue as text;
use super::desk::Desk;
use super::icons::{Icon, icon};
use super::journey_view::{Columns, columns};
use super::names::place_name;
use super::prelude::*;
use super::receipt::Receipt;
use super::sentence::{Sentence, sentence};
use super::session::Look;
use crate::analysis::origin::Question;
use crate::geometry::{Point, Viewport, sizes};
use crate::model::Id;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use web_sys::KeyboardEvent;

/// A presentation that is under way.
#[derive(Clone, PartialEq)]
pub struct Show {
    /// The touchpoints, step by step.
    steps: Vec<Id>,
    /// Which step is shown; 0 is the whole map.
    at: usize,
    /// What was looked at before, to come back to.
    before: (Look, Viewport, Vec<Id>, bool),
}

/// The largest zoom of a step.
const CLOSE: f64 = 2.2;

/// Begins: along what is selected where that is several touchpoints, else along the most probable
/// way to a success, else stage by stage.
pub fn begin(desk: Desk) {
    let session = desk.session;
    let selection = session.selection.get_untracked();
    let steps = untrack(|| {
        let chosen = columns(desk, Columns::Chosen, &selection);
        if chosen.len() > 1 {
            return chosen;
        }
        let probable = columns(desk, Columns::Probable, &[]);
        if probable.is_empty() { columns(desk, Columns::Stages, &[]) } else { probable }
    });
    let before = (
        session.look.get_untracked(),
        session.viewport.get_untracked(),
        selection,
        session.side_open.get_untracked(),
    );
    session.look.set(Look::Map);
    session.menu.set(None);
    session.naming.set(None);
    session.presenting.set(Some(Show { steps, at: 0, before }));
    session.side_open.set(false);
    if let Some(page) = document().document_element() {
        // Where the browser does not permit it, the window is large enough.
        let _ = page.request_fullscreen();
    }
    request_animation_frame(move || {
        super::focus::focus_first(".present .next");
        settle(desk);
    });
}

/// Ends, and brings back what was looked at before.
pub fn leave(desk: Desk) {
    let session = desk.session;
    let Some(show) = session.presenting.get_untracked() else { return };
    let (look, viewport, selection, side_open) = show.before;
    session.presenting.set(None);
    session.look.set(look);
    session.selection.set(selection);
    session.side_open.set(side_open);
    session.viewport.set(viewport);
    if document().fullscreen_element().is_some() {
        document().exit_fullscreen();
    }
    request_animation_frame(move || measure(desk));
    super::focus::focus_canvas();
}

/// Goes so many steps on, and says where it is.
fn step(desk: Desk, by: isize) {
    let session = desk.session;
    let Some(mut show) = session.presenting.get_untracked() else { return };
    let to = show.at.saturating_add_signed(by).min(show.steps.len());
    if to == show.at {
        return;
    }
    show.at = to;
    // The numbers of this step go, and with them the focus that one of them may have.
    if document()
        .active_element()
        .is_some_and(|active| active.closest(".facts-said").ok().flatten().is_some())
    {
        super::focus::focus_first(".present .next");
    }
    session.presenting.set(Some(show));
    // Once the words of the step are there: how tall they are counts.
    request_animation_frame(move || settle(desk));
}

/// Tells the session how large the canvas is now: the bars around it came or went.
fn measure(desk: Desk) {
    let Ok(Some(canvas)) = document().query_selector(".canvas") else { return };
    let size = Point::new(f64::from(canvas.client_width()), f64::from(canvas.client_height()));
    if size.x > 0.0 && size.y > 0.0 {
        desk.session.canvas_size.set(size);
    }
}

/// Shows the step: the card in the middle, or all of the map.
fn settle(desk: Desk) {
    let session = desk.session;
    let Some(show) = session.presenting.get_untracked() else { return };
    measure(desk);
    let id = show.at.checked_sub(1).and_then(|at| show.steps.get(at)).cloned();
    session.selection.set(id.clone().into_iter().collect());
    let position = id.as_ref().and_then(|id| desk.editor.peek(|journey| place_at(journey, id)));
    match position {
        Some(position) => {
            // Over the words at the foot.
            let free = free_screen(desk);
            let zoom = (free.width / (sizes::CARD_WIDTH * 3.6)).min(free.height / (sizes::CARD_HEIGHT * 1.6));
            let zoom = zoom.clamp(0.6, CLOSE);
            let offset = free.center() - sizes::card_at(position).center() * zoom;
            session.viewport.set(Viewport { offset, zoom });
        }
        None => fit_all(desk),
    }
    let said = untrack(|| said(desk, &show));
    desk.notices.announce([said.place.as_str(), ": ", &said.name, ". ", &said.facts.words()].concat());
}

/// Keys while it is presented; no other is heard.
pub fn on_key(desk: Desk, event: &KeyboardEvent) {
    // A receipt that is open has the keys to itself.
    if desk.session.is_behind() {
        return;
    }
    let far = isize::MAX / 2;
    let on_button = event.key() == " " || event.key() == "Enter";
    match event.key().as_str() {
        // None of the browser's own, nor of the map's.
        _ if event.ctrl_key() || event.meta_key() || event.alt_key() => {}
        "ArrowRight" | "ArrowDown" | "PageDown" | "n" => step(desk, 1),
        "ArrowLeft" | "ArrowUp" | "PageUp" | "p" => step(desk, -1),
        "Home" => step(desk, -far),
        "End" => step(desk, far),
        "Escape" => leave(desk),
        "w" => super::origins::open(desk),
        // Left to the button that has the focus, and to Tab between them.
        "Tab" => return,
        _ if on_button => return,
        _ => return,
    }
    event.prevent_default();
}

/// What is said of a step.
#[derive(Clone, Default, PartialEq)]
struct Said {
    place: String,
    name: String,
    facts: Sentence,
    /// What is asked where the numbers of the facts come from.
    questions: Vec<Question>,
    notes: Vec<String>,
}

/// Visits, those who leave and what leaks at a touchpoint, with what is asked of each.
fn facts(desk: Desk, id: &Id) -> (Sentence, Vec<Question>) {
    let (numbers, entrants) = (desk.derived.numbers(), desk.derived.entrants());
    let book = desk.session.book.get();
    let (mut facts, mut stated, mut questions) = (Vec::new(), Vec::new(), Vec::new());
    if let Some((reading, at)) = desk.derived.touchpoint_reading(id).zip(desk.derived.place(id)) {
        if let Some(visits) = reading.visits {
            let count = numbers.people(visits * entrants);
            facts.push(text::visits(&count));
            stated.push(count);
            questions.push(Question::Visits(at));
        }
        if let Some(share) = reading.drop_off {
            let (share, people) = (numbers.share(share), numbers.people(reading.leavers * entrants));
            facts.push(text::present_leave(&share, &people));
            stated.extend([share, people]);
            questions.extend([Question::DropOff(at), Question::Leavers(at)]);
        }
        let leak = reading.leak[book] * entrants;
        if leak > 0.0 {
            let amount = numbers.money_short(leak);
            facts.push(text::present_leaks(&amount));
            stated.push(amount);
            questions.push(Question::Leak(at, book));
        }
    }
    let stated: Vec<&str> = stated.iter().map(String::as_str).collect();
    (Sentence::of(facts.join(" · "), &stated), questions)
}

fn said(desk: Desk, show: &Show) -> Said {
    let Some(id) = show.at.checked_sub(1).and_then(|at| show.steps.get(at)) else {
        let (facts, questions) = super::headline::sentence(desk).unwrap_or_default();
        return Said {
            place: text::present_steps(show.steps.len()),
            name: desk.editor.read(|journey| shown_name(&journey.about.title)),
            facts,
            questions,
            notes: Vec::new(),
        };
    };
    let (facts, questions) = facts(desk, id);
    desk.editor.read(|journey| {
        let record = journey.touchpoints.get(id);
        let stage = record.and_then(|record| journey.stages.get(record.stage.as_ref()?));
        let mut place = text::present_step(show.at, show.steps.len());
        if let Some(stage) = stage {
            place += " · ";
            place += &stage.name;
        }
        let notes = record.map(|record| record.pain_points.iter().take(2).cloned().collect());
        Said { place, name: place_name(journey, id), facts, questions, notes: notes.unwrap_or_default() }
    })
}

/// The words at the foot of the map and the buttons, while it is presented.
pub fn present_layer(desk: Desk) -> Child {
    let on = move || desk.session.presenting.with(Option::is_some);
    when(on, move || layer(desk))
}

fn layer(desk: Desk) -> El {
    let presenting = desk.session.presenting;
    let asked = asked_lately(desk);
    // Escape leaves the full screen before any key is heard: that is the end of it, too.
    let ended = window_event_listener_untyped("fullscreenchange", move |_| {
        if document().fullscreen_element().is_none() && asked.get() {
            // That Escape was meant for the receipt: the presentation goes on in the window.
            desk.session.receipts.set(Vec::new());
            request_animation_frame(move || settle(desk));
        } else if document().fullscreen_element().is_none() {
            leave(desk);
        } else {
            request_animation_frame(move || settle(desk));
        }
    });
    on_cleanup(move || ended.remove());
    let now = Memo::new(move |_| {
        presenting.with(|show| show.as_ref().map(|show| said(desk, show)).unwrap_or_default())
    });
    let note = |note: &String| li().child(note.clone());
    let notes = by(
        move || now.with(|now| now.notes.clone()),
        move |notes| {
            let list = ul().child(notes.iter().map(note).collect::<Vec<_>>());
            (!notes.is_empty()).then_some(list)
        },
    );
    let of = move |desk, at| {
        let question = now.with(|now| now.questions.get(at).copied());
        question.map(|question| Receipt::of(desk, question)).unwrap_or_default()
    };
    let facts = sentence(desk, Rc::new(move || now.with(|now| now.facts.clone())), Rc::new(of));
    // Meanwhile the map is inert: this is the page's one main part.
    section()
        .class("present")
        .attr("role", "main")
        .attr("aria-label", text::PRESENTATION)
        .child(
            div()
                .class("said")
                .child(p().class("where").child(move || now.with(|now| now.place.clone())))
                .child(h1().child(move || now.with(|now| now.name.clone())))
                .child(p().class("facts-said").child(facts))
                .child(notes),
        )
        .child(turns(desk))
}

/// Whether a receipt is open, or was a moment ago: whether it or the full screen hears of Escape first, is the
/// browser's choice.
fn asked_lately(desk: Desk) -> Rc<Cell<bool>> {
    let asked = Rc::new(Cell::new(false));
    let known = asked.clone();
    let is_open = move || desk.session.receipts.with(|all| !all.is_empty());
    effect(move || {
        let later = known.clone();
        match is_open() {
            true => known.set(true),
            false => set_timeout(move || later.set(untrack(is_open)), Duration::from_millis(400)),
        }
    });
    asked
}

/// The step before, the next one, and the end.
fn turns(desk: Desk) -> El {
    let presenting = desk.session.presenting;
    let at_end =
        move || presenting.with(|show| show.as_ref().is_some_and(|show| show.at >= show.steps.len()));
    let at_start = move || presenting.with(|show| show.as_ref().is_some_and(|show| show.at == 0));
    let turn = |class: &'static str, label: &'static str, picture: Icon| {
        button().class(class).attr("aria-label", label).attr("title", label).child(icon(picture))
    };
    div()
        .class("turns")
        .child(
            turn("button previous", text::PREVIOUS_STEP, Icon::Left)
                .attr("aria-disabled", move || at_start().to_string())
                .on(ev::click, move |_| step(desk, -1)),
        )
        .child(
            turn("button primary next", text::NEXT_STEP, Icon::Right)
                .attr("aria-disabled", move || at_end().to_string())
                .on(ev::click, move |_| step(desk, 1)),
        )
        .child(
            button()
                .class("button end")
                .attr("title", text::END_PRESENTING_TIP)
                .on(ev::click, move |_| soon(move || leave(desk)))
                .child(text::END_PRESENTING),
        )
}
