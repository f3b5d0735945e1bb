//! The burdens and values of touchpoints, in both perspectives.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::fields::Shown;
use super::super::prelude::*;
use super::super::widgets::ScoreSlider;
use super::chosen::Chosen;
use super::parts::{section_head, segmented};
use crate::formats::cells::TouchpointField;
use crate::model::{Burden, Perspective, Score, Touchpoint, Value};
use std::rc::Rc;

/// Where the track of minutes or money ends, unless scores go beyond it.
const TRACK_TOP: f64 = 30.0;

/// What touchpoints cost the customer.
pub fn burden_scores(chosen: Chosen) -> El {
    let desk = chosen.desk;
    let whose = |class: &'static str, name: &'static str| span().child(i().class(class)).child(name);
    let key_of = span()
        .class("key-of")
        .attr("aria-hidden", "true")
        .child(whose("d", text::COMPANY))
        .child(whose("c", text::CUSTOMERS));
    let perspectives =
        [(Perspective::Evidence, text::CUSTOMERS_SAY), (Perspective::Company, text::COMPANY_ASSUMES)];
    let perspective = segmented(text::PERSPECTIVE, desk.session.perspective, perspectives)
        .attr("title", text::PERSPECTIVE_TIP);
    section()
        .child(section_head(h3().child(text::WHAT_IT_COSTS), key_of))
        .child(perspective)
        .child(Burden::ALL.map(|burden| slider(chosen, Scored::Burden(burden))))
}

/// What touchpoints give the customer.
pub fn value_scores(chosen: Chosen) -> El {
    section()
        .child(h3().child(text::WHAT_IT_GIVES))
        .child(Value::ALL.map(|value| slider(chosen, Scored::Value(value))))
}

/// What is scored.
#[derive(Clone, Copy)]
pub enum Scored {
    /// What a visit costs the customer.
    Burden(Burden),
    /// What a visit gives the customer.
    Value(Value),
}

impl Scored {
    /// Everything that is scored, in the order it is shown.
    pub fn all() -> [Self; 8] {
        let [a, b, c, d] = Burden::ALL.map(Self::Burden);
        let [e, f, g, h] = Value::ALL.map(Self::Value);
        [a, b, c, d, e, f, g, h]
    }

    /// The field of a touchpoint that it is.
    fn field(self) -> TouchpointField {
        match self {
            Self::Burden(burden) => TouchpointField::Burden(burden),
            Self::Value(value) => TouchpointField::Value(value),
        }
    }

    /// What it is called.
    pub fn label(self) -> &'static str {
        self.field().title()
    }

    /// What it is in.
    pub fn unit(self, desk: Desk) -> Text {
        match self {
            Self::Burden(burden) => {
                Text::from(move || text::burden_unit(burden, &desk.derived.numbers().currency_sign()))
            }
            Self::Value(_) => Text::default(),
        }
    }

    /// The score of a touchpoint.
    pub fn of(self, touchpoint: &Touchpoint) -> &Score {
        match self {
            Self::Burden(burden) => &touchpoint.burdens[burden],
            Self::Value(value) => &touchpoint.values[value],
        }
    }

    /// The same, to change.
    pub fn of_mut(self, touchpoint: &mut Touchpoint) -> &mut Score {
        match self {
            Self::Burden(burden) => &mut touchpoint.burdens[burden],
            Self::Value(value) => &mut touchpoint.values[value],
        }
    }
}

fn slider(chosen: Chosen, scored: Scored) -> ScoreSlider {
    let desk = chosen.desk;
    let score = Memo::new(move |_| {
        let side = |of: fn(&Score) -> Option<f64>| chosen.common(|_, t| of(scored.of(t))).flatten();
        Score { assumed: side(|s| s.assumed), evidenced: side(|s| s.evidenced), ..Score::default() }
    });
    let evidenced = Memo::new(move |_| desk.session.perspective.get() == Perspective::Evidence);
    let end = scored.field().top();
    let top = Memo::new(move |_| end.unwrap_or_else(|| score.with(track_top)));
    // Shows a score while its slider is held; keeps it when it is let go.
    let set = move |value: Option<f64>, kept: bool| {
        let evidenced = evidenced.get_untracked();
        let put = move |record: &mut Touchpoint| {
            let score = scored.of_mut(record);
            let side = if evidenced { &mut score.evidenced } else { &mut score.assumed };
            *side = value;
        };
        chosen.preview(&|draft, id| draft.change::<Touchpoint>(id, put), kept);
    };
    ScoreSlider {
        label: scored.label(),
        tone: scored.field().tone(),
        score,
        evidenced,
        top,
        open_ended: end.is_none(),
        unit: scored.unit(desk),
        set: Rc::new(set),
    }
}

/// The end of an open-ended track: room beyond the larger score, in round steps.
fn track_top(score: &Score) -> f64 {
    let most = score.assumed.unwrap_or(0.0).max(score.evidenced.unwrap_or(0.0));
    let mut top = TRACK_TOP;
    while top < most && top < 1e12 {
        top *= 2.0;
    }
    top
}
