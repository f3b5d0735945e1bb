//! What floats at the foot of the canvas: the legend and the zoom; and the first steps of an empty map.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::session::Overlay;
use super::heat::{DROP_OFF_TOP, heat_colour};
use super::view::{fit_all, zoom_by, zoom_to};
use crate::analysis::Book;
use crate::geometry::Point;
use crate::model::Burden;
use leptos::prelude::*;

/// The legend and the zoom.
#[component]
pub fn Dock(desk: Desk) -> impl IntoView {
    view! {
        <div class="dock">
            <Legend desk />
            <div class="zoom" role="group" aria-label=text::ZOOM>
                <button aria-label=text::ZOOM_OUT title=text::ZOOM_OUT_TIP on:click=move |_| zoom_by(desk, 1.0 / 1.25)>
                    {icon(Icon::Minus)}
                </button>
                <button
                    class="percent"
                    title=text::ZOOM_RESET_TIP
                    aria-label=text::ZOOM_RESET
                    on:click=move |_| zoom_to(desk, 1.0)
                >
                    {move || format!("{:.0} %", desk.session.viewport.get().zoom * 100.0)}
                </button>
                <button aria-label=text::ZOOM_IN title=text::ZOOM_IN_TIP on:click=move |_| zoom_by(desk, 1.25)>
                    {icon(Icon::Plus)}
                </button>
                <button aria-label=text::FIT title=text::FIT_TIP on:click=move |_| fit_all(desk)>
                    {icon(Icon::Fit)}
                </button>
            </div>
        </div>
    }
}

/// What colours and bars mean.
#[component]
fn Legend(desk: Desk) -> impl IntoView {
    let overlay = desk.session.overlay;
    let ramp = move || {
        (0..=10)
            .map(|step| {
                let colour = heat_colour(overlay.get(), f64::from(step) / 10.0);
                view! { <i style:background=colour></i> }
            })
            .collect_view()
    };
    let ends = move || {
        let numbers = desk.derived.numbers();
        let (overlay, book) = (overlay.get(), desk.session.book.get());
        let top = desk.derived.top(overlay, book);
        match overlay {
            Overlay::DropOff => ("0".to_owned(), numbers.share_short(DROP_OFF_TOP)),
            Overlay::Friction => ("0".to_owned(), numbers.decimal(top * 100.0, 1)),
            Overlay::Value | Overlay::Leak => ("0".to_owned(), numbers.money_short(top)),
        }
    };
    let of_book = move || {
        let valued = matches!(overlay.get(), Overlay::Value | Overlay::Leak);
        valued.then(|| match desk.session.book.get() {
            Book::Organisation => text::TO_ORGANISATION,
            Book::Customer => text::TO_CUSTOMER,
        })
    };
    view! {
        <div class="legend" role="group" aria-label=text::LEGEND>
            <span class="what">{move || text::overlay_name(overlay.get())} " " <span class="mute">{of_book}</span></span>
            <span class="scale">
                <span class="ramp" aria-hidden="true">{ramp}</span>
                <span>{move || ends().0}</span>
                <span>{move || ends().1}</span>
            </span>
            {Burden::ALL
                .map(|burden| {
                    view! {
                        <span class=format!("key tone-{}", burden.key())>
                            <i class="swatch" aria-hidden="true"></i>
                            {text::burden_name(burden)}
                        </span>
                    }
                })}
            <span class="key tone-value">
                <i class="swatch line" aria-hidden="true"></i>
                {text::VALUE_TO_THEM}
            </span>
        </div>
    }
}

/// What an empty map says.
#[component]
pub fn FirstSteps(desk: Desk) -> impl IntoView {
    let empty =
        move || desk.editor.read(|journey| journey.touchpoints.is_empty() && journey.outcomes.is_empty());
    let add = move |_| {
        let size = desk.session.canvas_size.get_untracked();
        let view = desk.session.viewport.get_untracked();
        let at = view.canvas_from_screen(Point::new(size.x * 0.25, size.y * 0.4));
        commands::add_touchpoint_at(desk, at);
    };
    view! {
        <Show when=empty>
            <div class="first-steps">
                <h2>{text::EMPTY_TITLE}</h2>
                <p>{text::EMPTY_ADVICE}</p>
                <button class="button primary" on:click=add>{icon(Icon::Plus)} {text::ADD_FIRST_TOUCHPOINT}</button>
            </div>
        </Show>
    }
}
