//! The side itself: its tabs.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::session::Side;
use super::{findings::FindingsPanel, insights::InsightsPanel, inspector::Inspector};
use leptos::prelude::*;

/// The panel at the side, or the sheet at the foot of a narrow screen.
#[component]
pub fn SidePanel(desk: Desk) -> impl IntoView {
    let side = desk.session.side;
    let count = Memo::new(move |_| desk.derived.findings.with(|findings| findings.all.len()));
    let tab = move |which: Side| {
        let badge = move || {
            (which == Side::Findings && count.get() > 0)
                .then(|| view! { <span class="badge">{count.get()}</span> })
        };
        view! {
            <button
                role="tab"
                aria-selected=move || (side.get() == which).to_string()
                on:click=move |_| side.set(which)
            >
                {text::side_name(which)}
                {badge}
            </button>
        }
    };
    view! {
        <aside class="side" aria-label=text::SIDE>
            <div class="tabs" role="tablist">
                {Side::ALL.map(tab)}
                <span class="grow"></span>
                <button
                    class="narrow"
                    aria-label=text::CLOSE
                    on:click=move |_| desk.session.side_open.set(false)
                >
                    {icon(Icon::Close)}
                </button>
            </div>
            <div class="scroll" role="tabpanel">
                {move || match side.get() {
                    Side::Inspect => view! { <Inspector desk /> }.into_any(),
                    Side::Insights => view! { <InsightsPanel desk /> }.into_any(),
                    Side::Findings => view! { <FindingsPanel desk /> }.into_any(),
                }}
            </div>
        </aside>
    }
}
