//! The terms of the numbers of one segment.

use super::super::{
    Book, End, Network, Reading, Readings, SegmentPart, TouchpointReading, chain::Chain, drop_off,
};
use super::{About, Combine, Origin, Question, Said, Term};
use crate::model::{Burden, Value};

/// One segment with its chain.
pub(super) struct Alone<'a> {
    pub network: &'a Network,
    pub reading: &'a Reading,
    pub place: usize,
    pub chain: Chain,
    pub entrants: f64,
}

/// A term of so many factors.
pub(super) fn term<const N: usize>(about: About, factors: [(Said, f64); N]) -> Term {
    Term { about, factors: factors.to_vec() }
}

/// The terms of places; `None` where one of them has none.
pub(super) fn gathered(
    places: &mut dyn Iterator<Item = usize>,
    of: &dyn Fn(usize) -> Option<Term>,
) -> Option<Vec<Term>> {
    let mut terms = Vec::new();
    for at in places {
        terms.push(of(at)?);
    }
    Some(terms)
}

impl<'a> Alone<'a> {
    pub fn at(network: &'a Network, readings: &'a Readings, place: usize) -> Option<Self> {
        let segment = network.segments.get(place)?;
        let chain = Chain::of(network, &drop_off::bases(network), place);
        let reading = readings.segments.get(place)?;
        Some(Self { network, reading, place, chain, entrants: segment.volume })
    }

    pub fn origin(&self, of: Question) -> Option<Origin> {
        let n = self.entrants;
        let times = if of.is_in_all() { n } else { 1.0 };
        let number = of.each(self.network, self.reading)? * times;
        let sum = |terms: Vec<Term>| Some(Origin::sum(number, terms));
        match of {
            Question::Entrants => sum(vec![term(About::Entry, [(Said::Entrants, n)])]),
            Question::Visits(i) => sum(self.visits(i)?),
            Question::DropOff(i) => self.drop_off(i, number),
            Question::Friction(i) => sum(self.friction(i)?),
            Question::Leavers(i) => sum(vec![self.leavers(i)?]),
            Question::ValueToGo(i, book) => sum(self.value_to_go(i, book)?),
            Question::Arriving(i, book) => {
                let here = term(About::Here, [(Said::Amount, n * self.touchpoint(i)?.realised[book])]);
                sum([vec![here], self.carried_on(i, book)].concat())
            }
            Question::Realised(i, book) => sum(self.realised(i, book)?),
            Question::CarriedOn(i, book) => sum(self.carried_on(i, book)),
            Question::Leak(i, book) => sum(self.leak(i, book)?),
            Question::BurdenWorth(i, burden, book) => sum(self.burden_worth(i, burden, book)?),
            Question::Removal(i) => {
                let own = self.touchpoint(i)?;
                let per_success = 1.0 / self.reading.success;
                let factors = [
                    (Said::Reach, own.reach?),
                    (Said::SuccessFrom, own.success_from?),
                    (Said::PerSuccess, per_success),
                ];
                sum(vec![term(About::Here, factors)])
            }
            Question::RemovalValue(i, book) => {
                let (lost, worth) =
                    (self.touchpoint(i)?.removal_value?[book], self.touchpoint(i)?.value_to_go?[book]);
                let reach = if worth == 0.0 { self.touchpoint(i)?.reach? } else { lost / worth };
                let factors = [(Said::Entrants, n), (Said::Reach, reach), (Said::WorthThere, -worth)];
                sum(vec![term(About::Here, factors)])
            }
            Question::Share(t) => {
                let way = self.network.transitions.get(t)?;
                let stay = self.chain.hazards.get(way.from)?.stay;
                sum(vec![term(About::Here, [(Said::Share, stay), (Said::ShareOfStayers, way.share)])])
            }
            Question::Flow(t) => sum(vec![self.flow(t, n)?]),
            Question::Carried(t, book) => {
                let way = self.reading.transitions.get(t)?;
                sum(vec![term(About::Way(t), [(Said::Entrants, n), (Said::AmountEach, way.carried[book])])])
            }
            Question::Spread(book) => self.spread(book, number),
            Question::LeavingAt(i, book) => {
                let arriving = (Said::Amount, n * self.touchpoint(i)?.arriving[book]);
                let leaves = self.touchpoint(i)?.drop_off.unwrap_or(1.0);
                sum(vec![term(About::Here, [arriving, (Said::DropOff, leaves)])])
            }
            _ => sum(self.of_all(of)?),
        }
    }

    pub(super) fn segment(&self) -> Option<&SegmentPart> {
        self.network.segments.get(self.place)
    }

    pub(super) fn touchpoint(&self, at: usize) -> Option<&TouchpointReading> {
        self.reading.touchpoints.get(at)
    }

    fn visits(&self, at: usize) -> Option<Vec<Term>> {
        let entry = *self.chain.entry.get(at)?;
        let first = term(About::Entry, [(Said::Entrants, self.entrants), (Said::EnterHere, entry)]);
        let mut terms =
            gathered(&mut self.ways_to(End::Touchpoint(at)), &|way| self.flow(way, self.entrants))?;
        terms.insert(0, first);
        Some(terms)
    }

    /// Those who go by a transition, of so many entrants.
    pub(super) fn flow(&self, at: usize, entrants: f64) -> Option<Term> {
        let way = self.network.transitions.get(at)?;
        let visits = self.touchpoint(way.from)?.visits? * entrants;
        let said = if entrants == 1.0 { Said::VisitsEach } else { Said::Visits };
        Some(term(About::Way(at), [(said, visits), (Said::Share, *self.chain.p.get(at)?)]))
    }

    fn leavers(&self, at: usize) -> Option<Term> {
        let visits = self.touchpoint(at)?.visits? * self.entrants;
        Some(term(About::Here, [(Said::Visits, visits), (Said::DropOff, *self.chain.exit.get(at)?)]))
    }

    /// The hazards that add up; where all leave for no hazard, that there is no way on, or that it is known.
    fn drop_off(&self, at: usize, number: f64) -> Option<Origin> {
        let (part, segment) = (self.network.touchpoints.get(at)?, self.segment()?);
        let hazard = self.chain.hazards.get(at)?;
        let no_way = -(-part.rest).ln_1p();
        // So many burdens that nobody stays are still a sum; what is stated as certain is none.
        let is_certain = hazard.leave >= 1.0 && !(hazard.total > 0.0 && hazard.total.is_finite());
        if is_certain || part.rest >= 1.0 {
            let about = if part.rest >= 1.0 { About::NoWay } else { About::Base };
            return Some(Origin::sum(number, vec![term(about, [(Said::DropOff, 1.0)])]));
        }
        let mut terms = Vec::new();
        let mut known = 0.0;
        for burden in Burden::ALL {
            let score = part.burdens[burden].unwrap_or(0.0);
            let factors = [
                (Said::Score, score),
                (Said::PerUnit, segment.burden_weights[burden]),
                (Said::Pull, hazard.pull),
            ];
            let own = term(About::Burden(burden), factors);
            known += own.amount();
            terms.push(own);
        }
        // What is there without burdens: typed, observed, or the map's own.
        let base = hazard.total - known;
        if base.abs() > 1e-12 * hazard.total.max(1e-300) {
            terms.push(term(About::Base, [(Said::Hazard, base)]));
        }
        terms.push(term(About::NoWay, [(Said::Hazard, no_way)]));
        Some(Origin { number, terms, combine: Combine::Hazard })
    }

    /// A hundred times each burden's score and weight.
    fn friction(&self, at: usize) -> Option<Vec<Term>> {
        let (part, segment) = (self.network.touchpoints.get(at)?, self.segment()?);
        let own = |burden: Burden| {
            let score = (Said::Score, part.burdens[burden].unwrap_or(0.0));
            let per_unit = (Said::PerUnit, segment.burden_weights[burden]);
            term(About::Burden(burden), [(Said::Hundred, 100.0), score, per_unit])
        };
        Some(Burden::ALL.map(own).to_vec())
    }

    /// What a transition leads to is worth, with what is earned on the way.
    pub(super) fn worth_by(&self, way: usize, book: Book) -> Option<f64> {
        let part = self.network.transitions.get(way)?;
        let (reward, there) = match (part.to, book) {
            (End::Touchpoint(to), _) => {
                // A trap is an end that is worth nothing.
                (part.reward, self.touchpoint(to)?.value_to_go.map_or(0.0, |value| value[book]))
            }
            (End::Outcome(to), Book::Organisation) => (part.reward, self.network.outcomes.get(to)?.value),
            (End::Outcome(_), Book::Customer) => (0.0, 0.0),
        };
        Some(if book == Book::Organisation { reward + there } else { there })
    }

    pub(super) fn gain(&self, at: usize, book: Book) -> Option<f64> {
        let [organisation, customer] = *self.chain.gain.get(at)?;
        Some(if book == Book::Organisation { organisation } else { customer })
    }

    fn value_to_go(&self, at: usize, book: Book) -> Option<Vec<Term>> {
        let here = term(About::Here, [(Said::PerVisit, self.gain(at, book)?)]);
        let way = |t: usize| {
            let mut factors = vec![(Said::Share, *self.chain.p.get(t)?)];
            self.discount(t, &mut factors);
            factors.push((Said::WorthThere, self.worth_by(t, book)?));
            Some(Term { about: About::Way(t), factors })
        };
        let mut terms = gathered(&mut self.network.row(at), &way)?;
        terms.insert(0, here);
        Some(terms)
    }

    fn discount(&self, way: usize, factors: &mut Vec<(Said, f64)>) {
        let gamma = self.chain.gamma(way);
        if gamma != 1.0 {
            factors.push((Said::Discount, gamma));
        }
    }

    fn carried_on(&self, at: usize, book: Book) -> Vec<Term> {
        let way = |t: usize| {
            let reading = self.reading.transitions.get(t)?;
            let earned = if book == Book::Organisation { reading.realised } else { 0.0 };
            let amount = self.entrants * (reading.carried[book] + earned);
            Some(term(About::Way(t), [(Said::Amount, amount)]))
        };
        self.network.row(at).filter_map(way).collect()
    }

    /// Visits in a period, each counting what it counts today.
    fn discounted_visits(&self, at: usize) -> Option<f64> {
        let own = self.touchpoint(at)?;
        let of = |total: f64, each: f64| (each.abs() > 1e-9).then(|| total / each);
        let value = own.value_to_go?;
        let known = Book::ALL.into_iter().find_map(|book| {
            of(own.realised[book], self.gain(at, book)?).or_else(|| of(own.arriving[book], value[book]))
        });
        Some(self.entrants * known.or(own.visits)?)
    }

    fn realised(&self, at: usize, book: Book) -> Option<Vec<Term>> {
        let (part, segment) = (self.network.touchpoints.get(at)?, self.segment()?);
        let visits = (Said::Visits, self.discounted_visits(at)?);
        if book == Book::Organisation {
            return Some(vec![
                term(About::Margin, [visits, (Said::PerVisit, part.margin)]),
                term(About::CostToServe, [visits, (Said::PerVisit, -part.cost_to_serve)]),
            ]);
        }
        let value = |value: Value| {
            let score = (Said::Score, part.values[value].unwrap_or(0.0));
            term(About::Value(value), [visits, score, (Said::MoneyPerUnit, segment.value_worths[value])])
        };
        let burden = |burden: Burden| {
            let score = (Said::Score, part.burdens[burden].unwrap_or(0.0));
            term(About::Burden(burden), [visits, score, (Said::MoneyPerUnit, -segment.burden_costs[burden])])
        };
        Some(Value::ALL.map(value).into_iter().chain(Burden::ALL.map(burden)).collect())
    }

    fn leak(&self, at: usize, book: Book) -> Option<Vec<Term>> {
        let part = self.network.touchpoints.get(at)?;
        let leavers = self.discounted_visits(at)? * self.chain.exit.get(at)?;
        let way = |t: usize| {
            let share = self.network.transitions.get(t)?.share / (1.0 - part.rest);
            let mut factors = vec![(Said::Leavers, leavers), (Said::ShareOfStayers, share)];
            self.discount(t, &mut factors);
            factors.push((Said::WorthThere, self.worth_by(t, book)?));
            Some(Term { about: About::Way(t), factors })
        };
        gathered(&mut self.network.row(at), &way)
    }

    fn burden_worth(&self, at: usize, burden: Burden, book: Book) -> Option<Vec<Term>> {
        let segment = self.segment()?;
        let worth = self.entrants * self.touchpoint(at)?.hazard_worth[book];
        let weight = segment.burden_weights[burden];
        let pull = self.chain.hazards.get(at)?.pull;
        let stays = [(Said::HazardWorth, worth), (Said::PerUnit, weight), (Said::Pull, pull)];
        let mut terms = vec![term(About::Here, stays)];
        if book == Book::Customer {
            let cost = (Said::MoneyPerUnit, segment.burden_costs[burden]);
            terms.push(term(About::Burden(burden), [(Said::Visits, self.discounted_visits(at)?), cost]));
        }
        Some(terms)
    }
}
