//! A segment: how many enter, where, and what a burden does to them.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::names::place_name;
use super::super::widgets::NumberField;
use super::inspector::{NameField, fact};
use crate::edit;
use crate::model::{Burden, Id, Segment, Value};
use leptos::prelude::*;
use std::sync::Arc;

type Record = Memo<Arc<Segment>>;

/// The fields and numbers of a segment.
#[component]
pub fn SegmentPanel(id: Id, desk: Desk) -> impl IntoView {
    let id = StoredValue::new(id);
    let record: Record = Memo::new(move |last: Option<&Arc<Segment>>| {
        let now = desk.editor.read(|journey| journey.segments.shared(&id.get_value()).cloned());
        now.or_else(|| last.cloned()).unwrap_or_default()
    });
    let reading = move || {
        let place = desk.editor.read(|journey| journey.segments.place_of(&id.get_value()));
        place.and_then(|place| desk.derived.readings.with(|readings| readings.segments.get(place).cloned()))
    };
    let numbers = move || desk.derived.numbers();
    let success = move || reading().map(|r| numbers().share(r.success)).unwrap_or_default();
    let value = move || reading().map(|r| numbers().money(r.value.organisation)).unwrap_or_default();
    let theirs = move || reading().map(|r| numbers().money(r.value.customer)).unwrap_or_default();
    view! {
        <div class="panel" data-panel="segment">
            <section>
                <NameField
                    label=text::NAME
                    value=Signal::derive(move || record.with(|r| r.name.clone()))
                    keep=move |name: String| change(desk, id, |s| s.name = name.trim().to_owned())
                />
                <NumberField
                    label=Signal::derive(move || text::enter_a(desk.editor.read(|j| j.about.period)))
                    value=Signal::derive(move || Some(record.with(|r| r.volume)))
                    keep=move |v| change(desk, id, |s| s.volume = v.unwrap_or(0.0))
                />
                <div class="facts">
                    {fact(success, || text::REACH_SUCCESS.into())}
                    {fact(value, || text::WORTH_TO_US.into())}
                    {fact(theirs, || text::WORTH_TO_THEM.into())}
                </div>
            </section>
            <Entry id record desk />
            <Weights id record desk />
            <section>
                <details>
                    <summary>{text::WORTHS_AND_TIME}</summary>
                    <Worths id record desk />
                </details>
            </section>
            <section class="row">
                <button class="button danger" on:click=move |_| commands::remove_selection(desk)>
                    {icon(Icon::Bin)}
                    {text::REMOVE_SEGMENT}
                </button>
            </section>
        </div>
    }
}

fn change(desk: Desk, id: StoredValue<Id>, change: impl FnOnce(&mut Segment)) {
    desk.editor.edit(|draft| draft.change::<Segment>(&id.get_value(), change));
}

/// Where the segment enters.
#[component]
fn Entry(id: StoredValue<Id>, record: Record, desk: Desk) -> impl IntoView {
    let entries = Memo::new(move |_| record.with(|r| r.entry.keys().cloned().collect::<Vec<_>>()));
    let total = move || record.with(|r| r.entry.values().sum::<f64>());
    let row = move |touchpoint: Id| {
        let (key, name_of, gone) = (touchpoint.clone(), touchpoint.clone(), touchpoint.clone());
        let share = Signal::derive(move || record.with(|r| r.entry.get(&key).copied()));
        let name = Signal::derive(move || desk.editor.read(|j| place_name(j, &name_of)));
        let percent = move || {
            let share = share.get().unwrap_or(0.0) / total().max(f64::MIN_POSITIVE);
            desk.derived.numbers().share(share)
        };
        let touchpoint = StoredValue::new(touchpoint);
        let keep = move |value: Option<f64>| {
            desk.editor.edit(|draft| edit::set_entry(draft, &id.get_value(), &touchpoint.get_value(), value));
        };
        view! {
            <div class="list-row">
                <span class="grow ellipsis">{name}</span>
                <NumberField label=name hide_label=true value=share keep />
                <span class="mute small">{percent}</span>
                <button
                    class="button square plain"
                    aria-label=text::REMOVE
                    title=text::REMOVE
                    on:click=move |_| {
                        let (id, gone) = (id.get_value(), gone.clone());
                        request_animation_frame(move || {
                            desk.editor.edit(|draft| edit::set_entry(draft, &id, &gone, None));
                        });
                    }
                >
                    {icon(Icon::Close)}
                </button>
            </div>
        }
    };
    let rest = Signal::derive(move || {
        let entered = entries.get();
        let pick = (String::new(), text::ADD_ENTRY.to_owned());
        let others = desk.editor.read(|j| {
            let others = j.touchpoints.ids().filter(|id| !entered.contains(id));
            others.map(|id| (id.to_string(), place_name(j, id))).collect::<Vec<_>>()
        });
        std::iter::once(pick).chain(others).collect::<Vec<_>>()
    });
    let add = move |chosen: String| {
        let average = record.with_untracked(|r| match r.entry.len() {
            0 => 1.0,
            count => r.entry.values().sum::<f64>() / count as f64,
        });
        if let Ok(touchpoint) = Id::new(&chosen) {
            desk.editor.edit(|draft| edit::set_entry(draft, &id.get_value(), &touchpoint, Some(average)));
        }
    };
    view! {
        <section>
            <h3>{text::WHERE_THEY_ENTER}</h3>
            <Show when=move || entries.with(Vec::is_empty)>
                <p class="hint">{text::ENTRY_HINT}</p>
            </Show>
            <For each=move || entries.get() key=Clone::clone let:touchpoint>{row(touchpoint)}</For>
            <super::super::widgets::Choice label=text::ADD_ENTRY hide_label=true options=rest value="" keep=add />
        </section>
    }
}

/// What a burden does to them, as sentences, and the curve that follows.
#[component]
fn Weights(id: StoredValue<Id>, record: Record, desk: Desk) -> impl IntoView {
    let sign = move || desk.derived.numbers().currency_sign();
    let lost = |weight: f64| 1.0 - (-weight).exp();
    let row = move |burden: Burden| {
        let value = Signal::derive(move || record.with(|r| r.burden_weights[burden].map(lost)));
        let usual =
            super::super::widgets::plain_number((lost(burden.default_weight()) * 1e4).round() / 100.0);
        let keep = move |share: Option<f64>| {
            change(desk, id, |s| {
                s.burden_weights[burden] = share.map(|share| -(1.0 - share.clamp(0.0, 0.999)).ln())
            });
        };
        view! {
            <NumberField
                label=Signal::derive(move || text::one_more_loses(burden, &sign()))
                unit="%"
                factor=100.0
                placeholder=usual
                value
                keep
            />
        }
    };
    view! {
        <section>
            <h3>{text::WHAT_BURDENS_DO}</h3>
            <div class="grid-2">{Burden::ALL.map(row)}</div>
            <NumberField
                label=text::PULL
                placeholder=Segment::DEFAULT_PULL.to_string()
                value=Signal::derive(move || record.with(|r| r.pull))
                keep=move |v| change(desk, id, |s| s.pull = v)
            />
            <Curve id desk />
            <p class="hint">{text::CURVE_HINT}</p>
        </section>
    }
}

/// The curve from hazard to drop-off, with the touchpoints on it.
#[component]
fn Curve(id: StoredValue<Id>, desk: Desk) -> impl IntoView {
    const TOP: f64 = 1.6;
    let x = |hazard: f64| 30.0 + hazard.min(TOP) / TOP * 260.0;
    let y = |share: f64| 110.0 - share * 100.0;
    let curve = (0..=32)
        .map(|step| {
            let hazard = f64::from(step) / 32.0 * TOP;
            format!("{}{:.1} {:.1}", if step == 0 { "M" } else { "L" }, x(hazard), y(1.0 - (-hazard).exp()))
        })
        .collect::<String>();
    let dots = move || {
        let place = desk.editor.read(|journey| journey.segments.place_of(&id.get_value()));
        let reading = place.and_then(|place| desk.derived.readings.with(|r| r.segments.get(place).cloned()));
        let Some(reading) = reading else { return Vec::new() };
        desk.editor.read(|journey| {
            let dot = |(touchpoint, reading): (&Id, &crate::analysis::TouchpointReading)| {
                let hazard = reading.hazard?;
                let name = place_name(journey, touchpoint);
                Some(view! {
                    <circle class="dot" r="4" cx=format!("{:.1}", x(hazard)) cy=format!("{:.1}", y(1.0 - (-hazard).exp()))>
                        <title>{name}</title>
                    </circle>
                })
            };
            journey.touchpoints.ids().zip(&reading.touchpoints).filter_map(dot).collect::<Vec<_>>()
        })
    };
    view! {
        <svg class="plot" viewBox="0 0 300 128" role="img" aria-label=text::CURVE_LABEL>
            <path class="axis" d="M30 10V110H290"></path>
            <path class="curve" d=curve></path>
            {dots}
            <text x="26" y="14" text-anchor="end">"100 %"</text>
            <text x="26" y="113" text-anchor="end">"0"</text>
            <text x="290" y="124" text-anchor="end">{text::HAZARD}</text>
            <text x="36" y="16">{text::LEAVE}</text>
        </svg>
    }
}

/// What burdens and values are worth to them in money, and what time is.
#[component]
fn Worths(id: StoredValue<Id>, record: Record, desk: Desk) -> impl IntoView {
    let sign = Signal::derive(move || desk.derived.numbers().currency_sign());
    let cost = move |burden: Burden| {
        view! {
            <NumberField
                label=Signal::derive(move || text::costs_them(burden, &sign.get()))
                unit=sign
                placeholder=burden.default_cost().to_string()
                value=Signal::derive(move || record.with(|r| r.burden_costs[burden]))
                keep=move |v| change(desk, id, |s| s.burden_costs[burden] = v)
            />
        }
    };
    let worth = move |value: Value| {
        view! {
            <NumberField
                label=text::point_worth(value)
                unit=sign
                placeholder=Value::DEFAULT_WORTH.to_string()
                value=Signal::derive(move || record.with(|r| r.value_worths[value]))
                keep=move |v| change(desk, id, |s| s.value_worths[value] = v)
            />
        }
    };
    view! {
        <div class="grid-2">
            {Burden::ALL.map(cost)} {Value::ALL.map(worth)}
            <NumberField
                label=text::DISCOUNT
                unit="%"
                factor=100.0
                placeholder="0"
                value=Signal::derive(move || record.with(|r| r.discount_rate))
                keep=move |v| change(desk, id, |s| s.discount_rate = v)
            />
            <NumberField
                label=text::COMES_BACK
                unit="%"
                factor=100.0
                value=Signal::derive(move || record.with(|r| r.comes_back))
                keep=move |v| change(desk, id, |s| s.comes_back = v)
            />
        </div>
    }
}
