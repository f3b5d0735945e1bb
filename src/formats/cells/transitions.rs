//! The cells of a transition.

use super::{Field, shown, taken};
use crate::edit::{self, Draft, Refusal};
use crate::model::{Id, Journey, Perspective, Transition, TransitionKind};

/// A column of the table of transitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransitionField {
    /// The name of the touchpoint it leaves.
    From,
    /// The name of the touchpoint or outcome it reaches.
    To,
    /// Normal, repeat or referral.
    Kind,
    /// Its relative share.
    Weight,
    /// Its probability, 0 to 1, of those who go on.
    Probability,
    /// How many were seen.
    Count,
    /// How long it takes, in days.
    Delay,
    /// What the organisation earns by it, in currency.
    Reward,
    /// What is written on it.
    Label,
}

impl Field for TransitionField {
    fn all() -> Vec<Self> {
        let ends = [Self::From, Self::To, Self::Kind];
        let numbers = [Self::Weight, Self::Probability, Self::Count, Self::Delay, Self::Reward];
        [&ends[..], &numbers, &[Self::Label]].concat()
    }

    fn key(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
            Self::Kind => "kind",
            Self::Weight => "weight",
            Self::Probability => "probability",
            Self::Count => "count",
            Self::Delay => "delay_days",
            Self::Reward => "reward",
            Self::Label => "label",
        }
    }

    fn is_number(self) -> bool {
        !matches!(self, Self::From | Self::To | Self::Kind | Self::Label)
    }

    fn ids(journey: &Journey) -> Vec<Id> {
        journey.transitions.ids().cloned().collect()
    }

    fn read(self, journey: &Journey, id: &Id, _: Perspective) -> String {
        let Some(transition) = journey.transitions.get(id) else { return String::new() };
        match self {
            Self::From => name_of(journey, &transition.from),
            Self::To => name_of(journey, &transition.to),
            Self::Kind => kind_word(transition.kind).to_owned(),
            Self::Weight => shown(transition.weight),
            Self::Probability => shown(transition.probability),
            Self::Count => shown(transition.count),
            Self::Delay => shown(transition.delay_days),
            Self::Reward => shown(transition.reward),
            Self::Label => transition.label.clone(),
        }
    }

    fn write(
        self,
        draft: &mut Draft<'_>,
        id: &Id,
        _: Perspective,
        text: &str,
        _: &mut dyn FnMut() -> Id,
    ) -> Result<(), Refusal> {
        if let Self::From | Self::To = self {
            let end = place_named(draft.journey(), text)?;
            let transition = draft.record::<Transition>(id)?.clone();
            let (from, to) =
                if self == Self::From { (&end, &transition.to) } else { (&transition.from, &end) };
            return edit::reconnect(draft, id, from, to);
        }
        let number = if self.is_number() { taken(self.key(), text)? } else { None };
        let kind = if self == Self::Kind { kind_named(text)? } else { TransitionKind::Normal };
        draft.change::<Transition>(id, |transition| match self {
            Self::From | Self::To => {}
            Self::Kind => transition.kind = kind,
            Self::Weight => transition.weight = number,
            Self::Probability => transition.probability = number,
            Self::Count => transition.count = number,
            Self::Delay => transition.delay_days = number,
            Self::Reward => transition.reward = number,
            Self::Label => transition.label = text.into(),
        })
    }

    fn add(
        draft: &mut Draft<'_>,
        cells: &[(Self, &str)],
        fresh: &mut dyn FnMut() -> Id,
    ) -> Result<Id, Refusal> {
        let end = |which: Self| {
            let text = cells.iter().find(|(field, _)| *field == which).map_or("", |(_, text)| *text);
            place_named(draft.journey(), text)
        };
        let (from, to) = (end(Self::From)?, end(Self::To)?);
        let id = fresh();
        edit::connect(draft, id.clone(), &from, &to)?;
        Ok(id)
    }
}

fn name_of(journey: &Journey, id: &Id) -> String {
    let touchpoint = journey.touchpoints.get(id).map(|touchpoint| touchpoint.name.clone());
    touchpoint.or_else(|| journey.outcomes.get(id).map(|outcome| outcome.name.clone())).unwrap_or_default()
}

/// The first touchpoint or outcome of that name.
fn place_named(journey: &Journey, name: &str) -> Result<Id, Refusal> {
    let touchpoint = journey.touchpoints.iter().find(|(_, t)| t.name == name).map(|(id, _)| id);
    let outcome = || journey.outcomes.iter().find(|(_, o)| o.name == name).map(|(id, _)| id);
    touchpoint.or_else(outcome).cloned().ok_or_else(|| Refusal::OutOfRange {
        field: "name".into(),
        reason: format!("no touchpoint and no outcome is called “{name}”"),
    })
}

const KINDS: [(TransitionKind, &str); 3] = [
    (TransitionKind::Normal, ""),
    (TransitionKind::Repeat, "repeat"),
    (TransitionKind::Referral, "referral"),
];

fn kind_word(kind: TransitionKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, word)| word)
}

fn kind_named(text: &str) -> Result<TransitionKind, Refusal> {
    let word = if text == "normal" { "" } else { text };
    let known = KINDS.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind);
    known.ok_or_else(|| Refusal::OutOfRange {
        field: "kind".into(),
        reason: format!("“{text}” is not normal, repeat or referral"),
    })
}
