//! The journey as customers evidence it beside the journey as the company assumes it, and how much of
//! what hangs on the scores rests on evidence (`model.md` §1, §9).

use super::{ByBook, Network, Readings, TouchpointReading, drop_off, origin::About, segments::Difference};
use crate::model::{Burden, Journey, Perspective, Score, Touchpoint, Value};

/// Both perspectives through the same engine.
#[derive(Clone, Debug)]
pub struct Perspectives {
    /// Evidence where there is some, else the assumption.
    pub evidence: Readings,
    /// What the company assumes alone.
    pub company: Readings,
    /// How much more evidence says than the company, all segments together.
    pub difference: Difference,
    /// The price of the blind spot, per entrant: what the company believes the journey to be worth
    /// beyond what it is worth by the evidence. Below 0 where it thinks too little of it.
    pub blind_spot: ByBook,
    /// How much of what is at stake rests on evidence.
    pub coverage: Coverage,
}

/// How much of what is at stake rests on evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// All touchpoints together.
    pub all: Stake,
    /// By place in the network.
    pub touchpoints: Vec<Stake>,
}

/// What hangs on numbers, to first order, in currency per entrant: `|x ∂V/∂x|`, summed over the
/// burdens and values that are scored and the base hazard behind a known drop-off.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stake {
    /// All of it.
    pub all: ByBook,
    /// The part that rests on evidence: evidenced scores, and drop-offs that were counted.
    pub evidenced: ByBook,
}

impl Stake {
    /// The share that rests on evidence, 0 to 1, in the organisation's book and the customer's;
    /// `None` where nothing is at stake.
    pub fn shares(&self) -> [Option<f64>; 2] {
        let share = |part: f64, all: f64| (all > 0.0).then(|| (part / all).min(1.0));
        [
            share(self.evidenced.organisation, self.all.organisation),
            share(self.evidenced.customer, self.all.customer),
        ]
    }

    fn add(&mut self, part: &Staked) {
        let stake = ByBook {
            organisation: (part.amount * part.worth.organisation).abs(),
            customer: (part.amount * part.worth.customer).abs(),
        };
        self.all = self.all.plus(stake);
        if part.is_evidenced {
            self.evidenced = self.evidenced.plus(stake);
        }
    }
}

/// A number that something hangs on.
pub(super) struct Staked {
    /// Which number of the touchpoint.
    pub about: About,
    /// The number.
    pub amount: f64,
    /// What one unit of it is worth, per entrant.
    pub worth: ByBook,
    /// Whether it rests on evidence.
    pub is_evidenced: bool,
}

impl Perspectives {
    /// Both perspectives on a journey.
    pub fn of(journey: &Journey) -> Self {
        let network = Network::of(journey, Perspective::Evidence);
        let evidence = Readings::of(&network);
        let company = Readings::of(&Network::of(journey, Perspective::Company));
        let difference = Difference::between(&evidence.together, &company.together);
        Self {
            blind_spot: company.together.value.plus(evidence.together.value.times(-1.0)),
            coverage: Coverage::of(journey, &network, &evidence),
            difference,
            evidence,
            company,
        }
    }
}

impl Coverage {
    /// The coverage of a journey, with its network and readings in the perspective of evidence.
    pub fn of(journey: &Journey, network: &Network, readings: &Readings) -> Self {
        let (mut all, mut touchpoints) = (Stake::default(), Vec::new());
        let bases = drop_off::bases(network);
        for ((at, record), (reading, base)) in
            journey.touchpoints.records().enumerate().zip(readings.together.touchpoints.iter().zip(&bases))
        {
            let mut own = Stake::default();
            parts(network, at, record, reading, *base).iter().for_each(|part| own.add(part));
            all.all = all.all.plus(own.all);
            all.evidenced = all.evidenced.plus(own.evidenced);
            touchpoints.push(own);
        }
        Self { all, touchpoints }
    }
}

/// What something hangs on at the touchpoint at a place; `None` where there is no such touchpoint.
pub(super) fn staked(
    journey: &Journey,
    network: &Network,
    readings: &Readings,
    touchpoint: usize,
) -> Option<Vec<Staked>> {
    let record = journey.touchpoints.records().nth(touchpoint)?;
    let reading = readings.together.touchpoints.get(touchpoint)?;
    let base = *drop_off::bases(network).get(touchpoint)?;
    Some(parts(network, touchpoint, record, reading, base))
}

fn parts(
    network: &Network,
    at: usize,
    record: &Touchpoint,
    reading: &TouchpointReading,
    base: drop_off::Base,
) -> Vec<Staked> {
    let of = |about: About, score: &Score, worth: ByBook| Staked {
        about,
        amount: score.seen_by(Perspective::Evidence).unwrap_or(0.0),
        worth,
        is_evidenced: score.evidenced.is_some(),
    };
    let burden =
        |burden: Burden| of(About::Burden(burden), &record.burdens[burden], reading.burden_worth[burden]);
    let value = |value: Value| of(About::Value(value), &record.values[value], reading.value_worth[value]);
    let mut parts: Vec<Staked> = Burden::ALL.map(burden).into_iter().chain(Value::ALL.map(value)).collect();
    if let Some(part) = network.touchpoints.get(at).filter(|part| part.known_drop_off.is_some()) {
        let pull = drop_off::hazard(base, part, &network.segments[network.reference]).pull;
        parts.push(Staked {
            about: About::Base,
            amount: base.hazard * pull,
            worth: reading.hazard_worth,
            is_evidenced: was_counted(record),
        });
    }
    parts
}

/// Whether the drop-off was counted, not typed.
fn was_counted(record: &Touchpoint) -> bool {
    let counts = record.drop_off.left.zip(record.drop_off.stayed);
    counts.is_some_and(|(left, stayed)| left + stayed > 0.0)
}
