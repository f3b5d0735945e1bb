//! A touchpoint: what happens, what it costs and gives, what it is worth, where they go next.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::names::place_name;
use super::super::widgets::{BarRow, Choice, NumberField, Switch, TextField, bar_rows};
use super::inspector::{NameField, fact};
use super::notes::{NoteLists, Notes};
use super::scores::{BurdenScores, ValueScores};
use crate::analysis::{Book, Finding};
use crate::edit::{self, Draft, Refusal};
use crate::model::{Burden, Channel, Id, Owner, Segment, Touchpoint};
use leptos::prelude::*;
use std::sync::Arc;

/// The record that a panel shows, kept while the panel closes after the record went.
pub type Shown = Memo<Arc<Touchpoint>>;

/// The fields and numbers of a touchpoint.
#[component]
pub fn TouchpointPanel(id: Id, desk: Desk) -> impl IntoView {
    let id = StoredValue::new(id);
    let record: Shown = Memo::new(move |last: Option<&Arc<Touchpoint>>| {
        let now = desk.editor.read(|journey| journey.touchpoints.shared(&id.get_value()).cloned());
        now.or_else(|| last.cloned()).unwrap_or_default()
    });
    view! {
        <div class="panel" data-panel="touchpoint">
            <Head id record desk />
            <Facts id desk />
            <Oddities id desk />
            <section>
                <BurdenScores id record desk />
            </section>
            <section>
                <ValueScores id record desk />
            </section>
            <Worth id desk />
            <Next id desk />
            <Economics id record desk />
            <NoteLists id record desk />
            <Notes
                value=Signal::derive(move || record.with(|r| r.notes.clone()))
                keep=move |notes| change(desk, id, |t| t.notes = notes)
            />
            <section class="row">
                <button class="button danger" on:click=move |_| commands::remove_selection(desk)>
                    {icon(Icon::Bin)}
                    {text::REMOVE_TOUCHPOINT}
                </button>
            </section>
        </div>
    }
}

/// Changes the touchpoint's own fields.
pub fn change(desk: Desk, id: StoredValue<Id>, change: impl FnOnce(&mut Touchpoint)) {
    desk.editor.edit(|draft| draft.change::<Touchpoint>(&id.get_value(), change));
}

#[component]
fn Head(id: StoredValue<Id>, record: Shown, desk: Desk) -> impl IntoView {
    let stages = Signal::derive(move || {
        let none = (String::new(), text::NO_STAGE.to_owned());
        let stages = desk
            .editor
            .read(|j| j.stages.iter().map(|(id, s)| (id.to_string(), s.name.clone())).collect::<Vec<_>>());
        std::iter::once(none).chain(stages).collect::<Vec<_>>()
    });
    let stage =
        Signal::derive(move || record.with(|r| r.stage.as_ref().map(Id::to_string).unwrap_or_default()));
    let channel = Signal::derive(move || {
        let id = record.with(|r| r.channel.clone());
        id.and_then(|id| desk.editor.read(|j| j.channels.get(&id).map(|c| c.name.clone())))
            .unwrap_or_default()
    });
    let owner = Signal::derive(move || {
        let id = record.with(|r| r.owner.clone());
        id.and_then(|id| desk.editor.read(|j| j.owners.get(&id).map(|o| o.name.clone()))).unwrap_or_default()
    });
    view! {
        <section>
            <NameField
                label=text::NAME
                value=Signal::derive(move || record.with(|r| r.name.clone()))
                keep=move |name: String| change(desk, id, |t| t.name = name.trim().to_owned())
            />
            <div class="grid-2">
                <Choice label=text::STAGE options=stages value=stage keep=move |stage: String| put_in_stage(desk, id, &stage) />
                <TextField label=text::CHANNEL value=channel list="channels" keep=move |name| set_channel(desk, id, name.trim()) />
                <TextField label=text::OWNER value=owner list="owners" keep=move |name| set_owner(desk, id, name.trim()) />
            </div>
            <div class="row">
                <Switch
                    label=text::MOMENT_OF_TRUTH
                    value=Signal::derive(move || record.with(|r| r.moment_of_truth))
                    keep=move |on| change(desk, id, |t| t.moment_of_truth = on)
                />
                <Switch
                    label=text::BACKSTAGE
                    value=Signal::derive(move || record.with(|r| r.backstage))
                    keep=move |on| change(desk, id, |t| t.backstage = on)
                />
            </div>
            <NameLists desk />
        </section>
    }
}

/// The channels and owners that are there, offered while one is typed.
#[component]
fn NameLists(desk: Desk) -> impl IntoView {
    let channels =
        move || desk.editor.read(|j| j.channels.records().map(|c| c.name.clone()).collect::<Vec<_>>());
    let owners = move || desk.editor.read(|j| j.owners.records().map(|o| o.name.clone()).collect::<Vec<_>>());
    let known = move || {
        let mut names = channels();
        names.extend(
            text::USUAL_CHANNELS
                .iter()
                .filter(|n| !names.iter().any(|k| k == *n))
                .map(|n| (*n).to_owned())
                .collect::<Vec<_>>(),
        );
        names
    };
    view! {
        <datalist id="channels">{move || known().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}</datalist>
        <datalist id="owners">{move || owners().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}</datalist>
    }
}

fn put_in_stage(desk: Desk, id: StoredValue<Id>, stage: &str) {
    let stage = Id::new(stage).ok();
    desk.editor.edit(|draft| edit::put_in_stage(draft, &[id.get_value()], stage.as_ref()));
}

fn set_channel(desk: Desk, id: StoredValue<Id>, name: &str) {
    desk.editor.edit(|draft| {
        let make = |name| Channel { name, ..Channel::default() };
        let channel = named_or_none(draft, name, |c: &Channel| &c.name, make)?;
        draft.change::<Touchpoint>(&id.get_value(), |t| t.channel = channel)
    });
}

fn set_owner(desk: Desk, id: StoredValue<Id>, name: &str) {
    desk.editor.edit(|draft| {
        let make = |name| Owner { name, ..Owner::default() };
        let owner = named_or_none(draft, name, |o: &Owner| &o.name, make)?;
        draft.change::<Touchpoint>(&id.get_value(), |t| t.owner = owner)
    });
}

fn named_or_none<T: edit::Tracked>(
    draft: &mut Draft<'_>,
    name: &str,
    name_of: impl Fn(&T) -> &str,
    make: impl FnOnce(String) -> T,
) -> Result<Option<Id>, Refusal> {
    if name.is_empty() {
        return Ok(None);
    }
    edit::named(draft, commands::fresh(), name, name_of, make).map(Some)
}

#[component]
fn Facts(id: StoredValue<Id>, desk: Desk) -> impl IntoView {
    let reading = Memo::new(move |_| desk.derived.touchpoint_reading(&id.get_value()));
    let numbers = move || desk.derived.numbers();
    let leave = move || {
        let share = reading.with(|r| r.as_ref().and_then(|r| r.drop_off));
        share.map_or_else(|| text::NO_DATA.into(), |share| numbers().share(share))
    };
    let visits = move || {
        let visits = reading.with(|r| r.as_ref().and_then(|r| r.visits));
        visits
            .map_or_else(|| text::ENDLESS.into(), |visits| numbers().people(visits * desk.derived.entrants()))
    };
    let leaks = move || {
        let leak = reading.with(|r| r.as_ref().map_or(0.0, |r| r.leak[desk.session.book.get()]));
        numbers().money_short(leak * desk.derived.entrants())
    };
    let period = move || desk.editor.read(|j| j.about.period);
    view! {
        <section>
            <div class="facts">
                {fact(leave, || text::LEAVE_HERE.into())}
                {fact(visits, move || text::visits_a(period()))}
                {fact(leaks, move || text::leaks_a(period()))}
            </div>
        </section>
    }
}

/// What is odd here, with what can be done about it.
#[component]
fn Oddities(id: StoredValue<Id>, desk: Desk) -> impl IntoView {
    let found = Memo::new(move |_| {
        let id = id.get_value();
        desk.derived.findings.with(|findings| findings.at(&id).cloned().collect::<Vec<_>>())
    });
    let one = move |finding: Finding| {
        let sentence = desk.editor.read(|journey| finding.sentence(journey));
        let scale = match finding {
            Finding::OverExplained { scale, .. } => Some(scale),
            _ => None,
        };
        let offer = scale.map(|scale| {
            view! {
                <button class="button small" on:click=move |_| scale_weights(desk, scale)>
                    {text::scale_weights(&desk.derived.numbers().decimal(scale, 3))}
                </button>
            }
        });
        view! {
            <div class="callout">
                {icon(Icon::Warning)}
                <div class="stack">
                    <span>{sentence}</span>
                    {offer}
                </div>
            </div>
        }
    };
    move || found.get().into_iter().map(one).collect_view()
}

/// Multiplies the burden weights of the reference segment (the largest).
fn scale_weights(desk: Desk, scale: f64) {
    let reference = desk.derived.network.with_untracked(|network| network.reference);
    desk.editor.edit(|draft| {
        let id = draft.journey().segments.id_at(reference).cloned();
        let id = id.ok_or(Refusal::Impossible(text::NEEDS_SEGMENT))?;
        draft.change::<Segment>(&id, |segment| {
            for burden in Burden::ALL {
                segment.burden_weights[burden] = Some(segment.burden_weight(burden) * scale);
            }
        })
    });
}

/// What one unit less of each burden would be worth in a period.
#[component]
fn Worth(id: StoredValue<Id>, desk: Desk) -> impl IntoView {
    let rows = move || {
        let Some(reading) = desk.derived.touchpoint_reading(&id.get_value()) else { return Vec::new() };
        let (book, entrants) = (desk.session.book.get(), desk.derived.entrants());
        let amount = |burden: Burden| reading.burden_worth[burden][book] * entrants;
        let most = Burden::ALL.map(amount).iter().fold(0.0_f64, |most, amount| most.max(amount.abs()));
        let row = |burden: Burden| BarRow {
            name: text::one_less(burden, &desk.derived.numbers().currency_sign()),
            share: if most > 0.0 { amount(burden).abs() / most } else { 0.0 },
            number: desk.derived.numbers().money_signed(amount(burden)),
            aside: String::new(),
            tone: format!("tone-{}", burden.key()),
            colour: None,
        };
        Burden::ALL.map(row).to_vec()
    };
    let title = move || text::worth_of_one_less(desk.editor.read(|j| j.about.period));
    view! {
        <section>
            <div class="section-head">
                <h3>{title}</h3>
                <BookChoice desk />
            </div>
            {move || bar_rows(rows(), None::<fn(usize)>)}
            <p class="hint">{text::AT_THE_MARGIN}</p>
        </section>
    }
}

/// Whose book the amounts are of.
#[component]
pub fn BookChoice(desk: Desk) -> impl IntoView {
    let book = desk.session.book;
    let button = move |which: Book| {
        view! {
            <button aria-pressed=move || (book.get() == which).to_string() on:click=move |_| book.set(which)>
                {text::book_name(which)}
            </button>
        }
    };
    view! {
        <div class="segmented" role="group" aria-label=text::WHOSE_VALUE>
            {Book::ALL.map(button)}
        </div>
    }
}

/// Where customers go from here.
#[component]
fn Next(id: StoredValue<Id>, desk: Desk) -> impl IntoView {
    let targets = Memo::new(move |_| {
        let id = id.get_value();
        desk.editor.read(|journey| {
            let leaving = journey.transitions.iter().enumerate().filter(|(_, (_, t))| t.from == id);
            let mut rows: Vec<(Id, String, f64)> = leaving
                .filter_map(|(at, (transition, t))| {
                    let share = desk.derived.transition_reading(at)?.probability?;
                    let name =
                        if t.to == id { text::AGAIN_HERE.to_owned() } else { place_name(journey, &t.to) };
                    Some((transition.clone(), name, share))
                })
                .collect();
            rows.sort_by(|a, b| b.2.total_cmp(&a.2));
            rows
        })
    });
    let rows = move || {
        let numbers = desk.derived.numbers();
        let row = |name: String, share: f64, tone: &str| BarRow {
            name,
            share,
            number: numbers.share(share),
            aside: String::new(),
            tone: tone.into(),
            colour: None,
        };
        let mut rows: Vec<BarRow> =
            targets.get().into_iter().map(|(_, name, share)| row(name, share, "tone-edge")).collect();
        let leave = desk.derived.touchpoint_reading(&id.get_value()).and_then(|r| r.drop_off);
        rows.extend(leave.map(|share| row(text::THEY_LEAVE.into(), share, "tone-heat")));
        rows
    };
    let choose = move |at: usize| {
        let transition = targets.with_untracked(|targets| targets.get(at).map(|(id, ..)| id.clone()));
        if let Some(transition) = transition {
            desk.session.select(transition);
        }
    };
    view! {
        <section>
            <h3>{text::WHERE_NEXT}</h3>
            {move || bar_rows(rows(), Some(choose))}
        </section>
    }
}

/// Margin, cost to serve and today's drop-off.
#[component]
fn Economics(id: StoredValue<Id>, record: Shown, desk: Desk) -> impl IntoView {
    let sign = Signal::derive(move || desk.derived.numbers().currency_sign());
    let observed = move || record.with(|r| r.drop_off.left.is_some() || r.drop_off.stayed.is_some());
    view! {
        <section>
            <h3>{text::MONEY_AND_DROP_OFF}</h3>
            <div class="grid-2">
                <NumberField
                    label=text::MARGIN
                    unit=sign
                    value=Signal::derive(move || record.with(|r| r.margin))
                    keep=move |v| change(desk, id, |t| t.margin = v)
                />
                <NumberField
                    label=text::COST_TO_SERVE
                    unit=sign
                    value=Signal::derive(move || record.with(|r| r.cost_to_serve))
                    keep=move |v| change(desk, id, |t| t.cost_to_serve = v)
                />
                <Show when=move || !observed()>
                    <NumberField
                        label=text::KNOWN_DROP_OFF
                        unit="%"
                        factor=100.0
                        placeholder=text::UNKNOWN
                        value=Signal::derive(move || record.with(|r| r.drop_off.share))
                        keep=move |v| change(desk, id, |t| t.drop_off.share = v)
                    />
                </Show>
            </div>
            <details open=observed>
                <summary>{text::OBSERVED_COUNTS}</summary>
                <div class="grid-2">
                    <NumberField
                        label=text::LEFT_HERE
                        value=Signal::derive(move || record.with(|r| r.drop_off.left))
                        keep=move |v| change(desk, id, |t| t.drop_off.left = v)
                    />
                    <NumberField
                        label=text::WENT_ON
                        value=Signal::derive(move || record.with(|r| r.drop_off.stayed))
                        keep=move |v| change(desk, id, |t| t.drop_off.stayed = v)
                    />
                </div>
            </details>
            <p class="hint">{text::KNOWN_DROP_OFF_HINT}</p>
        </section>
    }
}
