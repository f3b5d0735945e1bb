//! One plain sentence over the map that answers "so what?"; its numbers lead to their receipts.

use super::catalogue as text;
use super::desk::Desk;
use super::names::place_name;
use super::receipt::Receipt;
use super::session::Dialog;
use crate::model::{Id, Journey, OutcomeKind};
use leptos::prelude::*;

/// What the sentence says.
#[derive(Clone, PartialEq)]
struct Said {
    share: f64,
    entrants: f64,
    success: String,
    worst: Option<(Id, String, f64)>,
    leaver: Option<(Id, String, f64)>,
}

/// The names of the outcomes that are a success.
fn success_names(journey: &Journey) -> String {
    let successes = journey.outcomes.iter().filter(|(_, outcome)| outcome.kind == OutcomeKind::Success);
    let names: Vec<String> = successes.map(|(id, _)| place_name(journey, id)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => text::either(one, two),
        _ => text::A_SUCCESS.into(),
    }
}

fn said(desk: Desk) -> Option<Said> {
    let reading = desk.derived.reading();
    let (book, entrants) = (desk.session.book.get(), desk.derived.entrants());
    desk.editor.read(|journey| {
        if journey.touchpoints.is_empty() {
            return None;
        }
        let pairs = || journey.touchpoints.ids().zip(&reading.touchpoints);
        let most = |of: &dyn Fn(&crate::analysis::TouchpointReading) -> f64| {
            let best = pairs().max_by(|a, b| of(a.1).total_cmp(&of(b.1)))?;
            let amount = of(best.1);
            (amount > 1e-9).then(|| (best.0.clone(), place_name(journey, best.0), amount))
        };
        Some(Said {
            share: reading.success,
            entrants,
            success: success_names(journey),
            worst: most(&|reading| reading.leak[book] * entrants),
            leaver: most(&|reading| reading.leavers * entrants),
        })
    })
}

/// The sentence over the map.
#[component]
pub fn Headline(desk: Desk) -> impl IntoView {
    let said = Memo::new(move |_| said(desk));
    let period = move || desk.editor.read(|journey| journey.about.period);
    let fact = move || {
        let said = said.get()?;
        let numbers = desk.derived.numbers();
        if said.success.is_empty() {
            return Some(view! { <b>{text::NO_SUCCESS_YET}</b> }.into_any());
        }
        let share = numbers.share(said.share);
        let (entrants, name) = (numbers.people(said.entrants), said.success.clone());
        let open = move |_| {
            let receipt = untrack(move || Receipt::of_success(desk));
            desk.session.dialog.set(Some(Dialog::Receipt(receipt)));
        };
        Some(
            view! {
                <b>
                    <button data-number="success" title=text::RECEIPT_TIP on:click=open>{share}</button>
                    {text::of_entrants_reach(&entrants, period(), &name)}
                </b>
            }
            .into_any(),
        )
    };
    let worst = move || {
        let said = said.get()?;
        let numbers = desk.derived.numbers();
        let (id, name, amount, leak) = match (said.worst, said.leaver) {
            (Some((id, name, amount)), _) => (id, name, numbers.money_short(amount), true),
            (None, Some((id, name, amount))) => (id, name, numbers.people(amount), false),
            _ => return None,
        };
        let receipt_id = id.clone();
        let open = move |_| {
            let id = receipt_id.clone();
            let receipt =
                untrack(
                    move || if leak { Receipt::of_leak(desk, &id) } else { Receipt::of_leavers(desk, &id) },
                );
            desk.session.dialog.set(Some(Dialog::Receipt(receipt)));
        };
        let show = move |_| super::commands::show(desk, &id);
        Some(view! {
            " "
            {if leak { text::MOST_VALUE_LEAKS_AT } else { text::MOST_LEAVE_AT }}
            " "
            <button title=text::SHOW_TIP on:click=show>{name}</button>
            ": "
            <button data-number="worst" title=text::RECEIPT_TIP on:click=open>{amount}</button>
            {text::a_period(period())}
            "."
        })
    };
    view! {
        <Show when=move || said.with(Option::is_some)>
            <p class="headline" role="status">{fact}{worst}</p>
        </Show>
    }
}
