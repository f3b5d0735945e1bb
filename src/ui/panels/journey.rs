//! The journey itself: its goal, its stages and its segments.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::widgets::{Choice, NumberField, TextArea, TextField};
use super::inspector::NameField;
use crate::model::{About, Id, Period};
use leptos::prelude::*;

/// The journey's own fields, its segments and its stages.
#[component]
pub fn JourneyPanel(desk: Desk) -> impl IntoView {
    let field = move |pick: fn(&About) -> &String| {
        Signal::derive(move || desk.editor.read(|j| pick(&j.about).clone()))
    };
    let change = move |change: fn(&mut About, String), value: String| {
        desk.editor.edit(|draft| draft.change_about(|about| change(about, value)));
    };
    let periods: Vec<(String, String)> =
        text::PERIODS.iter().map(|(period, words)| (format!("{period:?}"), (*words).to_owned())).collect();
    let period = Signal::derive(move || desk.editor.read(|j| format!("{:?}", j.about.period)));
    let set_period = move |key: String| {
        let period =
            text::PERIODS.iter().map(|(period, _)| *period).find(|period| format!("{period:?}") == key);
        desk.editor.edit(|draft| draft.change_about(|about| about.period = period.unwrap_or(Period::Month)));
    };
    let hazard = Signal::derive(move || {
        let hazard = desk.editor.read(|j| j.about.base_hazard);
        Some(1.0 - (-hazard).exp()).filter(|share| *share > 0.0)
    });
    let set_hazard = move |share: Option<f64>| {
        let share = share.unwrap_or(0.0).clamp(0.0, 0.999);
        desk.editor.edit(|draft| draft.change_about(|about| about.base_hazard = -(1.0 - share).ln() + 0.0));
    };
    view! {
        <div class="panel" data-panel="journey">
            <section>
                <NameField
                    label=text::TITLE
                    value=field(|about| &about.title)
                    keep=move |title| change(|about, title| about.title = title, title)
                />
                <TextArea
                    label=text::GOAL
                    value=field(|about| &about.goal)
                    keep=move |goal| change(|about, goal| about.goal = goal, goal)
                />
                <div class="grid-2">
                    <TextField
                        label=text::CURRENCY
                        value=field(|about| &about.currency)
                        keep=move |code| change(|about, code| about.currency = code.trim().to_uppercase(), code)
                    />
                    <Choice label=text::PERIOD options=periods value=period keep=set_period />
                    <NumberField
                        label=text::BASE_DROP_OFF
                        unit="%"
                        factor=100.0
                        placeholder="0"
                        value=hazard
                        keep=set_hazard
                    />
                </div>
                <p class="hint">{text::BASE_DROP_OFF_HINT}</p>
            </section>
            <section>
                <h3>{text::SEGMENTS}</h3>
                {records(desk, |desk| {
                    let numbers = desk.derived.numbers();
                    desk.editor.read(|j| j.segments.iter().map(|(id, s)| (id.clone(), s.name.clone(), numbers.people(s.volume))).collect())
                })}
                <button class="button small" on:click=move |_| commands::add_segment(desk)>
                    {icon(Icon::Plus)}
                    {text::ADD_SEGMENT}
                </button>
            </section>
            <section>
                <h3>{text::STAGES}</h3>
                {records(desk, |desk| {
                    desk.editor.read(|j| {
                        let count = |stage: &Id| j.touchpoints.records().filter(|t| t.stage.as_ref() == Some(stage)).count();
                        j.stages.iter().map(|(id, s)| (id.clone(), s.name.clone(), count(id).to_string())).collect()
                    })
                })}
                <button class="button small" on:click=move |_| commands::add_stage(desk)>
                    {icon(Icon::Plus)}
                    {text::ADD_STAGE}
                </button>
            </section>
            <super::notes::Notes
                value=field(|about| &about.notes)
                keep=move |notes| change(|about, notes| about.notes = notes, notes)
            />
        </div>
    }
}

/// Records that can be opened: id, name and a number beside it.
fn records(desk: Desk, list: fn(Desk) -> Vec<(Id, String, String)>) -> impl IntoView {
    let row = move |(id, name, number): (Id, String, String)| {
        view! {
            <div class="list-row">
                <button class="link" on:click=move |_| desk.session.select(id.clone())>
                    {super::super::canvas::shown_name(&name)}
                </button>
                <span class="mute">{number}</span>
                {icon(Icon::Right)}
            </div>
        }
    };
    move || list(desk).into_iter().map(row).collect_view()
}
