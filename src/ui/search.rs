//! Finding by typing: an action by its name, or what a card should lead to.

use super::catalogue as text;
use super::commands;
use super::desk::Desk;
use super::focus;
use super::icons::{Icon, icon};
use super::names::place_name;
use super::prelude::*;
use super::shortcuts;
use crate::browser::locale::small_letters;
use crate::model::{Id, Journey};
use std::rc::Rc;
use web_sys::KeyboardEvent;

/// One thing that can be found.
#[derive(Clone)]
struct Entry {
    name: String,
    picture: Option<Icon>,
    aside: String,
    run: Rc<dyn Fn(Desk)>,
}

impl Entry {
    fn new(name: String, picture: Icon, run: impl Fn(Desk) + 'static) -> Self {
        Self { name, picture: Some(picture), aside: String::new(), run: Rc::new(run) }
    }
}

/// Find an action by its name.
pub fn find_action(desk: Desk) -> Child {
    search(desk, text::PALETTE, text::PALETTE_PLACEHOLDER, |_, typed| {
        let like = shortcuts::ALL.iter().filter(|shortcut| is_like(shortcut.name, typed));
        let entry = |shortcut: &'static shortcuts::Shortcut| Entry {
            name: shortcut.name.to_owned(),
            picture: shortcut.icon,
            aside: shortcut.keys.first().map(|key| key.printed()).unwrap_or_default(),
            run: Rc::new(|desk| {
                if untrack(|| (shortcut.available)(desk)) {
                    (shortcut.run)(desk);
                }
            }),
        };
        like.map(entry).collect()
    })
}

/// Choose what a touchpoint leads to: a card that is there, or a new one with the name that was typed.
pub fn find_target(desk: Desk, from: Id) -> Child {
    search(desk, text::CONNECT_WITH, text::CONNECT_PLACEHOLDER, move |desk, typed| {
        let mut found = desk.editor.peek(|journey| places(journey, &from, typed));
        for (outcome, name, picture) in
            [(false, text::NEW_TOUCHPOINT, Icon::Card), (true, text::NEW_OUTCOME, Icon::Outcome)]
        {
            let (from, typed) = (from.clone(), typed.trim().to_owned());
            let shown = if typed.is_empty() { name.to_owned() } else { text::new_named(name, &typed) };
            let make = move |desk| commands::connect_with_new(desk, &from, &typed, outcome);
            found.push(Entry::new(shown, picture, make));
        }
        found
    })
}

fn places(journey: &Journey, from: &Id, typed: &str) -> Vec<Entry> {
    let touchpoints = journey.touchpoints.ids().map(|id| (id, Icon::Card));
    let outcomes = journey.outcomes.ids().map(|id| (id, Icon::Outcome));
    let entry = |(to, picture): (&Id, Icon)| {
        let name = place_name(journey, to);
        let (from, to) = (from.clone(), to.clone());
        let connect = move |desk: Desk| {
            commands::connect(desk, &from, &to);
            // The card stays in hand: what is scored or connected next is mostly it again.
            desk.session.select(from.clone());
            focus::focus_place(&from);
        };
        is_like(&name, typed).then(|| Entry::new(name, picture, connect))
    };
    touchpoints.chain(outcomes).filter_map(entry).collect()
}

fn is_like(name: &str, typed: &str) -> bool {
    small_letters(name).contains(small_letters(typed.trim()).as_str())
}

/// A field and what it finds. The arrows choose, Enter does it.
fn search(
    desk: Desk,
    label: &'static str,
    placeholder: &'static str,
    find: impl Fn(Desk, &str) -> Vec<Entry> + 'static,
) -> Child {
    let found = RwSignal::new(find(desk, ""));
    let chosen = RwSignal::new(0_usize);
    let run = move |at: usize| {
        let entry = found.with_untracked(|found| found.get(at).cloned());
        // The dialog goes first: while it is open, nothing behind it can take the focus.
        desk.session.dialog.set(None);
        request_animation_frame(move || {
            if let Some(entry) = entry {
                (entry.run)(desk);
            }
        });
    };
    let field = input()
        .class("input")
        .attr("role", "combobox")
        .attr("aria-expanded", "true")
        .attr("aria-controls", "found")
        .attr("aria-activedescendant", move || format!("found-{}", chosen.get()))
        .attr("autocomplete", "off")
        .attr("autofocus", "")
        .attr("placeholder", placeholder)
        .attr("aria-label", label)
        .on(ev::input, move |event| {
            found.set(find(desk, &event_target_value(&event)));
            chosen.set(0);
        })
        .on(ev::keydown, move |event| on_key(&event, chosen, found.with(Vec::len), run));
    let rows = move || {
        let row = |(at, entry): (usize, Entry)| row(at, entry, chosen).on(ev::click, move |_| run(at));
        found.get().into_iter().enumerate().map(row).collect::<Vec<_>>()
    };
    let list = div()
        .class("menu palette")
        .attr("id", "found")
        .attr("role", "listbox")
        .attr("aria-label", label)
        .child(rows);
    [field, list].into_child()
}

fn row(at: usize, entry: Entry, chosen: RwSignal<usize>) -> El {
    button()
        .attr("id", format!("found-{at}"))
        .attr("role", "option")
        .attr("tabindex", "-1")
        .attr("aria-selected", move || (chosen.get() == at).to_string())
        .child(entry.picture.map(icon))
        .child(span().child(entry.name))
        .child(span().class("keys").child(entry.aside))
}

fn on_key(event: &KeyboardEvent, chosen: RwSignal<usize>, count: usize, run: impl Fn(usize)) {
    let now = chosen.get();
    let to = match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            return run(now);
        }
        "ArrowDown" => (now + 1) % count.max(1),
        "ArrowUp" => (now + count.max(1) - 1) % count.max(1),
        _ => return,
    };
    event.prevent_default();
    chosen.set(to);
    let row = document().get_element_by_id(&format!("found-{to}"));
    if let Some(row) = row {
        row.scroll_into_view_with_bool(false);
    }
}
