//! A touchpoint: what happens, what it costs and gives, what it is worth, where they go next.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::prelude::*;
use super::super::widgets::{TextField, choice, switch};
use super::around::{next, oddities, touchpoint_facts, worth};
use super::chosen::Chosen;
use super::lines::line_lists;
use super::parts::{foot, hint, panel, sign};
use super::scores::{burden_scores, value_scores};
use super::subject::Subject;
use crate::edit::{self, Draft, Refusal};
use crate::model::{Channel, Id, Journey, Owner, Touchpoint};

/// The fields and numbers of a touchpoint.
pub fn touchpoint_panel(id: Id, desk: Desk) -> El {
    let chosen = Chosen::one(desk, id.clone());
    let touchpoint = Subject::<Touchpoint>::new(id, desk);
    panel("touchpoint")
        .child(head(touchpoint, chosen))
        .child(touchpoint_facts(touchpoint))
        .child(oddities(touchpoint))
        .child(burden_scores(chosen))
        .child(value_scores(chosen))
        .child(worth(touchpoint))
        .child(next(touchpoint))
        .child(economics(touchpoint))
        .child(line_lists(touchpoint))
        .child(touchpoint.notes(|t| &t.notes, |t| &mut t.notes))
        .child(foot(desk, text::REMOVE_TOUCHPOINT))
}

fn head(touchpoint: Subject<Touchpoint>, chosen: Chosen) -> El {
    let switches = div()
        .class("row")
        .child(switch(
            text::MOMENT_OF_TRUTH,
            move || touchpoint.with(|t| t.moment_of_truth),
            move |on| touchpoint.change(|t| t.moment_of_truth = on),
        ))
        .child(switch(
            text::BACKSTAGE,
            move || touchpoint.with(|t| t.backstage),
            move |on| touchpoint.change(|t| t.backstage = on),
        ));
    section().child(touchpoint.name(|t| &t.name, |t| &mut t.name)).child(sorted_by(chosen)).child(switches)
}

/// The key of the choice that leaves things as they are.
const AS_IS: &str = "=";

/// What touchpoints are sorted by: stage, channel, owner.
pub fn sorted_by(chosen: Chosen) -> El {
    let desk = chosen.desk;
    let stage = Memo::new(move |_| {
        let stage = chosen.common(|_, t| t.stage.as_ref().map(Id::to_string).unwrap_or_default());
        stage.unwrap_or_else(|| AS_IS.to_owned())
    });
    let put_in_stage = move |stage: String| {
        if stage != AS_IS {
            let stage = Id::new(&stage).ok();
            chosen.edit(&|draft, id| edit::put_in_stage(draft, std::slice::from_ref(id), stage.as_ref()));
        }
    };
    let stages = move || {
        let mut options = desk.editor.read(stage_options);
        if stage.with(|stage| stage == AS_IS) {
            options.insert(0, (AS_IS.to_owned(), text::AS_THEY_ARE.to_owned()));
        }
        options
    };
    div()
        .class("grid-2")
        .child(choice(text::STAGE, false, stages, move || stage.get(), put_in_stage))
        .child(named(chosen, text::CHANNEL, "channels", channel_name, set_channel))
        .child(named(chosen, text::OWNER, "owners", owner_name, set_owner))
        .child(name_list(desk, "channels", known_channels))
        .child(name_list(desk, "owners", known_owners))
}

/// No stage, and every stage: keys and names.
fn stage_options(journey: &Journey) -> Vec<(String, String)> {
    let none = (String::new(), text::NO_STAGE.to_owned());
    let stages = journey.stages.iter().map(|(id, stage)| (id.to_string(), stage.name.clone()));
    std::iter::once(none).chain(stages).collect()
}

/// A field for the name of another record that the touchpoints refer to.
fn named(
    chosen: Chosen,
    label: &'static str,
    list: &'static str,
    name: fn(&Journey, &Touchpoint) -> Option<String>,
    set: fn(&mut Draft<'_>, &Id, &str) -> Result<(), Refusal>,
) -> TextField {
    let common = Memo::new(move |_| chosen.common(name));
    let keep = move |typed: String| chosen.edit(&|draft, id| set(draft, id, typed.trim()));
    let placeholder = move || if common.with(Option::is_none) { text::AS_THEY_ARE } else { "" };
    TextField::new(label, move || common.get().flatten().unwrap_or_default(), keep)
        .list(list)
        .placeholder(placeholder)
}

/// The names that are offered while one is typed.
fn name_list(desk: Desk, id: &'static str, names: fn(&Journey) -> Vec<String>) -> El {
    let offer = |names: &Vec<String>| {
        names.iter().map(|name| option().attr("value", name.clone())).collect::<Vec<_>>()
    };
    el("datalist").attr("id", id).child(by(move || desk.editor.read(names), offer))
}

fn known_channels(journey: &Journey) -> Vec<String> {
    let mut names: Vec<String> = journey.channels.records().map(|channel| channel.name.clone()).collect();
    for usual in text::USUAL_CHANNELS {
        if !names.iter().any(|known| known == usual) {
            names.push(usual.to_owned());
        }
    }
    names
}

fn known_owners(journey: &Journey) -> Vec<String> {
    journey.owners.records().map(|owner| owner.name.clone()).collect()
}

fn channel_name(journey: &Journey, touchpoint: &Touchpoint) -> Option<String> {
    journey.channels.get(touchpoint.channel.as_ref()?).map(|channel| channel.name.clone())
}

fn owner_name(journey: &Journey, touchpoint: &Touchpoint) -> Option<String> {
    journey.owners.get(touchpoint.owner.as_ref()?).map(|owner| owner.name.clone())
}

fn set_channel(draft: &mut Draft<'_>, id: &Id, name: &str) -> Result<(), Refusal> {
    let make = |name| Channel { name, ..Channel::default() };
    let channel = named_or_none(draft, name, |channel: &Channel| &channel.name, make)?;
    draft.change::<Touchpoint>(id, |touchpoint| touchpoint.channel = channel)
}

fn set_owner(draft: &mut Draft<'_>, id: &Id, name: &str) -> Result<(), Refusal> {
    let make = |name| Owner { name, ..Owner::default() };
    let owner = named_or_none(draft, name, |owner: &Owner| &owner.name, make)?;
    draft.change::<Touchpoint>(id, |touchpoint| touchpoint.owner = owner)
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

/// Margin, cost to serve and today's drop-off.
fn economics(touchpoint: Subject<Touchpoint>) -> El {
    let number = move |label: &'static str, of, put| touchpoint.number(label, of, put);
    let sign = sign(touchpoint.desk());
    // Of its own: a number typed elsewhere leaves the counts open or closed, as they are.
    let observed =
        Memo::new(move |_| touchpoint.with(|t| t.drop_off.left.is_some() || t.drop_off.stayed.is_some()));
    let known = move || {
        number(text::KNOWN_DROP_OFF, |t| t.drop_off.share, |t, share| t.drop_off.share = share)
            .percent()
            .placeholder(text::UNKNOWN)
    };
    let money = div()
        .class("grid-2")
        .child(number(text::MARGIN, |t| t.margin, |t, margin| t.margin = margin).unit(sign))
        .child(number(text::COST_TO_SERVE, |t| t.cost_to_serve, |t, cost| t.cost_to_serve = cost).unit(sign))
        .child(when(move || !observed.get(), known));
    let counts = div()
        .class("grid-2")
        .child(number(text::LEFT_HERE, |t| t.drop_off.left, |t, count| t.drop_off.left = count))
        .child(number(text::WENT_ON, |t| t.drop_off.stayed, |t, count| t.drop_off.stayed = count));
    section()
        .child(h3().child(text::MONEY_AND_DROP_OFF))
        .child(money)
        .child(details().attr("open", observed).child(summary().child(text::OBSERVED_COUNTS)).child(counts))
        .child(hint(text::KNOWN_DROP_OFF_HINT))
}
