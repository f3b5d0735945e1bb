//! A stage: its name, its phase and its place.

use super::super::canvas::phase_word;
use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::names::place_name;
use super::super::widgets::{Choice, NumberField};
use super::inspector::NameField;
use crate::model::{Id, Phase, Stage};
use leptos::prelude::*;
use std::sync::Arc;

const PHASES: [(&str, Phase); 3] = [("before", Phase::Before), ("at", Phase::At), ("after", Phase::After)];

/// The fields of a stage and its touchpoints.
#[component]
pub fn StagePanel(id: Id, desk: Desk) -> impl IntoView {
    let id = StoredValue::new(id);
    let record = Memo::new(move |last: Option<&Arc<Stage>>| {
        let now = desk.editor.read(|journey| journey.stages.shared(&id.get_value()).cloned());
        now.or_else(|| last.cloned()).unwrap_or_default()
    });
    let phases: Vec<(String, String)> = std::iter::once((String::new(), text::NO_PHASE.to_owned()))
        .chain(PHASES.map(|(key, phase)| (key.to_owned(), phase_word(phase).to_owned())))
        .collect();
    let phase = Signal::derive(move || {
        let now = record.with(|r| r.phase);
        PHASES.iter().find(|(_, phase)| Some(*phase) == now).map_or("", |(key, _)| key).to_owned()
    });
    let set_phase = move |key: String| {
        let phase = PHASES.iter().find(|(known, _)| *known == key).map(|(_, phase)| *phase);
        desk.editor.edit(|draft| draft.change::<Stage>(&id.get_value(), |s| s.phase = phase));
    };
    let set_width = move |width: Option<f64>| {
        desk.editor.edit(|draft| {
            commands::keep_in_columns(draft, |draft| {
                draft.change::<Stage>(&id.get_value(), |s| s.width = width)
            })
        });
    };
    let members = move || {
        desk.editor.read(|journey| {
            let inside =
                journey.touchpoints.iter().filter(|(_, t)| t.stage.as_ref() == Some(&id.get_value()));
            inside.map(|(id, _)| (id.clone(), place_name(journey, id))).collect::<Vec<_>>()
        })
    };
    let place = Memo::new(move |_| {
        desk.editor.read(|j| (j.stages.place_of(&id.get_value()).unwrap_or(0), j.stages.len()))
    });
    let step = move |by: isize| move |_| commands::move_stage(desk, &id.get_value(), by);
    view! {
        <div class="panel" data-panel="stage">
            <section>
                <NameField
                    label=text::NAME
                    value=Signal::derive(move || record.with(|r| r.name.clone()))
                    keep=move |name: String| {
                        desk.editor.edit(|draft| draft.change::<Stage>(&id.get_value(), |s| s.name = name.trim().into()));
                    }
                />
                <div class="grid-2">
                    <Choice label=text::PHASE options=phases value=phase keep=set_phase />
                    <NumberField
                        label=text::COLUMN_WIDTH
                        placeholder=text::USUAL
                        value=Signal::derive(move || record.with(|r| r.width))
                        keep=set_width
                    />
                </div>
                <div class="row">
                    <button class="button" disabled=move || place.get().0 == 0 on:click=step(-1)>
                        {icon(Icon::Left)}
                        {text::MOVE_LEFT}
                    </button>
                    <button class="button" disabled=move || { place.get().0 + 1 >= place.get().1 } on:click=step(1)>
                        {text::MOVE_RIGHT}
                        {icon(Icon::Right)}
                    </button>
                </div>
            </section>
            <section>
                <h3>{text::TOUCHPOINTS_HERE}</h3>
                {move || {
                    members()
                        .into_iter()
                        .map(|(id, name)| {
                            view! {
                                <div class="list-row">
                                    <button class="link" on:click=move |_| commands::show(desk, &id)>{name}</button>
                                </div>
                            }
                        })
                        .collect_view()
                }}
            </section>
            <section class="row">
                <button class="button danger" on:click=move |_| commands::remove_selection(desk)>
                    {icon(Icon::Bin)}
                    {text::REMOVE_STAGE}
                </button>
            </section>
        </div>
    }
}
