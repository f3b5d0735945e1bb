//! How value flows: what arrives at each touchpoint is what is realised there and what goes on.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::insights::{Insight, cell};
use super::touchpoint::BookChoice;
use crate::analysis::{Book, TouchpointReading, TransitionReading};
use crate::model::Id;
use leptos::prelude::*;

/// How value flows.
pub const INSIGHT: Insight =
    Insight { name: text::VALUE_FLOW, about: text::FLOW_ABOUT, view: |desk| view(desk).into_any(), table };

/// A touchpoint: value arriving, realised there, carried on by its transitions.
type Row = (Id, String, f64, f64, f64);

fn rows(desk: Desk) -> Vec<Row> {
    let (reading, book) = (desk.derived.reading(), desk.session.book.get());
    let entrants = desk.derived.entrants();
    let network = desk.derived.network.get();
    let carried = |place: usize| -> f64 {
        let leaving = reading.transitions.get(network.row(place)).unwrap_or_default();
        let of = |transition: &TransitionReading| {
            transition.carried[book] + if book == Book::Organisation { transition.realised } else { 0.0 }
        };
        leaving.iter().map(of).sum()
    };
    let mut rows: Vec<Row> = desk.editor.read(|journey| {
        let of = |(at, (id, reading)): (usize, (&Id, &TouchpointReading))| {
            let name = place_name(journey, id);
            (
                id.clone(),
                name,
                reading.arriving[book] * entrants,
                reading.realised[book] * entrants,
                carried(at) * entrants,
            )
        };
        journey.touchpoints.ids().zip(&reading.touchpoints).enumerate().map(of).collect()
    });
    rows.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    rows
}

fn view(desk: Desk) -> impl IntoView {
    let rows = Memo::new(move |_| rows(desk));
    let sums = move || {
        let numbers = desk.derived.numbers();
        let (reading, book) = (desk.derived.reading(), desk.session.book.get());
        let entrants = desk.derived.entrants();
        let total = reading.value[book] * entrants;
        let spread = reading.value_variance[book].max(0.0).sqrt();
        (numbers.money(total), numbers.money(reading.value[book]), numbers.money(spread))
    };
    let off = move || {
        rows.with(|rows| rows.iter().map(|(_, _, a, r, c)| (a - r - c).abs()).fold(0.0_f64, f64::max))
    };
    let row = move |(id, name, arriving, realised, carried): Row| {
        let money = move |amount: f64| desk.derived.numbers().money_short(amount);
        view! {
            <tr>
                <td>
                    <button class="link" on:click=move |_| commands::show(desk, &id)>{name}</button>
                </td>
                <td>{money(arriving)}</td>
                <td>{money(realised)}</td>
                <td>{money(carried)}</td>
            </tr>
        }
    };
    view! {
        <BookChoice desk />
        <div class="facts">
            <div class="fact"><b>{move || sums().0}</b><span>{move || text::value_a(desk.editor.read(|j| j.about.period))}</span></div>
            <div class="fact"><b>{move || sums().1}</b><span>{text::PER_ENTRANT}</span></div>
            <div class="fact"><b>{move || format!("± {}", sums().2)}</b><span>{text::SPREAD}</span></div>
        </div>
        <table class="table">
            <thead>
                <tr><th>{text::TOUCHPOINT}</th><th>{text::ARRIVES}</th><th>{text::REALISED}</th><th>{text::CARRIED_ON}</th></tr>
            </thead>
            <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
        </table>
        <p class="hint">{move || text::parts_sum(&desk.derived.numbers().money(off()))}</p>
    }
}

fn table(desk: Desk) -> Vec<Vec<String>> {
    let head =
        [text::TOUCHPOINT, text::ARRIVES, text::REALISED, text::CARRIED_ON].map(str::to_owned).to_vec();
    let row = |(_, name, a, r, c): Row| vec![name, cell(a), cell(r), cell(c)];
    std::iter::once(head).chain(rows(desk).into_iter().map(row)).collect()
}
