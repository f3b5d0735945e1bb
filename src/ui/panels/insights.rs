//! What the journey means: which question is answered.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::{flow, leak, paths, ranking, sensitivity, structure};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// One question: its name, what answers it, and the answer as a table.
pub struct Insight {
    /// Its name on the chip.
    pub name: &'static str,
    /// What it says, in one sentence.
    pub about: &'static str,
    /// Draws the answer.
    pub view: fn(Desk) -> AnyView,
    /// The answer as rows of cells, the first one the head.
    pub table: fn(Desk) -> Vec<Vec<String>>,
}

/// Every question, in the order of the chips.
const ALL: [&Insight; 6] = [
    &ranking::INSIGHT,
    &flow::INSIGHT,
    &leak::INSIGHT,
    &sensitivity::INSIGHT,
    &paths::INSIGHT,
    &structure::INSIGHT,
];

/// The chips and the chosen answer.
#[component]
pub fn InsightsPanel(desk: Desk) -> impl IntoView {
    let chosen = desk.session.insight;
    let insight = move || ALL.get(chosen.get()).copied().unwrap_or(&ranking::INSIGHT);
    let chip = move |(at, insight): (usize, &&'static Insight)| {
        view! {
            <button class="chip" aria-pressed=move || (chosen.get() == at).to_string() on:click=move |_| chosen.set(at)>
                {insight.name}
            </button>
        }
    };
    view! {
        <div class="panel" data-panel="insights">
            <section>
                <div class="insight-nav" role="group" aria-label=text::INSIGHTS>
                    {ALL.iter().enumerate().map(chip).collect_view()}
                </div>
            </section>
            <section>
                <div class="section-head">
                    <h2>{move || insight().name}</h2>
                    <button class="button small" title=text::COPY_TABLE_TIP on:click=move |_| copy_table(desk, insight())>
                        {icon(Icon::Copy)}
                        {text::COPY_TABLE}
                    </button>
                </div>
                <p class="hint">{move || insight().about}</p>
                {move || (insight().view)(desk)}
            </section>
            <Checks desk />
        </div>
    }
}

fn copy_table(desk: Desk, insight: &'static Insight) {
    let rows = untrack(move || (insight.table)(desk));
    spawn_local(async move {
        match crate::browser::clipboard::write(&csv_of(&rows)).await {
            Ok(()) => desk.notices.tell(text::TABLE_COPIED),
            Err(fault) => desk.notices.warn(fault.to_string()),
        }
    });
}

/// Rows as CSV that no spreadsheet takes for formulas.
fn csv_of(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        let safe = |cell: &String| {
            let number = cell.parse::<f64>().is_ok();
            let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number;
            if formula { format!("'{cell}") } else { cell.clone() }
        };
        let _ = writer.write_record(row.iter().map(safe));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The self-checks of the solve, as one small tick.
#[component]
fn Checks(desk: Desk) -> impl IntoView {
    let hold = Memo::new(move |_| desk.derived.readings.with(|readings| readings.checks.hold()));
    let details = move || {
        desk.derived.readings.with(|readings| {
            let line = |check: &crate::analysis::Check| format!("{}: {:.1e}", check.name, check.residual);
            readings.checks.all.iter().map(line).collect::<Vec<_>>().join("\n")
        })
    };
    view! {
        <p class="checks" title=details>
            {move || icon(if hold.get() { Icon::Tick } else { Icon::Warning })}
            {move || if hold.get() { text::CHECKS_HOLD } else { text::CHECKS_FAIL }}
        </p>
        <p class="hint">{text::LIMITS}</p>
    }
}

/// A number in a table that is copied: full precision.
pub fn cell(number: f64) -> String {
    format!("{number}")
}
