//! The rows under the touchpoints.

use super::super::canvas::{DROP_OFF_TOP, heat_colour};
use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::fields::{Shown, read, write};
use super::super::panels::asked;
use super::super::prelude::*;
use super::super::session::Overlay;
use super::super::widgets::show_kept;
use super::curve::curve;
use crate::analysis::origin::Question;
use crate::formats::cells::TouchpointField as Field;
use crate::model::{Burden, Id, Value};

/// One sheet: a band of touchpoints with everything under them.
pub fn sheet(desk: Desk, band: Vec<Id>) -> El {
    let count = band.len();
    let band = StoredValue::new(band);
    let row = move |kind: &'static str, title: &str, cell: &dyn Fn(&Id) -> El| {
        let head = el("th").attr("scope", "row").child(title.to_owned());
        let cells = band.with_value(|ids| ids.iter().map(cell).collect::<Vec<_>>());
        tr().class(kind).child(head).child(cells)
    };
    let field = move |field: Field| {
        let kind = if field.is_number_row() { "score-row" } else { "word-row" };
        row(kind, &field.heading(desk), &|id| td().child(cell(desk, id, field)))
    };
    let band_of = |title: &'static str| {
        let across = el("th").attr("scope", "rowgroup").attr("colspan", (count + 1).to_string());
        tr().class("group").child(across.child(title))
    };
    let body = tbody()
        .child(
            tr().class("curve-row")
                .child(el("th").attr("scope", "row").child(key_of_curve()))
                .child(td().attr("colspan", count.to_string()).child(curve(desk, band))),
        )
        .child(row("number-row", text::DROP_OFF, &|id| drop_off(desk, id.clone())))
        .child(row("number-row", text::VISITS, &|id| visits(desk, id.clone())))
        .child(band_of(text::WHAT_IT_COSTS))
        .child(Burden::ALL.map(|burden| field(Field::Burden(burden))))
        .child(band_of(text::WHAT_IT_GIVES))
        .child(Value::ALL.map(|value| field(Field::Value(value))))
        .child(band_of(text::HOW_IT_HAPPENS))
        .child(field(Field::Channel))
        .child(row("stage-row front", text::FRONTSTAGE, &|id| {
            td().child(stage_side(desk, id.clone(), false))
        }))
        .child(
            tr().class("visibility").child(
                el("th")
                    .attr("scope", "rowgroup")
                    .attr("colspan", (count + 1).to_string())
                    .child(text::LINE_OF_VISIBILITY),
            ),
        )
        .child(row("stage-row back", text::BACKSTAGE, &|id| td().child(stage_side(desk, id.clone(), true))))
        .child(field(Field::Owner))
        .child(field(Field::PainPoints))
        .child(field(Field::Opportunities));
    table()
        .class("sheet")
        .style("--columns", count.to_string())
        .child(
            el("colgroup").child(el("col").class("heads")).child(el("col").attr("span", count.to_string())),
        )
        .child(thead().child(stages(desk, band)).child(row("names", text::TOUCHPOINT, &|id| name(desk, id))))
        .child(body)
}

/// The stages over the touchpoints: one cell for those that follow one another in the same.
fn stages(desk: Desk, band: StoredValue<Vec<Id>>) -> El {
    let runs = move || band.with_value(|ids| runs(desk, ids));
    let cell = |(name, count): &(String, usize)| {
        el("th").attr("scope", "colgroup").attr("colspan", count.to_string()).child(name.clone())
    };
    let cells = by(runs, move |runs| runs.iter().map(cell).collect::<Vec<_>>());
    tr().class("stages").child(el("th").attr("scope", "row").child(text::STAGE)).child(cells)
}

/// The stages of touchpoints, and how many follow one another in the same.
pub fn runs(desk: Desk, ids: &[Id]) -> Vec<(String, usize)> {
    desk.editor.read(|journey| {
        let mut runs: Vec<(String, usize)> = Vec::new();
        let mut last = None;
        for id in ids {
            let stage = journey.touchpoints.get(id).and_then(|touchpoint| touchpoint.stage.clone());
            match runs.last_mut().filter(|_| last.as_ref() == Some(&stage)) {
                Some((_, count)) => *count += 1,
                None => {
                    let name = stage.as_ref().and_then(|id| journey.stages.get(id)).map(|s| s.name.clone());
                    runs.push((name.unwrap_or_else(|| text::NO_STAGE.to_owned()), 1));
                }
            }
            last = Some(stage);
        }
        runs
    })
}

/// The head of a column: its name, to be changed; the details open beside it.
fn name(desk: Desk, id: &Id) -> El {
    let (shown, kept) = (id.clone(), id.clone());
    let star = id.clone();
    let important =
        move || desk.editor.read(|journey| journey.touchpoints.get(&star).is_some_and(|t| t.moment_of_truth));
    let selected = id.clone();
    el("th").attr("scope", "col").attr("data-column", id.to_string()).class_when("moment", important).child(
        el("textarea")
            .class("input")
            .attr("rows", "2")
            .attr("aria-label", text::NAME)
            .attr("maxlength", "10000")
            .value(move || read(desk, &shown, Field::Name))
            .on(ev::focus, move |_| desk.session.selection.set(vec![selected.clone()]))
            .on(ev::keydown, leave_on_enter)
            .on(ev::change, move |event| {
                write(desk, &kept, Field::Name, &event_target_value(&event).replace('\n', " "));
                show_kept(&event, untrack(|| read(desk, &kept, Field::Name)));
            }),
    )
}

fn leave_on_enter(event: web_sys::KeyboardEvent) {
    if event.key() == "Enter" {
        event.prevent_default();
        let field = event_target::<web_sys::HtmlElement>(&event);
        request_animation_frame(move || {
            let _ = field.blur();
            let _ = field.focus();
        });
    }
}

/// A cell that is edited in place.
fn cell(desk: Desk, id: &Id, field: Field) -> El {
    let (shown, kept, label) = (id.clone(), id.clone(), id.clone());
    let lines = matches!(field, Field::PainPoints | Field::Opportunities);
    let value = Memo::new(move |_| read(desk, &shown, field));
    let share = move || {
        let number = value.with(|text| crate::formats::number(text)).unwrap_or(0.0);
        let top = field.top().unwrap_or(30.0);
        format!("{:.1}%", (number / top).clamp(0.0, 1.0) * 100.0)
    };
    let spoken = move || {
        let name = desk.editor.read(|journey| super::super::names::place_name(journey, &label));
        [field.title(), ", ", &name].concat()
    };
    let input =
        if lines { el("textarea").attr("rows", "3") } else { input().on(ev::keydown, leave_on_enter) };
    let input = input
        .class(if field.is_number_row() { "input number" } else { "input" })
        .attr("aria-label", spoken)
        .attr("list", field.list())
        .attr("maxlength", "10000")
        .attr("inputmode", field.is_number_row().then_some("decimal"))
        .attr("placeholder", "–")
        .value(value)
        .on(ev::change, move |event| {
            write(desk, &kept, field, &event_target_value(&event));
            show_kept(&event, value.get_untracked());
        });
    if field.is_number_row() {
        return div()
            .class(["score-cell ", field.tone()].concat())
            .child(i().class("fill").style("width", share))
            .child(input);
    }
    div().class("word-cell").child(input)
}

impl Field {
    /// Whether its row is one of numbers.
    fn is_number_row(self) -> bool {
        crate::formats::cells::Field::is_number(self)
    }
}

/// One side of the line of visibility: the touchpoint is on it, or a press brings it there.
fn stage_side(desk: Desk, id: Id, backstage: bool) -> El {
    let (here, moved) = (id.clone(), id.clone());
    let on = Memo::new(move |_| {
        desk.editor.read(|journey| journey.touchpoints.get(&here).map(|t| t.backstage == backstage))
    });
    let words = move || {
        let channel = read(desk, &id, Field::Channel);
        match on.get() {
            Some(true) if channel.is_empty() => text::IS_HERE.to_owned(),
            Some(true) => channel,
            _ => String::new(),
        }
    };
    let name = if backstage { text::BACKSTAGE } else { text::FRONTSTAGE };
    button()
        .class("side-of-line")
        .attr("aria-pressed", move || (on.get() == Some(true)).to_string())
        .attr("title", if backstage { text::PUT_BACKSTAGE } else { text::PUT_FRONTSTAGE })
        .attr("aria-label", name)
        .on(ev::click, move |_| {
            write(desk, &moved, Field::Backstage, if backstage { "yes" } else { "" });
        })
        .child(words)
}

fn drop_off(desk: Desk, id: Id) -> El {
    let asked_of = id.clone();
    let asks = move |of: fn(usize) -> Question, number: Text| {
        let id = asked_of.clone();
        asked(desk, number, move || desk.derived.place(&id).map(of))
    };
    let reading = Memo::new(move |_| {
        desk.derived.touchpoint_reading(&id).map(|reading| (reading.drop_off, reading.leavers))
    });
    let share = move || reading.get().and_then(|(share, _)| share);
    let words =
        move || share().map_or_else(|| text::NO_DATA.to_owned(), |share| desk.derived.numbers().share(share));
    let people = move || {
        let leavers = reading.get().map_or(0.0, |(_, leavers)| leavers) * desk.derived.entrants();
        text::people_leave(&desk.derived.numbers().people(leavers))
    };
    let bar = i()
        .style("width", move || {
            format!("{:.1}%", (share().unwrap_or(0.0) / DROP_OFF_TOP).clamp(0.0, 1.0) * 100.0)
        })
        .style("background", move || heat_colour(Overlay::DropOff, share().unwrap_or(0.0) / DROP_OFF_TOP));
    td().child(b().child(asks(Question::DropOff, words.into())))
        .child(span().class("thin-bar").child(bar))
        .child(small().child(asks(Question::Leavers, people.into())))
}

fn visits(desk: Desk, id: Id) -> El {
    let asked_of = id.clone();
    let words = move || match desk.derived.touchpoint_reading(&id).and_then(|reading| reading.visits) {
        Some(visits) => desk.derived.numbers().people(visits * desk.derived.entrants()),
        None => text::NO_VISITS.to_owned(),
    };
    td().child(asked(desk, words, move || desk.derived.place(&asked_of).map(Question::Visits)))
}

fn key_of_curve() -> El {
    let line = |tone: &'static str, words: &'static str| {
        span().class("curve-key").child(i().class(tone)).child(words)
    };
    div()
        .child(text::CURVE)
        .child(line("up", text::VALUE_UP))
        .child(line("down", text::FRICTION_DOWN))
        .child(line("other", text::OTHER_VIEW))
}
