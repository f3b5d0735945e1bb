//! What is odd about a network or its numbers, and must be said where the numbers are.

use super::{Loop, LoopKind, Network, Readings, drop_off};
use crate::geometry::ordered;
use crate::model::Id;

/// How much a finding takes away from the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something is assumed or left out; the numbers mean what they say.
    Note,
    /// The numbers may not mean what the person thinks.
    Warning,
    /// Something is wrong and must be put right.
    Error,
}

/// One thing that is odd, with the ids concerned and the numbers; the words are the screen's
/// (and, for the report, [`Finding::sentence`]).
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// A touchpoint without a way on: everyone there leaves.
    DeadEnd {
        /// Where.
        touchpoint: Id,
    },
    /// A row whose weights sum to 0: nothing is known of where they go, so all count as leaving.
    NoData {
        /// Where.
        touchpoint: Id,
    },
    /// A loop that nobody can leave.
    Trap {
        /// Its members.
        touchpoints: Vec<Id>,
        /// The share of all entrants who enter it and never leave, 0 to 1.
        share: f64,
        /// Whether there is a way out in principle, but less than one visit in 10³⁰ takes it.
        nearly: bool,
    },
    /// A loop that is very seldom left; computed without subtraction, yet easily misread.
    NearlyClosed {
        /// Its members.
        touchpoints: Vec<Id>,
        /// How often one who enters it is at its busiest touchpoint, on average.
        visits: f64,
    },
    /// Loops too tangled for an exact reach; visits, success and value are computed by iteration.
    Tangled {
        /// Its members.
        touchpoints: Vec<Id>,
    },
    /// The weights alone explain more drop-off than was observed.
    OverExplained {
        /// Where.
        touchpoint: Id,
        /// The known drop-off, 0 to 1.
        known: f64,
        /// The computed one, for the reference segment.
        computed: f64,
        /// What to multiply the segment's burden weights by so that both agree here.
        scale: f64,
    },
    /// Typed probabilities sum to more than 1; they are scaled to 1.
    AboveOne {
        /// Where.
        touchpoint: Id,
        /// Their sum.
        sum: f64,
    },
    /// Typed probabilities sum to less than 1 and nothing else takes the rest: it leaves.
    BelowOne {
        /// Where.
        touchpoint: Id,
        /// Their sum.
        sum: f64,
    },
    /// Touchpoints that nobody visits.
    Unreached {
        /// Which.
        touchpoints: Vec<Id>,
    },
    /// A segment whose entry was supplied, since its mix is empty or sums to 0.
    EntrySupplied {
        /// Which; `None` is everyone.
        segment: Option<Id>,
        /// Where they are taken to enter, in equal parts.
        touchpoints: Vec<Id>,
    },
    /// The journey has no segment: everyone is taken to be alike.
    NoSegment,
    /// Nobody enters: segments weigh the same.
    NoVolume,
    /// No outcome is a success.
    NoSuccess,
    /// There is no touchpoint.
    Empty,
    /// A self-check failed: the numbers are less exact than they should be.
    Inexact {
        /// Which check.
        check: &'static str,
        /// How far it is off.
        residual: f64,
    },
}

/// All that is odd about a network and its numbers, the severest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// One entry a finding.
    pub all: Vec<Finding>,
}

impl Findings {
    /// Looks for everything that is odd.
    pub fn of(network: &Network, readings: &Readings) -> Self {
        let mut all = Vec::new();
        if network.touchpoints.is_empty() {
            return Self { all: vec![Finding::Empty] };
        }
        readings.loops.iter().for_each(|found| all.push(of_loop(network, found)));
        let failed = readings.checks.all.iter().filter(|check| !check.holds());
        all.extend(failed.map(|check| Finding::Inexact { check: check.name, residual: check.residual }));
        of_touchpoints(network, readings, &mut all);
        of_segments(network, &mut all);
        if !network.has_success() {
            all.push(Finding::NoSuccess);
        }
        let order = ordered(all.len(), &|a, b| all[b].severity().cmp(&all[a].severity()));
        let mut all: Vec<Option<Finding>> = all.into_iter().map(Some).collect();
        Self { all: order.into_iter().filter_map(|at| all[at].take()).collect() }
    }

    /// The findings that concern a touchpoint.
    pub fn at<'a>(&'a self, touchpoint: &'a Id) -> impl Iterator<Item = &'a Finding> {
        let concerns = move |finding: &&Finding| finding.touchpoints().contains(touchpoint);
        self.all.iter().filter(concerns)
    }
}

fn ids(network: &Network, touchpoints: impl Iterator<Item = usize>) -> Vec<Id> {
    let id = |at: usize| network.touchpoints[at].id.clone();
    touchpoints.map(id).collect()
}

fn of_loop(network: &Network, found: &Loop) -> Finding {
    let touchpoints = ids(network, found.touchpoints.iter().copied());
    let share = found.entering;
    match found.kind {
        LoopKind::Trap | LoopKind::TrapInPractice => {
            Finding::Trap { touchpoints, share, nearly: found.kind == LoopKind::TrapInPractice }
        }
        LoopKind::NearlyClosed(visits) => Finding::NearlyClosed { touchpoints, visits },
        LoopKind::Tangled => Finding::Tangled { touchpoints },
    }
}

fn of_touchpoints(network: &Network, readings: &Readings, all: &mut Vec<Finding>) {
    let bases = drop_off::bases(network);
    let reference = &readings.segments[network.reference];
    for (at, part) in network.touchpoints.iter().enumerate() {
        let touchpoint = part.id.clone();
        if network.row(at).is_empty() {
            all.push(Finding::DeadEnd { touchpoint });
            continue;
        }
        if let (Some(scale), Some(known)) = (bases[at].scale, part.known_drop_off) {
            all.push(Finding::OverExplained {
                touchpoint: touchpoint.clone(),
                known,
                computed: reference.touchpoints[at].hazard.map_or(1.0, |h| -(-h).exp_m1()),
                scale,
            });
        }
        match part.typed {
            _ if network.has_no_data(at) => all.push(Finding::NoData { touchpoint }),
            Some(sum) if sum > 1.0 + 1e-9 => all.push(Finding::AboveOne { touchpoint, sum }),
            Some(sum) if part.rest > 0.0 => all.push(Finding::BelowOne { touchpoint, sum }),
            _ => {}
        }
    }
    let visits = readings.together.touchpoints.iter().map(|t| t.visits);
    let unreached = visits.enumerate().filter(|(_, visits)| *visits == Some(0.0));
    let touchpoints = ids(network, unreached.map(|(at, _)| at));
    if !touchpoints.is_empty() {
        all.push(Finding::Unreached { touchpoints });
    }
}

fn of_segments(network: &Network, all: &mut Vec<Finding>) {
    for segment in network.segments.iter().filter(|s| !s.entry_is_given) {
        all.push(Finding::EntrySupplied {
            segment: segment.id.clone(),
            touchpoints: ids(network, segment.entry.iter().map(|(at, _)| *at)),
        });
    }
    if network.segments.iter().all(|segment| segment.id.is_none()) {
        all.push(Finding::NoSegment);
    } else if network.entrants() <= 0.0 {
        all.push(Finding::NoVolume);
    }
}

impl Finding {
    /// How much it takes away from the numbers.
    pub fn severity(&self) -> Severity {
        match self {
            Self::AboveOne { .. } | Self::Trap { .. } | Self::Inexact { .. } => Severity::Error,
            Self::DeadEnd { .. }
            | Self::NoData { .. }
            | Self::NearlyClosed { .. }
            | Self::Tangled { .. }
            | Self::OverExplained { .. }
            | Self::BelowOne { .. }
            | Self::NoVolume
            | Self::NoSuccess => Severity::Warning,
            Self::Unreached { .. } | Self::EntrySupplied { .. } | Self::NoSegment | Self::Empty => {
                Severity::Note
            }
        }
    }

    /// Its name, as in the report.
    pub fn key(&self) -> &'static str {
        match self {
            Self::DeadEnd { .. } => "dead_end",
            Self::NoData { .. } => "no_data",
            Self::Trap { .. } => "trap",
            Self::NearlyClosed { .. } => "nearly_closed",
            Self::Tangled { .. } => "tangled",
            Self::OverExplained { .. } => "over_explained",
            Self::AboveOne { .. } => "above_one",
            Self::BelowOne { .. } => "below_one",
            Self::Unreached { .. } => "unreached",
            Self::EntrySupplied { .. } => "entry_supplied",
            Self::NoSegment => "no_segment",
            Self::NoVolume => "no_volume",
            Self::NoSuccess => "no_success",
            Self::Empty => "empty",
            Self::Inexact { .. } => "inexact",
        }
    }

    /// The touchpoints it concerns.
    pub fn touchpoints(&self) -> &[Id] {
        match self {
            Self::DeadEnd { touchpoint }
            | Self::NoData { touchpoint }
            | Self::OverExplained { touchpoint, .. }
            | Self::AboveOne { touchpoint, .. }
            | Self::BelowOne { touchpoint, .. } => std::slice::from_ref(touchpoint),
            Self::Trap { touchpoints, .. }
            | Self::NearlyClosed { touchpoints, .. }
            | Self::Tangled { touchpoints }
            | Self::Unreached { touchpoints }
            | Self::EntrySupplied { touchpoints, .. } => touchpoints,
            Self::NoSegment | Self::NoVolume | Self::NoSuccess | Self::Empty | Self::Inexact { .. } => &[],
        }
    }
}
