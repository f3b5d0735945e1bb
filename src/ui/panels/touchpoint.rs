//! A touchpoint: what happens, what it costs and gives, what it is worth, where they go next.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::fields::{self, Shown};
use super::super::prelude::*;
use super::super::widgets::{TextField, choice, switch};
use super::around::{next, oddities, touchpoint_facts, worth};
use super::fixes::fixes_here;
use super::lines::line_lists;
use super::parts::{foot, hint, panel, sign};
use super::scores::{burden_scores, value_scores};
use super::several::stage_options;
use super::subject::Subject;
use crate::edit;
use crate::formats::cells::TouchpointField;
use crate::model::{Id, Touchpoint};

/// The fields and numbers of a touchpoint.
pub fn touchpoint_panel(id: Id, desk: Desk) -> El {
    let touchpoint = Subject::<Touchpoint>::new(id, desk);
    panel("touchpoint")
        .child(head(touchpoint))
        .child(touchpoint_facts(touchpoint))
        .child(oddities(touchpoint))
        .child(burden_scores(touchpoint))
        .child(value_scores(touchpoint))
        .child(worth(touchpoint))
        .child(next(touchpoint))
        .child(economics(touchpoint))
        .child(fixes_here(touchpoint))
        .child(line_lists(touchpoint))
        .child(touchpoint.notes(|t| &t.notes, |t| &mut t.notes))
        .child(foot(desk, text::REMOVE_TOUCHPOINT))
}

fn head(touchpoint: Subject<Touchpoint>) -> El {
    let desk = touchpoint.desk();
    let stage = move || touchpoint.with(|t| t.stage.as_ref().map(Id::to_string).unwrap_or_default());
    let put_in_stage = move |stage: String| {
        let stage = Id::new(&stage).ok();
        desk.editor.edit(|draft| edit::put_in_stage(draft, &[touchpoint.id()], stage.as_ref()));
    };
    let stages = move || desk.editor.read(stage_options);
    let places = div()
        .class("grid-2")
        .child(choice(text::STAGE, false, stages, stage, put_in_stage))
        .child(named(touchpoint, TouchpointField::Channel))
        .child(named(touchpoint, TouchpointField::Owner));
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
    section().child(touchpoint.name(|t| &t.name, |t| &mut t.name)).child(places).child(switches)
}

/// A field for the name of another record that the touchpoint refers to.
fn named(touchpoint: Subject<Touchpoint>, field: TouchpointField) -> TextField {
    let desk = touchpoint.desk();
    let value = Memo::new(move |_| fields::read(desk, &touchpoint.id(), field));
    let keep = move |typed: String| {
        fields::write(desk, &touchpoint.id(), field, &typed);
    };
    TextField::new(field.title(), move || value.get(), keep).list(field.list())
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
