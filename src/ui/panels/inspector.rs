//! The selection's fields: which panel shows them.

use super::super::desk::Desk;
use super::{
    journey::JourneyPanel, outcome::OutcomePanel, segment::SegmentPanel, several::SeveralPanel,
    stage::StagePanel, touchpoint::TouchpointPanel, transition::TransitionPanel,
};
use crate::model::Id;
use leptos::prelude::*;

/// What is selected, by what kind of panel shows it.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Journey,
    Touchpoint(Id),
    Transition(Id),
    Outcome(Id),
    Stage(Id),
    Segment(Id),
    Several,
}

/// Whether a record is of a kind, and what shows it then.
type Kind = (bool, fn(Id) -> Shown);

/// The fields of what is selected, or of the journey.
#[component]
pub fn Inspector(desk: Desk) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let selection = desk.session.selection.get();
        desk.editor.read(|journey| {
            let [id] = selection.as_slice() else {
                return if selection.is_empty() { Shown::Journey } else { Shown::Several };
            };
            let kinds: [Kind; 5] = [
                (journey.touchpoints.contains(id), Shown::Touchpoint),
                (journey.transitions.contains(id), Shown::Transition),
                (journey.outcomes.contains(id), Shown::Outcome),
                (journey.stages.contains(id), Shown::Stage),
                (journey.segments.contains(id), Shown::Segment),
            ];
            let kind = kinds.into_iter().find(|(there, _)| *there);
            kind.map_or(Shown::Journey, |(_, shown)| shown(id.clone()))
        })
    });
    move || match shown.get() {
        Shown::Journey => view! { <JourneyPanel desk /> }.into_any(),
        Shown::Touchpoint(id) => view! { <TouchpointPanel id desk /> }.into_any(),
        Shown::Transition(id) => view! { <TransitionPanel id desk /> }.into_any(),
        Shown::Outcome(id) => view! { <OutcomePanel id desk /> }.into_any(),
        Shown::Stage(id) => view! { <StagePanel id desk /> }.into_any(),
        Shown::Segment(id) => view! { <SegmentPanel id desk /> }.into_any(),
        Shown::Several => view! { <SeveralPanel desk /> }.into_any(),
    }
}

/// The field at the head of a panel that holds a record's name.
#[component]
pub fn NameField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    keep: impl Fn(String) + Copy + 'static,
) -> impl IntoView {
    view! {
        <input
            class="name-field"
            data-name-field
            aria-label=move || label.get()
            placeholder=super::super::catalogue::NAME_PLACEHOLDER
            maxlength="10000"
            prop:value=move || value.get()
            on:change=move |event| keep(event_target_value(&event))
        />
    }
}

/// A number in large type over what it is.
pub fn fact(
    number: impl Fn() -> String + Send + Sync + 'static,
    what: impl Fn() -> String + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <div class="fact">
            <b>{number}</b>
            <span>{what}</span>
        </div>
    }
}
