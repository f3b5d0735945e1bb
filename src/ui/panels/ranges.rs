//! How far typed numbers may be off, and both views of a score side by side.

use super::super::catalogue as text;
use super::super::prelude::*;
use super::super::widgets::NumberField;
use super::parts::hint;
use super::scores::Scored;
use super::subject::Subject;
use crate::edit::Tracked;
use crate::model::{Perspective, Range, Score, Touchpoint};

/// A typed number that may carry a range.
#[derive(Clone, Copy)]
pub struct Ranged<T> {
    /// What it is called.
    pub name: &'static str,
    /// Whether it is shown in hundredths.
    pub is_share: bool,
    /// Its range.
    pub of: fn(&T) -> &Range,
    /// The same, to change.
    pub of_mut: fn(&mut T) -> &mut Range,
}

/// One end of a range, as fields say it.
type End = (&'static str, fn(&Range) -> Option<f64>, fn(&mut Range, Option<f64>));
const ENDS: [End; 2] = [
    (text::LOWEST, |range| range.low, |range, end| range.low = end),
    (text::HIGHEST, |range| range.high, |range, end| range.high = end),
];

/// The ranges of numbers that are typed elsewhere: open where one is said.
pub fn ranges<T: Tracked + Send + Sync>(subject: Subject<T>, numbers: &'static [Ranged<T>]) -> El {
    let said = Memo::new(move |_| {
        subject.with(|record| numbers.iter().any(|number| !(number.of)(record).is_unsaid()))
    });
    let end = |number: &'static Ranged<T>, (words, of, put): End| {
        let value = move || subject.with(|record| of((number.of)(record)));
        let keep = move |typed| subject.change(|record| put((number.of_mut)(record), typed));
        let field = NumberField::new(text::field_of(&[number.name, words]), value, keep).label_hidden();
        td().child(if number.is_share { field.percent() } else { field })
    };
    let row = |number: &'static Ranged<T>| {
        tr().child(th().attr("scope", "row").child(number.name)).child(ENDS.map(|side| end(number, side)))
    };
    let heads = ["", text::LOWEST, text::HIGHEST].map(|head| td().class("head").child(head));
    let rows = tbody().child(tr().child(heads)).child(numbers.iter().map(row).collect::<Vec<_>>());
    details()
        .attr("open", said)
        .attr("data-ranges", true)
        .child(summary().child(text::RANGES))
        .child(table().class("table sides").child(rows))
        .child(hint(text::RANGE_HINT))
}

/// The scores of a touchpoint in both views, side by side, with their ranges and how many said so.
pub fn both_views(touchpoint: Subject<Touchpoint>) -> El {
    let open = touchpoint.desk().session.both_views;
    let toggle = move |_| open.update(|open| *open = !*open);
    let head = button()
        .class("button small")
        .attr("aria-expanded", move || open.get().to_string())
        .on(ev::click, toggle)
        .child(text::BOTH_VIEWS);
    section()
        .attr("data-section", "both-views")
        .child(head)
        .child(when(move || open.get(), move || [sides(touchpoint), hint(text::BOTH_VIEWS_HINT)]))
}

/// The two sides of a score, and what each is called.
const SIDES: [(Perspective, &str); 2] =
    [(Perspective::Company, text::COMPANY), (Perspective::Evidence, text::CUSTOMERS)];

/// A score, and whose.
type Side = (Scored, Perspective);

fn sides(touchpoint: Subject<Touchpoint>) -> El {
    let heads = ["", text::NUMBER_TYPED, text::LOWEST, text::HIGHEST, text::HOW_MANY_SAID];
    let heads = tr().child(heads.map(|head| td().class("head").child(head)));
    let desk = touchpoint.desk();
    let rows = Scored::all().map(|scored| {
        let name = th()
            .attr("scope", "rowgroup")
            .attr("colspan", "5")
            .child(scored.label())
            .child(span().class("mute").child(" "))
            .child(span().class("mute small").child(scored.unit(desk)));
        tbody()
            .child(tr().child(name))
            .child(SIDES.map(|(whose, words)| side(touchpoint, (scored, whose), words)))
    });
    table().class("table sides").child(thead().child(heads)).child(rows)
}

fn side(touchpoint: Subject<Touchpoint>, key: Side, whose: &'static str) -> El {
    let field = move |words: &'static str,
                      of: fn(&Touchpoint, Side) -> Option<f64>,
                      put: fn(&mut Touchpoint, Side, Option<f64>)| {
        let label = text::field_of(&[key.0.label(), whose, words]);
        td().child(touchpoint.number_of(key, label, of, put).label_hidden())
    };
    let n = field(
        text::HOW_MANY_SAID,
        |t, (scored, _)| scored.of(t).n,
        |t, (scored, _), n| scored.of_mut(t).n = n,
    );
    let n = if key.1 == Perspective::Evidence { n } else { td() };
    tr().child(th().attr("scope", "row").child(whose))
        .child(field(text::NUMBER_TYPED, number, |t, side, typed| *number_mut(t, side) = typed))
        .child(field(text::LOWEST, |t, side| range(t, side).low, |t, side, end| range_mut(t, side).low = end))
        .child(field(
            text::HIGHEST,
            |t, side| range(t, side).high,
            |t, side, end| range_mut(t, side).high = end,
        ))
        .child(n)
}

fn number(touchpoint: &Touchpoint, (scored, whose): Side) -> Option<f64> {
    let score = scored.of(touchpoint);
    if whose == Perspective::Company { score.assumed } else { score.evidenced }
}

fn number_mut(touchpoint: &mut Touchpoint, (scored, whose): Side) -> &mut Option<f64> {
    let score = scored.of_mut(touchpoint);
    if whose == Perspective::Company { &mut score.assumed } else { &mut score.evidenced }
}

fn range(touchpoint: &Touchpoint, (scored, whose): Side) -> &Range {
    let score: &Score = scored.of(touchpoint);
    if whose == Perspective::Company { &score.assumed_range } else { &score.evidenced_range }
}

fn range_mut(touchpoint: &mut Touchpoint, (scored, whose): Side) -> &mut Range {
    let score = scored.of_mut(touchpoint);
    if whose == Perspective::Company { &mut score.assumed_range } else { &mut score.evidenced_range }
}
