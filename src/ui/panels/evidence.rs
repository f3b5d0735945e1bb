//! What customers were asked and what was counted at a touchpoint: entered, read and removed here.

use super::super::canvas::shown_name;
use super::super::catalogue as text;
use super::super::commands::fresh;
use super::super::focus;
use super::super::icons::Icon;
use super::super::measured::{measured, origin};
use super::super::prelude::*;
use super::super::widgets::{TextField, choice, text_area};
use super::insights;
use super::measure::measure;
use super::parts::{hint, picture_button, section_head, word_button};
use super::scores::Scored;
use super::subject::Subject;
use crate::edit;
use crate::model::{Evidence, EvidenceKind, Id, Journey, Touchpoint};

/// The evidence that was taken at a touchpoint, a row each, and the button that adds one.
pub fn evidence_here(touchpoint: Subject<Touchpoint>) -> El {
    let desk = touchpoint.desk();
    let open: RwSignal<Option<Id>> = RwSignal::new(None);
    let here = Memo::new(move |_| desk.editor.read(|journey| taken_at(journey, &touchpoint.id())));
    let add = move || {
        let id = fresh();
        let (at, new) = (touchpoint.id(), id.clone());
        let blank = Evidence { kind: EvidenceKind::Survey, ..Evidence::default() };
        if desk.editor.edit(|draft| edit::add_evidence(draft, new, &at, blank)).is_some() {
            let field = format!("[data-evidence={:?}] input", id.as_str());
            open.set(Some(id));
            focus::enter_row(field, "[data-add-evidence]");
        }
    };
    let next =
        word_button("button small plain", text::WHAT_TO_FIND_OUT, move || insights::show_two_views(desk));
    section()
        .attr("data-section", "evidence")
        .child(section_head(h3().child(text::EVIDENCE), next))
        .child(when(move || here.with(Vec::is_empty), || hint(text::NO_EVIDENCE)))
        .child(each(move || here.get(), Id::to_string, move |id| one(touchpoint, id.clone(), open)))
        .child(
            picture_button("button small", Icon::Plus, text::ADD_EVIDENCE, add)
                .attr("data-add-evidence", true),
        )
}

fn taken_at(journey: &Journey, touchpoint: &Id) -> Vec<Id> {
    let here = journey.evidence.iter().filter(|(_, record)| record.touchpoint.as_ref() == Some(touchpoint));
    here.map(|(id, _)| id.clone()).collect()
}

/// One piece of evidence: a line, which opens into its fields.
fn one(touchpoint: Subject<Touchpoint>, id: Id, open: RwSignal<Option<Id>>) -> El {
    let desk = touchpoint.desk();
    let evidence = Subject::<Evidence>::new(id.clone(), desk);
    let key = id.clone();
    let is_open = Memo::new(move |_| open.with(|open| open.as_ref() == Some(&key)));
    let toggle = move |_| {
        let opens = !is_open.get_untracked();
        open.set(opens.then(|| evidence.id()));
    };
    let number = move || {
        let numbers = desk.derived.numbers();
        evidence.with(|e| e.measure.as_ref().map(|m| measured(m, numbers))).unwrap_or_default()
    };
    let about = move || {
        let numbers = desk.derived.numbers();
        evidence.with(|e| origin(e, numbers))
    };
    let head = button()
        .class("evidence-row")
        .attr("aria-expanded", move || is_open.get().to_string())
        .on(ev::click, toggle)
        .child(
            span()
                .class("what")
                .child(b().child(move || evidence.with(|e| shown_name(&e.source))))
                .child(small().child(about)),
        )
        .child(span().class("number").child(number));
    div()
        .class("evidence")
        .attr("data-evidence", id.to_string())
        .child(head)
        .child(when(move || is_open.get(), move || fields(touchpoint, evidence)))
}

fn fields(touchpoint: Subject<Touchpoint>, evidence: Subject<Evidence>) -> El {
    let source = words(evidence, text::SOURCE, |e| &e.source, |e| &mut e.source);
    let date = words(evidence, text::DATE, |e| &e.date, |e| &mut e.date);
    let link = words(evidence, text::LINK, |e| &e.link, |e| &mut e.link);
    let n = evidence.number(text::SAMPLE_SIZE, |e| e.sample_size, |e, n| e.sample_size = n);
    let trust = evidence.number(text::CONFIDENCE, |e| e.confidence, |e, share| e.confidence = share);
    let note = text_area(text::NOTES, false, 1, evidence.words(|e| &e.note), move |note| {
        evidence.change(|e| e.note = note)
    });
    div()
        .class("change")
        .child(source.placeholder(text::SOURCE_PLACEHOLDER))
        .child(
            div()
                .class("grid-2")
                .child(kind(evidence))
                .child(date.placeholder(text::DATE_PLACEHOLDER))
                .child(n)
                .child(trust.percent()),
        )
        .child(measure(evidence))
        .child(rests(touchpoint, evidence))
        .child(link.placeholder(text::LINK_PLACEHOLDER))
        .child(note)
        .child(picture_button("button small danger", Icon::Bin, text::REMOVE_EVIDENCE, move || {
            remove(evidence)
        }))
}

/// A line of text of it.
fn words(
    evidence: Subject<Evidence>,
    label: &'static str,
    of: fn(&Evidence) -> &String,
    of_mut: fn(&mut Evidence) -> &mut String,
) -> TextField {
    TextField::new(label, evidence.words(of), move |typed| {
        evidence.change(|e| typed.trim().clone_into(of_mut(e)));
    })
}

fn kind(evidence: Subject<Evidence>) -> El {
    let options =
        || text::EVIDENCE_KINDS.map(|(kind, words)| (kind.word().to_owned(), words.to_owned())).to_vec();
    let keep = move |key: String| {
        let chosen = text::EVIDENCE_KINDS.into_iter().find(|(kind, _)| kind.word() == key);
        if let Some((kind, _)) = chosen {
            evidence.change(|e| e.kind = kind);
        }
    };
    choice(text::HOW_IT_WAS_FOUND, false, options, move || evidence.with(|e| e.kind.word().to_owned()), keep)
}

/// Which of the touchpoint's scores rest on it.
fn rests(touchpoint: Subject<Touchpoint>, evidence: Subject<Evidence>) -> El {
    let chip = move |scored: Scored| {
        let rests = Memo::new(move |_| touchpoint.with(|t| scored.of(t).evidence.contains(&evidence.id())));
        let toggle = move |_| {
            let (at, on, now) = (touchpoint.id(), evidence.id(), !rests.get_untracked());
            touchpoint
                .desk()
                .editor
                .edit(|draft| edit::rest_on(draft, &at, &|record| scored.of_mut(record), &on, now));
        };
        button()
            .class("chip")
            .attr("aria-pressed", move || rests.get().to_string())
            .on(ev::click, toggle)
            .child(scored.label())
    };
    div().child(p().class("small mute").child(text::RESTS_ON_IT)).child(
        div()
            .class("insight-nav")
            .attr("role", "group")
            .attr("aria-label", text::RESTS_ON_IT)
            .child(Scored::all().map(chip)),
    )
}

/// The button goes away with its row: the row is removed after its own click.
fn remove(evidence: Subject<Evidence>) {
    request_animation_frame(move || {
        evidence.desk().editor.edit(|draft| edit::remove_evidence(draft, &evidence.id()));
        focus::enter_row("[data-add-evidence]".into(), ".side button");
    });
}
