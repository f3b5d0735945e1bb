//! The flow view: how customers, or value, run from stage to stage. Bars are touchpoints, as high as what
//! arrives; ribbons are transitions, as wide as what goes on; first passes and repeat visits in two shades.
//! Two segments can be drawn beside each other, on one scale. This room is that drawing; its shape is
//! `layout::sankey`, its amounts are readings.

mod flows;
mod drawing;
mod picture;
mod table;

use super::catalogue as text;
use super::desk::Desk;
use super::headline::headline;
use super::icons::Icon;
use super::pair::{self, pair_choice};
use super::panels::{copy_rows, number_with_receipt, picture_button, segmented};
use super::prelude::*;
use super::receipt::{Receipt, under_segment};
use crate::analysis::origin::{Origin, Question};
use crate::geometry::Point;
use crate::layout::{Flows, Sankey, sankeys};
use flows::{Drawn, What, drawn};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

/// The least that the drawing takes, in pixels.
const LEAST: Point = Point { x: 560.0, y: 380.0 };
/// The least height of one of two drawings.
const LOWEST: f64 = 260.0;
/// What stands around a drawing, and over one that has a name.
const AROUND: f64 = 24.0;
const CAPTION: f64 = 64.0;

/// What is drawn: one drawing, or those of two segments.
#[derive(Default, PartialEq)]
struct Shown {
    what: Option<What>,
    sides: Vec<(Drawn, Sankey)>,
    /// Whether both fit beside each other.
    beside: bool,
}

/// The flow view of the open map.
pub fn flow_view(desk: Desk) -> El {
    let what = RwSignal::new(What::Customers);
    let frame = RwSignal::new(LEAST);
    let told = RwSignal::new(String::new());
    let as_table = RwSignal::new(false);
    let fit = RwSignal::new(false);
    let shown = Memo::new(move |_| shown(desk, what.get(), frame.get()));
    let rows = move || shown.with(|shown| table::rows(shown));
    desk.exports.show(move || shown.with(|shown| picture::picture(desk, shown)), rows);
    let place = div()
        .class("flow-scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("data-fit", move || fit.get().then_some("true"))
        .attr("aria-label", text::FLOW_VIEW);
    let element = place.element();
    let measure = move || {
        let size =
            Point::new(f64::from(element.client_width()) - 48.0, f64::from(element.client_height()) - 110.0);
        frame.set(Point::new(size.x.max(LEAST.x), size.y.max(LEAST.y)));
    };
    // A window that is being drawn larger says so more often than it is drawn.
    let (asked, resized) = (Rc::new(Cell::new(false)), measure.clone());
    let handle = window_event_listener(ev::resize, move |_| {
        if !asked.replace(true) {
            let (asked, measure) = (asked.clone(), resized.clone());
            request_animation_frame(move || {
                asked.set(false);
                measure();
            });
        }
    });
    on_cleanup(move || handle.remove());
    // The size that is there is known once the view stands on the page.
    request_animation_frame(measure);
    let empty = when(
        move || shown.with(|shown| shown.sides.iter().all(|(_, shape)| shape.bars.is_empty())),
        move || {
            let has_entrants = desk.derived.readings.with(|readings| readings.entrants > 0.0);
            let why = if has_entrants { text::NO_WORTH_YET } else { text::NOTHING_FLOWS };
            p().class("empty").child(why)
        },
    );
    let pictures = by(move || shown.get(), move |shown| pictures(desk, shown, told));
    let tables = when(move || as_table.get(), move || table::table_of(desk, shown));
    div()
        .class("flow-view")
        .child(bar(desk, what, as_table, Box::new(rows)))
        .child(when(move || !is_pair(desk), move || headline(desk)))
        .child(place.child(empty).child(pictures).child(tables))
        .child(foot(desk, shown, told).child(fit_choice(shown, frame, fit)))
}

/// What flows, who is compared, and the ways out of the view.
fn bar(
    desk: Desk,
    what: RwSignal<What>,
    as_table: RwSignal<bool>,
    rows: Box<dyn Fn() -> Vec<Vec<String>>>,
) -> El {
    let choices = [
        (What::Customers, text::CUSTOMERS_FLOW),
        (What::Organisation, text::VALUE_TO_US),
        (What::Customer, text::VALUE_TO_THEM),
    ];
    let both = desk.session.both_segments;
    let compare = move || {
        button()
            .class("button small")
            .attr("title", text::COMPARE_SEGMENTS_TIP)
            .attr("aria-pressed", move || both.get().to_string())
            .on(ev::click, move |_| both.update(|on| *on = !*on))
            .child(text::COMPARE_SEGMENTS)
    };
    let table = button()
        .class("button small")
        .attr("title", text::AS_TABLE_TIP)
        .attr("aria-expanded", move || as_table.get().to_string())
        .on(ev::click, move |_| {
            as_table.update(|on| *on = !*on);
            if as_table.get_untracked() {
                request_animation_frame(table::reveal);
            }
        })
        .child(text::AS_TABLE);
    let copy = move || copy_rows(desk, untrack(&rows));
    let copy = picture_button("button small", Icon::Copy, text::COPY_TABLE, copy);
    let pair = when(move || is_pair(desk), move || div().class("flow-pair-choice").child(pair_choice(desk)));
    div()
        .class("sheet-bar")
        .child(segmented(text::WHAT_FLOWS, what, choices))
        .child(when(move || pair::has_pair(desk), compare))
        .child(pair)
        .child(key())
        .child(span().class("spacer"))
        .child(table)
        .child(copy.attr("title", text::COPY_TABLE_TIP))
}

/// Shows a drawing that is wider than the window as a whole, or in its own size.
fn fit_choice(shown: Memo<Arc<Shown>>, frame: RwSignal<Point>, fit: RwSignal<bool>) -> Child {
    let is_wide = move || {
        let room = frame.with(|frame| frame.x) + AROUND;
        shown.with(|shown| shown.sides.iter().any(|(_, shape)| shape.size.x > room))
    };
    when(is_wide, move || {
        button()
            .class("button small")
            .attr("aria-pressed", move || fit.get().to_string())
            .on(ev::click, move |_| fit.update(|on| *on = !*on))
            .child(text::FIT_WIDTH)
    })
}

/// Whether two segments are shown.
fn is_pair(desk: Desk) -> bool {
    desk.session.both_segments.get() && pair::has_pair(desk)
}

fn shown(desk: Desk, what: What, frame: Point) -> Arc<Shown> {
    let mut shown = Shown { what: Some(what), ..Shown::default() };
    let draw = |flows: &[&Flows], frame: Point| desk.editor.read(|journey| sankeys(journey, flows, frame));
    if !is_pair(desk) {
        let drawn = drawn(desk, what, desk.derived.segment_place());
        let shapes = draw(&[&drawn.flows], frame);
        shown.sides = std::iter::once(drawn).zip(shapes).collect();
        return Arc::new(shown);
    }
    let [one, other] = pair::places(desk).map(|place| drawn(desk, what, Some(place)));
    let both = [&one.flows, &other.flows];
    let half = Point::new(frame.x / 2.0 - AROUND, frame.y - CAPTION);
    let mut shapes = draw(&both, half);
    shown.beside = shapes.iter().all(|shape| shape.size.x <= half.x);
    if !shown.beside {
        shapes = draw(&both, Point::new(frame.x, (frame.y / 2.0 - CAPTION).max(LOWEST)));
    }
    shown.sides = [one, other].into_iter().zip(shapes).collect();
    Arc::new(shown)
}

/// The drawings; of two each is a figure with the segment's name.
fn pictures(desk: Desk, shown: &Shown, told: RwSignal<String>) -> El {
    let is_pair = shown.sides.len() > 1;
    let one = |(drawn, shape): &(Drawn, Sankey)| {
        let picture = drawing::drawing(desk, shape, drawn, told);
        if !is_pair {
            return picture;
        }
        let caption = el("figcaption")
            .child(b().child(drawn.name.clone()))
            .child(p().child(sum_button(desk, shown.what, drawn)));
        el("figure").attr("aria-label", drawn.name.clone()).child(caption).child(picture)
    };
    div()
        .class("flow-pictures")
        .attr("data-beside", shown.beside.then_some("true"))
        .child(shown.sides.iter().map(one).collect::<Vec<_>>())
}

/// What the two shades mean.
fn key() -> El {
    let swatch = |class: &'static str, words: &'static str| {
        span().class("swatch").child(i().class(class)).child(words)
    };
    div()
        .class("flow-key")
        .child(swatch("first", text::FIRST_PASSES))
        .child(swatch("again", text::REPEAT_VISITS))
        .child(swatch("gone", text::THEY_LEAVE))
}

/// That the parts sum, and what is pointed at.
fn foot(desk: Desk, shown: Memo<Arc<Shown>>, told: RwSignal<String>) -> El {
    let sum = by(
        move || shown.get(),
        move |shown| match shown.sides.as_slice() {
            [(drawn, _)] => Some(sum_button(desk, shown.what, drawn)),
            _ => None,
        },
    );
    footer()
        .class("flow-foot")
        .child(span().class("told").attr("role", "status").child(move || told.get()))
        .child(span().class("sum").child(sum))
}

/// That the parts sum, which opens the parts.
fn sum_button(desk: Desk, what: Option<What>, drawn: &Drawn) -> El {
    let place = drawn.place;
    let open = move |desk| match what.and_then(What::book) {
        Some(book) => Receipt::of_segment(desk, place, Question::ValueInAll(book)),
        None => people_receipt(desk, place),
    };
    number_with_receipt(desk, drawn.sum.clone().into(), Box::new(open))
}

/// All who enter: those who reach each end, those who leave, and those who never do.
fn people_receipt(desk: Desk, place: Option<usize>) -> Receipt {
    let numbers = desk.derived.numbers();
    let (network, readings) = (desk.derived.network.get(), desk.derived.readings.get());
    let reading = place.and_then(|at| readings.segments.get(at)).unwrap_or(&readings.together);
    let entrants = Origin::of(&network, &readings, place, Question::Entrants).map_or(0.0, |all| all.number);
    let mut terms: Vec<(String, f64)> = desk.editor.read(|journey| {
        let outcomes = journey.outcomes.ids().zip(&reading.outcomes);
        let term = |(id, share): (_, &f64)| (super::names::place_name(journey, id), share * entrants);
        outcomes.map(term).collect()
    });
    terms.push((text::THEY_LEAVE.into(), reading.dropped * entrants));
    terms.push((text::NEVER_LEAVE.into(), reading.trapped * entrants));
    terms.retain(|(_, people)| *people != 0.0);
    let words = [text::ENTRANTS, text::ALL_GO_SOMEWHERE, text::ALL_GO_FORMULA];
    let mut receipt = Receipt::of_sum(desk, words, terms, &|people| numbers.people(people));
    receipt.under = under_segment(desk, place);
    receipt
}
