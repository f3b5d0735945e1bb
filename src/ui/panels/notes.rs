//! Pain points, opportunities and notes.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::widgets::TextArea;
use super::touchpoint::{Shown, change};
use crate::model::{Id, Touchpoint};
use leptos::prelude::*;

/// What hurts here and what could be better.
#[component]
pub fn NoteLists(id: StoredValue<Id>, record: Shown, desk: Desk) -> impl IntoView {
    let pains = Signal::derive(move || record.with(|r| r.pain_points.clone()));
    let ideas = Signal::derive(move || record.with(|r| r.opportunities.clone()));
    view! {
        <section>
            <Lines title=text::PAIN_POINTS add=text::ADD_PAIN_POINT lines=pains id list=|t| &mut t.pain_points desk />
        </section>
        <section>
            <Lines title=text::OPPORTUNITIES add=text::ADD_OPPORTUNITY lines=ideas id list=|t| &mut t.opportunities desk />
        </section>
    }
}

#[component]
fn Lines(
    title: &'static str,
    add: &'static str,
    lines: Signal<Vec<String>>,
    id: StoredValue<Id>,
    list: fn(&mut Touchpoint) -> &mut Vec<String>,
    desk: Desk,
) -> impl IntoView {
    let keep = move |at: usize, line: String| {
        change(desk, id, |t| {
            if let Some(known) = list(t).get_mut(at) {
                *known = line;
            }
        });
    };
    // The button goes away with its line: the line is removed after its own click.
    let remove = move |at: usize| {
        let id = id.get_value();
        request_animation_frame(move || {
            desk.editor.edit(|draft| {
                draft.change::<Touchpoint>(&id, |t| {
                    if at < list(t).len() {
                        list(t).remove(at);
                    }
                })
            });
        });
    };
    let line = move |at: usize| {
        let value = Signal::derive(move || lines.with(|lines| lines.get(at).cloned().unwrap_or_default()));
        view! {
            <li class="note-line">
                <TextArea label=title value hide_label=true rows=1 keep=move |line| keep(at, line) />
                <button
                    class="button square plain"
                    aria-label=text::REMOVE
                    title=text::REMOVE
                    on:click=move |_| remove(at)
                >
                    {icon(Icon::Close)}
                </button>
            </li>
        }
    };
    let count = Memo::new(move |_| lines.with(Vec::len));
    view! {
        <h3>{title}</h3>
        <ul class="stack">{move || (0..count.get()).map(line).collect_view()}</ul>
        <button class="button small" on:click=move |_| change(desk, id, |t| list(t).push(String::new()))>
            {icon(Icon::Plus)}
            {add}
        </button>
    }
}

/// Free text.
#[component]
pub fn Notes(#[prop(into)] value: Signal<String>, keep: impl Fn(String) + Copy + 'static) -> impl IntoView {
    view! {
        <section>
            <TextArea label=text::NOTES value keep />
        </section>
    }
}
