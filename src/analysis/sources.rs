//! What leaves each touchpoint by returns: repeats and referrals, seen from where they are taken.

use super::{
    End, Network, ReturnPart,
    chain::Chain,
    returns::Passages,
    rounds::{Pair, Refusal},
};

/// The most starts for which the small system is solved.
const MOST_STARTS: usize = 1000;

/// What leaves each touchpoint by returns, to each of the starts.
pub(super) struct Sources {
    /// Where each start begins: touchpoints with shares that sum to 1.
    pub starts: Vec<Vec<(usize, f64)>>,
    /// Start by start, then touchpoint by touchpoint: discounted, repeats and referrals.
    pub discounted: Vec<Box<[Pair]>>,
    /// The same, counted.
    pub counted: Vec<Box<[Pair]>>,
    /// Touchpoint by touchpoint: what returns earn by themselves, in the organisation's book.
    pub earned: Box<[Pair]>,
}

impl Sources {
    /// The returns of a segment.
    pub fn of(network: &Network, chain: &Chain, segment: usize) -> Result<Self, Refusal> {
        let passages = network.passages(segment);
        let (mut sources, place_of) = Self::starts(network, segment, &passages)?;
        let into = into_outcomes(network);
        let rate = network.segments[segment].discount_rate.ln_1p() / 365.0;
        for (part, passages) in taken(network, &passages) {
            let (gamma, kind) = ((-rate * part.days).exp(), usize::from(part.is_referral));
            let start = match part.to {
                End::Touchpoint(to) => place_of[to],
                End::Outcome(_) => None,
            };
            let gain = part.reward + network.outcome_value(part.to);
            for (at, p, discounted) in leaving(network, chain, &into, part.from, part.is_referral) {
                sources.earned[at][kind] += discounted * passages * gamma * gain;
                if let Some(start) = start {
                    sources.discounted[start][at][kind] += discounted * passages * gamma;
                    sources.counted[start][at][kind] += p * passages;
                }
            }
        }
        if passages.to_entry > 0.0 && network.has_success() {
            let last = sources.starts.len() - 1;
            for end in (0..network.outcomes.len()).map(End::Outcome).filter(|end| network.is_success(*end)) {
                for (at, p, discounted) in leaving(network, chain, &into, end, false) {
                    sources.discounted[last][at][0] += discounted * passages.to_entry;
                    sources.counted[last][at][0] += p * passages.to_entry;
                }
            }
        }
        Ok(sources)
    }

    /// The places where returns lead, nothing leading there yet; and each touchpoint's start.
    fn starts(
        network: &Network,
        segment: usize,
        passages: &Passages,
    ) -> Result<(Self, Vec<Option<usize>>), Refusal> {
        let count = network.touchpoints.len();
        let mut place_of = vec![None; count];
        let mut starts = Vec::new();
        for (part, _) in taken(network, passages) {
            if let End::Touchpoint(to) = part.to
                && place_of[to].is_none()
            {
                place_of[to] = Some(starts.len());
                starts.push(vec![(to, 1.0)]);
            }
        }
        if passages.to_entry > 0.0 && network.has_success() {
            starts.push(network.segments[segment].entry.clone());
        }
        if starts.len() > MOST_STARTS {
            return Err(Refusal::TooMany { starts: starts.len() });
        }
        let columns = || starts.iter().map(|_| vec![[0.0; 2]; count].into()).collect();
        let (discounted, counted) = (columns(), columns());
        Ok((Self { starts, discounted, counted, earned: vec![[0.0; 2]; count].into() }, place_of))
    }
}

/// The returns that somebody takes, and how many for each passage.
fn taken<'a>(network: &'a Network, passages: &'a Passages) -> impl Iterator<Item = (&'a ReturnPart, f64)> {
    let all = network.returns.iter().zip(passages.each.iter().copied());
    all.filter(|(_, passages)| *passages > 0.0)
}

/// The transitions into each outcome, by place.
fn into_outcomes(network: &Network) -> Vec<Vec<usize>> {
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); network.outcomes.len()];
    for (place, transition) in network.transitions.iter().enumerate() {
        if let End::Outcome(at) = transition.to {
            into[at].push(place);
        }
    }
    into
}

/// Each touchpoint from which something leaves an end: how much, counted and discounted. Repeats are
/// of those who go on from a touchpoint, newcomers of all its visits.
fn leaving(
    network: &Network,
    chain: &Chain,
    into: &[Vec<usize>],
    from: End,
    is_referral: bool,
) -> Vec<(usize, f64, f64)> {
    match from {
        End::Touchpoint(at) => {
            let passing = if is_referral { 1.0 } else { chain.hazards[at].stay };
            vec![(at, passing, passing)]
        }
        End::Outcome(outcome) => {
            let way = |place: &usize| {
                let p = chain.p[*place];
                (network.transitions[*place].from, p, p * chain.gamma(*place))
            };
            into[outcome].iter().map(way).collect()
        }
    }
}
