//! Scenarios on the screen: which is shown, the bar over one, and one beside the journey as it is.

use super::catalogue as text;
use super::desk::Desk;
use super::names::place_name;
use super::numbers::Numbers;
use super::panels::number_with_receipt;
use super::prelude::*;
use super::receipt::{self, Receipt};
use super::session::{Dialog, Look};
use super::widgets::show_kept;
use crate::analysis::origin::Question;
use crate::analysis::{Book, Network, Readings};
use crate::edit::{self, Changes, Patch, Stood};
use crate::model::{Id, Journey, Scenario, written};
use std::rc::Rc;

/// The value of the choice that adds a scenario: no id is so long.
const NEW: &str = "                                                                 new";

/// Which scenario is shown, to be chosen.
pub fn scenario_choice(desk: Desk) -> El {
    let options = Memo::new(move |_| {
        let named = |(id, scenario): (&Id, &Scenario)| (id.to_string(), scenario.name.clone());
        desk.editor.read(|journey| journey.scenarios.iter().map(named).collect::<Vec<_>>())
    });
    let chosen = move || {
        // A list that is made again has forgotten which was chosen.
        options.track();
        desk.editor.scenario().map(|id| id.to_string()).unwrap_or_default()
    };
    let choose = move |event: web_sys::Event| {
        let value = event_target_value(&event);
        match value == NEW {
            true => add(desk),
            false => show(desk, Id::new(&value).ok().as_ref()),
        }
    };
    let one = move |(id, name): (String, String)| {
        // An option may come after the choice of it.
        let is_shown = shown(desk).is_some_and(|shown| shown.as_str() == id);
        option().attr("value", id).attr("selected", is_shown.then_some("")).child(name)
    };
    select()
        .class("select scenario")
        .attr("aria-label", text::SCENARIO)
        .attr("title", text::SCENARIO_TIP)
        .on(ev::change, choose)
        .child(option().attr("value", "").child(text::AS_IS))
        .child(move || options.get().into_iter().map(one).collect::<Vec<_>>())
        .child(option().attr("value", NEW).child(text::NEW_SCENARIO_OPTION))
        .value(chosen)
}

/// The bar over a scenario: that nobody edits the wrong one.
pub fn scenario_bar(desk: Desk) -> Child {
    let known = StoredValue::new(None::<Id>);
    effect(move || {
        let now = desk.editor.scenario();
        let other = known.with_value(|known| known.is_some() && *known != now);
        known.set_value(now);
        if other {
            super::focus::catch(None, "");
        }
    });
    by(move || desk.editor.scenario(), move |id| id.as_ref().map(|id| bar(desk, id)))
}

fn bar(desk: Desk, id: &Id) -> El {
    let (named, kept) = (id.clone(), id.clone());
    let name = Memo::new(move |_| desk.editor.read(|journey| name_of(journey, &named)));
    let rename = move |event: web_sys::Event| {
        let name = event_target_value(&event).trim().to_owned();
        let rename = &mut |draft: &mut edit::Draft<'_>| {
            draft.change::<Scenario>(&kept, |scenario| name.clone_into(&mut scenario.name))
        };
        desk.editor.edit_base(rename, Some(&kept));
        show_kept(&event, desk.editor.peek(|journey| name_of(journey, &kept)));
    };
    let act = |name: &'static str, tip: &'static str, act: fn(Desk)| {
        button().class("button small").attr("title", tip).on(ev::click, move |_| act(desk)).child(name)
    };
    div()
        .class("scenario-bar")
        .attr("role", "group")
        .attr("aria-label", text::SCENARIO)
        .child(span().child(text::SCENARIO))
        .child(input().attr("aria-label", text::SCENARIO_NAME).value(name).on(ev::change, rename))
        .child(
            act(text::SIDE_BY_SIDE, text::SIDE_BY_SIDE_TIP, switch_beside)
                .attr("aria-pressed", move || super::canvas::is_beside(desk).to_string()),
        )
        .child(act(text::COMPARE, text::COMPARE_SCENARIO, compare))
        .child(act(text::MERGE, text::MERGE_SCENARIO, merge))
        .child(act(text::DROP, text::DROP_SCENARIO, drop_shown))
        .child(act(text::AS_IS, text::SHOWS_AS_IS, |desk| show(desk, None)))
}

fn name_of(journey: &Journey, id: &Id) -> String {
    journey.scenarios.get(id).map(|scenario| scenario.name.clone()).unwrap_or_default()
}

/// Shows a scenario, or the journey as it is.
fn show(desk: Desk, id: Option<&Id>) {
    let clashes = desk.editor.enter(id);
    if !clashes.is_empty() {
        desk.notices.warn(text::scenario_clashes(clashes.len()));
    }
    desk.notices.announce(match id {
        Some(id) => text::shows_scenario(&desk.editor.peek(|journey| name_of(journey, id))),
        None => text::SHOWS_AS_IS.to_owned(),
    });
}

/// Shows the scenario after the one that is shown; after the last comes the journey as it is.
pub fn show_next(desk: Desk) {
    let next = desk.editor.peek(|journey| {
        let place = shown(desk).and_then(|id| journey.scenarios.place_of(&id));
        journey.scenarios.id_at(place.map_or(0, |place| place + 1)).cloned()
    });
    show(desk, next.as_ref());
}

/// Adds a scenario that is what is shown now, and shows it.
pub fn add(desk: Desk) {
    let (id, from) = (super::commands::fresh(), shown(desk));
    let name = text::scenario_numbered(desk.editor.peek(|journey| journey.scenarios.len()) + 1);
    let add = &mut |draft: &mut edit::Draft<'_>| edit::add_scenario(draft, id.clone(), &name, from.as_ref());
    if desk.editor.edit_base(add, Some(&id)) {
        desk.notices.announce(text::shows_scenario(&name));
        super::focus::focus_later(".scenario-bar input");
    }
}

/// Makes the scenario that is shown the journey as it is.
pub fn merge(desk: Desk) {
    leave_with(desk, edit::merge_scenario, text::MERGED);
}

/// Removes the scenario that is shown.
pub fn drop_shown(desk: Desk) {
    leave_with(desk, |draft, id| draft.remove::<Scenario>(id).map(drop), text::DROPPED);
}

type OfScenario = fn(&mut edit::Draft<'_>, &Id) -> Result<(), edit::Refusal>;

fn leave_with(desk: Desk, command: OfScenario, words: &'static str) {
    let Some(id) = shown(desk) else { return };
    if desk.editor.edit_base(&mut |draft| command(draft, &id), None) {
        desk.notices.tell(words);
        super::focus::catch(None, "select.scenario");
    }
}

fn shown(desk: Desk) -> Option<Id> {
    untrack(|| desk.editor.scenario())
}

/// Draws the journey as it is beside the scenario that is shown, or no longer.
pub fn switch_beside(desk: Desk) {
    let on = !untrack(|| super::canvas::is_beside(desk));
    desk.session.beside.set(on);
    desk.session.look.set(Look::Map);
    desk.notices.announce(if on { text::IS_BESIDE } else { text::IS_ALONE }.to_owned());
    // The canvas has another width then.
    desk.arrive_with(None);
}

/// Opens the numbers of the scenario that is shown beside those of the journey as it is.
pub fn compare(desk: Desk) {
    desk.session.dialog.set(Some(Dialog::Compare));
}

/// What is the same of two journeys, as the dialog opens: its title and its content.
pub fn comparison(desk: Desk) -> (String, Child) {
    untrack(|| {
        let name = shown(desk).map(|id| desk.editor.peek(|journey| name_of(journey, &id)));
        let name = name.unwrap_or_else(|| text::AS_IS.to_owned());
        let clashes =
            shown(desk).and_then(|id| desk.editor.peek_base(|base| Some(edit::with_scenario(base, &id)?.1)));
        let clashes = clashes.unwrap_or_default().iter().map(ToString::to_string).collect();
        let content = [
            numbers(desk, &name).into_child(),
            list(text::WHAT_DIFFERS, differences(desk), text::NOTHING_DIFFERS),
            list(text::WHAT_CLASHES, clashes, ""),
        ];
        (text::compare_title(&name), content.into_child())
    })
}

fn list(title: &'static str, lines: Vec<String>, empty: &'static str) -> Child {
    if lines.is_empty() {
        return p().class("hint").child(empty).into_child();
    }
    let lines = lines.into_iter().map(|line| li().child(line)).collect::<Vec<_>>();
    [h3().child(title), ul().class("report-lines").child(lines)].into_child()
}

/// The journey as it is, solved, and the place of the segment that is shown in it.
type AsIs = Rc<(Network, Readings, Option<usize>)>;

fn as_is(desk: Desk) -> AsIs {
    let network = desk.editor.peek_base(|base| Network::of(base, desk.session.perspective.get()));
    let readings = Readings::of(&network);
    let place = desk.session.segment.get();
    let place = place.and_then(|id| desk.editor.peek_base(|base| base.segments.place_of(&id)));
    Rc::new((network, readings, place))
}

/// What is compared, what is asked where it comes from, and how it is written.
type Row = (&'static str, Question, fn(Numbers, f64) -> String);

const ROWS: [Row; 5] = [
    (text::REACH_SUCCESS, Question::Success, Numbers::share),
    (text::VALUE_TO_US, Question::ValueInAll(Book::Organisation), Numbers::money_short),
    (text::VALUE_TO_THEM, Question::ValueInAll(Book::Customer), Numbers::money_short),
    (text::LEAVE_ON_THE_WAY, Question::DroppedInAll, Numbers::people),
    (text::STEPS, Question::Steps, |numbers, steps| numbers.decimal(steps, 2)),
];

fn numbers(desk: Desk, name: &str) -> El {
    let as_is = as_is(desk);
    let head = [text::COMPARED, text::AS_IS, name, text::DIFFERENCE].map(|head| th().child(head.to_owned()));
    let rows = ROWS.map(|row| compared(desk, &as_is, row, name));
    table().class("table compared").child(thead().child(tr().child(head))).child(tbody().child(rows))
}

/// A number of the journey as it is, of the scenario, and how much more it is there.
fn compared(desk: Desk, as_is: &AsIs, (what, question, write): Row, name: &str) -> El {
    let written = desk.derived.numbers();
    let is_place = desk.derived.segment_place();
    let was = question.number(&as_is.0, &as_is.1, as_is.2);
    let (network, readings) = (desk.derived.network.get(), desk.derived.readings.get());
    let is = question.number(&network, &readings, is_place);
    let number = |number: Option<f64>, of: Box<dyn Fn(Desk) -> Receipt>| match number {
        Some(number) => td().child(number_with_receipt(desk, write(written, number).into(), of)),
        None => td().child(text::NO_NUMBER),
    };
    let known = as_is.clone();
    let first = number(
        was,
        Box::new(move |desk| {
            let (network, readings, place) = known.as_ref();
            desk.editor.peek_base(|base| Receipt::as_is(desk, base, (network, readings), *place, question))
        }),
    );
    let second = number(is, Box::new(move |desk| Receipt::of(desk, question)));
    let name = name.to_owned();
    let third = match was.zip(is).filter(|(was, is)| (is - was).abs() >= 1e-9) {
        None => td().child(text::NO_NUMBER),
        Some((was, is)) => {
            let by = is - was;
            let words = match question {
                Question::Success => written.points(by, 1),
                _ => [if by > 0.0 { "+" } else { "−" }, &write(written, by.abs())].concat(),
            };
            let of = move |desk| {
                difference(desk, what, question, [(name.clone(), is), (text::AS_IS.into(), -was)])
            };
            td().child(number_with_receipt(desk, words.into(), Box::new(of)))
        }
    };
    tr().child(td().child(what)).child([first, second, third])
}

/// Where a difference comes from: what the scenario says, less what the journey as it is does.
fn difference(desk: Desk, what: &str, question: Question, terms: [(String, f64); 2]) -> Receipt {
    let words = [text::DIFFERENCE, text::DIFFERENCE_SENTENCE, text::DIFFERENCE_FORMULA];
    let mut receipt =
        Receipt::of_sum(desk, words, terms.to_vec(), &|number| receipt::written(desk, question, number));
    if question == Question::Success {
        // What lies between two shares is counted in points.
        let more = terms.iter().map(|(_, share)| share).sum();
        receipt.number = desk.derived.numbers().points(more, 4);
    }
    receipt.title = text::question_at(text::DIFFERENCE, what);
    receipt
}

/// What differs, a line for each record.
fn differences(desk: Desk) -> Vec<String> {
    let patch = desk.editor.peek_base(|base| desk.editor.peek(|shown| Patch::between(base, shown)));
    let mut lines = Vec::new();
    if let Some(change) = &patch.about {
        lines.push(text::record_differs(
            text::JOURNEY_ITSELF,
            &fields_of(&written(&change.before), &written(&change.after)),
        ));
    }
    for changes in patch.kinds() {
        for (id, sides) in (0..changes.count()).filter_map(|at| changes.change(at)) {
            lines.push(
                desk.editor
                    .peek_base(|base| desk.editor.peek(|shown| line(changes, id, sides, [base, shown]))),
            );
        }
    }
    lines
}

fn line(changes: &dyn Changes, id: &Id, sides: [Option<Stood<'_>>; 2], journeys: [&Journey; 2]) -> String {
    let name = sides.into_iter().flatten().find_map(|(_, record)| {
        let name = written(record).shift_remove("name")?;
        name.as_str().filter(|name| !name.is_empty()).map(ToOwned::to_owned)
    });
    let name = name.unwrap_or_else(|| way_name(id, journeys));
    let (what, fields) = match sides {
        [None, _] => (text::IS_NEW, Vec::new()),
        [_, None] => (text::IS_GONE, Vec::new()),
        [Some((_, before)), Some((_, after))] => {
            (text::IS_CHANGED, fields_of(&written(before), &written(after)))
        }
    };
    text::record_differs(&[changes.kind(), " “", &name, "” – ", what].concat(), &fields)
}

/// A transition is called by where it leads from and to.
fn way_name(id: &Id, journeys: [&Journey; 2]) -> String {
    let way = journeys.into_iter().find_map(|journey| Some((journey.transitions.get(id)?, journey)));
    way.map_or_else(
        || id.to_string(),
        |(way, journey)| [&place_name(journey, &way.from), " → ", &place_name(journey, &way.to)].concat(),
    )
}

type Written = serde_json::Map<String, serde_json::Value>;

fn fields_of(before: &Written, after: &Written) -> Vec<String> {
    let mut keys: Vec<&String> = before.keys().chain(after.keys()).collect();
    keys.sort();
    keys.dedup();
    let differ = keys.into_iter().filter(|key| before.get(*key) != after.get(*key));
    differ.map(|key| key.replace('_', " ")).collect()
}
