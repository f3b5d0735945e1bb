//! Rows of a name, a bar and a number.

use leptos::prelude::*;

/// One row.
#[derive(Clone, PartialEq)]
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

/// Rows that do something when they are chosen: `choose` gets the row's place.
pub fn bar_rows(rows: Vec<BarRow>, choose: Option<impl Fn(usize) + Copy + 'static>) -> impl IntoView {
    let row = move |(at, row): (usize, BarRow)| {
        let aside = (!row.aside.is_empty()).then(|| view! { <small>{row.aside.clone()}</small> });
        let colour = row.colour.clone().unwrap_or_default();
        let bar = view! {
            <span class="bar" aria-hidden="true">
                <i style:width=format!("{:.1}%", row.share.clamp(0.0, 1.0) * 100.0) style:background=colour></i>
            </span>
        };
        let class = format!("bar-row {}", row.tone);
        match choose {
            Some(choose) => view! {
                <button class=class on:click=move |_| choose(at)>
                    <span class="what"><span>{row.name}</span>{aside}</span>
                    {bar}
                    <span class="number">{row.number}</span>
                </button>
            }
            .into_any(),
            None => view! {
                <div class=class>
                    <span class="what"><span>{row.name}</span>{aside}</span>
                    {bar}
                    <span class="number">{row.number}</span>
                </div>
            }
            .into_any(),
        }
    };
    view! { <div class="bars">{rows.into_iter().enumerate().map(row).collect_view()}</div> }
}
