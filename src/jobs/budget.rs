//! Which fixes a budget should buy: the search, what each fix contributes, the frontier, and what the
//! company's own view would have bought.

use super::{Job, Progress, bytes, numbers};
use crate::analysis::{
    Book, Fixes, Network,
    budget::{self, Answer, Choice, Point, Share, Shares, Terms},
};
use crate::formats::journey_json;
use crate::model::{Id, Journey, Perspective};

/// Searches. In: the journey, and two letters: whose book, whose view. Out: an [`Advice`], as
/// [`advice`] reads it.
pub const JOB: Job = Job { name: "budget", run };

/// The most sets of fixes that are looked at before a search is cut short.
const EFFORT: f64 = 200_000.0;
/// The most rows that are worked out for them, so that large journeys end as well.
const ROWS: f64 = 60_000_000.0;
/// How much less is spent on each point of the frontier.
const A_POINT: u64 = 10;

/// What a budget should buy, and what that rests on. Amounts are in the journey's currency, over all
/// the periods.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The fixes that can be chosen; everything else names them by their place here.
    pub fixes: Vec<Id>,
    /// What each costs.
    pub costs: Vec<f64>,
    /// The budget, also where the journey states none: what all fixes cost.
    pub budget: f64,
    /// How many periods are counted.
    pub periods: f64,
    /// The choice, and what sorting would have bought.
    pub answer: Answer,
    /// What each fix contributes.
    pub shares: Shares,
    /// Gain against budget.
    pub frontier: Vec<Point>,
    /// What the company's view would choose, with its worth under the customers' evidence; the regret
    /// is how much less that is.
    pub company: Choice,
}

fn run(input: Vec<Vec<u8>>, progress: Progress<'_>) -> Vec<Vec<u8>> {
    let [journey, asked] = input.as_slice() else { return Vec::new() };
    let Ok(opened) = journey_json::read(&String::from_utf8_lossy(journey)) else { return Vec::new() };
    let book = if asked.first() == Some(&b'c') { Book::Customer } else { Book::Organisation };
    let view = if asked.get(1) == Some(&b'c') { Perspective::Company } else { Perspective::Evidence };
    output(&advise(&opened.journey, book, view, progress))
}

/// What the job is given.
pub fn input(journey: &Journey, book: Book, view: Perspective) -> [Vec<u8>; 2] {
    let book = if book == Book::Customer { b'c' } else { b'o' };
    let view = if view == Perspective::Company { b'c' } else { b'e' };
    [journey_json::write(journey).into_bytes(), vec![book, view]]
}

/// Answers the question in full: what the journey's budget should buy in a book, as a perspective
/// sees it.
pub fn advise(journey: &Journey, book: Book, view: Perspective, progress: Progress<'_>) -> Advice {
    let network = Network::of(journey, view);
    let fixes = Fixes::of(journey, &network);
    let periods = journey.about.periods_counted();
    let all = fixes.cost(&vec![true; fixes.all.len()], periods);
    let rows = network.segments.len() * (network.touchpoints.len() + network.transitions.len());
    let effort = (ROWS / rows.max(1) as f64).min(EFFORT) as u64;
    let terms = Terms { book, budget: journey.about.budget.unwrap_or(all), periods, effort };
    let mut heard = -1.0;
    let mut say = |share: f64| {
        // A message for every set would take longer than the set.
        if share >= heard + 0.01 {
            heard = share;
            progress(share);
        }
    };
    let answer = budget::choose(&network, &fixes, &terms, &mut |now| {
        say(now.done * 0.5);
        true
    });
    let shares = Shares::of(&network, &fixes, &terms, &answer.chosen.fixes, 1);
    let points = Terms { effort: effort / A_POINT, ..terms };
    let mut at = 0.5;
    let frontier = budget::frontier(&network, &fixes, &points, &answer, &mut |now| {
        at += (now.done * 0.01).min(0.8 - at).max(0.0);
        say(at);
        true
    });
    let company = match view {
        Perspective::Company => network.clone(),
        Perspective::Evidence => Network::of(journey, Perspective::Company),
    };
    let company = if company == network {
        answer.chosen.clone()
    } else {
        let theirs = Fixes::of(journey, &company);
        let assumed = budget::choose(&company, &theirs, &terms, &mut |now| {
            say(0.8 + now.done * 0.2);
            true
        });
        budget::value_of(&network, &fixes, &terms, &assumed.chosen.fixes)
    };
    Advice {
        costs: fixes.all.iter().map(|fix| fix.cost_once + periods * fix.cost_per_period).collect(),
        fixes: fixes.all.into_iter().map(|fix| fix.id).collect(),
        budget: terms.budget,
        periods,
        answer,
        shares,
        frontier,
        company,
    }
}

fn output(advice: &Advice) -> Vec<Vec<u8>> {
    let ids: String = advice.fixes.iter().map(|id| id.to_string() + "\n").collect();
    let Advice { answer, shares, .. } = advice;
    let mut out = advice.costs.clone();
    out.extend(&shares.alone);
    out.extend([advice.budget, advice.periods, answer.today, gap_out(answer.gap), answer.looked_at as f64]);
    for choice in [&answer.chosen, &answer.by_gain, &answer.by_ratio, &advice.company] {
        choice_out(&mut out, choice);
    }
    for (last, share) in shares.last_in.iter().zip(&shares.shapley) {
        out.extend([*last, share.gain, share.error]);
    }
    for point in &advice.frontier {
        choice_out(&mut out, &point.choice);
        out.push(gap_out(point.gap));
    }
    vec![ids.into_bytes(), bytes(&out)]
}

fn gap_out(gap: Option<f64>) -> f64 {
    gap.unwrap_or(f64::NAN)
}

fn choice_out(out: &mut Vec<f64>, choice: &Choice) {
    out.push(choice.fixes.len() as f64);
    out.extend(choice.fixes.iter().map(|at| *at as f64));
    out.extend([choice.cost, choice.gain, choice.value]);
}

/// Reads the job's output; `None` where it is none.
pub fn advice(output: &[Vec<u8>]) -> Option<Advice> {
    let [ids, rest] = output else { return None };
    let fixes: Vec<Id> = String::from_utf8_lossy(ids).lines().filter_map(|id| Id::new(id).ok()).collect();
    let rest: Vec<f64> = numbers(rest).collect();
    let mut rest = rest.as_slice();
    let (costs, alone) = (take(&mut rest, fixes.len())?.to_vec(), take(&mut rest, fixes.len())?.to_vec());
    let [budget, periods, today, gap, looked_at] = *take(&mut rest, 5)? else { return None };
    let mut choice = || choice_in(&mut rest, fixes.len());
    let (chosen, by_gain, by_ratio, company) = (choice()?, choice()?, choice()?, choice()?);
    let mut shares = Shares { alone, ..Shares::default() };
    for _ in &chosen.fixes {
        let [last, gain, error] = *take(&mut rest, 3)? else { return None };
        shares.last_in.push(last);
        shares.shapley.push(Share { gain, error });
    }
    let mut frontier = Vec::new();
    while !rest.is_empty() {
        let choice = choice_in(&mut rest, fixes.len())?;
        frontier.push(Point { choice, gap: gap_in(*take(&mut rest, 1)?.first()?) });
    }
    let looked_at = looked_at as u64;
    let answer = Answer { today, chosen, gap: gap_in(gap), looked_at, by_gain, by_ratio };
    Some(Advice { fixes, costs, budget, periods, answer, shares, frontier, company })
}

fn gap_in(gap: f64) -> Option<f64> {
    Some(gap).filter(|gap| !gap.is_nan())
}

fn take<'a>(rest: &mut &'a [f64], count: usize) -> Option<&'a [f64]> {
    let (taken, left) = rest.split_at_checked(count)?;
    *rest = left;
    Some(taken)
}

fn choice_in(rest: &mut &[f64], most: usize) -> Option<Choice> {
    let count = *take(rest, 1)?.first()? as usize;
    let fixes: Vec<usize> = take(rest, count)?.iter().map(|at| *at as usize).collect();
    let [cost, gain, value] = *take(rest, 3)? else { return None };
    fixes.iter().all(|at| *at < most).then_some(Choice { fixes, cost, gain, value })
}
