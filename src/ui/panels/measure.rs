//! What was measured in a piece of evidence.

use super::super::catalogue as text;
use super::super::prelude::*;
use super::super::widgets::{NumberField, TextField, choice};
use super::subject::Subject;
use crate::model::{Evidence, Measure, MeasureKind};

/// Which measure, and its number. A measure without a number is none: until one is typed, what was
/// chosen is only remembered here.
pub fn measure(evidence: Subject<Evidence>) -> El {
    let wanted: RwSignal<Option<MeasureKind>> = RwSignal::new(None);
    let kind = Memo::new(move |_| {
        evidence.with(|e| e.measure.as_ref().map(|measure| measure.kind)).or_else(|| wanted.get())
    });
    let options = || {
        let none = (String::new(), text::NO_MEASURE.to_owned());
        let kinds = text::MEASURE_KINDS.map(|(kind, words)| (kind.word().to_owned(), words.to_owned()));
        std::iter::once(none).chain(kinds).collect()
    };
    // A number of another measure says nothing of this one.
    let choose = move |key: String| {
        let chosen = text::MEASURE_KINDS.into_iter().find(|(kind, _)| kind.word() == key);
        wanted.set(chosen.map(|(kind, _)| kind));
        evidence.change(|e| e.measure = None);
    };
    let value = move || kind.get().map(|kind| kind.word().to_owned()).unwrap_or_default();
    let is_own = move || evidence.with(|e| e.measure.as_ref().is_some_and(|m| m.kind == MeasureKind::Own));
    div()
        .class("grid-2")
        .child(choice(text::MEASURE, false, options, value, choose))
        .child(by(move || kind.get(), move |kind| kind.map(|kind| number(evidence, wanted, kind))))
        .child(when(is_own, move || own(evidence)))
}

/// The number that was measured.
fn number(
    evidence: Subject<Evidence>,
    wanted: RwSignal<Option<MeasureKind>>,
    kind: MeasureKind,
) -> NumberField {
    let value = move || evidence.with(|e| e.measure.as_ref().map(|measure| measure.value));
    let keep = move |typed: Option<f64>| {
        wanted.set(Some(kind));
        evidence.change(|e| match (typed, &mut e.measure) {
            (None, measure) => *measure = None,
            (Some(value), Some(measure)) => measure.value = value,
            (Some(value), measure) => *measure = Some(Measure { kind, value, ..Measure::default() }),
        });
    };
    NumberField::new(text::measure_short(kind, ""), value, keep).unit(text::measure_unit(kind, "").to_owned())
}

/// What one of their own is called, what it is in, and where it ends.
fn own(evidence: Subject<Evidence>) -> [Child; 4] {
    let words = move |label: &'static str,
                      of: fn(&Measure) -> &String,
                      of_mut: fn(&mut Measure) -> &mut String| {
        let value = move || evidence.with(|e| e.measure.as_ref().map(|m| of(m).clone())).unwrap_or_default();
        let keep = move |typed: String| {
            evidence.change(|e| {
                if let Some(measure) = &mut e.measure {
                    typed.trim().clone_into(of_mut(measure));
                }
            });
        };
        TextField::new(label, value, keep).into_child()
    };
    let end =
        move |label: &'static str, of: fn(&Measure) -> Option<f64>, put: fn(&mut Measure, Option<f64>)| {
            let value = move || evidence.with(|e| e.measure.as_ref().and_then(of));
            let keep = move |typed: Option<f64>| {
                evidence.change(|e| {
                    if let Some(measure) = &mut e.measure {
                        put(measure, typed);
                    }
                });
            };
            NumberField::new(label, value, keep).into_child()
        };
    [
        words(text::MEASURE_NAME, |m| &m.name, |m| &mut m.name),
        words(text::MEASURE_UNIT, |m| &m.unit, |m| &mut m.unit),
        end(text::MEASURE_LOWEST, |m| m.lowest, |m, end| m.lowest = end),
        end(text::MEASURE_HIGHEST, |m| m.highest, |m, end| m.highest = end),
    ]
}
