//! The fixes of a journey, a row each.

use super::super::super::canvas::shown_name;
use super::super::super::catalogue as text;
use super::super::super::desk::Desk;
use super::super::super::fixing;
use super::super::super::icons::{Icon, icon};
use super::super::super::names::place_name;
use super::super::super::numbers::Numbers;
use super::super::super::prelude::*;
use super::super::parts::{hint, panel, picture_button, places, section_head};
use super::super::subject::Subject;
use super::budget::{known, more, what_to_buy};
use crate::model::{Burden, Fix, FixStatus, Id, Journey, Touchpoint};

/// A fix on the list.
#[derive(Clone, PartialEq)]
struct Row {
    id: Id,
    name: String,
    effect: String,
    aside: String,
    cost: String,
    chosen: bool,
    done: bool,
}

/// All fixes, and what of them to buy.
pub fn list_panel(desk: Desk) -> El {
    let none = move || desk.editor.read(|journey| journey.fixes.is_empty());
    let add = picture_button("button small", Icon::Plus, text::ADD_FIX, move || fixing::add_fix(desk, None));
    let about = by(none, |none| hint(if *none { text::NO_FIXES } else { text::FIXES_ABOUT }));
    let own = section()
        .child(section_head(h2().child(text::FIXES), add))
        .child(about)
        .child(div().class("fix-list").child(places(rows(desk, |_| true), move |row| shown(desk, row))));
    let known = known(desk);
    panel("fixes")
        .child(when(move || !none(), move || what_to_buy(desk, known)))
        .child(own)
        .child(when(move || !none(), move || more(desk, known)))
}

/// The fixes that change a touchpoint, and the button that adds one.
pub fn fixes_here(touchpoint: Subject<Touchpoint>) -> El {
    let desk = touchpoint.desk();
    let here = rows(desk, move |fix: &Fix| {
        let id = touchpoint.id();
        fix.effects.iter().any(|effect| effect.touchpoint == id)
    });
    let add = move || fixing::add_fix(desk, Some(touchpoint.id()));
    section()
        .child(h3().child(text::FIXES_HERE))
        .child(div().class("fix-list").child(places(here, move |row| shown(desk, row))))
        .child(picture_button("button small", Icon::Plus, text::ADD_FIX_HERE, add))
}

fn rows(desk: Desk, of: impl Fn(&Fix) -> bool + Send + Sync + 'static) -> Memo<Vec<Row>> {
    Memo::new(move |_| {
        let numbers = desk.derived.numbers();
        let chosen = desk.advisor.chosen();
        desk.editor.read(|journey| {
            let row = |(id, fix): (&Id, &Fix)| Row {
                id: id.clone(),
                name: shown_name(&fix.name),
                effect: effect(journey, fix, numbers),
                aside: aside(journey, fix),
                cost: cost(journey, fix, numbers),
                chosen: chosen.contains(id),
                done: matches!(fix.status, FixStatus::Done | FixStatus::Dropped),
            };
            journey.fixes.iter().filter(|(_, fix)| of(fix)).map(row).collect()
        })
    })
}

fn shown(desk: Desk, row: Memo<Option<Row>>) -> El {
    let say = move |of: fn(&Row) -> &str| {
        move || row.with(|row| row.as_ref().map(|row| of(row).to_owned()).unwrap_or_default())
    };
    let is = move |of: fn(&Row) -> bool| move || row.with(|row| row.as_ref().is_some_and(of));
    let open = move |_| {
        if let Some(row) = row.get_untracked() {
            fixing::open_fix(desk, row.id);
        }
    };
    let tick =
        when(is(|row| row.chosen), || [icon(Icon::Tick), span().class("unseen").child(text::FIX_CHOSEN)]);
    let what = span()
        .class("what")
        .child(b().child(say(|row| &row.name)))
        .child(small().child(say(|row| &row.effect)))
        .child(small().child(say(|row| &row.aside)));
    button()
        .class("fix-row")
        .attr("data-fix", say(|row| row.id.as_str()))
        .attr("data-chosen", move || is(|row| row.chosen)().then_some("true"))
        .attr("data-done", move || is(|row| row.done)().then_some("true"))
        .on(ev::click, open)
        .child(span().class("tick").child(tick))
        .child(what)
        .child(span().class("number").child(say(|row| &row.cost)))
}

/// Who does it and how far it is.
fn aside(journey: &Journey, fix: &Fix) -> String {
    let owner = fix.owner.as_ref().and_then(|id| journey.owners.get(id)).map(|owner| owner.name.as_str());
    let words: Vec<&str> = owner.into_iter().chain([text::fix_status(fix.status)]).collect();
    words.join(" · ")
}

/// What it costs over all the periods.
fn cost(journey: &Journey, fix: &Fix, numbers: Numbers) -> String {
    numbers.money_short(fix.cost_once + journey.about.periods_counted() * fix.cost_per_period)
}

/// What it changes, in a few words.
fn effect(journey: &Journey, fix: &Fix, numbers: Numbers) -> String {
    let mut all = Vec::new();
    for effect in &fix.effects {
        let mut words: Vec<String> = Burden::ALL
            .into_iter()
            .filter_map(|burden| {
                Some(text::burden_change(burden, &numbers.change(effect.burdens[burden]? - 1.0)))
            })
            .collect();
        words.extend(effect.drop_off.map(|share| text::drop_off_to(&numbers.share(share))));
        words.extend(effect.cost_to_serve.map(|cost| text::serves_for(&numbers.money(cost))));
        all.push(format!("{}: {}", place_name(journey, &effect.touchpoint), words.join(", ")));
    }
    if !fix.weights.is_empty() {
        all.push(text::ways_changed(fix.weights.len()));
    }
    all.join("; ")
}
