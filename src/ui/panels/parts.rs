//! The small parts that the panels share.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::prelude::*;
use super::super::receipt::{self, Receipt};
use super::super::widgets::text_area;
use crate::analysis::origin::Question;
use crate::formats::table_csv;
use crate::model::Period;
use leptos::task::spawn_local;

/// A panel; `kind` names it.
pub fn panel(kind: &'static str) -> El {
    div().class("panel").attr("data-panel", kind)
}

/// The field at the head of a panel that holds a record's name.
pub fn name_field(
    label: &'static str,
    value: impl Fn() -> String + 'static,
    keep: impl Fn(String) + 'static,
) -> El {
    input()
        .class("name-field")
        .attr("data-name-field", true)
        .attr("aria-label", label)
        .attr("placeholder", text::NAME_PLACEHOLDER)
        .attr("maxlength", "10000")
        .value(value)
        .on(ev::change, move |event| keep(event_target_value(&event)))
}

/// Free text.
pub fn notes(value: impl Fn() -> String + 'static, keep: impl Fn(String) + 'static) -> El {
    section().child(text_area(text::NOTES, false, 2, value, keep))
}

/// A number that leads to its receipt, in large type over what it is.
pub fn fact_with_receipt(
    desk: Desk,
    number: impl Fn() -> String + 'static,
    what: impl Into<Text>,
    receipt: impl Fn(Desk) -> Receipt + 'static,
) -> El {
    fact_of(number_with_receipt(desk, Text::from(number), Box::new(receipt)), what.into())
}

fn fact_of(number: El, what: Text) -> El {
    div().class("fact").child(b().child(number)).child(span().child(what))
}

/// A number that opens its receipt.
pub fn number_with_receipt(desk: Desk, number: Text, of: Box<dyn Fn(Desk) -> Receipt>) -> El {
    let open = move |_| receipt::show(desk, untrack(|| of(desk)));
    button().class("asked").attr("title", text::RECEIPT_TIP).on(ev::click, open).child(number)
}

/// A number that opens where it comes from.
pub fn asked(desk: Desk, number: impl Into<Text>, question: impl Fn() -> Option<Question> + 'static) -> El {
    asked_of(desk, number.into(), Box::new(question))
}

fn asked_of(desk: Desk, number: Text, question: Box<dyn Fn() -> Option<Question>>) -> El {
    let of = move |desk| question().map(|question| Receipt::of(desk, question)).unwrap_or_default();
    number_with_receipt(desk, number, Box::new(of))
}

/// The same in large type over what it is.
pub fn fact_asked(
    desk: Desk,
    number: impl Fn() -> String + 'static,
    what: impl Into<Text>,
    question: impl Fn() -> Option<Question> + 'static,
) -> El {
    fact_of(asked_of(desk, Text::from(number), Box::new(question)), what.into())
}

/// Facts beside one another.
pub fn facts<const N: usize>(facts: [El; N]) -> El {
    div().class("facts").child(facts)
}

/// Words that name the journey's period.
pub fn a_period(desk: Desk, words: fn(Period) -> String) -> impl Fn() -> String + Copy {
    move || words(desk.editor.read(|journey| journey.about.period))
}

/// The sign of the journey's currency.
pub fn sign(desk: Desk) -> impl Fn() -> String + Copy {
    move || desk.derived.numbers().currency_sign()
}

/// A sentence that explains, in small type.
pub fn hint(words: impl Into<Text>) -> El {
    p().class("hint").child(words.into())
}

/// A heading and what stands at its other end.
pub fn section_head(heading: El, beside: El) -> El {
    div().class("section-head").child(heading).child(beside)
}

/// A button with words.
pub fn word_button(class: &'static str, words: impl Into<Text>, act: impl Fn() + 'static) -> El {
    button().class(class).on(ev::click, move |_| act()).child(words.into())
}

/// A button with a picture and words.
pub fn picture_button(
    class: &'static str,
    picture: Icon,
    words: &'static str,
    act: impl Fn() + 'static,
) -> El {
    button().class(class).on(ev::click, move |_| act()).child(icon(picture)).child(words)
}

/// A small cross that removes what it stands beside.
pub fn remove_button(act: impl Fn() + 'static) -> El {
    button()
        .class("button square plain")
        .attr("aria-label", text::REMOVE)
        .attr("title", text::REMOVE)
        .on(ev::click, move |_| act())
        .child(icon(Icon::Close))
}

/// Puts a table on the clipboard, as CSV.
pub fn copy_rows(desk: Desk, rows: Vec<Vec<String>>) {
    spawn_local(async move {
        match crate::browser::clipboard::write(&table_csv::write(&rows)).await {
            Ok(()) => desk.notices.tell(text::TABLE_COPIED),
            Err(fault) => desk.notices.warn(fault.to_string()),
        }
    });
}

/// The button that removes what is selected.
pub fn removal(desk: Desk, words: &'static str) -> El {
    picture_button("button danger", Icon::Bin, words, move || commands::remove_selection(desk))
}

/// The foot of a panel: the record can be removed.
pub fn foot(desk: Desk, words: &'static str) -> El {
    section().class("row").child(removal(desk, words))
}

/// A button that stays down while its choice is the one that is chosen.
pub fn chooser<T: Copy + PartialEq + 'static>(chosen: RwSignal<T>, which: T, name: &'static str) -> El {
    button()
        .attr("aria-pressed", move || (chosen.get() == which).to_string())
        .on(ev::click, move |_| chosen.set(which))
        .child(name)
}

/// One of a few, side by side.
pub fn segmented<T: Copy + PartialEq + 'static, const N: usize>(
    label: &'static str,
    chosen: RwSignal<T>,
    choices: [(T, &'static str); N],
) -> El {
    div()
        .class("segmented")
        .attr("role", "group")
        .attr("aria-label", label)
        .child(choices.map(|(which, name)| chooser(chosen, which, name)))
}

/// One row for each place of a list: a row keeps its element, and with it the focus, while what is
/// at its place changes. It is nothing for a moment when the list gets shorter.
pub fn places<T: Clone + PartialEq + Send + Sync + 'static>(
    list: Memo<Vec<T>>,
    row: impl Fn(Memo<Option<T>>) -> El + 'static,
) -> Child {
    let row = move |at: usize| row(Memo::new(move |_| list.with(|list| list.get(at).cloned())));
    numbered(Box::new(move || list.with(Vec::len)), Box::new(row))
}

/// A row for each number from 0 on.
fn numbered(count: Box<dyn Fn() -> usize>, row: Box<dyn Fn(usize) -> El>) -> Child {
    each(move || (0..count()).collect(), usize::to_string, move |at| row(*at))
}
