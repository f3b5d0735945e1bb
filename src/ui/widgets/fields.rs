//! Fields for text, numbers and choices.

use super::super::catalogue as text;
use super::super::prelude::*;
use crate::formats::typed;
use std::rc::Rc;
use web_sys::KeyboardEvent;

/// What a field shows.
type Read<T> = Box<dyn Fn() -> T>;

/// What becomes of what was typed.
type Keep<T> = Rc<dyn Fn(T)>;

/// The label above a field, seen or only heard.
fn labelled(label: Text, hidden: bool) -> El {
    el("label").class("field").child(span().class(if hidden { "label unseen" } else { "label" }).child(label))
}

/// A line of text with its label above.
pub struct TextField {
    label: Text,
    value: Read<String>,
    keep: Keep<String>,
    list: Option<&'static str>,
    placeholder: Text,
}

impl TextField {
    /// A line that shows `value`; what is typed goes to `keep`.
    pub fn new(
        label: impl Into<Text>,
        value: impl Fn() -> String + 'static,
        keep: impl Fn(String) + 'static,
    ) -> Self {
        let (value, keep) = (Box::new(value), Rc::new(keep));
        Self { label: label.into(), value, keep, list: None, placeholder: Text::default() }
    }

    /// Offers what the list of that id holds, if there is one.
    pub fn list(mut self, id: Option<&'static str>) -> Self {
        self.list = id;
        self
    }

    /// What stands in the empty field.
    pub fn placeholder(mut self, placeholder: impl Into<Text>) -> Self {
        self.placeholder = placeholder.into();
        self
    }
}

impl IntoChild for TextField {
    fn into_child(self) -> Child {
        let Self { label, value, keep, list, placeholder } = self;
        let value = Rc::new(value);
        let kept = value.clone();
        let field = input()
            .class("input")
            .value(move || value())
            .attr("list", list)
            .attr("placeholder", placeholder)
            .attr("maxlength", "10000")
            .on(ev::change, move |event| {
                keep(event_target_value(&event));
                show_kept(&event, kept());
            })
            .on(ev::keydown, leave_on_enter);
        labelled(label, false).child(field).into_child()
    }
}

/// Several lines of text with their label above; what is typed goes to `keep`.
pub fn text_area(
    label: impl Into<Text>,
    label_hidden: bool,
    rows: u32,
    value: impl Fn() -> String + 'static,
    keep: impl Fn(String) + 'static,
) -> El {
    let field = el("textarea")
        .class("input")
        .attr("rows", rows.to_string())
        .value(value)
        .attr("maxlength", "10000")
        .on(ev::change, move |event| keep(event_target_value(&event)));
    labelled(label.into(), label_hidden).class("field grow").child(field)
}

/// A number with its label above and its unit beside; empty is "not known".
pub struct NumberField {
    label: Text,
    value: Read<Option<f64>>,
    keep: Keep<Option<f64>>,
    unit: Text,
    placeholder: Text,
    label_hidden: bool,
    factor: f64,
}

impl NumberField {
    /// A field that shows `value`; what is typed goes to `keep`.
    pub fn new(
        label: impl Into<Text>,
        value: impl Fn() -> Option<f64> + 'static,
        keep: impl Fn(Option<f64>) + 'static,
    ) -> Self {
        Self {
            label: label.into(),
            value: Box::new(value),
            keep: Rc::new(keep),
            unit: Text::default(),
            placeholder: Text::default(),
            label_hidden: false,
            factor: 1.0,
        }
    }

    /// The unit beside it.
    pub fn unit(mut self, unit: impl Into<Text>) -> Self {
        self.unit = unit.into();
        self
    }

    /// What stands in the empty field.
    pub fn placeholder(mut self, placeholder: impl Into<Text>) -> Self {
        self.placeholder = placeholder.into();
        self
    }

    /// The label is heard, not seen.
    pub fn label_hidden(mut self) -> Self {
        self.label_hidden = true;
        self
    }

    /// It is shown in hundredths, with a percent sign.
    pub fn percent(mut self) -> Self {
        self.factor = 100.0;
        self.unit("%")
    }
}

impl IntoChild for NumberField {
    fn into_child(self) -> Child {
        let Self { label, value, keep, unit, placeholder, label_hidden, factor } = self;
        let wrong = RwSignal::new(false);
        let value = Rc::new(value);
        let now = value.clone();
        let shown = move |value: Option<f64>| value.map(|number| plain(number * factor)).unwrap_or_default();
        let commit = move |event: web_sys::Event| match typed(&event_target_value(&event)) {
            Ok(number) => {
                wrong.set(false);
                keep(number.map(|number| number / factor));
                show_kept(&event, shown(untrack(|| now())));
            }
            Err(_) => wrong.set(true),
        };
        let field = input()
            .class("input number")
            .attr("inputmode", "decimal")
            .attr("autocomplete", "off")
            .value(move || shown(value()))
            .attr("placeholder", placeholder)
            .attr("aria-invalid", move || wrong.get().to_string())
            .attr("title", move || wrong.get().then_some(text::NOT_A_NUMBER))
            .on(ev::change, commit)
            .on(ev::keydown, leave_on_enter);
        let with_unit = span().class("unit").child(field).child(span().class("suffix").child(unit));
        labelled(label, label_hidden).child(with_unit).into_child()
    }
}

/// One of several: `options` are keys and words, in the order shown; the first may stand for none.
pub fn choice(
    label: impl Into<Text>,
    label_hidden: bool,
    options: impl Fn() -> Vec<(String, String)> + 'static,
    value: impl Fn() -> String + 'static,
    keep: impl Fn(String) + 'static,
) -> El {
    let value = Rc::new(value);
    let now = value.clone();
    let shown = by(options, move |options| {
        let chosen = now();
        let one = |(key, words): &(String, String)| {
            option().attr("selected", *key == chosen).attr("value", key.clone()).child(words.clone())
        };
        options.iter().map(one).collect::<Vec<_>>()
    });
    let list = select()
        .class("select")
        .on(ev::change, move |event| keep(event_target_value(&event)))
        .child(shown)
        .value(move || value());
    labelled(label.into(), label_hidden).child(list)
}

/// On or off.
pub fn switch(
    label: impl Into<Text>,
    value: impl Fn() -> bool + 'static,
    keep: impl Fn(bool) + 'static,
) -> El {
    let tick = input()
        .attr("type", "checkbox")
        .checked(value)
        .on(ev::change, move |event| keep(event_target_checked(&event)));
    el("label").class("switch").child(tick).child(span().child(label.into()))
}

/// A number as it is typed: no grouping, a point, at most six decimals.
pub fn plain(number: f64) -> String {
    let rounded = (number * 1e6).round() / 1e6;
    format!("{}", rounded + 0.0)
}

/// What a field holds after a change is what became of it: trimmed, refused, or as it was typed.
pub fn show_kept(event: &web_sys::Event, kept: String) {
    let field = event_target::<web_sys::HtmlInputElement>(event);
    if field.value() != kept {
        field.set_value(&kept);
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
