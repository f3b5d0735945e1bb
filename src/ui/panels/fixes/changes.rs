//! What a fix changes: at touchpoints, and at transitions.

use super::super::super::catalogue as text;
use super::super::super::fixing::effect_at;
use super::super::super::names::place_name;
use super::super::super::prelude::*;
use super::super::super::widgets::{NumberField, choice};
use super::super::parts::{hint, remove_button, sign};
use super::super::subject::Subject;
use crate::edit;
use crate::model::{Burden, Effect, Fix, Id, Journey, WeightChange};

/// What a fix changes, and the lists that more is chosen from.
pub fn changes(fix: Subject<Fix>) -> El {
    let nothing = move || fix.with(|f| f.effects.is_empty() && f.weights.is_empty());
    let effects = move || (0..fix.with(|f| f.effects.len())).collect();
    let weights = move || (0..fix.with(|f| f.weights.len())).collect();
    section()
        .child(h3().child(text::WHAT_IT_CHANGES))
        .child(by(nothing, |none| hint(if *none { text::NO_CHANGES } else { text::CHANGES_HINT })))
        .child(each(effects, usize::to_string, move |at| effect(fix, *at)))
        .child(each(weights, usize::to_string, move |at| weight(fix, *at)))
        .child(picker(fix, text::ADD_CHANGED, other_touchpoints, |f, id| f.effects.push(effect_at(id))))
        .child(picker(fix, text::ADD_REWEIGHTED, other_ways, |f, transition| {
            f.weights.push(WeightChange { transition, weight: 1.0 });
        }))
}

/// A list whose first entry says what choosing another one adds.
pub fn picker(
    fix: Subject<Fix>,
    words: &'static str,
    others: fn(&Journey, &Fix) -> Vec<(Id, String)>,
    add: fn(&mut Fix, Id),
) -> El {
    let desk = fix.desk();
    let options = move || {
        let mut options = vec![(String::new(), words.to_owned())];
        let others = fix.with(|f| desk.editor.read(|journey| others(journey, f)));
        options.extend(others.into_iter().map(|(id, name)| (id.to_string(), name)));
        options
    };
    let keep = move |chosen: String| {
        if let Ok(id) = Id::new(&chosen) {
            change(fix, |f| add(f, id));
        }
    };
    choice(words, true, options, String::new, keep)
}

fn change(fix: Subject<Fix>, change: impl FnOnce(&mut Fix)) {
    fix.desk().editor.edit(|draft| edit::change_fix(draft, &fix.id(), change));
}

fn other_touchpoints(journey: &Journey, fix: &Fix) -> Vec<(Id, String)> {
    let is_new = |id: &&Id| !fix.effects.iter().any(|effect| effect.touchpoint == **id);
    journey.touchpoints.ids().filter(is_new).map(|id| (id.clone(), place_name(journey, id))).collect()
}

fn other_ways(journey: &Journey, fix: &Fix) -> Vec<(Id, String)> {
    let is_new = |id: &&Id| !fix.weights.iter().any(|change| change.transition == **id);
    journey.transitions.ids().filter(is_new).map(|id| (id.clone(), way_name(journey, id))).collect()
}

fn way_name(journey: &Journey, id: &Id) -> String {
    let way = journey.transitions.get(id);
    way.map(|way| text::way_between(&place_name(journey, &way.from), &place_name(journey, &way.to)))
        .unwrap_or_default()
}

/// A number of an effect.
type Of = fn(&Effect, Burden) -> Option<f64>;
type Put = fn(&mut Effect, Burden, Option<f64>);

/// What a fix changes at one touchpoint.
fn effect(fix: Subject<Fix>, at: usize) -> El {
    let desk = fix.desk();
    let number = move |label: Text, burden: Burden, of: Of, put: Put| {
        let value = move || fix.with(|f| f.effects.get(at).and_then(|effect| of(effect, burden)));
        let keep = move |number| {
            change(fix, |f| {
                if let Some(effect) = f.effects.get_mut(at) {
                    put(effect, burden, number);
                }
            });
        };
        NumberField::new(label, value, keep)
    };
    let burden = move |burden: Burden| {
        let put: Put = |effect, burden, change| {
            effect.burdens[burden] = change.map(|change| ((1.0 + change) * 1e9).round().max(0.0) / 1e9);
        };
        number(text::burden_changed(burden).into(), burden, |e, b| e.burdens[b].map(|f| f - 1.0), put)
            .percent()
            .placeholder("0")
    };
    let drop_off = number(
        text::DROP_OFF_AFTER.into(),
        Burden::Time,
        |e, _| e.drop_off,
        |e, _, share| {
            e.drop_off = share;
        },
    );
    let serve = number(
        text::COST_TO_SERVE_AFTER.into(),
        Burden::Time,
        |e, _| e.cost_to_serve,
        |e, _, cost| {
            e.cost_to_serve = cost;
        },
    );
    let name = move || {
        let touchpoint = fix.with(|f| f.effects.get(at).map(|effect| effect.touchpoint.clone()));
        touchpoint.map(|id| desk.editor.read(|journey| place_name(journey, &id))).unwrap_or_default()
    };
    let head = div()
        .class("list-row")
        .child(b().class("grow ellipsis").child(name))
        .child(removal(fix, move |f| without(&mut f.effects, at)));
    let fields = div()
        .class("grid-2")
        .child(Burden::ALL.map(burden))
        .child(drop_off.percent().placeholder(text::AS_IT_IS))
        .child(serve.unit(sign(desk)).placeholder(text::AS_IT_IS));
    div().class("change").attr("role", "group").attr("aria-label", Text::from(name)).child(head).child(fields)
}

/// The weight that a fix gives to one transition.
fn weight(fix: Subject<Fix>, at: usize) -> El {
    let desk = fix.desk();
    let name = move || {
        let way = fix.with(|f| f.weights.get(at).map(|change| change.transition.clone()));
        way.map(|id| desk.editor.read(|journey| way_name(journey, &id))).unwrap_or_default()
    };
    let value = move || fix.with(|f| f.weights.get(at).map(|change| change.weight));
    let keep = move |number: Option<f64>| {
        change(fix, |f| {
            if let (Some(change), Some(number)) = (f.weights.get_mut(at), number) {
                change.weight = number;
            }
        });
    };
    let head = div()
        .class("list-row")
        .child(b().class("grow ellipsis").child(name))
        .child(removal(fix, move |f| without(&mut f.weights, at)));
    let field = div().class("grid-2").child(NumberField::new(text::NEW_WEIGHT, value, keep));
    div().class("change").attr("role", "group").attr("aria-label", Text::from(name)).child(head).child(field)
}

/// The button goes away with its row: the row is removed after its own click.
fn removal(fix: Subject<Fix>, remove: impl Fn(&mut Fix) + Copy + 'static) -> El {
    remove_button(move || request_animation_frame(move || change(fix, |f| remove(f))))
}

/// A list without what is at a place.
fn without<T>(list: &mut Vec<T>, at: usize) {
    if at < list.len() {
        list.remove(at);
    }
}
