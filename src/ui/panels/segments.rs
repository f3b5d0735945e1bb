//! Who is worth what, who of them leaves, and where two segments differ.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::names::place_name;
use super::super::pair::{self, segment_names};
use super::super::prelude::*;
use super::super::receipt::{self, Receipt};
use super::super::sentence::{Of, Sentence};
use super::super::session::Look;
use super::super::widgets::{Bar, Plot, PlotRow, first};
use super::around::book_choice;
use super::differences::{Pair, difference_plot, show};
use super::insights::{Insight, cell};
use super::parts::{
    a_period, fact_with_receipt, facts, hint, number_with_receipt, section_head, word_button,
};
use super::sure;
use super::worths::{Worths, of_all, worth_tables, worths};
use crate::analysis::origin::Question;
use crate::analysis::segments::{Churn, SegmentWorth};
use crate::analysis::uncertainty::{Interval, Intervals};
use crate::analysis::{Book, ByBook};
use crate::geometry::largest_first;
use crate::model::Id;
use std::rc::Rc;
use std::sync::Arc;

/// Who is worth what.
pub const INSIGHT: Insight = Insight { name: text::SEGMENTS, about: text::SEGMENTS_ABOUT, view, cells };

/// How many touchpoints are shown.
const SHOWN: usize = 10;
/// What the two bars of those who leave say.
const LEAVERS: [(&str, &str); 2] = [(text::THE_MANY, "tone-edge"), (text::THE_VALUABLE, "tone-bad")];

fn view(desk: Desk) -> Child {
    let worths = Memo::new(move |_| worths(desk));
    let book = move || desk.session.book.get();
    let money = move |of: Option<f64>| {
        of.map_or_else(|| text::NO_NUMBER.to_owned(), |amount| desk.derived.numbers().money(amount))
    };
    let lifetime = move || money(worths.with(|w| w.together.as_ref().ok().map(|own| own.total[book()])));
    let equity = move || money(worths.with(|w| w.equity.map(|equity| equity[book()])));
    let value = move || money(Some(desk.derived.readings.with(|readings| readings.together.value[book()])));
    let several = move || desk.derived.network.with(|network| network.segments.len() > 1);
    Child::Several(vec![
        book_choice(desk).into_child(),
        facts([
            fact_with_receipt(desk, value, text::FIRST_JOURNEY, of_all(Question::Value)),
            fact_with_receipt(desk, lifetime, text::LIFETIME_EACH, of_all(Question::Lifetime)),
            fact_with_receipt(desk, equity, a_period(desk, text::equity_a), of_all(Question::Equity)),
        ])
        .into_child(),
        by(
            move || callouts(desk, worths),
            move |lines| lines.iter().map(|line| callout(desk, line)).collect::<Vec<_>>(),
        ),
        worth_tables(desk, worths),
        by(
            move || between(desk, worths),
            move |lines| lines.iter().map(|line| between_line(desk, line)).collect::<Vec<_>>(),
        ),
        h3().child(text::WHO_LEAVES).into_child(),
        hint(text::WHO_LEAVES_ABOUT).into_child(),
        hint(a_period(desk, text::amounts_a)).into_child(),
        when(several, move || leavers_by_segment(desk, worths)),
        leavers_by_touchpoint(desk),
        when(several, move || comparison(desk)),
    ])
}

/// What has to be said, of the segment at which place, and in whose book.
type Callout = (Sentence, usize, Book);

/// What has to be said: who has no lifetime value, who loses money, who had better not come.
fn callouts(desk: Desk, worths: Memo<Worths>) -> Vec<Callout> {
    let (names, numbers) = (segment_names(desk), desk.derived.numbers());
    worths.with(|worths| {
        let mut lines = Vec::new();
        for (at, (name, own)) in names.iter().zip(&worths.each).enumerate() {
            if let Err(refusal) = &own.lifetime {
                let words = desk.editor.read(|journey| refusal.sentence(journey));
                lines.push((Sentence::of(words, &[]), at, Book::Organisation));
            }
            let [us, them] = Book::ALL.map(|book| numbers.money(own.value[book]));
            if own.loses_money {
                lines.push((Sentence::of(text::loses_money(name, &us), &[&us]), at, Book::Organisation));
            }
            if own.loses_out {
                lines.push((Sentence::of(text::loses_out(name, &them), &[&them]), at, Book::Customer));
            }
        }
        lines
    })
}

/// Of whom, between what the lifetime value of each lies, and how many they are.
type Between = (String, Interval, f64);

/// Between what lifetime value and equity lie, of each segment and of all together.
fn between(desk: Desk, worths: Memo<Worths>) -> Vec<Between> {
    let at = usize::from(desk.session.book.get() == Book::Customer);
    let line = |name: &str, own: &Intervals, many: f64| {
        Some((name.to_owned(), own.lifetime.and_then(|both| both.get(at).copied())?, many))
    };
    worths.with(|worths| {
        let Some(sure) = &worths.sure else { return Vec::new() };
        let names = segment_names(desk);
        let parts = names.iter().zip(&worths.each).zip(&sure.segments);
        let mut lines: Vec<Between> =
            parts.filter_map(|((name, own), sure)| line(name, sure, own.volume)).collect();
        if worths.each.len() > 1 {
            let entrants = worths.each.iter().map(|own| own.volume).sum();
            lines.extend(line(text::TOGETHER, &sure.together, entrants));
        }
        lines
    })
}

fn between_line(desk: Desk, (name, each, many): &Between) -> El {
    let numbers = desk.derived.numbers();
    let ends = |title: &'static str, all: Interval| {
        let title = text::question_at(title, name);
        let words = text::from_to(&numbers.money(all.low), &numbers.money(all.high));
        let open = move |desk| sure::interval_receipt(desk, &title, &all, &|amount| numbers.money(amount));
        number_with_receipt(desk, words.into(), Box::new(open))
    };
    hint(text::lifetime_between(name))
        .child(ends(text::LIFETIME, *each))
        .child(text::EACH_AND_EQUITY)
        .child(ends(text::EQUITY, each.times(*many)))
}

fn callout(desk: Desk, (words, place, book): &Callout) -> El {
    let (place, book) = (*place, *book);
    let of: Of = Rc::new(move |desk, _| Receipt::of_segment(desk, Some(place), Question::Value(book)));
    div().class("callout").child(icon(Icon::Warning)).child(span().child(words.asked(desk, &of)))
}

fn leaver_bars(desk: Desk, many: f64, valuable: ByBook) -> Vec<Bar> {
    let numbers = desk.derived.numbers();
    let worth = valuable[desk.session.book.get()];
    let [(_, many_tone), (_, valuable_tone)] = LEAVERS;
    vec![
        Bar::of(many, numbers.people(many), many_tone),
        Bar::of(worth, numbers.money_short(worth), valuable_tone),
    ]
}

fn leavers_by_segment(desk: Desk, worths: Memo<Worths>) -> El {
    let rows = move || {
        let entrants = desk.derived.readings.with(|readings| readings.entrants);
        worths.with(|worths| {
            let row = |(name, own): (String, &SegmentWorth)| PlotRow {
                name,
                bars: leaver_bars(desk, own.churn.many * own.volume, own.churn.valuable.times(own.volume)),
                ..PlotRow::default()
            };
            let mut rows: Vec<PlotRow> = segment_names(desk).into_iter().zip(&worths.each).map(row).collect();
            let all = &worths.churn;
            rows.push(PlotRow {
                name: text::TOGETHER.into(),
                bars: leaver_bars(desk, all.many * entrants, all.valuable.times(entrants)),
                is_sum: true,
                ..PlotRow::default()
            });
            rows
        })
    };
    let ask = Rc::new(move |at: usize, bar: usize| {
        let count = desk.derived.network.with_untracked(|network| network.segments.len());
        // The last row is that of all.
        let place = (at < count).then_some(at);
        let of = |desk: Desk| match bar {
            0 => Question::DroppedInAll,
            _ => Question::Leaving(desk.session.book.get()),
        };
        receipt::show(desk, untrack(|| Receipt::of_segment(desk, place, of(desk))));
    });
    Plot { key: &LEAVERS, scales_apart: true, ask: Some(ask), ..Plot::default() }.draw(rows)
}

/// A touchpoint, those who leave there in a period, and what they were still worth.
type Leaving = (Id, String, f64, ByBook);

fn leaving(desk: Desk) -> Vec<Leaving> {
    let (network, readings) = (desk.derived.network.get(), desk.derived.readings.get());
    let chosen = desk.derived.segment_place();
    let entrants = desk.derived.entrants();
    let rows: Vec<Leaving> = desk.editor.read(|journey| {
        let row = |(at, id): (usize, &Id)| {
            let (mut many, mut valuable) = (0.0, ByBook::default());
            for (place, (part, reading)) in network.segments.iter().zip(&readings.segments).enumerate() {
                let share = chosen.map_or(part.share, |chosen| f64::from(u8::from(chosen == place)));
                let own = reading.touchpoints.get(at).map(Churn::at).unwrap_or_default();
                many += share * own.many * entrants;
                valuable = valuable.plus(own.valuable.times(share * entrants));
            }
            (id.clone(), place_name(journey, id), many, valuable)
        };
        journey.touchpoints.ids().enumerate().map(row).collect()
    });
    largest_first(rows, |row| row.2)
}

fn leavers_by_touchpoint(desk: Desk) -> Child {
    let book = move || desk.session.book.get();
    let rows = Memo::new(move |_| largest_first(leaving(desk), |row| row.3[book()].abs()));
    let row = move |(_, name, many, valuable): Leaving| PlotRow {
        name,
        bars: leaver_bars(desk, many, valuable),
        ..PlotRow::default()
    };
    let bars = move |most| first(rows, most, row);
    let plot = Plot {
        key: &LEAVERS,
        scales_apart: true,
        choose: Some(show(desk, rows, |row| row.0.clone())),
        ask: Some(Rc::new(move |at, bar| {
            let id = rows.with_untracked(|rows| rows.get(at).map(|row| row.0.clone()));
            if let Some(place) = id.and_then(|id| untrack(|| desk.derived.place(&id))) {
                let book = desk.session.book.get_untracked();
                let question =
                    if bar == 0 { Question::Leavers(place) } else { Question::LeavingAt(place, book) };
                receipt::ask(desk, question);
            }
        })),
        ..Plot::default()
    };
    [h3().child(text::WHERE_VALUE_LEAVES), plot.draw_first(SHOWN, bars)].into_child()
}

/// Two segments, touchpoint by touchpoint.
fn comparison(desk: Desk) -> Child {
    let pair: Pair = Memo::new(move |_| {
        let [one, other] = pair::places(desk);
        desk.derived.readings.with(|readings| {
            let of = |at: usize| readings.segments.get(at).map(Arc::clone);
            of(one).zip(of(other))
        })
    });
    let sides = move || {
        let names = segment_names(desk);
        pair::places(desk).map(|at| names.get(at).cloned().unwrap_or_default())
    };
    let flows = word_button("button small", text::SHOW_BOTH_FLOWS, move || {
        desk.session.both_segments.set(true);
        desk.session.look.set(Look::Flow);
    });
    Child::Several(vec![
        section_head(h3().child(text::TWO_SEGMENTS), flows).into_child(),
        div().class("grid-2").child(pair::pair_choice(desk)).into_child(),
        difference_plot(desk, pair, Rc::new(sides), |desk, side, question| {
            Receipt::of_segment(desk, pair::places(desk).get(side).copied(), question)
        }),
    ])
}

fn cells(desk: Desk) -> Vec<Vec<String>> {
    let heads = [
        text::SEGMENT,
        text::ENTRANTS,
        text::REACH_SUCCESS,
        text::VALUE_TO_US_EACH,
        text::VALUE_TO_THEM_EACH,
        text::LIFETIME_TO_US,
        text::LIFETIME_TO_THEM,
        text::EQUITY_TO_US,
        text::EQUITY_TO_THEM,
        text::COME_BACK,
        text::THEY_LEAVE,
        text::LEAVES_TO_US,
        text::LEAVES_TO_THEM,
    ];
    let both = |value: Option<ByBook>| {
        [value.map(|v| v.organisation), value.map(|v| v.customer)].map(|v| v.map(cell).unwrap_or_default())
    };
    let row = |(name, own): (String, &SegmentWorth)| {
        let lifetime = own.lifetime.as_ref().ok();
        let mut row = vec![name, cell(own.volume), cell(own.success)];
        row.extend(both(Some(own.value)));
        row.extend(both(lifetime.map(|own| own.total)));
        row.extend(both(own.equity));
        row.push(lifetime.map(|own| cell(own.comes_back)).unwrap_or_default());
        row.push(cell(own.churn.many));
        row.extend(both(Some(own.churn.valuable)));
        row
    };
    let head = heads.map(str::to_owned).to_vec();
    let found = worths(desk);
    std::iter::once(head).chain(segment_names(desk).into_iter().zip(&found.each).map(row)).collect()
}
