//! A burden or a value: one track, the customers' circle and the company's diamond.

use super::super::catalogue as text;
use super::fields::{parse, plain};
use crate::model::Score;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// A score on its track. The slider sets the score in the perspective that is edited
/// (`evidenced` or not); the other perspective stands beside it as a diamond.
#[component]
pub fn ScoreSlider(
    label: &'static str,
    /// The class that colours it.
    tone: &'static str,
    #[prop(into)] score: Signal<Score>,
    /// Whether the customers' side is edited, else the company's.
    #[prop(into)]
    evidenced: Signal<bool>,
    /// The end of the track.
    #[prop(into)]
    top: Signal<f64>,
    /// Whether scores may go beyond the track.
    open_ended: bool,
    #[prop(into)] unit: Signal<String>,
    set: impl Fn(Option<f64>, bool) + Copy + 'static,
) -> impl IntoView {
    let value = Memo::new(move |_| {
        let score = score.get();
        if evidenced.get() { score.evidenced.or(score.assumed) } else { score.assumed }
    });
    let other = move || {
        let score = score.get();
        if evidenced.get() { score.assumed.filter(|_| score.evidenced.is_some()) } else { score.evidenced }
    };
    let place = move |number: f64| (number / top.get().max(1e-9)).clamp(0.0, 1.0) * 100.0;
    let step = move || if top.get() > 20.0 { "1" } else { "0.5" };
    let digits = move |event: KeyboardEvent| {
        let code = event.code();
        let digit = code
            .strip_prefix("Digit")
            .or_else(|| code.strip_prefix("Numpad"))
            .and_then(|d| d.parse::<f64>().ok());
        let plain_key = !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !event.shift_key();
        if let (Some(digit), true) = (digit, plain_key) {
            event.prevent_default();
            event.stop_propagation();
            set(Some(digit), true);
        } else if matches!(event.key().as_str(), "Delete" | "Backspace") {
            event.prevent_default();
            event.stop_propagation();
            set(None, true);
        }
    };
    let typed = move |event: web_sys::Event| {
        if let Ok(number) = parse(&event_target_value(&event)) {
            let number =
                number.map(|number| if open_ended { number } else { number.min(top.get_untracked()) });
            set(number.map(|number| number.max(0.0)), true);
        }
    };
    view! {
        <div class=format!("score {tone}") data-known=move || value.get().is_some().to_string()>
            <span>{label}</span>
            <div class="track">
                <div class="rail"></div>
                <div class="fill" style:width=move || format!("{:.2}%", place(value.get().unwrap_or(0.0)))></div>
                <input
                    type="range"
                    min="0"
                    max=move || plain(top.get())
                    step=step
                    prop:value=move || plain(value.get().unwrap_or(0.0))
                    aria-label=label
                    aria-valuetext=move || match value.get() {
                        Some(number) => format!("{} {}", plain(number), unit.get()),
                        None => text::UNKNOWN.to_owned(),
                    }
                    title=text::SCORE_TIP
                    on:input=move |event| set(parse(&event_target_value(&event)).ok().flatten(), false)
                    on:change=move |event| set(parse(&event_target_value(&event)).ok().flatten(), true)
                    on:keydown=digits
                />
                {move || {
                    other()
                        .map(|number| {
                            view! { <i class="diamond" style:left=format!("{:.2}%", place(number))></i> }
                        })
                }}
            </div>
            <span class="reading">
                <input
                    class="input"
                    inputmode="decimal"
                    aria-label=text::score_typed(label)
                    prop:value=move || value.get().map(plain).unwrap_or_default()
                    placeholder="–"
                    on:change=typed
                />
                <span class="suffix mute small">{unit}</span>
            </span>
        </div>
    }
}
