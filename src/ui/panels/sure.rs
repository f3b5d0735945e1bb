//! How sure the numbers are, from what was counted: by the delta method at once, by draws on request,
//! and what to count next.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::receipt::{self, Receipt};
use super::super::sentence::{Of, Sentence};
use super::super::widgets::{Bar, Plot, PlotRow, first};
use super::around::book_choice;
use super::differences::show;
use super::insights::{Insight, cell};
use super::parts::hint;
use crate::analysis::origin::Question;
use crate::analysis::posterior::middle;
use crate::analysis::uncertainty::{Interval, Intervals, RowVariance, Uncertainty};
use crate::analysis::{Book, Trust};
use crate::geometry::largest_first;
use crate::jobs::draws;
use crate::model::Id;
use std::rc::Rc;

/// How sure the numbers are.
pub const INSIGHT: Insight = Insight { name: text::HOW_SURE, about: text::HOW_SURE_ABOUT, view, cells };

/// How much of the draws an interval holds.
const LEVEL: f64 = 0.95;
/// How many touchpoints are shown that want counting.
const SHOWN: usize = 6;
/// What the two bars of a number say.
const METHODS: [(&str, &str); 2] = [(text::BY_DELTA, "tone-here"), (text::BY_DRAWS, "tone-edge")];
/// How many bars a histogram has.
const BINS: usize = 32;

/// The intervals of all segments; `None` where nothing makes any number unsure.
pub fn found(desk: Desk) -> Option<Uncertainty> {
    desk.derived.network.with(|network| Uncertainty::of(network, Trust::default()))
}

/// The intervals of the segment that is shown, or of all.
pub fn intervals(desk: Desk) -> Option<Intervals> {
    let place = desk.derived.segment_place();
    let found = found(desk)?;
    Some(place.and_then(|place| found.segments.get(place).copied()).unwrap_or(found.together))
}

/// A number, its interval by the delta method, its interval by draws, how it is written.
struct Line {
    name: &'static str,
    /// What is asked where the number itself comes from.
    question: Question,
    delta: Interval,
    drawn: Option<(f64, f64)>,
    write: Box<dyn Fn(f64) -> String>,
}

fn lines(desk: Desk, own: &Intervals, drawn: &[[f64; 3]]) -> Vec<Line> {
    let (numbers, entrants) = (desk.derived.numbers(), desk.derived.entrants());
    let share = move || -> Box<dyn Fn(f64) -> String> { Box::new(move |share| numbers.share_fine(share)) };
    let money =
        move || -> Box<dyn Fn(f64) -> String> { Box::new(move |each| numbers.money_short(each * entrants)) };
    let line = |(name, question), delta, at: Option<usize>, write| Line {
        name,
        question,
        delta,
        drawn: at.and_then(|at| middle(drawn, at, LEVEL)),
        write,
    };
    let mut lines = vec![line((text::REACH_SUCCESS, Question::Success), own.success, Some(0), share())];
    lines.push(line((text::THEY_LEAVE, Question::Dropped), own.dropped, None, share()));
    if let Some(steps) = own.steps {
        let write = Box::new(move |steps| numbers.decimal(steps, 3));
        lines.push(line((text::STEPS_EACH, Question::Steps), steps, None, write));
    }
    let [us, them] = Book::ALL.map(Question::ValueInAll);
    lines.push(line((text::VALUE_TO_US, us), own.organisation, Some(1), money()));
    lines.push(line((text::VALUE_TO_THEM, them), own.customer, Some(2), money()));
    // Where nobody comes back or is brought in, lifetime value is the value above.
    if let Some([ours, theirs]) = own.lifetime
        && [ours.estimate, theirs.estimate] != [own.organisation.estimate, own.customer.estimate]
    {
        let each = move || -> Box<dyn Fn(f64) -> String> { Box::new(move |each| numbers.money(each)) };
        let [us, them] = Book::ALL.map(Question::Lifetime);
        lines.push(line((text::LIFETIME_TO_US, us), ours, None, each()));
        lines.push(line((text::LIFETIME_TO_THEM, them), theirs, None, each()));
    }
    lines
}

/// The draws that are known, for the open map.
fn drawn(desk: Desk) -> Vec<[f64; 3]> {
    desk.draws.answer(desk, draws::answer).map(|(_, draws)| draws).unwrap_or_default()
}

fn view(desk: Desk) -> Child {
    desk.draws.attend(desk, |_| 0);
    let own = Memo::new(move |_| intervals(desk));
    let known = Memo::new(move |_| drawn(desk));
    by(
        move || own.with(Option::is_some),
        move |is_counted| match is_counted {
            true => counted(desk, own, known),
            false => div().class("callout").child(span().child(text::NOTHING_COUNTED)).into_child(),
        },
    )
}

fn counted(desk: Desk, own: Memo<Option<Intervals>>, known: Memo<Vec<[f64; 3]>>) -> Child {
    let rows = move || {
        own.with(|own| {
            let Some(own) = own else { return Vec::new() };
            known.with(|known| lines(desk, own, known).iter().map(row).collect())
        })
    };
    let line = move |at: usize| untrack(|| lines(desk, &own.get()?, &known.get()).into_iter().nth(at));
    let ask = Rc::new(move |at: usize, _: usize| {
        if let Some(line) = line(at) {
            receipt::show(desk, untrack(|| interval(desk, &line)));
        }
    });
    let ask_aside = Rc::new(move |at: usize| {
        if let Some(line) = line(at) {
            receipt::ask(desk, line.question);
        }
    });
    let uncounted = move || {
        let count = found(desk).map_or(0, |found| found.uncounted);
        (count > 0).then(|| hint(text::rows_uncounted(count)))
    };
    let histograms = by(
        move || (known.get(), desk.session.book.get(), desk.derived.entrants()),
        move |(known, book, entrants)| (!known.is_empty()).then(|| histograms(desk, known, *book, *entrants)),
    );
    Child::Several(vec![
        Plot { key: &METHODS, ask: Some(ask), ask_aside: Some(ask_aside), ..Plot::default() }
            .draw(rows)
            .into_child(),
        hint(text::BANDS_ABOUT).into_child(),
        uncounted.into_child(),
        h3().child(text::DRAWS).into_child(),
        hint(text::DRAWS_ABOUT).into_child(),
        desk.draws.line(desk, text::DRAW).into_child(),
        when(move || known.with(|known| !known.is_empty()), move || book_choice(desk)),
        desk.draws.framed(histograms).into_child(),
        h3().child(text::COUNT_NEXT).into_child(),
        measure_next(desk),
        hint(text::TYPED_IS_CERTAIN).into_child(),
    ])
}

/// Where an interval comes from.
fn interval(desk: Desk, line: &Line) -> Receipt {
    let mut receipt = interval_receipt(desk, line.name, &line.delta, &line.write);
    let ends = line.drawn.map(|(low, high)| text::from_to(&(line.write)(low), &(line.write)(high)));
    receipt.terms.extend(ends.map(|ends| (text::BY_DRAWS.to_owned(), ends)));
    receipt
}

/// Where an interval by the delta method comes from; `write` says how its amounts are written.
pub fn interval_receipt(desk: Desk, name: &str, own: &Interval, write: &dyn Fn(f64) -> String) -> Receipt {
    let words = ["", text::INTERVAL_SENTENCE, text::INTERVAL_FORMULA];
    let terms = vec![(text::ESTIMATE_TERM.into(), own.estimate), (text::ERROR_TERM.into(), own.error)];
    let mut receipt = Receipt::of_sum(desk, words, terms, write);
    receipt.title = name.to_owned();
    receipt.number = text::from_to(&write(own.low), &write(own.high));
    receipt
}

/// A number's intervals, as deviations from the number in percent: that has one axis for all.
fn row(line: &Line) -> PlotRow {
    let estimate = line.delta.estimate;
    let scale = if estimate == 0.0 { 0.0 } else { 1.0 / estimate.abs() };
    let bar = |(low, high): (f64, f64), tone: &'static str| Bar {
        from: (low - estimate) * scale,
        to: (high - estimate) * scale,
        error: 0.0,
        number: text::from_to(&(line.write)(low), &(line.write)(high)),
        tone,
    };
    let [(_, delta_tone), (_, draws_tone)] = METHODS;
    let mut bars = vec![bar((line.delta.low, line.delta.high), delta_tone)];
    bars.extend(line.drawn.map(|ends| bar(ends, draws_tone)));
    PlotRow { name: line.name.into(), aside: (line.write)(estimate), bars, is_sum: false }
}

fn histograms(desk: Desk, known: &[[f64; 3]], book: Book, entrants: f64) -> Child {
    let numbers = desk.derived.numbers();
    let value = if book == Book::Organisation { 1 } else { 2 };
    let name = if book == Book::Organisation { text::VALUE_TO_US } else { text::VALUE_TO_THEM };
    let share = |share: f64| numbers.share_fine(share);
    let money = |each: f64| numbers.money_short(each * entrants);
    let of = |number: usize, name, write| histogram(desk, known, (number, name), write);
    [of(0, text::REACH_SUCCESS, &share as Write<'_>), of(value, name, &money)].into_child()
}

/// How an amount is written.
type Write<'a> = &'a dyn Fn(f64) -> String;

/// Where an end of what most draws lie between comes from.
fn drawn_receipt(desk: Desk, name: &str, ends: &[String; 2], at: usize, count: usize) -> Receipt {
    let numbers = desk.derived.numbers();
    let words = ["", text::DRAWN_SENTENCE, text::DRAWN_FORMULA];
    let mut receipt = Receipt::of_sum(desk, words, Vec::new(), &|_| String::new());
    receipt.title = name.to_owned();
    receipt.number = ends.get(at).cloned().unwrap_or_default();
    let below = if at == 0 { 1.0 - LEVEL } else { 1.0 + LEVEL } / 2.0;
    receipt.terms = vec![
        (text::DRAWS.into(), numbers.people(count as f64)),
        (text::DRAWN_BELOW.into(), numbers.share(below)),
    ];
    receipt
}

/// How often each amount was drawn; those within the interval stand out.
fn histogram(
    desk: Desk,
    draws: &[[f64; 3]],
    (number, name): (usize, &'static str),
    write: Write<'_>,
) -> Child {
    let Some(((low, high), (first, last))) = middle(draws, number, LEVEL).zip(middle(draws, number, 1.0))
    else {
        return Child::Nothing;
    };
    let (width, count) = ((last - first) / BINS as f64, draws.len());
    let mut counts = [0_usize; BINS];
    for draw in draws {
        let amount = draw.get(number).copied().unwrap_or(0.0);
        let bin = if width > 0.0 { ((amount - first) / width) as usize } else { 0 };
        if let Some(count) = counts.get_mut(bin.min(BINS - 1)) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f64;
    let bar = |(at, count): (usize, &usize)| {
        let middle = first + (at as f64 + 0.5) * width;
        let height = *count as f64 / most * 56.0;
        svg("rect")
            .attr("class", if (low..=high).contains(&middle) { "in" } else { "out" })
            .attr("x", format!("{}", at * 10))
            .attr("y", format!("{:.1}", 56.0 - height))
            .attr("width", "9")
            .attr("height", format!("{height:.1}"))
    };
    let ends = [low, high].map(write);
    let about = text::drawn_between(name, &ends[0], &ends[1]);
    let said = Sentence::of(about.clone(), &[&ends[0], &ends[1]]);
    let plot = svg("svg")
        .attr("class", "plot histogram")
        .attr("viewBox", "0 0 320 56")
        .attr("role", "img")
        .attr("aria-label", about.clone())
        .child(counts.iter().enumerate().map(bar).collect::<Vec<_>>());
    let most = [first, last].map(write);
    let of: Of = Rc::new(move |desk, at| drawn_receipt(desk, name, &ends, at, count));
    let feet = most.map(|words| span().child(words));
    let about = p().class("small").child(said.asked(desk, &of));
    [about, plot, div().class("section-head hint").child(feet)].into_child()
}

/// A touchpoint, its variance of success, that of all of them, and how often it was observed.
type Counted = (Id, String, [f64; 2], f64);

/// What to count next: whose counts make the share who succeed least sure.
pub fn measure_next(desk: Desk) -> Child {
    let rows = Memo::new(move |_| {
        let rows = found(desk).map(|found| found.rows).unwrap_or_default();
        let all: f64 = rows.iter().map(|row| row.success).sum();
        let counted: Vec<Counted> = desk.editor.read(|journey| {
            let row = |(id, row): (&Id, &RowVariance)| {
                (id.clone(), place_name(journey, id), [row.success, all], row.observations)
            };
            let known = |row: &Counted| row.2[0] > 0.0;
            journey.touchpoints.ids().zip(&rows).map(row).filter(known).collect()
        });
        largest_first(counted, |row| row.2[0])
    });
    let row = move |(_, name, [own, all], observations): Counted| {
        let (numbers, share) = (desk.derived.numbers(), own / all);
        PlotRow {
            name,
            aside: match observations > 0.0 {
                true => text::observed(&numbers.people(observations)),
                false => text::TYPED_WITH_RANGE.to_owned(),
            },
            bars: vec![Bar::of(share, numbers.share(share), "tone-edge")],
            is_sum: false,
        }
    };
    let bars = move |most| first(rows, most, row);
    let ask = Rc::new(move |at: usize, _: usize| {
        if let Some(row) = rows.with_untracked(|rows| rows.get(at).cloned()) {
            receipt::show(desk, untrack(|| measure_receipt(desk, &row)));
        }
    });
    let plot =
        Plot { choose: Some(show(desk, rows, |row| row.0.clone())), ask: Some(ask), ..Plot::default() };
    let any = move || rows.with(|rows| !rows.is_empty());
    [
        when(any, || p().class("small").child(text::COUNT_NEXT_ABOUT)),
        plot.draw_first(SHOWN, bars).into_child(),
    ]
    .into_child()
}

/// Where the part that a touchpoint has of the uncertainty comes from.
fn measure_receipt(desk: Desk, (_, name, [own, all], _): &Counted) -> Receipt {
    let numbers = desk.derived.numbers();
    let words = ["", text::MEASURE_SENTENCE, text::MEASURE_FORMULA];
    let terms = vec![(text::ITS_VARIANCE.into(), *own), (text::ALL_VARIANCE.into(), *all)];
    let mut receipt = Receipt::of_sum(desk, words, terms, &|part| numbers.decimal(part * 1e4, 6));
    receipt.title = text::question_at(text::COUNT_NEXT, name);
    receipt.number = numbers.share_exact(own / all);
    receipt
}

fn cells(desk: Desk) -> Vec<Vec<String>> {
    let heads =
        [text::NUMBER, text::ESTIMATE, text::ERROR, text::LOW, text::HIGH, text::DRAWN_LOW, text::DRAWN_HIGH];
    let known = drawn(desk);
    let own = intervals(desk);
    let lines = own.iter().flat_map(|own| lines(desk, own, &known));
    let row = |line: Line| {
        let ends = line.drawn.map(|(low, high)| [low, high]);
        let drawn = ends.map_or_else(Default::default, |ends| ends.map(cell));
        let own = [line.delta.estimate, line.delta.error, line.delta.low, line.delta.high].map(cell);
        std::iter::once(line.name.to_owned()).chain(own).chain(drawn).collect()
    };
    std::iter::once(heads.map(str::to_owned).to_vec()).chain(lines.map(row)).collect()
}
