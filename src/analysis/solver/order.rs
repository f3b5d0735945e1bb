//! In which order a component is eliminated: minimum degree on the quotient graph
//! (Amestoy, Davis & Duff 1996, without supervariables).

use super::NONE;

/// The most that an elimination may cost, as the sum of the squared list lengths.
const MOST_WORK: usize = 100_000_000;
/// The largest core that is eliminated.
const LARGEST_CORE: usize = 800;
/// Components of this size are all core.
pub(super) const SMALL: usize = 8;

/// An order of elimination and what each eliminated member is linked to when it goes.
pub(super) struct Elimination {
    /// Members, in the order of elimination; those past the lists form the core.
    pub order: Vec<u32>,
    /// Where the list of each of the head begins in `linked` (one entry more than the head).
    pub starts: Vec<u32>,
    /// Members that are still there when one of the head goes.
    pub linked: Vec<u32>,
    /// Whether it would cost too much.
    pub is_tangled: bool,
}

/// Finds an order for a symmetric graph without self-loops: `neighbours` row by row.
pub(super) fn eliminate(starts: &[u32], neighbours: Vec<u32>) -> Elimination {
    let mut quotient = Quotient::of(starts, neighbours);
    let count = starts.len() - 1;
    let mut found = Elimination {
        order: Vec::with_capacity(count),
        starts: vec![0],
        linked: Vec::new(),
        is_tangled: false,
    };
    let mut work = 0;
    while let Some((member, degree)) = quotient.degrees.least() {
        let remaining = count - found.order.len();
        if remaining <= SMALL || degree * 3 >= (remaining - 1) * 2 {
            break;
        }
        let before = found.linked.len();
        quotient.eliminate(member, &mut found);
        work += (found.linked.len() - before).pow(2);
        if work > MOST_WORK {
            found.is_tangled = true;
            break;
        }
    }
    found.is_tangled |= count - found.order.len() > LARGEST_CORE;
    let rest = (0..count as u32).filter(|member| quotient.is_there(*member));
    found.order.extend(rest);
    found
}

/// Whether one is linked to so many that it stays for the core: its list would be read again each
/// time that one of them goes.
fn is_hub(degree: u32, count: usize) -> bool {
    degree > 16 && (degree as usize).pow(2) > 100 * count
}

/// Where an element's list lies in [`Elimination::linked`].
#[derive(Clone, Copy, Default)]
struct Element {
    from: u32,
    to: u32,
    /// How many of the list are no hubs.
    light: u32,
    /// How many of those lie outside the newest element, and when that was found.
    outside: u32,
    at_time: u32,
}

/// The graph in the middle of an elimination. Eliminated members live on as *elements*: each
/// stands for the clique among those it was linked to, so that nothing ever grows.
struct Quotient {
    /// Where each member's list begins in `lists`.
    starts: Box<[u32]>,
    /// Each member's elements, then its plain neighbours.
    lists: Box<[u32]>,
    /// How many elements and how many plain neighbours each member's list holds.
    sizes: Box<[(u32, u32)]>,
    elements: Box<[Element]>,
    state: Box<[State]>,
    /// When each was last linked to.
    seen: Box<[u32]>,
    time: u32,
    hubs: Box<[bool]>,
    degrees: Degrees,
    scratch: Vec<u32>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    There,
    Element,
    Absorbed,
}

impl Quotient {
    fn of(starts: &[u32], neighbours: Vec<u32>) -> Self {
        let count = starts.len() - 1;
        let degrees: Vec<u32> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let hubs: Box<[bool]> = degrees.iter().map(|degree| is_hub(*degree, count)).collect();
        Self {
            starts: starts.into(),
            lists: neighbours.into(),
            sizes: degrees.iter().map(|degree| (0, *degree)).collect(),
            elements: vec![Element::default(); count].into(),
            state: vec![State::There; count].into(),
            seen: vec![0; count].into(),
            time: 0,
            degrees: Degrees::of(degrees, &hubs),
            hubs,
            scratch: Vec::new(),
        }
    }

    fn is_there(&self, member: u32) -> bool {
        self.state[member as usize] == State::There
    }

    /// Takes a member out and appends what it is linked to.
    fn eliminate(&mut self, member: u32, found: &mut Elimination) {
        let at = member as usize;
        self.time += 1;
        self.seen[at] = self.time;
        self.state[at] = State::Element;
        self.degrees.remove(member);
        let begin = found.linked.len();
        let (elements, plain) = self.sizes[at];
        let first = self.starts[at] as usize;
        let middle = first + elements as usize;
        for place in first..middle {
            let element = self.lists[place] as usize;
            if self.state[element] != State::Element {
                continue;
            }
            self.state[element] = State::Absorbed;
            let Element { from, to, .. } = self.elements[element];
            for place in from as usize..to as usize {
                self.link(found.linked[place], found);
            }
        }
        for place in middle..middle + plain as usize {
            self.link(self.lists[place], found);
        }
        let end = found.linked.len();
        let light = found.linked[begin..].iter().filter(|other| !self.hubs[**other as usize]).count();
        self.elements[at] =
            Element { from: begin as u32, to: end as u32, light: light as u32, ..Element::default() };
        found.starts.push(end as u32);
        found.order.push(member);
        self.measure_outside(&found.linked[begin..]);
        let remaining = self.state.len() - found.order.len();
        for place in begin..end {
            let other = found.linked[place];
            if !self.hubs[other as usize] {
                self.update(other, member, end - begin, remaining);
            }
        }
    }

    fn link(&mut self, other: u32, found: &mut Elimination) {
        let at = other as usize;
        if self.state[at] == State::There && self.seen[at] != self.time {
            self.seen[at] = self.time;
            found.linked.push(other);
        }
    }

    /// For each element that meets the newest one: how many of its members, hubs apart, lie outside.
    fn measure_outside(&mut self, linked: &[u32]) {
        for member in linked.iter().filter(|member| !self.hubs[**member as usize]) {
            let first = self.starts[*member as usize] as usize;
            for place in first..first + self.sizes[*member as usize].0 as usize {
                let element = &mut self.elements[self.lists[place] as usize];
                if element.at_time != self.time {
                    element.at_time = self.time;
                    element.outside = element.light;
                }
                element.outside -= 1;
            }
        }
    }

    /// Rewrites the list of one that the newest element reaches, and its (approximate) degree.
    fn update(&mut self, member: u32, newest: u32, linked: usize, remaining: usize) {
        let at = member as usize;
        let first = self.starts[at] as usize;
        let (elements, plain) = self.sizes[at];
        let middle = first + elements as usize;
        self.scratch.clear();
        let mut degree = linked - 1;
        for place in first..middle {
            let name = self.lists[place];
            let element = self.elements[name as usize];
            if self.state[name as usize] != State::Element {
                continue;
            }
            if element.outside == 0 && element.light == element.to - element.from {
                self.state[name as usize] = State::Absorbed;
                continue;
            }
            degree += element.outside as usize;
            self.scratch.push(name);
        }
        self.scratch.push(newest);
        let kept = self.scratch.len();
        for place in middle..middle + plain as usize {
            let other = self.lists[place];
            if self.is_there(other) && self.seen[other as usize] != self.time {
                self.scratch.push(other);
            }
        }
        degree += self.scratch.len() - kept;
        self.sizes[at] = (kept as u32, (self.scratch.len() - kept) as u32);
        self.lists[first..first + self.scratch.len()].copy_from_slice(&self.scratch);
        self.degrees.change(member, degree.min(remaining - 1));
    }
}

/// Members by degree, hubs apart, in doubly linked buckets.
struct Degrees {
    heads: Box<[u32]>,
    next: Box<[u32]>,
    previous: Box<[u32]>,
    degree: Box<[u32]>,
    lowest: usize,
}

impl Degrees {
    fn of(degree: Vec<u32>, hubs: &[bool]) -> Self {
        let count = degree.len();
        let mut degrees = Self {
            heads: vec![NONE; count].into(),
            next: vec![NONE; count].into(),
            previous: vec![NONE; count].into(),
            degree: degree.into(),
            lowest: 0,
        };
        let members = (0..count as u32).rev().filter(|member| !hubs[*member as usize]);
        members.for_each(|member| degrees.insert(member));
        degrees.lowest = 0;
        degrees
    }

    /// One of the least degree, with that degree; `None` where only hubs are left.
    fn least(&mut self) -> Option<(u32, usize)> {
        while *self.heads.get(self.lowest)? == NONE {
            self.lowest += 1;
        }
        Some((self.heads[self.lowest], self.lowest))
    }

    fn insert(&mut self, member: u32) {
        let degree = self.degree[member as usize] as usize;
        let head = self.heads[degree];
        self.next[member as usize] = head;
        self.previous[member as usize] = NONE;
        if head != NONE {
            self.previous[head as usize] = member;
        }
        self.heads[degree] = member;
        self.lowest = self.lowest.min(degree);
    }

    fn remove(&mut self, member: u32) {
        let (next, previous) = (self.next[member as usize], self.previous[member as usize]);
        match previous {
            NONE => self.heads[self.degree[member as usize] as usize] = next,
            _ => self.next[previous as usize] = next,
        }
        if next != NONE {
            self.previous[next as usize] = previous;
        }
    }

    fn change(&mut self, member: u32, degree: usize) {
        self.remove(member);
        self.degree[member as usize] = degree as u32;
        self.insert(member);
    }
}
