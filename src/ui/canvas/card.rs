//! A touchpoint's card.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::widgets::NamingField;
use super::heat::{figure, heat_colour};
use crate::analysis::TouchpointReading;
use crate::geometry::sizes;
use crate::model::{Burden, Id, Touchpoint, Value};
use leptos::prelude::*;
use std::sync::Arc;

/// A touchpoint's card: name, channel, owner, burdens, value, the overlay's figure and visits.
#[component]
pub fn Card(id: Id, desk: Desk) -> impl IntoView {
    let key = id.clone();
    let record = Memo::new(move |_| desk.editor.read(|journey| journey.touchpoints.shared(&key).cloned()));
    let key = id.clone();
    let reading = Memo::new(move |_| desk.derived.touchpoint_reading(&key));
    let at = {
        let id = id.clone();
        Memo::new(move |_| {
            let position = record.with(|record| record.as_ref().map(|record| record.position));
            desk.scene.drawn_at(&id, position.unwrap_or_default())
        })
    };
    let selected = desk.is_selected(&id);
    let target = desk.is_link_target(&id);
    let moving = {
        let id = id.clone();
        Memo::new(move |_| desk.scene.is_moving(&id))
    };
    let face = Memo::new(move |_| face(desk, &reading.get()?));
    let heat = move || face.with(|face| face.as_ref().and_then(|face| face.heat.clone()).unwrap_or_default());
    let naming = {
        let id = id.clone();
        move || desk.session.naming.with(|naming| naming.as_ref() == Some(&id))
    };
    let name_id = id.clone();
    view! {
        <div
            class="card"
            role="button"
            tabindex="0"
            data-touchpoint=id.to_string()
            data-place=id.to_string()
            data-selected=move || selected.get().to_string()
            data-target=move || target.get().then_some("true")
            data-moving=move || moving.get().then_some("true")
            data-unreached=move || face.with(|face| face.as_ref().is_some_and(|f| f.unreached)).then_some("true")
            aria-pressed=move || selected.get().to_string()
            aria-label=move || desk.derived.describe_touchpoint(&record.get(), &reading.get())
            style:transform=move || {
                let at = at.get();
                format!("translate({}px,{}px)", at.x, at.y)
            }
            style=("--heat", heat)
        >
            <Show when=naming.clone()>
                <NamingField id=name_id.clone() desk />
            </Show>
            <div class="name" aria-hidden="true">
                {move || icon(channel_icon(desk, &record.get()))}
                <span>{move || record.with(|r| r.as_ref().map(|r| shown_name(&r.name)))}</span>
                {move || {
                    let star = record.with(|r| r.as_ref().is_some_and(|r| r.moment_of_truth));
                    star.then(|| view! { <span class="star" title=text::MOMENT_OF_TRUTH>{icon(Icon::Star)}</span> })
                }}
            </div>
            <div class="owner" aria-hidden="true">{move || owner_name(desk, &record.get())}</div>
            <div class="measures" aria-hidden="true">
                <div>
                    <div class="stacked">{move || burden_bar(desk, &record.get())}</div>
                    <div class="stacked thin tone-value">{move || value_bar(desk, &record.get())}</div>
                </div>
                <div class="figure">
                    <b>{move || face.with(|f| f.as_ref().map(|f| f.number.clone()))}</b>
                    <small>{move || face.with(|f| f.as_ref().map(|f| f.label))}</small>
                </div>
            </div>
            <div class="visits" aria-hidden="true">
                {move || face.with(|f| f.as_ref().map(|f| f.visits.clone()))}
            </div>
            {flag(id.clone(), desk)}
            <button class="handle" tabindex="-1" data-handle=id.to_string() aria-label=text::CONNECT_FROM_HERE></button>
        </div>
    }
}

/// What a card says in numbers.
#[derive(Clone, PartialEq)]
struct Face {
    number: String,
    label: &'static str,
    heat: Option<String>,
    visits: String,
    unreached: bool,
}

fn face(desk: Desk, reading: &TouchpointReading) -> Option<Face> {
    let (overlay, book) = (desk.session.overlay.get(), desk.session.book.get());
    let entrants = desk.derived.entrants();
    let figure = figure(overlay, book, reading, desk.derived, entrants);
    let unreached = reading.visits.is_some_and(|visits| visits <= 0.0);
    let visits = match reading.visits {
        Some(visits) if visits > 0.0 => text::visits(&desk.derived.numbers().people(visits * entrants)),
        Some(_) => text::NO_VISITS.to_owned(),
        None => text::NEVER_LEAVE.to_owned(),
    };
    Some(Face {
        number: figure.number.unwrap_or_else(|| text::NO_NUMBER.into()),
        label: figure.label,
        heat: figure.share.filter(|_| !unreached).map(|share| heat_colour(overlay, share)),
        visits,
        unreached,
    })
}

/// A name as it is shown, also where there is none yet.
pub fn shown_name(name: &str) -> String {
    if name.trim().is_empty() { text::UNNAMED.into() } else { name.to_owned() }
}

fn owner_name(desk: Desk, record: &Option<Arc<Touchpoint>>) -> Option<String> {
    let owner = record.as_ref()?.owner.clone()?;
    desk.editor.read(|journey| journey.owners.get(&owner).map(|owner| owner.name.clone()))
}

fn channel_icon(desk: Desk, record: &Option<Arc<Touchpoint>>) -> Icon {
    let channel = record.as_ref().and_then(|record| record.channel.clone());
    channel
        .and_then(|id| {
            desk.editor.read(|journey| journey.channels.get(&id).map(super::super::channels::picture))
        })
        .unwrap_or(Icon::Card)
}

/// The four burdens as one bar: its length is their friction, seen from the heaviest card.
fn burden_bar(desk: Desk, record: &Option<Arc<Touchpoint>>) -> impl IntoView + use<> {
    let perspective = desk.session.perspective.get();
    let scale = desk.derived.friction_scale();
    let record = record.clone();
    Burden::ALL.map(move |burden| {
        let score = record.as_ref().and_then(|record| record.burden(burden, perspective)).unwrap_or(0.0);
        let share = (score * desk.derived.burden_weight(burden) * scale * 100.0).min(100.0);
        view! { <i class=format!("tone-{}", burden.key()) style:width=format!("{share:.1}%")></i> }
    })
}

/// The mean of the scored values, from 0 to 10, as a bar.
fn value_bar(desk: Desk, record: &Option<Arc<Touchpoint>>) -> impl IntoView + use<> {
    let perspective = desk.session.perspective.get();
    let scores: Vec<f64> = record
        .iter()
        .flat_map(|record| Value::ALL.into_iter().filter_map(|value| record.value(value, perspective)))
        .collect();
    let share = if scores.is_empty() {
        0.0
    } else {
        scores.iter().sum::<f64>() / scores.len() as f64 / Value::TOP * 100.0
    };
    view! { <i style:width=format!("{share:.1}%")></i> }
}

/// The sign that a finding is about this card.
fn flag(id: Id, desk: Desk) -> impl IntoView {
    move || {
        let sentence = desk.derived.finding_at(&id)?;
        Some(view! { <span class="flag" title=sentence>{icon(Icon::Warning)}</span> })
    }
}

/// The stub that falls out of a card: the people who leave, on the arrows' scale of width.
#[component]
pub fn Stub(id: Id, desk: Desk) -> impl IntoView {
    let key = id.clone();
    let at = Memo::new(move |_| {
        let position = desk.editor.read(|journey| journey.touchpoints.get(&key).map(|t| t.position))?;
        Some(desk.scene.drawn_at(&key, position))
    });
    let look = Memo::new(move |_| {
        let reading = desk.derived.touchpoint_reading(&id)?;
        let width = desk.derived.width_of_flow(reading.leavers);
        let colour = heat_colour(
            super::super::session::Overlay::DropOff,
            reading.drop_off? / super::heat::DROP_OFF_TOP,
        );
        (reading.leavers > 0.0).then_some((width, colour))
    });
    move || {
        let (at, (width, colour)) = (at.get()?, look.get()?);
        let (x, y) = (at.x + sizes::CARD_WIDTH - 34.0, at.y + sizes::CARD_HEIGHT);
        let (half, head) = ((width / 2.0).max(0.7), (width / 2.0).max(3.5));
        let path = format!(
            "M{:.1} {y:.1}h{:.1}v11h{:.1}L{x:.1} {:.1}L{:.1} {:.1}h{:.1}z",
            x - half,
            half * 2.0,
            head - half,
            y + 12.0 + head,
            x - head,
            y + 11.0,
            head - half,
        );
        Some(view! { <path class="stub" d=path style=("--heat", colour)></path> })
    }
}
