//! What to do about it: which fixes the budget should buy.

use desire_path::analysis::{
    Book, Fixes, Network,
    budget::{Choice, Shares, Terms, choose, frontier, regret},
};
use desire_path::model::{Journey, Perspective};
use serde_json::{Value, json};

/// How many sets of fixes are looked at, so that a report ends.
const EFFORT: u64 = 200_000;
/// The same for each point of the frontier.
const EFFORT_A_POINT: u64 = 20_000;

/// The choice in the organisation's book, all periods together, in the journey's currency. Where the
/// file states no budget it is the cost of all fixes, and the frontier says the rest.
pub fn budget(journey: &Journey, network: &Network) -> Value {
    let fixes = Fixes::of(journey, network);
    let periods = journey.about.periods_counted();
    let all = fixes.cost(&vec![true; fixes.all.len()], periods);
    let budget = journey.about.budget.unwrap_or(all);
    let terms = Terms { book: Book::Organisation, budget, periods, effort: EFFORT };
    let answer = choose(network, &fixes, &terms, &mut |_| true);
    let chosen = &answer.chosen;
    let shares = Shares::of(network, &fixes, &terms, &chosen.fixes, 1);
    let points = Terms { effort: EFFORT_A_POINT, ..terms };
    let points = frontier(network, &fixes, &points, &answer, &mut |_| true);
    let company = Network::of(journey, Perspective::Company);
    let id = |at: &usize| fixes.all[*at].id.as_str();
    let ids = |choice: &Choice| choice.fixes.iter().map(id).collect::<Vec<&str>>();
    let whole = |choice: &Choice| json!({ "fixes": ids(choice), "cost": choice.cost, "gain": choice.gain, "value": choice.value });
    let of_each = |(at, gain): (&usize, &f64)| json!({ "fix": id(at), "gain": gain });
    let places: Vec<usize> = (0..fixes.all.len()).collect();
    let shapley = chosen.fixes.iter().zip(&shares.shapley);
    let point = |point: &desire_path::analysis::budget::Point| {
        let choice = &point.choice;
        json!({ "budget": choice.cost, "gain": choice.gain, "fixes": ids(choice), "gap": point.gap })
    };
    json!({
        "book": "organisation",
        "budget": budget,
        "period": journey.about.period.word(),
        "periods": periods,
        "today": answer.today,
        "chosen": whole(chosen),
        "exact": answer.is_exact(),
        "gap": answer.gap,
        "by_gain": whole(&answer.by_gain),
        "by_ratio": whole(&answer.by_ratio),
        "alone": places.iter().zip(&shares.alone).map(of_each).collect::<Vec<_>>(),
        "last_in": chosen.fixes.iter().zip(&shares.last_in).map(of_each).collect::<Vec<_>>(),
        "shapley": shapley
            .map(|(at, share)| json!({ "fix": id(at), "gain": share.gain, "error": share.error }))
            .collect::<Vec<_>>(),
        "frontier": points.iter().map(point).collect::<Vec<_>>(),
        "regret": regret(network, &company, &fixes, &terms, &answer, &mut |_| true),
    })
}
