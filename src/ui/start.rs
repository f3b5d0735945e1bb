//! The start screen: maps of this browser, examples, and a living example for who comes first.

use super::catalogue as text;
use super::desk::Desk;
use super::examples::{self, Example};
use super::icons::{Icon, icon};
use super::living::living;
use super::prelude::*;
use super::thumbnail;
use crate::browser::clock;
use crate::browser::storage::MapEntry;
use crate::formats;
use web_sys::Element;

/// The start screen.
pub fn start_screen(desk: Desk) -> El {
    let trouble = desk.library.trouble;
    let sentence = move || {
        let told = |sentence: String| {
            p().class("callout bad").child(icon(Icon::Warning)).child(span().child(sentence))
        };
        trouble.get().map(told)
    };
    let inner = div()
        .class("inner")
        .child(head())
        .child(main().child(hero(desk)).child(sentence).child(kept_maps(desk)).child(tiles(
            text::EXAMPLES,
            examples::ALL.iter().map(|one| example_tile(one, desk)).collect::<Vec<_>>(),
        )))
        .child(footer().child(p().child(text::PRIVACY)).child(p().child(text::LIMITS)));
    div().class("start").child(inner)
}

fn head() -> El {
    let theme = button()
        .class("button square plain")
        .attr("aria-label", text::SWITCH_THEME)
        .attr("title", text::SWITCH_THEME)
        .on(ev::click, |_| super::theme::switch())
        .child(icon(Icon::Theme));
    header()
        .child(icon(Icon::Trail))
        .child(h1().attr("tabindex", "-1").child(text::PRODUCT))
        .child(span().class("grow"))
        .child(theme)
}

/// What the product says of itself, the ways in, and the living example.
fn hero(desk: Desk) -> El {
    let new = button()
        .class("button primary")
        .on(ev::click, move |_| desk.library.found_empty(desk))
        .child(icon(Icon::Plus))
        .child(text::NEW_MAP);
    let open = button()
        .class("button")
        .on(ev::click, move |_| desk.library.choose_file(desk))
        .child(icon(Icon::Folder))
        .child(text::OPEN_FILE);
    let words = div()
        .child(h2().child(text::CLAIM))
        .child(p().child(text::CLAIM_ABOUT))
        .child(div().class("actions").child(new).child(open));
    div().class("hero").child(words).child(living())
}

/// What gets the focus once a map is deleted: the tile beside it.
type Next = StoredValue<Option<Option<Element>>, LocalStorage>;

/// The maps of this browser, where there are any.
fn kept_maps(desk: Desk) -> Child {
    let maps = desk.library.maps;
    let some = move || maps.with(|maps| maps.as_ref().is_some_and(|maps| !maps.is_empty()));
    let key =
        |map: &MapEntry| [map.id.as_str(), &map.changed_ms.to_bits().to_string(), &map.facts.title].join(" ");
    let next = Next::new_local(None);
    effect(move || {
        maps.track();
        if let Some(tile) = next.try_update_value(Option::take).flatten() {
            super::focus::catch(tile, ".start .actions button");
        }
    });
    when(some, move || {
        let rows = each(move || maps.get().unwrap_or_default(), key, move |map| map_tile(map, desk, next));
        tiles(text::YOUR_MAPS, rows).child(super::copies::promise())
    })
}

/// A heading and tiles.
fn tiles(title: &'static str, tiles: impl IntoChild) -> El {
    section().child(h2().child(title)).child(div().class("tiles").child(tiles))
}

/// What a tile opens: a picture of the journey, its name and some words about it.
fn opener(path: String, name: impl IntoChild, about: impl IntoChild) -> El {
    let (width, height) = thumbnail::SIZE;
    let picture = svg("svg")
        .class("thumb")
        .attr("viewBox", format!("0 0 {width} {height}"))
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", path));
    let words = span().class("words").child(b().child(name)).child(span().child(about));
    button().class("open").child(picture).child(words)
}

fn map_tile(map: &MapEntry, desk: Desk, next: Next) -> El {
    let title = super::canvas::shown_name(&map.facts.title);
    let facts = text::map_facts(map.facts.touchpoints, &clock::date_text(map.changed_ms));
    let (id, gone_id) = (map.id.clone(), map.id.clone());
    let sure = RwSignal::new(false);
    let (deletes, asks) = (text::delete_map(&title), text::really_delete(&title));
    let label = move || if sure.get() { asks.clone() } else { deletes.clone() };
    let asked = text::really_delete(&title);
    let remove = move |event: web_sys::MouseEvent| {
        if sure.get_untracked() {
            let tile = event_target::<Element>(&event).closest(".tile").ok().flatten();
            let beside =
                tile.and_then(|tile| tile.next_element_sibling().or_else(|| tile.previous_element_sibling()));
            next.set_value(Some(beside.and_then(|tile| tile.query_selector("button").ok().flatten())));
            desk.library.remove(&gone_id);
        } else {
            sure.set(true);
            desk.notices.announce(asked.clone());
        }
    };
    let shown = move || match sure.get() {
        true => text::REALLY_DELETE.into_child(),
        false => icon(Icon::Bin).into_child(),
    };
    let bin = button()
        .class("button small bin")
        .class_when("danger", sure)
        .attr("aria-label", label)
        .attr("title", text::DELETE_MAP)
        .on(ev::click, remove)
        .on(ev::blur, move |_| sure.set(false))
        .child(shown);
    let open = opener(map.facts.thumbnail.clone().unwrap_or_default(), title, facts)
        .on(ev::click, move |_| desk.library.open_map(desk, &id));
    div().class("tile").attr("data-map", map.id.clone()).child(open).child(bin)
}

fn example_tile(example: &'static Example, desk: Desk) -> El {
    let drawn = formats::read(example.json.as_bytes(), example.title);
    let path = drawn.map(|opened| thumbnail::picture(&opened.journey)).unwrap_or_default();
    let open = opener(path, example.title, example.about)
        .on(ev::click, move |_| desk.library.found_example(desk, example));
    div().class("tile").attr("data-example", example.title).child(open)
}
