//! The burdens and values of a touchpoint, in both perspectives.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::widgets::ScoreSlider;
use super::touchpoint::Shown;
use crate::edit::{Draft, Refusal};
use crate::model::{Burden, Id, Perspective, Score, Touchpoint, Value};
use leptos::prelude::*;

/// Where the track of minutes or money ends, unless scores go beyond it.
const TRACK_TOP: f64 = 30.0;

/// What a touchpoint costs the customer.
#[component]
pub fn BurdenScores(id: StoredValue<Id>, record: Shown, desk: Desk) -> impl IntoView {
    let evidenced = Signal::derive(move || desk.session.perspective.get() == Perspective::Evidence);
    let slider = move |burden: Burden| {
        let score = Signal::derive(move || record.with(|r| r.burdens[burden].clone()));
        let top = Signal::derive(move || burden.top().unwrap_or_else(|| track_top(&score.get())));
        let unit = Signal::derive(move || text::burden_unit(burden, &desk.derived.numbers().currency_sign()));
        let set = move |value: Option<f64>, kept: bool| {
            set_score(desk, kept, move |draft| {
                let evidenced = evidenced.get_untracked();
                draft.change::<Touchpoint>(&id.get_value(), |t| {
                    write(&mut t.burdens[burden], value, evidenced)
                })
            });
        };
        view! {
            <ScoreSlider
                label=text::burden_name(burden)
                tone=tone(burden)
                score
                evidenced
                top
                open_ended=burden.top().is_none()
                unit
                set
            />
        }
    };
    view! {
        <div class="section-head">
            <h3>{text::WHAT_IT_COSTS}</h3>
            <span class="key-of" aria-hidden="true">
                <span><i class="d"></i>{text::COMPANY}</span>
                <span><i class="c"></i>{text::CUSTOMERS}</span>
            </span>
        </div>
        <PerspectiveChoice desk />
        {Burden::ALL.map(slider)}
    }
}

/// What a touchpoint gives the customer.
#[component]
pub fn ValueScores(id: StoredValue<Id>, record: Shown, desk: Desk) -> impl IntoView {
    let evidenced = Signal::derive(move || desk.session.perspective.get() == Perspective::Evidence);
    let slider = move |value: Value| {
        let score = Signal::derive(move || record.with(|r| r.values[value].clone()));
        let set = move |number: Option<f64>, kept: bool| {
            set_score(desk, kept, move |draft| {
                let evidenced = evidenced.get_untracked();
                draft
                    .change::<Touchpoint>(&id.get_value(), |t| write(&mut t.values[value], number, evidenced))
            });
        };
        view! {
            <ScoreSlider
                label=text::value_name(value)
                tone="tone-value"
                score
                evidenced
                top=Value::TOP
                open_ended=false
                unit=""
                set
            />
        }
    };
    view! {
        <h3>{text::WHAT_IT_GIVES}</h3>
        {Value::ALL.map(slider)}
    }
}

/// Whose scores are shown and typed.
#[component]
fn PerspectiveChoice(desk: Desk) -> impl IntoView {
    let perspective = desk.session.perspective;
    let button = move |which: Perspective, name: &'static str| {
        view! {
            <button
                aria-pressed=move || (perspective.get() == which).to_string()
                on:click=move |_| perspective.set(which)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="segmented" role="group" aria-label=text::PERSPECTIVE title=text::PERSPECTIVE_TIP>
            {button(Perspective::Evidence, text::CUSTOMERS_SAY)}
            {button(Perspective::Company, text::COMPANY_ASSUMES)}
        </div>
    }
}

/// Shows a score while its slider is held; keeps it when it is let go.
fn set_score(desk: Desk, kept: bool, command: impl FnOnce(&mut Draft<'_>) -> Result<(), Refusal>) {
    desk.editor.preview(command);
    if kept {
        desk.editor.keep();
    }
}

fn write(score: &mut Score, value: Option<f64>, evidenced: bool) {
    if evidenced {
        score.evidenced = value;
    } else {
        score.assumed = value;
    }
}

/// The end of an open-ended track: room beyond the larger score, in round steps.
fn track_top(score: &Score) -> f64 {
    let most = score.assumed.unwrap_or(0.0).max(score.evidenced.unwrap_or(0.0));
    let mut top = TRACK_TOP;
    while top < most && top < 1e12 {
        top *= 2.0;
    }
    top
}

const fn tone(burden: Burden) -> &'static str {
    match burden {
        Burden::Time => "tone-time",
        Burden::Effort => "tone-effort",
        Burden::Worry => "tone-worry",
        Burden::Money => "tone-money",
    }
}
