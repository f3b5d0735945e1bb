//! What a solve needs to know of the graph alone, whatever the probabilities.

use super::{
    NONE,
    components::{Rows, knots},
    order::{Elimination, SMALL, eliminate},
};
use crate::analysis::{End, Network};

/// Which touchpoints lead to which, in which order they are solved, and what fills in.
/// Serves every segment and every discounting, since those change numbers and not the graph.
pub(in crate::analysis) struct Plan {
    /// Where each touchpoint's row of transitions begins (one entry more than touchpoints).
    pub starts: Box<[u32]>,
    /// The touchpoint each transition leaves.
    pub from: Box<[u32]>,
    /// The touchpoint each transition leads to; `NONE` for outcomes and for a share of 0.
    pub to: Box<[u32]>,
    /// Where each touchpoint's incoming transitions begin in `into`.
    pub into_starts: Box<[u32]>,
    /// Transitions by the touchpoint they lead to.
    pub into: Box<[u32]>,
    /// The component of each touchpoint.
    pub component: Box<[u32]>,
    /// Touchpoints, component by component, those that others lead to first; inside a component
    /// in the order of elimination.
    pub order: Box<[u32]>,
    /// Where each component begins in `order` (one entry more than components).
    pub bounds: Box<[u32]>,
    /// Each touchpoint's place in its component's elimination.
    pub position: Box<[u32]>,
    /// Each component's place in `patterns`; `NONE` for single touchpoints.
    pub pattern_of: Box<[u32]>,
    /// One entry for each component of two or more touchpoints.
    pub(super) patterns: Vec<Pattern>,
}

/// Where numbers stand in the factor of a component. Positions are elimination positions.
///
/// Invariant: those before `head` are eliminated one by one, each filling in among its `later`;
/// those from `head` on form the core, which is dense. Without a head all lists are empty.
#[derive(Default)]
pub(super) struct Pattern {
    /// How many are eliminated before the core.
    pub head: usize,
    /// How many form the core.
    pub core: usize,
    /// Where the list of each of the head begins in `later`.
    pub starts: Box<[u32]>,
    /// Whom each of the head is linked to when it goes, in ascending position.
    pub later: Box<[u32]>,
    /// Where the list of each position begins in `earlier`.
    pub earlier_starts: Box<[u32]>,
    /// For each position, the places in `later` that hold it, with their owner: (owner, place).
    pub earlier: Box<[(u32, u32)]>,
    /// Where the probabilities inside the component go first, and which they are: to twice a place in
    /// `later` and 1 more against the order, or ...
    pub into_lists: Box<[(u32, u32)]>,
    /// ... to a place of the core, row by row.
    pub into_core: Box<[(u32, u32)]>,
    /// Whether elimination would cost too much, so that it is solved by iteration.
    pub is_tangled: bool,
}

impl Plan {
    /// The plan of a network.
    pub fn of(network: &Network) -> Self {
        let count = network.touchpoints.len();
        let to: Vec<u32> = network
            .transitions
            .iter()
            .map(|transition| match transition.to {
                End::Touchpoint(to) if transition.share > 0.0 => to as u32,
                _ => NONE,
            })
            .collect();
        let from: Vec<u32> = network.transitions.iter().map(|t| t.from as u32).collect();
        let (into_starts, into) = by_key(count, &to);
        let mut plan = Self {
            starts: network.rows.iter().map(|at| *at as u32).collect(),
            from: from.into(),
            to: to.into(),
            into_starts,
            into,
            component: Box::default(),
            order: Box::default(),
            bounds: Box::default(),
            position: vec![0; count].into(),
            pattern_of: Box::default(),
            patterns: Vec::new(),
        };
        plan.find_components();
        plan
    }

    /// How many components there are.
    pub fn component_count(&self) -> usize {
        self.pattern_of.len()
    }

    /// The touchpoints of a component, in the order of elimination.
    pub fn members(&self, component: usize) -> &[u32] {
        &self.order[self.bounds[component] as usize..self.bounds[component + 1] as usize]
    }

    /// Whether a component is solved by iteration.
    pub fn is_tangled(&self, component: usize) -> bool {
        let pattern = self.patterns.get(self.pattern_of[component] as usize);
        pattern.is_some_and(|pattern| pattern.is_tangled)
    }

    /// The places of the transitions that leave a touchpoint.
    pub fn row(&self, touchpoint: u32) -> std::ops::Range<usize> {
        self.starts[touchpoint as usize] as usize..self.starts[touchpoint as usize + 1] as usize
    }

    /// The transitions that lead to a touchpoint.
    pub fn arrivals(&self, touchpoint: u32) -> &[u32] {
        let at = touchpoint as usize;
        &self.into[self.into_starts[at] as usize..self.into_starts[at + 1] as usize]
    }

    /// The component of a touchpoint; `NONE` of `NONE`.
    pub fn component_of(&self, touchpoint: u32) -> u32 {
        self.component.get(touchpoint as usize).copied().unwrap_or(NONE)
    }

    fn find_components(&mut self) {
        let back: Box<[u32]> = self.into.iter().map(|t| self.from[*t as usize]).collect();
        let forth = Rows { starts: &self.starts, ends: &self.to };
        let (component, count) = knots(forth, Rows { starts: &self.into_starts, ends: &back });
        (self.bounds, self.order) = by_key(count, &component);
        self.component = component;
        self.pattern_of = vec![NONE; count].into();
        // Where each was linked to last, as the place of who linked it; `NONE` is nobody.
        let mut linked_by: Box<[u32]> = vec![NONE; self.component.len()].into();
        for component in 0..count {
            if self.members(component).len() > 1 {
                self.pattern_of[component] = self.patterns.len() as u32;
                let pattern = self.find_pattern(component, &mut linked_by);
                self.patterns.push(pattern);
            }
        }
    }

    fn find_pattern(&mut self, component: usize, linked_by: &mut [u32]) -> Pattern {
        let first = self.bounds[component] as usize;
        let end = self.bounds[component + 1] as usize;
        for at in first..end {
            self.position[self.order[at] as usize] = (at - first) as u32;
        }
        let mut pattern = Pattern { core: end - first, ..Pattern::default() };
        if pattern.core > SMALL {
            let elimination = self.find_order(component, linked_by);
            let members: Box<[u32]> = self.members(component).into();
            for (at, member) in elimination.order.iter().enumerate() {
                let touchpoint = members[*member as usize];
                self.order[first + at] = touchpoint;
                self.position[touchpoint as usize] = at as u32;
            }
            pattern = Pattern::of(elimination);
        }
        if !pattern.is_tangled {
            self.place_inside(component, &mut pattern);
        }
        pattern
    }

    /// In which order to eliminate a component.
    fn find_order(&self, component: usize, linked_by: &mut [u32]) -> Elimination {
        let mut starts = vec![0];
        let mut neighbours = Vec::new();
        for member in self.members(component).iter().copied() {
            linked_by[member as usize] = member;
            let mut link = |other: u32| {
                if self.component_of(other) as usize == component && linked_by[other as usize] != member {
                    linked_by[other as usize] = member;
                    neighbours.push(self.position[other as usize]);
                }
            };
            self.row(member).for_each(|t| link(self.to[t]));
            self.arrivals(member).iter().for_each(|t| link(self.from[*t as usize]));
            starts.push(neighbours.len() as u32);
        }
        eliminate(&starts, neighbours)
    }

    /// Finds where the probabilities inside a component go.
    fn place_inside(&self, component: usize, pattern: &mut Pattern) {
        let (mut into_lists, mut into_core) = (Vec::new(), Vec::new());
        let head = pattern.head;
        for (at, member) in self.members(component).iter().enumerate() {
            for t in self.row(*member) {
                let to = self.to[t];
                if to == *member || self.component_of(to) as usize != component {
                    continue;
                }
                let other = self.position[to as usize] as usize;
                if at >= head && other >= head {
                    into_core.push((((at - head) * pattern.core + other - head) as u32, t as u32));
                } else {
                    let list = pattern.list(at.min(other));
                    let later = at.max(other) as u32;
                    let place = list.start + pattern.later[list].partition_point(|other| *other < later);
                    into_lists.push(((2 * place + usize::from(at > other)) as u32, t as u32));
                }
            }
        }
        (pattern.into_lists, pattern.into_core) = (into_lists.into(), into_core.into());
    }
}

impl Pattern {
    /// Turns members into positions and sorts each list, by transposing twice.
    fn of(elimination: Elimination) -> Self {
        let count = elimination.order.len();
        let mut position: Box<[u32]> = vec![0; count].into();
        for (at, member) in elimination.order.iter().enumerate() {
            position[*member as usize] = at as u32;
        }
        let linked: Vec<u32> = elimination.linked.iter().map(|member| position[*member as usize]).collect();
        let (earlier_starts, places) = by_key(count, &linked);
        let starts: Box<[u32]> = elimination.starts.into();
        let head = starts.len() - 1;
        let mut owner: Box<[u32]> = vec![0; linked.len()].into();
        for at in 0..head {
            owner[starts[at] as usize..starts[at + 1] as usize].fill(at as u32);
        }
        let mut next = starts.clone();
        let mut later: Box<[u32]> = vec![0; linked.len()].into();
        let mut earlier = Vec::with_capacity(linked.len());
        for at in 0..count {
            for place in &places[earlier_starts[at] as usize..earlier_starts[at + 1] as usize] {
                let owner = owner[*place as usize];
                let sorted = next[owner as usize];
                next[owner as usize] += 1;
                later[sorted as usize] = at as u32;
                earlier.push((owner, sorted));
            }
        }
        Self {
            head,
            core: count - head,
            starts,
            later,
            earlier_starts,
            earlier: earlier.into(),
            is_tangled: elimination.is_tangled,
            ..Self::default()
        }
    }

    /// The places in `later` of a position of the head.
    pub fn list(&self, at: usize) -> std::ops::Range<usize> {
        self.starts[at] as usize..self.starts[at + 1] as usize
    }

    /// The places in `later` that follow a place in its owner's list.
    pub fn rest(&self, owner: u32, place: u32) -> std::ops::Range<usize> {
        place as usize + 1..self.starts[owner as usize + 1] as usize
    }

    /// Who of the head is linked to a position, with the place in `later`.
    pub fn earlier(&self, at: usize) -> &[(u32, u32)] {
        &self.earlier[self.earlier_starts[at] as usize..self.earlier_starts[at + 1] as usize]
    }
}

/// Places by their key (counting sort): where each key begins, and the places in order.
/// Keys of `NONE` are left out.
pub(in crate::analysis) fn by_key(count: usize, keys: &[u32]) -> (Box<[u32]>, Box<[u32]>) {
    let mut starts: Box<[u32]> = vec![0; count + 1].into();
    for key in keys.iter().filter(|key| **key != NONE) {
        starts[*key as usize + 1] += 1;
    }
    for at in 0..count {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut places: Box<[u32]> = vec![0; starts[count] as usize].into();
    for (place, key) in keys.iter().enumerate().filter(|(_, key)| **key != NONE) {
        places[next[*key as usize] as usize] = place as u32;
        next[*key as usize] += 1;
    }
    (starts, places)
}
