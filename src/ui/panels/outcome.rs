//! An outcome: what this end means and what it is worth.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::widgets::{Choice, NumberField};
use super::inspector::{NameField, fact};
use super::notes::Notes;
use crate::model::{Id, Outcome, OutcomeKind};
use leptos::prelude::*;
use std::sync::Arc;

/// The fields and numbers of an outcome.
#[component]
pub fn OutcomePanel(id: Id, desk: Desk) -> impl IntoView {
    let id = StoredValue::new(id);
    let record = Memo::new(move |last: Option<&Arc<Outcome>>| {
        let now = desk.editor.read(|journey| journey.outcomes.shared(&id.get_value()).cloned());
        now.or_else(|| last.cloned()).unwrap_or_default()
    });
    let share = Memo::new(move |_| desk.derived.outcome_share(&id.get_value()).unwrap_or(0.0));
    let kinds = text::OUTCOME_KINDS
        .map(|(kind, words)| (super::super::canvas::kind_key(kind).to_owned(), words.to_owned()));
    let kind = Signal::derive(move || record.with(|r| super::super::canvas::kind_key(r.kind).to_owned()));
    let set_kind = move |key: String| {
        let kind = text::OUTCOME_KINDS
            .into_iter()
            .map(|(kind, _)| kind)
            .find(|k| super::super::canvas::kind_key(*k) == key);
        change(desk, id, |o| o.kind = kind.unwrap_or(OutcomeKind::Other));
    };
    let sign = Signal::derive(move || desk.derived.numbers().currency_sign());
    view! {
        <div class="panel" data-panel="outcome">
            <section>
                <NameField
                    label=text::NAME
                    value=Signal::derive(move || record.with(|r| r.name.clone()))
                    keep=move |name: String| change(desk, id, |o| o.name = name.trim().to_owned())
                />
                <div class="facts">
                    {fact(move || desk.derived.numbers().share(share.get()), || text::REACH_IT.into())}
                    {fact(
                        move || desk.derived.numbers().people(share.get() * desk.derived.entrants()),
                        move || text::people_a(desk.editor.read(|j| j.about.period)),
                    )}
                </div>
            </section>
            <section>
                <div class="grid-2">
                    <Choice label=text::MEANING options=kinds.to_vec() value=kind keep=set_kind />
                    <NumberField
                        label=text::WORTH_EACH
                        unit=sign
                        value=Signal::derive(move || record.with(|r| r.value))
                        keep=move |v| change(desk, id, |o| o.value = v)
                    />
                </div>
                <p class="hint">{text::OUTCOME_HINT}</p>
            </section>
            <Notes
                value=Signal::derive(move || record.with(|r| r.notes.clone()))
                keep=move |notes| change(desk, id, |o| o.notes = notes)
            />
            <section class="row">
                <button class="button danger" on:click=move |_| commands::remove_selection(desk)>
                    {icon(Icon::Bin)}
                    {text::REMOVE_OUTCOME}
                </button>
            </section>
        </div>
    }
}

fn change(desk: Desk, id: StoredValue<Id>, change: impl FnOnce(&mut Outcome)) {
    desk.editor.edit(|draft| draft.change::<Outcome>(&id.get_value(), change));
}
