//! One fix: what it costs, who does it, what it changes, what it goes with.

use super::super::super::catalogue as text;
use super::super::super::commands::fresh;
use super::super::super::desk::Desk;
use super::super::super::fixing;
use super::super::super::icons::Icon;
use super::super::super::prelude::*;
use super::super::super::widgets::{TextField, choice, switch};
use super::super::parts::{a_period, panel, picture_button, sign};
use super::super::subject::Subject;
use super::changes::changes;
use super::together::together;
use crate::edit;
use crate::model::{Fix, FixStatus, Id, Owner};

/// The fields of a fix.
pub fn fix_panel(id: Id, desk: Desk) -> El {
    let fix = Subject::<Fix>::new(id, desk);
    let back = picture_button("button small plain", Icon::Left, text::ALL_FIXES, move || {
        request_animation_frame(move || fixing::leave_fix(desk));
    });
    let remove = picture_button("button danger", Icon::Bin, text::REMOVE_FIX, move || {
        let id = fix.id();
        request_animation_frame(move || fixing::remove_fix(desk, &id));
    });
    let sign = sign(desk);
    let once =
        fix.number(text::COST_ONCE, |f| Some(f.cost_once), |f, cost| f.cost_once = cost.unwrap_or(0.0));
    let running = fix.number(
        a_period(desk, text::costs_a),
        |f| Some(f.cost_per_period),
        |f, cost| f.cost_per_period = cost.unwrap_or(0.0),
    );
    let fields = div()
        .class("grid-2")
        .child(once.unit(sign))
        .child(running.unit(sign))
        .child(owner(fix))
        .child(status(fix));
    let tried = switch(
        text::TRY_THIS,
        move || desk.session.tried.with(|tried| tried.contains(&fix.id())),
        move |on| fixing::try_fixes(desk, if on { vec![fix.id()] } else { Vec::new() }),
    );
    panel("fix")
        .child(
            section()
                .child(div().class("row").child(back))
                .child(fix.name(|f| &f.name, |f| &mut f.name))
                .child(fields)
                .child(tried),
        )
        .child(changes(fix))
        .child(together(fix))
        .child(section().class("row").child(remove))
}

fn owner(fix: Subject<Fix>) -> TextField {
    let desk = fix.desk();
    let value = move || {
        let owner = fix.with(|f| f.owner.clone());
        let name =
            owner.and_then(|id| desk.editor.read(|j| j.owners.get(&id).map(|owner| owner.name.clone())));
        name.unwrap_or_default()
    };
    let keep = move |typed: String| {
        desk.editor.edit(|draft| {
            let owner = match typed.trim() {
                "" => None,
                name => Some(edit::named(
                    draft,
                    fresh(),
                    name,
                    |owner: &Owner| &owner.name,
                    |name| Owner { name, ..Owner::default() },
                )?),
            };
            edit::change_fix(draft, &fix.id(), |f| f.owner = owner)
        });
    };
    TextField::new(text::OWNER, value, keep).list(Some("owners"))
}

fn status(fix: Subject<Fix>) -> El {
    let key = |status: FixStatus| format!("{status:?}");
    let options = move || {
        text::FIX_STATUSES.iter().map(|(status, words)| (key(*status), (*words).to_owned())).collect()
    };
    let keep = move |chosen: String| {
        let status =
            text::FIX_STATUSES.iter().map(|(status, _)| *status).find(|status| key(*status) == chosen);
        fix.change(|f| f.status = status.unwrap_or_default());
    };
    choice(text::STATUS, false, options, move || key(fix.with(|f| f.status)), keep)
}
