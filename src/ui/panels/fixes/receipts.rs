//! Where the numbers of an answer come from: what a choice costs, gains and nets, what each fix adds.

use super::super::super::advisor::Told;
use super::super::super::catalogue as text;
use super::super::super::desk::Desk;
use super::super::super::receipt::Receipt;
use super::fix_name;
use crate::analysis::budget::Choice;

/// The receipt of a number of a choice.
pub type Of = fn(Desk, &Told, &Choice) -> Receipt;

fn of_money(desk: Desk, words: [&'static str; 3], terms: Vec<(String, f64)>) -> Receipt {
    let numbers = desk.derived.numbers();
    Receipt::of_sum(desk, words, terms, &|amount| numbers.money(amount))
}

/// What each of the fixes of a choice costs.
pub fn cost_receipt(desk: Desk, told: &Told, choice: &Choice) -> Receipt {
    let advice = &told.advice;
    let cost = |at: &usize| Some((fix_name(desk, advice.fixes.get(*at)?), *advice.costs.get(*at)?));
    let terms = choice.fixes.iter().filter_map(cost).collect();
    of_money(desk, [text::COSTS, text::CHOSEN_COST_SENTENCE, text::CHOSEN_COST_FORMULA], terms)
}

/// What the gain is made of: the value with the fixes, that of today, and, in the book that pays for
/// them, their cost.
pub fn gain_receipt(desk: Desk, told: &Told, choice: &Choice) -> Receipt {
    let today = told.advice.answer.today;
    let terms = vec![
        (text::WITH_THEM.to_owned(), choice.value),
        (text::VALUE_TODAY.to_owned(), -today),
        (text::WHAT_THEY_COST.to_owned(), choice.gain - (choice.value - today)),
    ];
    of_money(desk, [text::GAIN, text::CHOSEN_GAIN_SENTENCE, text::CHOSEN_GAIN_FORMULA], terms)
}

/// The gain and what is paid for it.
pub fn net_receipt(desk: Desk, told: &Told, choice: &Choice) -> Receipt {
    let net = choice.value - told.advice.answer.today;
    let terms =
        vec![(text::GAIN.to_owned(), choice.gain), (text::WHAT_THEY_COST.to_owned(), net - choice.gain)];
    of_money(desk, [text::AFTER_COST, text::CHOSEN_NET_SENTENCE, text::CHOSEN_NET_FORMULA], terms)
}

/// What choosing by the company's own scores costs.
pub fn regret_receipt(desk: Desk, told: &Told) -> Receipt {
    let advice = &told.advice;
    let terms = vec![
        (text::BEST_SET.to_owned(), advice.answer.chosen.value),
        (text::COMPANY_CHOICE.to_owned(), -advice.company.value),
    ];
    of_money(desk, [text::BLIND_SPOT_FIXES, text::REGRET_SENTENCE, text::REGRET_FORMULA], terms)
}

/// How much better a set that was not looked at could be.
pub fn gap_receipt(desk: Desk, told: &Told) -> Receipt {
    let (best, gap) = (told.advice.answer.chosen.value, told.advice.answer.gap.unwrap_or(0.0));
    let terms = vec![(text::GAP_BOUND.to_owned(), best + gap), (text::GAP_FOUND.to_owned(), -best)];
    of_money(desk, [text::WHAT_TO_BUY, text::GAP_SENTENCE, text::GAP_FORMULA], terms)
}

/// The cost, the gain and the net of a choice, by place.
pub fn choice_receipt(desk: Desk, told: &Told, choice: &Choice, which: usize) -> Option<Receipt> {
    let all: [Of; 3] = [cost_receipt, gain_receipt, net_receipt];
    Some(all.get(which)?(desk, told, choice))
}

/// What a fix costs, gains alone, as the last one in, and by Shapley, by place.
pub fn fix_receipt(desk: Desk, told: &Told, at: usize, which: usize) -> Option<Receipt> {
    let advice = &told.advice;
    let chosen = &advice.answer.chosen;
    let alone = *advice.shares.alone.get(at)?;
    let place = || chosen.fixes.iter().position(|fix| *fix == at);
    let today = advice.answer.today;
    let mut receipt = match which {
        0 => cost_receipt(desk, told, &Choice { fixes: vec![at], ..chosen.clone() }),
        1 => of_money(
            desk,
            [text::ALONE, text::ALONE_SENTENCE, text::ALONE_FORMULA],
            vec![(text::WITH_IT_ALONE.into(), today + alone), (text::VALUE_TODAY.into(), -today)],
        ),
        2 => {
            let last = *advice.shares.last_in.get(place()?)?;
            of_money(
                desk,
                [text::LAST_IN, text::LAST_IN_SENTENCE, text::LAST_IN_FORMULA],
                vec![(text::GAIN_OF_ALL.into(), chosen.gain), (text::ALL_BUT_IT.into(), last - chosen.gain)],
            )
        }
        _ => {
            let share = advice.shares.shapley.get(place()?)?;
            let mut receipt = of_money(
                desk,
                [text::SHAPLEY, text::SHAPLEY_SENTENCE, text::SHAPLEY_FORMULA],
                vec![(text::BY_ITSELF.into(), alone), (text::IN_COMPANY.into(), share.gain - alone)],
            );
            if share.error > 0.0 {
                let error = desk.derived.numbers().money(share.error);
                receipt.terms.push((text::STANDARD_ERROR.into(), error));
            }
            receipt
        }
    };
    receipt.title = text::question_at(&receipt.title, &fix_name(desk, advice.fixes.get(at)?));
    Some(receipt)
}
