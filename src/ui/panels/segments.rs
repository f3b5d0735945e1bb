//! Who is worth what, who of them leaves, and where two segments differ.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::names::place_name;
use super::super::prelude::*;
use super::super::receipt::{Receipt, under_segment};
use super::super::widgets::{Bar, Plot, PlotRow, choice};
use super::around::book_choice;
use super::differences::{Pair, difference_plot, show};
use super::insights::{Insight, cell};
use super::parts::{a_period, fact, fact_with_receipt, facts, hint};
use super::sure;
use crate::analysis::segments::{self, Churn, SegmentWorth};
use crate::analysis::uncertainty::{Interval, Intervals, Uncertainty};
use crate::analysis::{Book, ByBook, Lifetime, Lifetimes, Refusal};
use crate::geometry::largest_first;
use crate::model::Id;
use std::sync::Arc;

/// Who is worth what.
pub const INSIGHT: Insight = Insight { name: text::SEGMENTS, about: text::SEGMENTS_ABOUT, view, cells };

/// How many touchpoints are shown.
const SHOWN: usize = 10;
/// What the two bars of those who leave say.
const LEAVERS: [(&str, &str); 2] = [(text::THE_MANY, "tone-edge"), (text::THE_VALUABLE, "tone-bad")];

/// What segments are worth, each and all together.
#[derive(Clone, PartialEq)]
struct Worths {
    each: Vec<SegmentWorth>,
    together: Result<Lifetime, Refusal>,
    equity: Option<ByBook>,
    churn: Churn,
    sure: Option<Uncertainty>,
}

fn worths(desk: Desk) -> Worths {
    let (network, readings) = (desk.derived.network.get(), desk.derived.readings.get());
    let lifetimes = Lifetimes::of(&network);
    Worths {
        each: segments::each(&network, &readings, &lifetimes),
        churn: Churn::together(&network, &readings),
        equity: lifetimes.equity.ok(),
        together: lifetimes.together,
        sure: sure::found(desk),
    }
}

/// The names of the segments, by place.
fn names(desk: Desk) -> Vec<String> {
    let names: Vec<String> =
        desk.editor.read(|journey| journey.segments.records().map(|s| s.name.clone()).collect());
    if names.is_empty() { vec![text::EVERYONE.to_owned()] } else { names }
}

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
            fact(value, text::FIRST_JOURNEY),
            fact_with_receipt(desk, lifetime, text::LIFETIME_EACH, lifetime_receipt),
            fact_with_receipt(desk, equity, a_period(desk, text::equity_a), equity_receipt),
        ])
        .into_child(),
        by(
            move || callouts(desk, worths),
            |lines| lines.iter().map(|line| callout(line)).collect::<Vec<_>>(),
        ),
        worth_tables(desk, worths),
        by(
            move || between(desk, worths),
            |lines| lines.iter().map(|line| hint(line.clone())).collect::<Vec<_>>(),
        ),
        h3().child(text::WHO_LEAVES).into_child(),
        hint(text::WHO_LEAVES_ABOUT).into_child(),
        hint(a_period(desk, text::amounts_a)).into_child(),
        when(several, move || leavers_by_segment(desk, worths)),
        leavers_by_touchpoint(desk),
        when(several, move || comparison(desk)),
    ])
}

/// What has to be said: who has no lifetime value, who loses money, who had better not come.
fn callouts(desk: Desk, worths: Memo<Worths>) -> Vec<String> {
    let (names, numbers) = (names(desk), desk.derived.numbers());
    worths.with(|worths| {
        let mut lines = Vec::new();
        for (name, own) in names.iter().zip(&worths.each) {
            if let Err(refusal) = &own.lifetime {
                lines.push(desk.editor.read(|journey| refusal.sentence(journey)));
            }
            if own.loses_money {
                lines.push(text::loses_money(name, &numbers.money(own.value.organisation)));
            }
            if own.loses_out {
                lines.push(text::loses_out(name, &numbers.money(own.value.customer)));
            }
        }
        lines
    })
}

/// Between what lifetime value and equity lie, of each segment and of all together.
fn between(desk: Desk, worths: Memo<Worths>) -> Vec<String> {
    let (numbers, book) = (desk.derived.numbers(), desk.session.book.get());
    let at = usize::from(book == Book::Customer);
    let line = |name: &str, own: &Intervals, many: f64| {
        let each = own.lifetime.and_then(|both| both.get(at).copied())?;
        let ends = |all: Interval| text::from_to(&numbers.money(all.low), &numbers.money(all.high));
        Some(text::lifetime_between(name, &ends(each), &ends(each.times(many))))
    };
    worths.with(|worths| {
        let Some(sure) = &worths.sure else { return Vec::new() };
        let names = names(desk);
        let parts = names.iter().zip(&worths.each).zip(&sure.segments);
        let mut lines: Vec<String> =
            parts.filter_map(|((name, own), sure)| line(name, sure, own.volume)).collect();
        if worths.each.len() > 1 {
            let entrants = worths.each.iter().map(|own| own.volume).sum();
            lines.extend(line(text::TOGETHER, &sure.together, entrants));
        }
        lines
    })
}

fn callout(words: &str) -> El {
    div().class("callout").child(icon(Icon::Warning)).child(span().child(words.to_owned()))
}

/// Who they are and how many come back; below it, what they are worth.
fn worth_tables(desk: Desk, worths: Memo<Worths>) -> Child {
    let who = move |own: &SegmentWorth| {
        let numbers = desk.derived.numbers();
        let back = own
            .lifetime
            .as_ref()
            .map_or_else(|_| text::NO_NUMBER.to_owned(), |own| numbers.share(own.comes_back));
        [numbers.people(own.volume), numbers.share(own.success), back]
    };
    let worth = move |own: &SegmentWorth| {
        let (numbers, book) = (desk.derived.numbers(), desk.session.book.get());
        let none = || text::NO_NUMBER.to_owned();
        let lifetime = own.lifetime.as_ref().map_or_else(|_| none(), |own| numbers.money(own.total[book]));
        let equity = own.equity.map_or_else(none, |equity| numbers.money(equity[book]));
        [numbers.money(own.value[book]), lifetime, equity]
    };
    [
        worth_table(desk, worths, [text::ENTRANTS_SHORT, text::SUCCEED, text::COME_BACK], Box::new(who)),
        worth_table(desk, worths, [text::VALUE_EACH, text::LIFETIME, text::EQUITY_SHORT], Box::new(worth)),
    ]
    .into_child()
}

type Columns = Box<dyn Fn(&SegmentWorth) -> [String; 3]>;

fn worth_table(desk: Desk, worths: Memo<Worths>, heads: [&'static str; 3], columns: Columns) -> El {
    let rows = move || {
        let row = |(name, own): (String, &SegmentWorth)| (name, columns(own));
        worths.with(|worths| names(desk).into_iter().zip(&worths.each).map(row).collect::<Vec<_>>())
    };
    let row = |(name, cells): &(String, [String; 3])| {
        tr().child(td().child(name.clone())).child(cells.clone().map(|cell| td().child(cell)))
    };
    let body = by(rows, move |rows| rows.iter().map(row).collect::<Vec<_>>());
    let heads = heads.map(|head| th().child(head));
    let head = thead().child(tr().child(th().child(text::SEGMENT)).child(heads));
    table().class("table").child(head).child(tbody().child(body))
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
            let mut rows: Vec<PlotRow> = names(desk).into_iter().zip(&worths.each).map(row).collect();
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
    Plot { key: &LEAVERS, scales_apart: true, ..Plot::default() }.draw(rows)
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
    let bars = move || rows.get().into_iter().take(SHOWN).map(row).collect();
    let plot = Plot {
        key: &LEAVERS,
        scales_apart: true,
        choose: Some(show(desk, rows, |row| row.0.clone())),
        ask: None,
    };
    [h3().child(text::WHERE_VALUE_LEAVES), plot.draw(bars)].into_child()
}

/// Two segments, touchpoint by touchpoint.
fn comparison(desk: Desk) -> Child {
    let (one, other) = (RwSignal::new(0_usize), RwSignal::new(1_usize));
    let pair: Pair = Memo::new(move |_| {
        desk.derived.readings.with(|readings| {
            let of = |at: usize| readings.segments.get(at).map(Arc::clone);
            of(one.get()).zip(of(other.get()))
        })
    });
    let pick = move |label: &'static str, chosen: RwSignal<usize>| {
        let options =
            move || names(desk).into_iter().enumerate().map(|(at, name)| (at.to_string(), name)).collect();
        let keep = move |at: String| chosen.set(at.parse().unwrap_or_default());
        choice(label, false, options, move || chosen.get().to_string(), keep)
    };
    Child::Several(vec![
        h3().child(text::TWO_SEGMENTS).into_child(),
        div()
            .class("grid-2")
            .child(pick(text::ONE_SEGMENT, one))
            .child(pick(text::COMPARED_WITH, other))
            .into_child(),
        difference_plot(desk, pair),
    ])
}

/// What one who enters is worth over all journeys.
fn lifetime_receipt(desk: Desk) -> Receipt {
    let (found, book) = (worths(desk), desk.session.book.get());
    let numbers = desk.derived.numbers();
    let mut receipt = Receipt {
        title: text::LIFETIME_EACH.into(),
        formula: text::LIFETIME_FORMULA,
        under: under_segment(desk, None),
        ..Receipt::default()
    };
    match &found.together {
        Err(refusal) => receipt.sentence = desk.editor.read(|journey| refusal.sentence(journey)),
        Ok(own) => {
            receipt.number = numbers.money(own.total[book]);
            receipt.sentence = text::lifetime_sentence(&numbers.share(own.comes_back));
            let none = || text::ENDLESS.to_owned();
            let count = |count: Option<f64>| count.map_or_else(none, |count| numbers.decimal(count, 3));
            receipt.terms = vec![
                (text::FIRST_JOURNEY.into(), numbers.money(own.first[book])),
                (text::LATER_PURCHASES.into(), numbers.money_signed(own.repeats[book])),
                (text::NEWCOMERS_ADD.into(), numbers.money_signed(own.referrals[book])),
                (text::JOURNEYS_EACH.into(), count(own.journeys)),
                (text::NEWCOMERS_EACH.into(), count(own.newcomers)),
            ];
        }
    }
    receipt
}

/// What all who enter in a period are worth.
fn equity_receipt(desk: Desk) -> Receipt {
    let (found, book) = (worths(desk), desk.session.book.get());
    let numbers = desk.derived.numbers();
    let term = |(name, own): (String, &SegmentWorth)| {
        let each = own.lifetime.as_ref().ok()?.total[book];
        Some((name, format!("{} × {}", numbers.people(own.volume), numbers.money(each))))
    };
    Receipt {
        title: text::EQUITY.into(),
        number: found.equity.map(|equity| numbers.money(equity[book])).unwrap_or_default(),
        sentence: text::EQUITY_SENTENCE.into(),
        formula: text::EQUITY_FORMULA,
        terms: names(desk).into_iter().zip(&found.each).filter_map(term).collect(),
        under: under_segment(desk, None),
    }
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
    std::iter::once(head).chain(names(desk).into_iter().zip(&found.each).map(row)).collect()
}
