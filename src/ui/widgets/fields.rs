//! Fields for text, numbers and choices.

use super::super::catalogue as text;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// A line of text with its label above.
#[component]
pub fn TextField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    keep: impl Fn(String) + Copy + 'static,
    #[prop(optional)] hide_label: bool,
    #[prop(optional)] list: Option<&'static str>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span class="label" class:unseen=hide_label>{label}</span>
            <input
                class="input"
                prop:value=move || value.get()
                list=list
                maxlength="10000"
                on:change=move |event| keep(event_target_value(&event))
                on:keydown=leave_on_enter
            />
        </label>
    }
}

/// Several lines of text with their label above.
#[component]
pub fn TextArea(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    keep: impl Fn(String) + Copy + 'static,
    #[prop(optional)] hide_label: bool,
    #[prop(default = 2)] rows: u32,
) -> impl IntoView {
    view! {
        <label class="field grow">
            <span class="label" class:unseen=hide_label>{label}</span>
            <textarea
                class="input"
                rows=rows.to_string()
                prop:value=move || value.get()
                maxlength="10000"
                on:change=move |event| keep(event_target_value(&event))
            ></textarea>
        </label>
    }
}

/// A number with its label above and its unit beside; empty is "not known".
#[component]
pub fn NumberField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<f64>>,
    keep: impl Fn(Option<f64>) + Copy + 'static,
    #[prop(into, optional)] unit: Signal<String>,
    #[prop(into, optional)] placeholder: Signal<String>,
    #[prop(optional)] hide_label: bool,
    /// What the number is multiplied by on the screen: 100 for shares.
    #[prop(default = 1.0)]
    factor: f64,
) -> impl IntoView {
    let wrong = RwSignal::new(false);
    let shown = move || value.get().map(|number| plain(number * factor)).unwrap_or_default();
    let commit = move |event: web_sys::Event| match parse(&event_target_value(&event)) {
        Ok(number) => {
            wrong.set(false);
            keep(number.map(|number| number / factor));
        }
        Err(()) => wrong.set(true),
    };
    view! {
        <label class="field">
            <span class="label" class:unseen=hide_label>{label}</span>
            <span class="unit">
                <input
                    class="input number"
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=shown
                    placeholder=move || placeholder.get()
                    aria-invalid=move || wrong.get().to_string()
                    title=move || wrong.get().then_some(text::NOT_A_NUMBER)
                    on:change=commit
                    on:keydown=leave_on_enter
                />
                <span class="suffix">{unit}</span>
            </span>
        </label>
    }
}

/// One of several; the first choice may stand for none.
#[component]
pub fn Choice(
    #[prop(into)] label: Signal<String>,
    /// Keys and words, in the order shown.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    #[prop(into)] value: Signal<String>,
    keep: impl Fn(String) + Copy + 'static,
    #[prop(optional)] hide_label: bool,
) -> impl IntoView {
    view! {
        <label class="field">
            <span class="label" class:unseen=hide_label>{label}</span>
            <select class="select" on:change=move |event| keep(event_target_value(&event)) prop:value=move || value.get()>
                {move || {
                    options
                        .get()
                        .into_iter()
                        .map(|(key, words)| {
                            let chosen = value.with_untracked(|value| *value == key);
                            view! { <option value=key selected=chosen>{words}</option> }
                        })
                        .collect_view()
                }}
            </select>
        </label>
    }
}

/// On or off.
#[component]
pub fn Switch(
    label: &'static str,
    #[prop(into)] value: Signal<bool>,
    keep: impl Fn(bool) + Copy + 'static,
) -> impl IntoView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                prop:checked=move || value.get()
                on:change=move |event| keep(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
}

/// A number as it is typed: no grouping, a point, at most six decimals.
pub fn plain(number: f64) -> String {
    let rounded = (number * 1e6).round() / 1e6;
    format!("{}", rounded + 0.0)
}

/// A typed number: a decimal comma or point, spaces passed over; empty is none.
///
/// # Errors
/// It is no finite number.
pub fn parse(typed: &str) -> Result<Option<f64>, ()> {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '\u{2019}').collect();
    let bare = bare.trim_end_matches('%');
    if bare.is_empty() {
        return Ok(None);
    }
    let pointed = if bare.contains('.') { bare.to_owned() } else { bare.replace(',', ".") };
    match pointed.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(Some(number)),
        _ => Err(()),
    }
}

fn leave_on_enter(event: KeyboardEvent) {
    if event.key() == "Enter" {
        let field = event_target::<web_sys::HtmlElement>(&event);
        request_animation_frame(move || {
            let _ = field.blur();
            let _ = field.focus();
        });
    }
}
