//! The terms of the numbers that are of a whole segment, or of all together.

use super::super::{
    Book, End, Network, Readings, TouchpointReading, segments::Churn, solution::Solution, solver::Plan,
};
use super::alone::{Alone, gathered, term};
use super::{About, Combine, Origin, Question, Said, Term};
use crate::model::Burden;

impl Alone<'_> {
    /// The terms of a number of the whole segment; `None` for any other.
    pub(super) fn of_all(&self, of: Question) -> Option<Vec<Term>> {
        match of {
            Question::Outcome(o) => gathered(&mut self.ways_to(End::Outcome(o)), &|t| self.flow(t, 1.0)),
            Question::Success => {
                let entry = |(at, share): &(usize, f64)| {
                    let from = self.touchpoint(*at)?.success_from?;
                    let factors = [(Said::EnterHere, *share), (Said::SuccessFrom, from)];
                    Some(term(About::Touchpoint(*at), factors))
                };
                self.segment()?.entry.iter().map(entry).collect()
            }
            Question::Dropped => self.each(1.0, |own| Some(own.leavers), Said::ShareOfEntrants),
            Question::DroppedInAll => self.each(self.entrants, |own| Some(own.leavers), Said::Leavers),
            Question::Rework => {
                let per_steps = (Said::PerSteps, 1.0 / self.reading.steps?);
                let again = |own: &TouchpointReading| Some((own.visits? - own.reach?).max(0.0));
                let mut terms = self.each(1.0, again, Said::VisitsAgain)?;
                terms.iter_mut().for_each(|term| term.factors.push(per_steps));
                Some(terms)
            }
            // What is in a trap has no value to go.
            Question::Trapped => {
                self.entering_trap(&|at| self.touchpoint(at).is_some_and(|own| own.value_to_go.is_none()))
            }
            Question::Reached(o) => {
                gathered(&mut self.ways_to(End::Outcome(o)), &|t| self.flow(t, self.entrants))
            }
            Question::Brought(o, book) => {
                let carried = |t: usize| {
                    let amount = self.reading.transitions.get(t)?.carried[book] * self.entrants;
                    Some(term(About::Way(t), [(Said::Amount, amount)]))
                };
                gathered(&mut self.ways_to(End::Outcome(o)), &carried)
            }
            Question::Leaving(book) => {
                let own = |at: usize| {
                    let amount = Churn::at(self.touchpoint(at)?).valuable[book] * self.entrants;
                    Some(term(About::Touchpoint(at), [(Said::Amount, amount)]))
                };
                gathered(&mut (0..self.reading.touchpoints.len()), &own)
            }
            Question::Steps => self.each(1.0, |own| own.visits, Said::VisitsEach),
            Question::Minutes => self.minutes(),
            Question::HandOffs => {
                let hands = |t: &usize| self.network.transitions.get(*t).is_some_and(|w| w.hand_off);
                let mut ways = (0..self.network.transitions.len()).filter(hands);
                gathered(&mut ways, &|t| self.flow(t, 1.0))
            }
            Question::Value(book) => self.value(book, 1.0, Said::AmountEach),
            Question::ValueInAll(book) => self.value(book, self.entrants, Said::Amount),
            _ => None,
        }
    }

    /// The transitions that lead to an end.
    pub(super) fn ways_to(&self, end: End) -> impl Iterator<Item = usize> {
        let ways = self.network.transitions.iter().enumerate();
        ways.filter(move |(_, way)| way.to == end).map(|(at, _)| at)
    }

    /// What enters loops that nobody can leave, and what every way brings into one from outside.
    pub(super) fn entering_trap(&self, is_in: &dyn Fn(usize) -> bool) -> Option<Vec<Term>> {
        let entry = self.chain.entry.iter().enumerate().filter(|(at, share)| is_in(*at) && **share > 0.0);
        let mut terms: Vec<Term> =
            entry.map(|(at, share)| term(About::Touchpoint(at), [(Said::EnterHere, *share)])).collect();
        for (at, way) in self.network.transitions.iter().enumerate() {
            if let End::Touchpoint(to) = way.to
                && is_in(to)
                && !is_in(way.from)
            {
                terms.push(self.flow(at, 1.0)?);
            }
        }
        Some(terms)
    }

    /// How far amounts are apart: where customers enter, and at each visit by what comes next.
    pub(super) fn spread(&self, book: Book, number: f64) -> Option<Origin> {
        let mean = self.reading.value[book];
        let square = |(at, share): (usize, &f64)| {
            let worth = self.touchpoint(at).and_then(|own| own.value_to_go).map_or(0.0, |value| value[book]);
            share * (worth - mean).powi(2)
        };
        let entries: f64 = self.chain.entry.iter().enumerate().map(square).sum();
        let mut terms = vec![term(About::Entries, [(Said::Apart, entries)])];
        let solution = Solution::of(self.network, &Plan::of(self.network), &self.chain);
        for (at, own) in self.reading.touchpoints.iter().enumerate() {
            if own.value_to_go.is_some() {
                let visits = (Said::VisitsEach, *solution.twice().get(at)?);
                terms.push(term(About::Touchpoint(at), [visits, (Said::Apart, self.apart(at, book)?)]));
            }
        }
        Some(Origin { number, terms, combine: Combine::Root })
    }

    /// The variance of what comes after a visit.
    fn apart(&self, at: usize, book: Book) -> Option<f64> {
        let mut ways = vec![(*self.chain.exit.get(at)?, 0.0)];
        for way in self.network.row(at) {
            ways.push((*self.chain.p.get(way)?, self.chain.gamma(way) * self.worth_by(way, book)?));
        }
        let mean: f64 = ways.iter().map(|(p, worth)| p * worth).sum();
        Some(ways.iter().map(|(p, worth)| p * (worth - mean).powi(2)).sum())
    }

    fn each(&self, times: f64, of: fn(&TouchpointReading) -> Option<f64>, said: Said) -> Option<Vec<Term>> {
        let own = |at: usize| Some(term(About::Touchpoint(at), [(said, times * of(self.touchpoint(at)?)?)]));
        gathered(&mut (0..self.reading.touchpoints.len()), &own)
    }

    fn minutes(&self) -> Option<Vec<Term>> {
        let own = |at: usize| {
            let visits = self.touchpoint(at)?.visits?;
            let score = self.network.touchpoints.get(at)?.burdens[Burden::Time].unwrap_or(0.0);
            Some(term(About::Touchpoint(at), [(Said::VisitsEach, visits), (Said::Score, score)]))
        };
        gathered(&mut (0..self.network.touchpoints.len()), &own)
    }

    fn value(&self, book: Book, times: f64, said: Said) -> Option<Vec<Term>> {
        let here = |at: usize| {
            let amount = self.touchpoint(at)?.realised[book] * times;
            Some(term(About::Touchpoint(at), [(said, amount)]))
        };
        let way = |at: usize| {
            let (own, part) = (self.reading.transitions.get(at)?, self.network.transitions.get(at)?);
            let at_end = if matches!(part.to, End::Outcome(_)) { own.carried[book] } else { 0.0 };
            let earned = if book == Book::Organisation { own.realised } else { 0.0 };
            Some(term(About::Way(at), [(said, (at_end + earned) * times)]))
        };
        let mut terms = gathered(&mut (0..self.reading.touchpoints.len()), &here)?;
        terms.extend(gathered(&mut (0..self.reading.transitions.len()), &way)?);
        Some(terms)
    }
}

/// Within the segments, and between them.
pub(super) fn spread_together(network: &Network, readings: &Readings, book: Book) -> Option<Origin> {
    let all = &readings.together;
    let mut terms = Vec::new();
    for (place, (segment, reading)) in network.segments.iter().zip(&readings.segments).enumerate() {
        let share = (Said::ShareOfEntrants, segment.share);
        let within = (Said::Apart, reading.value_variance[book]);
        let off = (Said::Apart, (reading.value[book] - all.value[book]).powi(2));
        terms.push(term(About::Segment(place), [share, within]));
        terms.push(term(About::Between(place), [share, off]));
    }
    let number = all.value_variance[book].max(0.0).sqrt();
    Some(Origin { number, terms, combine: Combine::Root })
}

/// The segments by their visits.
pub(super) fn rework_together(network: &Network, readings: &Readings, number: f64) -> Option<Origin> {
    let steps = readings.together.steps?;
    let mut terms = Vec::new();
    for (place, (segment, reading)) in network.segments.iter().zip(&readings.segments).enumerate() {
        let weight = (Said::ShareOfVisits, segment.share * reading.steps? / steps);
        terms.push(term(About::Segment(place), [weight, (Said::Share, reading.rework_share?)]));
    }
    Some(Origin::sum(number, terms))
}
