//! The terms of what customers are worth over all their journeys.

use super::super::{Book, End, Lifetime, Lifetimes, Network, Readings};
use super::alone::{Alone, term};
use super::{About, Origin, Question, Said, Term};

/// Where a number over all journeys comes from; `None` where lifetime value is refused.
pub(super) fn origin(
    network: &Network,
    readings: &Readings,
    segment: Option<usize>,
    of: Question,
) -> Option<Origin> {
    let lifetimes = Lifetimes::of(network);
    let place = segment.or((network.segments.len() == 1).then_some(0));
    let own = |place: usize| lifetimes.segments.get(place)?.as_ref().ok();
    let chosen = match place {
        Some(place) => own(place),
        None => lifetimes.together.as_ref().ok(),
    }?;
    let each = |of: &dyn Fn(usize, &Lifetime) -> Option<Term>| -> Option<Vec<Term>> {
        let places = 0..network.segments.len();
        let counted = places.filter(|at| place.is_none_or(|place| place == *at));
        counted.filter_map(|at| own(at).map(|own| of(at, own))).collect()
    };
    match (of, place) {
        (Question::Lifetime(book), _) => Some(Origin::sum(chosen.total[book], parts(chosen, book))),
        (Question::Equity(book), place) => {
            let number = match place {
                Some(place) => chosen.total[book] * network.segments.get(place)?.volume,
                None => lifetimes.equity.as_ref().ok()?[book],
            };
            let term = |at: usize, own: &Lifetime| {
                let entrants = (Said::Entrants, network.segments.get(at)?.volume);
                Some(term(About::Segment(at), [entrants, (Said::AmountEach, own.total[book])]))
            };
            Some(Origin::sum(number, each(&term)?))
        }
        (_, Some(place)) => {
            let terms = returns(network, &Alone::at(network, readings, place)?, place)?;
            Some(Origin::sum(chosen.comes_back, terms))
        }
        (_, None) => {
            let term = |at: usize, own: &Lifetime| {
                let share = (Said::ShareOfEntrants, network.segments.get(at)?.share);
                Some(term(About::Segment(at), [share, (Said::Share, own.comes_back)]))
            };
            Some(Origin::sum(chosen.comes_back, each(&term)?))
        }
    }
}

/// The first journey, what comes after it, and what those whom they bring in add.
fn parts(own: &Lifetime, book: Book) -> Vec<Term> {
    let part = |about: About, amount: f64| term(about, [(Said::AmountEach, amount)]);
    vec![
        part(About::FirstJourney, own.first[book]),
        part(About::LaterJourneys, own.repeats[book]),
        part(About::Newcomers, own.referrals[book]),
    ]
}

/// How many pass where each repeat leaves, and how many of them take it.
fn returns(network: &Network, alone: &Alone<'_>, place: usize) -> Option<Vec<Term>> {
    let passages = network.passages(place);
    let mut terms = Vec::new();
    for (at, (part, each)) in network.returns.iter().zip(&passages.each).enumerate() {
        // A later journey begins at a touchpoint.
        if part.is_referral || *each == 0.0 || matches!(part.to, End::Outcome(_)) {
            continue;
        }
        let passing = match part.from {
            // From a trap nobody comes back.
            End::Touchpoint(from) => {
                let visits = alone.touchpoint(from)?.visits.unwrap_or(0.0);
                (Said::VisitsEach, visits * alone.chain.hazards.get(from)?.stay)
            }
            End::Outcome(from) => (Said::ShareOfEntrants, *alone.reading.outcomes.get(from)?),
        };
        terms.push(term(About::Return(at), [passing, (Said::Returns, *each)]));
    }
    if passages.to_entry > 0.0 {
        let succeed = (Said::ShareOfEntrants, alone.reading.success);
        terms.push(term(About::ToEntry, [succeed, (Said::Returns, passages.to_entry)]));
    }
    Some(terms)
}
