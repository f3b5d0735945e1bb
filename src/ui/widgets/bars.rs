//! Rows of a name, a bar and a number.

use super::super::prelude::*;
use std::rc::Rc;

/// One row.
#[derive(Clone, PartialEq, Default)]
pub struct BarRow {
    /// What it is about.
    pub name: String,
    /// How long the bar is, 0 to 1.
    pub share: f64,
    /// The number, with its unit.
    pub number: String,
    /// A second line under the name.
    pub aside: String,
    /// The class that colours the bar.
    pub tone: String,
    /// The colour itself, where it comes from a scale.
    pub colour: Option<String>,
}

/// Rows that follow what they are about.
pub fn bar_rows(rows: impl Fn() -> Vec<BarRow> + Send + Sync + 'static) -> El {
    follow_rows(Memo::new(move |_| rows()), None)
}

/// Rows that do something when they are chosen: `choose` gets the row's place.
pub fn chosen_rows(
    rows: impl Fn() -> Vec<BarRow> + Send + Sync + 'static,
    choose: impl Fn(usize) + Copy + 'static,
) -> El {
    follow_rows(Memo::new(move |_| rows()), Some(Rc::new(choose)))
}

type Choose = Rc<dyn Fn(usize)>;

fn follow_rows(rows: Memo<Vec<BarRow>>, choose: Option<Choose>) -> El {
    // A row keeps its element, and with it the focus, while its numbers change.
    let places = move || (0..rows.with(Vec::len)).collect::<Vec<_>>();
    div().class("bars").child(each(places, usize::to_string, move |at| bar_row(rows, *at, choose.clone())))
}

fn bar_row(rows: Memo<Vec<BarRow>>, at: usize, choose: Option<Choose>) -> El {
    let row = Memo::new(move |_| rows.with(|rows| rows.get(at).cloned().unwrap_or_default()));
    let of = move |look: fn(&BarRow) -> &str| move || row.with(|row| look(row).to_owned());
    let aside = by(of(|row| &row.aside), |aside| (!aside.is_empty()).then(|| small().child(aside.clone())));
    let bar = i()
        .style("width", move || row.with(|row| format!("{:.1}%", row.share.clamp(0.0, 1.0) * 100.0)))
        .style("background", move || row.with(|row| row.colour.clone().unwrap_or_default()));
    let whole = if choose.is_some() { button() } else { div() };
    let whole = whole
        .class(move || row.with(|row| format!("bar-row {}", row.tone)))
        .child(span().class("what").child(span().child(of(|row| &row.name))).child(aside))
        .child(span().class("bar").attr("aria-hidden", "true").child(bar))
        .child(span().class("number").child(of(|row| &row.number)));
    match choose {
        Some(choose) => whole.on(ev::click, move |_| choose(at)),
        None => whole,
    }
}
