//! Several records at once.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::widgets::Choice;
use crate::edit;
use crate::model::Id;
use leptos::prelude::*;

/// What can be done with several records at once.
#[component]
pub fn SeveralPanel(desk: Desk) -> impl IntoView {
    let count = move || desk.session.selection.with(Vec::len);
    let stages = Signal::derive(move || {
        let keep = ("=".to_owned(), text::STAGE_AS_IS.to_owned());
        let none = (String::new(), text::NO_STAGE.to_owned());
        let stages = desk
            .editor
            .read(|j| j.stages.iter().map(|(id, s)| (id.to_string(), s.name.clone())).collect::<Vec<_>>());
        [keep, none].into_iter().chain(stages).collect::<Vec<_>>()
    });
    let set_stage = move |stage: String| {
        if stage == "=" {
            return;
        }
        let ids = desk.session.selection.get_untracked();
        desk.editor.edit(|draft| edit::put_in_stage(draft, &ids, Id::new(&stage).ok().as_ref()));
    };
    view! {
        <div class="panel" data-panel="several">
            <section>
                <h2>{move || text::selected(count())}</h2>
                <Choice label=text::STAGE options=stages value=Signal::derive(|| "=".to_owned()) keep=set_stage />
            </section>
            <section class="row">
                <button class="button" on:click=move |_| commands::tidy(desk)>{icon(Icon::Tidy)} {text::TIDY}</button>
                <button class="button" on:click=move |_| commands::copy(desk)>{icon(Icon::Copy)} {text::COPY}</button>
                <button class="button danger" on:click=move |_| commands::remove_selection(desk)>
                    {icon(Icon::Bin)}
                    {text::REMOVE}
                </button>
            </section>
        </div>
    }
}
