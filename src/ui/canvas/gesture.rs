//! What the hand does on the canvas: a pure state machine from pointer events to plans.
//!
//! Plans that preview change nothing in the journey; the release plans one commit.

use crate::geometry::{Point, Rect};
use crate::model::Id;

/// The tool in hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Select, move, connect.
    #[default]
    Select,
    /// Pan.
    Hand,
    /// A click adds a touchpoint.
    Touchpoint,
    /// A drag or two clicks connect.
    Connect,
    /// A click adds an outcome.
    Outcome,
    /// Pan, and select with a click: for what may only be looked at.
    Look,
}

/// Which end of a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Where it leaves.
    From,
    /// Where it arrives.
    To,
}

/// What lies under the pointer.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// Nothing.
    Canvas,
    /// A touchpoint's or an outcome's card.
    Place(Id),
    /// The handle of a card that connections are drawn from.
    Handle(Id),
    /// A transition.
    Arrow(Id),
    /// The end of a selected transition.
    ArrowEnd(Id, End),
}

/// Which keys are held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    /// Shift.
    pub shift: bool,
    /// Ctrl, or Cmd on a Mac.
    pub ctrl: bool,
    /// Alt.
    pub alt: bool,
    /// The space bar.
    pub space: bool,
}

/// One pointer event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointer {
    /// Which pointer.
    pub id: i32,
    /// Where, in pixels from the canvas's top left corner.
    pub at: Point,
    /// Whether it is a finger.
    pub touch: bool,
    /// The button: 0 left, 1 middle, 2 right.
    pub button: i16,
    /// Which keys are held.
    pub modifiers: Modifiers,
}

/// What is to be done, places in screen pixels.
#[derive(Clone, Debug, PartialEq)]
pub enum Plan {
    /// Move the view.
    Pan(Point),
    /// Zoom the view around a place.
    Zoom(f64, Point),
    /// Select only this.
    Select(Id),
    /// Add this to the selection, or take it out.
    Toggle(Id),
    /// Select nothing.
    SelectNothing,
    /// Show a marquee.
    ShowMarquee(Rect),
    /// Select what the marquee holds; `add` keeps what is selected, `enclosing` wants it whole.
    SelectIn {
        /// The marquee.
        rect: Rect,
        /// Keep what is selected.
        add: bool,
        /// Only what lies wholly in it.
        enclosing: bool,
    },
    /// Show the selection moved; `free` switches alignment off.
    ShowMove {
        /// By how much.
        by: Point,
        /// Without alignment.
        free: bool,
    },
    /// Move the selection (or a copy of it).
    Move {
        /// By how much.
        by: Point,
        /// Without alignment.
        free: bool,
        /// Move a copy.
        copy: bool,
    },
    /// Show a connection from a card to a place.
    ShowLink(Id, Point),
    /// Show an end of a transition elsewhere.
    ShowRelink(Id, End, Point),
    /// Connect a card with what lies at a place.
    Link(Id, Point),
    /// Lead an end of a transition to what lies at a place.
    Relink(Id, End, Point),
    /// Add something of the tool's kind.
    Create(Tool, Point),
    /// Open the menu of what lies at a place.
    Menu(Target, Point),
    /// Stop showing a preview.
    Quiet,
}

#[derive(Clone, Debug, Default, PartialEq)]
enum State {
    #[default]
    Idle,
    Pressed {
        from: Point,
        on: Target,
        touch: bool,
        modifiers: Modifiers,
        tool: Tool,
    },
    Panning {
        last: Point,
    },
    Marquee {
        from: Point,
        add: bool,
        enclosing: bool,
    },
    Moving {
        from: Point,
    },
    Linking {
        from: Id,
        sticky: bool,
    },
    Relinking {
        transition: Id,
        end: End,
    },
    Pinching,
}

/// The gesture under way.
///
/// Invariant: `fingers` holds each pointer that is down once, in the order they came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gesture {
    state: State,
    fingers: Vec<(i32, Point)>,
    presses: u32,
}

/// How far a mouse may slip before a press is a drag, in pixels.
const THRESHOLD_MOUSE: f64 = 4.0;
/// How far a finger may slip before a press is a drag, in pixels.
const THRESHOLD_TOUCH: f64 = 6.0;
/// How near an edge of the canvas a drag moves the view, in pixels.
const DRIFT_REACH: f64 = 36.0;
/// How far the view moves in a frame where the pointer is at the very edge, in pixels.
const DRIFT_MOST: f64 = 14.0;

impl Gesture {
    /// Whether something is being dragged, drawn or panned.
    pub fn is_under_way(&self) -> bool {
        !matches!(self.state, State::Idle | State::Pressed { .. })
    }

    /// Whether the view is being moved.
    pub fn is_panning(&self) -> bool {
        matches!(self.state, State::Panning { .. } | State::Pinching)
    }

    /// What is pressed and was not dragged.
    pub fn pressed_on(&self) -> Option<Target> {
        match &self.state {
            State::Pressed { on, tool: Tool::Select, .. } => Some(on.clone()),
            _ => None,
        }
    }

    /// How many presses there were: what [`Gesture::hold`] is asked with later.
    pub fn presses(&self) -> u32 {
        self.presses
    }

    /// A pointer went down.
    pub fn press(&mut self, pointer: Pointer, on: Target, tool: Tool) -> Vec<Plan> {
        self.presses = self.presses.wrapping_add(1);
        self.fingers.retain(|(id, _)| *id != pointer.id);
        self.fingers.push((pointer.id, pointer.at));
        if self.fingers.len() == 2 {
            self.state = State::Pinching;
            return vec![Plan::Quiet];
        }
        if self.fingers.len() > 2 {
            return Vec::new();
        }
        if let State::Linking { from, sticky: true } = &self.state {
            let plan = Plan::Link(from.clone(), pointer.at);
            self.state = State::Idle;
            return vec![plan, Plan::Quiet];
        }
        let pans = pointer.button == 1 || pointer.modifiers.space || tool == Tool::Hand;
        if pans {
            self.state = State::Panning { last: pointer.at };
            return Vec::new();
        }
        if pointer.button != 0 {
            return Vec::new();
        }
        let Pointer { at: from, touch, modifiers, .. } = pointer;
        self.state = State::Pressed { from, on, touch, modifiers, tool };
        Vec::new()
    }

    /// A pointer moved; `selected` says whether the pressed card is part of the selection.
    pub fn slide(&mut self, pointer: Pointer, selected: impl Fn(&Id) -> bool) -> Vec<Plan> {
        if self.state == State::Pinching {
            return self.pinch(pointer);
        }
        for finger in self.fingers.iter_mut().filter(|(id, _)| *id == pointer.id) {
            finger.1 = pointer.at;
        }
        let mut plans = self.start_drag(pointer, selected);
        if let State::Panning { last } = &mut self.state {
            plans.push(Plan::Pan(pointer.at - *last));
            *last = pointer.at;
        }
        plans.extend(self.shown(pointer));
        plans
    }

    /// What a drag shows while its pointer is here.
    fn shown(&self, pointer: Pointer) -> Option<Plan> {
        let at = pointer.at;
        match &self.state {
            State::Marquee { from, .. } => Some(Plan::ShowMarquee(Rect::between(*from, at))),
            State::Moving { from } => Some(Plan::ShowMove { by: at - *from, free: pointer.modifiers.ctrl }),
            State::Linking { from, .. } => Some(Plan::ShowLink(from.clone(), at)),
            State::Relinking { transition, end } => Some(Plan::ShowRelink(transition.clone(), *end, at)),
            State::Idle | State::Pressed { .. } | State::Panning { .. } | State::Pinching => None,
        }
    }

    /// A frame passed with a drag's pointer near an edge of a canvas of this size: the view moves
    /// on, and what is dragged with it. Nothing elsewhere.
    pub fn drift(&mut self, pointer: Pointer, size: Point) -> Vec<Plan> {
        let step = |at: f64, end: f64| {
            let past = (DRIFT_REACH - at).max(0.0) - (at - (end - DRIFT_REACH)).max(0.0);
            (past / DRIFT_REACH).clamp(-1.0, 1.0) * DRIFT_MOST
        };
        let by = Point::new(step(pointer.at.x, size.x), step(pointer.at.y, size.y));
        match &mut self.state {
            State::Marquee { from, .. } | State::Moving { from } if by != Point::default() => {
                *from = *from + by;
            }
            State::Linking { sticky: false, .. } | State::Relinking { .. } if by != Point::default() => {}
            _ => return Vec::new(),
        }
        std::iter::once(Plan::Pan(by)).chain(self.shown(pointer)).collect()
    }

    /// A finger has rested for long since the press of this number: it asks for the menu.
    pub fn hold(&mut self, press: u32) -> Vec<Plan> {
        match &self.state {
            State::Pressed { from, on, touch: true, .. } if press == self.presses => {
                let plan = Plan::Menu(on.clone(), *from);
                self.state = State::Idle;
                vec![plan]
            }
            _ => Vec::new(),
        }
    }

    /// A press that slipped far enough becomes a drag of what it was on.
    fn start_drag(&mut self, pointer: Pointer, selected: impl Fn(&Id) -> bool) -> Vec<Plan> {
        let State::Pressed { from, on, touch, modifiers, tool } = self.state.clone() else {
            return Vec::new();
        };
        let threshold = if touch { THRESHOLD_TOUCH } else { THRESHOLD_MOUSE };
        if from.distance(pointer.at) < threshold {
            return Vec::new();
        }
        let (state, plans) = match on {
            _ if tool == Tool::Look => (State::Panning { last: from }, Vec::new()),
            Target::Handle(id) => (State::Linking { from: id, sticky: false }, Vec::new()),
            Target::Place(id) if tool == Tool::Connect => {
                (State::Linking { from: id, sticky: false }, Vec::new())
            }
            Target::Place(id) => {
                let plans = match (selected(&id), modifiers.shift || modifiers.ctrl) {
                    (true, _) => Vec::new(),
                    (false, true) => vec![Plan::Toggle(id)],
                    (false, false) => vec![Plan::Select(id)],
                };
                (State::Moving { from }, plans)
            }
            Target::ArrowEnd(transition, end) => (State::Relinking { transition, end }, Vec::new()),
            Target::Canvas | Target::Arrow(_) if touch && !modifiers.shift => {
                (State::Panning { last: from }, Vec::new())
            }
            Target::Canvas | Target::Arrow(_) => {
                let add = modifiers.shift || modifiers.ctrl;
                (State::Marquee { from, add, enclosing: modifiers.alt }, Vec::new())
            }
        };
        self.state = state;
        plans
    }

    /// A pointer went up.
    pub fn release(&mut self, pointer: Pointer) -> Vec<Plan> {
        self.fingers.retain(|(id, _)| *id != pointer.id);
        if self.state == State::Pinching {
            if self.fingers.is_empty() {
                self.state = State::Idle;
            }
            return Vec::new();
        }
        match std::mem::take(&mut self.state) {
            State::Pressed { on, modifiers, tool, from, .. } => self.click(on, modifiers, tool, from),
            State::Marquee { from, add, enclosing } => {
                let rect = Rect::between(from, pointer.at);
                vec![Plan::SelectIn { rect, add, enclosing }, Plan::Quiet]
            }
            State::Moving { from } => {
                let Modifiers { ctrl: free, alt: copy, .. } = pointer.modifiers;
                vec![Plan::Move { by: pointer.at - from, free, copy }, Plan::Quiet]
            }
            State::Linking { from, sticky: true } => {
                self.state = State::Linking { from, sticky: true };
                Vec::new()
            }
            State::Linking { from, sticky: false } => vec![Plan::Link(from, pointer.at), Plan::Quiet],
            State::Relinking { transition, end } => {
                vec![Plan::Relink(transition, end, pointer.at), Plan::Quiet]
            }
            State::Idle | State::Panning { .. } | State::Pinching => Vec::new(),
        }
    }

    /// A press that did not slip is a click.
    fn click(&mut self, on: Target, modifiers: Modifiers, tool: Tool, at: Point) -> Vec<Plan> {
        let adds = modifiers.shift || modifiers.ctrl;
        match (on, tool) {
            (Target::Canvas, Tool::Touchpoint | Tool::Outcome) => vec![Plan::Create(tool, at)],
            (Target::Canvas, _) if adds => Vec::new(),
            (Target::Canvas, _) => vec![Plan::SelectNothing],
            (Target::Handle(id), _) | (Target::Place(id), Tool::Connect) => {
                self.state = State::Linking { from: id.clone(), sticky: true };
                vec![Plan::ShowLink(id, at)]
            }
            (Target::Place(id) | Target::Arrow(id), _) if adds => vec![Plan::Toggle(id)],
            (Target::Place(id) | Target::Arrow(id) | Target::ArrowEnd(id, _), _) => vec![Plan::Select(id)],
        }
    }

    /// The gesture is called off (Escape, a lost pointer); nothing is committed.
    pub fn cancel(&mut self) -> Vec<Plan> {
        let shown = self.is_under_way();
        *self = Self::default();
        if shown { vec![Plan::Quiet] } else { Vec::new() }
    }

    /// Two fingers: what was between them stays between them.
    fn pinch(&mut self, pointer: Pointer) -> Vec<Plan> {
        let [(first_id, first), (_, second)] = self.fingers.as_mut_slice() else {
            return Vec::new();
        };
        let before = ((*first + *second) * 0.5, first.distance(*second));
        *(if pointer.id == *first_id { &mut *first } else { &mut *second }) = pointer.at;
        let after = ((*first + *second) * 0.5, first.distance(*second));
        let factor = if before.1 > 1.0 { after.1 / before.1 } else { 1.0 };
        vec![Plan::Pan(after.0 - before.0), Plan::Zoom(factor, after.0)]
    }
}
