//! What a screen reader hears of touchpoints, outcomes and transitions.

use super::catalogue as text;
use super::derived::Derived;
use crate::analysis::End;
use crate::geometry::largest_first;
use crate::model::{Id, Journey, Transition};

/// How many of the ways on from a touchpoint are said with it, the most taken first.
const MOST_WAYS: usize = 3;

impl Derived {
    /// A touchpoint, an outcome or a transition as a screen reader hears it.
    pub fn described(self, id: &Id) -> String {
        self.editor.peek(|journey| {
            if let Some(place) = journey.touchpoints.place_of(id) {
                return self.describe_touchpoint(journey, place);
            }
            match journey.transitions.get(id) {
                Some(transition) => self.describe_transition(journey, id, transition),
                None => self.describe_outcome(journey, id),
            }
        })
    }

    fn describe_touchpoint(self, journey: &Journey, place: usize) -> String {
        let Some(record) = journey.touchpoints.records().nth(place) else { return String::new() };
        let (numbers, entrants) = (self.numbers(), self.entrants());
        let mut parts = vec![super::canvas::shown_name(&record.name)];
        let stage = record.stage.as_ref().and_then(|id| journey.stages.get(id));
        parts.extend(stage.map(|stage| text::in_stage(&stage.name)));
        let id = journey.touchpoints.id_at(place);
        parts.extend(id.and_then(|id| self.differs(id)).map(|how| text::differs_spoken(how).to_owned()));
        let reading = self.reading.get();
        if let Some(reading) = reading.touchpoints.get(place) {
            parts.extend(reading.drop_off.map(|share| text::drop_off_spoken(&numbers.share(share))));
            if reading.friction > 0.0 {
                parts.push(text::friction_spoken(&numbers.decimal(reading.friction * 100.0, 1)));
            }
            parts.extend(reading.visits.map(|visits| text::visits(&numbers.people(visits * entrants))));
        }
        let gap = id.and_then(|id| self.gap(id));
        parts.extend(gap.map(|gap| text::gap_spoken(&numbers.points(gap, 1))));
        parts.extend(id.and_then(|id| self.mark(id)).map(|mark| mark.whole));
        self.network.with(|network| {
            let ways = network.row(place).filter_map(|at| {
                let (way, share) = (network.transitions.get(at)?, reading.transitions.get(at)?.probability?);
                let to = match way.to {
                    End::Touchpoint(to) => &network.touchpoints.get(to)?.id,
                    End::Outcome(to) => &network.outcomes.get(to)?.id,
                };
                Some((share, to))
            });
            let ways = largest_first(ways.collect(), |way| way.0);
            let said = ways.iter().take(MOST_WAYS);
            parts.extend(said.map(|(share, to)| {
                text::goes_on(&super::names::place_name(journey, to), &numbers.share_short(*share))
            }));
        });
        parts.join(", ")
    }

    fn describe_transition(self, journey: &Journey, id: &Id, transition: &Transition) -> String {
        let name = |id| super::names::place_name(journey, id);
        let share = self.transition_reading_of(id).and_then(|reading| reading.probability);
        let share =
            share.map(|share| self.numbers().share_short(share)).unwrap_or_else(|| text::NO_DATA.into());
        let said = text::transition_described(&name(&transition.from), &name(&transition.to), &share);
        match self.differs(id) {
            Some(how) => [said.as_str(), text::differs_spoken(how)].join(", "),
            None => said,
        }
    }

    fn describe_outcome(self, journey: &Journey, id: &Id) -> String {
        let share = self.outcome_share(id).unwrap_or(0.0);
        let reached = text::of_entrants(&self.numbers().share(share));
        text::outcome_described(&super::names::place_name(journey, id), &reached)
    }
}
