//! Gain against budget: a plot whose points set the budget, and its table.

use super::super::super::advisor::Told;
use super::super::super::catalogue as text;
use super::super::super::desk::Desk;
use super::super::super::prelude::*;
use super::super::parts::places;
use super::budget::Known;
use super::receipts::choice_receipt;
use super::tables::{Rows, answer, names, table_of};
use web_sys::KeyboardEvent;

/// The plot's room inside of its axes, and where it begins.
const SIZE: (f64, f64) = (284.0, 118.0);
const CORNER: (f64, f64) = (22.0, 14.0);

/// A point of the plot: where it is, and what it means.
#[derive(Clone, PartialEq)]
struct Dot {
    x: f64,
    y: f64,
    cost: f64,
    words: String,
    chosen: bool,
}

/// The plot and its table.
pub fn frontier(desk: Desk, known: Known) -> El {
    let dots = Memo::new(move |_| {
        known.with(|known| known.as_ref().map(|told| dots(desk, told)).unwrap_or_default())
    });
    let (width, height) = (CORNER.0 + SIZE.0 + 12.0, CORNER.1 + SIZE.1 + 22.0);
    let (left, foot, right) = (CORNER.0, CORNER.1 + SIZE.1, CORNER.0 + SIZE.0);
    let words = |x: f64, y: f64, anchor: &'static str, words: Child| {
        svg("text").attr("x", x.to_string()).attr("y", y.to_string()).attr("text-anchor", anchor).child(words)
    };
    let numbers = move |of: fn(&Told) -> f64| {
        (move || known.with(|known| known.as_ref().map(|told| desk.derived.numbers().money_short(of(told)))))
            .into_child()
    };
    let axis = format!("M{left} {}V{foot}H{right}", CORNER.1);
    let drawn = svg("svg")
        .class("plot frontier")
        .attr("viewBox", format!("0 0 {width} {height}"))
        .attr("role", "group")
        .attr("aria-label", text::FRONTIER)
        .child(svg("path").class("axis").attr("d", axis))
        .child(svg("path").class("curve").attr("d", move || dots.with(|dots| steps(dots))))
        .child(words(left, 9.0, "start", (text::FRONTIER_GAIN, numbers(|told| most(told).1)).into_child()))
        .child(words(left, height - 6.0, "start", text::FRONTIER_AXIS.into_child()))
        .child(words(right, height - 6.0, "end", numbers(|told| most(told).0)))
        .child(places(dots, move |dot| point(desk, dot)));
    let more = details().child(summary().child(text::AS_TABLE)).child(table_of(
        desk,
        known,
        rows,
        (0, |desk, told, row, number| {
            choice_receipt(desk, told, &told.advice.frontier.get(row)?.choice, number)
        }),
    ));
    answer(desk, known, text::FRONTIER, text::FRONTIER_ABOUT, rows).child(drawn).child(more)
}

/// Where the axes end: the largest budget and gain of a point, and the budget itself.
fn most(told: &Told) -> (f64, f64) {
    let choices = || told.advice.frontier.iter().map(|point| &point.choice);
    let cost = choices().map(|choice| choice.cost).fold(told.advice.answer.chosen.cost, f64::max);
    (cost.max(1.0), choices().map(|choice| choice.gain).fold(1.0, f64::max))
}

fn dots(desk: Desk, told: &Told) -> Vec<Dot> {
    let (cost, gain) = most(told);
    let numbers = desk.derived.numbers();
    let dot = |point: &crate::analysis::budget::Point| {
        let choice = &point.choice;
        Dot {
            x: CORNER.0 + choice.cost / cost * SIZE.0,
            y: CORNER.1 + (1.0 - (choice.gain / gain).clamp(0.0, 1.0)) * SIZE.1,
            cost: choice.cost,
            words: text::frontier_point(
                &numbers.money(choice.cost),
                &numbers.money(choice.gain),
                choice.fixes.len(),
            ),
            chosen: choice.fixes == told.advice.answer.chosen.fixes,
        }
    };
    told.advice.frontier.iter().map(dot).collect()
}

/// Between two points nothing better can be bought: steps, not slopes.
fn steps(dots: &[Dot]) -> String {
    let mut path = String::new();
    for dot in dots {
        let to = format!("{:.1}", dot.x);
        path += &if path.is_empty() { format!("M{to} {:.1}", dot.y) } else { format!("H{to}V{:.1}", dot.y) };
    }
    if path.is_empty() { path } else { format!("{path}H{}", CORNER.0 + SIZE.0) }
}

/// A point, which is a button: it sets the budget to what its set costs.
fn point(desk: Desk, dot: Memo<Option<Dot>>) -> El {
    let at =
        move |of: fn(&Dot) -> f64| move || dot.with(|dot| dot.as_ref().map(|dot| format!("{:.1}", of(dot))));
    let words = move || dot.with(|dot| dot.as_ref().map(|dot| dot.words.clone()));
    let choose = move || {
        if let Some(dot) = dot.get_untracked() {
            desk.editor.edit(|draft| draft.change_about(|about| about.budget = Some(dot.cost)));
        }
    };
    let key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            choose();
        }
    };
    let circle = |class: &'static str, r: &'static str| {
        svg("circle").class(class).attr("r", r).attr("cx", at(|dot| dot.x)).attr("cy", at(|dot| dot.y))
    };
    svg("g")
        .class("point")
        .attr("role", "button")
        .attr("tabindex", "0")
        .attr("aria-label", words)
        .attr("aria-pressed", move || dot.with(|dot| dot.as_ref().is_some_and(|dot| dot.chosen)).to_string())
        .on(ev::click, move |_| choose())
        .on(ev::keydown, key)
        .child(svg("title").child(move || words().unwrap_or_default()))
        .child(circle("reach", "13"))
        .child(circle("dot", "5"))
}

fn rows(desk: Desk, told: &Told, write: &dyn Fn(f64) -> String) -> Rows {
    let name = |name: &str| name.to_owned();
    let mut rows = vec![vec![name(text::BUDGET), name(text::GAIN_SHORT), name(text::NET), name(text::BUYS)]];
    for point in &told.advice.frontier {
        let choice = &point.choice;
        let names = names(desk, told, choice.fixes.iter());
        let net = choice.value - told.advice.answer.today;
        rows.push(vec![write(choice.cost), write(choice.gain), write(net), names]);
    }
    rows
}
