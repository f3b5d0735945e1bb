//! From friction to drop-off: additive hazards (`model.md` §2).

use super::{Network, SegmentPart, TouchpointPart};

/// The largest exponent of pull, so that no amount of value makes a hazard vanish or explode.
const MOST_PULL: f64 = 600.0;

/// What leaving at a touchpoint comes to when burdens and values are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Base {
    /// `H0`.
    pub hazard: f64,
    /// Whether everyone leaves: a known drop-off of 100 %.
    pub is_certain: bool,
    /// Where the weights explain more than was observed: what would scale them right.
    pub scale: Option<f64>,
    /// The drop-off that a fix states; it stands in for the curve, for every segment.
    pub stated: Option<f64>,
}

/// The hazard of one segment at one touchpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Hazard {
    /// `w·b`.
    pub friction: f64,
    /// `exp(−ρ q̄)`.
    pub pull: f64,
    /// `H`; 0 where leaving is certain, which has none.
    pub total: f64,
    /// `d`: the probability of leaving.
    pub leave: f64,
    /// `1 − d`, not by subtraction.
    pub stay: f64,
}

/// `H0` of every touchpoint: known drop-offs hold for today's scores and the reference segment.
pub(super) fn bases(network: &Network) -> Vec<Base> {
    network.touchpoints.iter().map(|touchpoint| base_of(network, touchpoint)).collect()
}

/// `H0` of one touchpoint of a network, or of what it might be.
pub(super) fn base_of(network: &Network, touchpoint: &TouchpointPart) -> Base {
    let reference = &network.segments[network.reference];
    if let Some(base) = touchpoint.fixed {
        return base;
    }
    let Some(known) = touchpoint.known_drop_off else {
        return Base { hazard: network.base_hazard, ..Base::default() };
    };
    let friction = friction(touchpoint, reference);
    let needed = hazard_of(touchpoint, known) * pull_exponent(touchpoint, reference).exp();
    match needed - friction {
        _ if known >= 1.0 => Base { is_certain: true, ..Base::default() },
        hazard if hazard >= 0.0 => Base { hazard, ..Base::default() },
        _ => Base { scale: Some(needed / friction), ..Base::default() },
    }
}

/// `−ln(1−d)`. Where hardly anybody stays, `1 − d` has rounded them away, and their count has not.
fn hazard_of(touchpoint: &TouchpointPart, known: f64) -> f64 {
    match (touchpoint.left, touchpoint.stayed) {
        (Some(left), Some(stayed)) if stayed > 0.0 && known == left / (left + stayed) => {
            (left / stayed).ln_1p()
        }
        _ => -(-known).ln_1p(),
    }
}

/// `H = (H0 + w·b) exp(−ρ q̄)` and the drop-off `d = 1 − exp(−H)` it leads to.
pub(super) fn hazard(base: Base, touchpoint: &TouchpointPart, segment: &SegmentPart) -> Hazard {
    let friction = friction(touchpoint, segment);
    let pull = (-pull_exponent(touchpoint, segment)).exp();
    match base.stated {
        Some(leave) if leave < 1.0 => {
            return Hazard { friction, pull, total: -(-leave).ln_1p(), leave, stay: 1.0 - leave };
        }
        None if !base.is_certain => {}
        _ => return Hazard { friction, pull, total: 0.0, leave: 1.0, stay: 0.0 },
    }
    let total = (base.hazard + friction) * pull;
    Hazard { friction, pull, total, leave: -(-total).exp_m1(), stay: (-total).exp() }
}

/// `w·b`; unknown burdens count as nothing.
fn friction(touchpoint: &TouchpointPart, segment: &SegmentPart) -> f64 {
    segment.burden_weights.weigh(&touchpoint.burdens)
}

/// `Σ u` over the scored values.
pub(super) fn scored_worth(touchpoint: &TouchpointPart, segment: &SegmentPart) -> f64 {
    segment.value_worths.weigh(&touchpoint.values.map(|value| value.map(|_| 1.0)))
}

/// `ρ q̄`, with `q̄` the mean of the scored values weighted by `u`.
fn pull_exponent(touchpoint: &TouchpointPart, segment: &SegmentPart) -> f64 {
    let worth = scored_worth(touchpoint, segment);
    if worth <= 0.0 {
        return 0.0;
    }
    let mean = segment.value_worths.map(|own| own / worth).weigh(&touchpoint.values);
    (segment.pull * mean).min(MOST_PULL)
}
