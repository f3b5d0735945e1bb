//! A burden or a value: one track, the customers' circle and the company's diamond.

use super::super::catalogue as text;
use super::super::prelude::*;
use super::fields::plain;
use crate::formats::typed;
use crate::model::Score;
use std::rc::Rc;
use web_sys::KeyboardEvent;

/// A score on its track. The slider sets the score in the perspective that is edited
/// (`evidenced` or not); the other perspective's mark stands beside it. Where customers said nothing, the
/// company's score is shown with the company's mark.
pub struct ScoreSlider {
    /// What is scored.
    pub label: &'static str,
    /// The class that colours it.
    pub tone: &'static str,
    /// Both sides' scores.
    pub score: Memo<Score>,
    /// Whether the customers' side is edited, else the company's.
    pub evidenced: Memo<bool>,
    /// The end of the track.
    pub top: Memo<f64>,
    /// Whether scores may go beyond the track.
    pub open_ended: bool,
    /// What the score is in.
    pub unit: Text,
    /// What becomes of it; `false` while the slider is still held.
    pub set: Rc<dyn Fn(Option<f64>, bool)>,
}

impl IntoChild for ScoreSlider {
    fn into_child(self) -> Child {
        let value = self.value();
        let whole = div()
            .class(format!("score {}", self.tone))
            .attr("data-whose", self.whose())
            .attr("data-known", move || value.get().is_some().to_string());
        whole.child(span().child(self.label)).child(self.track(value)).child(self.reading(value)).into_child()
    }
}

impl ScoreSlider {
    /// The score of the side that is edited.
    fn value(&self) -> Memo<Option<f64>> {
        let (score, evidenced) = (self.score, self.evidenced);
        Memo::new(move |_| {
            let score = score.get();
            if evidenced.get() { score.evidenced.or(score.assumed) } else { score.assumed }
        })
    }

    /// The score of the other side, where there is one.
    fn other(&self) -> Memo<Option<f64>> {
        let (score, evidenced) = (self.score, self.evidenced);
        Memo::new(move |_| {
            let score = score.get();
            if evidenced.get() {
                score.assumed.filter(|_| score.evidenced.is_some())
            } else {
                score.evidenced
            }
        })
    }

    /// Whether the company's score stands where the customers' would, as they said nothing.
    fn is_guess(&self) -> impl Fn() -> bool + Copy + use<> {
        let (score, evidenced) = (self.score, self.evidenced);
        move || evidenced.get() && score.with(|score| score.evidenced.is_none() && score.assumed.is_some())
    }

    /// Whose mark the thumb is: the other's stands beside it.
    fn whose(&self) -> impl Fn() -> &'static str + use<> {
        let (guess, evidenced) = (self.is_guess(), self.evidenced);
        move || if evidenced.get() && !guess() { "customers" } else { "company" }
    }

    fn track(&self, value: Memo<Option<f64>>) -> El {
        let guess = self.is_guess();
        let (top, unit, other) = (self.top, self.unit.clone(), self.other());
        let place =
            move |number: f64| format!("{:.2}%", (number / top.get().max(1e-9)).clamp(0.0, 1.0) * 100.0);
        let (held, released) = (self.set.clone(), self.set.clone());
        let slid = |event: &web_sys::Event| typed(&event_target_value(event)).ok().flatten();
        let slider = input()
            .attr("type", "range")
            .attr("min", "0")
            .attr("max", move || plain(top.get()))
            .attr("step", move || if top.get() > 20.0 { "1" } else { "0.5" })
            .slide(move || {
                top.track();
                plain(value.get().unwrap_or(0.0))
            })
            .attr("aria-label", self.label)
            .attr("aria-valuetext", move || match value.get() {
                Some(number) if guess() => format!("{} {} {}", plain(number), unit.get(), text::OF_COMPANY),
                Some(number) => format!("{} {}", plain(number), unit.get()),
                None => text::UNKNOWN.to_owned(),
            })
            .attr("title", text::SCORE_TIP)
            .on(ev::input, move |event| held(slid(&event), false))
            .on(ev::change, move |event| released(slid(&event), true))
            .on(ev::keydown, digits(self.set.clone()));
        let fill = div().class("fill").style("width", move || place(value.get().unwrap_or(0.0)));
        let diamond = by(
            move || other.get().map(place),
            |at| at.clone().map(|at| i().class("diamond").style("left", at)),
        );
        div().class("track").child(div().class("rail")).child(fill).child(slider).child(diamond)
    }

    fn reading(&self, value: Memo<Option<f64>>) -> El {
        let (top, open_ended, set) = (self.top, self.open_ended, self.set.clone());
        let typed = move |event: web_sys::Event| {
            if let Ok(number) = typed(&event_target_value(&event)) {
                let within = |number: f64| if open_ended { number } else { number.min(top.get_untracked()) };
                set(number.map(|number| within(number).max(0.0)), true);
            }
        };
        let field = input()
            .class("input")
            .attr("inputmode", "decimal")
            .attr("aria-label", text::score_typed(self.label))
            .value(move || value.get().map(plain).unwrap_or_default())
            .attr("placeholder", "–")
            .on(ev::change, typed);
        let guess = self.is_guess();
        span()
            .class("reading")
            .child(field)
            .child(span().class("suffix mute small").child(self.unit.clone()))
            .child(when(guess, || small().class("mute").child(text::OF_COMPANY)))
    }
}

/// The keys 0 to 9 set the score, Delete takes it out.
fn digits(set: Rc<dyn Fn(Option<f64>, bool)>) -> impl Fn(KeyboardEvent) {
    move |event| {
        let code = event.code();
        let digit = code.strip_prefix("Digit").or_else(|| code.strip_prefix("Numpad"));
        let digit = digit.and_then(crate::formats::number);
        let plain_key = !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !event.shift_key();
        let score = match digit {
            Some(digit) if plain_key => Some(digit),
            _ if matches!(event.key().as_str(), "Delete" | "Backspace") => None,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        set(score, true);
    }
}
