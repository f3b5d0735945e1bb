//! What to buy: the budget, how far the search is, what it found.

use super::super::super::advisor::{self, State, Told};
use super::super::super::catalogue as text;
use super::super::super::desk::Desk;
use super::super::super::fixing;
use super::super::super::numbers::Numbers;
use super::super::super::prelude::*;
use super::super::super::sentence::{self, Sentence};
use super::super::super::widgets::{NumberField, plain_number, switch};
use super::super::around::book_choice;
use super::super::parts::{fact_with_receipt, facts, hint, section_head, sign, word_button};
use super::receipts::{Of, cost_receipt, gain_receipt, gap_receipt, net_receipt};
use super::{frontier::frontier, tables};
use crate::analysis::Book;
use crate::model::About;
use std::rc::Rc;
use std::sync::Arc;

/// The latest answer, if there is one.
pub type Known = Memo<Option<Arc<Told>>>;

/// The latest answer.
pub fn known(desk: Desk) -> Known {
    Memo::new(move |_| desk.advisor.told())
}

/// The section of an answer, greyed while it is not about the journey as it is now.
fn greyed(desk: Desk, section: El) -> El {
    section.class("answer").attr("data-stale", move || (!desk.advisor.is_current()).then_some("true"))
}

/// The budget and what it should buy.
pub fn what_to_buy(desk: Desk, known: Known) -> El {
    let is_known = move || known.with(Option::is_some);
    section()
        .child(section_head(h2().child(text::WHAT_TO_BUY), book_choice(desk)))
        .child(fields(desk, known))
        .child(when(is_known, move || greyed(desk, div()).child(found(desk, known))))
        .child(progress(desk))
}

/// What the answer stands beside.
pub fn more(desk: Desk, known: Known) -> El {
    let sections = move || {
        [
            tables::beside(desk, known),
            frontier(desk, known),
            tables::each_fix(desk, known),
            tables::regret(desk, known),
        ]
        .map(|section| greyed(desk, section))
        .into_child()
    };
    let is_known = move || known.with(Option::is_some);
    div().class("panel rest").child(when(is_known, sections)).child(hint(text::BUDGET_LIMITS))
}

/// What may be spent, and how long gains count.
fn fields(desk: Desk, known: Known) -> El {
    let about = Memo::new(move |_| desk.editor.read(|journey| journey.about.clone()));
    let change = move |change: &dyn Fn(&mut About)| {
        desk.editor.edit(|draft| draft.change_about(change));
    };
    let all =
        move || known.with(|known| known.as_ref().map(|told| plain_number(told.advice.costs.iter().sum())));
    let budget = NumberField::new(
        text::BUDGET,
        move || about.with(|about| about.budget),
        move |budget| change(&|about| about.budget = budget),
    );
    let periods = NumberField::new(
        text::COUNTED_OVER,
        move || about.with(|about| about.periods),
        move |periods| change(&|about| about.periods = periods),
    );
    let usual = move || about.with(|about| plain_number(about.period.in_a_year()));
    let unit = move || about.with(|about| text::periods_unit(about.period));
    div()
        .class("grid-2")
        .child(budget.unit(sign(desk)).placeholder(move || all().unwrap_or_default()))
        .child(periods.unit(unit).placeholder(usual))
}

/// How far the search is, and what can be done about it. The line is always there: nothing jumps.
fn progress(desk: Desk) -> El {
    let state = desk.advisor.state;
    let words = move || match state.get() {
        State::Searching(share) => text::searching(share),
        State::Ended => text::SEARCH_ENDED.to_owned(),
        State::Failed(why) => why.to_owned(),
        State::Quiet if !desk.advisor.has_choice() => text::NOTHING_TO_CHOOSE.to_owned(),
        State::Quiet if desk.advisor.told().is_none() => String::new(),
        State::Quiet if desk.advisor.is_current() => text::UP_TO_DATE.to_owned(),
        State::Quiet => text::OUT_OF_DATE.to_owned(),
    };
    let act = by(
        move || match state.get() {
            State::Searching(_) => Some(true),
            State::Ended | State::Failed(_) => Some(false),
            State::Quiet => None,
        },
        move |act| {
            act.map(|searching| match searching {
                true => word_button("button small", text::CANCEL, move || desk.advisor.end()),
                false => word_button("button small", text::SEARCH_AGAIN, move || advisor::ask(desk)),
            })
        },
    );
    let share = move || match state.get() {
        State::Searching(share) => format!("{:.0}%", share * 100.0),
        _ => "0".to_owned(),
    };
    div()
        .class("search-state")
        .attr("data-searching", move || matches!(state.get(), State::Searching(_)).then_some("true"))
        .child(div().class("row").child(span().class("grow").child(words)).child(act))
        .child(div().class("bar").attr("aria-hidden", "true").child(i().style("width", share)))
}

/// The set, its cost and its gain.
fn found(desk: Desk, known: Known) -> Vec<Child> {
    let numbers = move || desk.derived.numbers();
    let of = move |look: fn(&Told, Numbers) -> String| {
        move || known.with(|known| known.as_ref().map(|told| look(told, numbers())).unwrap_or_default())
    };
    let organisation =
        move || known.with(|known| known.as_ref().is_some_and(|told| told.book() == Book::Organisation));
    let three = by(organisation, move |organisation| {
        let asked = |of: Of| {
            move |desk| {
                let of = |told: &Arc<Told>| of(desk, told, &told.advice.answer.chosen);
                known.with(|known| known.as_ref().map(of).unwrap_or_default())
            }
        };
        let cost = of(|told, numbers| numbers.money_short(told.advice.answer.chosen.cost));
        let cost = fact_with_receipt(desk, cost, text::COSTS, asked(cost_receipt));
        let gain = of(|told, numbers| numbers.money_short(told.advice.answer.chosen.gain));
        match organisation {
            true => facts([
                cost,
                fact_with_receipt(desk, gain, text::GAIN, asked(gain_receipt)),
                fact_with_receipt(
                    desk,
                    of(|told, numbers| numbers.money_short(net(told))),
                    text::AFTER_COST,
                    asked(net_receipt),
                ),
            ]),
            false => facts([cost, fact_with_receipt(desk, gain, text::GAIN_CUSTOMERS, asked(gain_receipt))]),
        }
    });
    let tried = switch(
        text::TRY_IT,
        move || {
            let chosen = desk.advisor.chosen();
            !chosen.is_empty() && desk.session.tried.with(|tried| *tried == chosen)
        },
        move |on| fixing::try_fixes(desk, if on { untrack(|| desk.advisor.chosen()) } else { Vec::new() }),
    );
    vec![
        three,
        said(desk, known).into_child(),
        when(move || !desk.advisor.chosen().is_empty(), move || tried.clone()),
    ]
}

/// What the set buys and how sure that is, in sentences.
fn said(desk: Desk, known: Known) -> [El; 2] {
    let numbers = move || desk.derived.numbers();
    let buys = move || {
        let period = desk.editor.read(|journey| journey.about.period);
        known.with(|known| known.as_ref().map(|told| sentence(told, numbers(), period)).unwrap_or_default())
    };
    let bought = move |desk, at: usize| {
        let all: [Of; 3] = [cost_receipt, gain_receipt, net_receipt];
        let of = |told: &Arc<Told>| Some(all.get(at)?(desk, told, &told.advice.answer.chosen));
        known.with(|known| known.as_ref().and_then(of).unwrap_or_default())
    };
    let proof =
        move || known.with(|known| known.as_ref().map(|told| proven(told, numbers())).unwrap_or_default());
    let gap = move |desk, _| {
        known.with(|known| known.as_ref().map(|told| gap_receipt(desk, told)).unwrap_or_default())
    };
    let is_exact =
        move || known.with(|known| known.as_ref().map(|told| told.advice.answer.is_exact().to_string()));
    let said = p().class("say").attr("role", "status").attr("data-number", "buys");
    [
        said.child(sentence::sentence(desk, Rc::new(buys), Rc::new(bought))),
        p().class("hint").attr("data-proof", is_exact).child(sentence::sentence(
            desk,
            Rc::new(proof),
            Rc::new(gap),
        )),
    ]
}

/// How much more the choice is worth than today, its cost taken off where it counts.
fn net(told: &Told) -> f64 {
    told.advice.answer.chosen.value - told.advice.answer.today
}

fn sentence(told: &Told, numbers: Numbers, period: crate::model::Period) -> Sentence {
    let advice = &told.advice;
    let chosen = &advice.answer.chosen;
    if chosen.fixes.is_empty() {
        return Sentence::of(text::NOTHING_PAYS.to_owned(), &[]);
    }
    let net = (told.book() == Book::Organisation).then(|| net(told));
    let span = (period, advice.periods);
    let words = text::buy_words(numbers, chosen.fixes.len(), span, net.is_some());
    let mut amounts = [Some(chosen.cost), Some(chosen.gain), net].into_iter().flatten();
    words.iter().fold(Sentence::default(), |sentence, words| match amounts.next() {
        Some(amount) => sentence.then(words).number(&numbers.money(amount)),
        None => sentence.then(words),
    })
}

/// How sure it is that there is no better set.
fn proven(told: &Told, numbers: Numbers) -> Sentence {
    let answer = &told.advice.answer;
    if !answer.is_exact() {
        let sets = numbers.decimal(answer.looked_at as f64, 0);
        let gap = answer.gap.map(|gap| numbers.money(gap));
        let words = text::cut_short(&sets, gap.as_deref());
        return Sentence::of(words, gap.as_deref().as_slice());
    }
    let last = told.advice.frontier.last();
    let is_last = last.is_some_and(|point| point.choice.fixes == answer.chosen.fixes);
    let rest = is_last && answer.chosen.cost < told.advice.budget;
    let more = if rest { [" ", text::MORE_BUYS_NOTHING].concat() } else { String::new() };
    Sentence::of([text::SEARCH_EXACT, &more].concat(), &[])
}
