//! A transition: how many go this way.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::names::place_name;
use super::super::widgets::{Choice, NumberField, TextField};
use super::inspector::fact;
use crate::model::{Id, Transition};
use leptos::prelude::*;

/// The fields and numbers of a transition.
#[component]
pub fn TransitionPanel(id: Id, desk: Desk) -> impl IntoView {
    let id = StoredValue::new(id);
    let record =
        Memo::new(move |_| desk.editor.read(|journey| journey.transitions.shared(&id.get_value()).cloned()));
    let field = move |pick: fn(&Transition) -> Option<f64>| {
        Signal::derive(move || record.with(|r| r.as_ref().and_then(|r| pick(r))))
    };
    let end = move |pick: fn(&Transition) -> &Id| {
        record.with(|r| r.as_ref().map(|r| (pick(r).clone(), desk.editor.read(|j| place_name(j, pick(r))))))
    };
    let reading = Memo::new(move |_| desk.derived.transition_reading_of(&id.get_value()));
    let share = move || {
        let share = reading.with(|r| r.and_then(|r| r.probability));
        share.map_or_else(|| text::NO_DATA.into(), |share| desk.derived.numbers().share(share))
    };
    let people = move || {
        let flow = reading.with(|r| r.and_then(|r| r.flow));
        flow.map_or_else(
            || text::ENDLESS.into(),
            |flow| desk.derived.numbers().people(flow * desk.derived.entrants()),
        )
    };
    let carried = move || {
        let carried = reading.with(|r| r.map_or(0.0, |r| r.carried[desk.session.book.get()]));
        desk.derived.numbers().money_short(carried * desk.derived.entrants())
    };
    let sign = Signal::derive(move || desk.derived.numbers().currency_sign());
    let link = move |pick: fn(&Transition) -> &Id| {
        move || {
            end(pick).map(|(place, name)| {
                view! { <button class="link" on:click=move |_| commands::show(desk, &place)>{name}</button> }
            })
        }
    };
    view! {
        <div class="panel" data-panel="transition">
            <section>
                <h2>{text::TRANSITION}</h2>
                <div class="list-row">
                    {link(|t| &t.from)} {icon(Icon::Right)} {link(|t| &t.to)}
                </div>
                <div class="facts">
                    {fact(share, || text::GO_THIS_WAY.into())}
                    {fact(people, move || text::passages_a(desk.editor.read(|j| j.about.period)))}
                    {fact(carried, || text::VALUE_CARRIED.into())}
                </div>
            </section>
            <section>
                <Measure id record desk />
            </section>
            <section>
                <div class="grid-2">
                    <NumberField
                        label=text::DELAY
                        unit=text::DAYS
                        value=field(|t| t.delay_days)
                        keep=move |v| change(desk, id, |t| t.delay_days = v)
                    />
                    <NumberField
                        label=text::REWARD
                        unit=sign
                        value=field(|t| t.reward)
                        keep=move |v| change(desk, id, |t| t.reward = v)
                    />
                </div>
                <TextField
                    label=text::LABEL
                    value=Signal::derive(move || record.with(|r| r.as_ref().map(|r| r.label.clone()).unwrap_or_default()))
                    keep=move |label| change(desk, id, |t| t.label = label)
                />
            </section>
            <section class="row">
                <button class="button danger" on:click=move |_| commands::remove_selection(desk)>
                    {icon(Icon::Bin)}
                    {text::REMOVE_TRANSITION}
                </button>
            </section>
        </div>
    }
}

fn change(desk: Desk, id: StoredValue<Id>, change: impl FnOnce(&mut Transition)) {
    desk.editor.edit(|draft| draft.change::<Transition>(&id.get_value(), change));
}

/// How the share is given: relative, as a probability, or as a count.
#[component]
fn Measure(
    id: StoredValue<Id>,
    record: Memo<Option<std::sync::Arc<Transition>>>,
    desk: Desk,
) -> impl IntoView {
    let kind = Memo::new(move |_| {
        record.with(|r| match r.as_deref() {
            Some(Transition { probability: Some(_), .. }) => "probability",
            Some(Transition { count: Some(_), .. }) => "count",
            _ => "weight",
        })
    });
    let options = text::MEASURES.map(|(key, words)| (key.to_owned(), words.to_owned())).to_vec();
    let choose = move |key: String| {
        let share =
            desk.derived.transition_reading_of(&id.get_value()).and_then(|r| r.successful.and(r.probability));
        change(desk, id, |t| {
            let number = t.probability.or(t.count).or(t.weight).unwrap_or(1.0);
            (t.weight, t.probability, t.count) = match key.as_str() {
                "probability" => (None, Some(share.unwrap_or(0.5).clamp(0.0, 1.0)), None),
                "count" => (None, None, Some(number.round())),
                _ => (Some(number), None, None),
            };
        });
    };
    let number = Signal::derive(move || {
        record.with(|r| r.as_deref().and_then(|t| t.probability.or(t.count).or(t.weight).or(Some(1.0))))
    });
    let keep = move |value: Option<f64>| {
        change(desk, id, |t| match kind.get_untracked() {
            "probability" => t.probability = value,
            "count" => t.count = value,
            _ => t.weight = value,
        });
    };
    view! {
        <div class="grid-2">
            <Choice label=text::GIVEN_AS options value=Signal::derive(move || kind.get().to_owned()) keep=choose />
            {move || {
                let percent = kind.get() == "probability";
                let (unit, factor) = if percent { ("%", 100.0) } else { ("", 1.0) };
                view! { <NumberField label=text::measure_name(kind.get()) unit factor value=number keep /> }
            }}
        </div>
        <p class="hint">{move || text::measure_hint(kind.get())}</p>
    }
}
