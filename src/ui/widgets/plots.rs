//! Rows of a name, bars on a common axis with a zero in it, and their numbers.

use super::super::prelude::*;
use super::bars::{Act, asides};
use std::rc::Rc;

/// One bar: it reaches from one amount to another, with what it is uncertain by.
#[derive(Clone, PartialEq, Default)]
pub struct Bar {
    /// Where it begins, in the axis's unit.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The standard error of its end; 0 where there is none.
    pub error: f64,
    /// The amount with its unit and sign.
    pub number: String,
    /// The class that colours it.
    pub tone: &'static str,
}

impl Bar {
    /// A bar from zero.
    pub fn of(amount: f64, number: String, tone: &'static str) -> Self {
        Self { to: amount, number, tone, ..Self::default() }
    }
}

/// One row: as many bars as there are labels.
#[derive(Clone, PartialEq, Default)]
pub struct PlotRow {
    /// What it is about.
    pub name: String,
    /// A second line under the name.
    pub aside: String,
    /// Its bars.
    pub bars: Vec<Bar>,
    /// Whether it is the sum of the rows before it.
    pub is_sum: bool,
}

/// What the bars of a plot are, and what its rows do.
#[derive(Clone, Default)]
pub struct Plot {
    /// What each bar of a row says, with the class that colours it; none where one bar needs no word.
    pub key: &'static [(&'static str, &'static str)],
    /// Whether each bar of a row has a scale of its own, as amounts of different units need.
    pub scales_apart: bool,
    /// What a row does when it is chosen, by its place; rows that are a sum do nothing.
    pub choose: Option<Act>,
    /// What a number does when it is asked where it comes from, by the places of its row and its bar;
    /// those of a sum, too.
    pub ask: Option<Rc<dyn Fn(usize, usize)>>,
    /// What the second line under a name does when it is asked, by the place of its row; that of a sum is not.
    pub ask_aside: Option<Act>,
}

/// The first of the rows that are drawn from some list, and how many it has, as [`Plot::draw_first`] asks.
pub fn first<T: Clone + Send + Sync + 'static>(
    all: Memo<Vec<T>>,
    most: usize,
    row: impl FnMut(T) -> PlotRow,
) -> (Vec<PlotRow>, usize) {
    all.with(|all| (all.iter().take(most).cloned().map(row).collect(), all.len()))
}

/// The ends of an axis: the lowest of its amounts and 0, and the highest.
#[derive(Clone, Copy, PartialEq)]
struct Axis {
    low: f64,
    high: f64,
}

impl Axis {
    fn of<'a>(bars: impl Iterator<Item = &'a Bar>) -> Self {
        let mut axis = Self { low: 0.0, high: 0.0 };
        for bar in bars {
            axis.low = axis.low.min(bar.from).min(bar.to - bar.error);
            axis.high = axis.high.max(bar.from).max(bar.to + bar.error);
        }
        axis
    }

    /// Where an amount stands, in percent of the axis.
    fn at(self, amount: f64) -> f64 {
        let length = self.high - self.low;
        if length > 0.0 { ((amount - self.low) / length * 100.0).clamp(0.0, 100.0) } else { 0.0 }
    }
}

impl Plot {
    /// Draws the rows; they follow what they are about.
    pub fn draw(self, rows: impl Fn() -> Vec<PlotRow> + Send + Sync + 'static) -> El {
        self.follow(Memo::new(move |_| rows()))
    }

    /// Draws the first of many rows, and where there are more a button that shows all of them. `rows` makes
    /// at most as many as it is asked for, and says how many there are.
    pub fn draw_first(
        self,
        shown: usize,
        rows: impl Fn(usize) -> (Vec<PlotRow>, usize) + Send + Sync + 'static,
    ) -> El {
        let whole = RwSignal::new(false);
        let made = Memo::new(move |_| rows(if whole.get() { usize::MAX } else { shown }));
        let count = Memo::new(move |_| made.with(|(_, count)| *count));
        let words = move || match whole.get() {
            true => super::super::catalogue::show_first(shown),
            false => super::super::catalogue::show_all(count.get()),
        };
        let more = move || {
            button()
                .class("button small")
                .attr("aria-expanded", move || whole.get().to_string())
                .on(ev::click, move |_| whole.update(|whole| *whole = !*whole))
                .child(words)
        };
        let plot = self.follow(Memo::new(move |_| made.with(|(rows, _)| rows.clone())));
        div().child(plot).child(when(move || count.get() > shown, more))
    }

    fn follow(self, rows: Memo<Vec<PlotRow>>) -> El {
        let (key, apart) = (self.key, self.scales_apart);
        let axes = Memo::new(move |_| {
            let count = rows.with(|rows| rows.iter().map(|row| row.bars.len()).max().unwrap_or(0));
            let axis = |at: usize| {
                rows.with(|rows| {
                    let bars = rows.iter().flat_map(|row| row.bars.iter().enumerate());
                    Axis::of(bars.filter(|(place, _)| !apart || *place == at).map(|(_, bar)| bar))
                })
            };
            (0..count).map(axis).collect::<Vec<_>>()
        });
        // A row keeps its element, and with it the focus, while its numbers change.
        let places = move || (0..rows.with(Vec::len)).collect::<Vec<_>>();
        let does = (self.choose, self.ask, self.ask_aside);
        let row = move |at: &usize| plot_row(rows, axes, *at, key, does.clone());
        let named = |(name, tone): &(&'static str, &'static str)| span().child(i().class(*tone)).child(*name);
        let key = (key.len() > 1).then(|| {
            p().class("plot-key").attr("aria-hidden", "true").child(key.iter().map(named).collect::<Vec<_>>())
        });
        div().class("plot-rows").child(key).child(each(places, usize::to_string, row))
    }
}

/// What a row and its numbers do.
type Does = (Option<Act>, Option<Rc<dyn Fn(usize, usize)>>, Option<Act>);

fn plot_row(
    rows: Memo<Vec<PlotRow>>,
    axes: Memo<Vec<Axis>>,
    at: usize,
    key: &'static [(&'static str, &'static str)],
    (choose, ask, ask_aside): Does,
) -> El {
    let row = Memo::new(move |_| (rows.with(|rows| rows.get(at).cloned().unwrap_or_default()), axes.get()));
    let class = move || row.with(|(row, _)| if row.is_sum { "plot-row sum" } else { "plot-row" });
    let is_sum = row.with_untracked(|(row, _)| row.is_sum);
    let words = move || row.with(|(row, _)| row.aside.clone());
    let (aside, beneath) = asides(Box::new(words), ask_aside.filter(|_| !is_sum), at);
    let name = move || row.with(|(row, _)| row.name.clone());
    let what = span().class("what").child(span().child(name)).child(aside);
    let tracks = span().class("tracks").attr("aria-hidden", "true");
    let picture = [what, tracks.child(by(move || row.get(), move |(row, axes)| bars(row, axes)))];
    let asked = ask.clone();
    let numbers = by(move || row.get(), move |(row, _)| numbers(row, at, key, asked.clone()));
    match choose.filter(|_| !is_sum) {
        Some(choose) if ask.is_some() => {
            let chosen = button().class("choose").on(ev::click, move |_| choose(at)).child(picture);
            div().class(class).child(chosen).child(beneath).child(numbers)
        }
        Some(choose) => {
            button().class(class).on(ev::click, move |_| choose(at)).child(picture).child(numbers)
        }
        None => div().class(class).child(picture).child(beneath).child(numbers),
    }
}

fn bars(row: &PlotRow, axes: &[Axis]) -> Vec<El> {
    row.bars.iter().zip(axes).map(|(bar, axis)| track(bar, *axis)).collect()
}

fn numbers(
    row: &PlotRow,
    at: usize,
    key: &'static [(&'static str, &'static str)],
    ask: Option<Rc<dyn Fn(usize, usize)>>,
) -> El {
    let number = |(place, bar): (usize, &Bar)| {
        let label = key.get(place).map(|(label, _)| span().class("unseen").child(format!("{label}: ")));
        let number = match ask.clone() {
            Some(ask) => button()
                .class("number asked")
                .attr("title", super::super::catalogue::RECEIPT_TIP)
                .on(ev::click, move |_| ask(at, place)),
            None => span().class("number"),
        };
        number.child(label).child(bar.number.clone())
    };
    span().class("numbers").child(row.bars.iter().enumerate().map(number).collect::<Vec<_>>())
}

fn track(bar: &Bar, axis: Axis) -> El {
    let stretch = |part: El, low: f64, high: f64| {
        let (start, end) = (axis.at(low.min(high)), axis.at(low.max(high)));
        part.style("left", format!("{start:.2}%")).style("width", format!("{:.2}%", end - start))
    };
    let whisker =
        (bar.error > 0.0).then(|| stretch(i().class("whisker"), bar.to - bar.error, bar.to + bar.error));
    let zero = (axis.low < 0.0).then(|| stretch(i().class("zero"), 0.0, 0.0));
    let fill = stretch(i().class(format!("fill {}", bar.tone)), bar.from, bar.to);
    span().class("track").child(fill).child(zero).child(whisker)
}
