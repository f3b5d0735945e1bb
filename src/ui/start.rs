//! The start screen: maps of this browser, examples, and a living example for who comes first.

use super::catalogue as text;
use super::desk::Desk;
use super::examples::{self, Example};
use super::icons::{Icon, icon};
use super::thumbnail;
use crate::browser::clock;
use crate::browser::storage::MapEntry;
use crate::formats;
use leptos::prelude::*;

/// The start screen.
#[component]
pub fn StartScreen(desk: Desk) -> impl IntoView {
    let maps = desk.library.maps;
    let trouble = desk.library.trouble;
    view! {
        <div class="start">
            <div class="inner">
                <header>
                    {icon(Icon::Trail)}
                    <h1>{text::PRODUCT}</h1>
                    <span class="grow"></span>
                    <button
                        class="button square plain"
                        aria-label=text::SWITCH_THEME
                        title=text::SWITCH_THEME
                        on:click=|_| super::theme::switch()
                    >
                        {icon(Icon::Theme)}
                    </button>
                </header>
                <main class="hero">
                    <div>
                        <h2>{text::CLAIM}</h2>
                        <p>{text::CLAIM_ABOUT}</p>
                        <div class="actions">
                            <button class="button primary" on:click=move |_| desk.library.found_empty(desk)>
                                {icon(Icon::Plus)}
                                {text::NEW_MAP}
                            </button>
                            <button class="button" on:click=move |_| desk.library.choose_file(desk)>
                                {icon(Icon::Folder)}
                                {text::OPEN_FILE}
                            </button>
                        </div>
                    </div>
                    <super::living::Living />
                </main>
                {move || trouble.get().map(|sentence| view! { <p class="callout bad">{icon(Icon::Warning)} <span>{sentence}</span></p> })}
                <Show when=move || maps.with(|maps| maps.as_ref().is_some_and(|maps| !maps.is_empty()))>
                    <section>
                        <h2>{text::YOUR_MAPS}</h2>
                        <div class="tiles">
                            <For
                                each=move || maps.get().unwrap_or_default()
                                key=|map| (map.id.clone(), map.changed_ms.to_bits(), map.facts.title.clone())
                                let:map
                            >
                                <MapTile map desk />
                            </For>
                        </div>
                    </section>
                </Show>
                <section>
                    <h2>{text::EXAMPLES}</h2>
                    <div class="tiles">
                        {examples::ALL.iter().map(|example| view! { <ExampleTile example desk /> }).collect_view()}
                    </div>
                </section>
                <footer>
                    <p>{text::PRIVACY}</p>
                    <p>{text::LIMITS}</p>
                </footer>
            </div>
        </div>
    }
}

fn picture(path: String) -> impl IntoView {
    let (width, height) = thumbnail::SIZE;
    view! {
        <svg class="thumb" viewBox=format!("0 0 {width} {height}") aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}

#[component]
fn MapTile(map: MapEntry, desk: Desk) -> impl IntoView {
    let title = super::canvas::shown_name(&map.facts.title);
    let facts = text::map_facts(map.facts.touchpoints, &clock::date_text(map.changed_ms));
    let (open_id, map_id, gone_id, name) = (map.id.clone(), map.id.clone(), map.id, title.clone());
    let sure = RwSignal::new(false);
    let remove = move |_| {
        if sure.get_untracked() {
            desk.library.remove(&gone_id);
        } else {
            sure.set(true);
        }
    };
    view! {
        <div class="tile" data-map=map_id>
            <button class="open" on:click=move |_| desk.library.open_map(desk, &open_id)>
                {picture(map.facts.thumbnail.unwrap_or_default())}
                <span class="words"><b>{title}</b><span>{facts}</span></span>
            </button>
            <button
                class="button small bin"
                class:danger=move || sure.get()
                aria-label=text::delete_map(&name)
                title=text::DELETE_MAP
                on:click=remove
                on:blur=move |_| sure.set(false)
            >
                {move || if sure.get() { text::REALLY_DELETE.into_any() } else { icon(Icon::Bin).into_any() }}
            </button>
        </div>
    }
}

#[component]
fn ExampleTile(example: &'static Example, desk: Desk) -> impl IntoView {
    let drawn = formats::read(example.json.as_bytes(), example.title);
    let path = drawn.map(|opened| thumbnail::picture(&opened.journey)).unwrap_or_default();
    view! {
        <div class="tile" data-example=example.title>
            <button class="open" on:click=move |_| desk.library.found_example(desk, example)>
                {picture(path)}
                <span class="words"><b>{example.title}</b><span>{example.about}</span></span>
            </button>
        </div>
    }
}
