//! A touchpoint: what happens, what it costs and gives, what it is worth, where they go next.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::fields::{self, Shown};
use super::super::prelude::*;
use super::super::widgets::{TextField, choice, switch};
use super::around::{next, oddities, touchpoint_facts, worth};
use super::chosen::Chosen;
use super::evidence::evidence_here;
use super::fixes::fixes_here;
use super::lines::line_lists;
use super::parts::{foot, hint, panel, sign};
use super::ranges::{Ranged, both_views, ranges};
use super::scores::{burden_scores, value_scores};
use super::subject::Subject;
use crate::edit;
use crate::formats::cells::{Field, TouchpointField};
use crate::model::{Id, Journey, Touchpoint};

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
        .child(both_views(touchpoint))
        .child(evidence_here(touchpoint))
        .child(worth(touchpoint))
        .child(next(touchpoint))
        .child(economics(touchpoint))
        .child(fixes_here(touchpoint))
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
        .child(named(chosen, TouchpointField::Channel))
        .child(named(chosen, TouchpointField::Owner))
}

/// No stage, and every stage: keys and names.
fn stage_options(journey: &Journey) -> Vec<(String, String)> {
    let none = (String::new(), text::NO_STAGE.to_owned());
    let stages = journey.stages.iter().map(|(id, stage)| (id.to_string(), stage.name.clone()));
    std::iter::once(none).chain(stages).collect()
}

/// A field for the name of another record that the touchpoints refer to.
fn named(chosen: Chosen, field: TouchpointField) -> TextField {
    let desk = chosen.desk;
    let common = Memo::new(move |_| chosen.shared(|id| fields::read(desk, id, field)));
    let keep = move |typed: String| {
        let perspective = desk.session.perspective.get_untracked();
        chosen.edit(&|draft, id| field.write(draft, id, perspective, typed.trim(), &mut commands::fresh));
    };
    let placeholder = move || if common.with(Option::is_none) { text::AS_THEY_ARE } else { "" };
    TextField::new(field.title(), move || common.get().unwrap_or_default(), keep)
        .list(field.list())
        .placeholder(placeholder)
}

/// What may be off of a touchpoint's money and drop-off.
const RANGED: [Ranged<Touchpoint>; 3] = [
    Ranged { name: text::MARGIN, is_share: false, of: |t| &t.margin_range, of_mut: |t| &mut t.margin_range },
    Ranged {
        name: text::COST_TO_SERVE,
        is_share: false,
        of: |t| &t.cost_to_serve_range,
        of_mut: |t| &mut t.cost_to_serve_range,
    },
    Ranged {
        name: text::KNOWN_DROP_OFF,
        is_share: true,
        of: |t| &t.drop_off.range,
        of_mut: |t| &mut t.drop_off.range,
    },
];

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
        .child(ranges(touchpoint, &RANGED))
        .child(hint(text::KNOWN_DROP_OFF_HINT))
}
